"""Subscriptions: the feeds that a list of feeds names."""

from datetime import datetime

import attrs

from newsfeed.classes.frozen import ModelObject, frozen
from newsfeed.model.extension import Extension
from newsfeed.model.fields import (
    TupleOf,
    check_datetime,
    check_filled_line,
    check_iri,
    check_language,
    check_line,
    check_lines,
    to_datetime,
    to_language,
    to_line,
    to_lines,
    tuple_of,
)


@frozen(kw_only=True)
class Subscription(ModelObject):
    """A feed of somebody else, as lists of feeds name it.

    Attributes:
        feed_url: The address of the feed. IRI.
        title: The name of the feed. One line of text, may be empty.
        url: The website to which the feed belongs. IRI, or None.
        description: The subject of the feed. One line of text, may be empty.
        language: The language of the feed. BCP 47 tag, or None.
        type: The kind of the feed, "rss" for RSS and Atom. One line of text, not empty.
        folders: The folders from the top of the list down to the feed. Tuple of lines of text.
        categories: The categories of the feed; a slash parts a category from one below it. Tuple of lines of text.
        created: The moment when the feed was added to the list. Aware datetime, or None.
        extensions: Attributes that have no field here. Tuple of Extension.
    """

    feed_url: str = attrs.field(validator=check_iri)
    title: str = attrs.field(default="", converter=to_line, validator=check_line)
    url: str | None = attrs.field(default=None, validator=check_iri)
    description: str = attrs.field(default="", converter=to_line, validator=check_line)
    language: str | None = attrs.field(default=None, converter=to_language, validator=check_language)
    type: str = attrs.field(default="rss", converter=to_line, validator=check_filled_line)
    folders: tuple[str, ...] = attrs.field(default=(), converter=to_lines, validator=check_lines)
    categories: tuple[str, ...] = attrs.field(default=(), converter=to_lines, validator=check_lines)
    created: datetime | None = attrs.field(default=None, converter=to_datetime, validator=check_datetime)
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=TupleOf[Extension], validator=tuple_of(Extension)
    )
