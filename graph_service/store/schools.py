"""The schools of a database."""

from datetime import date

from graph_service.errors import NotThere
from graph_service.store.engine import Engine

SchoolLine = tuple[str, str, int]
"""uid, name, revision of its facts"""


def schools(engine: Engine) -> list[SchoolLine]:
    """Every school, by name."""
    return [(row["uid"], row["name"], row["revision"]) for row in engine.read("schools")]


def school_named(engine: Engine, name: str) -> SchoolLine:
    """The school of this name; raises NotThere when there is none."""
    rows = engine.read("school_named", name=name)
    if not rows:
        raise NotThere(f"There is no school named {name}.")
    return rows[0]["uid"], rows[0]["name"], rows[0]["revision"]


def students_of(engine: Engine, school: str) -> list[str]:
    """The uids of all students ever enrolled at the school (its uid)."""
    return [row["student"] for row in engine.read("students_of", school=school)]


def students_enrolled(engine: Engine, today: date) -> dict[str, int]:
    """How many students are enrolled today at each school (its uid) that has any."""
    rows = engine.read("schools_enrolled", today=today)
    return {row["school"]: row["students"] for row in rows}
