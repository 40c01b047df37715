"""How wide a name is drawn, on the safe side, and a name that is cut to fit."""

import unicodedata
from collections.abc import Mapping, Sequence

LONGEST = 118.0
"""The most room for a name beside a mark, at its size; the whole name stands in the table."""
NAME_SIZE = 14.0
FEWEST, MOST = 3, 5
"""So many letters of a name stand on a narrow screen."""
_NARROW = dict.fromkeys("iljI.,:;'’|!·", 0.34) | dict.fromkeys("tfr()-– ", 0.45)
_WIDE = {"m": 1.0, "w": 0.85, "M": 0.9, "W": 1.02, "@": 1.02, "%": 0.98, "…": 1.0}


def width_of(text: str, size: float = NAME_SIZE) -> float:
    """About how wide the text is drawn at that size of letters, rather too wide than too narrow."""
    return size * sum(map(_share, text))


def shortened(name: str) -> str:
    """The name, cut where it is longer than there is room for."""
    if width_of(name) <= LONGEST:
        return name
    short = ""
    for letter in name:
        if width_of(f"{short}{letter}…") > LONGEST:
            break
        short += letter
    return f"{short.rstrip()}…"


def briefly(names: Mapping[str, str]) -> dict[str, str]:
    """Each name in a few letters, for a narrow screen: the first letters of its words, or as many
    of one word as tell it from the others.
    """
    return {uid: _brief(name, [*names.values()]) for uid, name in names.items()}


def _brief(name: str, others: Sequence[str]) -> str:
    words = name.split()
    if len(words) > 1:
        return "".join(word[0] for word in words[:3])
    for letters in range(FEWEST, MOST):
        if sum(other.startswith(name[:letters]) for other in others) == 1:
            return name[:letters]
    return name[:MOST]


def _share(letter: str) -> float:
    """A letter's width beside its height."""
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if letter in _NARROW:
        return _NARROW[letter]
    return _WIDE.get(letter, 0.8 if letter.isupper() else 0.67)
