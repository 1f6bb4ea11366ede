"""Namespaces that an RSS document declares on its root element: those that it uses, as far as that is known beforehand."""

from collections.abc import Iterator
from typing import Final

from newsfeed.body.outline import has_parts, plain_html
from newsfeed.model import Feed, Story
from newsfeed.syndication import extensions, uris
from newsfeed.syndication.extensions import UNDECLARED, Scope
from newsfeed.syndication.links import carried_translations, feed_links
from newsfeed.syndication.media import extension_elements
from newsfeed.syndication.newsroom import has_newsroom_fields, newsroom_elements
from newsfeed.syndication.podcast import duration_element, episode_elements, podcast_elements
from newsfeed.syndication.usage import license_file, usage_elements
from newsfeed.values.namespaces import ATOM, CC, CONTENT, DC, FH, ITUNES, MEDIA, PODCAST, XML

_PREFIXES: Final = {
    ATOM: "atom",
    CC: "creativeCommons",
    CONTENT: "content",
    DC: "dc",
    FH: "fh",
    ITUNES: "itunes",
    MEDIA: "media",
    PODCAST: "podcast",
}
"""The prefixes of the namespaces that the writer uses itself; no other namespace gets one of these."""

_STREAMED: Final = (ATOM, CONTENT, DC, MEDIA)
"""Namespaces that a stream declares, whose items are not known when the root element is written."""

ITEM_SCOPE: Final = Scope(
    prefixes={XML: "xml", **{namespace: _PREFIXES[namespace] for namespace in _STREAMED}}, reserved=_PREFIXES
)
"""The scope of the items of a stream."""


def document_scope(feed: Feed) -> Scope:
    """Return the namespace declarations of the document of a feed; without stories, it is a stream.

    A stream declares the namespaces that most items use. Its elements in other namespaces declare them themselves.
    """
    used = {*_feed_namespaces(feed)}
    stories = [story for story in feed.stories if story.status == "usable"]
    for story in stories:
        _add_item_namespaces(used, story)
    if not stories:
        used.update(_STREAMED)
    prefixes = {namespace: prefix for namespace, prefix in _PREFIXES.items() if namespace in used}
    scope = Scope(prefixes={XML: "xml", **prefixes}, reserved=_PREFIXES)
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


def _feed_namespaces(feed: Feed) -> Iterator[str]:
    if license_file(feed) or feed_links("atom:link", feed, "", UNDECLARED):
        yield ATOM
    if feed.paging and (feed.paging.complete or feed.paging.archive):
        yield FH
    if feed.authors or feed.publisher:
        yield DC
    if feed.rights and feed.rights.license:
        yield CC


def _add_item_namespaces(used: set[str], story: Story) -> None:
    if CONTENT not in used and has_parts(story) and plain_html(story) != "":
        used.add(CONTENT)
    if story.media:
        used.add(MEDIA)
        if ITUNES not in used and duration_element(story):
            used.add(ITUNES)
    if ATOM not in used and (
        story.updated
        or story.links
        or (story.translations and carried_translations(story))
        or license_file(story)
        or uris.with_uris(story, uris.STORY_FIELDS) is not story
    ):
        used.add(ATOM)
    if story.authors or story.contributors or story.publisher or story.language:
        used.add(DC)
    if story.rights and story.rights.notice:
        used.add(DC)
    if story.rights and story.rights.license:
        used.add(CC)
