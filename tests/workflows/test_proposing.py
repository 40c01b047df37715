"""Who somebody that was named may be."""

from graph_service.formats.translation import Unmatched
from graph_service.records.changes import AdultNode, StudentNode
from graph_service.store.current import Current
from graph_service.workflows.proposing import proposals

CURRENT = Current(
    "Met",
    students={"s1": StudentNode("u", "Met", "s1", "Zoë Ito", (), "{}")},
    adults={
        "t1": AdultNode("v", "Met", "t1", "Emi Ito", "staff"),
        "t2": AdultNode("w", "Met", "t2", "Leo Diaz", "staff"),
    },
)


def named(*names: str) -> list[str]:
    """What is proposed for those names."""
    return [note.message for note in proposals([Unmatched("nc.csv", 2, name, name) for name in names], CURRENT)]


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
        "Named and counted without a name, as nobody of the roster is called so: 2 (“Ada”, “Coach”)."
    ]
    assert named(*(f"x{number}" for number in range(99)))[0].endswith("“x9” …).")


def test_nobody_is_proposed_for_a_number_of_an_interview() -> None:
    """Alter 1 is somebody else in each interview: only a name is like a name."""
    (note,) = proposals([Unmatched("egor.csv", 2, "", "e1/1"), Unmatched("egor.csv", 3, "", "e2/1")], CURRENT)
    assert "nobody of the roster" in note.message
    assert "e1/1" in note.message
