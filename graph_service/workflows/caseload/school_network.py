"""The network of each school's students as its leads see it: figures, spreads, and groups.

Nobody is ranked and nobody is named: each number is of many students, and a group of few has none.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.measures.ego_web import Number
from analysis.measures.register import rounded
from analysis.network import WHOLE_MEASURES
from analysis.network.cohesion import LEAST, cohesion
from analysis.network.friendships import Friendships, friendships
from analysis.network.quality import NamingQuality, naming_quality
from analysis.network.register import PLACES
from graph_service.access.reader import Reader
from graph_service.workflows.caseload.listed import listed
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.desk.reading import KEPT_FIGURES, Desk
from graph_service.workflows.desk.schools import is_synthetic
from graph_service.workflows.desk.sight import Scoped, evidence_of, scoped_schools

SPREADS = ("in_ties", "out_ties", "mutual_ties")
"""The measures of a student's place whose spread is drawn: counts of people."""
MOST = 10
"""Counts from here on stand in one bar."""


@dataclass(frozen=True, slots=True)
class NetworkFigure:
    """One figure of the whole network; ``missing`` says why there is none."""

    name: str
    label: str
    meaning: str
    formula: str
    value: Number | None
    missing: str


@dataclass(frozen=True, slots=True)
class Spread:
    """The spread of a measure over the students: a bar a value, and of how many it is missing."""

    label: str
    meaning: str
    bars: tuple[tuple[str, int], ...]
    missing: int
    missing_when: str


@dataclass(frozen=True, slots=True)
class AdvisoryCohesion:
    """How far the students of an advisory name each other; None where too few answered."""

    name: str
    students: int
    answered: int
    density: Number | None
    inside: Number | None


@dataclass(frozen=True, slots=True)
class CommunityGroup:
    """A community: its students, and how many of them are in each advisory, most first.

    ``others`` are those in no advisory, or in one of which few are here.
    """

    number: int
    students: int
    advisories: tuple[tuple[str, int], ...]
    others: int


@dataclass(frozen=True, slots=True)
class SchoolNetwork:
    """The network of one school; ``small_communities`` are too few students to be told of."""

    school: str
    quality: NamingQuality
    figures: tuple[NetworkFigure, ...]
    spreads: tuple[Spread, ...]
    advisories: tuple[AdvisoryCohesion, ...]
    communities: tuple[CommunityGroup, ...]
    small_communities: int
    found_by: str


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """The networks of the schools that a lead leads."""

    lens: Lens
    schools: tuple[SchoolNetwork, ...]
    least: int
    synthetic: bool


def school_networks(desk: Desk, reader: Reader, lens: Lens) -> NetworkPage:
    """The network of each school of which the reader leads every student, on the lens's day.

    A school that they see in part has none here: hidden words would look like nobody.
    """
    schools = [scoped for scoped in scoped_schools(desk, reader, lens) if scoped.sight is None]
    seen = [(scoped.school, scoped.kept.revision, scoped.kept.loaded) for scoped in schools]
    key = ("network", tuple(seen), lens)
    networks = desk.lately(key, lambda: _networks(desk, schools, lens), KEPT_FIGURES)
    synthetic = any(is_synthetic(scoped.school.name) for scoped in schools)
    return NetworkPage(lens, networks, LEAST, synthetic)


def _networks(desk: Desk, schools: Sequence[Scoped], lens: Lens) -> tuple[SchoolNetwork, ...]:
    found = [_network(desk, scoped, lens) for scoped in schools]
    return tuple(sorted(found, key=lambda network: network.school))


def _network(desk: Desk, scoped: Scoped, lens: Lens) -> SchoolNetwork:
    students = listed(desk, scoped, lens)
    uids = [student.uid for student in students]
    evidence = evidence_of(scoped.seen, lens)
    advisories = {one.uid: one.advisory for one in students if one.advisory}
    names = {advisory.uid: advisory.name for advisory in advisories.values()}
    network = friendships(
        evidence,
        uids,
        {one.uid: one.grade for one in students if one.grade},
        {uid: advisory.uid for uid, advisory in advisories.items()},
    )
    groups, small = _communities(network, names)
    return SchoolNetwork(
        scoped.school.name,
        naming_quality(evidence, uids),
        _figures(network),
        tuple(_spread(network, name) for name in SPREADS),
        _advisories(network, names),
        groups,
        small,
        PLACES["community"].formula,
    )


def _figures(network: Friendships) -> tuple[NetworkFigure, ...]:
    found = []
    for entry in WHOLE_MEASURES:
        value = rounded(entry.of(network))
        missing = entry.missing_when if value is None else ""
        found.append(
            NetworkFigure(entry.name, entry.label, entry.meaning, entry.formula, value, missing)
        )
    return tuple(found)


def _spread(network: Friendships, name: str) -> Spread:
    entry = PLACES[name]
    known = [int(value) for value in entry.of(network).values() if value is not None]
    counts = Counter(min(value, MOST) for value in known)
    labels = [*map(str, range(MOST)), f"{MOST}+"]
    bars = [(label, counts[count]) for count, label in enumerate(labels)]
    missing = len(network.students) - len(known)
    return Spread(entry.label, entry.meaning, tuple(bars), missing, entry.missing_when)


def _advisories(network: Friendships, names: Mapping[str, str]) -> tuple[AdvisoryCohesion, ...]:
    found = [
        AdvisoryCohesion(
            names[one.advisory],
            one.students,
            one.answered,
            rounded(one.density),
            rounded(one.inside),
        )
        for one in cohesion(network)
    ]
    return tuple(sorted(found, key=lambda one: one.name))


def _communities(
    network: Friendships, names: Mapping[str, str]
) -> tuple[tuple[CommunityGroup, ...], int]:
    """The communities of enough students to be told of, and how many are smaller."""
    members: dict[Number, list[str]] = {}
    for student, number in PLACES["community"].of(network).items():
        if number is not None:
            members.setdefault(number, []).append(student)
    told = [number for number in sorted(members) if len(members[number]) >= LEAST]
    groups = [_group(int(number), members[number], network, names) for number in told]
    return tuple(groups), len(members) - len(told)


def _group(
    number: int, members: Iterable[str], network: Friendships, names: Mapping[str, str]
) -> CommunityGroup:
    students = list(members)
    counts = Counter(
        names[network.advisories[one]] for one in students if one in network.advisories
    )
    many = [(name, count) for name, count in counts.items() if count >= LEAST]
    many.sort(key=lambda pair: (-pair[1], pair[0]))
    others = len(students) - sum(count for _, count in many)
    return CommunityGroup(number, len(students), tuple(many), others)
