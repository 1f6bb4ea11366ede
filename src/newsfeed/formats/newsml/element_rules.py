"""Rules for single elements and their attributes beyond the schema; each rule is a generator of faults."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from lxml import etree

from newsfeed.formats.newsml.faults import ERROR, RFC_3987, RFC_5646, RFC_6838, WARNING, Fault
from newsfeed.formats.newsml.navigation import local_name
from newsfeed.formats.newsml.schema_names import IDENTIFIED, LOCAL_TIMES, NS, XML_LANG
from newsfeed.validation.faults import quote
from newsfeed.values import iris, languages, media_types

_LOCAL_TIME: Final = re.compile(r"\s*-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9:.]+\s*")


def has_zone(date: str) -> bool:
    """Return whether a date with a time of day has a zone."""
    return not _LOCAL_TIME.fullmatch(date)


def check_local_time(element: "etree._Element") -> Iterator[Fault]:
    """Yield a fault if the time of day of a real event has no zone."""
    text = element.text or ""
    if not has_zone(text):
        message = f"<{local_name(element)}> is {quote(text.strip())}, without a zone: end it with Z or an offset such as +02:00"
        yield Fault(element, WARNING, "newsml.date.zone.unclear", message)


def has_identity(element: "etree._Element") -> bool:
    """Return whether an element names a concept by a QCode, an IRI or a literal."""
    return any((element.get(name) or "").strip() for name in ("qcode", "uri", "literal"))


def check_reference_target(element: "etree._Element") -> Iterator[Fault]:
    """Yield a fault if an `<itemRef>` names no item."""
    if not any((element.get(name) or "").strip() for name in ("residref", "href", "guidref", "persistidref")):
        message = "<itemRef> refers to nothing: add a residref (the guid of an item) or an href"
        yield Fault(element, ERROR, "newsml.item-ref.target.missing", message)


def check_identity(element: "etree._Element") -> Iterator[Fault]:
    """Yield a fault if a property that names a concept has neither an identity nor a name."""
    if (
        not has_identity(element)
        and len(element) == 0
        and not (element.text or "").strip()
        and not element.get("value")
    ):
        message = f"<{local_name(element)}> names no concept: add a qcode, uri or literal, or a <name>"
        yield Fault(element, WARNING, "newsml.property.empty", message)


def check_attributes(element: "etree._Element", attributes: list[tuple[str, str]]) -> Iterator[Fault]:
    """Yield a fault for each malformed address, language (BCP 47) and media type (RFC 6838) of an element.

    Args:
        element: the element.
        attributes: names and values of its attributes.
    """
    for name, value in attributes:
        if name == "href" and not iris.is_iri(value.strip()) and not value.startswith("file:"):
            message = (
                f"href is {quote(value, 96)}, which is not an absolute and safe IRI: "
                "write one such as https://example.org/a"
            )
            yield Fault(element, WARNING, "newsml.href.form", message, "@href", RFC_3987)
        elif name == XML_LANG or (name == "tag" and element.tag == f"{NS}language"):
            problem = _language_problem(value)
            if problem:
                step = "@xml:lang" if name == XML_LANG else "@tag"
                yield Fault(element, ERROR, "newsml.language.invalid", problem, step, RFC_5646)
        elif name == "contenttype" and not _is_media_type(value.strip()):
            message = f"contenttype is {quote(value, 64)}, which is not a media type: write one such as image/jpeg"
            yield Fault(element, ERROR, "newsml.content-type.invalid", message, "@contenttype", RFC_6838)


@lru_cache(maxsize=256)
def _is_media_type(text: str) -> bool:
    try:
        media_types.check_media_type(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=256)
def _language_problem(tag: str) -> str:
    """Return the message about a language tag, or "" if it is valid.

    An empty tag is valid: it cancels the language of an enclosing element (XML 1.0, 2.12).
    """
    if not tag:
        return ""
    try:
        languages.check_language(tag)
    except ValueError as error:
        return str(error)
    if languages.is_registered_language(tag):
        return ""
    return (
        f"the language {quote(tag, 64)} is not registered: write a tag from the registry of BCP 47, such as en or pt-BR"
    )


ELEMENT_RULES: Final[dict[str, Callable[["etree._Element"], Iterator[Fault]]]] = {
    **{f"{NS}{name}": check_local_time for name in LOCAL_TIMES},
    **{f"{NS}{name}": check_identity for name in IDENTIFIED},
    f"{NS}itemRef": check_reference_target,
}
"""Rule of each element that has one, by its tag."""
