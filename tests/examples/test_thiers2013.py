"""The example script, on a survey of four made up for it."""

import gzip
from pathlib import Path

import pytest

from examples.thiers2013 import SCHOOL, main
from graph_service.formats.tables import read_tables

ROSTER = "1\t2BIO1\tF\n2\t2BIO1\tM\n3\tMP*1\tUnknown\n4\tMP*1\tF\n"


def source(folder: Path, namings: str, roster: str = ROSTER) -> Path:
    """A folder with the survey's two files."""
    (folder / "HighSchool2013_metadata.txt").write_text(roster, encoding="utf-8")
    with gzip.open(
        folder / "HighSchool2013_friendship_network.csv.gz", "wt", encoding="utf-8"
    ) as stream:
        stream.write(namings)
    return folder


def test_a_survey_becomes_one_round_that_an_import_takes(tmp_path: Path) -> None:
    """Students who named somebody answered, the others were asked; classes are advisories; there
    are no ties and no adults.
    """
    out = tmp_path / "out"
    assert main([str(source(tmp_path, "1 2\n1 3\n3 1\n1 2\n")), str(out)]) == 0
    reading = read_tables(out)
    assert not reading.faults
    assert [note.rule for note in reading.warnings] == ["attributes"]
    assert reading.check((), (), ()) == []
    tables = reading.tables
    assert tables.students[0].name == "Student 1"
    assert [(row.id, row.school, row.advisory, row.status) for row in tables.students] == [
        ("1", SCHOOL, "2BIO1", "enrolled"),
        ("2", SCHOOL, "2BIO1", "enrolled"),
        ("3", SCHOOL, "MP*1", "enrolled"),
        ("4", SCHOOL, "MP*1", "enrolled"),
    ]
    assert [(row.kind, row.asks, row.opened_on.year) for row in tables.rounds] == [
        ("student_voice", "peers", 2013)
    ]
    assert [row.status for row in tables.answers] == ["answered", "asked", "answered", "asked"]
    said = [
        (row.student_id, row.alter_id, row.informant_id, row.support, row.strength)
        for row in tables.reports
    ]
    assert said == [
        ("1", "2", "1", "supportive", None),
        ("1", "3", "1", "supportive", None),
        ("3", "1", "3", "supportive", None),
    ]
    assert not tables.ties
    assert not tables.adults


def test_somebody_named_who_is_not_on_the_roster_is_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sentence with the ids, and no tables."""
    out = tmp_path / "out"
    assert main([str(source(tmp_path, "1 9\n")), str(out)]) == 1
    assert "not on the roster: 9" in capsys.readouterr().err
    assert not out.exists()


def test_a_missing_file_or_argument_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence each, and a status that is not 0."""
    assert main([str(tmp_path / "nowhere"), str(tmp_path / "out")]) == 1
    assert "Cannot read the survey" in capsys.readouterr().err
    assert main([]) == 2
    assert "Usage" in capsys.readouterr().err
