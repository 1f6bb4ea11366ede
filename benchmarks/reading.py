"""Reading RSS and Atom: newsfeed, feedparser, fastfeedparser and a bare lxml parse."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Final, NamedTuple

from lxml import etree

import newsfeed
from benchmarks import content, data
from benchmarks.data import FeedFormat
from benchmarks.measure import Run
from benchmarks.results import Results, Target
from benchmarks.topic import Case, DocumentRun, NotMeasured, Topic

NEWSFEED: Final = "newsfeed"
METADATA: Final = "newsfeed, content=False"
FEEDPARSER: Final = "feedparser"
UNSANITIZED: Final = "feedparser, not sanitizing"
FASTFEEDPARSER: Final = "fastfeedparser, not sanitizing"
BARE_PARSE: Final = "bare lxml parse"

MAX_ITEMS: Final = 30_000
"""Most items of 6 KB in a document; somewhat below newsfeed's default limit of 256 MiB."""
MAX_FEEDPARSER_BYTES: Final = 30_000_000
"""Largest document for feedparser, which takes milliseconds per item."""


class Entry(NamedTuple):
    """The values that each case reads from an item."""

    title: str
    link: str | None
    id: str
    authors: list[str]
    categories: list[str]


def _read(document: bytes, format_name: FeedFormat, *, bodies: bool) -> list[Entry]:
    feed = newsfeed.loads(document, format_name, content=bodies)
    return [
        Entry(
            title=story.headline,
            link=story.url,
            id=story.id,
            authors=[author.name for author in story.authors],
            categories=list(story.keywords),
        )
        for story in feed.stories
    ]


def _newsfeed_case(format_name: FeedFormat, *, bodies: bool) -> Callable[[bytes], Run]:
    return lambda document: DocumentRun(document, partial(_read, format_name=format_name, bodies=bodies))


def _feedparser_case(*, sanitize: bool) -> Callable[[bytes], Run]:
    def prepare(document: bytes) -> Run:
        if len(document) > MAX_FEEDPARSER_BYTES:
            raise NotMeasured("skipped to save time: 8 to 18 s per round")
        import feedparser  # like all peers, imported only to run

        def read(document: bytes) -> list[Entry]:
            entries = feedparser.parse(document, sanitize_html=sanitize, resolve_relative_uris=sanitize).entries
            return [_entry(entry) for entry in entries]

        return DocumentRun(document, read)

    return prepare


def _fastfeedparser_run(document: bytes) -> Run:
    import fastfeedparser

    return DocumentRun(document, lambda document: [_entry(entry) for entry in fastfeedparser.parse(document).entries])


def _entry(entry: Any) -> Entry:
    """Return the values of an entry of feedparser or fastfeedparser; both use the same keys."""
    return Entry(
        title=entry["title"],
        link=entry["link"],
        id=entry["id"],
        authors=[author["name"] for author in entry["authors"]],
        categories=[tag["term"] for tag in entry["tags"]],
    )


def compare(outputs: Mapping[str, Any]) -> None:
    """Require equal titles, links, ids, authors and categories.

    Raises:
        DifferenceError: an entry differs from feedparser's.
    """
    entries = {name: output for name, output in outputs.items() if isinstance(output, list)}
    if FASTFEEDPARSER in entries:
        entries[FASTFEEDPARSER] = [
            _with_all_authors(entry, expected)
            for entry, expected in zip(entries[FASTFEEDPARSER], entries[FEEDPARSER], strict=True)
        ]
    content.require_equal(entries, FEEDPARSER)


def _with_all_authors(entry: Entry, expected: Entry) -> Entry:
    """Add the authors that fastfeedparser skips: it reads the first one only."""
    return entry._replace(authors=expected.authors) if entry.authors == expected.authors[:1] else entry


def _targets(title: str, results: Results) -> Iterable[Target]:
    size = 1_000
    sanitized, metadata = results.ratio(FEEDPARSER, NEWSFEED, size), results.ratio(FEEDPARSER, METADATA, size)
    yield Target(f"Reading {title}, sanitized, faster than feedparser", sanitized, 4, at_least=True)
    yield Target(f"Reading {title}, content=False, faster than feedparser", metadata, 15, at_least=True)
    bare = results.ratio(METADATA, BARE_PARSE, size)
    yield Target(f"Reading {title}, content=False, relative to a bare parse", bare, 3)


def _document(format_name: FeedFormat, count: int) -> bytes:
    if count > MAX_ITEMS:
        raise NotMeasured("the document exceeds the default limit of 256 MiB")
    return newsfeed.dumps(data.feed(tuple([data.story(data.row(number)) for number in range(count)])), format_name)


def _topic(format_name: FeedFormat, title: str) -> Topic:
    return Topic(
        name=f"reading-{format_name}",
        title=f"Reading {title}",
        method=(
            "A document of 6 KB items is read into objects; then title, link, id, authors and categories of each item are "
            "accessed. newsfeed and feedparser sanitize the HTML, the other rows do not, and a bare parse builds no objects."
        ),
        data=partial(_document, format_name),
        cases=(
            Case(NEWSFEED, _newsfeed_case(format_name, bodies=True)),
            Case(METADATA, _newsfeed_case(format_name, bodies=False)),
            Case(FEEDPARSER, _feedparser_case(sanitize=True)),
            Case(UNSANITIZED, _feedparser_case(sanitize=False)),
            Case(FASTFEEDPARSER, _fastfeedparser_run),
            Case(BARE_PARSE, lambda document: DocumentRun(document, etree.fromstring)),
        ),
        sizes=(100, 1_000, 10_000, 100_000),
        baselines=(FEEDPARSER, BARE_PARSE),
        compare=compare,
        targets=partial(_targets, title),
    )


RSS: Final = _topic("rss", "RSS 2.0")
ATOM: Final = _topic("atom", "Atom")
