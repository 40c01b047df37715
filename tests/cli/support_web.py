"""The installed command ``support-web``, run as a person runs it: in a process of its own, on a
database of its own.
"""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(sys.executable).parent / "support-web"
DAY = "2026-11-24"
SCHOOL = "Harbor Pilot (invented)"
"""The school's name in the pilot preset."""


class Office:
    """A folder with a database file; ``settings`` are further variables of the environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "support-web.db"

    def run(
        self, *words: str, answer: str = "", **settings: str
    ) -> subprocess.CompletedProcess[str]:
        """The command's output; none of its work takes long."""
        return subprocess.run(
            [PROGRAM, *words],
            cwd=self.folder,
            env=self.environment(**settings),
            input=answer,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    def said(self, *words: str, **settings: str) -> str:
        """The output of a command that succeeds; it complains of nothing."""
        done = self.run(*words, **settings)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    def refused(self, *words: str, answer: str = "", **settings: str) -> str:
        """The message of a refused command, on standard error alone and without a stack of
        calls.
        """
        done = self.run(*words, answer=answer, **settings)
        assert done.returncode in {1, 2}
        assert done.stdout == ""
        assert "Traceback" not in done.stderr
        assert done.stderr == done.stderr.lstrip()
        return done.stderr

    def environment(self, **settings: str) -> dict[str, str]:
        """The environment without settings of whoever runs the tests."""
        rest = {
            name: value for name, value in os.environ.items() if not name.startswith("SUPPORT_WEB_")
        }
        return {**rest, "SUPPORT_WEB_DATABASE": str(self.database), "PYTHONUTF8": "1", **settings}
