"""Rights, categories, links, sources and extensions of stories and feeds."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final, cast

import attrs

from newsfeed.classes.frozen import ModelObject, frozen
from newsfeed.errors import ModelError
from newsfeed.model.fields import (
    check_datetime,
    check_filled_line,
    check_iri,
    check_language,
    check_legal_text,
    check_line,
    check_media_type,
    check_plain_text,
    instance_of,
    none_if_empty,
    refusal,
    to_datetime,
    to_line,
    to_plain_text,
    to_tuple,
    tuple_of,
    whole_number,
)
from newsfeed.model.parties import Agent, Organization, Person
from newsfeed.values.xml_chars import XML_SPACE, trim_line_ends

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
    """

    notice: str = attrs.field(default="", converter=to_line, validator=check_line)
    holder: Agent | None = attrs.field(default=None, validator=instance_of(Person, Organization))
    year: int | None = attrs.field(default=None, validator=whole_number(1))
    license: str | None = attrs.field(default=None, validator=check_iri)
    usage_terms: str = attrs.field(default="", converter=to_plain_text, validator=check_plain_text)


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
    """

    term: str = attrs.field(converter=to_line, validator=check_filled_line)
    scheme: str | None = attrs.field(default=None, validator=check_iri)
    label: str = attrs.field(default="", converter=to_line, validator=check_line)

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
    """

    url: str = attrs.field(validator=check_iri)
    rel: str = attrs.field(default="related", converter=to_line, validator=check_filled_line)
    type: str | None = attrs.field(default=None, validator=check_media_type)
    title: str = attrs.field(default="", converter=to_line, validator=check_line)
    language: str | None = attrs.field(default=None, validator=check_language)
    length: int | None = attrs.field(default=None, validator=whole_number(0))


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


# --- elements of other vocabularies ----------------------------------------------------------------------------------------


def _is_xml_name(name: str) -> bool:
    """Return whether this is an NCName, approximately: a Python identifier that can also have `-`, `.` and `·` inside."""
    return name.replace("-", "_").replace(".", "_").isidentifier() and name[:1] not in "-."


def _check_element_name(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    check_filled_line(instance, attribute, value)
    namespace, brace, local = value.rpartition("}")
    is_clark = namespace.startswith("{") and len(namespace) > 1 if brace else True
    if not is_clark or not _is_xml_name(local):
        raise refusal(instance, attribute, f"is {value!r:.64}, must be {{namespace}}local or local, a legal XML name")


def _check_prefix(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    check_legal_text(instance, attribute, value)
    if value and not _is_xml_name(value):
        raise refusal(instance, attribute, f"is {value!r:.64}, must be a legal XML name without a colon, or empty")


def _to_sorted_pairs(value: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    pairs: Any = value.items() if isinstance(value, Mapping) else to_tuple(value)
    try:
        return tuple(sorted(map(tuple, pairs)))
    except TypeError:
        return cast("tuple[tuple[str, str], ...]", pairs)


def _check_attributes(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, tuple):
        raise refusal(instance, attribute, f"is {type(value).__name__}, must be a dict or pairs of name and value")
    for pair in value:
        if not isinstance(pair, tuple) or len(pair) != 2 or not _is_xml_name(str(pair[0]).rpartition("}")[2]):
            raise refusal(instance, attribute, f"{pair!r:.64} must be a pair of a legal XML name and a value")
        check_legal_text(instance, attribute, pair[0])
        check_legal_text(instance, attribute, pair[1])
    if len({pair[0] for pair in value}) < len(value):
        raise refusal(instance, attribute, "has an attribute twice, which XML 1.0 (3.1) forbids")


def _to_content(value: "Iterable[str | Extension]") -> "tuple[str | Extension, ...]":
    """Merge adjacent strings and drop layout whitespace between elements."""
    parts: tuple[str | Extension, ...] = to_tuple(value)
    if not isinstance(parts, tuple) or not all(isinstance(part, str | Extension) for part in parts):
        return parts
    merged: list[Any] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += trim_line_ends(part)
        elif part != "":
            merged.append(trim_line_ends(part) if isinstance(part, str) else part)
    if any(isinstance(part, Extension) for part in merged):
        merged = [part for part in merged if not isinstance(part, str) or part.strip(XML_SPACE)]
    return tuple(merged)


def _check_content(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    tuple_of(str, Extension)(instance, attribute, value)
    for item in value:
        if isinstance(item, str):
            check_legal_text(instance, attribute, item)


@frozen(kw_only=True)
class Extension(ModelObject):
    """An element of another vocabulary, kept as it is.

    Formats that are based on XML write it; the others report it as a loss. Two kinds belong to a single format:

    * An element without a namespace is one of RSS 2.0 that the model has no field for, such as `skipDays`.
    * A name in the namespace `https://jsonfeed.org/version/1.1` is an extension member of JSON Feed, such as
      `{https://jsonfeed.org/version/1.1}_blue_shed`; its content is the value as JSON.

    Attributes:
        name: The name of the element. Clark notation, `{namespace}local`; or only `local` if it has no namespace.
        attributes: The attributes of the element. Tuple of pairs of name (Clark notation, or local) and value, sorted.
        content: The text and the elements inside it, in document order. Tuple of strings and Extensions.
        prefix: The namespace prefix to write; if empty, the customary one. XML name, may be empty; equality ignores it.
    """

    name: str = attrs.field(validator=_check_element_name)
    attributes: tuple[tuple[str, str], ...] = attrs.field(
        default=(), converter=_to_sorted_pairs, validator=_check_attributes
    )
    content: "tuple[str | Extension, ...]" = attrs.field(default=(), converter=_to_content, validator=_check_content)
    prefix: str = attrs.field(default="", validator=_check_prefix, eq=False)
