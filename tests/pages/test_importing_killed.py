"""The service is killed while an import of a page is written: all of it holds or nothing, and the
page then says which.
"""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from analysis.rule import Rule
from graph_service.auth.passwords import hash_password
from graph_service.formats.writing import write_tables
from graph_service.records.tables import Tables
from graph_service.store.accounts import NewAccount, add_account
from graph_service.store.accounts import Path as Way
from graph_service.store.current import read_entries
from graph_service.store.migrations import migrate
from graph_service.store.opening import connect
from graph_service.workflows.demo.synthetic import synthetic_school
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.undoing import undo_import
from tests.conftest import EMPTY
from tests.office import PASSWORD
from tests.pages.bringing import settled, words
from tests.pages.serving import free_port, sent_in, served
from tests.sizes import kills
from tests.workflows.current import read_current
from tests.workflows.fingerprint import fingerprint

pytestmark = pytest.mark.long
KILLS = kills()
"""How often, on each engine, after once in peace."""


@pytest.fixture(params=["embedded", "neo4j"])
def access(request: pytest.FixtureRequest, tmp_path: Path) -> Sequence[str]:
    """How a process opens an empty database."""
    if request.param == "neo4j":
        request.getfixturevalue("neo4j_engine").define([EMPTY])
        return list(request.getfixturevalue("neo4j_access"))
    return [str(tmp_path / "support.web")]


@contextmanager
def desk_at(access: Sequence[str]) -> Iterator[Desk]:
    """A desk of now over the database, for as long as nobody serves it."""
    engine = connect(*access)
    migrate(engine)
    yield Desk(engine, lambda: datetime.now(UTC), "UTC", Rule())
    engine.close()


def test_the_page_tells_the_truth_after_a_kill(tmp_path: Path, access: Sequence[str]) -> None:
    """A roster stands; what was said is imported, and the service is killed at some moment of it,
    again and again.
    """
    school = synthetic_school(1, datetime.now(UTC).date(), preset="pilot")
    roster = Tables(students=school.students, adults=school.adults, given={"students", "adults"})
    write_tables(roster, tmp_path / "roster")
    write_tables(school, tmp_path / "whole")
    uploads, chance = tmp_path / "uploads", random.Random(8)  # noqa: S311 - moments, not secrets
    with desk_at(access) as desk:
        source = import_tables(desk, tmp_path / "roster").source
        (place,) = desk.schools()
        ways = (Way("ADMINISTERS", place.uid),)
        new = NewAccount("admin", "Admin", "administrator", hash_password(PASSWORD), ways)
        add_account(desk.engine, new, desk.now(), desk.today())
        before = fingerprint(read_current(desk.engine, source))
    port = free_port()
    headers = {"sec-fetch-site": "same-origin"}
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=60) as client:
        lasted, told = 0.0, set()
        for kill in range(KILLS + 1):
            with served(access, uploads, port) as process:
                if kill == 0:
                    client.post("/sign-in", data={"login": "admin", "password": PASSWORD})
                address = sent_in(client, tmp_path / "whole")
                began = time.monotonic()
                assert client.post(f"{address}/write").status_code == 303
                if kill == 0:
                    settled(client, address)
                    lasted = time.monotonic() - began
                else:
                    time.sleep(chance.uniform(0, lasted))
                process.kill()
            with served(access, uploads, port):
                page = words(settled(client, address))
                assert list(uploads.glob("jobs/*/files/*")) == []
            with desk_at(access) as desk:
                done = "Imported:" in page
                assert done or "The database does not hold it: nothing was changed." in page
                assert (fingerprint(read_current(desk.engine, source)) != before) is done
                told.add(done)
                if done:
                    undo_import(desk, read_entries(desk.engine, source)[0][0])
                assert fingerprint(read_current(desk.engine, source)) == before
    assert True in told
