import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from graph_service.cli.serving import NOBODY_YET
from tests.cli.support_web import PROGRAM, Office


def test_a_port_in_use_is_told_before_the_database_is_opened(tmp_path: Path) -> None:
    """`serve` names the port and what to do."""
    office = Office(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        error = office.refused("serve", SUPPORT_WEB_PORT=port)
    assert error.startswith(f"Cannot listen on 127.0.0.1 port {port} ")
    assert not office.database.exists()


@pytest.mark.parametrize("host", ["no-such-host.invalid", "203.0.113.9", "a..b"])
def test_a_host_that_is_not_this_machine_is_told_so(tmp_path: Path, host: str) -> None:
    """The setting is named, and no port is blamed."""
    error = Office(tmp_path).refused("serve", SUPPORT_WEB_HOST=host)
    assert error.startswith(
        f"Cannot listen on {host}: this machine has no such address. Set SUPPORT_WEB_HOST"
    )
    assert error.count("\n") == 1


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
@pytest.mark.parametrize("command", ["serve", "demo"])
def test_serving_says_where_and_when_and_ends_with_one_line(
    tmp_path: Path, command: str, number: signal.Signals, code: int
) -> None:
    """The address first, then that requests are answered; Ctrl-C or SIGTERM stops it without a
    stack of calls, and merges the journal.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    office = Office(tmp_path)
    if command == "serve":
        office.said("migrate")
    words = [command] if command == "serve" else [command, "--students", "5"]
    environment = office.environment(SUPPORT_WEB_PORT=port, PYTHONUNBUFFERED="1")
    with subprocess.Popen(
        [PROGRAM, *words],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as serving:
        assert serving.stdout is not None
        told = [serving.stdout.readline()]
        while told[-1] != "Ready. Stop with Ctrl+C.\n":
            told.append(serving.stdout.readline())
        serving.send_signal(number)
        _, error = serving.communicate(timeout=60)
    if command == "serve":
        assert told == [
            f"Starting at http://127.0.0.1:{port}/\n",
            f"{NOBODY_YET}\n",
            "Ready. Stop with Ctrl+C.\n",
        ]
    assert (serving.returncode, error) == (code, "Stopped.\n")
    assert list(tmp_path.rglob("*.wal")) == []
    assert len(list(tmp_path.rglob("*.imprint"))) == 1


def test_sigterm_in_the_middle_of_a_command_closes_the_database(tmp_path: Path) -> None:
    """The command is not done, and nothing is left to be recovered."""
    office = Office(tmp_path)
    office.said("migrate")
    code = """
import os, signal, sys
from graph_service.cli import main
from graph_service.cli import importing
importing.ledger = lambda engine: os.kill(os.getpid(), signal.SIGTERM)
sys.argv = ["support-web", "imports"]
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=office.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (143, "", "Stopped.\n")
    assert not (tmp_path / "support-web.db.wal").exists()


def test_ctrl_c_while_the_program_is_loading_ends_it_with_one_line() -> None:
    """A second is long enough to think better of it."""
    code = """
import os, signal, sys
from graph_service.cli import main

class Interrupting:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == "graph_service.cli.commands":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupting)
main()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Stopped.\n")


def test_the_command_line_loads_no_web_framework() -> None:
    """Only serving needs one, and every other command would wait for it."""
    code = (
        "import sys, graph_service.cli.running; print({'fastapi', 'uvicorn', "
        "'graph_service.app'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
