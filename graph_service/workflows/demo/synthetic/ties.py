"""The role ties: advisors, families, internship mentors, teachers, others, and peers."""

from collections import defaultdict
from datetime import date, timedelta

from graph_service.workflows.demo.synthetic.days import YEAR, day_between
from graph_service.workflows.demo.synthetic.draft import Bond, Pupil, SchoolDraft
from graph_service.workflows.demo.synthetic.people import INTERESTS, add_staff

ONE_PARENT = 0.38
NO_FAMILY = 0.03
SIBLING = 0.12
"""So many of those who share a surname with another student share the family."""
INTERNSHIP = {9: 0.25, 10: 0.55, 11: 0.65, 12: 0.65}
PAST_INTERNSHIP = 0.4
FORMER_INTERNSHIP = 0.6
OVER_LATELY = 0.05
"""So many internships ended in the last days, before their time."""
SAME_MENTOR = 0.3
NEW_ADVISOR = 16
"""One of so many advisories got another advisor this year."""

Family = list[tuple[str, str]]
"""Adults, each with what they are to the child."""

_RELATIONS = (
    ("mother", "father"),
    ("mother", "stepfather"),
    ("mother", "grandmother"),
    ("father", "aunt"),
    ("mother", "mother"),
)
_SINGLE = ("mother", "mother", "mother", "father", "grandmother", "aunt", "guardian")
_PLACES = (
    "Bakery;Bicycle Works;Boatyard;Botanical Garden;Brewhouse Theatre;Ceramics Studio;Children's "
    "Clinic;City Kitchen;"
    "Community Radio;Day Nursery;Design Office;Fire Station;Fisheries Lab;Food "
    "Bank;Garage;Joinery;Law Clinic;Library;"
    "Machine Shop;Museum;Newsroom;Nursing Home;Planning Office;Print Shop;Recording "
    "Studio;School of Dance;Shelter;"
    "Solar Cooperative;Sound Stage;Tailor's Shop;Tree Nursery;Veterinary Clinic;Welding Shop"
).split(";")
_STREETS = (
    "Anchor Bellwether Bluestone Copperline Eastgate Fernhill Gullwing Highwater Millrace "
    "Northlight Saltmarsh Slipway"
).split()
_SUBJECTS = ("mathematics", "science", "humanities", "Spanish", "art", "music", "health", "reading")


def add_adult_ties(draft: SchoolDraft) -> None:
    """Ties of adults to students of today and of before; students who are alone have none."""
    earlier = _earlier_advisors(draft)
    families: dict[str, list[Family]] = defaultdict(list)
    mentors: list[tuple[str, str]] = []
    for pupil in draft.everyone():
        if not pupil.plan.alone:
            _add_advisor(draft, pupil, earlier)
            _add_family(draft, pupil, families)
            _add_mentors(draft, pupil, mentors)
            if pupil.left is None:
                _add_teachers(draft, pupil)
    _add_advisors_child(draft)


def _bind(
    draft: SchoolDraft, pupil: Pupil, adult: str, role: str, since: date, detail: str | None = None
) -> None:
    draft.add_tie(pupil, adult, role, since, pupil.left, detail)
    pupil.bonds.append(Bond(adult, role))


def _earlier_advisors(draft: SchoolDraft) -> dict[int, str]:
    """For the advisories that changed advisors when the year began, the one who went."""
    return {
        advisory: add_staff(draft, active_until=draft.days.year_began)
        for advisory in range(3, len(draft.advisors), NEW_ADVISOR)
    }


def _add_advisor(draft: SchoolDraft, pupil: Pupil, earlier: dict[int, str]) -> None:
    since = pupil.came
    before = earlier.get(pupil.advisory)
    if before is not None and since < draft.days.year_began:
        until = min(draft.days.year_began, pupil.left or draft.days.year_began)
        draft.add_tie(pupil, before, "advisor", since, until)
        pupil.past.append(before)
        since = draft.days.year_began
    if pupil.left is None or pupil.left > since:
        _bind(draft, pupil, draft.advisors[pupil.advisory], "advisor", since)


def _add_family(draft: SchoolDraft, pupil: Pupil, families: dict[str, list[Family]]) -> None:
    """The family: two parents, one, or nobody on record; now and then that of a brother or
    sister.
    """
    chance = draft.chance
    if chance.random() < NO_FAMILY:
        return
    known = families[pupil.surname]
    if known and chance.random() < SIBLING:
        adults = chance.choice(known)
    else:
        relations = (
            (chance.choice(_SINGLE),) if chance.random() < ONE_PARENT else chance.choice(_RELATIONS)
        )
        adults = [
            (
                draft.add_adult("family", draft.names.full(_family_surname(draft, pupil, place))),
                relation,
            )
            for place, relation in enumerate(relations)
        ]
        known.append(adults)
    for adult, relation in adults:
        draft.add_tie(pupil, adult, "family", None, None, relation)
        pupil.bonds.append(Bond(adult, "family"))


def _family_surname(draft: SchoolDraft, pupil: Pupil, place: int) -> str:
    return pupil.surname if place == 0 or draft.chance.random() < 0.5 else draft.names.surname()


def _add_mentors(draft: SchoolDraft, pupil: Pupil, mentors: list[tuple[str, str]]) -> None:
    """This year's internship with its last day, and one of an earlier year."""
    chance, days = draft.chance, draft.days
    if (
        pupil.left is None
        and pupil.plan.voice != "never"
        and chance.random() < INTERNSHIP[pupil.grade]
    ):
        mentor, place = _mentor(draft, mentors)
        since = day_between(chance, days.ago(88), days.ago(78))
        if pupil.plan.adult == "many" and chance.random() < OVER_LATELY:
            draft.add_tie(
                pupil,
                mentor,
                "mentor",
                since,
                days.ago(chance.randint(1, 14)),
                f"internship at {place}",
            )
            pupil.past.append(mentor)
        else:
            until = days.today + timedelta(days=chance.randint(40, 190))
            draft.add_tie(pupil, mentor, "mentor", since, until, f"internship at {place}")
            pupil.bonds.append(Bond(mentor, "mentor"))
    before = FORMER_INTERNSHIP if pupil.status == "graduated" else PAST_INTERNSHIP
    if pupil.came < days.ago(425) and chance.random() < before:
        mentor, place = _mentor(draft, mentors)
        if all(bond.adult != mentor for bond in pupil.bonds) and mentor not in pupil.past:
            since = day_between(chance, days.ago(450), days.ago(430))
            draft.add_tie(
                pupil,
                mentor,
                "mentor",
                since,
                days.ago(chance.randint(180, 210)),
                f"internship at {place}",
            )
            pupil.past.append(mentor)


def _mentor(draft: SchoolDraft, mentors: list[tuple[str, str]]) -> tuple[str, str]:
    """A mentor and where they work; some take several interns."""
    chance = draft.chance
    if mentors and chance.random() < SAME_MENTOR:
        return chance.choice(mentors)
    place = f"{chance.choice(_STREETS)} {chance.choice(_PLACES)}"
    mentor = draft.add_adult(
        "mentor",
        draft.names.full(draft.names.surname()),
        organisation=place,
        capacity=chance.randint(1, 4),
        interests=tuple(chance.sample(INTERESTS, chance.randint(1, 2))),
    )
    mentors.append((mentor, place))
    return mentor, place


def _add_teachers(draft: SchoolDraft, pupil: Pupil) -> None:
    chance = draft.chance
    since = max(pupil.came, draft.days.year_began)
    for teacher in chance.sample(draft.teachers, 1 + (chance.random() < 0.2)):
        _bind(draft, pupil, teacher, "teacher", since, chance.choice(_SUBJECTS))
    if chance.random() < 0.12:
        _bind(draft, pupil, chance.choice(draft.others), "other", since)
    if pupil.came < draft.days.year_began and chance.random() < 0.08:
        teacher = chance.choice(draft.teachers)
        if all(bond.adult != teacher for bond in pupil.bonds):
            draft.add_tie(
                pupil, teacher, "teacher", draft.days.year_began - YEAR, draft.days.ago(180)
            )
            pupil.past.append(teacher)


def _add_advisors_child(draft: SchoolDraft) -> None:
    """One advisor is also the mother of a student in another advisory."""
    child = next(
        (
            pupil
            for pupil in draft.pupils
            if pupil.advisory == 1 and len(pupil.bonds) < 4 and pupil.bonds
        ),
        None,
    )
    if child is not None:
        draft.add_tie(child, draft.advisors[0], "family", None, None, "mother")
        child.bonds.append(Bond(draft.advisors[0], "family"))
