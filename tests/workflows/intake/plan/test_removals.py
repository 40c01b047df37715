"""How much an import would end, counted from what is current and what would change."""

from datetime import date

import pytest

from facts.recorded import Kept
from facts.ties import Enrolment, RoleTie
from graph_service.records.changes import AdultNode, Changes
from graph_service.records.current import Current
from graph_service.workflows.intake.plan.removals import Endings, gone

DAY = date(2026, 11, 24)
ENROLLED = Enrolment("s", "met", "9", "enrolled", None, None)
TIE = RoleTie("mentor", "a", "s", None, None, None)
ADULT = AdultNode("a", "Met", "A", "Ms Ito", "staff")
NOW = Current("Met", adults={"A": ADULT}, ties=[Kept("1", ENROLLED), Kept("2", TIE)])


def ended(**changes: list[object]) -> Endings:
    """The endings among one student, one adult and one tie."""
    return gone(Changes(**changes), NOW, DAY).endings  # type: ignore[arg-type]  # a short hand for tests


def test_what_no_longer_holds_has_ended() -> None:
    """A student who left, an adult who is no longer active, a tie that is over, in whatever way it
    was said.
    """
    left = ENROLLED._replace(status="left", until=DAY)
    assert ended(retract=[NOW.ties[0]], add=[left]) == Endings(1, 2, 0, 1)
    assert ended(adults=[ADULT._replace(active_until=DAY)]) == Endings(1, 2, 0, 1)
    assert ended(retract=[NOW.ties[1]], add=[TIE._replace(until=DAY)]) == Endings(0, 2, 1, 1)
    assert ended(retract=[NOW.ties[1]]) == Endings(0, 2, 1, 1)


def test_what_goes_on_otherwise_has_not_ended() -> None:
    """Another grade, another first day, and an end that lies ahead."""
    grade = [ENROLLED._replace(until=DAY), ENROLLED._replace(since=DAY, grade="10")]
    assert ended(retract=[NOW.ties[0]], add=[*grade]) == Endings(0, 2, 0, 1)
    assert ended(retract=[NOW.ties[1]], add=[TIE._replace(since=DAY)]) == Endings(0, 2, 0, 1)
    assert ended(retract=[NOW.ties[1]], add=[TIE._replace(until=date(2027, 1, 1))]) == Endings(
        0, 2, 0, 1
    )


@pytest.mark.parametrize(
    ("found", "many"),
    [
        (Endings(0, 0, 0, 0), False),
        (Endings(20, 400, 0, 0), False),
        (Endings(21, 10_000, 0, 0), True),
        (Endings(6, 100, 0, 0), True),
        (Endings(5, 100, 5, 100), False),
        (Endings(0, 100, 21, 1000), True),
    ],
)
def test_more_than_twenty_or_one_in_twenty_is_many(found: Endings, many: bool) -> None:
    """The limit is for people and for ties, each for itself."""
    assert found.many is many
