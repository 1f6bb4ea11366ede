"""Extension elements."""

from lxml import etree

from newsfeed.model import (
    Extension,
)
from newsfeed.values.escaping import escape, escape_attribute
from newsfeed.values.namespaces import XML


def extension(item: Extension) -> str:
    """Give an element of another vocabulary with its namespaces declared on it, so that it stands anywhere."""
    return _extension(item, {XML: "xml"}) + "\n"


def _extension(item: Extension, known: dict[str, str]) -> str:
    names = [item.name, *(name for name, _ in item.attributes if name.startswith("{"))]
    declared, scope = "", dict(known)
    for name in names:
        namespace = name[1:].rpartition("}")[0]
        if namespace not in scope:
            scope[namespace] = f"ns{len(scope)}"
            declared += f' xmlns:{scope[namespace]}="{escape_attribute(namespace)}"'
    opening = "".join([f' {_prefixed(name, scope)}="{escape_attribute(value)}"' for name, value in item.attributes])
    tag = _prefixed(item.name, scope)
    content = "".join([escape(part) if isinstance(part, str) else _extension(part, scope) for part in item.content])
    return f"<{tag}{declared}{opening}>{content}</{tag}>" if content else f"<{tag}{declared}{opening}/>"


def _prefixed(name: str, scope: dict[str, str]) -> str:
    if not name.startswith("{"):
        return name
    namespace, _, local = name[1:].rpartition("}")
    return f"{scope[namespace]}:{local}"


def extension_of(element: "etree._Element") -> Extension:
    """Read an element of another vocabulary as it is.

    Raises:
        ModelError: the model refuses a name or value of it.
    """
    content: list[str | Extension] = [element.text] if element.text else []
    for child in element:
        if isinstance(child.tag, str):
            content.append(extension_of(child))
        if child.tail:
            content.append(child.tail)
    pairs = tuple((str(name), str(value)) for name, value in element.items())
    return Extension(name=str(element.tag), attributes=pairs, content=tuple(content))
