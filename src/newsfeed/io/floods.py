"""Floods: documents that have more items, markup or values than their length lets expect, refused before they are parsed.

A parsed element takes a hundred times the memory of the four bytes of `<a/>`, and a story a thousand times. Documents of
any use are not that dense: their elements have text, and their items have several elements. So a document of any length may
have a number of each, and a longer one may have more in proportion to its length. Counting takes a fraction of the time of
parsing, and nothing at all for a short document.
"""

import re
import sys
from functools import cache
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

_MIN_NODE_BYTES: Final = len("<a>")
_SHORT: Final = 1 << 20
"""The length in bytes up to which counting all marks takes less time than finding comments and CDATA sections."""

_BRACKETS: Final = 8
"""The number of brackets that are looked at one by one."""

_MIN_VALUE_BYTES: Final = len("1,")
_VALUES_PER_NODE: Final = 3
"""JSON values for each object or array that a document may have: a number takes less memory than an object."""

_LINES_PER_TEXT: Final = 4
"""Lines for each that is not empty."""

_START: Final = pattern(rb"<(?!/)")
_END: Final = pattern(rb"</")
_SECTIONS: Final = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
"""Start and end of the markup in which a tag is text: comments, CDATA sections, processing instructions."""

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
        LimitError: the document exceeds `elements`, `nodes`, `items`, `item_nodes` or `text`.
    """
    least = min(limits.elements, limits.nodes, limits.items, limits.item_nodes)
    is_short = len(source) <= least * _MIN_NODE_BYTES
    if len(source) <= limits.text and (is_short or (len(source) <= _SHORT and _is_sparse(source, limits))):
        return
    try:
        MarkupMeter(limits, len(source)).feed_whole(source, has_lines=False)
    except LimitError:
        MarkupMeter(limits, len(source)).feed_whole(source)  # raises it with its line


def _is_sparse(source: bytes, limits: Limits) -> bool:
    """Return whether a document is within all limits, even if its comments and CDATA sections were markup."""
    most_items = limits.items + len(source) // limits.item_bytes
    number = min(limits.elements, limits.nodes, limits.item_nodes, most_items)
    count = source.count(b"<")
    if count > number:
        end_tags = source.count(b"</")
        count = max(count - end_tags, end_tags)
    return count <= number and source.count(b"=") <= limits.nodes


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
        self._end_tags = 0
        self._attributes = 0
        self._items = 0
        self._urls = 0
        self._item_nodes = 0
        self._lines = 0
        self._rest: list[bytes] = []
        self._section_end = b""
        self._is_tag_open = False

    def feed_whole(self, source: bytes, *, has_lines: bool = True) -> None:
        """Count the markup of a whole document, without that in comments and CDATA sections.

        Args:
            source: the document, in UTF-8.
            has_lines: False for an error that may have a wrong line, which takes two thirds of the time.

        Raises:
            LimitError: the document exceeds a limit.
        """
        self._begin(source)
        self._read = len(source)
        most_sections = self._allowed(self._limits.nodes, self._limits.node_bytes)
        markup = _without_sections(source, most_sections, self._limits.text, has_lines=has_lines)
        self._check_texts(markup)
        self._count(markup)

    def feed(self, chunk: bytes) -> None:
        """Count the markup of a chunk, without that in comments and CDATA sections.

        Args:
            chunk: the next part of the document, in UTF-8.

        Raises:
            LimitError: the document exceeds a limit.
        """
        self._begin(chunk)
        self._read += len(chunk)
        self._rest.append(chunk)
        # Looking through an open tag again with each of its chunks would take quadratic time.
        if self._is_tag_open and b">" not in chunk:
            return
        source = b"".join(self._rest)
        if self._section_end:
            end = source.find(self._section_end)
            if end < 0:
                self._skip(source)
                return
            end += len(self._section_end)
            self._section_end = b""
            source = b"\n" * source.count(b"\n", 0, end) + source[end:]
        source = _without_sections(source)
        section = _section_start(tuple(_SECTIONS)).search(source)
        if section is None:
            end = _complete_end(source)
            self._is_tag_open = end < len(source)
            self._rest = [source[end:]]
            self._count(source[:end])
        else:
            self._is_tag_open = False
            self._section_end = _SECTIONS[section[0]]
            self._count(source[: section.start()] + b"<!>")
            self._skip(source[section.end() :])

    def _skip(self, source: bytes) -> None:
        """Skip a part of a section, apart from the beginning that its end may have at the end of the part."""
        end = max(0, len(source) - len(self._section_end) + 1)
        self._lines += source.count(b"\n", 0, end)
        self._rest = [source[end:]]

    def _check_texts(self, markup: bytes) -> None:
        """Refuse a text between two tags, or a tag, that is longer than the limit."""
        most = self._limits.text
        step = most // 2 or 1
        # A text of this length has two of these offsets in it, or more, and begins less than a step before the first of them.
        for offset in range(step, len(markup) if len(markup) > most else 0, step):
            start = markup.rfind(b"<", offset - step, offset)
            if start < 0 and offset > step:
                continue  # It has been looked at from the offset before.
            start = max(start, 0)
            if len(markup) > start + most and markup.find(b"<", offset, start + most + 1) < 0:
                line = markup.count(b"\n", 0, start) + 1
                raise LimitError("text", f"has a text or tag of over {most} bytes", line=line)

    def _begin(self, source: bytes) -> None:
        if self._read == 0 and source.startswith(b"<?xml"):
            self._nodes = -1  # The XML declaration is no processing instruction (XML 1.0, 2.8).

    def _count(self, source: bytes) -> None:
        """Count all markup of a part of the document, of which comments and CDATA sections have been removed."""
        self._count_nodes(source)
        self._count_attributes(source)
        self._count_items(source)
        self._lines += source.count(b"\n")

    def _count_nodes(self, source: bytes) -> None:
        end_tags = source.count(b"</")
        nodes = source.count(b"<") - end_tags
        if self._size and self._nodes + nodes > self._limits.elements:
            line = self._line_of(_START, source, self._limits.elements - self._nodes)
            raise LimitError("elements", f"has over {self._limits.elements} elements", line=line)
        number = self._allowed(self._limits.nodes, self._limits.node_bytes)
        if self._nodes + nodes > number:
            line = self._line_of(_START, source, number - self._nodes)
            reason = f"has over {number} elements, comments and sections, too many for its length"
            raise LimitError("nodes", reason, line=line)
        if self._end_tags + end_tags > number:  # of which most end nothing
            line = self._line_of(_END, source, number - self._end_tags)
            raise LimitError("nodes", f"has over {number} end tags, too many for its length", line=line)
        self._nodes += nodes
        self._end_tags += end_tags

    def _line_of(self, mark: "re.Pattern[bytes]", source: bytes, index: int) -> int:
        """Return the line of a mark in a part of the document; the index of the first one is 0."""
        match = next(islice(mark.finditer(source), index, None), None)
        return self._lines + source.count(b"\n", 0, match.start() if match else len(source)) + 1

    def _count_attributes(self, source: bytes) -> None:
        count = source.count(b"=")
        if self._attributes + count > self._limits.nodes:
            count = _value_count(source)
        if self._attributes + count > self._allowed(self._limits.nodes, self._limits.node_bytes):
            count = sum(_value_count(tag[0]) for tag in _TAG.finditer(source))
        self._attributes += count
        self._check("attributes", self._attributes, self._limits.nodes, self._limits.node_bytes, "attributes")

    def _count_items(self, source: bytes) -> None:
        # If the document is read as a whole, this is all of it, and none of its items has more nodes than all of it.
        if self._size and self._nodes <= min(
            self._limits.item_nodes, self._allowed(self._limits.items, self._limits.item_bytes)
        ):
            return
        shortest = min(self._limits.item_nodes, self._limits.elements) * _MIN_NODE_BYTES
        start = 0
        for item in _ITEM.finditer(source):
            if self._item_nodes or item.start() - start > shortest:
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


def _without_sections(
    source: bytes, most: int = sys.maxsize, longest: int = sys.maxsize, *, has_lines: bool = True
) -> bytes:
    """Return markup with `<!>` in place of each section that ends in it.

    Args:
        source: the markup.
        most: the number of sections after which the rest of the markup is left out, since it is a flood already.
        longest: the length of a section that is allowed, in bytes.
        has_lines: True to keep the line ends of the sections, so that an error has the line of the document.

    Raises:
        LimitError: a section is longer.
    """
    parts: list[bytes] = []
    offset = position = number = 0
    kinds = tuple(_SECTIONS)
    while number <= most and kinds and (start := _section_start(kinds).search(source, position)) is not None:
        end = _section_end(source, start)
        if end < 0:
            # Looking again from each section of a kind that has no end would take quadratic time.
            kinds, position = tuple(kind for kind in kinds if kind != start[0]), start.end()
            continue
        if end - start.start() > longest:
            line = source.count(b"\n", 0, start.start()) + 1
            raise LimitError("text", f"has a comment or CDATA section of over {longest} bytes", line=line)
        line_ends = b"\n" * source.count(b"\n", start.start(), end) if has_lines else b""
        parts += source[offset : start.start()], b"<!>" + line_ends
        offset = position = end
        number += 1
    if not parts:
        return source
    return b"".join(parts if number > most else (*parts, source[offset:]))


def _section_end(source: bytes, start: "re.Match[bytes]") -> int:
    """Return the offset behind the end of a section; -1 if it has none."""
    terminator, end = _SECTIONS[start[0]], start.end()
    if terminator == b"]]>":
        # A search for one byte takes a third of the time, and a text has few of these.
        for _ in range(_BRACKETS):
            end = source.find(b"]", end)
            if end < 0:
                return -1
            if source.startswith(terminator, end):
                return end + len(terminator)
            end += 1
    end = source.find(terminator, end)
    return end if end < 0 else end + len(terminator)


@cache
def _section_start(kinds: tuple[bytes, ...]) -> "re.Pattern[bytes]":
    # With a literal as its first character, the expression is searched for in half the time.
    return re.compile(b"<(?:" + b"|".join([re.escape(kind[1:]) for kind in kinds]) + b")")


def _value_count(source: bytes) -> int:
    """Return the number of values in quotation marks that follow a `=`."""
    return source.count(b'="') + source.count(b"='")


def _complete_end(source: bytes) -> int:
    """Return the offset up to which a part of a document can be counted: before a tag that is not complete."""
    start = source.rfind(b"<")
    return len(source) if start < 0 or source.find(b">", start) >= 0 else start


# --- JSON ------------------------------------------------------------------------------------------------------------------


def check_json(source: bytes, limits: Limits) -> None:
    """Refuse a flood of JSON values before they are decoded.

    Args:
        source: a JSON document.
        limits: the maximum sizes.

    Raises:
        LimitError: the document exceeds `elements` or `nodes`.
    """
    most_containers = limits.nodes + len(source) // (2 * limits.node_bytes)
    most_values = min(limits.elements, most_containers * _VALUES_PER_NODE)
    if len(source) <= min(most_containers, most_values) * _MIN_VALUE_BYTES:
        return
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
    if len(page) <= min(limits.elements, limits.item_nodes, limits.nodes):
        return
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
