"""A service of two processes over one Neo4j: whichever answers, the answer is the same."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from graph_service.cli.serving import check_workers
from graph_service.errors import WrongSetting
from graph_service.settings import Settings
from graph_service.store.engine import Definable
from tests.cli.served import serving
from tests.conftest import Access
from tests.office import PASSWORD, Office

REDIRECTED = 303


class TwoWorkers(NamedTuple):
    """The address, and the numbers of the two processes that serve there."""

    address: str
    pids: tuple[int, int]

    @contextmanager
    def only(self, number: int, cookies: Mapping[str, str] | None = None) -> Iterator[httpx.Client]:
        """A new connection while the other process stands still."""
        other = self.pids[1 - number]
        os.kill(other, signal.SIGSTOP)
        try:
            headers = {"sec-fetch-site": "same-origin"}
            with httpx.Client(
                base_url=self.address, headers=headers, cookies=dict(cookies or {}), timeout=30
            ) as client:
                yield client
        finally:
            os.kill(other, signal.SIGCONT)


def _children(process: "subprocess.Popen[str]") -> tuple[int, int]:
    """The processes that serve; beside them Python starts one that watches what they share."""
    told = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii").split()
    serving = [pid for pid in map(int, told) if b"spawn_main" in _command(pid)]
    first, second = serving
    return first, second


def _command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def _last_contact(client: httpx.Client) -> str:
    """When somebody last was in touch with Ada, as the list has it; blank where nobody was."""
    lines = client.get("/api/v1/students").json()["lines"]
    return next(line["last_contact"] or "" for line in lines if line["name"] == "Ada Lee")


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the processes are told by /proc")
@pytest.mark.parametrize("engine", ["neo4j"], indirect=True)
def test_what_one_process_was_told_the_other_knows(
    engine: Definable, neo4j_access: Access, tmp_path: Path
) -> None:
    """A session begun at one is one at the other, a contact is on the other's list at once, and a
    session that was ended is ended everywhere.
    """
    office, today = Office(engine, tmp_path), datetime.now(UTC).date().isoformat()
    with serving(neo4j_access, workers=2) as (address, process):
        both = TwoWorkers(address, _children(process))
        given = {"login": "advisor", "password": PASSWORD}
        with both.only(0) as client:
            assert client.post("/sign-in", data=given).status_code == REDIRECTED
            cookies = dict(client.cookies)
        for number in (1, 0):
            with both.only(number, cookies) as client:
                assert _last_contact(client) < today
        ada = f"/students/{office.uid('Ada Lee')}"
        with both.only(1, cookies) as client:
            contact = client.post(f"{ada}/contacts", data={"kind": "x"})
            assert contact.status_code == REDIRECTED
        with both.only(0, cookies) as client:
            assert _last_contact(client) == today
            client.post("/sign-out")
        for number in (1, 0):
            with both.only(number, cookies) as client:
                assert client.get("/students").status_code == REDIRECTED


def test_an_embedded_file_is_served_by_one_process() -> None:
    """More are refused with a sentence that says what to do."""
    with pytest.raises(WrongSetting, match="leave it out, or name a Neo4j server"):
        check_workers(Settings(database="school.db", workers=2))
    check_workers(Settings(database="bolt://127.0.0.1:1", workers=2))
