"""A column that is not there says nothing; a blank cell of one that is there says that there is
nothing.
"""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from analysis.facts import Facts
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.migrations import migrate
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.import_result import ImportResult
from graph_service.workflows.intake.importing import import_tables
from tests.workflows.folder import desk_on, facts_now, uid_of

EFFECTIVE = date(2026, 11, 20)
WHOLE: Mapping[str, Sequence[str]] = {
    "students": [
        "id,name,school,grade,advisory,status,enrolled_on,left_on,interests,house",
        "s1,Ada Lee,Met,9,Blue,enrolled,2025-09-01,2027-06-30,art,red",
        "s2,Ben Ono,Met,10,Blue,left,2024-09-01,2026-06-30,,",
        "s3,Cy Poe,Met,10,,graduated,2023-09-01,2026-06-30,,",
    ],
    "adults": [
        "id,name,kind,email,school,organisation,capacity,interests,active_from,active_until",
        "a1,Ms Ito,staff,ito@met.example,Met,Met,15,clay,2020-01-01,2027-01-01",
    ],
    "ties": [
        "student_id,alter_id,role,since,until,detail",
        "s1,a1,mentor,2025-01-01,2025-06-30,first",
        "s1,a1,mentor,2026-01-01,,second",
        "s1,s2,peer,2025-02-01,,",
    ],
    "rounds": [
        "id,school,kind,asks,opened_on,closed_on,max_adults,max_peers",
        "r1,Met,student_voice,adults,2026-10-01,2026-10-31,5,7",
    ],
    "answers": [
        "round_id,informant_id,student_id,status,answered_on,unnamed_adults,unnamed_peers",
        "r1,s1,s1,answered,2026-10-03,2,0",
    ],
    "reports": [
        "round_id,student_id,alter_id,informant_id,support,strength,kinds,reported_on,confidential",
        "r1,s1,a1,s1,stressful,2,advice,2026-10-04,true",
    ],
    "contacts": ["student_id,adult_id,on,kind,by", "s1,a1,2026-11-02,meeting,Ms Ito"],
}
NEEDED: Mapping[str, Sequence[str]] = {
    "students": ["id", "name", "school"],
    "adults": ["id", "name", "kind"],
    "ties": ["student_id", "alter_id", "role"],
    "rounds": ["id", "school", "kind", "opened_on"],
    "answers": ["round_id", "informant_id", "student_id", "status"],
    "reports": ["round_id", "student_id", "alter_id", "informant_id", "support"],
    "contacts": ["student_id", "adult_id", "on", "kind"],
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk over the whole school."""
    engine = EmbeddedEngine(tmp_path / "support.web")
    migrate(engine)
    made = desk_on(engine)
    load(made, tmp_path / "whole", WHOLE)
    return made


def load(
    desk: Desk,
    folder: Path,
    tables: Mapping[str, Sequence[str]],
    *,
    complete: bool = False,
    yes_end: int | None = None,
) -> ImportResult:
    """Import the tables as they are written."""
    folder.mkdir()
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    return import_tables(
        desk, folder, source="Met", effective=EFFECTIVE, complete=complete, yes_end=yes_end
    )


def without(table: str, *columns: str) -> list[str]:
    """A table of the school without some columns."""
    rows = list(csv.DictReader(WHOLE[table]))
    kept = [name for name in rows[0] if name not in columns]
    return [",".join(kept), *[",".join(row[name] for name in kept) for row in rows]]


def enrolments(facts: Facts, student: str) -> list[tuple[str, date | None, date | None]]:
    """Status, first and last day of a student's enrolments."""
    return sorted(
        (row.fact.status, row.fact.since, row.fact.until)
        for row in facts.enrolments
        if row.fact.student == student
    )


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (name, column)
        for name, lines in WHOLE.items()
        for column in lines[0].split(",")
        if column not in NEEDED[name] and (name, column) != ("ties", "since")
    ],
)
def test_a_column_that_is_not_there_changes_nothing(
    desk: Desk, tmp_path: Path, table: str, column: str
) -> None:
    """The same table without one of its optional columns finds everything as it was."""
    assert load(desk, tmp_path / "again", {table: without(table, column)}).unchanged


def test_the_needed_columns_alone_change_nothing(desk: Desk, tmp_path: Path) -> None:
    """Tables of ids and names, as a quick look-up gives, leave grades, advisories and confidence as
    they were.
    """
    lean = {
        name: without(
            name, *(column for column in lines[0].split(",") if column not in NEEDED[name])
        )
        for name, lines in WHOLE.items()
    }
    lean["ties"] = [lean["ties"][0], *lean["ties"][2:]]
    assert load(desk, tmp_path / "lean", lean).unchanged


def test_a_blank_cell_says_that_there_is_nothing(desk: Desk, tmp_path: Path) -> None:
    """A grade, an advisory and an attribute that are there and blank end what was said."""
    load(
        desk,
        tmp_path / "blank",
        {"students": ["id,name,school,grade,advisory,house", "s1,Ada Lee,Met,,,"]},
    )
    facts, ada = facts_now(desk), uid_of(desk, "s1")
    now = [
        row.fact.grade
        for row in facts.enrolments
        if row.fact.student == ada and row.fact.until != EFFECTIVE
    ]
    assert now == [None]
    assert [row.fact.until for row in facts.memberships if row.fact.student == ada] == [EFFECTIVE]
    assert desk.engine.read("current_students", source="Met")[0]["attributes"] == "{}"


def test_a_tie_without_since_is_the_latest_of_its_kind(desk: Desk, tmp_path: Path) -> None:
    """A last day given without a first one ends the tie that is meant, and no second one begins."""
    load(
        desk,
        tmp_path / "end",
        {"ties": ["student_id,alter_id,role,until", "s1,a1,mentor,2026-11-01"]},
        yes_end=1,
    )
    ties = sorted(
        (row.fact.since, row.fact.until, row.fact.detail)
        for row in facts_now(desk).ties
        if row.fact.role == "mentor"
    )
    assert ties == [
        (date(2025, 1, 1), date(2025, 6, 30), "first"),
        (date(2026, 1, 1), date(2026, 11, 1), "second"),
    ]


def test_who_had_left_is_back_only_by_a_whole_roster(desk: Desk, tmp_path: Path) -> None:
    """Without a status a row says nothing of it; a complete roster says who is here, and graduates
    stay graduates.
    """
    roster = ["id,name,school", "s1,Ada Lee,Met", "s2,Ben Ono,Met", "s3,Cy Poe,Met"]
    assert load(desk, tmp_path / "part", {"students": roster}).unchanged
    load(desk, tmp_path / "all", {"students": roster}, complete=True)
    facts = facts_now(desk)
    left, back = ("left", date(2024, 9, 1), date(2026, 6, 30)), ("enrolled", EFFECTIVE, None)
    assert enrolments(facts, uid_of(desk, "s2")) == sorted([left, back], key=str)
    assert [status for status, *_ in enrolments(facts, uid_of(desk, "s3"))] == ["graduated"]


def test_a_status_without_a_left_on_is_believed(desk: Desk, tmp_path: Path) -> None:
    """Someone said to be enrolled again is, from the effective day on."""
    load(
        desk, tmp_path / "back", {"students": ["id,name,school,status", "s2,Ben Ono,Met,enrolled"]}
    )
    assert ("enrolled", EFFECTIVE, None) in enrolments(facts_now(desk), uid_of(desk, "s2"))


def test_a_blank_left_on_without_a_status_brings_back(desk: Desk, tmp_path: Path) -> None:
    """Someone who has not left is enrolled."""
    load(desk, tmp_path / "back", {"students": ["id,name,school,left_on", "s2,Ben Ono,Met,"]})
    assert ("enrolled", EFFECTIVE, None) in enrolments(facts_now(desk), uid_of(desk, "s2"))
