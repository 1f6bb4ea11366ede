"""The plan of a published folder: a feed in every format, its archives and sitemaps, and pages of its stories."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urljoin

import attrs

from newsfeed.archives import split_archives
from newsfeed.classes.frozen import frozen
from newsfeed.contexts import NO_SITE, Alternate, Site
from newsfeed.errors import NewsfeedError
from newsfeed.model import Feed, Story
from newsfeed.plugins import Format
from newsfeed.publication import feed_for_readers, unpublished_reason
from newsfeed.site.names import page_names
from newsfeed.sitemaps import SitemapVersion, sitemap_files

STORIES: Final = "stories"
"""The folder with the pages of stories."""

_SHARED: Final = ("authors", "language", "publisher", "rights", "usage")
_SITEMAP: Final = "sitemap"
_NEWS_SITEMAP: Final = "sitemap-news"


@frozen(kw_only=True)
class SiteDocument:
    """One document of a folder.

    Attributes:
        path: its path below the folder, with slashes.
        format: its format.
        item: the feed or story that it has.
        site: the documents beside it.
        data: its bytes, if they are made already.
        fault: why they cannot be made, or None.
        fixed: True if it stays as it is once it is written, even if a later build would write it differently.
    """

    path: str
    format: Format
    item: Feed | Story
    site: Site = NO_SITE
    data: bytes | None = None
    fault: NewsfeedError | None = None
    fixed: bool = False


@frozen(kw_only=True)
class SiteSettings:
    """The settings of a folder.

    Attributes:
        as_of: the moment of publication. Stories that readers must not get have no pages.
        newsroom_feed: the feed for formats that are not for readers; None for the same as the others get.
        named: True if the user has named the formats.
        archive: the number of stories in an archive; None for feeds with all stories.
        news: True for a sitemap of the last two days, too, if the feed has what Google News requires.
    """

    as_of: datetime
    newsroom_feed: Feed | None = None
    named: bool = False
    archive: int | None = None
    news: bool = False


def feed_file(target_format: Format) -> str:
    """Return the name of a feed's file in a format."""
    return target_format.feed_file or f"feed{target_format.suffixes[0]}"


def plan_site(feed: Feed, formats: Sequence[Format], settings: SiteSettings) -> Iterator[SiteDocument]:
    """Yield the documents of a folder: the feed in each format, then the pages of its stories.

    Args:
        feed: the feed.
        formats: the formats to write.
        settings: the other settings of the folder.

    Raises:
        ArgumentError: there are to be archives of a feed without a `feed_url`.
    """
    stories = [story for story in feed.stories if not unpublished_reason(story, settings.as_of)]
    paged_formats = [target_format for target_format in formats if has_pages(target_format, named=settings.named)]
    names = page_names(stories) if paged_formats else {}
    feeds = list(_alternates(formats, feed.title))
    # The other formats come first: lists of stories contain documents in them, validated by then.
    for target_format in sorted(formats, key=lambda target_format: target_format.index):
        if target_format.name == _SITEMAP and (base := feed.feed_url or feed.url):
            yield from _sitemaps(feed, target_format, base, settings)
        elif target_format.subscribable and settings.archive:
            yield from _archived(feed, target_format, settings)
        else:
            yield SiteDocument(
                path=feed_file(target_format),
                format=target_format,
                item=_content(feed if target_format.public else settings.newsroom_feed or feed, target_format),
                site=_feed_site(target_format, paged_formats, feeds, names) if target_format.index else NO_SITE,
            )
    for story in stories if paged_formats else ():
        page_story = with_feed_values(story, feed)
        for target_format in paged_formats:
            yield SiteDocument(
                path=f"{STORIES}/{names[story.id]}{target_format.suffixes[0]}",
                format=target_format,
                item=page_story,
                site=_story_site(target_format, paged_formats, feeds, names[story.id]),
            )


def _content(feed: Feed, target_format: Format) -> Feed | Story:
    """Return the feed, or its only story if documents in the format hold one story."""
    return feed.stories[0] if not (target_format.feed or target_format.index) and len(feed.stories) == 1 else feed


def with_feed_values(story: Story, feed: Feed) -> Story:
    """Return a story with the values of its feed in place of missing ones, since its page has no feed around it."""
    changes = {name: value for name in _SHARED if (value := getattr(feed, name)) and not getattr(story, name)}
    return attrs.evolve(story, **changes) if changes else story


def _archived(feed: Feed, target_format: Format, settings: SiteSettings) -> Iterator[SiteDocument]:
    """Yield the current document of a feed, then its archives. An archive never changes."""
    suffix = target_format.suffixes[0]
    address = urljoin(feed.feed_url or "", f"archive-{{number}}{suffix}")
    readable = feed_for_readers(feed, settings.as_of)
    split = split_archives(readable, size=settings.archive or 0, address=address)
    yield SiteDocument(path=feed_file(target_format), format=target_format, item=split.current)
    for number, archive in enumerate(split.archives, 1):
        yield SiteDocument(path=f"archive-{number}{suffix}", format=target_format, item=archive, fixed=True)


def _sitemaps(feed: Feed, target_format: Format, base: str, settings: SiteSettings) -> Iterator[SiteDocument]:
    versions: list[tuple[SitemapVersion, str]] = [("plain", _SITEMAP)]
    if settings.news and feed.publisher and feed.language:
        versions.append(("news", _NEWS_SITEMAP))
    for version, name in versions:
        try:
            files = list(sitemap_files(feed, base=urljoin(base, "."), name=name, version=version, as_of=settings.as_of))
        except NewsfeedError as error:
            yield SiteDocument(path=f"{name}.xml", format=target_format, item=feed, fault=error)
            continue
        for file in files:
            yield SiteDocument(path=file.name, format=target_format, item=feed, data=file.data)


def _alternates(formats: Iterable[Format], title: str) -> Iterator[Alternate]:
    """Yield the documents that a feed reader can subscribe to."""
    for target_format in formats:
        if target_format.subscribable:
            yield Alternate(media_type=target_format.media_type, url=feed_file(target_format), title=title)


def has_pages(target_format: Format, *, named: bool) -> bool:
    """Return whether a folder has a document in a format for each story.

    Args:
        target_format: the format.
        named: True if the user has named the formats.
    """
    return target_format.story_pages == "always" or (named and target_format.story_pages == "named")


def _feed_site(
    target_format: Format, paged_formats: Sequence[Format], feeds: Iterable[Alternate], names: dict[str, str]
) -> Site:
    """Return the links of a list: to the pages of its own format, or else of the first format that has pages."""
    pages = target_format if target_format in paged_formats else next(iter(paged_formats), target_format)
    suffix = pages.suffixes[0]
    return Site(
        alternates=tuple(feeds), pages={identifier: f"{STORIES}/{name}{suffix}" for identifier, name in names.items()}
    )


def _story_site(target_format: Format, paged_formats: Iterable[Format], feeds: Iterable[Alternate], name: str) -> Site:
    twins = [
        Alternate(media_type=twin.media_type, url=f"{name}{twin.suffixes[0]}")
        for twin in paged_formats
        if twin is not target_format
    ]
    linked_feeds = [Alternate(media_type=feed.media_type, url=f"../{feed.url}", title=feed.title) for feed in feeds]
    return Site(alternates=(*twins, *linked_feeds), home=f"../{feed_file(target_format)}")
