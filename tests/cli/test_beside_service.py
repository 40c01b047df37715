"""Commands while the service runs on an embedded file: they work through it."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cli.support_web import DAY, PROGRAM, SCHOOL, Office


@contextmanager
def served(office: Office) -> Iterator["subprocess.Popen[str]"]:
    """The service over the office's file, which answers by then."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    with subprocess.Popen(
        [PROGRAM, "serve"],
        cwd=office.folder,
        env=office.environment(SUPPORT_WEB_PORT=port, PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            while process.stdout.readline() != "Ready. Stop with Ctrl+C.\n":
                assert process.poll() is None
            yield process
        finally:
            process.terminate()


def test_every_command_works_while_the_service_runs(tmp_path: Path) -> None:
    """Importing, accounts, flags, releases and the record; only the model is left alone. All of it
    is there once the service has ended.
    """
    office = Office(tmp_path)
    office.said("demo-data", "--out", "tables", "--preset", "pilot", "--on", DAY)
    office.said("migrate")
    with served(office):
        assert f"Imported: {SCHOOL}, " in office.said("import", "tables")
        assert "\nNothing to change: " in office.said("import", "tables", "--dry-run")
        assert f"{SCHOOL}. As of" in office.said("flags", "--on", DAY)
        office.said("export", "--out", "release", "--on", DAY)
        made = office.said("account", "create", "boss", "--role", "lead", "--name", "Bo")
        assert made.startswith("Made lead account “boss”.")
        assert "There is an account “boss” already." in office.refused(
            "account", "create", "boss", "--role", "lead", "--name", "Bo"
        )
        assert "The record is whole: " in office.said("audit", "verify")
        assert "in use by another process: stop the service" in office.refused("migrate")
    assert "boss" in office.said("account", "list")
    assert "The record is whole: " in office.said("audit", "verify")


def test_what_a_killed_service_left_holds_up_no_command(tmp_path: Path) -> None:
    """The socket that nobody answers is taken for none."""
    office = Office(tmp_path)
    office.said("migrate")
    with served(office) as process:
        process.kill()
    assert (tmp_path / ".support-web.db.commands").exists()
    assert "Nothing was imported yet." in office.said("imports")
    with served(office):
        assert "Nothing was imported yet." in office.said("imports")
    assert not (tmp_path / ".support-web.db.commands").exists()
