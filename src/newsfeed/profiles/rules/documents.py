"""Rules about a document as it is written: its size, encoding and vocabularies, and the HTML in it."""

from collections.abc import Iterator

from newsfeed.profiles.restriction import refused_elements
from newsfeed.profiles.rules.rule import Fault, Settings, WrittenDocument


def file_size(document: WrittenDocument, settings: Settings) -> Iterator[Fault]:
    """Report a document that is too large."""
    limit = settings.number("max")
    if document.size > limit:
        message = (
            f"{settings.consumer} takes files of at most {limit:,} bytes, and this one has {document.size:,}: leave out "
            "older stories"
        )
        yield Fault("/", message)


def utf8(document: WrittenDocument, settings: Settings) -> Iterator[Fault]:
    """Report a document in another encoding than UTF-8."""
    if document.encoding not in ("", "utf-8", "utf8"):
        message = (
            f"{settings.consumer} takes UTF-8 only, and this document is in {document.encoding}: write it in UTF-8"
        )
        yield Fault("/", message)


def namespaces(document: WrittenDocument, settings: Settings) -> Iterator[Fault]:
    """Report a prefix of the consumer that stands for another namespace than its own."""
    for prefix, namespace in document.declarations:
        expected = document.namespaces.get(prefix)
        if expected and namespace != expected:
            message = (
                f"{settings.consumer} knows the prefix {prefix} for another namespace, and ignores elements in this one: "
                f"declare it as {expected}"
            )
            yield Fault("/", message)


def html_tags(document: WrittenDocument, settings: Settings) -> Iterator[Fault]:
    """Report the elements in each body that the consumer removes, with their text perhaps."""
    allowed = document.tags
    if allowed is None:
        return
    for body in document.bodies():
        if refused := [f"<{name}>" for name in refused_elements(body.html, allowed)]:
            message = (
                f"{settings.consumer} removes {', '.join(refused[:8])} from the body, perhaps with the text inside: use "
                "other elements, or write the feed with this profile"
            )
            yield Fault(f"stories[{body.position}].sections", message)


def id_required(document: WrittenDocument, settings: Settings) -> Iterator[Fault]:
    """Report each item without an id of its own."""
    for position in document.items_without_id():
        message = (
            f"{settings.consumer} recognizes a story by its id, and this item has none: give it one that never changes, such "
            "as its permanent link"
        )
        yield Fault(f"stories[{position}].id", message)


def date_zone(document: WrittenDocument, settings: Settings) -> Iterator[Fault]:
    """Report a date without a zone."""
    for path in document.dates_without_zone:
        message = f"{settings.consumer} takes a date without a zone for one in another time zone: write it with Z or an offset"
        yield Fault(path, message)
