"""Links of feeds and their items."""

from collections.abc import Iterable, Iterator
from typing import Final

from newsfeed.model import Feed, Link, Paging, Story, Translation
from newsfeed.rendering.elements import empty_element
from newsfeed.syndication.extensions import UNDECLARED, Scope
from newsfeed.syndication.undefined_content import attribute_markup, link_details
from newsfeed.values import iris

ITEM_RELATIONS: Final = frozenset(("alternate", "enclosure", "urn:newsfeed:iri"))
"""Link relations that `Story` has a field for."""

FEED_RELATIONS: Final = frozenset(
    ("alternate", "self", "hub", "first", "last", "previous", "prev", "next", "prev-archive", "next-archive", "current")
)
"""Link relations that `Feed` has a field for."""


def atom_link(name: str, link: Link, scope: Scope = UNDECLARED) -> str:
    """Return an atom:link element (RFC 4287, 4.2.7).

    Args:
        name: name of the element, with its prefix.
        link: the link.
        scope: the namespaces that the document declares.
    """
    markup = empty_element(
        name,
        (
            ("href", link.url),
            ("rel", link.rel),
            ("type", link.type),
            ("hreflang", link.language),
            ("title", link.title),
            ("length", link.length),
        ),
    )
    details = link_details(link) if link.extensions else None
    return f"{markup.removesuffix(_END)}{attribute_markup(details, scope)}{_END}" if details else markup


_END: Final = "/>\n"


def feed_links(name: str, feed: Feed, media_type: str, scope: Scope, *, without: int | None = None) -> str:
    """Return the link elements of a feed: to itself, its hubs, its pages, and its related links (RFC 4287, RFC 5005, WebSub).

    Args:
        name: name of the elements, with its prefix.
        feed: the feed.
        media_type: media type of the feed document.
        scope: the namespaces that the document declares.
        without: index of a link in `feed.links` that the caller writes elsewhere.
    """
    elements = []
    if feed.feed_url:
        elements.append(empty_element(name, (("href", feed.feed_url), ("rel", "self"), ("type", media_type))))
    elements += [empty_element(name, (("href", hub.url), ("rel", "hub"))) for hub in feed.hubs if hub.type == "WebSub"]
    if feed.paging:
        elements += [
            empty_element(name, (("href", url), ("rel", relation))) for relation, url in page_links(feed.paging) if url
        ]
    links = [link for index, link in enumerate(feed.links) if index != without]
    elements += [atom_link(name, link, scope) for link in distinct_alternates(links, has_page=feed.url is not None)]
    return "".join(elements)


def carried_translations(story: Story) -> list[Translation]:
    """Return the translations that a link can name: in another language than the story, one for each language.

    A story without an address has none: the first link would be read as its address.
    """
    if not (story.url or id_as_link(story)):
        return []
    own_language = (story.language or "").casefold()
    by_language: dict[str, Translation] = {}
    for translation in story.translations:
        language = (translation.language or "").casefold()
        if language and language != own_language:
            by_language.setdefault(language, translation)
    return list(by_language.values())


def translation_links(name: str, story: Story) -> str:
    """Return the links to the translations of a story (RFC 4287, 4.2.7.4).

    Args:
        name: name of the elements, with its prefix.
        story: the story.
    """
    links = [
        Link(url=translation.url, rel="alternate", language=translation.language, title=translation.headline)
        for translation in carried_translations(story)
    ]
    return "".join([atom_link(name, link) for link in links])


def distinct_alternates(links: Iterable[Link], *, has_page: bool) -> Iterator[Link]:
    """Yield links without the alternates of the same type and language as an earlier one (RFC 4287, 4.1.1 and 4.1.2).

    Args:
        links: the links.
        has_page: True if a link to the HTML page precedes them.
    """
    written: set[tuple[str | None, str | None]] = {("text/html", None)} if has_page else set()
    for link in links:
        if link.rel == "alternate":
            if (link.type, link.language) in written:
                continue
            written.add((link.type, link.language))
        yield link


def page_links(paging: Paging) -> Iterator[tuple[str, str | None]]:
    """Yield each link relation of RFC 5005 with its target, or None."""
    for field in ("first", "last", "previous", "next", "prev_archive", "next_archive", "current"):
        yield field.replace("_", "-"), getattr(paging, field)


def history_marks(feed: Feed) -> str:
    """Return the elements that mark complete and archived feeds (RFC 5005, 2 and 4)."""
    if feed.paging is None:
        return ""
    return ("<fh:complete/>\n" if feed.paging.complete else "") + ("<fh:archive/>\n" if feed.paging.archive else "")


def id_as_link(story: Story) -> str | None:
    """Return the id of a story if it is a web address, for stories without a link of their own."""
    return story.id if story.id.startswith(("https://", "http://")) and iris.is_iri(story.id) else None
