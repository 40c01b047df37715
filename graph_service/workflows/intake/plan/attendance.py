"""Somebody at several schools: at once, or one after the other with the days of each. Pure.

``chains`` has one school follow the other. Here each school has a chain of its own, and what is
said of one says nothing of another, unless the files tell everybody's schools there.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import combinations
from typing import TypeVar

from graph_service.workflows.intake.plan.timelines import (
    GradeInterval,
    Stay,
    continued,
    in_order,
    moved,
)

_Dated = TypeVar("_Dated", GradeInterval, Stay)


def attended(
    links: Sequence[GradeInterval],
    now: GradeInterval,
    beside: Sequence[GradeInterval] | None,
    told: Collection[str],
    effective: date,
) -> list[GradeInterval]:
    """The enrolments of a student who is at ``now``'s school, and at those ``beside`` it (None:
    nothing is said of others).

    One at a school of which the files ``told`` (uids) that is no longer said ends on the effective
    day; so does any where the student is at none of the schools that they were at.
    """
    by_school: defaultdict[str, list[GradeInterval]] = defaultdict(list)
    for row in (now, *(beside or ())):
        by_school[row.school].append(row)
    comes = _goes_on(now, effective) and not any(
        _goes_on(link, effective) for link in links if link.school == now.school
    )
    kept, _ = _others(
        links, by_school.keys(), None if beside is None else told, effective, moves=comes
    )
    for school, said in by_school.items():
        held = [link for link in links if link.school == school]
        kept += _at_one(
            held, said, now, effective, elsewhere=[link for link in kept if link.school != school]
        )
    return in_order(kept)


def stationed(
    stays: Sequence[Stay],
    place: str | None,
    beside: Sequence[Stay] | None,
    told: Collection[str],
    effective: date,
) -> list[Stay]:
    """The same of an adult, of whose places ``beside`` may name the one of today too, with its
    days.
    """
    if not beside and not at_once(stays, effective):
        return moved(stays, place, effective)
    by_place: defaultdict[str, list[Stay]] = defaultdict(list)
    for row in beside or ():
        by_place[row.place].append(row)
    if place is not None and not any(_holds(row, effective) for row in by_place[place]):
        by_place[place].append(Stay(place, None, None))
    named = {name for name, rows in by_place.items() if rows}
    comes = not any(_goes_on(stay, effective) for stay in stays if stay.place == place)
    kept, _ = _others(stays, named, None if beside is None else told, effective, moves=comes)
    for name in named:
        rows = in_order(by_place[name])
        for row, held in _shared(
            [stay for stay in stays if stay.place == name], rows, rows[-1], effective, kept
        ):
            first = held[0].since if held else None
            kept.append(row._replace(since=row.since or first))
    return in_order(kept)


def _others(
    held: Sequence[_Dated],
    said: Collection[str],
    told: Collection[str] | None,
    effective: date,
    *,
    moves: bool,
) -> tuple[list[_Dated], list[_Dated]]:
    """The stays at schools that are not mentioned, and those of them that end now. A student who
    ``moves`` is at none of them any longer.
    """
    kept: list[_Dated] = []
    ended: list[_Dated] = []
    for one in held:
        if _school(one) in said:
            continue
        ends = moves or (told is not None and _school(one) in told)
        if not _goes_on(one, effective) or not ends:
            kept.append(one)
            continue
        ended.append(one)
        if one.since is None or one.since < effective:
            kept.append(one._replace(until=effective))
    return kept, ended


def _at_one(
    held: Sequence[GradeInterval],
    rows: Sequence[GradeInterval],
    now: GradeInterval,
    effective: date,
    *,
    elsewhere: Sequence[GradeInterval],
) -> list[GradeInterval]:
    """The enrolments at one school, by the rows that are said of it."""
    chain: list[GradeInterval] = []
    for row, links in _shared(held, in_order(rows), now, effective, chain):
        before = [link for link in in_order(links) if not _begins_after(link, row.until)]
        comes = row is now and _goes_on(row, effective)
        since = _first_day(row, before, elsewhere, effective if comes else None)
        grade = before[-1].grade if before and row is not now and row.grade is None else row.grade
        chain += continued(before, row._replace(since=since, grade=grade), effective)
    return chain


def _first_day(
    row: GradeInterval,
    before: Sequence[GradeInterval],
    elsewhere: Sequence[GradeInterval],
    today: date | None,
) -> date | None:
    """When an enrolment began: as the row says, else as it is held.

    Somebody ``elsewhere`` until the day on which they are held to have come (or come ``today``)
    came on that day, although the row may give the first day that they were anywhere.
    """
    came = before[0].since if before else today
    left = [link for link in elsewhere if came is not None and link.until == came]
    if any(_covers(link, row.since) for link in left if row.since is not None):
        return came
    return row.since or (came if before or left else None)


def _begins_after(link: GradeInterval, until: date | None) -> bool:
    return until is not None and link.since is not None and link.since >= until


def _covers(link: GradeInterval, day: date) -> bool:
    return (link.since or date.min) <= day < (link.until or date.max)


def _shared(
    held: Sequence[_Dated], rows: Sequence[_Dated], now: _Dated, effective: date, over: list[_Dated]
) -> Iterable[tuple[_Dated, list[_Dated]]]:
    """Each row with what is held of its days: of today's first, then of the latest. A stay without
    a row is ``over``.
    """
    of: dict[int, list[_Dated]] = {place: [] for place in range(len(rows))}
    order = sorted(of, key=lambda place: (rows[place] is now, place), reverse=True)
    for one in in_order(held):
        place = next((place for place in order if _overlap(one, rows[place])), None)
        if place is not None:
            of[place].append(one)
        elif not _goes_on(one, effective):
            over.append(one)
        elif any(row is now for row in rows):
            of[order[0]].append(one)
        elif one.since is None or one.since < effective:
            over.append(one._replace(until=effective))
    return [(rows[place], of[place]) for place in of]


def at_once(links: Sequence[_Dated], effective: date) -> bool:
    """Whether somebody is, was or is to be at two schools, so that none of them simply follows the
    other.
    """
    if len({_school(link) for link in links}) < 2:
        return False
    pairs = combinations(links, 2)
    going = {_school(link) for link in links if _goes_on(link, effective)}
    return len(going) > 1 or any(
        _overlap(one, other) for one, other in pairs if _school(one) != _school(other)
    )


def going(links: Iterable[GradeInterval], day: date) -> set[str]:
    """The schools (uids) at which a student goes on after the day."""
    return {link.school for link in links if _goes_on(link, day)}


def _school(link: GradeInterval | Stay) -> str:
    return link.school if isinstance(link, GradeInterval) else link.place


def _goes_on(link: GradeInterval | Stay, day: date) -> bool:
    if link.until is not None:
        return link.until > day
    return not isinstance(link, GradeInterval) or link.status == "enrolled"


def _holds(stay: Stay, day: date) -> bool:
    return (stay.since is None or stay.since <= day) and (stay.until is None or stay.until > day)


def _overlap(one: GradeInterval | Stay, other: GradeInterval | Stay) -> bool:
    return (one.since or date.min) < (other.until or date.max) and (other.since or date.min) < (
        one.until or date.max
    )
