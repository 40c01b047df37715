"""What administrators and researchers open on: schools, imports, accounts; studies."""

from dataclasses import dataclass
from typing import Any

from graph_service.access.reader import Reader
from graph_service.store.ledger import imports
from graph_service.store.reach import accounts, administered_schools, open_studies
from graph_service.workflows.flags import students_enrolled
from graph_service.workflows.reading import Desk


@dataclass(frozen=True, slots=True)
class Overview:
    """The administrator's page: (school, students enrolled), imports and accounts."""

    schools: list[tuple[str, int]]
    imports: list[dict[str, Any]]
    accounts: list[dict[str, Any]]


def overview(desk: Desk, reader: Reader) -> Overview:
    """What an administrator of these schools may see: counts, imports, accounts; no webs and no notes."""
    mine = dict(administered_schools(desk.engine, reader.account, desk.today()))
    names = set(mine.values())
    return Overview(
        schools=[(each.name, students_enrolled(desk, each)) for each in desk.schools() if each.uid in mine],
        imports=[row for row in imports(desk.engine) if row["source"] in names],
        accounts=[
            {
                "login": row["login"],
                "name": row["name"],
                "role": row["role"],
                "disabled": row["disabled_at"] is not None,
            }
            for row in accounts(desk.engine)
        ]
        if mine
        else [],
    )


def studies(desk: Desk, reader: Reader) -> list[tuple[str, str]]:
    """The studies a researcher works within today: (study, school)."""
    return [(study, school) for study, _, school in open_studies(desk.engine, reader.account, desk.today())]
