"""Text inside other text: escaping for XML and HTML, and quoting for messages."""

from functools import cache
from types import ModuleType
from typing import Final

from newsfeed.values.patterns import pattern

_REFERENCE: Final = pattern(r"&(?:#(?:[0-9]++|[xX][0-9a-fA-F]++);?|[^\t\n\f <&#;]{1,32}+;?)")
"""What `html.unescape` takes for a character reference."""

_MANY: Final = 1000
"""The number of references from which each different one is resolved once."""

_MAX_REMEMBERED: Final = 10_000


def escape(text: str) -> str:
    """Escape character data for XML and HTML; CR becomes a character reference, since parsers would turn it into LF."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "\r" in text:
        text = text.replace("\r", "&#13;")
    return text


def escape_attribute(text: str) -> str:
    """Escape an attribute value for double quotes; white space survives attribute-value normalization (XML 1.0, 3.3.3)."""
    text = escape(text)
    if '"' in text:
        text = text.replace('"', "&quot;")
    if "\n" in text:
        text = text.replace("\n", "&#10;")
    if "\t" in text:
        text = text.replace("\t", "&#9;")
    return text


def unescape(text: str) -> str:
    """Resolve the character references of HTML, as `html.unescape` does."""
    if text.count("&") > _MANY:
        characters = _Characters()
        return _REFERENCE.sub(lambda reference: characters[reference[0]], text)
    resolved: str = _html().unescape(text)
    return resolved


class _Characters(dict[str, str]):
    """The characters of references that a text has many of."""

    def __missing__(self, reference: str) -> str:
        characters: str = _html().unescape(reference)
        if len(self) < _MAX_REMEMBERED:
            self[reference] = characters
        return characters


@cache
def _html() -> ModuleType:
    # Its table of entity names makes the module slow to import.
    import html

    return html


# --- messages --------------------------------------------------------------------------------------------------------------


def quoted(text: str, limit: int = 48) -> str:
    """Quote text for a message: one line without control characters, cut to `limit` characters and an ellipsis."""
    quotation = repr(text[:limit])
    return quotation if len(text) <= limit and len(quotation) <= limit else quotation[: limit - 1] + "…"


def shown(value: object, limit: int = 64) -> str:
    """Return any value for a message: the beginning of its `repr`, or its type if it has none."""
    try:
        return f"{value!r:.{limit}}"
    except (ValueError, RecursionError):  # Python does not spell integers of over 4,300 digits.
        return f"{type(value).__name__} that cannot be shown"


def character_name(character: str) -> str:
    """Return the name of a character for a message: itself if it is printable, and its code point."""
    return f"{character!r} (U+{ord(character):04X})" if character.isprintable() else f"U+{ord(character):04X}"
