"""Division of a long feed into documents: archives that never change, and pages (RFC 5005); and its links as HTTP headers.

An archive is decided by the dates of the stories alone, so that nothing but the stories has to be kept between two builds:
stories that are published later never move an earlier one to another archive. What can change about an archived story, such
as a correction, is told in the current document (RFC 5005, 4.1).
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

import attrs

from newsfeed.classes.frozen import ModelObject, frozen
from newsfeed.errors import ArgumentError, check_argument
from newsfeed.model import Feed, Paging, Story
from newsfeed.values.references import to_uri

AddressLike = Callable[[int], str] | str
"""The addresses of documents that are numbered from 1: a function, or an address with `{number}` in it."""

NUMBER: Final = "{number}"


@frozen(kw_only=True)
class Archives(ModelObject):
    """A feed as a current document and its archives.

    Attributes:
        current: the document that readers subscribe to, with the newest stories.
        archives: the archives, the oldest first. Tuple of Feed.
    """

    current: Feed
    archives: tuple[Feed, ...] = ()


def split_archives(feed: Feed, *, size: int, address: AddressLike) -> Archives:
    """Divide a feed into a current document and archives (RFC 5005, section 4).

    An archive has `size` stories, and further ones of the same moment as its last. The first two archives begin at once, so
    that each archive has a link to another. The current document keeps at least `size` stories, fewer than twice as many
    once there are archives, all stories without a date, and those that are withheld. A story counts from
    its publication, or the end of its embargo if that is later. One that was updated after its archive was closed is in the
    current document as well: an archive that is published stays as it is, and readers take the newest version of a story.

    Args:
        feed: the feed with all of its stories. It needs a `feed_url`, to which the archives refer.
        size: the number of stories of an archive, at least 1.
        address: the address of the archive of a number.

    Returns:
        the documents. The feed itself is the current one if it has too few stories for two archives.

    Raises:
        ArgumentError: the size is not a whole number from 1, or the feed has no `feed_url`.
        ModelError: an address is no IRI.
    """
    check_argument("split_archives", "feed", feed, Feed, "a Feed")
    to_address = _numbered("split_archives", size, address)
    if feed.feed_url is None:
        raise ArgumentError("split_archives(): the feed has no feed_url, to which archives refer: give it one")
    dated = sorted(_dated(feed.stories))
    chunks = list(_closed_chunks(dated, size))
    # The validator of the W3C expects a link to another archive in each, and the first has none before it.
    if len(chunks) < 2:
        return Archives(current=feed)
    archives = []
    archived: set[int] = set()
    for number, chunk in enumerate(chunks, 1):
        stories = [feed.stories[entry.position] for entry in reversed(chunk.entries)]
        archives.append(_archive(feed, stories, chunk, number, to_address))
        archived.update(entry.position for entry in chunk.entries if not _is_late(feed.stories[entry.position], chunk))
    remaining = tuple(story for position, story in enumerate(feed.stories) if position not in archived)
    paging = _current_paging(feed.paging or Paging(), to_address(len(chunks)))
    return Archives(current=feed.replace(paging=paging, stories=remaining), archives=tuple(archives))


def _current_paging(paging: Paging, newest_archive: str) -> Paging:
    """Return the links of the current document: it is neither complete nor an archive itself."""
    return attrs.evolve(paging, prev_archive=newest_archive, next_archive=None, archive=False, complete=False)


class _Dated(NamedTuple):
    """A story that counts from a moment; stories of one moment are in the order of their ids."""

    moment: datetime
    id: str
    position: int


class _Chunk(NamedTuple):
    """The stories of an archive, the oldest first, and the publication date of the story that closed it."""

    entries: list[_Dated]
    closed: datetime


def _dated(stories: Sequence[Story]) -> Iterator[_Dated]:
    for position, story in enumerate(stories):
        published = story.published or story.updated
        if published is not None and story.status != "withheld":
            yield _Dated(max(published, story.embargo or published), story.id, position)


def _closed_chunks(dated: Sequence[_Dated], size: int) -> Iterator[_Chunk]:
    """Yield the archives: each needs as many stories after it as it has to have itself.

    Stories of one moment are not divided, since a later one of the same moment could come before them.
    """
    start = 0
    while len(dated) - start >= 2 * size:
        end = start + size
        while end < len(dated) and dated[end].moment == dated[end - 1].moment:
            end += 1
        if len(dated) - end < size:
            return
        yield _Chunk(list(dated[start:end]), dated[end + size - 1].moment)
        start = end


def _is_late(story: Story, chunk: _Chunk) -> bool:
    """Return whether a story was updated after its archive was closed."""
    return story.updated is not None and story.updated > chunk.closed


def _archive(
    feed: Feed, stories: Sequence[Story], chunk: _Chunk, number: int, to_address: Callable[[int], str]
) -> Feed:
    """Return an archive, without the values of the feed that change from one build to the next."""
    dates = [story.updated for story in stories if story.updated and not _is_late(story, chunk)]
    return feed.replace(
        # All documents of a feed have the identifier of the feed (RFC 4287, 4.2.6).
        id=feed.id or feed.feed_url,
        feed_url=to_address(number),
        published=None,
        updated=max((chunk.entries[-1].moment, *dates)),
        hubs=(),
        ttl=None,
        # No archive but the first has a next one when it is closed, and a link to it later would change the document.
        paging=Paging(
            prev_archive=to_address(number - 1) if number > 1 else None,
            next_archive=to_address(2) if number == 1 else None,
            current=feed.feed_url,
            archive=True,
        ),
        stories=tuple(stories),
    )


# --- pages ------------------------------------------------------------------------------------------------------------


def split_pages(feed: Feed, *, size: int, address: AddressLike) -> tuple[Feed, ...]:
    """Divide a feed into pages that refer to each other (RFC 5005, section 3), in the order of its stories.

    Unlike archives, pages change with every new story, so they are for feeds that are made when they are asked for.

    Args:
        feed: the feed with all of its stories.
        size: the number of stories of a page, at least 1.
        address: the address of the page of a number. The first page keeps the `feed_url` of the feed, if it has one.

    Returns:
        the pages; the feed itself if one page is enough.

    Raises:
        ArgumentError: the size is not a whole number from 1.
        ModelError: an address is no IRI.
    """
    check_argument("split_pages", "feed", feed, Feed, "a Feed")
    to_address = _numbered("split_pages", size, address)
    count = -(-len(feed.stories) // size)
    if count <= 1:
        return (feed,)
    addresses = [feed.feed_url or to_address(1), *map(to_address, range(2, count + 1))]
    return tuple(
        feed.replace(
            id=feed.id or addresses[0],
            feed_url=addresses[index],
            paging=attrs.evolve(
                feed.paging or Paging(),
                first=addresses[0],
                last=addresses[-1],
                previous=addresses[index - 1] if index else None,
                next=addresses[index + 1] if index + 1 < count else None,
                complete=False,
            ),
            stories=feed.stories[index * size : (index + 1) * size],
        )
        for index in range(count)
    )


def _numbered(function: str, size: object, address: AddressLike) -> Callable[[int], str]:
    """Check the arguments that both divisions have, and return the address as a function."""
    if type(size) is not int or size < 1:
        raise ArgumentError(f"{function}(): size is {size!r:.64}, must be a whole number from 1")
    if callable(address):
        return address
    if not isinstance(address, str) or NUMBER not in address:
        raise ArgumentError(f"{function}(): address is {address!r:.200}, must be a function or contain {NUMBER}")
    return lambda number: address.replace(NUMBER, str(number))


# --- HTTP -------------------------------------------------------------------------------------------------------------


def link_headers(feed: Feed) -> list[tuple[str, str]]:
    """Return the links of a feed as HTTP header fields (RFC 8288), for formats without links in their documents.

    They have the hubs and the address of the feed, by which WebSub subscribers find both (WebSub, section 4), the other
    pages and archives, the website, and alternate documents.

    Args:
        feed: the feed.

    Returns:
        names and values; the values are ASCII in one line.
    """
    from newsfeed.syndication.links import page_links  # imports lxml

    check_argument("link_headers", "feed", feed, Feed, "a Feed")
    links: list[tuple[str, str, str | None]] = [(hub.url, "hub", None) for hub in feed.hubs if hub.type == "WebSub"]
    if feed.feed_url:
        links.append((feed.feed_url, "self", None))
    if feed.paging:
        # The registered name of the relation is "prev" in HTTP and in HTML; that of RFC 5005 is a synonym.
        relations = page_links(feed.paging)
        links += [(url, "prev" if relation == "previous" else relation, None) for relation, url in relations if url]
    if feed.url:
        links.append((feed.url, "alternate", "text/html"))
    links += [(link.url, "alternate", link.type) for link in feed.links if link.rel == "alternate"]
    return [("Link", value) for value in dict.fromkeys(map(_link_value, links))]


def _link_value(link: tuple[str, str, str | None]) -> str:
    """Return one link value; the model refuses IRIs and media types with a quotation mark or an angle bracket."""
    url, relation, media_type = link
    essence = (media_type or "").partition(";")[0].strip()
    kind = f'; type="{essence}"' if essence else ""
    value = f'<{to_uri(url)}>; rel="{relation}"{kind}'
    if not (value.isascii() and value.isprintable()):
        raise ArgumentError(f"link_headers(): {url!r:.200} cannot be in a header: write its URI")
    return value
