"""Dated links, one after the other: a student's grades and schools, their advisories, an adult's
schools. Pure.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from facts.ties import Enrolment, Membership, Place


class GradeInterval(NamedTuple):
    """A student in a grade at a school (its uid), from ``since`` until before ``until``."""

    school: str
    grade: str | None
    status: str
    since: date | None
    until: date | None


class Stay(NamedTuple):
    """Somebody at a place (a uid), from ``since`` until before ``until``."""

    place: str
    since: date | None
    until: date | None


def interval_of(tie: Enrolment) -> GradeInterval:
    """An enrolment without its student."""
    return GradeInterval(tie.school, tie.grade, tie.status, tie.since, tie.until)


def stay_of(tie: Membership | Place) -> Stay:
    """A membership without its student, or a place without whom it is of."""
    place = tie.school if isinstance(tie, Place) else tie.advisory
    return Stay(place, tie.since, tie.until)


_Dated = TypeVar("_Dated", GradeInterval, Stay)


def in_order(links: Sequence[_Dated]) -> list[_Dated]:
    """The links, oldest first; one without a first day is the oldest."""
    return sorted(links, key=lambda link: (link.since or date.min, link.until or date.max))


def continued(
    links: Sequence[GradeInterval], now: GradeInterval, effective: date
) -> list[GradeInterval]:
    """The chain of a student now in ``now``'s grade and school, who came on ``now.since`` and left
    on ``now.until``.

    Another grade or school ends the last link and begins a new one on the effective day; it is
    corrected in place where the last link began that day or later, had no grade yet, or the student
    is not enrolled on that day. Other days or another status correct the first and the last link.
    A repeated row changes nothing.
    """
    chain = in_order(links)
    if not chain:
        return [now]
    last = chain[-1]
    if last == now:
        return chain
    present = _enrolled(now, effective)
    if present and _gone(last, effective) and (now.since or date.min) >= (last.until or date.max):
        return [*chain, now]
    chain = _came(_cut(chain, now.until), now.since)
    last = chain[-1]
    if (last.school, last.grade) == (now.school, now.grade):
        return [*chain[:-1], last._replace(status=now.status, until=now.until)]
    if (
        present
        and not _began(last, effective)
        and not (last.school == now.school and last.grade is None)
    ):
        ended = (
            last if _gone(last, effective) else last._replace(status="enrolled", until=effective)
        )
        return [*chain[:-1], ended, now._replace(since=effective)]
    return _came(_joined(chain[:-1], now._replace(since=last.since)), now.since)


def departed(
    links: Sequence[GradeInterval], effective: date, schools: Collection[str]
) -> list[GradeInterval]:
    """The chain of a student who is no longer on the roster of these schools: left on the effective
    day, unless before.

    A student who went on at another school, or is there too, stays there unchanged.
    """
    kept = [link for link in links if link.school not in schools]
    for school in {link.school for link in links} - {link.school for link in kept}:
        here = [link for link in in_order(links) if link.school == school]
        if any(_goes_on(link, effective) for link in here):
            here = _cut(here, effective)
            here = [
                *(
                    _left(link, effective) if _goes_on(link, effective) else link
                    for link in here[:-1]
                ),
                here[-1]._replace(status="left", until=max(effective, here[-1].since or effective)),
            ]
        kept += here
    return in_order(kept)


def left(links: Sequence[GradeInterval], effective: date) -> list[GradeInterval]:
    """The chain of a student who is at no school any longer: gone on the effective day, unless
    before.
    """
    return [
        _left(link, effective) if _goes_on(link, effective) else link for link in in_order(links)
    ]


def moved(
    stays: Sequence[Stay], place: str | None, effective: date, *, first: date | None = None
) -> list[Stay]:
    """The stays of somebody who is now at ``place`` (None: nowhere).

    The first known place begins on ``first``: it has no first day where nobody knows.
    """
    chain = in_order(stays)
    if not chain:
        return [] if place is None else [Stay(place, first, None)]
    last = chain[-1]
    if last.place == place and not _gone(last, effective):
        return chain
    kept = [
        stay._replace(until=effective) if not _gone(stay, effective) else stay
        for stay in chain
        if not _began(stay, effective)
    ]
    if place is None:
        return kept
    corrected = _began(last, effective)
    since = last.since if corrected else effective
    if kept and corrected and (kept[-1].place, chain[len(kept) - 1].until) == (place, since):
        return [*kept[:-1], kept[-1]._replace(until=None)]
    return [*kept, Stay(place, since, None)]


def ended(stays: Sequence[Stay], places: Collection[str], effective: date) -> list[Stay]:
    """The stays of somebody who is at none of these places any longer; one that had not begun never
    does.
    """
    left: list[Stay] = []
    for stay in in_order(stays):
        if stay.place not in places or _gone(stay, effective):
            left.append(stay)
        elif not _began(stay, effective):
            left.append(stay._replace(until=effective))
    return left


def _enrolled(now: GradeInterval, day: date) -> bool:
    return now.until > day if now.until is not None else now.status == "enrolled"


def _goes_on(link: GradeInterval, day: date) -> bool:
    """Whether an enrolment goes on after the day, or begins then; one that has a last day does
    until then, whatever its status.
    """
    return link.until > day if link.until is not None else link.status == "enrolled"


def _left(link: GradeInterval, day: date) -> GradeInterval:
    return link._replace(status="left", until=max(day, link.since or day))


def _gone(link: Any, day: date) -> bool:
    return link.until is not None and link.until <= day


def _began(link: Any, day: date) -> bool:
    return link.since is not None and link.since >= day


def _came(chain: list[GradeInterval], came: date | None) -> list[GradeInterval]:
    """The chain begun on ``came``; a day on which some link begins is one they came on again."""
    if any(link.since == came for link in chain):
        return chain
    if came is not None:
        later = [link for link in chain if link.until is None or link.until > came]
        chain = later or chain[-1:]
    return [chain[0]._replace(since=came), *chain[1:]]


def _cut(chain: list[GradeInterval], left: date | None) -> list[GradeInterval]:
    """The chain without the links that would begin on the day they left, or later; the first one
    stays.
    """
    if left is None:
        return chain
    return chain[:1] + [link for link in chain[1:] if link.since is None or link.since < left]


def _joined(chain: list[GradeInterval], now: GradeInterval) -> list[GradeInterval]:
    """``now`` after the chain; one with the link before it where that is the same grade and ends as
    this begins.
    """
    if chain and (chain[-1].school, chain[-1].grade, chain[-1].until) == (
        now.school,
        now.grade,
        now.since,
    ):
        return [*chain[:-1], now._replace(since=chain[-1].since)]
    return [*chain, now]
