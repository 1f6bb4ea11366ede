"""Media that an item links to, and their fields that newsfeed's writer puts into extension properties."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from newsfeed.formats.newsml.media_links import LINK_PROPERTY
from newsfeed.formats.newsml.navigation import child, child_elements, children, namespace_of
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.fields import MediaFields
from newsfeed.formats.newsml.read.further import further
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.formats.newsml.read.text import block_text
from newsfeed.model import Extension, Media, Rendition


def is_media_link(element: "etree._Element", concepts: QCodeResolver) -> bool:
    """Return whether a link is a medium that newsfeed's writer linked from a text, by the property that all of them have."""
    return any(concepts.field_name(field) == "medium" for field in children(element, LINK_PROPERTY))


def read_media_link(reader: ElementReader, element: "etree._Element", concepts: QCodeResolver) -> Media | None:
    """Read a link to a medium; None, with a finding, if it has no usable address."""
    renditions = (link for link in children(element, "link") if concepts.field_name(link) == "rendition")
    fields: MediaFields = {
        **_file_fields(reader, element, concepts),
        "title": element.get("title"),
        "language": reader.language_attribute(child(element, "language")),
        "renditions": tuple(filter(None, (_read_rendition(reader, link, concepts) for link in renditions))),
        "extensions": _further_of_link(reader, element, concepts),
    }
    for values in media_properties(reader, element, LINK_PROPERTY, concepts):
        fields.update(values)
    return reader.focus(element).build(Media, fields)


def _read_rendition(reader: ElementReader, element: "etree._Element", concepts: QCodeResolver) -> Rendition | None:
    roles = (field for field in children(element, LINK_PROPERTY) if concepts.field_name(field) == "role")
    role = next((field.get("value", "") for field in roles), "")
    extensions = _further_of_link(reader, element, concepts)
    fields = {**_file_fields(reader, element, concepts), "role": role, "extensions": extensions}
    return reader.focus(element).build(Rendition, fields)


def _further_of_link(
    reader: ElementReader, element: "etree._Element", concepts: QCodeResolver
) -> tuple[Extension, ...]:
    """Return the content that other systems have added to a link made by newsfeed's writer."""
    namespace = namespace_of(element)
    read = list[etree._Element]()
    is_plain = True
    for node in child_elements(element):
        attributes = _READ.get(str(node.tag).removeprefix(namespace))
        if attributes is not None or concepts.field_name(node) is not None:
            read.append(node)
            is_plain = is_plain and (attributes is None or attributes.issuperset(node.keys()))
        else:
            is_plain = False
    if is_plain and _READ_OF_LINK.issuperset(element.keys()):
        return ()  # the usual case
    return further(reader, element, _READ_OF_LINK, read)


_READ: Final = {"itemClass": frozenset(("qcode", "uri")), "language": frozenset(("tag",))}
_READ_OF_LINK: Final = frozenset(("rel", "reluri", "href", "contenttype", "size", "title"))


def _file_fields(reader: ElementReader, element: "etree._Element", concepts: QCodeResolver) -> MediaFields:
    sizes = {concepts.field_name(field): field.get("value", "") for field in children(element, LINK_PROPERTY)}
    return {
        "url": reader.link_attribute(element) or "",
        "type": element.get("contenttype"),
        "length": reader.focus(element).whole_number(element.get("size"), step="size"),
        "width": reader.focus(element).whole_number(sizes.get("width"), minimum=1, step="width"),
        "height": reader.focus(element).whole_number(sizes.get("height"), minimum=1, step="height"),
        "duration": seconds(sizes.get("duration", "")),
    }


def seconds(text: str) -> int | float | None:
    """Return a number of seconds; None if the text is not one."""
    text = text.strip()
    try:
        number = int(text) if text.isascii() and text.isdigit() else float(text)
    except ValueError:
        return None
    return number if 0 <= number < 2**53 else None


def media_properties(
    reader: ElementReader, element: "etree._Element", name: str, concepts: QCodeResolver
) -> Iterator[MediaFields]:
    """Yield the fields of a medium that are in extension properties of this name."""
    for extension_property in children(element, name):
        value = extension_property.get("value", "")
        match concepts.field_name(extension_property):
            case "medium":
                yield {"medium": value}
            case "alt":
                yield {"alt": value}
            case "credit":
                yield {"credit": value}
            case "uploaded":
                yield {"uploaded": reader.focus(extension_property).date(value)}
            case "thumbnail":
                yield {"thumbnail": reader.link_attribute(extension_property, "uri")}
            case "poster":
                yield {"poster": reader.link_attribute(extension_property, "uri")}
            case "caption" if (definition := child(extension_property, "definition")) is not None:
                yield {"caption": block_text(reader, definition)}
