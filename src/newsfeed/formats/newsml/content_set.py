"""The `<contentSet>` of an item: the body as XHTML, and the media by their addresses."""

from functools import lru_cache
from typing import Final

from newsfeed.formats.newsml.concepts import CONCEPT_ATTRIBUTES, Mode
from newsfeed.formats.newsml.kept import complete
from newsfeed.formats.newsml.schema_order import REMOTE_CONTENT
from newsfeed.formats.newsml.xhtml11 import add_block_text
from newsfeed.model import Media, Story
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values.escaping import escape_attribute
from newsfeed.values.namespaces import XHTML

_OPENING: Final = f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="{XHTML}"'
_CLOSING: Final = "</body></html>\n</inlineXML>\n"
_PROPERTY: Final = "remoteContentExtProperty"


def add_content_start(builder: MarkupBuilder, story: Story, *, has_body: bool) -> None:
    """Add the beginning of the `<contentSet>`, up to the body: `<inlineXML>` and the head of an XHTML page."""
    builder.raw("<contentSet>\n")
    if has_body:
        language = f' xml:lang="{story.language}"' if story.language else ""
        builder.text(f"{_OPENING}{language}><head><title>", story.headline, "</title></head>\n<body>")


def add_content_end(builder: MarkupBuilder, story: Story, mode: Mode, *, has_body: bool) -> None:
    """Add the end of the `<contentSet>`, from the body on: the end of the page, and the media."""
    if has_body:
        builder.raw(_CLOSING)
    for media in story.media:
        _add_remote_content(builder, media, mode)
    builder.raw("</contentSet>\n")


def _add_remote_content(builder: MarkupBuilder, media: Media, mode: Mode) -> None:
    if media.extensions:
        inner = MarkupBuilder()
        _add_plain_remote_content(inner, media, mode)
        builder.raw(complete(inner.build(), media.extensions, REMOTE_CONTENT))
    else:
        _add_plain_remote_content(builder, media, mode)


def _add_plain_remote_content(builder: MarkupBuilder, media: Media, mode: Mode) -> None:
    builder.link('<remoteContent href="', media.url, '"')
    if media.type:
        builder.attribute(' contenttype="', media.type, '"')
    attributes = f' size="{media.length}"' if media.length is not None else ""
    if media.title:
        attributes += f' title="{escape_attribute(media.title)}"'
    if media.width is not None:
        attributes += f' width="{media.width}"'
    if media.height is not None:
        attributes += f' height="{media.height}"'
    if media.duration is not None:
        attributes += f' duration="{media.duration}"'
    if media.language:
        attributes += f' language="{media.language}"'
    if media.duration is not None:
        attributes += CONCEPT_ATTRIBUTES[mode].seconds
    properties = MarkupBuilder()
    _add_properties(properties, media, mode)
    if properties:
        builder.raw(f"{attributes}>")
        builder.append(properties)
        builder.raw("</remoteContent>\n")
    else:
        builder.raw(f"{attributes}/>\n")


def _add_properties(builder: MarkupBuilder, media: Media, mode: Mode) -> None:
    """Add the fields of a medium that NewsML-G2 lacks as extension properties; other readers can ignore them."""
    fields = CONCEPT_ATTRIBUTES[mode].fields
    if media.medium != _default_medium(media.type):
        _add_value(builder, fields["medium"], media.medium)
    if media.alt:
        _add_value(builder, fields["alt"], media.alt)
    if media.caption:
        opening = f"<{_PROPERTY}{fields['caption']}><definition>"
        add_block_text(builder, opening, media.caption, f"</definition></{_PROPERTY}>")
    if media.credit:
        _add_value(builder, fields["credit"], media.credit)
    if media.thumbnail:
        builder.link(f'<{_PROPERTY}{fields["thumbnail"]} uri="', media.thumbnail, '"/>')


def _add_value(builder: MarkupBuilder, relation: str, value: str) -> None:
    builder.attribute(f'<{_PROPERTY}{relation} value="', value, '"/>')


@lru_cache(maxsize=256)
def _default_medium(media_type: str | None) -> str:
    """Return the medium that the model derives from a media type; the model's default type is an image."""
    family = (media_type or "image/").partition("/")[0].lower()
    if family in ("image", "video", "audio"):
        return family
    return "document" if family in ("text", "application") else "other"
