"""What a reader recorded today of what a student said: another record of the day takes its place, and so begins with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis.facts import SIDES, Facts, Report, Side
from graph_service.access.reader import Reader
from graph_service.records.reserved import conversation_round


@dataclass(frozen=True, slots=True)
class SaidOf:
    """One person whom the student named, and how they are to them."""

    person: str
    support: str
    strength: int | None


@dataclass(frozen=True, slots=True)
class SaidToday:
    """What a student said of one side; ``everyone`` when it is all of them, with how many of them ``unnamed``."""

    side: Side
    people: tuple[SaidOf, ...]
    unnamed: int
    everyone: bool
    confidential: bool


def said_today(facts: Facts, reader: Reader, student: str, today: date) -> tuple[SaidToday, ...]:
    """For each side on which the reader recorded something today, all of it; what was said of somebody in confidence before what was not.

    ``facts`` are those that the reader may see, as they are known now.
    """
    found = (_of_side(facts, reader, student, side, today) for side in SIDES)
    return tuple(each for each in found if each is not None)


def _of_side(facts: Facts, reader: Reader, student: str, side: Side, today: date) -> SaidToday | None:
    asks = "adults" if side == "adult" else "peers"
    ids = [conversation_round(asks, today, reader.account, confidential=each) for each in (True, False)]
    rounds = sorted((each for each in facts.rounds.values() if each.id in ids), key=lambda each: ids.index(each.id))
    reports = [
        row for each in rounds for row in facts.reports
        if row.round == each.uid and row.ego == row.informant == student
    ]  # fmt: skip
    answers = [
        row for each in rounds for row in facts.answers
        if row.round == each.uid and row.about == row.informant == student
    ]  # fmt: skip
    if not reports and not answers:
        return None
    unnamed = max((row.unnamed_adults + row.unnamed_peers for row in answers), default=0)
    closed = {each.uid for each in rounds if each.id == ids[0]}
    confidential = not closed.isdisjoint([*(row.round for row in reports), *(row.round for row in answers)])
    return SaidToday(side, _people(facts, reports), unnamed, bool(answers), confidential)


def _people(facts: Facts, reports: Sequence[Report]) -> tuple[SaidOf, ...]:
    """Whom the reports are about, each once, by name."""
    first: dict[str, Report] = {}
    for row in reports:
        first.setdefault(row.alter, row)
    named = (SaidOf(facts.people[uid].name, row.support, row.strength) for uid, row in first.items())
    return tuple(sorted(named, key=lambda each: each.person))
