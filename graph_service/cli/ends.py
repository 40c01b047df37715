"""The ends of the record, noted in a file outside the database: what was there once must be there
later.
"""

import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from graph_service.errors import BadInput
from graph_service.records.audit import Head


def read_ends(file: Path) -> list[Head]:
    """The ends that were noted; none where there is no such file."""
    if not file.exists():
        return []
    try:
        return [
            Head(str(entry["chain"]), int(entry["number"]), str(entry["seal"]))
            for entry in json.loads(file.read_text("utf-8"))
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(
            f"{file} does not hold the ends of a record; name another file, or remove it."
        ) from error


def write_ends(file: Path, heads: Sequence[Head]) -> None:
    """Note the ends, all of them or none, whoever else notes them there at the same time and
    whenever the power fails.
    """
    beside = file.with_name(f"{file.name}.{secrets.token_hex(4)}.new")
    try:
        with beside.open("w", encoding="utf-8") as new:
            json.dump([head._asdict() for head in heads], new, indent=2)
            new.flush()
            os.fsync(new.fileno())
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
