"""``support-web serve`` in a process of its own, over the Neo4j of the tests."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from tests.cli.support_web import PROGRAM
from tests.conftest import Access

PREFIX = "SUPPORT_WEB_"


class Served(NamedTuple):
    """Where it answers, and its first process."""

    address: str
    process: "subprocess.Popen[str]"


@contextmanager
def serving(access: Access, workers: int = 1) -> Iterator[Served]:
    """It serves what is in the Neo4j while this lasts, with so many processes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    names = ("DATABASE", "DATABASE_USER", "DATABASE_PASSWORD", "PORT", "WORKERS")
    named = zip(names, (*access, port, str(workers)), strict=True)
    others = {name: os.environ[name] for name in os.environ if not name.startswith(PREFIX)}
    environment = others | {f"{PREFIX}{name}": value for name, value in named}
    with subprocess.Popen(
        [PROGRAM, "serve"],
        env=environment | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("Starting")
            assert process.stdout.readline().startswith("Ready")
            yield Served(f"http://127.0.0.1:{port}", process)
        finally:
            process.terminate()
