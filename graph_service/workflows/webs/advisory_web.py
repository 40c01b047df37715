"""A whole advisory: its students, whom of them they name, and the adults who count for them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.confidence import side_in_confidence
from analysis.evidence import Verdict
from analysis.names import short_names
from graph_service.access.reader import Reader
from graph_service.errors import NotThere
from graph_service.workflows.caseload.judged import Judged
from graph_service.workflows.caseload.listed import everyone, judged_of
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.desk.schools import is_synthetic
from graph_service.workflows.desk.sight import scoped_schools
from graph_service.workflows.states.views import State
from graph_service.workflows.webs.views import Line


@dataclass(frozen=True, slots=True)
class AdvisoryMember:
    """A student of the advisory, with both states and how many adults and members count for
    them.
    """

    uid: str
    name: str
    short_name: str
    adult: State
    peer: State
    adults: int
    members: int


@dataclass(frozen=True, slots=True)
class AdvisoryAdult:
    """An adult who counts for at least one member; ``members`` are those."""

    uid: str
    name: str
    short_name: str
    kind: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdvisoryTie:
    """Two people of the web (uids) of whom one counts for the other; ``line`` is strong or weak."""

    first: str
    second: str
    line: Line


@dataclass(frozen=True, slots=True)
class AdvisoryWeb:
    """The web of one advisory, as far as the reader may see it; members by name, adults by how many
    they hold up.

    ``confidential`` when it rests on something said in confidence.
    """

    name: str
    school: str
    lens: Lens
    members: tuple[AdvisoryMember, ...]
    adults: tuple[AdvisoryAdult, ...]
    ties: tuple[AdvisoryTie, ...]
    partial: bool
    confidential: bool
    synthetic: bool


def advisory_web(desk: Desk, reader: Reader, lens: Lens, student: str) -> AdvisoryWeb:
    """The web of the advisory that the student is in on the lens's day; NotThere when there is none
    that the reader may see.
    """
    schools = scoped_schools(desk, reader, lens)
    students = everyone(desk, schools, lens)
    me = next((member for member in students if member.uid == student), None)
    if me is None or me.advisory is None:
        raise NotThere("There is no such page.")
    members = [(one.school.uid, one.uid) for one in students if one.advisory == me.advisory]
    here = [
        one
        for scoped in schools
        for one in judged_of(
            scoped, lens, [uid for school, uid in members if school == scoped.school.uid]
        )
    ]
    here.sort(key=lambda member: (member.name, member.uid))
    called = short_names({**_adults_of(here), **{student.uid: student.name for student in here}})
    return AdvisoryWeb(
        name=me.advisory.name,
        school=me.advisory.school,
        lens=lens,
        members=tuple(
            _member(student, called[student.uid], {other.uid for other in here}) for student in here
        ),
        adults=tuple(_adults(here, called)),
        ties=tuple(_ties(here)),
        partial=here[0].seen.partial,
        confidential=any(
            side_in_confidence(student.evidence, side)
            for student in here
            for side in student.states
        ),
        synthetic=is_synthetic(me.school.name),
    )


def _adults_of(here: Sequence[Judged]) -> dict[str, str]:
    """The names of the adults who count for any of them."""
    counted = (
        (student.seen.facts.people[verdict.alter], verdict.alter)
        for student in here
        for verdict in student.states.adult.counted
    )
    return {uid: person.name for person, uid in counted}


def _member(student: Judged, called: str, here: set[str]) -> AdvisoryMember:
    adult, peer = student.states
    named = sum(verdict.alter in here for verdict in peer.counted)
    return AdvisoryMember(
        student.uid, student.name, called, adult.state, peer.state, adult.n, named
    )


def _adults(here: Sequence[Judged], called: Mapping[str, str]) -> Iterator[AdvisoryAdult]:
    people = {uid: person for student in here for uid, person in student.seen.facts.people.items()}
    held = Counter(verdict.alter for student in here for verdict in student.states.adult.counted)
    for uid in sorted(held, key=lambda uid: (-held[uid], people[uid].name, uid)):
        person = people[uid]
        members = tuple(
            student.uid
            for student in here
            if any(v.alter == uid for v in student.states.adult.counted)
        )
        yield AdvisoryAdult(uid, person.name, called[uid], person.kind, members)


def _ties(here: Sequence[Judged]) -> Iterator[AdvisoryTie]:
    members = {student.uid for student in here}
    lines: dict[tuple[str, str], Line] = {}
    for student in here:
        for verdict in (*student.states.adult.counted, *student.states.peer.counted):
            if verdict.side == "adult" or verdict.alter in members:
                first, second = sorted((student.uid, verdict.alter))
                if lines.get((first, second)) != "strong":
                    lines[first, second] = "strong" if _strong(verdict) else "weak"
    return (AdvisoryTie(first, second, line) for (first, second), line in sorted(lines.items()))


def _strong(verdict: Verdict) -> bool:
    return max((word.strength or 1 for word in verdict.considered), default=1) >= 2


def students_of_advisory(web: AdvisoryWeb) -> set[str]:
    """Every student that the web of an advisory shows."""
    return {member.uid for member in web.members}
