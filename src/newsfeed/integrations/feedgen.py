"""feedgen: our stories in a FeedGenerator, and an extension that adds what feedgen leaves out.

    from newsfeed.integrations.feedgen import to_feedgen
    generator = to_feedgen(feed)                  # all of a newsfeed.Feed, ready for rss_str() and atom_str()

and for those who fill their own FeedGenerator, one line and then one an entry:

    register(generator)                           # fg.register_extension(NAME, FeedExtension, StoryExtension)
    entry = generator.add_entry(order="append")
    entry.newsfeed.story(story)                   # content, dc:creator, media and whole links are added when it is written

feedgen drops every attribute of an entry's links but `href`, gives Atom content no type, has no element for several authors in
RSS and stamps the time of the call where no date is set; with the extension what it writes is what our own writers write.
"""

from collections.abc import Iterable
from typing import Any, Final

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from newsfeed.body import xhtml
from newsfeed.errors import WriteError
from newsfeed.formats.atom import write as atom
from newsfeed.formats.rss import write as rss
from newsfeed.io import xml
from newsfeed.model import Agent, Feed, Story
from newsfeed.syndication import text
from newsfeed.values import namespaces
from newsfeed.values.ids import iri_of

NAME: Final = "newsfeed"
"""What the extension is called: `entry.newsfeed`."""

_ATOM: Final = f"{{{namespaces.ATOM}}}"
_NAMESPACES: Final = {
    "atom": namespaces.ATOM,
    "content": namespaces.CONTENT,
    "dc": namespaces.DC,
    "media": namespaces.MEDIA,
}
_REPEATED: Final = frozenset(
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
_IDENTIFIED_BY: Final = ("href", "rel", "url", "term", "scheme", "domain")


class FeedExtension(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """The feed's part of the extension: the namespaces that the entries' parts use."""

    def extend_ns(self) -> dict[str, str]:
        """Give prefixes and namespaces."""
        return dict(_NAMESPACES)


class StoryExtension(BaseEntryExtension):  # type: ignore[misc]
    """The entry's part of the extension: it holds a story and adds to the entry what the entry lacks of it."""

    def __init__(self) -> None:
        self._story: Story | None = None
        self._author = ""

    def story(self, story: Story | None = None, *, author: str = "") -> Story | None:
        """Set the story of an entry, or get it.

        Args:
            story: what the entry is about; it must have a date, for Atom.
            author: the name that stands in where the story has no author.
        """
        if story is not None:
            self._story, self._author = story, author
        return self._story

    def extend_ns(self) -> dict[str, str]:
        """Give prefixes and namespaces."""
        return dict(_NAMESPACES)

    def extend_rss(self, feed: Any) -> Any:
        """Add to an RSS item what it lacks of the story."""
        if self._story is not None:
            _merge(feed, _elements(rss.item(self._story), "item"))
        return feed

    def extend_atom(self, feed: Any) -> Any:
        """Add to an Atom entry what it lacks of the story, and mend its links."""
        if self._story is not None:
            _merge(feed, _elements(atom.entry(self._story), "entry"))
            if self._author and not self._story.authors:
                author = etree.SubElement(feed, f"{{{namespaces.ATOM}}}author")
                etree.SubElement(author, f"{{{namespaces.ATOM}}}name").text = self._author
            if self._story.language:
                feed.set(f"{{{namespaces.XML}}}lang", self._story.language)
        return feed


def register(generator: FeedGenerator) -> None:
    """Add the extension to a FeedGenerator: each of its entries then has `entry.newsfeed`.

    Raises:
        ImportError: it is there already (feedgen's own error).
    """
    generator.register_extension(NAME, FeedExtension, StoryExtension)


def to_feedgen(feed: Feed) -> FeedGenerator:
    """Make a FeedGenerator of a feed; withheld and canceled stories are left out, and the order is kept.

    Args:
        feed: the feed with its stories.

    Raises:
        WriteError: it lacks what feedgen requires: title, url, and a date for the feed and each story.
    """
    generator = FeedGenerator()
    register(generator)
    _fill_feed(generator, feed)
    for index, story in enumerate(feed.stories):
        if story.status == "usable":
            _fill_entry(generator.add_entry(order="append"), story, feed, f"feed.stories[{index}]")
    return generator


def _fill_feed(generator: FeedGenerator, feed: Feed) -> None:
    if not feed.title:
        raise WriteError("feed.title", "feedgen requires a title; give one")
    if not feed.url:
        raise WriteError("feed.url", "feedgen requires a link; give the address of the site")
    updated = feed.updated or atom.newest(feed)
    if updated is None:
        raise WriteError("feed.updated", "feedgen writes the time of the call where none is set; give updated")
    generator.title(feed.title)
    generator.id(iri_of(feed.id or feed.feed_url or feed.url))
    generator.updated(updated)
    generator.description(text.html(feed.description) or feed.title)
    if feed.description:
        generator.subtitle(str(feed.description))
        generator.description(text.html(feed.description))
    generator.generator(feed.generator or text.GENERATOR)
    generator.docs("https://www.rssboard.org/rss-specification")
    if feed.authors:
        generator.author([_person(agent) for agent in feed.authors])
    if mail := rss.mailbox(feed.authors):
        generator.managingEditor(mail)
    for category in feed.categories:
        generator.category({"term": category.term, **({"scheme": category.scheme} if category.scheme else {})})
    for keyword in feed.keywords:
        generator.category({"term": keyword})
    _set(
        generator,
        {"language": feed.language, "icon": feed.icon, "logo": feed.logo, "ttl": feed.ttl, "pubDate": feed.published},
    )
    if feed.rights and feed.rights.notice:
        generator.rights(feed.rights.notice)
    if feed.logo:
        generator.image(url=feed.logo, title=feed.title, link=feed.url)
    _feed_links(generator, feed)


def _feed_links(generator: FeedGenerator, feed: Feed) -> None:
    if feed.feed_url:
        generator.link(href=feed.feed_url, rel="self")
    for hub in feed.hubs:
        generator.link(href=hub.url, rel="hub")
    generator.link(href=feed.url, rel="alternate", type="text/html")  # last: feedgen takes the last one as RSS's link


def _set(target: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if value:
            getattr(target, name)(value)


def _person(agent: Agent) -> dict[str, str]:
    found = {"name": agent.name, "email": agent.email, "uri": agent.url}
    return {key: value for key, value in found.items() if value}


def _fill_entry(entry: FeedEntry, story: Story, feed: Feed, path: str) -> None:
    updated = story.updated or story.published
    if updated is None:
        raise WriteError(
            f"{path}.updated", "feedgen writes the time of the call where none is set; give updated or published"
        )
    entry.title(story.headline or " ")
    entry.id(iri_of(story.id))
    entry.guid(story.id, permalink=story.id == story.url)
    entry.id(iri_of(story.id))
    entry.updated(updated)
    if story.published:
        entry.published(story.published)
    if story.url:
        entry.link(href=story.url, rel="alternate", type="text/html")
    html = xhtml.render(story)
    if story.summary:
        entry.description(text.html(story.summary), isSummary=True)
        if html:
            entry.content(html, type="html")
    mail = rss.mailbox(story.authors)
    for agent in story.authors:
        entry.author({**_person(agent)} if mail else {"name": agent.name})
    for name in text.tags(story, lambda category: not category.scheme):
        entry.category({"term": name})
    for category in story.categories:
        if category.scheme:
            entry.category({"term": category.term, "scheme": category.scheme})
    author = "" if feed.authors else (feed.publisher.name if feed.publisher else feed.title)
    entry.newsfeed.story(story, author=author)


# --- bringing elements together --------------------------------------------------------------------------------------------


def _elements(written: bytes, name: str) -> Iterable["etree._Element"]:
    """Give the children of an item or entry that one of our writers wrote."""
    declared = "".join(f' xmlns:{prefix}="{namespace}"' for prefix, namespace in _NAMESPACES.items())
    root = xml.parse(f"<root{declared}>".encode() + written + b"</root>").root
    return [child for item in root.iter(name) for child in item]


def _merge(entry: "etree._Element", ours: Iterable["etree._Element"]) -> None:
    """Add our elements to an entry: in place of feedgen's for the same thing, else behind them.

    feedgen makes Atom elements without a namespace and declares it as text, so names are compared as they are.
    """
    for element in ours:
        element.tail = None
        twin = next((each for each in entry if _same(each, element)), None)
        if twin is None:
            entry.append(element)
        else:
            entry.replace(twin, element)
    for stray in [each for each in entry if each.tag == "author" and _twice(entry, each)]:
        entry.remove(stray)


def _same(theirs: "etree._Element", ours: "etree._Element") -> bool:
    """Whether two elements say the same thing, theirs perhaps with less."""
    if theirs.tag != ours.tag:
        return False
    if ours.tag not in _REPEATED:
        return True
    if ours.tag == "link" and ours.get("href") is not None:
        return theirs.get("href") == ours.get("href") and theirs.get("rel") in (None, ours.get("rel"))
    if ours.find("name") is not None:  # a person
        return theirs.findtext("name") == ours.findtext("name")
    if ours.tag == f"{{{namespaces.MEDIA}}}content":
        return theirs.get("url") == ours.get("url")
    keys = [key for key in _IDENTIFIED_BY if ours.get(key) or theirs.get(key)]
    return (theirs.text or "") == (ours.text or "") and all(theirs.get(key) == ours.get(key) for key in keys)


def _twice(entry: "etree._Element", element: "etree._Element") -> bool:
    """Whether RSS has this author as dc:creator, so that a nameless or second `author` must go."""
    creators = {each.text for each in entry.findall(f"{{{namespaces.DC}}}creator")}
    return len(element) == 0 and bool(creators)
