"""Running a command, and telling what went wrong."""

import errno
import logging
import os
import sys

import typer
from typer.exceptions import TyperException

from graph_service.cli.commands import app
from graph_service.cli.telling import tell
from graph_service.cli.usage import sentence_of
from graph_service.errors import BadInput, SupportWebError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def run() -> None:
    """Run the command; an error of ours is one sentence (and its faults) on standard error, and
    exit code 1 or 2.
    """
    # A database that is still empty answers its first question with notices about names it does not
    # know yet.
    logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)
    try:
        app(standalone_mode=False)
    except SupportWebError as error:
        sys.exit(tell(error))
    except typer.Abort:
        sys.exit(tell(SupportWebError("Aborted.")))
    except TyperException as error:
        sentence = sentence_of(error)
        sys.exit(tell(BadInput(sentence)) if sentence else 2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        if error.errno in _FULL:
            sys.exit(tell(SupportWebError(_no_room(error))))
        if error.filename is None:
            raise
        sys.exit(tell(SupportWebError(f"{error.filename} cannot be used: {error.strerror}.")))


def _no_room(error: OSError) -> str:
    what = (
        "a temporary file (TMPDIR names their folder)" if error.filename is None else error.filename
    )
    return f"A disk is full, so {what} could not be written. Make room, and try again."
