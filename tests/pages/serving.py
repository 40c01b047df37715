"""The installed service in a process of its own, as a browser reaches it."""

import os
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.cli.support_web import PROGRAM
from tests.pages.bringing import NEW, settled, words


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def served(access: Sequence[str], folder: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    """The service in a process of its own, answering."""
    names = ("SUPPORT_WEB_DATABASE", "SUPPORT_WEB_DATABASE_USER", "SUPPORT_WEB_DATABASE_PASSWORD")
    rest = {
        name: value for name, value in os.environ.items() if not name.startswith("SUPPORT_WEB_")
    }
    more = {
        "SUPPORT_WEB_PORT": str(port),
        "SUPPORT_WEB_UPLOAD_FOLDER": str(folder),
        "PYTHONUNBUFFERED": "1",
    }
    given = {**rest, **more, **dict(zip(names, access, strict=False))}
    with subprocess.Popen(
        [PROGRAM, "serve"], env=given, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            assert [process.stdout.readline()[:8] for _ in range(2)] == ["Starting", "Ready. S"]
            yield process
        finally:
            process.kill()


def sent_in(client: httpx.Client, folder: Path) -> str:
    """The address of what the folder's files would do, looked at."""
    files = [
        ("files", (file.name, file.read_bytes(), "text/csv"))
        for file in sorted(folder.glob("*.csv"))
    ]
    address = str(client.post(NEW, files=files).headers["location"])
    assert "Nothing is written yet." in words(settled(client, address))
    return address
