"""Writing NewsML-G2: newsfeed beside an lxml tree by hand, and newsmlg2."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from importlib import import_module
from typing import Any, Final

from lxml import etree

import newsfeed
from benchmarks import content, data
from benchmarks.data import Row
from benchmarks.measure import Run
from benchmarks.topic import Case, Results, Target, Topic
from newsfeed import Story

OURS: Final = "newsfeed"
TREE: Final = "lxml tree by hand"
NEWSMLG2: Final = "newsmlg2, without a body"
_NAR: Final = {"n": "http://iptc.org/std/nar/2006-10-01/"}
_TEXTS: Final = ("headline", "description", "by", "keyword", "creator/n:name", "contentCreated", "contentModified")


class Documents:
    """The data of one size.

    Args:
        count: of documents.
    """

    def __init__(self, count: int) -> None:
        self.rows = [data.row(number) for number in range(count)]

    @cached_property
    def stories(self) -> list[Story]:
        """The models, made before anything is timed."""
        return list(map(data.story, self.rows))


def write(stories: Sequence[Story]) -> list[bytes]:
    """Write a document a story."""
    return [newsfeed.dumps(story, "newsml") for story in stories]


def _peer(module: str, function: str) -> Any:
    def prepare(documents: Documents) -> Run:
        return partial(_each, getattr(import_module(f"benchmarks.peers.{module}"), function), documents.rows)

    return prepare


def _each(function: Any, rows: Sequence[Row]) -> list[bytes]:
    return [function(row) for row in rows]


def compare(outputs: Mapping[str, Sequence[bytes]]) -> None:
    """Require equal documents of the tree by hand, and equal metadata of newsmlg2."""
    whole = {name: list(map(_canonical, found)) for name, found in outputs.items() if name != NEWSMLG2}
    content.require_equal(whole, OURS)
    content.require_equal({name: list(map(_metadata, found)) for name, found in outputs.items()}, OURS)


def _canonical(document: bytes) -> str:
    return etree.canonicalize(document, strip_text=True)


def _metadata(document: bytes) -> dict[str, Any]:
    root = etree.fromstring(document)
    texts = {name: root.xpath(f"n:contentMeta/n:{name}/text()", namespaces=_NAR) for name in _TEXTS}
    return {"guid": root.get("guid"), **texts}


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
        "Items of 6 KB, a newsItem document each, with the body as XHTML. What newsfeed and the tree by hand write is equal "
        "as Canonical XML; newsmlg2, which has no way to give a body, writes equal metadata."
    ),
    data=Documents,
    cases=(
        Case(OURS, lambda documents: partial(write, documents.stories)),
        Case(TREE, _peer("newsml", "tree")),
        Case(NEWSMLG2, _peer("newsmlg2", "metadata")),
    ),
    sizes=(100, 1_000, 10_000),
    unit="document",
    against=(TREE,),
    compare=compare,
    targets=targets,
)
