"""Who somebody that was named may be: proposals by name, for a person to confirm. Nothing is matched here. Pure."""

import re
import unicodedata
from collections.abc import Sequence

from graph_service.errors import Fault
from graph_service.formats.translation import Unmatched
from graph_service.records.reserved import RECORDED_ADULT
from graph_service.store.current import Current

MOST = 3
"""So many people are proposed for a name."""

MOST_NAMED = 10
"""So many of the names that are nobody's are told."""

_Person = tuple[str, str, frozenset[str]]
"""Name, id, and the words of the name."""

_TITLES = frozenset("ms mr mrs mx miss dr prof coach sir madam".split())
_WORD = re.compile(r"\w+")


def proposals(unmatched: Sequence[Unmatched], current: Current) -> list[Fault]:
    """A note for each name that may be somebody of the source, with what to write if it is; one for all other names.

    Whom somebody made known on a page is not proposed: that a student named them may be in confidence.
    """
    people = [
        (node.name, id, _words(node.name))
        for nodes in (current.adults, current.students)
        for id, node in nodes.items()
        if not id.startswith(RECORDED_ADULT)
    ]
    seen: dict[str, list[Unmatched]] = {}
    for each in unmatched:
        seen.setdefault(each.name or each.key, []).append(each)
    notes: list[Fault] = []
    strangers: list[Unmatched] = []
    for name, where in seen.items():
        found = _alike(_words(name), people) if where[0].name else []
        if found:
            notes.append(_proposal(name, where, found))
        else:
            strangers += where
    return notes + ([_about(strangers)] if strangers else [])


def _alike(words: frozenset[str], people: Sequence[_Person]) -> list[_Person]:
    """Whose name has all the words, or nothing but some of them."""
    return [each for each in people if words and each[2] and (words <= each[2] or each[2] <= words)][:MOST]


def _proposal(name: str, where: Sequence[Unmatched], found: Sequence[_Person]) -> Fault:
    times = "once" if len(where) == 1 else f"{len(where)} times"
    who = " or ".join(f"{whole} ({id})" for whole, id, _ in found)
    message = (
        f"“{name}” was named {times} and is counted without a name. It may be {who}: "
        f'if it is, add "{name}" = "{found[0][1]}" under [people.matches] of the mapping.'
    )
    return Fault(where[0].file, where[0].line, None, "match", message)


def _about(strangers: Sequence[Unmatched]) -> Fault:
    names = list(dict.fromkeys(each.name or each.key for each in strangers))
    shown = ", ".join(f"“{name}”" for name in names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
    message = f"Named and counted without a name, as nobody of the roster is called so: {len(names)} ({shown})."
    return Fault(strangers[0].file, strangers[0].line, None, "match", message)


def _words(name: str) -> frozenset[str]:
    """The words of a name in small letters, without accents and titles."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return frozenset(_WORD.findall(letters)) - _TITLES
