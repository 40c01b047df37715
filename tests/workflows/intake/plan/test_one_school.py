"""The file of one school changes nothing that another school alone can speak of."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from facts.recorded import Kept
from facts.ties import Enrolment, Membership, Place, RoleTie
from graph_service.records.changes import Changes, school_of
from graph_service.records.current import Current, History
from graph_service.records.tables import AdultRow, StayRow, StudentRow, Tables, TieRow
from graph_service.workflows.intake.plan.comparing import compare
from graph_service.workflows.intake.plan.extent import extent_of, told_to_leave
from graph_service.workflows.intake.plan.last_days import without_last_days
from graph_service.workflows.intake.plan.missing_columns import filled_in

FIRST = date(2026, 1, 1)
COLUMNS = ("grade", "status", "enrolled_on", "left_on", "advisory")
days = st.integers(0, 13).map(lambda number: FIRST + timedelta(days=number))
some_day = st.none() | days
Span = tuple[date | None, date | None]


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """A first and a last day, of which either may be unknown."""
    since, until = draw(some_day), draw(some_day)
    return since, None if since and until and until <= since else until


def meet(one: Span, other: Span) -> bool:
    """Whether two spans have a day in common."""
    return (one[0] or date.min) < (other[1] or date.max) and (other[0] or date.min) < (
        one[1] or date.max
    )


@st.composite
def students(draw: st.DrawFn, schools: str) -> Tables:
    """A table of one student at one of the schools, with some columns, and stays at others."""
    home, span = draw(st.sampled_from(schools)), draw(spans())
    row = StudentRow(
        2, "s1", "Ada", home,
        grade=draw(st.sampled_from(["9", "10", None])),
        advisory=draw(st.sampled_from(["red", "blue", None])),
        status="left" if span[1] else draw(st.sampled_from(["enrolled", "left", "graduated"])),
        enrolled_on=span[0], left_on=span[1],
    )  # fmt: skip
    missing = frozenset(draw(st.sets(st.sampled_from(COLUMNS), max_size=3)))
    unsaid: dict[str, Any] = {name: "enrolled" if name == "status" else None for name in missing}
    row = row._replace(**unsaid)
    stays: list[StayRow] = []
    taken = [(home, (row.enrolled_on, row.left_on))]
    for school, beside in draw(st.lists(st.tuples(st.sampled_from(schools), spans()), max_size=3)):
        if not any(school == other and meet(beside, days) for other, days in taken):
            taken.append((school, beside))
            stays.append(StayRow(2, "s1", school, "9", *beside))
    says = bool(stays) or draw(st.booleans())
    names = {"students", "stays"} if says else {"students"}
    return Tables(students=[row], stays=stays, given=names, missing={"students": missing})


def applied(current: Current, changes: Changes, number: int) -> Current:
    """The same with the changes made."""
    gone = {kept.id for kept in changes.retract}
    new = [Kept(f"{number}-{place}", tie) for place, tie in enumerate(changes.add)]
    return replace(
        current,
        students=current.students | {node.id: node for node in changes.students},
        adults=current.adults | {node.id: node for node in changes.adults},
        ties=[kept for kept in current.ties if kept.id not in gone] + new,
    )


def imported(current: Current, tables: Tables, day: date, uids: Iterator[int]) -> Changes:
    """The changes that the tables make, by the day."""
    said = filled_in(tables, current, day, complete=False)
    return compare(said, current, day, False, lambda: f"u{next(uids)}").changes


@given(st.lists(st.tuples(students("ABC"), days), min_size=1, max_size=5))
def test_what_is_said_again_changes_nothing(history: list[tuple[Tables, date]]) -> None:
    """After any history of enrolments, stays and advisories, whichever columns were there."""
    current, uids = Current("x"), count()
    for number, (tables, day) in enumerate(history):
        current = applied(current, imported(current, tables, day, uids), number)
        again = imported(current, tables, day, uids)
        assert (again.add, again.retract, again.students) == ([], [], [])


def held_at(current: Current, school: str) -> set[Enrolment | Membership]:
    """The facts held of students at the school: enrolments there, and advisories of its own."""
    uid = current.schools.get(school)
    own = {uid for key, uid in current.advisories.items() if school_of(key) == school}
    return {
        tie
        for _, tie in current.ties
        if (isinstance(tie, Enrolment) and tie.school == uid)
        or (isinstance(tie, Membership) and tie.advisory in own)
    }


def goes_on(current: Current, school: str, day: date) -> bool:
    """Whether the student is at the school after the day."""
    return any(
        isinstance(tie, Enrolment) and (tie.until > day if tie.until else tie.status == "enrolled")
        for tie in held_at(current, school)
    )


@given(
    st.lists(st.tuples(students("AB"), days), max_size=4),
    students("B"), students("A"), students("A"), days,
)  # fmt: skip
def test_the_file_of_one_school_leaves_the_other_alone(
    history: list[tuple[Tables, date]], other: Tables, first: Tables, then: Tables, day: date
) -> None:
    """A student is at both, one is said not to be at this one; a move ends."""
    current, uids = Current("x"), count()
    for number, (tables, on) in enumerate([*history, (other, day), (first, day)]):
        current = applied(current, imported(current, tables, on, uids), number)
    before = held_at(current, "B")
    comes = not goes_on(current, "A", day)
    changes = imported(current, then, day, uids)
    after = applied(current, changes, 99)
    if not comes or not goes_on(after, "A", day):
        assert held_at(after, "B") == before
    else:
        ended = {tie._replace(until=None) for tie in held_at(after, "B") - before}
        assert {tie.since for tie in ended} <= {tie.since for tie in before}


def both_schools() -> Current:
    """A student, a teacher and a mentor whom two schools share, and one of each who is at one."""
    current, uids = Current("x"), count()
    rows = [StudentRow(2, f"s{n}", "S", at, advisory=f"red {at}") for n, at in enumerate("ABA")]
    stays = [StayRow(2, "s2", "B"), StayRow(2, "t2", "B")]
    adults = [
        AdultRow(2, "t0", "T", "staff", school="A"), AdultRow(2, "t1", "T", "staff", school="B"),
        AdultRow(2, "t2", "T", "staff", school="A"), AdultRow(2, "m1", "M", "mentor"),
        AdultRow(2, "t3", "T", "staff", school="A"),
    ]  # fmt: skip
    ties = [
        TieRow(2, f"s{student}", adult, "advisor")
        for student in range(3) for adult in ("t0", "t1", "t2", "m1")
    ] + [TieRow(2, "s0", "t3", "advisor")]  # fmt: skip
    tables = Tables(
        students=rows, stays=stays, adults=adults, ties=ties,
        given={"students", "stays", "adults", "ties"},
    )  # fmt: skip
    changes = compare(tables, current, FIRST, False, lambda: f"u{next(uids)}").changes
    return applied(current, changes, 0)


def ended_by(tables: Tables, day: date = FIRST) -> tuple[set[str], set[str], set[tuple[str, str]]]:
    """By tables: the schools that people left, whoever is gone, and pairs whose tie ended."""
    current = both_schools()
    names = {
        node.uid: id for nodes in (current.students, current.adults) for id, node in nodes.items()
    }
    schools = {uid: name for name, uid in current.schools.items()}
    served: dict[str, frozenset[str]] = {}
    for _, tie in current.ties:
        if isinstance(tie, RoleTie):
            served[tie.alter] = served.get(tie.alter, frozenset()) | {tie.student}
    told = told_to_leave(tables, current, day)
    leaving = None if told is None else replace(told, tied=served)
    tables, _ = without_last_days(tables, current, leaving, "adults.csv")
    history = History({kept.id for kept in current.ties}, {})
    extent = extent_of(tables, current, day)
    extent = None if extent is None else replace(extent, tied=served)
    uids = count(1000)
    changes = compare(
        tables, current, day, False, lambda: f"u{next(uids)}", history, extent, leaving
    ).changes
    gone = [kept.tie for kept in changes.retract]
    return (
        {
            f"{names[tie.student if isinstance(tie, Enrolment) else tie.uid]} {schools[tie.school]}"
            for tie in gone
            if isinstance(tie, Enrolment | Place)
        },
        {node.id for node in changes.adults if node.active_until is not None},
        {(names[tie.student], names[tie.alter]) for tie in gone if isinstance(tie, RoleTie)},
    )


def test_somebody_gone_by_one_schools_file_stays_at_the_other() -> None:
    """Their place and ties there too; whoever is at this school alone is gone."""
    of_a = Tables(
        students=[StudentRow(2, "s9", "S", "A")],
        given={"students", "adults"},
        departed=frozenset({"s0", "s2", "t0", "t2", "t3", "m1"}),
    )
    places, gone, ties = ended_by(of_a, FIRST + timedelta(days=5))
    assert places == {"s0 A", "s2 A", "t0 A", "t2 A", "t3 A"}
    assert gone == {"t3"}
    assert ties == {("s0", id) for id in ("t0", "t1", "t2", "t3", "m1")} | {("s2", "t0")}


def test_files_that_name_no_school_speak_for_all_of_them() -> None:
    """A register that says whom it no longer knows: they are gone from every school."""
    departed = frozenset({"s2", "t2"})
    places, gone, ties = ended_by(Tables(departed=departed), FIRST + timedelta(days=5))
    assert (places, gone) == ({"s2 A", "s2 B"}, {"t2"})
    assert {pair for pair in ties if not departed & set(pair)} == set()


def test_a_last_day_in_one_schools_table_is_not_the_others() -> None:
    """Adults of the other school too, by place or by tie, keep the last day that was held."""
    rows = [
        AdultRow(2, id, "T", "staff", school="A", active_until=FIRST) for id in ("t0", "t2", "t3")
    ]
    rows.append(AdultRow(2, "m1", "M", "mentor", active_until=FIRST))
    _, gone, _ = ended_by(Tables(adults=rows, given={"adults"}))
    assert gone == {"t3"}
    everywhere = [row._replace(school=None) for row in rows]
    _, gone, _ = ended_by(Tables(adults=everywhere, given={"adults"}))
    assert gone == {"t0", "t2", "t3", "m1"}
