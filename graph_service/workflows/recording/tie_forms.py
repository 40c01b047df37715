"""A person's role for a student, as a form of the student's page says that it began or ended."""

from collections.abc import Sequence
from datetime import date

from facts.choices import ROLES
from facts.days import day_words
from facts.ties import RoleTie
from graph_service.access.reader import Reader
from graph_service.errors import Fault, NotThere
from graph_service.store.student_surroundings import own_ties
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.recording.forms import Form, record
from graph_service.workflows.recording.person_lookup import NEW
from graph_service.workflows.recording.role_ties import begin, check_advises, still_tied


def add_tie(
    desk: Desk,
    reader: Reader,
    student: str,
    *,
    person: str,
    role: str,
    since: date | None = None,
    until: date | None = None,
    detail: str | None = None,
    new_kind: str | None = None,
    unread: Sequence[Fault] = (),
) -> None:
    """Record what somebody is to a student. ``until`` may lie ahead (an internship's end).

    Raises NotThere, or BadInput with every fault: also where the same tie is in force already.
    Where an earlier one is over, a tie without a first day begins today. A lead decides who advises
    a student.
    """

    def fill(form: Form) -> None:
        if not role:
            form.refuse("role", "required", "Say what this person is to the student.")
        elif role not in ROLES:
            form.refuse("role", "role", f"“{role[:40]}” is none of {', '.join(ROLES)}.")
        check_advises(form, "role", role)
        if since is not None:
            form.past("since", since)
        if since is not None and until is not None and until <= since:
            form.refuse("until", "order", "The first day no longer lies after the first day.")
        said_detail = form.text("detail", detail)
        alter = (
            form.find(person, "peer")
            if role == "peer"
            else form.find(person, "adult", new_kind, offers=NEW)
        )
        if alter is None or role not in ROLES:
            return
        tie = RoleTie(role, alter.uid, student, since, until, said_detail, reader.account)
        if role == "peer" and form.student.key < alter.key:
            tie = tie._replace(alter=student, student=alter.uid)
        begin(form, tie, alter.name)

    record(desk, reader, student, "added a tie", fill, unread)


def end_tie(
    desk: Desk, reader: Reader, student: str, *, tie: str, until: date, unread: Sequence[Fault] = ()
) -> list[str]:
    """End a role tie of the student: ``until`` is its first day no longer. One of an advisor is a
    lead's to end.

    The ids of the ties by which the two are tied in that role today all the same (``role_ties``).
    Raises NotThere also for a tie that is not this student's, BadInput with every fault.
    """
    still: list[str] = []

    def fill(form: Form) -> None:
        form.past("until", until)
        ties = own_ties(form.tx, student)
        kept = next((held for held in ties if held.id == tie), None)
        if kept is None or not isinstance(kept.tie, RoleTie):
            raise NotThere("There is no such tie among those you may see.")
        check_advises(form, "until", kept.tie.role)
        if kept.tie.since is not None and until < kept.tie.since:
            form.refuse(
                "until",
                "order",
                f"The tie began on {day_words(kept.tie.since)}; it cannot end before.",
            )
        if kept.tie.until != until:
            form.changes.retract.append(kept)
            form.changes.add.append(kept.tie._replace(until=until))
        still[:] = still_tied(ties, [kept], form.today)

    record(desk, reader, student, "ended a tie", fill, unread)
    return still
