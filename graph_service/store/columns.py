"""Answer rows of collected columns, taken apart into the rows of ``records.facts``.

A query answers one row a student whose columns are lists in one order: on a server that is several times faster than a
row a tie. Collecting skips what is absent, so the queries put '' or -1 in its place; days and instants come as text,
which is read once for each that differs: they are many, and mostly the same.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from graph_service.records.facts import AnswerRow, ContactRow, EnrolmentRow, MembershipRow, ReportRow, TieRow
from graph_service.store.engine import Row

ROLES = {
    "ADVISES": "advisor",
    "MENTORS": "mentor",
    "FAMILY_OF": "family",
    "TEACHES": "teacher",
    "KNOWS": "other",
    "PEER_OF": "peer",
}


def ties(rows: list[Row], *, turned: bool = False) -> Iterator[TieRow]:
    """Role ties; ``turned`` when the row's student is the end that a peer tie points to."""
    names = ("alters", "ties", "ids", "sinces", "untils", "details", "recorded_ats", "retracted_ats")
    for row in rows:
        near = row["student"]
        for far, kind, tie, since, until, detail, recorded, retracted in _columns(row, names):
            student, alter = (far, near) if turned else (near, far)
            yield (
                tie, student, alter, ROLES[kind], _day(since), _day(until), detail or None, _at(recorded),
                _instant(retracted),
            )  # fmt: skip


def reports(rows: list[Row], *, turned: bool = False) -> Iterator[ReportRow]:
    """Reports; ``turned`` when the row's student is the alter."""
    names = (
        "others", "ids", "rounds", "informants", "supports", "strengths", "kinds", "reported_ons", "confidentials",
        "recorders", "recorded_ats", "retracted_ats",
    )  # fmt: skip
    for row in rows:
        near = row["student"]
        for (
            far,
            report,
            held,
            informant,
            support,
            strength,
            kinds,
            on,
            confidential,
            by,
            recorded,
            retracted,
        ) in _columns(row, names):
            ego, alter = (far, near) if turned else (near, far)
            yield (
                report, held, ego, alter, informant, support, None if strength < 0 else strength, tuple(kinds),
                _day(on), confidential, by or None, _at(recorded), _instant(retracted),
            )  # fmt: skip


def answers(rows: list[Row]) -> Iterator[AnswerRow]:
    """Answers, one row an informant."""
    names = (
        "rounds", "ids", "abouts", "statuses", "answered_ons", "unnamed_adults", "unnamed_peers",
        "recorders", "recorded_ats", "retracted_ats",
    )  # fmt: skip
    for row in rows:
        informant = row["informant"]
        for held, answer, about, status, on, adults, peers, by, recorded, retracted in _columns(row, names):
            yield (
                answer, held, informant, about or None, status, _day(on), adults, peers, by or None, _at(recorded),
                _instant(retracted),
            )  # fmt: skip


def contacts(rows: list[Row]) -> Iterator[ContactRow]:
    """Contacts, one row a student."""
    names = ("adults", "ids", "held_ons", "kinds", "bys", "recorders", "recorded_ats", "retracted_ats")
    for row in rows:
        student = row["student"]
        for adult, contact, held_on, kind, by, recorder, recorded, retracted in _columns(row, names):
            yield (
                contact,
                adult,
                student,
                _on(held_on),
                kind,
                by or None,
                recorder or None,
                _at(recorded),
                _instant(retracted),
            )


def enrolments(rows: list[Row]) -> Iterator[EnrolmentRow]:
    """Enrolments, one row a student."""
    names = ("schools", "grades", "statuses", "sinces", "untils", "recorded_ats", "retracted_ats")
    for row in rows:
        student = row["student"]
        for school, grade, status, since, until, recorded, retracted in _columns(row, names):
            yield student, school, grade or None, status, _day(since), _day(until), _at(recorded), _instant(retracted)


def memberships(rows: list[Row]) -> Iterator[MembershipRow]:
    """Memberships of advisories, one row a student."""
    names = ("advisories", "sinces", "untils", "recorded_ats", "retracted_ats")
    for row in rows:
        student = row["student"]
        for advisory, since, until, recorded, retracted in _columns(row, names):
            yield student, advisory, _day(since), _day(until), _at(recorded), _instant(retracted)


def _columns(row: Row, names: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    return zip(*(row[name] for name in names), strict=True)


@lru_cache(maxsize=65_536)
def _day(text: str) -> date | None:
    return _on(text) if text else None


@lru_cache(maxsize=65_536)
def _on(text: str) -> date:
    return date.fromisoformat(text)


@lru_cache(maxsize=65_536)
def _instant(text: str) -> datetime | None:
    return _at(text) if text else None


@lru_cache(maxsize=65_536)
def _at(text: str) -> datetime:
    """An instant as either engine writes it; the embedded one's text has no offset and is UTC."""
    instant = datetime.fromisoformat(text.partition("[")[0])
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
