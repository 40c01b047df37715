"""The record: nothing of it is lost, whoever writes at once, and every entry is sealed onto the one
before.
"""

import threading
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import NoReturn

import pytest

from graph_service.errors import StoreUnavailable
from graph_service.records.audit import Head, Look, sealed
from graph_service.store import audit
from graph_service.store.engine import Definable, Engine, Transaction

AT = datetime(2026, 11, 24, 12, 0, 0, 123456, UTC)


def entries(engine: Engine) -> list[Look]:
    """Every entry, oldest first."""
    return [
        look
        for head in audit.heads(engine)
        for _, _, look in audit.links(engine, head.chain, 0, head.number)
    ]


def test_an_entry_is_read_back_as_it_was_written(engine: Definable) -> None:
    """Instants to the microsecond, students in order, and no students as none."""
    audit.record(
        engine, AT, "acc", "listed", "acc", "you lead", "GET", ["b", "a"], "lead", ["of b", "of a"]
    )
    audit.record(engine, AT, "acc", "listed", "acc", students=["b", "a"], rights=["of both"])
    audit.record(engine, AT, "", "sign-in failed", "hash")
    assert entries(engine) == [
        Look(AT, "acc", "listed", "acc", "you lead", "GET", ("a", "b"), "lead", ("of a", "of b")),
        Look(AT, "acc", "listed", "acc", students=("a", "b"), rights=("of both",)),
        Look(AT, "", "sign-in failed", "hash"),
    ]


def test_each_entry_is_sealed_onto_the_one_before(engine: Definable) -> None:
    """The chain's end is what sealing its entries one after the other gives."""
    for number in range(3):
        audit.record(engine, AT, "acc", "listed", str(number))
    (end,) = audit.heads(engine)
    head = Head(end.chain, 0, "")
    for number, seal, look in audit.links(engine, end.chain, 0, end.number):
        head = sealed(head, look)
        assert (head.number, head.seal) == (number, seal)
    assert head == end


def test_many_threads_record_at_once_and_nothing_is_lost(engine: Definable) -> None:
    """Forty threads with five entries each make one chain of two hundred."""

    def work(thread: int) -> None:
        for number in range(5):
            audit.record(engine, AT, str(thread), "listed", str(number), students=["s"])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    written = {(look.account, look.subject) for look in entries(engine)}
    assert written == {(str(thread), str(number)) for thread in range(40) for number in range(5)}
    assert [head.number for head in audit.heads(engine)] == [200]


def test_what_cannot_be_recorded_is_told_to_whoever_asked(
    engine: Definable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next entry is written again, at the place that the lost one would have had."""

    def fail(*_: object, **__: object) -> NoReturn:
        raise StoreUnavailable("The database does not answer.")

    with monkeypatch.context() as patched:
        patched.setattr(engine, "write", fail)
        with pytest.raises(StoreUnavailable):
            audit.record(engine, AT, "acc", "listed", "lost")
    audit.record(engine, AT, "acc", "listed", "kept")
    assert [look.subject for look in entries(engine)] == ["kept"]


def test_an_entry_of_a_change_is_there_only_with_the_change(engine: Definable) -> None:
    """A transaction that fails leaves neither."""

    def work(tx: Transaction) -> None:
        audit.append(tx, [Look(AT, "acc", "added a tie", "s")])
        raise StoreUnavailable("The database does not answer.")

    with pytest.raises(StoreUnavailable):
        engine.write(work)
    assert audit.heads(engine) == []


def test_who_saw_a_student(engine: Definable) -> None:
    """Entries about them and entries that showed them, between two instants, the latest first."""
    audit.record(engine, AT, "one", "looked at a student", "ada", students=["ada", "ben"])
    audit.record(engine, AT + timedelta(hours=1), "two", "listed", "two", students=["ben"])
    audit.record(engine, AT + timedelta(hours=2), "three", "listed", "three", students=["cy"])
    until = AT + timedelta(hours=1)
    assert [
        told.look.account
        for told in audit.at_student(engine, "ben", AT, until + timedelta(seconds=1))
    ] == [
        "two",
        "one",
    ]
    assert [told.look.account for told in audit.at_student(engine, "ben", AT, until)] == ["one"]
    assert audit.at_student(engine, "dan", AT, until) == []


def test_what_accounts_did_and_who_guessed_at_them(engine: Definable) -> None:
    """Their own entries, guesses at them and what others did to them, the latest first; nothing
    else, and no guess at nobody.
    """
    audit.record(engine, AT, "one", "sign-in", "one")
    audit.record(engine, AT + timedelta(hours=1), "", "sign-in failed", "one")
    audit.record(engine, AT + timedelta(hours=2), "", "sign-in failed", "two")
    audit.record(engine, AT + timedelta(hours=3), "two", "gave an account a path", "one")
    found = audit.by_accounts(engine, ["one"], AT, AT + timedelta(hours=4))
    assert [told.look.action for told in found] == [
        "gave an account a path",
        "sign-in failed",
        "sign-in",
    ]
    assert audit.by_accounts(engine, [], AT, AT + timedelta(hours=4)) == []


def test_two_processes_may_write_to_one_chain(engine: Definable) -> None:
    """Each holds the chain's end while it adds to it: no entry is lost, none stands twice, and the
    seals are right.
    """

    def work(process: str) -> None:
        for number in range(15):
            look = Look(AT, process, "listed", str(number))
            engine.write(partial(audit.append, looks=[look]))

    processes = [threading.Thread(target=work, args=(name,)) for name in ("a", "b", "c")]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    (end,) = audit.heads(engine)
    head = Head(end.chain, 0, "")
    for number, seal, look in audit.links(engine, end.chain, 0, end.number):
        head = sealed(head, look)
        assert (head.number, head.seal) == (number, seal)
    assert head == end
    assert head.number == 45
