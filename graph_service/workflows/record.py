"""The record as people read it: who saw a student, and what accounts did. Reading it is itself recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from graph_service.access.reader import OPERATOR, Reader
from graph_service.errors import BadInput, Fault, NotThere
from graph_service.store import looks
from graph_service.store.looks import Told
from graph_service.store.scope import may_see
from graph_service.workflows.flags import school_named
from graph_service.workflows.noting import REFUSED, note, note_operator
from graph_service.workflows.reading import TO_THEM, Desk

USUAL = timedelta(days=90)
EARLIEST = date(2000, 1, 1)
"""There is no record of a day before; and no instant before the year 1 in any zone."""
MOST = 1000
_SAID = (
    "recorded what the student said",
    "recorded a report",
    "took back a conversation",
    "took back a report",
    "took something back",
)
"""Actions about what was said, perhaps in confidence: how many students they name would tell how many peers were named."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: when, who (an account's name, or who ran the command line) and in which role, what they did, and by what right.

    ``login`` is that of the account, since two may have one name; '' where it was none. ``role`` is the role at the time;
    of entries that do not tell it, today's. ``reason`` is told of them, not to them; ``subject`` is what it was about: an
    id, or an address that was refused, and ``about`` the name and login of the account, if it is another one;
    ``students`` how many students it showed; None where that would tell of whom a student spoke.
    """

    at: datetime
    who: str
    role: str
    action: str
    reason: str
    subject: str
    students: int | None
    about: str = ""
    login: str = ""


@dataclass(frozen=True, slots=True)
class StudentRecord:
    """Who saw a student from a day on, the latest first; ``cut`` when there is more."""

    uid: str
    name: str
    since: date
    entries: tuple[Entry, ...]
    cut: bool


@dataclass(frozen=True, slots=True)
class AccountsRecord:
    """What accounts did and what was done to them from a day on, the latest first; ``cut`` when there is more."""

    since: date
    entries: tuple[Entry, ...]
    cut: bool


def read_since(parameters: Mapping[str, str], today: date) -> date:
    """The day from which the record is read: ninety days ago unless ``since`` says otherwise; BadInput for what is no such day."""
    text = parameters.get("since", "").strip()
    if not text:
        return today - USUAL
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day < EARLIEST:
        message = f"“{text[:40]}” is not a day since {EARLIEST.isoformat()}; write it as YYYY-MM-DD."
        raise BadInput("The record cannot be read.", [Fault("the request", None, "since", "day", message)])
    return day


def student_record(desk: Desk, reader: Reader, student: str, since: date) -> StudentRecord:
    """Who saw the student, for a lead of a school of theirs; NotThere for everybody else, as if nobody had that uid."""
    if not any(reason == "leads" for reason, _ in may_see(desk.engine, reader.account, desk.today(), student)):
        raise NotThere("There is no such page.")
    found = _of_student(desk, student, since, MOST)
    note(desk, reader, "read who saw a student", student, students=[student])
    return found


def student_record_named(desk: Desk, school: str, id: str, since: date) -> StudentRecord:
    """Who saw the student of the school's own id, for the operator; NotThere when there is no such school or student."""
    place = school_named(desk, school)
    facts = desk.facts(place)
    here = {row.student for row in facts.enrolments if row.school == place.uid}
    uid = next((uid for uid in here if facts.people[uid].id == id), None)
    if uid is None:
        raise NotThere(f"There is no student “{id[:40]}” at {school}.")
    found = _of_student(desk, uid, since, None)
    note_operator(desk, "read who saw a student", uid, [uid])
    return found


def accounts_record(
    desk: Desk, reader: Reader, accounts: Sequence[str], since: date, most: int | None = MOST
) -> AccountsRecord:
    """What these accounts (uids) did from a day on, and what others did to them."""
    found = looks.by_accounts(desk.engine, accounts, _start(desk, since), _end(desk))
    if reader == OPERATOR:
        note_operator(desk, "read what accounts did", " ".join(accounts), [])
    else:
        note(desk, reader, "read what accounts did", reader.account)
    entries = tuple(
        _entry(told, "; ".join(sorted({told.look.reason, *told.look.rights} - {""}))) for told in found[:most]
    )
    return AccountsRecord(since, entries, len(entries) < len(found))


def _of_student(desk: Desk, student: str, since: date, most: int | None) -> StudentRecord:
    name = next((row["name"] for row in desk.engine.read("people_students", uids=[student])), "")
    found = looks.at_student(desk.engine, student, _start(desk, since), _end(desk))
    entries = tuple(_entry(told, told.look.right_to(student)) for told in found[:most])
    return StudentRecord(student, name, since, entries, len(entries) < len(found))


def _entry(told: Told, right: str) -> Entry:
    look = told.look
    operator = look.account == OPERATOR.account
    user = (look.reason if told.about else look.detail) if operator else ""
    role = (told.role_today if look.role is None else look.role) or look.account
    return Entry(
        at=look.at,
        who=told.who or user or look.account or "somebody",
        role=role,
        action=look.action,
        reason="" if operator and not look.rights else right.replace(TO_THEM, ""),
        subject=look.subject,
        students=None if look.action.removeprefix(REFUSED) in _SAID else len(look.students),
        about=f"{told.about} ({told.about_login})"
        if told.about and look.subject not in ("", look.account) and look.account
        else "",
        login=told.login or "",
    )


def _start(desk: Desk, since: date) -> datetime:
    return datetime.combine(since, time.min, desk.zone).astimezone(UTC)


def _end(desk: Desk) -> datetime:
    return desk.now() + timedelta(seconds=1)
