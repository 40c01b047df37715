"""The facts around one student, read inside the transaction that records something about them."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from facts.recorded import Kept
from facts.statements import Answer, Contact, Report
from facts.ties import RoleTie
from graph_service.records.changes import ROLE_KINDS, key_of
from graph_service.store.engine import Transaction

_ROLES = {kind: role for role, kind in ROLE_KINDS.items()}
_PEOPLE = (
    "current_school_students",
    "current_school_adults",
    "current_tied_adults",
    "current_reported_adults",
)


class StudentPlace(NamedTuple):
    """A student, whose ids theirs are, and the school they are at today or, where they are at none,
    were at last.
    """

    uid: str
    key: str
    source: str
    name: str
    school: str
    school_name: str


class Known(NamedTuple):
    """Somebody known at a school; ``is_elsewhere`` where they are the family of other students
    alone, ``is_outside`` where they are a student's friend from no school.
    """

    uid: str
    key: str
    id: str
    name: str
    kind: str
    is_elsewhere: bool = False
    is_outside: bool = False


def student_place(
    tx: Transaction, student: str, today: date, led: Collection[str] = ()
) -> StudentPlace | None:
    """The student and their school; None when there is no such student.

    The school where a student is: at several, one that is ``led`` (its name), else the one where
    they came last.
    """
    rows = tx.run("current_student_place", student=student, today=today)
    if not rows:
        return None
    row = max(
        rows,
        key=lambda stay: (stay["lasts"], stay["school_name"] in led, stay["since"] or date.min),
    )
    return StudentPlace(
        student, row["student_key"], row["source"], row["name"], row["school"], row["school_name"]
    )


def school_people(tx: Transaction, school: str, student: str = "") -> dict[str, Known]:
    """Everyone known at the school by uid: its students, the adults at it, and those its students
    are tied to; seen from one ``student`` if one is given.
    """
    found: dict[str, Known] = {}
    for query in _PEOPLE:
        for row in tx.run(query, school=school):
            columns = (row[name] for name in ("uids", "person_keys", "ids", "names", "kinds"))
            found.update((person[0], Known(*person)) for person in zip(*columns, strict=True))
    if student:
        own = {row["adult"] for row in tx.run("current_own_adults", student=student)}
        for uid, person in found.items():
            if person.kind == "family" and uid not in own:
                found[uid] = person._replace(is_elsewhere=True)
        for row in tx.run("current_own_outside", student=student):
            found[row["uid"]] = Known(**row, is_outside=True)
    return found


def adult_of(tx: Transaction, adult: str) -> Known | None:
    """The adult of a uid."""
    for row in tx.run("current_adult_by_uid", adult=adult):
        return Known(row["uid"], row["person_key"], row["id"], row["name"], row["kind"])
    return None


def round_of_key(tx: Transaction, key: str) -> str | None:
    """The uid of the round with this key."""
    for row in tx.run("current_round_by_key", key=key):
        return str(row["uid"])
    return None


def rounds_of_id(tx: Transaction, ids: Iterable[str]) -> list[str]:
    """The uids of the rounds that people record under these ids, at whichever school: a student may
    have changed it that day.
    """
    wanted = list(ids)
    keys = [key_of(row["name"], id) for row in tx.run("current_schools") for id in wanted]
    return [str(row["uid"]) for row in tx.run("current_rounds_of_keys", keys=keys)]


def own_answers(tx: Transaction, student: str, in_round: str) -> list[Kept]:
    """The student's answers about themselves in the round."""
    rows = tx.run("current_own_answer", student=student, round=in_round)
    return [Kept(row.pop("id"), Answer(by_student=True, **row)) for row in rows]


def word_of_id(tx: Transaction, student: str, id: str) -> list[Kept]:
    """Somebody else's report on a tie of the student's, by its id; nothing where it does not
    hold.
    """
    return _words(
        tx, ("current_word_on_adult_of_id", "current_word_on_student_of_id"), student=student, id=id
    )


def tie_of_id(tx: Transaction, student: str, id: str) -> list[Kept]:
    """A role tie of the student by its id; nothing where it does not hold."""
    return [kept for kept in own_ties(tx, student) if kept.id == id]


def contact_of_id(tx: Transaction, student: str, id: str) -> list[Kept]:
    """A contact of the student by its id; nothing where it does not hold."""
    return [
        Kept(row.pop("id"), Contact(**row))
        for row in tx.run("current_contact_of_id", student=student, id=id)
    ]


def words_in_round(tx: Transaction, student: str, in_round: str, informant: str) -> list[Kept]:
    """The informant's reports on the student's ties in the round."""
    queries = ("current_words_on_adults", "current_words_on_students")
    return _words(tx, queries, student=student, round=in_round, informant=informant)


def _words(tx: Transaction, queries: tuple[str, str], **given: str) -> list[Kept]:
    """Words on adults by the first query, on peers by the second."""
    kept = []
    for query, of_peer in zip(queries, (False, True), strict=True):
        for row in tx.run(query, **given):
            row["kinds"] = tuple(row["kinds"] or ())
            kept.append(Kept(row.pop("id"), Report(of_peer=of_peer, **row)))
    return kept


def own_ties(tx: Transaction, student: str) -> list[Kept]:
    """The role ties of the student that hold."""
    adults = tx.run("current_own_adult_ties", student=student)
    peers = tx.run("current_own_peer_ties", student=student)
    return [
        *[Kept(row.pop("id"), RoleTie(_ROLES[row.pop("tie_kind")], **row)) for row in adults],
        *[Kept(row.pop("id"), RoleTie("peer", **row)) for row in peers],
    ]


def contact_kinds(tx: Transaction, student: str, adult: str, day: date) -> set[str]:
    """The kinds of contact recorded between the two on the day."""
    return {
        row["kind"] for row in tx.run("current_own_contacts", student=student, adult=adult, day=day)
    }
