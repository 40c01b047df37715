"""Brokerage between advisories: a student between two others, of whom the first does not name the
second.

Gould and Fernandez tell five roles apart by the three students' advisories. Only students with an
advisory are counted.
"""

from collections import Counter
from collections.abc import Callable, Mapping

from analysis.network.friendships import Friendships
from analysis.network.naming import SILENT
from analysis.network.register import PLACES, Values, measure_in

SOURCE = "Gould and Fernandez 1989"
MISSING = f"{SILENT}; or the student is in no advisory"
ROLES: Mapping[str, Callable[[str, str, str], bool]] = {
    "coordinator": lambda first, own, last: first == own == last,
    "itinerant": lambda first, own, last: first == last != own,
    "representative": lambda first, own, last: first == own != last,
    "gatekeeper": lambda first, own, last: first != own == last,
    "liaison": lambda first, own, last: len({first, own, last}) == 3,
}
"""Which role a student plays, by the advisories of the three on the way."""


def brokered(network: Friendships) -> dict[str, Counter[str]]:
    """How often each student plays each role."""
    group = network.advisories
    found = {one: Counter[str]() for one in network.answered if one in group}
    for one, roles in found.items():
        own = group[one]
        for first in network.named_by[one] & group.keys():
            for last in (network.named[one] & group.keys()) - network.named[first] - {first}:
                way = group[first], own, group[last]
                roles[next(role for role, fits in ROLES.items() if fits(*way))] += 1
    return found


@measure_in(
    PLACES,
    label="Joins own advisory",
    unit="ways",
    formula="ways a → student → b without a → b, all three in one advisory (coordinator)",
    missing_when=MISSING,
    source=SOURCE,
)
def broker_inside(network: Friendships) -> Values:
    """How many ways between two students of the own advisory go through the student.

    >>> broker_inside(drawn("Ana>Ben Ben>Cal", advisories="Ana:red Ben:red Cal:red"))["Ben"]
    1
    """
    return {one: roles["coordinator"] for one, roles in brokered(network).items()}


@measure_in(
    PLACES,
    label="Joins advisories",
    unit="ways",
    formula="ways a → student → b without a → b, not all three in one advisory",
    missing_when=MISSING,
    source=SOURCE,
)
def broker_across(network: Friendships) -> Values:
    """How many ways between two students that cross an advisory's border go through the student.

    >>> broker_across(drawn("Ana>Ben Ben>Cal", advisories="Ana:red Ben:red Cal:blue"))["Ben"]
    1
    """
    return {one: roles.total() - roles["coordinator"] for one, roles in brokered(network).items()}
