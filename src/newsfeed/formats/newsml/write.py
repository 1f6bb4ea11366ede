"""Writing NewsML-G2: a newsItem for each story, and a newsMessage around the items of a feed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from newsfeed.errors import WriteError
from newsfeed.formats.newsml.concepts import CONCEPT_ATTRIBUTES, NAR, PRIORITY, Mode, concept_attribute, iri_attributes
from newsfeed.formats.newsml.extension_points import extension_elements
from newsfeed.formats.newsml.item_context import ItemContext
from newsfeed.formats.newsml.kept import complete_children, has_kept, kept_elements
from newsfeed.formats.newsml.news_item import insert_position, render_news_item
from newsfeed.formats.newsml.schema_order import HEADER
from newsfeed.formats.newsml.xhtml11 import add_block_text
from newsfeed.model import Feed, Story
from newsfeed.model.rich_text import Text
from newsfeed.plugins import WriteContext
from newsfeed.rendering.elements import DECLARATION
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.rendering.sinks import DocumentSink, Write, open_sink
from newsfeed.values.dates import rfc3339

_EXTENSION_FIELDS: Final = (
    "title",
    "url",
    "feed_url",
    "id",
    "description",
    "language",
    "generator",
    "icon",
    "logo",
)
"""Fields of a feed without an element in `<header>`, written as extension properties."""


class Writer:
    """Writer of one document, item by item.

    Args:
        sink: the destination of the bytes.
        context: the context of the items.
    """

    def __init__(self, sink: DocumentSink, context: ItemContext) -> None:
        self._sink = sink
        self._context = context
        self._count = 0

    def write(self, story: Story) -> None:
        """Write the item of a story.

        Raises:
            WriteError: the story lacks a value that itemMeta requires, or it is the second one of a document for one.
        """
        standalone = self._context.standalone
        if standalone and self._count:
            raise WriteError("story", "a newsItem holds one story: write a feed, which becomes a newsMessage")
        self._count += 1
        if standalone:
            self._sink.write_item(story, self._render)
        else:
            # The cached item does not have its position yet, so that it can be reused at any other.
            self._sink.write(insert_position(self._sink.render_item(story, self._render), self._count))

    def _render(self, story: Story) -> bytes:
        path = "story" if self._context.standalone else f"feed.stories[{self._count - 1}]"
        return render_news_item(story, self._context, path)

    def close(self) -> None:
        """Write the end of the document.

        Raises:
            WriteError: there was no story; an itemSet has at least one item.
        """
        if not self._count:
            reason = "a newsMessage requires at least one item (itemSet, NewsML-G2 2.35): add a story"
            raise WriteError("feed.stories", reason)
        if not self._context.standalone:
            self._sink.write(kept_elements(self._context.feed.extensions, "packageItem").encode())
            self._sink.write(b"</itemSet>\n</newsMessage>\n")
        self._sink.close()


def open_writer(write: Write, feed: Feed, context: WriteContext) -> Writer:
    """Begin a document.

    Args:
        write: the destination of the bytes.
        feed: the feed; without `updated`, the newest date of its stories is written as the date of sending.
        context: the caller's options; a standalone document is the newsItem of one story.

    Raises:
        WriteError: there is no date of sending (header/sent, NewsML-G2 2.35), or the mode is unknown.
    """
    mode, standalone = context.mode, context.standalone
    if mode not in ("uri", "qcode"):
        raise WriteError("", f"the option mode is {mode!r:.64}, but must be 'uri' or 'qcode'")
    item_context = ItemContext(feed=feed, mode=mode, headings=context.headings, standalone=standalone)
    sink = open_sink(write, context.cache, item_context.cache_key(), completes_items=not standalone)
    if standalone:
        sink.write(DECLARATION)
    else:
        sink.write(DECLARATION + f'<newsMessage xmlns="{NAR}">\n{_header(feed, mode)}<itemSet>\n'.encode())
    return Writer(sink, item_context)


# --- the header of a message ------------------------------------------------------------------------------------------


def _header(feed: Feed, mode: Mode) -> str:
    """Return the `<header>`; fields without an element in it are written as extension properties."""
    builder = MarkupBuilder(f"<sent>{rfc3339(_date_sent(feed))}</sent>\n{CONCEPT_ATTRIBUTES[mode].catalogs}")
    _add_sender(builder, feed)
    builder.raw(f"<priority>{PRIORITY}</priority>\n")
    for name, value in _extension_fields(feed):
        _add_field(builder, f"<headerExtProperty{concept_attribute(mode, 'field', name, 'rel')}", value)
    markup = builder.build()
    if has_kept(feed.extensions):
        markup = complete_children(markup, feed.extensions, HEADER)
    return f"<header>\n{markup}{extension_elements(feed.extensions)}</header>\n"


def _extension_fields(feed: Feed) -> Iterator[tuple[str, Text]]:
    """Yield name and value of each field that is written as an extension property.

    Besides the fields without an element, these are `updated` and `publisher` if the reader would take the values in their
    elements for placeholders.
    """
    for name in _EXTENSION_FIELDS:
        if value := getattr(feed, name):
            yield name, value
    if feed.published:
        yield "published", rfc3339(feed.published)
    newest = _newest_date(feed)
    if feed.updated and newest and rfc3339(feed.updated) == rfc3339(newest):
        yield "updated", rfc3339(feed.updated)
    if feed.publisher and not feed.publisher.same_as and feed.publisher.name == feed.title:
        yield "publisher", feed.publisher.name
    if feed.publisher and feed.publisher.url:
        yield "publisher_url", feed.publisher.url


def _add_field(builder: MarkupBuilder, opening: str, value: Text) -> None:
    if isinstance(value, str):
        builder.attribute(f'{opening} value="', value, '"/>\n')
    else:
        add_block_text(builder, f"{opening}><definition>", value, "</definition></headerExtProperty>\n")


def _add_sender(builder: MarkupBuilder, feed: Feed) -> None:
    if feed.publisher and feed.publisher.same_as:
        builder.text(f"<sender{iri_attributes(feed.publisher.same_as[0])}>", feed.publisher.name, "</sender>\n")
    elif name := feed.publisher.name if feed.publisher else feed.title:
        builder.text("<sender>", name, "</sender>\n")


def _newest_date(feed: Feed) -> datetime | None:
    return max([date for story in feed.stories if (date := story.updated or story.published)], default=None)


def _date_sent(feed: Feed) -> datetime:
    date = feed.updated or _newest_date(feed)
    if date is None:
        reason = "the feed has no date for header/sent, which a newsMessage requires (NewsML-G2 2.35): add updated"
        raise WriteError("feed.updated", reason)
    return date
