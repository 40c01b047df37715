"""The report of an import as a file beside the readable one."""

from collections.abc import Sequence
from pathlib import Path

from graph_service.errors import BadInput, Fault
from graph_service.formats.reports import KINDS, report


def check_report(path: Path | None, *, several: bool = False) -> None:
    """Refuse a report that is none of the kinds by its name, before anything is done; a mapping is
    for one import, not for ``several``.
    """
    if path is not None and _kind(path) not in KINDS:
        raise BadInput(
            f"--report: {path.name} ends in neither .json nor .csv, nor .toml; name a "
            "file that does."
        )
    if path is not None and _kind(path) == "toml" and several:
        raise BadInput(f"--report: {path.name} would be a mapping, which is for one folder alone.")
    if path is not None and _kind(path) == "toml" and path.exists():
        raise BadInput(
            f"--report: {path.name} is there already, and may be a mapping that somebody "
            "wrote; name another file."
        )


def write_report(
    path: Path, faults: Sequence[Fault], warnings: Sequence[Fault], mapping: str
) -> None:
    """Write the faults and the warnings, or as TOML the mapping; raises OSError."""
    path.write_text(report(_kind(path), faults, warnings, mapping), encoding="utf-8", newline="")


def _kind(path: Path) -> str:
    return path.suffix.casefold().removeprefix(".")
