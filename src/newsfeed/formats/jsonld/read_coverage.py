"""Reading of live coverage, and of the values that stand in for missing ones."""

import attrs

from newsfeed.formats.jsonld.extension_properties import build
from newsfeed.formats.jsonld.node_reader import NodeReader
from newsfeed.formats.jsonld.read_entities import read_agents, read_media
from newsfeed.model import LiveUpdate, Media, Story
from newsfeed.values.xml_chars import fold

# --- live coverage ---------------------------------------------------------------------------------------------------------


def read_updates(article: NodeReader) -> tuple[LiveUpdate, ...]:
    """Return the entries of live coverage."""
    updates = (_read_update(entry) for entry in article.nodes("liveBlogUpdate"))
    return tuple(update for update in updates if update)


def _read_update(entry: NodeReader) -> LiveUpdate | None:
    by_newsfeed = entry.by_newsfeed
    fields = {
        "headline": entry.line("headline", "name"),
        "body": entry.text("articleBody") if by_newsfeed else entry.answer("articleBody", "text", "description"),
        "id": entry.identifier() or (None if by_newsfeed else _node_id(entry)),
        "url": entry.link("url"),
        "published": entry.date("datePublished", "dateCreated"),
        "updated": entry.date("dateModified"),
        "authors": read_agents(entry, "author", "creator"),
        "media": read_media(entry),
    }
    if not by_newsfeed and not any(fields.values()):
        entry.node.forget()
        return None
    return build(entry, LiveUpdate, fields)


def with_markup(updates: tuple[LiveUpdate, ...], written: tuple[LiveUpdate, ...]) -> tuple[LiveUpdate, ...]:
    """Return live updates with the markup of their texts from the HTML of the body.

    Args:
        updates: the updates of the nodes, which have all fields.
        written: the updates of the HTML.
    """
    if len(updates) != len(written):
        return written
    return tuple(
        attrs.evolve(update, body=html_update.body, media=_with_captions(update.media, html_update.media))
        for update, html_update in zip(updates, written, strict=True)
    )


def _with_captions(media: tuple[Media, ...], written: tuple[Media, ...]) -> tuple[Media, ...]:
    if [medium.url for medium in media] != [medium.url for medium in written]:
        return media
    pairs = zip(media, written, strict=True)
    return tuple(attrs.evolve(medium, caption=html_medium.caption) for medium, html_medium in pairs)


def _node_id(entry: NodeReader) -> str | None:
    entry.node.is_id_read = True
    return fold(entry.lenient.replace_illegal(entry.node.id or "")) or None


# --- values that stand in for missing ones ---------------------------------------------------------------------------------


def without_stand_ins(story: Story) -> Story:
    """Return a story of this library without the values that it writes of videos that have none of their own."""
    updates = tuple(attrs.evolve(update, media=_own_values(update.media, story)) for update in story.updates)
    return attrs.evolve(story, media=_own_values(story.media, story), updates=updates)


def _own_values(media: tuple[Media, ...], story: Story) -> tuple[Media, ...]:
    return tuple(own_values(medium, story) if medium.medium == "video" else medium for medium in media)


def own_values(video: Media, story: Story) -> Media:
    """Return a video without the headline and the date of its story, and without its poster as a thumbnail."""
    changes: dict[str, object] = {}
    if video.title and video.title == story.headline:
        changes["title"] = ""
    if video.uploaded and video.uploaded == story.published:
        changes["uploaded"] = None
    if video.thumbnail and video.thumbnail == video.poster:
        changes["thumbnail"] = None
    return video.replace(**changes) if changes else video
