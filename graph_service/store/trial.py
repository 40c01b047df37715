"""Opening an embedded file for a trial, in a process of its own: what a damaged one does to that
process, it does there alone.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import ladybug

SECONDS = 600
LARGEST_FILE = 2**38
"""Bytes of address space kept for the file; with the engine's own 8 TiB a process can open only a
few files."""
DIED = "the engine cannot read it"
_PENDING = "checkpoint recovery is pending"
_START = "from graph_service.store.trial import main; main()"
_COUNTED = ("BOOL", "[]")
"""Kinds of columns that have no largest value."""


def try_out(path: Path) -> str:
    """Open the file in another process and read all of it there; what is wrong with it, or ''.
    Nothing is changed.
    """
    try:
        done = subprocess.run(  # noqa: S603 - this very program, with a path as argument
            [sys.executable, "-c", _START, str(path)],
            capture_output=True,
            timeout=SECONDS,
            env={**os.environ, "PYTHONUTF8": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return DIED
    if done.returncode != 0:
        return DIED
    wrong: str = json.loads(done.stdout)
    return wrong


def main() -> None:
    """The work of the process: answer on standard output, and end without closing, which would
    write.
    """
    try:
        _read_all(sys.argv[1])
        wrong = ""
    except RuntimeError as error:
        wrong = str(error) or DIED
    except UnicodeDecodeError:
        wrong = DIED
    sys.stdout.write(json.dumps(wrong))
    sys.stdout.flush()
    os._exit(0)


def _read_all(path: str) -> None:
    connection = ladybug.Connection(_database(path))
    for name, kind in _answer(connection, "CALL show_tables() RETURN name, type"):
        columns = [
            _largest(column, of)
            for column, of in _answer(connection, f"CALL table_info('{name}') RETURN name, type")
        ]
        what = f"(t:`{name}`)" if kind == "NODE" else f"()-[t:`{name}`]->()"
        if kind in ("NODE", "REL"):
            _answer(connection, f"MATCH {what} RETURN {', '.join(['count(*)', *columns])}")


def _largest(column: str, kind: str) -> str:
    counted = any(kind.endswith(ending) for ending in _COUNTED)
    return f"count(t.`{column}`)" if counted else f"max(t.`{column}`)"


def _database(path: str) -> ladybug.Database:
    """The file for reading alone; what was interrupted while it was merged has to be ended
    first.
    """
    try:
        return ladybug.Database(path, max_db_size=LARGEST_FILE, read_only=True)
    except RuntimeError as error:
        if _PENDING not in str(error):
            raise
    return ladybug.Database(path, max_db_size=LARGEST_FILE, auto_checkpoint=False)


def _answer(connection: ladybug.Connection, statement: str) -> list[list[Any]]:
    result = connection.execute(statement)
    if isinstance(result, list):
        raise TypeError("A trial asks one thing at a time.")
    return [list(row) for row in result.get_all()]
