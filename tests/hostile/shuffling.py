"""Documents in another order, where order has no meaning: attributes, members, and the prefixes of namespaces."""

import json
from random import Random
from typing import Any

from lxml import etree


def shuffled_attributes(data: bytes, generator: Random) -> bytes:
    """Return an XML document with the attributes of each element in another order."""
    root = etree.fromstring(data)
    for element in root.iter("{*}*"):
        pairs = list(element.attrib.items())
        generator.shuffle(pairs)
        element.attrib.clear()
        for name, value in pairs:
            element.set(name, value)
    return etree.tostring(root.getroottree(), encoding="utf-8")


def with_other_prefixes(data: bytes, generator: Random) -> bytes:
    """Return an XML document with a prefix for each namespace, in place of its own prefixes and default namespaces."""
    root = etree.fromstring(data)
    names = [str(name) for element in root.iter("{*}*") for name in (element.tag, *element.keys())]
    uris = sorted({name[1:].partition("}")[0] for name in names if name.startswith("{")})
    uris = [uri for uri in uris if uri != "http://www.w3.org/XML/1998/namespace"]
    generator.shuffle(uris)
    copy = _copied(root, None, {f"p{number}": uri for number, uri in enumerate(uris)})
    return etree.tostring(copy, encoding="utf-8")


def _copied(element: Any, parent: Any, prefixes: dict[str, str]) -> Any:
    if not isinstance(element.tag, str):
        return None
    is_root = parent is None
    copy = etree.Element(element.tag, nsmap=prefixes) if is_root else etree.SubElement(parent, element.tag)
    copy.text = element.text
    for name, value in element.attrib.items():
        copy.set(name, value)
    for child in element:
        if (copied := _copied(child, copy, prefixes)) is not None:
            copied.tail = child.tail
        elif child.tail:
            _append_text(copy, child.tail)
    return copy


def _append_text(element: Any, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def shuffled(value: Any, generator: Random) -> Any:
    """Return plain data with the members of each object in another order."""
    if isinstance(value, dict):
        pairs = list(value.items())
        generator.shuffle(pairs)
        return {name: shuffled(item, generator) for name, item in pairs}
    return [shuffled(item, generator) for item in value] if isinstance(value, list) else value


def shuffled_members(data: bytes, generator: Random) -> bytes:
    """Return a JSON document with the members of each object in another order."""
    return json.dumps(shuffled(json.loads(data), generator), ensure_ascii=False).encode()
