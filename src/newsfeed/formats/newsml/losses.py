"""Losses: the values of stories and feeds that NewsML-G2 cannot carry."""

from collections.abc import Callable, Iterator
from typing import Final

from newsfeed.body.outline import markup_blocks, plain_html
from newsfeed.findings import Loss
from newsfeed.formats.newsml.concepts import SCHEMES
from newsfeed.formats.newsml.item_meta import as_read, is_foreign, reads_as_address
from newsfeed.formats.newsml.kept import extension_losses
from newsfeed.formats.newsml.schema_order import (
    LINK,
    PARTY,
    REMOTE_CONTENT,
    RIGHTS,
    SUBJECT,
    is_kept,
    is_kept_in_message,
)
from newsfeed.formats.newsml.xhtml11 import survives_round_trip
from newsfeed.model import Agent, Extension, Feed, Organization, Person, Story
from newsfeed.rendering.lost_fields import NEWSROOM_FIELDS, LostFields, lost_fields, table_of

_LOST: Final[LostFields] = table_of(
    NEWSROOM_FIELDS,
    "it is not written to NewsML-G2 yet",
    **dict.fromkeys(("Person", "Organization", "Topic", "Category", "Link", "Rights"), ("extensions",)),
)

_LOST_FEED_FIELDS: Final = ("authors", "rights", "hubs", "paging", "ttl", "categories", "keywords", "links", "podcast")
_LOST_SENDER_FIELDS: Final = ("logo", "email", "same_as", "extensions")


def losses(story: Story) -> Iterator[Loss]:
    """Yield the values of a story that NewsML-G2 has no place for.

    Args:
        story: the story; the paths of the losses begin with `story`.
    """
    if story.source:
        yield Loss("story.source", "NewsML-G2 has no element for the feed that an item was taken from")
    if story.rights and story.rights.year:
        yield Loss("story.rights.year", "<rightsInfo> has no element for the year: add it to the notice")
    for agent, path, element in _agents(story):
        yield from _agent_losses(agent, path)
        yield from extension_losses(agent.extensions, path, element, PARTY)
    for index, topic in enumerate(story.topics):
        yield from extension_losses(topic.extensions, f"story.topics[{index}]", "subject", SUBJECT)
    for index, category in enumerate(story.categories):
        yield from extension_losses(category.extensions, f"story.categories[{index}]", "subject", SUBJECT)
    for index, link in enumerate(story.links):
        yield from extension_losses(link.extensions, f"story.links[{index}]", "link", LINK)
    if story.rights:
        yield from extension_losses(story.rights.extensions, "story.rights", "rightsInfo", RIGHTS)
    if story.podcast:
        yield Loss("story.podcast", "NewsML-G2 has no elements for podcasts")
    for index, media in enumerate(story.media):
        yield from extension_losses(media.extensions, f"story.media[{index}]", "remoteContent", REMOTE_CONTENT)
    yield from _extension_losses(story.extensions, "story", is_kept)
    yield from _link_losses(story)
    yield from _markup_losses(story)
    yield from lost_fields(story, "story", _LOST)


def _agents(story: Story) -> Iterator[tuple[Agent, str, str]]:
    """Yield each agent of a story with its path and the name of its element."""
    for index, agent in enumerate(story.authors):
        yield agent, f"story.authors[{index}]", "creator"
    for index, agent in enumerate(story.contributors):
        yield agent, f"story.contributors[{index}]", "contributor"
    for index, mention in enumerate(story.press):
        yield mention.outlet, f"story.press[{index}].outlet", "infoSource"
    if story.publisher:
        yield story.publisher, "story.publisher", "provider"
    if story.rights and story.rights.holder:
        yield story.rights.holder, "story.rights.holder", "copyrightHolder"


def _link_losses(story: Story) -> Iterator[Loss]:
    if reads_as_address(story):
        reason = "the first link, to an alternate HTML page, is read as the address of a story that has none: add a url"
        yield Loss("story.url", reason)
        yield Loss("story.links[0]", reason)
    for index, link in enumerate(story.links):
        if link.rel.startswith(SCHEMES["linkrel"]):
            yield Loss(f"story.links[{index}].rel", "the IRI of a registered relation is read as its name")


def _markup_losses(story: Story) -> Iterator[Loss]:
    if plain_html(story) == "":
        yield Loss("story.sections[0]", "a section without any content is not written")
    for path, markup in markup_blocks(story):
        if not survives_round_trip(markup.html):
            reason = "the markup has an element of HTML5 that XHTML 1.1 cannot represent exactly"
            yield Loss(f"story.{path}", reason)


def _agent_losses(agent: Agent, path: str) -> Iterator[Loss]:
    if isinstance(agent, Person) and agent.avatar:
        yield Loss(f"{path}.avatar", "NewsML-G2 has no element for the picture of a person in a property")
    if isinstance(agent, Organization) and agent.logo:
        yield Loss(f"{path}.logo", "NewsML-G2 has no element for the logo of an organization in a property")


def _extension_losses(
    extensions: tuple[Extension, ...], path: str, is_kept: Callable[[Extension], bool]
) -> Iterator[Loss]:
    for index, extension in enumerate(extensions):
        if not (is_foreign(extension) or is_kept(extension)):
            reason = "an extension must have a namespace of XML, and one of NewsML-G2 the name of an element of an item"
            yield Loss(f"{path}.extensions[{index}]", reason)
        elif as_read(extension) != extension:
            reason = "adjacent texts are merged, and white space between elements is dropped"
            yield Loss(f"{path}.extensions[{index}].content", reason)


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Yield the values of a feed, without its stories, that a newsMessage has no place for.

    Args:
        feed: the feed; the paths of the losses begin with `feed`.
    """
    for name in _LOST_FEED_FIELDS:
        if getattr(feed, name):
            yield Loss(f"feed.{name}", "the <header> of a <newsMessage> has no element for it")
    if feed.publisher:
        for name in _LOST_SENDER_FIELDS:
            if getattr(feed.publisher, name):
                yield Loss(f"feed.publisher.{name}", "the <sender> of a <newsMessage> has only a name and an IRI")
    yield from _extension_losses(feed.extensions, "feed", is_kept_in_message)
    yield from lost_fields(feed, "feed", _LOST)


__all__ = ["feed_losses", "losses"]
