"""Network Canvas exports, one set a case and merged."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph_service.formats.directory import Directory, Listed
from graph_service.records.tables import AnswerRow, ReportRow, RoundRow
from tests.formats.files import read_files

EGO = (
    "networkCanvasEgoUUID,networkCanvasCaseID,networkCanvasSessionID,networkCanvasProtocolName,"
    "sessionStart,sessionFinish"
)
PERSON = (
    "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name,roster_id,role_teacher,role_friend,close"
)
CASES: Mapping[str, Sequence[str]] = {
    "s1_x1_ego": [EGO, "e1,s1,x1,Webs,2026-10-03T08:00:00.000Z,2026-10-03T08:40:00.000Z"],
    "s1_x1_attributeList_Person": [
        PERSON,
        "1,e1,a1,Ms Ito,t1,true,false,3",
        "2,e1,a2,Coach,,true,false,",
        "3,e1,a3,Ben,,false,true,",
        "4,e1,a4,Mum,,,,",
    ],
    "s1_x1_edgeList_Knows": ["edgeID,from,to,networkCanvasEgoUUID", "1,1,2,e1"],
    "s2_x2_ego": [EGO, "e2,s2,x2,Webs,2026-10-04T08:00:00.000Z,2026-10-04T08:40:00.000Z"],
    "s2_x2_attributeList": ["nodeID,networkCanvasEgoUUID,networkCanvasUUID"],
}
ROSTER = Directory(
    (
        Listed("t1", "Emi Ito"),
        Listed("t2", "Leo Diaz"),
        Listed("s1", "Ada Lee", is_student=True),
        Listed("s2", "Ben Ono", is_student=True),
    )
)
ROUND: Mapping[str, Any] = {"id": "R1", "school": "Harbor High", "asks": "both", "max_peers": 5}
PEOPLE: Mapping[str, Any] = {
    "name": "name",
    "alter": "roster_id",
    "means": "supportive",
    "strength": "close",
    "kind_column": "role",
    "kinds": {"teacher": "staff", "friend": "peer", "": "family"},
}


def test_who_was_interviewed_stays_and_who_is_not_matched_is_counted(tmp_path: Path) -> None:
    """A case that names nobody is an answer; an alter with a roster id is a report, another one an
    unnamed one of its side.
    """
    reading = read_files(tmp_path / "cases", CASES, ROSTER, round=ROUND, people=PEOPLE)
    assert reading.faults == []
    assert reading.tables.rounds == [
        RoundRow(2, "R1", "Harbor High", "student_voice", "both", date(2026, 10, 3), max_peers=5)
    ]
    assert reading.tables.answers == [
        AnswerRow(2, "R1", "s1", "s1", "answered", date(2026, 10, 3), 2, 1),
        AnswerRow(2, "R1", "s2", "s2", "answered", date(2026, 10, 4), 0, 0),
    ]
    assert reading.tables.reports == [ReportRow(2, "R1", "s1", "t1", "s1", "supportive", 3)]
    assert [(person.name, person.key) for person in reading.unmatched] == [
        ("Coach", "e1/a2"),
        ("Ben", "e1/a3"),
        ("Mum", "e1/a4"),
    ]


def test_what_a_person_confirmed_is_matched(tmp_path: Path) -> None:
    """By the name for all egos, or by the ego and the alter for one of them."""
    people = {**PEOPLE, "matches": {"Coach": "t2", "e1/a3": "s2"}}
    reading = read_files(tmp_path / "cases", CASES, ROSTER, round=ROUND, people=people)
    assert [(row.alter_id, row.informant_id) for row in reading.tables.reports] == [
        ("t1", "s1"),
        ("t2", "s1"),
        ("s2", "s1"),
    ]
    assert [(row.unnamed_adults, row.unnamed_peers) for row in reading.tables.answers] == [
        (1, 0),
        (0, 0),
    ]


@pytest.mark.parametrize("protocol", ["Webs_", ""])
def test_a_merged_export_says_the_same(tmp_path: Path, protocol: str) -> None:
    """All cases in one file each, with the protocol's name before what they are, or without it."""
    merged = {
        f"{protocol}ego": [EGO, CASES["s1_x1_ego"][1], CASES["s2_x2_ego"][1]],
        f"{protocol}attributeList_Person": CASES["s1_x1_attributeList_Person"],
    }
    one = read_files(tmp_path / "one", merged, ROSTER, round=ROUND, people=PEOPLE)
    cases = read_files(tmp_path / "cases", CASES, ROSTER, round=ROUND, people=PEOPLE)
    assert one.sha256 == cases.sha256


def test_what_no_export_says_must_be_in_the_mapping(tmp_path: Path) -> None:
    """Nothing is guessed: all that is missing is told at once, and what somebody is where that
    cannot be told.
    """
    reading = read_files(tmp_path / "cases", CASES)
    assert [fault.rule for fault in reading.faults] == ["mapping"] * 5
    people = {**PEOPLE, "kinds": {"teacher": "staff", "friend": "peer"}}
    reading = read_files(tmp_path / "again", CASES, ROSTER, round=ROUND, people=people)
    assert [fault[:4] for fault in reading.faults] == [
        ("s1_x1_attributeList_Person.csv", 5, "role", "kind")
    ]
