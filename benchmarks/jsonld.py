"""Writing JSON-LD: newsfeed beside dicts and json.dumps written by hand."""

import json
from collections.abc import Iterable, Mapping
from functools import cached_property, partial
from typing import Final

import newsfeed
from benchmarks import content, data
from benchmarks.caching import AGAIN, again
from benchmarks.measure import Run
from benchmarks.results import Results, Target
from benchmarks.topic import Case, NotMeasured, Topic
from newsfeed import Feed, RenderCache, Story

OURS: Final = "newsfeed"
HAND: Final = "dict and json.dumps by hand"


LARGEST: Final = 10_000


class Articles:
    """The data of one size.

    Args:
        count: of stories.
    """

    def __init__(self, count: int) -> None:
        if count > LARGEST:
            raise NotMeasured("one document of 1.9 GB would take 4 GB of memory")
        self.rows = [data.row(number) for number in range(count)]

    @cached_property
    def feed(self) -> Feed:
        """The models, made before anything is timed."""
        return data.feed(tuple(map(data.story_with_faq, self.rows)))


def write(stories: tuple[Story, ...], cache: RenderCache | None = None) -> bytes:
    """Write one graph of all stories."""
    return newsfeed.dumps(data.feed(stories), "jsonld", cache=cache)


def _hand(articles: Articles) -> Run:
    from benchmarks.peers import jsonld  # as all peers

    return partial(jsonld.graph, articles.rows)


def compare(outputs: Mapping[str, bytes]) -> None:
    """Require that newsfeed's graph says all that the one by hand says, node by node, and the same of unchanged stories."""
    ours = json.loads(outputs[OURS])
    content.require_within(HAND, json.loads(outputs[HAND]), ours)
    content.require_equal({OURS: ours, AGAIN: json.loads(outputs[AGAIN])}, OURS)


def targets(results: Results) -> Iterable[Target]:
    """Give what is expected of JSON-LD."""
    yield Target("JSON-LD with FAQ, a story", results.largest(OURS), 25, unit=" us")
    faster = results.worst(HAND, OURS, least=True)
    yield Target("JSON-LD with FAQ, against dict and json.dumps by hand", faster, 1.8, least=True)


TOPIC: Final = Topic(
    name="jsonld",
    title="Writing JSON-LD",
    method=(
        "Items of 6 KB with four questions and answers, as NewsArticle with its text, WebPage and FAQPage, all in one "
        "graph; newsfeed's says all that the one by hand says, node by node. Unchanged stories were written before, but the "
        "first."
    ),
    data=Articles,
    cases=(
        Case(OURS, lambda articles: partial(newsfeed.dumps, articles.feed, "jsonld")),
        Case(AGAIN, lambda articles: again(write, articles.feed.stories)),
        Case(HAND, _hand),
    ),
    sizes=(100, 1_000, 10_000, 100_000),
    unit="story",
    against=(HAND,),
    compare=compare,
    targets=targets,
)
