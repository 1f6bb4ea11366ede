"""A small writer of TOML 1.0 for plain data: one key a line, objects and lists of objects as tables."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

_BARE: Final = re.compile("[A-Za-z0-9_-]+")
_ESCAPED: Final = re.compile('[\\x00-\\x1f\\x7f-\\x9f"\\\\\u2028\u2029\ufeff]')
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def dumps(data: Mapping[str, Any]) -> str:
    """Give a TOML document; tables come after what is no table, as TOML needs it."""
    return "".join(f"{line}\n" for line in _table(data, ()))


def _table(data: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    later = []
    for name, value in data.items():
        if _is_table(value) or _is_array_of_tables(value):
            later.append((name, value))
        else:
            yield f"{_key(name)} = {_value(value)}"
    for name, value in later:
        inner = (*path, name)
        dotted = ".".join(map(_key, inner))
        for each in value if isinstance(value, list) else (value,):
            yield ""
            yield f"[[{dotted}]]" if isinstance(value, list) else f"[{dotted}]"
            yield from _table(each, inner)


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping) and "markup" not in value


def _is_array_of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_table, value))


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _string(name)


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(name)} = {_value(each)}" for name, each in value.items()) + "}"
    return repr(value)


def _string(text: str) -> str:
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: "re.Match[str]") -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}"
