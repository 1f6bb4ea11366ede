"""Writing NewsML-G2: newsfeed, a handwritten lxml tree, and newsmlg2."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from importlib import import_module
from typing import Final, NamedTuple

from lxml import etree

import newsfeed
from benchmarks import content, data
from benchmarks.caching import UNCHANGED, rewrite_run
from benchmarks.data import Row
from benchmarks.measure import Run
from benchmarks.results import Results, Target
from benchmarks.topic import Case, NotMeasured, Topic
from newsfeed import RenderCache, Story

NEWSFEED: Final = "newsfeed"
TREE: Final = "lxml tree by hand"
NEWSMLG2: Final = "newsmlg2, without a body"

MAX_DOCUMENTS: Final = 10_000


class Documents:
    """Data of one size.

    Args:
        count: number of documents.

    Raises:
        NotMeasured: there are more documents than are useful.
    """

    def __init__(self, count: int) -> None:
        if count > MAX_DOCUMENTS:
            raise NotMeasured("documents are independent: more would show nothing new")
        self.rows = [data.row(number) for number in range(count)]

    @cached_property
    def stories(self) -> list[Story]:
        """The models, built before anything is timed."""
        return list(map(data.story, self.rows))


def write(stories: Sequence[Story], cache: RenderCache | None = None) -> list[bytes]:
    """Write a document for each story."""
    return [newsfeed.dumps(story, "newsml", cache=cache) for story in stories]


def _peer_case(module: str, function: str) -> Callable[[Documents], Run]:
    def prepare(documents: Documents) -> Run:
        write_row = getattr(import_module(f"benchmarks.peers.{module}"), function)
        return partial(_write_rows, write_row, documents.rows)

    return prepare


def _write_rows(write_row: Callable[[Row], bytes], rows: Sequence[Row]) -> list[bytes]:
    return [write_row(row) for row in rows]


class _ElementContent(NamedTuple):
    parent: str | None
    tag: str
    attributes: tuple[tuple[str, str], ...]
    text: str
    tail: str


def compare(outputs: Mapping[str, Sequence[bytes]]) -> None:
    """Require that newsfeed's documents have every element of the others, with its parent, attributes and text.

    Raises:
        DifferenceError: an element is missing.
    """
    expected = list(map(_element_counts, outputs[NEWSFEED]))
    for name, documents in outputs.items():
        for index, document in enumerate(documents):
            if missing := _element_counts(document) - expected[index]:
                raise content.DifferenceError(f"{name}[{index}]: newsfeed has no {next(iter(missing))!r:.300}")


def _element_counts(document: bytes) -> Counter[_ElementContent]:
    return Counter(map(_element_content, etree.fromstring(document).iter()))


def _element_content(element: etree._Element) -> _ElementContent:
    parent = element.getparent()
    return _ElementContent(
        None if parent is None else str(parent.tag),
        str(element.tag),
        tuple(sorted((str(name), str(value)) for name, value in element.attrib.items())),
        # newsfeed breaks lines between elements, so layout is not compared.
        (element.text or "").strip(),
        (element.tail or "").strip(),
    )


def targets(results: Results) -> Iterable[Target]:
    """Yield the targets of NewsML-G2."""
    by_hand = results.worst_ratio(TREE, NEWSFEED, higher_is_better=True)
    yield Target("NewsML-G2 document with its body, faster than lxml by hand", by_hand, 4, at_least=True)
    peer = results.worst_ratio(NEWSMLG2, NEWSFEED, higher_is_better=True)
    yield Target("NewsML-G2 document with its body, faster than newsmlg2 without", peer, 20, at_least=True)


TOPIC: Final = Topic(
    name="newsml",
    title="Writing NewsML-G2",
    method=(
        "Items of 6 KB are written as one newsItem document each, with the body as XHTML. newsfeed's documents have every "
        "element of the others. newsmlg2 cannot write a body and writes the metadata only. In the row of unchanged stories, "
        "all but the first story are in the `RenderCache`."
    ),
    data=Documents,
    cases=(
        Case(NEWSFEED, lambda documents: partial(write, documents.stories)),
        Case(UNCHANGED, lambda documents: rewrite_run(write, documents.stories)),
        Case(TREE, _peer_case("newsml", "tree")),
        Case(NEWSMLG2, _peer_case("newsmlg2", "metadata")),
    ),
    sizes=(100, 1_000, 10_000, 100_000),
    unit="document",
    baselines=(TREE,),
    compare=compare,
    targets=targets,
)
