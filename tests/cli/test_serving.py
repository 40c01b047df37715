import socket
import subprocess
import sys
from pathlib import Path

from tests.cli.support_web import Office


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


def test_the_command_line_loads_no_web_framework() -> None:
    """Only serving needs one, and every other command would wait for it."""
    code = "import sys, graph_service.cli; print({'fastapi', 'uvicorn', 'graph_service.app'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
