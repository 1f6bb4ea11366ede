"""What may stand in the objects of JSON Feed 1.1: one table an object, in the order of the specification."""

from collections.abc import Mapping
from typing import Any, Final

import attrs

from newsfeed.formats.jsonfeed import values
from newsfeed.formats.jsonfeed.values import Check


@attrs.frozen
class Kind:
    """A kind of object.

    Attributes:
        name: as it stands in codes, `item`.
        members: what each member is: a check of its value, an object of a kind, or many of either.
        required: the members that must be there, each with what to write.
    """

    name: str
    members: "Mapping[str, Check | Kind | Many]"
    required: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen
class Many:
    """A list of values of one sort."""

    of: Check | Kind


def anything(_value: Any) -> tuple[()]:
    """Leave a value to a rule of its object."""
    return ()


AUTHOR: Final = Kind("author", {"name": values.filled, "url": values.url, "avatar": values.url})
HUB: Final = Kind(
    "hub",
    {"type": values.filled, "url": values.url},
    {"type": 'write the protocol, such as "WebSub"', "url": "write the address of the hub"},
)
ATTACHMENT: Final = Kind(
    "attachment",
    {
        "url": values.url,
        "mime_type": values.media_type,
        "title": values.text,
        "size_in_bytes": values.amount,
        "duration_in_seconds": values.amount,
    },
    {"url": "write the address of the file", "mime_type": 'write the media type, such as "audio/mpeg"'},
)
_AUTHORS: Final[Mapping[str, Check | Kind | Many]] = {"authors": Many(AUTHOR), "author": AUTHOR}
ITEM: Final = Kind(
    "item",
    {
        "id": anything,
        "url": values.url,
        "external_url": values.url,
        "title": values.plain,
        "content_html": values.content_html,
        "content_text": values.content_text,
        "summary": values.plain,
        "image": values.url,
        "banner_image": values.url,
        "date_published": values.date,
        "date_modified": values.date,
        **_AUTHORS,
        "tags": Many(values.filled),
        "language": values.language,
        "attachments": Many(ATTACHMENT),
    },
    {"id": "write an identifier that never changes, best the address of the item"},
)
FEED: Final = Kind(
    "feed",
    {
        "version": anything,
        "title": values.plain,
        "home_page_url": values.url,
        "feed_url": values.url,
        "description": values.text,
        "user_comment": values.text,
        "next_url": values.url,
        "icon": values.url,
        "favicon": values.url,
        **_AUTHORS,
        "language": values.language,
        "expired": values.truth,
        "hubs": Many(HUB),
        "items": Many(ITEM),
    },
    {
        "version": 'write "https://jsonfeed.org/version/1.1"',
        "title": "write the name of the feed",
        "items": "write the list of items, [] where there is none",
    },
)
