"""A process that imports a folder and prints how much memory it took at most, in KiB; for the tests
of that.

The portions are set small here, so that few rows show what many would do. A dry run where
no server is named.
"""

import resource
import sys
from contextlib import suppress
from pathlib import Path

from graph_service.errors import BadInput
from graph_service.formats import bundle, partitions, spill_file
from graph_service.store import changes
from graph_service.store.opening import connect, open_engine
from graph_service.workflows.intake.importing import import_tables
from tests.workflows.folder import desk_on


def main(folder: str, database: str, *access: str) -> None:
    """Import the folder into the database."""
    bundle.ROWS_A_PART = partitions.ROWS_A_PORTION = changes.ROWS_A_STATEMENT = 2_000
    partitions.ROWS_A_BLOCK, spill_file.KEPT_BYTES = 64, 100_000
    engine = connect(database, *access) if access else open_engine(database)
    with suppress(BadInput):
        import_tables(desk_on(engine), Path(folder), dry_run=not access)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)  # noqa: T201 - what the test reads
    engine.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
