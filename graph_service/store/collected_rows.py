"""Answer rows of collected columns, taken apart into the rows of ``records.facts``.

A query answers one row a student whose columns are lists in one order: on a server that is several
times faster than a row a tie. Collecting skips what is absent, so the queries put '' or -1 in its
place.
"""

from collections.abc import Iterator
from typing import Any

from graph_service.records.changes import school_of
from graph_service.records.facts import (
    AnswerRow,
    ContactRow,
    EnrolmentRow,
    MembershipRow,
    ReportRow,
    TieRow,
)
from graph_service.store.engine import Row
from graph_service.store.times import day, day_or_none, instant, instant_or_none

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
    names = (
        "alters",
        "ties",
        "ids",
        "sinces",
        "untils",
        "details",
        "recorders",
        "recorded_ats",
        "retracted_ats",
    )
    for row in rows:
        near = row["student"]
        for far, kind, tie, since, until, detail, by, recorded, retracted in _columns(row, names):
            student, alter = (far, near) if turned else (near, far)
            yield (
                tie, student, alter, ROLES[kind], day_or_none(since), day_or_none(until),
                detail or None, instant(recorded),
                instant_or_none(retracted), by or None,
            )  # fmt: skip


def reports(rows: list[Row], *, turned: bool = False) -> Iterator[ReportRow]:
    """Reports; ``turned`` when the row's student is the alter."""
    names = (
        "others", "ids", "rounds", "informants", "supports", "strengths", "kinds", "reported_ons",
        "confidentials",
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
                report, held, ego, alter, informant, support, None if strength < 0 else strength,
                tuple(kinds),
                day_or_none(on), confidential, by or None, instant(recorded),
                instant_or_none(retracted),
            )  # fmt: skip


def answers(rows: list[Row]) -> Iterator[AnswerRow]:
    """Answers, one row an informant."""
    names = (
        "rounds", "ids", "abouts", "statuses", "answered_ons", "unnamed_adults", "unnamed_peers",
        "recorders", "recorded_ats", "retracted_ats",
    )  # fmt: skip
    for row in rows:
        informant = row["informant"]
        for held, answer, about, status, on, adults, peers, by, recorded, retracted in _columns(
            row, names
        ):
            yield (
                answer, held, informant, about or None, status, day_or_none(on), adults, peers,
                by or None, instant(recorded),
                instant_or_none(retracted),
            )  # fmt: skip


def contacts(rows: list[Row]) -> Iterator[ContactRow]:
    """Contacts, one row a student."""
    names = (
        "adults",
        "ids",
        "held_ons",
        "kinds",
        "bys",
        "recorders",
        "recorded_ats",
        "retracted_ats",
    )
    for row in rows:
        student = row["student"]
        for adult, contact, held_on, kind, by, recorder, recorded, retracted in _columns(
            row, names
        ):
            yield (
                contact,
                adult,
                student,
                day(held_on),
                kind,
                by or None,
                recorder or None,
                instant(recorded),
                instant_or_none(retracted),
            )


def enrolments(rows: list[Row]) -> Iterator[EnrolmentRow]:
    """Enrolments, one row a student."""
    names = ("schools", "grades", "statuses", "sinces", "untils", "recorded_ats", "retracted_ats")
    for row in rows:
        student = row["student"]
        for school, grade, status, since, until, recorded, retracted in _columns(row, names):
            yield (
                student,
                school,
                grade or None,
                status,
                day_or_none(since),
                day_or_none(until),
                instant(recorded),
                instant_or_none(retracted),
            )


def memberships(rows: list[Row]) -> Iterator[MembershipRow]:
    """Memberships of advisories, one row a student."""
    names = (
        "advisories",
        "sinces",
        "untils",
        "recorded_ats",
        "retracted_ats",
        "uids",
        "advisory_keys",
    )
    for row in rows:
        student = row["student"]
        for advisory, since, until, recorded, retracted, uid, key in _columns(row, names):
            yield (
                student,
                advisory,
                day_or_none(since),
                day_or_none(until),
                instant(recorded),
                instant_or_none(retracted),
                uid,
                school_of(key),
            )


def _columns(row: Row, names: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    return zip(*(row[name] for name in names), strict=True)
