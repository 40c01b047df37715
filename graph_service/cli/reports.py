"""The report of an import as a file beside the readable one."""

from collections.abc import Sequence
from pathlib import Path

from graph_service.errors import BadInput, Fault
from graph_service.formats.reports import KINDS, report


def check_report(path: Path | None) -> None:
    """Refuse a report that is neither JSON nor CSV by its name, before anything is done."""
    if path is not None and _kind(path) not in KINDS:
        raise BadInput(f"--report: {path.name} ends in neither .json nor .csv; name a file that does.")


def write_report(path: Path, faults: Sequence[Fault], warnings: Sequence[Fault]) -> None:
    """Write the faults and the warnings; raises OSError."""
    path.write_text(report(_kind(path), faults, warnings), encoding="utf-8", newline="")


def _kind(path: Path) -> str:
    return path.suffix.casefold().removeprefix(".")
