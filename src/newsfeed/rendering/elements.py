"""XML elements and attributes as strings.

Writers build the rare parts of a document from these and the frequent ones with `MarkupBuilder`, and pass each whole item on
as bytes. Characters that XML forbids need no check here, since the model refuses them.
"""

from collections.abc import Iterable
from typing import Final

from newsfeed.values.escaping import escape, escape_attribute

DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'

_CARRIAGE_RETURN: Final = ord("\r")
_CLOSING_BRACKET: Final = ord("]")


def attributes(pairs: Iterable[tuple[str, object]]) -> str:
    """Return attributes, each after a space; pairs with None or "" as their value are left out."""
    return "".join(
        [f' {name}="{escape_attribute(str(value))}"' for name, value in pairs if value is not None and value != ""]
    )


def element(name: str, text: str, pairs: Iterable[tuple[str, object]] = ()) -> str:
    """Return an element with character data, and a line end.

    Args:
        name: the name as written, with its prefix if it has one.
        text: the content; it is escaped.
        pairs: the attributes, as for `attributes`.
    """
    return f"<{name}{attributes(pairs) if pairs else ''}>{escape(text)}</{name}>\n"


def optional_element(name: str, text: object, pairs: Iterable[tuple[str, object]] = ()) -> str:
    """Return an element as `element` does, or "" if the text is None or ""."""
    return "" if text is None or text == "" else element(name, str(text), pairs)


def empty_element(name: str, pairs: Iterable[tuple[str, object]]) -> str:
    """Return an empty element, and a line end."""
    return f"<{name}{attributes(pairs)}/>\n"


def character_data(html: bytes) -> tuple[bytes, bytes, bytes]:
    """Return HTML in UTF-8 as the content of an element, as a CDATA section if possible.

    A CDATA section is smaller than escaped HTML, and faster to write and to read. But it ends at the first `]]>`, and a CR
    in it would be read as LF (XML 1.0, 2.7 and 2.11), so HTML with one of these is escaped.

    Returns:
        the beginning, the HTML, and the end, for the writer to join with the rest of the item in a single copy.
    """
    # Searching for one byte is much faster than searching for three.
    if _CARRIAGE_RETURN in html or (_CLOSING_BRACKET in html and b"]]>" in html):
        html = html.replace(b"&", b"&amp;").replace(b"<", b"&lt;")
        return b"", html.replace(b"]]>", b"]]&gt;").replace(b"\r", b"&#13;"), b""
    return b"<![CDATA[", html, b"]]>"
