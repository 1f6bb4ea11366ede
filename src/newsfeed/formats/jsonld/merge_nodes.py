"""Lossless merging of two descriptions of one thing."""

from collections.abc import Iterator
from datetime import UTC
from typing import Final

from newsfeed.formats.jsonld import vocabulary
from newsfeed.formats.jsonld.extension_properties import quoted_json
from newsfeed.formats.jsonld.json_values import Literal
from newsfeed.formats.jsonld.nodes import Node, literal_json
from newsfeed.formats.jsonld.read_graph import Graph
from newsfeed.formats.jsonld.unread import node_json
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.values.dates import parse_date
from newsfeed.values.xml_chars import fold

_LISTS: Final = frozenset(
    (
        *("about", "alternateName", "alternativeHeadline", "articleSection", "associatedMedia", "audio", "author"),
        *("backstory", "citation", "contributor", "correction", "creator", "editor", "encoding", "genre", "hasPart"),
        *("image", "isBasedOn", "isPartOf", "itemListElement", "keywords", "liveBlogUpdate", "mentions"),
        *("potentialAction", "relatedLink", "sameAs", "spatialCoverage", "speakable", "subjectOf", "video"),
        *("workTranslation",),
    )
)
"""The properties whose values add up; of another property, a second value contradicts the first."""

_NAMES: Final = ("name", "headline", "url", "contentUrl", "@id", "text", "termCode")
_MAX_DEPTH: Final = 4
_MAX_REPLACED: Final = 1000
"""In longer lists, a node is not put in the place of its text, which takes time in proportion to the length."""


def merge_descriptions(graph: Graph, lenient: LenientReader) -> None:
    """Merge the descriptions of one node from several script elements, and those without a type."""
    for target, node in list(graph.duplicates()):
        merge_nodes(target, node, graph, lenient)
    graph.drop_replaced()


def merge_nodes(target: Node, source: Node, graph: Graph, lenient: LenientReader, depth: int = 0) -> None:
    """Add the values of another description to a node; references to the other one lead to the node from now on.

    Args:
        target: the description that is kept.
        source: the description that is merged into it.
        graph: the graph of both.
        lenient: receives a finding for each value that contradicts one of the target.
        depth: the number of nodes around these two.
    """
    if target is source:
        return
    target.types = _merged_types(target.types, source.types)
    if target.id is None:
        target.id = source.id
    for name in list(source.values):
        if name not in source.values:
            continue  # The nodes refer to each other, and the property was merged with one of them.
        if name not in target.values:
            target.take_over(name, source)
        else:
            _merge_values(target, source, name, graph, lenient, depth)
    target.foreign = {**source.foreign, **target.foreign}
    graph.replace(source, target)


def _merged_types(types: tuple[str, ...], added_types: tuple[str, ...]) -> tuple[str, ...]:
    """Return the types of both, without those that a more specific one implies."""
    known = {ancestor for name in types for ancestor in vocabulary.ancestors(name)}
    names = dict.fromkeys((*types, *(name for name in added_types if name not in known)))
    if len(names) == len(types):
        return types
    implied = {ancestor for name in names for ancestor in vocabulary.ancestors(name) if ancestor != name}
    return tuple(name for name in names if name not in implied)


def _merge_values(target: Node, source: Node, name: str, graph: Graph, lenient: LenientReader, depth: int) -> None:
    values, path = target.values[name], source.property_path(name)
    pairs = [(key, value) for value in reversed(values) for key in _keys(value, name, graph)]
    keys = dict(pairs)
    for value in source.values.pop(name, ()):
        match = next((keys[key] for key in _keys(value, name, graph) if key in keys), None)
        if match is not None:
            _merge_matching(values, match, value, graph, lenient, depth)
        elif name in _LISTS:
            values.append(value)
        elif len(values) == 1 and _both_nodes(values[0], value) and not _names_differ(values[0], value, graph):
            _merge_matching(values, values[0], value, graph, lenient, depth)
        elif name == "headline" and _is_longer(values[0], value):
            _note_contradiction(name, values[0], target.property_path(name), graph, lenient)
            values[0], target.paths[name] = value, path
        else:
            _note_contradiction(name, value, path, graph, lenient)


def _is_longer(headline: Literal | Node, shorter: Literal | Node) -> bool:
    """Return whether a headline is another one with the name of the site or a section after it."""
    return isinstance(headline, str) and isinstance(shorter, str) and bool(shorter) and headline.startswith(shorter)


def _both_nodes(target_value: Literal | Node, value: Literal | Node) -> bool:
    return isinstance(target_value, Node) and isinstance(value, Node)


def _names_differ(target_value: Literal | Node, value: Literal | Node, graph: Graph) -> bool:
    nodes = [graph.resolve(item) for item in (target_value, value) if isinstance(item, Node)]
    return all(node.id or any(name in node.values for name in _NAMES) for node in nodes)


def _merge_matching(
    values: list[Literal | Node],
    match: Literal | Node,
    value: Literal | Node,
    graph: Graph,
    lenient: LenientReader,
    depth: int,
) -> None:
    """Merge a value into the one of the target that it equals; a node says more than a text."""
    if not isinstance(value, Node):
        return
    if not isinstance(match, Node):
        if len(values) <= _MAX_REPLACED and match in values:
            values[values.index(match)] = value
        else:
            values.append(value)
        return
    target, source = graph.resolve(match), graph.resolve(value)
    if depth < _MAX_DEPTH and target is not source:
        merge_nodes(target, source, graph, lenient, depth + 1)


def _keys(value: Literal | Node, property_name: str, graph: Graph) -> Iterator[str]:
    """Yield the keys of a value; two values with a common key describe the same thing."""
    if isinstance(value, Node):
        node = graph.resolve(value)
        if node.id:
            yield _key(node.id)
        for name in _NAMES:
            for text in node.values.get(name, ()):
                if isinstance(text, str):
                    yield _key(text)
    elif isinstance(value, str):
        yield _key(value.partition("#")[0] if property_name in ("url", "mainEntityOfPage") else value)
        if (date := _date(value)) is not None:
            yield date
    else:
        yield repr(value)


def _key(text: str) -> str:
    address = text.partition("://")[2] if text.startswith(("https://", "http://")) else ""
    return address.removeprefix("www.").rstrip("/").casefold() if address else fold(text).casefold()


def _date(text: str) -> str | None:
    if len(text) > 40 or not text[:4].isdigit() or "T" not in text:
        return None
    try:
        return parse_date(text).astimezone(UTC).isoformat() if text[-1:] == "Z" or text[-6:-5] in ("+", "-") else None
    except (ValueError, OverflowError):
        return None


def _note_contradiction(name: str, value: Literal | Node, path: str, graph: Graph, lenient: LenientReader) -> None:
    unread = node_json(graph.resolve(value), graph) if isinstance(value, Node) else None
    json = (unread.json if unread else None) if isinstance(value, Node) else literal_json(value)
    if json not in (None, ""):
        message = f"two descriptions of one thing differ: the {name} {quoted_json(json)} of the second one is left out"
        lenient.note("description.contradictory", message, Location(path))


def texts_of(node: Node, name: str, graph: Graph) -> list[str]:
    """Return the texts of a property: literals, and the identifiers and addresses of nodes."""
    texts: list[str] = []
    for value in node.values.get(name, ()):
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, Node):
            described = graph.resolve(value)
            texts += [value.id or "", *(text for text in described.values.get("url", ()) if isinstance(text, str))]
    return texts
