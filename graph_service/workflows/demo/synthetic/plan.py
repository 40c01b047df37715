"""The plan of each student: asked or not, answering or not, and how many hold them up. Shares are
fixed, so that small schools come out true as well.

The shares are the field's: about 90 % of those known have multiple supportive adults and 87 %
multiple supportive peers (Big Picture Learning, advisor-reported), and about a quarter do not
answer.
"""

from random import Random
from typing import Literal, NamedTuple

Voice = Literal["answered", "asked", "declined", "absent", "never"]
Holds = Literal["many", "one", "none", "unnamed"]

NEW = 0.0125
ALONE = 0.008
SILENT = 0.25
SILENCES: tuple[Voice, ...] = (
    "asked",
    "asked",
    "absent",
    "declined",
    "absent",
    "asked",
    "declined",
    "absent",
)
TOLD_SILENT = 0.065
TOLD_THIN = 0.008
ADULT_SHARES = {"none": 0.015, "one": 0.06, "unnamed": 0.035}
PEER_SHARES = {"none": 0.02, "one": 0.085, "unnamed": 0.035}
POPULAR = 8
"""One of so many silent students may be named by several peers; the others, who are less seen, by
one."""


class StudentPlan(NamedTuple):
    """The findings that the rounds will make about one student.

    ``voice`` is what came of asking them; ``adult`` and ``peer`` how many they will name as
    supportive; ``told``: their advisor is to answer about them though they did not; ``alone``: no
    tie or word of anyone; ``popular``: any number of peers may name them.
    """

    voice: Voice
    adult: Holds = "many"
    peer: Holds = "many"
    told: bool = False
    alone: bool = False
    popular: bool = True


def plans(chance: Random, students: int) -> list[StudentPlan]:
    """A plan for each enrolled student, in an order of chance."""
    new = _part(students, NEW) if students >= 10 else 0
    silent = round(students * SILENT)
    alone = _part(students, ALONE) if students >= 10 else 0
    heard = students - new - silent - alone
    found = [StudentPlan("never", alone=place % 2 == 0, popular=False) for place in range(new)]
    found += _silent(students, silent)
    found += [
        StudentPlan("answered", "none", "none", alone=True, popular=False) for _ in range(alone)
    ]
    adult = _sides(chance, students, heard, alone, ADULT_SHARES)
    peer = _sides(chance, students, heard, alone, PEER_SHARES)
    found += [StudentPlan("answered", *both) for both in zip(adult, peer, strict=True)]
    chance.shuffle(found)
    return found


def _part(students: int, share: float) -> int:
    return max(1, round(students * share))


def _silent(students: int, silent: int) -> list[StudentPlan]:
    told = min(silent, round(students * TOLD_SILENT))
    thin = round(students * TOLD_THIN)
    found: list[StudentPlan] = []
    for place in range(silent):
        voice = SILENCES[place % len(SILENCES)]
        adult: Holds = "one" if place < thin else "many"
        peer: Holds = "one" if thin <= place < 2 * thin else "many"
        found.append(
            StudentPlan(
                voice, adult, peer, told=place < told, popular=place % POPULAR == POPULAR - 1
            )
        )
    return found


def _sides(
    chance: Random, students: int, heard: int, alone: int, shares: dict[str, float]
) -> list[Holds]:
    none = max(0, _part(students, shares["none"]) - alone) if students >= 10 else 0
    counts: dict[Holds, int] = {
        "none": none,
        "one": round(students * shares["one"]),
        "unnamed": round(students * shares["unnamed"]),
    }
    drawn: list[Holds] = [holds for holds, count in counts.items() for _ in range(count)]
    drawn += ["many"] * max(0, heard - len(drawn))
    chance.shuffle(drawn)
    return drawn[:heard]
