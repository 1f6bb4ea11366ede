"""Writing of served documents: the options of the writers, and the digests that stand for their results."""

import threading
from typing import Final

import newsfeed
from newsfeed.api import dumps
from newsfeed.arguments import WriteOptions
from newsfeed.contexts import Site
from newsfeed.http.conditions import digest
from newsfeed.http.exchange import Exchange
from newsfeed.http.settings import Settings
from newsfeed.io import json
from newsfeed.model import Feed, Story
from newsfeed.plain_data import to_dict
from newsfeed.plugins import Format
from newsfeed.syndication.stylesheet import NAME

_REMEMBERED: Final = 64
"""Number of feeds whose digests are remembered."""


def write(exchange: Exchange, item: Feed | Story, target_format: Format, site: Site) -> bytes:
    """Return a feed or story as a document for readers.

    Raises:
        WriteError: the format cannot represent it.
    """
    settings = exchange.settings
    accepted = target_format.options
    options: WriteOptions = {"as_of": exchange.as_of}
    if settings.headings is not None and "headings" in accepted:
        options["headings"] = settings.headings
    if settings.theme is not None and "theme" in accepted:
        options["theme"] = settings.theme
    if settings.stylesheet is not None and "stylesheet" in accepted:
        options["stylesheet"] = stylesheet_address(exchange)
    if "site" in accepted:
        options["site"] = site
    return dumps(item, target_format.name, **options)


def stylesheet_address(exchange: Exchange) -> str:
    """Return the address of the style sheet of feeds; browsers apply one of the same host only."""
    address = exchange.settings.stylesheet or NAME
    return exchange.address(address) if address == NAME else address


def settings_digest(settings: Settings) -> str:
    """Return a digest of everything that affects all documents: the program and the settings."""
    return digest((newsfeed.__version__, repr(settings.headings), settings.theme or "", repr(settings.stylesheet)))


class FeedDigests:
    """Digests of feeds' own values, remembered for the feeds that were asked for last. Threads may share it."""

    def __init__(self) -> None:
        self._digests: dict[int, tuple[Feed, str]] = {}
        self._lock = threading.Lock()

    def digest_of(self, feed: Feed) -> str:
        """Return the digest of the values of a feed without its stories."""
        remembered = self._digests.get(id(feed))
        if remembered is not None and remembered[0] is feed:
            return remembered[1]
        data = json.encode(to_dict(feed.replace(stories=()) if feed.stories else feed))
        value = digest((data.decode(),))
        with self._lock:
            if len(self._digests) >= _REMEMBERED:
                self._digests.clear()
            # The feed is kept with its digest, so that no other one gets its id.
            self._digests[id(feed)] = (feed, value)
        return value


feed_digests: Final = FeedDigests()
