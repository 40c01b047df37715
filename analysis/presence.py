"""Presence: who is enrolled or there on a day, and which memberships and role ties are in force."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from analysis.facts import Facts
from facts.people import STUDENT
from facts.recorded import Recorded
from facts.ties import Enrolment, Membership, RoleTie


class Dated(Protocol):
    """Anything that holds from ``since`` (None: always) until before ``until`` (None: still)."""

    @property
    def since(self) -> date | None:
        """The first day."""

    @property
    def until(self) -> date | None:
        """The first day no longer."""


def in_force(tie: Dated, on: date) -> bool:
    """Whether the tie holds on the day: begun by then and not ended."""
    return begun(tie, on) and (tie.until is None or on < tie.until)


def begun(tie: Dated, on: date) -> bool:
    """Whether the tie had begun by the day, ended or not."""
    return tie.since is None or tie.since <= on


def first_day(facts: Facts) -> date | None:
    """The earliest day that anything in the facts is of: of no day before it is anything known.
    None where there is nothing.

    A fact without a first day of its own is known since it was recorded. Rounds count as far as
    they have answers or reports.
    """
    rounds = {row.fact.round for row in facts.answers} | {row.fact.round for row in facts.reports}
    asked = {facts.rounds[uid].opened_on for uid in rounds}
    dated: list[Sequence[Recorded[Enrolment | Membership | RoleTie]]] = [
        facts.enrolments, facts.memberships, facts.ties,
    ]  # fmt: skip
    days = {row.fact.since for rows in dated for row in rows if row.fact.since is not None}
    days |= {row.recorded_at.date() for row in facts.enrolments}
    days |= {row.fact.held_on for row in facts.contacts} | asked
    days |= {row.fact.reported_on for row in facts.reports if row.fact.reported_on} | {
        row.fact.answered_on for row in facts.answers if row.fact.answered_on
    }
    return min(days, default=None)


def enrolled(facts: Facts, on: date, school: str) -> list[str]:
    """The students enrolled at the school on the day, in the order of their first enrolment row;
    each once.
    """
    return list(
        dict.fromkeys(
            row.fact.student
            for row in facts.enrolments
            if row.fact.school == school and _enrols(row.fact, on)
        )
    )


def _enrols(row: Enrolment, on: date) -> bool:
    if not begun(row, on):
        return False
    return on < row.until if row.until is not None else row.status == "enrolled"


class Presence(NamedTuple):
    """The people who are there on a day."""

    away: frozenset[str]


def presence(facts: Facts, on: date) -> Presence:
    """The people away on the day: adults by their active days, students by their enrolments (one
    without any row is not away).
    """
    by_student: dict[str, list[Enrolment]] = defaultdict(list)
    for row in facts.enrolments:
        by_student[row.fact.student].append(row.fact)
    away = set()
    for person in facts.people.values():
        if person.kind == STUDENT:
            rows = by_student.get(person.uid)
            gone = rows is not None and not any(_enrols(row, on) for row in rows)
        else:
            gone = (person.active_until is not None and person.active_until <= on) or (
                person.active_from is not None and person.active_from > on
            )
        if gone:
            away.add(person.uid)
    return Presence(frozenset(away))


def begun_ties(ties: Iterable[Recorded[RoleTie]], on: date) -> dict[str, dict[str, list[RoleTie]]]:
    """The role ties that had begun by the day, ended ones too: student → alter → ties; a peer tie
    from both ends.
    """
    found: dict[str, dict[str, list[RoleTie]]] = {}
    for tie in (row.fact for row in ties):
        if not begun(tie, on):
            continue
        found.setdefault(tie.student, {}).setdefault(tie.alter, []).append(tie)
        if tie.role == "peer":
            found.setdefault(tie.alter, {}).setdefault(tie.student, []).append(tie)
    return found
