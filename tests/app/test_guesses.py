"""Guessing at two services at once: over one file, and at two worker processes over one Neo4j."""

import threading
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from graph_service.app.service import create_app
from graph_service.auth.passwords import hash_password
from graph_service.auth.sign_in import PER_LOGIN
from graph_service.records.audit import Look
from graph_service.settings import Settings
from graph_service.store import audit
from graph_service.store.accounts import NewAccount, add_account
from graph_service.store.engine import Engine
from tests import proofs
from tests.cli.served import serving
from tests.conftest import Access
from tests.office import PASSWORD, embedded_office

WRONG = "not mine at all"


def record_of(engine: Engine) -> list[Look]:
    """Every entry, oldest first."""
    return [
        look
        for head in audit.heads(engine)
        for _, _, look in audit.links(engine, head.chain, 0, head.number)
    ]


def guess_at(workers: list[Callable[[str], int]]) -> list[int]:
    """Each worker tries as many wrong passwords as lock a login, at once, and then the right one:
    every status.
    """
    statuses: list[int] = []

    def guess(worker: Callable[[str], int]) -> None:
        statuses.extend(worker(WRONG) for _ in range(PER_LOGIN))

    threads = [
        threading.Thread(target=guess, args=(worker,)) for worker in workers for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses + [worker(PASSWORD) for worker in workers]


def check_guesses(engine: Engine, what: str, statuses: list[int]) -> None:
    """All were refused, and no more than ten were held against the password."""
    refused = statuses.count(401)
    proofs.tell(f"guesses over two {what}", tried=len(statuses), held=refused)
    told = Counter(
        entry.action for entry in record_of(engine) if entry.action.startswith("sign-in ")
    )
    assert refused == len(statuses) == 4 * PER_LOGIN + 2
    assert told == {"sign-in failed": PER_LOGIN, "sign-in locked": len(statuses) - PER_LOGIN}


def test_two_services_over_one_file_count_guesses_together(tmp_path: Path) -> None:
    """Ten of forty wrong passwords are looked at, and the right one is not, at either."""
    with embedded_office(tmp_path) as office, ExitStack() as stack:
        apps = [create_app(office.desk, Settings()) for _ in range(2)]
        clients = [stack.enter_context(TestClient(app)) for app in apps]
        # a service makes a route ready as it is first asked for, with warnings of all threads kept
        # back
        for client in clients:
            client.post("/api/v1/sign-in", json={})

        def at(client: TestClient) -> Callable[[str], int]:
            given = {"login": "lead"}
            return lambda word: (
                client.post("/api/v1/sign-in", json={**given, "password": word}).status_code
            )

        check_guesses(
            office.desk.engine,
            "services over one file",
            guess_at([at(client) for client in clients]),
        )


@pytest.mark.parametrize("engine", ["neo4j"], indirect=True)
def test_two_worker_processes_over_one_neo4j_count_guesses_together(
    engine: Engine, neo4j_access: Access
) -> None:
    """The same, of `support-web serve` started twice."""
    now = datetime.fromisoformat("2026-11-24T12:00:00+00:00")
    add_account(
        engine, NewAccount("lead", "Lead", "lead", hash_password(PASSWORD), ()), now, now.date()
    )

    def at(address: str) -> Callable[[str], int]:
        given = {"login": "lead"}
        url = f"{address}/api/v1/sign-in"
        return lambda word: (
            httpx.post(url, json={**given, "password": word}, timeout=60).status_code
        )

    with serving(neo4j_access) as first, serving(neo4j_access) as second:
        statuses = guess_at([at(first.address), at(second.address)])
    check_guesses(engine, "worker processes over one Neo4j", statuses)
