"""Writing JSON-LD: newsfeed and handwritten dicts with json.dumps."""

import json
from collections.abc import Iterable, Mapping
from functools import cached_property, partial
from typing import Final

import newsfeed
from benchmarks import content, data
from benchmarks.caching import UNCHANGED, rewrite_run
from benchmarks.measure import Run
from benchmarks.results import Results, Target
from benchmarks.topic import Case, NotMeasured, Topic
from newsfeed import Feed, RenderCache, Story

NEWSFEED: Final = "newsfeed"
BY_HAND: Final = "dict and json.dumps by hand"

MAX_STORIES: Final = 10_000


class Articles:
    """Data of one size.

    Args:
        count: number of stories.

    Raises:
        NotMeasured: the graph would be too large.
    """

    def __init__(self, count: int) -> None:
        if count > MAX_STORIES:
            raise NotMeasured("one document of 1.9 GB would need 4 GB of memory")
        self.rows = [data.row(number) for number in range(count)]

    @cached_property
    def feed(self) -> Feed:
        """The models, built before anything is timed."""
        return data.feed(tuple(map(data.story_with_faq, self.rows)))


def write(stories: tuple[Story, ...], cache: RenderCache | None = None) -> bytes:
    """Write all stories as one graph."""
    return newsfeed.dumps(data.feed(stories), "jsonld", cache=cache, body="full")


def _by_hand_run(articles: Articles) -> Run:
    from benchmarks.peers import jsonld  # like all peers, imported only to run

    return partial(jsonld.graph, articles.rows)


def compare(outputs: Mapping[str, bytes]) -> None:
    """Require that newsfeed's graph contains the handwritten one, node by node, and is the same for unchanged stories."""
    graph = json.loads(outputs[NEWSFEED])
    content.require_subset(BY_HAND, json.loads(outputs[BY_HAND]), graph)
    content.require_equal({NEWSFEED: graph, UNCHANGED: json.loads(outputs[UNCHANGED])}, NEWSFEED)


def targets(results: Results) -> Iterable[Target]:
    """Yield the targets of JSON-LD."""
    yield Target("JSON-LD with FAQ, per story", results.time_at_largest_size(NEWSFEED), 25, unit=" us")
    ratio = results.worst_ratio(BY_HAND, NEWSFEED, higher_is_better=True)
    yield Target("JSON-LD with FAQ, faster than dict and json.dumps by hand", ratio, 1.8, at_least=True)


TOPIC: Final = Topic(
    name="jsonld",
    title="Writing JSON-LD",
    method=(
        "Items of 6 KB with four questions and answers are written as NewsArticle with its text, WebPage and FAQPage, all in "
        "one graph. newsfeed's graph contains everything in the handwritten one, node by node. In the row of unchanged "
        "stories, all but the first story are in the `RenderCache`."
    ),
    data=Articles,
    cases=(
        Case(NEWSFEED, lambda articles: partial(newsfeed.dumps, articles.feed, "jsonld", body="full")),
        Case(UNCHANGED, lambda articles: rewrite_run(write, articles.feed.stories)),
        Case(BY_HAND, _by_hand_run),
    ),
    sizes=(100, 1_000, 10_000, 100_000),
    unit="story",
    baselines=(BY_HAND,),
    compare=compare,
    targets=targets,
)
