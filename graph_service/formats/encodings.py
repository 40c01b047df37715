"""How a CSV file's text is written: UTF-8, else the older Windows-1252; told over the whole file, a
piece at a time.
"""

import codecs
import io
import re
from typing import BinaryIO

from graph_service.errors import Fault
from graph_service.formats.values import excerpt

PIECE = 1024 * 1024
MOST_EXAMPLES = 10
"""So many cells are shown of those that the older encoding changes."""

MOST_COUNTED = 1_000
"""So many of them are told apart and counted."""

OLDER = "cp1252"

_ACCENTED = re.compile(r"""[^,;\t"\r\n]*[^\x00-\x7f,;\t"\r\n][^,;\t"\r\n]*""")


class NoEncoding(Exception):
    """The text is in an encoding that is not read: on which line that shows, if on one, and what to
    do.
    """

    def __init__(self, line: int | None, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line


def encoding_of(stream: BinaryIO) -> str:
    """The encoding of all that the stream holds; raises NoEncoding. The stream is at its beginning
    before and after.
    """
    first = stream.read(2)
    if first in (b"\xff\xfe", b"\xfe\xff") or first.count(0) == 1:
        raise NoEncoding(None, "The file is written in UTF-16; save it again as CSV in UTF-8.")
    if _wrong_line(stream, "utf-8-sig") is None:
        return "utf-8-sig"
    line = _wrong_line(stream, OLDER)
    if line is not None:
        raise NoEncoding(
            line, "It is neither UTF-8 nor Windows-1252; save the file again as CSV in UTF-8."
        )
    return OLDER


def older_note(file: str, stream: BinaryIO) -> Fault:
    """The note that a file was read in the older encoding, with some of the cells where that makes
    a difference.
    """
    text = io.TextIOWrapper(stream, OLDER, newline="")
    cells: dict[str, None] = {}
    while lines := text.readlines(PIECE):
        cells.update((found.strip(), None) for found in _ACCENTED.findall("".join(lines)))
        if len(cells) > MOST_COUNTED:
            break
    text.detach()
    stream.seek(0)
    message = (
        f"{file} is not UTF-8 and was read as Windows-1252{_examples(list(cells))}. "
        "Look at the names with accents; if they are wrong, save the file as CSV in UTF-8."
    )
    return Fault(file, None, None, "encoding", message)


def _wrong_line(stream: BinaryIO, encoding: str) -> int | None:
    """The line of the first byte that is not in the encoding; None where all are."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    line = 1
    stream.seek(0)
    try:
        while piece := stream.read(PIECE):
            try:
                decoder.decode(piece)
            except UnicodeDecodeError as error:
                return line + error.object.count(b"\n", 0, error.start)
            line += piece.count(b"\n")
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return line
    finally:
        stream.seek(0)
    return None


def _examples(cells: list[str]) -> str:
    if not cells:
        return ""
    shown = ", ".join(excerpt(cell) for cell in cells[:MOST_EXAMPLES])
    more = len(cells) - MOST_EXAMPLES
    if len(cells) > MOST_COUNTED:
        return f": {shown} and many more"
    return f": {shown}" + (f" and {more} more" if more > 0 else "")
