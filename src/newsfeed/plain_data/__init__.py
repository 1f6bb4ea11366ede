"""Conversion between the model and plain data: dicts, lists, strings, numbers and booleans, as in JSON and TOML.

Belongs here: writing the model as plain data, reading it back strictly, and coercing values written by hand. Text
formats, such as the newsfeed JSON document, belong in `newsfeed.formats`.
"""

from collections.abc import Mapping

from newsfeed.model import Feed, Story
from newsfeed.plain_data.plain import PlainObject, PlainValue

__all__ = ["PlainObject", "PlainValue", "from_dict", "to_dict"]


def to_dict(value: Story | Feed) -> PlainObject:
    """Return a story or feed as plain data, equal to its newsfeed JSON document after parsing.

    Args:
        value: the story or feed. Dates become RFC 3339 strings; fields at their default are left out.

    Returns:
        a new dict that begins with the document's version, `{"newsfeed": "story/1", "id": ...}`.

    Raises:
        ModelError: an extension element has the same attribute twice, so an object cannot hold its attributes.
    """
    from newsfeed.plain_data import documents  # imports cattrs

    return documents.document_of(value)


def from_dict(data: Mapping[str, object]) -> Story | Feed:
    """Build the story or feed that plain data describes; the reverse of `to_dict`.

    Args:
        data: a newsfeed JSON document. Its `newsfeed` version decides between a story and a feed; a `$schema` is
            ignored.

    Raises:
        ReadError: the version is missing or unknown, or a value is wrong; the reason begins with the path of the first
            wrong value (`$.stories[3].url`). In a feed, one wrong story makes the whole feed wrong.
    """
    from newsfeed.plain_data import documents  # imports cattrs

    return documents.read_document(data)
