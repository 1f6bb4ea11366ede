"""Checks of one value of JSON Feed each: nothing is given where nothing is wrong."""

from collections.abc import Callable, Iterable
from typing import Any, Final

import attrs

from newsfeed.validation import html, links
from newsfeed.validation.faults import Fault, shown
from newsfeed.values.dates import parse_rfc3339
from newsfeed.values.languages import check_language
from newsfeed.values.media_types import check_media_type

Check = Callable[[Any], Iterable[Fault]]

_NAMES: Final = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "a text",
    list: "a list",
    dict: "an object",
}


def wrong_type(value: object, wanted: str) -> tuple[Fault]:
    """Say that a value is of the wrong type of JSON, null included."""
    return (Fault("type", "", f"is {_NAMES.get(type(value), 'null')}: write {wanted}, or leave it out"),)


def text(value: Any) -> Iterable[Fault]:
    """Any text."""
    return () if isinstance(value, str) else wrong_type(value, "a text in quotation marks")


def filled(value: Any) -> Iterable[Fault]:
    """Text that is more than white space."""
    if isinstance(value, str) and not value.strip():
        return (Fault("blank", "NotBlank", "is blank: write a text, or leave it out"),)
    return text(value)


def plain(value: Any) -> Iterable[Fault]:
    """Text that readers show as it is, so that HTML in it is seen as tags."""
    if not isinstance(value, str):
        return text(value)
    return _markup(value, "take the markup out")


def content_text(value: Any) -> Iterable[Fault]:
    """The plain text of an item."""
    if not isinstance(value, str):
        return text(value)
    return _markup(value, "write it as content_html, or take the markup out")


def _markup(value: str, instead: str) -> Iterable[Fault]:
    if found := html.tag_in(value) or html.entity_in(value):
        return (Fault("html", "ContainsHTML", f"is plain text, but has the HTML {shown(found)}: {instead}"),)
    return ()


def content_html(value: Any) -> Iterable[Fault]:
    """The HTML of an item: well-formed enough, and without what runs or loads."""
    if not isinstance(value, str):
        return text(value)
    return map(_in_json, html.fragment(value))


def _in_json(fault: Fault) -> Fault:
    """Put a message right that is written for HTML which is escaped once more, as it is in XML."""
    return attrs.evolve(fault, message=fault.message.replace("&amp;lt;", "&lt;"))


def url(value: Any) -> Iterable[Fault]:
    """An absolute IRI whose scheme runs no code."""
    return links.iri(value) if isinstance(value, str) else wrong_type(value, "an address in quotation marks")


def date(value: Any) -> Iterable[Fault]:
    """A date of RFC 3339 with its zone; T and Z in either case."""
    if not isinstance(value, str):
        return wrong_type(value, 'a date such as "2026-05-17T09:30:00Z"')
    return _refused(parse_rfc3339, value.upper())


def language(value: Any) -> Iterable[Fault]:
    """A language tag of BCP 47."""
    return _refused(check_language, value) if isinstance(value, str) else wrong_type(value, 'a tag such as "en-GB"')


def media_type(value: Any) -> Iterable[Fault]:
    """A media type with its parameters."""
    return (
        _refused(check_media_type, value) if isinstance(value, str) else wrong_type(value, 'one such as "audio/mpeg"')
    )


def _refused(check: Callable[[str], object], value: str) -> Iterable[Fault]:
    try:
        check(value)
    except ValueError as error:
        return (Fault("invalid", "", str(error)),)
    return ()


def amount(value: Any) -> Iterable[Fault]:
    """A number of bytes or seconds."""
    if type(value) not in (int, float):
        return wrong_type(value, "a number without quotation marks")
    return (Fault("negative", "", f"is {value}, and cannot be below 0: write how much it is"),) if value < 0 else ()


def truth(value: Any) -> Iterable[Fault]:
    """A value that is true or false."""
    return () if isinstance(value, bool) else wrong_type(value, "true or false without quotation marks")
