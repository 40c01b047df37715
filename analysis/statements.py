"""Words: what one informant says of a tie, on which day it was said, and whether it still
speaks.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from analysis.answers import AnswerKey
from analysis.facts import Facts, Side
from facts.people import STUDENT
from facts.statements import Report, Round


class Statement(NamedTuple):
    """One informant's word on (ego, alter).

    ``day`` is the day it stands for; ``covered`` the day of the answer that covers it (None: no
    answer does); ``given_with`` the latest of these and, of an informant who is an end of the tie,
    of their answer about themselves in the same round, up to the day of reading. ``mirrored`` when
    it is a student's naming of a peer read from the peer's end.
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
    """The latest word of each informant on each pair up to a day, and how many alters each
    informant named by then.
    """

    words: Mapping[str, dict[str, tuple[Statement, ...]]]
    named: dict[tuple[str, str, str, Side], int]


def spoken(facts: Facts, days: dict[AnswerKey, date], on: date) -> Spoken:
    """The words that speak on ``on``: ego → alter → the latest word of each informant.

    On the same day the word of the round opened later speaks, then of the higher round id, then the
    one given about this very pair.
    """
    words: dict[str, dict[str, tuple[Statement, ...]]] = {}
    named: dict[tuple[str, str, str, Side], set[str]] = {}
    students = {uid for uid, person in facts.people.items() if person.kind == STUDENT}
    for report in (row.fact for row in facts.reports):
        ego, alter, informant = report.ego, report.alter, report.informant
        word = _word(report, facts.rounds[report.round], days, on, by_student=informant in students)
        if word.day > on:
            continue
        named.setdefault(
            (report.round, informant, ego, "peer" if report.of_peer else "adult"), set()
        ).add(alter)
        _keep(words, ego, alter, word)
        if informant == ego and report.of_peer:
            _keep(words, alter, ego, word._replace(direct=False))
    return Spoken(words, {key: len(alters) for key, alters in named.items()})


def _word(
    report: Report, of_round: Round, days: dict[AnswerKey, date], on: date, *, by_student: bool
) -> Statement:
    informant = report.informant
    covered = days.get((report.round, informant, report.ego))
    if covered is None and not by_student:
        covered = days.get((report.round, informant, None))
    day = report.reported_on or covered or of_round.opened_on
    own = days.get((report.round, informant, informant)) if informant == report.alter else None
    given_with = day
    for answered in (covered, own):
        if answered is not None and given_with < answered <= on:
            given_with = answered
    return Statement(
        day,
        of_round.opened_on,
        of_round.id,
        True,
        informant,
        report.support,
        report.strength,
        of_round,
        covered,
        given_with,
        report,
    )


def _keep(
    words: dict[str, dict[str, tuple[Statement, ...]]], ego: str, alter: str, word: Statement
) -> None:
    of_ego = words.setdefault(ego, {})
    held = of_ego.get(alter)
    of_ego[alter] = (word,) if held is None else _with(held, word)


def _with(held: tuple[Statement, ...], word: Statement) -> tuple[Statement, ...]:
    """The words of a pair with one more: of two words of one informant only the later stays."""
    for place, other in enumerate(held):
        if other.informant == word.informant:
            return held if word[:4] <= other[:4] else (*held[:place], word, *held[place + 1 :])
    return (*held, word)
