"""Whose name is like a text."""

import time

import pytest

from graph_service.formats.alike import Alike, DirectoryNames
from graph_service.formats.directory import Listed

PEOPLE = [
    Listed("t1", "Ms Tia Reed"),
    Listed("t2", "Uma Vale"),
    Listed("t3", "Tia Vale"),
    Listed("0042", "Katherine O’Neil", is_student=True),
    Listed("43", "Li Wu", is_student=True),
]


def alike(text: str) -> tuple[list[str], bool]:
    """The ids of those who may be meant, and whether the first is sure."""
    found = DirectoryNames(PEOPLE).alike(text)
    return [person.id for person in found.people], found.sure


@pytest.mark.parametrize("text", ["Tia Reed", "REED, tia", "Dr. Tia  Réed"])
def test_the_whole_name_of_one_person_is_sure(text: str) -> None:
    """In any order and dress, with or without a title."""
    assert alike(text) == (["t1"], True)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Tia", ["t1", "t3"]), ("Tia Reed-Jones", ["t1"]), ("TiaReed", ["t1"]),
        ("Tia Read", ["t1"]), ("Tai Reed", ["t1"]),
        ("Tia Reeed", ["t1"]), ("Ta Reed", []), ("T. Reed", ["t1"]), ("Catherine ONeil", ["0042"]),
        ("Catherine O'Neil", ["0042"]),
        ("Uma Wale", ["t2"]), ("Lu Wu", []), ("U. V.", []), ("Zed", []), ("Ms", []), ("", []),
        ("…", []),
    ],
)  # fmt: skip
def test_a_part_or_a_slip_is_proposed_and_never_sure(text: str, ids: list[str]) -> None:
    """One letter in a word, an initial beside a word; two initials, or short words, are like
    nobody.
    """
    assert alike(text) == (ids, False)


def test_whoever_has_the_whole_name_comes_first() -> None:
    """Two of one name are both proposed, neither sure."""
    twins = DirectoryNames(
        [Listed("a", "Tia Reed Vale"), Listed("b", "Tia Reed"), Listed("c", "Reed Tia")]
    )
    found = twins.alike("Tia Reed")
    assert ([person.id for person in found.people], found.sure) == (["b", "c", "a"], False)


@pytest.mark.parametrize(
    ("text", "ids"),
    [("42", ["0042"]), ("42.0", ["0042"]), ("00043", ["43"]), ("9", []), ("4 2", [])],
)
def test_a_number_is_like_the_id_but_for_its_zeros(text: str, ids: list[str]) -> None:
    """As spreadsheets change them."""
    assert alike(text) == (ids, bool(ids))


def test_two_ids_of_one_number_are_not_sure() -> None:
    """A person says which."""
    assert DirectoryNames([Listed("07", "A"), Listed("007", "B")]).alike("7") == Alike(
        [Listed("07", "A"), Listed("007", "B")], sure=False
    )


def test_many_names_are_looked_up_among_many_people_in_no_time() -> None:
    """Three hundred slips among three thousand people."""
    people = [
        Listed(str(number), f"Name{number:04} Family{number % 300:03}") for number in range(3000)
    ]
    names = DirectoryNames(people)
    began = time.perf_counter()
    assert all(
        names.alike(f"Nam{number:04} Family{number % 300:03}").people for number in range(300)
    )
    assert time.perf_counter() - began < 15
