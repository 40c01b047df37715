"""Commands beside a running service: each transaction is the service's, whole or not at all, and
only the file's owner comes in.
"""

import os
import socket
import stat
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from graph_service.errors import Busy, NoRoom, OutcomeUnknown, StoreUnavailable
from graph_service.store import disk, gateway, queries
from graph_service.store.accounts import NewAccount, account_of_login, add_account
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.engine import Transaction
from graph_service.store.gateway import open_to_commands, reachable, socket_of
from graph_service.store.messages import ConnectionEnded, receive, send
from graph_service.store.migrations import migrate
from graph_service.store.opening import open_engine
from graph_service.store.through_service import ServiceEngine, service_beside
from graph_service.workflows.desk.schools import school_named
from graph_service.workflows.intake.importing import import_tables
from tests.workflows.folder import SCHOOL, desk_on, write_folder

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ZOE = NewAccount("zoe", "Zoe", "lead", "-", ())


@pytest.fixture
def held(tmp_path: Path) -> Iterator[EmbeddedEngine]:
    """A file that this process holds, and lets commands in to."""
    engine = EmbeddedEngine(tmp_path / "support.web", wait_seconds=0.1)
    migrate(engine)
    with open_to_commands(engine, tmp_path / "support.web"):
        yield engine
    engine.close()


@pytest.fixture
def command(held: EmbeddedEngine, tmp_path: Path) -> ServiceEngine:
    """The engine of a command beside it."""
    assert held.name == "embedded"
    found = service_beside(tmp_path / "support.web")
    assert found is not None
    return found


def test_a_command_opens_the_file_by_way_of_the_service(
    held: EmbeddedEngine, tmp_path: Path
) -> None:
    """It stands in the service's own database at once."""
    database = str(tmp_path / "support.web")
    engine = open_engine(database, must_exist=True, through_service=True)
    assert isinstance(engine, ServiceEngine)
    uid = add_account(engine, ZOE, NOW, NOW.date())
    engine.close()
    row = account_of_login(held, "zoe")
    assert row is not None
    assert row["uid"] == uid


def test_an_import_and_what_follows_it_are_as_in_the_service_itself(
    held: EmbeddedEngine, command: ServiceEngine, tmp_path: Path
) -> None:
    """Days, instants, lists and what is missing come over as themselves; the service follows."""
    desk = desk_on(command)
    made = import_tables(desk, write_folder(tmp_path / "met"))
    again = import_tables(desk, write_folder(tmp_path / "met"))
    assert (made.unchanged, again.unchanged) == (False, True)
    here, there = desk_on(held), desk_on(command)
    assert here.facts(school_named(here, "Met")) == there.facts(school_named(there, "Met"))
    assert held.read("import_list") == command.read("import_list")


def test_many_ties_go_in_as_they_do_in_the_service(
    held: EmbeddedEngine, command: ServiceEngine, tmp_path: Path
) -> None:
    """From two hundred on they go in as a table."""
    many = [f"s{number},Name {number},Met,9,Blue,,2025-09-01,," for number in range(250)]
    ties = [f"s{number},a1,advisor,2025-09-01,," for number in range(250)]
    folder = write_folder(tmp_path / "met", SCHOOL, students=many, ties=ties, reports=[])
    import_tables(desk_on(command), folder)
    desk = desk_on(held)
    facts = desk.facts(school_named(desk, "Met"))
    assert sum(recorded.fact.role == "advisor" for recorded in facts.ties) == 250


def test_a_command_that_fails_or_is_gone_leaves_nothing(
    held: EmbeddedEngine, command: ServiceEngine, tmp_path: Path
) -> None:
    """Its earlier writes are taken back, and the next write has its turn at once."""

    def broken(tx: Transaction) -> None:
        tx.run("account_add", login="x", uid="x", name="x", role="lead", password_hash="-", at=NOW)
        raise KeyError("a mistake of the command")

    with pytest.raises(KeyError):
        command.write(broken)
    assert account_of_login(held, "x") is None
    with reachable(socket_of(tmp_path / "support.web")) as path:
        line = socket.socket(socket.AF_UNIX)
        line.connect(path)
    receive(line)
    send(line, {"do": "write"})
    assert receive(line) == {"begun": True}
    line.close()
    for _ in range(50):
        try:
            add_account(command, ZOE, NOW, NOW.date())
            break
        except Busy:
            continue
    assert account_of_login(held, "zoe") is not None


def test_one_writes_at_a_time_and_the_others_are_told(
    held: EmbeddedEngine, command: ServiceEngine
) -> None:
    """The one that waits too long gets the sentence of the service."""
    begun, end = threading.Event(), threading.Event()

    def slow(tx: Transaction) -> None:
        del tx
        begun.set()
        end.wait(10)

    writing = threading.Thread(target=lambda: held.write(slow))
    writing.start()
    begun.wait(10)
    try:
        with pytest.raises(Busy, match="An import is running"):
            add_account(command, ZOE, NOW, NOW.date())
    finally:
        end.set()
        writing.join()


def test_a_command_that_is_silent_within_a_transaction_is_ended(
    command: ServiceEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was stopped in the middle holds up nobody for long."""
    monkeypatch.setattr(gateway, "SILENT_SECONDS", 0.05)
    waits = threading.Event()

    def silent(tx: Transaction) -> None:
        del tx
        waits.wait(0.5)

    with pytest.raises((StoreUnavailable, OutcomeUnknown)):
        command.write(silent)
    monkeypatch.setattr(gateway, "SILENT_SECONDS", 30.0)
    add_account(command, ZOE, NOW, NOW.date())


def test_the_service_s_errors_are_the_command_s(
    command: ServiceEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is told as one, an unknown query in a sentence; the model is left alone."""

    def full(*_: object) -> None:
        raise NoRoom("The disk is full.")

    with pytest.raises(StoreUnavailable, match="could not do this; its log says why"):
        command.read("no_such_query")
    with pytest.raises(StoreUnavailable, match="Stop the service"):
        command.define(["CREATE"])
    command.check_room(1)
    monkeypatch.setattr("graph_service.store.embedded.check_room", full)
    with pytest.raises(NoRoom, match="The disk is full"):
        command.check_room(1)
    with pytest.raises(NoRoom):
        add_account(command, ZOE, NOW, NOW.date())
    assert disk.check_room is not full


def test_the_socket_is_its_owner_s_alone_and_goes_with_the_service(tmp_path: Path) -> None:
    """Nobody else may open it; where it is gone, or was left by a killed service, there is none."""
    file = tmp_path / "support.web"
    engine = EmbeddedEngine(file)
    migrate(engine)
    place = socket_of(file)
    left = socket.socket(socket.AF_UNIX)
    with reachable(place) as path:
        left.bind(path)
    left.close()
    assert service_beside(file) is None
    with open_to_commands(engine, file):
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
        assert service_beside(file) is not None
    assert not place.exists()
    assert service_beside(file) is None
    engine.close()


def test_a_long_path_is_reached_by_its_folder(tmp_path: Path) -> None:
    """A socket's path may have about a hundred bytes, and folders may be deeper."""
    folder = tmp_path / ("deep" * 20) / ("deeper" * 10)
    folder.mkdir(parents=True)
    file = folder / "support.web"
    assert len(os.fsencode(socket_of(file))) > gateway.LONGEST_PATH
    engine = EmbeddedEngine(file)
    migrate(engine)
    with open_to_commands(engine, file):
        command = service_beside(file)
        assert command is not None
        assert command.read("account_list") == []
    engine.close()


def test_a_command_of_another_version_is_refused(
    held: EmbeddedEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a query's name the two would mean something else."""
    assert held.name == "embedded"
    ours = queries.fingerprint()
    told = iter([ours, "another"])
    monkeypatch.setattr(queries, "fingerprint", lambda: next(told, "another"))
    with pytest.raises(StoreUnavailable, match="another version"):
        service_beside(tmp_path / "support.web")


def test_another_account_of_the_machine_is_not_let_in(
    held: EmbeddedEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it could open the socket."""
    assert held.name == "embedded"
    monkeypatch.setattr(gateway, "_is_own", lambda _: False)
    assert service_beside(tmp_path / "support.web") is None


def test_messages_hold_days_and_instants_and_refuse_what_they_cannot_hold() -> None:
    """A message comes out as it went in; a broken or overlong one ends the connection."""
    one, other = socket.socketpair()
    given = {"rows": [{"on": date(2026, 1, 2), "at": NOW, "list": [1, None, "ä"], "x": 0.5}]}
    send(one, given)
    assert receive(other) == given
    with pytest.raises(TypeError, match="holds no set"):
        send(one, {"x": {1}})
    one.sendall((1 << 40).to_bytes(8, "big"))
    with pytest.raises(ConnectionEnded):
        receive(other)
    one.close()
    with pytest.raises(ConnectionEnded):
        receive(other)
    other.close()
    with pytest.raises(ConnectionEnded):
        send(other, {"a": 1})
