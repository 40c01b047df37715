from datetime import UTC, datetime

import pytest

from graph_service.store.engine import Definable
from graph_service.store.student_surroundings import student_place
from tests.store.lives import LIVES, SEEN, TODAY, live


@pytest.fixture
def lived(engine: Definable) -> Definable:
    """Two schools and every way through them, on each engine."""
    schools = [{"name": name, "uid": name} for name in ("here", "there")]
    engine.write(lambda tx: tx.run("add_school", rows=schools))
    engine.write(lambda tx: live(tx, "here", "there", datetime(2026, 1, 10, tzinfo=UTC)))
    return engine


def test_what_is_recorded_belongs_to_the_school_whose_lead_sees_the_student(
    lived: Definable,
) -> None:
    """The place of a student is a school that gives its lead the right, and that lead's own where
    they are at several.
    """

    def place(student: str, led: str) -> str:
        found = lived.read_together(lambda tx: student_place(tx, student, TODAY, {led}))
        return "" if found is None else found.school_name

    assert {student: place(student, "here") for student in LIVES} == {
        student: "here" if student in SEEN else "there" for student in LIVES
    }
    both = {student for student in LIVES if place(student, "here") != place(student, "there")}
    assert both == {"at both, here until tomorrow", "at both, there until tomorrow"}
    assert place("nobody", "here") == ""
