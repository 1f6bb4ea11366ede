"""The script elements of JSON-LD in an HTML page, and where each stands."""

import codecs
import re
from typing import Final, NamedTuple

from newsfeed.errors import LimitError, ReadError
from newsfeed.io.limits import Limits
from newsfeed.io.positions import line_and_column

_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_ENCODINGS: Final = re.compile(r"utf-?8|us-ascii|ascii|iso-?8859-\d+|latin-?1|windows-125\d|cp125\d|koi8-[ru]|euc-jp|shift_?jis|gb18030|gbk|gb2312|big5|euc-kr", re.IGNORECASE)  # fmt: skip  # noqa: E501
MEDIA_TYPE: Final = "application/ld+json"


class Script(NamedTuple):
    """The content of a script element, and line and column at which it begins in the page."""

    source: bytes
    line: int
    column: int


def scripts(data: bytes, limits: Limits) -> list[Script]:
    """Find the script elements whose type is application/ld+json.

    Raises:
        LimitError: the page is over a limit.
        ReadError: it is no page.
    """
    if len(data) > limits.bytes:
        raise LimitError("bytes", f"is over {limits.bytes} bytes long")
    if data.count(b"<") > limits.elements:
        raise LimitError("elements", f"has over {limits.elements} elements")
    page = _decoded(data)
    found, at = [], 0
    source = page.encode()
    for line, text in _elements(source):
        content = text.encode()
        start = source.find(content, at) if content else -1
        if start < 0:
            found.append(Script(content, line, 1))
            continue
        found.append(Script(content, *line_and_column(source, start)))
        at = start + len(content)
    return found


def _decoded(data: bytes) -> str:
    """Decode a page: UTF-8 where it can be, else what its `meta` element says, else Windows-1252; line ends become LF."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _CHARSET.search(data, 0, 4096)
        name = declared[1].decode("ascii") if declared else "cp1252"
        text = data.decode(codecs.lookup(name).name if _ENCODINGS.fullmatch(name) else "cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _elements(source: bytes) -> list[tuple[int, str]]:
    from lxml import etree, html  # JSON documents need no HTML parser

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ReadError(f"is no HTML page: {str(error)[:100]}") from None
    return [
        (element.sourceline or 1, element.text or "")
        for element in root.iter("script")
        if (element.get("type") or "").partition(";")[0].strip().lower() == MEDIA_TYPE
    ]
