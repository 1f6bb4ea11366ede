"""Files beside the feed: its style sheet, sitemaps, and the permissions of machines."""

import logging
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from newsfeed.http.cache import Content
from newsfeed.http.conditions import digest
from newsfeed.http.exchange import Exchange
from newsfeed.http.feeds import LICENSE, licensed
from newsfeed.http.problems import ProblemError
from newsfeed.http.representation import Render, Representation
from newsfeed.http.source import Page
from newsfeed.http.variants import has_sitemap
from newsfeed.http.writing import entries_digest, feed_digest, settings_digest
from newsfeed.model import Feed
from newsfeed.policies.functions import rights_files
from newsfeed.sitemaps import SitemapVersion, sitemap_files
from newsfeed.syndication import stylesheet

_RIGHTS: Final = {
    "/robots.txt": "text/plain; charset=utf-8",
    "/trust.txt": "text/plain; charset=utf-8",
    "/license.xml": "application/rsl+xml",
    "/.well-known/tdmrep.json": "application/json",
}
"""The files about what machines may do, with their media types."""

_SITEMAP: Final = re.compile(r"/(sitemap(-news)?)(?:-[1-9][0-9]{0,4})?\.xml")
"""A sitemap, or one of several that an index at the name without a number lists."""

_STYLE_SHEET: Final = f"/{stylesheet.NAME}"

_NEWS_STEP: Final = timedelta(minutes=10)
"""A sitemap for Google News has the stories of two days; the moment is rounded down, so that the document lasts."""

_logger: Final = logging.getLogger("newsfeed.http")


def asset_representation(exchange: Exchange) -> Representation | None:
    """Return the representation of a file beside the feed; None if the path names none.

    Raises:
        ProblemError: the file would state nothing.
    """
    path = exchange.request.path
    if path == _STYLE_SHEET:
        return _style_sheet(exchange)
    if (match := _SITEMAP.fullmatch(path)) and has_sitemap(exchange.settings.formats):
        return _sitemap(exchange, match[1], "news" if match[2] else "plain")
    return _rights_file(exchange, path) if path in _RIGHTS else None


def is_asset(exchange: Exchange, path: str) -> bool:
    """Return whether a path can name a file beside the feed."""
    is_sitemap = _SITEMAP.fullmatch(path) is not None and has_sitemap(exchange.settings.formats)
    return path == _STYLE_SHEET or path in _RIGHTS or is_sitemap


def _style_sheet(exchange: Exchange) -> Representation:
    return Representation(
        content_type="text/css; charset=utf-8",
        digest=digest(("feed.css", settings_digest(exchange.settings))),
        modified=exchange.settings.changed,
        render=lambda: Content(data=stylesheet.feed_css()),
    )


def _sitemap(exchange: Exchange, name: str, version: SitemapVersion) -> Representation:
    """Return the representation of a sitemap, of the index of several, or of one of these."""
    path = exchange.request.path
    pages = list(_pages(exchange))
    as_of = exchange.as_of
    modified: datetime | None = _last_change(pages)
    parts = ["sitemap", path]
    if version == "news":
        feed = pages[0].feed
        if not (feed.publisher and feed.language):
            raise ProblemError(404, "The feed has no publisher or no language, which a sitemap for Google News needs.")
        as_of = _rounded_down(as_of)
        modified = None
        parts.append(as_of.isoformat())

    def render() -> Content:
        feed = _whole_feed(exchange, pages)
        for file in sitemap_files(feed, base=exchange.base, name=name, version=version, as_of=as_of):
            if file.name == path.removeprefix("/"):
                return Content(data=file.data)
        raise ProblemError(404, "There are not so many sitemaps.")

    return _representation(exchange, parts, pages, modified, "application/xml", render)


def _rights_file(exchange: Exchange, path: str) -> Representation:
    pages = list(_pages(exchange))

    def render() -> Content:
        feed = _whole_feed(exchange, pages)
        existing = {}
        if has_sitemap(exchange.settings.formats):
            existing["robots.txt"] = f"Sitemap: {exchange.address('sitemap.xml')}\n".encode()
        for name, data in rights_files(feed, base=exchange.base, existing=existing):
            if name == path.removeprefix("/") or (path == f"/{LICENSE}" and name.endswith(path)):
                return Content(data=data)
        raise ProblemError(404, "The feed states nothing that this file would have.")

    return _representation(exchange, ["rights", path], pages, _last_change(pages), _RIGHTS[path], render)


def _representation(
    exchange: Exchange, parts: list[str], pages: list[Page], modified: datetime | None, kind: str, render: Render
) -> Representation:
    """Return the representation of a file about the whole source."""
    values = [*parts, settings_digest(exchange.settings), exchange.base, feed_digest(pages[0].feed)]
    values += [entries_digest(page.entries) for page in pages]
    return Representation(content_type=kind, digest=digest(values), modified=modified, render=render)


def _pages(exchange: Exchange) -> Iterator[Page]:
    """Yield the pages of the source from the newest story on, up to the limit of the settings."""
    page = exchange.source.page(None, exchange.as_of)
    count = 0
    while page is not None:
        yield page
        count += len(page.entries)
        if page.next is not None and count >= exchange.settings.sitemap_stories:
            _logger.warning(
                "sitemaps and rights files have the newest %d stories only: raise Settings.sitemap_stories", count
            )
            return
        page = None if page.next is None else exchange.source.page(page.next, exchange.as_of)


def _whole_feed(exchange: Exchange, pages: list[Page]) -> Feed:
    feed = pages[0].feed
    stories = tuple(entry.load() for page in pages for entry in page.entries)
    return feed.replace(usage=licensed(feed.usage, exchange), stories=stories)


def _last_change(pages: list[Page]) -> datetime:
    return max(page.modified for page in pages)


def _rounded_down(moment: datetime) -> datetime:
    return moment - timedelta(seconds=moment.timestamp() % _NEWS_STEP.total_seconds())
