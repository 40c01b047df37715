"""What is wrong with files as a report that a program reads: JSON or CSV, one entry a fault or warning."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

from graph_service.errors import BadInput, Fault
from graph_service.formats.values import guard

FIELDS = ("level", "file", "line", "column", "rule", "message")
_SUFFIXES = (".json", ".csv")


def check_report(path: Path | None) -> None:
    """Refuse a report that is neither JSON nor CSV by its name, before anything is done."""
    if path is not None and path.suffix.casefold() not in _SUFFIXES:
        raise BadInput(f"--report: {path.name} ends in neither .json nor .csv; name a file that does.")


def write_report(path: Path, faults: Sequence[Fault], warnings: Sequence[Fault]) -> None:
    """Write the faults (level ``fault``) and the warnings (level ``warning``); raises OSError."""
    entries = [("fault", *each) for each in faults] + [("warning", *each) for each in warnings]
    is_csv = path.suffix.casefold() == ".csv"
    path.write_text(_as_csv(entries) if is_csv else _as_json(entries), encoding="utf-8", newline="")


def _as_json(entries: Sequence[tuple[object, ...]]) -> str:
    return json.dumps([dict(zip(FIELDS, each, strict=True)) for each in entries], ensure_ascii=False, indent=1) + "\n"


def _as_csv(entries: Sequence[tuple[object, ...]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(FIELDS)
    writer.writerows(["" if cell is None else guard(str(cell)) for cell in each] for each in entries)
    return stream.getvalue()
