"""The script elements with JSON-LD in an HTML page, with their positions (JSON-LD 1.1, 7)."""

import codecs
import re
from typing import Final, NamedTuple

from newsfeed.errors import LimitError, ReadError
from newsfeed.io.limits import Limits
from newsfeed.io.positions import line_and_column

_BOM: Final = b"\xef\xbb\xbf"
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_KNOWN_CHARSETS: Final = re.compile(
    r"utf-?8|us-ascii|ascii|iso-?8859-\d+|latin-?1|windows-125\d|cp125\d|koi8-[ru]|euc-jp|shift_?jis|gb18030|gbk|gb2312"
    r"|big5|euc-kr",
    re.IGNORECASE,
)
_MEDIA_TYPE: Final = "application/ld+json"


class Script(NamedTuple):
    """The content of a script element, with the line and column in the page where it begins."""

    source: bytes
    line: int
    column: int

    def position_in_page(self, line: int, column: int) -> tuple[int, int]:
        """Return the position in the page of a position in the script; both count from 1."""
        return line + self.line - 1, column + (self.column - 1 if line == 1 else 0)


def find_scripts(data: bytes, limits: Limits) -> list[Script]:
    """Return the JSON-LD of a document: the document itself, or the script elements of an HTML page.

    Args:
        data: a document, which begins with `<` if it is a page; a byte order mark is dropped.
        limits: how long a page may be and how many elements it may have.

    Returns:
        the scripts in document order; none for a page without JSON-LD.

    Raises:
        LimitError: the page is over a limit.
        ReadError: the page cannot be parsed as HTML.
    """
    source = data.removeprefix(_BOM)
    return _page_scripts(data, limits) if source.lstrip()[:1] == b"<" else [Script(source, 1, 1)]


def _page_scripts(data: bytes, limits: Limits) -> list[Script]:
    if len(data) > limits.bytes:
        raise LimitError("bytes", f"is over {limits.bytes} bytes long")
    if data.count(b"<") > limits.elements:
        raise LimitError("elements", f"has over {limits.elements} elements")
    source = _decode_page(data).encode()
    scripts, search_start = [], 0
    for line, text in _script_texts(source):
        content = text.encode()
        start = source.find(content, search_start) if content else -1
        if start < 0:
            scripts.append(Script(content, line, 1))
            continue
        scripts.append(Script(content, *line_and_column(source, start)))
        search_start = start + len(content)
    return scripts


def _decode_page(data: bytes) -> str:
    """Decode a page as UTF-8, else as its `meta` element says, else as Windows-1252; all line ends become LF."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        declaration = _CHARSET.search(data, 0, 4096)
        name = declaration[1].decode("ascii") if declaration else "cp1252"
        text = data.decode(codecs.lookup(name).name if _KNOWN_CHARSETS.fullmatch(name) else "cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _script_texts(source: bytes) -> list[tuple[int, str]]:
    """Return the line and the content of each script element with JSON-LD."""
    from lxml import etree, html  # Documents that are JSON do not need the HTML parser.

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ReadError(f"is not an HTML page: {str(error)[:100]}") from None
    return [
        (element.sourceline or 1, element.text or "")
        for element in root.iter("script")
        if (element.get("type") or "").partition(";")[0].strip().lower() == _MEDIA_TYPE
    ]
