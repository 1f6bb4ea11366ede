"""Namespaces that an Atom document declares on its root element: those that it uses, as far as that is known beforehand."""

from collections.abc import Iterator
from typing import Final

from newsfeed.model import Feed, Story
from newsfeed.syndication import extensions
from newsfeed.syndication.extensions import Scope
from newsfeed.syndication.media import extension_elements
from newsfeed.syndication.newsroom import has_newsroom_fields, newsroom_elements
from newsfeed.syndication.podcast import episode_elements, podcast_elements
from newsfeed.syndication.usage import usage_elements
from newsfeed.values.namespaces import ATOM, FH, ITUNES, MEDIA, PODCAST, TOMBSTONES, XML

_PREFIXES: Final = {FH: "fh", ITUNES: "itunes", MEDIA: "media", PODCAST: "podcast", TOMBSTONES: "at"}
"""The prefixes of the namespaces that the writer uses itself; no other namespace gets one of these."""

ENTRY_SCOPE: Final = Scope(prefixes={XML: "xml", MEDIA: "media"}, default=ATOM, reserved=_PREFIXES)
"""The scope of the entries of a stream."""


def document_scope(feed: Feed) -> Scope:
    """Return the namespace declarations of the document of a feed; without stories, it is a stream.

    A stream declares the namespaces that most entries use. Its elements in other namespaces declare them themselves.
    """
    stories = [story for story in feed.stories if story.status == "usable"]
    used = {*_namespaces(feed, stories)}
    prefixes = {namespace: prefix for namespace, prefix in _PREFIXES.items() if namespace in used}
    scope = Scope(prefixes={XML: "xml", **prefixes}, default=ATOM, reserved=_PREFIXES)
    own_elements = (*podcast_elements(feed.podcast), *usage_elements(feed, ""))
    scope = scope.with_elements((*own_elements, *extensions.foreign_elements(feed)))
    for story in stories:
        if story.podcast:
            scope = scope.with_elements(episode_elements(story.podcast))
        if has_newsroom_fields(story):
            scope = scope.with_elements((*newsroom_elements(story), *usage_elements(story, "")))
        if story.extensions or story.media:
            scope = scope.with_elements(extension_elements(story))
    return scope


def _namespaces(feed: Feed, stories: list[Story]) -> Iterator[str]:
    if feed.paging and (feed.paging.complete or feed.paging.archive):
        yield FH
    if not stories or any(story.media for story in stories):
        yield MEDIA
    if any(story.status == "canceled" and (story.updated or story.published) for story in feed.stories):
        yield TOMBSTONES
