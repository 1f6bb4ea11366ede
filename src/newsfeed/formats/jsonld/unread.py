"""The values of a graph that no reader has taken, as JSON."""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Final, NamedTuple

from newsfeed.formats.jsonld import vocabulary
from newsfeed.formats.jsonld.json_values import JsonObject, JsonValue
from newsfeed.formats.jsonld.nodes import Node, is_meaningful, literal_json
from newsfeed.formats.jsonld.read_graph import Graph
from newsfeed.values.xml_chars import fold

_WRITTEN_TWICE: Final = frozenset(("abstract", "description", "headline", "name", "thumbnailUrl", "url"))
"""The properties that this library writes with a value that another property has as well."""


_NUMBERS: Final = frozenset(("Integer", "Number", "Float"))
_MAX_DIGITS: Final = 16


class State(Enum):
    """The reading state of a value."""

    READ = "read"
    PARTLY = "partly"
    UNREAD = "unread"


class Unread(NamedTuple):
    """The unread part of one value of a property.

    Attributes:
        state: PARTLY or UNREAD.
        json: the unread part, as JSON.
    """

    state: State
    json: JsonValue


def unread_properties(
    node: Node, graph: Graph, *, by_newsfeed: bool = False, names: Sequence[str] | None = None
) -> Iterator[tuple[str, list[Unread]]]:
    """Yield the properties of a node that have unread values, with these values.

    Args:
        node: the node.
        graph: the graph that it is in.
        by_newsfeed: True if this library wrote the document: then a text is a value, even if another property has the same.
        names: the properties to look at, or None for all.
    """
    texts = _read_texts(node)
    for name in list(node.values) if names is None else filter(node.values.__contains__, names):
        read_texts = frozenset[str]() if by_newsfeed and name not in _WRITTEN_TWICE else texts
        values = list(_unread_values(node, name, graph, read_texts))
        if values and not by_newsfeed and _is_numeric(name):
            values = [Unread(value.state, _number(value.json)) for value in values]
        if values:
            yield name, values


def _unread_values(node: Node, name: str, graph: Graph, read_texts: frozenset[str]) -> Iterator[Unread]:
    indexes = node.read.get(name, ())
    for index, value in enumerate(node.values[name]):
        if isinstance(value, Node):
            if (unread := _unread_node(value, graph)) is not None:
                yield unread
        elif index not in indexes and not (isinstance(value, str) and fold(value) in read_texts):
            yield Unread(State.UNREAD, literal_json(value))


def _is_numeric(name: str) -> bool:
    """Return whether the values of a property are numbers in schema.org; publishers write them as texts, too."""
    return vocabulary.is_property(name) and bool(vocabulary.range_of(name)) and vocabulary.range_of(name) <= _NUMBERS


def _number(value: JsonValue) -> JsonValue:
    is_integer = isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < _MAX_DIGITS
    return int(value) if is_integer and isinstance(value, str) and str(int(value)) == value else value


def _read_texts(node: Node) -> frozenset[str]:
    """Return the texts that were read from any property of a node, and the empty one: to repeat them says nothing."""
    values = (node.values[name][index] for name, indexes in node.read.items() for index in indexes)
    return frozenset(("", *(fold(value) for value in values if isinstance(value, str))))


def _unread_node(value: Node, graph: Graph) -> Unread | None:
    node = graph.resolve(value)
    # A reference says nothing about a node that is read where it is described.
    if node.is_kept or (node is not value and node.is_read):
        return None
    return node_json(node, graph)


def node_json(node: Node, graph: Graph) -> Unread | None:
    """Return the unread part of a node, and record that it is kept; None if everything was read."""
    if node.is_reference:
        return None if node.is_id_read else Unread(State.UNREAD, {"@id": node.id})
    state = State.PARTLY if node.is_read else State.UNREAD
    node.is_kept = True
    properties: JsonObject = {
        name: _unwrapped([value.json for value in values]) for name, values in unread_properties(node, graph)
    }
    properties |= node.foreign
    has_id = has_unread_id(node)
    # A node has nothing of its own if all of its values are nodes that were read.
    if not properties and not has_id and (state is State.PARTLY or node.values):
        return None
    json: JsonObject = {"@type": _unwrapped(list(node.types))} if node.types else {}
    if has_id or (state is State.UNREAD and node.id and not node.id.startswith("_:")):
        json["@id"] = node.id
    json |= properties
    return Unread(state, json) if json else None


def has_unread_id(node: Node) -> bool:
    """Return whether the identifier of a node says something that was not read."""
    return not node.is_id_read and is_meaningful(node.id) and node.id not in _read_texts(node)


def _unwrapped(values: list[JsonValue]) -> JsonValue:
    return values[0] if len(values) == 1 else values
