"""A process that imports a folder, for the tests that end it in the middle: it says when it begins
and how it ended.
"""

import sys
from datetime import date
from pathlib import Path

from graph_service.errors import SupportWebError
from graph_service.store.opening import connect
from graph_service.workflows.intake.importing import import_tables
from tests.workflows.folder import desk_on


def main(folder: str, day: str, database: str, *access: str) -> None:
    """Import the folder into the database."""
    engine = connect(database, *access)
    print("begins", flush=True)  # noqa: T201 - what the test waits for
    try:
        import_tables(desk_on(engine, date.fromisoformat(day)), Path(folder))
        print("done", flush=True)  # noqa: T201 - the same
    except SupportWebError as error:
        print(error, flush=True)  # noqa: T201 - what the user is told
    engine.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
