"""The scope of an account: whom it may see, and why, by paths of the graph in force today. Deny is
the start.

An advisor's account *advises* the students that the adult it is advises; a lead's account *leads*
the school where the student is enrolled today. A student who is enrolled nowhere today stays with
the school they left last, or else with the schools that expect them. A student who moved to another
school belongs to that school alone. A disabled account sees nobody.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Literal, NamedTuple

from graph_service.store.engine import Engine, Transaction

Reason = Literal["advises", "leads"]
AMONG: dict[Reason, str] = {"advises": "scope_among_advises", "leads": "scope_among_leads"}
"""The query of each reason."""
OF_ROLE: dict[str, tuple[Reason, ...]] = {"advisor": ("advises",), "lead": ("leads",)}
"""The reasons that a role can give; each query looks for the role too. Other roles give none."""
_ALL: dict[Reason, str] = {"advises": "scope_advises", "leads": "scope_leads"}


class StudentPath(NamedTuple):
    """A path to a student, and by whom or what it goes."""

    student: str
    reason: Reason
    via: str


class Seer(NamedTuple):
    """An account that may see a student: its name, by whom or what, and its login, since two may
    have one name.
    """

    account: str
    reason: Reason
    via: str
    login: str


def scope(
    engine: Engine, account: str, today: date, reasons: Collection[Reason] = tuple(_ALL)
) -> list[tuple[str, Reason, str]]:
    """Every student the account (its uid) may see today for these reasons: (student uid, reason,
    the adult or school it goes by).
    """
    return [
        (row["student"], reason, row["via"])
        for reason, query in _ALL.items()
        if reason in reasons
        for row in engine.read(query, account=account, today=today)
    ]


def may_see(engine: Engine, account: str, today: date, student: str) -> list[tuple[Reason, str]]:
    """The paths by which the account may see the student today: (reason, via); empty when it may
    not.
    """
    ways = engine.read_together(lambda tx: paths_among(tx, account, today, [student]))
    return [(way.reason, way.via) for way in ways]


def paths_among(
    tx: Transaction,
    account: str,
    today: date,
    students: Sequence[str],
    reasons: Collection[Reason] = tuple(AMONG),
) -> list[StudentPath]:
    """The paths by which the account may see some of these students today, of these reasons."""
    given = {"account": account, "today": today, "students": students}
    found = {
        StudentPath(row["student"], reason, row["via"])
        for reason, query in AMONG.items()
        if reason in reasons
        for row in tx.run(query, **given)
    }
    return sorted(found)


def viewers(engine: Engine, student: str, today: date) -> list[Seer]:
    """Every account that may see the student today."""
    return engine.read_together(lambda tx: viewers_of(tx, student, today))


def viewers_of(tx: Transaction, student: str, today: date) -> list[Seer]:
    """Every account that may see the student today, read in a transaction that stands."""
    given = {"student": student, "today": today}
    asked: dict[Reason, str] = {"advises": "viewers_advise", "leads": "viewers_lead"}
    return [
        Seer(row["account"], reason, row["via"], row["login"])
        for reason, query in asked.items()
        for row in tx.run(query, **given)
    ]


def studied(engine: Engine, account: str, today: date) -> list[tuple[str, str, str]]:
    """The studies that a researcher works within today: (study's name, the uid of the school it is
    about, the study's uid).
    """
    return [
        (row["study"], row["school"], row["uid"])
        for row in engine.read("studied_schools", account=account, today=today)
    ]
