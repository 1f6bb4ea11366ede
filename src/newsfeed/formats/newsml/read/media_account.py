"""The account of an item's content: parts of each `<remoteContent>` and of the body's renditions that have no field."""

from collections.abc import Sequence
from typing import Final

from lxml import etree

from newsfeed.formats.newsml.navigation import child_elements
from newsfeed.formats.newsml.read import further
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.model import Extension
from newsfeed.syndication.extensions import safe_attributes
from newsfeed.values.namespaces import NEWSML

_READ: Final = frozenset(
    ("href", "contenttype", "size", "title", "width", "height", "language", "rendition", "renditionuri")
)
_DURATION: Final = frozenset(("duration", "durationunit", "durationunituri"))


def further_of_file(
    reader: ElementReader, element: "etree._Element", concepts: QCodeResolver, *, has_duration: bool
) -> tuple[Extension, ...]:
    """Return the attributes and children of a `<remoteContent>` that have no field, as extensions.

    Args:
        reader: the reader of the document.
        element: the element.
        concepts: resolver of the item's QCodes.
        has_duration: whether its duration could be read.
    """
    nodes = [node for node in child_elements(element) if concepts.field_name(node) is None]
    read = _READ | _DURATION if has_duration else _READ
    if not nodes and read.issuperset(element.keys()):
        return ()  # the usual case
    ours = [node for node in child_elements(element) if concepts.field_name(node) is not None]
    return further.further(reader, element, read, ours)


def with_attributes(
    reader: ElementReader,
    element: "etree._Element",
    extensions: tuple[Extension, ...],
    attributes: Sequence[tuple[str, str]],
) -> tuple[Extension, ...]:
    """Return the extensions of a file with further attributes of its element."""
    name = f"{{{NEWSML}}}remoteContent"
    attributes = safe_attributes(name, attributes, reader.focus(element).note) if attributes else ()
    if not attributes:
        return extensions
    present = [pair for extension in extensions if extension.name == name for pair in extension.attributes]
    other_extensions = [extension for extension in extensions if extension.name != name]
    return (Extension(name=name, attributes=(*present, *attributes)), *other_extensions)


def note_rendition(reader: ElementReader, element: "etree._Element") -> None:
    """Report the attributes of a `<contentSet>`, or of the element in it with the body, such as its number of words."""
    is_base64 = "base64" in f"{element.get('encoding', '')}{element.get('encodinguri', '')}".lower()
    read = ("contenttype", "encoding", "encodinguri") if is_base64 else ("contenttype",)
    for name, value in further.attributes_beyond(element, read, element.get(further.LANG)):
        further.note_attribute(reader, element, name, value)
