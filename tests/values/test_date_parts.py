"""The parts of dates: the time of day, years, days, names of months and weekdays, and fractions of a second."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from newsfeed.values.dates import has_fraction, parse_date, read_date
from newsfeed.values.dates.iso8601 import clock_time, iso8601_date
from newsfeed.values.dates.names import DAYS, MONTHS, fillers, fold_spelling, halves, month_words, weekday_words
from newsfeed.values.dates.strict_rfc822 import full_year

_ZONE = timezone(timedelta(hours=3))

# --- the time of day -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "clock"),
    [
        ((None, None, None, None), timedelta()),
        (("0", "0", "0", ".0"), timedelta()),
        (("9", None, None, None), timedelta(hours=9)),
        (("09", "07", "05", None), timedelta(hours=9, minutes=7, seconds=5)),
        (("23", "59", "59", ",999999"), timedelta(days=1) - timedelta(microseconds=1)),
        (("23", "59", "60", None), timedelta(days=1)),
        (("24", None, None, None), timedelta(days=1)),
        (("24", "00", "00", ".0"), timedelta(days=1)),
        # a fraction is one of the last part that is present
        (("1", None, None, ".5"), timedelta(hours=1, minutes=30)),
        (("1", "1", None, ".5"), timedelta(hours=1, minutes=1, seconds=30)),
        (("1", "1", "1", ".5"), timedelta(hours=1, minutes=1, seconds=1, milliseconds=500)),
        # nine digits of it count
        (("1", None, None, ".000000001"), timedelta(hours=1, microseconds=3)),
        (("1", "1", "1", ".1234567899999"), timedelta(hours=1, minutes=1, seconds=1, microseconds=123456)),
    ],
)
def test_the_time_since_midnight(parts: tuple[str | None, ...], clock: timedelta) -> None:
    assert clock_time(*parts) == clock


@pytest.mark.parametrize(
    "parts",
    [
        ("25", None, None, None),
        ("24", "01", None, None),
        ("24", "00", "01", None),
        ("24", None, None, ".1"),
        ("23", "60", None, None),
        ("0", "60", "0", None),
        ("23", "59", "61", None),
    ],
)
def test_a_time_after_midnight_of_the_next_day_is_refused(parts: tuple[str | None, ...]) -> None:
    with pytest.raises(ValueError, match="write the time as 00:00:00 to 23:59:59"):
        clock_time(*parts)


# --- days ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("digits", "year"),
    [("00", 2000), ("01", 2001), ("49", 2049), ("50", 1950), ("51", 1951), ("99", 1999), ("0049", 49), ("2026", 2026)],
)
def test_years_of_two_digits_are_1950_to_2049(digits: str, year: int) -> None:
    assert full_year(digits) == year


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2003-001", (2003, 1, 1)),
        ("2003-365", (2003, 12, 31)),
        ("2004-366", (2004, 12, 31)),
        ("2003001", (2003, 1, 1)),
        ("03-001", (2003, 1, 1)),
        ("03001", (2003, 1, 1)),
        ("2003-w01-1", (2002, 12, 30)),
        ("2003-w01-7", (2003, 1, 5)),
        ("2003w017", (2003, 1, 5)),
        ("2003-w01", (2002, 12, 30)),
        ("2003w01", (2002, 12, 30)),
        ("20031231", (2003, 12, 31)),
        ("031231", (2003, 12, 31)),
        ("2003-1-2", (2003, 1, 2)),
        ("03-01-02", (2003, 1, 2)),
        ("2003-11", (2003, 11, 1)),
        ("2003", (2003, 1, 1)),
        ("-0311", (2003, 11, 1)),
        ("-03-11", (2003, 11, 1)),
        ("-03", (2003, 1, 1)),
    ],
)
def test_days_of_iso_8601(text: str, day: tuple[int, int, int]) -> None:
    assert iso8601_date(text, _ZONE) == datetime(*day, tzinfo=_ZONE)


@pytest.mark.parametrize(
    "text", ["2003-000", "2003-366", "2004-367", "2003-w00", "2003-w53-1", "2003-00-01", "2003-13"]
)
def test_days_that_no_calendar_has_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        iso8601_date(text, _ZONE)


@pytest.mark.parametrize(
    "text",
    ["2003 10:00", "2003-11 10:00", "2003-w01 10:00", "2003z", "2003-11z", "2003-12-31 mars", "12:00", "5 may 2003"],
)
def test_a_time_or_zone_needs_a_whole_day(text: str) -> None:
    assert iso8601_date(text, _ZONE) is None


# --- names -----------------------------------------------------------------------------------------------------------------


def test_the_names_of_the_standard_are_among_all_names() -> None:
    assert [month_words()[name.lower()] for name in MONTHS[1:]] == list(range(1, 13))
    assert {name.lower() for name in DAYS} <= weekday_words()


@pytest.mark.parametrize(
    ("word", "month"),
    [
        ("january", 1),
        ("sept", 9),
        ("juill", 7),
        ("jui", None),  # juin or juillet
        ("ju", None),
        ("no", None),
        ("cerven", 6),
        ("cervene", 7),  # only cervenec begins so
        ("cerve", None),
        ("marz", 3),
        ("feber", 2),
        ("mrt", 3),
        ("كانون_الاول", 12),
        ("monday", None),
    ],
)
def test_a_month_is_abbreviated_to_three_letters_or_more_if_no_other_begins_so(word: str, month: int | None) -> None:
    assert month_words().get(word) == month


@pytest.mark.parametrize(
    ("word", "is_weekday"),
    [
        *(("monday", True), ("mon", True), ("mond", True), ("mo", True), ("tue", True), ("tu", False), ("t", False)),
        *(
            ("we", False),
            ("miercoles", True),
            ("mie", True),
            ("пн", True),
            ("пон", True),
            ("по", False),
            ("may", False),
        ),
    ],
)
def test_a_weekday_is_abbreviated_to_three_letters_or_has_a_short_name(word: str, *, is_weekday: bool) -> None:
    assert (word in weekday_words()) is is_weekday


def test_words_beside_the_parts_of_a_date() -> None:
    assert {"of", "uhr", "de", "th", "г"} <= fillers()
    assert not fillers() & halves().keys()
    assert {halves()["tarde"], halves()["pm"], halves()["abends"]} == {"pm"}
    assert {halves()["am"], halves()["matin"]} == {"am"}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("5. MÄRZ  2004", "5. marz 2004"),
        ("5\u20135\u22125", "5-5-5"),
        ("10 p. m.", "10 pm"),
        ("10 a.m", "10 am"),
        ("\u0663\u0664", "34"),
        ("2024年5月28日 10時20分30秒", "2024-5-28 10:20:30"),
        ("2024年5月28日 10時", "2024-5-28 10:00"),
        ("2004년 5월 28일 금요일 오후 3시 20분", "2004-5-28 pm 3:20"),
        ("A | B", "a , b"),
        ("Kas\u0131m", "kasim"),
    ],
)
def test_spellings_are_folded(text: str, folded: str) -> None:
    assert " ".join(fold_spelling(text).replace("- ", "-").split()) == folded


# --- fractions -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("microsecond", "offset", "expected"),
    [
        (0, timedelta(), False),
        (1, timedelta(), True),
        (999_999, timedelta(), True),
        (0, timedelta(hours=2, seconds=1), False),
        (0, timedelta(microseconds=1), True),
        (1, timedelta(microseconds=1), False),
        (0, -timedelta(microseconds=1), True),
        (999_999, -timedelta(microseconds=1), False),
    ],
)
def test_a_fraction_of_a_second_is_one_of_the_instant(microsecond: int, offset: timedelta, *, expected: bool) -> None:
    assert has_fraction(datetime(2026, 1, 1, microsecond=microsecond, tzinfo=timezone(offset))) is expected


# --- the message -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["\x01" + "x " * 30, "x" * 60 + " BC", "10:00 " + "x" * 60])
def test_a_message_about_a_date_quotes_40_characters(text: str) -> None:
    with pytest.raises(ValueError, match=r"^cannot read the date .{40}: ") as caught:
        read_date(text)
    assert str(caught.value)[len("cannot read the date ") :][39] == "…"


def test_a_datetime_of_midnight_with_a_time_is_not_a_day() -> None:
    for text, remark in (("2026-05-18 00:00", "ZONE_MISSING"), ("2026-05-18 0h", "ZONE_MISSING"), ("2026-05-18", None)):
        reading = read_date(text)
        assert reading.value == datetime(2026, 5, 18, tzinfo=UTC)
        assert (reading.remark.name if reading.remark else None) == remark


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("10h36m28s 5 Sep 2002 -0300", -3),
        ("5 Sep 2002 10h36m28s +03:00", 3),
        ("10h36m28s 2002-09-05 +0200", 2),
        ("5 Sep 2002 10h36m28s EST", -5),
        ("5 Sep 2002 10h36m28s", 0),
    ],
)
def test_dates_that_only_dateutil_reads_have_their_zones(text: str, hours: int) -> None:
    value = read_date(text).value
    assert value == datetime(2002, 9, 5, 10, 36, 28, tzinfo=timezone(timedelta(hours=hours)))


@pytest.mark.parametrize("text", ["5 Sep 2002 10h36m28s XYZ", "Sep 10h36m28s", "2002 10h36m28s", "5 Sep 02 10h36m28s"])
def test_dates_that_dateutil_would_complete_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="cannot read the date"):
        read_date(text)


@pytest.mark.parametrize("text", ["12", "123", "12345678901", "1234567890.1234567890", "٣٣٣٣٣٣٣٣٣٣٣٣"])
def test_other_numbers_are_no_epoch(text: str) -> None:
    with pytest.raises(ValueError, match="cannot read the date"):
        read_date(text)


def test_a_message_about_a_zone_quotes_12_characters_of_it_and_40_of_the_date() -> None:
    date, zone = "'18 May 2026 09:30:00 Mars/Olympus_Mons…", "'Mars/Olymp…"
    with pytest.raises(ValueError, match=f"^cannot read the date {date}: the zone {zone} is unknown"):
        parse_date("18 May 2026 09:30:00 Mars/Olympus_Mons_And_More")
