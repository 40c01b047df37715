"""The records of a student's page that may be taken back, as the page lists them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Literal

from analysis.facts import Facts
from analysis.names import spoken
from facts.statements import CONVERSATION, IN_CONFIDENCE, Answer, Report
from graph_service.access.reader import Reader

SEPARATOR = "-"
"""Between what an item is and its id."""


RecordedKind = Literal["conversation", "report", "contact", "tie"]


@dataclass(frozen=True, slots=True)
class RecordedView:
    """Something recorded on the student's page that the reader may take back; ``id`` names it when
    they do.
    """

    id: str
    what: RecordedKind
    on: date
    sentence: str


def recorded_on(
    facts: Facts, reader: Reader, student: str, zone: tzinfo, *, leads: bool
) -> tuple[RecordedView, ...]:
    """The records about the student on a page that the reader may take back, the latest first.

    ``facts`` are those that the reader may see, as they are known now; ``zone`` is the one whose
    days are told.
    """
    found = (*_recorded(facts, student), *_ties(facts, student, zone, leads=leads))
    views = [view for by, view in found if leads or by == reader.account]
    return tuple(
        sorted(views, key=lambda item: (item.on, item.what, item.sentence, item.id), reverse=True)
    )


def _recorded(facts: Facts, student: str) -> Iterator[tuple[str, RecordedView]]:
    """Each with the account that recorded it."""
    names = facts.people
    for id, contact, *_ in facts.contacts:
        if contact.student == student and contact.recorded_by:
            sentence = f"Contact with {spoken(names[contact.adult].name)}: {contact.kind}"
            yield contact.recorded_by, _view("contact", id, contact.held_on, sentence)
    for id, report, *_ in facts.reports:
        if report.ego == student and report.informant != student and report.recorded_by:
            day = report.reported_on or facts.rounds[report.round].opened_on
            sentence = (
                f"{spoken(names[report.informant].name)} on {spoken(names[report.alter].name)}: "
                f"{report.support}"
            )
            yield report.recorded_by, _view("report", id, day, sentence)
    yield from _conversations(facts, student)


def _ties(
    facts: Facts, student: str, zone: tzinfo, *, leads: bool
) -> Iterator[tuple[str, RecordedView]]:
    """Role ties, those of advisors for leads alone; their day is the one on which they were
    recorded.
    """
    for row in facts.ties:
        tie = row.fact
        if (
            tie.recorded_by
            and student in (tie.student, tie.alter)
            and (leads or tie.role != "advisor")
        ):
            other = facts.people[tie.alter if tie.student == student else tie.student]
            on = row.recorded_at.astimezone(zone).date()
            yield (
                tie.recorded_by,
                _view("tie", row.id, on, f"Tie with {spoken(other.name)}: {tie.role}"),
            )


def _conversations(facts: Facts, student: str) -> Iterator[tuple[str, RecordedView]]:
    said: dict[tuple[str, str], list[Report]] = {}
    own: list[Report | Answer] = [
        row.fact for row in facts.reports if row.fact.ego == row.fact.informant == student
    ]
    own += [row.fact for row in facts.answers if row.fact.about == row.fact.informant == student]
    for row in own:
        if row.recorded_by and facts.rounds[row.round].kind in (CONVERSATION, IN_CONFIDENCE):
            said.setdefault((row.round, row.recorded_by), []).extend(
                [row] if isinstance(row, Report) else []
            )
    for (held, by), reports in said.items():
        of = facts.rounds[held]
        named = (
            ", ".join(sorted(spoken(facts.people[report.alter].name) for report in reports))
            or "nobody by name"
        )
        whom = {"adults": " about adults", "peers": " about peers"}.get(of.asks, "")
        yield (
            by,
            _view("conversation", held, of.opened_on, f"The student's own words{whom}: {named}"),
        )


def _view(what: RecordedKind, id: str, on: date, sentence: str) -> RecordedView:
    return RecordedView(f"{what}{SEPARATOR}{id}", what, on, sentence)
