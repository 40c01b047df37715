"""The day from which an import's changes hold: within bounds, and noted where it is to come.
Pure.
"""

from datetime import date, timedelta
from pathlib import Path

from facts.days import day_words
from graph_service.errors import Fault
from graph_service.formats.values import EARLIEST

MOST_AHEAD = timedelta(days=366)
"""Next year's roster may be brought in before it holds; what lies further ahead is a slip."""


def fault_of(day: date, today: date) -> str:
    """The fault of the day, as a sentence; '' where there is none."""
    said = f"The day from which changes hold, {day_words(day)},"
    if day < EARLIEST:
        return f"{said} lies before 1950; give the day on which the files began to hold."
    if day > today + MOST_AHEAD:
        return f"{said} lies more than a year ahead; give the day on which the files begin to hold."
    return ""


def effective_notes(path: Path, day: date, today: date) -> list[Fault]:
    """A note where nothing changes before a day that is to come."""
    if day <= today:
        return []
    message = (
        f"Changes take effect on {day_words(day)}, a future day. Until then everybody stays "
        "where they are, and nobody and "
        "nothing ends."
    )
    return [Fault(path.name or str(path), None, None, "effective", message)]
