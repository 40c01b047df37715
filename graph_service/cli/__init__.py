"""The command line: the same workflows for the person who runs the service."""

import os
import signal
import sys
from types import FrameType
from typing import NoReturn

__all__ = ["end", "main"]

ENDS = (signal.SIGINT, signal.SIGTERM)
"""By these a person, or the system that runs the program, ends it."""
PRIVATE = 0o077
"""Every file that is written is for the account that runs the program alone, the database and its
neighbours too."""
STOPPED = 128
"""The exit code of what a signal stopped begins here, as shells have it: 130 for Ctrl-C."""


def main() -> None:
    """Run the command line; Ctrl-C and SIGTERM end it with one line, from the first moment on, and
    what is open is closed.
    """
    for number in ENDS:
        signal.signal(number, _stop)
    os.umask(PRIVATE)
    # Loaded after that: it takes a second, in which somebody may already have thought better of it.
    from graph_service.cli.running import run  # noqa: PLC0415 - see above

    run()


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    end(STOPPED + number)


def end(code: int) -> NoReturn:
    """End with one line; a second signal changes nothing."""
    for number in ENDS:
        signal.signal(number, signal.SIG_IGN)
    sys.stderr.write("\nStopped.\n" if sys.stderr.isatty() else "Stopped.\n")
    raise SystemExit(code)
