"""People who stand in a roster as no longer active: who is here leaves on the import's day, and
nobody is brought in.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from graph_service.store.engine import Definable
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.plan.counts import Count
from tests.formats.files import write_files
from tests.formats.test_oneroster import BULK
from tests.workflows.folder import TODAY, desk_on, facts_now, uid_of


def disabled(*ids: str, more: Sequence[str] = ()) -> Mapping[str, Sequence[str]]:
    """The bulk export with these users disabled, and more users."""
    users = [
        row.replace(",true,", ",false,", 1) if row.split(",")[0] in ids else row
        for row in BULK["users"]
    ]
    return {**BULK, "users": [*users, *more]}


@pytest.mark.parametrize("complete", [False, True])
def test_who_is_disabled_leaves_on_the_imports_day(
    engine: Definable, tmp_path: Path, *, complete: bool
) -> None:
    """A student is enrolled no longer, and a teacher advises nobody; said again later it changes
    nothing.

    Somebody who was never here is not brought in.
    """
    desk = desk_on(engine)
    import_tables(desk, write_files(tmp_path / "bulk", BULK))
    gone = write_files(
        tmp_path / "gone", disabled("u2", "t1", more=["u9,,,false,o1,student,x,,Old,Timer,,,09,"])
    )
    result = import_tables(desk, gone, complete=complete, yes_end=4)
    assert (
        result.counts["students"].ended,
        result.counts["adults"].ended,
        result.counts["ties"].ended,
    ) == (1, 1, 2)
    facts = facts_now(desk)
    left = {row.fact.student: (row.fact.status, row.fact.until) for row in facts.enrolments}
    assert left == {uid_of(desk, "u1"): ("enrolled", None), uid_of(desk, "u2"): ("left", TODAY)}
    assert {row.active_until for row in facts.people.values() if row.id == "t1"} == {TODAY}
    assert {
        row.fact.until
        for row in facts.ties
        if uid_of(desk, "t1") in (row.fact.alter, row.fact.student)
    } == {TODAY}
    assert "u9" not in {person.id for person in facts.people.values()}
    assert import_tables(desk_on(engine, date(2026, 12, 1)), gone, complete=complete).unchanged
    later = write_files(tmp_path / "later", disabled("u2", "t1"))
    assert import_tables(desk_on(engine, date(2026, 12, 1)), later, complete=complete).unchanged


def test_who_is_enabled_again_is_enrolled_again(engine: Definable, tmp_path: Path) -> None:
    """From the day on which the roster says so, with the gap in between."""
    import_tables(desk_on(engine), write_files(tmp_path / "bulk", BULK))
    import_tables(desk_on(engine), write_files(tmp_path / "gone", disabled("u2")), yes_end=2)
    desk = desk_on(engine, date(2027, 1, 11))
    import_tables(desk, write_files(tmp_path / "back", BULK))
    chain = sorted(
        (row.fact.until or date.max, row.fact.since)
        for row in facts_now(desk).enrolments
        if row.fact.student == uid_of(desk, "u2")
    )
    assert chain == [(TODAY, None), (date.max, date(2027, 1, 11))]


def test_what_ends_is_shown_first(engine: Definable, tmp_path: Path) -> None:
    """By name, and nobody of them is said to stay."""
    desk = desk_on(engine)
    import_tables(desk, write_files(tmp_path / "bulk", BULK))
    shown = import_tables(desk, write_files(tmp_path / "gone", disabled("t1")), dry_run=True)
    assert {name: list(who) for name, who in shown.ended.items()} == {
        "adults": ["Emi Ito (t1)"], "ties": ["Emi Ito (t1), advisor of Ada Lee (u1)"],
    }  # fmt: skip
    assert shown.counts["adults"] == Count(ended=1, unchanged=2)
    assert not any("Emi Ito" in note.message for note in shown.warnings)
