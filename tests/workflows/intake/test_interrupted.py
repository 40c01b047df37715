"""An import whose process or database is killed at any moment: all of it holds, or nothing; what
was said is true.
"""

import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from graph_service.formats.writing import write_tables
from graph_service.records.tables import Tables
from graph_service.store.current import read_entries
from graph_service.store.engine import Definable
from graph_service.store.migrations import migrate
from graph_service.store.opening import connect
from graph_service.workflows.demo.synthetic import synthetic_school
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.undoing import undo_import
from tests.conftest import missing
from tests.neo4j_server import USER, NoServer, Server
from tests.sizes import kills
from tests.workflows.current import read_current
from tests.workflows.fingerprint import fingerprint
from tests.workflows.folder import desk_on

pytestmark = pytest.mark.long
KILLS = kills()
"""How often, on each engine."""

GIVE_UP_SECONDS = 120
ROOT = Path(__file__).resolve().parents[3]
FIRST, SECOND = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture(params=["embedded", "neo4j"])
def access(request: pytest.FixtureRequest, tmp_path: Path) -> Sequence[str]:
    """How a process opens an empty database that is migrated."""
    if request.param == "neo4j":
        request.getfixturevalue("neo4j_engine").define(
            ["MATCH (n) WHERE NOT n:Schema DETACH DELETE n"]
        )
        return list(request.getfixturevalue("neo4j_access"))
    engine = connect(str(tmp_path / "support.web"))
    migrate(engine)
    engine.close()
    return [str(tmp_path / "support.web")]


def start(folder: Path, access: Sequence[str]) -> "subprocess.Popen[str]":
    """The process, which has opened the database and begins to import."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.workflows.importer",
            str(folder),
            SECOND.isoformat(),
            *access,
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begins\n"
    return process


def held(engine: Definable, source: str) -> str:
    """The mark of what holds."""
    return fingerprint(read_current(engine, source))


class Stand(NamedTuple):
    """How the database stands before and after an import of the folder ``whole``, and how long that
    lasts.
    """

    source: str
    whole: Path
    before: str
    after: str
    lasted: float


def stand(folder: Path, access: Sequence[str]) -> Stand:
    """The roster stands, and then all that was said is imported."""
    school = synthetic_school(1, SECOND, preset="pilot")
    roster = Tables(students=school.students, adults=school.adults, given={"students", "adults"})
    write_tables(roster, folder / "roster")
    write_tables(school, folder / "whole")
    engine = connect(*access)
    source = import_tables(desk_on(engine, FIRST), folder / "roster").source
    before = held(engine, source)
    engine.close()
    process = start(folder / "whole", access)
    began = time.monotonic()
    assert "done" in process.communicate()[0]
    lasted = time.monotonic() - began
    engine = connect(*access)
    after = held(engine, source)
    engine.close()
    assert after != before
    return Stand(source, folder / "whole", before, after, lasted)


def taken_back(access: Sequence[str], met: Stand, day: date) -> None:
    """The state before again, if that is not what holds."""
    engine = connect(*access)
    if held(engine, met.source) == met.after:
        undo_import(desk_on(engine, day), read_entries(engine, met.source)[0][0])
    assert held(engine, met.source) == met.before
    engine.close()


def test_a_killed_import_is_whole_or_nothing(tmp_path: Path, access: Sequence[str]) -> None:
    """The process is killed again and again."""
    met = stand(tmp_path, access)
    chance = random.Random(8)  # noqa: S311 - moments, not secrets
    for day in range(KILLS):
        taken_back(access, met, date(2027, 1, 1) + timedelta(day))
        process = start(met.whole, access)
        time.sleep(chance.uniform(0, met.lasted))
        process.kill()
        said, _ = process.communicate()
        engine = connect(*access)
        assert held(engine, met.source) in (
            {met.after} if "done" in said else {met.before, met.after}
        )
        engine.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A Neo4j of the test's own, whose data outlast it."""
    try:
        made = Server(home=tmp_path / "neo4j", hasty=True)
    except NoServer as error:
        missing("SUPPORT_WEB_REQUIRE_NEO4J", str(error))
    yield made
    made.stop()


def test_a_killed_database_holds_all_of_an_import_or_nothing(
    tmp_path: Path, server: Server
) -> None:
    """The server is killed again and again, and what the user was told is what holds once it is
    back.
    """
    access = [server.address, USER, server.password]
    engine = connect(*access)
    migrate(engine)
    engine.close()
    met = stand(tmp_path, access)
    chance = random.Random(9)  # noqa: S311 - moments, not secrets
    for day in range(KILLS):
        taken_back(access, met, date(2027, 1, 1) + timedelta(day))
        process = start(met.whole, access)
        time.sleep(chance.uniform(0, met.lasted))
        server.crash()
        said, _ = process.communicate(timeout=GIVE_UP_SECONDS)
        server.restart()
        engine = connect(*access)
        may_hold = {"done": {met.after}, "nothing was changed": {met.before}}
        told = next((word for word in may_hold if word in said), "")
        assert held(engine, met.source) in may_hold.get(told, {met.before, met.after}), said
        assert "done" in said or "database" in said
        engine.close()
