"""Places in the classes of a roster: who advises and who teaches whom, while it lasts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from graph_service.formats.held_roles import STUDENT
from graph_service.formats.roster import Roster, Seat
from graph_service.formats.roster_decisions import Decisions
from graph_service.formats.values import DETAIL_LIMIT

_OVER = (
    "Places in a class of who teaches it, whose role at its school is over, were read as "
    "over with it"
)
LOST = "Places in a class that is not there, or of a person who is not, were not read"


def tell_seats(roster: Roster, told: Decisions) -> None:
    """Advisors, from advisories, who may see their students, and teachers, from other classes,
    while their role lasts: one tie a pair and role.
    """
    by_section: defaultdict[str, list[Seat]] = defaultdict(list)
    for seat in _known(roster, told):
        by_section[seat.section].append(seat)
    pairs: dict[tuple[str, str, str], list[tuple[Seat, Seat, date | None]]] = {}
    for section, seats in by_section.items():
        role = "advisor" if roster.sections[section].advisory else "teacher"
        school = roster.organisations.school(roster.sections[section].school)
        for teacher in _teachers(seats, role):
            over = told.over(teacher.person, school, roster.day) if roster.whole else None
            if over is not None and (teacher.until is None or teacher.until > over):
                roster.note(teacher.sheet, teacher.line, _OVER, "over")
            for student in seats:
                if not student.teaches and student.person != teacher.person:
                    until = _until(student, teacher, over)
                    pairs.setdefault((student.person, teacher.person, role), []).append(
                        (student, teacher, until)
                    )
    for (student_id, alter_id, role), together in pairs.items():
        seat = together[0][0]
        titles = dict.fromkeys(roster.sections[student.section].title for student, *_ in together)
        sinces = [_latest(student.since, teacher.since) for student, teacher, _ in together]
        untils = [until for *_, until in together]
        roster.found.draft("ties", seat.sheet).add(
            seat.line,
            student_id=student_id,
            alter_id=alter_id,
            role=role,
            since=day_text(None if None in sinces else _earliest(*sinces)),
            until=day_text(None if None in untils else _latest(*untils)),
            detail="; ".join(filter(None, titles))[:DETAIL_LIMIT],
        )


def _until(student: Seat, teacher: Seat, over: date | None) -> date | None:
    """The last day of a pair in a class; where the teacher's role was ``over`` before the class
    began, the first.
    """
    ends = None if over is None else _latest(over, student.since, teacher.since)
    return _earliest(student.until, teacher.until, ends)


def _known(roster: Roster, told: Decisions) -> Iterator[Seat]:
    """The seats in classes and of people that are there; of the others it is noted how many there
    are, and why.
    """
    for seat in roster.seats:
        why = _unread(roster, told, seat)
        if not why:
            yield seat
        else:
            roster.note(seat.sheet, seat.line, why, "not-there" if why == LOST else "left-out")


def _unread(roster: Roster, told: Decisions, seat: Seat) -> str:
    """Why a seat is not read; '' where it is."""
    section = roster.sections.get(seat.section)
    if section is None:
        return LOST
    reasons = (
        (section.gone, "Places in classes that are not active were not read"),
        (
            seat.person in roster.found.departed,
            "Places in classes of people who are not active were not read",
        ),
        (
            seat.role != STUDENT and not seat.teaches,
            (
                "Places in classes of people who neither learn nor teach there, such as aides, "
                "were not read"
            ),
        ),
        (roster.whole and not told.role(seat.person), LOST),
        (
            roster.whole and (told.role(seat.person) == STUDENT) is seat.teaches,
            "Places of students as teachers, or of others as students, were not read",
        ),
    )
    return next((why for holds, why in reasons if holds), "")


def day_text(day: date | None) -> str:
    """The day as our tables write it; blank where there is none."""
    return "" if day is None else day.isoformat()


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day is not None), default=None)


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _teachers(seats: Iterable[Seat], role: str) -> list[Seat]:
    """Those who teach the class; of an advisory the primary ones, where some are."""
    teachers = [seat for seat in seats if seat.teaches]
    primary = [seat for seat in teachers if seat.primary]
    return primary if primary and role == "advisor" else teachers
