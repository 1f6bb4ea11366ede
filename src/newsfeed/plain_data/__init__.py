"""Conversion between the model and plain data: dicts, lists, strings, numbers and booleans, as in JSON and TOML.

Belongs here: writing the model as plain data, reading it back strictly, and coercing values written by hand. Text
formats, such as the newsfeed JSON document, belong in `newsfeed.formats`.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from newsfeed.errors import check_argument
from newsfeed.model import Feed, Story
from newsfeed.plain_data.plain import PlainObject, PlainValue

if TYPE_CHECKING:
    from newsfeed.plain_data.rows import StoryRow

__all__ = ["PlainObject", "PlainValue", "from_dict", "from_rows", "to_dict", "to_rows"]


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

    check_argument("to_dict", "value", value, (Story, Feed), "a Story or a Feed")
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


def to_rows(stories: Feed | Iterable[Story]) -> "list[StoryRow]":
    """Return stories as flat rows, for `pandas.DataFrame(rows)`, `polars.DataFrame(rows)` or a CSV file.

    A row has one column for each field of a story. Dates are datetimes in UTC, and the column `offsets` has the offsets of
    those that were not; `summary` is plain text, and `summary_markup` its markup if it has any; fields that are neither text,
    numbers nor dates are JSON text, as in `to_dict`; an empty field is None.

    Args:
        stories: a feed, whose own values no row has, or stories.

    Raises:
        ArgumentError: something in it is no story.
        WriteError: a date has no year from 1 to 9999 in UTC.
    """
    from newsfeed.plain_data import rows  # imports cattrs

    return rows.to_rows(stories)


def from_rows(rows: Iterable[Mapping[str, object]]) -> tuple[Story, ...]:
    """Return the stories of flat rows; the reverse of `to_rows`.

    Args:
        rows: dicts, as `df.to_dict("records")` of pandas and `df.to_dicts()` of polars return them. None, NaN, NaT and NA
            stand for empty fields, as does a missing column; 1.0 is the number 1, and dates may be strings in RFC 3339.

    Raises:
        ReadError: a column is unknown or a value wrong; the reason names the row and the column.
        ArgumentError: something in it is no row.
    """
    from newsfeed.plain_data import rows as story_rows  # imports cattrs

    return story_rows.from_rows(rows)
