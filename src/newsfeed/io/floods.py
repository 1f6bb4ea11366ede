"""Floods: documents that have more items, markup or values than their length lets expect, refused before they are parsed.

A parsed element takes a hundred times the memory of the four bytes of `<a/>`, and a story a thousand times. Documents of
any use are not that dense: their elements have text, and their items have several elements. So a document of any length may
have a number of each, and a longer one may have more in proportion to its length. Counting takes a fraction of the time of
parsing, and nothing at all for a short document.
"""

import re
from itertools import islice
from typing import Final

from newsfeed.errors import LimitError
from newsfeed.io.limits import Limits
from newsfeed.values.patterns import pattern

ITEM_NAMES: Final = (
    "item", "entry", "deleted-entry",  # RSS and Atom
    "newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem", "concept",  # NewsML-G2
    "outline",  # OPML
    "url", "sitemap",
)  # fmt: skip
"""Elements that feeds consist of, by local name; a limit for each item applies from one of them to the next."""

_URLS_PER_ITEM: Final = 5
"""A sitemap has up to 50,000 URLs (sitemaps.org), each of less than an item of a feed."""

_MIN_NODE_BYTES: Final = len("<a/>")
_VALUES_PER_NODE: Final = 3
"""JSON values for each object or array that a document may have: a number takes less memory than an object."""

_LINES_PER_TEXT: Final = 4
"""Lines for each that is not empty."""

_START: Final = pattern(rb"<(?!/)")
_SECTION_START: Final = pattern(rb"<!--|<!\[CDATA\[")
_SECTION_END: Final = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}
_LONGEST_END: Final = max(_SECTION_END.values(), key=len)
_ITEM: Final = pattern(rb"<(?:[\w.-]+:)?+(?:(url|sitemap)|" + "|".join(ITEM_NAMES[:-2]).encode() + rb")[\s/>]")
_TAG: Final = pattern(rb"<[^\s<>/!?\"'](?:[^\"'<>]++|\"[^\"]*+\"|'[^']*+')*+")
_HTML_TAG: Final = pattern(r"<[A-Za-z][^<>]*+")
_LINE: Final = pattern(r"\S[^\r\n]*+")
_JSON_PART: Final = pattern(rb'(?:[^"]++|"(?:[^"\\]++|\\.)*+"?){1,20000}+', re.DOTALL)
_JSON_STRING: Final = pattern(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)


def check_markup(source: bytes, limits: Limits) -> None:
    """Refuse a flood of markup before a tree is built from it.

    Args:
        source: an XML document in UTF-8; it need not be well-formed.
        limits: the maximum sizes.

    Raises:
        LimitError: the document exceeds `elements`, `nodes`, `items` or `item_nodes`.
    """
    least = min(limits.elements, limits.nodes, limits.items, limits.item_nodes)
    if len(source) <= least * _MIN_NODE_BYTES:
        return
    # Counting includes comments and CDATA sections at first, since removing them is slower.
    if _node_count(source) <= least and source.count(b"=") <= limits.nodes:
        return
    if _is_flood(source, limits):
        meter = MarkupMeter(limits, len(source))
        meter.feed(source, is_whole=True)


def _is_flood(source: bytes, limits: Limits) -> bool:
    """Return whether a document may be over a limit, with comments and CDATA taken for markup."""
    meter = MarkupMeter(limits, len(source))
    try:
        meter.count(source)
    except LimitError:
        return True
    return False


class MarkupMeter:
    """Counter of the markup in a document that is read as a whole or in chunks.

    Args:
        limits: the maximum sizes.
        size: the length of the document, if it is known already.
    """

    def __init__(self, limits: Limits, size: int = 0) -> None:
        self._limits = limits
        self._size = size
        self._read = 0
        self._nodes = 0
        self._attributes = 0
        self._items = 0
        self._urls = 0
        self._item_nodes = 0
        self._lines = 0
        self._rest: list[bytes] = []
        self._uncounted = 0
        self._awaited = b""

    def feed(self, chunk: bytes, *, is_whole: bool = False) -> None:
        """Count the markup of a chunk, without that in comments and CDATA sections.

        Args:
            chunk: the next part of the document, in UTF-8.
            is_whole: whether it is the whole document, and nothing follows it.

        Raises:
            LimitError: the document exceeds a limit.
        """
        rest_end = self._rest[-1][-len(_LONGEST_END) :] if self._rest else b""
        self._rest.append(chunk)
        self._uncounted += len(chunk)
        # Looking through an open tag or section again with each of its chunks would take quadratic time.
        if not is_whole and self._awaited not in rest_end + chunk:
            return
        source = _without_sections(b"".join(self._rest))
        end, self._awaited = (len(source), b"") if is_whole else _complete_end(source)
        self.count(source[:end], self._uncounted)
        self._rest = [source[end:]]
        self._uncounted = 0

    def count(self, source: bytes, size: int | None = None) -> None:
        """Count all markup of a part of the document.

        Args:
            source: the part.
            size: its length in the document, if comments and CDATA have been removed from it.
        """
        if self._read == 0 and source.startswith(b"<?xml"):
            self._nodes = -1  # The XML declaration is no processing instruction (XML 1.0, 2.8).
        self._read += len(source) if size is None else size
        self._count_nodes(source)
        self._count_attributes(source)
        self._count_items(source)
        self._lines += source.count(b"\n")

    def _count_nodes(self, source: bytes) -> None:
        count = self._nodes + _node_count(source)
        if self._size and count > self._limits.elements:
            line = self._line_of_node(source, self._limits.elements - self._nodes)
            raise LimitError("elements", f"has over {self._limits.elements} elements", line=line)
        number = self._allowed(self._limits.nodes, self._limits.node_bytes)
        if count > number:
            line = self._line_of_node(source, number - self._nodes)
            reason = f"has over {number} elements, comments and sections, too many for its length"
            raise LimitError("nodes", reason, line=line)
        self._nodes = count

    def _line_of_node(self, source: bytes, index: int) -> int:
        """Return the line of a start tag, comment or section of a part; the index of the first one is 0."""
        start = next(islice(_START.finditer(source), index, None), None)
        return self._lines + source.count(b"\n", 0, start.start() if start else len(source)) + 1

    def _count_attributes(self, source: bytes) -> None:
        count = source.count(b"=")
        if self._attributes + count > self._limits.nodes:
            count = _value_count(source)
        if self._attributes + count > self._allowed(self._limits.nodes, self._limits.node_bytes):
            count = sum(_value_count(tag[0]) for tag in _TAG.finditer(source))
        self._attributes += count
        self._check("attributes", self._attributes, self._limits.nodes, self._limits.node_bytes, "attributes")

    def _count_items(self, source: bytes) -> None:
        if self._size and self._nodes <= min(self._limits.item_nodes, self._limits.items):
            return  # The document is read as a whole, and this is all of it.
        start = 0
        for item in _ITEM.finditer(source):
            self._add_item_nodes(source, start, item.start())
            start = item.start()
            self._item_nodes = 0
            if item[1]:
                self._urls += 1
            else:
                self._items += 1
        self._add_item_nodes(source, start, len(source))
        self._check("items", self._items, self._limits.items, self._limits.item_bytes, "items")
        self._check("items", self._urls, self._limits.items * _URLS_PER_ITEM, self._limits.item_bytes, "URLs")

    def _add_item_nodes(self, source: bytes, start: int, end: int) -> None:
        self._item_nodes += source.count(b"<", start, end) - source.count(b"</", start, end)
        if self._item_nodes > min(self._limits.item_nodes, self._limits.elements):
            if self._item_nodes > self._limits.elements:  # in a stream; it may have any number of items
                raise LimitError("elements", f"has an item of over {self._limits.elements} elements")
            number = self._limits.item_nodes
            line = self._lines + source.count(b"\n", 0, start) + 1
            raise LimitError("item_nodes", f"has an item of over {number} elements, comments and sections", line=line)

    def _allowed(self, base: int, bytes_for_one: int) -> int:
        return base + max(self._read, self._size) // bytes_for_one

    def _check(self, limit: str, count: int, base: int, bytes_for_one: int, subject: str) -> None:
        number = self._allowed(base, bytes_for_one)
        if count > number:
            raise LimitError(limit, f"has over {number} {subject}, too many for its length")


def _without_sections(source: bytes) -> bytes:
    """Return markup with `<!>` and line ends in place of each comment and CDATA section that ends in it."""
    parts: list[bytes] = []
    offset = 0
    unending: set[bytes] = set()
    for start in _SECTION_START.finditer(source):
        if start.start() < offset or start[0] in unending:
            continue
        terminator = _SECTION_END[start[0]]
        end = source.find(terminator, start.end())
        if end < 0:
            unending.add(start[0])  # Looking again from each of them would take quadratic time.
            continue
        section_end = end + len(terminator)
        # The line ends stay, so that an error has the line of the document.
        parts += source[offset : start.start()], b"<!>" + b"\n" * source.count(b"\n", start.start(), section_end)
        offset = section_end
    return b"".join((*parts, source[offset:])) if parts else source


def _value_count(source: bytes) -> int:
    """Return the number of values in quotation marks that follow a `=`."""
    return source.count(b'="') + source.count(b"='")


def _node_count(source: bytes) -> int:
    """Return the number of start tags, comments, processing instructions and sections."""
    return source.count(b"<") - source.count(b"</")


def _complete_end(source: bytes) -> tuple[int, bytes]:
    """Return the end of the part of a document that can be counted, and the mark that ends the tag or section after it."""
    section = _SECTION_START.search(source)
    if section:
        return section.start(), _SECTION_END[section[0]]
    start = source.rfind(b"<")
    return (len(source), b"") if start < 0 or source.find(b">", start) >= 0 else (start, b">")


# --- JSON ------------------------------------------------------------------------------------------------------------------


def check_json(source: bytes, limits: Limits) -> None:
    """Refuse a flood of JSON values before they are decoded.

    Args:
        source: a JSON document.
        limits: the maximum sizes.

    Raises:
        LimitError: the document exceeds `elements` or `nodes`.
    """
    if len(source) <= 2 * min(limits.elements, limits.items):
        return
    most_values = min(limits.elements, (limits.nodes + len(source) // (2 * limits.node_bytes)) * _VALUES_PER_NODE)
    most_containers = limits.nodes + len(source) // (2 * limits.node_bytes)
    if source.count(b",") <= most_values and source.count(b"{") + source.count(b"[") <= most_containers:
        return
    value_count = container_count = 0
    # A part at a time, since the pieces of a text without its strings take many times its memory.
    for part in _JSON_PART.finditer(source):
        syntax = _JSON_STRING.sub(b"", part[0])
        value_count += syntax.count(b",")
        container_count += syntax.count(b"{") + syntax.count(b"[")
        if value_count > limits.elements:
            raise LimitError("elements", f"has over {limits.elements} values")
        if value_count > most_values:
            raise LimitError("nodes", f"has over {most_values} values, too many for its length")
        if container_count > most_containers:
            raise LimitError("nodes", f"has over {most_containers} objects and arrays, too many for its length")


def check_json_length(length: int, size: int, limits: Limits) -> None:
    """Refuse an array or object with more values than a document of its length can have in one.

    Args:
        length: the number of values in the longest one.
        size: the length of the document, in bytes.
        limits: the maximum sizes.

    Raises:
        LimitError: the document exceeds `values`.
    """
    number = limits.values + size // limits.item_bytes
    if length > number:
        raise LimitError("values", f"has an array or object of over {number} values, too many for its length")


# --- pages -----------------------------------------------------------------------------------------------------------------


def check_tags(page: str, limits: Limits) -> None:
    """Refuse a flood of tags in a page, or in one value of HTML.

    Args:
        page: the decoded page, or the value.
        limits: the maximum sizes.

    Raises:
        LimitError: the page exceeds `elements`, `item_nodes` or `attributes`.
    """
    count = page.count("<") - page.count("</")
    if count > limits.elements:
        raise LimitError("elements", f"has over {limits.elements} elements")
    number = limits.item_nodes + len(page) // (2 * limits.node_bytes)
    if count > number:
        raise LimitError("item_nodes", f"has over {number} tags, too many for its length")
    number = limits.nodes + len(page) // limits.node_bytes
    if page.count("=") > number and sum(tag[0].count("=") for tag in _HTML_TAG.finditer(page)) > number:
        raise LimitError("attributes", f"has over {number} attributes, too many for its length")


def check_lines(text: str, limits: Limits) -> None:
    """Refuse a flood of lines in a page of plain text or Markdown.

    Args:
        text: the decoded page.
        limits: the maximum sizes.

    Raises:
        LimitError: the page exceeds `items`, of which each line may be one.
    """
    number = limits.items + len(text) // limits.item_bytes
    count = text.count("\n") + text.count("\r")
    # Most empty lines are between two paragraphs.
    if count > number and (count > number * _LINES_PER_TEXT or sum(1 for _ in _LINE.finditer(text)) > number):
        raise LimitError("items", f"has over {number} lines, too many for its length")


def check_urls(data: bytes, limits: Limits) -> None:
    """Refuse a flood of lines in a sitemap of plain text: each line is a URL.

    Args:
        data: the document.
        limits: the maximum sizes.

    Raises:
        LimitError: the document exceeds `elements` or `items`.
    """
    count = data.count(b"\n") + 1
    if count > limits.elements:
        raise LimitError("elements", f"has over {limits.elements} lines")
    number = limits.items * _URLS_PER_ITEM + len(data) // limits.item_bytes
    if count > number:
        raise LimitError("items", f"has over {number} lines, too many for its length")
