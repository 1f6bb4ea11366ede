"""Elements and attributes as strings, for every writer of XML."""

from collections.abc import Iterable
from typing import Final

from newsfeed.values.escaping import escape, escape_attribute

DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'


# --- writing ---------------------------------------------------------------------------------------------------------------
# Writers build `str` pieces out of these and hand each whole item to a `write` function as bytes. Characters need no check
# here: the model has refused the illegal ones.


def attributes(pairs: Iterable[tuple[str, object]]) -> str:
    """Give attributes, a space before each; those whose value is None or "" are left out."""
    return "".join(
        [f' {name}="{escape_attribute(str(value))}"' for name, value in pairs if value is not None and value != ""]
    )


def element(name: str, text: str, pairs: Iterable[tuple[str, object]] = ()) -> str:
    """Give an element with character data, and a line end."""
    return f"<{name}{attributes(pairs) if pairs else ''}>{escape(text)}</{name}>\n"


def optional(name: str, text: object, pairs: Iterable[tuple[str, object]] = ()) -> str:
    """Give an element, or nothing where there is no text."""
    return "" if text is None or text == "" else element(name, str(text), pairs)


def empty(name: str, pairs: Iterable[tuple[str, object]]) -> str:
    """Give an element without content, and a line end."""
    return f"<{name}{attributes(pairs)}/>\n"


def character_data(html: bytes) -> tuple[bytes, bytes, bytes]:
    """Give HTML in UTF-8 as the content of an element: a CDATA section, which is smaller and faster to write and to read.

    A CDATA section ends at the first `]]>`, and a CR in it would be read as LF (XML 1.0, 2.7 and 2.11): HTML that has one of
    these is escaped instead.

    Returns:
        the beginning, the HTML and the end, for the writer to join with what stands around them, so that it is copied once.
    """
    if 0x0D in html or (0x5D in html and b"]]>" in html):  # one byte is looked for much faster than three
        html = html.replace(b"&", b"&amp;").replace(b"<", b"&lt;")
        return b"", html.replace(b"]]>", b"]]&gt;").replace(b"\r", b"&#13;"), b""
    return b"<![CDATA[", html, b"]]>"
