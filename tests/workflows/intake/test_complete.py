"""A complete import ends whom its files no longer hold, adults too, and nothing of a school that
they do not tell of.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from analysis.rule import Rule
from facts.ties import Place, RoleTie
from graph_service.access.reader import OPERATOR, Reader
from graph_service.errors import BadInput
from graph_service.records.changes import AdultNode, Changes
from graph_service.records.current import Current
from graph_service.store.changes import apply_changes
from graph_service.store.current import read_entries, read_secret
from graph_service.store.engine import Definable
from graph_service.workflows.caseload.flags import flags
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.import_result import ImportResult
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.plan.completeness import HARDLY
from graph_service.workflows.intake.plan.counts import Count
from graph_service.workflows.intake.undoing import undo_import
from tests.workflows.current import read_current
from tests.workflows.fingerprint import fingerprint
from tests.workflows.folder import SCHOOL, TODAY, desk_on, write_folder
from tests.workflows.intake.test_import_permissions import administrator

MET = {
    "students": [f"m{n},Ada {n} Lee,Met,9,Blue,,2025-09-01,," for n in range(3)],
    "adults": ["a1,Ms Ito,staff,Met", "a2,Mx Oz,staff,Met", "p1,Mo Lee,family,",
    "p2,Di Lee,family,", "x1,Jo Foe,community,"],
    "ties": ["m0,a1,advisor,2025-09-01,,", "m0,a2,teacher,,,", "m0,p1,family,,,", "m0,p2,family,,,",
    "m1,m0,peer,,,"],
}  # fmt: skip
NORTH = {
    "students": [f"n{n},Dee {n} Fox,North,9,Blue,,2025-09-01,," for n in range(3)],
    "adults": ["b1,Mr Kay,staff,North", "p3,Flo Fox,family,"],
    "ties": [
        "n0,b1,advisor,,,",
        "n0,p3,family,,,",
        "n1,a2,teacher,,,",
        "n1,p2,family,,,",
        "n1,m1,peer,,,",
    ],
}
LESS = {
    "students": MET["students"][:2],
    "adults": ["a3,Mr New,staff,Met"],
    "ties": ["m0,a3,advisor,2026-11-01,,"],
}


def bring(
    desk: Desk, folder: Path, tables: Mapping[str, Sequence[str]], **how: object
) -> ImportResult:
    """Import the tables under the district's source."""
    return import_tables(desk, write_folder(folder, tables), source="district", **how)  # type: ignore[arg-type]


@pytest.fixture
def desk(engine: Definable, tmp_path: Path) -> Desk:
    """Two schools that share a source."""
    made = desk_on(engine)
    bring(made, tmp_path / "met", MET)
    bring(made, tmp_path / "north", NORTH)
    return made


def ended(desk: Desk) -> set[str]:
    """The ended part of the district: students, adults, and ties as role and the ids of both
    ends.
    """
    now = read_current(desk.engine, "district")
    ids = {node.uid: id for people in (now.students, now.adults) for id, node in people.items()}
    gone = {id for id, node in now.adults.items() if node.active_until is not None}
    for tie in (kept.tie for kept in now.ties):
        if isinstance(tie, RoleTie) and tie.until is not None:
            gone.add(f"{tie.role} {ids[tie.alter]} {ids[tie.student]}")
        elif getattr(tie, "status", "") == "left":
            gone.add(ids[tie.student])  # type: ignore[union-attr]
        elif isinstance(tie, Place) and tie.what == "adult" and tie.until is not None:
            gone.add(f"at {ids[tie.uid]}")
    return gone


def readers(desk: Desk) -> list[Reader]:
    """The readers who may bring Met in: at the command line, and on the page."""
    return [OPERATOR, administrator(desk, "Met")]


@pytest.mark.parametrize("who", [0, 1])
def test_one_schools_file_ends_what_is_missing_there_and_nothing_elsewhere(
    desk: Desk, tmp_path: Path, who: int
) -> None:
    """Its students, staff, families and ties. A parent of a child elsewhere stays, and whoever
    teaches there stays there.
    """
    reader = readers(desk)[who]
    shown = bring(desk, tmp_path / "less", LESS, complete=True, dry_run=True, reader=reader)
    assert {table: set(told) for table, told in shown.ended.items()} == {
        "students": {"Ada 2 Lee (m2)"},
        "adults": {"Ms Ito (a1)", "Mx Oz (a2)", "Mo Lee (p1)"},
        "ties": {
            "Ms Ito (a1), advisor of Ada 0 Lee (m0)", "Mx Oz (a2), teacher of Ada 0 Lee (m0)",
            "Mo Lee (p1), family of Ada 0 Lee (m0)", "Di Lee (p2), family of Ada 0 Lee (m0)",
            "Ada 0 Lee (m0), peer of Ada 1 Lee (m1)",
        },
    }  # fmt: skip
    assert (shown.endings.number, shown.asks) == (9, True)
    assert shown.counts["adults"] == Count(added=1, ended=3)
    with pytest.raises(BadInput, match="would end 4 of"):
        bring(desk, tmp_path / "less", LESS, complete=True, reader=reader)
    assert ended(desk) == set()
    bring(desk, tmp_path / "less", LESS, complete=True, reader=reader, yes_end=9)
    assert ended(desk) == {
        "m2", "a1", "at a1", "at a2", "p1", "advisor a1 m0", "teacher a2 m0", "family p1 m0",
        "family p2 m0", "peer m0 m1",
    }  # fmt: skip


def test_undoing_it_brings_all_of_them_back(desk: Desk, tmp_path: Path) -> None:
    """Adults too; and the same file again ends them again."""
    before = fingerprint(read_current(desk.engine, "district"))
    bring(desk, tmp_path / "less", LESS, complete=True, yes_end=9)
    undo_import(desk, read_entries(desk.engine, "district")[0][0])
    assert fingerprint(read_current(desk.engine, "district")) == before
    assert ended(desk) == set()
    assert (
        bring(desk, tmp_path / "less", LESS, complete=True, yes_end=9).counts["adults"].ended == 3
    )


def test_a_teacher_who_left_supports_nobody_any_longer(engine: Definable, tmp_path: Path) -> None:
    """The one who stayed does; on the day before, both did."""
    desk = desk_on(engine)
    reports = ["r1,s1,a1,s1,supportive,3", "r1,s1,a2,s1,supportive,3"]
    import_tables(desk, write_folder(tmp_path / "met", reports=reports))
    less = write_folder(
        tmp_path / "less", {"students": SCHOOL["students"], "adults": SCHOOL["adults"][1:]}
    )
    import_tables(desk, less, complete=True, yes_end=1)
    for day, state in ((TODAY, "thin"), (TODAY - timedelta(1), "supported")):
        told = flags(desk, "Met", read_lens({"on": day.isoformat()}, TODAY, Rule()))["students"]
        assert {student["id"]: student["adult"]["state"] for student in told}["s1"] == state


def test_whoever_comes_back_on_a_complete_roster_is_there_again(desk: Desk, tmp_path: Path) -> None:
    """Its table says no days of adults; a file that is not complete says nothing of them."""
    bring(desk, tmp_path / "less", LESS, complete=True, yes_end=9)
    bring(desk, tmp_path / "part", MET)
    assert "a1" in ended(desk)
    bring(desk, tmp_path / "whole", MET, complete=True, yes_end=2)
    assert ended(desk) & {"a1", "p1"} == set()
    places = [
        tie.tie for tie in read_current(desk.engine, "district").ties if isinstance(tie.tie, Place)
    ]
    ito = read_current(desk.engine, "district").adults["a1"].uid
    assert {(tie.since, tie.until) for tie in places if tie.uid == ito} == {
        (None, TODAY),
        (TODAY, None),
    }


def test_an_adult_of_two_schools_leaves_the_one_that_is_told_of(desk: Desk, tmp_path: Path) -> None:
    """They are active, and go on at the other."""
    now = read_current(desk.engine, "district")
    ito = now.adults["a1"].uid
    write(desk, now, Place("adult", ito, now.schools["North"], None, None))
    done = bring(desk, tmp_path / "less", LESS, complete=True, yes_end=8)
    assert (done.counts["adults"], ended(desk) & {"a1", "at a1"}) == (
        Count(added=1, changed=1, ended=2),
        {"at a1"},
    )


def test_one_adult_of_another_school_makes_no_file_of_it(desk: Desk, tmp_path: Path) -> None:
    """Nor does a tie to one of its students."""
    visiting = {
        **MET,
        "adults": [*MET["adults"], "b1,Mr Kay,staff,North"],
        "ties": [*MET["ties"], "n0,a1,mentor,,,"],
    }
    assert bring(desk, tmp_path / "visiting", visiting, complete=True).endings.number == 0
    assert ended(desk) == set()


def test_a_person_made_known_on_a_page_is_no_imports_to_end(
    engine: Definable, tmp_path: Path
) -> None:
    """No file can name them."""
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met"))
    now = read_current(engine, "Met")
    coach = AdultNode("coach", "Met", "recorded-coach", "Coach", "staff")
    write(desk, now, Place("adult", "coach", now.schools["Met"], None, None), coach)
    assert import_tables(desk, tmp_path / "met", complete=True).unchanged


def test_tables_that_are_not_given_end_nobody(desk: Desk, tmp_path: Path) -> None:
    """Students alone end no adult and no tie, adults alone no student."""
    bring(desk, tmp_path / "students", {"students": MET["students"][:2]}, complete=True, yes_end=1)
    assert ended(desk) == {"m2"}
    bring(desk, tmp_path / "adults", {"adults": ["a2,Mx Oz,staff,Met"]}, complete=True, yes_end=2)
    assert ended(desk) == {"m2", "a1", "at a1", "p1"}


@pytest.mark.parametrize(
    "tables",
    [
        {"adults": ["a1,Ms Ito,staff,Met", "b1,Mr Kay,staff,North"]},
        {"adults": ["p1,Mo Lee,family,"]},
        {"ties": ["m0,a1,advisor,2025-09-01,,", "n0,b1,advisor,,,"]},
    ],
)
def test_files_that_may_be_of_either_school_are_not_complete(
    desk: Desk, tmp_path: Path, tables: Mapping[str, Sequence[str]]
) -> None:
    """Without students nobody can tell, and nothing is ended by a guess."""
    with pytest.raises(BadInput) as refused:
        bring(desk, tmp_path / "which", tables, complete=True, dry_run=True)
    assert [fault.rule for fault in refused.value.faults] == ["complete"]
    assert not bring(desk, tmp_path / "which", tables, dry_run=True).endings.number


def test_a_school_of_which_the_files_hold_a_few_students_is_not_ended(
    engine: Definable, tmp_path: Path
) -> None:
    """Beside another school's roster that is hardly its own: it is to be sent in by itself, as a
    few may well be.
    """
    desk = desk_on(engine)
    north = [f"n{n},Dee {n} Fox,North,9,,,,," for n in range(42)]
    bring(desk, tmp_path / "both", {"students": [*MET["students"], *north]})
    for held, refused in ((20, True), (21, False)):
        folder = tmp_path / str(held)
        tables = {"students": [*MET["students"], *north[:held]]}
        if refused:
            with pytest.raises(BadInput) as told:
                bring(desk, folder, tables, complete=True, dry_run=True)
            assert [fault.message for fault in told.value.faults] == [
                HARDLY.format("North", held, len(north))
            ]
            tables = {"students": north[:held]}
        assert (
            bring(desk, folder / "again", tables, complete=True, dry_run=True).endings.people
            == 42 - held
        )


def test_ties_alone_are_of_the_school_of_their_students(desk: Desk, tmp_path: Path) -> None:
    """The other's stay."""
    bring(desk, tmp_path / "ties", {"ties": MET["ties"][:2]}, complete=True, yes_end=3)
    assert ended(desk) == {"family p1 m0", "family p2 m0", "peer m0 m1"}


def write(desk: Desk, now: Current, tie: Place, *adults: AdultNode) -> None:
    """Record a place beside what is there."""
    changes = Changes(adults=list(adults), add=[tie], schools=set(now.schools.values()))
    secret, at = read_secret(desk.engine), desk.now()
    desk.engine.write(lambda tx: apply_changes(tx, changes, secret, at))
