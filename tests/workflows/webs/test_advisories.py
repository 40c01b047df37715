"""An advisory is of a school: two schools' advisories of one name are two, wherever they are
listed, counted or drawn.
"""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from facts.kinds import Tie
from facts.ties import Membership
from graph_service.access.reader import Reader
from graph_service.exports.lists import caseload_csv
from graph_service.records.changes import Changes
from graph_service.store.accounts import NewAccount, add_account
from graph_service.store.accounts import Path as Way
from graph_service.store.changes import apply_changes
from graph_service.store.current import read_secret
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.migrations import migrate
from graph_service.workflows.caseload.flags import flags
from graph_service.workflows.caseload.lists import caseload
from graph_service.workflows.caseload.school_figures import school_figures
from graph_service.workflows.caseload.views import Caseload, Filters
from graph_service.workflows.desk.lens import Lens, read_lens
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.webs.advisory_web import advisory_web
from graph_service.workflows.webs.student_web import student_web
from tests.workflows.folder import TODAY, desk_on, write_folder

STUDENTS = [
    "m1,Ada Lee,Met,9,Alder,,2025-09-01,,",
    "m2,Ben Ono,Met,9,Alder,,2025-09-01,,",
    "m3,Cy Poe,Met,9,Birch,,2025-09-01,,",
    "n1,Dee Fox,North,9,Alder,,2025-09-01,,",
    "n2,Eve Roe,North,9,,,2025-09-01,,",
]


class Office:
    """A desk over two schools that share a source, and a lead of both."""

    def __init__(self, folder: Path) -> None:
        engine = EmbeddedEngine(folder / "support.web")
        migrate(engine)
        self.desk: Desk = desk_on(engine)
        import_tables(
            self.desk, write_folder(folder / "both", {"students": STUDENTS}), source="district"
        )
        self.schools = {school.name: school.uid for school in self.desk.schools()}
        ways = tuple(Way("LEADS", uid) for uid in self.schools.values())
        account = add_account(
            engine, NewAccount("lee", "Lee", "lead", "-", ways), self.desk.now(), TODAY
        )
        self.lead = Reader(account, "Lee", "lead")

    def lens(self) -> Lens:
        """Today, by the house's rule."""
        return read_lens({}, self.desk.today(), self.desk.rule)

    def listed(self, **filters: str) -> Caseload:
        """The lead's list."""
        return caseload(self.desk, self.lead, self.lens(), Filters(**filters), per_page=None)  # type: ignore[arg-type]

    def uid(self, id: str) -> str:
        """A student by the source's id."""
        return next(line.uid for line in self.listed().lines if line.id == id)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Both schools have an advisory called Alder."""
    made = Office(tmp_path_factory.mktemp("office"))
    yield made
    made.desk.engine.close()


def test_a_list_is_narrowed_to_one_of_them(office: Office) -> None:
    """By its uid; by the name that both have it is both, and a school narrows it too."""
    advisories = office.listed().advisories
    assert [(advisory.name, advisory.school) for advisory in advisories] == [
        ("Alder", "Met"),
        ("Alder", "North"),
        ("Birch", "Met"),
    ]
    for filters, ids in (
        ({"advisory": advisories[0].uid}, {"m1", "m2"}),
        ({"advisory": advisories[1].uid}, {"n1"}),
        ({"advisory": "Alder"}, {"m1", "m2", "n1"}),
        ({"advisory": "Alder", "school": office.schools["North"]}, {"n1"}),
        ({"school": office.schools["North"]}, {"n1", "n2"}),
    ):
        assert {line.id for line in office.listed(**filters).lines} == ids


def test_the_school_stands_beside_an_advisory_in_lists_and_files(office: Office) -> None:
    """The links of a list, of flags and of one student."""
    listed = office.listed(sort="advisory")
    told = [(line.advisory, line.school, line.id) for line in listed.lines]
    assert told == [
        ("Alder", "Met", "m1"), ("Alder", "Met", "m2"), ("Alder", "North", "n1"),
        ("Birch", "Met", "m3"), (None, "North", "n2"),
    ]  # fmt: skip
    rows = csv.DictReader(StringIO(caseload_csv(listed)))
    assert [(row["advisory"], row["school"]) for row in rows][2] == ("Alder", "North")
    (first, _) = flags(office.desk, "North", office.lens())["students"]
    assert (first["school"], first["advisory"]) == ("North", "Alder")
    web = student_web(office.desk, office.lead, office.lens(), office.uid("n1"))
    assert (web.school, web.advisory) == ("North", "Alder")


def test_a_schools_figures_hold_each_for_itself(office: Office) -> None:
    """Each leads to its own list; who is in none is counted last."""
    groups = school_figures(office.desk, office.lead, office.lens()).by_advisory
    assert [(group.label, group.school, group.adult.total) for group in groups] == [
        ("Alder", "Met", 2), ("Alder", "North", 1), ("Birch", "Met", 1), ("not recorded", "", 1),
    ]  # fmt: skip
    assert [len(office.listed(advisory=group.asked).lines) for group in groups[:3]] == [2, 1, 1]


def test_the_web_of_an_advisory_is_that_of_its_school(office: Office) -> None:
    """With the school's name."""
    web = advisory_web(office.desk, office.lead, office.lens(), office.uid("n1"))
    assert (web.name, web.school, [member.name for member in web.members]) == (
        "Alder",
        "North",
        ["Dee Fox"],
    )


def test_whoever_moved_is_in_no_advisory_of_the_school_that_they_left(tmp_path: Path) -> None:
    """The new school's table says no advisory, so the old membership goes on, and is not shown as
    the new school's.
    """
    office = Office(tmp_path)
    moved = tmp_path / "moved"
    moved.mkdir()
    (moved / "students.csv").write_text(
        "id,name,school,grade\nm1,Ada Lee,North,9\n", encoding="utf-8"
    )
    import_tables(office.desk, moved, source="district")
    line = next(line for line in office.listed().lines if line.id == "m1")
    assert (line.school, line.advisory) == ("North", None)
    assert student_web(office.desk, office.lead, office.lens(), line.uid).advisory is None


def test_who_is_in_an_advisory_elsewhere_too_is_shown_in_the_schools_own(tmp_path: Path) -> None:
    """In lists and on the student's page, whichever of the two began or was recorded first."""
    office = Office(tmp_path)
    engine, desk = office.desk.engine, office.desk
    moved = [STUDENTS[0].replace("Alder", "Birch")]
    import_tables(desk, write_folder(tmp_path / "moved", {"students": moved}), source="district")
    alder = next(
        advisory.uid
        for advisory in office.listed().advisories
        if (advisory.name, advisory.school) == ("Alder", "North")
    )
    elsewhere: list[Tie] = [Membership(office.uid(id), alder, None, None) for id in ("m1", "m3")]
    changes, secret, now = (
        Changes(add=elsewhere, schools=set(office.schools.values())),
        read_secret(engine),
        desk.now(),
    )
    engine.write(lambda tx: apply_changes(tx, changes, secret, now))
    assert {
        line.id: line.advisory for line in office.listed().lines if line.id in ("m1", "m3")
    } == {
        "m1": "Birch",
        "m3": "Birch",
    }
    assert student_web(desk, office.lead, office.lens(), office.uid("m1")).advisory == "Birch"
