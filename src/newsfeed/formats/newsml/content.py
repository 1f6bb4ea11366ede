"""The contentSet: the body as XHTML, and the media by their addresses."""

from functools import lru_cache
from typing import Final

from newsfeed._text import escape_attribute
from newsfeed.formats.newsml.codes import Mode, concept
from newsfeed.formats.newsml.text import block, page
from newsfeed.model import Media, Story

_PROPERTY: Final = "remoteContentExtProperty"


def content_set(story: Story, html: str, mode: Mode) -> str:
    """Give the contentSet of a story, or nothing where it has neither body nor media.

    Args:
        story: whose media go with the body.
        html: its body.
        mode: how concepts are named.
    """
    inner = ""
    if html:
        whole = page(story.headline, html, story.language)
        inner = f'<inlineXML contenttype="application/xhtml+xml">{whole}</inlineXML>\n'
    if story.media:
        inner += "".join([_remote_content(media, mode) for media in story.media])
    return f"<contentSet>\n{inner}</contentSet>\n" if inner else ""


def _remote_content(media: Media, mode: Mode) -> str:
    found = f' href="{escape_attribute(media.url)}"'  # pieces, not pairs: a third of the time
    if media.type:
        found += f' contenttype="{escape_attribute(media.type)}"'
    if media.length is not None:
        found += f' size="{media.length}"'
    if media.title:
        found += f' title="{escape_attribute(media.title)}"'
    if media.width is not None:
        found += f' width="{media.width}"'
    if media.height is not None:
        found += f' height="{media.height}"'
    if media.duration is not None:
        found += f' duration="{media.duration}"'
    if media.language:
        found += f' language="{escape_attribute(media.language)}"'
    if media.duration is not None:
        found += concept(mode, "timeunit", "seconds", "durationunit")
    inner = _properties(media, mode)
    opening = f"<remoteContent{found}"
    return f"{opening}>{inner}</remoteContent>\n" if inner else f"{opening}/>\n"


def _properties(media: Media, mode: Mode) -> str:
    """Give what the standard has no name for in its own extension property, which any reader may skip."""
    inner = _value("medium", media.medium, mode) if media.medium != _expected_medium(media.type) else ""
    if media.alt:
        inner += _value("alt", media.alt, mode)
    if media.caption:
        inner += _property("caption", mode, f"><definition>{block(media.caption)}</definition></{_PROPERTY}>")
    if media.credit:
        inner += _value("credit", media.credit, mode)
    if media.thumbnail:
        inner += _property("thumbnail", mode, f' uri="{escape_attribute(media.thumbnail)}"/>')
    return inner


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


def _value(field: str, value: str, mode: Mode) -> str:
    return _property(field, mode, f' value="{escape_attribute(value)}"/>')


def _property(field: str, mode: Mode, rest: str) -> str:
    return f"<{_PROPERTY}{concept(mode, 'field', field, 'rel')}{rest}"
