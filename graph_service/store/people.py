"""People by their uids, and what hangs on them alone: enrolments, advisories, answers and the
rounds they answered.
"""

from collections.abc import Iterable

from graph_service.records.facts import AnswerRow, FactRows, PersonRow
from graph_service.store import collected_rows
from graph_service.store.engine import Row, Transaction

STUDENT = "student"


def occurring(rows: FactRows) -> set[str]:
    """The uids of everybody who occurs in the rows as an end, an informant or the one spoken
    about.
    """
    found = {row[0] for row in rows.enrolments}
    for tie in rows.ties:
        found.update(tie[1:3])
    for report in rows.reports:
        found.update(report[2:5])
    for contact in rows.contacts:
        found.update(contact[1:3])
    for answer in rows.answers:
        found.add(answer[2])
        if answer[3] is not None:
            found.add(answer[3])
    return found


def add_people(tx: Transaction, rows: FactRows, others: Iterable[str] = ()) -> None:
    """Add everybody who occurs in the rows, and ``others``, who is not among their people yet."""
    wanted = occurring(rows).union(others) - {person[0] for person in rows.people}
    students: list[PersonRow] = [
        (row["uid"], row["own"], row["name"], row["kind"], None, None)
        for row in by_uid(tx, "people_students", wanted)
    ]
    adults: list[PersonRow] = [
        (row["uid"], row["own"], row["name"], row["kind"], row["active_from"], row["active_until"])
        for row in by_uid(tx, "people_adults", wanted - {person[0] for person in students})
    ]
    rows.people += students + adults


def add_rounds(tx: Transaction, rows: FactRows) -> None:
    """Set the rounds that the rows' answers and reports belong to."""
    wanted = {answer[1] for answer in rows.answers} | {report[1] for report in rows.reports}
    rows.rounds = [
        (
            row["uid"], row["own"], row["kind"], row["asks"], row["opened_on"], row["closed_on"],
            row["max_adults"], row["max_peers"],
        )
        for row in by_uid(tx, "rounds_of", wanted)
    ]  # fmt: skip


def add_places(tx: Transaction, rows: FactRows, students: Iterable[str]) -> None:
    """Add the enrolments and advisories of these students."""
    wanted = set(students)
    rows.enrolments += collected_rows.enrolments(by_uid(tx, "people_enrolments", wanted))
    rows.memberships += collected_rows.memberships(by_uid(tx, "people_memberships", wanted))


def answers_of(tx: Transaction, students: Iterable[str], adults: Iterable[str]) -> list[AnswerRow]:
    """The answers that these students and adults gave."""
    own = by_uid(tx, "people_student_answers", students)
    return list(collected_rows.answers(own + by_uid(tx, "people_adult_answers", adults)))


def answers_about(tx: Transaction, students: Iterable[str]) -> list[AnswerRow]:
    """The answers about these students, whoever gave them."""
    return list(collected_rows.answers(by_uid(tx, "answers_about", students)))


def by_uid(tx: Transaction, query: str, uids: Iterable[str]) -> list[Row]:
    """What the query answers for these uids; nothing is asked for none."""
    wanted = sorted(uids)
    return tx.run(query, uids=wanted) if wanted else []
