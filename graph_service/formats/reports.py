"""The faults of files as a report that a program reads: JSON or CSV, one entry a fault or
warning.

The third kind, TOML, is a mapping with whom names may be that mean nobody yet, ready to be looked
through and used.
"""

import csv
import io
import json
from collections.abc import Sequence

from graph_service.errors import Fault
from graph_service.formats.values import guard

FIELDS = ("level", "file", "line", "column", "rule", "message", "times")
KINDS = ("json", "csv", "toml")
NOBODY_TO_PROPOSE = (
    "# There is nobody to propose: everybody who was named or answered is somebody of the "
    "roster, or is said to be nobody.\n"
)


def report(kind: str, faults: Sequence[Fault], warnings: Sequence[Fault], mapping: str = "") -> str:
    """The faults (level ``fault``) and the warnings (level ``warning``) as one of KINDS; TOML is
    the mapping alone.
    """
    if kind == "toml":
        return mapping or NOBODY_TO_PROPOSE
    entries = [("fault", *fault) for fault in faults] + [
        ("warning", *warning) for warning in warnings
    ]
    return _as_csv(entries) if kind == "csv" else _as_json(entries)


def _as_json(entries: Sequence[tuple[object, ...]]) -> str:
    return (
        json.dumps(
            [dict(zip(FIELDS, entry, strict=True)) for entry in entries],
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def _as_csv(entries: Sequence[tuple[object, ...]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(FIELDS)
    writer.writerows(
        ["" if cell is None else guard(str(cell)) for cell in entry] for entry in entries
    )
    return stream.getvalue()
