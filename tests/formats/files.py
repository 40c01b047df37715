"""Files of other programs, for the tests of the formats that read them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from graph_service.formats.directory import Directory
from graph_service.formats.tables import Reading, read_tables
from graph_service.formats.translation import Choices


def write_files(folder: Path, files: Mapping[str, Sequence[str]], line_end: str = "\r\n") -> Path:
    """The files, given line by line and named without .csv, in a new folder."""
    folder.mkdir(parents=True)
    for name, lines in files.items():
        (folder / f"{name}.csv").write_text(
            line_end.join([*lines, ""]), encoding="utf-8", newline=""
        )
    return folder


def read_files(
    folder: Path,
    files: Mapping[str, Sequence[str]],
    directory: Directory = Directory(),  # noqa: B008 - a frozen value
    **mapping: Mapping[str, Any],
) -> Reading:
    """The reading of the files, with the format told from them alone; ``directory`` holds the
    people they may mean.
    """
    return read_tables(write_files(folder, files), Choices(mapping=mapping, directory=directory))


def sound(reading: Reading) -> Reading:
    """The reading, which has no fault, by itself or across its rows."""
    assert reading.faults == []
    assert reading.check((), (), ()) == []
    return reading
