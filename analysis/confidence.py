"""Words that are confidential today count as confidential from the first: a look back shows nobody
what they may not read now.

Somebody who said a thing openly and then in confidence has taken the openness back. An earlier
day's knowledge is read with today's rights, and confidentiality is one of them.

A state that rests on confidential words is marked for those who may read it, so that nobody passes
it on without knowing.
"""

from collections.abc import Iterable
from dataclasses import replace

from analysis.answers import Answered
from analysis.evidence import Evidence, Verdict
from analysis.facts import Facts
from analysis.states import SideState
from facts.recorded import Recorded
from facts.statements import CONVERSATION, IN_CONFIDENCE, Answer, Report

_Said = Recorded[Answer] | Recorded[Report]
_Moment = tuple[str | None, str, str | None, object, str]
"""The key of a conversation: its recorder, the speaker, the student, the day and the question."""
_ANYBODY = ""
"""Any recorder, where it makes no difference."""


def closed_with_their_rounds(facts: Facts) -> Facts:
    """The facts with every report of a round in confidence in confidence, whatever was said of it
    when it came.

    A round may be closed after its reports were there, and none of them named with it: they are
    closed by its kind, as its answers are.
    """
    closed = {round_.uid for round_ in facts.rounds.values() if round_.kind == IN_CONFIDENCE}
    return replace(
        facts,
        reports=[
            row._replace(fact=row.fact._replace(confidential=True))
            if row.fact.round in closed
            else row
            for row in facts.reports
        ],
    )


def with_later_confidentiality(facts: Facts) -> Facts:
    """The facts, all rows of them, with what has since been said in confidence in confidence.

    First, a report that the same informant gave again in the same round, confidentially and later.
    Second, a conversation that its recorder wrote down anew as confidential: its rows stand in the
    new round. Third, a replaced or retracted report, where a later confidential report tells of the
    same day, whoever recorded it. Fourth, a retracted report that is no longer said openly there,
    where the same informant later said something about the same person in confidence, whatever the
    day. Later open words stay open, and so do words that nobody took back.
    """
    rows: list[_Said] = [*facts.answers, *facts.reports]
    rows.sort(key=lambda row: row.recorded_at)
    closed = {
        _moment(facts, row.fact, by): row
        for row in rows
        if row.fact.recorded_by and facts.rounds[row.fact.round].kind == IN_CONFIDENCE
        for by in (row.fact.recorded_by, _ANYBODY)
    }
    said_still = {
        _keys(facts, row.fact)[0]
        for row in facts.reports
        if row.retracted_at is None and not row.fact.confidential
    }
    confidential = {
        key: row
        for row in rows
        if isinstance(row.fact, Report) and row.fact.confidential
        for key in _keys(facts, row.fact)
    }

    def closed_later(row: _Said) -> str | None:
        """The round of the conversation in confidence that was written down anew for this one."""
        if facts.rounds[row.fact.round].kind != CONVERSATION:
            return None
        by = row.fact.recorded_by if row.retracted_at is None else _ANYBODY
        later = closed.get(_moment(facts, row.fact, by))
        is_later = later is not None and later.recorded_at > row.recorded_at
        return later.fact.round if later is not None and is_later else None

    def is_confidential(row: Recorded[Report]) -> bool:
        keys = _keys(facts, row.fact)
        reach = 1 if row.retracted_at is None else 2 if keys[0] in said_still else 3
        later = [confidential.get(key) for key in keys[:reach]]
        return any(other is not None and other.recorded_at >= row.recorded_at for other in later)

    def in_confidence(row: Recorded[Report]) -> Recorded[Report]:
        later = closed_later(row)
        if later is None:
            return row._replace(fact=row.fact._replace(confidential=is_confidential(row)))
        return row._replace(fact=row.fact._replace(round=later, confidential=True))

    def in_its_round(row: Recorded[Answer]) -> Recorded[Answer]:
        later = closed_later(row)
        return row if later is None else row._replace(fact=row.fact._replace(round=later))

    return replace(
        facts,
        answers=[in_its_round(row) for row in facts.answers],
        reports=[in_confidence(row) for row in facts.reports],
    )


def _keys(facts: Facts, report: Report) -> tuple[tuple[object, ...], ...]:
    """The keys of a report: its round, informant and pair; its day and the same; the same alone."""
    whose = (report.informant, report.ego, report.alter)
    return (
        (report.round, *whose),
        (report.reported_on or facts.rounds[report.round].opened_on, *whose),
        whose,
    )


def _moment(facts: Facts, row: Answer | Report, recorded_by: str | None) -> _Moment:
    about, day = (
        (row.about, row.answered_on) if isinstance(row, Answer) else (row.ego, row.reported_on)
    )
    return recorded_by, row.informant, about, day, facts.rounds[row.round].asks


def side_in_confidence(evidence: Evidence, state: SideState) -> bool:
    """Whether a side rests on something said in confidence: a word on one of its alters, or the
    answer of such a conversation.
    """
    return _any_in_confidence((*state.own, *state.observing)) or any(
        alter_in_confidence(evidence, verdict) for verdict in (*state.counted, *state.not_counted)
    )


def alter_in_confidence(evidence: Evidence, verdict: Verdict) -> bool:
    """Whether what is shown of an alter rests on it: on a word, or on the end of the tie that was
    asked so and did not name the other.
    """
    ego, alter = verdict.ego, verdict.alter
    if pair_in_confidence(evidence, ego, alter):
        return True
    unsaid = verdict.reason in ("not named by the student", "not mutual") or any(
        evidence.is_silent(word, ego, alter) for word in evidence.words_on(ego, alter)
    )
    return unsaid and _any_in_confidence(
        answer
        for end in (ego, alter)
        for answer in evidence.answers.own(end)
        if answer.asks[verdict.side]
    )


def pair_in_confidence(evidence: Evidence, ego: str, alter: str) -> bool:
    """Whether a word on the pair was said in confidence."""
    return any(word.report.confidential for word in evidence.words_on(ego, alter))


def _any_in_confidence(answers: Iterable[Answered]) -> bool:
    return any(answer.round.kind == IN_CONFIDENCE for answer in answers)
