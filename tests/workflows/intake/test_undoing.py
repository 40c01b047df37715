"""An import is undone: what holds is what held before it, and nothing was removed."""

from datetime import date
from pathlib import Path

import pytest

from facts.ties import RoleTie
from graph_service.errors import BadInput
from graph_service.records.changes import Changes
from graph_service.store.changes import apply_changes
from graph_service.store.current import read_entries, read_secret
from graph_service.store.engine import Definable
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.plan.counts import Count
from graph_service.workflows.intake.undoing import undo_import
from tests.workflows.current import read_current
from tests.workflows.fingerprint import fingerprint
from tests.workflows.folder import SCHOOL, desk_on, facts_now, uid_of, write_folder

NEXT = {
    "students": [
        "s1,Ada L. Lee,Met,10,Gold,,2025-09-01,,blue",
        "s2,Ben Ono,Met,9,Blue,,2025-09-01,,",
        "s4,Di,Met,9,,,,,",
    ],
    "adults": ["a1,Ms Ito,staff,Met", "a3,Mx New,mentor,"],
    "ties": ["s1,a1,advisor,2025-09-01,2026-10-01,", "s4,a3,mentor,,,"],
    "reports": ["r1,s1,a1,s1,stressful,3", "r1,s4,a3,s4,supportive,"],
}


def held(desk: Desk) -> str:
    """The fingerprint of what holds of Met."""
    return fingerprint(read_current(desk.engine, "Met"))


def latest(desk: Desk) -> str:
    """The ledger's id of the latest import."""
    return read_entries(desk.engine, "Met")[0][0]


def import_next(desk: Desk, tmp_path: Path) -> str:
    """Import the first tables and the next ones; the id of the second import."""
    import_tables(desk, write_folder(tmp_path / "met"))
    folder = write_folder(tmp_path / "next", NEXT)
    many = import_tables(desk, folder, complete=True, dry_run=True).endings.number
    import_tables(desk, folder, complete=True, effective=date(2026, 11, 1), yes_end=many)
    return latest(desk)


def test_the_fingerprint_is_as_before(engine: Definable, tmp_path: Path) -> None:
    """After an import that adds, changes and ends in every table, and its undoing; and what was
    known stays known.
    """
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met"))
    before, known = held(desk), desk.now()
    import_next(desk, tmp_path)
    assert held(desk) != before
    undone = undo_import(desk, latest(desk))
    assert held(desk) == before
    assert fingerprint(read_current(engine, "Met", known)) == before
    assert undone.counts["reports"] == Count(changed=1, ended=1)
    assert undone.counts["adults"] == Count(added=1, ended=1)
    assert uid_of(desk, "s4") not in {row.fact.student for row in facts_now(desk).enrolments}


def test_a_first_import_is_undone_and_done_again(engine: Definable, tmp_path: Path) -> None:
    """Nobody is enrolled after it; the same tables again are all added, and then the same people
    hold.
    """
    desk = desk_on(engine)
    folder = write_folder(tmp_path / "met")
    nothing = held(desk)
    import_tables(desk, folder)
    before, ada = held(desk), uid_of(desk, "s1")
    undo_import(desk, latest(desk))
    assert held(desk) == nothing
    assert import_tables(desk, folder).counts["ties"] == Count(added=3)
    assert held(desk) == before
    assert uid_of(desk, "s1") == ada


def test_two_databases_that_say_the_same_have_one_fingerprint(
    engine: Definable, tmp_path: Path
) -> None:
    """Random ids and instants are no part of it."""
    first, second = desk_on(engine), desk_on(engine)
    import_tables(first, write_folder(tmp_path / "met"))
    before = held(first)
    undo_import(first, latest(first))
    import_tables(
        second, write_folder(tmp_path / "turned", ties=[*SCHOOL["ties"][:2], "s1,s2,peer,,,"])
    )
    assert held(second) == before


def test_what_people_recorded_since_stays(engine: Definable, tmp_path: Path) -> None:
    """A tie that somebody recorded to an adult whom the import brought stays, and so does the
    adult.
    """
    desk = desk_on(engine)
    import_next(desk, tmp_path)
    tie = RoleTie("mentor", uid_of(desk, "a3"), uid_of(desk, "s2"), None, None, "choir")
    secret, now = read_secret(engine), desk.now()
    schools = {school.uid for school in desk.schools()}
    engine.write(lambda tx: apply_changes(tx, Changes(add=[tie], schools=schools), secret, now))
    undo_import(desk, latest(desk))
    assert [row.fact.alter for row in facts_now(desk).ties if row.fact.detail == "choir"] == [
        uid_of(desk, "a3")
    ]


def test_a_dry_run_tells_the_same_and_changes_nothing(engine: Definable, tmp_path: Path) -> None:
    """Its counts are those of the real one."""
    desk = desk_on(engine)
    uid = import_next(desk, tmp_path)
    before = held(desk)
    predicted = undo_import(desk, uid, dry_run=True)
    assert held(desk) == before
    assert undo_import(desk, uid).counts == predicted.counts


def test_imports_are_undone_the_latest_first_and_once(engine: Definable, tmp_path: Path) -> None:
    """An earlier one names the one to undo before it; an undone one, an undoing and an unknown id
    are refused.
    """
    desk = desk_on(engine)
    second = import_next(desk, tmp_path)
    first = read_entries(engine, "Met")[1][0]
    with pytest.raises(BadInput, match=f"undo {second} first"):
        undo_import(desk, first)
    undo_import(desk, second)
    for uid, told in (
        (second, "undone already"),
        (latest(desk), "itself an undoing"),
        ("x", "There is no import"),
    ):
        with pytest.raises(BadInput, match=told):
            undo_import(desk, uid)
    undo_import(desk, first)
    assert read_current(engine, "Met").ties == []
