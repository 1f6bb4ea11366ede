"""The media of an item: the files in its `<contentSet>`, and those that it links to."""

from collections import Counter
from typing import Final

import attrs
from lxml import etree

from newsfeed.formats.newsml.concepts import SCHEMES
from newsfeed.formats.newsml.navigation import child, children, one_line
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.fields import MediaFields
from newsfeed.formats.newsml.read.further import attributes_beyond, note_attribute, note_element
from newsfeed.formats.newsml.read.media_account import further_of_file, with_attributes
from newsfeed.formats.newsml.read.media_links import is_media_link, media_properties, read_media_link, seconds
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.model import Media, Rendition

_MEDIUM_OF_CLASS: Final = {
    "picture": "image",
    "graphic": "image",
    "animated": "image",
    "animation": "image",
    "video": "video",
    "audio": "audio",
}
"""Medium by item class (ninat), for content without a media type."""
_SECONDS_PER_UNIT: Final = {"": 1, "seconds": 1, "milliseconds": 0.001, "minutes": 60, "hours": 3600}
_THUMBNAIL_RENDITIONS: Final = frozenset(("thumb", "thumbnail", "thumbnailimage"))
_MAIN_RENDITIONS: Final = ("highres", "original", "baseimage", "viewimage", "web", "preview")
"""Renditions that stand for the others, the best first."""
_PROPERTY: Final = "remoteContentExtProperty"


@attrs.frozen
class _File:
    """One `<remoteContent>`.

    Attributes:
        element: the element.
        media: its fields.
        role: its rendition in words, "" for none.
        is_main: whether newsfeed's writer marked it as the content, of which the files after it are renditions.
        has_credit_of_item: whether the item's credit line is that of the file.
    """

    element: "etree._Element"
    media: Media
    role: str
    is_main: bool
    has_credit_of_item: bool


def read_media(reader: ElementReader, item: "etree._Element", concepts: QCodeResolver) -> list[Media]:
    """Read the media of an item: its content, then those that it links to.

    Files that differ in their rendition are one medium. A thumbnail becomes that of the other files.
    """
    links = children(child(item, "itemMeta"), "link")
    linked = [read_media_link(reader, link, concepts) for link in links if is_media_link(link, concepts)]
    return [*_content_media(reader, _files(reader, item, concepts), item), *filter(None, linked)]


def _files(reader: ElementReader, item: "etree._Element", concepts: QCodeResolver) -> list[_File]:
    item_class = child(item, "itemMeta", "itemClass")
    medium = None if item_class is None else _MEDIUM_OF_CLASS.get(concepts.code(item_class).lower())
    elements = children(child(item, "contentSet"), "remoteContent")
    files = (_read_file(reader, element, concepts, medium) for element in elements)
    return [file for file in files if file is not None]


def _content_media(reader: ElementReader, files: list[_File], item: "etree._Element") -> list[Media]:
    if files and files[0].is_main:
        renditions = tuple(_rendition(reader, file) for file in files[1:])
        return [attrs.evolve(_with_rendition(reader, files[0]), renditions=renditions)]
    thumbnails = [file for file in files if file.role.lower() in _THUMBNAIL_RENDITIONS]
    full_files = [file for file in files if file.role.lower() not in _THUMBNAIL_RENDITIONS]
    if not full_files:
        return [_with_rendition(reader, file) for file in thumbnails]
    best = (
        attrs.evolve(file, media=_with_rendition(reader, file) if file.role else file.media)
        for file in _merge_renditions(reader, full_files)
    )
    media = [_with_item_credit(file, item) for file in best]
    if thumbnails:
        url = thumbnails[0].media.url
        media = [attrs.evolve(medium, thumbnail=medium.thumbnail or url) for medium in media]
        sized = tuple(_rendition(reader, file) for file in thumbnails if _has_details(file.media))
        media[0] = attrs.evolve(media[0], renditions=(*media[0].renditions, *sized))
    return media


def _has_details(media: Media) -> bool:
    """Return whether a thumbnail has more than an address and a format."""
    return bool(media.width or media.length or media.title or media.extensions)


def _merge_renditions(reader: ElementReader, files: list[_File]) -> list[_File]:
    """Return the files with those of one kind that differ in their rendition as renditions of the best of them."""
    merged = list(files)
    for medium in dict.fromkeys(file.media.medium for file in files):
        group = [file for file in files if file.role and file.media.medium == medium]
        if len(group) < 2 or max(Counter(file.role for file in group).values()) > 1:
            continue
        best = min(group, key=_preference)
        renditions = tuple(_rendition(reader, file) for file in group if file is not best)
        with_renditions = attrs.evolve(best, media=attrs.evolve(best.media, renditions=renditions))
        others = {id(file) for file in group if file is not best}
        merged = [with_renditions if file is best else file for file in merged if id(file) not in others]
    return merged


def _preference(file: _File) -> int:
    role = file.role.lower()
    return _MAIN_RENDITIONS.index(role) if role in _MAIN_RENDITIONS else len(_MAIN_RENDITIONS)


def _rendition(reader: ElementReader, file: _File) -> Rendition:
    media = file.media
    pairs = (("title", media.title), ("language", media.language or ""))
    return Rendition(
        url=media.url,
        role=file.role,
        type=media.type,
        length=media.length,
        width=media.width,
        height=media.height,
        duration=media.duration,
        extensions=with_attributes(reader, file.element, media.extensions, [pair for pair in pairs if pair[1]]),
    )


def _with_rendition(reader: ElementReader, file: _File) -> Media:
    """Return a medium with its rendition as a further attribute, if it is the content of an item; else report the rendition.

    The form in which newsfeed's writer marks the best rendition is left out, since it is written again.
    """
    if tuple(map(file.element.get, _RENDITION)) == _MAIN_RENDITION:
        return file.media
    attributes = attributes_beyond(file.element, set(file.element.keys()).difference(_RENDITION))
    if file.has_credit_of_item:
        return attrs.evolve(
            file.media, extensions=with_attributes(reader, file.element, file.media.extensions, attributes)
        )
    for name, value in attributes:
        note_attribute(reader, file.element, name, value)
    return file.media


_RENDITION: Final = ("rendition", "renditionuri")
_MAIN_RENDITION: Final = ("rnd:highRes", f"{SCHEMES['rnd']}highRes")


def _with_item_credit(file: _File, item: "etree._Element") -> Media:
    """Return a medium with the item's `<creditline>` if it is the content of the item and has no credit of its own."""
    credit = one_line(child(item, "contentMeta", "creditline"))
    if not credit or file.media.credit or not file.has_credit_of_item:
        return file.media
    return attrs.evolve(file.media, credit=credit)


def _read_file(
    reader: ElementReader, element: "etree._Element", concepts: QCodeResolver, medium: str | None
) -> _File | None:
    url = reader.link_attribute(element)
    if url is None:
        if not element.get("href"):
            message = "<remoteContent> has no href, so its content cannot be fetched; it is left out"
            reader.focus(element).note("media.unreachable", message)
        note_element(reader, element, "the file has no address that can be used")
        return None
    properties: MediaFields = {}
    for values in media_properties(reader, element, _PROPERTY, concepts):
        properties.update(values)
    fields: MediaFields = {**_file_fields(reader, element, concepts, url, medium), **properties}
    has_duration = fields.get("duration") is not None
    fields["extensions"] = further_of_file(reader, element, concepts, has_duration=has_duration)
    media = reader.focus(element).build(Media, fields)
    if media is None:
        return None
    is_unnamed = concepts.marks(element, "field", "rendition") is not None
    role = "" if is_unnamed else concepts.role(element, "rendition")
    is_main = bool("medium" in properties and role)
    return _File(element, media, role, is_main, medium is not None)


def _file_fields(
    reader: ElementReader, element: "etree._Element", concepts: QCodeResolver, url: str, medium: str | None
) -> MediaFields:
    media_type = (element.get("contenttype") or "").strip() or None
    return {
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


def _duration(element: "etree._Element", concepts: QCodeResolver) -> int | float | None:
    """Return the duration in seconds; None if it is in frames, since the frame rate is not reliably known."""
    factor = _SECONDS_PER_UNIT.get(concepts.code(element, "durationunit").lower())
    duration = seconds(element.get("duration", ""))
    if duration is None or factor is None:
        return None
    return duration if factor == 1 else duration * factor


__all__ = ["read_media"]
