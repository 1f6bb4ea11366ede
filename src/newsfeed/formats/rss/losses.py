"""Losses of RSS: fields of a feed or story that it cannot carry, or that are read back as something else."""

from collections.abc import Iterator
from typing import Final

from newsfeed.body import xhtml
from newsfeed.findings import Loss
from newsfeed.formats.rss.people import mailbox
from newsfeed.model import Agent, Category, Feed, Organization, Story
from newsfeed.profiles.adaptation import profile_losses
from newsfeed.rendering.lost_fields import LostFields, lost_fields
from newsfeed.syndication import links, text
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
from newsfeed.syndication.rss_elements import valid_element
from newsfeed.syndication.usage import carried_usage_losses
from newsfeed.values.dates import has_fraction

_LOST: Final[LostFields] = newsroom_table("neither RSS nor one of its modules has an element for it")

_NO_ORGANIZATIONS: Final = "RSS does not distinguish organizations from persons, so this one is read back as a person"
_NO_FRACTIONS: Final = "RFC 822 dates have no fractions of a second"


def losses(story: Story, *, profile: str | None = None) -> Iterator[Loss]:
    """Yield the losses of a story, also those for the consumer of a profile; each path begins with `story`."""
    if profile:
        yield from profile_losses(story, profile, "rss")
    if story.status != "usable":
        yield Loss("story", f"feeds leave out a {story.status} story")
        return
    if story.version != 1:
        yield Loss("story.version", "RSS has no version of an item")
    if story.embargo:
        yield Loss("story.embargo", "RSS has no embargo")
    if not story.url and links.id_as_link(story):
        yield Loss("story.url", "the id is a web address, so RSS uses it as the link")
    if story.published and has_fraction(story.published):
        yield Loss("story.published", _NO_FRACTIONS)
    yield from _author_losses(story.authors, "story.authors")
    yield from _contributor_losses(story.contributors, "story.contributors")
    yield from _publisher_losses(story, "story.publisher")
    yield from keyword_losses(story.keywords, story.topics, "story.keywords")
    yield from _category_losses(story.categories, "story.categories")
    yield from media_losses(story)
    yield from rights_losses(story.rights, "story.rights")
    yield from newsroom_losses(story)
    yield from _source_losses(story)
    yield from link_losses(story.links, "story.links", links.ITEM_RELATIONS)
    yield from podcast_losses(story.podcast, "story.podcast", is_episode=True)
    yield from extension_losses(story, "story")
    yield from carried_usage_losses(story, "story")
    yield from xhtml.losses(story)
    yield from without_kept_extensions(lost_fields(story, "story", _LOST), story, "story", persons=False)


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Yield the losses of a feed without its stories; each path begins with `feed`."""
    if feed.id:
        yield Loss("feed.id", "RSS has no id of a channel")
    if feed.icon:
        yield Loss("feed.icon", "RSS has a single image of a channel, the logo")
    for field, date in (("published", feed.published), ("updated", feed.updated)):
        if date and has_fraction(date):
            yield Loss(f"feed.{field}", _NO_FRACTIONS)
    if feed.description and text.render_html(feed.description) == feed.title:
        reason = "RSS requires a description, so one that is equal to the title is read back as none"
        yield Loss("feed.description", reason)
    yield from _author_losses(feed.authors, "feed.authors")
    yield from _publisher_losses(feed, "feed.publisher")
    yield from keyword_losses(feed.keywords, (), "feed.keywords")
    yield from _category_losses(feed.categories, "feed.categories")
    yield from rights_losses(feed.rights, "feed.rights")
    yield from hub_losses(feed)
    yield from link_losses(feed.links, "feed.links", links.FEED_RELATIONS)
    yield from podcast_losses(feed.podcast, "feed.podcast", is_episode=False)
    yield from carried_usage_losses(feed, "feed")
    yield from _extension_losses(feed)
    yield from without_kept_extensions(lost_fields(feed, "feed", _LOST), feed, "feed", persons=False)


def _extension_losses(feed: Feed) -> Iterator[Loss]:
    """Yield the losses of extensions that are not of a vocabulary of XML, unless they are elements of RSS 2.0 itself."""
    names: set[str] = set()
    for index, item in enumerate(feed.extensions):
        path = f"feed.extensions[{index}]"
        if item.name.startswith("{"):
            yield from (loss for loss in extension_losses(feed, "feed") if loss.path == path)
        elif valid_element(item) != item:
            yield Loss(path, f"RSS 2.0 has no such element of a channel, or not with this content: {item.name}")
        elif item.name in names:
            yield Loss(path, f"RSS 2.0 has a single <{item.name}> of a channel")
        elif item.name == "image" and not feed.logo:
            yield Loss(path, "RSS 2.0 has no <image> without its address: set the logo")
        names.add(item.name)


def _author_losses(authors: tuple[Agent, ...], path: str) -> Iterator[Loss]:
    has_mailbox = bool(mailbox(authors))
    for index, agent in enumerate(authors):
        if isinstance(agent, Organization):
            yield Loss(f"{path}[{index}]", _NO_ORGANIZATIONS)
        if agent.email and not has_mailbox:
            yield Loss(f"{path}[{index}].email", "RSS has an e-mail address for a single author only")
        fields = ("url", "avatar", "logo", "same_as")
        yield from field_losses(
            agent, f"{path}[{index}]", fields, "RSS has only the name and e-mail address of an author"
        )


def _contributor_losses(contributors: tuple[Agent, ...], path: str) -> Iterator[Loss]:
    for index, agent in enumerate(contributors):
        if isinstance(agent, Organization):
            yield Loss(f"{path}[{index}]", _NO_ORGANIZATIONS)
        fields = ("email", "url", "avatar", "logo", "same_as")
        yield from field_losses(agent, f"{path}[{index}]", fields, "RSS has only the name of a contributor")


def _publisher_losses(owner: Story | Feed, path: str) -> Iterator[Loss]:
    fields = ("url", "email", "logo", "same_as")
    yield from field_losses(owner.publisher, path, fields, "RSS has only the name of a publisher")


def _category_losses(categories: tuple[Category, ...], path: str) -> Iterator[Loss]:
    for index, category in enumerate(categories):
        if category.label:
            yield Loss(f"{path}[{index}].label", "RSS has no label of a category")
        if not category.scheme:
            yield Loss(f"{path}[{index}]", "a category without a scheme is read back as a keyword")


def _source_losses(story: Story) -> Iterator[Loss]:
    if story.source is None:
        return
    if story.source.feed_url:
        reason = "RSS has only the title and the feed URL of a source"
        yield from field_losses(story.source, "story.source", ("id", "url", "updated"), reason)
    else:
        yield Loss("story.source", "RSS identifies a source by the URL of its feed, which this one lacks")
