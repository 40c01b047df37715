"""Small networks, drawn in a line, for the worked examples in the measures' docstrings."""

from analysis.network.friendships import Friendships


def drawn(
    arcs: str = "", others: str = "", unanswered: str = "", advisories: str = ""
) -> Friendships:
    """The network of ``"Ana>Ben Ben>Ana"``, in which everybody but ``unanswered`` answered.

    ``others`` are further students. ``"Ana:red"`` puts Ana in an advisory, and in a grade of the
    same name.
    """
    named = frozenset(
        (one, other) for one, _, other in (arc.partition(">") for arc in arcs.split())
    )
    silent = frozenset(unanswered.split())
    members = {student for arc in named for student in arc} | {*others.split()} | silent
    groups = dict(text.split(":") for text in advisories.split())
    return Friendships(tuple(sorted(members)), frozenset(members - silent), named, groups, groups)
