"""Writer of RSS 2.0 with the modules Dublin Core, content, Media RSS, Atom and feed history."""

from collections.abc import Iterator
from typing import Final

from newsfeed.body import xhtml
from newsfeed.errors import WriteError
from newsfeed.formats.rss.people import add_people, channel_people
from newsfeed.headings import Headings
from newsfeed.model import Category, Feed, Media, Story
from newsfeed.plugins import WriteContext
from newsfeed.rendering.elements import DECLARATION, attributes, character_data, element, optional_element
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.rendering.sinks import DocumentSink, Write, open_sink
from newsfeed.syndication import extensions, links, text
from newsfeed.syndication.media import add_media_content, media_type_of, medium_as_read, type_attribute
from newsfeed.values.dates import rfc822, rfc3339
from newsfeed.values.escaping import escape, escape_attribute
from newsfeed.values.namespaces import ATOM, CC, CONTENT, DC, FH, MEDIA

MEDIA_TYPE: Final = "application/rss+xml"

_NAMESPACES: Final = {"atom": ATOM, "content": CONTENT, "dc": DC, "fh": FH, "media": MEDIA}
_END: Final = b"</content:encoded>\n</item>\n"
_OPENING: Final = (
    f"<rss{attributes([('version', '2.0'), *((f'xmlns:{key}', value) for key, value in _NAMESPACES.items())])}>\n"
)


class Writer:
    """Writer of one channel, item by item.

    Args:
        sink: destination of the bytes; the beginning of the channel is in it already.
        headings: the house's headings; None uses those of each story's language.
    """

    def __init__(self, sink: DocumentSink, headings: Headings | None) -> None:
        self._sink = sink
        self._headings = headings

    def write(self, story: Story) -> None:
        """Write the item of a story; a withheld or canceled story has none."""
        if story.status == "usable":
            self._sink.write_item(story, self._item)

    def _item(self, story: Story) -> bytes:
        return render_item(story, self._headings)

    def close(self) -> None:
        """Write the end of the channel."""
        self._sink.write(b"</channel>\n</rss>\n")
        self._sink.close()


def open_writer(write: Write, feed: Feed, context: WriteContext) -> Writer:
    """Write the beginning of a channel and return the writer of its items.

    Args:
        write: destination of the bytes.
        feed: the channel; its stories are not written.
        context: the caller's options.

    Raises:
        WriteError: the feed has no title or no link (RSS 2.0, required channel elements).
    """
    sink = open_sink(write, context.cache, ("rss", context.headings))
    sink.write(DECLARATION + (_OPENING + _channel(feed, standalone=context.standalone)).encode())
    return Writer(sink, context.headings)


def _channel(feed: Feed, *, standalone: bool) -> str:
    if not feed.title:
        path = "story.headline" if standalone else "feed.title"
        raise WriteError(path, "RSS 2.0 requires a title of the channel: set a title")
    link = feed.url or (links.id_as_link(feed.stories[0]) if standalone else None)
    if not link:
        path = "story.url" if standalone else "feed.url"
        raise WriteError(path, "RSS 2.0 requires a link of the channel: set the URL of the web site")
    elements = [
        "<channel>\n",
        f"<title>{text.escape_title(feed.title)}</title>\n",
        element("link", link),
        element("description", text.render_html(feed.description) or feed.title),
        optional_element("language", feed.language),
        optional_element("copyright", feed.rights.notice if feed.rights else ""),
        *channel_people(feed),
        _license(feed.rights.license) if feed.rights and feed.rights.license else "",
        optional_element("pubDate", rfc822(feed.published) if feed.published else ""),
        optional_element("lastBuildDate", rfc822(feed.updated) if feed.updated else ""),
        _categories(feed),
        element("generator", feed.generator or text.GENERATOR),
        optional_element("ttl", feed.ttl),
        _image(feed, link),
        links.feed_links("atom:link", feed, MEDIA_TYPE),
        links.history_marks(feed),
        *map(extensions.serialize_extension, feed.extensions),
    ]
    return "".join(elements)


def _categories(feed: Feed) -> str:
    builder = MarkupBuilder()
    _add_categories(builder, feed)
    return builder.build()


def _image(feed: Feed, link: str) -> str:
    """Return the logo; its title and link must be those of the channel (RSS 2.0, image)."""
    if not feed.logo:
        return ""
    return f"<image>\n{element('url', feed.logo)}{element('title', feed.title)}{element('link', link)}</image>\n"


def render_item(story: Story, headings: Headings | None = None) -> bytes:
    """Render the item of a story.

    The body comes last, since it is most of the item and is appended without being copied into the rest.

    Args:
        story: the story.
        headings: the house's headings; None uses those of the story's language.
    """
    url = story.url or links.id_as_link(story)
    builder = MarkupBuilder("<item>\n")
    if story.headline:
        _add_title(builder, story.headline)
    if url:
        builder.text("<link>", url, "</link>\n")
    if story.summary:
        builder.text("<description>", text.render_html(story.summary), "</description>\n")
    elif not story.headline:  # RSS 2.0 requires a title or a description
        builder.raw("<description></description>\n")
    permalink = "true" if story.id == url else "false"
    date = f"<pubDate>{rfc822(story.published)}</pubDate>\n" if story.published else ""
    builder.text(f'<guid isPermaLink="{permalink}">', story.id, f"</guid>\n{date}")
    add_people(builder, story)
    _add_categories(builder, story)
    if story.media:
        _add_media(builder, story.media)
    closing = f"<atom:updated>{rfc3339(story.updated)}</atom:updated>\n" if story.updated else ""
    if story.language:
        closing += f"<dc:language>{story.language}</dc:language>\n"
    if story.rights or story.source or story.links or story.extensions:
        closing += "".join(_rare_elements(story))
    html = xhtml.render(story, headings=headings)
    if not html:
        builder.raw(f"{closing}</item>\n")
        return builder.build().encode()
    builder.raw(f"{closing}<content:encoded>")
    return b"".join((builder.build().encode(), *character_data(html.encode()), _END))


def _add_title(builder: MarkupBuilder, headline: str) -> None:
    if "&" in headline or "<" in headline:
        builder.raw(f"<title>{text.escape_title(headline)}</title>\n")
    else:
        builder.text("<title>", headline, "</title>\n")


def _add_categories(builder: MarkupBuilder, tagged: Story | Feed) -> None:
    builder.elements("<category>", text.tag_names(tagged, _is_plain), "</category>\n")
    for category in tagged.categories:
        if category.scheme:
            domain = escape_attribute(category.scheme)
            builder.text(f'<category domain="{domain}">', category.term, "</category>\n")


def _is_plain(category: Category) -> bool:
    return not category.scheme


def _add_media(builder: MarkupBuilder, story_media: tuple[Media, ...]) -> None:
    """Add the only enclosure that RSS 2.0 allows, audio or video if there is any, and all media as Media RSS."""
    enclosure = story_media[0]
    if len(story_media) > 1:
        enclosure = next((media for media in story_media if medium_as_read(media) in ("audio", "video")), enclosure)
    ending = f'" length="{enclosure.length or 0}" type="{type_attribute(media_type_of(enclosure))}"/>\n'
    builder.link('<enclosure url="', enclosure.url, ending)
    for media in story_media:
        add_media_content(builder, media)


def _rare_elements(story: Story) -> Iterator[str]:
    """Yield the elements that few items have."""
    if story.rights and story.rights.notice:
        yield element("dc:rights", story.rights.notice)
    if story.rights and story.rights.license:
        yield _license(story.rights.license)
    if story.source and story.source.feed_url:
        yield element("source", story.source.title, (("url", story.source.feed_url),))
    for link in story.links:
        yield links.atom_link("atom:link", link)
    yield from map(extensions.serialize_extension, story.extensions)


def _license(url: str) -> str:
    return f'<creativeCommons:license xmlns:creativeCommons="{escape_attribute(CC)}">{escape(url)}</creativeCommons:license>\n'
