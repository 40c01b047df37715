"""The ties that remain between two people after one was ended or taken back: the page says so by
name.
"""

from typing import NamedTuple

from graph_service.pages.rendering import day
from graph_service.workflows.webs.views import StudentWeb, TieView

_ROLES = {
    "advisor": "{0} is still {1}’s advisor",
    "mentor": "{0} is still {1}’s mentor",
    "family": "{0} is still {1}’s family",
    "teacher": "{0} is still {1}’s teacher",
    "peer": "{0} and {1} are still peers",
}
_OTHER = "{0} is still tied to {1}"


class GoesOn(NamedTuple):
    """The ids of the ties that go on, and what is said of them."""

    ids: frozenset[str]
    sentence: str


def goes_on(web: StudentWeb, tie: str) -> GoesOn | None:
    """The tie of that id, and others of the same two in the same role that are in force; None where
    it is not.
    """
    for alter in web.alters:
        ties = [
            role_tie
            for role_tie in alter.ties
            if role_tie.recorded_on is not None and not role_tie.ended
        ]
        role = next((held.role for held in ties if held.id == tie), None)
        if role is not None:
            ties = [held for held in ties if held.role == role]
            that = " and ".join(map(_recorded, ties))
            whom = _ROLES.get(role, _OTHER).format(alter.spoken, web.short_name)
            by = "a tie" if len(ties) == 1 else "ties"
            sentence = f"{whom}, by {by} that {that}. End that too below if it is over."
            return GoesOn(frozenset(held.id for held in ties), sentence)
    return None


def _recorded(tie: TieView) -> str:
    return f"{tie.recorded_by} recorded on {day(tie.recorded_on)}"
