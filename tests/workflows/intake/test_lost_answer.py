"""The answer to an import's commit is cut off on its way from a real database: whoever asked is
told the truth.
"""

import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from graph_service.errors import OutcomeUnknown, StoreUnavailable
from graph_service.store.bolt import BoltEngine
from graph_service.store.current import read_entries
from graph_service.workflows.intake import import_commit
from graph_service.workflows.intake.importing import import_tables
from graph_service.workflows.intake.undoing import undo_import
from tests.conftest import EMPTY, Access
from tests.proxy import Proxy
from tests.sizes import kills
from tests.workflows.current import read_current
from tests.workflows.fingerprint import fingerprint
from tests.workflows.folder import SCHOOL, TODAY, desk_on, write_folder

pytestmark = pytest.mark.long
CUTS = kills()
"""How often; every second time the commit never reaches the database."""


@pytest.fixture
def engine(proxy: Proxy, neo4j_engine: BoltEngine, neo4j_access: Access) -> Iterator[BoltEngine]:
    """The empty database, by the proxy."""
    neo4j_engine.define([EMPTY])
    made = BoltEngine(f"bolt://127.0.0.1:{proxy.port}", *neo4j_access[1:])
    yield made
    made.close()


def test_a_lost_answer_is_told_as_it_was(engine: BoltEngine, proxy: Proxy, tmp_path: Path) -> None:
    """Done is said where all of it holds, nothing was changed where nothing does; and nothing else
    is ever the case.
    """
    import_tables(desk_on(engine), write_folder(tmp_path / "before", {**SCHOOL, "contacts": []}))
    before = fingerprint(read_current(engine, "Met"))
    whole = write_folder(tmp_path / "whole")
    chance = random.Random(8)  # noqa: S311 - moments, not secrets
    told = []
    for cut in range(CUTS):
        desk = desk_on(engine, TODAY + timedelta(days=cut))

        def cut_at_the_end(done: int, of: int, reaches: bool = cut % 2 == 0) -> None:
            if done == of:
                proxy.lose_commit(reaches, chance.uniform(0, 0.3))

        said = "done"
        try:
            import_tables(desk, whole, progress=cut_at_the_end)
        except StoreUnavailable as error:
            said = str(error)
        told.append(said == "done")
        assert said == "done" or "nothing was changed" in said
        assert (fingerprint(read_current(engine, "Met")) != before) is (said == "done")
        if said == "done":
            undo_import(desk, read_entries(engine, "Met")[0][0])
        assert fingerprint(read_current(engine, "Met")) == before
    assert told == [cut % 2 == 0 for cut in range(CUTS)]


def test_an_answer_lost_with_its_database_is_not_guessed(
    engine: BoltEngine, proxy: Proxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the database stays away, nobody says done or not done; the same import again finds
    out.
    """
    monkeypatch.setattr(import_commit, "LOOKS", 2)
    whole = write_folder(tmp_path / "whole")

    def cut_at_the_end(done: int, of: int) -> None:
        if done == of:
            proxy.lose_commit(reaches=True, seconds=0.5, then="cut")

    with pytest.raises(OutcomeUnknown, match="run it again"):
        import_tables(desk_on(engine), whole, progress=cut_at_the_end)
    proxy.set("open")
    again = None
    while again is None:
        with suppress(StoreUnavailable):
            again = import_tables(desk_on(engine), whole)
    assert again.unchanged
