"""Whose ids files use: the source that is named, or that of their only school; and what is wrong
with it.
"""

from pathlib import Path

from graph_service.errors import Fault
from graph_service.records.changes import Changes
from graph_service.records.tables import Tables
from graph_service.store.current import school_sources
from graph_service.store.engine import Engine


def only_school(tables: Tables) -> str | None:
    """The name of the only school that the tables name."""
    schools = schools_in(tables)
    return next(iter(schools)) if len(schools) == 1 else None


def schools_in(tables: Tables) -> set[str]:
    """The names of the schools that the tables name."""
    named = {row.school for rows in (tables.students, tables.stays, tables.rounds) for row in rows}
    return (named | {row.school for row in tables.adults if row.school}) - {""}


def no_source(path: Path, tables: Tables) -> Fault:
    """The fault of tables of no school or of several, for which no source is named."""
    schools = sorted(schools_in(tables))
    which = f"several schools ({', '.join(schools[:5])})" if schools else "no school"
    message = (
        f"The tables name {which}, so nobody can tell whose ids these are; say it with "
        "--source NAME."
    )
    return Fault(path.name or str(path), None, None, "source", message)


def new_schools(path: Path, changes: Changes) -> list[Fault]:
    """A note for each school that is not there yet, where there are others: its name may be a
    slip.
    """
    return [
        Fault(
            path.name or str(path),
            None,
            None,
            "new-school",
            f"“{school.name}” is a new school here. If it is one that is there already, correct "
            "its name: under another name "
            "everybody stands twice.",
        )
        for school in changes.new_schools
    ]


def other_sources(engine: Engine, path: Path, tables: Tables, source: str) -> list[Fault]:
    """A fault for each school whose students are there under other sources only: all of them would
    stand twice.
    """
    found = school_sources(engine, sorted(schools_in(tables)))
    return [
        Fault(path.name or str(path), None, None, "source", _right_source(school, source, sources))
        for school, sources in found.items()
        if source not in sources
    ]


def _right_source(school: str, source: str, sources: list[str]) -> str:
    right = " or ".join(f'--source "{known}"' for known in sources)
    return (
        f'{school} was imported with {right}; under "{source}" everybody there would stand twice. '
        f"Import it again with {right}."
    )
