"""Reading RSS, Atom and JSON Feed: newsfeed, feedparser, feedparser-rs, fastfeedparser, feedsmith and a bare parse."""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Final, NamedTuple

from lxml import etree

import newsfeed
from benchmarks import content, data
from benchmarks.data import DEFAULT_KIND, KINDS, FeedFormat, Kind
from benchmarks.measure import Run
from benchmarks.results import Results, Target
from benchmarks.topic import Case, Comparison, DocumentRun, NotMeasured, Topic

NEWSFEED: Final = "newsfeed"
METADATA: Final = "newsfeed, content=False"
FEEDPARSER: Final = "feedparser"
UNSANITIZED: Final = "feedparser, not sanitizing"
FEEDPARSER_RS: Final = "feedparser-rs (Rust)"
FASTFEEDPARSER: Final = "fastfeedparser, not sanitizing"
FEEDSMITH: Final = "feedsmith (Node.js), not sanitizing"
BARE_PARSE: Final = "bare lxml parse"
BARE_JSON: Final = "bare json.loads"

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


def _feedparser_rs_run(document: bytes) -> Run:
    import feedparser_rs

    def read(document: bytes) -> list[Entry]:
        return [
            Entry(
                title=entry.title,
                link=entry.link,
                id=entry.id,
                authors=[author.name for author in entry.authors],
                categories=[tag.term for tag in entry.tags],
            )
            for entry in feedparser_rs.parse(document).entries
        ]

    return DocumentRun(document, read)


def _feedsmith_run(document: bytes) -> Run:
    from benchmarks.peers import feedsmith

    return feedsmith.Reader(document)


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
        DifferenceError: an entry differs from that of feedparser, or of newsfeed where feedparser does not read the format.
    """
    entries = {name: output for name, output in outputs.items() if isinstance(output, list)}
    if FEEDSMITH in entries:
        entries[FEEDSMITH] = [Entry(**values) for values in entries[FEEDSMITH]]
    reference = FEEDPARSER if FEEDPARSER in entries else NEWSFEED
    if FASTFEEDPARSER in entries:
        entries[FASTFEEDPARSER] = [
            _with_all_authors(entry, expected)
            for entry, expected in zip(entries[FASTFEEDPARSER], entries[reference], strict=True)
        ]
    content.require_equal(entries, reference)


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


def _document(format_name: FeedFormat, count: int, kind: Kind = DEFAULT_KIND) -> bytes:
    if count > MAX_ITEMS:
        raise NotMeasured("the document exceeds the default limit of 256 MiB")
    stories = tuple([data.story(data.row(number, kind)) for number in range(count)])
    return newsfeed.dumps(data.feed(stories), format_name)


_PEERS: Final = (
    Case(FEEDPARSER_RS, _feedparser_rs_run),
    Case(FASTFEEDPARSER, _fastfeedparser_run),
    Case(FEEDSMITH, _feedsmith_run, measures_memory=False),
)
_BARE_LXML: Final = Case(BARE_PARSE, lambda document: DocumentRun(document, etree.fromstring))


def _own_cases(format_name: FeedFormat) -> tuple[Case, ...]:
    return (
        Case(NEWSFEED, _newsfeed_case(format_name, bodies=True)),
        Case(METADATA, _newsfeed_case(format_name, bodies=False)),
    )


_METHOD: Final = (
    "A document of 6 KB items is read into objects; then title, link, id, authors and categories of each item are "
    "accessed. newsfeed, feedparser and feedparser-rs sanitize the HTML, the other rows do not, and a bare parse builds no "
    "objects. feedsmith runs in Node.js, whose own CPU time counts."
)


def _topic(format_name: FeedFormat, title: str) -> Topic:
    return Topic(
        name=f"reading-{format_name}",
        title=f"Reading {title}",
        method=_METHOD,
        data=partial(_document, format_name),
        cases=(
            *_own_cases(format_name),
            Case(FEEDPARSER, _feedparser_case(sanitize=True)),
            Case(UNSANITIZED, _feedparser_case(sanitize=False)),
            *_PEERS,
            _BARE_LXML,
        ),
        sizes=(100, 1_000, 10_000, 100_000),
        baselines=(FEEDPARSER, FEEDPARSER_RS, BARE_PARSE),
        compare=compare,
        targets=partial(_targets, title),
    )


RSS: Final = _topic("rss", "RSS 2.0")
ATOM: Final = _topic("atom", "Atom")
JSON_FEED: Final = Topic(
    name="reading-jsonfeed",
    title="Reading JSON Feed",
    method=f"{_METHOD} feedparser does not read JSON Feed.",
    data=partial(_document, "jsonfeed"),
    cases=(*_own_cases("jsonfeed"), *_PEERS, Case(BARE_JSON, lambda document: DocumentRun(document, json.loads))),
    sizes=(100, 1_000),
    baselines=(FEEDPARSER_RS, BARE_JSON),
    compare=compare,
)


# --- kinds of items --------------------------------------------------------------------------------------------------------

KINDS_SIZE: Final = 100


def _topic_of_kind(format_name: FeedFormat, kind: Kind) -> Topic:
    return Topic(
        name=f"reading-{format_name}, {kind}",
        title="",
        method="",
        data=partial(_document, format_name, kind=kind),
        cases=(*_own_cases(format_name), Case(FEEDPARSER, _feedparser_case(sanitize=True)), *_PEERS, _BARE_LXML),
        sizes=(KINDS_SIZE,),
        compare=compare,
    )


def _targets_of_kinds(title: str, results: Results) -> Iterable[Target]:
    sanitized = results.worst_ratio(FEEDPARSER, NEWSFEED, higher_is_better=True)
    yield Target(f"Reading {title}, sanitized, faster than feedparser, for every kind", sanitized, 4, at_least=True)


def _comparison(format_name: FeedFormat, title: str) -> Comparison:
    return Comparison(
        name=f"reading-{format_name}-kinds",
        title=f"Reading {title}, by kind of item",
        method="Items in several scripts, of two sizes and with three kinds of ids. Cases and work are as above.",
        topics={str(kind): _topic_of_kind(format_name, kind) for kind in KINDS},
        baselines=(FEEDPARSER, FEEDPARSER_RS),
        targets=partial(_targets_of_kinds, title),
    )


RSS_KINDS: Final = _comparison("rss", "RSS 2.0")
ATOM_KINDS: Final = _comparison("atom", "Atom")
