"""Rights, categories, links and sources of stories and feeds."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, cast

import attrs

from newsfeed.classes.frozen import ModelObject, frozen
from newsfeed.errors import ModelError
from newsfeed.model.extension import Extension
from newsfeed.model.fields import (
    TupleOf,
    check_datetime,
    check_filled_line,
    check_iri,
    check_language,
    check_line,
    check_media_type,
    check_plain_text,
    instance_of,
    none_if_empty,
    to_datetime,
    to_language,
    to_line,
    to_plain_text,
    to_tuple,
    tuple_of,
    whole_number,
)
from newsfeed.model.parties import Agent, Organization, Person

MEDIA_TOPICS: Final = "http://cv.iptc.org/newscodes/mediatopic/"
"""The scheme of IPTC Media Topics. A `Category` of this scheme has the eight digits of the code as its term."""


@frozen(kw_only=True)
class Rights(ModelObject):
    """The copyright in a story or feed, and the conditions of use.

    Attributes:
        notice: The copyright notice to print, such as "© 2026 The Harbour Desk". One line of text, may be empty.
        holder: The person or organization that holds the copyright. Person, Organization or None.
        year: The year in which the copyright begins. Whole number, or None.
        license: The license under which others may use the story. IRI, or None.
        usage_terms: The conditions of use in words, for those who want to republish. Plain text, may be empty.
        extensions: Properties that have no field here. Tuple of Extension.
    """

    notice: str = attrs.field(default="", converter=to_line, validator=check_line)
    holder: Agent | None = attrs.field(default=None, validator=instance_of(Person, Organization))
    year: int | None = attrs.field(default=None, validator=whole_number(1))
    license: str | None = attrs.field(default=None, validator=check_iri)
    usage_terms: str = attrs.field(default="", converter=to_plain_text, validator=check_plain_text)
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=TupleOf[Extension], validator=tuple_of(Extension)
    )


def to_rights(value: Rights | None) -> Rights | None:
    """Replace rights without any value by None."""
    return none_if_empty(value, Rights)


@frozen(kw_only=True)
class Category(ModelObject):
    """A term of a classification: a desk of the outlet, or an IPTC Media Topic.

    Attributes:
        term: The code or name of the category within its scheme. One line of text, not empty.
        scheme: The classification that defines the term. IRI, or None.
        label: The name to print if the term is a code. One line of text, may be empty.
        extensions: Properties that have no field here. Tuple of Extension.
    """

    term: str = attrs.field(converter=to_line, validator=check_filled_line)
    scheme: str | None = attrs.field(default=None, validator=check_iri)
    label: str = attrs.field(default="", converter=to_line, validator=check_line)
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=TupleOf[Extension], validator=tuple_of(Extension)
    )

    @classmethod
    def media_topic(cls, code: str, label: str = "") -> "Category":
        """Return the IPTC Media Topic with a code.

        Args:
            code: the eight digits, such as "20000337".
            label: the name to print.

        Raises:
            ModelError: the code does not have eight digits.
        """
        if not (len(code) == 8 and code.isascii() and code.isdigit()):
            raise ModelError("Category.term", f"is {code!r:.64}, an IPTC Media Topic has eight digits")
        return cls(term=code, scheme=MEDIA_TOPICS, label=label)


@frozen(kw_only=True)
class Link(ModelObject):
    """A link to something related; the address of the story itself is `Story.url`.

    Attributes:
        url: The address of the related page. IRI.
        rel: The relation of the page to this one, such as related, via or license. One line of text, "related" by default.
        type: The format of the page. Media type (RFC 6838), or None.
        title: The words to show as the link. One line of text, may be empty.
        language: The language of the page. BCP 47 tag, or None.
        length: The size of the page or file. Bytes, or None.
        extensions: Properties that have no field here. Tuple of Extension.
    """

    url: str = attrs.field(validator=check_iri)
    rel: str = attrs.field(default="related", converter=to_line, validator=check_filled_line)
    type: str | None = attrs.field(default=None, validator=check_media_type)
    title: str = attrs.field(default="", converter=to_line, validator=check_line)
    language: str | None = attrs.field(default=None, converter=to_language, validator=check_language)
    length: int | None = attrs.field(default=None, validator=whole_number(0))
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=TupleOf[Extension], validator=tuple_of(Extension)
    )


@frozen(kw_only=True)
class Source(ModelObject):
    """The original feed of an aggregated story.

    Attributes:
        title: The name of that feed. One line of text, may be empty.
        id: The identifier of that feed, if it has one other than its address. One line of text, or None.
        url: The website of that feed. IRI, or None.
        feed_url: The address of the feed document. IRI, or None.
        updated: The last change of that feed, as far as the aggregator saw it. Aware datetime, or None.
    """

    title: str = attrs.field(default="", converter=to_line, validator=check_line)
    id: str | None = attrs.field(default=None, validator=attrs.validators.optional(check_filled_line))
    url: str | None = attrs.field(default=None, validator=check_iri)
    feed_url: str | None = attrs.field(default=None, validator=check_iri)
    updated: datetime | None = attrs.field(default=None, converter=to_datetime, validator=check_datetime)


def to_source(value: Source | None) -> Source | None:
    """Replace a source without any value by None."""
    return none_if_empty(value, Source)


def to_terms(value: Iterable[Category | str]) -> tuple[Category, ...]:
    """Convert an iterable to a tuple of categories; a string is a term without a scheme."""
    terms: tuple[Category | str, ...] | Any = to_tuple(value)
    if isinstance(terms, tuple) and any(isinstance(term, str) for term in terms):
        return tuple(map(_to_term, terms))
    return cast("tuple[Category, ...]", terms)


def _to_term(value: Category | str) -> Category:
    if isinstance(value, str):
        try:
            return Category(term=value)
        except ModelError:
            pass
    # The validator refuses a term that is not valid, with the field of the story in its message.
    return cast("Category", value)
