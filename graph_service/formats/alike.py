"""People whose names are like a text, found among many: the same words in any order, some of them,
or nearly the same. Pure.

Two words are near when one letter more, less or other, or two that changed places, makes one the
other.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph_service.formats.directory import Listed
from graph_service.formats.spelling import folded

MOST = 3
"""So many people are proposed for a name."""
SHORTEST = 3
"""Shorter words are near to nothing but themselves."""

_TITLES = frozenset("ms mr mrs mx miss dr prof coach sir madam".split())
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"([0-9]{1,18})(?:\.0+)?")
_SAME, _PART, _NEAR = range(3)


class Alike(NamedTuple):
    """Those who may be meant, the likest first; ``sure``: of the first alone it is the whole name,
    or the id but for its zeros.
    """

    people: Sequence[Listed]
    sure: bool = False


class DirectoryNames:
    """The names of a directory's people, to look up by."""

    def __init__(self, people: Sequence[Listed]) -> None:
        self._people = people
        self._words = [words(person.name) for person in people]
        self._of_word: dict[str, list[int]] = defaultdict(list)
        self._of_joined: dict[str, list[int]] = defaultdict(list)
        self._of_number: dict[int, list[int]] = defaultdict(list)
        self._near: dict[str, set[str]] = defaultdict(set)
        for place, person in enumerate(people):
            self._of_joined[_joined(person.name)].append(place)
            if (number := _number(person.id)) is not None:
                self._of_number[number].append(place)
            for word in self._words[place]:
                self._of_word[word].append(place)
        for word in self._of_word:
            for less in _with_less(word):
                self._near[less].add(word)

    def alike(self, text: str) -> Alike:
        """Whose name is like the text, or whose id is the same number."""
        number = _number(text)
        if number is not None:
            found = self._of_number.get(number, [])
            return Alike([self._people[place] for place in found[:MOST]], len(found) == 1)
        asked = words(text)
        near = {word: self._near_to(word) for word in asked}
        places = {
            place
            for spellings in near.values()
            for word in spellings
            for place in self._of_word[word]
        }
        joined = set(self._of_joined.get(_joined(text), ()) if asked else ())
        ranks = (
            (self._rank(asked, near, place, whole=place in joined), place)
            for place in places | joined
        )
        ranked = sorted((rank, place) for rank, place in ranks if rank is not None)
        same = sum(rank == _SAME for rank, _ in ranked)
        return Alike([self._people[place] for _, place in ranked[:MOST]], same == 1)

    def _rank(
        self, asked: frozenset[str], near: dict[str, set[str]], place: int, *, whole: bool
    ) -> int | None:
        """How like the name at the place is to the words asked for; ``whole``: it is the same but
        for where its words part.
        """
        called = self._words[place]
        if asked == called:
            return _SAME
        if asked <= called or called <= asked or whole:
            return _PART
        pairs = [
            (word, other)
            for word in asked
            for other in called
            if other in near[word] or _is_initial(word, other)
        ]
        fewer = min(len({word for word, _ in pairs}), len({other for _, other in pairs}))
        alike = any(other in near[word] for word, other in pairs)
        return _NEAR if alike and fewer >= min(len(asked), len(called)) else None

    def _near_to(self, word: str) -> set[str]:
        """The words of names that are the word, or near it."""
        found = {
            other
            for less in _with_less(word)
            for other in self._near.get(less, ())
            if _are_near(word, other)
        }
        return found | ({word} if word in self._of_word else set())


def words(name: str) -> frozenset[str]:
    """The words of a name in folded spelling, without titles."""
    return frozenset(_WORD.findall(folded(name))) - _TITLES


def _joined(name: str) -> str:
    return "".join(word for word in _WORD.findall(folded(name)) if word not in _TITLES)


def _number(text: str) -> int | None:
    found = _NUMBER.fullmatch(folded(text))
    return int(found[1]) if found else None


def _with_less(word: str) -> Iterator[str]:
    """The word, and it with each of its letters left out."""
    yield word
    if len(word) >= SHORTEST:
        yield from (word[:place] + word[place + 1 :] for place in range(len(word)))


def _are_near(one: str, other: str) -> bool:
    """Whether two words that come to the same with a letter less of each are one change apart."""
    if min(len(one), len(other)) < SHORTEST or abs(len(one) - len(other)) > 1:
        return one == other
    if len(one) != len(other):
        return True
    differing = [place for place in range(len(one)) if one[place] != other[place]]
    swapped = (
        len(differing) == 2
        and one[differing[0]] == other[differing[1]]
        and one[differing[1]] == other[differing[0]]
    )
    return len(differing) <= 1 or (swapped and differing[1] == differing[0] + 1)


def _is_initial(one: str, other: str) -> bool:
    return (len(one) == 1 and other.startswith(one)) or (len(other) == 1 and one.startswith(other))
