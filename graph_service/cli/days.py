"""A day as it is written at the command line."""

from datetime import date

from graph_service.errors import BadInput


def read_day(option: str, text: str | None) -> date | None:
    """The day that was given with an option, if it was; BadInput where it is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{option}: “{text[:40]}” is not a day; write it as YYYY-MM-DD.") from None
