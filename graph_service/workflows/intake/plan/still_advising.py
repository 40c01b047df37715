"""Adults who are gone and are still somebody's advisor by the same files. Pure.

They open no page from their last day on; the student is without an advisor all the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from graph_service.errors import Fault
from graph_service.formats.origin import Origin, origin_of
from graph_service.records.changes import AdultNode
from graph_service.records.tables import TieRow

RULE = "still advises"


def still_advising(
    rows: Iterable[TieRow], adults: Mapping[str, AdultNode], day: date
) -> list[TieRow]:
    """The rows by which adults whose last day is over advise somebody after the day; ``adults`` are
    the reader's own to change.
    """
    gone = {
        id
        for id, node in adults.items()
        if node.active_until is not None and node.active_until <= day
    }
    return [
        row
        for row in rows
        if row.role == "advisor" and row.alter_id in gone and (row.until is None or row.until > day)
    ]


def still_advising_notes(rows: Sequence[TieRow], file: str) -> list[Fault]:
    """One note with the count of such rows; none where there are none."""
    if not rows:
        return []
    who = len({row.alter_id for row in rows})
    message = (
        f"{len(rows)} {'tie' if len(rows) == 1 else 'ties'} of {who} "
        f"{'advisor' if who == 1 else 'advisors'} whose active_until is over "
        f"{'goes' if len(rows) == 1 else 'go'} on. These advisors cannot open the students' pages "
        "any longer. Give the ties an until, and the students another advisor."
    )
    first = min(rows, key=lambda row: row.line)
    return [Fault(origin_of(first.line, Origin(file, {})).file, first.line, "until", RULE, message)]
