"""The promises of both engines."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from graph_service.store.engine import Definable, Transaction
from tests.store.small_school import NAMES, lay


def school(tx: Transaction, name: str = "Met") -> None:
    """One school."""
    tx.run("add_school", rows=[{"name": name, "uid": name.lower()}])


def test_what_is_written_is_there_for_the_next_read(engine: Definable) -> None:
    """A write that returns is committed, and gives back what its work returns."""

    def work(tx: Transaction) -> int:
        school(tx)
        return 7

    assert engine.write(work) == 7
    assert [row["name"] for row in engine.read("schools")] == ["Met"]


def test_a_write_that_fails_changes_nothing(engine: Definable) -> None:
    """All of a transaction happens, or nothing, and the next one goes on as if it had not been."""

    def failing(tx: Transaction) -> None:
        school(tx)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        engine.write(failing)
    assert engine.read("schools") == []
    engine.write(lambda tx: school(tx, "Next"))
    assert [row["name"] for row in engine.read("schools")] == ["Next"]


def test_a_transaction_reads_its_own_writes(engine: Definable) -> None:
    """A write can be read a statement later in the same transaction."""

    def work(tx: Transaction) -> list[dict[str, Any]]:
        school(tx)
        return tx.run("school_named", name="Met")

    assert engine.write(work) == [{"uid": "met", "name": "Met", "revision": 0}]


def test_an_empty_batch_runs_nothing(engine: Definable) -> None:
    """No rows to write is no statement to run, on an engine that cannot unwind nothing too."""
    assert engine.write(lambda tx: tx.run("add_school", rows=[])) == []


def test_instants_come_back_aware_in_utc(engine: Definable) -> None:
    """An instant given in any zone comes back as the same instant in UTC, to the microsecond."""
    at = datetime(2026, 3, 29, 1, 30, 0, 123456, timezone(timedelta(hours=-5)))
    account = {
        "login": "a",
        "uid": "a",
        "name": "A",
        "role": "lead",
        "password_hash": "p",
        "at": at,
    }
    given = {"token_hash": "h", "account": "a", "password_hash": "p", "device": "-", "at": at}
    engine.write(lambda tx: tx.run("account_add", **account))
    engine.write(lambda tx: tx.run("session_add", **given, expires_at=at + timedelta(1)))
    (row,) = engine.read("session_find", token_hash="h")
    assert row == {
        "account": "a",
        "seen_at": at,
        "confirmed_at": at,
        "expires_at": at + timedelta(1),
    }
    assert row["seen_at"].tzinfo is UTC


def test_an_instant_without_a_zone_is_refused(engine: Definable) -> None:
    """A naive instant would mean another moment on each engine."""
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - the fault this test is about
    with pytest.raises(ValueError, match="time zone"):
        engine.write(lambda tx: tx.run("account_disable", login="a", at=naive))


def test_days_and_lists_come_back_as_given(engine: Definable) -> None:
    """Days are dates, absent days None, and text keeps every letter."""
    lay(engine)
    rows = {row["uid"]: row for row in engine.read("people_adults", uids=["ito", "mum", "no such"])}
    assert rows["ito"] == {
        "uid": "ito", "own": "a-ito", "name": "Ms Ito", "kind": "staff",
        "active_from": date(2025, 9, 1), "active_until": None,
    }  # fmt: skip
    assert set(rows) == {"ito", "mum"}


def test_the_same_merge_again_changes_nothing(engine: Definable) -> None:
    """Writing a person again under the same key keeps one person."""
    lay(engine)
    row: dict[str, Any] = {
        "key": "Met\x1fana",
        "uid": "ana",
        "id": "s-ana",
        "name": "Ana ‘Ñ’ 😀",
        "source": "Met",
        "interests": [],
        "attributes": "{}",
        "email": None,
    }
    for _ in range(2):
        engine.write(lambda tx: tx.run("change_student", rows=[row]))
    rows = engine.read("people_students", uids=sorted(NAMES))
    assert len(rows) == len(NAMES)
    assert "Ana ‘Ñ’ 😀" in [row["name"] for row in rows]
