"""Files that are damaged: what can be read is read, the rest is refused; never a crash, never a
lost character.
"""

import random
from pathlib import Path

import pytest

from graph_service.formats import networkcanvas, oneroster, sds
from graph_service.formats.tables import read_tables
from graph_service.formats.translation import Choices
from graph_service.formats.workbook import read_sheets
from tests.formats.school import SCHOOL
from tests.formats.test_network_canvas import CASES
from tests.formats.test_oneroster import BULK
from tests.formats.test_workbook import write_book

CSVS = 2000
BOOKS = 200
PIECES = (
    b"\0",
    b'"',
    b'""',
    b",",
    b";",
    b"\t",
    b"\r",
    b"\n",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\x81",
    b"2025-13-99",
    b"=1+1",
    b"",
)


def broken(chance: random.Random, content: bytes) -> bytes:
    """The content with some pieces put in, taken out or doubled."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(content) + 1)
        to = min(len(content), at + chance.choice((0, 1, 3, 40)))
        content = content[:at] + chance.choice((*PIECES, content[at:to] * 2)) + content[to:]
    return content


def test_broken_csv_files_are_read_or_refused(tmp_path: Path) -> None:
    """Any text may stand in the files of a school; every fault has a file and a sentence."""
    chance = random.Random(5)  # noqa: S311 - the same files every time
    names = list(SCHOOL)
    for number in range(CSVS):
        name = names[number % len(names)]
        file = tmp_path / f"{name}.csv"
        file.write_bytes(broken(chance, SCHOOL[name].encode()))
        reading = read_tables(file)
        faults = [*reading.faults, *reading.check((), (), ())]
        assert all(fault.file and fault.message.endswith(".") for fault in faults)
        assert "\ufffd" not in repr(reading.tables)


@pytest.mark.parametrize(
    ("format_", "files"),
    [(oneroster.NAME, BULK), (sds.NAME, BULK), (networkcanvas.NAME, CASES)],
    ids=["oneroster", "sds", "network-canvas"],
)
def test_broken_exports_are_read_or_refused(
    tmp_path: Path, format_: str, files: dict[str, list[str]]
) -> None:
    """The same for what other programs write, also read as what it is not."""
    chance = random.Random(7)  # noqa: S311 - the same files every time
    texts = {name: "\r\n".join(lines).encode() for name, lines in files.items()}
    for number in range(CSVS // 10):
        for name, text in texts.items():
            (tmp_path / f"{name}.csv").write_bytes(broken(chance, text) if number % 3 else text)
        reading = read_tables(tmp_path, Choices(format=format_))
        assert all(fault.file and fault.message for fault in reading.faults)


def test_broken_workbooks_are_read_or_refused(tmp_path: Path) -> None:
    """Read without the process that confines them, so that what escapes would be seen."""
    chance = random.Random(6)  # noqa: S311 - the same files every time
    whole = write_book(tmp_path / "whole.xlsx").read_bytes()
    path = tmp_path / "met.xlsx"
    for _ in range(BOOKS):
        path.write_bytes(broken(chance, whole))
        sheets, faults, _ = read_sheets(path, None)
        assert sheets or faults
