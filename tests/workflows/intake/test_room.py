"""A server that has too little memory for an import says so beforehand, and one that does not tell
refuses by itself.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from benchmarks.school import tables
from facts.statements import IN_CONFIDENCE
from graph_service.errors import NoRoom, StoreUnavailable
from graph_service.formats.writing import write_tables
from graph_service.store import disk, transaction_memory
from graph_service.store.bolt import BoltEngine
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.engine import Definable
from graph_service.store.migrations import migrate
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.undoing import undo_import
from tests.conftest import missing
from tests.neo4j_server import USER, NoServer, Server
from tests.workflows.folder import SCHOOL, desk_on, write_folder
from tests.workflows.intake.test_import_permissions import administrator

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
def test_too_little_memory_is_said_beforehand(
    small: BoltEngine, folder: Path, dry_run: bool
) -> None:
    """With what there is, what is needed, and the setting; the transaction is not even begun."""
    written: list[int] = []
    with pytest.raises(
        StoreUnavailable, match=rf"16 MiB \({LIMIT}\), and all of this at once may take \d\d MiB"
    ):
        import_tables(
            desk_on(small), folder, dry_run=dry_run, progress=lambda done, _: written.append(done)
        )
    assert written == []
    assert desk_on(small).schools() == []


def test_a_server_that_runs_out_of_memory_changes_nothing_and_is_told_of_alike(
    small: BoltEngine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it could not be asked, its own refusal names the setting too."""
    monkeypatch.setattr(transaction_memory, "FEW_ROWS", 10**9)
    with pytest.raises(
        StoreUnavailable, match=f"too little memory .* nothing was changed. Raise {LIMIT}"
    ):
        import_tables(desk_on(small), folder)
    assert desk_on(small).schools() == []


def test_what_needs_no_more_than_there_is_is_imported(engine: Definable, folder: Path) -> None:
    """On an engine that has room enough, or no such limit."""
    assert import_tables(desk_on(engine), folder).counts["students"].added == 1000


GUESSES = ["q,s2,a2,s2,stressful,", "q,s2,a2,s2,supportive,", "q,s2,a1,s2,stressful,"]
"""The first is what Ben said; nobody may find out by trying."""
CONFIDED = {
    "rounds": [f"q,Met,{IN_CONFIDENCE},2026-11-01"],
    "answers": ["q,s2,answered,2026-11-01"],
    "reports": GUESSES[:1],
}


def test_what_an_administrator_is_told_says_nothing_of_what_is_there(
    engine: Definable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Right or wrong, a guess is refused by the same limits, in the same words, when it is looked
    at and when it is taken back.
    """
    monkeypatch.setattr(transaction_memory, "FEW_ROWS", 0)
    desk = desk_on(engine)
    import_tables(desk, write_folder(tmp_path / "met"))
    reader = administrator(desk, "Met")
    import_tables(desk, write_folder(tmp_path / "confided", CONFIDED))
    told = []
    for place, guess in enumerate(GUESSES):
        folder = write_folder(tmp_path / str(place), {"reports": [guess]})
        look = partial(import_tables, desk, folder, source="Met", reader=reader)
        take_back = partial(undo_import, desk, f"guess {place}", reader=reader)
        said = under_limits(look)
        look(ledger=f"guess {place}")
        said += under_limits(take_back)
        take_back()
        told.append(said)
    assert told[0] == told[1] == told[2]
    assert ["at once may take" in sentence for sentence in told[0]] == [True, False, False] * 2


def under_limits(act: Callable[..., Any]) -> list[str]:
    """A dry run's message where the server has room for one row, for two and for three."""
    said = []
    for rows in (1, 2, 3):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                transaction_memory,
                "_limits",
                lambda _, rows=rows: [(LIMIT, rows * transaction_memory.BYTES_A_ROW)],
            )
            try:
                said.append(act(dry_run=True).sentence)
            except StoreUnavailable as error:
                said.append(str(error))
    return said


@pytest.mark.parametrize("dry_run", [True, False])
def test_too_little_room_on_the_disk_is_said_beforehand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dry_run: bool
) -> None:
    """On an embedded file, in a dry run too, nothing is begun. Each row is reckoned with more than
    this disk has.
    """
    monkeypatch.setattr(disk, "BYTES_A_ROW", 2**60)
    engine = EmbeddedEngine(tmp_path / "web.db")
    migrate(engine)
    written: list[int] = []
    with pytest.raises(NoRoom, match="this was not kept"):
        import_tables(
            desk_on(engine),
            write_folder(tmp_path / "met", SCHOOL),
            dry_run=dry_run,
            progress=lambda done, _: written.append(done),
        )
    assert written == []
    assert desk_on(engine).schools() == []
    engine.close()
