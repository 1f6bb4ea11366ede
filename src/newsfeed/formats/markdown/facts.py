"""Facts about a feed in `llms.txt`, a line each: `- Publisher: [The Harbour Desk](https://news.example.com/)`."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

import attrs

from newsfeed.formats.markdown.escaping import link, plain
from newsfeed.model import Feed, Organization
from newsfeed.model.rich_text import Text
from newsfeed.pages.commonmark.blocks import split_link
from newsfeed.pages.inline_markup import InlineMarkup
from newsfeed.plain_data.plain import FieldValues
from newsfeed.values.dates import rfc3339
from newsfeed.values.xml_chars import fold

ALLOWED: Final = "allowed"
REFUSED: Final = "not allowed"


@attrs.frozen
class Fact:
    """A kind of fact that is one line.

    Attributes:
        label: its beginning.
        path: the field of the feed, or a field of the object in one.
        kind: the form of the value.
    """

    label: str
    path: str
    kind: Literal["text", "organization", "address", "date", "permission"]


FACTS: Final = (
    Fact("Publisher", "publisher", "organization"),
    Fact("Language", "language", "text"),
    Fact("Website", "url", "address"),
    Fact("Feed", "feed_url", "address"),
    Fact("Updated", "updated", "date"),
    Fact("Rights", "rights.notice", "text"),
    Fact("License", "rights.license", "address"),
    Fact("Usage terms", "rights.usage_terms", "text"),
    Fact("Search", "usage.search", "permission"),
    Fact("AI input", "usage.ai_input", "permission"),
    Fact("AI training", "usage.ai_train", "permission"),
    Fact("AI license", "usage.license_url", "address"),
    Fact("AI policy", "usage.policy_url", "address"),
    Fact("License contact", "usage.contact_url", "address"),
    Fact("License e-mail", "usage.contact_email", "text"),
)


def one_line(text: Text) -> str:
    """Return a text as one line of plain text; no source begins or ends with the control character NEL."""
    return fold(str(text)).strip("\x85")


def fact_lines(feed: Feed) -> Iterator[str]:
    """Yield a line for each fact that a feed states."""
    for fact in FACTS:
        value: Any = feed
        for name in fact.path.split("."):
            value = getattr(value, name) if value is not None else None
        if value not in (None, ""):
            yield f"- {fact.label}: {_source(fact, value)}"


def _source(fact: Fact, value: Any) -> str:
    if fact.kind == "organization":
        name = one_line(value.name) or "\ufffd"
        return link(name, value.url) if value.url else plain(name)
    if fact.kind == "address":
        return f"<{value}>"
    if fact.kind == "date":
        return rfc3339(value)
    if fact.kind == "permission":
        return ALLOWED if value else REFUSED
    return plain(one_line(value))


def read_fact(source: str, inline: InlineMarkup) -> tuple[str, Any] | None:
    """Return the path and the value that a line states, or None for any other line."""
    label, colon, value = source.partition(": ")
    fact = next((fact for fact in FACTS if fact.label == label), None)
    if not colon or fact is None or not value:
        return None
    linked = split_link(value)
    if fact.kind == "organization":
        name = inline.plain(linked.source) if linked.source else ""
        return (fact.path, Organization(name=name, url=linked.url)) if name else None
    if fact.kind == "address":
        return (fact.path, linked.url) if linked.url else None
    if fact.kind == "permission":
        return (fact.path, value == ALLOWED) if value in (ALLOWED, REFUSED) else None
    return fact.path, inline.plain(value)


def nested(values: Mapping[str, object]) -> FieldValues:
    """Return values by path as nested fields of a feed."""
    fields: FieldValues = {}
    for path, value in values.items():
        name, _, member = path.partition(".")
        if member:
            fields.setdefault(name, {})[member] = value
        else:
            fields[name] = value
    return fields
