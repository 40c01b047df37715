import shutil
from pathlib import Path

import pytest

from graph_service.errors import StoreUnavailable
from graph_service.store import embedded_file
from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.imprint import imprint_of
from graph_service.store.migrations import migrate
from graph_service.store.trial import try_out


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database that was closed."""
    path = tmp_path / "web.db"
    engine = EmbeddedEngine(path)
    migrate(engine)
    write(engine, "met")
    engine.close()
    return path


def write(engine: EmbeddedEngine, name: str) -> None:
    """One school more."""
    engine.write(lambda tx: tx.run("add_school", rows=[{"name": name, "uid": name}]))


def schools(path: Path) -> set[str]:
    """The people there."""
    engine = EmbeddedEngine(path)
    found = {str(row["uid"]) for row in engine.read("schools")}
    engine.close()
    return found


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were tried out in another process."""
    found: list[Path] = []

    def trying(path: Path) -> str:
        found.append(path)
        return try_out(path)

    monkeypatch.setattr(embedded_file, "try_out", trying)
    return found


def test_a_file_that_is_as_it_was_left_is_opened_at_once(file: Path, tried: list[Path]) -> None:
    """And so is a copy of it with its imprint."""
    assert schools(file) == {"met"}
    copy = file.with_name("copy.db")
    shutil.copy(file, copy)
    shutil.copy(imprint_of(file), imprint_of(copy))
    assert schools(copy) == {"met"}
    assert tried == []


def test_a_file_that_was_not_closed_or_comes_from_elsewhere_is_tried_out_first(
    file: Path, tried: list[Path]
) -> None:
    """A backup, or the file of a process that was killed: there is no imprint of what it holds."""
    engine = EmbeddedEngine(file)
    write(engine, "other")
    assert not imprint_of(file).exists()
    for part in (file, file.with_name("web.db.wal")):
        shutil.copy(part, part.with_name(part.name.replace("web", "killed")))
    engine.close()
    assert schools(file.with_name("killed.db")) == {"met", "other"}
    assert tried == [file.with_name("killed.db")]
    assert schools(file.with_name("killed.db")) == {"met", "other"}
    assert len(tried) == 1


def test_one_byte_that_was_turned_is_noticed(file: Path) -> None:
    """Though no page has a sum: a name would be read as another name."""
    held = bytearray(file.read_bytes())
    at = held.index(b"met")
    held[at] ^= 1
    file.write_bytes(held)
    with pytest.raises(
        StoreUnavailable,
        match=r"is damaged: it is not what it was when it was closed.*put back a backup",
    ):
        EmbeddedEngine(file)


def test_an_older_file_that_is_put_back_is_no_damage(file: Path, tried: list[Path]) -> None:
    """Its imprint was not put back with it; it is of another moment, and is tried out."""
    backup = shutil.copy(file, file.with_name("backup"))
    engine = EmbeddedEngine(file)
    write(engine, "later")
    engine.close()
    shutil.copy(backup, file)
    assert schools(file) == {"met"}
    assert tried == [file]


def test_an_imprint_that_cannot_be_read_says_nothing(file: Path, tried: list[Path]) -> None:
    """The file is tried out, and opened."""
    for number, text in enumerate(["", "{}", "[1, 2, 3]", "[[], []]"]):
        imprint_of(file).write_text(text)
        assert schools(file) == {"met"}
        assert len(tried) == number + 1
