"""The media of an item: its `<remoteContent>` elements, with newsfeed's own extension properties in them."""

from collections.abc import Iterator
from typing import Final

import attrs
from lxml import etree

from newsfeed.formats.newsml.navigation import child, children, one_line
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.fields import MediaFields
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.formats.newsml.read.text import block_text
from newsfeed.model import Media

_MEDIUM_OF_CLASS: Final = {
    "picture": "image",
    "graphic": "image",
    "animated": "image",
    "video": "video",
    "audio": "audio",
}
"""Medium by item class (ninat), for content without a media type."""
_SECONDS_PER_UNIT: Final = {"": 1, "seconds": 1, "milliseconds": 0.001, "minutes": 60, "hours": 3600}
_THUMBNAIL_RENDITIONS: Final = frozenset(("thumb", "thumbnail", "thumbnailimage"))


def read_media(reader: ElementReader, item: "etree._Element", concepts: QCodeResolver) -> list[Media]:
    """Read the media of an item; a thumbnail rendition becomes the thumbnail of the other renditions."""
    item_class = child(item, "itemMeta", "itemClass")
    medium = None if item_class is None else _MEDIUM_OF_CLASS.get(concepts.code(item_class).lower())
    renditions: list[Media] = []
    thumbnails: list[Media] = []
    for element in children(child(item, "contentSet"), "remoteContent"):
        if (media := _read_rendition(reader, element, concepts, medium)) is not None:
            is_thumbnail = concepts.code(element, "rendition").lower() in _THUMBNAIL_RENDITIONS
            (thumbnails if is_thumbnail else renditions).append(media)
    if not renditions:
        return thumbnails
    if thumbnails:
        url = thumbnails[0].url
        renditions = [attrs.evolve(media, thumbnail=media.thumbnail or url) for media in renditions]
    return _with_item_credit(renditions, item)


def _with_item_credit(renditions: list[Media], item: "etree._Element") -> list[Media]:
    """Return the media with the item's `<creditline>`, unless any of them has a credit of its own."""
    credit = one_line(child(item, "contentMeta", "creditline"))
    if not credit or any(media.credit for media in renditions):
        return renditions
    return [attrs.evolve(media, credit=credit) for media in renditions]


def _read_rendition(
    reader: ElementReader, element: "etree._Element", concepts: QCodeResolver, medium: str | None
) -> Media | None:
    url = reader.link_attribute(element)
    if url is None:
        if not element.get("href"):
            message = "<remoteContent> has no href, so its content cannot be fetched; it is left out"
            reader.focus(element).note("media.unreachable", message)
        return None
    media_type = (element.get("contenttype") or "").strip() or None
    fields: MediaFields = {
        "url": url,
        "type": media_type,
        "medium": None if media_type else medium,
        "length": reader.focus(element).whole_number(element.get("size"), step="size"),
        "width": reader.focus(element).whole_number(element.get("width"), minimum=1, step="width"),
        "height": reader.focus(element).whole_number(element.get("height"), minimum=1, step="height"),
        "duration": _duration(element, concepts),
        "title": element.get("title"),
        "language": reader.language_attribute(element, "language"),
    }
    for properties in _extension_properties(reader, element, concepts):
        fields.update(properties)
    return reader.focus(element).build(Media, fields)


def _duration(element: "etree._Element", concepts: QCodeResolver) -> int | float | None:
    """Return the duration in seconds; None if it is in frames, since the frame rate is not reliably known."""
    text = element.get("duration", "").strip()
    factor = _SECONDS_PER_UNIT.get(concepts.code(element, "durationunit").lower())
    if not text or factor is None:
        return None
    try:
        number = int(text) if text.isascii() and text.isdigit() else float(text)
    except ValueError:
        return None
    seconds = number if factor == 1 else number * factor
    return seconds if 0 <= seconds < 2**53 else None


def _extension_properties(
    reader: ElementReader, element: "etree._Element", concepts: QCodeResolver
) -> Iterator[MediaFields]:
    for extension_property in children(element, "remoteContentExtProperty"):
        value = extension_property.get("value")
        match concepts.field_name(extension_property):
            case "medium":
                yield {"medium": value}
            case "alt":
                yield {"alt": value}
            case "credit":
                yield {"credit": value}
            case "thumbnail":
                yield {"thumbnail": reader.link_attribute(extension_property, "uri")}
            case "caption" if (definition := child(extension_property, "definition")) is not None:
                yield {"caption": block_text(reader, definition)}


__all__ = ["read_media"]
