"""A server that has too little memory for an import says so beforehand, and one that does not tell refuses by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.school import tables
from graph_service.errors import StoreUnavailable
from graph_service.formats.writing import write_tables
from graph_service.store import room
from graph_service.store.bolt import BoltEngine
from graph_service.store.engine import Definable
from graph_service.store.migrations import migrate
from graph_service.workflows.importing import import_tables
from tests.conftest import missing
from tests.neo4j_server import USER, NoServer, Server
from tests.workflows.folder import desk_on

LIMIT = "dbms.memory.transaction.total.max"


@pytest.fixture(scope="module")
def small() -> Iterator[BoltEngine]:
    """A server that gives all transactions together 16 MiB."""
    try:
        server = Server(hasty=True, settings=[f"{LIMIT}=16m"])
    except NoServer as error:
        missing("SUPPORT_WEB_REQUIRE_NEO4J", str(error))
    engine = BoltEngine(server.address, USER, server.password)
    migrate(engine)
    yield engine
    engine.close()
    server.stop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school whose import writes some 19,000 rows."""
    place = tmp_path_factory.mktemp("school")
    write_tables(tables(1000), place)
    return place


@pytest.mark.parametrize("dry_run", [True, False])
def test_too_little_memory_is_said_beforehand(small: BoltEngine, folder: Path, dry_run: bool) -> None:
    """With what there is, what is needed, and the setting; the transaction is not even begun."""
    written: list[int] = []
    with pytest.raises(StoreUnavailable, match=rf"16 MiB \({LIMIT}\), and 19,\d\d\d rows at once take about \d\d MiB"):
        import_tables(desk_on(small), folder, dry_run=dry_run, progress=lambda done, _: written.append(done))
    assert written == []
    assert desk_on(small).schools() == []


def test_a_server_that_runs_out_of_memory_changes_nothing_and_is_told_of_alike(
    small: BoltEngine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it could not be asked, its own refusal names the setting too."""
    monkeypatch.setattr(room, "FEW_ROWS", 10**9)
    with pytest.raises(StoreUnavailable, match=f"too little memory .* nothing was changed. Raise {LIMIT}"):
        import_tables(desk_on(small), folder)
    assert desk_on(small).schools() == []


def test_what_needs_no_more_than_there_is_is_imported(engine: Definable, folder: Path) -> None:
    """On an engine that has room enough, or no such limit."""
    assert import_tables(desk_on(engine), folder).counts["students"].added == 1000
