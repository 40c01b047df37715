"""Ids that are given to what people record on pages. No file may name them, whoever sends it in."""

import re
from datetime import date

RECORDED_ADULT = "recorded-"
"""So begins the id of an adult whom somebody made known on a page."""

OUTSIDE = "outside"
"""The kind under which a form makes a friend from outside the school known."""

_RECORDED_ROUND = re.compile(
    r"(conversation-(adults|peers)|staff-words)-[0-9]{4}-[0-9]{2}-[0-9]{2}"
)


def conversation_round(asks: str, day: date, account: str, *, confidential: bool) -> str:
    """The id of the round of what an account recorded that students said on a day."""
    return f"conversation-{asks}-{day.isoformat()}-{account}" + (
        "-in-confidence" if confidential else ""
    )


def staff_round(day: date, account: str, *, confidential: bool) -> str:
    """The id of the round of what an account recorded of its own adult's words on a day.

    Two words of one adult on one day: that of the higher id speaks, the confidential one, to those
    who may read it.
    """
    return (
        f"staff-words-{day.isoformat()}"
        + ("-in-confidence" if confidential else "")
        + f"-by-{account}"
    )


def is_recorded_round(id: str) -> bool:
    """Whether it is the id of a round that people record; this depends on the id alone."""
    return _RECORDED_ROUND.match(id) is not None
