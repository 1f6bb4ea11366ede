"""A `repr` that shows every value, since the model's own is short."""

from collections.abc import Mapping
from typing import Any

import attrs


def full_repr(value: Any) -> str:
    """Return the `repr` of a value with all fields of the model's objects in it."""
    if attrs.has(type(value)):
        return repr(attrs.asdict(value))
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key!r}: {full_repr(item)}' for key, item in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(full_repr, value))}]"
    return repr(value)
