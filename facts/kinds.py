"""The kinds of fact together: what makes one the same, and whom it is about."""

from collections.abc import Iterator

from facts.statements import Answer, Contact, Report
from facts.ties import Enrolment, Membership, Place, RoleTie

Said = Answer | Report | Contact
"""The kinds that people said or logged: an administrator is not told which of them are there."""
Tie = RoleTie | Enrolment | Membership | Place | Said


def tie_key(tie: Tie) -> tuple[object, ...]:
    """The key that makes a tie the same one."""
    match tie:
        case RoleTie():
            return (tie.role, tie.alter, tie.student, tie.since)
        case Answer():
            return (tie.round, tie.informant, tie.about)
        case Report():
            return (tie.round, tie.ego, tie.alter, tie.informant)
        case Contact():
            return (tie.adult, tie.student, tie.held_on, tie.kind)
        case _:
            return tuple(tie)


def people_of(tie: Tie) -> Iterator[str]:
    """The people whom a tie is about or comes from."""
    match tie:
        case RoleTie():
            yield from (tie.alter, tie.student)
        case Report():
            yield from (tie.ego, tie.alter, tie.informant)
        case Answer():
            yield from (tie.informant, *([] if tie.about is None else [tie.about]))
        case Contact():
            yield from (tie.adult, tie.student)
        case Enrolment() | Membership():
            yield tie.student
        case Place():
            pass


def students_of(tie: Tie) -> Iterator[str]:
    """The students whom a tie is about."""
    match tie:
        case RoleTie():
            yield from (tie.student, *([tie.alter] if tie.role == "peer" else []))
        case Report():
            yield from (tie.ego, *([tie.alter] if tie.of_peer else []))
        case Answer():
            about = tie.informant if tie.by_student else tie.about
            yield from [] if about is None else [about]
        case Contact() | Enrolment() | Membership():
            yield tie.student
        case Place():
            pass


def tie_values(tie: Tie) -> tuple[object, ...]:
    """The content of a tie beside its key; its recorder is no part of it."""
    if isinstance(tie, RoleTie):
        return (tie.until, tie.detail)
    return told(tie)


def told(tie: Tie) -> tuple[object, ...]:
    """All that a tie says; who recorded it is no part of it."""
    match tie:
        case RoleTie() | Answer() | Report() | Contact():
            return tuple(tie)[:-1]
        case _:
            return tuple(tie)
