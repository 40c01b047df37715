"""A day to come, and one before there is anything, are refused with a sentence; the day of an
import has bounds.
"""

from datetime import date, timedelta
from pathlib import Path

import pytest

from graph_service.errors import BadInput
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.migrations import migrate
from graph_service.workflows.caseload.flags import flags
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.effective import MOST_AHEAD
from graph_service.workflows.intake.importing import import_tables
from tests.office import embedded_office
from tests.pages.bringing import NEW, csv_of, looked_at, send, words
from tests.workflows.folder import SCHOOL, TODAY, desk_on, write_folder

WAYS = ("/triage", "/school", "/school/picture", "/triage.csv", "/api/v1/students", "/api/v1/flags")
TOMORROW = (TODAY + timedelta(1)).isoformat()


def asked(desk: Desk, day: date) -> object:
    """The flags of a day."""
    return flags(desk, "Met", read_lens({"on": day.isoformat()}, TODAY, desk.rule))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk over an empty file."""
    engine = EmbeddedEngine(tmp_path / "support.web")
    migrate(engine)
    return desk_on(engine)


def test_every_door_refuses_such_a_day(tmp_path: Path) -> None:
    """And answers the first day that there is."""
    with embedded_office(tmp_path) as office, office.client("lead") as lead:
        ada = office.uid("Ada Lee")
        ways = [
            *WAYS,
            f"/students/{ada}",
            f"/students/{ada}/advisory/explore",
            f"/api/v1/students/{ada}",
        ]
        for way in ways:
            for given, sentence in (
                (
                    f"on={TOMORROW}",
                    f"{TOMORROW} lies in the future; choose today or an earlier day.",
                ),
                (f"known_on={TOMORROW}", f"{TOMORROW} lies in the future"),
                (
                    "known_on=2026-11-23",
                    "Nothing was recorded by the end of 23 Nov 2026. Choose a later day.",
                ),
            ):
                answer = lead.get(f"{way}?{given}")
                assert (answer.status_code, sentence in answer.text) == (422, True), (way, given)
            assert lead.get(f"{way}?on=2025-09-01").status_code == 200
        for way in WAYS:
            answer = lead.get(f"{way}?on=2024-08-31")
            assert (
                "Nothing is known for 31 Aug 2024: records here begin on 1 Sep 2024." in answer.text
            )
            assert answer.status_code == 422
        assert (
            "Not here yet: enrolled from 1 Sep 2025."
            in lead.get(f"/students/{ada}?on=2024-08-31").text
        )


def test_a_student_without_a_first_day_is_not_known_before_anything_is(tmp_path: Path) -> None:
    """They are known since the import that brought them, which is no answer to a day before."""
    students = ["s9,Eve Low,Met,9,Blue,,,,"]
    with embedded_office(tmp_path) as office, office.client("lead") as lead:
        import_tables(
            office.desk, write_folder(tmp_path / "blank", {"students": students}), source="Met"
        )
        eve = office.uid("Eve Low")
        assert lead.get(f"/students/{eve}?on=1950-01-01").status_code == 422
        assert lead.get(f"/students/{eve}?on={TODAY - timedelta(1)}").status_code == 422
        assert lead.get(f"/students/{eve}").status_code == 200


def test_what_has_no_day_begins_with_its_rounds_or_as_it_was_recorded(
    desk: Desk, tmp_path: Path
) -> None:
    """A survey of October stands in October, whenever it was brought in; without one a school
    begins with its import.
    """
    tables = {"students": ["s1,Ada Lee,Met,9,,,,,"]}
    import_tables(desk, write_folder(tmp_path / "met", tables))
    with pytest.raises(BadInput):
        asked(desk, TODAY - timedelta(1))
    survey = {"rounds": ["r1,Met,student_voice,2026-10-01"], "answers": ["r1,s1,answered,"]}
    import_tables(desk, write_folder(tmp_path / "survey", survey), source="Met")
    assert asked(desk, date(2026, 10, 1))
    with pytest.raises(BadInput) as refused:
        asked(desk, date(2026, 9, 30))
    assert "begin on 1 Oct 2026" in refused.value.faults[0].message


def test_what_was_said_in_confidence_moves_no_first_day(tmp_path: Path) -> None:
    """To an advisor the day before everything else is refused in the same words, whether somebody
    said something on it or not.
    """
    told = []
    for number, confidential in enumerate(("", "true")):
        folder = tmp_path / str(number)
        with embedded_office(folder) as office:
            if confidential:
                secret = folder / "secret"
                secret.mkdir()
                (secret / "rounds.csv").write_text(
                    "id,school,kind,opened_on\nr0,Met,student_voice,2024-01-01\n"
                )
                head = "round_id,student_id,alter_id,informant_id,support,confidential\n"
                (secret / "reports.csv").write_text(f"{head}r0,s1,a2,s1,stressful,true\n")
                import_tables(office.desk, secret, source="Met")
            with office.client("advisor") as advisor, office.client("lead") as lead:
                told.append(
                    (
                        advisor.get("/api/v1/students?on=2024-06-01").json(),
                        lead.get("/triage?on=2024-06-01").status_code,
                    )
                )
    (first, without), (second, with_) = told
    assert first["error"]["faults"] == second["error"]["faults"]
    assert (without, with_) == (422, 200)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (TODAY + MOST_AHEAD + timedelta(1), "lies more than a year ahead"),
        (date(1949, 12, 31), "lies before 1950"),
    ],
)
def test_an_import_holds_from_no_day_that_is_a_slip(
    desk: Desk, tmp_path: Path, day: date, sentence: str
) -> None:
    """Nothing is read."""
    with pytest.raises(BadInput, match=sentence):
        import_tables(desk, write_folder(tmp_path / "met"), effective=day)
    assert desk.schools() == []


def test_an_import_that_holds_from_a_day_to_come_says_so(tmp_path: Path) -> None:
    """Next year's roster may come early; until then everybody stays, which the preview tells."""
    with embedded_office(tmp_path) as office, office.client("administrator") as admin:
        students = csv_of("students", [SCHOOL["students"][0].replace(",9,", ",10,")])
        _, page = looked_at(admin, students, effective="2027-09-01")
        assert "Changes take effect on 1 Sep 2027, a future day." in words(page)
        refused = send(admin, students, effective="2028-09-01")
        assert (refused.status_code, "lies more than a year ahead" in refused.text) == (422, True)
        assert NEW in refused.text


def test_a_day_before_anything_is_not_recorded(tmp_path: Path) -> None:
    """On a student's page."""
    with embedded_office(tmp_path) as office, office.client("advisor") as advisor:
        form = {"day": "1200-01-01", "kind": "call"}
        path = f"/students/{office.uid('Ada Lee')}/contacts"
        again = advisor.post(path, data=form).headers["location"]
        assert again.startswith(f"{path}?draft=")
        assert "1200-01-01" in advisor.get(again).text
        assert "call" not in advisor.get(path.removesuffix("/contacts")).text
