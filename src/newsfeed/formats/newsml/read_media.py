"""The media of an item: its remoteContent elements, with what our own extension properties say of them."""

from collections.abc import Iterator
from typing import Any, Final

import attrs
from lxml import etree

from newsfeed.formats.newsml.codes import SCHEMES
from newsfeed.formats.newsml.concepts import Concepts
from newsfeed.formats.newsml.elements import child, children, line
from newsfeed.formats.newsml.read_text import text_of
from newsfeed.formats.newsml.reader import Reader
from newsfeed.model import Media

_CLASSES: Final = {"picture": "image", "graphic": "image", "animated": "image", "video": "video", "audio": "audio"}
"""The medium of an item's class (ninat), where nothing else says it."""
_SECONDS: Final = {"": 1, "seconds": 1, "milliseconds": 0.001, "minutes": 60, "hours": 3600}
_THUMBNAILS: Final = frozenset(("thumb", "thumbnail", "thumbnailimage"))


def media(reader: Reader, item: "etree._Element", concepts: Concepts) -> list[Media]:
    """Read the media; a rendition that is only a thumbnail goes with the others."""
    kind = child(item, "itemMeta", "itemClass")
    medium = None if kind is None else _CLASSES.get(concepts.code(kind).lower())
    found: list[Media] = []
    thumbnails: list[Media] = []
    for element in children(child(item, "contentSet"), "remoteContent"):
        if (each := _media(reader, element, concepts, medium)) is not None:
            small = concepts.code(element, "rendition").lower() in _THUMBNAILS
            (thumbnails if small else found).append(each)
    if not found:
        return thumbnails
    found = (
        [attrs.evolve(each, thumbnail=each.thumbnail or thumbnails[0].url) for each in found] if thumbnails else found
    )
    return _credited(found, item)


def _credited(found: list[Media], item: "etree._Element") -> list[Media]:
    """Say whom the item credits, where no medium says it for itself."""
    credit = line(child(item, "contentMeta", "creditline"))
    if not credit or any(each.credit for each in found):
        return found
    return [attrs.evolve(each, credit=credit) for each in found]


def _media(reader: Reader, element: "etree._Element", concepts: Concepts, medium: str | None) -> Media | None:
    url = reader.link_of(element)
    if url is None:
        if not element.get("href"):
            reader.within(element).note("media.unreachable", "has no address (href); the medium is left out")
        return None
    media_type = (element.get("contenttype") or "").strip() or None
    values: dict[str, Any] = {
        "url": url,
        "type": media_type,
        "medium": None if media_type else medium,
        "length": reader.whole(element.get("size", "")),
        "width": reader.whole(element.get("width", ""), least=1),
        "height": reader.whole(element.get("height", ""), least=1),
        "duration": _duration(element, concepts),
        "title": element.get("title"),
        "language": reader.language_of(element, "language"),
    }
    return reader.within(element).build(Media, {**values, **dict(_properties(reader, element, concepts))})


def _duration(element: "etree._Element", concepts: Concepts) -> int | float | None:
    """Give the duration in seconds; one in frames, whose rate nothing says for sure, is left out."""
    text = element.get("duration", "").strip()
    factor = _SECONDS.get(concepts.code(element, "durationunit").lower())
    if not text or factor is None:
        return None
    try:
        number = int(text) if text.isascii() and text.isdigit() else float(text)
    except ValueError:
        return None
    found = number if factor == 1 else number * factor
    return found if 0 <= found < 2**53 else None


def _properties(reader: Reader, element: "etree._Element", concepts: Concepts) -> Iterator[tuple[str, Any]]:
    for each in children(element, "remoteContentExtProperty"):
        relation = concepts.iri(each, "rel")
        name = relation.removeprefix(SCHEMES["field"])
        if not relation.startswith(SCHEMES["field"]):
            continue
        if name in ("medium", "alt", "credit"):
            yield name, each.get("value")
        elif name == "thumbnail":
            yield name, reader.link_of(each, "uri")
        elif name == "caption" and (definition := child(each, "definition")) is not None:
            yield name, text_of(reader, definition)


__all__ = ["media"]
