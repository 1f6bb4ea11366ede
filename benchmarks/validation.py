"""Validating: RSS, Atom and NewsML-G2 with all rules, and a document with a fault in each item."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from lxml import etree

import newsfeed
from benchmarks import content, data, small
from benchmarks.measure import Run
from benchmarks.results import Results, Target
from benchmarks.topic import Case, NotMeasured, Reads, Topic
from newsfeed import Report, Severity

RSS_SMALL: Final = "RSS, items of 0.4 KB"
ATOM_SMALL: Final = "Atom, entries of 0.4 KB"
RSS_FULL: Final = "RSS, items of 6 KB"
ATOM_FULL: Final = "Atom, entries of 6 KB"
NEWSML: Final = "NewsML-G2 documents of 6 KB"
FAULTY: Final = "RSS, a fault in each item of 0.4 KB"
BARE: Final = "bare lxml parse of the RSS of 0.4 KB"

LARGEST_FULL: Final = 10_000


def check(document: bytes, name: str) -> Report:
    """Validate a document with all rules of its format."""
    return newsfeed.validate(document, format=name)


def check_each(documents: Sequence[bytes], name: str) -> list[Report]:
    """Validate documents one by one."""
    return [check(document, name) for document in documents]


def _small(make: Callable[[int], bytes], name: str) -> Callable[[int], Run]:
    return lambda count: Reads(make(count), partial(check, name=name))


def _full(name: str) -> Callable[[int], Run]:
    def prepare(count: int) -> Run:
        if count > LARGEST_FULL:
            raise NotMeasured("its document is larger than the 256 MiB that are taken in")
        stories = tuple([data.story(data.row(number)) for number in range(count)])
        return Reads(newsfeed.dumps(data.feed(stories), name), partial(check, name=name))

    return prepare


def _documents(count: int) -> Run:
    if count > LARGEST_FULL:
        raise NotMeasured("each is a document of its own: more say nothing new")
    documents = [newsfeed.dumps(data.story(data.row(number)), "newsml") for number in range(count)]
    return partial(check_each, documents, "newsml")


def compare(outputs: Mapping[str, Any]) -> None:
    """Require that nothing is found in what is sound, and a fault in each item of what is not."""
    for name, found in outputs.items():
        reports = found if isinstance(found, list) else [found]
        wrong = sum(report.count(Severity.ERROR) for report in reports if isinstance(report, Report))
        if wrong != (CHECKED if name == FAULTY else 0):
            raise content.DifferenceError(f"{name}: {wrong} errors are found")


CHECKED: Final = 12
"""How many items are compared."""


def targets(results: Results) -> Iterable[Target]:
    """Give what is expected of validation."""
    for case in (RSS_SMALL, ATOM_SMALL):
        yield Target(f"Validating {case}, an item", results.us(case, 1_000), 60, unit=" us")
    for case in (RSS_FULL, ATOM_FULL):
        yield Target(f"Validating {case}, an item", results.us(case, 1_000), 400, unit=" us")
    yield Target(f"Validating {NEWSML}, a document", results.us(NEWSML, 1_000), 400, unit=" us")
    for case in (RSS_SMALL, ATOM_SMALL):
        yield Target(f"Validating {case}, an item at 100,000 against 1,000", results.growth(case, 1_000, 100_000), 1.3)
    yield Target(f"Validating {FAULTY}, an item at 10,000 against 1,000", results.growth(FAULTY, 1_000, 10_000), 1.3)


TOPIC: Final = Topic(
    name="validation",
    title="Validating",
    method=(
        "`newsfeed.validate` of whole documents with all rules: the syntax, the schema, every value and, in items of 6 KB, "
        "the HTML. A bare parse by lxml, which finds nothing, is the yardstick."
    ),
    data=int,
    cases=(
        Case(RSS_SMALL, _small(small.rss, "rss")),
        Case(ATOM_SMALL, _small(small.atom, "atom")),
        Case(RSS_FULL, _full("rss")),
        Case(ATOM_FULL, _full("atom")),
        Case(NEWSML, _documents),
        Case(FAULTY, _small(partial(small.rss, wrong=True), "rss")),
        Case(BARE, lambda count: Reads(small.rss(count), etree.fromstring)),
    ),
    sizes=(1_000, 10_000, 100_000),
    against=(BARE,),
    compare=compare,
    targets=targets,
)
