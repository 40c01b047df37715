"""On the page of a bulk file that lacks people: they are named, and a tick box proposes that the
file is complete.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.store import audit
from tests.office import Office, embedded_office
from tests.pages.bringing import MORE, csv_of, held, looked_at, settled, words, written
from tests.workflows.folder import SCHOOL

FILES = (
    csv_of("students", MORE),
    csv_of("adults", SCHOOL["adults"]),
    csv_of("ties", SCHOOL["ties"][1:]),
)
BOX = "The files are complete: end 1 tie on 24 Nov 2026"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office in a file."""
    with embedded_office(tmp_path) as made:
        yield made


def test_who_stays_is_named_and_ended_only_where_the_box_is_ticked(office: Office) -> None:
    """Ticked, it is shown first what would end; not ticked, they stay, and the report names them as
    the page does.
    """
    with office.client("administrator") as admin:
        before = held(office)
        address, page = looked_at(admin, *FILES)
        stays = "Ms Ito (a1), advisor of Ada L. Lee (s1)"
        assert f"ties: 1 stays {stays}" in words(page)
        assert "An advisor who stays can still open the student’s page" in words(page)
        assert BOX in words(page)
        assert "checked" not in page
        assert (
            f'"{stays} is not in the files, and stays."' in admin.get(f"{address}/report.csv").text
        )
        shown = words(written(admin, address, complete="yes"))
        assert "1 row would be added, 1 changed and 1 ended" in shown
        assert "This would end 0 of 5 people and 1 of 3 ties" in shown
        assert f"ties: 1 would end {stays}" in shown
        assert BOX not in shown
        assert held(office) == before
        assert "Imported: 1 row added, 1 changed, 1 ended." in words(
            written(admin, address, ends="1")
        )


def test_whoever_is_named_as_staying_finds_the_look_in_their_record(office: Office) -> None:
    """And once it is imported, no name is kept."""
    with office.client("administrator") as admin:
        address, _ = looked_at(admin, *FILES)
        seen = audit.at_student(
            office.desk.engine,
            office.uid("Ada Lee"),
            office.desk.now().replace(year=2000),
            office.desk.now(),
        )
        assert [entry.look.action for entry in seen] == ["looked at an import"]
        done = written(admin, address)
        assert "Imported: 1 row added, 1 changed, 0 ended." in words(done)
        assert "Ms Ito" not in done


def test_the_box_is_there_where_nothing_else_would_change(office: Office) -> None:
    """It is the only thing that there is to say yes to."""
    rest = SCHOOL["students"], SCHOOL["adults"], SCHOOL["ties"][1:]
    files = [
        csv_of(table, rows)
        for table, rows in zip(("students", "adults", "ties"), rest, strict=True)
    ]
    with office.client("administrator") as admin:
        address, page = looked_at(admin, *files)
        assert "Nothing would change: the database already says what these files say." in words(
            page
        )
        assert BOX in words(page)
        assert "1 of 3 ties" in words(written(admin, address, complete="yes"))


def test_only_what_was_shown_to_stay_can_be_called_complete(office: Office) -> None:
    """A part of a school is imported as it is, whatever the form sends."""
    with office.client("administrator") as admin:
        address, page = looked_at(admin, csv_of("ties", ["s3,a2,mentor,,,"]), source="Met")
        assert "Not in these files" not in page
        assert admin.post(f"{address}/write", data={"complete": "yes"}).status_code == 303
        assert "Imported: 1 row added, 0 changed, 0 ended." in words(settled(admin, address))
