"""The kinds of change of an import: what changes, of how many, and nothing of what was said."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.migrations import migrate
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.import_result import ImportResult
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.plan.alterations import MOST, both, in_words
from tests.workflows.folder import SCHOOL, desk_on, write_folder

STUDENTS = [
    "s1,Ada Lee,Met,9,Blue,enrolled,2025-09-01,,",
    "s2,Ben Ono,Met,9,Blue,enrolled,2025-09-01,,",
    "s3,Cy Poe,Met,10,,enrolled,2025-09-01,,",
]
ADULTS = ["a1,Ms Ito,staff,Met", "a2,Mr Diaz,mentor,"]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A small school."""
    engine = EmbeddedEngine(tmp_path / "support.web")
    migrate(engine)
    made = desk_on(engine)
    import_tables(made, write_folder(tmp_path / "met", SCHOOL, students=STUDENTS, adults=ADULTS))
    yield made
    engine.close()


def preview(desk: Desk, folder: Path, **changed: list[str]) -> ImportResult:
    """The changes that these tables would make."""
    return import_tables(desk, write_folder(folder, changed), source="Met", dry_run=True)


def test_grades_and_advisories_are_told_with_both_values_and_their_number(
    desk: Desk, tmp_path: Path
) -> None:
    """Two move up, one comes into an advisory, one is called otherwise; the example names one of
    them alone.
    """
    found = preview(
        desk,
        tmp_path / "next",
        students=[
            "s1,Ada Lee,Met,10,Blue,enrolled,2025-09-01,,",
            "s2,Ben Onno,Met,10,Red,enrolled,2025-09-01,,",
            "s3,Cy Poe,Met,10,Red,enrolled,2025-09-01,,",
        ],
    )
    assert found.alterations == {
        "students": {
            "grade 9 → 10": 2, "name": 1, "advisory Blue → Red": 1, "advisory none → Red": 1,
        }
    }  # fmt: skip
    assert in_words("students", found.alterations["students"])[0] == "grade 9 → 10: 2 students"


def test_the_same_grade_of_a_later_year_is_no_change_of_grade(desk: Desk, tmp_path: Path) -> None:
    """Only the first day was corrected."""
    found = preview(
        desk, tmp_path / "next", students=["s1,Ada Lee,Met,9,Blue,enrolled,2025-08-25,,"]
    )
    assert found.alterations == {"students": {"first or last day": 1}}


def test_a_move_to_another_school_names_both(desk: Desk, tmp_path: Path) -> None:
    """Somebody who leaves is told too; their advisory ends with it where the row says none."""
    found = preview(
        desk,
        tmp_path / "next",
        students=[
            "s1,Ada Lee,North,9,Teal,enrolled,2025-09-01,,",
            "s3,Cy Poe,Met,10,,left,2025-09-01,2026-11-20,",
        ],
    )
    told = found.alterations["students"]
    assert told["school Met → North"] == 1
    assert told["school Met → none"] == 1


def test_adults_and_ties_tell_their_values_and_what_was_said_is_never_told(
    desk: Desk, tmp_path: Path
) -> None:
    """A kind is told, an address only counted; of reports, answers and contacts there is
    nothing.
    """
    ties = [line.replace("mentor,2026-01-10,2026-12-20", "mentor,2026-01-10,2026-12-24")
            for line in SCHOOL["ties"]]  # fmt: skip
    reports = [line.replace("supportive", "stressful") for line in SCHOOL["reports"]]
    found = preview(
        desk,
        tmp_path / "next",
        adults=["a1,Ms Ito,community,Met"],
        ties=ties,
        reports=reports,
        answers=list(SCHOOL["answers"]),
        rounds=list(SCHOOL["rounds"]),
    )
    assert found.counts["reports"].changed == len(reports)
    assert found.alterations == {
        "adults": {"kind staff → community": 1},
        "ties": {"mentor: last day": 1},
    }


def test_portions_are_counted_together_and_the_rare_kinds_as_a_number() -> None:
    """Twelve kinds are told of a table, the most frequent first."""
    assert both({"ties": {"a": 1}}, {"ties": {"a": 2, "b": 1}, "adults": {"c": 1}}) == {
        "ties": {"a": 3, "b": 1},
        "adults": {"c": 1},
    }
    kinds = {f"kind {number:02}": number for number in range(1, MOST + 3)}
    told = in_words("ties", kinds)
    assert (len(told), told[0], told[-1]) == (MOST + 1, "kind 14: 14 ties", "3 other changes")
    assert in_words("ties", {"a": 1}) == ["a: 1 tie"]
