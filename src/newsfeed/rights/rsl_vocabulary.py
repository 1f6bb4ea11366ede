"""The names and values that RSL 1.0 defines."""

from collections.abc import Callable, Mapping
from typing import Final, get_args

from newsfeed.model import PaymentKind
from newsfeed.values.patterns import pattern

_COUNTRY: Final = pattern(r"[a-z]{2}")
_AMOUNT: Final = pattern(r"[0-9]{1,15}(?:\.[0-9]{1,9})?")
_CURRENCY: Final = pattern(r"[A-Z]{3}")

CHILDREN: Final[Mapping[str, frozenset[str]]] = {
    "rsl": frozenset(("content",)),
    "content": frozenset(("schema", "alternate", "license", "copyright", "terms")),
    "license": frozenset(("permits", "prohibits", "payment", "legal")),
    "payment": frozenset(("standard", "custom", "amount", "accepts")),
}
"""The elements of RSL in each of its elements."""

ONCE: Final = frozenset(("copyright", "terms", "amount"))

USAGES: Final = frozenset(("all", "ai-all", "ai-train", "ai-input", "ai-index", "search"))
USERS: Final = frozenset(("commercial", "non-commercial", "education", "government", "personal"))
PAYMENTS: Final[tuple[str, ...]] = get_args(PaymentKind)

WORDS: Final[Mapping[str, Callable[[str], object]]] = {
    "usage": USAGES.__contains__,
    "user": USERS.__contains__,
    "geo": _COUNTRY.fullmatch,
}
"""Predicates of the words that each type of permission has."""

EXAMPLES: Final[Mapping[str, str]] = {
    "usage": ", ".join(sorted(USAGES)),
    "user": ", ".join(sorted(USERS)),
    "geo": "a country code of ISO 3166-1 such as FR",
}


def is_amount(text: str) -> bool:
    """Return whether a text is a decimal number."""
    return _AMOUNT.fullmatch(text) is not None


def is_currency(text: str) -> bool:
    """Return whether a text has the form of a code of ISO 4217."""
    return _CURRENCY.fullmatch(text) is not None
