"""Small webs, drawn in a line, for the worked examples that stand in the measures' docstrings."""

from itertools import combinations

from analysis.measures.ego_web import EgoWeb, WebAlter
from analysis.pairs import Pairs

_KINDS = {"mentor": "mentor", "family": "family", "other": "community"}


def example(
    adults: str = "", peers: str = "", tied: str = "", answered: str | None = None
) -> EgoWeb:
    """The web of Sam, of whom both sides were observed.

    An adult's role stands after a colon (``"Ito:advisor Roy:mentor"``); without one they are a
    teacher. A strength stands after a second colon (``"Ito::3"``). Ties are written
    ``"Ben-Cal"``. ``answered`` are the peers whose answers are complete (None: all of them); they
    show the pairs that they belong to.
    """
    grown = tuple([_adult(*text.split(":")) for text in adults.split()])
    young = tuple([WebAlter(name, "student", ("peer",)) for name in peers.split()])
    sure = set((peers if answered is None else answered).split())
    pairs = combinations(sorted(alter.uid for alter in (*grown, *young)), 2)
    shown = frozenset((a, b) for a, b in pairs if a in sure or b in sure)
    joined = frozenset((min(pair), max(pair)) for pair in map(_ends, tied.split()))
    return EgoWeb("Sam", grown, young, Pairs(joined, shown))


def _adult(name: str, role: str = "", strength: str = "") -> WebAlter:
    held = role or "teacher"
    return WebAlter(name, _KINDS.get(held, "staff"), (held,), int(strength) if strength else None)


def _ends(tie: str) -> tuple[str, str]:
    first, second = tie.split("-")
    return first, second
