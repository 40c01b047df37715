"""Ties that an import brought and people ended on a student's page: they stay ended, whatever a
file says of them. Pure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from facts.days import day_words
from facts.kinds import tie_key
from facts.recorded import Kept
from facts.ties import RoleTie
from graph_service.errors import Fault
from graph_service.formats.origin import Origin, origin_of
from graph_service.records.current import Current, History
from graph_service.records.tables import Tables, TieRow

RULE = "ended here"

Pair = tuple[str, frozenset[str]]
"""A role, and the uids of the two who hold it towards each other."""


def keep_ended(
    tables: Tables, current: Current, history: History, file: str
) -> tuple[Tables, list[Fault]]:
    """The tables with each row that would begin such a tie again as the tie stands, and a note on
    each of these rows.

    A row of other days whose first is the day on which people ended the tie, or later, is of
    another tie and stays as it is, and so does one that is over by then. A row without a first day,
    or with an earlier one, is of the tie that they ended.
    """
    ended = _ended(current.ties, history)
    if not ended:
        return tables, []
    uids = {
        id: node.uid for people in (current.students, current.adults) for id, node in people.items()
    }
    names = {
        id: f"{node.name} ({id})"
        for people in (current.students, current.adults)
        for id, node in people.items()
    }
    held = {
        (*_pair(kept.tie), kept.tie.since): kept
        for kept in current.ties
        if isinstance(kept.tie, RoleTie)
    }
    rows, notes = [], []
    for row in tables.ties:
        pair = row.role, frozenset(uids.get(id, id) for id in (row.student_id, row.alter_id))
        tie = _standing(row, ended.get(pair), held.get((*pair, row.since)))
        if tie is None:
            rows.append(row)
            continue
        rows.append(row._replace(since=tie.since, until=tie.until, detail=tie.detail))
        if _goes_on(row.until, ended[pair].until):
            notes.append(_note(row, ended[pair], names, file))
    return replace(tables, ties=rows), notes


def cut_off(tie: RoleTie, ended: Iterable[RoleTie]) -> RoleTie | None:
    """The tie until the day on which people ended one of the same pair; None where it had not begun
    by then.
    """
    days = [end.until for end in ended if end.until is not None and _pair(end) == _pair(tie)]
    day = min(days, default=None)
    if day is None or not _goes_on(tie.until, day):
        return tie
    return None if tie.since is not None and tie.since >= day else tie._replace(until=day)


def _ended(ties: Iterable[Kept], history: History) -> Mapping[Pair, RoleTie]:
    """The ties that an import wrote and that people have ended since; of each pair the one that
    ended last.
    """
    ended: dict[Pair, RoleTie] = {}
    for id, tie in ties:
        if not isinstance(tie, RoleTie) or tie.until is None or id in history.imported:
            continue
        before = ended.get(_pair(tie))
        if tie_key(tie) in history.said and (before is None or _goes_on(tie.until, before.until)):
            ended[_pair(tie)] = tie
    return ended


def _standing(row: TieRow, ended: RoleTie | None, held: Kept | None) -> RoleTie | None:
    """The tie as it stands that the row would begin again; None where the row is of another one, or
    begins none.
    """
    if ended is None or (held is not None and held.tie == ended):
        return ended
    if row.since is not None and ended.until is not None and row.since >= ended.until:
        return None
    if held is None:
        return ended if _goes_on(row.until, ended.until) else None
    return (
        held.tie
        if isinstance(held.tie, RoleTie) and not _goes_on(held.tie.until, ended.until)
        else None
    )


def _goes_on(until: date | None, day: date | None) -> bool:
    """Whether what holds until then goes on after the day."""
    return until is None or (day is not None and until > day)


def _pair(tie: RoleTie) -> Pair:
    return tie.role, frozenset((tie.alter, tie.student))


def _note(row: TieRow, ended: RoleTie, names: Mapping[str, str], file: str) -> Fault:
    who = f"{names[row.alter_id]}, {row.role} of {names[row.student_id]},"
    day = "" if ended.until is None else f" on {day_words(ended.until)}"
    message = (
        f"{who} was ended here{day}; the file's row does not begin it again. "
        "If it goes on, begin it on the student's page."
    )
    return Fault(origin_of(row.line, Origin(file, {})).file, row.line, None, RULE, message)
