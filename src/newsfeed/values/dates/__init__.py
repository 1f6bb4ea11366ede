"""Dates and durations: formatting and strict parsing of RFC 3339, RFC 822 and W3C-DTF, and a lenient parser for real feeds.

This package is the public interface; its modules are private to it. Every datetime that its functions accept or return is
timezone-aware.
"""

from newsfeed.values.dates.durations import iso_duration, parse_duration
from newsfeed.values.dates.formatting import has_fraction, is_aware, rfc822, rfc3339
from newsfeed.values.dates.lenient import MAX_DATE_LENGTH, DateReading, DateRemark, parse_date, read_date
from newsfeed.values.dates.strict_rfc822 import parse_rfc822
from newsfeed.values.dates.strict_rfc3339 import parse_rfc3339, parse_w3cdtf
from newsfeed.values.dates.zones import parse_zone

__all__ = [
    "MAX_DATE_LENGTH",
    "DateReading",
    "DateRemark",
    "has_fraction",
    "is_aware",
    "iso_duration",
    "parse_date",
    "parse_duration",
    "parse_rfc822",
    "parse_rfc3339",
    "parse_w3cdtf",
    "parse_zone",
    "read_date",
    "rfc822",
    "rfc3339",
]
