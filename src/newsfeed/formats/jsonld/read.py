"""Reader of JSON-LD: documents, and the script elements of HTML pages. No context is ever fetched."""

from typing import cast

import attrs

from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Finding, Report, Severity
from newsfeed.formats.jsonld import microdata
from newsfeed.formats.jsonld.json_repair import parse_script
from newsfeed.formats.jsonld.merge_nodes import merge_descriptions
from newsfeed.formats.jsonld.node_reader import NodeReader
from newsfeed.formats.jsonld.page_values import link_pages
from newsfeed.formats.jsonld.read_article import faq_pages_by_article, is_by_newsfeed, read_story
from newsfeed.formats.jsonld.read_feed import find_feed_node, read_feed_fields
from newsfeed.formats.jsonld.read_graph import Graph, find_articles
from newsfeed.formats.jsonld.same_story import merge_articles
from newsfeed.formats.jsonld.script_elements import Script, find_scripts
from newsfeed.formats.jsonld.unread_nodes import note_unread_nodes
from newsfeed.io import html_page, json
from newsfeed.model import Feed
from newsfeed.plugins import ReadContext
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location

__all__ = ["read"]


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read all articles of a document as stories.

    Of several script elements in a page, one that cannot be read becomes a finding.

    Args:
        data: a JSON-LD document, or an HTML page.
        reading: the options of the reader; its report takes the findings, with the line and column in `data`.

    Raises:
        ReadError: the document is neither JSON nor a page with JSON-LD, or has nothing of schema.org's; with line and column.
        LimitError: the document is over a limit.
    """
    # Findings are collected here first, so that one pass finds all positions; the caller's report may keep only some of them.
    report = Report()
    scripts = find_scripts(data, reading.limits, reading.encoding)
    is_page = data.lstrip().startswith(b"<")
    if is_page and microdata.has_articles(data):
        scripts += _microdata_scripts(data, scripts, reading)
    if not scripts:
        reason = 'the page has no JSON-LD: it contains no <script type="application/ld+json">, and no microdata of an article'
        raise ReadError(reason, line=1, column=1)
    if is_page:
        lenient = LenientReader(reading)
        for fault in html_page.encoding_faults(data, reading.encoding):
            lenient.note("document.mended", fault.reason, Location("/", fault.line, fault.column), Severity.ERROR)
    try:
        return _read_feed(scripts, attrs.evolve(reading, report=report))
    except RecursionError:
        raise LimitError("depth", "is nested too deep") from None
    finally:
        reading.report.extend(_with_positions(report, scripts))


def _microdata_scripts(data: bytes, scripts: list[Script], reading: ReadContext) -> list[Script]:
    """Return the microdata of a page as JSON-LD, unless the page has an article as JSON-LD as well.

    Raises:
        ReadError: the library for microdata is not installed, and the page has no JSON-LD at all.
    """
    lenient = LenientReader(reading)
    if any(microdata.ARTICLE_TYPE.search(script.source) for script in scripts):
        message = "the page describes articles as microdata or RDFa, too; only its JSON-LD is read"
        lenient.note("microdata.ignored", message, Location("/", 1, 1), Severity.INFO)
        return []
    try:
        return microdata.find_items(data, reading)
    except LimitError:
        raise
    except ReadError as error:
        if not scripts:
            raise
        lenient.note("microdata.unread", f"the page {error.reason}", Location("/", 1, 1))
        return []


def _read_feed(scripts: list[Script], reading: ReadContext) -> Feed:
    lenient = LenientReader(reading)
    graph = _build_graph(scripts, lenient)
    articles = merge_articles(find_articles(graph), graph, lenient)
    graph.drop_replaced()
    link_pages(articles, graph)
    faq_pages = [node for node in graph.roots if node.is_a("FAQPage", "QAPage")]
    # Without an article, each FAQ page is a story of its own.
    own_pages = {id(page): [page] for page in faq_pages}
    pages_by_article = faq_pages_by_article(faq_pages, articles) if articles else own_pages
    # Other nodes refer to these, and need not repeat them.
    for node in (*articles, *(() if articles else faq_pages), *filter(None, [find_feed_node(graph)])):
        node.is_kept = True
    stories = [
        read_story(NodeReader(node, graph, lenient, is_by_newsfeed(node)), pages_by_article.get(id(node), []))
        for node in articles or faq_pages
    ]
    by_newsfeed = all(map(is_by_newsfeed, articles))
    readable = tuple(story for story in stories if story)
    fields = read_feed_fields(graph, lenient, readable, by_newsfeed=by_newsfeed)
    note_unread_nodes(graph, lenient)
    return cast("Feed", lenient.build(Feed, fields))  # Never None: no field of a feed is required.


def _build_graph(scripts: list[Script], lenient: LenientReader) -> Graph:
    """Return one graph with the nodes of all script elements.

    Raises:
        ReadError: no script element can be read, or none has a type of schema.org.
    """
    graph = Graph()
    errors: list[tuple[int, ReadError]] = []
    for index, script in enumerate(scripts):
        try:
            graph.add(parse_script(script, lenient, str(index)), index)
        except ReadError as error:
            errors.append((index, error))
    if len(errors) == len(scripts):
        index, first_error = errors[0]
        raise _in_page(first_error, scripts[index])
    for index, script_error in errors:
        location = Location(str(index), script_error.line, script_error.column)
        message = f"{script_error.reason}; the script element is left out"
        lenient.note("script.broken", message, location, Severity.ERROR)
    merge_descriptions(graph, lenient)
    if graph.is_empty:
        return graph
    if not any(node.types or node.is_article for node in graph.roots):
        reason = "has no schema.org data: no object in it has a type of schema.org"
        raise ReadError(reason, line=1, column=1)
    return graph


def _in_page(error: ReadError, script: Script) -> ReadError:
    """Return the error with the position in the page in place of that in the script element."""
    line, column = script.position_in_page(error.line or 1, error.column or 1)
    if isinstance(error, LimitError):
        return LimitError(error.limit, error.reason, line=line, column=column)
    return ReadError(error.reason, line=line, column=column)


# --- positions of findings -------------------------------------------------------------------------------------------------


def _with_positions(report: Report, scripts: list[Script]) -> list[Finding]:
    """Return the findings with line and column, in document order, and without repetitions.

    The path of a finding begins with the index of its script element, which is removed. A path that is not in the document
    gets the position of the nearest value around it.
    """
    pointers: dict[int, set[str]] = {}
    for finding in report:
        index, pointer = _split_path(finding.path)
        pointers.setdefault(index, set()).update(_with_ancestors(pointer))
    positions = {index: json.positions(scripts[index].source, paths) for index, paths in pointers.items()}
    located = []
    for finding in report:
        index, pointer = _split_path(finding.path)
        nearest = _nearest_position(positions[index], pointer)
        position = (finding.line, finding.column or 1) if finding.line else nearest
        line, column = scripts[index].position_in_page(*position)
        located.append(attrs.evolve(finding, path=pointer, line=line, column=column))
    # A node that several others refer to is read, and its faults noted, once for each.
    return sorted(dict.fromkeys(located), key=lambda finding: (finding.line or 0, finding.column or 0))


def _split_path(path: str) -> tuple[int, str]:
    """Split a path into the index of its script element and the JSON pointer there."""
    index, slash, pointer = path.partition("/")
    return int(index or 0), slash + pointer


def _with_ancestors(pointer: str) -> list[str]:
    """Return a JSON pointer and those of the values around it, from the inside out."""
    pointers = [pointer]
    while pointer:
        pointer = pointer.rpartition("/")[0]
        pointers.append(pointer)
    return pointers


def _nearest_position(positions: dict[str, tuple[int, int]], pointer: str) -> tuple[int, int]:
    return next((positions[path] for path in _with_ancestors(pointer) if path in positions), (1, 1))
