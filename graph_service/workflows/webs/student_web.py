"""One student's support web: judged, explained, measured, and ready to be drawn."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, tzinfo
from typing import NamedTuple

from analysis.confidence import alter_in_confidence, pair_in_confidence
from analysis.evidence import Evidence, Verdict
from analysis.facts import Facts
from analysis.measures.ego_web import ego_web
from analysis.names import short_name, short_names, spoken
from analysis.pairs import tied_pairs
from analysis.presence import begun, enrolled, in_force
from analysis.reasons import REASON_SENTENCES
from analysis.statements import Statement
from analysis.states import judge_all
from facts.days import day_words
from facts.people import STUDENT
from facts.recorded import Recorded
from facts.ties import Enrolment, RoleTie
from graph_service.access.reader import Reader
from graph_service.errors import NotThere
from graph_service.store.scope import OF_ROLE
from graph_service.store.web import read_web
from graph_service.workflows.desk.beginnings import check_begun, check_known
from graph_service.workflows.desk.lens import Lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.desk.school_facts import facts_of
from graph_service.workflows.desk.schools import is_synthetic
from graph_service.workflows.desk.sight import known, narrowed, reason_words
from graph_service.workflows.recording.conversation_draft import names_of, said_today
from graph_service.workflows.recording.recorded import recorded_on
from graph_service.workflows.states.judging import side_view
from graph_service.workflows.states.measures import measure_views
from graph_service.workflows.webs.views import (
    AlterTie,
    AlterView,
    ContactView,
    Line,
    StudentWeb,
    TieView,
    Viewer,
    WordView,
)

_SECTORS = ("advisor", "mentor", "family", "teacher", "other")


class Recorders(NamedTuple):
    """The recorders of a student's ties: accounts by uid, with their names, the zone whose days are
    told, and today.
    """

    names: Mapping[str, str]
    zone: tzinfo
    today: date

    def tie(self, row: Recorded[RoleTie], *, ended: bool) -> TieView:
        """The tie as it is shown; of one that has ended, who recorded it is not told: its end was
        recorded since, by anybody.
        """
        tie = row.fact
        if tie.until is not None and tie.until <= self.today:
            return TieView(row.id, tie.role, tie.since, tie.until, tie.detail, ended, "", None)
        by = self.names.get(tie.recorded_by, "somebody") if tie.recorded_by else "an import"
        on = row.recorded_at.astimezone(self.zone).date()
        return TieView(row.id, tie.role, tie.since, tie.until, tie.detail, ended, by, on)


def student_web(desk: Desk, reader: Reader, lens: Lens, student: str) -> StudentWeb:
    """Everything of one student's page.

    Raises NotThere when the student is out of the reader's scope or nobody has that uid, BadInput
    for a day before there is anything of theirs.
    """
    today = desk.today()
    web = read_web(desk.engine, reader.account, today, student, OF_ROLE.get(reader.role, ()))
    if web is None:
        raise NotThere("There is no such page.")
    paths = web.paths
    led = frozenset(uid for uid, reason, _ in paths if reason == "leads")
    facts = narrowed(known(desk, facts_of(web.rows), lens), paths, reader)
    evidence = Evidence(facts, lens.rule, lens.on)
    states = judge_all(evidence, [student])[student]
    person = facts.people[student]
    enrolments = [row.fact for row in facts.enrolments if row.fact.student == student]
    current = next(
        (row for row in enrolments if in_force(row, lens.on)),
        enrolments[-1] if enrolments else None,
    )
    school = web.schools.get(current.school, "") if current else ""
    away = _away(facts, enrolments, lens.on)
    check_known(lens, anything=bool(enrolments))
    if not away:
        check_begun(lens, [facts])
    verdicts = [
        *states.adult.counted,
        *states.adult.not_counted,
        *states.peer.counted,
        *states.peer.not_counted,
    ]
    in_scope = frozenset(uid for uid, _, _ in paths)
    at = {via for uid, reason, via in paths if uid == student and reason == "leads"}
    recorders = Recorders(web.recorders, desk.zone, today)
    called = short_names({verdict.alter: facts.people[verdict.alter].name for verdict in verdicts})
    alters = tuple(
        _alter(evidence, verdict, called[verdict.alter], in_scope, recorders)
        for verdict in verdicts
    )
    reasons = [reason_words(reason, via) for uid, reason, via in paths if uid == student]
    return StudentWeb(
        uid=student,
        id=person.id,
        name=person.name,
        short_name=short_name(person.name),
        grade=current.grade if current else None,
        advisory=next(
            (
                facts.advisories[row.fact.advisory].name
                for row in facts.memberships
                if row.fact.student == student
                and facts.advisories[row.fact.advisory].school == school
                and in_force(row.fact, lens.on)
            ),
            None,
        ),
        school=school,
        away=away,
        lens=lens,
        adult=side_view(evidence, states.adult, partial=student not in led),
        peer=side_view(evidence, states.peer, partial=student not in led),
        alters=tuple(
            sorted(alters, key=lambda alter: (alter.side, not alter.counts, alter.name, alter.uid))
        ),
        alter_ties=tuple(
            AlterTie(first, second, _in_confidence(evidence, first, second))
            for first, second in tied_pairs(evidence, (verdict.alter for verdict in verdicts))
        ),
        measures=measure_views(ego_web(evidence, states, in_scope)),
        contacts=_contacts(evidence, student),
        recorded=recorded_on(facts, reader, student, desk.zone, leads=student in led)
        if lens.known_on is None
        else (),
        said_today=said_today(
            facts, reader, student, today, names_of(desk.engine, student, today, at)
        )
        if lens.known_on is None
        else (),
        viewers=tuple(
            Viewer(
                name,
                f"is their {'advisor' if reason == 'advises' else 'pastoral lead'} ({via})",
                login,
            )
            for name, reason, via, login in web.viewers
        ),
        reason=reasons[0],
        partial=student not in led,
        may_record=True,
        synthetic=is_synthetic(school),
    )


def _away(facts: Facts, rows: Sequence[Enrolment], on: date) -> str:
    """Why the student is on no list of the day, as a sentence; '' when they are enrolled."""
    if any(row.student in enrolled(facts, on, row.school) for row in rows):
        return ""
    begun = [row for row in rows if row.since is None or row.since <= on]
    if not begun:
        first = min((row.since for row in rows if row.since is not None), default=None)
        return (
            f"Not here yet: enrolled from {day_words(first)}."
            if first
            else "Enrolled at no school."
        )
    last = max(begun, key=lambda row: (row.until or date.max, row.since or date.min))
    what = {"graduated": "Graduated", "left": "Left the school"}.get(last.status, "No longer here")
    return (
        f"{what}{f' on {day_words(last.until)}' if last.until else ''}: no longer on the lists "
        "of this day."
    )


def _alter(
    evidence: Evidence,
    verdict: Verdict,
    called: str,
    scope_students: frozenset[str],
    recorders: Recorders,
) -> AlterView:
    person = evidence.facts.people[verdict.alter]
    words = evidence.words_on(verdict.ego, verdict.alter)
    strength = (
        max((word.strength or 1 for word in verdict.considered), default=None)
        if verdict.counts
        else None
    )
    named = any(word.strength is not None for word in verdict.considered)
    strong = verdict.counts and (strength or 1) >= 2
    return AlterView(
        uid=person.uid,
        id=person.id,
        name=person.name,
        short_name=called,
        side=verdict.side,
        kind=person.kind,
        inside=person.kind in ("staff", STUDENT),
        sector=_sector(verdict, person.kind),
        roles=verdict.roles,
        counts=verdict.counts,
        reason=verdict.reason,
        reason_sentence=REASON_SENTENCES[verdict.reason],
        ring=(1 if strong else 2) if verdict.counts else 3,
        line=_line(verdict, strong),
        strength=strength if named else None,
        words=tuple(
            _word(evidence, verdict, word)
            for word in sorted(words, key=lambda word: word[:4], reverse=True)
        ),
        ties=tuple(
            recorders.tie(row, ended=not in_force(row.fact, evidence.on))
            for row in sorted(_between(evidence, verdict.ego, verdict.alter), key=_begun)
        ),
        last_contact=evidence.last_contact(verdict.alter, verdict.ego),
        may_open=verdict.side == "adult" or verdict.alter in scope_students,
        confidential=alter_in_confidence(evidence, verdict),
    )


def _in_confidence(evidence: Evidence, first: str, second: str) -> bool:
    """Whether one of two alters spoke of the other in confidence, or somebody of both."""
    return pair_in_confidence(evidence, first, second) or pair_in_confidence(
        evidence, second, first
    )


def _between(evidence: Evidence, student: str, alter: str) -> Iterator[Recorded[RoleTie]]:
    """The role ties of the two that had begun by the day, as they were recorded."""
    for row in evidence.facts.ties:
        if {row.fact.student, row.fact.alter} == {student, alter} and begun(row.fact, evidence.on):
            yield row


def _begun(row: Recorded[RoleTie]) -> tuple[date, str]:
    return row.fact.since or date.min, row.fact.role


def _sector(verdict: Verdict, kind: str) -> str:
    """The role that places them; without one, what kind of person they are."""
    if verdict.side == "peer":
        return "peer"
    if verdict.roles == ("other",) and kind in ("mentor", "family"):
        return kind
    return next(role for role in _SECTORS if role in (*verdict.roles, "other"))


def _line(verdict: Verdict, strong: bool) -> Line:
    if verdict.counts:
        return "strong" if strong else "weak"
    lines: dict[str, Line] = {
        "stressful": "stressful",
        "ended": "ended",
        "away": "ended",
        "not confirmed yet": "unconfirmed",
        "not mutual": "unconfirmed",
        "weak": "weak",
    }
    return lines.get(verdict.reason, "none")


def _word(evidence: Evidence, verdict: Verdict, word: Statement) -> WordView:
    ego, alter = verdict.ego, verdict.alter
    return WordView(
        informant=spoken(evidence.facts.people[word.informant].name),
        who=evidence.who(word, ego, alter),
        support=word.support,
        strength=word.strength,
        kinds=word.report.kinds,
        said_on=word.day,
        round_kind=word.round.kind,
        confidential=word.report.confidential,
        mirrored=word.mirrored,
        silent=evidence.is_silent(word, ego, alter),
        fault=evidence.fault(word, ego, alter),
    )


def _contacts(evidence: Evidence, student: str) -> tuple[ContactView, ...]:
    people = evidence.facts.people
    rows = [
        row.fact
        for row in evidence.facts.contacts
        if row.fact.student == student and row.fact.held_on <= evidence.on
    ]
    rows.sort(key=lambda contact: (contact.held_on, people[contact.adult].name), reverse=True)
    return tuple(
        ContactView(row.adult, people[row.adult].name, row.held_on, row.kind, row.by)
        for row in rows
    )
