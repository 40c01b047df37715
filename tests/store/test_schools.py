from pathlib import Path

import pytest

from analysis.presence import enrolled
from graph_service.errors import NotThere
from graph_service.store.engine import Definable
from graph_service.store.schools import school_named, schools, students_enrolled, students_of
from graph_service.workflows.intake.importing import import_tables
from tests.store.small_school import lay
from tests.workflows.folder import SCHOOL, TODAY, desk_on, write_folder


def test_schools_come_by_name_with_their_revision(engine: Definable) -> None:
    """Every school is listed with the revision of its facts."""
    lay(engine)
    assert schools(engine) == [("else", "Elsewhere", 0), ("met", "Met", 0)]
    assert school_named(engine, "Met") == ("met", "Met", 0)


def test_a_school_that_is_not_there(engine: Definable) -> None:
    """An unknown name is said to be not there."""
    with pytest.raises(NotThere, match="Nowhere"):
        school_named(engine, "Nowhere")


def test_students_ever_enrolled(engine: Definable) -> None:
    """Those who left are students of the school too."""
    lay(engine)
    assert students_of(engine, "met") == ["ana", "ben", "cho"]


def test_those_enrolled_are_counted_as_the_facts_have_it(engine: Definable, tmp_path: Path) -> None:
    """Students who come later, left, graduated or leave today are not counted; those who
    leave tomorrow are.
    """
    desk = desk_on(engine)
    students = [
        "s1,A,Met,9,,enrolled,2025-09-01,,",
        "s2,B,Met,9,,enrolled,,,",
        "s3,C,Met,9,,enrolled,2026-11-25,,",
        "s4,D,Met,9,,enrolled,2025-09-01,2026-11-24,",
        "s5,E,Met,9,,enrolled,2025-09-01,2026-11-25,",
        "s6,F,Met,9,,left,2025-09-01,2026-10-01,",
        "s7,G,Met,9,,graduated,2025-09-01,,",
        "n1,H,North,9,,graduated,2025-09-01,,",
    ]
    nothing: dict[str, list[str]] = {name: [] for name in SCHOOL}
    said = {**nothing, "students": students}
    import_tables(desk, write_folder(tmp_path / "both", said), source="District")
    moved = {**nothing, "students": ["s1,A,Met,10,,enrolled,2025-09-01,,"]}
    import_tables(desk, write_folder(tmp_path / "moved", moved), source="District")
    told = students_enrolled(engine, TODAY)
    met, north = desk.schools()
    assert told == {met.uid: 3}
    for school in (met, north):
        facts = desk.facts(school).known()
        assert told.get(school.uid, 0) == len(enrolled(facts, TODAY, school.uid))
