"""Preferences of one line: Content Signals (contentsignals.org) and `Content-Usage` of the IETF's aipref working group.

Both are lists of a use and a yes or no, in robots.txt and in an HTTP header. Content-Usage follows the drafts of 2025-10-28
(draft-ietf-aipref-attach-04, draft-ietf-aipref-vocab-04), which have no name for the input of a model. It is read always and
written only if asked for, since drafts change.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from newsfeed.model import Usage
from newsfeed.rights.uses import USES, build, permission

CONTENT_SIGNAL: Final = "Content-Signal"
CONTENT_USAGE: Final = "Content-Usage"

_USAGE_NAMES: Final[Mapping[str, str]] = {"search": "search", "ai_train": "train-ai"}
_SIGNALS: Final = {token: field for field, token in USES.items()}
_CATEGORIES: Final = {token: field for field, token in _USAGE_NAMES.items()}
_MAX_PAIRS: Final = 64


def content_signal(usage: Usage) -> str:
    """Return the value of Content-Signal, such as `search=yes, ai-train=no`; "" if nothing is said.

    A use that is permitted for a price only is left out, which neither grants nor restricts it.
    """
    return ", ".join(f"{USES[field]}={'yes' if value else 'no'}" for field, value in _permissions(usage, USES))


def content_usage(usage: Usage) -> str:
    """Return the value of Content-Usage, such as `search=y, train-ai=n`; "" if nothing is said."""
    permissions = _permissions(usage, _USAGE_NAMES)
    return ", ".join(f"{_USAGE_NAMES[field]}={'y' if value else 'n'}" for field, value in permissions)


def _permissions(usage: Usage, names: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    for field in names:
        value = permission(usage, field)
        if value is not None:
            yield field, value


def read_content_signal(value: str) -> tuple[Usage, list[str]]:
    """Return the usage in a value of Content-Signal, and the parts of the value that are not understood."""
    return _read(value, _SIGNALS, {"yes": True, "no": False})


def read_content_usage(value: str) -> tuple[Usage, list[str]]:
    """Return the usage in a value of Content-Usage, and the parts of the value that are not understood."""
    return _read(value, _CATEGORIES, {"y": True, "n": False})


def _read(value: str, fields: Mapping[str, str], words: Mapping[str, bool]) -> tuple[Usage, list[str]]:
    values: dict[str, bool] = {}
    unknown: list[str] = []
    for part in filter(None, (part.strip() for part in value.split(",", _MAX_PAIRS))):
        name, _, word = part.partition("=")
        field, permitted = fields.get(name.strip().lower()), words.get(word.strip().lower())
        if field is None or permitted is None or field in values:
            unknown.append(part)
        else:
            values[field] = permitted
    return build(values, lambda _name, _reason: None), unknown
