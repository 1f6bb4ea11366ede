"""Writing explainer pages: structured explainers and the example stories, beside RSS of the same explainers."""

from collections.abc import Iterable, Mapping
from functools import cached_property, partial
from itertools import cycle, islice
from typing import Final

import newsfeed
from benchmarks import data, measure
from benchmarks.content import DifferenceError
from benchmarks.results import Results, Target
from benchmarks.topic import Case, DocumentRun, NotMeasured, Topic
from newsfeed import Feed, Story

EXPLAINER: Final = "structured explainer to a page"
EXAMPLES: Final = "example stories to pages"
READING: Final = "page to structured explainer"
RSS: Final = "structured explainer to RSS"

MAX_STORIES: Final = 1_000


class Pages:
    """Data of one size.

    Args:
        count: number of stories.

    Raises:
        NotMeasured: the size is larger than is of interest.
    """

    def __init__(self, count: int) -> None:
        if count > MAX_STORIES:
            raise NotMeasured("a document of this many pages is of no use")
        self.count = count

    @cached_property
    def explainers(self) -> Feed:
        """Structured explainers, built before anything is timed."""
        return data.feed(tuple(map(data.explainer, range(self.count))))

    @cached_property
    def examples(self) -> Feed:
        """The example stories, repeated."""
        stories = [newsfeed.load_story(path) for path in sorted((measure.ROOT / "examples" / "stories").iterdir())]
        return data.feed(tuple(islice(cycle(stories), self.count)))

    @cached_property
    def document(self) -> bytes:
        """The pages of the explainers."""
        return newsfeed.dumps(self.explainers, "text")


def _read(document: bytes) -> tuple[Story, ...]:
    return newsfeed.loads(document, "text").stories


def compare(outputs: Mapping[str, object]) -> None:
    """Require that the pages are read back as the stories.

    Raises:
        DifferenceError: a story is read back as another one.
    """
    stories = outputs[READING]
    expected = tuple(map(data.explainer, range(len(stories)))) if isinstance(stories, tuple) else None
    if stories != expected:
        raise DifferenceError("the pages are read back as other stories")


def targets(results: Results) -> Iterable[Target]:
    """Yield the targets of explainer pages."""
    ratio = results.worst_ratio(EXPLAINER, RSS, higher_is_better=False)
    yield Target("Structured explainer to a page, relative to RSS", ratio, 15)
    yield Target("Example story to a page", results.time_at_largest_size(EXAMPLES), 700, unit=" us")


TOPIC: Final = Topic(
    name="text",
    title="Writing explainer pages",
    method=(
        "Structured explainers, and the example stories in turn, are written as one document of pages. Before anything is "
        "timed, the pages are read back as the same stories. RSS of the same explainers is there for scale: it writes what "
        "it has, while a page also has to be told apart from anything that a reader derives from its text."
    ),
    data=Pages,
    cases=(
        Case(EXPLAINER, lambda pages: partial(newsfeed.dumps, pages.explainers, "text")),
        Case(EXAMPLES, lambda pages: partial(newsfeed.dumps, pages.examples, "text")),
        Case(READING, lambda pages: DocumentRun(pages.document, _read)),
        Case(RSS, lambda pages: partial(newsfeed.dumps, pages.explainers, "rss")),
    ),
    sizes=(100, 1_000),
    unit="story",
    baselines=(RSS,),
    compare=compare,
    targets=targets,
)
