"""Media RSS."""

from functools import lru_cache
from typing import Final

from newsfeed.model import (
    Media,
)
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.syndication.text import html
from newsfeed.values.escaping import escape_attribute
from newsfeed.values.media_types import guessed_type, medium_of


def media_type(media: Media) -> str:
    """Give the media type of a medium: what it says, else what its suffix or kind lets expect (no table of the system's)."""
    return media.type or guessed_type(media.url, media.medium)


type_attribute: Final = lru_cache(maxsize=256)(escape_attribute)
"""Escapes a media type as the value of an attribute; most are the same few."""


def medium_shown(media: Media) -> str:
    """Give the kind of a medium as it is read back: Media RSS has no word for other kinds than its own."""
    return media.medium if media.medium != "other" else medium_of(media.url, media.type)


def add_media_content(builder: MarkupBuilder, media: Media) -> None:
    """Add Media RSS's element of one medium (Media RSS 1.5.1)."""
    medium = medium_shown(media)
    opening = f' type="{type_attribute(media.type)}"' if media.type else ""
    if medium != "other":
        opening += f' medium="{medium}"'
    if media.length is not None:
        opening += f' fileSize="{media.length}"'
    if media.width is not None:
        opening += f' width="{media.width}"'
    if media.height is not None:
        opening += f' height="{media.height}"'
    if media.duration is not None:
        opening += f' duration="{round(media.duration)}"'  # whole seconds (Media RSS 1.5.1)
    if media.language:
        opening += f' lang="{media.language}"'
    if not (media.title or media.caption or media.thumbnail or media.credit):
        builder.link('<media:content url="', media.url, f'"{opening}/>\n')
        return
    builder.link('<media:content url="', media.url, f'"{opening}>\n')
    if media.title:
        builder.text('<media:title type="plain">', media.title, "</media:title>\n")
    if media.caption:
        builder.text('<media:description type="html">', html(media.caption), "</media:description>\n")
    if media.thumbnail:
        builder.link('<media:thumbnail url="', media.thumbnail, '"/>\n')
    if media.credit:
        builder.text("<media:credit>", media.credit, "</media:credit>\n")
    builder.raw("</media:content>\n")
