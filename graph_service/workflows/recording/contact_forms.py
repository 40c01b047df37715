"""A day on which an adult and a student were in touch, as a form of the student's page says it."""

from collections.abc import Sequence
from datetime import date

from analysis.names import spoken
from facts.days import day_words
from facts.people import STUDENT
from facts.statements import Contact
from graph_service.access.reader import Reader
from graph_service.errors import Fault
from graph_service.store.student_surroundings import Known, adult_of, contact_kinds
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.recording.forms import Form, record
from graph_service.workflows.recording.person_lookup import NamedPerson, is_same_name, new_adult


def log_contact(
    desk: Desk,
    reader: Reader,
    student: str,
    *,
    day: date,
    kind: str,
    person: str | None = None,
    picked: str = "",
    by: str | None = None,
    unread: Sequence[Fault] = (),
) -> None:
    """Record that an adult and the student were in touch on a day; ``person`` None is the reader's
    own adult. ``picked`` is the uid of the person, where their name was picked.

    A pastoral lead whose account is no adult yet becomes one, of the staff, with their first
    contact.

    Raises NotThere, or BadInput with every fault: also where the same contact is recorded already.
    """

    def fill(form: Form) -> None:
        form.past("day", day)
        said_kind = form.text("kind", kind)
        if said_kind is None:
            form.refuse(
                "kind",
                "required",
                "Say what it was: a meeting, an exhibition, an internship day, a call …",
            )
        said_by = form.text("by", by) or reader.name
        if person:
            adult = form.find(form.named_as(NamedPerson(person, picked=picked)), "adult")
        else:
            adult = _own_adult(form, reader)
        if adult is None or said_kind is None:
            return
        if said_kind in contact_kinds(form.tx, student, adult.uid, day):
            message = (
                f"This contact with {spoken(adult.name)} on {day_words(day)} is recorded already."
            )
            form.refuse("day", "duplicate", message)
        form.changes.add.append(
            Contact(adult.uid, student, day, said_kind, said_by, reader.account)
        )

    record(desk, reader, student, "logged a contact", fill, unread)


def _own_adult(form: Form, reader: Reader) -> Known | None:
    accounts = form.tx.run("account_by_uid", uid=reader.account, today=form.today)
    uid = next((row["adult"] for row in accounts), None)
    adult = None if uid is None else adult_of(form.tx, uid)
    if adult is None and form.leads:
        return _new_staff(form, reader)
    if adult is None:
        form.refuse(
            "person", "required", "Say which adult was in touch: this account is not linked to one."
        )
    return adult


def _new_staff(form: Form, reader: Reader) -> Known | None:
    """The lead as an adult of the school; nobody where somebody of that name is there already: it
    may be them.
    """
    if any(
        person.kind != STUDENT and is_same_name(person.name, reader.name)
        for person in form.people.values()
    ):
        message = (
            f"Somebody called {spoken(reader.name)} is known here already. Ask an administrator to "
            "link this account to them, or name the adult who was in touch."
        )
        form.refuse("person", "required", message)
        return None
    found = new_adult(form.student, reader.name, "staff")
    form.make_known(found)
    form.becomes = found.person.uid
    return found.person
