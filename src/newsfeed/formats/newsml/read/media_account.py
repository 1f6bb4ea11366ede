"""The account of an item's content: what of each `<remoteContent>` and of the renditions of the body has no field."""

import attrs
from lxml import etree

from newsfeed.formats.newsml.navigation import child, child_elements, children, local_name
from newsfeed.formats.newsml.read import further
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.formats.newsml.read.read_values import Values
from newsfeed.formats.newsml.schema_order import child_position
from newsfeed.model import Extension, Media
from newsfeed.values import references

_ATTRIBUTES = frozenset(("href", "contenttype", "size", "title", "width", "height", "language"))
_DURATION = frozenset(("duration", "durationunit", "durationunituri"))


def account_for_media(
    reader: ElementReader, item: "etree._Element", media: tuple[Media, ...], concepts: QCodeResolver
) -> tuple[Media, ...]:
    """Return the media of an item with what has no field as their extensions.

    An element is found again by its address; one that is not a medium of its own, but a rendition or thumbnail of another, can
    only be reported.

    Args:
        reader: the reader of the document.
        item: the item.
        media: the media that were read.
        concepts: resolver of the item's QCodes.
    """
    if not media and child(item, "contentSet", "remoteContent") is None:
        return media
    result = list(media)
    pending = list(range(len(result)))
    for element in children(child(item, "contentSet"), "remoteContent"):
        href = element.get("href", "")
        urls = (href, references.resolve(reader.reading.base, href))
        index = next((number for number in pending if result[number].url in urls), None)
        if index is not None:
            pending.remove(index)
            if extensions := _further(reader, element, result[index], concepts):
                result[index] = attrs.evolve(result[index], extensions=(*result[index].extensions, *extensions))
        else:
            _note(reader, element, Values({"media": media}, concepts))
    return tuple(result)


def _further(
    reader: ElementReader, element: "etree._Element", medium: Media, concepts: QCodeResolver
) -> tuple[Extension, ...]:
    nodes = [node for node in child_elements(element) if not _is_read(node, concepts)]
    read = set(_ATTRIBUTES if medium.duration is None else _ATTRIBUTES | _DURATION)
    if not nodes and read.issuperset(element.keys()):
        return ()
    values = Values({"media": medium}, concepts)
    known = values.of("media")
    read |= {str(name) for name, value in element.items() if len(value) > 1 and values.has(str(value), known)}
    extensions = list(further.further_attributes(reader, element, read))
    rest = list[Extension]()
    for node in nodes:
        rest += further.whole(reader, node)
    return (*extensions, *sorted(rest, key=child_position))


def _is_read(element: "etree._Element", concepts: QCodeResolver) -> bool:
    return local_name(element) == "remoteContentExtProperty" and concepts.field_name(element) is not None


def _note(reader: ElementReader, element: "etree._Element", values: Values) -> None:
    """Report what of a rendition is not among the values of the media."""
    known = values.of("media")
    for node in element.iter("{*}*"):
        if node is not element and _is_read(node, values.concepts):
            continue
        for name, value in further.attributes_beyond(node, ()):
            is_size = name in _ATTRIBUTES and value.strip() in known
            if not is_size and not (len(value) > 1 and values.has(value, known)):
                further.note_attribute(reader, node, name, value)
        text = (node.text or "").strip()
        if text and not values.has(text, known):
            further.note_text(reader, node, text)


def note_rendition(reader: ElementReader, element: "etree._Element") -> None:
    """Report the attributes of a `<contentSet>`, or of the element in it with the body, such as its number of words."""
    is_base64 = "base64" in f"{element.get('encoding', '')}{element.get('encodinguri', '')}".lower()
    read = ("contenttype", "encoding", "encodinguri") if is_base64 else ("contenttype",)
    for name, value in further.attributes_beyond(element, read, element.get(further.LANG)):
        further.note_attribute(reader, element, name, value)
