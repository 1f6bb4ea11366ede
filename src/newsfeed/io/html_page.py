"""Whole HTML pages, the front door for documents as a browser has them: decoding, limits and parsing.

Nothing is fetched, no script is run, and no entity is defined: libxml2's HTML parser has no DTD.
"""

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newsfeed.errors import LimitError, ReadError
from newsfeed.io import encodings
from newsfeed.io.floods import check_tags
from newsfeed.io.limits import Limits

if TYPE_CHECKING:
    from lxml import etree

_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 forbids."""

_TAG: Final = r"<[A-Za-z](?P<tag>(?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')|[=\"'])*+)"
# Nothing inside of comments, scripts and styles is a tag. Each ends where the earliest of all parsers ends it. A title
# is text for new parsers and markup for old ones, so a script in it hides nothing, and its tags count.
_MARKUP: Final = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?P<raw>script|style)\b[^>]*+>(?:[^<]++|<(?!/(?P=raw)))*+(?:</(?P=raw)|\Z)"
    r"|<(?P<text>title|textarea|xmp|iframe|noembed|noframes)\b[^>]*+>(?P<content>.*?)(?:</(?P=text)|\Z)|" + _TAG,
    re.DOTALL | re.IGNORECASE,
)
_TAG_IN_TEXT: Final = re.compile(_TAG, re.DOTALL)
_QUOTED_VALUE: Final = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_ATTRIBUTE: Final = re.compile(r"[^\s/]+")


class Page(NamedTuple):
    """A parsed page.

    Attributes:
        root: its `html` element.
        is_whole: False if elements that are too deep have been cut off.
    """

    root: "etree._Element"
    is_whole: bool


def decode(data: bytes, transport: str | None = None) -> str:
    """Decode a page by its byte order mark, the transport's charset or its declaration; all line ends become LF.

    Args:
        data: the page.
        transport: the charset that came with it.

    Raises:
        ReadError: it is in an encoding that is refused.
    """
    return _normalized(encodings.decode(data, transport, is_html=True).source.decode("utf-8", "replace"))


def encoding_faults(data: bytes, transport: str | None = None) -> tuple[ReadError, ...]:
    """Return the contradictions to the encoding of a page, and how it is read; arguments as for `decode`."""
    return encodings.decode(data, transport, is_html=True).faults


def _normalized(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def replace_illegal(text: str) -> str:
    """Replace each character that XML 1.0 forbids by U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text)


def parse(source: str, limits: Limits) -> Page:
    """Parse a page as HTML.

    Args:
        source: the decoded page.
        limits: `limits.elements` and `limits.item_nodes` bound the tags, `limits.attributes` the attributes of each.

    Raises:
        LimitError: the page is over a limit.
        ReadError: it has no element.
    """
    check_tags(source, limits)
    _check_attributes(source, limits)
    from lxml import etree  # Documents that are no pages do not need the HTML parser.

    # libxml2 cuts off everything deeper than 256 elements, unless the tree may be huge.
    # Each element of lxml.html takes a call in Python, those of etree do not.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ReadError(f"is not an HTML page: {str(error)[:100]}") from None
    if root is None:
        raise ReadError("is not an HTML page: Document is empty")
    # The code of this error differs between versions of libxml2.
    is_whole = not any(entry.message.startswith("Excessive depth") for entry in parser.error_log)
    return Page(root, is_whole)


def _check_attributes(source: str, limits: Limits) -> None:
    """Refuse a tag with too many attributes, since libxml2 compares each of them with all others."""
    shortest = 2 * limits.attributes
    for match in _MARKUP.finditer(source):
        if match.end() - match.start() <= shortest:
            continue
        tags = [match["tag"]] if match["content"] is None else _TAG_IN_TEXT.findall(match["content"])
        if any(_attribute_count(tag) > limits.attributes for tag in tags if tag and len(tag) > shortest):
            raise LimitError("attributes", f"has a tag with over {limits.attributes} attributes")


def _attribute_count(tag: str) -> int:
    """Return the number of attributes of a tag, or of the words that may be any."""
    return sum(1 for _ in _ATTRIBUTE.finditer(_QUOTED_VALUE.sub("= ", tag))) - 1
