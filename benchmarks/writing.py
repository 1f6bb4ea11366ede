"""Writing RSS and Atom: newsfeed from models and from rows, its peers, a handwritten tree, and a copy of the finished bytes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property, partial
from importlib import import_module
from mmap import MAP_ANONYMOUS, MAP_PRIVATE, mmap
from typing import Final

import newsfeed
from benchmarks import content, data
from benchmarks.caching import UNCHANGED, rewrite_run
from benchmarks.data import DEFAULT_KIND, KINDS, FeedFormat, Kind, Row
from benchmarks.measure import Run
from benchmarks.results import Results, Target
from benchmarks.topic import Case, Comparison, Topic
from newsfeed import Feed, RenderCache, Story

SIZES: Final = (100, 1_000, 10_000, 100_000)

MODELS: Final = "newsfeed"
ROWS: Final = "newsfeed from rows"
EXPLAINER: Final = "newsfeed, structured explainer"
FEEDGEN: Final = "feedgen"
FEEDGENERATOR: Final = "feedgenerator"
PYRSS2GEN: Final = "PyRSS2Gen"
TREE: Final = "lxml tree by hand"
RAW: Final = "raw write"

_PEERS: Final = {FEEDGEN: "feedgen", FEEDGENERATOR: "feedgenerator", PYRSS2GEN: "pyrss2gen", TREE: "lxml_tree"}
"""Modules in `benchmarks.peers`, by case."""


class Items:
    """Data of one size.

    Args:
        count: number of items.
        kind: the kind of items.
    """

    def __init__(self, count: int, kind: Kind = DEFAULT_KIND) -> None:
        self.rows = [data.row(number, kind) for number in range(count)]

    @cached_property
    def feed(self) -> Feed:
        """The models, built before anything is timed."""
        return data.feed(tuple(map(data.story, self.rows)))

    def explainers(self) -> Feed:
        """Return a feed of as many structured explainers. Fifty differ; each is an object of its own."""
        different = [data.explainer(number) for number in range(min(data.EXPLAINER_COUNT, len(self.rows)))]
        return data.feed(tuple(copy(different[number % len(different)]) for number in range(len(self.rows))))


def from_stories(stories: tuple[Story, ...], cache: RenderCache | None = None, *, format_name: FeedFormat) -> bytes:
    """Write newsfeed models."""
    return newsfeed.dumps(data.feed(stories), format_name, cache=cache)


def from_rows(rows: Iterable[Row], format_name: FeedFormat) -> bytes:
    """Build newsfeed models from rows and write them."""
    return from_stories(tuple([data.story(row) for row in rows]), format_name=format_name)


def write_raw(pieces: Sequence[bytes]) -> mmap:
    """Copy finished bytes to memory, one item at a time: the lower bound for any writer.

    The memory is fresh, as for a process that writes one feed. A Python buffer might reuse memory that earlier cases freed, and
    copying into such warm memory takes a fifth of the time.
    """
    memory = mmap(-1, sum(map(len, pieces)), flags=MAP_PRIVATE | MAP_ANONYMOUS)
    for piece in pieces:
        memory.write(piece)
    return memory


def document_pieces(feed: Feed, format_name: FeedFormat) -> list[bytes]:
    """Return the document in the pieces that newsfeed writes, one per item."""
    pieces = _PieceList()
    with newsfeed.open_writer(pieces, format_name, feed) as writer:  # type: ignore[arg-type]  # only `write` is called
        for story in feed.stories:
            writer.write(story)
    return pieces


class _PieceList(list[bytes]):
    def write(self, piece: bytes) -> None:
        """Append a piece, as a file would."""
        self.append(piece)


def _peer_case(module: str, format_name: FeedFormat) -> Callable[[Items], Run]:
    def prepare(items: Items) -> Run:
        write = getattr(import_module(f"benchmarks.peers.{module}"), format_name)
        return partial(write, items.rows)

    return prepare


def _cases(format_name: FeedFormat) -> tuple[Case, ...]:
    write = partial(from_stories, format_name=format_name)
    return (
        Case(MODELS, lambda items: partial(newsfeed.dumps, items.feed, format_name)),
        Case(UNCHANGED, lambda items: rewrite_run(write, items.feed.stories)),
        Case(ROWS, lambda items: partial(from_rows, items.rows, format_name)),
        Case(EXPLAINER, lambda items: partial(newsfeed.dumps, items.explainers(), format_name)),
        *_peer_cases(format_name),
        Case(RAW, lambda items: partial(write_raw, document_pieces(items.feed, format_name))),
    )


def _peer_cases(format_name: FeedFormat) -> Iterator[Case]:
    for name, module in _PEERS.items():
        if format_name == "rss" or name != PYRSS2GEN:  # PyRSS2Gen writes RSS only
            yield Case(name, _peer_case(module, format_name))


def compare(outputs: Mapping[str, bytes | mmap]) -> None:
    """Require that feedparser reads the same items from all outputs but the explainers, since those are other stories.

    Raises:
        DifferenceError: an output differs from that of newsfeed's models.
    """
    items = {name: content.items(output[:]) for name, output in outputs.items() if name != EXPLAINER}
    if FEEDGEN in items and any(item.updated for item in items[FEEDGEN]):
        # feedgen writes enclosures into Atom as plain links: less work, but as many elements.
        items[FEEDGEN] = [
            item._replace(enclosures=expected.enclosures)
            for item, expected in zip(items[FEEDGEN], items[MODELS], strict=True)
        ]
    content.require_equal(items, MODELS)


def _targets(title: str, results: Results) -> Iterable[Target]:
    for peer in (FEEDGEN, FEEDGENERATOR):
        ratio = results.worst_ratio(peer, MODELS, higher_is_better=True)
        yield Target(f"{title}, models to bytes, faster than {peer}, at every size", ratio, 3.5, at_least=True)
    raw = results.worst_ratio(MODELS, RAW, higher_is_better=False)
    yield Target(f"{title}, relative to the raw write, at every size", raw, 8)
    unchanged = results.worst_ratio(FEEDGEN, UNCHANGED, higher_is_better=True)
    yield Target(f"{title}, all stories but one unchanged, faster than feedgen", unchanged, 15, at_least=True)
    rows = results.worst_ratio(FEEDGEN, ROWS, higher_is_better=True)
    yield Target(f"{title}, rows to bytes with models built, faster than feedgen", rows, 2.5, at_least=True)
    if title == "RSS":
        explainer = results.worst_ratio(EXPLAINER, MODELS, higher_is_better=False)
        yield Target("Structured explainer to RSS, relative to the plain item", explainer, 3)
    growth = results.growth(MODELS, 1_000, 100_000)
    yield Target(f"{title}, item of 100,000 against item of 1,000", growth, 1.3)


def _topic(format_name: FeedFormat, title: str, short_title: str) -> Topic:
    return Topic(
        name=format_name,
        title=f"Writing {title}",
        method=(
            "Items of 6 KB (750 words of HTML, with curly quotation marks and letters beyond U+00FF) are written to the bytes "
            "of a whole feed in memory. newsfeed starts from its models, or from the same rows as its peers. The raw write "
            "copies the finished bytes into fresh memory, one item "
            "at a time. In the row of unchanged stories, the feed has one new story at its head and the others are in the "
            "`RenderCache`; the row gives the size of the cache if it is larger than the default."
        ),
        data=Items,
        cases=_cases(format_name),
        sizes=SIZES,
        baselines=(FEEDGEN, RAW),
        compare=compare,
        targets=partial(_targets, short_title),
    )


RSS: Final = _topic("rss", "RSS 2.0", "RSS")
ATOM: Final = _topic("atom", "Atom", "Atom")


# --- kinds of items --------------------------------------------------------------------------------------------------------

KINDS_SIZE: Final = 200


def _topic_of_kind(format_name: FeedFormat, kind: Kind) -> Topic:
    return Topic(
        name=f"{format_name}, {kind}",
        title="",
        method="",
        data=partial(Items, kind=kind),
        cases=(
            Case(MODELS, lambda items: partial(newsfeed.dumps, items.feed, format_name)),
            Case(ROWS, lambda items: partial(from_rows, items.rows, format_name)),
            *_peer_cases(format_name),
        ),
        sizes=(KINDS_SIZE,),
        compare=compare,
    )


def _targets_of_kinds(title: str, results: Results) -> Iterable[Target]:
    models = results.worst_ratio(FEEDGEN, MODELS, higher_is_better=True)
    yield Target(f"{title}, models to bytes, faster than feedgen, for every kind", models, 3.5, at_least=True)
    rows = results.worst_ratio(FEEDGEN, ROWS, higher_is_better=True)
    yield Target(
        f"{title}, rows to bytes with models built, faster than feedgen, for every kind", rows, 2, at_least=True
    )


def _comparison(format_name: FeedFormat, title: str, short_title: str) -> Comparison:
    return Comparison(
        name=f"{format_name}-kinds",
        title=f"Writing {title}, by kind of item",
        method=(
            "Items in several scripts, of two sizes (title, summary and body together) and with three kinds of ids. All "
            "scripts but ASCII have typographic quotation marks, and characters beyond U+00FF. Cases and work are as above."
        ),
        topics={str(kind): _topic_of_kind(format_name, kind) for kind in KINDS},
        baselines=(FEEDGEN,),
        targets=partial(_targets_of_kinds, short_title),
    )


RSS_KINDS: Final = _comparison("rss", "RSS 2.0", "RSS")
ATOM_KINDS: Final = _comparison("atom", "Atom", "Atom")
