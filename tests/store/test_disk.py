"""Room on the disk, where more is asked for than this machine's has."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph_service.errors import NoRoom
from graph_service.store import disk
from graph_service.store.audit import heads, record
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.journal import journal_of, size_of
from graph_service.store.migrations import migrate

MORE = 2**60


@pytest.fixture
def engine(tmp_path: Path) -> EmbeddedEngine:
    """An empty database."""
    engine = EmbeddedEngine(tmp_path / "web.db")
    migrate(engine)
    return engine


def write(engine: EmbeddedEngine) -> None:
    """One school more."""
    engine.write(lambda tx: tx.run("add_school", rows=[{"name": "Met", "uid": "met"}]))


def look(engine: EmbeddedEngine) -> None:
    """One entry more in the record."""
    record(engine, datetime(2026, 11, 24, tzinfo=UTC), "ada", "looked at a student", "s1")


def test_room_is_kept_for_the_record(
    engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Data are refused before anything is written, and looks are still recorded, so that people can
    read.
    """
    monkeypatch.setattr(disk, "MOST_KEPT", MORE)
    monkeypatch.setattr(disk, "SHARE_KEPT", MORE)
    with pytest.raises(
        NoRoom, match=r"MiB are free there, and this needs .* MiB\): this was not kept"
    ):
        write(engine)
    look(engine)
    assert sum(head.number for head in heads(engine)) == 1
    assert engine.read("schools") == []
    engine.close()


def test_where_there_is_no_room_even_for_that_nothing_reaches_the_disk(
    engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No record, no data; reading itself goes on."""
    before = size_of(journal_of(engine._path))
    monkeypatch.setattr(disk, "LEAST", MORE)
    for act in (write, look):
        with pytest.raises(NoRoom):
            act(engine)
    assert size_of(journal_of(engine._path)) == before
    assert engine.read("schools") == []
    engine.close()


def test_a_write_of_many_rows_asks_for_room_for_all_of_them(engine: EmbeddedEngine) -> None:
    """Few fit, and so many never do."""
    engine.check_room(1000)
    with pytest.raises(NoRoom):
        engine.check_room(MORE)
    engine.close()


def test_the_journal_is_merged_only_where_there_is_room_to_spare(
    engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until then it holds what was done, through any number of starts."""
    path = engine._path
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(disk, "MERGE_MARGIN", MORE)
        write(engine)
        engine.close()
        for _ in range(2):
            assert size_of(journal_of(path)) > 0
            engine = EmbeddedEngine(path)
            assert [row["uid"] for row in engine.read("schools")] == ["met"]
            engine.close()
    engine = EmbeddedEngine(path)
    engine.close()
    assert not journal_of(path).exists()
