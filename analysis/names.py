"""How people are called: the name as a sentence says it, and the short name under a mark. Pure.

Rosters write one name in many ways: "Stone, Ada", "Ms. Maria de la Cruz", "FORD Ben", "Ford, Ben,
Jr.". Nothing here is a guess that could name somebody else: each word of a short name is a word of
the name.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from facts.titles import TITLES

_FAMILIAR = frozenset(
    "aunt auntie aunty uncle grandma grandpa granny nana sister brother father mother".split()
)
"""Titles that stand before the first name: Aunt May, and not Aunt Parker."""
_SUFFIXES = frozenset("jr sr ii iii iv jnr snr".split())
_DEGREES = frozenset(
    "phd edd md ma ms msc mba med mat mph msw ba bs bsc bed jd do dds rn np lpn ot pt slp cpa esq "
    "lcsw lmsw lmft lpc lmhc nbct ret retd".split()
)
_PARTICLES = frozenset(
    "de del la las los da das do dos du des di della van von der den ter ten le st".split()
)
_SMALL_PARTICLES = frozenset(
    "al el bin bint binti ibn abu af av zu zur zum vom op in y e dal dalla degli san santa".split()
)
"""Particles of a last name: the second ones are first names too, and so are particles in small
letters alone."""
_OPENING = frozenset("de del la le da du el st of".split())
"""Words that no first name ends with: De Shawn, La Toya."""
_AND = frozenset(("&", "and", "und", "y", "e", "et"))
_NOTES = frozenset(
    (
        "mom mum dad parent guardian staff mentor teacher student advisor adviser sub substitute "
        "new left inactive former"
    ).split()
)
"""The text in brackets behind a name that is nobody's nickname."""
_COMMA = re.compile("[,，、،]")
_BRACKETS = re.compile(r"\(([^()]*)\)|[“\"]([^“”\"]*)[”\"]|\[([^\[\]]*)\]")
_INITIAL = re.compile(r"[^\W\d_]\.?")
_WHOLE = re.compile(
    "[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
"""Letters of scripts in which the family comes first, and which write a name in a few of them."""
_LEAST_CAPITALS = 3
"""So many capitals are a last name where the next word has small letters (FORD Ben); TJ Reed is no
Reed TJ."""


class _Parts(NamedTuple):
    """The words of a name; ``aside`` stands in brackets and is no name, ``turned`` where the last
    name is written first.
    """

    titles: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    nickname: str
    after: tuple[str, ...]
    aside: tuple[str, ...]
    turned: bool

    def names(self, *between: str) -> tuple[str, ...]:
        """First and last names in the order in which the script says them."""
        if self.turned and _WHOLE.search("".join(self.family)):
            return (*self.family, *self.given, *between)
        return (*self.given, *between, *self.family)


def spoken(name: str) -> str:
    """The name as a sentence says it, the first name first: "Ada Stone" of "Stone, Ada"."""
    as_written = " ".join(name.split())
    parts = _parts(name)
    if not parts.turned:
        return as_written
    nickname = (f"({parts.nickname})",) if parts.nickname else ()
    return " ".join((*parts.titles, *parts.names(*nickname), *parts.after, *parts.aside))


def short_name(name: str) -> str:
    """The spoken name: the first name, or with a title the title and the last name."""
    parts = _parts(name)
    if _WHOLE.search("".join(parts.names())):
        words: Iterable[str] = parts.names()
    elif not parts.titles:
        words = _first(parts)
    elif parts.given and all(_plain(title) in _FAMILIAR for title in parts.titles):
        words = (*parts.titles, *_first(parts))
    else:
        words = (*parts.titles, *(parts.family or parts.given))
    return " ".join(words) or " ".join(name.split())


def short_names(names: Mapping[str, str]) -> dict[str, str]:
    """The short names of some people who are seen together; of those called the same, with the last
    name's first letter.
    """
    called = {uid: short_name(name) for uid, name in names.items()}
    many = Counter(called.values())
    return {
        uid: _told_apart(short, names[uid]) if many[short] > 1 else short
        for uid, short in called.items()
    }


def _told_apart(short: str, name: str) -> str:
    family = _parts(name).family
    letter = next((word[0] for word in family if not _is_particle(word)), "")
    return f"{short} {letter}." if letter and not set(family) & set(short.split()) else short


def _parts(name: str) -> _Parts:
    """The name's words by what they are."""
    text, nickname, aside = _without_brackets(name)
    pieces = [words for words in (piece.split() for piece in _COMMA.split(text)) if words]
    after = [word for piece in pieces[1:] if _are_suffixes(piece) for word in piece]
    pieces = [*pieces[:1], *(piece for piece in pieces[1:] if not _are_suffixes(piece))]
    while len(pieces) > 1 and _is_no_name(pieces[-1], pieces[:-1]):
        after[:0] = pieces.pop()
    first = _taken_apart(pieces[0] if pieces else [])
    if len(pieces) < 2:
        given, family = _halves(first.names, titled=bool(first.titles))
        turned = _is_capitals_first(first.names)
        return _Parts(
            first.titles,
            given,
            family,
            nickname,
            (*first.suffixes, *after),
            tuple(aside),
            turned=turned,
        )
    second = _taken_apart(pieces[1], titles_behind=True)
    rest = [word for piece in pieces[2:] for word in piece]
    titles = (*first.titles, *second.titles, *filter(_is_title, rest))
    behind = (
        *first.suffixes,
        *second.suffixes,
        *(word for word in rest if not _is_title(word)),
        *after,
    )
    given, family = (
        (second.names, first.names) if second.names else _halves(first.names, titled=True)
    )
    return _Parts(titles, given, family, nickname, behind, tuple(aside), turned=True)


def _without_brackets(name: str) -> tuple[str, str, list[str]]:
    """The name without what stands in brackets or quotes, the nickname among it, and the rest of
    it.

    A nickname is one word that the last name follows, or that stands with the first name behind a
    comma.
    """
    nickname, aside = "", []
    for found in _BRACKETS.finditer(name):
        inside = next((group for group in found.groups() if group), "").strip()
        before, behind = (
            _BRACKETS.sub(" ", part) for part in (name[: found.start()], name[found.end() :])
        )
        stands = (
            before.strip()
            and (behind.strip() or _COMMA.search(before))
            and not _COMMA.search(behind)
        )
        if (
            stands
            and not nickname
            and inside.isalpha()
            and inside.istitle()
            and not _is_note(inside)
        ):
            nickname = inside
        else:
            aside.append(found.group())
    return _BRACKETS.sub(" ", name), nickname, aside


def _is_note(word: str) -> bool:
    return _is_title(word) or word.casefold() in _NOTES


def _are_suffixes(words: Sequence[str]) -> bool:
    return all(_plain(word) in _SUFFIXES for word in words)


def _is_no_name(words: Sequence[str], before: Sequence[Sequence[str]]) -> bool:
    """Whether the last words behind a comma are no first name: a degree, a class.

    A first name may be two capitals too (Reed, TJ), so that degrees are told behind more than one
    word, and others in capitals behind a name that is not written in them.
    """
    text = "".join(words)
    if (
        any(map(str.isdigit, text))
        or not any(map(str.isalpha, text))
        or not set(before[0]).isdisjoint(_AND)
    ):
        return True
    whole = [word for piece in before for word in piece]
    if len(whole) == 1 or (len(before) == 1 and "".join(whole).isupper()):
        return False
    many = len(before) > 1
    return all(
        _is_degree(word) or (not many and word.isupper() and len(word) >= _LEAST_CAPITALS)
        for word in words
    )


def _is_degree(word: str) -> bool:
    if _is_title(word) and not word.isupper():
        return False  # Ms. is no MS
    return _plain(word) in _DEGREES and (
        sum(map(str.isupper, word)) > 1 or "." in word or _plain(word) in ("esq", "ret")
    )


class _Piece(NamedTuple):
    """The text between two commas."""

    titles: tuple[str, ...]
    names: tuple[str, ...]
    suffixes: tuple[str, ...]


def _taken_apart(words: Sequence[str], *, titles_behind: bool = False) -> _Piece:
    """The titles in front, or behind where they may stand there too, the names, and the suffixes
    behind.
    """
    start, end = 0, len(words)
    while start < end and (_is_title(words[start]) or (start and words[start] in _AND)):
        start += 1
    while end - 1 > start and _plain(words[end - 1]) in _SUFFIXES:
        end -= 1
    last = end
    while titles_behind and last - 1 > start and _is_title(words[last - 1]):
        last -= 1
    return _Piece((*words[:start], *words[last:end]), tuple(words[start:last]), tuple(words[end:]))


def _halves(words: tuple[str, ...], *, titled: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """First and last names of words in their natural order, or with the last name in front in
    capitals.
    """
    if _is_capitals_first(words):
        small = next(place for place, word in enumerate(words) if not word.isupper())
        return words[small:], words[:small]
    if len(words) < 2:
        return ((), words) if titled else (words, ())
    start = len(words) - 1
    while start > (0 if titled else 1) and _is_particle(words[start - 1]):
        start -= 1
    return words[:start], words[start:]


def _is_capitals_first(words: Sequence[str]) -> bool:
    """Whether the last name stands in front, in capitals: FORD Ben."""
    if (
        len(words) < 2
        or len(words[0]) < _LEAST_CAPITALS
        or not words[0].isalpha()
        or not words[0].isupper()
    ):
        return False
    small = [word for word in words if not word.isupper()]
    return bool(small) and list(words[-len(small) :]) == small


def _first(parts: _Parts) -> tuple[str, ...]:
    """The first name, with what it cannot do without: J. Smith, De Shawn; the nickname where there
    is one.
    """
    if parts.nickname:
        return (parts.nickname,)
    words = (*parts.given, *parts.family)
    for end, word in enumerate(words, 1):
        if not (
            _INITIAL.fullmatch(word)
            or _plain(word) in _OPENING
            or (word.islower() and _is_particle(word))
        ):
            return words[:end]
    return words


def _is_title(word: str) -> bool:
    return _plain(word) in TITLES or _plain(word) in _FAMILIAR


def _is_particle(word: str) -> bool:
    return word.casefold() in _PARTICLES or word in _SMALL_PARTICLES


def _plain(word: str) -> str:
    return word.replace(".", "").casefold()
