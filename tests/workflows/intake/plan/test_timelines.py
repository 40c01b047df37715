"""A student's chain of grades, and stays at one place after the other."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graph_service.workflows.intake.plan.timelines import (
    GradeInterval,
    Stay,
    continued,
    departed,
    ended,
    left,
    moved,
)

CAME = date(2025, 9, 1)
DAY = date(2026, 9, 1)
NINTH = GradeInterval("Met", "9", "enrolled", CAME, None)
TENTH = NINTH._replace(grade="10")

days = st.none() | st.dates(date(2024, 1, 1), date(2024, 1, 12))
links = st.builds(GradeInterval, st.sampled_from("AB"), st.sampled_from(["9", "10", None]),
                  st.sampled_from(["enrolled", "left", "graduated"]), days, days)  # fmt: skip


def test_another_grade_ends_the_old_and_begins_the_new() -> None:
    """On the effective day, and not before."""
    assert continued([NINTH], TENTH, DAY) == [NINTH._replace(until=DAY), TENTH._replace(since=DAY)]


def test_a_first_known_grade_is_a_correction() -> None:
    """A blank grade was never a grade of its own."""
    assert continued([NINTH._replace(grade=None)], NINTH, DAY) == [NINTH]


def test_a_grade_is_corrected_on_the_day_it_began() -> None:
    """Said otherwise on the same day, it never was; said back, the old one goes on."""
    moved_up = continued([NINTH], TENTH, DAY)
    assert continued(moved_up, NINTH._replace(grade="11"), DAY)[1].grade == "11"
    assert continued(moved_up, NINTH, DAY) == [NINTH]


def test_days_and_status_correct_the_ends() -> None:
    """The day they came is the first link's, the day they left and the status the last one's."""
    chain = continued([NINTH], TENTH, DAY)
    gone = continued(
        chain,
        TENTH._replace(since=date(2025, 8, 1), until=date(2027, 6, 1), status="graduated"),
        DAY,
    )
    assert [(link.since, link.until, link.status) for link in gone] == [
        (date(2025, 8, 1), DAY, "enrolled"),
        (DAY, date(2027, 6, 1), "graduated"),
    ]


def test_who_comes_back_has_been_away() -> None:
    """A later day of coming begins a new link after the gap."""
    left = NINTH._replace(until=date(2026, 1, 1), status="left")
    back = TENTH._replace(since=date(2026, 8, 1))
    assert continued([left], back, DAY) == [left, back]


def test_who_is_missing_leaves_once() -> None:
    """Gone from the roster on the effective day, and no further when it is said again."""
    gone = departed([NINTH], DAY, {"Met"})
    assert gone == [NINTH._replace(status="left", until=DAY)]
    assert departed(gone, date(2027, 1, 1), {"Met"}) == gone


def test_who_went_on_at_another_school_is_not_missing() -> None:
    """The roster of the school that they left says nothing of them."""
    north = TENTH._replace(school="North", since=DAY)
    chain = [NINTH._replace(until=DAY), north]
    assert departed(chain, date(2027, 1, 1), {"Met"}) == chain
    assert departed(chain, date(2027, 1, 1), {"North"})[-1].status == "left"


def test_who_was_at_another_school_meanwhile_is_missing_all_the_same() -> None:
    """The enrolment elsewhere began later, and is over."""
    here = NINTH._replace(since=None)
    visit = GradeInterval("North", "9", "left", CAME, date(2026, 1, 15))
    assert departed([here, visit], DAY, {"Met"}) == [here._replace(status="left", until=DAY), visit]
    assert departed([here, visit], DAY, {"North"}) == [here, visit]


def test_a_stay_ends_at_the_places_that_are_told_of() -> None:
    """One at another place goes on, one that is over stays so, and one that had not begun never
    does.
    """
    over, here, there = Stay("Met", None, CAME), Stay("Met", CAME, None), Stay("North", CAME, None)
    later = Stay("Met", date(2027, 1, 1), None)
    assert ended([over, here, there, later], {"Met"}, DAY) == [
        over,
        here._replace(until=DAY),
        there,
    ]


def test_who_is_missing_leaves_although_their_last_day_is_to_come() -> None:
    """A roster gives everybody the last day of the year; until then they are enrolled."""
    here = NINTH._replace(status="left", until=date(2027, 6, 11))
    assert departed([here], DAY, {"Met"}) == left([here], DAY) == [here._replace(until=DAY)]
    over = NINTH._replace(status="left", until=date(2026, 6, 11))
    assert departed([over], DAY, {"Met"}) == left([over], DAY) == [over]


def test_who_is_at_two_schools_leaves_the_one_that_misses_them() -> None:
    """And both where they are at no school any longer."""
    other = NINTH._replace(school="Oak")
    gone = NINTH._replace(status="left", until=DAY)
    assert set(departed([NINTH, other], DAY, {"Met"})) == {gone, other}
    assert set(left([NINTH, other], DAY)) == {gone, other._replace(status="left", until=DAY)}


def test_a_stay_moves_on_the_effective_day() -> None:
    """The first place has no first day; a blank ends it; the same again is nothing."""
    blue = moved([], "Blue", DAY)
    assert blue == [Stay("Blue", None, None)]
    assert moved(blue, "Blue", DAY) == blue
    gold = moved(blue, "Gold", DAY)
    assert gold == [Stay("Blue", None, DAY), Stay("Gold", DAY, None)]
    assert moved(gold, "Blue", DAY) == blue
    assert moved(gold, None, date(2027, 1, 1))[-1] == Stay("Gold", DAY, date(2027, 1, 1))


@given(st.lists(links, max_size=4), st.dates(date(2024, 1, 1), date(2024, 1, 12)))
def test_what_is_said_again_changes_nothing(said: list[GradeInterval], day: date) -> None:
    """After any history of imports, the last one said again on the same day or later leaves the
    chain alone.
    """
    chain: list[GradeInterval] = []
    for link in said:
        backwards = link.since is not None and link.until is not None and link.until < link.since
        now = link._replace(until=None) if backwards else link
        chain = continued(chain, now, day)
        again = continued(chain, now, day)
        assert again == chain
        assert continued(again, now, date(2024, 3, 1)) == chain


@given(
    st.lists(st.none() | st.sampled_from("AB"), max_size=5),
    st.dates(date(2024, 1, 1), date(2024, 1, 12)),
)
def test_a_stay_said_again_changes_nothing(said: list[str | None], day: date) -> None:
    """After any history of moves, the last one said again leaves the stays alone."""
    stays: list[Stay] = []
    for place in said:
        stays = moved(stays, place, day)
        assert moved(stays, place, day) == stays
