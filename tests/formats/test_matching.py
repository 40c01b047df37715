"""Which person of the roster a written text means."""

from collections.abc import Mapping
from typing import Any

import pytest

from graph_service.formats.directory import Directory, Listed
from graph_service.formats.matching import Matching
from graph_service.formats.repeated import FilePosition

ROSTER = Directory(
    (
        Listed("t1", "Tia Reed", "Tia@School.Test"),
        Listed("t2", "José Vale"),
        Listed("0042", "Ada Stone", "ada@school.test", is_student=True),
        Listed("1002", "Ben Ford", is_student=True),
    )
)
AT = FilePosition("answers.csv", 2, "Adults")


def meant(text: str, matches: Mapping[str, Any] | None = None, roster: Directory = ROSTER) -> str:
    """The person whom the text means, without a fault."""
    matching = Matching(roster, matches or {})
    found = matching.person(text, AT)
    assert matching.faults() == []
    return found


@pytest.mark.parametrize("text", ["0042", "ADA@school.test", " ada@school.test ", "００４２"])
def test_an_id_or_an_address_is_its_person(text: str) -> None:
    """In any dress: capitals, blanks, full-width digits."""
    assert meant(text) == "0042"


@pytest.mark.parametrize(
    "text",
    [
        "Ada Stone <ADA@school.test>",
        "<ada@school.test>",
        "Ada  STONE (0042)",
        "Whoever <ada@school.test >",
    ],
)
def test_an_address_or_an_id_behind_a_name_is_its_person(text: str) -> None:
    """As mail programs and our own pages write them."""
    assert meant(text) == "0042"


@pytest.mark.parametrize(
    "text", ["Ben Ford (0042)", "(0042)", "Ada (0042)", "Ada Stone (42)", "Ada Stone <ada>"]
)
def test_another_name_or_another_id_in_brackets_means_nobody(text: str) -> None:
    """The two have to be one person's."""
    assert meant(text) == ""


def test_an_address_of_a_family_is_the_students_where_a_student_has_to_be() -> None:
    """Among those who are named it stays open whose it is."""
    matching = Matching(
        Directory(
            (Listed("s", "A", "home@x.test", is_student=True), Listed("f", "B", "Home@x.test"))
        ),
        {},
    )
    assert matching.student("home@x.test", AT) == "s"
    assert matching.faults() == []
    assert matching.person("home@x.test", AT) == ""
    assert [fault.rule for fault in matching.faults()] == ["ambiguous"]


@pytest.mark.parametrize(
    ("matches", "rule"),
    [({"1002": "t1"}, "ambiguous"), ({"Kim": "t9"}, "nobody"), ({"Kim": "t1"}, "student")],
)
def test_what_the_mapping_says_of_whoever_answered_is_one_fault_where_it_cannot_be(
    matches: Mapping[str, Any], rule: str
) -> None:
    """Never the student after all."""
    matching = Matching(ROSTER, matches)
    assert matching.student(next(iter(matches)), AT) == ""
    assert [fault.rule for fault in matching.faults()] == [rule]


@pytest.mark.parametrize("text", ["Tia Reed", "tia reed", "42", "99999999", "", "ada", "e/1"])
def test_a_name_and_what_is_nobodys_id_mean_nobody(text: str) -> None:
    """Not even a name that one person has, nor an id without its zeros: a person decides."""
    assert meant(text) == ""
    assert meant(text, roster=Directory()) == ""


@pytest.mark.parametrize("text", ["Tia Reed", "TIA  REED", "tia\u00a0reed", "Ｔｉａ Reed"])
def test_a_confirmed_name_holds_for_all_its_dresses(text: str) -> None:
    """One line of the mapping is enough."""
    assert meant(text, {"Tia Reed": "t1"}) == "t1"
    assert meant(text, {"tia réed": "tia@school.test"}) == "t1"


def test_a_match_with_an_id_that_nobody_has_is_one_fault_of_the_mapping() -> None:
    """With its count. Without any roster the id stays as it is: the import says then that there is
    none.
    """
    matching = Matching(ROSTER, {"Max": 77})
    assert [matching.person("max", AT), matching.person("max", AT._replace(line=3))] == ["", ""]
    (fault,) = matching.faults()
    assert fault[:4] == ("answers.csv", 2, "Adults", "nobody")
    assert '[people.matches] say that "max" is "77"' in fault.message
    assert meant("Max", {"Max": 77}, Directory()) == "77"


@pytest.mark.parametrize(
    ("text", "rule"), [("t1", "student"), ("99", "nobody"), ("Ada Stone", "nobody")]
)
def test_whoever_answered_has_to_be_a_student_of_the_roster(text: str, rule: str) -> None:
    """Anybody else is a fault where they stand, once."""
    matching = Matching(ROSTER, {})
    assert [
        matching.student("ADA@school.test", AT),
        matching.student(text, AT),
        matching.student(text, AT),
    ] == [
        "0042",
        "",
        "",
    ]
    assert [fault[:4] for fault in matching.faults()] == [("answers.csv", 2, "Adults", rule)]
    assert Matching(Directory(), {}).student(text, AT) == text


def test_a_match_with_nobody_settles_a_name() -> None:
    """They mean nobody, and nobody is proposed for them."""
    matching = Matching(ROSTER, {"Tia": ""})
    assert (
        matching.person("tia", AT),
        matching.is_settled("TIA"),
        matching.is_settled("Tia Reed"),
    ) == (
        "",
        True,
        False,
    )


@pytest.mark.parametrize(
    ("text", "matches", "roster"),
    [
        ("Jose", {"José": "t1", "JOSE": "t2"}, ROSTER),
        ("1002", {"1002": "0042"}, ROSTER),
        ("t1", {"T1": ""}, ROSTER),
        ("x@y.test", {}, Directory((Listed("a", "A", "x@y.test"), Listed("b", "B", "X@Y.test")))),
        ("x@y.test", {}, Directory((Listed("x@y.test", "A"), Listed("b", "B", "x@y.test")))),
        ("T1", {}, Directory((Listed("t1", "A"), Listed("Ｔ1", "B")))),
    ],
)
def test_a_text_that_means_several_is_one_fault_at_its_first_place(
    text: str, matches: Mapping[str, Any], roster: Directory
) -> None:
    """However often it stands there; nobody is chosen."""
    matching = Matching(roster, matches)
    assert [matching.person(text, AT), matching.person(text, AT._replace(line=3))] == ["", ""]
    (fault,) = matching.faults()
    assert fault[:4] == ("answers.csv", 2, "Adults", "ambiguous")
    assert "(written 2 times)" in fault.message


def test_one_persons_id_and_address_may_be_the_same() -> None:
    """An address that is also an id means one person."""
    assert meant("X@y.test", roster=Directory((Listed("x@y.test", "A", "x@y.test"),))) == "x@y.test"


def test_of_two_ids_that_differ_in_dress_alone_the_written_one_is_meant() -> None:
    """The id as it stands in the roster comes before its other dresses."""
    assert meant("t1", roster=Directory((Listed("t1", "A"), Listed("T1", "B")))) == "t1"
