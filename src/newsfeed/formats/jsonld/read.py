"""Read stories out of JSON-LD: documents, and the script elements of HTML pages. No context is ever fetched."""

from typing import Final

import attrs

from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Finding, Report, Severity
from newsfeed.formats.jsonld import expand
from newsfeed.formats.jsonld.expand import Graph, Node
from newsfeed.formats.jsonld.html import Script, scripts
from newsfeed.formats.jsonld.mend import parse
from newsfeed.formats.jsonld.site import feed_arguments
from newsfeed.formats.jsonld.story import is_own, pages_by_article, read_story
from newsfeed.formats.jsonld.work import Work
from newsfeed.io import json
from newsfeed.model import Feed
from newsfeed.plugins import ReadContext
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location

__all__ = ["read"]

_EXPECTED: Final = (
    "WebSite",
    "WebPage",
    "Blog",
    "DataFeed",
    "ItemList",
    "Organization",
    "Person",
    "MediaObject",
    "WebPageElement",
    "Place",
    "PostalAddress",
    "Question",
    "Comment",
)
"""Types of nodes that go with articles: that one of them gives no story is nothing to speak of."""


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read all articles of a document as stories; of several script elements of a page, one that is broken is a finding.

    Raises:
        ReadError: it is neither JSON nor a page with JSON-LD in it, or has nothing of schema.org's; with line and column.
        LimitError: it goes over a limit.
    """
    noted = Report()  # places are found for all at once; the caller's report then keeps and counts as it is told to
    found = _scripts(data, reading)
    try:
        return _feed(found, attrs.evolve(reading, report=noted))
    except RecursionError:
        raise LimitError("depth", "is nested too deep") from None
    finally:
        reading.report.extend(_placed(noted, found))


def _scripts(data: bytes, reading: ReadContext) -> list[Script]:
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] != b"<":
        return [Script(data.removeprefix(b"\xef\xbb\xbf"), 1, 1)]
    found = scripts(data, reading.limits)
    if not found:
        raise ReadError('the page has no JSON-LD: no <script type="application/ld+json"> is in it', line=1, column=1)
    return found


def _feed(found: list[Script], reading: ReadContext) -> Feed:
    lenient = LenientReader(reading)
    graph = _graph(found, lenient)
    articles = expand.articles(graph)
    pages = [each for each in graph.roots if each.is_a("FAQPage", "QAPage")]
    asked = pages_by_article(pages, articles) if articles else {id(each): [each] for each in pages}
    stories = []
    for each in articles or pages:
        work = Work(each, graph, lenient, own=is_own(each))
        stories.append(read_story(work, asked.get(id(each), [])))
    _note_ignored(graph, articles, lenient)
    read = tuple(each for each in stories if each)
    feed = lenient.build(Feed, feed_arguments(graph, lenient, read, own=all(map(is_own, articles))))
    assert feed is not None  # noqa: S101  (a Feed must have nothing)
    return feed


def _graph(found: list[Script], lenient: LenientReader) -> Graph:
    """Put what all script elements describe into one graph.

    Raises:
        ReadError: none of them can be read, or they describe nothing.
    """
    graph = Graph()
    errors = []
    for index, script in enumerate(found):
        try:
            graph.add(parse(script, lenient, str(index)), index)
        except ReadError as error:
            errors.append((index, error))
    if len(errors) == len(found):
        raise _shifted(errors[0][1], found[errors[0][0]])
    for index, broken in errors:
        location = Location(str(index), broken.line, broken.column)
        lenient.note("script.broken", f"{broken.reason}; the script element is left out", location, Severity.ERROR)
    graph.merge()
    if not any(each.types or expand.is_article(each) for each in graph.roots):
        raise ReadError("is no JSON-LD of schema.org's: no object in it has one of its types", line=1, column=1)
    return graph


def _shifted(error: ReadError, script: Script) -> ReadError:
    line, column = _in_page(error.line or 1, error.column or 1, script)
    if isinstance(error, LimitError):
        return LimitError(error.limit, error.reason, line=line, column=column)
    return ReadError(error.reason, line=line, column=column)


def _in_page(line: int, column: int, script: Script) -> tuple[int, int]:
    return line + script.line - 1, column + (script.column - 1 if line == 1 else 0)


def _note_ignored(graph: Graph, articles: list[Node], lenient: LenientReader) -> None:
    """Note the outermost nodes that are neither stories nor go with stories."""
    used = {id(each) for each in articles}
    for each in graph.roots:
        if each.types and id(each) not in used and not each.is_a(*_EXPECTED):
            kind = " and ".join(each.types)
            lenient.note("node.ignored", f"a {kind} is no story; it is left out", Location(each.path), Severity.INFO)


def _placed(noted: Report, found: list[Script]) -> list[Finding]:
    """Give findings line and column, in the order of the document; a path begins with the number of its script element."""
    wanted: dict[int, set[str]] = {}
    for each in noted:
        script, pointer = _split(each.path)
        wanted.setdefault(script, set()).update(_ancestors(pointer))
    places = {script: json.positions(found[script].source, pointers) for script, pointers in wanted.items()}
    placed = []
    for each in noted:
        script, pointer = _split(each.path)
        inner = (each.line, each.column or 1) if each.line else _nearest(places[script], pointer)
        line, column = _in_page(*inner, found[script])
        placed.append(attrs.evolve(each, path=pointer, line=line, column=column))
    # what is looked at twice is noted twice
    return sorted(dict.fromkeys(placed), key=lambda each: (each.line or 0, each.column or 0))


def _split(path: str) -> tuple[int, str]:
    script, slash, pointer = path.partition("/")
    return int(script or 0), slash + pointer


def _ancestors(pointer: str) -> list[str]:
    """Give a pointer and those of the values that it is in, from the inside out."""
    found = [pointer]
    while pointer:
        pointer = pointer.rpartition("/")[0]
        found.append(pointer)
    return found


def _nearest(places: dict[str, tuple[int, int]], pointer: str) -> tuple[int, int]:
    return next((places[each] for each in _ancestors(pointer) if each in places), (1, 1))
