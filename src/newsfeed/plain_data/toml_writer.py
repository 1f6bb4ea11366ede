"""Writer of plain data as TOML 1.0: one key per line, objects and lists of objects as tables."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from newsfeed.plain_data.plain import PlainObject, PlainValue

_BARE_KEY: Final = re.compile("[A-Za-z0-9_-]+")
_ESCAPED: Final = re.compile('[\\x00-\\x1f\\x7f-\\x9f"\\\\\\u2028\\u2029\\ufeff]')
_SHORT_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def format_toml(data: PlainObject) -> str:
    """Return a TOML document; tables come after all other values, as TOML requires."""
    return "".join(f"{line}\n" for line in _table_lines(data, ()))


def _table_lines(data: Mapping[str, PlainValue], path: tuple[str, ...]) -> Iterator[str]:
    tables: list[tuple[str, list[dict[str, PlainValue]], bool]] = []
    for name, value in data.items():
        if isinstance(value, dict) and _is_table(value):
            tables.append((name, [value], False))
        elif isinstance(value, list) and value and all(map(_is_table, value)):
            tables.append((name, [item for item in value if isinstance(item, dict)], True))
        else:
            yield f"{_key(name)} = {_value(value)}"
    for name, items, is_array in tables:
        table_path = (*path, name)
        dotted_key = ".".join(map(_key, table_path))
        for item in items:
            yield ""
            yield f"[[{dotted_key}]]" if is_array else f"[{dotted_key}]"
            yield from _table_lines(item, table_path)


def _is_table(value: PlainValue) -> bool:
    """Return whether a value is written as a table; rich text is an inline table instead."""
    return isinstance(value, dict) and "markup" not in value


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _string(name)


def _value(value: PlainValue) -> str:
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(name)} = {_value(item)}" for name, item in value.items()) + "}"
    return repr(value)


def _string(text: str) -> str:
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: "re.Match[str]") -> str:
    return _SHORT_ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}"
