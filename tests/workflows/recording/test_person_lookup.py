"""A name is the same name in another dress, and nobody else's."""

import pytest

from graph_service.workflows.recording.person_lookup import is_same_name


@pytest.mark.parametrize(
    ("name", "text", "same"),
    [
        ("Ms Ito", "ito", True),
        ("García, María", "maria  GARCIA", True),
        ("Ms. Maria Garcia", "Ms Maria Garcia", True),
        ("Ms Diaz", "Mr Diaz", False),
        ("Ada Lee", "Ada", False),
        ("Ms", "Mr", False),
    ],
)
def test_a_title_an_accent_and_the_order_make_no_other_name(
    name: str, text: str, same: bool
) -> None:
    """Two titles that differ do, and a part of a name is not the name."""
    assert is_same_name(name, text) is same
