"""Running a command, and telling what went wrong."""

import logging
import sys

from graph_service.cli.commands import app
from graph_service.cli.telling import tell
from graph_service.errors import SupportWebError


def run() -> None:
    """Run the command; an error of ours is one sentence (and its faults) on standard error, and exit code 1 or 2."""
    # A database that is still empty answers its first question with notices about names it does not know yet.
    logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)
    try:
        app()
    except SupportWebError as error:
        sys.exit(tell(error))
    except OSError as error:
        if error.filename is None:
            raise
        sys.exit(tell(SupportWebError(f"{error.filename} cannot be used: {error.strerror}.")))
