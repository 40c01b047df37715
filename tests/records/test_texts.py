"""Text on one line: what people write is taken, what cannot be seen is not."""

import pytest

from graph_service.records.texts import unfit


@pytest.mark.parametrize(
    "text", ["Ada Lee", "مریم\u200cپور", "क्\u200dष", "👩\u200d👧", "O'Néill-Ñandú", "x" * 20]
)
def test_what_people_write_is_taken(text: str) -> None:
    """Joiners too: without them Persian and Hindi names are misspelt."""
    assert unfit(text, 20) == ""


@pytest.mark.parametrize(
    "mark", ["\n", "\t", "\0", "\x7f", "\u200b", "\u202e", "\u2066", "\u2028", "\ufeff", "\ufffd"]
)
def test_what_cannot_be_seen_is_refused(mark: str) -> None:
    """It would deceive who reads it."""
    assert "cannot be seen" in unfit(f"Ada{mark}Lee", 20)


def test_a_long_text_is_told_how_long_it_is() -> None:
    """And how long it may be."""
    assert unfit("x" * 21, 20) == "This is 21 characters long; write at most 20."
