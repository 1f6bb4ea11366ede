"""The head of a page: title, description, addresses, and the tags of social networks."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import attrs

from newsfeed.formats.html.view_parts import PageLink, is_web_address, link, safe_address
from newsfeed.model import Agent, Feed, Media, Organization, Story
from newsfeed.plugins import Alternate, Site, registry
from newsfeed.rights.web import head as rights_elements
from newsfeed.values.dates import rfc3339
from newsfeed.values.languages import text_direction

_LOCALE: Final = re.compile(r"([a-z]{2,3})-(?:[A-Z][a-z]{3}-)?([A-Z]{2})")
_SPACE: Final = re.compile(r"\s+")

Tag = tuple[str, str]
"""The name and the content of a `meta` element."""


@attrs.frozen
class Head:
    """The head of a page.

    Attributes:
        mark: "story" or "index", by which newsfeed knows its own pages.
        language: the language of the page, or None.
        direction: "ltr" or "rtl".
        title: the title of the document.
        description: the description, or "".
        canonical: the address of the page, or None.
        properties: the `meta` elements with `property` (Open Graph).
        names: the `meta` elements with `name`.
        translations: language and address of each translation, and of the page itself if there are any.
        alternates: the feeds and other forms of the page.
        formats: the same as links for readers, by the names of the formats.
        links: relation and address of further links.
        rights: name and attributes of the elements that say what machines may do with the page.
    """

    mark: str
    language: str | None
    direction: str
    title: str
    description: str
    canonical: str | None
    properties: tuple[Tag, ...]
    names: tuple[Tag, ...]
    translations: tuple[tuple[str, str], ...]
    alternates: tuple[Alternate, ...]
    formats: tuple[PageLink, ...]
    links: tuple[tuple[str, str], ...]
    rights: tuple[tuple[str, dict[str, str]], ...]


def one_line(text: object) -> str:
    """Return a text as one line."""
    return _SPACE.sub(" ", str(text)).strip()


def story_head(feed: Feed, story: Story, site: Site) -> Head:
    """Return the head of a story's page.

    Args:
        feed: the feed of the story.
        story: the story.
        site: the addresses of the documents beside the page.
    """
    description = one_line(story.summary)
    # A headline can consist of characters that browsers strip from titles.
    title = (story.headline if one_line(story.headline) else "") or description[:100] or story.id
    image = _shared_image(story.lead_image)
    properties = [
        ("og:type", "article"),
        *_shared_texts(title, description, story.url, story.language, story.publisher),
        *_image_tags(image),
        *_article_tags(story),
    ]
    names = [
        *(("author", author.name) for author in story.authors),
        *_robots(story, image),
        *_card(title, description, image),
    ]
    return Head(
        mark="story",
        language=story.language,
        direction=text_direction(story.language),
        title=title,
        description=description,
        canonical=story.url if is_web_address(story.url) else None,
        properties=tuple(properties),
        names=tuple(names),
        translations=tuple(_translations(story)),
        alternates=site.alternates,
        formats=tuple(_format_link(alternate) for alternate in site.alternates),
        links=(),
        rights=tuple(rights_elements(story.usage or feed.usage)),
    )


def index_head(feed: Feed, site: Site, language: str | None) -> Head:
    """Return the head of the page with the stories of a feed.

    Args:
        feed: the feed.
        site: the addresses of the documents beside the page.
        language: the language of the page, or None.
    """
    description = one_line(feed.description)
    title = (feed.title if one_line(feed.title) else "") or feed.url or "Newsfeed"
    logo = _shared_image(Media(url=feed.logo, medium="image", alt=feed.title)) if feed.logo else None
    publisher = feed.publisher or (Organization(name=feed.title) if feed.title else None)
    properties = [
        ("og:type", "website"),
        *_shared_texts(title, description, feed.url, language, publisher),
        *_image_tags(logo),
    ]
    return Head(
        mark="index",
        language=language,
        direction=text_direction(language),
        title=title,
        description=description,
        canonical=next(filter(is_web_address, (site.home, feed.url)), None),
        properties=tuple(properties),
        names=(*_authors(feed.authors), *_card(title, description, logo)),
        translations=(),
        alternates=site.alternates,
        formats=tuple(_format_link(alternate) for alternate in site.alternates),
        links=tuple(_head_links(feed)),
        rights=tuple(rights_elements(feed.usage)),
    )


def _format_link(alternate: Alternate) -> PageLink:
    return link(
        _format_names().get(alternate.media_type, alternate.title or alternate.media_type),
        alternate.url,
        media_type=alternate.media_type,
    )


@cache
def _format_names() -> dict[str, str]:
    return {listed.media_type: listed.title for listed in reversed(list(registry))}


def _authors(agents: tuple[Agent, ...]) -> Iterator[Tag]:
    return (("author", agent.name) for agent in agents)


def _head_links(feed: Feed) -> Iterator[tuple[str, str]]:
    if icon := safe_address(feed.icon):
        yield "icon", icon
    # A page can name its hubs in its head (WebSub, 4), and then names itself, too.
    hubs = [hub.url for hub in feed.hubs if hub.type == "WebSub"]
    yield from (("hub", url) for url in hubs)
    if hubs and is_web_address(feed.url):
        yield "self", feed.url or ""
    paging = feed.paging
    if paging is None:
        return
    for relation, url in (
        ("first", paging.first),
        ("last", paging.last),
        ("prev", paging.previous),
        ("next", paging.next),
        ("prev-archive", paging.prev_archive),
        ("next-archive", paging.next_archive),
        ("current", paging.current),
    ):
        if url:
            yield relation, url


# --- social networks -------------------------------------------------------------------------------------------------------


def _shared_texts(
    title: str, description: str, url: str | None, language: str | None, publisher: Organization | None
) -> Iterator[Tag]:
    yield "og:title", title
    if description:
        yield "og:description", description
    if url is not None and is_web_address(url):
        yield "og:url", url
    if locale := _LOCALE.fullmatch(language or ""):
        yield "og:locale", f"{locale[1]}_{locale[2]}"
    if publisher:
        yield "og:site_name", publisher.name


def _shared_image(media: Media | None) -> Media | None:
    return media if media is not None and is_web_address(media.url) else None


def _image_tags(image: Media | None) -> Iterator[Tag]:
    if image is None:
        return
    yield "og:image", image.url
    if image.type:
        yield "og:image:type", image.type
    if image.width:
        yield "og:image:width", str(image.width)
    if image.height:
        yield "og:image:height", str(image.height)
    if image.alt:
        yield "og:image:alt", image.alt


def _article_tags(story: Story) -> Iterator[Tag]:
    for name, moment in (("published", story.published), ("modified", story.updated), ("expiration", story.expires)):
        if moment:
            yield f"article:{name}_time", rfc3339(moment)
    for author in story.authors:
        if is_web_address(author.url) and author.url:
            yield "article:author", author.url
    if story.section_path:
        yield "article:section", story.section_path[-1].name
    elif story.categories:
        yield "article:section", story.categories[0].label or story.categories[0].term
    for keyword in story.keywords:
        yield "article:tag", keyword
    if story.access:
        yield "article:content_tier", "free" if story.access.is_free else "locked"


def _card(title: str, description: str, image: Media | None) -> Iterator[Tag]:
    yield "twitter:card", "summary_large_image" if image else "summary"
    yield "twitter:title", title
    if description:
        yield "twitter:description", description
    if image:
        yield "twitter:image", image.url
        if image.alt:
            yield "twitter:image:alt", image.alt


def _robots(story: Story, image: Media | None) -> Iterator[Tag]:
    rules = ["max-image-preview:large"] if image else []
    if story.expires:
        rules.append(f"unavailable_after: {rfc3339(story.expires)}")
    if rules:
        yield "robots", ", ".join(rules)


def _translations(story: Story) -> Iterator[tuple[str, str]]:
    translations = (*([story.translation_of] if story.translation_of else []), *story.translations)
    links = [
        (translation.language, translation.url)
        for translation in translations
        if translation.language and is_web_address(translation.url)
    ]
    if links and story.language and is_web_address(story.url):
        # Each of several translations must name all of them, itself included.
        links.insert(0, (story.language, story.url or ""))
    yield from dict.fromkeys((language, url) for language, url in links if language)
