"""The `repr` of the model's objects: one short line, in the syntax of the constructor.

A story with its defaults, its whole text and fifty media would fill screens in a log or a debugger. `short_repr` shows
only the fields that differ from their defaults and shortens long text, long tuples and deeply nested objects.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import attrs

_TEXT_LIMIT: Final = 60
"""Characters shown of a text."""
_ITEM_LIMIT: Final = 3
"""Items shown of a tuple."""
_DEPTH_LIMIT: Final = 2
"""Levels of objects that show their fields; objects below are only named, which also bounds recursion."""

FACTORY: Final[Any] = attrs.Factory
"""The class of computed defaults, which attrs declares as a function."""
_UNSET: Final = object()


def short_repr(item: object) -> str:
    """Return an object of the model as one short line; never raises, even for an object that is not initialized.

    For example `Story(id='a', headline='The vote that ends forty years', authors=(Person(name='Jo Farrow'),))`.
    """
    return _object(item, 0)


def _object(item: Any, depth: int) -> str:
    name = type(item).__qualname__
    if depth >= _DEPTH_LIMIT:
        return f"{name}(…)"
    return f"{name}({', '.join(_changed_fields(item, depth))})"


def _changed_fields(item: Any, depth: int) -> Iterator[str]:
    for field in attrs.fields(type(item)):
        value = getattr(item, field.name, _UNSET)
        if value is not _UNSET and not _is_default(item, field, value):
            yield f"{field.name}={_value(value, depth + 1)}"


def _is_default(item: Any, field: "attrs.Attribute[Any]", value: object) -> bool:
    default: Any = field.default
    try:
        if isinstance(default, FACTORY):
            default = default.factory(item) if default.takes_self else default.factory()
        return type(value) is type(default) and bool(value == default)
    # A factory can need a field that is not set yet; then the value is shown.
    except Exception:  # noqa: BLE001
        return False


def _value(value: object, depth: int) -> str:
    try:
        if isinstance(value, str):
            return _text(value)
        if isinstance(value, tuple):
            return _items(value, depth)
        if isinstance(value, datetime):
            return repr(value.isoformat())
        if attrs.has(type(value)):
            return _object(value, depth)
        return _text_limited(repr(value))
    # A value of a foreign class can fail in any way; a repr is the last thing that should.
    except Exception:  # noqa: BLE001
        return f"<{type(value).__name__}>"


def _text(text: str) -> str:
    # A subclass of str can have a repr of its own.
    return str.__repr__(text) if len(text) <= _TEXT_LIMIT else f"{str(text[: _TEXT_LIMIT - 1])!r}…"


def _text_limited(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TEXT_LIMIT else f"{line[: _TEXT_LIMIT - 1]}…"


def _items(items: tuple[object, ...], depth: int) -> str:
    texts = [_value(item, depth) for item in items[:_ITEM_LIMIT]]
    if len(items) > _ITEM_LIMIT:
        texts.append(f"… {len(items) - _ITEM_LIMIT} more")
    return f"({', '.join(texts)}{',' if len(items) == 1 else ''})"
