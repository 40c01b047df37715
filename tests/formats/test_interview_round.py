"""The people named in interviews, and what they become."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from graph_service.formats.directory import Directory, Listed
from graph_service.formats.tables import Reading
from tests.formats.files import read_files

ROSTER = Directory(
    (
        Listed("1001", "Ada", is_student=True),
        Listed("1002", "Ben", is_student=True),
        Listed("t1", "Emi Ito"),
    )
)
ROUND: Mapping[str, Any] = {
    "id": "webs",
    "school": "Harbor High",
    "asks": "both",
    "opened_on": "2026-10-01",
}
PEOPLE: Mapping[str, Any] = {
    "name": "name",
    "means": "supportive",
    "kind_column": "role",
    "kinds": {"teacher": "staff", "friend": "peer", "coach": "mentor"},
    "matches": {"Ms Ito": "t1", "Ben": "1002"},
}
NODE = "networkCanvasEgoUUID,networkCanvasUUID"


def canvas(
    folder: Path, lists: Mapping[str, Sequence[str]], end: str = "2026-10-03", **people: Any
) -> Reading:
    """The reading of Ada's interview; the lists of those named by type, each begun by the header of
    the further columns.
    """
    files: dict[str, Sequence[str]] = {
        "c_ego": [
            "networkCanvasEgoUUID,networkCanvasCaseID,sessionStart,sessionFinish",
            f"e,1001,2026-10-03,{end}",
        ]
    }
    for kind, (header, *rows) in lists.items():
        named = [f"e,{kind}{place},{row}" for place, row in enumerate(rows)]
        files[f"c_attributeList_{kind}"] = [f"{NODE},{header}", *named]
    return read_files(folder / "nc", files, ROSTER, round=ROUND, people={**PEOPLE, **people})


def counted(reading: Reading) -> tuple[list[str], int, int]:
    """The people the reports are about, and the unnamed counts of the only answer."""
    assert reading.faults == []
    (answer,) = reading.tables.answers
    return (
        [row.alter_id for row in reading.tables.reports],
        answer.unnamed_adults,
        answer.unnamed_peers,
    )


PERSON = ["name,role", "Ms Ito,teacher", "Zed,friend"]
PLACES = ["name", "Library", "Gym", "Ben"]


def test_a_type_that_is_no_person_is_left_out_with_a_note(tmp_path: Path) -> None:
    """Even where it has the name of somebody. Such a file has no column of roles: its type says
    what it holds.
    """
    lists = {"person": PERSON, "place": PLACES}
    reading = canvas(tmp_path / "a", lists, kinds={**PEOPLE["kinds"], "Place": ""})
    assert counted(reading) == (["t1"], 0, 1)
    (note,) = reading.warnings
    assert note[:4] == ("c_attributeList_place.csv", 2, None, "no-person")
    assert note.message.endswith("It is so in 3 rows.")


def test_a_type_that_is_no_person_is_so_whatever_stands_in_its_rows(tmp_path: Path) -> None:
    """A place where friends meet is no friend."""
    lists = {"place": ["name,role", "Gym,friend", "Ms Ito,teacher"]}
    assert counted(canvas(tmp_path, lists, kinds={**PEOPLE["kinds"], "place": ""})) == ([], 0, 0)


def test_what_nobody_can_tell_is_one_fault_that_names_what_is_there(tmp_path: Path) -> None:
    """The type where the file has no such column; the word in the column where it has; each once,
    and how to leave it out.
    """
    lists = {"person": [*PERSON, "Kim,pet", "Lu,pet", "Mo,"], "place": PLACES}
    faults = canvas(tmp_path, lists).faults
    assert [fault[:4] for fault in faults] == [
        ("c_attributeList_person.csv", 4, "role", "kind"),
        ("c_attributeList_person.csv", 6, "role", "kind"),
        ("c_attributeList_place.csv", 2, None, "kind"),
    ]
    assert ['"pet"' in fault.message for fault in faults] == [True, False, False]
    assert '"place"' in faults[2].message
    assert faults[0].message.endswith("It is so in 2 rows.")


def test_types_may_say_what_people_are(tmp_path: Path) -> None:
    """A protocol with a type a kind needs no column of roles; a column outweighs the type where it
    says something.
    """
    lists = {"adult": ["name,role", "Kim,", "Lu,friend"], "friend": ["name", "Zed"]}
    kinds = {"adult": "staff", "friend": "peer"}
    assert counted(canvas(tmp_path, lists, kinds=kinds)) == ([], 1, 2)


@pytest.mark.parametrize(
    ("row", "unnamed"),
    [
        ("Zed,true,false,true", (1, 0)),
        ("Zed,true,true,false", (1, 1)),
        ("Zed,false,true,false", (0, 1)),
    ],
)
def test_of_several_options_each_side_that_they_may_be_on_counts(
    tmp_path: Path, row: str, unnamed: tuple[int, int]
) -> None:
    """A teacher who is a coach is one adult; a teacher who is a friend may be either, so neither
    side looks emptier than it is.
    """
    lists = {"person": ["name,role_teacher,role_friend,role_coach", row]}
    assert counted(canvas(tmp_path, lists)) == ([], *unnamed)


def test_codes_are_words_like_others(tmp_path: Path) -> None:
    """An unknown word for a kind, a support or a strength is a fault."""
    lists = {"person": ["name,role,feels,close", "Ms Ito,1,1,5", "Zed,2,2,1"]}
    reading = canvas(
        tmp_path, lists, kinds={"1": "staff", "2": "peer"}, support="feels",
        supports={"1": "supportive", "2": "neutral"},
        strength="close", strengths={"5": 3},
    )  # fmt: skip
    assert counted(reading) == (["t1"], 0, 1)
    assert [(row.support, row.strength) for row in reading.tables.reports] == [("supportive", 3)]


def test_an_id_that_nobody_has_is_an_unnamed_person_and_told_by_what_stands_there(
    tmp_path: Path,
) -> None:
    """By the name where there is one. An id, an address or a confirmed name in the same row is
    enough.
    """
    lists = {
        "person": [
            "name,role,id",
            ",friend,9999",
            "Zed,friend,9998",
            "Ms Ito,teacher,9997",
            "Zed,friend,1002",
        ]
    }
    reading = canvas(tmp_path, lists, alter="id")
    assert counted(reading) == (["t1", "1002"], 0, 2)
    assert [person.name for person in reading.unmatched] == ["9999", "Zed"]


def test_whoever_names_themselves_is_left_out_with_a_note(tmp_path: Path) -> None:
    """The others stay."""
    reading = canvas(tmp_path, {"person": [*PERSON, "1001,friend"]})
    assert counted(reading) == (["t1"], 0, 1)
    assert [note[:4] for note in reading.warnings] == [
        ("c_attributeList_person.csv", 4, None, "self")
    ]


def test_a_person_named_twice_in_the_same_words_counts_once(tmp_path: Path) -> None:
    """With a note; with other words it is a fault at the second row."""
    lists = {"person": ["name,role,close", "Ms Ito,teacher,2", "MS  ITO,coach,2"]}
    reading = canvas(tmp_path / "a", lists, strength="close")
    assert counted(reading) == (["t1"], 0, 0)
    assert [note.rule for note in reading.warnings] == ["again"]
    lists["person"][2] = "MS ITO,coach,3"
    (fault,) = canvas(tmp_path / "b", lists, strength="close").faults
    assert fault[:4] == ("c_attributeList_person.csv", 3, None, "duplicate")


def test_a_blank_about_support_is_no_word(tmp_path: Path) -> None:
    """Finished, whoever was named and not spoken of counts as unnamed; broken off, the question had
    not come.
    """
    lists = {"person": ["name,role,feels", "Ms Ito,teacher,", "Ben,friend,supportive"]}
    done = canvas(tmp_path / "a", lists, support="feels", means="")
    assert counted(done) == (["1002"], 1, 0)
    assert [note.rule for note in done.warnings] == ["unsaid"]
    broken = canvas(tmp_path / "b", lists, end="", support="feels", means="")
    assert counted(broken) == (["1002"], 0, 0)
    assert [note.rule for note in broken.warnings] == ["finished", "unsaid"]


def test_an_unfinished_interview_needs_no_word_for_what_somebody_is(tmp_path: Path) -> None:
    """A column that nobody counts needs no meaning."""
    assert counted(canvas(tmp_path, {"person": ["name,role", "Zed,", "Ben,friend"]}, end="")) == (
        ["1002"],
        0,
        0,
    )


@pytest.mark.parametrize(("column", "word"), [("support", "good"), ("strength", "5")])
def test_a_word_that_is_none_of_ours_is_one_fault_with_its_count(
    tmp_path: Path, column: str, word: str
) -> None:
    """At the first row and the column there; it names the section that explains words."""
    lists = {"person": ["name,role,said", f"Ms Ito,teacher,{word}", f"Ben,friend,{word}"]}
    (fault,) = canvas(tmp_path, lists, **{column: "said"}).faults
    assert fault[:4] == ("c_attributeList_person.csv", 2, "said", "choice")
    assert f"[people.{column}s]" in fault.message
    assert fault.message.endswith("It is so in 2 rows.")


@pytest.mark.parametrize(
    "name", ["student", "day", "finished", "alter", "name", "support", "strength", "kind_column"]
)
def test_a_column_that_no_file_has_is_one_fault_of_the_mapping(tmp_path: Path, name: str) -> None:
    """Not one fault a row, of a column that is not there."""
    (fault,) = canvas(tmp_path, {"person": PERSON}, **{name: "Colum"}).faults
    assert (fault.file, fault.line, fault.rule) == ("nc", None, "mapping")
    assert f'[people] {name} is "Colum"' in fault.message


def test_whoever_was_named_by_nobody_is_one_fault_an_ego(tmp_path: Path) -> None:
    """However many they named."""
    files = {
        "w_ego": ["networkCanvasEgoUUID,networkCanvasCaseID,sessionFinish", "e,1001,2026-10-03"],
        "w_attributeList_person": [
            f"{NODE},name,role",
            "x,1,Kim,friend",
            "x,2,Lu,friend",
            "e,3,Mo,friend",
        ],
    }
    (fault,) = read_files(tmp_path / "nc", files, ROSTER, round=ROUND, people=PEOPLE).faults
    assert fault[:4] == ("w_attributeList_person.csv", 2, None, "nobody")
    assert fault.message.endswith("It is so in 2 rows.")


def test_ties_among_those_named_are_left_out_with_one_note(tmp_path: Path) -> None:
    """Edge lists and matrices, however many there are."""
    files = {
        "w_ego": ["networkCanvasEgoUUID,networkCanvasCaseID,sessionFinish", "e,1001,2026-10-03"],
        "w_attributeList": [NODE],
        "w_edgeList_Knows": ["edgeID,from,to", "1,1,2"],
        "w_adjacencyMatrix_Knows": [",a,b", "a,0,1"],
    }
    reading = read_files(tmp_path / "nc", files, ROSTER, round=ROUND, people=PEOPLE)
    assert counted(reading) == ([], 0, 0)
    assert [note.rule for note in reading.warnings] == ["unknown-table"]
    assert "2 files" in reading.warnings[0].message
