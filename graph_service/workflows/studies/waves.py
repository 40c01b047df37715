"""The waves of a study: the months in which rounds of a school ended, each read on the last of
their days.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from analysis.facts import Facts
from facts.statements import CONVERSATION, IN_CONFIDENCE

_NO_COLLECTION = {CONVERSATION, IN_CONFIDENCE}
"""Kinds of rounds that hold one conversation: they ask nobody else."""


def wave_days(facts: Facts, until: date) -> dict[str, date]:
    """The day that each wave is read on, by its month, up to a day.

    A round that was never closed ends on the latest day on which something was said in it.
    ``facts`` hold nothing that was said in confidence: a round of which nothing else is there makes
    no wave, since its month would tell of it.
    """
    last: dict[str, date] = {}
    for uid, day in _said(facts):
        found = facts.rounds[uid]
        if found.kind not in _NO_COLLECTION and found.opened_on <= until:
            end = found.closed_on or max(found.opened_on, day or found.opened_on)
            last[uid] = max(last.get(uid, end), end)
    days = sorted(min(day, until) for day in last.values())
    return {f"{day:%Y-%m}": day for day in days}


def _said(facts: Facts) -> Iterator[tuple[str, date | None]]:
    """The round and the day of each answer and report."""
    yield from ((row.fact.round, row.fact.answered_on) for row in facts.answers)
    yield from ((row.fact.round, row.fact.reported_on) for row in facts.reports)


def spells(months: Iterable[str], waves: list[str]) -> list[tuple[str, str]]:
    """The spells that cover these waves: the first and the last month of each run without a gap.

    A month that is missing between two ends the run: the tie was not shown in that wave.
    """
    found: list[tuple[str, str]] = []
    there = set(months)
    begun = None
    for place, month in enumerate(waves):
        if month in there and begun is None:
            begun = month
        following = waves[place + 1] if place + 1 < len(waves) else None
        if begun is not None and following not in there:
            found.append((begun, month))
            begun = None
    return found
