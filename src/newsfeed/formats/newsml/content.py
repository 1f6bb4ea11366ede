"""The contentSet: the body as XHTML, and the media by their addresses."""

from newsfeed._text import escape_attribute
from newsfeed._xml import attributes
from newsfeed.formats.newsml.codes import Mode, concept
from newsfeed.formats.newsml.text import block, page
from newsfeed.model import Media, Story


def content_set(story: Story, html: str, mode: Mode) -> str:
    """Give the contentSet of a story, or nothing where it has neither body nor media.

    Args:
        story: whose media go with the body.
        html: its body.
        mode: how concepts are named.
    """
    inner = ""
    if html:
        inner = f'<inlineXML contenttype="application/xhtml+xml">{page(story.headline, html, story.language)}</inlineXML>\n'
    if story.media:
        inner += "".join([_remote_content(media, mode) for media in story.media])
    return f"<contentSet>\n{inner}</contentSet>\n" if inner else ""


def _remote_content(media: Media, mode: Mode) -> str:
    pairs = (
        ("href", media.url),
        ("contenttype", media.type),
        ("size", media.length),
        ("title", media.title),
        ("width", media.width),
        ("height", media.height),
        ("duration", media.duration),
        ("language", media.language),
    )
    unit = concept(mode, "timeunit", "seconds", "durationunit") if media.duration is not None else ""
    inner = _properties(media, mode)
    opening = f"<remoteContent{attributes(pairs)}{unit}"
    return f"{opening}>{inner}</remoteContent>\n" if inner else f"{opening}/>\n"


def _properties(media: Media, mode: Mode) -> str:
    """Give what the standard has no name for in its own extension property, which any reader may skip."""
    inner = _value("medium", media.medium, mode) if media.medium != Media(url=media.url, type=media.type).medium else ""
    if media.alt:
        inner += _value("alt", media.alt, mode)
    if media.caption:
        relation = concept(mode, "field", "caption", "rel")
        inner += f"<remoteContentExtProperty{relation}><definition>{block(media.caption)}</definition></remoteContentExtProperty>"
    if media.credit:
        inner += _value("credit", media.credit, mode)
    if media.thumbnail:
        inner += (
            f'<remoteContentExtProperty{concept(mode, "field", "thumbnail", "rel")} uri="{escape_attribute(media.thumbnail)}"/>'
        )
    return inner


def _value(field: str, value: str, mode: Mode) -> str:
    return f'<remoteContentExtProperty{concept(mode, "field", field, "rel")} value="{escape_attribute(value)}"/>'
