"""Documents of tables: `render_batch` beside a plain loop that reads and writes each story."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Final

import msgspec

import newsfeed
from benchmarks import data
from benchmarks.content import DifferenceError
from benchmarks.measure import Run
from benchmarks.results import Results, Target
from benchmarks.topic import Case, Topic
from newsfeed import Story

RENDER: Final = "render_batch, a record batch to JSON-LD"
LINES: Final = "loop: JSON of a story to JSON-LD"
OBJECTS: Final = "loop: story to JSON-LD, without reading"
TO_TABLE: Final = "stories to a table"
FROM_TABLE: Final = "table to stories"
FORMAT: Final = "jsonld"


class Stories:
    """Data of one size: the same stories as objects, as JSON and as a table.

    Args:
        count: number of stories.
    """

    def __init__(self, count: int) -> None:
        self.stories = [data.explainer(number) for number in range(count)]

    @cached_property
    def lines(self) -> list[bytes]:
        """The stories as JSON Lines."""
        return [msgspec.json.encode(newsfeed.to_dict(story)) for story in self.stories]


def _render(stories: Stories) -> Run:
    from newsfeed.integrations import arrow  # optional

    batch, options = arrow.to_batch(stories.stories), arrow.RenderOptions(validate=False, losses=False)
    return lambda: list(arrow.render_batch(batch, formats=[FORMAT], options=options)["document"].to_pylist())


def _read_and_write(stories: Stories) -> Run:
    lines = stories.lines
    return lambda: [newsfeed.dumps(newsfeed.from_dict(msgspec.json.decode(line)), FORMAT) for line in lines]


def _write(stories: Stories) -> Run:
    return lambda: [newsfeed.dumps(story, FORMAT) for story in stories.stories]


def _to_table(stories: Stories) -> Run:
    from newsfeed.integrations import arrow  # optional

    return lambda: arrow.to_table(stories.stories)


def _from_table(stories: Stories) -> Run:
    from newsfeed.integrations import arrow  # optional

    table = arrow.to_table(stories.stories)
    return lambda: arrow.from_table(table)


def compare(outputs: Mapping[str, Any]) -> None:
    """Require that all documents are the same, and the stories of the table are the stories.

    Raises:
        DifferenceError: something differs.
    """
    documents = outputs[LINES]
    if outputs[OBJECTS] != documents or outputs.get(RENDER, documents) != documents:
        raise DifferenceError("the documents of the record batch differ")
    expected: tuple[Story, ...] = tuple(data.explainer(number) for number in range(len(documents)))
    if outputs.get(FROM_TABLE, expected) != expected:
        raise DifferenceError("the stories of the table differ")


def targets(results: Results) -> Iterable[Target]:
    """Yield the target of tables."""
    ratio = results.worst_ratio(RENDER, LINES, higher_is_better=False)
    yield Target("Record batch to JSON-LD, relative to a loop over JSON", ratio, 2)


TOPIC: Final = Topic(
    name="tables",
    title="Documents of tables",
    method=(
        "Structured explainers in a record batch become JSON-LD documents with their digests, without findings and losses. The "
        "plain loop starts with the JSON of each story, since a table must be read as well; the other loop has the objects "
        "already. All give the same documents."
    ),
    data=Stories,
    cases=(
        Case(RENDER, _render),
        Case(LINES, _read_and_write),
        Case(OBJECTS, _write),
        Case(TO_TABLE, _to_table),
        Case(FROM_TABLE, _from_table),
    ),
    sizes=(100, 1_000),
    unit="story",
    baselines=(LINES,),
    compare=compare,
    targets=targets,
)
