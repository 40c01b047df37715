"""The cohesion of each advisory: how far its students name each other.

It is told of groups of at least five students who answered; below that a share would speak of
single students.
"""

from collections.abc import Iterator
from typing import NamedTuple

from analysis.network.friendships import Friendships

LEAST = 5
"""The fewest students who answered of whom a share is told."""


class Cohesion(NamedTuple):
    """One advisory: its students, how many answered, and how far they name each other.

    ``density`` is the share made of all namings there could be inside; ``inside`` the share of the
    members' namings that stay inside. None where too few answered, or nobody named anybody.
    """

    advisory: str
    students: int
    answered: int
    density: float | None
    inside: float | None


def cohesion(network: Friendships) -> Iterator[Cohesion]:
    """Each advisory, by its key."""
    for advisory in sorted(set(network.advisories.values())):
        members = {one for one in network.students if network.advisories.get(one) == advisory}
        answered = members & network.answered
        named = sum(len(network.named[one]) for one in answered)
        inside = sum(len(network.named[one] & members) for one in answered)
        possible = len(answered) * (len(members) - 1)
        told = len(answered) >= LEAST
        yield Cohesion(
            advisory,
            len(members),
            len(answered),
            inside / possible if told else None,
            inside / named if told and named else None,
        )
