"""Validating RSS, Atom and NewsML-G2 with all rules, and RSS with an error in each item."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from lxml import etree

import newsfeed
from benchmarks import content, data, small
from benchmarks.measure import Run
from benchmarks.results import Results, Target
from benchmarks.topic import Case, DocumentRun, NotMeasured, Topic
from newsfeed import Report, Severity

RSS_SMALL: Final = "RSS, items of 0.4 KB"
ATOM_SMALL: Final = "Atom, entries of 0.4 KB"
RSS_FULL: Final = "RSS, items of 6 KB"
ATOM_FULL: Final = "Atom, entries of 6 KB"
NEWSML: Final = "NewsML-G2 documents of 6 KB"
INVALID: Final = "RSS, an error in each item of 0.4 KB"
BARE_PARSE: Final = "bare lxml parse of the RSS of 0.4 KB"

MAX_FULL_ITEMS: Final = 10_000
COMPARED_ITEMS: Final = 12


def validate(document: bytes, format_name: str) -> Report:
    """Validate a document with all rules of its format."""
    return newsfeed.validate(document, format=format_name)


def validate_all(documents: Sequence[bytes], format_name: str) -> list[Report]:
    """Validate documents one by one."""
    return [validate(document, format_name) for document in documents]


def _small_case(make_document: Callable[[int], bytes], format_name: str) -> Callable[[int], Run]:
    return lambda count: DocumentRun(make_document(count), partial(validate, format_name=format_name))


def _full_case(format_name: str) -> Callable[[int], Run]:
    def prepare(count: int) -> Run:
        if count > MAX_FULL_ITEMS:
            raise NotMeasured("the document exceeds the default limit of 256 MiB")
        stories = tuple([data.story(data.row(number)) for number in range(count)])
        document = newsfeed.dumps(data.feed(stories), format_name)
        return DocumentRun(document, partial(validate, format_name=format_name))

    return prepare


def _newsml_run(count: int) -> Run:
    if count > MAX_FULL_ITEMS:
        raise NotMeasured("documents are independent: more would show nothing new")
    documents = [newsfeed.dumps(data.story(data.row(number)), "newsml") for number in range(count)]
    return partial(validate_all, documents, "newsml")


def compare(outputs: Mapping[str, Any]) -> None:
    """Require no errors in valid documents and exactly one error per item in the invalid one.

    Raises:
        DifferenceError: a case has another number of errors.
    """
    for name, output in outputs.items():
        reports = output if isinstance(output, list) else [output]
        errors = sum(report.count(Severity.ERROR) for report in reports if isinstance(report, Report))
        expected = COMPARED_ITEMS if name == INVALID else 0
        if errors != expected:
            raise content.DifferenceError(f"{name}: {errors} errors, expected {expected}")


def targets(results: Results) -> Iterable[Target]:
    """Yield the targets of validation."""
    for case in (RSS_SMALL, ATOM_SMALL):
        yield Target(f"Validating {case}, per item", results.time(case, 1_000), 60, unit=" us")
    for case in (RSS_FULL, ATOM_FULL):
        yield Target(f"Validating {case}, per item", results.time(case, 1_000), 400, unit=" us")
    yield Target(f"Validating {NEWSML}, per document", results.time(NEWSML, 1_000), 400, unit=" us")
    for case in (RSS_SMALL, ATOM_SMALL):
        growth = results.growth(case, 1_000, 100_000)
        yield Target(f"Validating {case}, item of 100,000 against item of 1,000", growth, 1.3)
    growth = results.growth(INVALID, 1_000, 10_000)
    yield Target(f"Validating {INVALID}, item of 10,000 against item of 1,000", growth, 1.3)


TOPIC: Final = Topic(
    name="validation",
    title="Validating",
    method=(
        "`newsfeed.validate` applies all rules to whole documents: syntax, schema, every value and, in items of 6 KB, the "
        "HTML. The baseline is a bare lxml parse, which checks only that the XML is well-formed."
    ),
    data=int,
    cases=(
        Case(RSS_SMALL, _small_case(small.rss, "rss")),
        Case(ATOM_SMALL, _small_case(small.atom, "atom")),
        Case(RSS_FULL, _full_case("rss")),
        Case(ATOM_FULL, _full_case("atom")),
        Case(NEWSML, _newsml_run),
        Case(INVALID, _small_case(partial(small.rss, invalid_dates=True), "rss")),
        Case(BARE_PARSE, lambda count: DocumentRun(small.rss(count), etree.fromstring)),
    ),
    sizes=(1_000, 10_000, 100_000),
    baselines=(BARE_PARSE,),
    compare=compare,
    comparison_size=COMPARED_ITEMS,
    targets=targets,
)
