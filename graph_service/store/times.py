"""Days and instants as the queries answer them, as text: they are many and mostly the same, so each
is read once.
"""

from datetime import UTC, date, datetime
from functools import lru_cache


@lru_cache(maxsize=65_536)
def day(text: str) -> date:
    """A day."""
    return date.fromisoformat(text)


@lru_cache(maxsize=65_536)
def instant(text: str) -> datetime:
    """An instant as either engine writes it; the embedded one's text has no offset and is UTC."""
    read = datetime.fromisoformat(text.partition("[")[0])
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


def day_or_none(text: str | None) -> date | None:
    """A day, or None for what is blank or absent."""
    return day(text) if text else None


def instant_or_none(text: str | None) -> datetime | None:
    """An instant, or None for what is blank or absent."""
    return instant(text) if text else None
