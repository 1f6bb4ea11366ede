"""Extension points: elements of other XML vocabularies at the end of an element of NewsML-G2."""

from collections.abc import Iterable
from typing import Final

import attrs

from newsfeed.formats.newsml.concepts import NAR
from newsfeed.model import Extension
from newsfeed.syndication.extensions import Scope, serialize_extension
from newsfeed.syndication.extensions import is_foreign as is_foreign_extension
from newsfeed.values.xml_chars import XML_SPACE

_SCOPE: Final = Scope(default=NAR)
"""The namespaces in scope at an extension point: extensions declare their own."""


def extension_elements(extensions: Iterable[Extension]) -> str:
    """Return the extension elements that an extension point accepts, as markup."""
    return "".join([serialize_extension(as_read(element), _SCOPE) for element in extensions if is_foreign(element)])


def is_foreign(element: Extension) -> bool:
    """Return whether an extension is of another XML vocabulary than NewsML-G2, as extension points require."""
    return is_foreign_extension(element)


def as_read(element: Extension) -> Extension:
    """Return an extension as the reader returns it: adjacent texts merged, no white space between elements."""
    content: list[str | Extension] = []
    for node in element.content:
        if isinstance(node, Extension):
            content.append(as_read(node))
        elif node and content and isinstance(content[-1], str):
            content[-1] += node
        elif node:
            content.append(node)
    if any(isinstance(node, Extension) for node in content):
        content = [node for node in content if isinstance(node, Extension) or node.strip(XML_SPACE)]
    return attrs.evolve(element, content=tuple(content))
