"""The mapping file (TOML): what a format cannot know by itself, by section.

A key that a format does not take is a fault, and never passed over: a misspelt `confidential` would
show confidential words to everybody.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from graph_service.errors import BadInput
from graph_service.formats.values import excerpt


class Takes(NamedTuple):
    """The values that may stand under a name: in words, and as a test of a value."""

    words: str
    holds: Callable[[Any], bool]


Sections = Mapping[str, Mapping[str, Takes]]


def _is_word(value: Any) -> bool:
    return isinstance(value, str) or type(value) is int


_TEXT = Takes("a text in quotation marks", lambda value: isinstance(value, str))
_WORD = Takes("a text in quotation marks or a number", _is_word)
_NUMBER = Takes("a whole number", _is_word)
_DAY = Takes("a day (YYYY-MM-DD)", lambda value: isinstance(value, str) or type(value) is date)
_TRUTH = Takes("true or false, without quotation marks", lambda value: isinstance(value, bool))
_TEXTS = Takes(
    "a text in quotation marks, or several in [ ]",
    lambda value: (
        isinstance(value, str)
        or (isinstance(value, list) and all(isinstance(item, str) for item in value))
    ),
)
_WORDS = Takes(
    "a section of its own, of names with a text or a number each",
    lambda value: isinstance(value, dict) and all(map(_is_word, value.values())),
)

_TRUTHS = Takes(
    "a section of its own, of names with true or false each",
    lambda value: (
        isinstance(value, dict) and all(isinstance(said, bool) for said in value.values())
    ),
)

_ROUND = {
    "id": _WORD,
    "school": _TEXT,
    "opened_on": _DAY,
    "closed_on": _DAY,
    "confidential": _TRUTH,
}
_MOST = {"max_adults": _NUMBER, "max_peers": _NUMBER}

ROSTER: Sections = {"roster": {"advisory": _TEXT, "schools": _TEXTS, "statuses": _WORDS}}
INTERVIEWS: Sections = {
    "round": {**_ROUND, **_MOST, "asks": _TEXT, "twice": _TEXT, "finished": _TRUTH},
    "people": {
        **dict.fromkeys(
            (
                "student",
                "day",
                "finished",
                "alter",
                "name",
                "means",
                "support",
                "strength",
                "kind",
                "kind_column",
            ),
            _TEXT,
        ),
        "finishes": _TRUTHS,
        **dict.fromkeys(("kinds", "supports", "strengths", "matches"), _WORDS),
    },
}
SURVEY: Sections = {
    "round": _ROUND,
    "people": {"matches": _WORDS},
    "survey": {
        **dict.fromkeys(
            ("student", "day", "finished", "twice", "adults_question", "peers_question", "means"),
            _TEXT,
        ),
        **dict.fromkeys(
            (
                "adults",
                "peers",
                "adults_options",
                "peers_options",
                "separator",
                "yes",
                "no",
                "nobody",
            ),
            _TEXTS,
        ),
        **_MOST,
    },
}
SECTIONS = tuple(dict.fromkeys((*ROSTER, *INTERVIEWS, *SURVEY)))
"""The sections that a mapping may hold; docs/import.md explains each."""


def read_mapping(path: Path | None) -> Mapping[str, Mapping[str, Any]]:
    """The sections of a mapping file, none where no file is given; BadInput with what is wrong."""
    if path is None:
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(
            f"The mapping {path.name} cannot be read ({error.strerror}); check the path."
        ) from error
    except (ValueError, RecursionError) as error:
        raise BadInput(f"The mapping {path.name} is not TOML in UTF-8: {error}.") from error
    for name, section in found.items():
        if name not in SECTIONS or not isinstance(section, dict):
            raise BadInput(
                f"The mapping {path.name} has no section [{name[:40]}]; it may have "
                f"{', '.join(SECTIONS)}."
            )
    return found


def not_taken(
    mapping: Mapping[str, Mapping[str, Any]], reader: str, takes: Sections
) -> Iterator[str]:
    """A sentence for everything in the mapping that the format does not take."""
    for section, held in mapping.items():
        if section not in takes:
            such = f"it may have {', '.join(takes)}" if takes else "it takes no mapping"
            yield (
                f"The mapping has a section [{section}], which the format {reader} does not "
                f"read; {such}."
            )
            continue
        for name, value in held.items():
            expected = takes[section].get(name)
            if expected is None:
                yield (
                    f"The mapping's [{section}] takes no {excerpt(name)}; "
                    f"{_nearest(section, name, takes)}."
                )
            elif not expected.holds(value):
                yield (
                    f"The mapping's [{section}] {name} is not what stands there; it takes "
                    f"{expected.words}."
                )


def _nearest(section: str, name: str, takes: Sections) -> str:
    """The name that was likely meant: one of the same section, or else of another."""
    for other in (section, *takes):
        close = get_close_matches(name.casefold(), takes[other], 1)
        if close:
            return f"write {close[0]}" if other == section else f"{close[0]} belongs in [{other}]"
    return f"it may have {', '.join(takes[section])}"
