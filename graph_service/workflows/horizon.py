"""How far an import sees: what of a source its files are held against. The rest is neither compared, changed nor told. Pure.

What people recorded on pages is theirs: no import names it, and none learns from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from graph_service.records.changes import Answer, Kept, Report, people_of
from graph_service.records.reserved import RECORDED_ADULT, is_recorded_round
from graph_service.store.current import Current


@dataclass(frozen=True, slots=True)
class Horizon:
    """``current`` is what the files are held against; ``uids`` are all that may be seen of people and rounds (None: all)."""

    current: Current
    uids: frozenset[str] | None = None

    def within(self, ties: Iterable[Kept]) -> list[Kept]:
        """Those of the ties that lie within it."""
        return [kept for kept in ties if self._sees(kept)]

    def _sees(self, kept: Kept) -> bool:
        tie = kept.tie
        if getattr(tie, "recorded_by", None) is not None:
            return False
        if self.uids is None:
            return True
        return self.uids.issuperset(people_of(tie)) and (not isinstance(tie, Answer | Report) or tie.round in self.uids)


def of_imports(current: Current, *, bounded: bool) -> Horizon:
    """Everything but what people recorded on pages; for a ``bounded`` reader without those whom they made known there."""
    rounds = {id: node for id, node in current.rounds.items() if not is_recorded_round(id)}
    seen = replace(current, rounds=rounds)
    if not bounded:
        return Horizon(seen)
    seen.adults = {id: node for id, node in current.adults.items() if not id.startswith(RECORDED_ADULT)}
    kinds = (seen.students, seen.adults, seen.rounds)
    return Horizon(seen, frozenset(node.uid for nodes in kinds for node in nodes.values()))
