"""Losses of a sitemap: of a plain one, or of one for Google News."""

from collections.abc import Iterator
from typing import Final

import attrs

from newsfeed.findings import Loss
from newsfeed.formats.sitemap.entry import (
    PlainEntry,
    hint_indexes,
    image_urls,
    images_of_text,
    news_language,
    publication_name,
    translation_loss,
)
from newsfeed.formats.sitemap.vocabulary import is_location
from newsfeed.model import Feed, Media, Organization, Story

_NOT_CARRIED: Final = "a sitemap has only the address, the last change, the pictures and the translations of a page"
_CARRIED: Final = frozenset(("id", "url", "updated", "media", "language", "translations", "extensions", "status"))


_NEWS: Final = frozenset(("id", "url", "headline", "published", "updated", "publisher", "language", "status"))
_NOT_NEWS: Final = "a news sitemap has only the address, the headline, the dates, the publisher and the language"


def losses(story: Story, *, version: str | None = None) -> Iterator[Loss]:
    """Yield the losses of a story; each path begins with `story`.

    Args:
        story: the story.
        version: `plain` or `news`; None for `plain`. A news sitemap leaves out stories that are not of the two days before
            `as_of`, which is no loss of a value.
    """
    if version == "news":
        yield from _news_losses(story)
        return
    if reason := PlainEntry().left_out(story)[1]:
        yield Loss("story", reason)
        return
    if story.id != story.url:
        yield Loss("story.id", "a sitemap has no id, so the address is read back in its place")
    if story.published and not story.updated:
        yield Loss("story.updated", "a sitemap has only the last change, so `published` is written in its place")
    for field in attrs.fields(Story):
        if field.name not in _CARRIED and getattr(story, field.name) != field.default:
            yield Loss(f"story.{field.name}", _NOT_CARRIED)
    yield from _media_losses(story)
    yield from _language_losses(story)
    written = hint_indexes(story)
    for index in range(len(story.extensions)):
        if index not in written:
            yield Loss(f"story.extensions[{index}]", "a sitemap has only changefreq and priority, once each")
    if [story.extensions[index].name for index in written] != sorted(story.extensions[index].name for index in written):
        yield Loss("story.extensions", "changefreq is written before priority")


def _news_losses(story: Story) -> Iterator[Loss]:
    for name, reason in (("url", "no address"), ("published", "no date of publication"), ("headline", "no headline")):
        if not getattr(story, name):
            yield Loss("story", f"a news sitemap leaves out a story with {reason}")
            return
    if story.id != story.url:
        yield Loss("story.id", "a sitemap has no id, so the address is read back in its place")
    if story.language and news_language(story.language) != story.language:
        yield Loss("story.language", "Google News takes codes of ISO 639, without a script or a region")
    if story.publisher and story.publisher != Organization(name=publication_name(story.publisher)):
        yield Loss("story.publisher", "a news sitemap has only the name of a publication, without parentheses")
    for field in attrs.fields(Story):
        if field.name not in _NEWS and getattr(story, field.name) != field.default:
            yield Loss(f"story.{field.name}", _NOT_NEWS)


def _media_losses(story: Story) -> Iterator[Loss]:
    pictures = [medium.url for medium in story.media if medium.medium == "image" and is_location(medium.url)]
    if images_of_text(story, frozenset(pictures)):
        yield Loss("story.media", "the pictures of the text are read back as media of the story")
        return
    remaining = len(image_urls(story))
    for index, medium in enumerate(story.media):
        if medium.medium != "image":
            yield Loss(f"story.media[{index}]", "a plain sitemap has pictures only")
        elif not is_location(medium.url):
            yield Loss(f"story.media[{index}]", "a sitemap links to addresses of the web only")
        elif not remaining:
            yield Loss(f"story.media[{index}]", "a page of a sitemap has at most 1,000 pictures")
        else:
            remaining -= 1
            yield from _picture_losses(medium, f"story.media[{index}]")


def _picture_losses(medium: Media, path: str) -> Iterator[Loss]:
    for field in attrs.fields(Media):
        if field.name not in ("url", "medium") and getattr(medium, field.name) != field.default:
            yield Loss(f"{path}.{field.name}", "a sitemap has only the address of a picture")


def _language_losses(story: Story) -> Iterator[Loss]:
    reasons = [translation_loss(story, translation) for translation in story.translations]
    if story.language and "" not in reasons:
        yield Loss("story.language", "a plain sitemap has the language of a story only with those of its translations")
    for index, (translation, reason) in enumerate(zip(story.translations, reasons, strict=True)):
        path = f"story.translations[{index}]"
        if reason:
            yield Loss(path, reason)
        elif translation.headline:
            yield Loss(f"{path}.headline", "a sitemap has only the address and the language of a translation")


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Yield the losses of a feed without its stories; each path begins with `feed`."""
    for field in attrs.fields(Feed):
        if field.name != "stories" and getattr(feed, field.name) != field.default:
            yield Loss(f"feed.{field.name}", "a sitemap has nothing about the feed itself")
