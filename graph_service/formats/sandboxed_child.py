"""Opening archives in a process of its own, with limits of memory and time: what goes wrong there
stays there.
"""

import json
import os
import subprocess
import sys
from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graph_service.errors import Fault
from graph_service.formats.archives import unpack
from graph_service.formats.faults import Faults
from graph_service.formats.sheets import Sheet
from graph_service.formats.workbook import read_sheets

SECONDS = 120
MEMORY = 2 * 1024**3
"""Address space, which is more than what is really used."""

Book = tuple[dict[str, Sheet], list[Fault], list[Fault]]
_START = "from graph_service.formats.sandboxed_child import main; main()"


class Beyond(Exception):
    """The process used more memory or time than it may, or ended without an answer."""


def workbook_in_child(path: Path, names: Collection[str] | None) -> Book:
    """``read_sheets`` in a process of its own; raises Beyond."""
    answer = _ask("workbook", str(path), json.dumps(None if names is None else list(names)))
    sheets = {name: _sheet(sheet) for name, sheet in answer["sheets"].items()}
    return sheets, _faults(answer["faults"]), _faults(answer["warnings"])


def unpack_in_child(path: Path, folder: Path) -> list[Fault]:
    """``unpack`` in a process of its own; raises Beyond."""
    return _faults(_ask("unpack", str(path), str(folder))["faults"])


def main() -> None:
    """The work of the process: one task with its arguments, answered as JSON on standard output."""
    _limit()
    task, path, more = sys.argv[1:]
    if task == "workbook":
        names = json.loads(more)
        sheets, faults, warnings = read_sheets(Path(path), names)
        answer: dict[str, Any] = {"sheets": {name: asdict(sheet) for name, sheet in sheets.items()}}
        answer |= {"faults": faults, "warnings": warnings}
    else:
        answer = {"faults": unpack(Path(path), Path(more))}
    json.dump(answer, sys.stdout)


def _limit() -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - only where there is one

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _ask(*arguments: str) -> dict[str, Any]:
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - this very program, with paths as arguments
            [sys.executable, "-c", _START, *arguments],
            capture_output=True,
            timeout=SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Beyond from None
    if done.returncode != 0:
        raise Beyond
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _sheet(values: dict[str, Any]) -> Sheet:
    values["faults"], values["warnings"] = _faults(values["faults"]), _faults(values["warnings"])
    return Sheet(**values)


def _faults(entries: list[list[Any]]) -> Faults:
    return Faults(Fault(*entry) for entry in entries)
