"""Lists as files: what the page shows, all of it, and nothing that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.exports.lists import safe_cell
from graph_service.workflows.intake.importing import import_tables
from tests.office import Office, embedded_office
from tests.workflows.folder import SCHOOL, write_folder


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A school in which one student's name and one advisory are formulas."""
    with embedded_office(tmp_path) as made:
        students = [*SCHOOL["students"], "s4,=1+1,Met,9,@Red,,2025-09-01,,"]
        import_tables(made.desk, write_folder(tmp_path / "more", SCHOOL, students=students))
        yield made


def rows(office: Office, path: str, text: str = "") -> list[dict[str, str]]:
    """The lines of a file that a lead takes, of those with the name."""
    with office.client("lead") as client:
        answer = client.post(path, data={"text": text}) if text else client.get(path)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="students.csv"'
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_a_file_holds_what_the_filters_leave(office: Office) -> None:
    """All pages of it, in its order."""
    assert [row["id"] for row in rows(office, "/students.csv?sort=-name")] == [
        "s3",
        "s2",
        "s1",
        "s4",
    ]
    assert [row["id"] for row in rows(office, "/students.csv?sort=-name", "ada")] == ["s1"]


def test_each_row_says_how_it_was_read(office: Office) -> None:
    """The day, the day as known on, and every part of a changed rule."""
    (row, *_) = rows(
        office,
        "/students.csv?on=2026-11-20&known_on=2026-11-24&adult_threshold=3&roles=mentor,family",
    )
    told = {
        name: row[name]
        for name in ("on", "known_on", "rule", "adult_threshold", "peer_threshold", "roles")
    }
    assert list(told.values()) == [
        "2026-11-20",
        "2026-11-24",
        "default, changed",
        "3",
        "2",
        "family; mentor",
    ]
    assert rows(office, "/students.csv")[0]["known_on"] == ""


def test_text_that_a_spreadsheet_would_run_is_made_harmless(office: Office) -> None:
    """In names and in what stands beside them."""
    (row,) = [row for row in rows(office, "/students.csv") if row["id"] == "s4"]
    assert (row["name"], row["advisory"]) == ("'=1+1", "'@Red")


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "\ta", "\ra", "\na", "＝1", "＋1", "－1", "＠a", "'=1", "'＝1"]
)
def test_every_beginning_of_a_formula_is_known(text: str) -> None:
    """And other text stays as it is."""
    assert safe_cell(text) == f"'{text}"
    assert (safe_cell("a=1"), safe_cell(3), safe_cell(None)) == ("a=1", 3, "")
    assert (safe_cell(True), safe_cell(False)) == ("TRUE", "FALSE")


def test_a_side_that_nobody_observed_has_no_count_in_a_list(office: Office) -> None:
    """On the page, in JSON and in the file alike; Ada was asked, Cy was not."""
    lines = {row["id"]: row for row in rows(office, "/students.csv")}
    with office.client("lead") as client:
        told = {line["id"]: line for line in client.get("/api/v1/students").json()["lines"]}
        flags = {
            student["id"]: student for student in client.get("/api/v1/flags").json()[0]["students"]
        }
        page = client.get("/students").text
    for id, observed, count in (("s1", True, 1), ("s3", False, None)):
        row, side = lines[id], told[id]["adult"]
        assert (row["adult_observed"], row["adult_count"]) == (
            str(observed).upper(),
            str(count or ""),
        )
        assert (side["observed"], side["count"], flags[id]["adult"]["observed"]) == (
            observed,
            count,
            observed,
        )
    assert "0 of 2" not in page
    assert "1 of 2" in page
