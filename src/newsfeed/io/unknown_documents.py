"""Documents in no known format: descriptions of their probable kind, for the message of an error."""

import re
from typing import Final

from newsfeed.errors import ReadError
from newsfeed.io.encodings import decode
from newsfeed.io.xml_tags import read_tag
from newsfeed.values.escaping import quoted, unescape
from newsfeed.values.patterns import pattern

_URL: Final = pattern(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://\S+")
_FILE_NAME: Final = pattern(r"[^\n\r<>{}\[\]\"|*?\0]{0,250}[^\s<>{}\[\]\"|*?/\\\0]\.[A-Za-z0-9]{1,10}(?:\.gz)?")
_MAX_NAME: Final = 2048
_XML_ROOT: Final = pattern(
    rb"(?:<\?[^<>]*+>|<!--(?>.*?-->)|<![A-Za-z][^<>]*+>|\s)*+<([A-Za-z_][\w.:-]{0,63})", re.DOTALL
)
_PAGE: Final = pattern(rb"(?:<\?[^<>]*+>|<!--(?>.*?-->)|\s)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_LINK: Final = pattern(rb"<link\s", re.IGNORECASE)
_FEED_TYPES: Final = (b"application/rss+xml", b"application/atom+xml", b"application/feed+json", b"application/rdf+xml")
_MAX_HEAD: Final = 1 << 18
_BINARY: Final = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ", "compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "compressed with Zstandard"),
)


def describe_unknown(head: bytes) -> str:
    """Return a message about the probable kind of a document, with a remedy.

    Args:
        head: the first bytes of a document that no format recognizes.
    """
    kind = describe_kind(head)
    if kind.startswith("it is "):
        return f"no format recognizes the document: {kind}; name its format"
    return kind or "no format recognizes these bytes; name their format"


def describe_kind(head: bytes) -> str:
    """Return a clause that names the probable kind of a document, or "".

    Args:
        head: the first bytes of a document that is not what it should be.
    """
    if not head.strip():
        return "the document is empty"
    if binary := next((name for magic, name in _BINARY if head.startswith(magic)), ""):
        return f"it is {binary}"
    text = head[: _MAX_NAME + 1].decode("utf-8", "replace").strip()
    is_line = len(text) <= _MAX_NAME
    if is_line and _URL.fullmatch(text):
        return f"{quoted(text, 120)} is an address, not a document: fetch it and pass its bytes"
    if is_line and _FILE_NAME.fullmatch(text):
        return f"{quoted(text, 120)} is a file name, not a document: use load(), or pass a pathlib.Path to validate()"
    return _kind_of_markup(head)


def _kind_of_markup(head: bytes) -> str:
    if head.startswith((b"{", b"[")):
        return "it is JSON, but no feed or story"
    root = _XML_ROOT.match(head)
    return f"it is XML, but its root element is <{root[1].decode('ascii', 'replace')}>" if root else ""


# --- HTML pages in place of feeds ------------------------------------------------------------------------------------------


def is_page(data: bytes) -> bool:
    """Return whether a document begins like an HTML page."""
    return _PAGE.match(_head(data)) is not None


def feed_addresses(data: bytes) -> list[str]:
    """Return the addresses of the feeds that an HTML page links to, as written, each once."""
    head = _head(data)
    addresses: dict[str, None] = {}
    for match in _LINK.finditer(head):
        tag = read_tag(head, match.start())
        values = {} if tag is None else {name.lower(): value for name, value in tag.attributes.items()}
        media_type = values.get(b"type", b"").strip().lower().partition(b";")[0]
        if b"alternate" in values.get(b"rel", b"").lower().split() and media_type in _FEED_TYPES:
            addresses[unescape(values.get(b"href", b"").decode("utf-8", "replace")).strip()] = None
    return [address for address in addresses if address]


def _head(data: bytes) -> bytes:
    try:
        return decode(data[:_MAX_HEAD], is_html=True).source
    except ReadError:
        return data[:_MAX_HEAD]
