"""Properties without a field, kept as `Extension` in the namespace of schema.org (see `extension_values`).

The local name is that of the property. It has all values of the property if none was read, or the rest
of a node that was read in part.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeVar, cast

from newsfeed import model
from newsfeed.errors import ModelError, ReadError
from newsfeed.formats.jsonld import vocabulary
from newsfeed.formats.jsonld.extension_values import NAMESPACE, property_value, to_extensions
from newsfeed.formats.jsonld.json_values import JsonValue, Literal
from newsfeed.io import json
from newsfeed.model import Extension
from newsfeed.model.extension_safety import Note, Removed, safe_json
from newsfeed.reading.location import Location
from newsfeed.values.namespaces import split_name

if TYPE_CHECKING:
    from newsfeed.formats.jsonld.node_reader import NodeReader
    from newsfeed.formats.jsonld.nodes import Node
    from newsfeed.formats.jsonld.unread import Unread
    from newsfeed.formats.jsonld.write_media import GraphNode, GraphValue

T = TypeVar("T")

PAGE: Final = "mainEntityOfPage"
"""The property of an article that refers to its page; the extension of this name has the rest of the page."""

_ADDITIONAL_TYPE: Final = "additionalType"
_ADDRESSES: Final = ("image", "logo", "license", "thumbnail", "url")
"""The properties that are written as an address where a node is allowed."""

_MAX_QUOTED: Final = 2000
_IMPLIED_TYPES: Final[Mapping[type, frozenset[str]]] = {
    model.Person: frozenset(("Person",)),
    model.Organization: frozenset(("Organization", "NewsMediaOrganization", "Person")),
    model.Media: frozenset(("ImageObject", "VideoObject", "AudioObject", "MediaObject", "DigitalDocument")),
    model.Topic: frozenset(("Person", "Organization", "Place", "Event", "CreativeWork", "Thing")),
    model.Rendition: frozenset(("ImageObject", "VideoObject", "AudioObject", "MediaObject", "DigitalDocument")),
    model.Place: frozenset(("Place",)),
    model.LiveUpdate: frozenset(("BlogPosting",)),
    model.Category: frozenset(("DefinedTerm", "CategoryCode", "Audience")),
    model.Question: frozenset(("Question",)),
    model.Feed: frozenset(("WebSite", "DataFeed", "Organization", "NewsMediaOrganization")),
}
"""The types that follow from the class of an object; others are kept as its `additionalType`."""


# --- reading ---------------------------------------------------------------------------------------------------------------


def build(reader: "NodeReader", cls: type[T], fields: Mapping[str, object]) -> T | None:
    """Build an object of a node with the unread properties of the node as its extensions.

    Args:
        reader: the node, all of whose fields were read.
        cls: a class of the model with extensions.
        fields: the other arguments of the class.

    Returns:
        None if the object cannot be built, which is noted; then nothing of the node counts as read.
    """
    extensions = read_properties(reader, cls)
    built = reader.lenient.build(cls, {**fields, "extensions": extensions}, reader.location())
    if built is None:
        reader.node.forget()
    return built


def read_properties(reader: "NodeReader", cls: type) -> tuple[Extension, ...]:
    """Return the properties of a node that were not read, and note those that an extension cannot hold.

    Call it when all fields were read: what is read later is in the extensions, too.

    Args:
        reader: the node.
        cls: the class of the object that the node becomes.
    """
    from newsfeed.formats.jsonld.unread import unread_properties

    node = reader.node
    node.is_kept = True
    unread = unread_properties(node, reader.graph, by_newsfeed=reader.by_newsfeed)
    extensions = [extension for name, values in unread for extension in _extensions(reader, name, values)]
    extensions += _identity(reader, cls)
    note_foreign(reader)
    return tuple(extensions)


def take_properties(reader: "NodeReader", names: Sequence[str]) -> tuple[Extension, ...]:
    """Return some properties of a node as extensions of another object than that of the node.

    Args:
        reader: the node, none of whose properties of these names were read.
        names: the properties.
    """
    from newsfeed.formats.jsonld.unread import unread_properties

    unread = unread_properties(reader.node, reader.graph, by_newsfeed=reader.by_newsfeed, names=names)
    extensions = tuple(extension for name, values in unread for extension in _extensions(reader, name, values))
    reader.node.mark_all(*names)
    return extensions


def _extensions(reader: "NodeReader", name: str, values: "list[Unread]") -> tuple[Extension, ...]:
    from newsfeed.formats.jsonld.unread import State

    count = sum(not _is_known_reference(reader, value) for value in reader.node.values[name])
    # If only some of the values were read, the unread ones would be taken for all values the next time.
    is_whole = len(values) == count and (count == 1 or all(value.state is State.UNREAD for value in values))
    content: JsonValue = values[0].json if len(values) == 1 else [value.json for value in values]
    if is_whole and (extensions := make_extensions(name, content, reader.note_extension)):
        return extensions
    for value in values:
        note_dropped(reader, name, value.json)
    return ()


def _is_known_reference(reader: "NodeReader", value: "Literal | Node") -> bool:
    """Return whether a value only refers to a node that is read where it is described."""
    if isinstance(value, Literal):
        return False
    node = reader.graph.resolve(value)
    return value.is_reference and node is not value and node.is_read


def _identity(reader: "NodeReader", cls: type) -> Iterator[Extension]:
    """Yield the types of a node that its class does not imply, and its identifier."""
    from newsfeed.formats.jsonld.unread import has_unread_id

    node = reader.node
    types = [name for name in node.types if name not in _IMPLIED_TYPES.get(cls, node.types)]
    if types and _ADDITIONAL_TYPE not in node.values:
        yield from _extensions_of_types(reader, types)
    if has_unread_id(node) and "identifier" not in node.values:
        yield from make_extensions("identifier", node.id, reader.note_extension)


def _extensions_of_types(reader: "NodeReader", types: Sequence[str]) -> tuple[Extension, ...]:
    value = cast("JsonValue", types[0] if len(types) == 1 else types)
    return make_extensions(_ADDITIONAL_TYPE, value, reader.note_extension)


def make_extensions(name: str, value: JsonValue, note: Note) -> tuple[Extension, ...]:
    """Return the values of a property as extensions; none if XML has no such name, or forbids a character of a text.

    Args:
        name: the property.
        value: its value, or the list of its values.
        note: reports what is left out of the value, since it would run.
    """
    safe = safe_json(value, name, note)
    if isinstance(safe, Removed):
        return ()
    try:
        return to_extensions(name, safe)
    except (ModelError, ValueError, OverflowError):
        return ()


def note_dropped(reader: "NodeReader", name: str, value: JsonValue) -> None:
    """Note a value that is left out."""
    message = f"{name} has no place in the model with the value {quoted_json(value)}; it is left out"
    reader.lenient.note("property.dropped", message, reader.location(name))


def note_foreign(reader: "NodeReader") -> None:
    """Note the keys of a node that are no properties of schema.org."""
    for key, value in reader.node.foreign.items():
        message = f"{key} is not a property of schema.org; its value {quoted_json(value)} is left out"
        reader.lenient.note("property.foreign", message, Location(reader.node.path + json.pointer([key])))


def quoted_json(value: JsonValue) -> str:
    """Return a value as JSON for a message."""
    if isinstance(value, str):
        return f'"{" ".join(value.split()):.{_MAX_QUOTED}}"'
    try:
        text = json.encode(value).decode()
    except (ValueError, OverflowError):
        text = str(value)
    return text[:_MAX_QUOTED]


# --- writing ---------------------------------------------------------------------------------------------------------------


def written_properties(extensions: Sequence[Extension]) -> "GraphNode":
    """Return the properties that extensions stand for; those of other vocabularies are passed over."""
    node: GraphNode = {}
    add_properties(node, extensions)
    return node


def named(extensions: Sequence[Extension], names: Sequence[str]) -> list[Extension]:
    """Return the extensions of these names in schema.org."""
    return [extension for extension in extensions if extension.name.removeprefix(f"{{{NAMESPACE}}}") in names]


def add_properties(node: "GraphNode", extensions: Sequence[Extension]) -> list[Extension]:
    """Add the properties that extensions stand for to a node.

    A property that the node has already is only completed: a node or an address in it by further properties.

    Returns:
        the extensions that were written.
    """
    written: list[Extension] = []
    if not extensions:
        return written
    lists: dict[str, list[GraphValue]] = {}
    # The further types of a node come first: its properties depend on them.
    ordered = sorted(extensions, key=lambda extension: split_name(extension.name)[1] != _ADDITIONAL_TYPE)
    for extension in ordered:
        value, name = _written_value(extension), split_name(extension.name)[1]
        if value is None:
            continue
        if name == _ADDITIONAL_TYPE and _add_types(node, value):
            written.append(extension)
            continue
        if not _is_allowed(node, name):
            continue
        if name in lists:
            lists[name].append(value)
        elif name not in node:
            node[name] = value
            lists[name] = [value]
        elif _is_reference(node[name]):
            lists[name] = [node.pop(name), value]
            node[name] = value  # The reader returns extensions in the order of their properties.
        elif (merged := _merged_value(name, node[name], value)) is not None:
            del node[name]
            node[name] = merged
        else:
            continue
        written.append(extension)
    node.update({name: values for name, values in lists.items() if len(values) > 1})
    return written


def _is_allowed(node: "GraphNode", name: str) -> bool:
    """Return whether a node can have a property, by its types in schema.org."""
    types = _types(node)
    return not types or (vocabulary.is_property(name) and vocabulary.has_property(types, name))


def _types(node: "GraphNode") -> tuple[str, ...]:
    types = node.get("@type", ())
    return (types,) if isinstance(types, str) else tuple(map(str, cast("Sequence[object]", types)))


def _add_types(node: "GraphNode", value: "GraphValue") -> bool:
    """Add further types to a node if the reader takes its types for those of its class."""
    names, types = _as_list(value), _types(node)
    if not any(types[:1] and types[0] in implied for implied in _IMPLIED_TYPES.values()):
        return False
    if not all(isinstance(name, str) and vocabulary.is_type(name) and name not in types for name in names):
        return False
    node["@type"] = [*types, *names]
    return True


def _is_reference(value: "GraphValue") -> bool:
    return isinstance(value, dict) and value.keys() == {"@id"}


def _as_list(value: "GraphValue") -> "list[GraphValue]":
    return list(value) if isinstance(value, list) else [value]


def is_page_rest(extension: Extension) -> bool:
    """Return whether an extension has the rest of the page of an article."""
    return extension.name == f"{{{NAMESPACE}}}{PAGE}" and isinstance(_written_value(extension), dict)


def complete(node: "GraphNode", extension: Extension) -> bool:
    """Add the properties of the node that an extension has as its content, if the node has none of them yet."""
    merged = _merged(node, _written_value(extension))
    if merged is None:
        return False
    node.update(merged)
    return True


def _merged_value(name: str, value: "GraphValue", properties: "GraphValue") -> "GraphNode | None":
    is_address = isinstance(value, str) and name in _ADDRESSES
    return _merged({"url": value} if is_address else value, properties)


def _merged(node: "GraphValue", properties: "GraphValue | None") -> "GraphNode | None":
    if (
        not isinstance(properties, dict)
        or not isinstance(node, dict)
        or any(name in node for name in properties if name != "@type")
    ):
        return None
    # The types that were read are more specific than those that this library writes.
    return {**properties, **node, **{name: properties[name] for name in ("@type",) if name in properties}}


def _written_value(extension: Extension) -> "GraphValue | None":
    """Return the value of a property; None if the extension is not one that the reader would make."""
    try:
        return cast("GraphValue | None", property_value(extension))
    except ReadError:
        return None
