"""Marks of what is recorded, by which whoever sends a form says what they have seen. Pure."""

import hashlib
from collections.abc import Iterable


def mark_of(ids: Iterable[str]) -> str:
    """A mark of what is recorded of a student, side and day, by the ids of its rows; '' where
    nothing is.

    Who has seen it sends it back, and it is another as soon as anything of it is.
    """
    text = "\n".join(sorted(ids))
    return hashlib.sha256(text.encode()).hexdigest()[:32] if text else ""
