"""How far files tell everybody, where somebody is at two schools at once."""

import pytest

from facts.ties import RoleTie
from graph_service.workflows.intake.plan.extent import Extent

MET, BOTH = frozenset({"met"}), frozenset({"met", "north"})
EXTENT = Extent(
    MET,
    students={"own": MET, "shared": BOTH},
    adults={"ito": MET, "kay": frozenset({"north"}), "both": BOTH},
)


@pytest.mark.parametrize(
    ("role", "alter", "student", "told"),
    [
        ("teacher", "ito", "own", True),
        ("teacher", "kay", "own", True),
        ("teacher", "ito", "shared", True),
        ("teacher", "kay", "shared", False),
        ("teacher", "both", "shared", False),
        ("family", "parent", "shared", False),
        ("peer", "own", "own", True),
        ("peer", "own", "shared", False),
        ("peer", "shared", "own", False),
        ("teacher", "ito", "elsewhere", False),
    ],
)
def test_one_schools_files_tell_of_a_student_of_two_the_ties_to_its_own_adults(
    role: str, alter: str, student: str, told: bool
) -> None:
    """Rows that may be the other school's are left to it."""
    assert EXTENT.tells(RoleTie(role, alter, student, None, None, None)) is told
