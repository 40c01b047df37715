"""The list and the figures of a lead of several schools: a column, a filter and a table by
school.
"""

from pathlib import Path

import pytest

from graph_service.access.reader import Reader
from graph_service.store.accounts import NewAccount, add_account
from graph_service.store.accounts import Path as Way
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.migrations import migrate
from graph_service.workflows.caseload.lists import caseload
from graph_service.workflows.caseload.school_figures import school_figures
from graph_service.workflows.caseload.views import Caseload, Filters
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables
from tests.workflows.folder import desk_on, write_folder

SCHOOLS = ("met", "Ash", "Elm")
PUPILS = [
    ("m1", "Ada Lee", "met", "9", "Blue"),
    ("a1", "Ben Ono", "Ash", "10", "Blue"),
    ("a2", "Cy Poe", "Ash", "11", "Red"),
    ("e1", "Dee Fox", "Elm", "9", "Green"),
]


class District:
    """Three schools of one source, and a lead of those that are named."""

    def __init__(self, folder: Path, *led: str) -> None:
        engine = EmbeddedEngine(folder / "support.web")
        migrate(engine)
        self.desk: Desk = desk_on(engine)
        students = [
            f"{id},{name},{school},{grade},{advisory},,2025-09-01,,"
            for id, name, school, grade, advisory in PUPILS
        ]
        adults = [f"t{school},Adviser {school},staff,{school}" for school in SCHOOLS]
        ties = [f"{id},t{school},advisor,2025-09-01,," for id, _, school, _, _ in PUPILS]
        nothing: dict[str, list[str]] = {
            name: [] for name in ("rounds", "answers", "reports", "contacts")
        }
        said = {**nothing, "students": students, "adults": adults, "ties": ties}
        tables = write_folder(folder / "district", said)
        import_tables(self.desk, tables, source="District")
        self.uids = {school.name: school.uid for school in self.desk.schools()}
        ways = tuple(Way("LEADS", self.uids[name]) for name in led)
        account = NewAccount("lead", "Lead", "lead", "-", ways)
        uid = add_account(engine, account, self.desk.now(), self.desk.today())
        self.lead = Reader(uid, "Lead", "lead")
        self.lens = read_lens({}, self.desk.today(), self.desk.rule)

    def listed(self, **filters: str) -> Caseload:
        """The lead's list, narrowed so."""
        return caseload(self.desk, self.lead, self.lens, Filters(**filters))  # type: ignore[arg-type]


@pytest.fixture
def district(tmp_path: Path) -> District:
    """Its lead leads all three schools."""
    return District(tmp_path, *SCHOOLS)


def test_a_list_is_sorted_by_school_both_ways(district: District) -> None:
    """Small letters or capitals do not matter; within a school names stand in their order."""
    assert [line.id for line in district.listed(sort="school").lines] == ["a1", "a2", "e1", "m1"]
    assert [line.id for line in district.listed(sort="-school").lines] == ["m1", "e1", "a1", "a2"]


def test_a_chosen_school_offers_its_own_grades_advisories_and_advisors(district: District) -> None:
    """Nobody picks an advisory from those of forty schools; the schools to choose from stay."""
    everywhere, at_ash = district.listed(), district.listed(school=district.uids["Ash"])
    assert everywhere.grades == ("9", "10", "11")
    assert [advisory.name for advisory in everywhere.advisories] == ["Blue", "Blue", "Green", "Red"]
    assert at_ash.grades == ("10", "11")
    assert [advisory.name for advisory in at_ash.advisories] == ["Blue", "Red"]
    assert [advisor.name for advisor in at_ash.advisors] == ["Adviser Ash"]
    assert at_ash.schools == everywhere.schools


def test_figures_stand_by_school_and_lead_to_the_school_s_list(district: District) -> None:
    """Together they are everyone; each is asked for by the school's own id."""
    rows = school_figures(district.desk, district.lead, district.lens).by_school
    assert [(row.label, row.adult.total) for row in rows] == [("Ash", 2), ("Elm", 1), ("met", 1)]
    assert [district.listed(school=row.asked).shown for row in rows] == [2, 1, 1]


def test_a_school_that_is_not_led_stands_nowhere(tmp_path: Path) -> None:
    """Neither in the figures nor among the schools to choose from; a single school needs no
    table.
    """
    both = District(tmp_path / "both", "Ash", "Elm")
    found = school_figures(both.desk, both.lead, both.lens)
    assert [row.label for row in found.by_school] == ["Ash", "Elm"]
    assert [school.name for school in both.listed().schools] == ["Ash", "Elm"]
    one = District(tmp_path / "one", "Ash")
    assert school_figures(one.desk, one.lead, one.lens).by_school == ()
