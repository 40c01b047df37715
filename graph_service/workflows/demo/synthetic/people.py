"""The people of the school: students in advisories of fifteen, last year's graduates, those who
left, and the staff.
"""

import unicodedata
from datetime import date

from graph_service.workflows.demo.synthetic.days import YEAR, day_between
from graph_service.workflows.demo.synthetic.draft import Pupil, SchoolDraft
from graph_service.workflows.demo.synthetic.plan import StudentPlan, plans

SEATS = 15
LOW_INCOME = 0.68
GRADUATES = 0.2
LEAVERS = 0.03
PER_TEACHER = 18
PER_OTHER = 50
QUIET_ADVISOR = 4
"""One of so many advisors does not answer."""

ADVISORIES = (
    "Alder Beacon Birch Canyon Cedar Compass Cypress Delta Dogwood Estuary Fern Gable Granite "
    "Grove Harvest Hazel Heron "
    "Juniper Kestrel Kiln Lantern Larch Loom Maple Marsh Meadow Mesa Mill Osprey Pier Plover "
    "Prairie Quarry Quay Rowan "
    "Sage Sandpiper Sycamore Tamarack Thicket Tideline Trellis Willow Workshop"
).split()
INTERESTS = (
    "animal care;architecture;astronomy;baking;bicycles;boat "
    "building;carpentry;ceramics;chess;childcare;coding;comics;"
    "cooking;dance;debate;documentary film;fashion;film;fisheries;football;gardening;graphic "
    "design;history;journalism;"
    "law;marine biology;mechanics;medicine;murals;music "
    "production;nursing;photography;poetry;print making;psychology;"
    "public health;radio;robotics;running;social work;songwriting;sound;sports "
    "medicine;teaching;theatre;urban planning;"
    "video games;welding;writing"
).split(";")

COMMUNITY = (
    "Tideline Youth Centre",
    "Harbor Boxing Club",
    "Lantern Street Library",
    "Corner Choir",
)
NOT_ASKED = StudentPlan("never")


def answers_for_advisees(advisory: int) -> bool:
    """Whether the advisor of this advisory (counted from 0) answers this year's round."""
    return advisory % QUIET_ADVISOR != 2


def advisory_name(advisory: int) -> str:
    """The name of an advisory, counted from 0; a number is added when the names come round
    again.
    """
    again, place = divmod(advisory, len(ADVISORIES))
    return ADVISORIES[place] if not again else f"{ADVISORIES[place]} {again + 1}"


def add_people(draft: SchoolDraft, students: int) -> None:
    """All students and staff; mentors and families come with their ties."""
    _add_staff(draft, students)
    drawn = _seated(draft, students)
    for seat in range(students):
        grade = _grade(seat)
        came = draft.days.came(grade)
        if drawn[seat].voice == "never":
            came = draft.days.ago(draft.chance.randint(1, 4))
        _add_pupil(draft, grade, seat // SEATS, came, drawn[seat])
    for place in range(round(students * GRADUATES)):
        came = draft.days.came(13)
        _add_pupil(
            draft,
            12,
            place * 2 % len(draft.advisors),
            came,
            NOT_ASKED,
            "graduated",
            draft.days.graduated,
        )
    for place in range(max(1, round(students * LEAVERS)) if students >= 10 else 0):
        grade = 9 + place % 4
        left = day_between(draft.chance, draft.days.year_began, draft.days.ago(10))
        _add_pupil(
            draft,
            grade,
            (place * 3 + 1) % len(draft.advisors),
            draft.days.came(grade),
            NOT_ASKED,
            "left",
            left,
        )
    _write_students(draft, students)


def _grade(seat: int) -> int:
    """Every other advisory mixes the grades, the ones between hold one grade each."""
    advisory = seat // SEATS
    return 9 + (seat % 4 if advisory % 2 == 0 else advisory // 2 % 4)


def _seated(draft: SchoolDraft, students: int) -> list[StudentPlan]:
    """A plan for each seat: those an advisor tells about sit where the advisor answers."""
    drawn = plans(draft.chance, students)
    told = [plan for plan in drawn if plan.told]
    others = [plan for plan in drawn if not plan.told]
    heard = [seat for seat in range(students) if answers_for_advisees(seat // SEATS)]
    seats = set(draft.chance.sample(heard, len(told)))
    return [told.pop() if seat in seats else others.pop() for seat in range(students)]


def _add_pupil(
    draft: SchoolDraft,
    grade: int,
    advisory: int,
    came: date,
    plan: StudentPlan,
    status: str = "enrolled",
    left: date | None = None,
) -> None:
    surname = draft.names.surname()
    place = len(draft.pupils) + len(draft.former)
    pupil = Pupil(
        f"S{place + 1:04}",
        draft.names.full(surname),
        surname,
        grade,
        advisory,
        came,
        left,
        status,
        plan,
    )
    (draft.pupils if status == "enrolled" else draft.former).append(pupil)


def _write_students(draft: SchoolDraft, students: int) -> None:
    low_income = [place < round(students * LOW_INCOME) for place in range(students)]
    draft.chance.shuffle(low_income)
    low_income += [draft.chance.random() < LOW_INCOME for _ in draft.former]
    for pupil, low in zip(draft.everyone(), low_income, strict=True):
        interests = tuple(draft.chance.sample(INTERESTS, draft.chance.randint(0, 3)))
        draft.add_student(pupil, advisory_name(pupil.advisory), interests, low)


def _add_staff(draft: SchoolDraft, students: int) -> None:
    for _ in range(-(-students // SEATS)):
        draft.advisors.append(add_staff(draft))
    for _ in range(2 + students // PER_TEACHER):
        draft.teachers.append(add_staff(draft))
    for place in range(2 + students // PER_OTHER):
        if place % 2 == 0:
            draft.others.append(add_staff(draft))
        else:
            name = draft.names.full(draft.names.surname())
            draft.others.append(
                draft.add_adult("community", name, organisation=draft.chance.choice(COMMUNITY))
            )


def add_staff(draft: SchoolDraft, active_until: date | None = None) -> str:
    """A new member of staff, with an address that nobody has; gives their id."""
    title, name = draft.names.titled(draft.names.surname())
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    email = f"{plain.lower().replace(' ', '.')}@school.example"
    since = draft.days.came(12) - draft.chance.randint(0, 6) * YEAR
    return draft.add_adult(
        "staff", f"{title} {name}", email=email, active_from=since, active_until=active_until
    )
