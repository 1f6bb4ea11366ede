"""Adaptation of feeds and stories to a consumer before they are written, and its losses."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

import attrs

from newsfeed.body import outline, xhtml
from newsfeed.errors import UnpublishedError
from newsfeed.findings import Loss
from newsfeed.headings import Headings
from newsfeed.model import Extension, Feed, Markup, Media, RichText, Section, Story
from newsfeed.model.extension import written_element
from newsfeed.plugins import WriteContext
from newsfeed.profiles.checking import refusal
from newsfeed.profiles.loading import check_profile_name
from newsfeed.profiles.profile import Profile
from newsfeed.profiles.restriction import refused_elements, restrict
from newsfeed.profiles.rules.media import sizes
from newsfeed.profiles.rules.stories import short_headline
from newsfeed.values.dates import rfc3339
from newsfeed.values.namespaces import DCTERMS

_MSN: Final = "http://schemas.ingestion.microsoft.com/common/"
_SMARTNEWS: Final = "http://www.smartnews.be/snf"

_NO_FEED: Final = Feed()

_FIELDS: Final[Mapping[str, str]] = {"mentions": "press"}
"""The fields of `Story` whose parts have another role in the body."""


class Adaptation:
    """Adaptation of one document; without a profile, everything stays as it is.

    Args:
        profile: the profile of the consumer, or None.
        feed: the feed that is written.
        headings: the house's headings; None uses those of each story's language.
        as_of: the moment of publication, or None.
    """

    def __init__(
        self, profile: Profile | None, feed: Feed, headings: Headings | None = None, as_of: datetime | None = None
    ) -> None:
        self._profile = profile
        self._feed = feed
        self._headings = headings
        self._as_of = as_of

    @property
    def key(self) -> tuple[str, ...]:
        """Everything about the profile that affects the bytes of an item, for caches."""
        profile = self._profile
        if profile is None:
            return ()
        tags = "*" if profile.tags is None else " ".join(sorted(profile.tags))
        width, namespaces = str(profile.min_image_width), " ".join(profile.namespaces.values())
        return profile.name, str(profile.as_of), tags, namespaces, width, str(profile.plain_summary)

    def takes(self, story: Story) -> bool:
        """Return whether the document has a story."""
        return self._profile is None or not refusal(story, self._profile, self._feed, self._as_of)

    def feed(self) -> Feed:
        """Return the feed with the consumer's elements."""
        profile, feed = self._profile, self._feed
        elements = tuple(_feed_elements(feed, profile)) if profile else ()
        return attrs.evolve(feed, extensions=(*feed.extensions, *elements)) if elements else feed

    def elements(self) -> Iterator[Extension]:
        """Yield the consumer's elements of all stories; the document declares their namespaces."""
        if self._profile is not None:
            for story in self._feed.stories:
                yield from _story_elements(story, self._profile)

    def story(self, story: Story) -> Story:
        """Return a story with a body, pictures and elements for the consumer."""
        profile = self._profile
        if profile is None:
            return story
        if profile.plain_summary and isinstance(story.summary, RichText):
            adapted = story.replace(summary=str(story.summary))
        else:
            adapted = story
        if profile.tags is not None:
            html = xhtml.render(story, headings=self._headings)
            restricted = restrict(html, profile.tags)
            if restricted != html:
                adapted = _with_body(adapted, restricted)
        if elements := tuple(_story_elements(story, profile)):
            adapted = adapted.replace(extensions=(*story.extensions, *elements))
        if any(_is_too_small(medium, profile) for medium in story.media):
            adapted = adapted.replace(
                media=tuple(medium for medium in story.media if not _is_too_small(medium, profile))
            )
        return adapted


def adaptation(feed: Feed, context: WriteContext, format_name: str) -> Adaptation:
    """Return the adaptation that a writer was asked for.

    Raises:
        ArgumentError: there is no such profile, or its consumer does not take the format.
        UnpublishedError: the document is that of a single story, which the consumer refuses.
    """
    profile = check_profile_name("dumps", context.profile, format_name)
    if profile and context.standalone and (reason := refusal(feed.stories[0], profile, feed, context.as_of)):
        raise UnpublishedError("story", reason)
    return Adaptation(profile, feed, context.headings, context.as_of)


def _with_body(story: Story, html: str) -> Story:
    """Return a story with this HTML as its body."""
    parts = {"press", "questions", "prompts", "topics", "corrections", "updates"}
    return story.replace(sections=(Section(blocks=(Markup(html),)),), **dict.fromkeys(parts, ()))


def _feed_elements(feed: Feed, profile: Profile) -> Iterator[Extension]:
    names = {extension.name for extension in feed.extensions}
    logo = f"{{{_SMARTNEWS}}}logo"
    if _SMARTNEWS in profile.namespaces.values() and feed.logo and logo not in names:
        # The address is in an element of no namespace, unlike its parent.
        yield written_element(name=logo, prefix="snf", content=(written_element(name="url", content=(feed.logo,)),))


def _story_elements(story: Story, profile: Profile) -> Iterator[Extension]:
    if _MSN not in profile.namespaces.values():
        return
    names = {extension.name for extension in story.extensions}
    short, modified = f"{{{_MSN}}}shortTitle", f"{{{DCTERMS}}}modified"
    if (headline := short_headline(story)) and short not in names:
        yield written_element(name=short, prefix="mi", content=(headline,))
    if story.updated and modified not in names:
        yield written_element(name=modified, prefix="dcterms", content=(rfc3339(story.updated),))


def _is_too_small(medium: Media, profile: Profile) -> bool:
    if not profile.min_image_width or medium.medium != "image":
        return False
    known_sizes = sizes(medium)
    return bool(known_sizes) and max(size.width for size in known_sizes) < profile.min_image_width


# --- losses ----------------------------------------------------------------------------------------------------------------


def refused_story(story: Story, profile_name: str | None, format_name: str, as_of: datetime | None) -> Loss | None:
    """Return the loss of a whole story that the consumer of a profile refuses, or None."""
    profile = check_profile_name("losses", profile_name, format_name)
    reason = refusal(story, profile, _NO_FEED, as_of) if profile else ""
    return Loss("story", f"{reason} (the document does not have the story)") if reason else None


def profile_losses(story: Story, profile_name: str | None, format_name: str) -> Iterator[Loss]:
    """Yield the losses of a story that is written for the consumer of a profile.

    Args:
        story: the story.
        profile_name: the name of the profile, or None.
        format_name: the name of the format.
    """
    profile = check_profile_name("losses", profile_name, format_name)
    if profile is None:
        return
    if loss := refused_story(story, profile_name, format_name, None):
        yield loss
        return
    if profile.plain_summary and isinstance(story.summary, RichText):
        yield Loss("story.summary", f"{profile.consumer} takes summaries in plain text: the markup is removed")
    for index, medium in enumerate(story.media):
        if _is_too_small(medium, profile):
            reason = f"{profile.consumer} refuses pictures of less than {profile.min_image_width} pixels in width"
            yield Loss(f"story.media[{index}]", reason)
    if profile.tags is not None:
        yield from _body_losses(story, profile, profile.tags)


def _body_losses(story: Story, profile: Profile, allowed: frozenset[str]) -> Iterator[Loss]:
    refused: dict[str, dict[str, None]] = {}
    if (markup := outline.plain_markup(story)) is not None:
        refused["sections"] = dict.fromkeys(refused_elements(markup.html, allowed))
    else:
        for part in outline.outline(story) if outline.has_parts(story) else ():
            field = "sections" if isinstance(part, outline.SectionPart) else _FIELDS.get(part.role, part.role)
            tags = refused_elements(xhtml.render(story, parts=(part,)), allowed)
            refused.setdefault(field, {}).update(dict.fromkeys(tags))
    for field, field_tags in refused.items():
        if field_tags:
            names = ", ".join(f"<{name}>" for name in field_tags)
            yield Loss(f"story.{field}", f"{profile.consumer} does not take {names}: the text stays in other elements")
