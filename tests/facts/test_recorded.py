"""The envelope: when a fact was known."""

from datetime import UTC, datetime, timedelta

import pytest

from facts.recorded import Recorded
from facts.ties import RoleTie

RECORDED = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
RETRACTED = RECORDED + timedelta(days=2)
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("retracted_at", "at", "known"),
    [
        (None, None, True),
        (RETRACTED, None, False),
        (None, RECORDED - MOMENT, False),
        (None, RECORDED, True),
        (RETRACTED, RECORDED - MOMENT, False),
        (RETRACTED, RECORDED, True),
        (RETRACTED, RETRACTED - MOMENT, True),
        (RETRACTED, RETRACTED, False),
    ],
)
def test_a_fact_is_known_from_its_recording_until_before_its_retraction(
    retracted_at: datetime | None, at: datetime | None, known: bool
) -> None:
    """Without an instant it is asked whether the fact holds now: whether nobody retracted it."""
    row = Recorded("t1", RoleTie("mentor", "uma", "ann"), RECORDED, retracted_at)
    assert row.known(at) is known
