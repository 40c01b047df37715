"""A disk that takes a part of a write, or nothing: no byte may go beyond a limit, which any user
may set for a process of theirs.
"""

import threading
from pathlib import Path

import pytest

from graph_service.errors import NoRoom, OutcomeUnknown, StoreUnavailable
from graph_service.store import embedded
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.engine import Transaction
from graph_service.store.journal import journal_of, last_end, size_of
from graph_service.store.migrations import migrate
from tests.full_disk import full

MIB = 1024**2


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the database is: merged, and with one school."""
    path = tmp_path / "web.db"
    engine = EmbeddedEngine(path)
    migrate(engine)
    write(engine, "met")
    engine.close()
    return path


def write(engine: EmbeddedEngine, uid: str, name: str = "") -> None:
    """One school more."""
    engine.write(lambda tx: tx.run("add_school", rows=[{"name": name or uid, "uid": uid}]))


def schools(engine: EmbeddedEngine) -> set[str]:
    """The people there."""
    return {str(row["uid"]) for row in engine.read("schools")}


def opened_again(path: Path) -> set[str]:
    """The people there for the next process."""
    engine = EmbeddedEngine(path)
    found = schools(engine)
    engine.close()
    return found


@pytest.mark.parametrize("taken", [0, 1, 7, 24, 25, 26, 100, 200, 300])
def test_what_a_full_disk_did_not_take_is_told_and_what_comes_after_it_is_kept(
    file: Path, taken: int
) -> None:
    """Wherever the record is torn: it is not there, before and after it everything is, and the file
    opens.
    """
    engine = EmbeddedEngine(file)
    write(engine, "before")
    with full(size_of(journal_of(file)) + taken), pytest.raises(NoRoom, match="this was not kept"):
        write(engine, "torn", "x" * 400)
    assert schools(engine) == {"met", "before"}
    write(engine, "after")
    assert schools(engine) == {"met", "before", "after"}
    engine.close()
    assert opened_again(file) == {"met", "before", "after"}


def test_the_first_change_of_a_journal_may_fail_too(file: Path) -> None:
    """There is no whole record before it."""
    for taken in (0, 10, 25, 60):
        engine = EmbeddedEngine(file)
        with full(taken), pytest.raises(NoRoom):
            write(engine, "torn")
        assert schools(engine) == {"met"}
        engine.close()
    assert opened_again(file) == {"met"}


def test_a_service_that_is_killed_on_a_full_disk_has_lost_nothing(
    file: Path, tmp_path: Path
) -> None:
    """The files as they lie after a write that failed are whole."""
    engine = EmbeddedEngine(file)
    write(engine, "before")
    with full(size_of(journal_of(file)) + 100):
        for number in range(3):
            with pytest.raises(NoRoom):
                write(engine, f"torn {number}")
    left = tmp_path / "left"
    left.mkdir()
    for part in (file, journal_of(file)):
        (left / part.name).write_bytes(part.read_bytes())
    engine.close()
    assert opened_again(left / file.name) == {"met", "before"}
    assert list(left.glob("*.unfinished-*")) == []


def test_a_full_disk_that_keeps_the_write_and_fails_to_merge_it_is_told_as_kept(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The journal took all of it, the file behind it could not grow: it is there, now and later."""
    engine = EmbeddedEngine(file)
    long = "x" * 17 * MIB
    with full(17 * MIB + MIB // 8):
        write(engine, "long", long)
    assert "which is kept" in caplog.text
    assert size_of(journal_of(file)) > 0 or list(file.parent.glob("*.wal.checkpoint"))
    write(engine, "after")
    assert schools(engine) == {"met", "long", "after"}
    engine.close()
    assert opened_again(file) == {"met", "long", "after"}


def test_a_write_that_fails_beside_what_an_older_merge_left_is_not_told_as_kept(file: Path) -> None:
    """A merge that was given up leaves an empty file, which says nothing of a later write."""
    engine = EmbeddedEngine(file)
    write(engine, "before")
    file.with_name(f"{file.name}.shadow").touch()
    with full(size_of(journal_of(file)) + 100), pytest.raises(NoRoom):
        write(engine, "torn", "x" * 400)
    file.with_name(f"{file.name}.shadow").unlink(missing_ok=True)
    engine.close()
    assert opened_again(file) == {"met", "before"}


def test_while_the_file_is_opened_again_readers_wait_and_go_on(file: Path) -> None:
    """None of them is told of it."""
    engine = EmbeddedEngine(file)
    failed: list[BaseException] = []
    ends = threading.Event()

    def reading() -> None:
        while not ends.is_set():
            try:
                engine.read_together(lambda tx: (tx.run("schools"), engine.read("schools")))
            except BaseException as error:  # noqa: BLE001 - a thread's failure is told to the test
                failed.append(error)

    readers = [threading.Thread(target=reading) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(4):
        with full(size_of(journal_of(file)) + 100), pytest.raises(NoRoom):
            write(engine, f"torn {number}", "x" * 400)
        write(engine, f"kept {number}")
    ends.set()
    for reader in readers:
        reader.join()
    assert failed == []
    assert len(schools(engine)) == 5
    engine.close()


def test_where_the_file_cannot_be_opened_again_nobody_knows_and_it_is_tried_later(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence says to look; reads and writes say that it cannot be opened, until it can."""
    monkeypatch.setattr(embedded, "AGAIN_SECONDS", 0.0)
    engine = EmbeddedEngine(file)
    write(engine, "before")

    def hidden(tx: Transaction) -> None:
        tx.run("add_school", rows=[{"name": "torn", "uid": "torn"}])
        file.rename(file.with_name("elsewhere"))

    with (
        full(size_of(journal_of(file)) + 100),
        pytest.raises(OutcomeUnknown, match="may or may not have been kept: look before"),
    ):
        engine.write(hidden)
    with pytest.raises(StoreUnavailable, match="is not there any more"):
        schools(engine)
    with pytest.raises(StoreUnavailable, match="is not there any more"):
        write(engine, "meanwhile")
    file.with_name("elsewhere").rename(file)
    assert schools(engine) == {"met", "before"}
    write(engine, "after")
    engine.close()
    assert opened_again(file) == {"met", "before", "after"}


def test_an_error_of_the_work_is_told_as_it_is_and_nothing_is_opened_again(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault of what was to be written is no fault of the disk."""
    engine = EmbeddedEngine(file)

    def failing(tx: Transaction) -> None:
        tx.run("add_school", rows=[{"name": "x", "uid": "x"}])
        raise KeyError("x")

    with pytest.raises(KeyError):
        engine.write(failing)
    assert schools(engine) == {"met"}
    assert caplog.records == []
    engine.close()


def test_the_journal_is_read_as_the_engine_wrote_it(file: Path) -> None:
    """Every change that was kept ends where the journal ended then; what is torn behind it does not
    count.
    """
    engine = EmbeddedEngine(file)
    ends = []
    for number in range(3):
        write(engine, f"school {number}")
        ends.append(size_of(journal_of(file)))
        assert last_end(journal_of(file)) == ends[-1]
    journal = journal_of(file)
    held = journal.read_bytes()
    engine.close()
    for size in {*range(0, len(held), 7), *ends, *(end - 1 for end in ends)}:
        journal.write_bytes(held[:size])
        assert last_end(journal) == max((end for end in ends if end <= size), default=0)
        assert last_end(journal, ends[0]) == max(
            (end for end in ends if end <= size), default=ends[0]
        )
    journal.unlink()


def test_a_file_opens_on_a_full_disk(file: Path) -> None:
    """A database that is up to date is not written to, so that it can be read."""
    engine = EmbeddedEngine(file)
    write(engine, "before")
    with full(size_of(journal_of(file))):
        engine.close()
        for _ in range(2):
            engine = EmbeddedEngine(file)
            assert migrate(engine) == 0
            assert schools(engine) == {"met", "before"}
            with pytest.raises(NoRoom):
                write(engine, "torn")
            engine.close()
    assert opened_again(file) == {"met", "before"}
