"""The targets of accounts: adults, schools and studies."""

from datetime import date
from typing import NamedTuple

from graph_service.store.engine import Engine, Row


class Grant(NamedTuple):
    """One path that an account holds: the tie, and the uid and name of what it leads to."""

    account: str
    tie: str
    target: str
    name: str


class Reached(NamedTuple):
    """A school that an account leads to, by whatever path; ``held`` when it does today."""

    account: str
    school: str
    name: str
    held: bool


class AccountAdult(NamedTuple):
    """An adult of a school for whom an account can be made."""

    uid: str
    id: str
    source: str
    name: str
    kind: str
    email: str = ""


def accounts(engine: Engine) -> list[Row]:
    """Every account, without its password hash: uid, login, name, role, disabled_at,
    signed_in_at.
    """
    return engine.read("account_list")


def ways(engine: Engine, today: date) -> list[Grant]:
    """Every path that an account holds today."""
    rows = engine.read("account_paths", today=today)
    return [Grant(row["account"], row["tie"], row["target"], row["name"]) for row in rows]


def reached(engine: Engine, today: date) -> list[Reached]:
    """Every school that an account leads to or led to, by name.

    An adult's advisee leads to the school where the advisee is, as a lead's path does, and not to
    those where they were.
    """
    rows = engine.read("account_reach", today=today)
    return sorted(
        (Reached(row["account"], row["school"], row["name"], row["held"]) for row in rows),
        key=_by_name,
    )


def adults_of(engine: Engine, school: str, today: date) -> list[AccountAdult]:
    """The adults who are at the school or advise somebody who is there today, by name."""
    rows = engine.read("account_adults", school=school, today=today)
    adults = [
        AccountAdult(
            row["uid"], row["id"], row["source"], row["name"], row["kind"], row["email"] or ""
        )
        for row in rows
    ]
    return sorted(adults, key=lambda adult: (adult.name, adult.source, adult.id))


def schools_of_adult(engine: Engine, adult: str, today: date) -> set[str]:
    """The schools that an account of this adult leads to: where they are today, or whom they advise
    today is.
    """
    return {row["school"] for row in engine.read("account_adult_schools", adult=adult, today=today)}


def studies_about(engine: Engine, school: str, today: date) -> dict[str, str]:
    """The uids of the studies about a school (its uid) that have not ended, by their names."""
    rows = engine.read("school_studies", school=school, today=today)
    return {row["study"]: row["uid"] for row in rows}


def administered_schools(engine: Engine, account: str, today: date) -> list[tuple[str, str]]:
    """The schools an account administers today: (uid, name)."""
    rows = engine.read("account_schools_administered", account=account, today=today)
    return [(row["school"], row["name"]) for row in rows]


def _by_name(reached: Reached) -> tuple[str, str]:
    return reached.name, reached.school
