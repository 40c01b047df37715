"""The lines of other programs' files."""

import pytest

from graph_service.formats.lines import day_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-03", "2026-11-03"),
        ("2026-11-03T10:00:00.000Z", "2026-11-03"),
        ("2026/11/03 11:07:29 AM AST", "2026-11-03"),
        ("Tue Nov 03 2026 10:22:33 GMT+0100 (CET)", "2026-11-03"),
        ("3.11.2026 10:22", "3.11.2026"),
        ("11/3/2026 8:22:18 AM", "11/3/2026"),
        ("2026-11-03 to 2026-11-05", "2026-11-03 to 2026-11-05"),
        ("2026-02-30 10:00 o'clock", "2026-02-30 10:00 o'clock"),
        ("soon", "soon"),
        ("", ""),
    ],
)
def test_the_day_of_an_instant_is_read_in_any_dress_in_which_it_is_certain(
    text: str, day: str
) -> None:
    """Days in numbers are left to the setting for them, and what is none to the reading of days."""
    assert day_of(text) == day
