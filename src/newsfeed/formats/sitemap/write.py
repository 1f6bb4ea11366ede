"""Writer of sitemaps: plain ones, and those of Google News."""

from collections.abc import Callable
from typing import Final

from newsfeed.errors import WriteError
from newsfeed.formats.sitemap.entry import Entry, NewsEntry, PlainEntry
from newsfeed.formats.sitemap.vocabulary import IMAGE, LIMITS, NEWS, SITEMAP, SitemapLimits
from newsfeed.model import Feed, Story
from newsfeed.plugins import WriteContext
from newsfeed.rendering.elements import DECLARATION
from newsfeed.rendering.sinks import Write
from newsfeed.values.namespaces import XHTML

_PREFIXES: Final = {
    "plain": (("xmlns", SITEMAP), ("xmlns:image", IMAGE), ("xmlns:xhtml", XHTML)),
    "news": (("xmlns", SITEMAP), ("xmlns:news", NEWS)),
}
END: Final = b"</urlset>\n"
_REMEDY: Final = "write several files and their index with newsfeed.sitemaps.sitemap_files"


def head(version: str) -> bytes:
    """Return the beginning of a sitemap, up to its first entry."""
    declarations = "".join(f' {name}="{namespace}"' for name, namespace in _PREFIXES[version])
    return DECLARATION + f"<urlset{declarations}>\n".encode()


def entry_of(version: str, feed: Feed, context: WriteContext) -> Entry:
    """Return the way to write the entries of a version.

    Raises:
        WriteError: a news sitemap has no moment to count back from.
    """
    if version == "plain":
        return PlainEntry()
    if context.as_of is None:
        reason = "a news sitemap lists the stories of the last two days: pass as_of, the moment of publication"
        raise WriteError("feed", reason)
    return NewsEntry(feed, context.as_of)


def entry_limit(version: str, limits: SitemapLimits) -> int:
    """Return the number of entries that a file of a version can have."""
    return min(limits.news, limits.urls) if version == "news" else limits.urls


class Writer:
    """Writer of one sitemap, entry by entry.

    Args:
        write: destination of the bytes.
        entry: the way to write the entries.
        version: one of `Format.versions`.
        standalone: the document is that of one story, which must have an entry.
    """

    def __init__(self, write: Write, entry: Entry, version: str, *, standalone: bool) -> None:
        self._write: Callable[[bytes], object] = write
        self._entry = entry
        self._version = version
        self._standalone = standalone
        self._count = 0
        beginning = head(version)
        self._size = len(beginning) + len(END)
        write(beginning)

    def write(self, story: Story) -> None:
        """Write the entry of a story, unless the sitemap cannot have it.

        Raises:
            WriteError: the sitemap is full, a value is missing, or the only story of the document cannot be written.
        """
        field, reason = self._entry.left_out(story)
        if reason:
            if self._standalone:
                raise WriteError(f"story.{field}", reason)
            return
        data = self._entry.render(story).encode()
        self._count += 1
        self._size += len(data)
        if self._count > entry_limit(self._version, LIMITS):
            limit = entry_limit(self._version, LIMITS)
            raise WriteError("feed.stories", f"a {self._version} sitemap has at most {limit:,} entries: {_REMEDY}")
        if self._size > LIMITS.bytes:
            raise WriteError("feed.stories", f"a sitemap has at most {LIMITS.bytes:,} bytes: {_REMEDY}")
        self._write(data)

    def close(self) -> None:
        """Write the end of the sitemap."""
        self._write(END)


def open_writer(write: Write, feed: Feed, context: WriteContext) -> Writer:
    """Write the beginning of a sitemap and return the writer of its entries.

    Args:
        write: destination of the bytes.
        feed: its publisher and language are those of the stories without; its stories are not written.
        context: the caller's options.

    Raises:
        WriteError: a news sitemap is asked for without `as_of`.
    """
    version = context.version or "plain"
    return Writer(write, entry_of(version, feed, context), version, standalone=context.standalone)
