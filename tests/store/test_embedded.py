import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph_service.errors import Busy, StoreUnavailable
from graph_service.records.audit import Look
from graph_service.store.audit import append
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.embedded_file import MERGE_AT
from graph_service.store.engine import Transaction
from graph_service.store.journal import journal_of, size_of
from graph_service.store.migrations import migrate

AT = datetime(2026, 1, 10, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "web.db"


@pytest.fixture
def embedded(file: Path) -> Iterator[EmbeddedEngine]:
    """An empty database whose writes wait a tenth of a second."""
    engine = EmbeddedEngine(file, wait_seconds=0.1)
    migrate(engine)
    yield engine
    engine.close()


def test_a_second_write_is_told_to_try_again_and_readers_go_on(embedded: EmbeddedEngine) -> None:
    """While one write is open a second is refused in a sentence, and reads see what was there
    before.
    """
    begun, done = threading.Event(), threading.Event()

    def slow(tx: Transaction) -> None:
        tx.run("add_school", rows=[{"name": "Met", "uid": "met"}])
        begun.set()
        done.wait(10)

    writer = threading.Thread(target=embedded.write, args=(slow,))
    writer.start()
    begun.wait(10)
    with pytest.raises(Busy, match="An import is running; try again shortly"):
        embedded.write(lambda tx: tx.run("add_school", rows=[{"name": "Other", "uid": "other"}]))
    assert embedded.read("schools") == []
    done.set()
    writer.join()
    assert [row["uid"] for row in embedded.read("schools")] == ["met"]


def test_readers_and_writers_at_once_all_succeed(file: Path) -> None:
    """Many threads read while others write, and nothing is lost."""
    engine = EmbeddedEngine(file)
    migrate(engine)
    failed: list[BaseException] = []

    def writing(number: int) -> None:
        try:
            for attempt in range(20):
                name = f"School {number}-{attempt}"
                row = {"name": name, "uid": name}
                engine.write(lambda tx, row=row: tx.run("add_school", rows=[row]))  # type: ignore[misc]
        except BaseException as error:  # noqa: BLE001 - a thread's failure is told to the test
            failed.append(error)

    def reading() -> None:
        try:
            for _ in range(60):
                engine.read("schools")
        except BaseException as error:  # noqa: BLE001 - a thread's failure is told to the test
            failed.append(error)

    threads = [threading.Thread(target=writing, args=(number,)) for number in range(3)]
    threads += [threading.Thread(target=reading) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(engine.read("schools")) == 60
    engine.close()


def test_a_second_process_is_told_that_the_file_is_in_use(
    embedded: EmbeddedEngine, file: Path
) -> None:
    """Another process gets a sentence that says what to do."""
    assert embedded.read("schools") == []
    code = f"from graph_service.store.opening import open_engine; open_engine({str(file)!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    last = done.stderr.strip().splitlines()[-1]
    assert "is in use by another process: stop the service (or use Neo4j" in last


def test_what_was_written_is_there_after_opening_again(file: Path) -> None:
    """The file keeps what was committed."""
    for expected in ([], ["met"]):
        engine = EmbeddedEngine(file)
        migrate(engine)
        assert [row["uid"] for row in engine.read("schools")] == expected
        engine.write(lambda tx: tx.run("add_school", rows=[{"name": "Met", "uid": "met"}]))
        engine.close()


def test_the_journal_is_merged_before_it_is_large(embedded: EmbeddedEngine, file: Path) -> None:
    """The engine holds in memory what the journal has: a few entries of the record fill it here."""
    students, sizes = [f"{number:022}" for number in range(4000)], []
    for _ in range(16):
        look = Look(AT, "a", "looked", "s", students=tuple(students))
        embedded.write(lambda tx: append(tx, [look]))  # noqa: B023 - called at once
        sizes.append(size_of(journal_of(file)))
    assert max(sizes) > MERGE_AT / 2
    assert max(sizes) < 2 * MERGE_AT


def test_a_read_cannot_write(embedded: EmbeddedEngine) -> None:
    """A query that writes, run as a read, is refused by the database."""
    with pytest.raises(RuntimeError, match="read-only"):
        embedded.read("add_school", rows=[{"name": "Met", "uid": "met"}])


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """A folder, or a file of another kind, gets a sentence and stays as it is."""
    other = tmp_path / "notes.txt"
    other.write_text("not a database " * 500, encoding="utf-8")
    with pytest.raises(StoreUnavailable, match="not a Support Web database"):
        EmbeddedEngine(other)
    assert other.read_text(encoding="utf-8").startswith("not a database")
    with pytest.raises(StoreUnavailable, match="is a folder"):
        EmbeddedEngine(tmp_path)


FIRST, SECOND = ({"name": name, "uid": name.lower()} for name in ("Met", "Other"))


def killed(file: Path, folder: Path) -> tuple[Path, int, int]:
    """The files of a service that was killed after it wrote two schools, and the sizes of its
    journal after each.
    """
    engine = EmbeddedEngine(file)
    migrate(engine)
    engine.close()
    engine = EmbeddedEngine(file)
    journal = file.with_name(f"{file.name}.wal")
    sizes = []
    for school in (FIRST, SECOND):
        engine.write(lambda tx, school=school: tx.run("add_school", rows=[school]))  # type: ignore[misc]
        sizes.append(journal.stat().st_size)
    for part in (file, journal):
        shutil.copy(part, folder / part.name)
    engine.close()
    return folder / file.name, sizes[0], sizes[1]


def schools(file: Path) -> list[str]:
    """The people there once the file is open again, and after it was written to and opened once
    more.
    """
    engine = EmbeddedEngine(file)
    found = [str(row["uid"]) for row in engine.read("schools")]
    engine.write(lambda tx: tx.run("add_school", rows=[{"name": "Third", "uid": "third"}]))
    engine.close()
    engine = EmbeddedEngine(file)
    assert {row["uid"] for row in engine.read("schools")} == {*found, "third"}
    engine.close()
    return sorted(found)


@pytest.fixture
def left(file: Path, tmp_path: Path) -> tuple[Path, int, int]:
    """See ``killed``."""
    (tmp_path / "left").mkdir()
    return killed(file, tmp_path / "left")


def cut(left: Path, folder: Path, journal: bytes) -> Path:
    """The same files with another journal, in a folder of their own."""
    folder.mkdir()
    shutil.copy(left, folder / left.name)
    (folder / f"{left.name}.wal").write_bytes(journal)
    return folder / left.name


def test_a_journal_that_ends_anywhere_holds_what_was_committed(
    left: tuple[Path, int, int], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Wherever writing stopped: the changes before are there, the one that was not finished is not,
    and the log says so.
    """
    file, first, second = left
    journal = file.with_name(f"{file.name}.wal").read_bytes()
    assert len(journal) == second
    for size in {*range(0, second, 37), first - 1, first, first + 1, second - 1, second}:
        caplog.clear()
        opened = cut(file, tmp_path / str(size), journal[:size])
        assert schools(opened) == [
            uid for uid, end in (("met", first), ("other", second)) if end <= size
        ]
        kept = list(opened.parent.glob("*.unfinished-*"))
        assert [row.read_bytes() for row in kept] == [journal[:size]] * len(kept)
        assert [row.name in caplog.text for row in kept] == [True] * len(caplog.records)
        if size in {first, second}:
            assert kept == []
        if size in {first + 1, second - 1}:
            assert len(kept) == 1


@pytest.mark.parametrize(
    "tail", [bytes(300), b"\xff" * 300, b"noise" * 100], ids=["zeros", "ones", "noise"]
)
def test_a_journal_with_anything_behind_its_end(
    left: tuple[Path, int, int], tmp_path: Path, tail: bytes
) -> None:
    """A machine that went down may leave anything behind what was committed."""
    file, first, _ = left
    journal = file.with_name(f"{file.name}.wal").read_bytes()
    assert schools(cut(file, tmp_path / "cut", journal[:first] + tail)) == ["met"]


def test_a_journal_that_is_damaged_before_its_end_is_refused(
    left: tuple[Path, int, int], tmp_path: Path
) -> None:
    """Its changes were said to be done: one sentence says what to do, and nothing is changed or
    left behind.
    """
    file, _, _ = left
    journal = file.with_name(f"{file.name}.wal").read_bytes()
    for school in (b"Met", b"Other"):
        assert school in journal
        spoilt = journal.replace(school, school[::-1])
        opened = cut(file, tmp_path / school.decode(), spoilt)
        with pytest.raises(
            StoreUnavailable, match="is damaged in the middle, and may hold changes that were done"
        ):
            EmbeddedEngine(opened)
        assert opened.with_name(f"{file.name}.wal").read_bytes() == spoilt
        assert list(opened.parent.glob("*.unfinished-*")) == []
        opened.with_name(f"{file.name}.wal").unlink()
        assert schools(opened) == []


def test_a_journal_of_another_database_is_refused(
    left: tuple[Path, int, int], tmp_path: Path
) -> None:
    """One sentence says what to do, and nothing is changed or left behind."""
    file, _, _ = left
    other = tmp_path / "another" / file.name
    engine = EmbeddedEngine(other)
    migrate(engine)
    engine.close()
    journal = shutil.copy(file.with_name(f"{file.name}.wal"), other.parent)
    before = Path(journal).read_bytes()
    with pytest.raises(StoreUnavailable, match="belongs to another database"):
        EmbeddedEngine(other)
    assert Path(journal).read_bytes() == before
    assert list(other.parent.glob("*.unfinished-*")) == []
