"""A database that was put back from a backup: sessions and tokens of that day, some of which were
ended since, are worth nothing.
"""

import shutil
import signal
import socket
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph_service.cli.ends import read_ends, write_ends
from graph_service.cli.restored import noting
from graph_service.settings import Settings
from graph_service.store import audit
from graph_service.store.accounts import Change, set_password
from graph_service.store.embedded import EmbeddedEngine
from tests.cli.support_web import DAY, PROGRAM, Office
from tests.workflows.folder import desk_on


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with an account that holds a token, made once."""
    office = Office(tmp_path_factory.mktemp("made"))
    office.said("demo-data", "--students", "5", "--on", DAY, "--out", "tables")
    office.said("import", "tables")
    school = (
        next(line for line in office.said("imports").splitlines() if ", by " in line)
        .split("  ")[2]
        .split(", by ")[0]
    )
    office.said("account", "create", "ada", "--name", "Ada", "--role", "lead", "--school", school)
    engine = EmbeddedEngine(office.database)
    now = datetime.now(UTC)
    set_password(engine, "ada", "-", Change(now, now.date()), action="set a password")
    engine.close()
    office.said("account", "token", "create", "ada", "--name", "sync", "--scope", "read")
    return office.folder


@pytest.fixture
def office(made: Path, tmp_path: Path) -> Office:
    """A copy of it."""
    for file in made.glob("support-web.db*"):
        shutil.copy(file, tmp_path / file.name)
    return Office(tmp_path)


def tokens(office: Office) -> int:
    """How many tokens the account holds."""
    return office.said("account", "token", "list", "ada").count("sync")


def served(office: Office, number: signal.Signals = signal.SIGTERM) -> str:
    """The service's words as it starts; it is ended again."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    environment = office.environment(SUPPORT_WEB_PORT=port, PYTHONUNBUFFERED="1")
    with subprocess.Popen(
        [PROGRAM, "serve"], cwd=office.folder, env=environment, stdout=subprocess.PIPE, text=True
    ) as serving:
        assert serving.stdout is not None
        told: list[str] = []
        while not told or not told[-1].startswith("Ready"):
            told.append(serving.stdout.readline())
        serving.send_signal(number)
        serving.wait(60)
    return "".join(told[1:-1])


SENTENCE = (
    "0 sessions and 1 token of that day are ended: everybody signs in again, and programs "
    "need new tokens."
)


def test_a_file_that_is_put_back_begins_without_sessions_and_tokens_and_says_so(
    office: Office, tmp_path: Path
) -> None:
    """A token that was revoked after the backup does not come back with it. It is noticed once, and
    noted in the record.
    """
    assert served(office) == ""
    backup = tmp_path / "backup"
    backup.mkdir()
    for file in tmp_path.glob("support-web.db*"):
        shutil.copy(file, backup / file.name)
    token = office.said("account", "token", "list", "ada").splitlines()[-1].split()[0]
    office.said("account", "token", "revoke", "ada", token)
    assert served(office) == ""
    for file in tmp_path.glob("support-web.db*"):
        file.unlink()
    for file in backup.iterdir():
        shutil.copy(file, tmp_path / file.name)
    assert tokens(office) == 1
    told = served(office)
    assert told.startswith(
        "This database is not the one that was served here last, or was put back to an "
        "earlier day.\n"
    )
    assert SENTENCE in told
    assert tokens(office) == 0
    assert served(office) == ""


def test_a_service_that_is_killed_or_goes_on_is_not_taken_for_a_restored_one(
    office: Office,
) -> None:
    """Its record is what was noted, and more."""
    assert served(office, signal.SIGKILL) == ""
    office.said("account", "list")
    assert served(office) == ""
    assert tokens(office) == 1


def test_whoever_puts_a_database_back_can_say_so(office: Office) -> None:
    """The cases that a file put back with its folder, or a server's dump, does not show."""
    told = office.said("restored")
    assert told.startswith(SENTENCE)
    assert "look through them with support-web account list" in told
    assert tokens(office) == 0
    assert served(office) == ""


def test_ends_that_cannot_be_read_stop_the_start_with_a_sentence(office: Office) -> None:
    """Nobody knows whether the database was put back."""
    (office.folder / ".support-web.db.ends").write_text("[1")
    error = office.run("serve").stderr
    assert error.endswith(
        ".support-web.db.ends does not hold the ends of a record; name another file, or "
        "remove it.\n"
    )


def test_a_database_that_is_put_back_under_a_service_is_noticed(made: Path, tmp_path: Path) -> None:
    """A server's dump may be loaded while the service runs: what was noted before is looked for,
    and not written over.
    """
    database, file = tmp_path / "support-web.db", tmp_path / "ends"
    for kept in made.glob("support-web.db*"):
        shutil.copy(kept, tmp_path / kept.name)
    engine = EmbeddedEngine(database)
    desk = desk_on(engine)
    with noting(desk, Settings(database=str(database), record_ends=str(file))):
        later = [
            head._replace(number=head.number + 9) if head.number else head
            for head in audit.heads(engine)
        ]
        write_ends(file, later)
    left, noted, now = engine.read("token_count"), read_ends(file), audit.heads(engine)
    engine.close()
    assert left == [{"counted": 0}]
    assert noted == now != later
    assert [path.name for path in tmp_path.glob("*.new")] == []
