"""What is in confidence today was so from the first: an earlier day's knowledge shows nobody what they may not read now.

Somebody who said a thing openly and then in confidence has taken the openness back. What was known on an earlier day is read
with the rights of today, and confidentiality is one of them.
"""

from dataclasses import replace

from analysis.facts import CONVERSATION, IN_CONFIDENCE, Answer, Facts, Report

_Moment = tuple[str | None, str, str | None, object, str]
"""Of a conversation: who recorded it, who spoke, about whom, on which day, and what was asked."""


def confided(facts: Facts) -> Facts:
    """The facts, all rows of them, with what has since been said in confidence in confidence.

    That is a report that the same informant gave in the same round confidentially later, and a conversation that its recorder
    wrote down anew as one in confidence: its rows stand in the round of that one. What was said openly after that is open.
    """
    rows: list[Answer | Report] = [*facts.answers, *facts.reports]
    rows.sort(key=lambda each: each.recorded_at)
    closed = {_moment(facts, row): row for row in rows if facts.rounds[row.round].kind == IN_CONFIDENCE}
    confidential = {_key(row): row for row in rows if isinstance(row, Report) and row.confidential}

    def closed_later(row: Answer | Report) -> Answer | Report | None:
        later = closed.get(_moment(facts, row)) if facts.rounds[row.round].kind == CONVERSATION else None
        return later if later is not None and later.recorded_at > row.recorded_at else None

    def is_confidential(report: Report) -> bool:
        later = confidential.get(_key(report))
        return later is not None and later.recorded_at >= report.recorded_at

    def in_confidence(report: Report) -> Report:
        later = closed_later(report)
        if later is None:
            return report._replace(confidential=is_confidential(report))
        return report._replace(round=later.round, confidential=True)

    return replace(
        facts,
        answers=[row._replace(round=(closed_later(row) or row).round) for row in facts.answers],
        reports=[in_confidence(row) for row in facts.reports],
    )


def _key(report: Report) -> tuple[str, ...]:
    return report.round, report.informant, report.ego, report.alter


def _moment(facts: Facts, row: Answer | Report) -> _Moment:
    about, day = (row.about, row.answered_on) if isinstance(row, Answer) else (row.ego, row.reported_on)
    return row.recorded_by, row.informant, about, day, facts.rounds[row.round].asks
