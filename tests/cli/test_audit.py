"""`support-web audit` as a person runs it."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph_service.cli import audit
from graph_service.workflows.audit.entries import AuditEntry
from tests.cli.support_web import DAY, SCHOOL, Office


def office_with_a_school(folder: Path) -> Office:
    """A database with the pilot school."""
    office = Office(folder)
    office.said("demo-data", "--out", "tables", "--preset", "pilot", "--on", DAY)
    office.said("import", "tables")
    return office


def test_the_record_tells_who_saw_whom_and_that_it_is_whole(tmp_path: Path) -> None:
    """Flags at the command line are a look; reading the record is another; the ends that were noted
    are held against it.
    """
    office = office_with_a_school(tmp_path)
    student = json.loads(office.said("flags", "--school", SCHOOL, "--format", "json"))["students"][
        0
    ]["id"]
    for expected in (["read flags"], ["read who saw a student", "read flags"]):
        rows = csv.DictReader(
            io.StringIO(office.said("audit", "student", student, "--school", SCHOOL))
        )
        assert [row["action"] for row in rows] == expected
    assert office.said("audit", "verify", "--ends", "ends.json").startswith(
        "The record is whole: 4 entries in "
    )
    office.said("audit", "student", student, "--school", SCHOOL)
    assert office.said("audit", "verify", "--ends", "ends.json").startswith(
        "The record is whole: 5 entries in "
    )
    ends = json.loads((tmp_path / "ends.json").read_text(encoding="utf-8"))
    ends[0]["seal"] = "0" * 64
    (tmp_path / "ends.json").write_text(json.dumps(ends), encoding="utf-8")
    assert "was written anew" in office.refused("audit", "verify", "--ends", "ends.json")


def test_what_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    """A student, an account and a file of ends."""
    office = office_with_a_school(tmp_path)
    (tmp_path / "ends.json").write_text("{}x", encoding="utf-8")
    assert "no student “none”" in office.refused("audit", "student", "none", "--school", SCHOOL)
    assert "no account “none”" in office.refused("audit", "account", "none")
    assert "does not hold the ends" in office.refused("audit", "verify", "--ends", "ends.json")


def test_no_cell_of_the_record_begins_as_a_formula(capsys: pytest.CaptureFixture[str]) -> None:
    """A name or an address that a spreadsheet would run is made harmless, and the login stands in a
    column of its own.
    """
    at = datetime(2026, 11, 24, 12, tzinfo=UTC)
    audit._print(
        [AuditEntry(at, "=1+1", "advisor", "refused", "", "@SUM(A1)", 0, "+2 (x)", "-lea")]
    )
    [row] = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["who"], row["subject"], row["about"], row["login"]) == (
        "'=1+1",
        "'@SUM(A1)",
        "'+2 (x)",
        "'-lea",
    )
    assert row["students_shown"] == "0"


def test_an_empty_record_is_not_called_whole(tmp_path: Path) -> None:
    """A database that was made a moment ago, in the place of another one, has no noted ends."""
    office = Office(tmp_path)
    office.said("migrate")
    ends = tmp_path / "ends.json"
    assert office.refused("audit", "verify", "--ends", str(ends)).startswith(
        "The record is empty, so there is nothing"
    )
    assert not ends.exists()
