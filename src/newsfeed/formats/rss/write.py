"""Stories to RSS 2.0, with the modules dc, content, media, atom and history."""

from collections.abc import Iterator
from typing import Any, Final

from newsfeed.body import xhtml
from newsfeed.errors import WriteError
from newsfeed.findings import Loss
from newsfeed.headings import Headings
from newsfeed.model import Agent, Category, Feed, Media, Organization, Story
from newsfeed.rendering.cache import RenderCache
from newsfeed.rendering.elements import DECLARATION, attributes, character_data, element, optional
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.rendering.sinks import DocumentSink, Write, open_sink
from newsfeed.syndication import (
    extensions,
    links,
)
from newsfeed.syndication import (
    losses as losses_syndication,
)
from newsfeed.syndication import (
    text as text_syndication,
)
from newsfeed.syndication.media import add_media_content, media_type, medium_shown, type_attribute
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
    """Writes one channel, an item as it comes.

    Args:
        sink: takes the bytes.
        headings: the house's.
    """

    def __init__(self, sink: DocumentSink, headings: Headings | None) -> None:
        self._sink = sink
        self._headings = headings

    def write(self, story: Story) -> None:
        """Write the item of a story; one that is withheld or canceled has none."""
        if story.status == "usable":
            self._sink.write_item(story, self._item)

    def _item(self, story: Story) -> bytes:
        return item(story, self._headings)

    def close(self) -> None:
        """Write the end of the channel."""
        self._sink.write(b"</channel>\n</rss>\n")
        self._sink.close()


def open_writer(
    write: Write,
    feed: Feed,
    *,
    single: bool = False,
    headings: Headings | None = None,
    cache: RenderCache | None = None,
) -> Writer:
    """Begin a channel.

    Args:
        write: takes the bytes.
        feed: what the channel says.
        single: the feed is a stand-in for its one story.
        headings: the house's; None takes those of each story's language.
        cache: of rendered stories.

    Raises:
        WriteError: the channel lacks its title or link (RSS 2.0, required channel elements).
    """
    sink = open_sink(write, cache, ("rss", headings))
    sink.write(DECLARATION + (_OPENING + _channel(feed, single=single)).encode())
    return Writer(sink, headings)


def _channel(feed: Feed, *, single: bool) -> str:
    if not feed.title:
        raise WriteError("story.headline" if single else "feed.title", "RSS 2.0 requires a channel title; give one")
    link = feed.url or (links.id_as_link(feed.stories[0]) if single else None)
    if not link:
        raise WriteError(
            "story.url" if single else "feed.url", "RSS 2.0 requires a channel link; give the address of the site"
        )
    parts = [
        "<channel>\n",
        f"<title>{text_syndication.title(feed.title)}</title>\n",
        element("link", link),
        element("description", text_syndication.html(feed.description) or feed.title),
        optional("language", feed.language),
        optional("copyright", feed.rights.notice if feed.rights else ""),
        *_channel_people(feed),
        optional("pubDate", rfc822(feed.published) if feed.published else ""),
        optional("lastBuildDate", rfc822(feed.updated) if feed.updated else ""),
        _categories(feed),
        element("generator", feed.generator or text_syndication.GENERATOR),
        optional("ttl", feed.ttl),
        _image(feed, link),
        links.feed_links("atom:link", feed, MEDIA_TYPE),
        links.history(feed),
        *map(extensions.extension, feed.extensions),
    ]
    return "".join(parts)


def _channel_people(feed: Feed) -> Iterator[str]:
    if mail := mailbox(feed.authors):
        yield element("managingEditor", mail)
    else:
        yield from (element("dc:creator", agent.name) for agent in feed.authors)
    if feed.publisher:
        yield element("dc:publisher", feed.publisher.name)
    if feed.rights and feed.rights.license:
        yield _license(feed.rights.license)


def _categories(feed: Feed) -> str:
    builder = MarkupBuilder()
    _add_categories(builder, feed)
    return builder.build()


def _image(feed: Feed, link: str) -> str:
    """Give the logo; title and link are those of the channel, as the specification wants."""
    if not feed.logo:
        return ""
    return f"<image>\n{element('url', feed.logo)}{element('title', feed.title)}{element('link', link)}</image>\n"


def item(story: Story, headings: Headings | None = None) -> bytes:
    """Give the item of one story; the body comes last, being most of it."""
    url = story.url or links.id_as_link(story)
    builder = MarkupBuilder("<item>\n")
    if story.headline:
        _add_title(builder, story.headline)
    if url:
        builder.text("<link>", url, "</link>\n")
    if story.summary:
        builder.text("<description>", text_syndication.html(story.summary), "</description>\n")
    elif not story.headline:  # RSS 2.0 wants one of the two
        builder.raw("<description></description>\n")
    permalink = "true" if story.id == url else "false"
    builder.text(f'<guid isPermaLink="{permalink}">', story.id, "</guid>\n")
    if story.published:
        builder.raw(f"<pubDate>{rfc822(story.published)}</pubDate>\n")
    _add_people(builder, story)
    _add_categories(builder, story)
    if story.media:
        _add_media(builder, story.media)
    if story.updated:
        builder.raw(f"<atom:updated>{rfc3339(story.updated)}</atom:updated>\n")
    if story.language:
        builder.raw(f"<dc:language>{story.language}</dc:language>\n")
    if story.rights or story.source or story.links or story.extensions:
        builder.raw("".join(_others(story)))
    html = xhtml.render(story, headings=headings)
    if not html:
        builder.raw("</item>\n")
        return builder.build().encode()
    builder.raw("<content:encoded>")
    return b"".join((builder.build().encode(), *character_data(html.encode()), _END))


def _add_title(builder: MarkupBuilder, text: str) -> None:
    if "&" in text or "<" in text:
        builder.raw(f"<title>{text_syndication.title(text)}</title>\n")
    else:
        builder.text("<title>", text, "</title>\n")


def _add_people(builder: MarkupBuilder, story: Story) -> None:
    """Add one author with an e-mail address as `author`, which takes nothing else; all others as dc:creator, one each."""
    if mail := mailbox(story.authors):
        builder.text("<author>", mail, "</author>\n")
    else:
        for agent in story.authors:
            builder.text("<dc:creator>", agent.name, "</dc:creator>\n")
    for agent in story.contributors:
        builder.text("<dc:contributor>", agent.name, "</dc:contributor>\n")
    if story.publisher:
        builder.text("<dc:publisher>", story.publisher.name, "</dc:publisher>\n")


def _add_categories(builder: MarkupBuilder, of: Story | Feed) -> None:
    builder.elements("<category>", text_syndication.tags(of, _is_plain), "</category>\n")
    for each in of.categories:
        if each.scheme:
            builder.text(f'<category domain="{escape_attribute(each.scheme)}">', each.term, "</category>\n")


def _is_plain(category: Category) -> bool:
    return not category.scheme


def mailbox(agents: tuple[Agent, ...]) -> str:
    """Give the one author as `e-mail (name)`; RSS has one at most, and a comment cannot hold parentheses (RFC 822, 3.4.3)."""
    if len(agents) != 1 or not agents[0].email or not set("()\\").isdisjoint(agents[0].name):
        return ""
    return f"{agents[0].email} ({agents[0].name})"


def _add_media(builder: MarkupBuilder, media: tuple[Media, ...]) -> None:
    """Add the one enclosure that RSS 2.0 takes, and all media as Media RSS."""
    enclosed = media[0]
    if len(media) > 1:
        enclosed = next((each for each in media if medium_shown(each) in ("audio", "video")), enclosed)
    rest = f'" length="{enclosed.length or 0}" type="{type_attribute(media_type(enclosed))}"/>\n'
    builder.link('<enclosure url="', enclosed.url, rest)
    for each in media:
        add_media_content(builder, each)


def _others(story: Story) -> Iterator[str]:
    if story.rights and story.rights.notice:
        yield element("dc:rights", story.rights.notice)
    if story.rights and story.rights.license:
        yield _license(story.rights.license)
    if story.source and story.source.feed_url:
        yield element("source", story.source.title, (("url", story.source.feed_url),))
    for link in story.links:
        yield links.atom_link("atom:link", link)
    yield from map(extensions.extension, story.extensions)


def _license(url: str) -> str:
    return f'<creativeCommons:license xmlns:creativeCommons="{escape_attribute(CC)}">{escape(url)}</creativeCommons:license>\n'


# --- losses ----------------------------------------------------------------------------------------------------------------


def losses(story: Story) -> Iterator[Loss]:
    """Name what RSS cannot carry of a story."""
    if story.status != "usable":
        yield Loss("story", f"a {story.status} story is left out of a feed")
        return
    if story.version != 1:
        yield Loss("story.version", "RSS has no versions of an item")
    if story.embargo:
        yield Loss("story.embargo", "RSS has no embargo; hold the story back until it ends")
    if not story.url and links.id_as_link(story):
        yield Loss("story.url", "RSS takes the id, which is an address, as the link")
    if story.published and story.published.microsecond:
        yield Loss("story.published", "RFC 822 dates have no fractions of a second")
    yield from _agent_losses(story.authors, "story.authors")
    yield from _name_only(story.contributors, "story.contributors")
    if story.publisher:
        yield from losses_syndication.fields_lost(
            story.publisher, "story.publisher", ("url", "email", "logo", "same_as"), "RSS carries its name only"
        )
    yield from losses_syndication.keyword_losses(story.keywords, story.topics, "story.keywords")
    yield from _category_losses(story.categories, "story.categories")
    yield from losses_syndication.media_losses(story)
    yield from losses_syndication.rights_losses(story.rights, "story.rights")
    yield from _source_losses(story)
    yield from losses_syndication.link_losses(story.links, "story.links", links.ITEM_RELATIONS)
    yield from xhtml.losses(story)


def _agent_losses(agents: tuple[Agent, ...], path: str) -> Iterator[Loss]:
    mail = mailbox(agents)
    for index, agent in enumerate(agents):
        if isinstance(agent, Organization):
            yield Loss(f"{path}[{index}]", "RSS does not tell organizations from persons; it is read back as a person")
        if agent.email and not mail:
            yield Loss(f"{path}[{index}].email", "RSS has an e-mail address for a single author only")
        names = ("url", "avatar", "logo", "same_as")
        yield from losses_syndication.fields_lost(
            agent, f"{path}[{index}]", names, "RSS carries an author's name and e-mail address only"
        )


def _name_only(agents: tuple[Agent, ...], path: str) -> Iterator[Loss]:
    for index, agent in enumerate(agents):
        if isinstance(agent, Organization):
            yield Loss(f"{path}[{index}]", "RSS does not tell organizations from persons; it is read back as a person")
        names = ("email", "url", "avatar", "logo", "same_as")
        yield from losses_syndication.fields_lost(
            agent, f"{path}[{index}]", names, "RSS carries a contributor's name only"
        )


def _category_losses(categories: Any, path: str) -> Iterator[Loss]:
    for index, category in enumerate(categories):
        if category.label:
            yield Loss(f"{path}[{index}].label", "RSS has no label of a category")
        if not category.scheme:
            yield Loss(f"{path}[{index}]", "a category without a scheme is read back as a keyword")


def _source_losses(story: Story) -> Iterator[Loss]:
    if story.source is None:
        return
    if not story.source.feed_url:
        yield Loss("story.source", "RSS carries a source only by the address of its feed")
    else:
        yield from losses_syndication.fields_lost(
            story.source, "story.source", ("id", "url", "updated"), "RSS carries a source's title and feed only"
        )


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Name what RSS cannot carry of a feed."""
    for name, reason in (
        ("id", "RSS has no id of a channel"),
        ("icon", "RSS has one image, the logo"),
    ):
        if getattr(feed, name):
            yield Loss(f"feed.{name}", reason)
    for name in ("published", "updated"):
        if (value := getattr(feed, name)) and value.microsecond:
            yield Loss(f"feed.{name}", "RFC 822 dates have no fractions of a second")
    if feed.description and text_syndication.html(feed.description) == feed.title:
        yield Loss(
            "feed.description", "RSS requires one, so it is the title where there is none, and read back as none"
        )
    yield from _agent_losses(feed.authors, "feed.authors")
    if feed.publisher:
        yield from losses_syndication.fields_lost(
            feed.publisher, "feed.publisher", ("url", "email", "logo", "same_as"), "RSS carries its name only"
        )
    yield from losses_syndication.keyword_losses(feed.keywords, (), "feed.keywords")
    yield from _category_losses(feed.categories, "feed.categories")
    yield from losses_syndication.rights_losses(feed.rights, "feed.rights")
    yield from losses_syndication.hub_losses(feed)
    yield from losses_syndication.link_losses(feed.links, "feed.links", links.FEED_RELATIONS)
