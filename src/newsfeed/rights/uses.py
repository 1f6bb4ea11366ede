"""The uses of stories by machines, and the functions that all vocabularies of rights share."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs

from newsfeed.errors import ModelError
from newsfeed.findings import Loss
from newsfeed.model import Usage
from newsfeed.plain_data.plain import FieldValues
from newsfeed.values import iris, link_safety

USES: Final[Mapping[str, str]] = {"search": "search", "ai_input": "ai-input", "ai_train": "ai-train"}
"""The name of each use in RSL and in Content Signals, by its field."""

FIELDS: Final = tuple(field.name for field in attrs.fields(Usage) if field.name != "extensions")
"""The fields of a usage besides its extensions."""

_UNPAID: Final = frozenset(("attribution", "contribution", "free"))
"""The kinds of payment that nobody has to pay before a use."""


def is_paid(usage: Usage) -> bool:
    """Return whether the permitted uses have a price, so that a plain permission would be false."""
    return usage.payment is not None and usage.payment.kind not in _UNPAID


def permission(usage: Usage, field: str) -> bool | None:
    """Return the permission of a use in a standard without payments: None if it is permitted for a price only."""
    value: bool | None = getattr(usage, field)
    return None if value and is_paid(usage) else value


def is_address(text: str) -> bool:
    """Return whether a text is an IRI that no program runs as code."""
    return iris.is_iri(text) and link_safety.is_safe_scheme(text)


def build(values: Mapping[str, Any], refused: Callable[[str, str], object]) -> Usage:
    """Return a usage of values that the model may refuse.

    Args:
        values: the values by field.
        refused: called with the name of each field whose value is refused, and the reason.
    """
    accepted: FieldValues = {}
    for name, value in values.items():
        try:
            Usage(**{name: value})
        except ModelError as error:
            refused(name, error.reason)
        else:
            accepted[name] = value
    return Usage(**accepted)


def usage_losses(usage: Usage | None, as_read: Usage | None, path: str, reason: str) -> Iterator[Loss]:
    """Yield a loss for each value of a usage that is not read back.

    Args:
        usage: the usage.
        as_read: what is read of the document, or None.
        path: path of the usage.
        reason: the reason of each loss.
    """
    if usage is None or usage == (as_read or Usage()):
        return
    if as_read is None or as_read == Usage():
        yield Loss(path, reason)
        return
    for name in FIELDS:
        if getattr(usage, name) != getattr(as_read, name):
            yield Loss(f"{path}.{name}", reason)
    for index, item in enumerate(usage.extensions):
        if item not in as_read.extensions:
            yield Loss(f"{path}.extensions[{index}]", reason)
