"""The administrators' first page: schools and imports."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from graph_service.access.reader import Reader
from graph_service.errors import NotThere
from graph_service.store.current import school_sources
from graph_service.store.engine import Row
from graph_service.store.grants import accounts, administered_schools
from graph_service.store.ledger import imports
from graph_service.store.schools import students_enrolled
from graph_service.workflows.desk.reading import Desk


class ImportLine(NamedTuple):
    """One import: when, by whom, whose ids, what it did a table, and whether it was undone or
    undoes another.

    ``uid`` is its own in the ledger, '' unless it is the one of its source that may be undone next.
    """

    at: datetime
    by: str
    source: str
    rows: tuple[str, ...]
    state: str
    uid: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The administrator's schools, (name, students enrolled), and their imports."""

    schools: list[tuple[str, int]]
    imports: list[ImportLine]


def overview(desk: Desk, reader: Reader) -> Overview:
    """An administrator's view of these schools beside the accounts: counts and imports; no webs and
    no notes.

    Under a source that other schools have students under too these are the imports of their own
    account alone: who brought what in for another school, and how much, is not theirs.
    """
    mine = dict(administered_schools(desk.engine, reader.account, desk.today()))
    own, others = _sources(desk, set(mine.values()))
    enrolled = students_enrolled(desk.engine, desk.today())
    names = {row["uid"]: row["name"] for row in accounts(desk.engine)}
    entries = imports(desk.engine)
    undone = {entry["undoes"] for entry in entries}
    latest = _latest(entries)
    return Overview(
        schools=[
            (school.name, enrolled.get(school.uid, 0))
            for school in desk.schools()
            if school.uid in mine
        ],
        imports=[
            ImportLine(
                entry["recorded_at"],
                names.get(entry["recorded_by"]) or entry["recorded_by"] or "",
                entry["source"],
                tuple(_rows(entry["counts"])),
                "undoes an earlier one"
                if entry["undoes"]
                else "undone"
                if entry["uid"] in undone
                else "",
                entry["uid"] if latest.get(entry["source"]) == entry["uid"] else "",
            )
            for entry in entries
            if entry["source"] in own
            and (entry["source"] not in others or entry["recorded_by"] == reader.account)
        ],
    )


def _sources(desk: Desk, mine: set[str]) -> tuple[set[str], set[str]]:
    """The sources under which students of these schools stand, and those under which students of
    any other do; by name.
    """
    own: set[str] = set()
    others: set[str] = set()
    for school, held in school_sources(
        desk.engine, sorted(school.name for school in desk.schools())
    ).items():
        (own if school in mine else others).update(held)
    return own, others


def may_undo(desk: Desk, reader: Reader, uid: str) -> None:
    """Raise NotThere unless that import is the one of a source of the reader's schools that may be
    undone next.
    """
    if not uid or uid not in {line.uid for line in overview(desk, reader).imports}:
        raise NotThere("There is no such import.")


def _latest(entries: Sequence[Row]) -> dict[str, str]:
    """By source, the uid of its latest import that is not undone."""
    undone = {entry["undoes"] for entry in entries}
    left = [entry for entry in entries if entry["undoes"] is None and entry["uid"] not in undone]
    return {entry["source"]: entry["uid"] for entry in reversed(left)}


def _rows(counts: str) -> list[str]:
    """An import's changes to each table, in words."""
    told = []
    for table, count in json.loads(counts)["tables"].items():
        done = [
            f"{number} {name}" for name, number in count.items() if number and name != "unchanged"
        ]
        if done:
            told.append(f"{table}: {', '.join(done)}")
    return told
