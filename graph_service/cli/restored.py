"""A database that was put back from a backup begins with no session and no token; where it can be
noticed, ``serve`` does so by itself.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from graph_service.cli.desks import open_desk
from graph_service.cli.ends import read_ends, write_ends
from graph_service.errors import SupportWebError
from graph_service.settings import Settings, read_settings
from graph_service.store.restored import Ended
from graph_service.workflows.desk.reading import Desk
from graph_service.workflows.operations.restoring import begin_anew, ends, is_put_back

console = Console(highlight=False, markup=False, soft_wrap=True)
NOTE_SECONDS = 60.0
_log = logging.getLogger(__name__)


def restored() -> None:
    """After putting back a backup: end every session and API token that came back with it."""
    settings = read_settings()
    with open_desk() as desk:
        ended = begin_anew(desk)
        _note(desk, settings.ends())
    console.print(_sentence(ended))


def check_restored(desk: Desk, settings: Settings) -> None:
    """Where the record lacks what was noted at its last end, begin anew, and say so."""
    file = settings.ends()
    if file is not None:
        _begin_anew_where_put_back(desk, file)
        _try(_note, desk, file)


@contextmanager
def noting(desk: Desk, settings: Settings) -> Iterator[None]:
    """Within it, the ends of the record are noted from time to time, and at the end.

    A database may be put back under a service that goes on. So what was noted is never written over
    before it was looked for.
    """
    file, over = settings.ends(), threading.Event()

    def note_again() -> None:
        while not over.wait(NOTE_SECONDS):
            _try(_look_and_note, desk, file)

    thread = threading.Thread(target=note_again, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        _try(_look_and_note, desk, file)


def _begin_anew_where_put_back(desk: Desk, file: Path) -> None:
    if is_put_back(desk, read_ends(file)):
        console.print(
            "This database is not the one that was served here last, or was put back to an "
            "earlier day."
        )
        console.print(_sentence(begin_anew(desk)))


def _look_and_note(desk: Desk, file: Path | None) -> None:
    if file is not None:
        _begin_anew_where_put_back(desk, file)
        _note(desk, file)


def _try(act: Callable[[Desk, Path | None], None], desk: Desk, file: Path | None) -> None:
    try:
        act(desk, file)
    except (SupportWebError, OSError) as error:
        _log.warning(
            "The ends of the record could not be noted in %s (%s).", file, type(error).__name__
        )


def _note(desk: Desk, file: Path | None) -> None:
    if file is not None:
        write_ends(file, ends(desk))


def _sentence(ended: Ended) -> str:
    return (
        f"{ended.sessions} {'session' if ended.sessions == 1 else 'sessions'} and {ended.tokens} "
        f"{'token' if ended.tokens == 1 else 'tokens'} of that day are ended: everybody signs in "
        "again, and programs need new tokens. "
        "Accounts, passwords and rights are those of that day too: look through them with "
        "support-web account list."
    )
