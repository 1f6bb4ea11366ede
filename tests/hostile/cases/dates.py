"""Date strings by kind, each with the instant that it means, or None if it means no certain instant.

A text without a zone means UTC, as feeds without one are read. None stands for a text whose instant no reader can know: no date
at all, no day that exists, no year, an ambiguous order, an unknown zone. An instant of those is a guess.
"""

import json
import re
from typing import Final, NamedTuple
from xml.sax.saxutils import escape


class DateCase(NamedTuple):
    """A date string.

    Attributes:
        text: the string as it is in the document.
        instant: the instant in RFC 3339, or None.
    """

    text: str
    instant: str | None


_RFC822: Final = (
    DateCase("Thu, 05 Sep 2002 07:02:01 GMT", "2002-09-05T07:02:01Z"),
    DateCase("Thu, 05 Sep 2002 07:02:01 +0000", "2002-09-05T07:02:01Z"),
    DateCase("Thu, 05 Sep 2002 07:02:01 -0000", "2002-09-05T07:02:01Z"),
    DateCase("Thu, 05 Sep 2002 07:02:01 UT", "2002-09-05T07:02:01Z"),
    DateCase("Thu, 05 Sep 2002 07:02:01 Z", "2002-09-05T07:02:01Z"),
    DateCase("Thu, 05 Sep 2002 07:02:01 EST", "2002-09-05T12:02:01Z"),
    DateCase("Thu, 05 Sep 2002 07:02:01 EDT", "2002-09-05T11:02:01Z"),
    DateCase("Thu, 05 Sep 2002 07:02:01 PST", "2002-09-05T15:02:01Z"),
    DateCase("Thu, 05 Sep 2002 07:02:01 MDT", "2002-09-05T13:02:01Z"),
    DateCase("Thu, 05 Sep 2002 07:02:01 +0530", "2002-09-05T01:32:01Z"),
    DateCase("Thu, 05 Sep 2002 07:02:01 -0330", "2002-09-05T10:32:01Z"),
    DateCase("Thu, 05 Sep 2002 07:02:01 +1400", "2002-09-04T17:02:01Z"),
    DateCase("05 Sep 2002 07:02:01 GMT", "2002-09-05T07:02:01Z"),
    DateCase("5 Sep 2002 07:02 GMT", "2002-09-05T07:02:00Z"),
    DateCase("Thu, 5 Sep 02 07:02:01 GMT", "2002-09-05T07:02:01Z"),
    DateCase("Fri, 09 Feb 96 23:59:45 GMT", "1996-02-09T23:59:45Z"),
    DateCase("Thu,05 Sep 2002 07:02:01 GMT", "2002-09-05T07:02:01Z"),
    DateCase("THU, 05 SEP 2002 07:02:01 gmt", "2002-09-05T07:02:01Z"),
    DateCase("\n Thu,\n\t05 Sep 2002\n 07:02:01 GMT\n", "2002-09-05T07:02:01Z"),
    DateCase("Thu, 05 Sep 2002 07:02:01 GMT (a comment)", "2002-09-05T07:02:01Z"),
    DateCase("Thu (a (nested) comment), 05 Sep 2002 07:02:01 +0200", "2002-09-05T05:02:01Z"),
    DateCase("Mon, 05 Sep 2002 07:02:01 GMT", "2002-09-05T07:02:01Z"),  # a wrong weekday
    DateCase("Thu, 5 Sep 2002 7:2:1 GMT", "2002-09-05T07:02:01Z"),
    DateCase("Thu, 05 Sep 2002 07:02:01", "2002-09-05T07:02:01Z"),
    DateCase("Thu, 05 Sep 2002", "2002-09-05T00:00:00Z"),
    DateCase("Thu, 05 September 2002 07:02:01 GMT", "2002-09-05T07:02:01Z"),
    DateCase("Thursday, 05 Sep 2002 07:02:01 GMT", "2002-09-05T07:02:01Z"),
    DateCase("Thu 05 Sep 2002 07:02:01 GMT", "2002-09-05T07:02:01Z"),
    DateCase("Thu, 05 Sep 2002 07:02:01 +02:00", "2002-09-05T05:02:01Z"),
    DateCase("Thu, 05 Sep 2002 07:02:01 GMT+0200", "2002-09-05T05:02:01Z"),
    DateCase("Thu, 30 Feb 2002 07:02:01 GMT", None),
    DateCase("Thu, 32 Sep 2002 07:02:01 GMT", None),
    DateCase("Thu, 00 Sep 2002 07:02:01 GMT", None),
    DateCase("Thu, 05 Sep 2002 25:02:01 GMT", None),
    DateCase("Thu, 05 Sep 2002 07:61:01 GMT", None),
    DateCase("Thu, 05 Sep 2002 07:02:61 GMT", None),
    DateCase("Thu, 05 Xyz 2002 07:02:01 GMT", None),
    DateCase("Thu, 05 Sep 2002 07:02:01 +2460", None),
    DateCase("Thu, 05 Sep 2002 07:02:01 +9999", None),
    DateCase("Fri, 29 Feb 1900 00:00:00 GMT", None),
)

_RFC850: Final = (
    DateCase("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"),
    DateCase("Sunday, 06-Nov-1994 08:49:37 GMT", "1994-11-06T08:49:37Z"),
    DateCase("06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"),
    DateCase("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"),
    DateCase("Sun Nov 6 08:49:37 GMT 1994", "1994-11-06T08:49:37Z"),
    DateCase("Sun Nov 6 08:49:37 PST 1994", "1994-11-06T16:49:37Z"),
    DateCase("Sun Nov 06 1994 08:49:37 GMT+0100 (CET)", "1994-11-06T07:49:37Z"),
    DateCase("Sun Nov 31 08:49:37 1994", None),
)

_RFC3339: Final = (
    DateCase("2003-12-13T18:30:02Z", "2003-12-13T18:30:02Z"),
    DateCase("2003-12-13T18:30:02.25Z", "2003-12-13T18:30:02.250000Z"),
    DateCase("2003-12-13T18:30:02.123456789123Z", "2003-12-13T18:30:02.123456Z"),
    DateCase("2003-12-13T18:30:02+01:00", "2003-12-13T17:30:02Z"),
    DateCase("2003-12-13T18:30:02-23:59", "2003-12-14T18:29:02Z"),
    DateCase("2003-12-13T18:30:02-00:00", "2003-12-13T18:30:02Z"),
    DateCase("2003-12-13t18:30:02z", "2003-12-13T18:30:02Z"),
    DateCase("2003-12-13 18:30:02Z", "2003-12-13T18:30:02Z"),
    DateCase("2003-12-13 18:30:02+01:00", "2003-12-13T17:30:02Z"),
    DateCase("2003-12-13 18:30:02", "2003-12-13T18:30:02Z"),
    DateCase("2003-12-13T18:30:02", "2003-12-13T18:30:02Z"),
    DateCase("2003-12-13T18:30", "2003-12-13T18:30:00Z"),
    DateCase("2003-12-13T18:30Z", "2003-12-13T18:30:00Z"),
    DateCase("2003-12-13T18:30:02+0100", "2003-12-13T17:30:02Z"),
    DateCase("2003-12-13T18:30:02+01", "2003-12-13T17:30:02Z"),
    DateCase("2003-12-13T18:30:02,5Z", "2003-12-13T18:30:02.500000Z"),
    DateCase("2003-12-13", "2003-12-13T00:00:00Z"),
    DateCase("2003-12", "2003-12-01T00:00:00Z"),
    DateCase("2003", "2003-01-01T00:00:00Z"),
    DateCase("2000-02-29T12:00:00Z", "2000-02-29T12:00:00Z"),
    DateCase("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
    DateCase("0987-06-05T04:03:02Z", "0987-06-05T04:03:02Z"),
    DateCase("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
    DateCase("1969-07-20T20:17:40Z", "1969-07-20T20:17:40Z"),
    DateCase("2003-13-13T18:30:02Z", None),
    DateCase("2003-00-13T18:30:02Z", None),
    DateCase("2003-12-00T18:30:02Z", None),
    DateCase("2003-12-32T18:30:02Z", None),
    DateCase("2003-02-29T18:30:02Z", None),
    DateCase("2003-06-31T18:30:02Z", None),
    DateCase("2003-12-13T25:30:02Z", None),
    DateCase("2003-12-13T18:60:02Z", None),
    DateCase("2003-12-13T18:30:61Z", None),
    DateCase("2003-12-13T18:30:02+25:00", None),
    DateCase("2003-12-13T18:30:02+01:60", None),
    DateCase("2003-12-13T18:30:02+99:99", None),
    DateCase("2003-12-13T18:30:02ZZ", None),
    DateCase("0000-01-01T00:00:00Z", None),
    DateCase("0000-00-00T00:00:00Z", None),
    DateCase("0000-00-00 00:00:00", None),
)

_ISO8601: Final = (
    DateCase("20031213", "2003-12-13T00:00:00Z"),
    DateCase("20031213T183002Z", "2003-12-13T18:30:02Z"),
    DateCase("20031213T1830Z", "2003-12-13T18:30:00Z"),
    DateCase("20031213T183002+0100", "2003-12-13T17:30:02Z"),
    DateCase("20031213183002", "2003-12-13T18:30:02Z"),
    DateCase("2003-W50", "2003-12-08T00:00:00Z"),
    DateCase("2003-W50-6", "2003-12-13T00:00:00Z"),
    DateCase("2003W506T18:30:02Z", "2003-12-13T18:30:02Z"),
    DateCase("2004-W53-7", "2005-01-02T00:00:00Z"),
    DateCase("2004-W01-1", "2003-12-29T00:00:00Z"),
    DateCase("2003-347", "2003-12-13T00:00:00Z"),
    DateCase("2003347", "2003-12-13T00:00:00Z"),
    DateCase("2003-347T18:30:02Z", "2003-12-13T18:30:02Z"),
    DateCase("2004-366", "2004-12-31T00:00:00Z"),
    DateCase("2003-12-13T18.5Z", "2003-12-13T18:30:00Z"),
    DateCase("2003-12-13T18:30.5Z", "2003-12-13T18:30:30Z"),
    DateCase("2003-366", None),
    DateCase("2003-000", None),
    DateCase("2003-W53-1", None),
    DateCase("2003-W00-1", None),
    DateCase("2003-W54", None),
    DateCase("2003-W50-8", None),
    DateCase("2003-W50-0", None),
    DateCase("P1Y2M3DT4H", None),
    DateCase("2003-12-13T18:30:02Z/2004-12-13T18:30:02Z", None),
    DateCase("R5/2003-12-13T18:30:02Z/P1D", None),
)

_MIDNIGHT_AND_LEAP_SECONDS: Final = (
    DateCase("2003-12-31T24:00:00Z", "2004-01-01T00:00:00Z"),
    DateCase("Wed, 31 Dec 2003 24:00:00 GMT", "2004-01-01T00:00:00Z"),
    DateCase("2003-12-31 24:00", "2004-01-01T00:00:00Z"),
    DateCase("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
    DateCase("2016-12-31T23:59:60.5Z", "2017-01-01T00:00:00.500000Z"),
    DateCase("Sat, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00:00Z"),
    DateCase("1990-12-31T15:59:60-08:00", "1991-01-01T00:00:00Z"),
    DateCase("2003-12-31T24:00:01Z", None),
    DateCase("2003-12-31T24:01:00Z", None),
    DateCase("9999-12-31T24:00:00Z", None),
    DateCase("9999-12-31T23:59:60Z", None),
)

_ZONES: Final = (
    DateCase("Thu, 05 Sep 2002 07:02:01 CET", "2002-09-05T06:02:01Z"),
    DateCase("Thu, 05 Sep 2002 07:02:01 CEST", "2002-09-05T05:02:01Z"),
    DateCase("Thu, 05 Sep 2002 07:02:01 JST", "2002-09-04T22:02:01Z"),
    DateCase("Thu, 05 Sep 2002 07:02:01 AEST", "2002-09-04T21:02:01Z"),
    DateCase("Thu, 05 Sep 2002 07:02:01 NZST", "2002-09-04T19:02:01Z"),
    DateCase("Thu, 05 Sep 2002 07:02:01 HST", "2002-09-05T17:02:01Z"),
    DateCase("2002-09-05T07:02:01[Europe/Berlin]", "2002-09-05T05:02:01Z"),
    DateCase("2002-09-05T07:02:01+02:00[Europe/Berlin]", "2002-09-05T05:02:01Z"),
    DateCase("2002-09-05 07:02:01 America/New_York", "2002-09-05T11:02:01Z"),
    DateCase("2002-01-05 07:02:01 America/New_York", "2002-01-05T12:02:01Z"),
    DateCase("2002-09-05 07:02:01 UTC", "2002-09-05T07:02:01Z"),
    DateCase("2002-09-05 07:02:01 GMT-05:00", "2002-09-05T12:02:01Z"),
    DateCase("2002-09-05T07:02:01 +08:00", "2002-09-04T23:02:01Z"),
    DateCase("2002-09-05 07:02:01 XYZ", None),
    DateCase("Thu, 05 Sep 2002 07:02:01 FOO", None),
    DateCase("2002-09-05T07:02:01[Nowhere/Atlantis]", None),
    DateCase("2002-09-05T07:02:01[../../etc/passwd]", None),
    DateCase("2002-09-05 07:02:01 ../../../etc/passwd", None),
    DateCase("2002-09-05T07:02:01+05:53:28", None),  # RFC 3339 has no offsets with seconds
    DateCase("2002-09-05T07:02:01+1:00", "2002-09-05T06:02:01Z"),
    DateCase("2002-09-05T07:02:01+", None),
    DateCase("2002-09-05T07:02:01+999999999999999999", None),
)

_EDGES_OF_THE_CALENDAR: Final = (
    # In UTC these are in year 0 and in year 10000.
    DateCase("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00"),
    DateCase("9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59-12:00"),
    DateCase("Mon, 01 Jan 0001 00:00:00 +1200", "0001-01-01T00:00:00+12:00"),
    DateCase("Fri, 31 Dec 9999 23:59:59 -1200", "9999-12-31T23:59:59-12:00"),
    DateCase("-2003-12-13T18:30:02Z", None),
    DateCase("-2003-12-13", None),
    DateCase("-2003-12-13 18:30:02", None),
    DateCase("\u22122003-12-13", None),
    DateCase("+2003-12-13", None),
    DateCase("13 Dec 2003 BC", None),
    DateCase("Dec 13, 2003 B.C.", None),
    DateCase("2003-12-13T18:30:02 BCE", None),
    DateCase("-0044-03-15T12:00:00Z", None),
    DateCase("+12003-12-13T18:30:02Z", None),
    DateCase("10000-01-01T00:00:00Z", None),
    DateCase("99999-12-13T18:30:02Z", None),
    DateCase("Thu, 05 Sep 20020 07:02:01 GMT", None),
    DateCase("44 BC", None),
    DateCase("15 March 44 BCE", None),
)

_OTHER_LANGUAGES: Final = (
    DateCase("5. September 2002 um 7:02 Uhr", "2002-09-05T07:02:00Z"),
    DateCase("Do, 05 Dez 2002 07:02:01 +0100", "2002-12-05T06:02:01Z"),
    DateCase("jeu., 05 sept. 2002 07:02:01 +0200", "2002-09-05T05:02:01Z"),
    DateCase("5 août 2002", "2002-08-05T00:00:00Z"),
    DateCase("5 de septiembre de 2002", "2002-09-05T00:00:00Z"),
    DateCase("5 settembre 2002", "2002-09-05T00:00:00Z"),
    DateCase("5 сентября 2002", "2002-09-05T00:00:00Z"),
    DateCase("2002年9月5日", "2002-09-05T00:00:00Z"),
    DateCase("5 września 2002", "2002-09-05T00:00:00Z"),
    DateCase("5 Eylül 2002", "2002-09-05T00:00:00Z"),
    DateCase("5 Σεπτεμβρίου 2002", "2002-09-05T00:00:00Z"),
    DateCase("2002년 9월 5일 07:02:01", "2002-09-04T22:02:01Z"),  # Korea has one zone, and its feeds leave it out
    DateCase("\u0662\u0660\u0660\u0662-\u0660\u0669-\u0660\u0665", "2002-09-05T00:00:00Z"),
    DateCase("２００２-０９-０５", "2002-09-05T00:00:00Z"),
    DateCase("5 Brumaire 2002", None),
    DateCase("5 Smarch 2002", None),
)

_OTHER_CALENDARS: Final = (
    DateCase("13 ธันวาคม พ.ศ. 2546", None),  # Buddhist
    DateCase("20 Shawwal 1424 AH", None),  # Hijri
    DateCase("20 شوال 1424 هـ", None),
    DateCase("22 آذر 1382", None),  # Solar Hijri; the month is March in the Levant
    DateCase("18 Kislev 5764", None),  # Hebrew
    DateCase("平成15年12月13日", None),  # Japanese era
    DateCase("民國92年12月13日", None),  # Taiwanese era
    DateCase("癸未年十一月二十", None),  # Chinese
    DateCase("stardate 41153.7", None),
    DateCase("JD 2452987.27", None),
)
"""Years of other calendars: a reader that takes the number for a Gregorian year is centuries off."""

_AMERICAN_AND_NUMERIC: Final = (
    DateCase("September 5, 2002", "2002-09-05T00:00:00Z"),
    DateCase("Sept. 5, 2002 7:02 PM", "2002-09-05T19:02:00Z"),
    DateCase("September 5, 2002 12:30 AM", "2002-09-05T00:30:00Z"),
    DateCase("September 5, 2002 10:30 PM EDT", "2002-09-06T02:30:00Z"),
    DateCase("9/25/2002", "2002-09-25T00:00:00Z"),
    DateCase("25/9/2002", "2002-09-25T00:00:00Z"),
    DateCase("25.09.2002 07:02", "2002-09-25T07:02:00Z"),
    DateCase("2002/09/25 07:02:01", "2002-09-25T07:02:01Z"),
    DateCase("05/06/2004", None),
    DateCase("5-6-2004", None),
    DateCase("13/13/2004", None),
    DateCase("0/0/2004", None),
    DateCase("32/12/2004", None),
)

_INCOMPLETE: Final = (
    DateCase("10:00", None),
    DateCase("10:00:00 GMT", None),
    DateCase("10", None),
    DateCase("5", None),
    DateCase("5 September", None),
    DateCase("Sep 5", None),
    DateCase("September", None),
    DateCase("Thursday", None),
    DateCase("Thu, 05 Sep 07:02:01 GMT", None),
    DateCase("--09-05", None),
    DateCase("T10:00:00Z", None),
    DateCase("GMT", None),
    DateCase("Z", None),
    DateCase("am", None),
)

_NOT_A_DATE: Final = (
    DateCase("", None),
    DateCase(" \t\n", None),
    DateCase("now", None),
    DateCase("today", None),
    DateCase("yesterday", None),
    DateCase("3 hours ago", None),
    DateCase("null", None),
    DateCase("None", None),
    DateCase("NaN", None),
    DateCase("Infinity", None),
    DateCase("undefined", None),
    DateCase("Invalid Date", None),
    DateCase("1e400", None),
    DateCase("-1", None),
    DateCase("0x3e8", None),
    DateCase("1.2.3.4.5", None),
    DateCase("%s%s%s%n", None),
    DateCase("{{ now }}", None),
    DateCase("2002-09-05T07:02:01Z<script>", None),
    DateCase("<![CDATA[2002]]>", None),
    DateCase("2002-09-05T07:02:01Z' OR '1'='1", None),
    DateCase("../../etc/passwd", None),
    DateCase("\u202e2002-90-50", None),
    DateCase("٣٢-٩-٢٠٠٢", None),
)

_HUGE: Final = (
    DateCase("9" * 20, None),
    DateCase("1" * 128, None),
    DateCase("1" * 129, None),
    DateCase("1" * 4_301, None),  # more digits than int() converts
    DateCase("1" * 320_000, None),
    DateCase("1 " * 160_000, None),
    DateCase("1." * 160_000, None),
    DateCase("1:" * 160_000, None),
    DateCase("-" * 320_000, None),
    DateCase("+" * 320_000, None),
    DateCase("a" * 320_000, None),
    DateCase("Jan " * 80_000, None),
    DateCase("T" * 320_000, None),
    DateCase("(" * 320_000, None),
    DateCase("()" * 160_000, None),
    DateCase("\\(" * 160_000, None),
    DateCase(" " * 320_000 + "x", None),
    DateCase("\t\n" * 160_000 + "x", None),
    DateCase("2002-09-05T07:02:01." + "0" * 320_000 + "Z", "2002-09-05T07:02:01Z"),
    DateCase("0" * 320_000 + "2002-09-05", None),
    DateCase("2002-09-05T07:02:01+" + "0" * 320_000, None),
    DateCase("Thu, 05 Sep 2002 07:02:01 " + "Z" * 320_000, None),
    DateCase("[" * 100 + "]" * 28, None),
    DateCase("1-" * 64, None),
    DateCase("1e" * 64, None),
    DateCase("\u0661" * 320_000, None),
    DateCase("é" * 320_000, None),
    DateCase("年" * 100_000, None),
    DateCase("2002-09-05T07:02:01Z" + " " * 320_000, "2002-09-05T07:02:01Z"),
)

_UNPRINTABLE: Final = (
    DateCase("2002-09-05\x00T07:02:01Z", None),
    DateCase("\x002002-09-05T07:02:01Z", None),
    DateCase("2002-09-05T07:02:01Z\x00", None),
    DateCase("\x00" * 128, None),
    DateCase("\x00" * 320_000, None),
    DateCase("\ud8002002-09-05", None),
    DateCase("2002-09-05T07:02:01\ud800", None),
    DateCase("2002-09-05\x1b[31m", None),
    DateCase("2002\uffff-09-05", None),
    DateCase("2002-09-05\x0bT07:02:01Z", None),
    DateCase("2002\x7f-09-05", None),
    DateCase("2002-09\x85-05", None),
)
"""Strings with characters that XML does not have."""

CASES: Final = {
    "rfc822": _RFC822,
    "rfc850": _RFC850,
    "rfc3339": _RFC3339,
    "iso8601": _ISO8601,
    "midnight": _MIDNIGHT_AND_LEAP_SECONDS,
    "zones": _ZONES,
    "edges": _EDGES_OF_THE_CALENDAR,
    "languages": _OTHER_LANGUAGES,
    "calendars": _OTHER_CALENDARS,
    "numeric": _AMERICAN_AND_NUMERIC,
    "incomplete": _INCOMPLETE,
    "none": _NOT_A_DATE,
    "huge": _HUGE,
    "unprintable": _UNPRINTABLE,
}
"""The strings by kind."""

# --- documents -------------------------------------------------------------------------------------------------------------

_XML: Final = {
    "rss": (
        '<rss version="2.0"><channel><title>T</title><link>https://post.example.com/</link><description>D</description>'
        "<item><guid>urn:x:a</guid><title>A</title><pubDate>%s</pubDate></item></channel></rss>"
    ),
    "atom": (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>urn:x:f</id><updated>2026-03-02T12:00:00Z</updated>'
        "<entry><id>urn:x:a</id><title>A</title><updated>2026-03-02T12:00:00Z</updated><published>%s</published></entry></feed>"
    ),
    "newsml": (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:a" version="1" standard="NewsML-G2" '
        'standardversion="2.35"><itemMeta><itemClass qcode="ninat:text"/><firstCreated>%s</firstCreated></itemMeta>'
        "<contentMeta><contentCreated>%s</contentCreated><headline>A</headline></contentMeta></newsItem>"
    ),
}
_ILLEGAL: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(name: str, text: str) -> bytes | None:
    """Return a document with a date of one story, or None if the format cannot have such a text.

    Args:
        name: `rss`, `atom`, `newsml`, `jsonfeed`, `jsonld` or `ninjs`.
        text: the date.
    """
    if template := _XML.get(name):
        return None if _ILLEGAL.search(text) else template.replace("%s", escape(text)).encode()
    members = _json_feed(text) if name == "jsonfeed" else _JSON[name] | dict.fromkeys(_DATE_MEMBERS[name], text)
    return json.dumps(members).encode()


_JSON: Final[dict[str, dict[str, object]]] = {
    "jsonld": {"@context": "https://schema.org", "@type": "NewsArticle", "@id": "urn:x:a", "headline": "A"},
    "ninjs": {"uri": "urn:x:a", "type": "text", "headline": "A", "profile": "text"},
}
_DATE_MEMBERS: Final = {"jsonld": ("datePublished",), "ninjs": ("firstcreated", "versioncreated")}


def _json_feed(text: str) -> dict[str, object]:
    item = {"id": "urn:x:a", "title": "A", "content_text": "A", "date_published": text}
    return {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [item]}


DOCUMENTS: Final = (*_XML, "jsonfeed", *_JSON)
"""The formats that `document` makes."""
