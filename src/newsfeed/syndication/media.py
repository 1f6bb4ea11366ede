"""Media RSS elements, and the media type and kind of a medium as feeds carry them."""

from functools import lru_cache
from typing import Final

from newsfeed.model import Media
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.syndication.text import render_html
from newsfeed.values.escaping import escape_attribute
from newsfeed.values.media_types import guess_media_type, guess_medium


def media_type_of(media: Media) -> str:
    """Return the media type of a medium; one that it does not name is guessed from the suffix of its URL, or its kind.

    The guess does not depend on the machine, unlike those of `mimetypes`.
    """
    return media.type or guess_media_type(media.url, media.medium)


type_attribute: Final = lru_cache(maxsize=256)(escape_attribute)
"""Escape a media type as an attribute value; cached, since most feeds use a few."""


def medium_as_read(media: Media) -> str:
    """Return the kind of a medium as it is read back: `other`, unknown to Media RSS, becomes that of the media type."""
    return media.medium if media.medium != "other" else guess_medium(media.url, media.type)


def add_media_content(builder: MarkupBuilder, media: Media) -> None:
    """Add the media:content element of a medium (Media RSS 1.5.1)."""
    attributes = _attributes(media)
    if not (media.title or media.caption or media.thumbnail or media.credit):
        builder.link('<media:content url="', media.url, f'"{attributes}/>\n')
        return
    builder.link('<media:content url="', media.url, f'"{attributes}>\n')
    if media.title:
        builder.text('<media:title type="plain">', media.title, "</media:title>\n")
    if media.caption:
        builder.text('<media:description type="html">', render_html(media.caption), "</media:description>\n")
    if media.thumbnail:
        builder.link('<media:thumbnail url="', media.thumbnail, '"/>\n')
    if media.credit:
        builder.text("<media:credit>", media.credit, "</media:credit>\n")
    builder.raw("</media:content>\n")


def _attributes(media: Media) -> str:
    medium = medium_as_read(media)
    attributes = f' type="{type_attribute(media.type)}"' if media.type else ""
    if medium != "other":
        attributes += f' medium="{medium}"'
    if media.length is not None:
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
