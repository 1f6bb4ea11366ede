"""Losses of Atom: fields of a feed or story that it cannot carry, or that are read back as something else."""

from collections.abc import Iterator
from typing import Final

import attrs

from newsfeed.body import xhtml
from newsfeed.findings import Loss
from newsfeed.formats.atom.constructs import is_plain, license_index
from newsfeed.model import Agent, Category, Feed, Organization, Story
from newsfeed.profiles.adaptation import profile_losses
from newsfeed.rendering.lost_fields import LostFields, lost_fields
from newsfeed.syndication import links
from newsfeed.syndication.losses import (
    extension_losses,
    field_losses,
    hub_losses,
    keyword_losses,
    link_losses,
    media_losses,
    newsroom_losses,
    newsroom_table,
    rights_losses,
    without_kept_extensions,
)
from newsfeed.syndication.podcast import podcast_losses
from newsfeed.syndication.usage import carried_usage_losses

_LOST: Final[LostFields] = newsroom_table("neither Atom nor one of its extensions has an element for it")

_TOMBSTONE_FIELDS: Final = ("id", "status", "updated")
_LICENSE_LINK: Final = "a link with rel=license is read back as the license of the rights"


def losses(story: Story, *, profile: str | None = None) -> Iterator[Loss]:
    """Yield the losses of a story, also those for the consumer of a profile; each path begins with `story`."""
    if profile:
        yield from profile_losses(story, profile, "atom")
    if story.status != "usable":
        yield from _tombstone_losses(story)
        return
    if story.version != 1:
        yield Loss("story.version", "Atom has no version of an entry")
    if story.embargo:
        yield Loss("story.embargo", "Atom has no embargo")
    if story.publisher:
        yield Loss("story.publisher", "Atom has no publisher of an entry")
    if not story.url and links.id_as_link(story):
        yield Loss("story.url", "the id is a web address, so Atom uses it as the link")
    if not story.updated:
        yield Loss("story.updated", "Atom requires this date, so `published` is written in its place")
    yield from _agent_losses(story.authors, "story.authors")
    yield from _agent_losses(story.contributors, "story.contributors")
    yield from keyword_losses(story.keywords, story.topics, "story.keywords")
    yield from _category_losses(story.categories, "story.categories")
    yield from media_losses(story)
    yield from rights_losses(story.rights, "story.rights")
    yield from newsroom_losses(story)
    yield from _link_losses(story, "story", links.ITEM_RELATIONS)
    yield from podcast_losses(story.podcast, "story.podcast", is_episode=True)
    yield from extension_losses(story, "story")
    yield from carried_usage_losses(story, "story")
    yield from xhtml.losses(story)
    yield from without_kept_extensions(lost_fields(story, "story", _LOST), story, "story", persons=True)


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Yield the losses of a feed without its stories; each path begins with `feed`."""
    for field in ("published", "ttl", "publisher"):
        if getattr(feed, field):
            yield Loss(f"feed.{field}", f"Atom has no {field} of a feed")
    if not feed.id:
        yield Loss("feed.id", "Atom requires an id, so `feed_url`, or else `url`, is written in its place")
    if not feed.updated:
        reason = "Atom requires this date, so the newest date of the stories is written in its place"
        yield Loss("feed.updated", reason)
    if needs_author(feed):
        reason = "Atom requires an author of a feed with stories that have none, so its publisher or title is written"
        yield Loss("feed.authors", reason)
    yield from _agent_losses(feed.authors, "feed.authors")
    yield from keyword_losses(feed.keywords, (), "feed.keywords")
    yield from _category_losses(feed.categories, "feed.categories")
    yield from rights_losses(feed.rights, "feed.rights")
    yield from hub_losses(feed)
    yield from _link_losses(feed, "feed", links.FEED_RELATIONS)
    yield from podcast_losses(feed.podcast, "feed.podcast", is_episode=False)
    yield from carried_usage_losses(feed, "feed")
    yield from extension_losses(feed, "feed")
    yield from without_kept_extensions(lost_fields(feed, "feed", _LOST), feed, "feed", persons=True)


def needs_author(feed: Feed) -> bool:
    """Return whether Atom requires a stand-in for the author of a feed (RFC 4287, 4.1.1).

    That is so if it has none, and one of its stories has none or, as in a stream, may have none.
    """
    if feed.authors:
        return False
    usable = [story for story in feed.stories if story.status == "usable"]
    return not usable or not all(story.authors for story in usable)


def _tombstone_losses(story: Story) -> Iterator[Loss]:
    """Yield the losses of a story without an entry: everything, or all fields that a tombstone (RFC 6721) lacks."""
    if story.status != "canceled" or not (story.updated or story.published):
        yield Loss("story", f"feeds leave out a {story.status} story")
        return
    if not story.updated:
        yield Loss("story.updated", "a tombstone requires a date, so `published` is written in its place")
    for field in attrs.fields(Story):
        if field.name not in _TOMBSTONE_FIELDS and getattr(story, field.name) != field.default:
            reason = "a tombstone (RFC 6721) has only the id and the date of a canceled story"
            yield Loss(f"story.{field.name}", reason)


def _link_losses(owner: Story | Feed, path: str, reserved: frozenset[str]) -> Iterator[Loss]:
    """Yield the losses of links that are read back as something else."""
    yield from link_losses(owner.links, f"{path}.links", reserved)
    index = license_index(owner)
    if index is not None:
        yield Loss(f"{path}.links[{index}]", _LICENSE_LINK)
        yield Loss(f"{path}.rights.license" if owner.rights else f"{path}.rights", _LICENSE_LINK)


def _agent_losses(agents: tuple[Agent, ...], path: str) -> Iterator[Loss]:
    for index, agent in enumerate(agents):
        if isinstance(agent, Organization):
            reason = "Atom does not distinguish organizations from persons, so this one is read back as a person"
            yield Loss(f"{path}[{index}]", reason)
        reason = "Atom has only the name, URI and e-mail address of a person"
        yield from field_losses(agent, f"{path}[{index}]", ("avatar", "logo", "same_as"), reason)


def _category_losses(categories: tuple[Category, ...], path: str) -> Iterator[Loss]:
    for index, category in enumerate(categories):
        if is_plain(category):
            yield Loss(f"{path}[{index}]", "a category without scheme and label is read back as a keyword")
