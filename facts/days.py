"""A day, as people write it."""

from datetime import date


def day_words(day: date) -> str:
    """A day as people write it: 3 Oct 2026."""
    return f"{day.day} {day:%b %Y}"
