"""Context of a newsItem: everything besides the story that affects it, above all the values that the feed lends to it."""

from typing import Final
from urllib.parse import urlsplit

import attrs

from newsfeed.errors import WriteError
from newsfeed.formats.newsml.concepts import Mode
from newsfeed.headings import Headings
from newsfeed.model import Feed, Story
from newsfeed.rendering.cache import Context
from newsfeed.values.dates import rfc3339
from newsfeed.values.patterns import pattern

_ORDINARY_HOST: Final = pattern(r"https?://([a-z0-9.-]++)(?=[/?#]|\Z)")
"""Start of a URL with a lower-case ASCII host and no user or port. Most URLs match, in a tenth of the time of `urlsplit`;
the model has refused the characters that `urlsplit` would drop."""


@attrs.frozen(kw_only=True)
class ItemContext:
    """Everything besides the story that affects a newsItem.

    Attributes:
        feed: the source of values that the story lacks: provider, date and generator.
        mode: naming of concepts.
        headings: the house's headings; None for those of the story's language.
        standalone: True if the item is a document of its own, False if it is part of a message.
    """

    feed: Feed
    mode: Mode = "uri"
    headings: Headings | None = None
    standalone: bool = False

    def cache_key(self) -> Context:
        """Return the context as a key of the render cache, reduced to the values of the feed that items use."""
        if self.standalone:
            return ("newsml", self.mode, self.headings)
        feed = self.feed
        publisher = feed.publisher.name if feed.publisher else None
        updated = rfc3339(feed.updated) if feed.updated else None
        return ("newsml", self.mode, self.headings, feed.generator, publisher, feed.title, feed.url, updated)

    def placeholder_provider(self, story: Story, path: str) -> str:
        """Return the name of the provider of a story without a publisher.

        It is the feed's publisher, else the title of the feed, else the host of its address or of the story's.

        Args:
            story: the story.
            path: path of the story, for the error.

        Raises:
            WriteError: there is none of these.
        """
        feed = self.feed
        publisher = feed.publisher.name if feed.publisher else ""
        title = "" if self.standalone else feed.title
        name = publisher or title or host_of(feed.url) or host_of(story.url)
        if not name:
            reason = (
                "the story has no provider, which NewsML-G2 2.35 requires (itemMeta): "
                "add a publisher, or a url, so that its host can stand in"
            )
            raise WriteError(f"{path}.publisher", reason)
        return name

    def placeholder_date(self, path: str) -> str:
        """Return the date of the feed, for a story without a date.

        Args:
            path: path of the story, for the error.

        Raises:
            WriteError: the feed has no date either.
        """
        if self.feed.updated is None:
            reason = (
                "the story has no date for versionCreated, which NewsML-G2 2.35 requires (itemMeta): "
                "add updated, published or the feed's updated"
            )
            raise WriteError(f"{path}.updated", reason)
        return rfc3339(self.feed.updated)


def host_of(url: str | None) -> str:
    """Return the host of a URL in lower case, or "" if it has none."""
    if not url:
        return ""
    ordinary = _ORDINARY_HOST.match(url)
    return ordinary[1] if ordinary else urlsplit(url).hostname or ""
