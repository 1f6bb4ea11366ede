"""Checks of style attributes: properties and values that readers remove, because they can change the page around a text."""

import re
from collections.abc import Iterator
from typing import Final

from newsfeed.validation.html_names import STYLE_WORDS, STYLES

_PLAIN: Final = re.compile(r"(?:[:,;#%.\sa-zA-Z0-9!]|(?<=\w)-(?=\w)|'[\s\w]*+'|\"[\s\w]*+\"|\([\d,\s]*+\))*+")
"""A style without anything that could hide code: functions, URLs, escapes or comments."""
_DECLARATION: Final = re.compile(r"\s*+[-\w]++\s*+:[^:;]*+")
_LIMITED: Final = ("background", "border", "margin", "padding")
"""The first words of the properties whose values are limited to some words, colors and short lengths."""
_VALUE: Final = re.compile(
    r"#[0-9a-f]+|rgb\([0-9]+%?,[0-9]*+%?,?[0-9]*+%?\)?|[0-9]?\.?[0-9]?[0-9](?:cm|em|ex|in|mm|pc|pt|px|%|,|\))?"
)


def unsafe_parts(style: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a style that readers remove, each as a property name and the part.

    Args:
        style: the value of a style attribute.
    """
    if not _PLAIN.fullmatch(style):
        yield "", style.strip()
        return
    for declaration in style.split(";"):
        if not declaration.strip():
            continue
        if not _DECLARATION.fullmatch(declaration):
            yield "", declaration.strip()
            continue
        name, _, value = declaration.lower().partition(":")
        name = name.strip()
        if name not in STYLES or (name.split("-")[0] in _LIMITED and not _is_limited(value)):
            yield name, declaration.strip()


def _is_limited(value: str) -> bool:
    return all(word in STYLE_WORDS or _VALUE.fullmatch(word) for word in value.split())
