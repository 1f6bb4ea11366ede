"""Checks of single JSON Feed values; each yields the faults of one value.

A message starts with a verb where the rules put the name of the member before it: "is blank: ...".
"""

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

import attrs

from newsfeed.findings import Severity
from newsfeed.reading.json.json_types import JsonValue
from newsfeed.validation import html, links
from newsfeed.validation.faults import Fault, quote
from newsfeed.values.dates import parse_rfc3339
from newsfeed.values.languages import check_language
from newsfeed.values.media_types import check_media_type

ValueCheck: TypeAlias = Callable[[JsonValue], Iterable[Fault]]
"""A check of one value; it yields nothing if the value is valid."""

_TYPE_NAMES: Final = {
    bool: "a boolean",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "an array",
    dict: "an object",
}


def wrong_type(value: JsonValue, expected: str, remedy: str) -> tuple[Fault]:
    """Return the fault of a value with the wrong JSON type; null is always wrong.

    Args:
        value: the value.
        expected: the right type, with its article: "a string".
        remedy: the correction, as an imperative.
    """
    if value is None:
        return (Fault("type", "", f"must be {expected}, not null: {remedy}, or remove it"),)
    return (Fault("type", "", f"must be {expected}, not {_TYPE_NAMES[type(value)]}: {remedy}"),)


def check_any(_value: JsonValue) -> tuple[()]:
    """Accept any value: a rule of the whole object checks it."""
    return ()


def check_text(value: JsonValue) -> Iterable[Fault]:
    """Check that a value is a string."""
    return () if isinstance(value, str) else wrong_type(value, "a string", "write a text in quotation marks")


def check_not_blank(value: JsonValue) -> Iterable[Fault]:
    """Check that a value is a string with more than whitespace in it."""
    if isinstance(value, str) and not value.strip():
        return (Fault("blank", "NotBlank", "is blank: write a text, or remove it"),)
    return check_text(value)


def check_plain_text(value: JsonValue) -> Iterable[Fault]:
    """Check a text for HTML, since readers would show its tags to people."""
    if not isinstance(value, str):
        return check_text(value)
    return _check_without_markup(value, "remove the markup")


def check_content_text(value: JsonValue) -> Iterable[Fault]:
    """Check the plain text of an item for HTML."""
    if not isinstance(value, str):
        return check_text(value)
    return _check_without_markup(value, "move the text to content_html, or remove the markup")


def _check_without_markup(value: str, remedy: str) -> Iterable[Fault]:
    if markup := html.find_tag(value) or html.find_reference(value):
        return (Fault("html", "ContainsHTML", f"is plain text, but contains the HTML {quote(markup)}: {remedy}"),)
    return ()


def check_content_html(value: JsonValue) -> Iterable[Fault]:
    """Check the HTML of an item: elements closed in order, and nothing that runs code or loads other documents."""
    if not isinstance(value, str):
        return check_text(value)
    return map(_without_xml_escaping, html.check_fragment(value))


def _without_xml_escaping(fault: Fault) -> Fault:
    """Adapt a message that is worded for XML, where HTML is escaped once more than in JSON."""
    return attrs.evolve(fault, message=fault.message.replace("&amp;lt;", "&lt;"))


def check_url(value: JsonValue) -> Iterable[Fault]:
    """Check an absolute IRI; schemes that run code are refused."""
    return (
        links.absolute_iri(value)
        if isinstance(value, str)
        else wrong_type(value, "a string", "write a URL in quotation marks")
    )


def check_date(value: JsonValue) -> Iterable[Fault]:
    """Check a date of RFC 3339 with its offset from UTC; T and Z may be lower-case."""
    if not isinstance(value, str):
        return wrong_type(value, "a string", 'write a date such as "2026-05-17T09:30:00Z"')
    return _faults_of(parse_rfc3339, value.upper())


def check_date_order(published: JsonValue, modified: JsonValue) -> Iterable[Fault]:
    """Check that the last change is not before the publication; a wrong date is another finding."""
    try:
        is_early = parse_rfc3339(str(modified).upper()) < parse_rfc3339(str(published).upper())
    except ValueError:
        return ()
    if not is_early:
        return ()
    message = f"{quote(str(modified))} is before date_published, {quote(str(published))}: swap or correct them"
    return (Fault("early", "", message, severity=Severity.WARNING),)


def check_language_tag(value: JsonValue) -> Iterable[Fault]:
    """Check a language tag of BCP 47."""
    if not isinstance(value, str):
        return wrong_type(value, "a string", 'write a language tag such as "en-GB"')
    return _faults_of(check_language, value)


def check_mime_type(value: JsonValue) -> Iterable[Fault]:
    """Check a media type, with or without parameters."""
    if not isinstance(value, str):
        return wrong_type(value, "a string", 'write a media type such as "audio/mpeg"')
    return _faults_of(check_media_type, value)


def _faults_of(check: Callable[[str], object], value: str) -> Iterable[Fault]:
    """Return the fault of a value that a check refuses with a ValueError."""
    try:
        check(value)
    except ValueError as error:
        return (Fault("invalid", "", str(error)),)
    return ()


def check_amount(value: JsonValue) -> Iterable[Fault]:
    """Check a number of bytes or seconds, 0 or more."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return wrong_type(value, "a number", "write digits without quotation marks")
    return (Fault("negative", "", f"is {value}, but cannot be negative: write 0 or more"),) if value < 0 else ()


def check_boolean(value: JsonValue) -> Iterable[Fault]:
    """Check that a value is true or false."""
    return () if isinstance(value, bool) else wrong_type(value, "a boolean", "write true or false")
