"""Writing of served documents: the options of the writers, and the digests that stand for their results."""

from typing import Final

import newsfeed
from newsfeed.api import dumps
from newsfeed.arguments import WriteOptions
from newsfeed.contexts import Site
from newsfeed.http.conditions import digest
from newsfeed.http.exchange import Exchange
from newsfeed.http.memo import IdentityMemo
from newsfeed.http.settings import Settings
from newsfeed.http.source import Entry
from newsfeed.io import json
from newsfeed.model import Feed, Story
from newsfeed.plain_data import to_dict
from newsfeed.plugins import Format
from newsfeed.syndication.stylesheet import NAME


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


def _settings_digest(settings: Settings) -> str:
    return digest((newsfeed.__version__, repr(settings.headings), settings.theme or "", repr(settings.stylesheet)))


def _feed_digest(feed: Feed) -> str:
    return digest((json.encode(to_dict(feed.replace(stories=()) if feed.stories else feed)).decode(),))


def _entries_digest(entries: tuple[Entry, ...]) -> str:
    return digest([part for entry in entries for part in (entry.slug, entry.digest)])


settings_digest: Final = IdentityMemo(_settings_digest)
"""Returns a digest of everything that affects all documents: the program and the settings."""

feed_digest: Final = IdentityMemo(_feed_digest)
"""Returns a digest of the values of a feed without its stories."""

entries_digest: Final = IdentityMemo(_entries_digest, size=16)
"""Returns a digest of the stories of a page, for which none is loaded."""
