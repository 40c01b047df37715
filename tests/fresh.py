"""An empty embedded database of today's model: a copy of one that is made once a process."""

import atexit
from functools import cache
from pathlib import Path
from shutil import copyfile, rmtree
from tempfile import mkdtemp

from graph_service.store.embedded import EmbeddedEngine
from graph_service.store.migrations import migrate


def fresh(file: Path) -> EmbeddedEngine:
    """The engine on a new file; whoever asks closes it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    copyfile(_migrated(), file)
    return EmbeddedEngine(file)


@cache
def _migrated() -> Path:
    file = Path(mkdtemp(prefix="support-web-fresh-")) / "support.web"
    atexit.register(rmtree, file.parent, ignore_errors=True)
    engine = EmbeddedEngine(file)
    migrate(engine)
    engine.close()
    return file
