import pytest

from graph_service.errors import NotThere
from graph_service.store.engine import Definable
from graph_service.store.schools import school_named, schools, students_of
from tests.store.small_school import lay


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
