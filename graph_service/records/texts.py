"""The characters of a line that people wrote: everything visible, and the joiners that Persian,
Hindi and emoji are written with.
"""

import re

MARKS = "\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffd\ud800-\udfff"
"""Control characters, line and paragraph separators, direction overrides, invisible spaces, the
mark that stands for a character that was lost (U+FFFD), halves of characters: for a class of a
regular expression."""
_UNSEEN = re.compile(f"[\x00-\x0a{MARKS}]")


def is_seen(text: str) -> bool:
    """Whether nothing in the text is a line break, or would deceive who reads it."""
    return _UNSEEN.search(text) is None


def unfit(text: str, limit: int) -> str:
    """Why the text is no line of at most so many characters, as a sentence; '' where it is one."""
    if len(text) > limit:
        return f"This is {len(text)} characters long; write at most {limit}."
    return (
        ""
        if is_seen(text)
        else "This holds a line break or a character that cannot be seen; write it without."
    )
