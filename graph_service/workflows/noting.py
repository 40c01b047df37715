"""Noting who saw whom, before the answer leaves."""

import getpass
from collections.abc import Iterable

from graph_service.access.reader import OPERATOR, Reader
from graph_service.store import looks
from graph_service.workflows.adult_page import AdultPage
from graph_service.workflows.advisory_web import AdvisoryWeb
from graph_service.workflows.reading import Desk
from graph_service.workflows.views import StudentLine, StudentWeb


def note(
    desk: Desk,
    reader: Reader,
    action: str,
    subject: str,
    *,
    reason: str = "",
    detail: str = "",
    students: Iterable[str] = (),
) -> None:
    """Record what the reader is about to be shown; raises what a write raises, and then nothing may be shown."""
    looks.record(desk.engine, desk.now(), reader.account, action, subject, reason, detail, tuple(students))


def note_operator(desk: Desk, action: str, subject: str, students: Iterable[str]) -> None:
    """Record what the command line is about to print or write, with the operating system's name of who runs it."""
    note(desk, OPERATOR, action, subject, detail=user_name(), students=students)


def user_name() -> str:
    """The operating system's name of who runs this program, or '' where it has none for them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def students_in(lines: Iterable[StudentLine]) -> set[str]:
    """Every student that a list shows: those of its lines, and the peers whom their explanations name."""
    shown: set[str] = set()
    for line in lines:
        shown.add(line.uid)
        shown.update(each.uid for each in line.peer.counted)
        shown.update(each.uid for each in line.peer.not_counted)
    return shown


def students_of_web(web: StudentWeb) -> set[str]:
    """Every student that a support web shows."""
    return {web.uid} | {alter.uid for alter in web.alters if alter.side == "peer"}


def students_of_adult(page: AdultPage) -> set[str]:
    """Every student that an adult's page shows."""
    return {each.uid for each in page.students}


def students_of_advisory(web: AdvisoryWeb) -> set[str]:
    """Every student that the web of an advisory shows."""
    return {member.uid for member in web.members}
