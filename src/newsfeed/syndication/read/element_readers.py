"""Tables that say how each element is read, and the one loop that reads by them.

Most elements have a text and nothing else: their reader takes the text. The others take the element. An attribute that
neither a reader nor the loop knows is reported, so that it is not lost silently.
"""

from collections.abc import Callable, Mapping
from typing import Final, Generic, TypeVar

import attrs
from lxml import etree

from newsfeed.syndication.read import texts
from newsfeed.syndication.read.draft import Draft
from newsfeed.syndication.read.names import element_key
from newsfeed.syndication.undefined_content import is_kept_attribute
from newsfeed.values.namespaces import XML, XSI

D = TypeVar("D", bound=Draft)

_LANG: Final = f"{{{XML}}}lang"
_ABOUT_MARKUP: Final = frozenset((f"{{{XML}}}base", f"{{{XML}}}space", f"{{{XML}}}id"))
"""Attributes that say how a document is written, or that are in the links already."""


@attrs.frozen
class ElementReader(Generic[D]):
    """The reader of one kind of element.

    Attributes:
        text: takes the text of an element without child elements, and the element.
        element: takes the element; also one with child elements if `text` is set, too.
        attributes: the names of the attributes that are read; `*` if the reader accounts for all.
    """

    text: Callable[[D, str, "etree._Element"], None] | None = None
    element: Callable[[D, "etree._Element"], None] | None = None
    attributes: frozenset[str] = frozenset()


def by_text(
    reader: Callable[[D, str, "etree._Element"], None],
    get_text: Callable[["etree._Element"], str] = texts.character_data,
    *attributes: str,
) -> ElementReader[D]:
    """Return the reader of an element with a text.

    Args:
        reader: takes the text and the element.
        get_text: returns the text of an element with child elements.
        attributes: the names of the attributes that the reader looks at.
    """

    def read_element(draft: D, element: "etree._Element") -> None:
        reader(draft, get_text(element), element)
        if get_text is texts.character_data:
            draft.note_content(element)
        else:
            draft.note_foreign_attributes(element)

    return ElementReader(reader, read_element, frozenset(attributes))


def by_element(reader: Callable[[D, "etree._Element"], None], *attributes: str) -> ElementReader[D]:
    """Return the reader of an element with content that the reader accounts for."""
    return ElementReader(None, reader, frozenset(attributes))


def by_attributes(reader: Callable[[D, "etree._Element"], None], *attributes: str) -> ElementReader[D]:
    """Return the reader of an element without content."""

    def read_element(draft: D, element: "etree._Element") -> None:
        reader(draft, element)
        if element.text or len(element):
            draft.note_content(element, has_own_text=True)

    return ElementReader(None, read_element, frozenset(attributes))


class ReaderTable(dict[str, ElementReader[D] | None], Generic[D]):
    """Table of readers by the name of an element in Clark notation, filled as names occur.

    Args:
        readers: readers by `element_key`.
    """

    _MAX_NAMES: Final = 4096

    def __init__(self, readers: Mapping[str, ElementReader[D]]) -> None:
        super().__init__()
        self._readers = readers

    def __missing__(self, name: str) -> ElementReader[D] | None:
        reader = self._readers.get(element_key(name))
        if len(self) < self._MAX_NAMES:
            self[name] = reader
        return reader


def read_child(draft: D, child: "etree._Element", table: ReaderTable[D]) -> None:
    """Read a child of an item or channel; one that no reader knows is kept as an extension.

    Args:
        draft: takes the values.
        child: an element; not a comment or processing instruction.
        table: the readers.
    """
    reader = table[child.tag]  # type: ignore[index]  # of an element, always a string
    if reader is None:
        draft.keep(child)
        return
    if reader.text is not None and not len(child):
        reader.text(draft, child.text or "", child)
    elif reader.element is not None:
        reader.element(draft, child)
    if child.keys() and "*" not in reader.attributes:
        account_for_attributes(draft, child, reader.attributes)


def account_for_attributes(draft: Draft, element: "etree._Element", known_names: frozenset[str]) -> None:
    """Report the attributes of an element that are not read; `xml:lang` is the language of an item that has no other."""
    for attribute_name, attribute_value in element.items():
        name, value = str(attribute_name), str(attribute_value)
        if name in known_names or name in _ABOUT_MARKUP or name.startswith(f"{{{XSI}}}") or not value.strip():
            continue
        if name == _LANG:
            draft.offer("text_language", value, element)
        elif draft.kept_element is element and is_kept_attribute(name):
            continue
        else:
            draft.note_attribute(element, name, value)
