"""Writer of Atom (RFC 4287), with RFC 5005 history, RFC 6721 tombstones and Media RSS."""

from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from newsfeed.errors import WriteError
from newsfeed.formats.atom.constructs import (
    add_categories,
    license_index,
    license_link,
    person_construct,
    text_construct,
)
from newsfeed.formats.atom.entry import render_entry
from newsfeed.formats.atom.losses import needs_author
from newsfeed.formats.atom.scopes import document_scope
from newsfeed.headings import Headings
from newsfeed.model import Extension, Feed, Story
from newsfeed.plugins import WriteContext
from newsfeed.profiles.adaptation import Adaptation, adaptation
from newsfeed.rendering.elements import DECLARATION, attributes, element, empty_element, optional_element
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.rendering.sinks import DocumentSink, Write, open_sink
from newsfeed.syndication import links, text
from newsfeed.syndication.extensions import UNDECLARED, Scope, foreign_elements, serialize_extension
from newsfeed.syndication.podcast import podcast_elements
from newsfeed.syndication.stylesheet import stylesheet_instruction
from newsfeed.syndication.uris import with_uris
from newsfeed.syndication.usage import license_file, usage_elements
from newsfeed.values.dates import rfc3339
from newsfeed.values.escaping import escape
from newsfeed.values.namespaces import TOMBSTONES
from newsfeed.values.urns import id_to_iri

MEDIA_TYPE: Final = "application/atom+xml"


class Writer:
    """Writer of one feed, entry by entry.

    Args:
        sink: destination of the bytes; the beginning of the feed is in it already.
        standalone: the feed stands in for its only story, and errors name the story.
        headings: the house's headings; None uses those of each story's language.
        scope: the namespaces that the root element declares.
        adapted: adapts stories to the consumer that the document is for.
    """

    def __init__(
        self, sink: DocumentSink, *, standalone: bool, headings: Headings | None, scope: Scope, adapted: Adaptation
    ) -> None:
        self._sink = sink
        self._adapted = adapted
        self._scope = scope
        self._headings = headings
        self._standalone = standalone
        self._count = 0

    def write(self, story: Story) -> None:
        """Write the entry of a story; a withheld story has none, a canceled one a tombstone (RFC 6721)."""
        self._count += 1
        if story.status == "usable":
            if self._adapted.takes(story):
                self._sink.write_item(story, self._entry)
        elif story.status == "canceled" and (when := story.updated or story.published):
            pairs = (("ref", id_to_iri(story.id)), ("when", rfc3339(when)))
            tombstone = Extension(name=f"{{{TOMBSTONES}}}deleted-entry", attributes=pairs)
            self._sink.write(serialize_extension(tombstone, self._scope).encode())

    def _entry(self, story: Story) -> bytes:
        # The path is only used in the error about a missing date.
        path = "story" if self._standalone or story.updated else f"feed.stories[{self._count - 1}]"
        return render_entry(self._adapted.story(story), headings=self._headings, path=path, scope=self._scope)

    def close(self) -> None:
        """Write the end of the feed."""
        self._sink.write(b"</feed>\n")
        self._sink.close()


def open_writer(write: Write, feed: Feed, context: WriteContext) -> Writer:
    """Write the beginning of a feed and return the writer of its entries.

    Args:
        write: destination of the bytes.
        feed: the feed; its stories are not written, but their newest date is used if it has no `updated`.
        context: the caller's options.

    Raises:
        WriteError: the feed has no title, id, date or author (RFC 4287, 4.1.1).
        ArgumentError: the address of the style sheet is none.
    """
    adapted = adaptation(feed, context, "atom")
    feed = adapted.feed()
    scope = document_scope(feed).with_elements(adapted.elements())
    feed = with_uris(feed, ("podcast",))
    instruction = stylesheet_instruction(context.stylesheet)
    cache_context = ("atom", context.headings, scope.declarations(UNDECLARED), *adapted.key)
    sink = open_sink(write, context.cache, cache_context)
    sink.write(DECLARATION + (instruction + _feed(feed, scope, standalone=context.standalone)).encode())
    return Writer(sink, standalone=context.standalone, headings=context.headings, scope=scope, adapted=adapted)


def _feed(feed: Feed, scope: Scope, *, standalone: bool) -> str:
    if not feed.title:
        path = "story.headline" if standalone else "feed.title"
        raise WriteError(path, "Atom requires a title (RFC 4287, 4.1.1): set a title")
    identifier = feed.id or feed.feed_url or feed.url or (id_to_iri(feed.stories[0].id) if standalone else None)
    if not identifier:
        raise WriteError("feed.id", "Atom requires an id (RFC 4287, 4.1.1): set id, feed_url or url")
    updated = feed.updated or newest_date(feed)
    if not updated:
        path = "story.updated" if standalone else "feed.updated"
        raise WriteError(path, "Atom requires the date of the last change (RFC 4287, 4.1.1): set updated or published")
    elements = [
        f"<feed{scope.declarations(UNDECLARED)}{attributes((('xml:lang', feed.language),))}>\n",
        element("id", id_to_iri(identifier)),
        element("title", feed.title),
        text_construct("subtitle", feed.description),
        element("updated", rfc3339(updated)),
        empty_element("link", (("href", feed.url), ("rel", "alternate"), ("type", "text/html"))) if feed.url else "",
        license_link(feed),
        *(links.atom_link("link", link) for link in license_file(feed)),
        links.feed_links("link", feed, MEDIA_TYPE, scope, without=license_index(feed)),
        *(person_construct("author", agent, scope) for agent in feed.authors),
        _author_stand_in(feed, standalone=standalone) if needs_author(feed) else "",
        _categories(feed),
        optional_element("rights", feed.rights.notice if feed.rights else ""),
        optional_element("icon", feed.icon),
        optional_element("logo", feed.logo),
        element("generator", feed.generator or text.GENERATOR),
        links.history_marks(feed),
        *(serialize_extension(item, scope) for item in _extensions(feed)),
    ]
    return "".join(elements)


def _extensions(feed: Feed) -> tuple[Extension, ...]:
    return (*podcast_elements(feed.podcast), *usage_elements(feed, feed.url), *foreign_elements(feed))


def newest_date(feed: Feed) -> datetime | None:
    """Return the newest date of the stories in a feed, or None."""
    dates = [date for story in feed.stories if (date := story.updated or story.published)]
    return max(dates, default=None)


def _author_stand_in(feed: Feed, *, standalone: bool) -> str:
    """Return the publisher of a feed as its author; without one, the title or, for a single story, the host of its URL."""
    if feed.publisher:
        return person_construct("author", feed.publisher.replace(extensions=()), UNDECLARED)
    name = (urlsplit(feed.url).hostname if feed.url else None) if standalone else feed.title
    if not name:
        raise WriteError("story.authors", "Atom requires an author (RFC 4287, 4.1.2): set authors or publisher")
    return f"<author><name>{escape(name)}</name></author>\n"


def _categories(feed: Feed) -> str:
    builder = MarkupBuilder()
    add_categories(builder, feed)
    return builder.build()
