"""Writer of RSS 2.0 with the modules Dublin Core, content, Media RSS, Atom and feed history."""

from collections.abc import Iterator
from typing import Final

from newsfeed.body import xhtml
from newsfeed.errors import WriteError
from newsfeed.formats.rss.people import add_people, channel_people
from newsfeed.formats.rss.scopes import ITEM_SCOPE, document_scope
from newsfeed.headings import Headings
from newsfeed.model import Category, Extension, Feed, Link, Media, Story
from newsfeed.plugins import WriteContext
from newsfeed.profiles.adaptation import Adaptation, adaptation
from newsfeed.rendering.elements import DECLARATION, character_data, element, optional_element
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.rendering.sinks import DocumentSink, Write, open_sink
from newsfeed.syndication import links, text, uris
from newsfeed.syndication.excerpts import excerpt
from newsfeed.syndication.extensions import UNDECLARED, Scope, foreign_elements, is_foreign, serialize_extension
from newsfeed.syndication.media import add_media_content, media_type_of, medium_as_read, type_attribute
from newsfeed.syndication.newsroom import has_newsroom_fields, newsroom_elements
from newsfeed.syndication.podcast import duration_element, episode_elements, podcast_elements
from newsfeed.syndication.rss_elements import valid_element
from newsfeed.syndication.stylesheet import stylesheet_instruction
from newsfeed.syndication.uris import with_uris
from newsfeed.syndication.usage import license_file, usage_elements
from newsfeed.values.dates import rfc822, rfc3339
from newsfeed.values.escaping import escape, escape_attribute
from newsfeed.values.namespaces import CC
from newsfeed.values.references import to_uri

MEDIA_TYPE: Final = "application/rss+xml"

_BODY_END: Final = "</content:encoded>\n"


class Writer:
    """Writer of one channel, item by item.

    Args:
        sink: destination of the bytes; the beginning of the channel is in it already.
        headings: the house's headings; None uses those of each story's language.
        scope: the namespaces that the root element declares.
        adapted: adapts stories to the consumer that the document is for.
        has_excerpts: True if an item without a summary gets a description from its body.
    """

    def __init__(
        self, sink: DocumentSink, headings: Headings | None, scope: Scope, adapted: Adaptation, *, has_excerpts: bool
    ) -> None:
        self._sink = sink
        self._headings = headings
        self._scope = scope
        self._adapted = adapted
        self._has_excerpts = has_excerpts

    def write(self, story: Story) -> None:
        """Write the item of a story; a withheld or canceled story has none, and one that the consumer refuses."""
        if story.status == "usable" and self._adapted.takes(story):
            self._sink.write_item(story, self._item)

    def _item(self, story: Story) -> bytes:
        adapted = self._adapted.story(story)
        return render_item(adapted, self._headings, self._scope, has_excerpt=self._has_excerpts)

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
        ArgumentError: the address of the style sheet is none.
    """
    adapted = adaptation(feed, context, "rss")
    feed = with_uris(adapted.feed(), uris.FEED_FIELDS)
    scope = document_scope(feed).with_elements(adapted.elements())
    cache_context = ("rss", context.headings, scope.declarations(UNDECLARED), context.description, *adapted.key)
    opening = f'{stylesheet_instruction(context.stylesheet)}<rss version="2.0"{scope.declarations(UNDECLARED)}>\n'
    sink = open_sink(write, context.cache, cache_context)
    sink.write(DECLARATION + (opening + _channel(feed, scope, standalone=context.standalone)).encode())
    return Writer(sink, context.headings, scope, adapted, has_excerpts=context.description == "excerpt")


def _channel(feed: Feed, scope: Scope, *, standalone: bool) -> str:
    if not feed.title:
        path = "story.headline" if standalone else "feed.title"
        raise WriteError(path, "RSS 2.0 requires a title of the channel: set a title")
    link = feed.url or (to_uri(links.id_as_link(feed.stories[0]) or "") if standalone else None)
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
        _license(feed.rights.license, scope) if feed.rights and feed.rights.license else "",
        optional_element("pubDate", rfc822(feed.published) if feed.published else ""),
        optional_element("lastBuildDate", rfc822(feed.updated) if feed.updated else ""),
        _categories(feed),
        element("generator", feed.generator or text.GENERATOR),
        optional_element("ttl", feed.ttl),
        _image(feed, link, None) if all(item.name != "image" for item in feed.extensions) else "",
        links.feed_links("atom:link", feed, MEDIA_TYPE, scope),
        *(links.atom_link("atom:link", license_link) for license_link in license_file(feed)),
        links.history_marks(feed),
        *(serialize_extension(item, scope) for item in usage_elements(feed, link)),
        *(serialize_extension(item, scope) for item in podcast_elements(feed.podcast)),
        *_channel_extensions(feed, link, scope),
    ]
    return "".join(elements)


def _categories(feed: Feed) -> str:
    builder = MarkupBuilder()
    _add_categories(builder, feed)
    return builder.build()


def _channel_extensions(feed: Feed, link: str, scope: Scope) -> Iterator[str]:
    """Yield the extensions in their order; the elements of RSS 2.0 among them each once and in a valid form."""
    names: set[str] = set()
    for item in feed.extensions:
        if is_foreign(item):
            yield serialize_extension(item, scope)
        elif item.name not in names and (valid := valid_element(item)):
            yield _image(feed, link, valid) if item.name == "image" else serialize_extension(valid, scope)
            names.add(item.name)


def _image(feed: Feed, link: str, details: Extension | None) -> str:
    """Return the logo, with its size and description; its title and link must be those of the channel (RSS 2.0, image)."""
    if not feed.logo:
        return ""
    required = f"{element('url', feed.logo)}{element('title', feed.title)}{element('link', link)}"
    parts = details.content if details else ()
    optional = "".join(serialize_extension(part) for part in parts if isinstance(part, Extension))
    return f"<image>\n{required}{optional}</image>\n"


def render_item(
    story: Story, headings: Headings | None = None, scope: Scope = ITEM_SCOPE, *, has_excerpt: bool = True
) -> bytes:
    """Render the item of a story.

    The body comes almost last, since it is most of the item and is joined without being copied into the rest. Media RSS
    follows it: some readers take the last description that they see before the body for that of the item.

    Args:
        story: the story.
        headings: the house's headings; None uses those of the story's language.
        scope: the namespaces that the document declares.
        has_excerpt: True to make a description of the body if the story has no summary.
    """
    story = with_uris(story, uris.STORY_FIELDS)
    url = story.url or links.id_as_link(story)
    html = xhtml.render(story, headings=headings)
    builder = MarkupBuilder("<item>\n")
    if story.headline:
        _add_title(builder, story.headline)
    if url:
        builder.text("<link>", url, "</link>\n")
    _add_description(builder, story, html if has_excerpt else "")
    # A reader opens a permalink, so it must be a web address (RSS Best Practices Profile, guid).
    permalink = "true" if story.id == url and links.id_as_link(story) else "false"
    date = f"<pubDate>{rfc822(story.published)}</pubDate>\n" if story.published else ""
    builder.text(f'<guid isPermaLink="{permalink}">', story.id, f"</guid>\n{date}")
    add_people(builder, story)
    _add_categories(builder, story)
    if story.media:
        _add_enclosure(builder, story.media)
    closing = f"<atom:updated>{rfc3339(story.updated)}</atom:updated>\n" if story.updated else ""
    if story.language:
        closing += f"<dc:language>{story.language}</dc:language>\n"
    if story.podcast or story.media:
        closing += _episode(story, scope)
    if story.rights or story.source or story.links or story.extensions or has_newsroom_fields(story):
        closing += "".join(_rare_elements(story, url, scope))
    if not html:
        builder.raw(closing)
        for media in story.media:
            add_media_content(builder, media, scope)
        builder.raw("</item>\n")
        return builder.build().encode()
    builder.raw(f"{closing}<content:encoded>")
    ending = MarkupBuilder(_BODY_END)
    for media in story.media:
        add_media_content(ending, media, scope)
    ending.raw("</item>\n")
    return b"".join((builder.build().encode(), *character_data(html.encode()), ending.build().encode()))


def _add_description(builder: MarkupBuilder, story: Story, html: str) -> None:
    """Add the summary, or the beginning of the body."""
    if story.summary:
        builder.text("<description>", text.render_html(story.summary), "</description>\n")
    elif html and (description := excerpt(html)):
        builder.text("<description>", escape(description), "</description>\n")
    elif not story.headline:  # RSS 2.0 requires a title or a description
        builder.raw("<description></description>\n")


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


def _add_enclosure(builder: MarkupBuilder, story_media: tuple[Media, ...]) -> None:
    """Add the only enclosure that RSS 2.0 allows, audio or video if there is any."""
    enclosure = story_media[0]
    if len(story_media) > 1:
        enclosure = next((media for media in story_media if medium_as_read(media) in ("audio", "video")), enclosure)
    ending = f'" length="{enclosure.length or 0}" type="{type_attribute(media_type_of(enclosure))}"/>\n'
    builder.link('<enclosure url="', enclosure.url, ending)


def _episode(story: Story, scope: Scope) -> str:
    """Return the elements of an episode of a podcast."""
    duration = duration_element(story)
    if duration is None and story.podcast is None:
        return ""
    elements = [*([duration] if duration else ()), *episode_elements(story.podcast)]
    return "".join([serialize_extension(item, scope) for item in elements])


def _rare_elements(story: Story, url: str | None, scope: Scope) -> Iterator[str]:
    """Yield the elements that few items have."""
    if story.rights and story.rights.notice:
        yield element("dc:rights", story.rights.notice)
    if story.rights and story.rights.license:
        yield _license(story.rights.license, scope)
    if story.source and story.source.feed_url:
        yield element("source", story.source.title, (("url", story.source.feed_url),))
    comments = next(filter(_is_comments_page, story.links), None)
    for link in (*license_file(story), *story.links):
        yield element("comments", link.url) if link is comments else links.atom_link("atom:link", link, scope)
    yield links.translation_links("atom:link", story)
    for item in (*newsroom_elements(story), *usage_elements(story, url), *foreign_elements(story)):
        yield serialize_extension(item, scope)


def _is_comments_page(link: Link) -> bool:
    """Return whether a link is all that `<comments>` can hold: the address of a page for comments, and nothing else."""
    return link.url.startswith(("http://", "https://")) and link == Link(url=link.url, rel="replies")


def _license(url: str, scope: Scope) -> str:
    return serialize_extension(Extension(name=f"{{{CC}}}license", content=(url,)), scope)
