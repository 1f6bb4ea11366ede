"""Reading what a document says of the feed: by its WebSite, or by the list or page that has the articles, or the publisher."""

from collections.abc import Iterator
from typing import Any, Final

from newsfeed.formats.jsonld import things
from newsfeed.formats.jsonld.expand import Graph, Node
from newsfeed.formats.jsonld.work import Work
from newsfeed.model import Story
from newsfeed.reading.lenient import LenientReader
from newsfeed.values.xml_chars import fold

_HEADS: Final = ("WebSite", "Blog", "DataFeed", "CollectionPage", "ItemList", "Organization")
"""What can stand for the feed, the best first."""


def feed_arguments(graph: Graph, lenient: LenientReader, stories: tuple[Story, ...], *, own: bool) -> dict[str, Any]:
    """Give arguments for `Feed`.

    Args:
        graph: of the document.
        lenient: notes what cannot be read.
        stories: the feed's.
        own: whether this library wrote the document: then what it says of a story is of the story alone.
    """
    head = _head(graph)
    found = _by_publisher(stories) if head is None and not own else {}
    if head is not None:
        found = _by_head(head, graph, lenient, own=own)
    return {**found, "stories": stories}


def _by_publisher(stories: tuple[Story, ...]) -> dict[str, Any]:
    """Name a feed by the publisher of all of its stories."""
    publishers = {story.publisher for story in stories}
    publisher = publishers.pop() if len(publishers) == 1 else None
    return {"title": publisher.name, "url": publisher.url, "publisher": publisher} if publisher else {}


def _by_head(head: Node, graph: Graph, lenient: LenientReader, *, own: bool) -> dict[str, Any]:
    work = Work(head, graph, lenient, own)
    arguments = _organization(work) if head.is_a("Organization") else _said(work)
    arguments.setdefault("publisher", _publisher(graph, lenient))
    feed = next((each for each in graph.roots if each.is_a("DataFeed")), None)
    if feed is not None:
        arguments["feed_url"] = Work(feed, graph, lenient).link("url")
    return {name: value for name, value in arguments.items() if value}


def _head(graph: Graph) -> Node | None:
    for name in _HEADS:
        for each in _outermost(graph):
            if each.is_a(name) and not each.is_a("BreadcrumbList"):
                return each
    return None


def _outermost(graph: Graph) -> Iterator[Node]:
    """Give the outermost nodes, and the sites and blogs that they are part of."""
    yield from graph.roots
    for root in graph.roots:
        for each in root.values.get("isPartOf", ()):
            if isinstance(each, Node) and each.is_a("WebSite", "Blog"):
                yield each


def _organization(work: Work) -> dict[str, Any]:
    return {
        "title": work.line("name", "legalName"),
        "url": work.link("url"),
        "description": work.rich("description"),
        "logo": work.link("logo", "image"),
    }


def _said(work: Work) -> dict[str, Any]:
    keywords, categories = things.terms(work)
    found = {
        "title": work.line("name", "headline", "alternateName"),
        "url": None if work.node.is_a("DataFeed") else work.link("url") or work.own_address(),
        "id": fold(work.text("identifier")),
        "description": work.rich("description", "abstract"),
        "language": work.language("inLanguage"),
        "logo": work.link("image", "logo"),
        "icon": work.link("thumbnailUrl"),
        "published": work.date("datePublished"),
        "updated": work.date("dateModified"),
        "authors": things.agents(work, "author"),
        "publisher": things.organization(work, "publisher"),
        "rights": things.rights(work),
        "keywords": tuple(keywords),
        "categories": tuple(categories),
    }
    return {name: value for name, value in found.items() if value}


def _publisher(graph: Graph, lenient: LenientReader) -> Any:
    node = next((each for each in graph.roots if each.is_a("Organization")), None)
    return None if node is None else things.organization_of(Work(node, graph, lenient))
