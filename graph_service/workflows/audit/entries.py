"""The record as people read it: who saw a student, and what accounts did. Reading it is itself
recorded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from graph_service.access.reader import OPERATOR, Reader
from graph_service.errors import BadInput, Fault, NotThere
from graph_service.records.audit import Look
from graph_service.store import audit
from graph_service.store.audit import Told
from graph_service.store.scope import Reason, may_see, paths_among
from graph_service.workflows.audit.log import REFUSED, note, note_operator
from graph_service.workflows.audit.rights import THROUGH
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.desk.schools import school_named
from graph_service.workflows.desk.sight import TO_THEM

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
"""Actions about what was said, perhaps in confidence: how many students they name would tell how
many peers were named."""
_WEBS = ("looked at a student", "looked at an adult", "looked at an advisory")
"""Looks that show whom somebody named: their numbers, before and after, would tell the same."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry: when, who (an account's name, or who ran the command line) and in which role, what
    they did, and by what right.

    ``login`` is that of the account, since two may have one name; '' where it was none. ``role`` is
    the role at the time; of entries that do not tell it, today's. ``reason`` is told of them, not
    to them; ``subject`` is what it was about: an id, or an address that was refused ('' where it is
    not the reader's to know), and ``about`` the name and login of the account, if it is another
    one; ``students`` how many students it showed; None where that would tell of whom a student
    spoke.
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
    """The looks at a student from a day on, the latest first; ``cut`` when there are more."""

    uid: str
    name: str
    since: date
    entries: tuple[AuditEntry, ...]
    cut: bool


@dataclass(frozen=True, slots=True)
class AccountsRecord:
    """The acts of accounts, and the acts upon them, from a day on, the latest first; ``cut`` when
    there are more.
    """

    since: date
    entries: tuple[AuditEntry, ...]
    cut: bool


def read_since(parameters: Mapping[str, str], today: date) -> date:
    """The day from which the record is read: ninety days ago unless ``since`` says otherwise;
    BadInput for what is no such day.
    """
    text = parameters.get("since", "").strip()
    if not text:
        return today - USUAL
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day < EARLIEST:
        message = (
            f"“{text[:40]}” is not a day since {EARLIEST.isoformat()}; write it as YYYY-MM-DD."
        )
        raise BadInput(
            "The record cannot be read.", [Fault("the request", None, "since", "day", message)]
        )
    return day


def student_record(desk: Desk, reader: Reader, student: str, since: date) -> StudentRecord:
    """The looks at the student, for a lead of a school of theirs; NotThere for everybody else, as
    if nobody had that uid.

    A report on another student is told only to leads of that student too. Nobody else gets that
    student's uid, or the size of a web that they do not lead.
    """
    if not any(
        reason == "leads"
        for reason, _ in may_see(desk.engine, reader.account, desk.today(), student)
    ):
        raise NotThere("There is no such page.")
    found = audit.at_student(desk.engine, student, _start(desk, since), _end(desk))
    led = _led(desk, reader, {student, *(told.look.subject for told in found)})
    theirs = [
        told for told in found if told.look.subject in led or not _is_saying(told.look.action)
    ]
    record = _of_student(desk, student, since, theirs, MOST)
    note(desk, reader, "read who saw a student", student, students=[student])
    return replace(
        record,
        entries=tuple(
            entry if entry.subject in led else _of_another(entry) for entry in record.entries
        ),
    )


def _of_another(entry: AuditEntry) -> AuditEntry:
    """The entry of a look at somebody whom the reader does not lead."""
    return replace(entry, subject="", students=None if entry.action in _WEBS else entry.students)


def _led(desk: Desk, reader: Reader, subjects: set[str]) -> set[str]:
    """Those of the subjects who are students whom the reader leads today."""
    leads: tuple[Reason, ...] = ("leads",)
    ways = desk.engine.read_together(
        lambda tx: paths_among(tx, reader.account, desk.today(), sorted(subjects), leads)
    )
    return {way.student for way in ways}


def student_record_named(desk: Desk, school: str, id: str, since: date) -> StudentRecord:
    """The looks at the student of the school's own id, for the operator; NotThere when there is no
    such school or student.
    """
    place = school_named(desk, school)
    facts = desk.facts(place)
    here = {row.fact.student for row in facts.enrolments if row.fact.school == place.uid}
    uid = next((uid for uid in here if facts.people[uid].id == id), None)
    if uid is None:
        raise NotThere(f"There is no student “{id[:40]}” at {school}.")
    found = _of_student(
        desk, uid, since, audit.at_student(desk.engine, uid, _start(desk, since), _end(desk)), None
    )
    note_operator(desk, "read who saw a student", uid, [uid])
    return found


def accounts_record(
    desk: Desk, reader: Reader, accounts: Sequence[str], since: date, most: int | None = MOST
) -> AccountsRecord:
    """The acts of these accounts (uids) from a day on, and the acts of others upon them.

    An administrator is not told how many students a web showed, and for a list only how many by the
    account's own right: the sizes of webs would show whom a student named, perhaps in confidence.
    """
    found = audit.by_accounts(desk.engine, accounts, _start(desk, since), _end(desk))
    if reader == OPERATOR:
        note_operator(desk, "read what accounts did", " ".join(accounts), [])
    else:
        note(desk, reader, "read what accounts did", reader.account)
    entries = tuple(
        _entry(told, "; ".join(sorted({told.look.reason, *told.look.rights} - {""})))
        for told in found[:most]
    )
    if reader != OPERATOR:
        entries = tuple(
            replace(entry, students=_by_own_right(told.look))
            for entry, told in zip(entries, found, strict=False)
        )
    return AccountsRecord(since, entries, len(entries) < len(found))


def _by_own_right(look: Look) -> int | None:
    """How many students an entry showed, as an administrator is told it."""
    if _is_saying(look.action) or look.action in _WEBS or not look.rights:
        return None
    return sum(look.right_to(student) not in THROUGH for student in look.students)


def _is_saying(action: str) -> bool:
    """Whether an action, or a refused one, is about what was said."""
    return action.removeprefix(REFUSED) in _SAID


def _of_student(
    desk: Desk, student: str, since: date, found: Sequence[Told], most: int | None
) -> StudentRecord:
    name = next((row["name"] for row in desk.engine.read("people_students", uids=[student])), "")
    entries = tuple(_entry(told, told.look.right_to(student)) for told in found[:most])
    return StudentRecord(student, name, since, entries, len(entries) < len(found))


def _entry(told: Told, right: str) -> AuditEntry:
    look = told.look
    operator = look.account == OPERATOR.account
    user = (look.reason if told.about else look.detail) if operator else ""
    role = (told.role_today if look.role is None else look.role) or look.account
    return AuditEntry(
        at=look.at,
        who=told.who or user or look.account or "somebody",
        role=role,
        action=look.action,
        reason="" if operator and not look.rights else right.replace(TO_THEM, ""),
        subject=look.subject,
        students=None if _is_saying(look.action) else len(look.students),
        about=f"{told.about} ({told.about_login})"
        if told.about and look.subject not in ("", look.account) and look.account
        else "",
        login=told.login or "",
    )


def _start(desk: Desk, since: date) -> datetime:
    return datetime.combine(since, time.min, desk.zone).astimezone(UTC)


def _end(desk: Desk) -> datetime:
    return desk.now() + timedelta(seconds=1)
