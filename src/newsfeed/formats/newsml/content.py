"""The contentSet: the body as XHTML, and the media by their addresses."""

from functools import lru_cache
from typing import Final

from newsfeed.formats.newsml.codes import CONCEPTS, Mode
from newsfeed.formats.newsml.text import add_block
from newsfeed.model import Media, Story
from newsfeed.rendering.markup import Triples, add_attribute
from newsfeed.values.escaping import escape_attribute
from newsfeed.values.namespaces import XHTML

_OPENING: Final = f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="{XHTML}"'
_CLOSING: Final = "</body></html>\n</inlineXML>\n"
_PROPERTY: Final = "remoteContentExtProperty"


def add_before_body(pieces: Triples, story: Story, html: str) -> None:
    """Add what stands in the contentSet before the body of a story: inlineXML and the head of an XHTML page."""
    pieces += ("<contentSet>\n", "", "")
    if html:
        language = f' xml:lang="{story.language}"' if story.language else ""
        pieces += (f"{_OPENING}{language}><head><title>", story.headline, "</title></head>\n<body>")


def add_behind_body(pieces: Triples, story: Story, html: str, mode: Mode) -> None:
    """Add what stands in the contentSet behind the body of a story: the end of the page, and the media."""
    if html:
        pieces += (_CLOSING, "", "")
    for media in story.media:
        _add_remote_content(pieces, media, mode)
    pieces += ("</contentSet>\n", "", "")


def _add_remote_content(pieces: Triples, media: Media, mode: Mode) -> None:
    pieces += ('<remoteContent href="', media.url, '"')
    if media.type:
        add_attribute(pieces, ' contenttype="', media.type, '"')
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
    at = len(pieces)
    _add_properties(pieces, media, mode)
    if at == len(pieces):
        pieces += (f"{found}/>\n", "", "")
    else:
        pieces[at:at] = (f"{found}>", "", "")
        pieces += ("</remoteContent>\n", "", "")


def _add_properties(pieces: Triples, media: Media, mode: Mode) -> None:
    """Add what the standard has no name for in its own extension property, which any reader may skip."""
    said = CONCEPTS[mode].field
    if media.medium != _expected_medium(media.type):
        _add_value(pieces, said["medium"], media.medium)
    if media.alt:
        _add_value(pieces, said["alt"], media.alt)
    if media.caption:
        add_block(pieces, f"<{_PROPERTY}{said['caption']}><definition>", media.caption, f"</definition></{_PROPERTY}>")
    if media.credit:
        _add_value(pieces, said["credit"], media.credit)
    if media.thumbnail:
        pieces += (f'<{_PROPERTY}{said["thumbnail"]} uri="', media.thumbnail, '"/>')


def _add_value(pieces: Triples, field: str, value: str) -> None:
    add_attribute(pieces, f'<{_PROPERTY}{field} value="', value, '"/>')


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
