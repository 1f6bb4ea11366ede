"""Extension elements: elements of other XML vocabularies, serialized and parsed."""

from collections.abc import Mapping

from lxml import etree

from newsfeed.model import Extension
from newsfeed.values.escaping import escape, escape_attribute
from newsfeed.values.namespaces import XML


def serialize_extension(item: Extension) -> str:
    """Serialize an extension element with its own namespace declarations, so it is valid anywhere."""
    return _serialize(item, {XML: "xml"}) + "\n"


def _serialize(item: Extension, outer_prefixes: Mapping[str, str]) -> str:
    prefixes, declarations = dict(outer_prefixes), ""
    for name in (item.name, *(name for name, _ in item.attributes if name.startswith("{"))):
        namespace = name[1:].rpartition("}")[0]
        if namespace not in prefixes:
            prefixes[namespace] = f"ns{len(prefixes)}"
            declarations += f' xmlns:{prefixes[namespace]}="{escape_attribute(namespace)}"'
    tag = _qualified_name(item.name, prefixes)
    opening = f"{tag}{declarations}" + "".join(
        [f' {_qualified_name(name, prefixes)}="{escape_attribute(value)}"' for name, value in item.attributes]
    )
    content = "".join([escape(part) if isinstance(part, str) else _serialize(part, prefixes) for part in item.content])
    return f"<{opening}>{content}</{tag}>" if content else f"<{opening}/>"


def _qualified_name(name: str, prefixes: Mapping[str, str]) -> str:
    if not name.startswith("{"):
        return name
    namespace, _, local_name = name[1:].rpartition("}")
    return f"{prefixes[namespace]}:{local_name}"


def parse_extension(element: "etree._Element") -> Extension:
    """Parse an element of another vocabulary, with its attributes and content as they are.

    Raises:
        ModelError: the model refuses a name or value in it.
    """
    content: list[str | Extension] = [element.text] if element.text else []
    for child in element:
        if isinstance(child.tag, str):
            content.append(parse_extension(child))
        if child.tail:
            content.append(child.tail)
    attributes = tuple((str(name), str(value)) for name, value in element.items())
    return Extension(name=str(element.tag), attributes=attributes, content=tuple(content))
