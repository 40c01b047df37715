"""Suggestions for a name: the people who may be meant."""

import tomllib

from graph_service.formats.translation import Unmatched
from graph_service.records.changes import AdultNode, StudentNode
from graph_service.records.current import Current
from graph_service.workflows.intake.name_suggestions import proposals, ready_mapping

CURRENT = Current(
    "Met",
    students={"s1": StudentNode("u", "Met", "s1", "Zoë Ito", (), "{}")},
    adults={
        "t1": AdultNode("v", "Met", "t1", "Emi Ito", "staff"),
        "t2": AdultNode("w", "Met", "t2", "Leo Diaz", "staff"),
    },
)


def named(*names: str) -> list[str]:
    """The suggestions for those names."""
    return [
        note.message
        for note in proposals([Unmatched("nc.csv", 2, name, name) for name in names], CURRENT)
    ]


def test_people_of_like_names_are_proposed_and_none_is_chosen() -> None:
    """By any part of the name, without titles and accents; each name once, with what to write."""
    (message,) = named("Ms Ito", "Ms Ito")
    assert "named 2 times" in message
    assert "Emi Ito (t1) or Zoë Ito (s1)" in message
    assert '"Ms Ito" = "t1" under [people.matches]' in message
    assert "Zoë Ito (s1)" in named("zoe ito")[0]


def test_nobody_is_proposed_for_a_name_that_nobody_has() -> None:
    """All such names are one note; a title alone is no name."""
    assert named("Ada", "Coach", "Ada") == [
        (
            "Named and counted without a name, as nobody of the roster is called so: 2 "
            "(“Ada”, “Coach”)."
        )
    ]
    assert named(*(f"x{number}" for number in range(99)))[0].endswith("“x9” …).")


def test_nobody_is_proposed_for_a_number_of_an_interview() -> None:
    """Alter 1 is somebody else in each interview: only a name is like a name."""
    (note,) = proposals(
        [Unmatched("egor.csv", 2, "", "e1/1"), Unmatched("egor.csv", 3, "", "e2/1")], CURRENT
    )
    assert "nobody of the roster" in note.message
    assert "e1/1" in note.message


def test_the_ready_mapping_holds_what_is_sure_and_offers_the_rest() -> None:
    """Beside what it held: the whole name of one person holds, all else stands behind a mark that a
    person takes away.
    """
    told = [
        Unmatched("nc.csv", 2, name, name)
        for name in ("Leo DIAZ", "Ito", "Emi Itu", "Coach", "Ito")
    ]
    told += [
        Unmatched("nc.csv", 3, "", "e1/1"),
        Unmatched("nc.csv", 4, "Zoe Ito", "Zoe Ito", answered=True),
    ]
    text = ready_mapping(
        {"round": {"id": "webs"}, "people": {"matches": {"Mum": "f1"}}}, told, CURRENT
    )
    assert tomllib.loads(text) == {
        "round": {"id": "webs"},
        "people": {"matches": {"Mum": "f1", "Leo DIAZ": "t2", "Zoe Ito": "s1"}},
    }
    offered = [line for line in text.splitlines() if line.startswith('# "')]
    assert offered == [
        '# "Ito" = "t1"  # Emi Ito? named 2 times',
        '# "Ito" = "s1"  # Zoë Ito? named 2 times',
        '# "Emi Itu" = "t1"  # Emi Ito? named once',
        '# "Coach" = ""  # named once; nobody of the roster is called so',
    ]
    assert ready_mapping({"round": {"id": "webs"}}, [], CURRENT) == ""


def test_whoever_answered_under_a_name_may_be_a_student_alone() -> None:
    """An adult is proposed to nobody as somebody who answered; the fault itself tells of
    strangers.
    """
    told = [Unmatched("a.csv", 2, name, name, answered=True) for name in ("Ito", "Nobody Known")]
    (note,) = proposals(told, CURRENT)
    assert note.message.startswith("“Ito” answered once. It may be Zoë Ito (s1):")


def test_a_name_of_somebody_who_answered_and_was_named_has_one_line() -> None:
    """A mapping of two lines with one name could not be read; and it holds where it is sure of
    both, whatever its spelling.
    """
    told = [
        Unmatched("s.csv", 2, "Zoe Ito", "Zoe Ito", answered=True),
        Unmatched("s.csv", 3, "zoë ito", "zoë ito"),
    ]
    text = ready_mapping({}, told, CURRENT)
    assert '"Zoe Ito" = "s1"  # Zoë Ito; answered once, named once' in text
    assert tomllib.loads(text)["people"]["matches"] == {"Zoe Ito": "s1"}
    twin = AdultNode("x", "Met", "t3", "Zoe Ito", "staff")
    two = Current("Met", students=CURRENT.students, adults={**CURRENT.adults, "t3": twin})
    text = ready_mapping({}, told, two)
    assert tomllib.loads(text)["people"]["matches"] == {}
    assert text.count('# "Zoe Ito" = ') == 2
    settled = {"people": {"matches": {"Zoe Ito": ""}}}
    assert tomllib.loads(ready_mapping(settled, told, CURRENT))["people"]["matches"] == {
        "Zoe Ito": ""
    }
