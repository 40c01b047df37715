"""An adult who is gone, and whose ties as an advisor go on in the same files."""

from pathlib import Path

from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.migrations import migrate
from graph_service.workflows.intake.importing import import_tables
from tests.formats.files import write_files
from tests.workflows.folder import desk_on

HEAD = "id,name,kind,school,active_until"
FILES = {
    "students": ["id,name,school", "s1,Ada Lee,Met", "s2,Ben Ono,Met"],
    "adults": [HEAD, "a1,Ms Ito,staff,Met,2026-06-30", "a2,Mr Diaz,staff,Met,"],
    "ties": [
        "student_id,alter_id,role,until",
        "s1,a2,advisor,",
        "s1,a1,advisor,",
        "s2,a1,advisor,2026-06-30",
        "s2,a1,mentor,",
    ],
}


def test_an_advisor_who_is_gone_and_may_still_open_a_page_is_told_of(tmp_path: Path) -> None:
    """At the first row that goes on, once; one that is over, another role and an advisor who is
    there are no matter.
    """
    engine = EmbeddedEngine(tmp_path / "support.web")
    migrate(engine)
    desk = desk_on(engine)
    notes = import_tables(desk, write_files(tmp_path / "one", FILES), source="x").warnings
    here = {**FILES, "adults": [HEAD, "a1,Ms Ito,staff,Met,2027-06-30", "a2,Mr Diaz,staff,Met,"]}
    after = import_tables(desk, write_files(tmp_path / "two", here), source="x").warnings
    engine.close()
    told = [note for note in notes if note.rule == "still advises"]
    assert [(note.file, note.line, note.column) for note in told] == [("ties.csv", 3, "until")]
    assert told[0].message.startswith("1 tie of 1 advisor whose active_until is over goes on.")
    assert not [note for note in after if note.rule == "still advises"]
