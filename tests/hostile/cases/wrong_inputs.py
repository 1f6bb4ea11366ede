"""Wrong values for writers of feeds, as data: where in a feed they are, and what they are.

Nothing here imports newsfeed, so that other libraries can be given the same values. `BASE` is a sound feed of two stories as
plain dictionaries; a case replaces values in it. `WRONG` has values that must never be written silently: they are refused with
an error that names the field, or a finding or a loss names it. `ODD` has values that are valid and hard to write: they
must come out as they are, or likewise be refused or named.
"""

from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise
from typing import Any, Final, NamedTuple

PUBLISHED: Final = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
NAIVE: Final = datetime.fromisoformat("2026-03-01T09:30:00")
LATER: Final = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

BASE: Final[dict[str, Any]] = {
    "title": "The Harbour Desk",
    "url": "https://desk.example.com/",
    "feed_url": "https://desk.example.com/feed",
    "id": "https://desk.example.com/",
    "description": "News from the harbour",
    "language": "en",
    "updated": LATER,
    "authors": [{"name": "Jo Farrow", "email": "jo@example.com", "url": "https://desk.example.com/jo"}],
    "publisher": {"name": "The Harbour Desk", "url": "https://desk.example.com/", "email": "desk@example.com"},
    "stories": [
        {
            "id": "https://desk.example.com/1",
            "url": "https://desk.example.com/1",
            "headline": "A longer quay for the ferries",
            "summary": "The quay is to be rebuilt.",
            "language": "en",
            "published": PUBLISHED,
            "updated": LATER,
            "authors": [{"name": "Jo Farrow", "email": "jo@example.com", "url": "https://desk.example.com/jo"}],
            "keywords": ["harbour"],
            "categories": [{"term": "transport", "scheme": "https://desk.example.com/terms"}],
            "links": [{"url": "https://desk.example.com/plan", "rel": "related", "type": "text/html", "title": "Plan",
            "length": 9}],
            "media": [
                {
                    "url": "https://desk.example.com/1.mp3",
                    "type": "audio/mpeg",
                    "length": 1234,
                    "duration": 61,
                    "title": "Listen",
                    "language": "en",
                },
                {
                    "url": "https://desk.example.com/1.jpg",
                    "type": "image/jpeg",
                    "length": 4321,
                    "width": 640,
                    "height": 480,
                    "alt": "The quay",
                    "credit": "Jo Farrow",
                },
            ],
        },
        {
            "id": "https://desk.example.com/2",
            "url": "https://desk.example.com/2",
            "headline": "The lighthouse opens",
            "summary": "On Sundays, for visitors.",
            "language": "en",
            "published": PUBLISHED,
            "updated": PUBLISHED,
            "authors": [{"name": "Ann Berg"}],
        },
    ],
}  # fmt: skip
"""A sound feed. The values of a person, medium, link, category or place are those of the newsfeed model."""


class Case(NamedTuple):
    """Values in place of those of `BASE`.

    Attributes:
        name: what is wrong, as the id of a test.
        values: each value by its path, such as `stories[0].media[0].length`. Objects on the way are made if there are none.
        field: the field that an error or finding must name; "" for the last field of the first path.
    """

    name: str
    values: dict[str, Any]
    field: str = ""

    @property
    def named(self) -> str:
        """The field that an error or finding must name."""
        return self.field or next(iter(self.values)).rpartition(".")[2].partition("[")[0]


def built(case: Case) -> dict[str, Any]:
    """Return `BASE` with the values of a case."""
    feed = deepcopy(BASE)
    for path, value in case.values.items():
        steps = list(_steps(path))
        last = steps[-1]
        target: Any = feed
        for step, following in pairwise(steps):
            empty: Any = [] if isinstance(following, int) else {}
            if isinstance(step, int):
                target.extend({} for _ in range(step + 1 - len(target)))
            else:
                target.setdefault(step, empty)
            target = target[step]
        if isinstance(last, int) and last == len(target):
            target.append(value)
        else:
            target[last] = value
    return feed


def _steps(path: str) -> Iterator[str | int]:
    for part in path.split("."):
        name, *indexes = part.replace("]", "").split("[")
        yield name
        yield from map(int, indexes)


def _cases(field: str, label: str, values: dict[str, Any]) -> list[Case]:
    return [Case(f"{label}: {name}", {field: value}) for name, value in values.items()]


STORY: Final = "stories[0]"

_TYPES: Final = [
    *_cases(f"{STORY}.headline", "headline", {"number": 5, "bytes": b"A quay", "list": ["A quay"], "object": {
        "en": "A quay"}}),
    *_cases(f"{STORY}.headline", "headline", {"true": True, "none": None, "function": len}),
    *_cases(f"{STORY}.summary", "summary", {"number": 5, "bytes": b"A quay", "none": None, "list": ["A", "B"]}),
    *_cases(f"{STORY}.id", "id", {"number": 7, "none": None, "bytes": b"7", "false": False}),
    *_cases(f"{STORY}.url", "url", {"bytes": b"https://desk.example.com/1", "list": [
        "https://desk.example.com/1"]}),
    *_cases(f"{STORY}.authors", "authors", {"text": "Jo Farrow", "number": 5, "list of numbers": [5], "none in a list": [
        None]}),
    *_cases(f"{STORY}.keywords", "keywords", {"text": "a,b", "none in a list": [None], "number in a list": [1],
        "empty text": [""]}),
    *_cases(f"{STORY}.media", "media", {"text": "https://desk.example.com/1.mp3", "list of texts": [
        "https://desk.example.com/1.mp3"]}),
    *_cases(f"{STORY}.language", "language", {"number": 7, "list": ["en"], "bytes": b"en"}),
    *_cases(f"{STORY}.version", "version", {"text": "2", "true": True, "fraction": 1.5, "zero": 0, "negative": -1,
        "huge": 10**400}),
    *_cases(f"{STORY}.version", "version", {"of 5,000 digits": 10**5000, "none": None}),
    *_cases(f"{STORY}.urgency", "urgency", {"text": "1", "zero": 0, "too large": 10, "fraction": 1.5, "true": True}),
    *_cases(f"{STORY}.status", "status", {"unknown": "published", "number": 1, "none": None, "list": ["usable"]}),
    *_cases("ttl", "ttl", {"zero": 0, "negative": -60, "text": "60", "huge": 10**400, "nan": float("nan")}),
    *_cases("stories", "stories", {"text": "https://desk.example.com/1", "numbers": [1], "none in a list": [None]}),
]  # fmt: skip

_DATES: Final = [
    *_cases(f"{STORY}.published", "published", {
        "naive": NAIVE, "date": date(2026, 3, 1), "time": time(9, 30, tzinfo=UTC),
        "timestamp": 1772357400, "tuple": (2026, 3, 1, 9, 30, 0), "words": "yesterday", "date as text": "2026-03-01",
        "naive text": "2026-03-01T09:30:00", "no such day": "2026-02-30T09:30:00Z", "hour 25": "2026-03-01T25:00:00Z",
        "hours only": "09:30", "empty text": "", "year 10000": "10000-03-01T09:30:00Z",
        "offset of 99 hours": "2026-03-01T09:30:00+99:00",
        "arabic digits": "٢٠٢٦-٠٣-٠١T09:30:00Z", "line break": "2026-03-01T09:30:00Z\r\nX: y", "duration": timedelta(days=1),
        "nan": float("nan"),
    }),
    *_cases(f"{STORY}.updated", "updated", {"naive": NAIVE, "timestamp": 1772357400.5, "true": True}),
    *_cases("updated", "feed updated", {"naive": NAIVE, "words": "today"}),
    Case("updated: before published", {f"{STORY}.updated": PUBLISHED - timedelta(days=1)}),
    Case("expires: before published", {f"{STORY}.expires": PUBLISHED - timedelta(days=1)}),
    Case("expires: naive", {f"{STORY}.expires": NAIVE}),
    Case("embargo: naive", {f"{STORY}.embargo": NAIVE}),
    Case("uploaded: naive", {f"{STORY}.media[0].uploaded": NAIVE}),
]  # fmt: skip

BAD_LINKS: Final = {
    "empty": "", "space": "https://desk example.com/", "spaces around": " https://desk.example.com/ ",
    "javascript": "javascript:alert(1)",
    "javascript in mixed case": "JaVaScRiPt:alert(1)", "javascript behind a control": "\x01javascript:alert(1)",
    "javascript with a line break": "java\nscript:alert(1)", "vbscript": "vbscript:x",
    "data of HTML": "data:text/html,<script>1</script>",
    "relative": "1.html", "no scheme": "desk.example.com/1", "only a scheme": "https://",
    "protocol-relative": "//desk.example.com/1",
    "line break": "https://desk.example.com/\r\nX-Header: y", "null": "https://desk.example.com/\0",
    "lone surrogate": "https://desk.example.com/\ud800",
    "port": "https://desk.example.com:99999/", "percent": "https://desk.example.com/%zz", "brackets": "https://[::1",
    "quote": 'https://desk.example.com/"x',
    "angle brackets": "https://desk.example.com/<x>", "backslash": "https:\\\\desk.example.com\\1",
    "two marks": "https://desk.example.com/#a#b",
    "host of dots": "https://../", "host with a slash": "https://desk.example.com\uff0fx/", "number": 5,
}  # fmt: skip
"""Addresses that no field may have."""

LINK_FIELDS: Final = (
    "url", "feed_url", "icon", "logo", "authors[0].url", "hubs[0].url", "paging.next", "publisher.url",
    f"{STORY}.authors[0].avatar",
    f"{STORY}.authors[0].url", f"{STORY}.media[0].url", f"{STORY}.media[1].thumbnail", f"{STORY}.links[0].url",
        f"{STORY}.rights.license",
    f"{STORY}.categories[0].scheme", f"{STORY}.source.url", f"{STORY}.questions[0].url", f"{STORY}.topics[0].url",
        f"{STORY}.podcast.image",
)  # fmt: skip
"""Fields with an address, besides that of the story."""

_REQUIRED: Final = {"questions[0]": ("text", "Who pays?"), "topics[0]": ("name", "Quay")}
"""The field that an object must have, for objects that `BASE` does not have."""


def _link_case(field: str, name: str) -> Case:
    parent = field.rpartition(".")[0]
    required = next((pair for end, pair in _REQUIRED.items() if parent.endswith(end)), None)
    values = {field: BAD_LINKS[name]}
    return Case(
        f"feed.{field}: {name}", values if required is None else {**values, f"{parent}.{required[0]}": required[1]}
    )


_LINKS: Final = [
    *_cases(f"{STORY}.url", "url", BAD_LINKS),
    *(_link_case(field, name) for field in LINK_FIELDS for name in ("javascript", "line break", "relative",
        "lone surrogate")),
]  # fmt: skip

BAD_TEXTS: Final = {
    "null": "A\0quay", "vertical tab": "A\x0bquay", "form feed": "A\x0cquay", "escape": "A\x1b[31mquay",
    "backspace": "A\x08quay", "not a character": "A\ufffequay",
    "last of the plane": "A\uffffquay", "high surrogate": "A\ud800quay", "low surrogate": "A\udc00quay",
    "surrogates the wrong way": "A\udc00\ud800quay",
}  # fmt: skip
"""Texts that XML cannot have, or no encoding."""

TEXT_FIELDS: Final = (
    "title", "description", "generator", "authors[0].name", "publisher.name", f"{STORY}.summary", f"{STORY}.id",
    f"{STORY}.authors[0].name",
    f"{STORY}.categories[0].term", f"{STORY}.categories[0].label", f"{STORY}.links[0].title", f"{STORY}.media[0].title",
        f"{STORY}.media[1].alt",
    f"{STORY}.media[1].caption", f"{STORY}.media[1].credit", f"{STORY}.rights.notice", f"{STORY}.slugline",
        f"{STORY}.byline", f"{STORY}.ed_note",
)  # fmt: skip
"""Fields with a text, besides the headline."""

_TEXTS: Final = [
    *_cases(f"{STORY}.headline", "headline", BAD_TEXTS),
    *(Case(f"{field}: {name}", {field: BAD_TEXTS[name]}) for field in TEXT_FIELDS for name in ("null", "escape",
        "high surrogate", "last of the plane")),
    *(Case(f"keywords: {name}", {f"{STORY}.keywords": ["harbour", BAD_TEXTS[name]]}) for name in ("null", "low surrogate")),
]  # fmt: skip

_NAMES: Final = [
    *_cases(f"{STORY}.authors[0].name", "author's name", {"empty": "", "blank": " \n ", "none": None, "number": 5}),
    *_cases(f"{STORY}.authors[0].email", "email", {
        "empty": "", "no at sign": "jo", "no domain": "jo@", "no local part": "@example.com",
        "two": "jo@example.com, ann@example.com", "space": "jo farrow@example.com",
        "with a name": "Jo <jo@example.com>", "line break": "jo@example.com\r\nBcc: all@example.com",
        "null": "jo\0@example.com", "lone surrogate": "jo\ud800@example.com",
        "two dots": "jo..farrow@example.com", "mailto": "mailto:jo", "number": 5, "long": "j" * 65 + "@example.com",
    }),
    *_cases(f"{STORY}.categories[0].term", "term", {"empty": "", "none": None, "number": 5, "list": ["a"]}),
    *_cases(f"{STORY}.links[0].rel", "rel", {"empty": "", "none": None, "number": 5}),
    *_cases("authors[0].email", "feed author's email", {"line break": "jo@example.com\nX: y", "no at sign": "jo"}),
]  # fmt: skip

_ENCLOSURES: Final = [
    *_cases(f"{STORY}.media[0].length", "length", {
        "text": "abc", "digits": "123", "negative": -1, "fraction": 1.5, "nan": float("nan"), "infinity": float("inf"),
        "true": True, "400 digits": 10**400,
        "5,000 digits": 10**5000, "bytes": b"1", "list": [1],
    }),
    *_cases(f"{STORY}.media[0].type", "type", {
        "one word": "audio", "no subtype": "audio/", "empty": "", "line break": "audio/mpeg\r\nX: y",
        "space": "audio / mpeg", "number": 5, "null": "audio/mpeg\0",
        "two": "audio/mpeg, audio/ogg", "suffix": ".mp3", "surrogate": "audio/\ud800", "open quote": 'audio/mpeg; a="',
    }),
    *_cases(f"{STORY}.media[0].duration", "duration", {
        "negative": -1, "nan": float("nan"), "infinity": float("inf"), "text": "1:01", "400 digits": 10**400,
        "5,000 digits": 10**5000, "duration": timedelta(seconds=61),
        "true": True,
    }),
    *_cases(f"{STORY}.media[1].width", "width", {"zero": 0, "negative": -640, "text": "640", "percent": "50%",
        "fraction": 640.5, "huge": 10**400}),
    *_cases(f"{STORY}.media[1].height", "height", {"zero": 0, "nan": float("nan"), "true": True}),
    *_cases(f"{STORY}.media[0].medium", "medium", {"unknown": "film", "none": None, "number": 1}),
    *_cases(f"{STORY}.links[0].length", "link length", {"negative": -1, "text": "9", "nan": float("nan")}),
    *_cases(f"{STORY}.links[0].type", "link type", {"one word": "html", "line break": "text/html\nX: y"}),
]  # fmt: skip

_LANGUAGES: Final = [
    *(Case(f"{field}: {name}", {field: value}) for field in ("language", f"{STORY}.language", f"{STORY}.media[0].language")
        for name, value in {
        "name": "english", "underscore": "en_GB", "one letter": "e", "open end": "en-", "empty": "", "digits": "123",
        "two": "en, de", "nine letters": "abcdefghi",
        "line break": "en\r\nX: y", "null": "en\0", "script too long": "zh-Hanttt-abcdefghi", "twice": "en-a-bb-a-cc",
        "surrogate": "e\ud800", "wildcard": "*",
        "locale": "en_US.UTF-8", "unregistered": "qq",
    }.items()),
]  # fmt: skip

_IDS: Final = [
    *_cases(f"{STORY}.id", "id", {
        "empty": "", "blank": " ", "space at the end": "https://desk.example.com/1 ", "line break": "a\nb",
        "two spaces": "a  b", "null": "a\0b", "tab": "a\tb",
        "lone surrogate": "a\ud800",
    }),
    Case("id: twice in the feed", {f"{STORY}.id": "https://desk.example.com/2"}),
    Case("id: twice, neither an address", {f"{STORY}.id": "story 2", "stories[1].id": "story 2"}),
    *_cases("id", "feed id", {"empty": "", "space at the start": " a", "line break": "a\nb", "number": 5}),
]  # fmt: skip

_NUMBERS: Final = [
    *(Case(f"latitude: {name}", {f"{STORY}.places[0].position.latitude": value,
        f"{STORY}.places[0].position.longitude": 13.4, f"{STORY}.places[0].name": "Quay"})
      for name, value in {"91": 91, "-90.001": -90.001, "nan": float("nan"), "infinity": float("-inf"), "text": "52.5",
          "true": True, "none": None, "400 digits": 10**400}.items()),
    *(Case(f"longitude: {name}", {f"{STORY}.places[0].position.longitude": value,
        f"{STORY}.places[0].position.latitude": 52.5, f"{STORY}.places[0].name": "Quay"})
      for name, value in {"181": 181, "-180.001": -180.001, "nan": float("nan"), "text": "13.4", "list": [13.4]}.items()),
    *_cases(f"{STORY}.rights.year", "year", {"zero": 0, "negative": -5, "text": "2026", "400 digits": 10**400,
        "5,000 digits": 10**5000}),
    *_cases(f"{STORY}.podcast.season", "season", {"zero": 0, "negative": -1, "text": "1", "fraction": 1.5}),
    *_cases(f"{STORY}.podcast.explicit", "explicit", {"yes": "yes", "one": 1}),
    *_cases(f"{STORY}.podcast.episode_type", "episode_type", {"unknown": "partial", "number": 1}),
    *(Case(f"amount: {name}", {"usage.payment.amount": value, "usage.payment.kind": "purchase"})
      for name, value in {"number": 5, "negative": "-1", "words": "five", "infinity": "inf", "line break": "5\n6",
          "comma": "0,5", "arabic digits": "٥"}.items()),
    *(Case(f"currency: {name}", {"usage.payment.currency": value, "usage.payment.kind": "purchase",
        "usage.payment.amount": "5"})
      for name, value in {"sign": "€", "lower case": "eur", "words": "euro coins"}.items()),
    *_cases("usage.search", "search", {"text": "yes", "number": 1}),
]  # fmt: skip

_MISSING: Final = [
    *(Case(f"{field}: none", {field: None}) for field in ("hubs[0].url", f"{STORY}.media[0].url", f"{STORY}.links[0].url")),
    Case("transcript: none", {f"{STORY}.podcast.transcripts[0].url": None, f"{STORY}.podcast.transcripts[0].type": "text/vtt"}),
    Case(
        "transcript's type: none",
        {f"{STORY}.podcast.transcripts[0].type": None, f"{STORY}.podcast.transcripts[0].url": "https://desk.example.com/1.vtt"},
    ),
]  # fmt: skip

WRONG: Final[tuple[Case, ...]] = (
    *_MISSING,
    *_TYPES,
    *_DATES,
    *_LINKS,
    *_TEXTS,
    *_NAMES,
    *_ENCLOSURES,
    *_LANGUAGES,
    *_IDS,
    *_NUMBERS,
)
"""Values that must never be written silently."""

ODD: Final[tuple[Case, ...]] = (
    *_cases(f"{STORY}.headline", "headline", {
        "line break": "A longer quay\r\nfor the ferries", "carriage return": "A longer\rquay", "tab": "A longer\tquay",
        "empty": "", "markup": "<b>A</b> & <script>1</script>",
        "end of CDATA": "A ]]> quay", "next line": "A\x85quay", "line separator": "A\u2028quay",
        "direction": "A \u202equay\u202c", "long": "A quay " * 3000, "emoji": "👩\u200d👩\u200d👧",
        "unassigned": "A\U000e0fffquay", "private use": "A\ue000quay", "combining": "e\u0301", "entity": "&amp;lt;&nbsp;",
        "quotes": "\"'`", "template": "{{7*7}} ${x} %s",
    }),
    *_cases(f"{STORY}.summary", "summary", {"carriage return": "A\rB", "many paragraphs": "\n\n".join("abc"),
        "markup": "<p onclick='x()'>A</p>", "empty": ""}),
    *_cases(f"{STORY}.published", "published", {
        "year 1": datetime(1, 1, 1, tzinfo=UTC), "year 1 east": datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
        "year 999": datetime(999, 12, 31, tzinfo=UTC),
        "year 9999": datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC), "year 9999 west": datetime(9999, 12, 31, 23, 59, 59,
        tzinfo=timezone(timedelta(hours=-12))),
        "offset with seconds": datetime(2026, 3, 1, 9, 30, tzinfo=timezone(timedelta(hours=1, seconds=7))),
        "microseconds": datetime(2026, 3, 1, 9, 30, 0, 123456, tzinfo=UTC),
        "offset with microseconds": datetime(2026, 3, 1, 9, 30, tzinfo=timezone(timedelta(microseconds=5))),
        "before 1970": datetime(1961, 8, 13, tzinfo=UTC),
        "offset of 23 hours": datetime(2026, 3, 1, 9, 30, tzinfo=timezone(timedelta(hours=23, minutes=59))), "none": None,
    }),
    *_cases(f"{STORY}.id", "id", {
        "space": "story 1", "tag that is malformed": "tag:", "tag without a date": "tag:example.com:1",
        "urn without a name": "urn:x", "urn that is malformed": "urn:-:", "colon": ":", "long": "x" * 5000,
        "letters": "straße-7", "markup": "<id>&\"'", "javascript": "javascript:alert(1)", "only a scheme": "https://",
        "uuid that is malformed": "urn:uuid:1",
    }),
    *_cases(f"{STORY}.url", "url", {
        "letters": "https://bücher.example/straße", "user": "https://jo:secret@desk.example.com/",
        "address of numbers": "http://[2001:db8::1]:8080/", "fragment": "https://desk.example.com/1#a",
        "other scheme": "mailto:desk@example.com", "none": None, "upper case": "HTTPS://DESK.EXAMPLE.COM/1",
        "long": "https://desk.example.com/" + "a" * 4000,
    }),
    *_cases(f"{STORY}.media[0].length", "length", {"zero": 0, "none": None, "largest": 2**53}),
    *_cases(f"{STORY}.media[0].type", "type", {"none": None, "parameter": "audio/mpeg; codecs=mp3",
        "unlike the address": "video/mp4", "upper case": "AUDIO/MPEG"}),
    *_cases(f"{STORY}.media[0].duration", "duration", {"zero": 0, "fraction": 0.25, "tiny": 5e-324, "largest": 1.7e308}),
    *_cases(f"{STORY}.media[1].type", "picture's type", {"of a text": "text/html", "of a recording": "audio/mpeg",
        "of an SVG": "image/svg+xml"}),
    *_cases(f"{STORY}.authors[0].email", "email", {"letters": "δοκιμή@παράδειγμα.example", "quoted": '"jo"@example.com',
        "host of numbers": "jo@[192.0.2.1]"}),
    *_cases(f"{STORY}.authors[0].name", "name", {"parentheses": "Jo (Farrow)", "comma": "Farrow, Jo",
        "at sign": "jo@example.com", "line break": "Jo\nFarrow", "backslash": "Jo \\"}),
    *_cases(f"{STORY}.version", "version", {"large": 2**53}),
    *_cases(f"{STORY}.language", "language", {"private use": "x-house", "grandfathered": "i-klingon", "long": "de-x-" +
        "-".join(["abcdefgh"] * 20), "none": None}),
)  # fmt: skip
"""Values that are valid and hard to write."""
