"""The people that a cell names: confirmed names as long as they are, ids, nobody, people without a
match, and unclear text.
"""

from collections.abc import Sequence

import pytest

from graph_service.formats.directory import Directory, Listed
from graph_service.formats.matching import Matching
from graph_service.formats.named_people import CellReader, NamedInCells
from graph_service.formats.plain_words import NOBODY, YES, Words
from graph_service.formats.repeated import FilePosition

ROSTER = Directory(
    (
        Listed("t1", "Tia Reed", "tia@x.test"),
        Listed("m1", "Max Orr", "max@x.test"),
        Listed("1002", "Ben Ford", is_student=True),
    )
)
MATCHES = {
    "Tia Reed": "t1",
    "Reed, Tia": "t1",
    "Orr, Max": "m1",
    "Max Orr": "m1",
    "Tia": "1002",
    "Coach": "",
}


def named(text: str, separators: Sequence[str] | None = None) -> NamedInCells:
    """The meaning of a cell."""
    said = NamedInCells()
    reader = CellReader(Matching(ROSTER, MATCHES), Words(NOBODY), Words(YES), separators, MATCHES)
    reader.read(text, FilePosition("answers.csv", 2, "Adults"), said)
    return said


@pytest.mark.parametrize(
    "text",
    [
        "Reed, Tia;Orr, Max",
        "Reed, Tia, Orr, Max",
        "Reed,Tia,Orr,Max",
        "reed, TIA\nOrr,  max",
        "tia  reed, MAX ORR",
        "Tia Reed and Max Orr",
        "Tia Reed & Max Orr",
        "- Tia Reed\n- Max Orr",
        "1. Tia Reed\n2. Max Orr.",
        "1) Tia Reed 2) Max Orr",
        "1. Reed, Tia 2. Orr, Max",
        "Tia Reed | “Max Orr”",
        "t1 m1",
        "t1;m1",
        "tia@x.test max@x.test",
        "Tia Reed, max@x.test",
    ],
)
def test_confirmed_names_ids_and_addresses_are_people_however_they_are_joined(text: str) -> None:
    """The longest that is known is tried first: "Reed, Tia" is not "Tia"."""
    said = named(text)
    assert list(said.people) == ["t1", "m1"]
    assert (said.unnamed, said.says_nobody, said.unread) == (0, False, {})


@pytest.mark.parametrize(
    ("separators", "text", "people", "unnamed"),
    [
        ([" "], "t1 m1", ["t1", "m1"], 0),
        ([" "], "t1 Tia Reed Max Orr", ["t1", "m1"], 0),
        ([";"], "Reed, Tia; Ito, Yuki", ["t1"], 1),
        (["/", "\n"], "Tia Reed/Max Orr\nMs Ito", ["t1", "m1"], 1),
        ([], "Orr, Max", ["m1"], 0),
        ([], "Ito, Yuki", [], 1),
    ],
)
def test_the_separator_that_the_mapping_names_is_the_only_one(
    separators: Sequence[str], text: str, people: Sequence[str], unnamed: int
) -> None:
    """And a known name in which it stands is tried whole all the same."""
    said = named(text, separators)
    assert (list(said.people), said.unnamed) == (people, unnamed)


@pytest.mark.parametrize(
    ("text", "unnamed"),
    [
        ("Ms Ito", 1),
        ("Ms Ito; Yan Li", 2),
        ("Ms Ito, ms ito", 1),
        ("Ito, Yuki", 2),
        ("mom and dad", 2),
        ("Coach", 1),
    ],
)
def test_others_who_are_certainly_people_are_counted(text: str, unnamed: int) -> None:
    """Two where one name may be two people, as more than there are show less."""
    said = named(text)
    assert (said.unnamed, said.people, said.unread) == (unnamed, {}, {})


@pytest.mark.parametrize(
    "text",
    [
        "I don't have any",
        "99999999",
        "@x.test",
        "Yes",
        "?",
        "everyone",
        "tia reeed",
        "t1 or m1",
        "NA",
        "none, really",
    ],
)
def test_what_nobody_can_tell_is_neither_a_person_nor_nobody(text: str) -> None:
    """A sentence, a number that is no id, a piece of an address, a yes in a column of names."""
    said = named(text)
    assert list(said.unread)
    assert (said.people, said.unnamed) == ({}, 0)


def test_two_confirmed_first_names_beside_each_other_may_be_one_person() -> None:
    """Only ids and addresses are parted by spaces: they are no part of a name."""
    assert (named("Tia Coach").people, named("Tia Coach").unnamed) == ({}, 1)
    assert (named("1002 Tia").people, list(named("1002 Tia").unread)) == ({}, ["1002 Tia"])


def test_a_name_in_two_pieces_is_proposed_whole() -> None:
    """So that the line of the mapping that is proposed is about the whole name."""
    assert [stranger.text for stranger in named("Ito, Yuki;Ms Lee").strangers.values()] == [
        "Ito, Yuki",
        "Ms Lee",
    ]
    assert [stranger.text for stranger in named("tia reeed; idk; 99").strangers.values()] == [
        "tia reeed"
    ]


def test_nobody_beside_somebody_is_no_contradiction() -> None:
    """Forms with several lines have it so: one friend, none, none."""
    said = named("Max Orr; none; -")
    assert (list(said.people), said.says_nobody, said.unread) == (["m1"], True, {})
