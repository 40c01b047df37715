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
    wrote down anew as one in confidence: its rows stand in the round of that one.
    """
    latest: dict[tuple[str, ...], Report] = {}
    for report in sorted(facts.reports, key=lambda each: each.recorded_at):
        latest[_key(report)] = report
    rows: list[Answer | Report] = [*facts.answers, *facts.reports]
    conversations = [row for row in rows if facts.rounds[row.round].kind in (CONVERSATION, IN_CONFIDENCE)]
    conversations.sort(key=lambda each: each.recorded_at)
    last = {_moment(facts, row): row.round for row in conversations}

    def moved(row: Answer | Report) -> str | None:
        if facts.rounds[row.round].kind != CONVERSATION:
            return None
        now = last[_moment(facts, row)]
        return now if facts.rounds[now].kind == IN_CONFIDENCE else None

    return replace(
        facts,
        answers=[row._replace(round=moved(row) or row.round) for row in facts.answers],
        reports=[
            row._replace(
                round=moved(row) or row.round,
                confidential=row.confidential or latest[_key(row)].confidential or moved(row) is not None,
            )
            for row in facts.reports
        ],
    )


def _key(report: Report) -> tuple[str, ...]:
    return report.round, report.informant, report.ego, report.alter


def _moment(facts: Facts, row: Answer | Report) -> _Moment:
    about, day = (row.about, row.answered_on) if isinstance(row, Answer) else (row.ego, row.reported_on)
    return row.recorded_by, row.informant, about, day, facts.rounds[row.round].asks
