"""What is wrong with a value or an element: `Fault`, and how values are quoted in messages."""

from collections.abc import Callable, Iterable

import attrs

from newsfeed.findings import Severity


@attrs.frozen
class Fault:
    """What is wrong with a value or an element.

    Attributes:
        problem: the last part of the finding's code: `invalid`, `missing`.
        event: the W3C feed validator's name of this kind of fault; "" where it has none.
        message: what is wrong and what to write instead, one line.
        attribute: the attribute that it is about, in Clark notation.
        of: the child that it is about, for the code: `guid`.
        severity, reference: where they are not those of the event.
    """

    problem: str
    event: str
    message: str
    attribute: str = attrs.field(default="", kw_only=True)
    of: str = attrs.field(default="", kw_only=True)
    severity: Severity | None = attrs.field(default=None, kw_only=True)
    reference: str = attrs.field(default="", kw_only=True)


Value = Callable[[str], Iterable[Fault]]
"""A check of one value: nothing is given where nothing is wrong."""


def shown(text: str, limit: int = 48) -> str:
    """Quote a text for a message: one line, no control characters, cut off at `limit`."""
    quoted = repr(text[:limit])
    return quoted if len(text) <= limit and len(quoted) <= limit + 16 else quoted[: limit - 1] + "…"


def words(text: str) -> frozenset[str]:
    """Give the words of a text: how tables of names are written."""
    return frozenset(text.split())


def first(*checks: Value) -> Value:
    """Make one check of several: the first that finds something decides."""

    def check(text: str) -> Iterable[Fault]:
        for each in checks:
            if found := tuple(each(text)):
                return found
        return ()

    return check


def every(*checks: Value) -> Value:
    """Make one check of several: all of them run."""

    def check(text: str) -> Iterable[Fault]:
        for each in checks:
            yield from each(text)

    return check
