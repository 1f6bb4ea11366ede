"""Media RSS elements, and the media type and kind of a medium as feeds carry them."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Final

import attrs

from newsfeed.model import Extension, Media, Rendition, Story
from newsfeed.model.extension import written_element
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.syndication.extensions import Scope, foreign_elements, is_foreign, serialize_extension
from newsfeed.syndication.text import render_html
from newsfeed.syndication.undefined_content import attribute_markup
from newsfeed.values.escaping import escape_attribute
from newsfeed.values.media_types import guess_media_type, guess_medium
from newsfeed.values.namespaces import MEDIA


def media_type_of(media: Media) -> str:
    """Return the media type of a medium; one that it does not name is guessed from the suffix of its URL, or its kind.

    The guess does not depend on the machine, unlike those of `mimetypes`.
    """
    return media.type or guess_media_type(media.url, media.medium)


CONTENT_ATTRIBUTES: Final = frozenset(("url", "type", "medium", "fileSize", "width", "height", "duration", "lang"))
"""The attributes of media:content that `Media` has a field for."""

type_attribute: Final = lru_cache(maxsize=256)(escape_attribute)
"""Escape a media type as an attribute value; cached, since most feeds use a few."""


def medium_as_read(media: Media) -> str:
    """Return the kind of a medium as it is read back: `other`, unknown to Media RSS, becomes that of the media type."""
    return media.medium if media.medium != "other" else guess_medium(media.url, media.type)


_DETAIL_NAMES: Final = ("content", "title", "description", "thumbnail", "credit")
"""Elements whose further attributes are extensions, in the order in which they are read."""

_MEDIA: Final = f"{{{MEDIA}}}"


@attrs.frozen
class MediaExtensions:
    """The extensions of a medium as Media RSS carries them.

    Attributes:
        details: further attributes of the elements that have fields, by the names of the elements.
        extras: elements without a field.
    """

    details: Mapping[str, Extension]
    extras: tuple[Extension, ...]

    @property
    def as_read(self) -> tuple[Extension, ...]:
        """The extensions as they are read back."""
        return (*(self.details[name] for name in _DETAIL_NAMES if name in self.details), *self.extras)


_NO_EXTENSIONS: Final = MediaExtensions({}, ())


def media_extensions(media: Media) -> MediaExtensions:
    """Return the extensions of a medium that an element of Media RSS can have, without those that it cannot."""
    details: dict[str, Extension] = {}
    extras: list[Extension] = []
    fields = {"title": media.title, "description": media.caption, "thumbnail": media.thumbnail, "credit": media.credit}
    for item in media.extensions:
        name = item.name.removeprefix(_MEDIA)
        if name in ("content", "group") or not is_foreign(item):
            if name == "content" and (detail := _further_attributes(item, CONTENT_ATTRIBUTES)):
                details.setdefault(name, detail)
        elif name not in fields:
            extras.append(item)
        elif name in _DETAIL_NAMES and fields[name] and not item.content and "url" not in dict(item.attributes):
            if detail := _further_attributes(item, () if name == "thumbnail" else ("type",)):
                details.setdefault(name, detail)
        elif fields[name] and (item.attributes or item.content):
            extras.append(item)
    return MediaExtensions(details, tuple(extras))


def extension_elements(story: Story) -> list[Extension]:
    """Return the extensions of a story and its media as RSS and Atom write them."""
    elements = foreign_elements(story) if story.extensions else []
    for media in story.media:
        if media.extensions:
            elements += media_extensions(media).as_read
        for rendition in media.renditions:
            elements += rendition_extensions(rendition)
    return elements


def carried_renditions(media: Media) -> tuple[Rendition, ...]:
    """Return the renditions of a medium that a media:group can have: files of the same kind of medium."""
    if medium_as_read(media) != "other":
        return media.renditions
    return tuple(item for item in media.renditions if guess_medium(item.url, item.type) == "other")


def rendition_extensions(rendition: Rendition) -> tuple[Extension, ...]:
    """Return the extensions of a rendition as they are read back: its further attributes, and the elements in it."""
    details: list[Extension] = []
    elements: list[Extension] = []
    for item in rendition.extensions:
        if item.name == f"{_MEDIA}content":
            if not details and (detail := _further_attributes(item, CONTENT_ATTRIBUTES - {"lang"})):
                details.append(detail)
        elif item.name != f"{_MEDIA}group" and is_foreign(item):
            elements.append(item)
    return (*details, *elements)


def _rendition_element(rendition: Rendition, medium: str) -> Extension:
    """Return the media:content of a rendition.

    Args:
        rendition: the rendition.
        medium: the kind of medium of the group.
    """
    values = {
        "url": rendition.url,
        "type": rendition.type,
        "medium": None if medium == "other" else medium,
        "fileSize": rendition.length or None,
        "width": rendition.width,
        "height": rendition.height,
        "duration": None if rendition.duration is None else round(rendition.duration),
    }
    attributes = {name: str(value) for name, value in values.items() if value is not None}
    extensions = rendition_extensions(rendition)
    if extensions and extensions[0].name == f"{_MEDIA}content":
        attributes |= dict(extensions[0].attributes)
        extensions = extensions[1:]
    return written_element(f"{_MEDIA}content", attributes=attributes, content=extensions)


def _further_attributes(item: Extension, known_names: Collection[str]) -> Extension | None:
    """Return an extension if it has only attributes that have no field; None if it has another, none, or content."""
    is_further = bool(item.attributes) and not any(name in known_names for name, _ in item.attributes)
    return item if is_further and not item.content else None


def add_media_content(builder: MarkupBuilder, media: Media, scope: Scope) -> None:
    """Add the media:content element of a medium (Media RSS 1.5.1), in a media:group with those of its renditions.

    Args:
        builder: the item.
        media: the medium.
        scope: the namespaces that the document declares.
    """
    renditions = carried_renditions(media) if media.renditions else ()
    if not renditions:
        _add_content(builder, media, scope)
        return
    builder.raw("<media:group>\n")
    _add_content(builder, media, scope)
    medium = medium_as_read(media)
    elements = [serialize_extension(_rendition_element(item, medium), scope) for item in renditions]
    builder.raw("".join(elements) + "</media:group>\n")


def _add_content(builder: MarkupBuilder, media: Media, scope: Scope) -> None:
    attributes = _attributes(media)
    extensions = media_extensions(media) if media.extensions else _NO_EXTENSIONS
    if not (media.title or media.caption or media.thumbnail or media.credit or extensions.details or extensions.extras):
        builder.link('<media:content url="', media.url, f'"{attributes}/>\n')
        return
    detail = {name: attribute_markup(item, scope) for name, item in extensions.details.items()}
    builder.link('<media:content url="', media.url, f'"{attributes}{detail.get("content", "")}>\n')
    if media.title:
        builder.text(f'<media:title type="plain"{detail.get("title", "")}>', media.title, "</media:title>\n")
    if media.caption:
        opening = f'<media:description type="html"{detail.get("description", "")}>'
        builder.text(opening, render_html(media.caption), "</media:description>\n")
    if media.thumbnail:
        builder.link('<media:thumbnail url="', media.thumbnail, f'"{detail.get("thumbnail", "")}/>\n')
    if media.credit:
        builder.text(f"<media:credit{detail.get('credit', '')}>", media.credit, "</media:credit>\n")
    builder.raw("".join([serialize_extension(item, scope) for item in extensions.extras]) + "</media:content>\n")


def _attributes(media: Media) -> str:
    medium = medium_as_read(media)
    attributes = f' type="{type_attribute(media.type)}"' if media.type else ""
    if medium != "other":
        attributes += f' medium="{medium}"'
    if media.length:  # A length of 0 is that of an unknown file.
        attributes += f' fileSize="{media.length}"'
    if media.width is not None:
        attributes += f' width="{media.width}"'
    if media.height is not None:
        attributes += f' height="{media.height}"'
    if media.duration is not None:
        attributes += f' duration="{round(media.duration)}"'  # Media RSS has whole seconds.
    if media.language:
        attributes += f' lang="{media.language}"'
    return attributes
