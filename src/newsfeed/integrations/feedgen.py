"""feedgen adapter: newsfeed stories in a FeedGenerator, with the elements that feedgen itself leaves out.

    from newsfeed.integrations.feedgen import to_feedgen
    generator = to_feedgen(feed)                  # a whole newsfeed.Feed, ready for rss_str() and atom_str()

If you fill a FeedGenerator yourself, register the extension once and pass each entry its story:

    register(generator)                           # fg.register_extension(NAME, FeedExtension, StoryExtension)
    entry = generator.add_entry(order="append")
    entry.newsfeed.story(story)                   # adds content, dc:creator, media and full links on output

On its own, feedgen drops every attribute of an entry's links but `href`, writes Atom content without a type, has no
element for several authors in RSS, and stamps the time of the call if no date is set. With the extension, its items
equal those of the newsfeed writers.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, Protocol

import feedgen.feed
from lxml import etree

from newsfeed.body import xhtml
from newsfeed.errors import WriteError
from newsfeed.formats.atom import entry as entry_atom
from newsfeed.formats.atom import write
from newsfeed.formats.rss import people
from newsfeed.formats.rss import write as write_rss
from newsfeed.io import xml
from newsfeed.model import Agent, Feed, Story
from newsfeed.publication import unpublished_reason
from newsfeed.syndication import text
from newsfeed.values import namespaces
from newsfeed.values.urns import id_to_iri

NAME: Final = "newsfeed"
"""Name of the extension, as in `entry.newsfeed`."""

_ATOM: Final = f"{{{namespaces.ATOM}}}"
_NAMESPACES: Final = {
    "atom": namespaces.ATOM,
    "content": namespaces.CONTENT,
    "dc": namespaces.DC,
    "media": namespaces.MEDIA,
}
_REPEATABLE: Final = frozenset(
    [
        "category",
        "link",
        "author",
        "contributor",
        "enclosure",
        f"{{{namespaces.DC}}}creator",
        f"{{{namespaces.DC}}}contributor",
        f"{_ATOM}link",
        f"{{{namespaces.MEDIA}}}content",
    ]
)
"""Elements that an item may have several of."""

_IDENTIFYING_ATTRIBUTES: Final = ("href", "rel", "url", "term", "scheme", "domain")


class Extensible(Protocol):
    """The part of a FeedGenerator that `register` needs; feedgen itself has no types."""

    def register_extension(self, namespace: str, feed_class: type, entry_class: type, /) -> object:
        """Add an extension to a generator and its entries."""
        ...


class FeedGenerator(Protocol):
    """A `feedgen.feed.FeedGenerator` for type checkers; its setters, such as `title`, are untyped."""

    def register_extension(self, namespace: str, feed_class: type, entry_class: type, /) -> object:
        """Add an extension to the generator and its entries."""
        ...

    def rss_str(self, pretty: bool = False) -> bytes:
        """Return the RSS document."""
        ...

    def atom_str(self, pretty: bool = False) -> bytes:
        """Return the Atom document."""
        ...

    def __getattr__(self, name: str) -> Any:
        """Return any other member of the generator."""
        ...


class FeedExtension:
    """The feed's part of the extension: the namespaces used in entries."""

    def extend_ns(self) -> dict[str, str]:
        """Return namespaces by prefix."""
        return dict(_NAMESPACES)

    def extend_rss(self, feed: Any) -> Any:
        """Return the root element of RSS as it is."""
        return feed

    def extend_atom(self, feed: Any) -> Any:
        """Return the root element of Atom as it is."""
        return feed


class StoryExtension:
    """The entry's part of the extension: holds a story and adds its missing elements to the entry."""

    def __init__(self) -> None:
        self._story: Story | None = None
        self._author = ""

    def story(self, story: Story | None = None, *, author: str = "") -> Story | None:
        """Set or get the story of an entry.

        Args:
            story: the story to set; Atom requires one of its dates. None leaves the current story.
            author: name to write for a story without authors.

        Returns:
            the story that is set.
        """
        if story is not None:
            self._story, self._author = story, author
        return self._story

    def extend_ns(self) -> dict[str, str]:
        """Return namespaces by prefix."""
        return dict(_NAMESPACES)

    def extend_rss(self, feed: Any) -> Any:
        """Add the story's missing elements to an RSS item; feedgen passes it as `feed`."""
        if self._story is not None:
            _merge(feed, _written_elements(write_rss.render_item(self._story), "item"))
        return feed

    def extend_atom(self, feed: Any) -> Any:
        """Add the story's missing elements and link attributes to an Atom entry; feedgen passes it as `feed`."""
        if self._story is not None:
            _merge(feed, _written_elements(entry_atom.render_entry(self._story), "entry"))
            if self._author and not self._story.authors:
                author = etree.SubElement(feed, f"{{{namespaces.ATOM}}}author")
                etree.SubElement(author, f"{{{namespaces.ATOM}}}name").text = self._author
            if self._story.language:
                feed.set(f"{{{namespaces.XML}}}lang", self._story.language)
        return feed


def register(generator: Extensible) -> None:
    """Add the extension to a FeedGenerator, so that its new entries have `entry.newsfeed`.

    Raises:
        ImportError: the extension is registered already (feedgen's own error).
    """
    generator.register_extension(NAME, FeedExtension, StoryExtension)


def to_feedgen(feed: Feed, *, as_of: datetime | None = None) -> FeedGenerator:
    """Return a FeedGenerator with a feed's stories in their order.

    Args:
        feed: the feed with its stories; those that are withheld, canceled, under embargo or expired are left out.
        as_of: the moment of publication, an aware datetime; None leaves out every story with an embargo.

    Raises:
        WriteError: the feed has no title, url or date, or a story has no date: feedgen requires them.
    """
    generator: Any = feedgen.feed.FeedGenerator()
    register(generator)
    _fill_feed(generator, feed)
    for index, story in enumerate(feed.stories):
        if not unpublished_reason(story, as_of):
            _fill_entry(generator.add_entry(order="append"), story, feed, f"feed.stories[{index}]")
    filled: FeedGenerator = generator
    return filled


def _fill_feed(generator: FeedGenerator, feed: Feed) -> None:
    if not feed.title:
        raise WriteError("feed.title", "is empty, but feedgen requires it: set the title of the feed")
    if not feed.url:
        raise WriteError("feed.url", "is empty, but feedgen requires it: set the address of the site")
    updated = feed.updated or write.newest_date(feed)
    if updated is None:
        raise WriteError("feed.updated", "is empty, and feedgen would write the time of the call: set a date")
    generator.title(feed.title)
    generator.id(id_to_iri(feed.id or feed.feed_url or feed.url))
    generator.updated(updated)
    generator.description(text.render_html(feed.description) or feed.title)
    if feed.description:
        generator.subtitle(str(feed.description))
        # A subtitle replaces the description.
        generator.description(text.render_html(feed.description))
    generator.generator(feed.generator or text.GENERATOR)
    generator.docs("https://www.rssboard.org/rss-specification")
    _add_feed_metadata(generator, feed)
    _add_feed_links(generator, feed)


def _add_feed_metadata(generator: FeedGenerator, feed: Feed) -> None:
    if feed.authors:
        generator.author([_person(agent) for agent in feed.authors])
    if mailbox := people.mailbox(feed.authors):
        generator.managingEditor(mailbox)
    for category in feed.categories:
        generator.category({"term": category.term, **({"scheme": category.scheme} if category.scheme else {})})
    for keyword in feed.keywords:
        generator.category({"term": keyword})
    if feed.language:
        generator.language(feed.language)
    if feed.icon:
        generator.icon(feed.icon)
    if feed.logo:
        generator.logo(feed.logo)
        generator.image(url=feed.logo, title=feed.title, link=feed.url)
    if feed.ttl:
        generator.ttl(feed.ttl)
    if feed.published:
        generator.pubDate(feed.published)
    if feed.rights and feed.rights.notice:
        generator.rights(feed.rights.notice)


def _add_feed_links(generator: FeedGenerator, feed: Feed) -> None:
    if feed.feed_url:
        generator.link(href=feed.feed_url, rel="self")
    for hub in feed.hubs:
        generator.link(href=hub.url, rel="hub")
    # feedgen writes the link that was added last as the link of the RSS channel.
    generator.link(href=feed.url, rel="alternate", type="text/html")


def _person(agent: Agent) -> dict[str, str]:
    fields = {"name": agent.name, "email": agent.email, "uri": agent.url}
    return {name: value for name, value in fields.items() if value}


def _fill_entry(entry: Any, story: Story, feed: Feed, path: str) -> None:
    updated = story.updated or story.published
    if updated is None:
        raise WriteError(
            f"{path}.updated", "is empty, and feedgen would write the time of the call: set updated or published"
        )
    entry.title(story.headline or " ")
    # This sets the RSS guid as well; the extension replaces it with the story's own.
    entry.id(id_to_iri(story.id))
    entry.updated(updated)
    if story.published:
        entry.published(story.published)
    if story.url:
        entry.link(href=story.url, rel="alternate", type="text/html")
    html = xhtml.render(story)
    if story.summary:
        entry.description(text.render_html(story.summary), isSummary=True)
        if html:
            entry.content(html, type="html")
    has_mailbox = bool(people.mailbox(story.authors))
    for agent in story.authors:
        entry.author(_person(agent) if has_mailbox else {"name": agent.name})
    for name in text.tag_names(story, lambda category: not category.scheme):
        entry.category({"term": name})
    for category in story.categories:
        if category.scheme:
            entry.category({"term": category.term, "scheme": category.scheme})
    author = "" if feed.authors else (feed.publisher.name if feed.publisher else feed.title)
    entry.newsfeed.story(story, author=author)  # pyright: ignore[reportAttributeAccessIssue]  # added by `register`


# --- merging elements -------------------------------------------------------------------------------------------------


def _written_elements(data: bytes, name: str) -> Iterable["etree._Element"]:
    """Return the child elements of an item or entry as a newsfeed writer wrote it.

    Args:
        data: one item or entry.
        name: "item" or "entry".
    """
    declarations = "".join(f' xmlns:{prefix}="{namespace}"' for prefix, namespace in _NAMESPACES.items())
    root = xml.parse(f"<root{declarations}>".encode() + data + b"</root>").root
    return [child for item in root.iter(name) for child in item]


def _merge(entry: "etree._Element", elements: Iterable["etree._Element"]) -> None:
    """Add elements to an entry; each replaces feedgen's element for the same value, if there is one.

    feedgen creates Atom elements without a namespace and declares it as text, so names are compared without one.
    """
    remaining = list(entry)
    for element in elements:
        element.tail = None
        match = next((child for child in remaining if _is_same_value(child, element)), None)
        if match is None:
            entry.append(element)
        else:
            entry.replace(match, element)
            remaining.remove(match)
    for author in [child for child in entry if child.tag == "author" and _is_redundant_author(entry, child)]:
        entry.remove(author)


def _is_same_value(theirs: "etree._Element", ours: "etree._Element") -> bool:
    """Return whether feedgen's element holds the same value as ours; it may have fewer attributes."""
    if theirs.tag != ours.tag:
        return False
    if ours.tag not in _REPEATABLE:
        return True
    if ours.tag == "link" and ours.get("href") is not None:
        return theirs.get("href") == ours.get("href") and theirs.get("rel") in (None, ours.get("rel"))
    is_person = ours.find("name") is not None
    if is_person:
        return theirs.findtext("name") == ours.findtext("name")
    if ours.tag == f"{{{namespaces.MEDIA}}}content":
        return theirs.get("url") == ours.get("url")
    names = [name for name in _IDENTIFYING_ATTRIBUTES if ours.get(name) or theirs.get(name)]
    return (theirs.text or "") == (ours.text or "") and all(theirs.get(name) == ours.get(name) for name in names)


def _is_redundant_author(entry: "etree._Element", author: "etree._Element") -> bool:
    """Return whether an RSS `<author>` must go because the item has its authors as `<dc:creator>`, and this has no address."""
    return len(author) == 0 and "@" not in (author.text or "") and entry.find(f"{{{namespaces.DC}}}creator") is not None
