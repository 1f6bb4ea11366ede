"""Reading of the feed: from the WebSite of a document, or else the page or list with its articles, or their publisher."""

from collections.abc import Iterator
from typing import Final, cast

from newsfeed.formats.jsonld.extension_properties import read_properties
from newsfeed.formats.jsonld.node_reader import NodeReader
from newsfeed.formats.jsonld.read_entities import (
    find_organization,
    read_agents,
    read_organization,
    read_rights,
    read_terms,
    read_usage,
)
from newsfeed.formats.jsonld.read_graph import Graph, Node
from newsfeed.model import Feed, Story
from newsfeed.reading.fields import FeedFields
from newsfeed.reading.lenient import LenientReader
from newsfeed.values.xml_chars import fold

_FEED_TYPES: Final = ("WebSite", "Blog", "DataFeed", "CollectionPage", "ItemList", "Organization")
"""The types of nodes that can stand for the feed, the best first."""


def read_feed_fields(
    graph: Graph, lenient: LenientReader, stories: tuple[Story, ...], *, by_newsfeed: bool
) -> FeedFields:
    """Read the fields of the feed.

    Args:
        graph: the nodes of the document.
        lenient: converts values, and notes those that cannot be read.
        stories: the stories of the feed.
        by_newsfeed: True if this library wrote the document: a feed without a node then has no publisher of its own.
    """
    feed_node = find_feed_node(graph)
    if feed_node is not None:
        fields = _fields_of_node(feed_node, graph, lenient, by_newsfeed=by_newsfeed)
    else:
        fields = FeedFields() if by_newsfeed else _fields_of_publisher(stories)
    return {**fields, "stories": stories}


def _fields_of_publisher(stories: tuple[Story, ...]) -> FeedFields:
    """Name the feed after the publisher, if all stories have the same."""
    publishers = {story.publisher for story in stories}
    publisher = publishers.pop() if len(publishers) == 1 else None
    return {"title": publisher.name, "url": publisher.url, "publisher": publisher} if publisher else {}


def _fields_of_node(node: Node, graph: Graph, lenient: LenientReader, *, by_newsfeed: bool) -> FeedFields:
    reader = NodeReader(node, graph, lenient, by_newsfeed)
    fields = _organization_fields(reader) if node.is_a("Organization") else _site_fields(reader)
    if not fields.get("publisher"):
        organization = next((root for root in graph.roots if root.is_a("Organization")), None)
        if organization is not None:
            fields["publisher"] = read_organization(NodeReader(organization, graph, lenient))
    data_feed = next((root for root in graph.roots if root.is_a("DataFeed")), None)
    if data_feed is not None:
        fields["feed_url"] = NodeReader(data_feed, graph, lenient).link("url")
    if not node.is_a("Organization"):  # Its other properties are those of the publisher.
        fields["extensions"] = read_properties(reader, Feed)
    return cast("FeedFields", {name: value for name, value in fields.items() if value})


def find_feed_node(graph: Graph) -> Node | None:
    """Return the node that stands for the feed, or None."""
    for name in _FEED_TYPES:
        for node in _candidates(graph):
            if node.is_a(name) and not node.is_a("BreadcrumbList"):
                return node
    return None


def _candidates(graph: Graph) -> Iterator[Node]:
    """Yield the outermost nodes, then the sites and blogs that these are part of."""
    yield from graph.roots
    for root in graph.roots:
        for value in root.values.get("isPartOf", ()):
            if isinstance(value, Node) and value.is_a("WebSite", "Blog"):
                yield value


def _organization_fields(reader: NodeReader) -> FeedFields:
    return {
        "title": reader.line("name", "legalName"),
        "url": reader.link("url"),
        "description": reader.rich("description"),
        "logo": reader.link("logo", "image"),
    }


def _site_fields(reader: NodeReader) -> FeedFields:
    keywords, categories = read_terms(reader)
    return {
        "title": reader.line("name", "headline", "alternateName"),
        "url": None if reader.node.is_a("DataFeed") else reader.link("url") or reader.page_address(),
        "id": fold(reader.text("identifier")),
        "description": reader.rich("description", "abstract"),
        "language": reader.language("inLanguage"),
        "logo": reader.link("image", "logo"),
        "icon": reader.link("thumbnailUrl"),
        "published": reader.date("datePublished"),
        "updated": reader.date("dateModified"),
        "authors": read_agents(reader, "author"),
        "publisher": find_organization(reader, "publisher"),
        "rights": read_rights(reader),
        "usage": read_usage(reader),
        "keywords": keywords,
        "categories": categories,
    }
