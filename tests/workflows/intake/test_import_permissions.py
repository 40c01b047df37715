"""An administrator imports into the schools that they administer, and touches no other, whatever
the files say.
"""

from pathlib import Path

import pytest

from facts.statements import Answer
from graph_service.access.reader import OPERATOR, Reader
from graph_service.errors import BadInput, Fault, NotAllowed, NotThere
from graph_service.formats.translation import Choices
from graph_service.store import audit
from graph_service.store.accounts import Change, NewAccount, add_account, set_disabled, take_path
from graph_service.store.accounts import Path as Way
from graph_service.store.current import read_entries
from graph_service.store.engine import Definable
from graph_service.store.grants import administered_schools
from graph_service.workflows.administration.overview import may_undo, overview
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.plan.counts import Count
from graph_service.workflows.intake.undoing import undo_import
from tests.formats.files import write_files
from tests.workflows.current import read_current
from tests.workflows.fingerprint import fingerprint
from tests.workflows.folder import SCHOOL, TODAY, desk_on, write_folder

NORTH = {"students": ["n1,Dee Fox,North,9,Red,,2025-09-01,,"], "adults": ["b1,Mr Kay,staff,North"]}
MORE = [
    "s1,Ada L. Lee,Met,9,Blue,,2025-09-01,,red",
    *SCHOOL["students"][1:],
    "s4,Di Ra,Met,9,Blue,,2025-09-01,,",
]


def administrator(desk: Desk, *schools: str, login: str = "hal") -> Reader:
    """An account that administers these schools."""
    ways = tuple(
        Way("ADMINISTERS", school.uid) for school in desk.schools() if school.name in schools
    )
    new = NewAccount(login, "Hal", "administrator", "-", ways)
    return Reader(add_account(desk.engine, new, desk.now(), TODAY), "Hal", "administrator")


@pytest.fixture
def desk(engine: Definable, tmp_path: Path) -> Desk:
    """Met, and North beside it: ids of one source, the district's."""
    made = desk_on(engine)
    import_tables(made, write_folder(tmp_path / "met"), source="district")
    import_tables(made, write_folder(tmp_path / "north", NORTH), source="district")
    return made


def held(desk: Desk, source: str = "district") -> str:
    """The fingerprint of what holds."""
    return fingerprint(read_current(desk.engine, source))


def test_the_own_school_is_imported_and_recorded_under_the_account(
    desk: Desk, tmp_path: Path
) -> None:
    """In the ledger and in the record, under the uid that was chosen for it."""
    reader = administrator(desk, "Met")
    folder = write_folder(tmp_path / "more", {"students": MORE})
    done = import_tables(desk, folder, source="district", reader=reader, ledger="chosen")
    assert done.counts["students"] == Count(1, 1, 0, 2)
    assert read_entries(desk.engine, "district")[0] == ("chosen", None)
    told = audit.by_accounts(
        desk.engine, [reader.account], desk.now().replace(year=2000), desk.now()
    )
    assert [
        (entry.look.action, entry.look.subject)
        for entry in told
        if entry.look.account == reader.account
    ] == [("imported", "chosen")]


OTHERS: list[dict[str, list[str]]] = [
    {"students": ["n2,Eve Roe,North,9,,,,,"]},
    {"students": ["s9,Eve Roe,South,9,,,,,"]},
    {"students": ["n1,Dee Fox,Met,9,Blue,,,,"]},
    {"adults": ["b1,Mr Kay,staff,Met"]},
    {"adults": ["b1,Mr Key,staff,"]},
    {"ties": ["n1,a1,advisor,2026-01-01,,"]},
    {"ties": ["s1,n1,peer,,,"]},
    {"contacts": ["n1,a1,2026-11-02,call,"]},
    {"rounds": ["r9,North,student_voice,2026-10-01"]},
    {"students": ["s1,Ada Lee,North,9,Red,,2025-09-01,,red"]},
]


def test_what_is_another_schools_is_refused(desk: Desk, tmp_path: Path) -> None:
    """A row that names it, a new school, a move, a tie, a contact: refused before anything, and as
    much when only looked at.
    """
    reader, before = administrator(desk, "Met"), held(desk)
    for number, tables in enumerate(OTHERS):
        folder = write_folder(tmp_path / str(number), tables)
        for dry_run in (True, False):
            with pytest.raises((NotAllowed, BadInput)):
                import_tables(desk, folder, source="district", reader=reader, dry_run=dry_run)
    assert held(desk) == before


def test_a_complete_file_ends_nobody_at_another_school(desk: Desk, tmp_path: Path) -> None:
    """Nor does it from who administers both: it is the file of one."""
    met, both = administrator(desk, "Met"), administrator(desk, "Met", "North", login="zoe")
    folder, before = write_folder(tmp_path / "whole"), held(desk)
    done = import_tables(desk, folder, source="district", complete=True, reader=met)
    assert (done.counts["students"], done.endings.of_people) == (Count(unchanged=3), 5)
    assert held(desk) == before
    done = import_tables(desk, folder, source="district", complete=True, reader=both)
    assert (done.counts["students"], done.endings.of_people) == (Count(unchanged=3), 7)
    assert held(desk) == before


def test_a_source_of_another_schools_ids_is_refused(desk: Desk, tmp_path: Path) -> None:
    """Nobody stands under it at a school of theirs, so nothing of theirs is imported under it."""
    import_tables(desk, write_folder(tmp_path / "west", {"students": ["w1,Flo,West,9,,,,,"]}))
    reader = administrator(desk, "Met")
    with pytest.raises(NotAllowed, match="holds another school's ids"):
        import_tables(
            desk,
            write_folder(tmp_path / "a", {"adults": ["x,Mx,staff,"]}),
            source="West",
            reader=reader,
        )


def test_who_administers_every_school_brings_in_a_new_one_and_administers_it(
    desk: Desk, tmp_path: Path
) -> None:
    """So the next import of it is theirs too; the record says so."""
    reader = administrator(desk, "Met", "North")
    folder = write_folder(tmp_path / "west", {"students": ["w1,Flo,West,9,,,,,"]})
    assert import_tables(desk, folder, reader=reader).counts["students"] == Count(added=1)
    assert [name for _, name in administered_schools(desk.engine, reader.account, TODAY)] == [
        "Met",
        "North",
        "West",
    ]
    told = audit.by_accounts(
        desk.engine, [reader.account], desk.now().replace(year=2000), desk.now()
    )
    assert {entry.look.action for entry in told if entry.look.account == reader.account} == {
        "imported",
        "brought in a school",
    }
    again = write_folder(tmp_path / "again", {"students": ["w1,Flo K,West,9,,,,,"]})
    assert import_tables(desk, again, reader=reader).counts["students"] == Count(changed=1)


@pytest.mark.parametrize("how", ["taken", "disabled"])
def test_a_right_that_ends_while_the_import_is_written_ends_it(
    desk: Desk, tmp_path: Path, how: str
) -> None:
    """It is asked for again in the transaction that writes."""
    reader, before = administrator(desk, "Met"), held(desk)
    met = next(school.uid for school in desk.schools() if school.name == "Met")

    def end(stage: str) -> None:
        change = Change(desk.now(), TODAY)
        if stage == "writing" and how == "taken":
            take_path(desk.engine, "hal", met, change)
        elif stage == "writing":
            set_disabled(desk.engine, "hal", change, disabled=True)

    with pytest.raises(NotAllowed):
        import_tables(
            desk,
            write_folder(tmp_path / "m", {"students": MORE}),
            source="district",
            reader=reader,
            stage=end,
        )
    assert held(desk) == before


def test_a_school_is_brought_in_by_who_administers_all_there_are_when_it_is_written(
    desk: Desk, tmp_path: Path
) -> None:
    """Whose right to one of them ends in between brings in none, although the files are about the
    new school alone.
    """
    reader = administrator(desk, "Met", "North")
    north = next(school.uid for school in desk.schools() if school.name == "North")

    def end(stage: str) -> None:
        if stage == "writing":
            take_path(desk.engine, "hal", north, Change(desk.now(), TODAY))

    folder = write_folder(tmp_path / "west", {"students": ["w1,Flo,West,9,,,,,"]})
    with pytest.raises(NotAllowed):
        import_tables(desk, folder, reader=reader, stage=end)
    assert [school.name for school in desk.schools()] == ["Met", "North"]


def test_an_import_that_is_about_no_school_is_undone_by_who_keeps_its_source(
    desk: Desk, tmp_path: Path
) -> None:
    """Adults who are nobody's business yet stand under the ids of West: who administers Met takes
    them back neither way.
    """
    import_tables(desk, write_folder(tmp_path / "west", {"students": ["w1,Flo,West,9,,,,,"]}))
    import_tables(
        desk, write_folder(tmp_path / "new", {"adults": ["x1,Mx New,mentor,"]}), source="West"
    )
    met, west = administrator(desk, "Met"), administrator(desk, "West", login="wes")
    latest, before = read_entries(desk.engine, "West")[0][0], held(desk, "West")
    for dry_run in (True, False):
        with pytest.raises(NotAllowed, match="holds another school's ids"):
            undo_import(desk, latest, reader=met, dry_run=dry_run)
    assert held(desk, "West") == before
    assert undo_import(desk, latest, reader=west).counts["adults"] == Count(ended=1)


def test_who_is_nobodys_business_is_changed_by_who_administers_the_whole_source(
    desk: Desk, tmp_path: Path
) -> None:
    """To one school's administrator the id of a community adult of the district is taken, as a
    stranger's is.
    """
    import_tables(
        desk,
        write_folder(tmp_path / "new", {"adults": ["z1,Mo Vee,community,"]}),
        source="district",
    )
    met, both = administrator(desk, "Met"), administrator(desk, "Met", "North", login="zoe")
    folder = write_folder(tmp_path / "again", {"adults": ["z1,Mo Wye,community,"]})
    assert [fault.rule for fault in refusal(desk, folder, met)] == ["taken"]
    done = import_tables(desk, folder, source="district", reader=both, dry_run=True)
    assert done.counts["adults"] == Count(changed=1)


def test_an_import_of_another_school_is_not_undone(desk: Desk) -> None:
    """An administrator of that school undoes it."""
    met, north = administrator(desk, "Met"), administrator(desk, "North", login="zoe")
    latest, before = read_entries(desk.engine, "district")[0][0], held(desk)
    for dry_run in (True, False):
        with pytest.raises(NotAllowed):
            undo_import(desk, latest, reader=met, dry_run=dry_run)
    assert held(desk) == before
    undo_import(desk, latest, reader=north, ledger="chosen")
    assert read_entries(desk.engine, "district")[0] == ("chosen", latest)


def test_the_list_of_imports_holds_none_of_another_schools(desk: Desk, tmp_path: Path) -> None:
    """Under a shared source one's own alone are there, and may be undone; who administers all of
    its schools sees all.
    """
    met, both = administrator(desk, "Met"), administrator(desk, "Met", "North", login="zoe")
    north = administrator(desk, "North", login="nora")
    import_tables(
        desk,
        write_folder(tmp_path / "n", {"adults": ["b1,Mr Key,staff,North"]}),
        source="district",
        reader=north,
    )
    assert overview(desk, met).imports == []
    theirs = read_entries(desk.engine, "district")[0][0]
    with pytest.raises(NotThere):
        may_undo(desk, met, theirs)
    may_undo(desk, north, theirs)
    folder = write_folder(tmp_path / "m", {"students": MORE})
    import_tables(desk, folder, source="district", reader=met, ledger="mine")
    assert [line.uid for line in overview(desk, met).imports] == ["mine"]
    assert [line.uid for line in overview(desk, north).imports] == [""]
    assert len(overview(desk, both).imports) == 4


def test_what_comes_to_anything_but_what_was_shown_is_refused(desk: Desk, tmp_path: Path) -> None:
    """Somebody imported in between: nothing is written, and the same file is looked at again."""
    folder = write_folder(tmp_path / "more", {"students": MORE})
    shown = import_tables(desk, folder, source="district", dry_run=True).outcome
    import_tables(desk, write_folder(tmp_path / "less", {"students": MORE[:3]}), source="district")
    before = held(desk)
    with pytest.raises(BadInput, match="since you looked"):
        import_tables(desk, folder, source="district", as_shown=shown)
    assert held(desk) == before
    anew = import_tables(desk, folder, source="district", dry_run=True)
    assert import_tables(desk, folder, source="district", dry_run=True).outcome == anew.outcome
    assert (
        import_tables(desk, folder, source="district", as_shown=anew.outcome).counts == anew.counts
    )


def refusal(desk: Desk, folder: Path, reader: Reader, source: str = "district") -> list[Fault]:
    """The faults with which files are refused."""
    with pytest.raises(BadInput) as refused:
        import_tables(desk, folder, source=source, reader=reader, dry_run=True)
    return list(refused.value.faults)


NAMED = [
    ("ties", "{},a1,advisor,2026-01-01,,"),
    ("ties", "s1,{},peer,,,"),
    ("ties", "s1,{},mentor,,,"),
    ("reports", "r1,{},a1,s1,stressful,"),
    ("reports", "r1,s1,{},s1,stressful,"),
    ("reports", "r1,s1,a1,{},stressful,"),
    ("answers", "r1,{},answered,2026-10-03"),
    ("answers", "{},s1,answered,2026-10-03"),
    ("contacts", "{},a1,2026-11-02,call,"),
    ("contacts", "s1,{},2026-11-02,call,"),
]


def test_another_schools_people_and_rounds_are_nobody(desk: Desk, tmp_path: Path) -> None:
    """Wherever a row may name them, the fault is that of an id that nobody has, to the last
    letter.
    """
    rounds = {"rounds": ["q1,North,student_voice,2026-10-01"]}
    import_tables(desk, write_folder(tmp_path / "north-round", rounds), source="district")
    reader = administrator(desk, "Met")
    for number, (table, row) in enumerate(NAMED):
        told = set()
        for id in ("n1", "b1", "q1", "x9"):
            folder = write_folder(tmp_path / f"{number}{id}", {table: [row.format(id)]})
            told.add(
                str(
                    [
                        fault._replace(message=fault.message.replace(id, "…"))
                        for fault in refusal(desk, folder, reader)
                    ]
                )
            )
        assert len(told) == 1, told
        assert "has the id" in told.pop()


def test_an_id_that_another_school_has_is_not_taken_over(desk: Desk, tmp_path: Path) -> None:
    """As a student's, an adult's or a round's: in one sentence, which says no more."""
    rounds = {"rounds": ["q1,North,student_voice,2026-10-01"]}
    import_tables(desk, write_folder(tmp_path / "north-round", rounds), source="district")
    reader, before = administrator(desk, "Met"), held(desk)
    rows = [
        ("students", "n1,Me,Met,9,,,,,"), ("students", "b1,Me,Met,9,,,,,"),
        ("adults", "n1,Me,staff,Met"),
        ("adults", "b1,Mr Kay,staff,North"), ("adults", "b1,Me,staff,Met"),
        ("rounds", "q1,Met,student_voice,2026-10-01"),
    ]  # fmt: skip
    for number, (table, row) in enumerate(rows):
        folder = write_folder(tmp_path / str(number), {table: [row]})
        try:
            faults = refusal(desk, folder, reader)
        except NotAllowed:
            assert "North" in row
            continue
        id = row.split(",")[0]
        sentence = (
            f'The id "{id}" cannot be used here; give another, or ask whoever runs the service.'
        )
        assert faults == [Fault(f"{table}.csv", 2, "id", "taken", sentence)]
    assert held(desk) == before


def test_an_adult_of_two_schools_is_tied_by_both_and_changed_by_one(
    desk: Desk, tmp_path: Path
) -> None:
    """By the school they are at; a parent of children at both by neither. A note says whose row was
    left out.
    """
    kin = {
        "adults": ["p1,Mo Lee,family,"],
        "ties": ["s1,p1,family,,,", "n1,p1,family,,,", "n1,a1,mentor,,,"],
    }
    import_tables(desk, write_folder(tmp_path / "kin", kin), source="district")
    met, north = administrator(desk, "Met"), administrator(desk, "North", login="zoe")
    for reader, id, fixed, school in (
        (met, "p1", True, ""),
        (north, "p1", True, ""),
        (met, "a1", False, "Met"),
        (north, "a1", True, ""),
    ):
        student = "s2" if reader is met else "n1"
        tables = {
            "adults": [f"{id},Another Name,staff,{school}"],
            "ties": [f"{student},{id},other,,,"],
        }
        folder = write_folder(tmp_path / f"{id}{reader.name}{reader.account}", tables)
        done = import_tables(desk, folder, source="district", reader=reader, dry_run=True)
        assert done.counts["ties"] == Count(added=1)
        assert done.counts["adults"] == (Count(unchanged=1) if fixed else Count(changed=1))
        assert [note.rule for note in done.warnings if note.rule != "stays"] == (
            ["remit"] if fixed else []
        )
    before = {node.id: node for node in read_current(desk.engine, "district").adults.values()}
    import_tables(desk, folder, source="district", reader=north)
    assert {
        node.id: node for node in read_current(desk.engine, "district").adults.values()
    } == before


def test_who_came_from_another_school_is_the_new_schools(desk: Desk, tmp_path: Path) -> None:
    """Since they came there last; to the other they are nobody any more."""
    moved = {"students": ["s1,Ada Lee,North,9,Red,,2025-09-01,,red"]}
    import_tables(desk, write_folder(tmp_path / "moved", moved), source="district", effective=TODAY)
    met, north = administrator(desk, "Met"), administrator(desk, "North", login="zoe")
    folder = write_folder(
        tmp_path / "more", {"students": ["s1,Ada L. Lee,North,9,Red,,2025-09-01,,red"]}
    )
    assert import_tables(desk, folder, source="district", reader=north).counts["students"] == Count(
        changed=1
    )
    tie = write_folder(tmp_path / "tie", {"ties": ["s1,a1,mentor,,,"]})
    assert [fault.rule for fault in refusal(desk, tie, met)] == ["nobody"]


def test_who_was_brought_in_and_taken_back_can_come_again(desk: Desk, tmp_path: Path) -> None:
    """They are at no school any longer, and still the business of the one that they were at."""
    reader = administrator(desk, "Met")
    new = {
        "students": ["s7,Flo,Met,9,,,,,"],
        "adults": ["p7,Di,family,"],
        "ties": ["s7,p7,family,,,"],
    }
    folder = write_folder(tmp_path / "new", new)
    import_tables(desk, folder, source="district", reader=reader, ledger="chosen")
    undo_import(desk, "chosen", reader=reader)
    assert import_tables(desk, folder, source="district", reader=reader).counts["ties"] == Count(
        added=1
    )


def test_an_administrators_survey_means_nobody_of_another_school(
    desk: Desk, tmp_path: Path
) -> None:
    """Neither by id nor by address: they leave the side open, like an id that nobody has; none is
    proposed. The operator's may mean them.
    """
    kay = write_files(
        tmp_path / "kay", {"students": ["id,name,school,email", "n2,Kay Fox,North,kay@north.test"]}
    )
    import_tables(desk, kay, source="district")
    rows = ["id,friend1,friend2,friend3,friend4", "s1,n1,kay@north.test,s2,Dee Foxx"]
    sheet = write_files(tmp_path / "form", {"form": rows}) / "form.csv"
    voice = {"id": "voice", "school": "Met", "opened_on": TODAY}
    peers = ["friend1", "friend2", "friend3", "friend4"]
    choices = Choices(mapping={"round": voice, "survey": {"student": "id", "peers": peers}})
    for reader, status in ((administrator(desk, "Met"), "asked"), (OPERATOR, "answered")):
        done = import_tables(desk, sheet, source="district", choices=choices, reader=reader)
        proposed = "Dee Fox (n1)" in str(done.warnings), '# "Dee Foxx" = "n1"' in done.mapping
        assert proposed == (reader is OPERATOR, reader is OPERATOR)
        current = read_current(desk.engine, "district")
        answers = {
            kept.tie.round: kept.tie.status for kept in current.ties if isinstance(kept.tie, Answer)
        }
        assert answers[current.rounds["voice-peers"].uid] == status
