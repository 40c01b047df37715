"""A release: everyone in it, nobody recognisable by a name, a number or a day, and nothing that
rests on confidence.
"""

import csv
import io
from pathlib import Path

import pytest

from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.migrations import migrate
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.studies.release import release_named
from graph_service.workflows.studies.release_columns import COLUMNS
from tests.workflows.folder import HEADERS, SCHOOL, desk_on, write_folder

SECRET = "r1,s1,a2,s1,supportive,2,true"


def released(folder: Path, monkeypatch: pytest.MonkeyPatch, **changed: list[str]) -> dict[str, str]:
    """The files of a school's release, with some tables changed."""
    monkeypatch.setitem(
        HEADERS,
        "reports",
        "round_id,student_id,alter_id,informant_id,support,strength,confidential",
    )
    engine = EmbeddedEngine(folder / "db")
    migrate(engine)
    desk = desk_on(engine)
    import_tables(desk, write_folder(folder / "met", SCHOOL, **changed))
    files = release_named(desk, "Met", read_lens({}, desk.today(), desk.rule)).files
    engine.close()
    return files


def rows_of(files: dict[str, str]) -> list[dict[str, str]]:
    """The rows of egos.csv without their codes, in an order of their own."""
    rows = [{**row, "code": ""} for row in csv.DictReader(io.StringIO(files["egos.csv"]))]
    return sorted(rows, key=lambda row: sorted(row.items()))


def test_a_side_that_rests_on_confidence_looks_like_one_that_nobody_was_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ada's rows are those of a school in which neither she nor anybody of her was asked; others'
    rows stay as they were.
    """
    said = [f"{report}," for report in SCHOOL["reports"]]
    with_it = released(tmp_path / "a", monkeypatch, reports=[*said, SECRET])
    unasked = released(tmp_path / "b", monkeypatch, reports=[], answers=[])
    openly = released(tmp_path / "c", monkeypatch, reports=said)
    assert rows_of(with_it) == rows_of(unasked)
    assert rows_of(openly) != rows_of(unasked)


OVERRULED = {
    "rounds": ["r1,Met,student_voice,2026-10-01", "m1,Met,staff_mapping,2026-09-01"],
    "answers": ["r1,s1,answered,2026-10-03"],
}
BY_STAFF = ["m1,s1,a1,a1,supportive,3,", "m1,s1,a2,a2,supportive,3,"]


def test_others_words_that_the_students_own_answer_overruled_do_not_count_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked in confidence Ada named one adult; without her answer two adults' own words would make
    her *supported*.
    """
    own = ["r1,s1,a2,s1,supportive,2,true"]
    hidden = rows_of(released(tmp_path / "a", monkeypatch, **OVERRULED, reports=[*BY_STAFF, *own]))
    assert {row["adult_state"] for row in hidden} == {"unknown"}
    openly = [f"{own[0].removesuffix('true')}"]
    shown = rows_of(
        released(tmp_path / "b", monkeypatch, **OVERRULED, reports=[*BY_STAFF, *openly])
    )
    assert "thin" in {row["adult_state"] for row in shown}
    alone = rows_of(
        released(tmp_path / "c", monkeypatch, **{**OVERRULED, "answers": []}, reports=BY_STAFF)
    )
    assert "supported" in {row["adult_state"] for row in alone}


def test_who_spoke_in_confidence_alone_is_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer that came with the words is not taken for an answer that named nobody."""
    confided = [f"{report},true" for report in SCHOOL["reports"]]
    files = released(tmp_path / "a", monkeypatch, reports=confided)
    states = {row[f"{side}_state"] for row in rows_of(files) for side in ("adult", "peer")}
    assert states == {"unknown"}
    named_nobody = released(tmp_path / "b", monkeypatch, reports=[])
    assert "isolated" in {row["adult_state"] for row in rows_of(named_nobody)}


def test_no_day_no_name_and_no_number_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Months alone; the day and rule of the release stand in its README."""
    files = released(tmp_path, monkeypatch, reports=[f"{report}," for report in SCHOOL["reports"]])
    text = files["egos.csv"] + files["codebook.csv"]
    assert "2026-10," in text
    for mark in ("2026-10-03", "Ada", "Ben Ono", "Cy Poe", "Ito", "s1,", "s2,"):
        assert mark not in text


def test_two_releases_share_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes are made anew each time, and no one of them twice."""
    files = [
        released(tmp_path / name, monkeypatch, reports=[f"{r}," for r in SCHOOL["reports"]])
        for name in ("a", "b")
    ]
    codes = [
        row["code"] for release in files for row in csv.DictReader(io.StringIO(release["egos.csv"]))
    ]
    assert len(set(codes)) == len(codes) == 6


def test_the_readme_promises_no_more_than_is_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what does not leave, and that rows may be recognised."""
    readme = " ".join(released(tmp_path, monkeypatch, reports=[])["README.md"].split())
    assert "Confidential words do not leave" in readme
    assert "somebody who holds two releases could tell which of their rows are alike" in readme
    assert "cannot be joined" not in readme


def test_the_codebook_has_a_line_for_every_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the order of the columns."""
    files = released(tmp_path, monkeypatch, reports=[])
    header = next(csv.reader(io.StringIO(files["egos.csv"])))
    lines = [row["column"] for row in csv.DictReader(io.StringIO(files["codebook.csv"]))]
    assert header == lines == [column.name for column in COLUMNS]
