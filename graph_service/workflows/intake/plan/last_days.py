"""Last days of adults who are another school's too: one school's file does not say them. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from graph_service.errors import Fault
from graph_service.formats.origin import Origin, origin_of
from graph_service.formats.values import excerpt
from graph_service.records.current import Current
from graph_service.records.tables import AdultRow, Tables
from graph_service.workflows.intake.plan.extent import Extent

RULE = "elsewhere too"


def without_last_days(
    tables: Tables, current: Current, leaving: Extent | None, file: str
) -> tuple[Tables, list[Fault]]:
    """The tables with the last day of each such adult as it is held, and a note on each row.

    ``leaving`` is how far the files tell of people who leave (None: of everybody, everywhere).
    """
    if leaving is None:
        return tables, []
    rows, notes = [], []
    for row in tables.adults:
        node = current.adults.get(row.id)
        if (
            node is None
            or row.active_until in (None, node.active_until)
            or leaving.leaves_all(node.uid)
        ):
            rows.append(row)
            continue
        rows.append(row._replace(active_until=node.active_until))
        notes.append(_note(row, file))
    return replace(tables, adults=rows), notes


def told_last_days(rows: Iterable[AdultRow], current: Current) -> list[str]:
    """The adults (uids) of whom the rows say another last day than is held."""
    held = ((row, current.adults.get(row.id)) for row in rows if row.active_until is not None)
    return [
        node.uid for row, node in held if node is not None and node.active_until != row.active_until
    ]


def _note(row: AdultRow, file: str) -> Fault:
    message = (
        f"{excerpt(row.id)} is another school's too, so their active_until is left as it was. "
        "To end their ties at this school, give each tie an until."
    )
    return Fault(
        origin_of(row.line, Origin(file, {})).file, row.line, "active_until", RULE, message
    )
