"""Attributes and elements of other vocabularies in links and persons (RFC 4287, 6.4), as extensions of these."""

from collections.abc import Iterable
from typing import Final

from newsfeed.model import Agent, Extension, Link
from newsfeed.syndication.extensions import Scope, is_foreign, serialize_extension
from newsfeed.values.escaping import escape_attribute
from newsfeed.values.namespaces import ATOM, MATHML, SVG, XHTML, XML, XSI, split_name

LINK: Final = f"{{{ATOM}}}link"
"""The name of the extension of a link with its further attributes."""

_OF_XML: Final = ("", XML, XSI)
"""The namespaces of attributes that say how a document is written, and that of Atom's own attributes."""

_OWN: Final = (ATOM, XHTML, SVG, MATHML)
"""The namespaces of elements that a person cannot keep."""

PERSON_FIELDS: Final = ("name", "email", "uri", "url", "homepage")
"""The local names of the elements that a person is read from, in any vocabulary that the reader knows."""


def is_kept_attribute(name: str) -> bool:
    """Return whether an attribute, in Clark notation, is one of another vocabulary."""
    return split_name(name)[0] not in _OF_XML


def link_details(link: Link) -> Extension | None:
    """Return the extension of a link with its further attributes, as it is written and read back; None without one."""
    for item in link.extensions:
        if item.name == LINK and item.attributes and not item.content:
            return item if all(is_kept_attribute(name) for name, _ in item.attributes) else None
    return None


def is_kept_element(name: str) -> bool:
    """Return whether a person keeps an element, named in Clark notation."""
    namespace, local = split_name(name)
    return bool(namespace) and namespace not in _OWN and local.lower() not in PERSON_FIELDS


def person_elements(agent: Agent) -> list[Extension]:
    """Return the extensions of a person that are written as child elements."""
    return [item for item in agent.extensions if is_foreign(item) and is_kept_element(item.name)]


def attribute_markup(item: Extension, outer_scope: Scope) -> str:
    """Return the attributes of an extension, with declarations of the namespaces that are not in scope."""
    scope = outer_scope
    for name, _ in item.attributes:
        if name.startswith("{"):
            scope = scope.with_namespace(split_name(name)[0])
    written = [f' {scope.attribute_name(name)}="{escape_attribute(value)}"' for name, value in item.attributes]
    return scope.declarations(outer_scope) + "".join(written)


def serialize_all(items: Iterable[Extension], scope: Scope) -> str:
    """Serialize child elements."""
    return "".join([serialize_extension(item, scope) for item in items])
