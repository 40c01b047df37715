"""Files that a form sends, taken in as they come: straight into the job's private folder, never
whole in memory.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import BinaryIO

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from graph_service.errors import BadInput

MOST_FILES = 5000
MOST_FIELDS = 30
LONGEST_FIELD = 2000

Create = Callable[[str, str], BinaryIO]
"""A file to write to, for a field and the name that the file has; BadInput where it is not
taken."""


@dataclass(slots=True)
class Taken:
    """An upload: the texts by field, and why a file was not taken."""

    texts: dict[str, str] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)


async def take(request: Request, create: Create) -> Taken:
    """Take in a form of several parts, to its end; BadInput where it is not one, OSError where a
    file cannot be written.
    """
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise BadInput("The request is not a form with files.")
    try:
        form = _Form(options[b"boundary"], create)
        try:
            await _feed(form, request.stream())
        finally:
            form.close()
    except FormParserError:
        raise BadInput("The upload broke off or cannot be read. Choose the files again.") from None
    return form.taken


async def _feed(form: "_Form", stream: AsyncIterator[bytes]) -> None:
    async for chunk in stream:
        if chunk:
            await run_in_threadpool(form.write, chunk)
    form.finish()


class _Form:
    """A form that is being read, part by part."""

    def __init__(self, boundary: bytes, create: Create) -> None:
        self.taken = Taken()
        self._create = create
        self._name, self._value = b"", b""
        self._headers: dict[bytes, bytes] = {}
        self._field = ""
        self._text: bytearray | None = None
        self._file: BinaryIO | None = None
        self._files = self._fields = 0
        self._ended = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": self._header_name,
                "on_header_value": self._header_value,
                "on_header_end": self._header_end,
                "on_headers_finished": self._part,
                "on_part_data": self._data,
                "on_part_end": self._part_end,
                "on_end": self._end,
            },
        )

    def write(self, chunk: bytes) -> None:
        """Take in some more."""
        self._parser.write(chunk)

    def finish(self) -> None:
        """There is no more; FormParserError where the form is not at its end."""
        self._parser.finalize()
        if not self._ended:
            raise FormParserError

    def close(self) -> None:
        """Let go of a file that is open."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _begin(self) -> None:
        self._headers, self._text, self._file = {}, None, None

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name, self._value = b"", b""

    def _part(self) -> None:
        """A part begins: a field, or a file, whose name is empty where none was chosen."""
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._field = options.get(b"name", b"").decode(errors="replace")
        if b"filename" not in options:
            self._fields += 1
            if self._fields > MOST_FIELDS:
                raise FormParserError
            self._text = bytearray()
            return
        name = options[b"filename"].decode(errors="replace")
        self._files += 1
        if self._files > MOST_FILES:
            raise BadInput(f"These are more than {MOST_FILES} files; pack them into a ZIP archive.")
        if name:
            try:
                self._file = self._create(self._field, name)
            except BadInput as refused:
                self.taken.refusals.append(str(refused))

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._file is not None:
            self._file.write(data[start:end])
        elif self._text is not None:
            self._text += data[start:end]
            if len(self._text) > LONGEST_FIELD:
                raise FormParserError

    def _part_end(self) -> None:
        self.close()
        if self._text is not None:
            self.taken.texts[self._field] = self._text.decode(errors="replace")

    def _end(self) -> None:
        self._ended = True
