"""Writer of plain data as YAML front matter: a subset that every parser of YAML reads alike, one key per line."""

import json
import re
from collections.abc import Iterator
from typing import Final

from newsfeed.pages.front_matter import YAML_FENCE
from newsfeed.plain_data.plain import PlainObject, PlainValue

_BARE_KEY: Final = re.compile("[A-Za-z_][A-Za-z0-9_-]*")
_BARE_TEXT: Final = re.compile(r"[^\W\d_](?:[\w .'’/()-]*[\w.)])?")
_BARE_ADDRESS: Final = re.compile(r"https?://[\w./?=&%~+@:-]*[\w/]", re.ASCII)
_BARE_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9:]+)")
_TYPED_WORDS: Final = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
"""Words that some version of YAML reads as a value that is not text."""

_ESCAPED: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def format_yaml(data: PlainObject) -> str:
    """Return front matter: YAML between two fences, each on a line of its own."""
    lines = "".join(f"{line}\n" for line in _mapping(data, ""))
    return f"{YAML_FENCE}\n{lines}{YAML_FENCE}\n"


def _mapping(data: PlainObject, indent: str) -> Iterator[str]:
    for name, value in data.items():
        key = f"{indent}{name if _BARE_KEY.fullmatch(name) and name.lower() not in _TYPED_WORDS else _quoted(name)}:"
        if isinstance(value, dict) and value:
            yield key
            yield from _mapping(value, f"{indent}  ")
        elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
            yield key
            for item in value:
                yield from _item(item, indent)
        else:
            yield f"{key} {_flow(value)}"


def _item(item: PlainValue, indent: str) -> Iterator[str]:
    """Yield the lines of an item of a list; a mapping begins beside the dash."""
    if not isinstance(item, dict) or not item:
        yield f"{indent}  - {_flow(item)}"
        return
    first_line, *lines = _mapping(item, f"{indent}    ")
    yield f"{indent}  - {first_line.lstrip()}"
    yield from lines


def _flow(value: PlainValue) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(name)}: {_flow(item)}" for name, item in value.items()) + "}"
    return repr(value)


def _text(text: str) -> str:
    if _BARE_TEXT.fullmatch(text) and text.isprintable():
        is_bare = text.lower() not in _TYPED_WORDS
    else:
        is_bare = bool(_BARE_ADDRESS.fullmatch(text) or _BARE_DATE.fullmatch(text))
    return text if is_bare else _quoted(text)


def _quoted(text: str) -> str:
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
