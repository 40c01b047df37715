"""How often a password was guessed lately: counted in the database, so that all processes count
together.
"""

from datetime import datetime

from graph_service.store.disk import for_the_record
from graph_service.store.engine import Engine


def count(engine: Engine, subject: str, at: datetime, since: datetime) -> int:
    """Count a guess at the subject; how many there were with it, from the first one after
    ``since``.
    """
    with for_the_record():
        rows = engine.write(lambda tx: tx.run("guess_count", subject=subject, at=at, since=since))
    return int(rows[0]["counted"])


def tries(engine: Engine, subject: str, since: datetime) -> int:
    """How many guesses were counted at the subject, unless the first was before ``since``."""
    rows = engine.read("guess_tries", subject=subject, since=since)
    return int(rows[0]["counted"]) if rows else 0


def forget(engine: Engine, subject: str, since: datetime) -> None:
    """Forget the guesses at the subject, and all that began before ``since``."""
    with for_the_record():
        engine.write(lambda tx: tx.run("guess_forget", subject=subject, since=since))
