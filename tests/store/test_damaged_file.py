"""Files and journals that a disk, a copy or a power cut damaged: opened right, or refused with a
sentence, and no process dies.
"""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graph_service.errors import StoreUnavailable
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.imprint import imprint_of
from graph_service.store.journal import journal_of
from graph_service.store.migrations import migrate

FILES, JOURNALS = 8, 8


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a journal, as its process left both when it was killed."""
    folder = tmp_path_factory.mktemp("left")
    path = folder / "web.db"
    engine = EmbeddedEngine(path)
    migrate(engine)
    write(engine, "merged")
    engine.close()
    engine = EmbeddedEngine(path)
    for number in range(4):
        write(engine, f"school {number}")
    killed = folder / "killed" / path.name
    killed.parent.mkdir()
    for file in (path, journal_of(path)):
        shutil.copy(file, killed.with_name(file.name))
    engine.close()
    return killed


def write(engine: EmbeddedEngine, name: str) -> None:
    """One school more."""
    engine.write(lambda tx: tx.run("add_school", rows=[{"name": name, "uid": name}]))


def copied(left: Path, folder: Path) -> Path:
    """The same files in a folder of their own."""
    folder.mkdir()
    for file in (left, journal_of(left)):
        shutil.copy(file, folder / file.name)
    return folder / left.name


def spoil(path: Path, chance: random.Random) -> None:
    """Turn a byte, blank a page, cut the file off or leave some of it out."""
    held = bytearray(path.read_bytes())
    at = chance.randrange(len(held))
    match chance.choice(["turned", "blank", "cut", "left out"]):
        case "turned":
            held[at] ^= chance.choice([1, 128, 255])
        case "blank":
            held[at : at + 4096] = bytes(len(held[at : at + 4096]))
        case "cut":
            del held[at:]
        case _:
            del held[at : at + 100]
    path.write_bytes(held)


def told(path: Path) -> str:
    """The sentence, or who is there."""
    try:
        engine = EmbeddedEngine(path)
    except StoreUnavailable as error:
        return str(error)
    found = sorted(str(row["uid"]) for row in engine.read("schools"))
    engine.close()
    return ", ".join(found)


WHOLE = "merged, school 0, school 1, school 2, school 3"


def test_a_damaged_file_is_refused_with_a_sentence_or_opened(left: Path, tmp_path: Path) -> None:
    """This process is still there to say so. A file is opened only with every school in it."""
    chance = random.Random(11)  # noqa: S311 - places, not secrets
    for number in range(FILES):
        path = copied(left, tmp_path / str(number))
        spoil(path, chance)
        said = told(path)
        assert (
            "damaged" in said
            or "not a Support Web database" in said
            or "belongs to another" in said
            or (said.count(",") == WHOLE.count(","))
        ), said
        assert "\n" not in said


def test_a_damaged_journal_is_refused_or_gives_what_was_whole_before(
    left: Path, tmp_path: Path
) -> None:
    """Never a change that comes after one that is lost, and never none without a word."""
    chance = random.Random(12)  # noqa: S311 - places, not secrets
    for number in range(JOURNALS):
        path = copied(left, tmp_path / str(number))
        spoil(journal_of(path), chance)
        said = told(path)
        assert (
            "damaged" in said or "belongs to another database" in said or WHOLE.startswith(said)
        ), said


def test_a_file_and_a_journal_of_different_moments_are_refused(left: Path, tmp_path: Path) -> None:
    """The journal of a later day beside an earlier file: a sentence, and both stay as they are."""
    path = copied(left, tmp_path / "mixed")
    engine = EmbeddedEngine(path)
    engine.close()
    write(engine := EmbeddedEngine(path), "later")
    later = journal_of(path).read_bytes()
    engine.close()
    shutil.copy(left, path)
    imprint_of(path).unlink()
    journal_of(path).write_bytes(later)
    said = told(path)
    assert "damaged" in said or said == "later, merged", said
    assert journal_of(path).exists() or said == "later, merged"


@pytest.mark.parametrize(
    ("size", "sentence"),
    [
        (0, "is empty, and no database: put back a backup"),
        (1, "is damaged"),
        (4095, "damaged|not a"),
    ],
)
def test_a_file_of_no_or_few_bytes_is_refused(
    left: Path, tmp_path: Path, size: int, sentence: str
) -> None:
    """An empty file is no new database: it was one, and lost everything."""
    path = copied(left, tmp_path / "cut")
    journal_of(path).unlink()
    path.write_bytes(left.read_bytes()[:size])
    with pytest.raises(StoreUnavailable, match=sentence):
        EmbeddedEngine(path)
    assert path.stat().st_size == size


def test_a_journal_without_its_file_is_refused(left: Path, tmp_path: Path) -> None:
    """A new database would be made beside it, and everything be gone."""
    path = copied(left, tmp_path / "alone")
    path.unlink()
    with pytest.raises(StoreUnavailable, match="is not: put back both"):
        EmbeddedEngine(path)
    assert not path.exists()


def test_the_journal_of_a_running_service_is_left_alone(left: Path, tmp_path: Path) -> None:
    """Another process that finds it half written is told that the file is in use, and cuts nothing
    off.
    """
    path = copied(left, tmp_path / "running")
    engine = EmbeddedEngine(path)
    write(engine, "latest")
    with journal_of(path).open("ab") as journal:
        journal.write(b"half a rec")
    size = journal_of(path).stat().st_size
    code = f"from graph_service.store.opening import open_engine; open_engine({str(path)!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "is in use by another process" in done.stderr
    assert journal_of(path).stat().st_size == size
    engine.close()
