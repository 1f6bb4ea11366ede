"""Writing JSON Feed: newsfeed from models and from rows, and handwritten dicts with json.dumps."""

import json
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Final

import newsfeed
from benchmarks import content
from benchmarks.measure import Run
from benchmarks.results import Results, Target
from benchmarks.topic import Case, Topic
from benchmarks.writing import MODELS, ROWS, Items, from_rows

BY_HAND: Final = "dict and json.dumps by hand"


def _by_hand_run(items: Items) -> Run:
    from benchmarks.peers import jsonfeed  # like all peers, imported only to run

    return partial(jsonfeed.feed, items.rows)


def compare(outputs: Mapping[str, bytes]) -> None:
    """Require that newsfeed's feeds contain the handwritten one, item by item.

    Raises:
        DifferenceError: something is missing or differs.
    """
    feeds: dict[str, Any] = {name: json.loads(output) for name, output in outputs.items()}
    content.require_equal({name: feeds[name] for name in (MODELS, ROWS)}, MODELS)
    content.require_subset(BY_HAND, feeds[BY_HAND], feeds[MODELS])


def targets(results: Results) -> Iterable[Target]:
    """Yield the targets of JSON Feed."""
    ratio = results.worst_ratio(MODELS, BY_HAND, higher_is_better=False)
    yield Target("JSON Feed, relative to dict and json.dumps by hand", ratio, 1)


TOPIC: Final = Topic(
    name="jsonfeed",
    title="Writing JSON Feed",
    method="Items of 6 KB are written to the bytes of a JSON Feed. newsfeed's feed contains everything in the handwritten one.",
    data=Items,
    cases=(
        Case(MODELS, lambda items: partial(newsfeed.dumps, items.feed, "jsonfeed")),
        Case(ROWS, lambda items: partial(from_rows, items.rows, "jsonfeed")),
        Case(BY_HAND, _by_hand_run),
    ),
    sizes=(100, 1_000),
    baselines=(BY_HAND,),
    compare=compare,
    targets=targets,
)
