"""The command line: the same workflows for the person who runs the service."""

import os
import signal
import sys
from types import FrameType
from typing import NoReturn

__all__ = ["main"]

PRIVATE = 0o077
"""Whatever is written, the database and what stands beside it too, is for the account that runs the program alone."""
STOPPED = 130
"""The exit code of what Ctrl-C stopped, as shells have it."""


def main() -> None:
    """Run the command line; Ctrl-C ends it with one line, from the first moment on."""
    signal.signal(signal.SIGINT, _stop)
    os.umask(PRIVATE)
    # Loaded after that: it takes a second, in which somebody may already have thought better of it.
    from graph_service.cli.running import run  # noqa: PLC0415 - see above

    run()


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stderr.write("\nStopped.\n" if sys.stderr.isatty() else "Stopped.\n")
    raise SystemExit(STOPPED)
