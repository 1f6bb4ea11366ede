"""Reading RSS and Atom: newsfeed beside feedparser, fastfeedparser and a bare parse by lxml."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Final

from lxml import etree

import newsfeed
from benchmarks import content, data
from benchmarks.data import FeedFormat
from benchmarks.measure import Run
from benchmarks.results import Results, Target
from benchmarks.topic import Case, NotMeasured, Reads, Topic

OURS: Final = "newsfeed"
METADATA: Final = "newsfeed, content=False"
FEEDPARSER: Final = "feedparser"
UNSANITIZED: Final = "feedparser, not sanitizing"
FASTFEEDPARSER: Final = "fastfeedparser, not sanitizing"
BARE: Final = "bare lxml parse"

LARGEST: Final = 30_000
"""Items of 6 KB in a document that newsfeed reads whole, somewhat fewer than there may be."""
LARGEST_PEER: Final = 30_000_000
"""Bytes of a document that feedparser is given; it takes milliseconds an item."""

Entry = dict[str, Any]


def _read(document: bytes, name: FeedFormat, *, whole: bool) -> list[Entry]:
    feed = newsfeed.loads(document, name, content=whole)
    return [
        {
            "title": story.headline,
            "link": story.url,
            "id": story.id,
            "authors": [author.name for author in story.authors],
            "categories": list(story.keywords),
        }
        for story in feed.stories
    ]


def _ours(name: FeedFormat, *, whole: bool) -> Callable[[bytes], Run]:
    def prepare(document: bytes) -> Run:
        newsfeed.loads(newsfeed.dumps(data.feed(), name), name)  # raises UnsupportedError until there is a reader
        return Reads(document, partial(_read, name=name, whole=whole))

    return prepare


def _feedparser(*, sanitize: bool) -> Callable[[bytes], Run]:
    def prepare(document: bytes) -> Run:
        if len(document) > LARGEST_PEER:
            raise NotMeasured("left out to save time: 8 to 18 s a round")
        import feedparser  # as all peers

        def read(document: bytes) -> list[Entry]:
            entries = feedparser.parse(document, sanitize_html=sanitize, resolve_relative_uris=sanitize).entries
            return [_entry(entry) for entry in entries]

        return Reads(document, read)

    return prepare


def _fastfeedparser(document: bytes) -> Run:
    import fastfeedparser

    return Reads(document, lambda document: [_entry(entry) for entry in fastfeedparser.parse(document).entries])


def _entry(entry: Any) -> Entry:
    """Take the values that both parsers of dicts have by the same names."""
    return {
        "title": entry["title"],
        "link": entry["link"],
        "id": entry["id"],
        "authors": [author["name"] for author in entry["authors"]],
        "categories": [tag["term"] for tag in entry["tags"]],
    }


def compare(outputs: Mapping[str, Any]) -> None:
    """Require equal titles, links, ids, authors and categories; fastfeedparser reads the first author only."""
    read = {name: found for name, found in outputs.items() if isinstance(found, list)}
    for entry, expected in zip(read.get(FASTFEEDPARSER, ()), read[FEEDPARSER], strict=FASTFEEDPARSER in read):
        if entry["authors"] == expected["authors"][:1]:
            entry["authors"] = expected["authors"]
    content.require_equal(read, FEEDPARSER)


def _targets(title: str, results: Results) -> Iterable[Target]:
    size = 1_000
    sanitized, metadata = results.ratio(FEEDPARSER, OURS, size), results.ratio(FEEDPARSER, METADATA, size)
    yield Target(f"Reading {title}, sanitized, against feedparser", sanitized, 4, least=True)
    yield Target(f"Reading {title}, content=False, against feedparser", metadata, 15, least=True)
    bare = results.ratio(METADATA, BARE, size)
    yield Target(f"Reading {title}, content=False, against a bare parse", bare, 3)


def _document(name: FeedFormat, count: int) -> bytes:
    if count > LARGEST:
        raise NotMeasured("its document is larger than the 256 MiB that are taken in")
    return newsfeed.dumps(data.feed(tuple([data.story(data.row(number)) for number in range(count)])), name)


def _topic(name: FeedFormat, title: str) -> Topic:
    return Topic(
        name=f"reading-{name}",
        title=f"Reading {title}",
        method=(
            "A document of 6 KB items to objects, and of each item title, link, id, authors and categories are looked at. "
            "newsfeed and feedparser sanitize the HTML; the other rows do not, and a bare parse makes no objects."
        ),
        data=partial(_document, name),
        cases=(
            Case(OURS, _ours(name, whole=True)),
            Case(METADATA, _ours(name, whole=False)),
            Case(FEEDPARSER, _feedparser(sanitize=True)),
            Case(UNSANITIZED, _feedparser(sanitize=False)),
            Case(FASTFEEDPARSER, _fastfeedparser),
            Case(BARE, lambda document: Reads(document, etree.fromstring)),
        ),
        sizes=(100, 1_000, 10_000, 100_000),
        against=(FEEDPARSER, BARE),
        compare=compare,
        targets=partial(_targets, title),
    )


RSS: Final = _topic("rss", "RSS 2.0")
ATOM: Final = _topic("atom", "Atom")
