"""The members of each object of JSON Feed 1.1, in the order of the specification."""

from collections.abc import Mapping
from typing import Final, TypeAlias

import attrs

from newsfeed.formats.jsonfeed import value_checks
from newsfeed.formats.jsonfeed.value_checks import ValueCheck


@attrs.frozen
class ObjectSchema:
    """The members that one kind of object can have.

    Attributes:
        name: name of the kind as it appears in finding codes and messages, `item`.
        members: schema of each member's value, by its name.
        required: the members that must be present, each with a remedy for messages.
    """

    name: str
    members: "Mapping[str, ValueSchema]"
    required: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen
class ListOf:
    """A list with entries of one kind."""

    entry: "ValueCheck | ObjectSchema"


ValueSchema: TypeAlias = ValueCheck | ObjectSchema | ListOf
"""A check of the value, or the schema of the object or list that the value must be."""

AUTHOR: Final = ObjectSchema(
    "author",
    {"name": value_checks.check_not_blank, "url": value_checks.check_url, "avatar": value_checks.check_url},
)
HUB: Final = ObjectSchema(
    "hub",
    {"type": value_checks.check_not_blank, "url": value_checks.check_url},
    {"type": 'add the name of the protocol, for example "WebSub"', "url": "add the address of the hub"},
)
ATTACHMENT: Final = ObjectSchema(
    "attachment",
    {
        "url": value_checks.check_url,
        "mime_type": value_checks.check_mime_type,
        "title": value_checks.check_text,
        "size_in_bytes": value_checks.check_amount,
        "duration_in_seconds": value_checks.check_amount,
    },
    {"url": "add the address of the file", "mime_type": 'add the media type of the file, for example "audio/mpeg"'},
)
_AUTHORS: Final[Mapping[str, ValueSchema]] = {"authors": ListOf(AUTHOR), "author": AUTHOR}
ITEM: Final = ObjectSchema(
    "item",
    {
        "id": value_checks.check_any,
        "url": value_checks.check_url,
        "external_url": value_checks.check_url,
        "title": value_checks.check_plain_text,
        "content_html": value_checks.check_content_html,
        "content_text": value_checks.check_content_text,
        "summary": value_checks.check_plain_text,
        "image": value_checks.check_url,
        "banner_image": value_checks.check_url,
        "date_published": value_checks.check_date,
        "date_modified": value_checks.check_date,
        **_AUTHORS,
        "tags": ListOf(value_checks.check_not_blank),
        "language": value_checks.check_language_tag,
        "attachments": ListOf(ATTACHMENT),
    },
    {"id": "add an identifier that never changes, preferably the item's permanent link"},
)
FEED: Final = ObjectSchema(
    "feed",
    {
        "version": value_checks.check_any,
        "title": value_checks.check_plain_text,
        "home_page_url": value_checks.check_url,
        "feed_url": value_checks.check_url,
        "description": value_checks.check_text,
        "user_comment": value_checks.check_text,
        "next_url": value_checks.check_url,
        "icon": value_checks.check_url,
        "favicon": value_checks.check_url,
        **_AUTHORS,
        "language": value_checks.check_language_tag,
        "expired": value_checks.check_boolean,
        "hubs": ListOf(HUB),
        "items": ListOf(ITEM),
    },
    {
        "version": 'add the version "https://jsonfeed.org/version/1.1"',
        "title": "add the name of the feed",
        "items": "add the list of items, [] if there are none",
    },
)
