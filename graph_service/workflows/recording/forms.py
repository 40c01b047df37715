"""A form that an action of a student's page fills in: checked whole, then written in one
transaction, or not.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from facts.choices import SUPPORTS
from facts.days import day_words
from facts.people import STUDENT
from facts.statements import CONVERSATION, Round
from facts.ties import Place
from graph_service.access.reader import Reader
from graph_service.errors import BadInput, Fault, NotThere, Unseen
from graph_service.formats.values import EARLIEST
from graph_service.records.audit import Look
from graph_service.records.changes import Changes, StudentNode, key_of, students_in
from graph_service.records.texts import unfit
from graph_service.store.accounts import Change, link_to_adult
from graph_service.store.audit import append
from graph_service.store.changes import apply_changes
from graph_service.store.current import locked_revisions, read_secret
from graph_service.store.engine import Transaction
from graph_service.store.identity import new_uid
from graph_service.store.scope import may_see, paths_among
from graph_service.store.student_surroundings import (
    Known,
    StudentPlace,
    round_of_key,
    school_people,
    student_place,
)
from graph_service.workflows.audit.log import REFUSED, as_few, note, role_of
from graph_service.workflows.audit.rights import rights_in
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.recording.person_lookup import (
    Ends,
    Found,
    NamedPerson,
    fault,
    find_person,
    is_same_name,
    meant_by,
)

TEXT_LIMIT = 500
NOT_THERE = "There is no such student among those you may see."


@dataclass
class Form:
    """The form of one action: the changes, and every fault found on the way.

    ``leads`` when the reader is a pastoral lead of the student, and so of the school whose people
    these are; ``named`` are the students whom what was typed may mean, or whom a fault tells of;
    ``did`` says for the record what was done, where that shows only here; ``becomes`` is the adult
    that the reader's account is from now on; ``seen`` holds the marks
    of what faults show that this would take the place of.
    """

    tx: Transaction
    student: StudentPlace
    today: date
    leads: bool
    changes: Changes = field(default_factory=Changes)
    named: set[str] = field(default_factory=set)
    did: str = ""
    becomes: str = ""
    seen: str = ""
    faults: list[Fault] = field(default_factory=list)

    @cached_property
    def people(self) -> dict[str, Known]:
        """Everyone known at the school by uid; read once, and only where a name is to be found."""
        return school_people(self.tx, self.student.school, self.student.uid)

    def refuse(self, column: str, rule: str, message: str) -> None:
        """Add a fault."""
        self.faults.append(fault(column, rule, message))

    @contextmanager
    def of_person(self, number: int) -> Iterator[None]:
        """Faults found meanwhile are those of the person named in this place, from 1."""
        before = len(self.faults)
        yield
        self.faults[before:] = [fault._replace(line=number) for fault in self.faults[before:]]

    @contextmanager
    def of_side(self, side: str) -> Iterator[None]:
        """Faults found meanwhile are those of what was said about this side."""
        before = len(self.faults)
        yield
        self.faults[before:] = [
            fault._replace(column=f"{side}-{fault.column}") for fault in self.faults[before:]
        ]

    def find(
        self, given: str, ends: Ends, new_kind: str | None = None, *, offers: str = ""
    ) -> Known | None:
        """The person meant, made known where that is asked for; a fault and None where nobody can
        tell.
        """
        found = find_person(
            self.people, self.student, given, ends, new_kind, by_id=self.leads, offers=offers
        )
        if isinstance(found, Fault):
            self.faults.append(found)
            meant = meant_by(self.people, self.student, given, ends, by_id=self.leads)
            self.named |= {person.uid for person in meant if person.kind == STUDENT}
            return None
        if found.person.kind == STUDENT:
            self.named.add(found.person.uid)
        self.make_known(found)
        return found.person

    def make_known(self, found: Found) -> None:
        """Make somebody known who was not."""
        if isinstance(found.new, StudentNode):
            self.changes.students.append(found.new)
        elif found.new is not None:
            self.changes.adults.append(found.new)
            place = Place("adult", found.person.uid, self.student.school, None, None)
            self.changes.add.append(place)
        self.people[found.person.uid] = found.person

    def named_as(self, person: NamedPerson) -> str:
        """The uid of the person who was picked, where the field still has their name; else what
        stands in the field.
        """
        picked = self.people.get(person.picked)
        still = picked is not None and is_same_name(picked.name, person.person)
        return person.picked if still else person.person

    def past(self, column: str, day: date) -> None:
        """Refuse a day that lies ahead, or before anything."""
        if day > self.today:
            self.refuse(
                column,
                "future",
                f"{day_words(day)} lies in the future; give today or an earlier day.",
            )
        if day < EARLIEST:
            self.refuse(column, "past", f"{day_words(day)} lies before 1950; correct it.")

    def word(self, support: str, strength: int | None) -> None:
        """Refuse a support or strength there is not."""
        if support not in SUPPORTS:
            self.refuse("support", "support", f"“{support[:40]}” is none of {', '.join(SUPPORTS)}.")
        if strength is not None and strength not in (1, 2, 3):
            self.refuse("strength", "strength", "The strength is 1, 2 or 3, or left out.")

    def text(self, column: str, text: str | None) -> str | None:
        """One line of text, None for blank."""
        cleaned = " ".join(text.split()) if text is not None else ""
        if why := unfit(cleaned, TEXT_LIMIT):
            self.refuse(column, "text", why)
        return cleaned or None

    def round(self, id: str, asks: str, day: date, kind: str = CONVERSATION) -> str:
        """The uid of the school's round of this id, made when it is not there yet."""
        source = self.student.school_name
        uid = round_of_key(self.tx, key_of(source, id))
        if uid is None:
            uid = new_uid()
            self.changes.rounds.append(Round(uid, id, kind, asks, day, day, source=source))
            self.changes.add.append(Place("round", uid, self.student.school, None, None))
        return uid


def record(
    desk: Desk,
    reader: Reader,
    student: str,
    action: str,
    fill: Callable[[Form], None],
    unread: Sequence[Fault] = (),
) -> None:
    """Check the scope, let ``fill`` fill in a form inside one write transaction, and write it if it
    has no fault.

    The transaction also writes into the record that the reader did the ``action``: both are there,
    or neither. A form with faults is recorded too, since a fault may say who is known at the
    school. ``unread`` are faults of what the door could not read: they are told together with those
    found here. The scope is looked at first, and again by the transaction that writes: it may have
    waited while the right was taken away. Raises NotThere where the reader may not see the student,
    BadInput with every fault, and what a write raises.
    """
    today = desk.today()
    before = may_see(desk.engine, reader.account, today, student)
    if not before:
        raise NotThere(NOT_THERE)
    led = {via for reason, via in before if reason == "leads"}
    secret = read_secret(desk.engine)
    recorded_at = desk.now()
    shown = {student}

    def work(tx: Transaction) -> None:
        place = student_place(tx, student, today, led)
        if place is None:
            raise NotThere(NOT_THERE)
        locked_revisions(tx, [place.school])
        paths = paths_among(tx, reader.account, today, [student])
        if not paths:
            raise NotThere(NOT_THERE)
        leads = any(path.reason == "leads" and path.via == place.school_name for path in paths)
        form = Form(tx, place, today, leads, faults=list(unread))
        fill(form)
        shown.update(form.named)
        if form.faults:
            raise (
                Unseen("Nothing was recorded.", form.faults, mark=form.seen)
                if form.seen
                else BadInput("Nothing was recorded.", form.faults)
            )
        if form.changes:
            apply_changes(tx, form.changes, secret, recorded_at)
        if form.becomes:
            change = Change(recorded_at, today, reader.account, role=reader.role)
            link_to_adult(tx, reader.account, form.becomes, change)
        rights = rights_in(tx, desk, reader, shown | students_in(form.changes))
        told = (rights[student], "", tuple(rights), role_of(reader), tuple(as_few(rights)))
        append(tx, [Look(recorded_at, reader.account, form.did or action, student, *told)])

    try:
        desk.engine.write(work)
    except BadInput:
        note(desk, reader, f"{REFUSED}{action}", student, students=shown)
        raise
