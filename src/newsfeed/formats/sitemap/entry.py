"""The entry of a story: its `<url>` in a plain sitemap, or in one for Google News."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final, Protocol

from newsfeed.body.outline import markup_blocks
from newsfeed.errors import WriteError
from newsfeed.formats.sitemap.vocabulary import MAX_IMAGES, SITEMAP, WINDOW, is_location
from newsfeed.model import Block, Extension, Feed, Image, Organization, Story, Translation
from newsfeed.rendering.elements import element, empty_element
from newsfeed.values.dates import rfc3339
from newsfeed.values.escaping import unescape
from newsfeed.values.patterns import pattern

_IMAGE_SOURCE: Final = pattern(r'<img\s(?:[^<>]*?\s)?src="([^"<>]*)"')
_TRADITIONAL_CHINESE: Final = frozenset(("hant", "tw", "hk", "mo"))
_SIMPLIFIED_CHINESE: Final = frozenset(("hans", "cn", "sg", "my"))
_ISO_639: Final = re.compile(r"[a-z]{2,3}")
HINTS: Final[dict[str, frozenset[str] | None]] = {
    "changefreq": frozenset(("always", "hourly", "daily", "weekly", "monthly", "yearly", "never")),
    "priority": None,
}
"""Elements of a page that are extensions of the story, with their values; None stands for numbers from 0 to 1."""
PRIORITY: Final = pattern(r"0?\.[0-9]{1,16}|0\.?|1(?:\.0{0,16})?")


class Entry(Protocol):
    """The form that one version of a sitemap gives to a story."""

    def left_out(self, story: Story, /) -> tuple[str, str]:
        """Return the field and the reason that keep a story out of the sitemap; two empty strings if it has an entry."""
        ...

    def render(self, story: Story, /) -> str:
        """Return the entry of a story that is not left out.

        Raises:
            WriteError: a value that the entry requires is missing.
        """
        ...


# --- plain sitemaps ---


class PlainEntry:
    """Entries with the last change, the pictures and the translations of a story."""

    def left_out(self, story: Story) -> tuple[str, str]:
        """Return the field and the reason that keep a story out of the sitemap, or two empty strings."""
        return _without_location(story)

    def render(self, story: Story) -> str:
        """Return the entry of a story."""
        changed = story.updated or story.published
        parts = [
            "<url>\n",
            element("loc", story.url or ""),
            element("lastmod", rfc3339(changed)) if changed else "",
            *(element(name, value) for name, value in sorted(hints(story).items())),
            *(f"<image:image>{element('image:loc', url).rstrip()}</image:image>\n" for url in image_urls(story)),
            *_alternates(story),
            "</url>\n",
        ]
        return "".join(parts)


def _without_location(story: Story) -> tuple[str, str]:
    if is_location(story.url):
        return "", ""
    problem = "has no url" if story.url is None else "has a url that is not of the web, or over 2,047 characters long"
    return "url", f"the story {problem}, so no sitemap can list it: set an http or https address"


def hints(story: Story) -> dict[str, str]:
    """Return the texts of `<changefreq>` and `<priority>` among the extensions of a story, by their names."""
    return {
        extension_name(story.extensions[index]): str(story.extensions[index].content[0])
        for index in hint_indexes(story)
    }


def hint_indexes(story: Story) -> list[int]:
    """Return the indexes of the extensions that are written as `<changefreq>` and `<priority>`: the first of each."""
    indexes: dict[str, int] = {}
    for index, extension in enumerate(story.extensions):
        name = extension_name(extension)
        if name in HINTS and name not in indexes and _is_valid_hint(name, extension):
            indexes[name] = index
    return sorted(indexes.values())


def extension_name(extension: Extension) -> str:
    """Return the local name of an extension in the namespace of sitemaps, "" for any other."""
    namespace, _, local = extension.name.rpartition("}")
    return local if namespace == f"{{{SITEMAP}" else ""


def _is_valid_hint(name: str, extension: Extension) -> bool:
    if extension.attributes or len(extension.content) != 1 or not isinstance(extension.content[0], str):
        return False
    allowed, text = HINTS[name], extension.content[0]
    return PRIORITY.fullmatch(text) is not None if allowed is None else text in allowed


def image_urls(story: Story) -> list[str]:
    """Return the addresses of the pictures of a story: of its media, then those that only its text shows."""
    urls = [medium.url for medium in story.media if medium.medium == "image" and is_location(medium.url)]
    return [*urls, *images_of_text(story, frozenset(urls))][:MAX_IMAGES]


def images_of_text(story: Story, excluded: frozenset[str]) -> list[str]:
    """Return the addresses of the pictures in the text of a story, once each.

    Args:
        story: the story.
        excluded: addresses to leave out.
    """
    return list(dict.fromkeys(url for url in _images(story) if url not in excluded and is_location(url)))


def _images(story: Story) -> Iterator[str]:
    yield from (block.url for block in _blocks(story) if isinstance(block, Image))
    for _, markup in markup_blocks(story):
        if "<img" in markup.html:
            yield from map(unescape, _IMAGE_SOURCE.findall(markup.html))


def _blocks(story: Story) -> Iterator[Block]:
    for section in story.sections:
        yield from section.blocks
    for answer in (*(question.answer for question in story.questions), *(update.body for update in story.updates)):
        if isinstance(answer, tuple):
            yield from answer


def _alternates(story: Story) -> Iterator[str]:
    """Yield a link for each language of a story, itself first, as Google asks of each version."""
    written = [translation for translation in story.translations if not translation_loss(story, translation)]
    if written:
        yield _alternate(story.language or "", story.url or "")
    for translation in written:
        yield _alternate(translation.language or "", translation.url)


def _alternate(language: str, url: str) -> str:
    return empty_element("xhtml:link", (("rel", "alternate"), ("hreflang", language), ("href", url)))


def translation_loss(story: Story, translation: Translation) -> str:
    """Return the reason why no link to a translation is written, or "" if it is."""
    if not story.language or story.language == "x-default":
        return "links to translations need the language of the story as well: set language"
    if not translation.language:
        return "a link to a translation needs its language: set language"
    if not is_location(translation.url):
        return "a sitemap links to addresses of the web only"
    if translation.url == story.url and translation.language != "x-default":
        return "it is the story itself, whose link has the language of the story"
    return ""


# --- Google News ---


class NewsEntry:
    """Entries for Google News: stories published in the two days before a moment.

    Args:
        feed: its publisher and language stand in for those that stories lack.
        as_of: the moment of publication.
    """

    def __init__(self, feed: Feed, as_of: datetime) -> None:
        self._publisher = feed.publisher
        self._language = feed.language
        self._as_of = as_of

    def left_out(self, story: Story) -> tuple[str, str]:
        """Return the field and the reason that keep a story out of the sitemap, or two empty strings."""
        field, reason = _without_location(story)
        if reason:
            return field, reason
        if story.published is None:
            return "published", "the story has no date of publication, and Google News requires one: set published"
        if not self._as_of - WINDOW <= story.published <= self._as_of:
            return (
                "published",
                "the story was not published in the two days before as_of, and Google News takes no other",
            )
        if not story.headline:
            return "headline", "the story has no headline, and Google News requires a title: set headline"
        return "", ""

    def render(self, story: Story) -> str:
        """Return the entry of a story."""
        parts = [
            "<url>\n",
            element("loc", story.url or ""),
            element("lastmod", rfc3339(story.updated)) if story.updated else "",
            "<news:news>\n<news:publication>\n",
            element("news:name", publication_name(story.publisher or self._publisher)),
            element("news:language", news_language(story.language or self._language)),
            "</news:publication>\n",
            element("news:publication_date", rfc3339(story.published)) if story.published else "",
            element("news:title", story.headline),
            "</news:news>\n</url>\n",
        ]
        return "".join(parts)


def publication_name(publisher: Organization | None) -> str:
    """Return the name of a publication for Google News, without parentheses and the text in them.

    Raises:
        WriteError: there is no publisher, or no name is left.
    """
    name = _without_parentheses(publisher.name) if publisher else ""
    if not name:
        raise WriteError("feed.publisher", "Google News requires the name of the publication: set publisher")
    return name


def _without_parentheses(text: str) -> str:
    depth = 0
    characters: list[str] = []
    for character in text:
        if character == "(":
            depth += 1
        elif character == ")":
            depth = max(depth - 1, 0)
        elif not depth:
            characters.append(character)
    return " ".join("".join(characters).split())


def news_language(tag: str | None) -> str:
    """Return the code of a language for Google News: of ISO 639, except for the two written forms of Chinese.

    Raises:
        WriteError: there is no language, or ISO 639 has no code for it.
    """
    subtags = (tag or "").lower().split("-")
    if subtags[0] == "zh" and _TRADITIONAL_CHINESE.intersection(subtags):
        return "zh-tw"
    if subtags[0] == "zh" and _SIMPLIFIED_CHINESE.intersection(subtags):
        return "zh-cn"
    if not _ISO_639.fullmatch(subtags[0]):
        raise WriteError("feed.language", "Google News requires a language of ISO 639: set language")
    return subtags[0]
