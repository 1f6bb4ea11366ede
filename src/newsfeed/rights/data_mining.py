"""Data mining in the vocabulary of the PLUS coalition, used by IPTC's standards (NewsML-G2 2.34, `<dataMining>`)."""

from collections.abc import Mapping
from typing import Final

from newsfeed.model import Usage
from newsfeed.rights.uses import permission

VOCABULARY: Final = "http://ns.useplus.org/ldf/vocab/"

ALLOWED: Final = f"{VOCABULARY}DMI-ALLOWED"
PROHIBITED: Final = f"{VOCABULARY}DMI-PROHIBITED"
EXCEPT_SEARCH: Final = f"{VOCABULARY}DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING"
NO_TRAINING: Final = f"{VOCABULARY}DMI-PROHIBITED-AIMLTRAINING"

_USES: Final[Mapping[tuple[bool | None, bool | None, bool | None], str]] = {
    (True, True, True): ALLOWED,
    (False, False, False): PROHIBITED,
    (True, False, False): EXCEPT_SEARCH,
    (None, None, False): NO_TRAINING,
}
"""The concept by what is said of search, of answers and of training; others forbid training at most."""


def concept(usage: Usage) -> str | None:
    """Return the URI of the concept for a usage; None if the vocabulary has none that is true.

    A use that is permitted for a price only is no part of it: the license says what it costs.
    """
    permissions = (permission(usage, "search"), permission(usage, "ai_input"), permission(usage, "ai_train"))
    return _USES.get(permissions) or (NO_TRAINING if usage.ai_train is False else None)


def uses_of(uri: str) -> dict[str, bool] | None:
    """Return the permissions that a concept states for the three uses; None for any other concept."""
    names = ("search", "ai_input", "ai_train")
    for permissions, candidate in _USES.items():
        if uri.strip().replace("https://", "http://", 1) == candidate:
            return {name: value for name, value in zip(names, permissions, strict=True) if value is not None}
    return None
