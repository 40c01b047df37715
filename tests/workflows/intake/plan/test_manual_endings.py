"""No import begins a tie again that people ended on a page: not by other values, not by other days,
not when it is undone.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from facts.kinds import tie_key
from facts.recorded import Kept
from facts.ties import RoleTie
from graph_service.records.changes import AdultNode, StudentNode
from graph_service.records.current import Current, History
from graph_service.records.tables import Tables, TieRow
from graph_service.store.current import read_entries
from graph_service.store.scope import may_see
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.plan.counts import Count
from graph_service.workflows.intake.plan.manual_endings import cut_off, keep_ended
from graph_service.workflows.intake.undoing import undo_import
from graph_service.workflows.recording.taking_back import take_back
from graph_service.workflows.recording.tie_forms import add_tie, end_tie
from tests.workflows.current import read_current
from tests.workflows.folder import SCHOOL, TODAY, facts_now, uid_of, write_folder
from tests.workflows.recording.test_entering import Office
from tests.workflows.recording.test_entering import office as office  # noqa: PLC0414 - a fixture

BEGAN, ENDED, LATER = date(2026, 1, 10), date(2026, 11, 20), date(2026, 11, 22)
IMPORTED = RoleTie("mentor", "adult", "student", BEGAN, None, "clinic")
HERE = IMPORTED._replace(until=ENDED)
HISTORY = History({"file"}, {tie_key(IMPORTED): IMPORTED})
MET = Current(
    "Met",
    students={"s": StudentNode("student", "Met", "s", "Ada", (), "{}")},
    adults={"a": AdultNode("adult", "Met", "a", "Mr Diaz", "mentor")},
    ties=[Kept("page", HERE)],
)
ROW = TieRow(2, "s", "a", "mentor", BEGAN, None, "clinic")


def kept(
    row: TieRow, current: Current = MET, history: History = HISTORY
) -> tuple[TieRow, list[str]]:
    """The row as it is compared, and what is noted of it."""
    tables, notes = keep_ended(Tables(ties=[row], given={"ties"}), current, history, "ties.csv")
    return tables.ties[0], [note.message for note in notes]


@pytest.mark.parametrize(
    "row",
    [
        ROW,
        ROW._replace(detail="choir"),
        ROW._replace(until=date(2026, 12, 20)),
        ROW._replace(since=None),
        ROW._replace(since=date(2025, 9, 1)),
        ROW._replace(since=date(2026, 11, 19)),
    ],
)
def test_a_row_that_would_begin_it_again_says_what_stands(row: TieRow) -> None:
    """The very row, another detail or last day, no first day or one before people ended it; and a
    note names both.
    """
    note = (
        "Mr Diaz (a), mentor of Ada (s), was ended here on 20 Nov 2026; the file's row does not "
        "begin it again. "
        "If it goes on, begin it on the student's page."
    )
    assert kept(row) == (ROW._replace(until=ENDED), [note])


def test_a_row_that_ends_it_too_changes_nothing_of_it_and_needs_no_note() -> None:
    """It stays ended on the day that people gave."""
    assert kept(ROW._replace(until=BEGAN)) == (ROW._replace(until=ENDED), [])


@pytest.mark.parametrize(
    "row",
    [
        ROW._replace(since=ENDED),
        ROW._replace(since=LATER, until=date(2026, 12, 20)),
        ROW._replace(since=date(2024, 9, 1), until=date(2025, 6, 30)),
        ROW._replace(role="teacher"),
    ],
)
def test_a_row_of_another_tie_stays_as_it_is(row: TieRow) -> None:
    """One that begins when it had ended, one that was over before, one of another role."""
    assert kept(row) == (row, [])


def test_what_an_import_ended_an_import_may_begin_again() -> None:
    """So may it change what an earlier program recorded without saying who did."""
    assert kept(ROW, history=HISTORY._replace(imported={"page"})) == (ROW, [])
    assert kept(ROW, history=History({"file"}, {})) == (ROW, [])


def test_a_tie_that_goes_on_beside_one_that_was_ended_is_the_imports_to_change() -> None:
    """It began another day, and nobody ended it; one that an import had ended before is not begun
    again by the old row.
    """
    other = IMPORTED._replace(since=date(2025, 9, 1))
    row = ROW._replace(since=other.since, detail="choir")
    goes_on = replace(MET, ties=[*MET.ties, Kept("file", other)])
    assert kept(row, goes_on) == (row, [])
    over = replace(MET, ties=[*MET.ties, Kept("file", other._replace(until=BEGAN))])
    assert kept(row, over)[0] == row._replace(until=BEGAN, detail="clinic")


def test_two_peers_are_the_same_pair_in_either_order() -> None:
    """Whichever of them the row names first."""
    tie = RoleTie("peer", "student", "other", None, None, None)
    peers = replace(
        MET,
        students={**MET.students, "o": StudentNode("other", "Met", "o", "Ben", (), "{}")},
        ties=[Kept("page", tie._replace(until=ENDED))],
    )
    history = History((), {tie_key(tie): tie})
    for ends in (("s", "o"), ("o", "s")):
        row, notes = kept(TieRow(2, *ends, "peer", detail="friends"), peers, history)
        assert row.until == ENDED
        assert len(notes) == 1


def test_what_is_cut_off_holds_until_people_ended_the_pair() -> None:
    """One that had not begun by then is left out; one that was over, or of another pair, stays as
    it was.
    """
    assert cut_off(IMPORTED, [HERE._replace(since=None)]) == HERE
    assert cut_off(IMPORTED._replace(since=LATER), [HERE]) is None
    over = IMPORTED._replace(until=BEGAN)
    assert cut_off(over, [HERE]) == over
    assert cut_off(IMPORTED, [HERE._replace(role="teacher")]) == IMPORTED


def ties_of(desk: Desk, role: str) -> list[RoleTie]:
    """The ties of a role that hold."""
    ties = [kept.tie for kept in read_current(desk.engine, "Met").ties]
    return [tie for tie in ties if isinstance(tie, RoleTie) and tie.role == role]


def end(office: Office, role: str, since: date | None = None) -> None:
    """The lead ends Ada's tie of the role on her page."""
    ties = (
        tie
        for tie in facts_now(office.desk).ties
        if tie.fact.role == role and tie.fact.until != TODAY
    )
    tie = next(tie for tie in ties if since is None or tie.fact.since == since)
    end_tie(office.desk, office.lead, office.ada, tie=tie.id, until=TODAY)


@pytest.mark.parametrize(
    ("number", "again"),
    [
        (0, "s1,a1,advisor,2025-09-01,,homeroom B"),
        (0, "s1,a1,advisor,,,"),
        (1, "s1,a2,mentor,2026-01-10,2026-12-20,choir"),
        (2, "s1,s2,peer,,,friends"),
    ],
)
def test_no_import_and_no_undoing_begins_again_what_was_ended(
    office: Office, tmp_path: Path, number: int, again: str
) -> None:
    """Whether all of the roster is given or not; the preview says so by name, and the former
    advisor sees nobody.
    """
    desk, role = office.desk, SCHOOL["ties"][number].split(",")[2]
    brought = read_entries(desk.engine, "Met")[0][0]
    end(office, role)
    stands = ties_of(desk, role)
    ties = [again if place == number else line for place, line in enumerate(SCHOOL["ties"])]
    folder = write_folder(tmp_path / "again", ties=ties)
    for complete in (False, True):
        shown = import_tables(desk, folder, complete=complete, dry_run=True)
        assert shown.counts["ties"] == Count(unchanged=3)
        assert "ended here" in [note.rule for note in shown.warnings]
        assert shown.people["Ada Lee (s1)"] == office.ada
        import_tables(desk, folder, complete=complete)
        assert ties_of(desk, role) == stands
    sees = may_see(desk.engine, office.advisor.account, TODAY, office.ada)
    assert bool(sees) == (role != "advisor")
    undo_import(desk, brought)
    assert ties_of(desk, role) == stands


def test_undoing_begins_nothing_again_that_was_between_the_two_before(
    office: Office, tmp_path: Path
) -> None:
    """The roster gave the tie another first day, people ended that one: the earlier one holds until
    then, also for the next roster.
    """
    desk = office.desk
    ties = ["s1,a1,advisor,2026-08-01,,", *SCHOOL["ties"][1:]]
    import_tables(desk, write_folder(tmp_path / "day", ties=ties), complete=True)
    end(office, "advisor", date(2026, 8, 1))
    undo_import(desk, read_entries(desk.engine, "Met")[0][0])
    stands = {(tie.since, tie.until) for tie in ties_of(desk, "advisor")}
    assert stands == {(date(2025, 9, 1), TODAY), (date(2026, 8, 1), TODAY)}
    ties[0] = "s1,a1,advisor,2025-09-01,,homeroom B"
    import_tables(desk, write_folder(tmp_path / "next", ties=ties))
    assert {(tie.since, tie.until) for tie in ties_of(desk, "advisor")} == stands
    assert may_see(desk.engine, office.advisor.account, TODAY, office.ada) == []


def test_what_was_begun_again_on_the_page_and_taken_back_stays_ended(
    office: Office, tmp_path: Path
) -> None:
    """Also where the import's tie had ended on the very day on which it began."""
    desk = office.desk
    ties = ["s2,a1,advisor,2026-11-24,,"]
    import_tables(desk, write_folder(tmp_path / "began", {"ties": ties}), source="Met")
    ben = uid_of(desk, "s2")
    tie = next(
        tie
        for tie in facts_now(desk).ties
        if tie.fact.role == "advisor" and tie.fact.student == ben
    )
    end_tie(desk, office.lead, ben, tie=tie.id, until=TODAY)
    add_tie(desk, office.lead, ben, person="Ms Ito", role="advisor", since=TODAY)
    own = next(
        tie for tie in facts_now(desk).ties if tie.fact.student == ben and tie.fact.recorded_by
    )
    take_back(desk, office.lead, ben, f"tie-{own.id}")
    import_tables(
        desk, write_folder(tmp_path / "again", {"ties": [f"{ties[0]}homeroom B"]}), source="Met"
    )
    assert may_see(desk.engine, office.advisor.account, TODAY, ben) == []
