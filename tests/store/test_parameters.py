"""The parameters of a statement: instants as aware UTC, however deep they stand."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from graph_service.store.parameters import given

HERE = datetime(2026, 3, 2, 14, 0, tzinfo=timezone(timedelta(hours=2)))


def test_instants_are_given_in_utc_and_all_else_as_it_is() -> None:
    """In lists and maps too; a day is no instant."""
    found = given({"at": HERE, "rows": [{"at": HERE, "on": date(2026, 3, 2)}], "name": "met"})
    assert found == {
        "at": HERE,
        "rows": [{"at": HERE, "on": date(2026, 3, 2)}],
        "name": "met",
    }
    assert found["at"].tzinfo is UTC
    assert found["rows"][0]["at"].tzinfo is UTC


def test_an_instant_without_a_time_zone_is_refused() -> None:
    """Nobody could tell which instant it is."""
    with pytest.raises(ValueError, match="time zone"):
        given({"rows": [datetime(2026, 3, 2, 14, 0)]})  # noqa: DTZ001 - what is refused
