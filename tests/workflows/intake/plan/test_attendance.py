"""Somebody at several schools, at once or one after the other."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graph_service.workflows.intake.plan.attendance import attended, stationed
from graph_service.workflows.intake.plan.timelines import GradeInterval, Stay

DAY = date(2026, 11, 30)
OAK_THEN = GradeInterval("oak", None, "left", date(2025, 8, 18), date(2026, 6, 12))
ELM_NOW = GradeInterval("elm", "9", "left", date(2026, 8, 17), date(2027, 6, 11))
OAK = GradeInterval("oak", "9", "enrolled", None, None)
ELM = OAK._replace(school="elm")


def test_who_moved_has_both_enrolments_with_their_days() -> None:
    """Also where only the new school was known, or the old one without an end: its grade stays."""
    assert attended([], ELM_NOW, [OAK_THEN], {"oak", "elm"}, DAY) == [OAK_THEN, ELM_NOW]
    assert attended([ELM_NOW], ELM_NOW, [OAK_THEN], {"elm"}, DAY) == [OAK_THEN, ELM_NOW]
    open_end = OAK._replace(grade="8")
    assert attended([open_end], ELM_NOW, [OAK_THEN], {"elm"}, DAY) == [
        OAK_THEN._replace(grade="8"),
        ELM_NOW,
    ]


def test_who_is_at_two_schools_at_once_goes_up_a_grade_in_each() -> None:
    """Each school has its own chain; no school ends the other."""
    both = attended([], OAK, [ELM], {"oak", "elm"}, DAY)
    assert both == [OAK, ELM]
    assert attended(both, OAK, [ELM], {"oak", "elm"}, DAY) == both
    tenth = attended(both, OAK._replace(grade="10"), [ELM], {"oak", "elm"}, DAY)
    assert set(tenth) == {ELM, OAK._replace(until=DAY), OAK._replace(grade="10", since=DAY)}


def test_a_second_school_ends_only_where_the_files_tell_its_people() -> None:
    """A file of the one school says nothing of the other; a file of both ends what it no longer
    says.
    """
    for now, beside, told in ((OAK, [], {"oak"}), (OAK, None, ()), (ELM, None, ())):
        assert set(attended([OAK, ELM], now, beside, told, DAY)) == {OAK, ELM}
    assert set(attended([OAK, ELM], OAK, [], {"oak", "elm"}, DAY)) == {OAK, ELM._replace(until=DAY)}


def test_who_goes_to_a_third_school_has_left_both() -> None:
    """From the import's day."""
    gold = OAK._replace(school="gold")
    chain = attended([OAK, ELM], gold, None, (), DAY)
    assert set(chain) == {
        OAK._replace(until=DAY),
        ELM._replace(until=DAY),
        gold._replace(since=DAY),
    }


def test_next_years_enrolment_begins_then() -> None:
    """It is there beforehand, and goes where it is no longer said."""
    next_year = GradeInterval("oak", None, "left", date(2027, 8, 16), date(2028, 6, 9))
    this_year = next_year._replace(since=date(2026, 8, 17), until=date(2027, 6, 11), grade="9")
    chain = attended([OAK], this_year, [next_year], {"oak"}, DAY)
    assert chain == [this_year, next_year]
    assert attended(chain, this_year, [], {"oak"}, DAY) == [this_year]


def test_an_adult_is_at_each_place_for_its_days() -> None:
    """A teacher who moved is at the new school today; one of two schools is at both."""
    then, now = (
        Stay("oak", date(2025, 8, 18), date(2026, 6, 12)),
        Stay("elm", date(2026, 8, 17), date(2027, 6, 11)),
    )
    assert stationed([], "elm", [now, then], {"elm"}, DAY) == [then, now]
    assert stationed([Stay("oak", None, None)], "elm", [now, then], {"elm"}, DAY) == [then, now]
    assert stationed([then, now], "elm", [now, then], {"elm"}, DAY) == [then, now]
    both = stationed([], "oak", [Stay("oak", None, None), Stay("elm", None, None)], {"oak"}, DAY)
    assert set(both) == {Stay("oak", None, None), Stay("elm", None, None)}
    assert set(stationed(both, "oak", None, (), DAY)) == set(both)
    assert set(stationed(both, "oak", [], {"oak", "elm"}, DAY)) == {
        Stay("oak", None, None), Stay("elm", None, DAY),
    }  # fmt: skip


days = st.none() | st.dates(date(2024, 1, 1), date(2024, 1, 12))


@st.composite
def links(draw: st.DrawFn, schools: str = "AB") -> GradeInterval:
    """An enrolment of some days."""
    since, until = draw(days), draw(days)
    until = None if since and until and until <= since else until
    return GradeInterval(
        draw(st.sampled_from(schools)),
        draw(st.sampled_from(["9", None])),
        "left" if until else "enrolled",
        since,
        until,
    )


@st.composite
def sayings(draw: st.DrawFn) -> tuple[GradeInterval, list[GradeInterval] | None]:
    """An enrolment and others beside it, at one school not on the same days."""
    now, others = (
        draw(links()),
        draw(st.none() | st.lists(links("CD"), max_size=2, unique_by=lambda link: link.school)),
    )
    return now, others


def as_known(row: GradeInterval, held: list[GradeInterval]) -> GradeInterval:
    """The row, with the first day that is known where it says none, as an import fills it in."""
    first = min(
        (link.since or date.min for link in held if link.school == row.school), default=date.min
    )
    if row.since or first == date.min:
        return row
    over = row.until is not None and row.until <= first
    return (
        row._replace(since=first, until=None, status="enrolled")
        if over
        else row._replace(since=first)
    )


@given(st.lists(sayings(), max_size=4), st.dates(date(2024, 1, 1), date(2024, 1, 12)))
def test_what_is_said_again_changes_nothing(
    said: list[tuple[GradeInterval, list[GradeInterval] | None]], day: date
) -> None:
    """After any history of imports, the last one said again leaves the enrolments alone; a first
    day that is known stays.
    """
    held: list[GradeInterval] = []
    for row, beside in said:
        held = attended(held, as_known(row, held), beside, "ABCD", day)
        assert set(attended(held, as_known(row, held), beside, "ABCD", day)) == set(held)


@given(st.lists(sayings(), max_size=4), st.dates(date(2024, 1, 1), date(2024, 1, 12)))
def test_a_place_said_again_changes_nothing(
    said: list[tuple[GradeInterval, list[GradeInterval] | None]], day: date
) -> None:
    """The same of adults."""
    held: list[Stay] = []
    for now, links_beside in said:
        beside = (
            None
            if links_beside is None
            else [Stay(link.school, link.since, link.until) for link in links_beside]
        )
        held = stationed(held, now.school, beside, "ABCD", day)
        assert set(stationed(held, now.school, beside, "ABCD", day)) == set(held)
