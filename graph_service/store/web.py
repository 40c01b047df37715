"""The facts of one student's web, read in one transaction whose first statements decide whether
there are any to read.

They answer only an account that may see the student today, and all that follows starts from that
student.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from facts.kinds import people_of
from facts.people import STUDENT
from graph_service.records.fact_rows import FactRows
from graph_service.store import web_rows
from graph_service.store.engine import Engine, Row, Transaction
from graph_service.store.people import add_people, add_rounds, occurring
from graph_service.store.scope import AMONG, Reason, Seer, paths_among, viewers_of

PathRow = tuple[str, str, str]
"""student, reason, via"""


class Web(NamedTuple):
    """A student's web as it stands in the database.

    ``rows`` are the student's own facts and those among the alters, and what the people of the web
    answered about one another; ``paths`` what of its people the account may see today; ``viewers``
    who else may see the student; ``schools`` the names of the schools that the student is or was
    enrolled at, by uid; ``recorders`` those of the accounts that recorded what somebody is to the
    student.
    """

    rows: FactRows
    paths: Sequence[PathRow]
    viewers: list[Seer]
    schools: dict[str, str]
    recorders: dict[str, str]


def read_web(
    engine: Engine,
    account: str,
    today: date,
    student: str,
    reasons: Collection[Reason] = tuple(AMONG),
) -> Web | None:
    """The web of the student, if the account (its uid) may see the student today for one of these
    reasons; else None.
    """

    def work(tx: Transaction) -> Web | None:
        ways = paths_among(tx, account, today, [student], reasons)
        if not ways:
            return None
        rows, schools = _rows(tx, student)
        students = [person.uid for person in rows.people if person.kind == STUDENT]
        same = {way.reason for way in ways}  # an account has one role, and so one kind of path
        paths = paths_among(tx, account, today, students, same)
        return Web(
            rows, paths, viewers_of(tx, student, today), schools, _recorders(tx, rows, student)
        )

    return engine.read_together(work)


def _rows(tx: Transaction, student: str) -> tuple[FactRows, dict[str, str]]:
    rows = FactRows()
    begun, ended = tx.run("web_out", student=student), tx.run("web_in", student=student)
    web_rows.add_out(rows, begun)
    web_rows.add_in(rows, ended)
    peers, adults = _ends(begun + ended)
    beyond = _add_among(tx, rows, peers, adults)
    named = {student, *occurring(rows)}
    add_people(tx, rows, {student, *(end for row in beyond.reports for end in people_of(row.fact))})
    _add_answers(tx, rows, named - {student} - peers, {student, *peers})
    within = {None, student, *peers}
    rows.answers = [row for row in rows.answers if row.fact.about in within]
    web_rows.add_once(rows, beyond)
    add_rounds(tx, rows)
    return rows, {row["far"]: row["far_name"] for row in begun if row["what"] == "ENROLLED_AT"}


def _recorders(tx: Transaction, rows: FactRows, student: str) -> dict[str, str]:
    """The names of the accounts that recorded a role tie of the student."""
    uids = {
        row.fact.recorded_by
        for row in rows.ties
        if row.fact.recorded_by and student in people_of(row.fact)
    }
    return (
        {row["uid"]: row["name"] for row in tx.run("account_names", uids=sorted(uids))}
        if uids
        else {}
    )


def _ends(rows: Iterable[Row]) -> tuple[set[str], set[str]]:
    """The peers and the adults at the other ends of ties and reports."""
    ends = [(row["far"], row["far_kind"]) for row in rows if row["what"] in web_rows.OF_WEBS]
    peers = {far for far, kind in ends if kind == STUDENT}
    return peers, {far for far, _ in ends} - peers


def _add_among(tx: Transaction, rows: FactRows, peers: set[str], adults: set[str]) -> FactRows:
    """Add what is among the alters; what the peers said of ties that lead out of the web is given
    back.
    """
    beyond = FactRows()
    if not peers:
        return beyond
    ends = peers | adults
    said = tx.run("web_peers_out", peers=sorted(peers), within=sorted(ends))
    among, outside = (
        FactRows(),
        [row for row in said if row["what"] == "REPORTED" and row["far"] not in ends],
    )
    web_rows.add_out(beyond, outside)
    web_rows.add_out(
        among, [row for row in said if row["what"] != "REPORTED" or row["far"] in ends]
    )
    if adults:
        web_rows.add_in(among, tx.run("web_peers_in", peers=sorted(peers), adults=sorted(adults)))
    web_rows.add_once(rows, among)
    return beyond


def _add_answers(tx: Transaction, rows: FactRows, others: set[str], about: set[str]) -> None:
    """Add whether the others in the web answered, about its students or about nobody."""
    students = {person.uid for person in rows.people if person.kind == STUDENT}
    given: dict[str, Any] = {"students": sorted(about)}
    if adults := others - students:
        web_rows.add_out(rows, tx.run("web_adult_answers", adults=sorted(adults), **given))
    if informants := others & students:
        web_rows.add_out(
            rows, tx.run("web_student_answers", informants=sorted(informants), **given)
        )
