"""What administrators and researchers open on: schools, imports; studies."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from graph_service.access.reader import Reader
from graph_service.store.current import school_sources
from graph_service.store.ledger import imports
from graph_service.store.reach import accounts, administered_schools, open_studies
from graph_service.workflows.flags import students_enrolled
from graph_service.workflows.reading import Desk


class ImportLine(NamedTuple):
    """One import: when, by whom, whose ids, what it did a table, and whether it was undone or undoes another."""

    at: datetime
    by: str
    source: str
    rows: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The administrator's schools, (name, students enrolled), and their imports."""

    schools: list[tuple[str, int]]
    imports: list[ImportLine]


def overview(desk: Desk, reader: Reader) -> Overview:
    """What an administrator of these schools may see beside the accounts: counts and imports; no webs and no notes."""
    mine = dict(administered_schools(desk.engine, reader.account, desk.today()))
    sources = {source for held in school_sources(desk.engine, sorted(mine.values())).values() for source in held}
    names = {row["uid"]: row["name"] for row in accounts(desk.engine)}
    entries = imports(desk.engine)
    undone = {entry["undoes"] for entry in entries}
    return Overview(
        schools=[(each.name, students_enrolled(desk, each)) for each in desk.schools() if each.uid in mine],
        imports=[
            ImportLine(
                entry["recorded_at"],
                names.get(entry["recorded_by"]) or entry["recorded_by"] or "",
                entry["source"],
                tuple(_rows(entry["counts"])),
                "undoes an earlier one" if entry["undoes"] else "undone" if entry["uid"] in undone else "",
            )
            for entry in entries
            if entry["source"] in sources
        ],
    )


def studies(desk: Desk, reader: Reader) -> list[tuple[str, str]]:
    """The studies a researcher works within today: (study, school)."""
    return [(study, school) for study, _, school in open_studies(desk.engine, reader.account, desk.today())]


def _rows(counts: str) -> list[str]:
    """What an import did to each table that it touched, in words."""
    told = []
    for table, count in json.loads(counts)["tables"].items():
        done = [f"{number} {name}" for name, number in count.items() if number and name != "unchanged"]
        if done:
            told.append(f"{table}: {', '.join(done)}")
    return told
