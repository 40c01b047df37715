"""People at several schools, imported: each school has them on its list for as long as they are
there.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from analysis.presence import enrolled
from graph_service.access.reader import Reader
from graph_service.errors import BadInput
from graph_service.formats.tables import read_tables
from graph_service.records.current import Current
from graph_service.store.accounts import Path as Way
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.engine import Definable
from graph_service.store.migrations import migrate
from graph_service.workflows.caseload.lists import caseload
from graph_service.workflows.caseload.views import Filters
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.plan.import_scope import Horizon
from tests.formats.files import write_files
from tests.formats.test_held_roles import LAST_YEAR, ORGS, THIS_YEAR
from tests.workflows.caseload.test_lists import an_account
from tests.workflows.folder import TODAY, desk_on

USERS = ["sourcedId,givenName,familyName,grades", "u1,Ada,Lee,9", "u2,Ben,Ono,9", "t1,Emi,Ito,"]
HEAD = "userSourcedId,role,beginDate,endDate,orgSourcedId"
MOVED = [HEAD, f"u1,student,{LAST_YEAR},S1", f"u1,student,{THIS_YEAR},S2",
f"u2,student,{THIS_YEAR},S2",
         f"t1,teacher,{LAST_YEAR},S1", f"t1,teacher,{THIS_YEAR},S2"]  # fmt: skip
BOTH = [
    HEAD,
    "u1,student,,,S1",
    "u1,student,,,S2",
    "u2,student,,,S2",
    "t1,teacher,,,S1",
    "t1,teacher,,,S2",
]


def lists(desk: Desk, day: date = TODAY) -> dict[str, list[str]]:
    """The ids of the students of each school on the day."""
    found = {}
    for school in desk.schools():
        facts = desk.facts(school).known()
        found[school.name] = sorted(
            facts.people[uid].id for uid in enrolled(facts, day, school.uid)
        )
    return found


def roster(folder: Path, roles: list[str]) -> Path:
    """OneRoster 1.2 with these roles."""
    return write_files(folder, {"orgs": ORGS, "users": USERS, "roles": roles})


def test_who_moved_is_on_the_list_of_each_school_in_its_time(
    engine: Definable, tmp_path: Path
) -> None:
    """And on the other day's, as known today; the same again, and on a later day, changes
    nothing.
    """
    desk = desk_on(engine)
    import_tables(desk, roster(tmp_path / "moved", MOVED), source="x")
    assert lists(desk) == {"Elm School": ["u1", "u2"], "Oak School": []}
    assert lists(desk, date(2026, 3, 2)) == {"Elm School": [], "Oak School": ["u1"]}
    assert lists(desk, date(2026, 7, 1)) == {"Elm School": [], "Oak School": []}
    extra = roster(tmp_path / "extra", [*MOVED, f"u2,student,{LAST_YEAR},S2"])
    assert (
        import_tables(desk_on(engine, date(2026, 12, 1)), extra, source="x")
        .counts["students"]
        .changed
        == 1
    )


def test_who_is_at_two_schools_is_on_both_lists(engine: Definable, tmp_path: Path) -> None:
    """Until a file of both no longer says one of them; a file of the one says nothing of the
    other.
    """
    desk = desk_on(engine)
    import_tables(desk, roster(tmp_path / "both", BOTH), source="x")
    assert lists(desk) == {"Elm School": ["u1", "u2"], "Oak School": ["u1"]}
    assert import_tables(
        desk, roster(tmp_path / "again", [*BOTH, "t1,aide,,,S1"]), source="x"
    ).unchanged
    (tmp_path / "oak").mkdir()
    (tmp_path / "oak" / "students.csv").write_text(
        "id,name,school,grade\nu1,Ada Lee,Oak School,10\n", encoding="utf-8"
    )
    later = desk_on(engine, date(2026, 12, 7))
    import_tables(later, tmp_path / "oak", source="x")
    assert lists(later, date(2026, 12, 7)) == {"Elm School": ["u1", "u2"], "Oak School": ["u1"]}
    one = [row for row in BOTH if row != "u1,student,,,S1"] + ["u3,student,,,S1"]
    path = write_files(
        tmp_path / "one", {"orgs": ORGS, "users": [*USERS, "u3,Cy,Poe,9"], "roles": one}
    )
    import_tables(desk_on(engine, date(2026, 12, 8)), path, source="x", yes_end=1)
    assert lists(later, date(2026, 12, 9)) == {"Elm School": ["u1", "u2"], "Oak School": ["u3"]}


def test_our_own_tables_say_it_in_stays(engine: Definable, tmp_path: Path) -> None:
    """A row a school beside the one of the person's own row; somebody without such a row is a
    fault.
    """
    files = {
        "students": ["id,name,school,grade", "s1,Ada Lee,Met,9"],
        "stays": [
            "person_id,school,grade,since,until",
            "s1,Hill,8,2025-08-25,2026-06-12",
            "s1,Harbor,9,,",
        ],
    }
    desk = desk_on(engine)
    import_tables(desk, write_files(tmp_path / "own", files), source="x")
    assert lists(desk) == {"Harbor": ["s1"], "Hill": [], "Met": ["s1"]}
    assert lists(desk, date(2026, 1, 5)) == {"Harbor": ["s1"], "Hill": ["s1"], "Met": ["s1"]}
    files["stays"] += ["s9,Hill,,,", "s1,Harbor,,,"]
    with pytest.raises(BadInput) as refused:
        import_tables(desk, write_files(tmp_path / "wrong", files), source="x")
    assert [fault[:4] for fault in refused.value.faults] == [
        ("stays.csv", 4, "person_id", "nobody"), ("stays.csv", 5, "school", "duplicate"),
    ]  # fmt: skip


def test_an_advisor_has_a_student_of_two_schools_once(tmp_path: Path) -> None:
    """In the list and in its figures; each school's own list has them too."""
    engine = EmbeddedEngine(tmp_path / "support.web")
    migrate(engine)
    desk = desk_on(engine)
    files = {
        "students": ["id,name,school", "s1,Ada Lee,Met"],
        "stays": ["person_id,school", "s1,Harbor"],
        "adults": ["id,name,kind,school", "a1,Ms Ito,staff,Met"],
        "ties": ["student_id,alter_id,role", "s1,a1,advisor"],
    }  # fmt: skip
    import_tables(desk, write_files(tmp_path / "own", files), source="x")
    adult = next(
        uid
        for school in desk.schools()
        for uid, one in desk.facts(school).people.items()
        if one.id == "a1"
    )
    ito = Reader(an_account(desk, "advisor", Way("IS", adult)), "ito", "advisor", adult)
    lens = read_lens({}, desk.today(), desk.rule)
    shown = caseload(desk, ito, lens, Filters())
    assert ([line.id for line in shown.lines], shown.shown, shown.adult.unknown) == (["s1"], 1, 1)
    for school in desk.schools():
        assert [
            line.school for line in caseload(desk, ito, lens, Filters(school=school.uid)).lines
        ] == [school.name]


def test_a_file_without_days_keeps_those_of_the_school_that_it_names(tmp_path: Path) -> None:
    """Two schools at once have each their own first day."""
    engine = EmbeddedEngine(tmp_path / "support.web")
    migrate(engine)
    desk = desk_on(engine)
    files = {
        "students": ["id,name,school,enrolled_on", "s1,Ada Lee,Met,2020-09-01"],
        "stays": ["person_id,school,since", "s1,Harbor,2024-09-02"],
    }
    import_tables(desk, write_files(tmp_path / "both", files), source="x")
    one = write_files(
        tmp_path / "one", {"students": ["id,name,school,grade", "s1,Ada Lee,Harbor,9"]}
    )
    import_tables(desk, one, source="x")
    days = {
        row.fact.since for school in desk.schools() for row in desk.facts(school).known().enrolments
    }
    assert days == {date(2020, 9, 1), date(2024, 9, 2)}


def test_an_adult_who_is_not_the_readers_to_change_is_not_ended_by_their_roster(
    tmp_path: Path,
) -> None:
    """An adult of another school stays, although a file calls them no longer active."""
    roster_of_one = {"school": ["SIS ID,Name", "S1,Met"],
    "student": ["SIS ID,School SIS ID,First Name,Last Name", "1,S1,A,L"],
                     "teacher": ["SIS ID,School SIS ID,First Name,Last Name,Status",
                     "t1,S1,E,I,Deleted", "t2,S1,L,D,Deleted"]}  # fmt: skip
    reading = read_tables(write_files(tmp_path / "sds", roster_of_one))
    assert reading.people.departed == {"t1", "t2"}
    assert Horizon(Current("x"), fixed=frozenset({"t1"})).without_fixed(
        reading
    ).people.departed == {"t2"}


VISITED = {
    "students": ["id,name,school,grade", "s1,Ada Lee,Met,9", "s2,Ben Ono,Met,9"],
    "adults": ["id,name,kind,school", "a1,Ms Ito,staff,Met"],
    "stays": [
        "person_id,school,since,until",
        "s1,North,2025-09-01,2026-01-15",
        "a1,North,2025-09-01,2026-01-15",
    ],
}
"""A student and a teacher of Met who were at North too, for a term."""


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Desk]:
    """A desk over an empty file."""
    engine = EmbeddedEngine(tmp_path / "support.web")
    migrate(engine)
    yield desk_on(engine)
    engine.close()


def test_who_visited_another_school_leaves_their_own(embedded: Desk, tmp_path: Path) -> None:
    """A complete roster without them ends them, though the visit began later than they came; a note
    says so before.
    """
    import_tables(embedded, write_files(tmp_path / "all", VISITED), source="x")
    left = {"students": ["id,name,school,grade", "s2,Ben Ono,Met,9"]}
    path = write_files(tmp_path / "left", left)
    assert import_tables(embedded, path, source="x", dry_run=True).staying.numbers == {
        "students": 1
    }
    import_tables(embedded, path, source="x", complete=True, yes_end=1)
    assert lists(embedded, date(2026, 12, 9)) == {"Met": ["s2"], "North": []}
    assert lists(embedded, date(2025, 12, 9)) == {"Met": ["s1", "s2"], "North": ["s1"]}


def test_a_file_without_schools_sends_nobody_away_who_visited_another(
    embedded: Desk, tmp_path: Path
) -> None:
    """A column that is not there says nothing, of the school they are at neither."""
    import_tables(embedded, write_files(tmp_path / "all", VISITED), source="x")
    path = write_files(tmp_path / "staff", {"adults": ["id,name,kind", "a1,Ms Ito,staff"]})
    assert import_tables(embedded, path, source="x").unchanged
