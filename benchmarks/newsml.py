"""Writing NewsML-G2: newsfeed beside an lxml tree by hand, and newsmlg2."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from importlib import import_module
from typing import Any, Final

from lxml import etree

import newsfeed
from benchmarks import content, data
from benchmarks.caching import AGAIN, again
from benchmarks.data import Row
from benchmarks.measure import Run
from benchmarks.results import Results, Target
from benchmarks.topic import Case, NotMeasured, Topic
from newsfeed import RenderCache, Story

OURS: Final = "newsfeed"
TREE: Final = "lxml tree by hand"
NEWSMLG2: Final = "newsmlg2, without a body"


LARGEST: Final = 10_000


class Documents:
    """The data of one size.

    Args:
        count: of documents.
    """

    def __init__(self, count: int) -> None:
        if count > LARGEST:
            raise NotMeasured("each is a document of its own: more say nothing new")
        self.rows = [data.row(number) for number in range(count)]

    @cached_property
    def stories(self) -> list[Story]:
        """The models, made before anything is timed."""
        return list(map(data.story, self.rows))


def write(stories: Sequence[Story], cache: RenderCache | None = None) -> list[bytes]:
    """Write a document a story."""
    return [newsfeed.dumps(story, "newsml", cache=cache) for story in stories]


def _peer(module: str, function: str) -> Any:
    def prepare(documents: Documents) -> Run:
        return partial(_each, getattr(import_module(f"benchmarks.peers.{module}"), function), documents.rows)

    return prepare


def _each(function: Any, rows: Sequence[Row]) -> list[bytes]:
    return [function(row) for row in rows]


def compare(outputs: Mapping[str, Sequence[bytes]]) -> None:
    """Require that newsfeed's documents have every element of the others', with its attributes and text."""
    ours = list(map(_elements, outputs[OURS]))
    for name, documents in outputs.items():
        for place, document in enumerate(documents):
            if missing := _elements(document) - ours[place]:
                raise content.DifferenceError(f"{name}[{place}]: newsfeed has no {next(iter(missing))!r:.300}")


def _elements(document: bytes) -> Counter[tuple[Any, ...]]:
    """Give each element with its parent's name, attributes and text; newsfeed breaks lines between them."""
    return Counter(map(_element, etree.fromstring(document).iter()))


def _element(element: etree._Element) -> tuple[Any, ...]:
    parent = element.getparent()
    texts = ((element.text or "").strip(), (element.tail or "").strip())
    return None if parent is None else parent.tag, element.tag, tuple(sorted(element.attrib.items())), texts


def targets(results: Results) -> Iterable[Target]:
    """Give what is expected of NewsML-G2."""
    by_hand = results.worst(TREE, OURS, least=True)
    yield Target("NewsML-G2 document with its body, against lxml by hand", by_hand, 4, least=True)
    peer = results.worst(NEWSMLG2, OURS, least=True)
    yield Target("NewsML-G2 document with its body, against newsmlg2 without", peer, 20, least=True)


TOPIC: Final = Topic(
    name="newsml",
    title="Writing NewsML-G2",
    method=(
        "Items of 6 KB, a newsItem document each, with the body as XHTML. newsfeed's documents have every element of the "
        "others'; newsmlg2 has no way to give a body and writes the metadata only. "
        "Unchanged stories were written before, but the first."
    ),
    data=Documents,
    cases=(
        Case(OURS, lambda documents: partial(write, documents.stories)),
        Case(AGAIN, lambda documents: again(write, documents.stories)),
        Case(TREE, _peer("newsml", "tree")),
        Case(NEWSMLG2, _peer("newsmlg2", "metadata")),
    ),
    sizes=(100, 1_000, 10_000, 100_000),
    unit="document",
    against=(TREE,),
    compare=compare,
    targets=targets,
)
