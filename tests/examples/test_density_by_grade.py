"""The example of a first plot, on files as a study gives them."""

from pathlib import Path

import pytest

from examples.density_by_grade import main
from graph_service.access.reader import OPERATOR
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.migrations import migrate
from graph_service.workflows.desk.lens import read_lens
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.studies.opening import StudyForm, open_study
from graph_service.workflows.studies.release import release_named
from tests.workflows.folder import SCHOOL, desk_on, write_folder

MORE = {
    "reports": [
        *SCHOOL["reports"],
        "r1,s1,s3,s1,supportive,2",
        "r1,s2,s3,s2,supportive,2",
    ],
    "answers": [*SCHOOL["answers"], "r1,s2,answered,2026-10-04"],
}


def test_a_study_becomes_a_bar_for_each_grade(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ada's web has all of its one known pair tied; Cy, who was not asked, has no density."""
    engine = EmbeddedEngine(tmp_path / "db")
    migrate(engine)
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met", SCHOOL, **MORE))
    open_study(desk, OPERATOR, StudyForm("Webs", "to learn", "us", "2027-01-31", ["Met"]))
    made = release_named(desk, "Met", read_lens({}, desk.today(), desk.rule), "Webs")
    engine.close()
    for name, content in made.contents().items():
        (tmp_path / name).write_bytes(content)
    assert main([str(tmp_path)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("grade        9  ")
    assert len(told) == 2
    assert told[1] == "The web over all waves: 4 people, 4 ties."


def test_without_a_folder_it_says_how_it_is_called(capsys: pytest.CaptureFixture[str]) -> None:
    """And does nothing."""
    assert main([]) == 2
    assert "STUDY_FOLDER" in capsys.readouterr().out
