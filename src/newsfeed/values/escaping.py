"""Escaping for XML and HTML, and the way back."""

from functools import cache
from types import ModuleType


def unescape(text: str) -> str:
    """Resolve the character references of HTML, as `html.unescape`, whose table of names is dear to import."""
    return _html().unescape(text)  # type: ignore[no-any-return]


@cache
def _html() -> ModuleType:
    import html

    return html


def escape(text: str) -> str:
    """Escape character data for XML and HTML; CR is kept as a character reference."""
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
    """Escape an attribute value that stands between double quotes; white space survives normalisation (XML 3.3.3)."""
    text = escape(text)
    if '"' in text:
        text = text.replace('"', "&quot;")
    if "\n" in text:
        text = text.replace("\n", "&#10;")
    if "\t" in text:
        text = text.replace("\t", "&#9;")
    return text
