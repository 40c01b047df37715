"""A bulk file that lacks what was there before says how much stays, and who; a delta and a part of
a school do not.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from graph_service.access.reader import OPERATOR
from graph_service.errors import BadInput
from graph_service.store.engine import Definable
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.import_result import ImportResult
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.plan.counts import Count
from graph_service.workflows.intake.plan.staying import RULE
from graph_service.workflows.recording.tie_forms import add_tie
from tests.formats.files import write_files
from tests.workflows.folder import SCHOOL, desk_on, uid_of, write_folder
from tests.workflows.intake.plan.test_import_scope import lead
from tests.workflows.intake.test_complete import LESS, MET, NORTH
from tests.workflows.intake.test_import_permissions import administrator

ADVISES = " An advisor who stays can still open the student's page."


def roster(kids: Mapping[str, str], *staff: str, manifest: str = "bulk") -> dict[str, list[str]]:
    """A OneRoster export of a school: each kid in somebody's homeroom."""
    users = [f"{kid},true,S1,student,{kid.title()},Ray" for kid in kids]
    rooms = [f"h-{one},Room {one},homeroom" for one in staff]
    seats = [f"{kid}-{one},h-{one},{kid},student," for kid, one in kids.items()]
    return {
        "manifest": ["propertyName,value",
        *(f"file.{name},{manifest}" for name in ("orgs", "users", "classes", "enrollments"))],
        "orgs": ["sourcedId,name,type", "S1,Oak School,school"],
        "users": ["sourcedId,enabledUser,orgSourcedIds,role,givenName,familyName", *users]
        + [f"{one},true,S1,teacher,{one.title()},Vale" for one in staff],
        "classes": ["sourcedId,title,classType", *rooms],
        "enrollments": ["sourcedId,classSourcedId,userSourcedId,role,primary", *seats]
        + [f"{one}-t,h-{one},{one},teacher,true" for one in staff],
    }  # fmt: skip


def notes(done: ImportResult) -> list[str]:
    """The notes on those who stay."""
    return [note.message for note in done.warnings if note.rule == RULE]


def test_an_advisor_who_was_swapped_stays_and_is_named(engine: Definable, tmp_path: Path) -> None:
    """With a student who is gone; the same files again say so again, and as complete they end both
    and say it no more.
    """
    desk = desk_on(engine)
    first = {"kid1": "reed", "kid2": "reed", "kid3": "reed", "kid4": "vale"}
    assert (
        notes(import_tables(desk, write_files(tmp_path / "first", roster(first, "reed", "vale"))))
        == []
    )
    second = write_files(
        tmp_path / "second",
        roster({"kid1": "vale", "kid2": "reed", "kid3": "reed"}, "reed", "vale"),
    )
    said = (
        "1 student and 2 ties of earlier imports are not in these files and stay; "
        "--complete ends them."
    ) + ADVISES
    for dry_run in (True, False, False):
        done = import_tables(desk, second, dry_run=dry_run)
        assert notes(done) == [said]
        assert {table: list(who) for table, who in done.staying.named.items()} == {
            "students": ["Kid4 Ray (kid4)"],
            "ties": [
                "Reed Vale (reed), advisor of Kid1 Ray (kid1)",
                "Vale Vale (vale), advisor of Kid4 Ray (kid4)",
            ],
        }
    assert done.unchanged
    done = import_tables(desk, second, complete=True, yes_end=3)
    assert (done.counts["students"], done.counts["ties"], notes(done)) == (
        Count(ended=1, unchanged=3),
        Count(ended=2, unchanged=3),
        [],
    )
    assert notes(import_tables(desk, second)) == []


def test_a_delta_says_nothing_of_those_who_are_not_in_it(engine: Definable, tmp_path: Path) -> None:
    """It tells what changed."""
    desk = desk_on(engine)
    import_tables(
        desk, write_files(tmp_path / "first", roster({"kid1": "reed", "kid2": "reed"}, "reed"))
    )
    files = roster({"kid1": "reed"}, "reed", manifest="delta")
    header = "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,givenName,familyName"
    files["users"] = [header, "kid1,active,2026-11-02,true,S1,student,Kid One,Ray"]
    done = import_tables(
        desk, write_files(tmp_path / "delta", {**files, "enrollments": files["enrollments"][:1]})
    )
    assert (done.counts["students"].changed, notes(done)) == (1, [])


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({"students": SCHOOL["students"][:2]},
        "1 student of an earlier import is not in these files and stays; --complete ends it."),
        ({"students": SCHOOL["students"][:1]}, ""),
        ({"adults": SCHOOL["adults"][:1]},
        "1 adult of an earlier import is not in these files and stays; --complete ends it."),
        (
            {"ties": [*SCHOOL["ties"][1:], "s1,a2,advisor,,,"]},
            ("1 tie of an earlier import is not in these files and stays; "
                "--complete ends it.") + ADVISES,
        ),
        ({"ties": SCHOOL["ties"][2:]}, ""),
        ({"students": SCHOOL["students"], "ties": ["s3,a2,mentor,,,"]}, ""),
        ({"reports": ["r1,s1,a2,s1,supportive,3"]}, ""),
    ],
)  # fmt: skip
def test_own_tables_say_it_where_they_hold_half_or_more(
    engine: Definable, tmp_path: Path, tables: Mapping[str, Sequence[str]], said: str
) -> None:
    """A smaller file is a part of a school, and reports are no roster."""
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met"))
    done = import_tables(desk, write_folder(tmp_path / "again", tables), source="Met", dry_run=True)
    assert notes(done) == ([said] if said else [])


def test_an_administrator_is_told_of_their_own_schools_alone(
    engine: Definable, tmp_path: Path
) -> None:
    """Not of another school's people under the same source, nor of who is another's too; nobody
    else is told of them either.
    """
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met", MET), source="district")
    import_tables(desk, write_folder(tmp_path / "north", NORTH), source="district")
    less = write_folder(tmp_path / "less", {**LESS, "ties": MET["ties"][2:]})
    told = [
        import_tables(desk, less, source="district", dry_run=True, reader=reader)
        for reader in (OPERATOR, administrator(desk, "Met"))
    ]
    for done in told:
        assert list(done.staying.named["students"]) == ["Ada 2 Lee (m2)"]
        assert "adults" not in done.staying.named
        assert sorted(done.people) == ["Ada 0 Lee (m0)", "Ada 2 Lee (m2)"]
    assert notes(told[0]) == notes(told[1])


def test_what_people_recorded_is_not_said_to_stay(engine: Definable, tmp_path: Path) -> None:
    """A tie that was recorded on a page is theirs."""
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met"))
    add_tie(desk, lead(desk), uid_of(desk, "s3"), person="Mr Diaz", role="mentor")
    done = import_tables(
        desk, write_folder(tmp_path / "again", ties=SCHOOL["ties"][:2]), dry_run=True
    )
    assert list(done.staying.named["ties"]) == ["Ada Lee (s1), peer of Ben Ono (s2)"]


def test_where_the_files_cannot_be_complete_nobody_is_told_to_say_so(
    engine: Definable, tmp_path: Path
) -> None:
    """They hold a few of a second school's students; said to be complete, they are refused."""
    desk: Desk = desk_on(engine)
    north = [f"n{n},Dee {n} Fox,North,9,,,,," for n in range(42)]
    everybody = [*north, *(f"m{n},Ada {n} Lee,Met,9,,,,," for n in range(42))]
    import_tables(desk, write_folder(tmp_path / "both", {"students": everybody}), source="district")
    most = write_folder(tmp_path / "most", {"students": everybody[22:]})
    done = import_tables(desk, most, source="district", dry_run=True)
    assert (notes(done), done.may_end) == (
        ["22 students of earlier imports are not in these files and stay."],
        False,
    )
    with pytest.raises(BadInput):
        import_tables(desk, most, source="district", complete=True)
