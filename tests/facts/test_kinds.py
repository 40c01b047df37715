"""The key of a fact, its content, and the people it is about."""

from datetime import date

import pytest

from facts.kinds import Tie, people_of, students_of, tie_key, tie_values, told
from facts.statements import Answer, Contact, Report
from facts.ties import Enrolment, Membership, Place, RoleTie

DAY = date(2026, 3, 2)
MENTOR = RoleTie("mentor", "uma", "ann", DAY, None, "boats", "clerk")
REPORT = Report("r", "ann", "bea", True, "ann", "supportive", 3, ("listens",), DAY, False, "clerk")
ANSWER = Answer("r", "uma", False, "ann", "answered", DAY, 1, 2, "clerk")
CONTACT = Contact("uma", "ann", DAY, "meeting", "Ms Uma", "clerk")
ENROLLED = Enrolment("ann", "met", "10", "enrolled", DAY, None)
MEMBER = Membership("ann", "blue", DAY, None)
PLACE = Place("adult", "uma", "met", None, None)
EVERY = (MENTOR, REPORT, ANSWER, CONTACT, ENROLLED, MEMBER, PLACE)


@pytest.mark.parametrize(
    ("tie", "otherwise"),
    [
        (MENTOR, {"until": DAY, "detail": None, "recorded_by": None}),
        (REPORT, {"support": "none", "kinds": (), "confidential": True, "recorded_by": None}),
        (ANSWER, {"status": "asked", "unnamed_peers": 0, "recorded_by": None}),
        (CONTACT, {"by": None, "recorded_by": None}),
    ],
)
def test_a_fact_of_which_something_else_is_said_is_the_same_one(
    tie: RoleTie | Report | Answer | Contact, otherwise: dict[str, object]
) -> None:
    """Its key stays, whatever else is said and whoever recorded it; what it says does not."""
    other = tie._replace(**otherwise)  # type: ignore[arg-type]
    assert tie_key(other) == tie_key(tie)
    assert tie_values(other) != tie_values(tie)


@pytest.mark.parametrize("tie", EVERY)
def test_who_recorded_a_fact_is_no_part_of_what_it_says(tie: Tie) -> None:
    """Two accounts that say the same say the same; nothing else of the fact is left out."""
    fields = {name: value for name, value in tie._asdict().items() if name != "recorded_by"}
    assert told(tie) == tuple(fields.values())


def test_a_tie_of_another_first_day_is_another_tie() -> None:
    """The same two may have been tied before; the bond between them is the same."""
    earlier = MENTOR._replace(since=None)
    assert tie_key(earlier) != tie_key(MENTOR)
    assert earlier.bond == MENTOR.bond == ("mentor", "uma", "ann")


@pytest.mark.parametrize(
    ("tie", "people", "students"),
    [
        (MENTOR, {"uma", "ann"}, {"ann"}),
        (MENTOR._replace(role="peer", alter="bea"), {"bea", "ann"}, {"ann", "bea"}),
        (REPORT, {"ann", "bea"}, {"ann", "bea"}),
        (REPORT._replace(alter="uma", of_peer=False), {"ann", "uma"}, {"ann"}),
        (ANSWER, {"uma", "ann"}, {"ann"}),
        (ANSWER._replace(about=None), {"uma"}, set()),
        (ANSWER._replace(informant="ann", by_student=True), {"ann"}, {"ann"}),
        (CONTACT, {"uma", "ann"}, {"ann"}),
        (ENROLLED, {"ann"}, {"ann"}),
        (MEMBER, {"ann"}, {"ann"}),
        (PLACE, set(), set()),
    ],
)
def test_whom_a_fact_is_about(tie: Tie, people: set[str], students: set[str]) -> None:
    """Everybody who is an end, an informant or spoken about; and of these the students."""
    assert set(people_of(tie)) == people
    assert set(students_of(tie)) == students
