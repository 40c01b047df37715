"""The current facts of a source, as an import compares them with its files."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from facts.recorded import Kept
from facts.statements import Round
from facts.ties import RoleTie
from graph_service.records.changes import AdultNode, StudentNode


@dataclass(slots=True)
class Current:
    """All that holds of a source. People, rounds, schools and advisories are found by the source's
    own id, name or key.

    ``schools`` and ``advisories`` (key → uid) are those of the whole database; ``revisions`` are of
    schools by uid.
    """

    source: str
    schools: dict[str, str] = field(default_factory=dict)
    revisions: dict[str, int] = field(default_factory=dict)
    advisories: dict[str, str] = field(default_factory=dict)
    students: dict[str, StudentNode] = field(default_factory=dict)
    adults: dict[str, AdultNode] = field(default_factory=dict)
    rounds: dict[str, Round] = field(default_factory=dict)
    ties: list[Kept] = field(default_factory=list)


class History(NamedTuple):
    """The role ties that imports have written: the ids of those that hold, and by key those that
    were replaced last.
    """

    imported: Collection[str]
    said: Mapping[tuple[object, ...], RoleTie]


NO_HISTORY = History((), {})
