"""The changes that tables make to the current facts: pure, without a database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count

from facts.recorded import Kept
from facts.statements import Report
from facts.ties import RoleTie
from graph_service.records.changes import Changes, key_of
from graph_service.records.current import Current, History
from graph_service.records.tables import (
    AdultRow,
    AnswerRow,
    ContactRow,
    ReportRow,
    RoundRow,
    StudentRow,
    Tables,
    TieRow,
)
from graph_service.workflows.intake.plan.comparing import compare
from graph_service.workflows.intake.plan.counts import Count
from graph_service.workflows.intake.plan.extent import extent_of

DAY = date(2026, 11, 24)
STUDENTS = [
    StudentRow(2, "1", "Ada", "Met", "9", "Blue"),
    StudentRow(3, "2", "Ben", "Met", "9", "Blue"),
]
TABLES = Tables(
    students=STUDENTS,
    adults=[AdultRow(2, "a", "Ms Ito", "staff", school="Met")],
    ties=[TieRow(2, "1", "a", "mentor"), TieRow(3, "1", "2", "peer")],
    rounds=[RoundRow(2, "r", "Met", "student_voice", "both", DAY)],
    answers=[AnswerRow(2, "r", "1", "1", "answered")],
    reports=[ReportRow(2, "r", "1", "a", "1", "supportive", 2)],
    contacts=[ContactRow(2, "1", "a", DAY, "meeting")],
    given={"students", "adults", "ties", "rounds", "answers", "reports", "contacts"},
)


def uids() -> Callable[[], str]:
    """A maker of uids, one after the other."""
    numbers = count(1)
    return lambda: f"u{next(numbers)}"


def after(changes: Changes, before: Current) -> Current:
    """The current facts once the changes are made."""
    gone = {kept.id for kept in changes.retract}
    kept = [tie for tie in before.ties if tie.id not in gone]
    numbers = count(len(before.ties))
    return Current(
        before.source,
        schools=before.schools | {node.name: node.uid for node in changes.new_schools},
        advisories=before.advisories | {node.key: node.uid for node in changes.new_advisories},
        students=before.students | {node.id: node for node in changes.students},
        adults=before.adults | {node.id: node for node in changes.adults},
        rounds=before.rounds | {node.id: node for node in changes.rounds},
        ties=kept + [Kept(f"new {next(numbers)}", tie) for tie in changes.add],
    )


def imported() -> Current:
    """The current facts after the tables were imported into nothing."""
    changes, _, _ = compare(TABLES, Current("Met"), date(2025, 9, 1), False, uids())
    return after(changes, Current("Met"))


def test_everything_is_new_in_an_empty_database() -> None:
    """Each row is added; the school and the advisory are made once."""
    changes, counts, _ = compare(TABLES, Current("Met"), DAY, False, uids())
    assert counts["students"] == Count(added=2)
    assert counts["ties"] == Count(added=2)
    assert [node.name for node in changes.new_schools] == ["Met"]
    assert [node.key for node in changes.new_advisories] == [key_of("Met", "Blue")]
    assert changes.schools == {changes.new_schools[0].uid}


EXTENT = extent_of(TABLES, imported(), DAY)
"""The tables are all there is of Met."""


def ids(current: Current) -> set[str]:
    """The ids of everything that is current: as if an import had written all of it."""
    return {kept.id for kept in current.ties}


def test_the_same_again_is_no_change() -> None:
    """Compared with itself, complete or not, there is nothing to do."""
    for complete in (False, True):
        changes, counts, _ = compare(TABLES, imported(), DAY, complete, uids(), extent=EXTENT)
        assert not changes
        assert all(count == Count(unchanged=count.unchanged) for count in counts.values())


def test_other_values_under_the_same_key_are_retracted_and_recorded() -> None:
    """A report with another support is a correction; a tie that gets a last day by the effective
    day has ended, a later one is changed.
    """
    tables = replace(
        TABLES,
        ties=[TieRow(2, "1", "a", "mentor", until=DAY), TieRow(3, "2", "1", "peer")],
        reports=[TABLES.reports[0]._replace(support="stressful")],
    )
    changes, counts, _ = compare(tables, imported(), DAY, False, uids())
    assert {type(kept.tie) for kept in changes.retract} == {Report, RoleTie}
    assert [tie.support for tie in changes.add if isinstance(tie, Report)] == ["stressful"]
    assert [tie.until for tie in changes.add if isinstance(tie, RoleTie)] == [DAY]
    assert counts["ties"] == Count(ended=1, unchanged=1)
    goes_on = replace(
        tables, ties=[tables.ties[0]._replace(until=date(2100, 1, 1)), tables.ties[1]]
    )
    assert compare(goes_on, imported(), DAY, False, uids())[1]["ties"] == Count(
        changed=1, unchanged=1
    )


def test_a_name_or_attribute_is_set() -> None:
    """A property of a person changes on the node, and no tie does."""
    tables = replace(
        TABLES, students=[STUDENTS[0]._replace(attributes=(("house", "red"),)), STUDENTS[1]]
    )
    changes, counts, _ = compare(tables, imported(), DAY, False, uids())
    assert [node.attributes for node in changes.students] == ['{"house": "red"}']
    assert not changes.add
    assert not changes.retract
    assert counts["students"] == Count(changed=1, unchanged=1)


def test_a_table_that_is_not_given_ends_nothing() -> None:
    """Even a complete import ends only what a table it has no longer holds."""
    tables = Tables(students=STUDENTS, given={"students"})
    changes, _, _ = compare(tables, imported(), DAY, True, uids(), extent=EXTENT)
    assert not changes


def test_a_complete_import_retracts_what_had_not_begun() -> None:
    """A tie that was to begin later never does; one that had begun ends on the day."""
    later = replace(
        TABLES, ties=[*TABLES.ties, TieRow(4, "2", "a", "mentor", since=date(2027, 1, 1))]
    )
    changes, _, _ = compare(later, imported(), DAY, False, uids())
    missing = replace(TABLES, ties=[])
    before = after(changes, imported())
    ended, counts, _ = compare(missing, before, DAY, True, uids(), History(ids(before), {}), EXTENT)
    assert counts["ties"] == Count(ended=3)
    assert [tie.until for tie in ended.add if isinstance(tie, RoleTie)] == [DAY, DAY]


def test_a_complete_import_ends_only_what_was_imported() -> None:
    """A tie that somebody recorded on a page is not the roster's to end."""
    before = imported()
    peers = {
        kept.id for kept in before.ties if isinstance(kept.tie, RoleTie) and kept.tie.role == "peer"
    }
    changes, counts, _ = compare(
        replace(TABLES, ties=[]), before, DAY, True, uids(), History(peers, {}), EXTENT
    )
    assert [tie.role for tie in changes.add if isinstance(tie, RoleTie)] == ["peer"]
    assert counts["ties"] == Count(ended=1)


def test_who_is_missing_from_a_complete_roster_leaves() -> None:
    """The enrolment and the advisory end; the node stays as it is."""
    tables = replace(TABLES, students=STUDENTS[:1], given={"students"})
    changes, counts, _ = compare(tables, imported(), DAY, True, uids(), extent=EXTENT)
    assert counts["students"] == Count(ended=1, unchanged=1)
    assert not changes.students
    assert {getattr(tie, "until", None) for tie in changes.add} == {DAY}
