"""The extension `_newsfeed`: fields of the model that JSON Feed has no member for.

The specification allows such objects, and readers that do not know one skip it. Its members are fields of the model, as
plain data; it is written only if at least one of them has a value.
"""

from collections.abc import Iterable
from typing import Final, TypeAlias, cast

import attrs

from newsfeed.body.xhtml_updates import update_losses
from newsfeed.model import (
    PRIVATE_FIELDS,
    Agent,
    Category,
    Feed,
    LiveUpdate,
    Media,
    Organization,
    Paging,
    Person,
    Story,
    Topic,
)
from newsfeed.plain_data.model_types import TAGS
from newsfeed.plain_data.unstructure import unstructure
from newsfeed.reading.json.json_types import JsonObject, JsonValue
from newsfeed.rendering.lost_fields import NEWSROOM_FIELDS
from newsfeed.values.namespaces import NEWSML

MEMBER: Final = "_newsfeed"
ABOUT: Final = "newsfeed: what of its model JSON Feed has no member for"
"""Value of the member `about`: the purpose of the extension, for people who read the document."""

STORY_FIELDS: Final = (
    *("contributors", "publisher", "version", "categories", "links", "rights", "source", "podcast"),
    *(name for name in NEWSROOM_FIELDS[Story] if name not in (*PRIVATE_FIELDS, "updates")),
)
FEED_FIELDS: Final = (
    *("id", "publisher", "rights", "published", "updated", "ttl", "generator"),
    *("categories", "keywords", "links", "podcast"),
    *NEWSROOM_FIELDS[Feed],
)
PERSON_FIELDS: Final = ("email", "same_as", "job_title", "role", "id", "extensions")
ORGANIZATION_FIELDS: Final = ("email", "same_as", "role", "id", "policies", "extensions")
MEDIA_FIELDS: Final = (
    "medium",
    "width",
    "height",
    "alt",
    "caption",
    "credit",
    "language",
    "thumbnail",
    "poster",
    "uploaded",
    "renditions",
)
UPDATE_FIELDS: Final = ("authors", "media", "extensions")
"""The fields of live updates that the body has in part, or not at all."""

GUESSED: Final = "guessed"
"""Member of an attachment's extension: true if the media type is unknown, and `mime_type` is the most likely one."""

REQUIRED_FIELDS: Final[dict[type, dict[str, str]]] = {
    Story: {"id": "-"},
    Person: {"name": "-"},
    Organization: {"name": "-"},
    Media: {"url": "urn:x"},
}
"""Stand-ins for required fields, to convert some fields of a class without the others."""

_DEFAULTS: Final = {cls: {field.name: field.default for field in attrs.fields(cls)} for cls in (Story, Feed)}
"""Defaults of all fields; none of these two classes is made by a factory."""

_Entity: TypeAlias = Person | Organization | Media


def story_extension(story: Story) -> JsonObject:
    """Return the extension members of an item, except those that depend on the body and the tags as written."""
    return _non_default_fields(story, STORY_FIELDS)


def updates_extension(updates: tuple[LiveUpdate, ...]) -> list[JsonValue]:
    """Return the fields of live updates that the body has no place for, an object for each update; none if there are none."""
    paths = [loss.path for loss in update_losses(updates, "updates")]
    if not paths:
        return []
    return [
        {
            name: value
            for name, value in _plain(update).items()
            if any(path.startswith(f"updates[{index}].{name}") for path in paths)
        }
        for index, update in enumerate(updates)
    ]


def complete_updates(updates: tuple[LiveUpdate, ...], details: tuple[LiveUpdate, ...]) -> tuple[LiveUpdate, ...]:
    """Return the live updates of a body with the fields that the extension has of them."""
    return tuple(
        attrs.evolve(update, **{name: value for name in UPDATE_FIELDS if (value := getattr(detail, name))})
        for update, detail in zip(updates, details, strict=True)
    )


def feed_extension(feed: Feed) -> JsonObject:
    """Return the extension members of a feed."""
    members = _non_default_fields(feed, FEED_FIELDS)
    if feed.paging is not None and (not feed.paging.next or feed.paging != Paging(next=feed.paging.next)):
        members["paging"] = _plain(feed.paging)
    if not isinstance(feed.description, str):
        members["description"] = _plain(feed.description)
    return members


def _non_default_fields(item: Story | Feed, names: Iterable[str]) -> JsonObject:
    """Return the fields that differ from their defaults, as plain data.

    Most stories have none of them, and then nothing is converted.
    """
    cls = type(item)
    values = {name: value for name in names if (value := getattr(item, name)) != _DEFAULTS[cls][name]}
    if not values:
        return {}
    plain = _plain(cls(**{**REQUIRED_FIELDS.get(cls, {}), **values}))
    return {name: plain[name] for name in values}


def agent_extension(agent: Agent) -> JsonObject:
    """Return the extension members of an author: other fields, and a type if it is an organization."""
    if isinstance(agent, Person):
        return _plain_fields(agent, PERSON_FIELDS)
    members: JsonObject = {"type": TAGS[Organization], **_plain_fields(agent, ORGANIZATION_FIELDS)}
    if agent.logo and agent.logo != Media(url=agent.logo.url, medium="image"):
        members["logo"] = _plain(agent.logo)
    return members


def media_extension(media: Media) -> JsonObject:
    """Return the extension members of an attachment."""
    members = _plain_fields(media, MEDIA_FIELDS)
    if not media.type:
        members[GUESSED] = True
    return members


def _plain(value: object) -> JsonObject:
    """Return an object of the model as a JSON object, without the fields for newsrooms; plain data is JSON without null."""
    return cast("JsonObject", _for_readers(cast("JsonValue", unstructure(value))))


def _for_readers(value: JsonValue) -> JsonValue:
    """Return plain data without the elements of NewsML-G2 among the extensions of its objects."""
    if isinstance(value, list):
        return [_for_readers(item) for item in value if not _is_for_newsrooms(item)]
    if isinstance(value, dict):
        members = {name: _for_readers(member) for name, member in value.items()}
        return {name: member for name, member in members.items() if member != [] or value[name] == []}
    return value


def _is_for_newsrooms(value: JsonValue) -> bool:
    """Return whether plain data is an extension that is an element of NewsML-G2."""
    name = value.get("name") if isinstance(value, dict) else None
    return isinstance(name, str) and name.startswith(f"{{{NEWSML}}}")


def _plain_fields(entity: _Entity, names: Iterable[str]) -> JsonObject:
    plain = _plain(entity)
    return {name: plain[name] for name in names if name in plain}


def keywords_of_tags(
    tags: Iterable[str], topics: tuple[Topic, ...], categories: tuple[Category, ...]
) -> tuple[str, ...]:
    """Return the keywords among the tags of an item: those that name neither a topic nor a category."""
    names = {topic.name for topic in topics} | {category_label(category) for category in categories}
    return tuple(tag for tag in tags if tag not in names)


def category_label(category: Category) -> str:
    """Return the name of a category among the tags."""
    return category.label or category.term
