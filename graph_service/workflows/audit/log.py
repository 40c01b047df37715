"""Noting who saw whom, before the answer leaves."""

import getpass
from collections.abc import Iterable, Mapping

from graph_service.access.reader import OPERATOR, Reader
from graph_service.store import audit
from graph_service.workflows.audit.rights import rights_of
from graph_service.workflows.desk.reading import Desk

REFUSED = "was refused: "
"""So begins what somebody did who was refused it."""


def note(
    desk: Desk,
    reader: Reader,
    action: str,
    subject: str,
    *,
    reason: str = "",
    detail: str = "",
    students: Iterable[str] = (),
    right: str = "",
) -> None:
    """Record what the reader is about to be shown; raises what a write raises, and then nothing may
    be shown.

    The entry says by which right each student is, as the graph has it now: ``right`` says it where
    it is the same for all and no path in the graph. ``reason`` is by which right the subject is,
    where that is no student.
    """
    rights = dict.fromkeys(students, right) if right else rights_of(desk, reader, students)
    told = rights.get(subject, reason)
    audit.record(
        desk.engine, desk.now(), reader.account, action, subject, told, detail, tuple(rights),
        role_of(reader), as_few(rights),
    )  # fmt: skip


def as_few(rights: Mapping[str, str]) -> list[str]:
    """The right of each student in their order; one where it is the same for all."""
    return (
        list(dict.fromkeys(rights.values()))
        if len(set(rights.values())) == 1
        else list(rights.values())
    )


def role_of(reader: Reader) -> str:
    """The reader's role as the record tells it."""
    return reader.account if reader == OPERATOR else reader.role


def note_operator(desk: Desk, action: str, subject: str, students: Iterable[str]) -> None:
    """Record what the command line is about to print or write, with the operating system's name of
    who runs it.
    """
    note(desk, OPERATOR, action, subject, reason=user_name(), detail=user_name(), students=students)


def user_name() -> str:
    """The operating system's name of who runs this program, or '' where it has none for them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
