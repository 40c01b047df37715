"""Words: what one informant says of a tie, on which day it was said, and whether it still speaks."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from analysis.answers import AnswerKey
from analysis.facts import STUDENT, Facts, Report, Round, Side


class Word(NamedTuple):
    """One informant's word on (ego, alter).

    ``day`` is the day it stands for; ``covered`` the day of the answer that covers it (None: no answer does);
    ``given_with`` the latest of these and, of an informant who is an end of the tie, of their answer about themselves in
    the same round, up to the day of reading.
    ``mirrored`` when it is a student's naming of a peer read from the peer's end.
    """

    day: date
    opened_on: date
    round_id: str
    direct: bool
    informant: str
    support: str
    strength: int | None
    round: Round
    covered: date | None
    given_with: date
    report: Report

    @property
    def mirrored(self) -> bool:
        """Whether it was given about the same tie from its other end."""
        return not self.direct


Pair = tuple[str, str]
"""ego, alter"""


class Spoken(NamedTuple):
    """The latest word of each informant on each pair up to a day, and how many alters each informant named by then."""

    words: Mapping[str, dict[str, dict[str, Word]]]
    named: dict[tuple[str, str, str, Side], int]


def spoken(facts: Facts, days: dict[AnswerKey, date], on: date) -> Spoken:
    """The words that speak on ``on``: ego → alter → informant → the latest word.

    On the same day the word of the round opened later speaks, then of the higher round id, then the one given about this very pair.
    """
    words: dict[str, dict[str, dict[str, Word]]] = {}
    named: dict[tuple[str, str, str, Side], set[str]] = {}
    for report in facts.reports:
        word = _word(report, facts, days, on)
        if word.day > on:
            continue
        adult_alter = facts.people[report.alter].kind != STUDENT
        side: Side = "adult" if adult_alter else "peer"
        named.setdefault((report.round, report.informant, report.ego, side), set()).add(report.alter)
        _keep(words, report.ego, report.alter, word)
        if report.informant == report.ego and not adult_alter:
            _keep(words, report.alter, report.ego, word._replace(direct=False))
    return Spoken(words, {key: len(alters) for key, alters in named.items()})


def _word(report: Report, facts: Facts, days: dict[AnswerKey, date], on: date) -> Word:
    of_round = facts.rounds[report.round]
    covered = days.get((report.round, report.informant, report.ego))
    if covered is None and facts.people[report.informant].kind != STUDENT:
        covered = days.get((report.round, report.informant, None))
    day = report.reported_on or covered or of_round.opened_on
    is_end = report.informant in (report.ego, report.alter)
    own = days.get((report.round, report.informant, report.informant)) if is_end else None
    return Word(
        day=day,
        opened_on=of_round.opened_on,
        round_id=of_round.id,
        direct=True,
        informant=report.informant,
        support=report.support,
        strength=report.strength,
        round=of_round,
        covered=covered,
        given_with=max([day, *(each for each in (covered, own) if each is not None and each <= on)]),
        report=report,
    )


def _keep(words: dict[str, dict[str, dict[str, Word]]], ego: str, alter: str, word: Word) -> None:
    of_pair = words.setdefault(ego, {}).setdefault(alter, {})
    held = of_pair.get(word.informant)
    if held is None or word[:4] > held[:4]:
        of_pair[word.informant] = word
