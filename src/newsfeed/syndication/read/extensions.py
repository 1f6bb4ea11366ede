"""Elements without a field in the model, preserved as they are."""

from typing import Final

from lxml import etree

from newsfeed.errors import ModelError
from newsfeed.findings import Severity
from newsfeed.model import Extension
from newsfeed.model.extension import MAX_LEVELS
from newsfeed.model.extension_safety import Note
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication import extensions, rss_elements
from newsfeed.values.namespaces import MATHML, SVG, XHTML, split_name

_MARKUP: Final = (XHTML, SVG, MATHML)
"""Namespaces of markup that a browser runs: the reader keeps it in sanitized bodies only."""


def read_extension(
    element: "etree._Element", lenient: LenientReader, location: Location, *, max_levels: int = MAX_LEVELS
) -> Extension | None:
    """Read an element of an unknown vocabulary as an `Extension`, without any markup in it that could run.

    Args:
        element: the element.
        lenient: reports problems.
        location: of the element.
        max_levels: number of levels to keep.

    Returns:
        None if the element is in no namespace, so that no format could write it back, or if the model refuses it. Both
        are reported unless the element is empty.
    """
    name = str(element.tag)
    if not name.startswith("{"):
        if len(element) or (element.text or "").strip() or element.keys():
            message = (
                f"{name:.64} is left out: the model has no field for it, and only elements with a namespace are kept"
            )
            lenient.note("element.dropped", message, location, Severity.INFO)
        return None
    try:
        item = extensions.parse_extension(
            element, lambda code, message: lenient.note(code, message, location), max_levels=max_levels
        )
    except ModelError as error:
        lenient.note("element.dropped", f"{name:.64} is left out: {error.reason}", location)
        return None
    if item is None:
        return None
    safe = _without_markup(item)
    if safe is not item:
        message = f"markup in {name:.64} is left out: it is kept in the text of an item only"
        lenient.note("element.dropped", message, location)
    return safe


def _without_markup(item: Extension) -> Extension:
    """Return an element without the elements of HTML, SVG and MathML in it; the same object if there are none."""
    content: list[str | Extension] = []
    for part in item.content:
        if isinstance(part, str):
            content.append(part)
        elif split_name(part.name)[0] not in _MARKUP:
            content.append(_without_markup(part))
    is_same = len(content) == len(item.content) and all(
        part is former for part, former in zip(content, item.content, strict=True)
    )
    return item if is_same else item.replace(content=content)


def read_rss_element(element: "etree._Element", note: Note) -> Extension | None:
    """Read an element of an RSS 2.0 channel without a field, in the spelling and form that it has there; else None."""
    try:
        item = extensions.parse_extension(element, note)
        return None if item is None else rss_elements.valid_element(rss_elements.with_standard_names(item))
    except ModelError:
        return None


def has_same_text(item: Extension, element: "etree._Element") -> bool:
    """Return whether an extension has all words and attribute values of an element."""
    values = {value.strip() for child in element.iter("{*}*") for value in child.values()}
    words = [word for text in element.itertext("*") for word in str(text).split()]
    return _words(item) == words and values - {""} <= _values(item)


def _words(item: Extension) -> list[str]:
    words: list[str] = []
    for part in item.content:
        words += part.split() if isinstance(part, str) else _words(part)
    return words


def _values(item: Extension) -> set[str]:
    values = {value for _, value in item.attributes}
    return values.union(*(_values(part) for part in item.content if isinstance(part, Extension)))
