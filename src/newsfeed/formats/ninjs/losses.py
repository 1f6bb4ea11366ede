"""Losses of ninjs: the fields of the model that cannot be written, or not read back."""

from collections.abc import Iterator
from typing import Final

from newsfeed.body import xhtml
from newsfeed.findings import Loss
from newsfeed.formats.ninjs import extension_members
from newsfeed.formats.ninjs.concepts import concept, term_of
from newsfeed.formats.ninjs.vocabulary import (
    ITEM_TYPES,
    NATURES,
    RESERVED_RELATIONS,
    TERM_RELATIONS,
    TRANSLATION,
    TRANSLATION_OF,
)
from newsfeed.formats.ninjs.write_item import (
    feed_members,
    feed_uri,
    has_place_for_usage,
    place_members,
    rights_members,
    story_members,
    topic_members,
)
from newsfeed.formats.ninjs.write_media import association_members, link_members, own_media, rendition_members
from newsfeed.formats.ninjs.write_parties import agent_entity, in_printed_order, printed_names
from newsfeed.model import (
    Agent,
    AlternativeHeadline,
    Category,
    Feed,
    Link,
    Media,
    Organization,
    Person,
    Question,
    Rendition,
    Rights,
    Story,
    Usage,
)
from newsfeed.reading.json.json_types import JsonObject
from newsfeed.rendering.lost_fields import NEWSROOM_FIELDS, LostFields, lost_fields
from newsfeed.rights import rsl
from newsfeed.rights.uses import usage_losses
from newsfeed.values.urns import id_to_iri

_NO_MEMBER: Final = "ninjs has no member for it"
_LOST: Final[LostFields] = {
    Story: dict.fromkeys(("source", "podcast", "access", "coverage_start", "coverage_end", "speakable"), _NO_MEMBER),
    Feed: dict.fromkeys(("hubs", "paging", "ttl", "generator", "podcast", "subscriptions"), _NO_MEMBER),
    Rights: {"year": _NO_MEMBER},
    AlternativeHeadline: {"language": "a headline of ninjs has no language of its own"},
    Question: {"extensions": _NO_MEMBER},
}
_OUTLET: Final[LostFields] = {
    Organization: dict.fromkeys(NEWSROOM_FIELDS[Organization], "the body has only the name and address of an outlet")
}


def losses(story: Story, *, version: str | None = None) -> Iterator[Loss]:
    """Yield a loss for each field of a story that ninjs cannot carry.

    Args:
        story: the story.
        version: the version to write; all have places for the same fields.
    """
    del version
    yield from lost_fields(story, "story", _LOST)
    yield from xhtml.losses(story)
    yield from lost_fields(story.press, "story.press", _OUTLET)
    if story.item_class.removeprefix(NATURES) in (*ITEM_TYPES, "animation") and ":" in story.item_class:
        yield Loss("story.item_class", "the IRI of a class with a name of its own is read back as the name")
    if story.byline and story.byline == printed_names(story.authors):
        yield Loss("story.byline", "a byline of the authors' names alone is read back as none")
    yield from extension_members.losses(story.extensions, "story.extensions", _reserved(story))
    yield from _parties(story, "story")
    yield from _agents(story.contributors, "story.contributors")
    for name in ("categories", "genre", "signals", "services", "audiences"):
        yield from _terms(getattr(story, name), f"story.{name}")
    for index, topic in enumerate(story.topics):
        yield from extension_members.losses(topic.extensions, f"story.topics[{index}].extensions", topic_members(topic))
    for index, place in enumerate(story.places):
        yield from extension_members.losses(place.extensions, f"story.places[{index}].extensions", place_members(place))
    yield from _media(story)
    yield from _links(story.links, "story.links")


def feed_losses(feed: Feed) -> Iterator[Loss]:
    """Yield a loss for each field of a feed, apart from its stories, that ninjs cannot carry."""
    yield from lost_fields(feed, "feed", _LOST)
    if feed.id and id_to_iri(feed.id) == feed_uri(feed.replace(id=None)):
        yield Loss("feed.id", "an id that is the address of the feed is read back as none")
    members = feed_members(feed) if feed.extensions else {}
    yield from extension_members.losses(feed.extensions, "feed.extensions", {**members, "uri": ""})
    yield from _parties(feed, "feed")
    yield from _terms(feed.categories, "feed.categories")
    yield from _links(feed.links, "feed.links")


def _reserved(story: Story) -> JsonObject:
    """Return the members that the extensions of a story stand beside; none if there are no extensions."""
    return {**story_members(story), "uri": ""} if story.extensions else {}


# --- people and organizations ---


def _parties(item: Story | Feed, path: str) -> Iterator[Loss]:
    """Yield the losses of the authors, the publisher and the rights of a story or feed."""
    byline = (item.byline if isinstance(item, Story) else "") or printed_names(item.authors)
    yield from _agents(item.authors, f"{path}.authors", byline)
    if item.publisher:
        yield from _agent(item.publisher, f"{path}.publisher", has_policies=True)
    if item.rights:
        yield from _rights(item.rights, f"{path}.rights")
    if item.usage:
        yield from _usage(item.usage, f"{path}.usage", is_free=has_place_for_usage(item))


def _usage(usage: Usage, path: str, *, is_free: bool) -> Iterator[Loss]:
    if not is_free:
        yield Loss(path, "an item has a single expression of rights, and rights.license is one")
        return
    reason = (
        "an expression of rights in RSL needs a permission, a prohibition or a payment, and has no address of itself"
    )
    yield from usage_losses(usage, rsl.as_read(usage.replace(license_url=None), ""), path, reason)


def _rights(rights: Rights, path: str) -> Iterator[Loss]:
    license_member: JsonObject = {"linkedRights": rights.license} if rights.license else {}
    lost = list(extension_members.losses(rights.extensions, f"{path}.extensions", license_member))
    if lost and len(lost) == len(rights.extensions) and not any(rights_members(rights).values()):
        yield Loss(path, extension_members.NO_ELEMENTS)
        return
    yield from lost
    if rights.holder:
        yield from _agent(rights.holder, f"{path}.holder")


def _agents(agents: tuple[Agent, ...], path: str, byline: str = "") -> Iterator[Loss]:
    people_first = tuple(sorted(agents, key=lambda agent: isinstance(agent, Organization)))
    if agents != in_printed_order(people_first, byline):
        yield Loss(path, "ninjs lists the people before the organizations, so they come back in another order")
        return
    for index, agent in enumerate(agents):
        yield from _agent(agent, f"{path}[{index}]")


def _agent(agent: Agent, path: str, *, has_policies: bool = False) -> Iterator[Loss]:
    members = {**agent_entity(agent), "rel": "", "role": ""}
    yield from extension_members.losses(agent.extensions, f"{path}.extensions", members)
    if isinstance(agent, Person):
        return
    if agent.policies and not has_policies:
        yield Loss(f"{path}.policies", "only the publisher has links to its policies")
    if agent.logo and agent.logo != Media(url=agent.logo.url, medium="image"):
        yield Loss(f"{path}.logo", "ninjs has no more than the address of a logo")


# --- concepts, media and links ---


def _terms(categories: tuple[Category, ...], path: str) -> Iterator[Loss]:
    for index, category in enumerate(categories):
        members = concept(category)
        is_related = path.rpartition(".")[2] in TERM_RELATIONS or _has_reserved_relation(category)
        reserved: JsonObject = {"rel": ""} if is_related else {}
        yield from extension_members.losses(category.extensions, f"{path}[{index}].extensions", members | reserved)
        scheme, term = term_of(str(members.get("uri", "")), str(members.get("literal", "")))
        if (scheme, term) != (category.scheme, category.term):
            yield Loss(f"{path}[{index}]", "ninjs has no scheme and code apart, and this IRI is read back as others")


def _has_reserved_relation(category: Category) -> bool:
    """Return whether an extension would make a category the value of another field."""
    members = [member for item in category.extensions if (member := extension_members.member_of(item))]
    return any(name == "rel" and value in RESERVED_RELATIONS for name, value in members if isinstance(value, str))


def _media(story: Story) -> Iterator[Loss]:
    own_medium = own_media(story)
    for index, media in enumerate(story.media):
        path = f"story.media[{index}]"
        written = association_members(media) if media is not own_medium else {}
        yield from extension_members.losses(media.extensions, f"{path}.extensions", written)
        for number, rendition in enumerate(media.renditions):
            yield from _rendition(rendition, media, f"{path}.renditions[{number}]")


def _rendition(rendition: Rendition, media: Media, path: str) -> Iterator[Loss]:
    members = rendition_members(rendition)
    yield from extension_members.losses(rendition.extensions, f"{path}.extensions", members)
    is_still = {"thumbnail": media.thumbnail, "poster": media.poster}.get(rendition.role, "other") is None
    if is_still and members.keys() == {"name", "href"}:
        yield Loss(path, f"a rendition of the name {rendition.role} is read back as the {rendition.role}")


def _links(links: tuple[Link, ...], path: str) -> Iterator[Loss]:
    for index, link in enumerate(links):
        members = {**link_members(link), "uri": "", "name": "", "rel": ""}
        yield from extension_members.losses(link.extensions, f"{path}[{index}].extensions", members)
        if link.rel in (TRANSLATION, TRANSLATION_OF):
            yield Loss(f"{path}[{index}]", f"an association of the name {link.rel} is read back as a translation")
