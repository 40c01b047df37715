"""A student of two schools in the files of an administrator of one: that school's part of them
comes in, and the rest stays as it is.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from facts.kinds import Tie
from facts.statements import Contact
from facts.ties import Enrolment, Membership, RoleTie
from graph_service.access.reader import Reader
from graph_service.errors import BadInput, NotAllowed
from graph_service.records.changes import Changes, StudentNode
from graph_service.records.current import Current
from graph_service.store.engine import Definable
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.import_permissions import check_touched
from graph_service.workflows.intake.import_result import ImportResult
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.plan.counts import Count
from graph_service.workflows.intake.undoing import undo_import
from tests.workflows.current import read_current
from tests.workflows.fingerprint import fingerprint
from tests.workflows.folder import TODAY, desk_on, write_folder
from tests.workflows.intake.test_import_permissions import NORTH, administrator

Tables = Mapping[str, Sequence[str]]

AT_MET = {"students": ["s5,Gil Roe,Met,9,Blue,,2025-09-01,,red"]}
AT_NORTH = {
    "students": [*NORTH["students"], "s5,Gil Roe,North,8,Red,,2025-09-01,,red"],
    "adults": [*NORTH["adults"], "p5,Mo Roe,family,"],
    "ties": ["s5,b1,teacher,2025-09-01,,", "s5,p5,family,,,", "n1,s5,peer,,,"],
    "rounds": ["q1,North,student_voice,2026-10-01"],
    "answers": ["q1,s5,answered,2026-10-03"],
    "reports": ["q1,s5,b1,s5,supportive,3"],
}


@pytest.fixture
def desk(engine: Definable, tmp_path: Path) -> Desk:
    """Met, and North beside it; Gil Roe (s5) is at both."""
    made = desk_on(engine)
    import_tables(made, write_folder(tmp_path / "met"), source="district")
    import_tables(made, write_folder(tmp_path / "gil", AT_MET), source="district")
    both = write_folder(tmp_path / "both", AT_MET)
    (both / "stays.csv").write_text("person_id,school,grade\ns5,North,8\n", encoding="utf-8")
    import_tables(made, both, source="district")
    import_tables(made, write_folder(tmp_path / "north", AT_NORTH), source="district")
    return made


@pytest.fixture
def met(desk: Desk) -> Reader:
    """The administrator of Met alone."""
    return administrator(desk, "Met")


def current(desk: Desk) -> Current:
    """All that holds."""
    return read_current(desk.engine, "district")


def here(desk: Desk, reader: Reader, folder: Path, tables: Tables) -> ImportResult:
    """The tables imported, after a look at what they come to; no word of either names North."""
    write_folder(folder, tables)
    looked = import_tables(desk, folder, source="district", reader=reader, dry_run=True)
    done = import_tables(desk, folder, source="district", reader=reader)
    assert looked.counts == done.counts
    assert "North" not in f"{looked} {done}"
    assert "Mr Kay" not in f"{looked} {done}"
    return done


def of_gil(desk: Desk, kind: type) -> list[Tie]:
    """The ties of a kind that are about Gil."""
    held = current(desk)
    gil = held.students["s5"].uid
    return [kept.tie for kept in held.ties if isinstance(kept.tie, kind) and gil in kept.tie]


def places(desk: Desk) -> dict[str, list[tuple[str | None, date | None]]]:
    """Gil's schools with grade and last day, and advisories with their last day."""
    held = current(desk)
    schools = {uid: name for name, uid in held.schools.items()}
    advisories = {uid: key for key, uid in held.advisories.items()}
    found: dict[str, list[tuple[str | None, date | None]]] = {}
    for tie in of_gil(desk, Enrolment):
        assert isinstance(tie, Enrolment)
        if tie.until is None or tie.until > TODAY or tie.status == "left":
            found.setdefault(schools[tie.school], []).append((tie.grade, tie.until))
    for tie in of_gil(desk, Membership):
        assert isinstance(tie, Membership)
        if tie.until is None:
            found.setdefault(advisories[tie.advisory].split("\x1f")[1], []).append((None, None))
    return found


BEFORE = {
    "Met": [("9", None)], "North": [("8", None)], "Blue": [(None, None)], "Red": [(None, None)],
}  # fmt: skip


def test_own_data_stay_and_a_note_counts_the_students(
    desk: Desk, met: Reader, tmp_path: Path
) -> None:
    """Another name and another house are left out; the rest of the file comes in."""
    before = current(desk).students["s5"]
    assert places(desk) == BEFORE
    rows = ["s5,Gill Row,Met,9,Blue,,2025-09-01,,green", "s4,Di Ra,Met,9,Blue,,2025-09-01,,"]
    done = here(desk, met, tmp_path / "a", {"students": rows})
    assert done.counts["students"] == Count(added=1, unchanged=1)
    note = next(note for note in done.warnings if note.rule == "shared")
    assert (note.file, note.line) == ("students.csv", 2)
    assert note.message.startswith("1 student is at another school too. Their name")
    assert current(desk).students["s5"] == before
    assert places(desk) == BEFORE


@pytest.mark.parametrize(
    ("row", "after"),
    [
        ("s5,Gil Roe,Met,10,Blue,,2025-09-01,,red", {"Met": [("10", None)]}),
        ("s5,Gil Roe,Met,9,Gold,,2025-09-01,,red", {"Blue": None, "Gold": [(None, None)]}),
        (
            "s5,Gil Roe,Met,9,,left,2025-09-01,2026-11-24,red",
            {"Met": [("9", TODAY)], "Blue": None},
        ),
    ],
)
def test_enrolment_and_advisory_of_the_own_school_come_in(
    desk: Desk, met: Reader, tmp_path: Path, row: str, after: dict[str, object]
) -> None:
    """Those of the other school stay."""
    done = here(desk, met, tmp_path / "a", {"students": [row]})
    assert done.counts["students"].unchanged == 0
    wanted = {name: held for name, held in {**BEFORE, **after}.items() if held is not None}
    assert places(desk) == wanted


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("ties", "s5,a1,advisor,2025-09-01,,"),
        ("ties", "s5,a2,mentor,,,"),
        ("ties", "s5,s2,peer,,,"),
        ("contacts", "s5,a2,2026-11-02,call,Ms Ito"),
        ("answers", "r1,s5,answered,2026-10-03"),
        ("reports", "r1,s5,a1,s5,supportive,3"),
        ("reports", "r1,s1,s5,s1,supportive,2"),
    ],
)
def test_ties_to_the_own_schools_people_come_in(
    desk: Desk, met: Reader, tmp_path: Path, table: str, row: str
) -> None:
    """The same again changes nothing."""
    before = len(current(desk).ties)
    folder = tmp_path / "a"
    here(desk, met, folder, {table: [row]})
    assert len(current(desk).ties) == before + 1
    after = fingerprint(current(desk))
    import_tables(desk, folder, source="district", reader=met)
    assert fingerprint(current(desk)) == after


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("ties", "s5,{},teacher,2025-09-01,,"),
        ("ties", "s5,{},peer,,,"),
        ("contacts", "s5,{},2026-11-02,call,"),
        ("reports", "r1,s5,{},s5,stressful,"),
        ("answers", "{},s5,answered,2026-10-03"),
    ],
)
def test_the_other_schools_people_and_rounds_are_nobody(
    desk: Desk, met: Reader, tmp_path: Path, table: str, row: str
) -> None:
    """Although they have ties to the student: the fault is that of an id that nobody has."""
    before, told = fingerprint(current(desk)), set()
    for id in ("b1", "n1", "q1", "x9"):
        folder = write_folder(tmp_path / id, {table: [row.format(id)]})
        with pytest.raises(BadInput) as refused:
            import_tables(desk, folder, source="district", reader=met)
        told.add(str(refused.value.faults).replace(id, "…"))
    assert len(told) == 1, told
    assert "has the id" in told.pop()
    assert fingerprint(current(desk)) == before


def test_a_row_of_the_other_school_is_refused(desk: Desk, met: Reader, tmp_path: Path) -> None:
    """A student of both is no way to speak of the other."""
    before = fingerprint(current(desk))
    for number, tables in enumerate(
        (
            {"students": ["s5,Gil Roe,North,9,Red,,2025-09-01,,red"]},
            {"adults": ["b1,Mr Kay,staff,Met"]},
            {"adults": ["b1,Mr Kay,staff,"]},
        )
    ):
        folder = write_folder(tmp_path / str(number), tables)
        with pytest.raises((NotAllowed, BadInput)):
            import_tables(desk, folder, source="district", reader=met)
    assert fingerprint(current(desk)) == before


def test_a_complete_file_without_them_ends_their_time_at_the_own_school(
    desk: Desk, met: Reader, tmp_path: Path
) -> None:
    """They stay at the other, with its ties and their family."""
    ties = {tie.bond for tie in of_gil(desk, RoleTie) if isinstance(tie, RoleTie)}
    assert len(ties) == 3
    folder = write_folder(tmp_path / "whole")
    done = import_tables(desk, folder, source="district", reader=met, complete=True, yes_end=1)
    assert done.counts["students"] == Count(unchanged=3, ended=1)
    after = [tie for tie in of_gil(desk, RoleTie) if isinstance(tie, RoleTie)]
    assert {tie.bond for tie in after if tie.until is None} == ties
    assert places(desk) == {"Met": [("9", TODAY)], "North": [("8", None)], "Red": [(None, None)]}


def test_what_an_import_brought_of_them_is_not_undone_by_one_school(
    desk: Desk, met: Reader, tmp_path: Path
) -> None:
    """Its administrator cannot tell it from what the other school brought; the operator can."""
    folder = write_folder(tmp_path / "a", {"ties": ["s5,a1,advisor,2025-09-01,,"]})
    import_tables(desk, folder, source="district", reader=met, ledger="mine")
    before = fingerprint(current(desk))
    with pytest.raises(NotAllowed, match="a school that is not yours"):
        undo_import(desk, "mine", reader=met)
    assert fingerprint(current(desk)) == before
    assert undo_import(desk, "mine").counts["ties"] == Count(ended=1)


def test_changes_are_asked_again_whose_they_are(desk: Desk, met: Reader) -> None:
    """By no plan at all: own data, a place or an adult of the other school is not written."""
    held = current(desk)
    gil, kay = held.students["s5"], held.adults["b1"].uid
    ito, dee = held.adults["a1"].uid, held.students["n1"].uid
    red = held.advisories["North\x1fRed"]
    blue = held.advisories["Met\x1fBlue"]
    renamed = StudentNode(*gil)._replace(name="Gill Row")

    def check(changes: Changes) -> None:
        desk.engine.read_together(
            lambda tx: check_touched(tx, met, TODAY, changes, shares=True), seconds=60.0
        )

    check(Changes(add=[RoleTie("advisor", ito, gil.uid)]))
    check(Changes(add=[Membership(gil.uid, blue, None, None)]))
    wrong = [
        Changes(students=[renamed]),
        Changes(add=[Enrolment(gil.uid, held.schools["North"], "9", "enrolled", None, None)]),
        Changes(add=[Membership(gil.uid, red, None, None)]),
        Changes(add=[RoleTie("mentor", kay, gil.uid)]),
        Changes(add=[Contact(kay, gil.uid, TODAY, "call", None)]),
        Changes(add=[RoleTie("peer", dee, gil.uid)]),
        Changes(add=[RoleTie("mentor", ito, dee)]),
    ]
    for changes in wrong:
        with pytest.raises(NotAllowed):
            check(changes)
