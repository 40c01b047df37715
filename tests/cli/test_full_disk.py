"""Commands where no file may grow any further, as on a full disk: one sentence, and no words of the
engine's.
"""

import resource
import subprocess
from pathlib import Path

import pytest

from tests.cli.support_web import DAY, PROGRAM, Office


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of a school."""
    folder = tmp_path_factory.mktemp("school")
    Office(folder).said(
        "demo-data", "--preset", "pilot", "--on", DAY, "--out", str(folder / "tables")
    )
    return folder / "tables"


def limited(office: Office, size: int, *words: str) -> "subprocess.CompletedProcess[str]":
    """The command, in a process in which no file may become longer than ``size``."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return subprocess.run(
        [PROGRAM, *words],
        cwd=office.folder,
        env=office.environment(),
        capture_output=True,
        text=True,
        preexec_fn=limit,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("size", [60_000, 600_000])
def test_an_import_on_a_full_disk_ends_with_a_sentence_and_is_not_there(
    tmp_path: Path, school: Path, size: int
) -> None:
    """Wherever it got to; the next one, with room, is as the first would have been."""
    office = Office(tmp_path)
    office.said("migrate")
    done = limited(office, size, "import", str(school))
    assert done.returncode == 1
    assert done.stderr == (
        "The disk that holds the database is full, or cannot be written to (it did not take all "
        "of it): this was not kept. "
        "Make room on it, and try again.\n"
    )
    assert office.said("imports") == "Nothing was imported yet.\n"
    assert "Imported" in office.said("import", str(school))
