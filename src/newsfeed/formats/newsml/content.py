"""The contentSet: the body as XHTML, and the media by their addresses."""

from functools import lru_cache
from typing import Final

from newsfeed.formats.newsml.codes import CONCEPTS, Mode
from newsfeed.formats.newsml.text import add_block
from newsfeed.model import Media, Story
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values.escaping import escape_attribute
from newsfeed.values.namespaces import XHTML

_OPENING: Final = f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="{XHTML}"'
_CLOSING: Final = "</body></html>\n</inlineXML>\n"
_PROPERTY: Final = "remoteContentExtProperty"


def add_before_body(builder: MarkupBuilder, story: Story, html: str) -> None:
    """Add what stands in the contentSet before the body of a story: inlineXML and the head of an XHTML page."""
    builder.raw("<contentSet>\n")
    if html:
        language = f' xml:lang="{story.language}"' if story.language else ""
        builder.text(f"{_OPENING}{language}><head><title>", story.headline, "</title></head>\n<body>")


def add_behind_body(builder: MarkupBuilder, story: Story, html: str, mode: Mode) -> None:
    """Add what stands in the contentSet behind the body of a story: the end of the page, and the media."""
    if html:
        builder.raw(_CLOSING)
    for media in story.media:
        _add_remote_content(builder, media, mode)
    builder.raw("</contentSet>\n")


def _add_remote_content(builder: MarkupBuilder, media: Media, mode: Mode) -> None:
    builder.link('<remoteContent href="', media.url, '"')
    if media.type:
        builder.attribute(' contenttype="', media.type, '"')
    found = f' size="{media.length}"' if media.length is not None else ""
    if media.title:
        found += f' title="{escape_attribute(media.title)}"'
    if media.width is not None:
        found += f' width="{media.width}"'
    if media.height is not None:
        found += f' height="{media.height}"'
    if media.duration is not None:
        found += f' duration="{media.duration}"'
    if media.language:
        found += f' language="{media.language}"'
    if media.duration is not None:
        found += CONCEPTS[mode].seconds
    properties = MarkupBuilder()
    _add_properties(properties, media, mode)
    if properties:
        builder.raw(f"{found}>")
        builder.append(properties)
        builder.raw("</remoteContent>\n")
    else:
        builder.raw(f"{found}/>\n")


def _add_properties(builder: MarkupBuilder, media: Media, mode: Mode) -> None:
    """Add what the standard has no name for in its own extension property, which any reader may skip."""
    said = CONCEPTS[mode].field
    if media.medium != _expected_medium(media.type):
        _add_value(builder, said["medium"], media.medium)
    if media.alt:
        _add_value(builder, said["alt"], media.alt)
    if media.caption:
        add_block(builder, f"<{_PROPERTY}{said['caption']}><definition>", media.caption, f"</definition></{_PROPERTY}>")
    if media.credit:
        _add_value(builder, said["credit"], media.credit)
    if media.thumbnail:
        builder.link(f'<{_PROPERTY}{said["thumbnail"]} uri="', media.thumbnail, '"/>')


def _add_value(builder: MarkupBuilder, field: str, value: str) -> None:
    builder.attribute(f'<{_PROPERTY}{field} value="', value, '"/>')


@lru_cache(maxsize=256)
def _expected_medium(media_type: str | None) -> str:
    """Give the medium that the model expects of a media type."""
    family = (media_type or "image/").partition("/")[0].lower()
    return (
        family
        if family in ("image", "video", "audio")
        else "document"
        if family in ("text", "application")
        else "other"
    )
