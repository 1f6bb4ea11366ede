"""Writing of served documents: the options of the writers, and the digests that stand for their results."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import newsfeed
from newsfeed.api import dumps
from newsfeed.arguments import WriteOptions
from newsfeed.classes.frozen import frozen
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
from newsfeed.values.references import resolve


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
        options["stylesheet"] = resolve(exchange.base, settings.stylesheet)
    if "site" in accepted:
        options["site"] = site
    return dumps(item, target_format.name, **options)


@frozen(kw_only=True)
class Edition:
    """Everything besides stories and feeds that affects the documents in a format.

    Attributes:
        digest: changes whenever the program, the settings or the files of the theme do.
        changed: the last change of the files of the theme; None without one. Aware datetime.
    """

    digest: str
    changed: datetime | None = None

    def latest(self, modified: datetime) -> datetime:
        """Return the moment of the last change of a document, given that of its content."""
        return modified if self.changed is None else max(modified, self.changed)


def edition_of(settings: Settings, target_format: Format) -> Edition:
    """Return the edition of documents in a format. The files of a theme are looked at each time, as writers do."""
    if settings.theme is None or "theme" not in target_format.options:
        return Edition(digest=settings_digest(settings))
    files = sorted(path for path in Path(settings.theme).rglob("*") if path.is_file())
    states = [(str(path), path.stat()) for path in files]
    parts = [part for name, state in states for part in (name, str(state.st_mtime_ns), str(state.st_size))]
    newest = max((max(state.st_mtime, state.st_ctime) for _, state in states), default=0.0)
    return Edition(digest=digest((settings_digest(settings), *parts)), changed=datetime.fromtimestamp(newest, UTC))


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
