"""An empty embedded database of today's model: a copy of one that is made once a process."""

import atexit
from functools import cache
from pathlib import Path
from shutil import copyfile, rmtree
from tempfile import mkdtemp

from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.imprint import imprint_of
from graph_service.store.migrations import migrate


def fresh(file: Path) -> EmbeddedEngine:
    """The engine on a new file; whoever asks closes it."""
    return copied(_migrated(), file)


def copied(made: Path, file: Path) -> EmbeddedEngine:
    """The engine on a copy of a file that was closed in good order: with its imprint it is trusted,
    and opens at once.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    copyfile(made, file)
    copyfile(imprint_of(made), imprint_of(file))
    return EmbeddedEngine(file)


@cache
def _migrated() -> Path:
    file = Path(mkdtemp(prefix="support-web-fresh-")) / "support.web"
    atexit.register(rmtree, file.parent, ignore_errors=True)
    engine = EmbeddedEngine(file)
    migrate(engine)
    engine.close()
    return file
