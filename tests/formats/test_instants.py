"""Days and times in the dress of many forms: the day is read where it is certain, else not at
all.
"""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from graph_service.formats.instants import Moment, is_in_numbers, moment, order_shown, serial_day

DAY = date(2026, 11, 3)
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-03",
        "2026-11-3",
        "20261103",
        "2026/11/03 11:07:29 AM AST",
        "2026/11/03 2:15:02 PM GMT-5",
        "2026. 11. 3 오전 10:22:33",
        "2026. 11. 3. 오후 1:22",
        "2026年11月3日 10:22",
        "2026/11/03(火) 10:22",
        "2026-11-03 10:22:33.123456",
        "2026-11-03T10:00:00.000+01:00",
        "2026-11-03T23:59:59-10:00",
        "2026-11-03 10:22:33 America/New_York",
        "2026-11-03 10:22:33 a. m.",
        "3.11.2026 10:22",
        "03.11.2026, 10:22:33",
        "Nov 3, 2026",
        "Nov. 3, 2026",
        "November 3rd, 2026 at 10:22 AM",
        "3rd November 2026",
        "03-Nov-2026",
        "3. November 2026 um 10:22",
        "3 novembre 2026 à 10h22",
        "martes, 3 de noviembre de 2026, 10:22:33",
        "3 ноября 2026 г., 10:22",
        "3 Kasım 2026",
        "Tue, 03 Nov 2026 10:22:33 +0000",
        "Tue Nov 03 2026 10:22:33 GMT+0100 (Central European Standard Time)",
    ],
)
def test_the_day_is_read_in_every_dress_in_which_it_is_certain(text: str) -> None:
    """The order of days in numbers concerns other days; an ISO day is read as it stands."""
    found = {order: moment(text, order) for order in ("iso", "day-first")}
    assert [read.day if read else None for read in found.values()] == [DAY, DAY]


@pytest.mark.parametrize(
    "text",
    [
        "03/11/2026",
        "3/11/2026 10:22 AM",
        "03-11-2026 10:22",
        "03.11.2026",
        "3/11/26",
        "03-Nov-26",
        "2026-02-30",
        "2026-13-01",
        "2026-11-03 to 2026-11-05",
        "2026-11-03 / Tia",
        "listopada 3, 2026",
        "yesterday",
        "10:22",
        "46329.5",
        "1001",
        "",
    ],
)
def test_a_day_that_may_be_another_or_none_is_not_read(text: str) -> None:
    """Nobody guesses whether 03/11/2026 is March or November."""
    assert moment(text) is None


def test_the_setting_says_how_days_in_numbers_are_written() -> None:
    """With a time or not, the year in four digits or two."""
    for text in (
        "03/11/2026",
        "3/11/2026 10:22 AM",
        "03.11.2026",
        "3-11-2026 10:22",
        "3/11/26 10:22",
    ):
        assert is_in_numbers(text)
        days = [read.day for order in ("day-first", "month-first") if (read := moment(text, order))]
        assert days == [DAY, date(2026, 3, 11)]
    assert moment("25/11/2026", "month-first") is None
    assert not is_in_numbers("2026-11-03")


def test_a_column_shows_its_order_by_a_day_that_can_be_but_one() -> None:
    """Only where no other cell of it shows the other."""
    assert order_shown(["03/11/2026", "25/11/2026 8:00"]) == ("day-first", "25/11/2026 8:00")
    assert order_shown(["03/11/2026", "11/25/2026"]) == ("month-first", "11/25/2026")
    assert order_shown(["25/11/2026", "11/25/2026"]) is None
    assert order_shown(["03/11/2026", "25/11/26", "2026-11-25"]) is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026-11-04T02:00:00Z", Moment(DAY, time(21), timedelta(hours=-5))),
        ("2026-11-04 02:00:00 UTC", Moment(DAY, time(21), timedelta(hours=-5))),
        ("2026-11-04T02:00:00+00:00", Moment(DAY, time(21), timedelta(hours=-5))),
        ("2026-11-03T23:30:00-10:00", Moment(DAY, time(23, 30), timedelta(hours=-10))),
        ("2026-11-03 11:30 PM PST", Moment(DAY, time(23, 30))),
        ("2026-11-03 12:05 AM", Moment(DAY, time(0, 5))),
        ("2026-11-03 오후 12:05", Moment(DAY, time(12, 5))),
        ("2026-11-03 10:05 abends", Moment(DAY)),
    ],
)
def test_only_an_instant_in_utc_is_turned_to_the_schools_time_zone(text: str, read: Moment) -> None:
    """Any other time is somebody's clock, and its day the day of who wrote; an unknown word leaves
    the time open.
    """
    assert moment(text, zone=NEW_YORK) == read


def test_which_of_two_moments_is_later_is_told_where_it_is_certain() -> None:
    """By day and time, across zones where both say theirs."""
    morning, evening, day = Moment(DAY, time(9)), Moment(DAY, time(21)), Moment(DAY)
    assert evening.is_comparable(morning)
    assert evening.is_after(morning)
    assert not morning.is_after(evening)
    assert not day.is_comparable(morning)
    assert Moment(date(2026, 11, 4)).is_after(evening)
    east, west = Moment(DAY, time(9), timedelta(hours=9)), Moment(DAY, time(1), timedelta(0))
    assert west.is_after(east)


def test_a_spreadsheets_number_is_a_day_counted_from_1900() -> None:
    """With a part of a day or without one."""
    assert serial_day("46329.4638") == serial_day("46329") == DAY
    assert serial_day("1001") is None
