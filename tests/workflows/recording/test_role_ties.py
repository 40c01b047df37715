"""The ties that remain between two people where one of their ties is gone."""

from datetime import date, timedelta

from facts.recorded import Kept
from facts.ties import RoleTie
from graph_service.workflows.recording.role_ties import still_tied

DAY = date(2026, 11, 24)


def test_only_a_tie_of_the_same_two_in_the_same_role_that_holds_today_still_ties_them() -> None:
    """None that begins later, none that ended by today, none of another role or of somebody else,
    and not the one that is gone.
    """
    tie = RoleTie("mentor", "diaz", "ada", None, None, None)
    later, before = DAY + timedelta(days=1), DAY - timedelta(days=1)
    held = {
        "gone": tie,
        "always": tie._replace(detail="clinic"),
        "since today": tie._replace(since=DAY),
        "until tomorrow": tie._replace(since=before, until=later),
        "from tomorrow": tie._replace(since=later),
        "until today": tie._replace(until=DAY),
        "another role": tie._replace(role="family"),
        "somebody else": tie._replace(alter="ito"),
    }
    found = still_tied([Kept(id, tie) for id, tie in held.items()], [Kept("gone", tie)], DAY)
    assert found == ["always", "since today", "until tomorrow"]
