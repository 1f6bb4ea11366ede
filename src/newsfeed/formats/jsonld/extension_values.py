"""Values of properties as extensions, and back.

A text, number or truth value is the content of its extension, as JSON. A node is an extension with one extension inside for
each value of its properties, and with `type` and `id` as its attributes; several types are extensions inside as well. A value
that is neither is JSON, too.
"""

from typing import Final

from newsfeed.errors import ModelError, ReadError
from newsfeed.formats.jsonld.json_values import JsonObject, JsonValue
from newsfeed.io import json
from newsfeed.model import Extension
from newsfeed.values.namespaces import split_name

NAMESPACE: Final = "https://schema.org/"
"""The namespace of the properties that are kept."""


def to_extensions(name: str, value: JsonValue) -> tuple[Extension, ...]:
    """Return an extension for each value of a property.

    Raises:
        ModelError: the name or a text has characters that XML forbids.
        ValueError, OverflowError: a number or text cannot be encoded.
    """
    if isinstance(value, list) and len(value) > 1 and not any(isinstance(item, list) for item in value):
        return tuple(_extension(name, item) for item in value)
    return (_extension(name, value),)


def _extension(name: str, value: JsonValue) -> Extension:
    name = f"{{{NAMESPACE}}}{name}"
    if isinstance(value, dict) and value:
        try:
            return _node_extension(name, value)
        except ModelError:
            pass  # A key is no name in XML.
    return Extension(name=name, content=(json.encode(value).decode(),))


def _node_extension(name: str, node: JsonObject) -> Extension:
    attributes: dict[str, str] = {}
    children: list[Extension] = []
    for key, value in node.items():
        if key == "@id" and isinstance(value, str):
            attributes["id"] = value
        elif key == "@type" and isinstance(value, str):
            attributes["type"] = value
        elif key == "@type":
            children += to_extensions("type", value)
        else:
            children += to_extensions(key, value)
    extension = Extension(name=name, attributes=attributes, content=tuple(children))
    if to_value(extension) != node:
        raise ModelError("Extension.content", "cannot hold the node")
    return extension


def to_value(extension: Extension) -> JsonValue:
    """Return the value that an extension stands for.

    Raises:
        ReadError: it stands for none.
    """
    if not extension.attributes and len(extension.content) == 1 and isinstance(extension.content[0], str):
        value: JsonValue = json.parse(extension.content[0].encode())
        return value
    node: JsonObject = {}
    for key, text in reversed(extension.attributes):  # They are sorted by name, and a type comes first.
        if key not in ("id", "type"):
            raise ReadError(f"has the attribute {key}")
        node[f"@{key}"] = text
    for child in extension.content:
        if isinstance(child, str) or split_name(child.name)[0] != NAMESPACE:
            raise ReadError("has a text among its properties, or one of another vocabulary")
        name = split_name(child.name)[1]
        _add(node, "@type" if name == "type" else name, to_value(child))
    return {"@type": node.pop("@type"), **node} if "@type" in node else node


def _add(node: JsonObject, name: str, value: JsonValue) -> None:
    if name not in node:
        node[name] = value
        return
    values = node[name]
    node[name] = [*values, value] if isinstance(values, list) else [values, value]


def property_value(extension: Extension) -> JsonValue:
    """Return the value of an extension that the reader would make in the same form.

    Raises:
        ReadError: the extension is no property of schema.org, or of another form.
    """
    namespace, name = split_name(extension.name)
    if namespace != NAMESPACE or not (extension.content or extension.attributes):
        raise ReadError("is no property of schema.org")
    value = to_value(extension)
    try:
        if to_extensions(name, value) != (extension,) and json.encode(value).decode() != extension.content[0]:
            raise ReadError("has a value in another form")
    except (ModelError, ValueError, OverflowError):
        raise ReadError("has a value in another form") from None
    return value
