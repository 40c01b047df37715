"""Answer rows of collected columns, taken apart into recorded facts.

A query answers one row a student whose columns are lists in one order: on a server that is several
times faster than a row a tie. Collecting skips what is absent, so the queries put '' or -1 in its
place.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, repeat
from typing import Any, TypeVar

from facts.kinds import Tie
from facts.people import STUDENT, NamedAdvisory
from facts.recorded import Recorded
from facts.statements import Answer, Contact, Report
from facts.ties import Enrolment, Membership, RoleTie
from graph_service.records.changes import ROLE_KINDS, school_of
from graph_service.store.engine import Row
from graph_service.store.times import day, day_or_none, instant, instant_or_none

ROLES = {kind: role for role, kind in ROLE_KINDS.items()}
"""The role of each kind of tie."""
_Fact = TypeVar("_Fact", bound=Tie)


def ties(rows: list[Row], *, turned: bool = False) -> Iterator[Recorded[RoleTie]]:
    """Role ties; ``turned`` when the row's student is the end that a peer tie points to."""
    near, far = _near(rows, "student"), _all(rows, "alters")
    ends = (near, far) if turned else (far, near)
    roles = map(ROLES.__getitem__, _all(rows, "ties"))
    said = *_days(rows), _texts(rows, "details"), _texts(rows, "recorders")
    return _recorded(rows, RoleTie, roles, *ends, *said)


def reports(rows: list[Row], *, turned: bool = False) -> Iterator[Recorded[Report]]:
    """Reports; ``turned`` when the row's student is the alter."""
    near, far = _near(rows, "student"), _all(rows, "others")
    ends = (far, near) if turned else (near, far)
    return _recorded(
        rows,
        Report,
        _all(rows, "rounds"),
        *ends,
        map(STUDENT.__eq__, _all(rows, "alter_kinds")),
        _all(rows, "informants"),
        _all(rows, "supports"),
        (None if strength < 0 else strength for strength in _all(rows, "strengths")),
        map(tuple, _all(rows, "kinds")),
        map(day_or_none, _all(rows, "reported_ons")),
        _all(rows, "confidentials"),
        _texts(rows, "recorders"),
    )


def answers(rows: list[Row]) -> Iterator[Recorded[Answer]]:
    """Answers, one row an informant."""
    return _recorded(
        rows,
        Answer,
        _all(rows, "rounds"),
        _near(rows, "informant"),
        map(STUDENT.__eq__, _near(rows, "informant_kind")),
        _texts(rows, "abouts"),
        _all(rows, "statuses"),
        map(day_or_none, _all(rows, "answered_ons")),
        _all(rows, "unnamed_adults"),
        _all(rows, "unnamed_peers"),
        _texts(rows, "recorders"),
    )


def contacts(rows: list[Row]) -> Iterator[Recorded[Contact]]:
    """Contacts, one row a student."""
    ends = _all(rows, "adults"), _near(rows, "student")
    said = map(day, _all(rows, "held_ons")), _all(rows, "kinds"), _texts(rows, "bys")
    return _recorded(rows, Contact, *ends, *said, _texts(rows, "recorders"))


def enrolments(rows: list[Row]) -> Iterator[Recorded[Enrolment]]:
    """Enrolments, one row a student."""
    where = _near(rows, "student"), _all(rows, "schools")
    said = _texts(rows, "grades"), _all(rows, "statuses")
    return _recorded(rows, Enrolment, *where, *said, *_days(rows))


def memberships(rows: list[Row]) -> Iterator[Recorded[Membership]]:
    """Memberships of advisories, one row a student."""
    where = _near(rows, "student"), _all(rows, "advisories")
    return _recorded(rows, Membership, *where, *_days(rows))


def advisories(rows: list[Row]) -> set[NamedAdvisory]:
    """The advisories of the same rows, each once."""
    return {
        NamedAdvisory(uid, name, school_of(key))
        for row in rows
        for uid, name, key in zip(
            row["advisories"], row["names"], row["advisory_keys"], strict=True
        )
    }


def _recorded(
    rows: list[Row], kind: type[_Fact], *fields: Iterable[Any]
) -> Iterator[Recorded[_Fact]]:
    """Facts of a kind in their envelopes; ``fields`` are its own, each as the values of all facts.

    Column by column: a value at a time would take twice as long.
    """
    facts = map(kind._make, zip(*fields, strict=True))
    recorded = map(instant, _all(rows, "recorded_ats"))
    retracted = map(instant_or_none, _all(rows, "retracted_ats"))
    envelopes = zip(_all(rows, "ids"), facts, recorded, retracted, strict=True)
    return map(Recorded[_Fact]._make, envelopes)


def _near(rows: list[Row], name: str) -> Iterator[Any]:
    """The cells that stand once in a row, for each of its facts."""
    return chain.from_iterable(repeat(row[name], len(row["ids"])) for row in rows)


def _all(rows: list[Row], name: str) -> Iterator[Any]:
    """The values of a column, of all rows one after the other."""
    return chain.from_iterable(row[name] for row in rows)


def _days(rows: list[Row]) -> tuple[Iterator[date | None], Iterator[date | None]]:
    return map(day_or_none, _all(rows, "sinces")), map(day_or_none, _all(rows, "untils"))


def _texts(rows: list[Row], name: str) -> Iterator[str | None]:
    return (text or None for text in _all(rows, name))
