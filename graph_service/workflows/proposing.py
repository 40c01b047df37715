"""Who somebody that was named may be: proposals by name, for a person to confirm. Nothing is matched here. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from graph_service.errors import Fault
from graph_service.formats.translation import Unmatched
from graph_service.store.current import Current

MOST = 3
"""So many people are proposed for a name."""

_TITLES = frozenset("ms mr mrs mx miss dr prof coach sir madam".split())
_WORD = re.compile(r"\w+")


def proposals(unmatched: Sequence[Unmatched], current: Current) -> list[Fault]:
    """A note for each name that was not matched: whom of the source it may be, and what to write if it is."""
    people = [
        (node.name, id, _words(node.name)) for nodes in (current.adults, current.students) for id, node in nodes.items()
    ]
    seen: dict[str, list[Unmatched]] = {}
    for each in unmatched:
        seen.setdefault(each.name, []).append(each)
    return [_note(name, each, people) for name, each in seen.items()]


def _note(name: str, where: Sequence[Unmatched], people: Iterable[tuple[str, str, frozenset[str]]]) -> Fault:
    words = _words(name)
    found = [(whole, id) for whole, id, theirs in people if words and (words <= theirs or theirs <= words)][:MOST]
    times = "once" if len(where) == 1 else f"{len(where)} times"
    message = f"“{name}” was named {times} and is counted without a name."
    if found:
        who = " or ".join(f"{whole} ({id})" for whole, id in found)
        message += f' It may be {who}: if it is, add "{name}" = "{found[0][1]}" under [people.matches] of the mapping.'
    return Fault(where[0].file, where[0].line, None, "match", message)


def _words(name: str) -> frozenset[str]:
    """The words of a name in small letters, without accents and titles."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return frozenset(_WORD.findall(letters)) - _TITLES
