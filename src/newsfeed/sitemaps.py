"""Sitemaps of any size: split into files with an index, and compressed if asked for.

`dumps(feed, "sitemap")` writes one file and refuses a feed that does not fit; `sitemap_files` writes as many as it takes:

    from newsfeed.sitemaps import sitemap_files

    for file in sitemap_files(feed, base="https://news.example.com/"):
        Path("public", file.name).write_bytes(file.data)
"""

import gzip
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Final, Literal, TypedDict, Unpack
from urllib.parse import quote

import attrs

from newsfeed.arguments import check_moment
from newsfeed.classes.frozen import frozen
from newsfeed.errors import ArgumentError, WriteError
from newsfeed.formats.sitemap.vocabulary import LIMITS, SITEMAP, SitemapLimits, is_location
from newsfeed.formats.sitemap.write import END, entry_limit, entry_of, head
from newsfeed.model import Feed, Story
from newsfeed.plugins import WriteContext, registry
from newsfeed.publication import published_feed
from newsfeed.rendering.elements import DECLARATION, element
from newsfeed.values.dates import rfc3339
from newsfeed.values.references import resolve

__all__ = ["LIMITS", "SitemapFile", "SitemapLimits", "SitemapOptions", "SitemapVersion", "sitemap_files"]

SitemapVersion = Literal["plain", "news"]
"""The versions of a sitemap: of all pages, or of the last two days for Google News."""

_INDEX_HEAD: Final = DECLARATION + f'<sitemapindex xmlns="{SITEMAP}">\n'.encode()
_INDEX_END: Final = b"</sitemapindex>\n"
_COMPRESSION_LEVEL: Final = 9
_SYSTEM_INDEX: Final = 9
"""Index of the operating system in the header of gzip (RFC 1952, 2.3.1)."""

_UNKNOWN_SYSTEM: Final = b"\xff"


@frozen
class SitemapFile:
    """A file to publish.

    Attributes:
        name: its name in the folder at `base`, such as `sitemap-2.xml.gz`.
        data: its bytes.
    """

    name: str
    data: bytes = attrs.field(repr=False)


class SitemapOptions(TypedDict, total=False):
    """Options of `sitemap_files`.

    Attributes:
        name: the name of the files, without a suffix; `sitemap` by default.
        version: `plain` (the default) for all stories, or `news` for those of the two days before `as_of`.
        as_of: the moment of publication, an aware datetime; a news sitemap needs it.
        compress: True for gzip; the names then end in `.gz`.
        limits: the maximum sizes of a file, before compression, and of the index.
    """

    name: str
    version: SitemapVersion
    as_of: datetime | None
    compress: bool
    limits: SitemapLimits


@frozen(kw_only=True)
class _Request:
    """The arguments of `sitemap_files` besides the feed."""

    base: str
    name: str = "sitemap"
    version: SitemapVersion = "plain"
    as_of: datetime | None = None
    compress: bool = False
    limits: SitemapLimits = LIMITS


@frozen
class _Part:
    """A sitemap before compression, and the newest change of its pages."""

    data: bytes
    changed: datetime | None


def sitemap_files(feed: Feed, *, base: str, **options: Unpack[SitemapOptions]) -> Iterator[SitemapFile]:
    """Yield the sitemap of a feed: one file, or several with an index that comes last.

    A single file is called `NAME.xml`. Several are called `NAME-1.xml` and so on, and their index is `NAME.xml`, so that
    robots.txt need not change as the site grows. Equal feeds give equal bytes, compressed or not. Stories that a sitemap
    cannot have are left out (see `newsfeed.losses`).

    Args:
        feed: the feed.
        base: the address of the folder that the files are published in.
        options: see `SitemapOptions`.

    Raises:
        ArgumentError: an argument has a value that it cannot have.
        WriteError: a news sitemap lacks `as_of`, a publisher or a language, or a page or the index exceeds a limit.
    """
    unknown = sorted(options.keys() - SitemapOptions.__annotations__.keys())
    if unknown:
        names = ", ".join(SitemapOptions.__annotations__)
        raise ArgumentError(f"sitemap_files() has no option {unknown[0]!r:.64}; its options are {names}")
    if not isinstance(feed, Feed):
        raise ArgumentError(f"sitemap_files() takes a Feed, not {type(feed).__name__}")
    request = _Request(base=base, **options)
    _check_request(request)
    return _files(_parts(_entries(feed, request), request), request)


def _check_request(request: _Request) -> None:
    if not isinstance(request.base, str) or not is_location(request.base):
        raise ArgumentError(f"sitemap_files(): base is {request.base!r:.64}, must be an http or https address")
    if not request.name or "/" in request.name:
        raise ArgumentError(f"sitemap_files(): name is {request.name!r:.64}, must be a file name without a suffix")
    if request.version not in registry["sitemap"].versions:
        raise ArgumentError(f"sitemap_files(): version is {request.version!r:.64}, must be 'plain' or 'news'")
    check_moment("sitemap_files", "as_of", request.as_of)


def _entries(feed: Feed, request: _Request) -> Iterator[tuple[Story, bytes]]:
    """Return the entries of the stories that the sitemap has."""
    version, as_of = request.version, request.as_of
    entry = entry_of(version, feed, WriteContext(version=version, as_of=as_of))
    stories = published_feed(feed, registry["sitemap"], as_of).stories
    return ((story, entry.render(story).encode()) for story in stories if not entry.left_out(story)[1])


def _parts(entries: Iterable[tuple[Story, bytes]], request: _Request) -> Iterator[_Part]:
    """Yield sitemaps with as many entries as fit; one without any if there are none."""
    beginning, limits = head(request.version), request.limits
    room = limits.bytes - len(beginning) - len(END)
    most = entry_limit(request.version, limits)
    batch: list[tuple[Story, bytes]] = []
    size = count = 0
    for story, data in entries:
        if len(data) > room:
            raise WriteError("feed.stories", f"the entry of {story.id:.200} alone is over {limits.bytes:,} bytes")
        if batch and (len(batch) == most or size + len(data) > room):
            yield _part(beginning, batch)
            batch, size, count = [], 0, count + 1
        batch.append((story, data))
        size += len(data)
    if batch or not count:
        yield _part(beginning, batch)


def _part(beginning: bytes, batch: list[tuple[Story, bytes]]) -> _Part:
    dates = [changed for story, _ in batch if (changed := story.updated or story.published)]
    return _Part(b"".join((beginning, *(data for _, data in batch), END)), max(dates, default=None))


def _files(parts: Iterator[_Part], request: _Request) -> Iterator[SitemapFile]:
    suffix = ".xml.gz" if request.compress else ".xml"
    first_part, second_part = next(parts), next(parts, None)
    if second_part is None:
        yield SitemapFile(f"{request.name}{suffix}", _packed(first_part.data, request))
        return
    lines: list[str] = []
    folder = request.base if request.base.endswith("/") else f"{request.base}/"
    for part in chain((first_part, second_part), parts):
        if len(lines) == request.limits.sitemaps:
            reason = f"the index would list over {len(lines):,} files: write a sitemap for each part of the site"
            raise WriteError("feed.stories", reason)
        name = f"{request.name}-{len(lines) + 1}{suffix}"
        changed = element("lastmod", rfc3339(part.changed)) if part.changed else ""
        lines.append(f"<sitemap>\n{element('loc', resolve(folder, quote(name)))}{changed}</sitemap>\n")
        yield SitemapFile(name, _packed(part.data, request))
    index = b"".join((_INDEX_HEAD, "".join(lines).encode(), _INDEX_END))
    yield SitemapFile(f"{request.name}{suffix}", _packed(index, request))


def _packed(data: bytes, request: _Request) -> bytes:
    """Return the bytes of a file; the header of gzip has no time and no system, so that equal data give equal bytes."""
    if not request.compress:
        return data
    packed = gzip.compress(data, _COMPRESSION_LEVEL, mtime=0)
    # Versions of Python differ in the system that they name.
    return packed[:_SYSTEM_INDEX] + _UNKNOWN_SYSTEM + packed[_SYSTEM_INDEX + 1 :]
