"""Stories to Atom."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

import attrs

from newsfeed.body import xhtml
from newsfeed.errors import WriteError
from newsfeed.findings import Loss
from newsfeed.headings import Headings
from newsfeed.model import Agent, Category, Feed, Media, Organization, Source, Story
from newsfeed.model.rich_text import Text
from newsfeed.rendering.cache import RenderCache
from newsfeed.rendering.elements import DECLARATION, attributes, character_data, element, empty, optional
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.rendering.sinks import DocumentSink, Write, open_sink
from newsfeed.syndication import extensions, links, text
from newsfeed.syndication import losses as losses_syndication
from newsfeed.syndication.media import (
    add_media_content,
    type_attribute,
)
from newsfeed.values.dates import rfc3339
from newsfeed.values.escaping import escape, escape_attribute
from newsfeed.values.ids import iri_of
from newsfeed.values.namespaces import ATOM, FH, MEDIA, TOMBSTONES

MEDIA_TYPE: Final = "application/atom+xml"

_END: Final = b"</content>\n</entry>\n"
_NAMESPACES: Final = f' xmlns="{ATOM}" xmlns:at="{TOMBSTONES}" xmlns:fh="{FH}" xmlns:media="{MEDIA}"'


class Writer:
    """Writes one feed, an entry as it comes.

    Args:
        sink: takes the bytes.
        single: the feed is a stand-in for its one story.
        headings: the house's.
    """

    def __init__(self, sink: DocumentSink, *, single: bool, headings: Headings | None) -> None:
        self._sink = sink
        self._headings = headings
        self._single = single
        self._count = 0

    def write(self, story: Story) -> None:
        """Write the entry of a story; one that is withheld has none, and of a canceled one the place is marked (RFC 6721)."""
        self._count += 1
        if story.status == "usable":
            self._sink.write_item(story, self._entry)
        elif story.status == "canceled" and (when := story.updated or story.published):
            self._sink.write(empty("at:deleted-entry", (("ref", iri_of(story.id)), ("when", rfc3339(when)))).encode())

    def _entry(self, story: Story) -> bytes:
        # only a story without a date is ever named
        path = "story" if self._single or story.updated else f"feed.stories[{self._count - 1}]"
        return entry(story, headings=self._headings, path=path)

    def close(self) -> None:
        """Write the end of the feed."""
        self._sink.write(b"</feed>\n")
        self._sink.close()


def open_writer(
    write: Write,
    feed: Feed,
    *,
    single: bool = False,
    headings: Headings | None = None,
    cache: RenderCache | None = None,
) -> Writer:
    """Begin a feed.

    Args:
        write: takes the bytes.
        feed: what the feed says; where it has no `updated`, the newest date of the stories in it is taken.
        single: the feed is a stand-in for its one story.
        headings: the house's; None takes those of each story's language.
        cache: of rendered stories.

    Raises:
        WriteError: the feed lacks its title, id or date (RFC 4287, 4.1.1).
    """
    sink = open_sink(write, cache, ("atom", headings))
    sink.write(DECLARATION + _feed(feed, single=single).encode())
    return Writer(sink, single=single, headings=headings)


def _feed(feed: Feed, *, single: bool) -> str:
    if not feed.title:
        raise WriteError(
            "story.headline" if single else "feed.title", "Atom requires a title (RFC 4287, 4.1.1); give one"
        )
    identifier = feed.id or feed.feed_url or feed.url or (iri_of(feed.stories[0].id) if single else None)
    if not identifier:
        raise WriteError("feed.id", "Atom requires an id (RFC 4287, 4.1.1); give id, feed_url or url")
    updated = feed.updated or newest(feed)
    if not updated:
        path = "story.updated" if single else "feed.updated"
        raise WriteError(path, "Atom requires the date of the last change (RFC 4287, 4.1.1); give updated or published")
    language = attributes((("xml:lang", feed.language),))
    parts = [
        f"<feed{_NAMESPACES}{language}>\n",
        element("id", iri_of(identifier)),
        element("title", feed.title),
        _text("subtitle", feed.description),
        element("updated", rfc3339(updated)),
        empty("link", (("href", feed.url), ("rel", "alternate"), ("type", "text/html"))) if feed.url else "",
        _license(feed),
        links.feed_links("link", feed, MEDIA_TYPE, without=_license_among(feed)),
        *(_agent("author", agent) for agent in feed.authors),
        _stand_in(feed, single=single) if _needs_author(feed) else "",
        _categories(feed),
        optional("rights", feed.rights.notice if feed.rights else ""),
        optional("icon", feed.icon),
        optional("logo", feed.logo),
        element("generator", feed.generator or text.GENERATOR),
        links.history(feed),
        *map(extensions.extension, feed.extensions),
    ]
    return "".join(parts)


def newest(feed: Feed) -> datetime | None:
    """Give the newest date of the stories that a feed holds."""
    dates = [date for story in feed.stories if (date := story.updated or story.published)]
    return max(dates, default=None)


def _needs_author(feed: Feed) -> bool:
    """Whether a story has no author, or may have none, so that its feed must have one (RFC 4287, 4.1.1)."""
    if feed.authors:
        return False
    has_usable = False
    for story in feed.stories:
        if story.status == "usable":
            if not story.authors:
                return True
            has_usable = True
    return not has_usable


def _stand_in(feed: Feed, *, single: bool) -> str:
    """Give the author of a feed that has none: its publisher, or else a name that is known."""
    if feed.publisher:
        return _agent("author", feed.publisher)
    name = (urlsplit(feed.url).hostname if feed.url else None) if single else feed.title
    if not name:
        raise WriteError("story.authors", "Atom requires an author (RFC 4287, 4.1.2); give authors or publisher")
    return f"<author><name>{escape(name)}</name></author>\n"


def entry(story: Story, *, headings: Headings | None = None, path: str = "story") -> bytes:
    """Give the entry of one story.

    Args:
        story: to write.
        headings: the house's.
        path: of the story, for errors.
    """
    updated = story.updated or story.published
    if not updated:
        raise WriteError(
            f"{path}.updated", "Atom requires the date of the last change (RFC 4287, 4.1.2); give updated or published"
        )
    language = f' xml:lang="{story.language}"' if story.language else ""
    builder = MarkupBuilder()
    builder.text(f"<entry{language}>\n<id>", iri_of(story.id, story.url), "</id>\n")
    builder.text("<title>", story.headline, "</title>\n")
    dates = f"<updated>{rfc3339(updated)}</updated>\n"
    if story.published:
        dates += f"<published>{rfc3339(story.published)}</published>\n"
    url = story.url or links.id_as_link(story)
    if url:
        builder.link('<link href="', url, f'" rel="alternate" type="text/html"/>\n{dates}')
    else:
        builder.raw(dates)
    for agent in story.authors:
        if agent.url or agent.email:  # few have; for the others a call is most of the cost
            _add_agent(builder, "author", agent)
        else:
            builder.text("<author><name>", agent.name, "</name></author>\n")
    _add_others(builder, story)
    html = xhtml.render(story, headings=headings)
    summary = story.summary
    if summary or not (html or url):
        _add_text(builder, "summary", summary)
    if html:
        builder.raw('<content type="html">')
        return b"".join((builder.build().encode(), *character_data(html.encode()), _END))
    if not url:  # without content an entry must have an alternate link (RFC 4287, 4.1.2)
        builder.raw("<content></content>\n")
    builder.raw("</entry>\n")
    return builder.build().encode()


def _add_text(builder: MarkupBuilder, name: str, value: Text) -> None:
    """Add a text construct (RFC 4287, 3.1)."""
    if isinstance(value, str) and "\n\n" not in value:
        builder.text(f"<{name}>", value, f"</{name}>\n")
    else:
        builder.text(f'<{name} type="html">', text.html(value), f"</{name}>\n")


def _text(name: str, value: Text) -> str:
    builder = MarkupBuilder()
    if value:
        _add_text(builder, name, value)
    return builder.build()


def _add_agent(builder: MarkupBuilder, name: str, agent: Agent) -> None:
    """Add a person construct (RFC 4287, 3.2)."""
    builder.text(f"<{name}><name>", agent.name, "</name>")
    if agent.url:
        builder.text("<uri>", agent.url, "</uri>")
    if agent.email:
        builder.text("<email>", agent.email, "</email>")
    builder.raw(f"</{name}>\n")


def _agent(name: str, agent: Agent) -> str:
    builder = MarkupBuilder()
    _add_agent(builder, name, agent)
    return builder.build()


def _add_categories(builder: MarkupBuilder, of: Story | Feed) -> None:
    builder.attribute_elements('<category term="', text.tags(of, _is_plain), '"/>\n')
    for each in of.categories:
        if not _is_plain(each):
            pairs = (("term", each.term), ("scheme", each.scheme), ("label", each.label))
            builder.raw(empty("category", pairs))


def _categories(feed: Feed) -> str:
    builder = MarkupBuilder()
    _add_categories(builder, feed)
    return builder.build()


def _is_plain(category: Category) -> bool:
    return not category.scheme and not category.label


def _add_others(builder: MarkupBuilder, story: Story) -> None:
    for agent in story.contributors:
        _add_agent(builder, "contributor", agent)
    _add_categories(builder, story)
    for mention in story.press:
        if mention.url:
            language = f' hreflang="{mention.language}"' if mention.language else ""
            builder.link('<link href="', mention.url, f'" rel="via"{language}')
            builder.attribute(' title="', mention.outlet.name, '"/>\n')
    for media in story.media:
        _add_media(builder, media)
    if story.rights or story.links or story.source or story.extensions:
        builder.raw("".join(_rare(story)))


def _rare(story: Story) -> Iterator[str]:
    """Give what few entries have."""
    if story.rights:
        yield optional("rights", story.rights.notice)
    yield _license(story)
    license_at = _license_among(story)
    for index, link in enumerate(story.links):
        if index != license_at:
            yield links.atom_link("link", link)
    if story.source:
        yield _source(story.source)
    yield from map(extensions.extension, story.extensions)


def _add_media(builder: MarkupBuilder, media: Media) -> None:
    """Add a medium as a link, and once more as Media RSS where a link cannot say all of it."""
    rest = '" rel="enclosure"'
    if media.type:
        rest += f' type="{type_attribute(media.type)}"'
    if media.length is not None:
        rest += f' length="{media.length}"'
    if media.language:
        rest += f' hreflang="{media.language}"'
    if media.title:
        rest += f' title="{escape_attribute(media.title)}"'
    builder.link('<link href="', media.url, f"{rest}/>\n")
    add_media_content(builder, media)


def _license(of: Story | Feed) -> str:
    """Give the license as a link; where only a further link says that it is one, it is taken."""
    index = _license_among(of)
    url = of.links[index].url if index is not None else of.rights.license if of.rights else None
    return empty("link", (("href", url), ("rel", "license"))) if url else ""


def _license_among(of: Story | Feed) -> int | None:
    """Give which of the links is read back as the license: the first that is one, where the rights do not say it."""
    if of.rights and of.rights.license:
        return None
    return next((index for index, link in enumerate(of.links) if link.rel == "license"), None)


def _source(source: Source) -> str:
    """Give the feed that a copied entry came from (RFC 4287, 4.2.11)."""
    parts = (
        optional("id", iri_of(source.id) if source.id else ""),
        optional("title", source.title),
        optional("updated", rfc3339(source.updated) if source.updated else ""),
        empty("link", (("href", source.url), ("rel", "alternate"))) if source.url else "",
        empty("link", (("href", source.feed_url), ("rel", "self"))) if source.feed_url else "",
    )
    return f"<source>\n{''.join(parts)}</source>\n"


# --- losses ----------------------------------------------------------------------------------------------------------------


def losses(story: Story) -> Iterator[Loss]:
    """Name what Atom cannot carry of a story."""
    if story.status != "usable":
        yield from _absent(story)
        return
    if story.version != 1:
        yield Loss("story.version", "Atom has no versions of an entry")
    if story.embargo:
        yield Loss("story.embargo", "Atom has no embargo; hold the story back until it ends")
    if story.publisher:
        yield Loss("story.publisher", "Atom has no publisher of an entry")
    if not story.url and links.id_as_link(story):
        yield Loss("story.url", "the id, which is an address, is read back as the link")
    if not story.updated:
        yield Loss("story.updated", "Atom requires it: `published` stands in for it")
    yield from _agent_losses(story.authors, "story.authors")
    yield from _agent_losses(story.contributors, "story.contributors")
    yield from losses_syndication.keyword_losses(story.keywords, story.topics, "story.keywords")
    yield from _category_losses(story.categories, "story.categories")
    yield from losses_syndication.media_losses(story)
    yield from losses_syndication.rights_losses(story.rights, "story.rights")
    yield from _link_losses(story, "story", links.ITEM_RELATIONS)
    yield from xhtml.losses(story)


def _absent(story: Story) -> Iterator[Loss]:
    """Name what is lost of a story that has no entry: all, or all but id and date where a tombstone marks its place."""
    if story.status != "canceled" or not (story.updated or story.published):
        yield Loss("story", f"a {story.status} story is left out of a feed")
        return
    if not story.updated:
        yield Loss("story.updated", "a tombstone requires a date: `published` stands in for it")
    for field in attrs.fields(Story):
        if field.name not in ("id", "status", "updated") and getattr(story, field.name) != field.default:
            yield Loss(
                f"story.{field.name}", "a tombstone (RFC 6721) keeps the id and the date of a canceled story only"
            )


def _link_losses(of: Story | Feed, owner: str, reserved: frozenset[str]) -> Iterator[Loss]:
    """Name the links that are read back as something else."""
    yield from losses_syndication.link_losses(of.links, f"{owner}.links", reserved)
    index = _license_among(of)
    if index is not None:
        yield Loss(f"{owner}.links[{index}]", "a link rel=license is read back as the license")
        yield Loss(
            f"{owner}.rights.license" if of.rights else f"{owner}.rights", "a link rel=license is read back as it"
        )


def _agent_losses(agents: tuple[Agent, ...], path: str) -> Iterator[Loss]:
    for index, agent in enumerate(agents):
        if isinstance(agent, Organization):
            yield Loss(f"{path}[{index}]", "Atom does not tell organizations from persons; it is read back as a person")
        names, reason = ("avatar", "logo", "same_as"), "Atom carries a person's name, uri and e-mail address only"
        yield from losses_syndication.fields_lost(agent, f"{path}[{index}]", names, reason)


def _category_losses(categories: tuple[Category, ...], path: str) -> Iterator[Loss]:
    for index, category in enumerate(categories):
        if _is_plain(category):
            yield Loss(f"{path}[{index}]", "a category without scheme and label is read back as a keyword")


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Name what Atom cannot carry of a feed."""
    for name in ("published", "ttl", "publisher"):
        if getattr(feed, name):
            yield Loss(f"feed.{name}", f"Atom has no {name} of a feed")
    if not feed.id:
        yield Loss("feed.id", "Atom requires it: `feed_url`, or else `url`, stands in for it")
    if not feed.updated:
        yield Loss("feed.updated", "Atom requires it: the newest date of the stories stands in for it")
    if _needs_author(feed):
        yield Loss("feed.authors", "Atom requires an author of a feed with stories that have none: its name stands in")
    yield from _agent_losses(feed.authors, "feed.authors")
    yield from losses_syndication.keyword_losses(feed.keywords, (), "feed.keywords")
    yield from _category_losses(feed.categories, "feed.categories")
    yield from losses_syndication.rights_losses(feed.rights, "feed.rights")
    yield from losses_syndication.hub_losses(feed)
    yield from _link_losses(feed, "feed", links.FEED_RELATIONS)
