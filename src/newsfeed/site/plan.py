"""The plan of a published folder: a feed in every format, pages of its stories, and the links between all of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from newsfeed.classes.frozen import frozen
from newsfeed.contexts import NO_SITE, Alternate, Site
from newsfeed.model import Feed, Story
from newsfeed.plugins import Format
from newsfeed.publication import unpublished_reason
from newsfeed.site.names import page_names

STORIES: Final = "stories"
"""The folder with the pages of stories."""


@frozen(kw_only=True)
class SiteDocument:
    """One document of a folder.

    Attributes:
        path: its path below the folder, with slashes.
        format: its format.
        item: the feed or story that it has.
        site: the documents beside it.
        version: the version of the format, or None for the first.
    """

    path: str
    format: Format
    item: Feed | Story
    site: Site = NO_SITE
    version: str | None = None


def feed_file(target_format: Format) -> str:
    """Return the name of a feed's file in a format."""
    return target_format.feed_file or f"feed{target_format.suffixes[0]}"


def plan_site(
    feed: Feed, formats: Sequence[Format], as_of: datetime | None, *, newsroom_feed: Feed | None = None
) -> Iterator[SiteDocument]:
    """Yield the documents of a folder: the feed in each format, then the pages of its stories.

    Args:
        feed: the feed.
        formats: the formats to write.
        as_of: the moment of publication. Stories that readers must not get have no pages.
        newsroom_feed: the feed for formats that are not for readers; None for the same.
    """
    stories = [story for story in feed.stories if not unpublished_reason(story, as_of)]
    paged_formats = [target_format for target_format in formats if target_format.story_pages]
    names = page_names(stories) if paged_formats else {}
    feeds = list(_alternates(formats, feed.title))
    for target_format in formats:
        yield SiteDocument(
            path=feed_file(target_format),
            format=target_format,
            item=_content(feed if target_format.public else newsroom_feed or feed, target_format),
            site=_feed_site(target_format, feeds, names) if target_format.story_pages else NO_SITE,
        )
    for story in stories:
        for target_format in paged_formats:
            yield SiteDocument(
                path=f"{STORIES}/{names[story.id]}{target_format.suffixes[0]}",
                format=target_format,
                item=story,
                site=_story_site(target_format, paged_formats, feeds, names[story.id]),
            )


def _content(feed: Feed, target_format: Format) -> Feed | Story:
    """Return the feed, or its only story if documents in the format hold one story."""
    return feed.stories[0] if not (target_format.feed or target_format.index) and len(feed.stories) == 1 else feed


def _alternates(formats: Iterable[Format], title: str) -> Iterator[Alternate]:
    """Yield the documents that a feed reader can subscribe to."""
    for target_format in formats:
        if target_format.subscribable:
            yield Alternate(media_type=target_format.media_type, url=feed_file(target_format), title=title)


def _feed_site(target_format: Format, feeds: Iterable[Alternate], names: dict[str, str]) -> Site:
    suffix = target_format.suffixes[0]
    return Site(
        alternates=tuple(feeds), pages={identifier: f"{STORIES}/{name}{suffix}" for identifier, name in names.items()}
    )


def _story_site(target_format: Format, paged_formats: Iterable[Format], feeds: Iterable[Alternate], name: str) -> Site:
    twins = [
        Alternate(media_type=twin.media_type, url=f"{name}{twin.suffixes[0]}")
        for twin in paged_formats
        if twin is not target_format
    ]
    linked_feeds = [Alternate(media_type=one.media_type, url=f"../{one.url}", title=one.title) for one in feeds]
    return Site(alternates=(*twins, *linked_feeds), home=f"../{feed_file(target_format)}")
