"""The people present on a day, and the ties in force."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from analysis.presence import begun, begun_ties, enrolled, first_day, in_force, presence
from facts.recorded import Recorded
from facts.statements import Answer, Round
from graph_service.records.tables import AdultRow, StudentRow, Tables, TieRow
from tests.analysis.tables_to_facts import facts_of, saying, uid_of

DAY = date(2026, 3, 2)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
Span = tuple[date | None, date | None]


def student(id: str, status: str, span: Span) -> StudentRow:
    """A student of North with a status and the days of their enrolment."""
    return StudentRow(2, id, id, "North", status=status, enrolled_on=span[0], left_on=span[1])


@pytest.mark.parametrize(
    ("span", "has_begun", "holds"),
    [
        ((None, None), True, True),
        ((DAY, None), True, True),
        ((AFTER, None), False, False),
        ((None, AFTER), True, True),
        ((None, DAY), True, False),
        ((BEFORE, DAY), True, False),
    ],
)
def test_a_tie_holds_from_its_first_day_until_before_its_last(
    span: Span, has_begun: bool, holds: bool
) -> None:
    """The first day belongs to the tie, the day it ends does not; an open end is always or
    still.
    """
    (tie,) = facts_of(Tables(ties=[TieRow(2, "s", "a", "mentor", *span)])).ties
    assert begun(tie.fact, DAY) is has_begun
    assert in_force(tie.fact, DAY) is holds


@pytest.mark.parametrize(
    ("status", "span", "there"),
    [
        ("enrolled", (None, None), True),
        ("enrolled", (DAY, None), True),
        ("enrolled", (AFTER, None), False),
        ("enrolled", (None, DAY), False),
        ("left", (None, AFTER), True),
        ("left", (None, None), False),
        ("graduated", (BEFORE, None), False),
    ],
)
def test_a_student_is_there_while_enrolled(status: str, span: Span, there: bool) -> None:
    """A student who is not enrolled on the day is away on it; a day of leaving that lies ahead
    outweighs the status.
    """
    facts = facts_of(Tables(students=[student("s", status, span)]))
    assert enrolled(facts, DAY, "North") == ([uid_of("s")] if there else [])
    assert (uid_of("s") in presence(facts, DAY).away) is not there


@pytest.mark.parametrize(
    ("span", "there"),
    [
        ((None, None), True),
        ((DAY, None), True),
        ((AFTER, None), False),
        ((None, DAY), False),
        ((None, AFTER), True),
    ],
)
def test_an_adult_is_there_on_their_active_days(span: Span, there: bool) -> None:
    """An adult is away before their first active day and from the day their time ends."""
    facts = facts_of(
        Tables(adults=[AdultRow(2, "a", "Ada", "staff", active_from=span[0], active_until=span[1])])
    )
    assert (uid_of("a") in presence(facts, DAY).away) is not there


def test_a_student_without_any_enrolment_is_not_away() -> None:
    """A student without an enrolment has not left; nor are they enrolled."""
    facts = replace(
        facts_of(Tables(students=[student("s", "enrolled", (None, None))])), enrolments=[]
    )
    assert uid_of("s") not in presence(facts, DAY).away
    assert enrolled(facts, DAY, "North") == []


def test_a_student_in_two_grades_over_time_is_there_once() -> None:
    """Any one enrolment in force makes a student present, and several list them once, in the order
    of the first.
    """
    facts = facts_of(
        Tables(students=[student("s", "left", (None, DAY)), student("t", "enrolled", (None, None))])
    )
    first = facts.enrolments[0]
    facts = replace(
        facts,
        enrolments=[
            first,
            *facts.enrolments,
            saying(first, since=DAY, until=None, status="enrolled"),
        ],
    )
    assert enrolled(facts, DAY, "North") == [uid_of("t"), uid_of("s")]
    assert presence(facts, DAY).away == frozenset()


def test_a_student_of_another_school_is_there_but_not_enrolled_here() -> None:
    """A peer at another school is not away, and not one of this school's students."""
    facts = facts_of(Tables(students=[student("s", "enrolled", (None, None))]))
    assert enrolled(facts, DAY, "South") == []
    assert presence(facts, DAY).away == frozenset()


def test_a_peer_tie_is_read_from_both_ends_and_an_adults_from_the_student() -> None:
    """Ended ties that had begun are listed; ties yet to begin are not."""
    students = [student(id, "enrolled", (None, None)) for id in ("s", "t")]
    ties = [
        TieRow(2, "s", "t", "peer", BEFORE, DAY),
        TieRow(3, "s", "a", "mentor", DAY),
        TieRow(4, "t", "a", "teacher", AFTER),
    ]
    facts = facts_of(Tables(students, [AdultRow(2, "a", "Ada", "staff")], ties))
    peer, mentor, _ = (row.fact for row in facts.ties)
    s, t, a = uid_of("s"), uid_of("t"), uid_of("a")
    assert begun_ties(facts.ties, DAY) == {s: {t: [peer], a: [mentor]}, t: {s: [peer]}}


def test_the_first_day_is_that_of_the_earliest_thing_that_has_a_day() -> None:
    """A round counts once it has an answer; without any day it is when the students were recorded,
    and nothing has none.
    """
    nobody = facts_of(Tables())
    assert first_day(nobody) is None
    plain = facts_of(Tables(students=[student("s", "enrolled", (None, None))]))
    recorded = plain.enrolments[0].recorded_at.date()
    assert first_day(plain) == recorded
    dated = replace(plain, enrolments=[saying(plain.enrolments[0], since=date(2001, 9, 1))])
    assert first_day(dated) == min(recorded, date(2001, 9, 1))
    asked = Round("r", "r", "student_voice", "both", date(2000, 1, 1), None, None, None)
    held = replace(dated, rounds={"r": asked})
    assert first_day(held) == date(2001, 9, 1)
    answer = Answer("r", uid_of("s"), True, uid_of("s"), "answered")
    answers = [Recorded("a", answer, plain.enrolments[0].recorded_at)]
    assert first_day(replace(held, answers=answers)) == date(2000, 1, 1)
