"""Communities: groups of students with more ties inside than chance would give.

Leiden finds them, seeded, as the best of twenty tries. Other seeds may draw other borders: a
community is a view of the network and no fact about a student.
"""

import graspologic_native

from analysis.network.friendships import Friendships
from analysis.network.naming import UNSEEN
from analysis.network.register import PLACES, Values, measure_in

SEED, RESOLUTION, TRIALS = 2026, 1.0, 20


@measure_in(
    PLACES,
    label="Community",
    unit="number of a community",
    range=(1, None),
    formula=f"Leiden, modularity, resolution {RESOLUTION:g}, seed {SEED}, best of {TRIALS}",
    missing_when=f"{UNSEEN}; or they have no tie",
    source="Traag, Waltman and van Eck 2019",
)
def community(network: Friendships) -> Values:
    """The community that the student belongs to, numbered from the largest.

    >>> community(drawn("Ana>Ben Ben>Cal Cal>Ana Dee>Eli", others="Fay"))["Fay"]
    """
    found: dict[str, int | None] = dict.fromkeys(network.seen)
    if not network.ties:
        return found
    _, groups = graspologic_native.leiden(
        edges=[(one, other, 1.0) for one, other in network.ties],
        resolution=RESOLUTION,
        use_modularity=True,
        seed=SEED,
        trials=TRIALS,
    )
    members: dict[int, list[str]] = {}
    for one in sorted(groups):
        members.setdefault(groups[one], []).append(one)
    largest = sorted(members.values(), key=lambda group: (-len(group), group))
    return found | {one: place for place, group in enumerate(largest, 1) for one in group}
