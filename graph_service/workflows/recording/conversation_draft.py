"""The day's conversation so far: another record of the day replaces it, and so begins with it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from analysis.facts import SIDES, Facts, Side
from facts.statements import Report
from graph_service.access.reader import Reader
from graph_service.records.hashes import etag
from graph_service.records.reserved import conversation_round
from graph_service.store.engine import Engine, Transaction
from graph_service.store.student_surroundings import school_people, student_place
from graph_service.workflows.recording.person_lookup import told_apart


@dataclass(frozen=True, slots=True)
class SaidOf:
    """One person whom the student named, and how they are to them."""

    person: str
    support: str
    strength: int | None


@dataclass(frozen=True, slots=True)
class SaidToday:
    """A student's words on one side; ``everyone`` when these are all, with how many of them
    ``unnamed``.

    ``mark`` is what a form that begins with it sends back (``taking_place``).
    """

    side: Side
    people: tuple[SaidOf, ...]
    unnamed: int
    everyone: bool
    confidential: bool
    mark: str


def said_today(
    facts: Facts,
    reader: Reader,
    student: str,
    today: date,
    called: Callable[[Collection[str]], Mapping[str, str]],
) -> tuple[SaidToday, ...]:
    """For each side on which the reader recorded something today, all of it; what was said of
    somebody in confidence before what was not.

    ``facts`` are those that the reader may see, as they are known now; ``called`` gives what a form
    takes each of some people by (``names_of``).
    """
    found = (_of_side(facts, reader, student, side, today, called) for side in SIDES)
    return tuple(draft for draft in found if draft is not None)


def names_of(
    engine: Engine, student: str, today: date, led: Collection[str]
) -> Callable[[Collection[str]], Mapping[str, str]]:
    """The names or ids by which the forms of a student's page know people of the student's school
    (by uid).

    ``led`` are the names of the schools that the reader leads the student at.
    """

    def called(uids: Collection[str]) -> Mapping[str, str]:
        def work(tx: Transaction) -> Mapping[str, str]:
            place = student_place(tx, student, today, led)
            if place is None:
                return {}
            people, leads = school_people(tx, place.school, student), place.school_name in led
            return {
                uid: told_apart(people, place, people[uid], by_id=leads)
                for uid in uids
                if uid in people
            }

        return engine.read_together(work) if uids else {}

    return called


def _of_side(
    facts: Facts,
    reader: Reader,
    student: str,
    side: Side,
    today: date,
    called: Callable[[Collection[str]], Mapping[str, str]],
) -> SaidToday | None:
    asks = "adults" if side == "adult" else "peers"
    ids = [
        conversation_round(asks, today, reader.account, confidential=confidential)
        for confidential in (True, False)
    ]
    rounds = sorted(
        (round_ for round_ in facts.rounds.values() if round_.id in ids),
        key=lambda round_: ids.index(round_.id),
    )
    reports = [
        row for round_ in rounds for row in facts.reports
        if row.fact.round == round_.uid and row.fact.ego == row.fact.informant == student
    ]  # fmt: skip
    answers = [
        row for round_ in rounds for row in facts.answers
        if row.fact.round == round_.uid and row.fact.about == row.fact.informant == student
    ]  # fmt: skip
    if not reports and not answers:
        return None
    unnamed = max((row.fact.unnamed_adults + row.fact.unnamed_peers for row in answers), default=0)
    closed = {round_.uid for round_ in rounds if round_.id == ids[0]}
    confidential = not closed.isdisjoint(
        [*(row.fact.round for row in reports), *(row.fact.round for row in answers)]
    )
    first: dict[str, Report] = {}
    for row in reports:
        first.setdefault(row.fact.alter, row.fact)
    people = _people(facts, first, called(first))
    mark = etag([*(row.id for row in reports), *(row.id for row in answers)])
    return SaidToday(side, people, unnamed, bool(answers), confidential, mark)


def _people(
    facts: Facts, first: Mapping[str, Report], names: Mapping[str, str]
) -> tuple[SaidOf, ...]:
    """The people the reports are about, each once, by name."""
    named = (
        SaidOf(names.get(uid, facts.people[uid].name), row.support, row.strength)
        for uid, row in first.items()
    )
    return tuple(sorted(named, key=lambda person: person.person))
