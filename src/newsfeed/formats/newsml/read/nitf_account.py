"""The account of an NITF document: content that is neither in the story nor in its text is reported."""

from typing import Final

from lxml import etree

from newsfeed.formats.newsml.navigation import child_elements, children, local_name, one_line
from newsfeed.formats.newsml.read import further
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.nitf_metadata import words
from newsfeed.formats.newsml.read.read_values import Values
from newsfeed.validation.faults import word_set

_FIELDS: Final = tuple(
    word_set(
        "id headline alternative_headlines summary byline authors contributors dateline places urgency slugline ed_note "
        "keywords categories genre topics rights published updated embargo expires alt_ids source_name language version "
        "publisher"
    )
)
"""The fields that can have a value of the metadata."""

_NOT_METADATA: Final = frozenset(("body.content", "body.end", "hl2"))
_WITHOUT_INFORMATION: Final = frozenset(("version", "change.date", "change.time", "baselang", "class", "style"))
_OF_TEXT: Final = word_set(
    "href colspan rowspan scope title source data-location alternate-text name width height mime-type media-type iso lede "
    "class style lang"
) | {further.LANG}
"""The attributes of the text that are written as HTML, or that say how it is laid out."""

_INVISIBLE: Final = frozenset(("media-metadata", "media-object", "alt-code", "rights", "docdata"))


def account_for_metadata(reader: ElementReader, document: "etree._Element", values: Values) -> None:
    """Report the metadata of an NITF document that are not among the values of the story."""
    known_values = values.of(*_FIELDS)
    _account_for_attributes(reader, document, values, known_values)
    for element in child_elements(document):
        _account(reader, element, values, known_values)
    for element in document.iter("{*}body.content", "{*}body.end"):
        _account_for_text(reader, element)


def _account_for_text(reader: ElementReader, content: "etree._Element") -> None:
    """Report the parts of the text that are not written as HTML: codes of names and places, and the objects in media."""
    for element in content.iter("{*}*"):
        for name, value in element.items():
            if str(name) not in _OF_TEXT and further.says_something(str(name), str(value)):
                further.note_attribute(reader, element, str(name), str(value))
        if local_name(element) in _INVISIBLE and (text := one_line(element)):
            further.note_text(reader, element, text)


def _account(reader: ElementReader, element: "etree._Element", values: Values, known_values: frozenset[str]) -> None:
    name = local_name(element)
    if name in _NOT_METADATA:
        return
    _account_for_attributes(reader, element, values, known_values)
    if name in ("byline", "dateline") and values.has(words(element, "byttl"), known_values):
        for descendant in element.iter("{*}*"):
            if descendant is not element:
                _account_for_attributes(reader, descendant, values, known_values)
        for title in children(element, "byttl"):
            _account(reader, title, values, known_values)
        return
    is_text = bool((element.text or "").strip()) or name in ("p", "hl1", "title")
    if is_text or next(child_elements(element), None) is None:
        text = one_line(element)
        if text and not values.has(text, known_values) and not (name == "p" and _is_part(text, known_values)):
            further.note_text(reader, element, text)
        return
    for node in child_elements(element):
        _account(reader, node, values, known_values)


def _account_for_attributes(
    reader: ElementReader, element: "etree._Element", values: Values, known_values: frozenset[str]
) -> None:
    for name, value in element.items():
        is_known = str(name) in _WITHOUT_INFORMATION or values.has(str(value), known_values)
        if not is_known and further.says_something(str(name), str(value)):
            further.note_attribute(reader, element, str(name), str(value))


def _is_part(text: str, known_values: frozenset[str]) -> bool:
    """Return whether a text of some length is part of a longer value: a paragraph of the summary."""
    key = "".join(text.split()).casefold()
    return len(key) > 3 and any(key in value for value in known_values)
