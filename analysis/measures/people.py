"""How many people hold the student up, and who they are."""

from analysis.measures.ego_web import EgoWeb
from analysis.measures.register import measure


@measure(
    label="Size",
    unit="people",
    formula="n",
    needs="both",
    elsewhere="network_size in ideanet",
)
def network_size(web: EgoWeb) -> int:
    """How many people count as supportive, adults and peers together.

    >>> network_size(example(adults="Ito", peers="Ben Cal"))
    3
    """
    return web.size


@measure(
    label="Adults", unit="people", formula="people of the n who are not students", needs="adults"
)
def adults(web: EgoWeb) -> int:
    """How many of them are adults.

    >>> adults(example(adults="Ito", peers="Ben Cal"))
    1
    """
    return len(web.adults or ())


@measure(label="Peers", unit="people", formula="people of the n who are students", needs="peers")
def peers(web: EgoWeb) -> int:
    """How many of them are fellow students.

    >>> peers(example(adults="Ito", peers="Ben Cal"))
    2
    """
    return len(web.peers or ())


@measure(
    label="Adults inside school", unit="people", formula="adults of kind staff", needs="adults"
)
def adults_inside_school(web: EgoWeb) -> int:
    """How many of the adults are staff.

    >>> adults_inside_school(example(adults="Ito:advisor Roy:mentor"))
    1
    """
    return sum(alter.kind == "staff" for alter in web.adults or ())


@measure(
    label="Adults outside school",
    unit="people",
    formula="adults − adults_inside_school",
    needs="adults",
)
def adults_outside_school(web: EgoWeb) -> int:
    """Mentors, family and community adults.

    >>> adults_outside_school(example(adults="Ito:advisor Roy:mentor"))
    1
    """
    return sum(alter.kind != "staff" for alter in web.adults or ())


@measure(
    label="Role diversity",
    unit="roles",
    range=(0, 6),
    formula="distinct roles of the n people",
    needs="both",
    elsewhere="alts_diversity_count of the role in egor",
)
def role_diversity(web: EgoWeb) -> int:
    """How many different roles they hold; a peer is one role.

    >>> role_diversity(example(adults="Ito:advisor Lee:advisor Roy:mentor", peers="Ben"))
    3
    """
    return len({role for alter in web.alters for role in alter.roles})
