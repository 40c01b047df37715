"""The current facts of a source, to be compared with its new files."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from facts.kinds import tie_key
from facts.recorded import Kept
from facts.statements import Answer, Contact, Report, Round
from facts.ties import Enrolment, Membership, Place, RoleTie
from graph_service.records.changes import ROLE_KINDS, AdultNode, StudentNode
from graph_service.records.current import NO_HISTORY, Current, History
from graph_service.store.engine import Engine, Row, Transaction

_ROLES = {kind: role for role, kind in ROLE_KINDS.items()}


EVER = datetime(9999, 12, 31, tzinfo=UTC)
"""An instant after every record: what is known then is what holds now."""


class Ledger(NamedTuple):
    """The latest import of a source: the SHA-256 of its content, and its counts as JSON text."""

    sha256: str
    counts: str
    recorded_at: datetime


class LedgerRow(NamedTuple):
    """One entry of the ledger. ``before`` is what ``workflows.earlier`` wrote, None for one that an
    older program made.
    """

    uid: str
    source: str
    recorded_at: datetime
    counts: str
    before: str | None
    undoes: str | None


def read_people(engine: Engine, source: str, known: datetime = EVER) -> Current:
    """The small part of the current facts of ``source``: all but ties between people, answers,
    reports and contacts. The revisions are read first, so that a write in between shows in them.

    With ``known`` memberships are those that held as it was known then; people, rounds and schools
    are those of now.
    """
    schools = engine.read("current_schools")
    return Current(
        source,
        schools={row["name"]: row["uid"] for row in schools},
        revisions={row["uid"]: row["at_revision"] for row in schools},
        advisories={row["advisory_key"]: row["uid"] for row in engine.read("current_advisories")},
        students={
            row["id"]: _student(source, row)
            for row in engine.read("current_students", source=source)
        },
        adults={
            row["id"]: _adult(source, row) for row in engine.read("current_adults", source=source)
        },
        rounds={
            row["id"]: Round(source=source, **row)
            for row in engine.read("current_rounds", source=source)
        },
        ties=list(_memberships(engine, source, known)),
    )


def read_ties(engine: Engine, people: Sequence[str], known: datetime = EVER) -> list[Kept]:
    """The ties between the students among these people (by uid) and others, and the answers of all
    of them.

    A tie between two peers is the one's whose key sorts last.
    """
    if not people:
        return []
    kinds = (_role_ties, _answers, _reports, _contacts)
    return [kept for kind in kinds for kept in kind(engine, people, known)]


def read_history(engine: Engine, source: str, people: Sequence[str]) -> History:
    """The role ties of these people that imports of the source have written (``read_ties``)."""
    if not people:
        return NO_HISTORY
    held = ("current_imported_adult_ties", "current_imported_peer_ties")
    imported = {
        row["id"] for query in held for row in engine.read(query, source=source, people=people)
    }
    said: dict[tuple[object, ...], RoleTie] = {}
    for query in ("current_replaced_adult_ties", "current_replaced_peer_ties"):
        for row in engine.read(query, source=source, people=people):
            row.pop("recorded_at")
            tie = RoleTie(_ROLES[row.pop("tie_kind", "PEER_OF")], **row)
            said[tie_key(tie)] = tie
    return History(imported, said)


def school_sources(engine: Engine, schools: Sequence[str]) -> dict[str, list[str]]:
    """Under which sources the students of each of the schools were imported; schools without
    students are left out.
    """
    sources: dict[str, list[str]] = {}
    for row in engine.read("current_school_sources", schools=list(schools)):
        sources.setdefault(row["school"], []).append(row["source"])
    return sources


def read_served(engine: Engine, adults: Sequence[str], day: date) -> dict[str, frozenset[str]]:
    """The students (uids) to whom each of these adults is tied on the day or later; who is tied to
    nobody is left out.
    """
    served: defaultdict[str, set[str]] = defaultdict(set)
    for row in engine.read("current_served", people=adults, day=day) if adults else ():
        served[row["adult"]].add(row["student"])
    return {adult: frozenset(students) for adult, students in served.items()}


def adults_of_students(engine: Engine, schools: Sequence[str]) -> set[str]:
    """The adults (uids) who are tied to students who are or were at the schools."""
    return {row["adult"] for row in engine.read("current_adults_of_students", schools=schools)}


def read_secret(engine: Engine) -> str:
    """The database's secret for the ids of ties."""
    return str(engine.read("current_secret")[0]["key_text"])


def latest_import(engine: Engine, source: str) -> Ledger | None:
    """The latest import of the source, if there was one."""
    for row in engine.read("import_latest", source=source):
        return Ledger(row["content"], row["tallies"], row["imported_at"])
    return None


def read_entry(engine: Engine, uid: str) -> LedgerRow | None:
    """The ledger's entry of this uid, if there is one."""
    return next((LedgerRow(**row) for row in engine.read("import_entry", uid=uid)), None)


def read_entries(engine: Engine, source: str) -> list[tuple[str, str | None]]:
    """The entries of a source, the latest first: uid, and the uid of the one it undoes."""
    return [(row["uid"], row["undoes"]) for row in engine.read("import_entries", source=source)]


def was_imported(tx: Transaction, uid: str) -> bool:
    """Whether the import of this uid was committed, once every import before has ended one way or
    the other.
    """
    take_turn(tx)
    return bool(tx.run("import_by_uid", uid=uid))


def take_turn(tx: Transaction) -> None:
    """Hold off every other import until the transaction ends, so that two cannot wait for each
    other.
    """
    tx.run("import_turn")


def are_there(tx: Transaction, names: list[str]) -> bool:
    """Whether there is a school of one of these names already."""
    return bool(tx.run("current_schools_named", names=names))


def locked_revisions(tx: Transaction, schools: list[str]) -> dict[str, int]:
    """The schools' revisions, held against other writers until the transaction ends."""
    return {
        row["school"]: row["at_revision"] for row in tx.run("change_school_lock", schools=schools)
    }


def _student(source: str, row: Row) -> StudentNode:
    interests = tuple(row["interests"] or ())
    return StudentNode(
        row["uid"],
        source,
        row["id"],
        row["name"],
        interests,
        row["attributes"] or "{}",
        row["email"],
    )


def _adult(source: str, row: Row) -> AdultNode:
    row["interests"] = tuple(row["interests"] or ())
    return AdultNode(source=source, **row)


def _memberships(engine: Engine, source: str, known: datetime) -> Iterator[Kept]:
    for row in engine.read("current_enrolments", source=source, known=known):
        yield Kept(row.pop("id"), Enrolment(**row))
    for row in engine.read("current_memberships", source=source, known=known):
        yield Kept(row.pop("id"), Membership(**row))
    for row in engine.read("current_adult_places", source=source, known=known):
        yield Kept(row.pop("id"), Place("adult", **row))
    for row in engine.read("current_round_places", source=source, known=known):
        yield Kept(row.pop("id"), Place("round", **row))


def _role_ties(engine: Engine, people: Sequence[str], known: datetime) -> Iterator[Kept]:
    for row in engine.read("current_adult_ties", people=people, known=known):
        role = _ROLES[row.pop("tie_kind")]
        yield Kept(row.pop("id"), RoleTie(role, **row))
    for row in engine.read("current_peer_ties", people=people, known=known):
        yield Kept(row.pop("id"), RoleTie("peer", **row))


def _answers(engine: Engine, people: Sequence[str], known: datetime) -> Iterator[Kept]:
    for query, by_student in (("current_adult_answers", False), ("current_student_answers", True)):
        for row in engine.read(query, people=people, known=known):
            yield Kept(row.pop("id"), Answer(by_student=by_student, **row))


def _reports(engine: Engine, people: Sequence[str], known: datetime) -> Iterator[Kept]:
    for query, of_peer in (("current_adult_reports", False), ("current_student_reports", True)):
        for row in engine.read(query, people=people, known=known):
            row["kinds"] = tuple(row["kinds"] or ())
            yield Kept(row.pop("id"), Report(of_peer=of_peer, **row))


def _contacts(engine: Engine, people: Sequence[str], known: datetime) -> Iterator[Kept]:
    for row in engine.read("current_contacts", people=people, known=known):
        yield Kept(row.pop("id"), Contact(**row))
