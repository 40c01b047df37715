"""Days and times as forms write them, each in the dress of its language: read where the day is
certain, else not at all.

Certain is a day that begins with its year, one whose month is a name, and one in numbers and points
with a time of day, as only day-first languages write it. Whether 03/11/2026 is March or November
only the setting ``--dates`` says, or another cell of the same column that can be but one of them.
The day is the one that is written, whatever time zone stands beside it; an instant in UTC, which is
nobody's clock, is turned to the school's time zone.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from graph_service.formats.month_names import MONTHS
from graph_service.formats.spelling import folded

ORDERS = ("day-first", "month-first")

_EPOCH = date(1899, 12, 30)
_MONTH = 12
_HALF_DAY = 12
_WORD = r"[^\W\d_]+"
_YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4}) ?[-/.年년] ?(?P<month>[0-9]{1,2}) ?[-/.月월] ?"
    r"(?P<day>[0-9]{1,2}) ?[.日일]?"
)
_COMPACT = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?=[tT][0-9]|$)")
_NUMBERS = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<mark>[/.-]) ?(?P<second>[0-9]{1,2})(?P=mark) ?"
    r"(?P<year>[0-9]{4}|[0-9]{2})(?![0-9])"
)
_LEAD = rf"(?:{_WORD}\.?,? )?"
_DAY_NAMED = re.compile(
    rf"{_LEAD}(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|er|\.|º)?[ -](?:de |of )?"
    rf"(?P<name>{_WORD})\.?,?[ -](?:de |del )?"
    r"(?P<year>[0-9]{4})(?![0-9])(?: ?г\.?)?"
)
_NAMED_DAY = re.compile(
    rf"{_LEAD}(?P<name>{_WORD})\.?[ -](?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?[ -]"
    r"(?P<year>[0-9]{4})(?![0-9])"
)
_SERIAL = re.compile(r"(?P<day>[0-9]{5})(?P<part>[.,][0-9]+)?")
_BEFORE_NOON = frozenset("am a.m. a.m vorm. 오전 上午 午前 π.μ.".split())
_AFTER_NOON = frozenset("pm p.m. p.m nachm. 오후 下午 午後 μ.μ.".split())
_CLOCK = re.compile(
    rf"(?: ?\({_WORD}\.?\))?[ ,tT]*(?:(?:at|um|à|a las|kl\.?) )?"
    r"(?P<before>오전|오후|上午|下午|午前|午後)? ?"
    r"(?P<hour>[0-9]{1,2})[:.h時시] ?(?P<minute>[0-9]{2})[分분]?"
    r"(?:[:.] ?(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r"(?: ?(?P<after>[ap]\. ?m\.?|[ap]m\b|vorm\.|nachm\.|π\.μ\.|μ\.μ\.|"
    r"오전|오후|上午|下午|午前|午後))?"
    r" ?(?P<zone>z|[+-][0-9]{1,2}(?::?[0-9]{2})?|"
    rf"{_WORD}(?:[ /_]{_WORD})*(?: ?[+-][0-9]{{1,2}}(?::?[0-9]{{2}})?)?)?"
    r"(?: ?\([^()]{1,60}\))?",
    re.IGNORECASE,
)
_NO_CLOCK = re.compile(rf"(?: ?\({_WORD}\.?\))?[ ,.]*")
_UTC = re.compile(r"z|(?:utc|gmt)(?:[+-]0?0(?::?00)?)?|[+-]00(?::?00)?", re.IGNORECASE)
_OFFSET = re.compile(
    r"(?:z|utc|gmt)?(?P<sign>[+-])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?", re.IGNORECASE
)
_ZONE = re.compile(r"[A-Z]{1,5}")


class Moment(NamedTuple):
    """A day, with the time of day where it is known, and how far that lies from UTC where that
    is.
    """

    day: date
    clock: time | None = None
    offset: timedelta | None = None

    def is_comparable(self, other: "Moment") -> bool:
        """Whether it is certain which of the two is the later, or that they are the same."""
        if self.offset is None or other.offset is None:
            return self.day != other.day or (self.clock is not None and other.clock is not None)
        return self.clock is not None and other.clock is not None

    def is_after(self, other: "Moment") -> bool:
        """Whether it is the later of two that are comparable."""
        clocks = self.clock or time.min, other.clock or time.min
        mine, its = datetime.combine(self.day, clocks[0]), datetime.combine(other.day, clocks[1])
        if self.offset is not None and other.offset is not None:
            return mine - self.offset > its - other.offset
        return mine > its


def moment(text: str, order: str = "iso", zone: tzinfo = UTC) -> Moment | None:
    """The day and time that the text certainly is; None where it is none, or may be another.

    ``order`` is how days in numbers are written: one of ``ORDERS``, or ``iso`` where nobody says
    so.

    >>> moment("2026/11/03 2:15:02 PM AST").day
    datetime.date(2026, 11, 3)
    >>> moment("03/11/2026") is None
    True
    """
    plain = _plain(text)
    for pattern in (_YEAR_FIRST, _COMPACT, _NUMBERS, _DAY_NAMED, _NAMED_DAY):
        found = pattern.match(plain)
        if found is not None:
            rest = plain[found.end() :]
            day = _day(found, order, timed=bool(_CLOCK.fullmatch(rest)))
            if day is not None:
                return _timed(day, rest, zone)
    return None


def order_shown(texts: Iterable[str]) -> tuple[str, str] | None:
    """The order in which a column writes its days in numbers, where some can be but one and none
    can be but the other.

    With the text that shows it. A form writes all days of a column alike.
    """
    shown: dict[str, str] = {}
    for text in texts:
        found = _NUMBERS.match(_plain(text))
        if found is None or len(found["year"]) == len("26"):
            continue
        first, second = int(found["first"]), int(found["second"])
        if first > _MONTH >= second:
            shown.setdefault("day-first", text)
        elif second > _MONTH >= first:
            shown.setdefault("month-first", text)
    return next(iter(shown.items())) if len(shown) == 1 else None


def is_in_numbers(text: str) -> bool:
    """Whether the text is a day in numbers whose order is to be said: 03/11/2026."""
    found = _NUMBERS.match(_plain(text))
    return found is not None and any(
        _day(found, order, timed=False) is not None for order in ORDERS
    )


def serial_day(text: str) -> date | None:
    """The day that a spreadsheet's number stands for, counted from 1900."""
    found = _SERIAL.fullmatch(text.strip())
    return _EPOCH + timedelta(days=int(found["day"])) if found is not None else None


def _plain(text: str) -> str:
    """The text with plain spaces and digits."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _day(found: re.Match[str], order: str, *, timed: bool) -> date | None:
    parts = found.groupdict()
    year = int(parts["year"])
    if "name" in parts:
        month, of_month = MONTHS.get(folded(parts["name"]), 0), int(parts["day"])
    elif "first" not in parts:
        month, of_month = int(parts["month"]), int(parts["day"])
    else:
        if order not in ORDERS and parts["mark"] == "." and timed and year > 99:
            order = "day-first"
        if order not in ORDERS:
            return None
        numbers = int(parts["first"]), int(parts["second"])
        of_month, month = numbers if order == "day-first" else numbers[::-1]
        year = year if len(parts["year"]) > len("26") else 2000 + year
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def _timed(day: date, rest: str, zone: tzinfo) -> Moment | None:
    """The moment of a day and what is written after it; None where that is not a time."""
    if _NO_CLOCK.fullmatch(rest):
        return Moment(day)
    found = _CLOCK.fullmatch(rest)
    if found is None:
        return None
    clock, written = _clock(found), (found["zone"] or "").strip()
    if clock is None:
        return Moment(day)
    if _UTC.fullmatch(written):
        here = datetime.combine(day, clock, UTC).astimezone(zone)
        return Moment(here.date(), here.time(), here.utcoffset())
    offset = _OFFSET.fullmatch(written)
    if offset is None:
        return Moment(day, clock)
    away = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
    return Moment(day, clock, -away if offset["sign"] == "-" else away)


def _clock(found: re.Match[str]) -> time | None:
    """The time of day; None where a word may say which half of the day it is, and is not known."""
    half = (found["before"] or found["after"] or "").casefold().replace(" ", "")
    zone = found["zone"] or ""
    if zone and not (_UTC.fullmatch(zone) or _OFFSET.fullmatch(zone) or _ZONE.fullmatch(zone)):
        return None
    hour = int(found["hour"])
    if half and not 1 <= hour <= _HALF_DAY:
        half = ""
    if half in _AFTER_NOON:
        hour = hour % _HALF_DAY + _HALF_DAY
    elif half in _BEFORE_NOON:
        hour %= _HALF_DAY
    try:
        return time(hour, int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        return None
