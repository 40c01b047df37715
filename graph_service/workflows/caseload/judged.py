"""Students judged from facts in memory, with the evidence from which a list or a web explains
them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.evidence import Evidence
from analysis.presence import enrolled, in_force
from analysis.states import StudentStates, judge_all
from graph_service.workflows.caseload.list_choices import Advisor, Advisory
from graph_service.workflows.caseload.views import StudentLine
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.desk.sight import Seen, evidence_of
from graph_service.workflows.states.judging import side_view


@dataclass(frozen=True, slots=True)
class Judged:
    """One student, judged but not yet explained: explanations are made for the students that are
    shown.
    """

    seen: Seen
    evidence: Evidence
    uid: str
    name: str
    grade: str | None
    advisory: Advisory | None
    advisors: tuple[Advisor, ...]
    states: StudentStates


def judged(seen: Seen, lens: Lens) -> list[Judged]:
    """Every student of one school in scope and enrolled on the day, judged."""
    evidence = evidence_of(seen, lens)
    facts = seen.facts
    students = [uid for uid in enrolled(facts, lens.on, seen.school.uid) if uid in seen.reasons]
    grades = {
        row.student: row.grade
        for row in (recorded.fact for recorded in facts.enrolments)
        if row.school == seen.school.uid and in_force(row, lens.on)
    }
    advisories = {
        row.student: Advisory(*facts.advisories[row.advisory])
        for row in (recorded.fact for recorded in facts.memberships)
        if facts.advisories[row.advisory].school == seen.school.name and in_force(row, lens.on)
    }
    return [
        Judged(
            seen,
            evidence,
            uid,
            facts.people[uid].name,
            grades.get(uid),
            advisories.get(uid),
            _advisors(evidence, uid),
            states,
        )
        for uid, states in judge_all(evidence, students).items()
    ]


def line(student: Judged) -> StudentLine:
    """One student as a list shows them."""
    person = student.seen.facts.people[student.uid]
    return StudentLine(
        uid=student.uid,
        id=person.id,
        name=person.name,
        grade=student.grade,
        school=student.seen.school.name,
        advisory=student.advisory.name if student.advisory else None,
        advisors=tuple(advisor.name for advisor in student.advisors),
        adult=side_view(student.evidence, student.states.adult, partial=student.seen.partial),
        peer=side_view(student.evidence, student.states.peer, partial=student.seen.partial),
        last_contact=student.evidence.latest_contact(student.uid),
        reason=student.seen.reasons[student.uid],
    )


def _advisors(evidence: Evidence, student: str) -> tuple[Advisor, ...]:
    found = {
        Advisor(alter, evidence.facts.people[alter].name)
        for alter, ties in evidence.ties.get(student, {}).items()
        if any(tie.role == "advisor" and in_force(tie, evidence.on) for tie in ties)
    }
    return by_name(found)


def by_name(advisors: Iterable[Advisor]) -> tuple[Advisor, ...]:
    """The advisors by their names."""
    return tuple(sorted(advisors, key=lambda advisor: (advisor.name, advisor.uid)))
