"""Representations of a feed: a page of its stories in each format."""

from typing import Final

import attrs

from newsfeed.archives import link_headers
from newsfeed.contexts import Alternate, Site
from newsfeed.http.addresses import with_cursor
from newsfeed.http.cache import Content
from newsfeed.http.conditions import digest
from newsfeed.http.exchange import Exchange
from newsfeed.http.memo import IdentityMemo
from newsfeed.http.representation import Representation
from newsfeed.http.source import Page
from newsfeed.http.variants import HTML, Variant, feed_variants
from newsfeed.http.writing import edition_of, entries_digest, feed_digest, write
from newsfeed.model import Feed, Paging, Story, Usage
from newsfeed.policies.functions import rights_headers
from newsfeed.publication import feed_for_readers

LICENSE: Final = "license.xml"
_DIGESTS: Final = 64
"""Number of digests that are remembered of a page; the Host of a request can be a part of them."""


def _no_digests(_page: Page) -> dict[tuple[str, ...], str]:
    return {}


_page_digests: Final = IdentityMemo(_no_digests, size=16)
"""Returns the digests of the documents with a page, which sources that keep their pages profit from."""


@attrs.frozen(kw_only=True)
class FeedDocument:
    """A page of a feed in a format.

    Attributes:
        exchange: the request and its circumstances.
        page: the page.
        cursor: its cursor, None for the first page.
        variant: the format.
    """

    exchange: Exchange
    page: Page
    cursor: str | None
    variant: Variant

    @property
    def path(self) -> str:
        """The path of the document below the root; that of the list of stories is the root."""
        return "" if self.variant.format.name == HTML else f"feed{self.variant.suffix}"

    @property
    def address(self) -> str:
        """The address of the document."""
        return with_cursor(self.exchange.address(self.path), self.cursor)

    def representation(self, *, negotiated: bool) -> Representation:
        """Return the representation; no story is loaded until it is rendered."""
        page = self.page
        edition = edition_of(self.exchange.settings, self.variant.format)
        parts = ("feed", self.variant.format.name, self.variant.content_type, edition.digest, self.address)
        digests = _page_digests(page)
        if (content := digests.get(parts)) is None:
            if len(digests) >= _DIGESTS:
                digests.clear()
            values = (feed_digest(page.feed), page.next or "", str(page.first), entries_digest(page.entries))
            content = digests[parts] = digest((*parts, *values))
        return Representation(
            content_type=self.variant.content_type,
            digest=content,
            modified=edition.latest(page.modified),
            render=self.render,
            location=self.address,
            is_negotiated=negotiated,
        )

    def render(self) -> Content:
        """Load the stories and write the document."""
        stories = {entry.slug: entry.load() for entry in self.page.entries}
        feed = self.feed(tuple(stories.values()))
        # A format with notices of canceled stories leaves out the other held ones, and private fields, by itself.
        if not self.variant.format.tombstones:
            feed = feed_for_readers(feed, self.exchange.as_of)
        data = write(self.exchange, feed, self.variant.format, self.site(stories))
        return Content(data=data, headers=self.links(feed))

    def feed(self, stories: tuple[Story, ...]) -> Feed:
        """Return the feed as this document has it: with its served addresses, and with the identifier of its source."""
        values = self.page.feed
        return values.replace(
            id=values.id or values.feed_url or values.url or self.exchange.address("feed"),
            feed_url=self.address,
            paging=self.paging(),
            usage=licensed(values.usage, self.exchange),
            stories=stories,
        )

    def paging(self) -> Paging | None:
        """Return the links to the first and the next page (RFC 5005, 3); those of the source are about its own documents."""
        if self.page.first and self.page.next is None:
            complete = self.page.feed.paging is not None and self.page.feed.paging.complete
            return Paging(complete=True) if complete else None
        address = self.exchange.address(self.path)
        following = self.page.next and with_cursor(address, self.page.next)
        return Paging(first=address, next=following)

    def site(self, stories: dict[str, Story]) -> Site:
        """Return the addresses of the other forms of the feed and of the pages of its stories."""
        suffix = "" if self.variant.format.name == HTML else self.variant.suffix
        pages = {story.id: self.exchange.address(f"stories/{slug}{suffix}") for slug, story in stories.items()}
        home = None if self.page.first else self.exchange.base
        return Site(alternates=feed_alternates(self.exchange, self.page.feed.title), pages=pages, home=home)

    def links(self, feed: Feed) -> tuple[tuple[str, str], ...]:
        """Return the headers with the links of the feed and the permissions of machines."""
        rights = rights_headers(feed.usage) if feed.usage else []
        return (*link_headers(feed), *rights)


def feed_alternates(exchange: Exchange, title: str) -> tuple[Alternate, ...]:
    """Return the documents of a feed that a reader can subscribe to."""
    return tuple(
        Alternate(media_type=variant.format.media_type, url=exchange.address(f"feed{variant.suffix}"), title=title)
        for variant in feed_variants(exchange.settings.formats)
        if variant.format.subscribable and variant.content_type == variant.format.media_type
    )


def licensed(usage: Usage | None, exchange: Exchange) -> Usage | None:
    """Return a usage with the address of the served license file, unless it names one itself."""
    if usage is None or usage.license_url:
        return usage
    return usage.replace(license_url=exchange.address(LICENSE))
