"""Classes for `feed_type` of Django's feeds, one for each format that has stories.

    class Explainers(Feed):
        feed_type = RssFeed

Everything else of the class stays as it is. To publish whole explainers, pass a `newsfeed.Story` as `story` from
`item_extra_kwargs`, or derive the class from `ExplainerFeed` and return the story from `item_story`.
"""

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import IO, TYPE_CHECKING, ClassVar, Final, Unpack, cast

from django.contrib.syndication import views
from django.utils.feedgenerator import SyndicationFeed

import newsfeed
from newsfeed.arguments import FormatName, WriteOptions
from newsfeed.errors import ArgumentError, UnsupportedError, WriteError
from newsfeed.findings import Report
from newsfeed.integrations.django import conf, conversion
from newsfeed.integrations.django.mapping import story_from
from newsfeed.integrations.django.output import ByteSink, OutFile, is_utf_8, stylesheet_instructions, transcoded
from newsfeed.model import Feed, Organization, Story
from newsfeed.plugins import ReadContext, registry
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location

if TYPE_CHECKING:
    _View = views.Feed[object, object]
else:
    _View = views.Feed

_HOOKS: Final = ("root_attributes", "add_root_elements", "item_attributes", "add_item_elements", "add_stylesheets")
"""Methods that Django's own feed types call to write further elements."""


class StoryFeedType(SyndicationFeed):
    """Base class of the feed types: a feed of Django that newsfeed writes.

    A class derived from one of them can have options: `class MsnFeed(RssFeed, options={"profile": "msn"})`.

    Attributes:
        format: the name of the format.
        content_type: the media type of the document.
        write_options: options of `newsfeed.dumps`.
    """

    format: ClassVar[FormatName] = ""
    content_type: ClassVar[str] = ""
    write_options: ClassVar[WriteOptions] = {}

    def __init_subclass__(cls, format: FormatName = "", options: WriteOptions | None = None) -> None:
        """Make a feed type of a format; without one, it is that of the base class.

        Args:
            format: the name of the format.
            options: options of `newsfeed.dumps`.

        Raises:
            UnknownFormatError: there is no such format.
            UnsupportedError: it has no writer, or no feeds with stories.
        """
        super().__init_subclass__()
        if options is not None:
            cls.write_options = options
        if not format:
            return
        target = registry[format]
        if not (target.writes and target.feed and target.carries_stories):
            raise UnsupportedError(f"{target.title} ({format}) cannot be written as a feed of stories")
        cls.format = format
        # Media types of JSON have no parameter for the encoding (RFC 8259, 11).
        is_json = target.media_type.endswith("json")
        cls.content_type = target.media_type if is_json else f"{target.media_type}; charset=utf-8"

    def to_feed(self) -> Feed:
        """Return the feed with its stories.

        Values that the model cannot hold are logged as warnings of the logger `newsfeed.django`.

        Raises:
            WriteError: no story can be made of an item; or the setting `STRICT` is on, and there is such a value.
        """
        reader = LenientReader(ReadContext(report=Report()))
        self._note_hooks(reader)
        feed = conversion.to_feed(self.feed, self.latest_post_date(), reader, prefers_subtitle=self.format == "atom")
        stories = tuple(self._stories(reader))
        settings = conf.newsfeed_settings()
        conversion.publish_findings(reader.reading.report, strict=settings.get("STRICT", False))
        name = settings.get("PUBLISHER")
        publisher = Organization(name=name) if name else None
        return feed.replace(
            publisher=feed.publisher or publisher,
            usage=feed.usage or settings.get("USAGE"),
            stories=(*feed.stories, *stories),
        )

    def write(self, outfile: OutFile, encoding: str) -> None:
        """Write the document.

        Args:
            outfile: a text file, a binary file or a response.
            encoding: the encoding of the bytes. RSS, Atom and NewsML-G2 can have any; the other formats are UTF-8.

        Raises:
            WriteError: the format cannot represent the feed, for example Atom an item without a date.
            ArgumentError: there is no such encoding, or the format cannot have it.
        """
        feed = self.to_feed()
        instructions = self._instructions()
        if is_utf_8(encoding):
            self._write_document(cast("IO[bytes]", ByteSink(outfile, instructions)), feed)
            return
        if "xml" not in registry[self.format].media_type:
            raise ArgumentError(f"{self.format} cannot be written in {encoding!r:.64}: pass 'utf-8'")
        buffer = io.BytesIO()
        self._write_document(cast("IO[bytes]", ByteSink(buffer, instructions)), feed)
        ByteSink(outfile, encoding=encoding).write(transcoded(buffer.getvalue(), encoding))

    def latest_post_date(self) -> datetime:
        """Return the latest date of an item or its story; the present if none has a date, as Django does."""
        dates = [moment for item in self.items for moment in _dates(item)]
        return max(dates) if dates else super().latest_post_date()

    def _write_document(self, target: IO[bytes], feed: Feed) -> None:
        options: WriteOptions = {"as_of": conf.present(), **self.write_options}
        with newsfeed.open_writer(target, self.format, feed, **options) as writer:
            for story in feed.stories:
                writer.write(story)

    def _stories(self, reader: LenientReader) -> Iterator[Story]:
        for index, item in enumerate(self.items):
            item["enclosures"] = tuple(item["enclosures"])  # may be an iterator, and a feed can be written twice
            yield conversion.to_story(item, reader, Location(f"feed/items[{index}]"))

    def _instructions(self) -> bytes:
        stylesheets = self.feed.get("stylesheets") or ()
        if stylesheets and "stylesheet" not in registry[self.format].options:
            reason = f"{self.format} documents have no style sheets"
            conversion.publish_findings(
                [conversion.unused("feed/stylesheets", reason)], strict=conf.newsfeed_settings().get("STRICT", False)
            )
            return b""
        return stylesheet_instructions(stylesheets)

    def _note_hooks(self, reader: LenientReader) -> None:
        for name in _HOOKS:
            if getattr(type(self), name, None) is not getattr(SyndicationFeed, name, None):
                reason = (
                    f"{type(self).__name__}.{name} is not called: pass a newsfeed.Feed as `feed` or a Story as `story`"
                )
                reader.reading.report.add(conversion.unused(f"feed/{name}", reason))


def _dates(item: Mapping[str, object]) -> Iterator[datetime]:
    story = item.get("story")
    moments = [item.get("updateddate"), item.get("pubdate")]
    if isinstance(story, Story):
        moments += [story.updated, story.published]
    for moment in moments:
        value = conversion.aware(cast("date | None", moment))
        if value is not None:
            yield value


class RssFeed(StoryFeedType, format="rss"):
    """Feed type of RSS 2.0."""


class AtomFeed(StoryFeedType, format="atom"):
    """Feed type of Atom."""


class JsonFeed(StoryFeedType, format="jsonfeed"):
    """Feed type of JSON Feed."""


class JsonLdFeed(StoryFeedType, format="jsonld"):
    """Feed type of JSON-LD."""


class ActivityStreamsFeed(StoryFeedType, format="activitystreams"):
    """Feed type of ActivityStreams."""


class NewsMLFeed(StoryFeedType, format="newsml"):
    """Feed type of NewsML-G2."""


class NinjsFeed(StoryFeedType, format="ninjs"):
    """Feed type of ninjs."""


class StoryJsonFeed(StoryFeedType, format="json"):
    """Feed type of newsfeed JSON."""


class MarkdownFeed(StoryFeedType, format="markdown"):
    """Feed type of Markdown, as in `llms.txt`."""


class StandardSiteFeed(StoryFeedType, format="standardsite"):
    """Feed type of standard.site."""


def feed_type(name: FormatName, **options: Unpack[WriteOptions]) -> type[StoryFeedType]:
    """Return the feed type of a format, also of one that a plug-in adds.

    Args:
        name: the name of a format that has stories.
        options: options of `newsfeed.dumps` for all documents of this type.

    Raises:
        UnknownFormatError: there is no such format.
        UnsupportedError: it has no writer, or no feeds with stories.
    """

    class FormatFeed(StoryFeedType, format=name, options=options):
        """Feed type of a format with options."""

    return FormatFeed


class ExplainerFeed(_View):
    """Feed of Django for items that are stories.

    Derive a class from it, name one of the feed types as `feed_type`, and override `item_story` unless the items have a
    method `to_story`. The other methods of Django's feeds complete a story: tags and files are added, and a value that
    the story does not have is taken.
    """

    feed_type: type[SyndicationFeed] = RssFeed
    item_pubdate: object = None
    """None for the dates of the story. Defined, so that Django sends Last-Modified."""

    def item_story(self, item: object) -> Story:
        """Return the story of an item.

        Raises:
            ArgumentError: the item is no story and has no method `to_story`.
        """
        return story_from(item)

    def item_title(self, item: object) -> str:
        """Return "", so that the headline of the story is used."""
        del item
        return ""

    def item_description(self, item: object) -> str:
        """Return "", so that the summary of the story is used."""
        del item
        return ""

    def item_link(self, item: object) -> str:
        """Return the address of an item: its `get_absolute_url()`, or that of its story."""
        address = getattr(item, "get_absolute_url", None)
        if callable(address):
            return str(address())
        story = self.item_story(item)
        if story.url is None:
            raise WriteError("story.url", f"is None, and a feed of Django has a link for each item ({story.id:.200})")
        return story.url

    def item_extra_kwargs(self, item: object) -> dict[str, object]:
        """Return the arguments for the feed type: the story, and those of the base class."""
        return {**super().item_extra_kwargs(item), "story": self.item_story(item)}
