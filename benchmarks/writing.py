"""Writing RSS and Atom: newsfeed from models and from rows, its peers, a tree by hand, and the finished bytes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property, partial
from importlib import import_module
from mmap import MAP_ANONYMOUS, MAP_PRIVATE, mmap
from typing import Final

import newsfeed
from benchmarks import content, data
from benchmarks.caching import AGAIN, again
from benchmarks.data import FeedFormat, Row
from benchmarks.measure import Run
from benchmarks.results import Results, Target
from benchmarks.topic import Case, Topic
from newsfeed import Feed, RenderCache, Story

SIZES: Final = (100, 1_000, 10_000, 100_000)

MODEL: Final = "newsfeed"
ROWS: Final = "newsfeed from rows"
EXPLAINER: Final = "newsfeed, structured explainer"
FEEDGEN: Final = "feedgen"
FEEDGENERATOR: Final = "feedgenerator"
PYRSS2GEN: Final = "PyRSS2Gen"
TREE: Final = "lxml tree by hand"
RAW: Final = "raw write"


class Items:
    """The data of one size.

    Args:
        count: of items.
    """

    def __init__(self, count: int) -> None:
        self.rows = [data.row(number) for number in range(count)]

    @cached_property
    def feed(self) -> Feed:
        """The models, made before anything is timed."""
        return data.feed(tuple(map(data.story, self.rows)))

    def explainers(self) -> Feed:
        """Give as many structured stories, of which fifty differ; each is an object of its own."""
        known = [data.explainer(number) for number in range(min(50, len(self.rows)))]
        return data.feed(tuple(copy(known[number % len(known)]) for number in range(len(self.rows))))


def from_stories(stories: tuple[Story, ...], cache: RenderCache | None = None, *, name: FeedFormat) -> bytes:
    """Write newsfeed's models."""
    return newsfeed.dumps(data.feed(stories), name, cache=cache)


def from_rows(rows: Iterable[Row], name: FeedFormat) -> bytes:
    """Make newsfeed's models of rows and write them."""
    return from_stories(tuple([data.story(row) for row in rows]), name=name)


def write_raw(pieces: Sequence[bytes]) -> mmap:
    """Write finished bytes to memory, an item at a time: no writer can be faster.

    The memory is fresh, as that of a process which writes one feed is. What a buffer of Python's would get to reuse is left by
    chance by the cases before, and copying into warm memory takes a fifth of the time.
    """
    out = mmap(-1, sum(map(len, pieces)), flags=MAP_PRIVATE | MAP_ANONYMOUS)
    for piece in pieces:
        out.write(piece)
    return out


def pieces_of(feed: Feed, name: FeedFormat) -> list[bytes]:
    """Give the document in the pieces that newsfeed writes, one an item."""
    parts = _Parts()
    with newsfeed.open_writer(parts, name, feed) as writer:  # type: ignore[arg-type]  # of a file, `write` is all it needs
        for story in feed.stories:
            writer.write(story)
    return parts


class _Parts(list[bytes]):
    def write(self, piece: bytes) -> None:
        self.append(piece)


def _peer(module: str, name: FeedFormat) -> Callable[[Items], Run]:
    def prepare(items: Items) -> Run:
        write = getattr(import_module(f"benchmarks.peers.{module}"), name)
        return partial(write, items.rows)

    return prepare


def _cases(name: FeedFormat) -> tuple[Case, ...]:
    peers = [(FEEDGEN, "feedgen"), (FEEDGENERATOR, "feedgenerator"), (PYRSS2GEN, "pyrss2gen"), (TREE, "lxml_tree")]
    return (
        Case(MODEL, lambda items: partial(newsfeed.dumps, items.feed, name)),
        Case(AGAIN, lambda items: again(partial(from_stories, name=name), items.feed.stories)),
        Case(ROWS, lambda items: partial(from_rows, items.rows, name)),
        Case(EXPLAINER, lambda items: partial(newsfeed.dumps, items.explainers(), name)),
        *(Case(title, _peer(module, name)) for title, module in peers if name == "rss" or module != "pyrss2gen"),
        Case(RAW, lambda items: partial(write_raw, pieces_of(items.feed, name))),
    )


def compare(outputs: Mapping[str, bytes | mmap]) -> None:
    """Read every output back with feedparser and hold it against the model's; the explainers are other stories."""
    found = {name: content.items(output[:]) for name, output in outputs.items() if name != EXPLAINER}
    if FEEDGEN in found and any("updated" in item for item in found[FEEDGEN]):
        for item, expected in zip(found[FEEDGEN], found[MODEL], strict=True):
            item["enclosures"] = expected[
                "enclosures"
            ]  # it writes them into Atom as plain links: less work, same count
    content.require_equal(found, MODEL)


def _targets(name: FeedFormat) -> Callable[[Results], Iterable[Target]]:
    title = {"rss": "RSS", "atom": "Atom"}[name]

    def targets(results: Results) -> Iterable[Target]:
        for peer in (FEEDGEN, FEEDGENERATOR):
            faster = results.worst(peer, MODEL, least=True)
            yield Target(f"{title}, model to bytes, against {peer}, at every size", faster, 3.5, least=True)
        yield Target(f"{title}, against the raw write, at every size", results.worst(MODEL, RAW, least=False), 8)
        unchanged = results.worst(FEEDGEN, AGAIN, least=True)
        yield Target(f"{title}, all stories but one unchanged, against feedgen", unchanged, 15, least=True)
        rows = results.worst(FEEDGEN, ROWS, least=True)
        yield Target(f"{title}, rows to bytes with models built, against feedgen", rows, 2.5, least=True)
        if name == "rss":
            rendered = results.worst(EXPLAINER, MODEL, least=False)
            yield Target("Structured explainer to RSS, against the plain item", rendered, 3)
        yield Target(f"{title}, an item at 100,000 against 1,000", results.growth(MODEL, 1_000, 100_000), 1.3)

    return targets


def _topic(name: FeedFormat, title: str) -> Topic:
    return Topic(
        name=name,
        title=f"Writing {title}",
        method=(
            "Items of 6 KB (750 words of HTML) to the bytes of a whole feed in memory. newsfeed starts from its models, "
            "or from the same rows as its peers; the raw write copies the finished bytes into fresh memory, an item at a time. "
            "Unchanged stories are those of a feed that was written before, with one new story at its head; the row "
            "names the size of a `RenderCache` that is larger than the default."
        ),
        data=Items,
        cases=_cases(name),
        sizes=SIZES,
        against=(FEEDGEN, RAW),
        compare=compare,
        targets=_targets(name),
    )


RSS: Final = _topic("rss", "RSS 2.0")
ATOM: Final = _topic("atom", "Atom")
