"""Rendering of live updates as XHTML: a heading, a line with the dates and authors, the text and the media of each."""

from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from newsfeed.body.xhtml_blocks import ADD_BLOCK, add_paragraphs
from newsfeed.findings import Loss
from newsfeed.model import Agent, LiveUpdate, Media, Organization, Person
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values.dates import rfc3339
from newsfeed.values.escaping import escape_attribute
from newsfeed.values.media_types import medium_of_type

_CARRIED: Final[Mapping[type, frozenset[str]]] = {
    Person: frozenset(("name", "url")),
    Organization: frozenset(("name", "url")),
    Media: frozenset(("url", "type", "medium", "alt", "title", "caption", "credit")),
}
"""The fields of authors and media that the body of an update has a place for."""


def add_update(builder: MarkupBuilder, update: LiveUpdate, anchor: str) -> None:
    """Add an entry of live coverage.

    Args:
        builder: takes the markup.
        update: the entry.
        anchor: its id in the body.
    """
    opening = f'<div class="update" id="{anchor}">\n'
    if update.headline and update.url:
        builder.text_pair(f'{opening}<h3><a href="', update.url, '">', update.headline, "</a></h3>\n")
    elif update.headline:
        builder.text(f"{opening}<h3>", update.headline, "</h3>\n")
    else:
        builder.raw(opening)
    _add_source(builder, update)
    if isinstance(update.body, tuple):
        for block in update.body:
            ADD_BLOCK[type(block)](builder, block)
    elif update.body:
        add_paragraphs(builder, update.body)
    for media in update.media:
        _add_media(builder, media)
    builder.raw("</div>\n")


def _add_source(builder: MarkupBuilder, update: LiveUpdate) -> None:
    """Add the line with the dates and the authors; it has the id as its title, and the link of an entry without headline."""
    has_link = bool(update.url and not update.headline)
    if not (update.id or has_link or update.published or update.updated or update.authors):
        return
    title = f' title="{escape_attribute(update.id)}"' if update.id else ""
    builder.raw(f'<p class="source"{title}>')
    space = ""
    if update.url and has_link:
        builder.text_pair('<a href="', update.url, '">', update.url, "</a>")
        space = " "
    for name, moment in (("published", update.published), ("updated", update.updated)):
        if moment:
            builder.raw(f'{space}<span class="{name}">{rfc3339(moment)}</span>')
            space = " "
    for author in update.authors:
        _add_author(builder, author, space)
        space = ", "
    builder.raw("</p>\n")


def _add_author(builder: MarkupBuilder, author: Agent, space: str) -> None:
    opening = f'{space}<cite class="{"person" if isinstance(author, Person) else "organization"}">'
    if author.url:
        builder.text_pair(f'{opening}<a href="', author.url, '">', author.name, "</a></cite>")
    else:
        builder.text(opening, author.name, "</cite>")


def _has_type(media: Media) -> bool:
    """Return whether a medium is shown with its type. Pictures are not: their type is of no use to readers."""
    return media.medium != "image" or (media.type is not None and medium_of_type(media.type) != "image")


def _add_media(builder: MarkupBuilder, media: Media) -> None:
    media_type = f' title="{escape_attribute(media.type)}"' if media.type and _has_type(media) else ""
    opening = f'<div class="media {media.medium}">\n<p{media_type}>'
    if media.medium == "image":
        title = f' title="{escape_attribute(media.title)}"' if media.title else ""
        builder.link(f'{opening}<img src="', media.url, f'" alt="{escape_attribute(media.alt)}"{title}/></p>\n')
    else:
        builder.text_pair(f'{opening}<a href="', media.url, '">', media.title or media.url, "</a></p>\n")
    if media.caption:
        builder.raw('<div class="caption">\n')
        add_paragraphs(builder, media.caption, "</div>\n")
    if media.credit:
        builder.text('<p class="credit">', media.credit, "</p>\n")
    builder.raw("</div>\n")


def source_text(update: LiveUpdate) -> str:
    """Return the words of the line with the dates and the authors."""
    moments = (rfc3339(moment) for moment in (update.published, update.updated) if moment)
    url = update.url if update.url and not update.headline else ""
    return " ".join(filter(None, (url, *moments, ", ".join([author.name for author in update.authors]))))


def media_text(media: Media) -> tuple[str, str, str]:
    """Return the texts that are shown of a medium: the words of its link, the caption and the credit."""
    return "" if media.medium == "image" else media.title or media.url, str(media.caption), media.credit


def update_losses(updates: tuple[LiveUpdate, ...], path: str) -> Iterator[Loss]:
    """Yield a loss for each field of live updates that the body has no place for.

    Args:
        updates: the updates.
        path: path of the updates, for the losses.
    """
    for index, update in enumerate(updates):
        for number, author in enumerate(update.authors):
            yield from _lost(author, f"{path}[{index}].authors[{number}]", "an author of an update")
        for number, media in enumerate(update.media):
            yield from _media_losses(media, f"{path}[{index}].media[{number}]")
        if update.extensions:
            yield Loss(f"{path}[{index}].extensions", "the body has no place for them")


def _media_losses(media: Media, path: str) -> Iterator[Loss]:
    yield from _lost(media, path, "a medium of an update")
    if media.type and not _has_type(media):
        yield Loss(f"{path}.type", "the body shows pictures without their type")
    if media.medium == "image":
        return
    if media.alt:
        yield Loss(f"{path}.alt", "the body has an alternative text of pictures only")
    if media.title == media.url:
        yield Loss(f"{path}.title", "a title that is the address is read back as none")


def _lost(value: Agent | Media, path: str, owner: str) -> Iterator[Loss]:
    for field in attrs.fields(type(value)):
        if field.name not in _CARRIED[type(value)] and getattr(value, field.name) not in (field.default, None, ""):
            yield Loss(f"{path}.{field.name}", f"the body has no place for this field of {owner}")
