"""Opening a study: every fault at once, nobody else's school, only its researchers, and an end."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph_service.access.reader import OPERATOR, Reader
from graph_service.errors import BadInput, NotThere
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.studies.opening import (
    StudyForm,
    end_study,
    keepable_schools,
    kept_studies,
    open_study,
)
from graph_service.workflows.studies.release import release, release_named
from tests.office import Office, embedded_office
from tests.workflows.folder import write_folder

OTHER = {
    "students": ["o1,Eve Fox,Two Rivers,11,Red,,2025-09-01,,"],
    "adults": ["oa,Mx Ro,staff,Two Rivers"],
}
FORM = StudyForm("Ties", "to learn", "two people", "2027-01-31", ["Met"], ["researcher"])


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Met with an account of each role, and Two Rivers, where none of them has a path."""
    with embedded_office(tmp_path) as made:
        import_tables(made.desk, write_folder(tmp_path / "other", OTHER))
        yield made


def reader(office: Office, login: str) -> Reader:
    """The account of that login."""
    row = office.desk.engine.read("account_by_login", login=login)[0]
    return Reader(str(row["uid"]), str(row["name"]), row["role"])


@pytest.mark.parametrize("login", ["lead", "administrator"])
def test_a_lead_or_an_administrator_opens_a_study_of_their_schools(
    office: Office, login: str
) -> None:
    """Its researcher takes all its files; the terms stand in the README."""
    desk, keeper = office.desk, reader(office, login)
    assert [school.name for school in keepable_schools(desk, keeper)] == ["Met"]
    open_study(desk, keeper, FORM)
    lens = read_lens({}, desk.today(), desk.rule)
    made = release(desk, reader(office, "researcher"), lens, "Met", "Ties")
    assert "alters.csv" in made.files
    assert "for these people alone: two people" in made.files["README.md"]
    (kept,) = kept_studies(desk, keeper)
    assert (kept.name, kept.schools, kept.ended) == ("Ties", ("Met",), False)
    assert kept.researchers == ("researcher",)


@pytest.mark.parametrize("login", ["advisor", "researcher"])
def test_nobody_else_opens_one(office: Office, login: str) -> None:
    """No school is theirs to open a study about, and they keep none."""
    open_study(office.desk, OPERATOR, FORM)
    assert keepable_schools(office.desk, reader(office, login)) == []
    assert kept_studies(office.desk, reader(office, login)) == []
    with pytest.raises(BadInput):
        open_study(office.desk, reader(office, login), replace(FORM, name="Mine"))


def test_every_fault_is_told_at_once(office: Office) -> None:
    """One sentence each, and nothing is opened."""
    wrong = StudyForm(" ", "", "", "soon", ["Two Rivers"], ["nobody", "lead"], ["height"])
    with pytest.raises(BadInput) as refused:
        open_study(office.desk, reader(office, "lead"), wrong)
    assert [(fault.column, fault.message) for fault in refused.value.faults] == [
        ("purpose", "Say what the study is for."),
        ("recipients", "Say who may hold the files."),
        ("measures", "There is no measure “height”."),
        ("last_day", "“soon” is not a day; write it as YYYY-MM-DD."),
        ("name", "The study needs a name."),
        ("schools", "There is no school “Two Rivers”; there is “Met”."),
        ("researchers", "There is no researcher's account “nobody”."),
        ("researchers", "There is no researcher's account “lead”."),
    ]
    assert kept_studies(office.desk, OPERATOR) == []


@pytest.mark.parametrize("day", ["2026-11-23", "2037-01-01"])
def test_its_last_day_lies_ahead_and_within_ten_years(office: Office, day: str) -> None:
    """Yesterday and the year after are refused."""
    with pytest.raises(BadInput) as refused:
        open_study(office.desk, OPERATOR, replace(FORM, last_day=day))
    assert [fault.column for fault in refused.value.faults] == ["last_day"]


def test_two_open_studies_of_a_school_have_two_names(office: Office) -> None:
    """Else nobody could say which is meant; once the one has ended its name is free."""
    study = open_study(office.desk, OPERATOR, FORM)
    with pytest.raises(BadInput, match="is open already"):
        open_study(office.desk, OPERATOR, FORM)
    end_study(office.desk, OPERATOR, study)
    assert open_study(office.desk, OPERATOR, FORM) != study


def test_an_ended_study_gives_nothing(office: Office) -> None:
    """Neither to its researcher nor at the command line; its keepers still see its terms."""
    desk = office.desk
    study = open_study(desk, reader(office, "lead"), FORM)
    end_study(desk, reader(office, "lead"), study)
    lens = read_lens({}, desk.today(), desk.rule)
    with pytest.raises(NotThere):
        release(desk, reader(office, "researcher"), lens, "Met", "Ties")
    with pytest.raises(NotThere, match="there is “Webs”"):
        release_named(desk, "Met", lens, "Ties")
    assert [found.ended for found in kept_studies(desk, reader(office, "lead"))] == [True]


def test_a_study_of_other_schools_too_is_not_a_leads_to_end(office: Office) -> None:
    """Nor theirs to see; it looks like one that is not there."""
    both = open_study(office.desk, OPERATOR, replace(FORM, schools=["Met", "Two Rivers"]))
    assert kept_studies(office.desk, reader(office, "lead")) == []
    for study in (both, "gone"):
        with pytest.raises(NotThere, match="There is no such study"):
            end_study(office.desk, reader(office, "lead"), study)
    assert [found.schools for found in kept_studies(office.desk, OPERATOR)] == [
        ("Met", "Two Rivers")
    ]


def test_opening_and_ending_are_recorded(office: Office) -> None:
    """With the account that did it."""
    lead = reader(office, "lead")
    study = open_study(office.desk, lead, FORM)
    end_study(office.desk, lead, study)
    begun, now = office.desk.end_of(date(2026, 11, 1)), office.desk.now()
    looks = office.desk.engine.read(
        "looks_by_accounts", accounts=[lead.account], since=begun, until=now
    )
    done = [row["action"] for row in looks if row["subject"] == study]
    assert sorted(done) == ["ended a study", "opened a study"]
