"""Faults of values and elements, checks that return them, and the quoting of values in messages."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import attrs

from newsfeed.findings import Severity

if TYPE_CHECKING:
    from lxml import etree


@attrs.frozen
class Fault:
    """A fault of a value or an element, before it has a place in the document.

    Attributes:
        problem: last part of the finding's code, such as `invalid` or `missing`.
        event: the W3C feed validator's code for this kind of fault; "" if it has none.
        message: the problem and the remedy, in one line.
        attribute: name of the faulty attribute in Clark notation.
        child: the faulty child as part of the finding's code, such as `guid`; the argument is called `of`.
        element: the faulty element, if it is not the checked element or a child that `child` names.
        severity, reference: override those of the W3C code.
    """

    problem: str
    event: str
    message: str
    attribute: str = attrs.field(default="", kw_only=True)
    child: str = attrs.field(default="", kw_only=True, alias="of")
    element: "etree._Element | None" = attrs.field(default=None, kw_only=True, repr=False, eq=False)
    severity: Severity | None = attrs.field(default=None, kw_only=True)
    reference: str = attrs.field(default="", kw_only=True)


ValueCheck = Callable[[str], Iterable[Fault]]
"""A check of one value: it takes the text and returns its faults."""


def quote(text: str, limit: int = 48) -> str:
    """Quote a text for a message: in one line, without control characters, and shortened.

    Args:
        text: the text.
        limit: the number of characters to quote.
    """
    quoted = repr(text[:limit])
    return quoted if len(text) <= limit and len(quoted) <= limit + 16 else quoted[: limit - 1] + "…"


def word_set(text: str) -> frozenset[str]:
    """Return the set of words in a text, the notation for tables of names."""
    return frozenset(text.split())


def all_checks(*checks: ValueCheck) -> ValueCheck:
    """Combine checks into one that returns the faults of all of them."""

    def _check(text: str) -> Iterable[Fault]:
        for value_check in checks:
            yield from value_check(text)

    return _check
