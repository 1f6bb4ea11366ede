"""Time zones: offsets and their limits, names of RFC 822 and of feeds, and the American names of two halves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newsfeed.values.dates import parse_zone
from newsfeed.values.dates.zones import (
    AMBIGUOUS_ZONES,
    LENIENT_ZONE_MINUTES,
    american_zone,
    lenient_zone,
    named_zone,
    rfc822_zone,
    zone_of_offset,
)


@pytest.mark.parametrize(
    ("sign", "hours", "minutes", "offset"),
    [
        ("+", "00", "", timedelta()),
        ("-", "00", "00", timedelta()),
        ("+", "00", "01", timedelta(minutes=1)),
        ("+", "05", "30", timedelta(hours=5, minutes=30)),
        ("-", "03", "30", -timedelta(hours=3, minutes=30)),
        ("+", "23", "59", timedelta(hours=23, minutes=59)),
        ("-", "23", "59", -timedelta(hours=23, minutes=59)),
    ],
)
def test_an_offset_has_up_to_23_hours_and_59_minutes(sign: str, hours: str, minutes: str, offset: timedelta) -> None:
    assert zone_of_offset(sign, hours, minutes).utcoffset(None) == offset
    assert (zone_of_offset(sign, hours, minutes) is UTC) is (not offset)


@pytest.mark.parametrize(("hours", "minutes"), [("24", ""), ("24", "00"), ("23", "60"), ("00", "60"), ("99", "99")])
def test_a_larger_offset_is_refused(hours: str, minutes: str) -> None:
    with pytest.raises(ValueError, match="hours 00 to 23 and minutes 00 to 59"):
        zone_of_offset("+", hours, minutes)


@pytest.mark.parametrize(
    ("name", "minutes"),
    [
        *(
            ("GMT", 0),
            ("ut", 0),
            ("Z", 0),
            ("EST", -300),
            ("edt", -240),
            ("pdt", -420),
            ("+0530", 330),
            ("-0330", -210),
        ),
        *((letter, -60 * number) for number, letter in enumerate("ABCDEFGHIKLM", 1)),
        *((letter, 60 * number) for number, letter in enumerate("NOPQRSTUVWXY", 1)),
    ],
)
def test_zones_of_rfc_822_have_the_signs_of_its_section_5_1(name: str, minutes: int) -> None:
    assert rfc822_zone(name).utcoffset(None) == timedelta(minutes=minutes)


@pytest.mark.parametrize("name", ["J", "CET", "xx", "GMT+1"])
def test_other_names_are_no_zones_of_rfc_822(name: str) -> None:
    with pytest.raises(ValueError, match=r"^write the zone as GMT or an offset such as \+0200, not"):
        rfc822_zone(name)


@pytest.mark.parametrize(
    ("name", "minutes"),
    [("cest", 120), ("nst", -210), ("acst", 570), ("z", 0), ("+05:30", 330), ("-0530", -330), ("+02", 120)],
)
def test_zones_of_feeds_go_beyond_rfc_822(name: str, minutes: int) -> None:
    zone = lenient_zone(name)
    assert zone is not None
    assert zone.utcoffset(None) == timedelta(minutes=minutes)


@pytest.mark.parametrize("name", ["ist", "gst", "CEST", "j", "mars"])
def test_a_name_of_several_offsets_or_of_none_is_unknown(name: str) -> None:
    assert lenient_zone(name) is None


def test_the_ambiguous_names_are_read_and_none_is_of_rfc_822() -> None:
    assert LENIENT_ZONE_MINUTES.keys() >= AMBIGUOUS_ZONES
    for name in AMBIGUOUS_ZONES:
        with pytest.raises(ValueError, match="write the zone"):
            rfc822_zone(name)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("Z", timedelta()),
        ("utc", timedelta()),
        (" GMT ", timedelta()),
        ("+00:00", timedelta()),
        ("+05:30", timedelta(hours=5, minutes=30)),
        ("-0330", -timedelta(hours=3, minutes=30)),
        ("+02", timedelta(hours=2)),
        ("Asia/Kolkata", timedelta(hours=5, minutes=30)),
        ("Etc/GMT+5", -timedelta(hours=5)),
        ("America/Argentina/Buenos_Aires", -timedelta(hours=3)),
    ],
)
def test_a_zone_is_written_as_an_offset_or_a_name(text: str, offset: timedelta) -> None:
    assert parse_zone(text).utcoffset(datetime(2026, 1, 1)) == offset  # noqa: DTZ001


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "/etc/localtime", "../x", "Europe/Berlin\0"])
def test_a_name_that_is_not_in_the_database_is_no_zone(name: str) -> None:
    assert named_zone(name) is None


@pytest.mark.parametrize("year", [1987, 1990, 1993, 2006, 2007, 2010, 2026])
def test_american_zones_change_on_the_days_of_the_uniform_time_act(year: int) -> None:
    """The two hours are those before the first change of a day and after the second."""
    new_york = ZoneInfo("America/New_York")
    days = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=number) for number in range(365)]
    times = [day + time for day in days for time in (timedelta(hours=1, minutes=59), timedelta(hours=3))]
    assert [american_zone("est", "edt", time).utcoffset(None) for time in times] == [
        time.replace(tzinfo=new_york).utcoffset() for time in times
    ]


def test_american_zones_are_uncertain_before_1987() -> None:
    assert american_zone("pst", "pdt", datetime(1987, 1, 1, tzinfo=UTC)).utcoffset(None) == -timedelta(hours=8)
    with pytest.raises(ValueError, match="before 1987"):
        american_zone("pst", "pdt", datetime(1986, 12, 31, 23, 59, tzinfo=UTC))


def test_american_zones_change_at_two_in_the_morning() -> None:
    winter, summer = -timedelta(hours=8), -timedelta(hours=7)
    for time, offset in (
        (datetime(2026, 3, 8, 1, 59, 59, tzinfo=UTC), winter),
        (datetime(2026, 3, 8, 2, tzinfo=UTC), summer),
        (datetime(2026, 11, 1, 1, 59, 59, tzinfo=UTC), summer),
        (datetime(2026, 11, 1, 2, tzinfo=UTC), winter),
    ):
        assert american_zone("pst", "pdt", time).utcoffset(None) == offset, time
