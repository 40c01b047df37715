"""Who may see whom, and why: paths of the graph in force today. Deny is the start.

An advisor's account *advises* the students that the adult it is advises; a lead's account *leads* the school that the
student is or was enrolled at. A disabled account sees nobody.
"""

from datetime import date
from typing import Literal

from graph_service.store.engine import Engine

Reason = Literal["advises", "leads"]


def scope(engine: Engine, account: str, today: date) -> list[tuple[str, Reason, str]]:
    """Every student the account (its uid) may see today: (student uid, reason, the adult or school it goes by)."""
    given = {"account": account, "today": today}
    return _with_students("advises", engine.read("scope_advises", **given)) + _with_students(
        "leads", engine.read("scope_leads", **given)
    )


def may_see(engine: Engine, account: str, today: date, student: str) -> list[tuple[Reason, str]]:
    """The paths by which the account may see the student today: (reason, via); empty when it may not."""
    given = {"account": account, "today": today, "student": student}
    advises: list[tuple[Reason, str]] = [("advises", row["via"]) for row in engine.read("may_see_advises", **given)]
    return advises + [("leads", row["via"]) for row in engine.read("may_see_leads", **given)]


def viewers(engine: Engine, student: str, today: date) -> list[tuple[str, Reason, str]]:
    """Every account that may see the student today: (account's name, reason, via)."""
    given = {"student": student, "today": today}
    advise: list[tuple[str, Reason, str]] = [
        (row["account"], "advises", row["via"]) for row in engine.read("viewers_advise", **given)
    ]
    return advise + [(row["account"], "leads", row["via"]) for row in engine.read("viewers_lead", **given)]


def studied_schools(engine: Engine, account: str, today: date) -> list[str]:
    """The uids of the schools that a researcher's studies in force today are about."""
    return [row["school"] for row in engine.read("studied_schools", account=account, today=today)]


def _with_students(reason: Reason, rows: list[dict[str, str]]) -> list[tuple[str, Reason, str]]:
    return [(row["student"], reason, row["via"]) for row in rows]
