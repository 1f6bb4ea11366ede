"""Representations of a story: its page, and the other formats."""

import attrs

from newsfeed.contexts import Alternate, Site
from newsfeed.errors import UnpublishedError
from newsfeed.http.cache import Content
from newsfeed.http.conditions import digest
from newsfeed.http.exchange import Exchange
from newsfeed.http.feeds import feed_alternates, licensed
from newsfeed.http.representation import Representation
from newsfeed.http.source import Entry
from newsfeed.http.variants import HTML, Variant
from newsfeed.http.writing import edition_of, feed_digest, write
from newsfeed.model import Feed, Story
from newsfeed.policies.functions import rights_headers
from newsfeed.publication import feed_for_readers, feed_of
from newsfeed.site.plan import with_feed_values
from newsfeed.values.references import to_uri


@attrs.frozen(kw_only=True)
class StoryDocument:
    """A story in a format.

    Attributes:
        exchange: the request and its circumstances.
        entry: the story in its source.
        feed: the values of its feed.
        variant: the format.
        variants: all formats of stories.
    """

    exchange: Exchange
    entry: Entry
    feed: Feed
    variant: Variant
    variants: tuple[Variant, ...]

    def address(self, variant: Variant) -> str:
        """Return the address of the story in a format; that of its page has no suffix."""
        suffix = "" if variant.format.name == HTML else variant.suffix
        return self.exchange.address(f"stories/{self.entry.slug}{suffix}")

    def representation(self, *, negotiated: bool) -> Representation:
        """Return the representation; the story is not loaded until it is rendered."""
        entry = self.entry
        edition = edition_of(self.exchange.settings, self.variant.format)
        parts = ["story", self.variant.format.name, self.variant.content_type, edition.digest, self.exchange.base]
        parts += [feed_digest(self.feed), entry.slug, entry.digest]
        return Representation(
            content_type=self.variant.content_type,
            digest=digest(parts),
            modified=edition.latest(entry.modified),
            render=self.render,
            location=self.address(self.variant),
            is_negotiated=negotiated,
        )

    def render(self) -> Content:
        """Load the story and write the document.

        Raises:
            UnpublishedError: only the notice that the story was canceled is left, which the format does not have.
        """
        story = self.readable(self.entry.load())
        data = write(self.exchange, story, self.variant.format, self.site())
        return Content(data=data, headers=self.links(story))

    def readable(self, story: Story) -> Story:
        """Return the story without the fields for newsrooms, and with the values of its feed in place of missing ones.

        Raises:
            UnpublishedError: readers must not get it, and the format has no notices of canceled stories.
        """
        public = feed_for_readers(feed_of(story), self.exchange.as_of).stories
        if not public and not self.variant.format.tombstones:
            raise UnpublishedError("story", "readers must not get the story")
        completed = with_feed_values(public[0] if public else story, self.feed)
        return completed.replace(usage=licensed(completed.usage, self.exchange))

    def site(self) -> Site:
        """Return the addresses of the other forms of the story, of its feeds, and of the list of stories."""
        twins = {
            variant.format.name: Alternate(media_type=variant.format.media_type, url=self.address(variant))
            for variant in self.variants
            if variant.format is not self.variant.format and variant.format.story_pages != "never"
        }
        feeds = feed_alternates(self.exchange, self.feed.title)
        return Site(alternates=(*twins.values(), *feeds), home=self.exchange.base)

    def links(self, story: Story) -> tuple[tuple[str, str], ...]:
        """Return the headers with the links of the story and the permissions of machines."""
        links = [(self.address(self.variant), 'rel="self"'), (self.exchange.base, 'rel="collection"')]
        if story.url:
            links.append((to_uri(story.url), 'rel="canonical"'))
        if self.variant.format.name != HTML and any(variant.format.name == HTML for variant in self.variants):
            links.append((self.exchange.address(f"stories/{self.entry.slug}"), 'rel="alternate"; type="text/html"'))
        rights = rights_headers(story.usage) if story.usage else []
        return (*(("Link", f"<{address}>; {parameters}") for address, parameters in links), *rights)
