"""People by their uids, and what hangs on them alone: enrolments, advisories, answers and the
rounds they answered.
"""

from collections.abc import Iterable

from facts.people import Person
from facts.recorded import Recorded
from facts.statements import Answer, Round
from graph_service.records.fact_rows import FactRows
from graph_service.store import collected_rows
from graph_service.store.engine import Row, Transaction


def occurring(rows: FactRows) -> set[str]:
    """The uids of everybody who is an end, an informant or the one spoken about in the rows."""
    found = {row.fact.student for row in rows.enrolments}
    for tie in rows.ties:
        found.update((tie.fact.student, tie.fact.alter))
    for report in rows.reports:
        found.update((report.fact.ego, report.fact.alter, report.fact.informant))
    for contact in rows.contacts:
        found.update((contact.fact.adult, contact.fact.student))
    for answer in rows.answers:
        found.add(answer.fact.informant)
        if answer.fact.about is not None:
            found.add(answer.fact.about)
    return found


def add_people(tx: Transaction, rows: FactRows, others: Iterable[str] = ()) -> None:
    """Add everybody who occurs in the rows, and ``others``, who is not among their people yet."""
    wanted = occurring(rows).union(others) - {person.uid for person in rows.people}
    students = [
        Person(row["uid"], row["own"], row["name"], row["kind"])
        for row in by_uid(tx, "people_students", wanted)
    ]
    adults = [
        Person(
            row["uid"],
            row["own"],
            row["name"],
            row["kind"],
            row["active_from"],
            row["active_until"],
        )
        for row in by_uid(tx, "people_adults", wanted - {person.uid for person in students})
    ]
    rows.people += students + adults


def add_rounds(tx: Transaction, rows: FactRows, others: Iterable[str] = ()) -> None:
    """Set the rounds that the rows' answers and reports belong to, and ``others``."""
    wanted = {row.fact.round for row in rows.answers} | {row.fact.round for row in rows.reports}
    wanted.update(others)
    rows.rounds = [
        Round(
            row["uid"], row["own"], row["kind"], row["asks"], row["opened_on"], row["closed_on"],
            row["max_adults"], row["max_peers"],
        )
        for row in by_uid(tx, "rounds_of", wanted)
    ]  # fmt: skip


def add_places(tx: Transaction, rows: FactRows, students: Iterable[str]) -> None:
    """Add the enrolments and advisories of these students."""
    wanted = set(students)
    rows.enrolments += collected_rows.enrolments(by_uid(tx, "people_enrolments", wanted))
    add_memberships(rows, by_uid(tx, "people_memberships", wanted))


def add_memberships(rows: FactRows, found: list[Row]) -> None:
    """Add the memberships that a query answered, and their advisories."""
    rows.memberships += collected_rows.memberships(found)
    rows.advisories += collected_rows.advisories(found)


def answers_of(
    tx: Transaction, students: Iterable[str], adults: Iterable[str]
) -> list[Recorded[Answer]]:
    """The answers that these students and adults gave."""
    own = by_uid(tx, "people_student_answers", students)
    return list(collected_rows.answers(own + by_uid(tx, "people_adult_answers", adults)))


def answers_about(tx: Transaction, students: Iterable[str]) -> list[Recorded[Answer]]:
    """The answers about these students, whoever gave them."""
    return list(collected_rows.answers(by_uid(tx, "answers_about", students)))


def by_uid(tx: Transaction, query: str, uids: Iterable[str]) -> list[Row]:
    """The query's rows for these uids; nothing is asked for none."""
    wanted = sorted(uids)
    return tx.run(query, uids=wanted) if wanted else []
