"""How far an import is: a bar on a terminal, and where the output goes elsewhere a line now and
then.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

SECONDS_A_LINE = 15.0


class Telling(Protocol):
    """Tells how far an import is."""

    def stage(self, name: str) -> None:
        """The present step."""
        ...

    def step(self, done: int, total: int) -> None:
        """How many rows are written, of how many."""
        ...


class Lines:
    """A line every quarter of a minute; nothing of what is done sooner."""

    def __init__(
        self, tell: Callable[[str], object], clock: Callable[[], float] = monotonic
    ) -> None:
        self._tell = tell
        self._clock = clock
        self._told = clock()

    def stage(self, name: str) -> None:
        """The present step."""
        self._now_and_then(f"{name} …")

    def step(self, done: int, total: int) -> None:
        """How many rows are written, of how many."""
        self._now_and_then(f"writing: {done:,} of {total:,} rows")

    def _now_and_then(self, line: str) -> None:
        now = self._clock()
        if now - self._told >= SECONDS_A_LINE:
            self._told = now
            self._tell(line)


class Bar:
    """A bar that grows on the terminal."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._bar = progress.add_task("reading", total=None)

    def stage(self, name: str) -> None:
        """The present step."""
        self._progress.update(self._bar, description=name)

    def step(self, done: int, total: int) -> None:
        """How many rows are written, of how many."""
        self._progress.update(self._bar, description="writing", completed=done, total=total)


@contextmanager
def telling() -> Iterator[Telling]:
    """The display that fits where the errors go."""
    screen = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    if not screen.is_terminal:
        yield Lines(screen.print)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=screen, transient=True) as progress:
        yield Bar(progress)
