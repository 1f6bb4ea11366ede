"""Schemas of FeedSync: the history of an item, and the description of a feed that several publishers share."""

from collections.abc import Iterable
from typing import Final

from newsfeed.syndication.rules.schemas import extension_element
from newsfeed.validation import links, values
from newsfeed.validation.element_schemas import ELEMENTS, EMPTY, UNCHECKED, AttributeSchema, ElementSchema
from newsfeed.validation.faults import Fault
from newsfeed.validation.nodes import Node
from newsfeed.values.namespaces import SSE

_DATE: Final = AttributeSchema(values.RFC3339)
_BOOLEAN: Final = AttributeSchema(values.one_of(("true", "false"), "InvalidTrueFalse"))
_COUNT: Final = AttributeSchema(values.POSITIVE, required=True)
_NAME: Final = values.matching(
    r"(?:[0-9a-zA-Z()+,.:=@;$_!*'/?#-]|%[0-9a-fA-F]{2})++", "InvalidNSS", "a name without spaces, as in a URN"
)


def _name(text: str) -> Iterable[Fault]:
    return _NAME(text) if text.strip() else values.not_blank(text)


def sharing() -> ElementSchema:
    """Return the schema of the description of a shared feed."""
    related = {
        "link": AttributeSchema(links.absolute_uri, required=True),
        "title": AttributeSchema(values.not_blank),
        "type": AttributeSchema(values.one_of(("complete", "aggregated"), "InvalidSseType"), required=True),
    }
    attributes = {"since": _DATE, "until": _DATE, "expires": _DATE}
    return extension_element(SSE, "sharing", content=ELEMENTS, attributes=attributes, rules=(_check_window,)).contain(
        extension_element(SSE, "related", content=EMPTY, once=False, attributes=related)
    )


def _check_window(node: Node) -> Iterable[Fault]:
    since, until = node.element.get("since"), node.element.get("until")
    for name, value, opposite in (("since", since, until), ("until", until, since)):
        if value is None and opposite is not None:
            message = f"<sx:sharing> has only one of the attributes since and until: add {name}"
            yield Fault("missing", "MissingAttribute", message, attribute=name)
    if since and until and since > until and not (*values.RFC3339(since), *values.RFC3339(until)):
        yield Fault("past_end", "SinceAfterUntil", "since is after until: exchange the two", attribute="since")


def sync() -> ElementSchema:
    """Return the schema of the history of an item."""
    attributes = {
        "deleted": _BOOLEAN,
        "noconflicts": _BOOLEAN,
        "id": AttributeSchema(_name, required=True),
        "updates": _COUNT,
    }
    history = {"by": AttributeSchema(_name), "sequence": _COUNT, "when": _DATE}
    return extension_element(SSE, "sync", content=ELEMENTS, once=False, attributes=attributes).contain(
        extension_element(
            SSE, "history", content=EMPTY, once=False, required=True, attributes=history, rules=(_check_history,)
        ),
        extension_element(SSE, "conflicts", content=UNCHECKED, foreign=True),
    )


def _check_history(node: Node) -> Iterable[Fault]:
    present = [name for name in ("by", "when") if name in node.element.attrib]
    if not present:
        message = "<sx:history> has neither the attribute by nor when: add at least one of them"
        yield Fault("empty", "MissingByAndWhenAttrs", message)
    elif len(present) == 1:
        absent_name = "when" if present == ["by"] else "by"
        message = f"<sx:history> has no attribute {absent_name}, by which changes are told apart: add it"
        yield Fault("missing", "MissingRecommendedAttribute", message, attribute=absent_name)
