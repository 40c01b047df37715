"""A student's e-mail address tells whom a file means, and is shown and given to nobody."""

import json
import re
from pathlib import Path

from facts.people import Person
from graph_service.formats.translation import Choices
from graph_service.records.changes import key_of
from graph_service.store.current import read_people
from graph_service.store.engine import Definable
from graph_service.store.queries import FOLDER
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.plan.counts import Count
from graph_service.workflows.intake.undoing import undo_import
from tests.formats.files import write_files
from tests.workflows.folder import TODAY, desk_on, facts_now, uid_of

ROSTER = {"students": ["id,name,school,email", "s1,Ada Lee,Met,Ada@met.test", "s2,Ben Ono,Met,"]}
SHEET = ["Email Address,Friends", "ada@MET.test,ben@met.test", "s2,ada@met.test"]
CHOICES = Choices(
    mapping={
        "round": {"id": "voice", "school": "Met", "opened_on": TODAY},
        "survey": {"student": "Email Address", "peers": "Friends"},
    }
)


def test_a_form_that_asks_for_addresses_needs_no_other_key(
    engine: Definable, tmp_path: Path
) -> None:
    """An address tells who answered and who was named, in any capitals; an address that nobody has
    leaves the side open.
    """
    desk = desk_on(engine)
    import_tables(desk, write_files(tmp_path / "met", ROSTER))
    sheet = write_files(tmp_path / "form", {"form": SHEET}) / "form.csv"
    import_tables(desk, sheet, choices=CHOICES)
    facts = facts_now(desk)
    assert [(row.fact.ego, row.fact.alter) for row in facts.reports] == [
        (uid_of(desk, "s2"), uid_of(desk, "s1"))
    ]
    left_open = {
        row.fact.informant for row in facts.answers if facts.rounds[row.fact.round].max_peers == 0
    }
    assert left_open == {uid_of(desk, "s1")}


def test_an_address_is_kept_changed_and_undone_like_a_name(
    engine: Definable, tmp_path: Path
) -> None:
    """A file without the column says nothing of it; a preview names the student and not the
    address.
    """
    desk = desk_on(engine)
    import_tables(desk, write_files(tmp_path / "met", ROSTER))
    bare = {"students": ["id,name,school", "s1,Ada Lee,Met", "s2,Ben Ono,Met"]}
    assert import_tables(desk, write_files(tmp_path / "bare", bare)).unchanged
    moved = {"students": ["id,name,school,email", "s1,Ada Lee,Met,lee@met.test", "s2,Ben Ono,Met,"]}
    folder = write_files(tmp_path / "moved", moved)
    shown = import_tables(desk, folder, dry_run=True)
    assert shown.counts["students"] == Count(changed=1, unchanged=1)
    assert "lee@met.test" not in repr(shown)
    import_tables(desk, folder, ledger="the move")
    assert read_people(desk.engine, "Met").students["s1"].email == "lee@met.test"
    undo_import(desk, "the move")
    assert read_people(desk.engine, "Met").students["s1"].email == "Ada@met.test"


def test_an_address_that_an_older_version_kept_as_an_attribute_goes(
    engine: Definable, tmp_path: Path
) -> None:
    """With the next file of the roster, whatever its capitals were; other attributes stay."""
    desk = desk_on(engine)
    import_tables(desk, write_files(tmp_path / "met", ROSTER))
    old = json.dumps({"Email": "ada@met.test", "house": "red"})
    node = read_people(desk.engine, "Met").students["s1"]
    desk.engine.write(
        lambda tx: tx.run(
            "change_student",
            rows=[
                {
                    **node._asdict(),
                    "interests": [],
                    "attributes": old,
                    "email": None,
                    "key": key_of("Met", "s1"),
                }
            ],
        )
    )
    assert read_people(desk.engine, "Met").students["s1"].attributes == old
    import_tables(
        desk,
        write_files(tmp_path / "again", {**ROSTER, "adults": ["id,name,kind", "a1,Ms Ito,staff"]}),
    )
    assert json.loads(read_people(desk.engine, "Met").students["s1"].attributes) == {"house": "red"}


def test_nothing_but_an_import_reads_a_students_address() -> None:
    """Among all queries one reads it and one writes it; pages, files and releases have no place for
    it. Queries that read an adult's alone are others.
    """
    asking = set()
    for file in FOLDER.rglob("*.cypher"):
        text = file.read_text(encoding="utf-8")
        adults = set(re.findall(r"\((\w+):Adult", text))
        of_others = set(re.findall(r"(\w+)\.email", text)) - adults or (
            "email" in text and not adults
        )
        if of_others and "Student" in text and "schema" not in file.parts:
            asking.add(file.name)
    assert asking == {"current_students.cypher", "change_student.cypher"}
    assert "email" not in Person.__annotations__
