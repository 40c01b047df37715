"""How a name is spelt, without the dress that people and programs put on it: one folded spelling
for all of its dresses.
"""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = "\u00b4`\u2018\u2019\u201b\u2032\u02b9\u02bb\u02bc\u02c8\uff40"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043"
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
_MARKS = str.maketrans({**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_DASHES, "-")})
_STROKES = str.maketrans(_LETTERS)
_ACCENTS = re.compile("[\u0300-\u036f]")
"""The accents of Latin, Greek and Cyrillic letters alone: the marks of Japanese kana and of Hindi
make other letters."""


@lru_cache(maxsize=20_000)  # a sheet says the same names and words again and again
def folded(text: str) -> str:
    """The text without case, accents, needless spaces and the width of its letters, with plain
    dashes and apostrophes.

    >>> folded("  JOSÉ\u00a0\u00a0O’Neil–Łuk ") == folded("Jose O'Neil-Luk")
    True
    """
    wide = unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS)
    seen = "".join(mark for mark in wide if unicodedata.category(mark) != "Cf")
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", seen.casefold()))
    return " ".join(unicodedata.normalize("NFC", bare.translate(_STROKES)).split())
