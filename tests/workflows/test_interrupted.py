"""An import whose process is killed at any moment: all of it holds, or nothing; what was said to be done is."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from graph_service.formats.writing import write_tables
from graph_service.records.tables import Tables
from graph_service.store.current import read_current, read_entries
from graph_service.store.engine import Definable
from graph_service.store.migrations import migrate
from graph_service.store.opening import connect
from graph_service.workflows.fingerprint import fingerprint
from graph_service.workflows.importing import import_tables
from graph_service.workflows.synthetic import synthetic_school
from graph_service.workflows.undoing import undo_import
from tests.workflows.folder import desk_on

KILLS = int(os.environ.get("SUPPORT_WEB_TEST_KILLS", "3"))
"""How often, on each engine."""

ROOT = Path(__file__).resolve().parents[2]
FIRST, SECOND = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture(params=["embedded", "neo4j"])
def access(request: pytest.FixtureRequest, tmp_path: Path) -> Sequence[str]:
    """How a process opens an empty database that is migrated."""
    if request.param == "neo4j":
        request.getfixturevalue("neo4j_engine").define(["MATCH (n) WHERE NOT n:Schema DETACH DELETE n"])
        return list(request.getfixturevalue("neo4j_access"))
    engine = connect(str(tmp_path / "support.web"))
    migrate(engine)
    engine.close()
    return [str(tmp_path / "support.web")]


def start(folder: Path, access: Sequence[str]) -> "subprocess.Popen[str]":
    """The process, which has opened the database and begins to import."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.workflows.importer", str(folder), SECOND.isoformat(), *access],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begins\n"
    return process


def held(engine: Definable, source: str) -> str:
    """What holds."""
    return fingerprint(read_current(engine, source))


def test_a_killed_import_is_whole_or_nothing(tmp_path: Path, access: Sequence[str]) -> None:
    """The roster stands; an import of all that was said is killed again and again, and at last done."""
    school = synthetic_school(1, SECOND, preset="pilot")
    roster = Tables(students=school.students, adults=school.adults, given={"students", "adults"})
    write_tables(roster, tmp_path / "roster")
    write_tables(school, tmp_path / "whole")
    engine = connect(*access)
    source = import_tables(desk_on(engine, FIRST), tmp_path / "roster").source
    before = held(engine, source)
    engine.close()
    began = time.monotonic()
    assert "done" in start(tmp_path / "whole", access).communicate()[0]
    lasted = time.monotonic() - began
    engine = connect(*access)
    after = held(engine, source)
    assert after != before
    chance = random.Random(8)  # noqa: S311 - moments, not secrets
    for day in range(KILLS):
        if held(engine, source) == after:
            undo_import(desk_on(engine, date(2027, 1, 1 + day)), read_entries(engine, source)[0][0])
        assert held(engine, source) == before
        engine.close()
        process = start(tmp_path / "whole", access)
        time.sleep(chance.uniform(0, lasted))
        process.kill()
        said, _ = process.communicate()
        engine = connect(*access)
        assert held(engine, source) in ({after} if "done" in said else {before, after})
    engine.close()
