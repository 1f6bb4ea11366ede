"""Stories to NewsML-G2: a newsItem each, and a newsMessage around those of a feed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from newsfeed.body import xhtml
from newsfeed.errors import WriteError
from newsfeed.findings import Loss
from newsfeed.formats.newsml.codes import CONCEPTS, NAR, SCHEMES, Mode, concept
from newsfeed.formats.newsml.item import item, placed
from newsfeed.formats.newsml.metadata import address_loss, as_read, is_foreign
from newsfeed.formats.newsml.text import add_block, carried
from newsfeed.headings import Headings
from newsfeed.model import Agent, Extension, Feed, Markup, Organization, Person, Story
from newsfeed.model.rich_text import Text
from newsfeed.rendering.cache import Context, RenderCache
from newsfeed.rendering.elements import DECLARATION
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.rendering.sinks import DocumentSink, Write, open_sink
from newsfeed.syndication.extensions import extension
from newsfeed.values.dates import rfc3339

_FIELDS: Final = ("title", "url", "feed_url", "id", "description", "language", "generator", "icon", "logo")
_LOST: Final = ("authors", "rights", "hubs", "paging", "ttl", "categories", "keywords", "links")


class Writer:
    """Writes one document, an item as it comes."""

    def __init__(self, sink: DocumentSink, feed: Feed, *, single: bool, mode: Mode, headings: Headings | None) -> None:
        self._sink = sink
        self._feed = feed
        self._single = single
        self._mode = mode
        self._headings = headings
        self._count = 0

    def write(self, story: Story) -> None:
        """Write one item.

        Raises:
            WriteError: the story lacks what itemMeta requires, or a second story comes into a document of one.
        """
        if self._single and self._count:
            raise WriteError("story", "a newsItem holds one story; write a feed, which becomes a newsMessage")
        self._count += 1
        if self._single:
            self._sink.write_item(story, self._item)
        else:  # only now is its place put in, so that what is kept is of use wherever the story stands
            self._sink.write(placed(self._sink.render_item(story, self._item), self._count))

    def _item(self, story: Story) -> bytes:
        path = "story" if self._single else f"feed.stories[{self._count - 1}]"
        return item(story, self._feed, single=self._single, path=path, mode=self._mode, headings=self._headings)

    def close(self) -> None:
        """Write the end of the document.

        Raises:
            WriteError: there was no story: an itemSet holds at least one item.
        """
        if not self._count:
            raise WriteError(
                "feed.stories", "a newsMessage carries at least one item (itemSet, NewsML-G2 2.35); give a story"
            )
        if not self._single:
            self._sink.write(b"</itemSet>\n</newsMessage>\n")
        self._sink.close()


def _context(feed: Feed, mode: Mode, headings: Headings | None, *, single: bool) -> Context:
    """Give what an item comes from besides its story: all of the feed that stands in for what the story does not say."""
    if single:  # it has the item of one story, and says nothing else
        return ("newsml", mode, headings)
    publisher = feed.publisher.name if feed.publisher else None
    updated = rfc3339(feed.updated) if feed.updated else None
    return ("newsml", mode, headings, feed.generator, publisher, feed.title, feed.url, updated)


def open_writer(
    write: Write,
    feed: Feed,
    *,
    single: bool = False,
    mode: Mode = "uri",
    headings: Headings | None = None,
    cache: RenderCache | None = None,
) -> Writer:
    """Begin a document.

    Args:
        write: takes the bytes.
        feed: what the message says; where it has no `updated`, the newest date of its stories is when it was sent.
        single: the document is the newsItem of one story, and the feed a stand-in.
        mode: `uri` names concepts by IRI and needs no catalog, `qcode` names them by QCode and refers to the IPTC's.
        headings: the house's; None takes those of each story's language.
        cache: of rendered stories.

    Raises:
        WriteError: nothing says when the message was sent (header/sent, NewsML-G2 2.35).
    """
    if mode not in ("uri", "qcode"):
        raise WriteError("", f"the option mode is {mode!r:.64}, must be 'uri' or 'qcode'")
    sink = open_sink(write, cache, _context(feed, mode, headings, single=single), completes_items=not single)
    if single:
        sink.write(DECLARATION)
    else:
        sink.write(DECLARATION + f'<newsMessage xmlns="{NAR}">\n{_header(feed, mode)}<itemSet>\n'.encode())
    return Writer(sink, feed, single=single, mode=mode, headings=headings)


# --- the message ------------------------------------------------------------------------------------------------------


def _header(feed: Feed, mode: Mode) -> str:
    """Give the header; what it has no element for stands in its extension properties."""
    builder = MarkupBuilder(f"<header>\n<sent>{rfc3339(_sent(feed))}</sent>\n{CONCEPTS[mode].catalogs}")
    _add_sender(builder, feed)
    for name, value in _fields(feed):
        _add_field(builder, f"<headerExtProperty{concept(mode, 'field', name, 'rel')}", value)
    builder.raw("".join([extension(as_read(each)) for each in feed.extensions if is_foreign(each)]))
    builder.raw("</header>\n")
    return builder.build()


def _fields(feed: Feed) -> Iterator[tuple[str, Text]]:
    """Give what the header has no element for, and what would be taken for a stand-in if it stood in its element alone."""
    for name in _FIELDS:
        if value := getattr(feed, name):
            yield name, value
    if feed.published:
        yield "published", rfc3339(feed.published)
    newest = _newest(feed)
    if feed.updated and newest and rfc3339(feed.updated) == rfc3339(newest):
        yield "updated", rfc3339(feed.updated)
    if feed.publisher and not feed.publisher.url and feed.publisher.name == feed.title:
        yield "publisher", feed.publisher.name


def _add_field(builder: MarkupBuilder, opening: str, value: Text) -> None:
    if isinstance(value, str):
        builder.attribute(f'{opening} value="', value, '"/>\n')
    else:
        add_block(builder, f"{opening}><definition>", value, "</definition></headerExtProperty>\n")


def _add_sender(builder: MarkupBuilder, feed: Feed) -> None:
    if feed.publisher and feed.publisher.url:
        builder.link('<sender uri="', feed.publisher.url, '">')
        builder.text("", feed.publisher.name, "</sender>\n")
    elif found := feed.publisher.name if feed.publisher else feed.title:
        builder.text("<sender>", found, "</sender>\n")


def _newest(feed: Feed) -> datetime | None:
    return max([date for story in feed.stories if (date := story.updated or story.published)], default=None)


def _sent(feed: Feed) -> datetime:
    found = feed.updated or _newest(feed)
    if found is None:
        raise WriteError("feed.updated", "NewsML-G2 requires header/sent (newsMessage, NewsML-G2 2.35); give updated")
    return found


# --- losses -----------------------------------------------------------------------------------------------------------


def losses(story: Story) -> Iterator[Loss]:
    """Name what NewsML-G2 has no place for in a story."""
    if story.source:
        yield Loss("story.source", "NewsML-G2 has no element for the feed that an item was taken from")
    if story.rights and story.rights.year:
        yield Loss("story.rights.year", "rightsInfo has no element for the year alone; say it in the notice")
    for field in ("authors", "contributors"):
        for index, agent in enumerate(getattr(story, field)):
            yield from _agent_losses(agent, f"story.{field}[{index}]")
    for index, mention in enumerate(story.press):
        yield from _agent_losses(mention.outlet, f"story.press[{index}].outlet")
    if story.publisher:
        yield from _agent_losses(story.publisher, "story.publisher")
    if story.rights and story.rights.holder:
        yield from _agent_losses(story.rights.holder, "story.rights.holder")
    yield from _extension_losses(story.extensions, "story")
    yield from _link_losses(story)
    yield from _markup_losses(story)


def _link_losses(story: Story) -> Iterator[Loss]:
    if address_loss(story):
        reason = "the first link, to an alternate page in HTML, is read as the address of a story that has none"
        yield Loss("story.url", reason)
        yield Loss("story.links[0]", reason)
    for index, link in enumerate(story.links):
        if link.rel.startswith(SCHEMES["linkrel"]):
            yield Loss(f"story.links[{index}].rel", "the IRI of a registered relation is read as its name")


def _markup_losses(story: Story) -> Iterator[Loss]:
    if xhtml.plain_html(story) == "":
        yield Loss("story.sections[0]", "a section of nothing is not written")
    for index, section in enumerate(story.sections):
        for at, each in enumerate(section.blocks):
            if isinstance(each, Markup) and not carried(each.html):
                reason = "has an element of HTML5 that XHTML 1.1 has no way to say exactly"
                yield Loss(f"story.sections[{index}].blocks[{at}]", reason)


def _agent_losses(agent: Agent, path: str) -> Iterator[Loss]:
    if isinstance(agent, Person) and agent.avatar:
        yield Loss(f"{path}.avatar", "NewsML-G2 has no picture of a person in a property")
    if isinstance(agent, Organization) and agent.logo:
        yield Loss(f"{path}.logo", "NewsML-G2 has no logo of an organisation in a property")


def _extension_losses(extensions: tuple[Extension, ...], path: str) -> Iterator[Loss]:
    for index, each in enumerate(extensions):
        if not is_foreign(each):
            yield Loss(
                f"{path}.extensions[{index}]",
                "extension points take elements of other namespaces than NewsML-G2's only",
            )
        elif as_read(each) != each:
            yield Loss(
                f"{path}.extensions[{index}].content", "pieces of text are joined, and space between elements goes"
            )


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Name what a newsMessage has no place for in a feed without its stories."""
    for name in _LOST:
        if getattr(feed, name):
            yield Loss(f"feed.{name}", "the header of a newsMessage has no place for it")
    if feed.publisher:
        for name in ("logo", "email", "same_as"):
            if getattr(feed.publisher, name):
                yield Loss(f"feed.publisher.{name}", "the sender of a newsMessage has a name and an IRI only")
    yield from _extension_losses(feed.extensions, "feed")
