"""Streaming XML parser for documents that are too large to hold in memory."""

from collections.abc import Callable, Iterator
from typing import IO, Any, Final

from lxml import etree

from newsfeed.errors import LimitError, ReadError
from newsfeed.io.encodings import StreamDecoder, choose
from newsfeed.io.floods import MarkupMeter
from newsfeed.io.limits import Limits
from newsfeed.io.xml import (
    DOCTYPE_REFUSED,
    WITHOUT_NOTES,
    check_shape,
    check_size,
    find_doctype,
    is_legacy_doctype,
    log_entry_error,
    syntax_error,
)
from newsfeed.io.xml_references import has_c1_references

_MAX_REFERENCE: Final = 16
_OVERLAP: Final = 4096
"""Bytes of one chunk that are passed to the watcher again with the next, for text that crosses the boundary."""


class ElementStream:
    """Streaming parser that yields selected elements one at a time and frees each before the next.

    Args:
        file: the document, opened in binary mode.
        limits: `depth` and `attributes` apply to each element, `bytes` to the distance between two yielded elements.
        transport: the charset that came with the document.

    Attributes:
        root: the root element, once all elements have been yielded.
    """

    CHUNK: Final = 1 << 16
    root: "etree._Element"

    def __init__(self, file: IO[bytes], limits: Limits, transport: str | None = None) -> None:
        self._file = file
        self._limits = limits
        self._transport = transport
        self._bytes_read = 0
        self._has_legacy_doctype = False

    def elements(
        self,
        names: tuple[str, ...],
        is_selected: Callable[["etree._Element"], bool],
        watcher: Callable[[bytes], object],
    ) -> Iterator["etree._Element"]:
        """Yield the selected elements in document order, each as soon as its end tag has been parsed.

        An element is still attached to its ancestors when it is yielded, and is emptied when the next is requested.

        Args:
            names: of the elements, in Clark notation; `{*}item` matches any namespace.
            is_selected: predicate that picks among the elements with these names.
            watcher: called with each part of the document, in UTF-8, before its elements are yielded.

        Raises:
            ReadError: the document is not well-formed or has bytes that are not in its encoding, its encoding is not
                supported, or it has a document type declaration; raised after the elements before the fault.
            LimitError: it exceeds a limit.
        """
        parser: Any = etree.XMLPullParser(
            ("end",), tag=names, encoding="utf-8", resolve_entities="internal", no_network=True, huge_tree=False,
            load_dtd=False, **WITHOUT_NOTES,
        )  # fmt: skip
        bytes_since_element, tail = 0, b""
        meter = MarkupMeter(self._limits)
        for chunk in self._chunks():
            watcher(tail + chunk)
            self._refuse_c1_references(tail[-_MAX_REFERENCE:] + chunk)
            tail = chunk[-_OVERLAP:]
            bytes_since_element += len(chunk)
            meter.feed(chunk)
            fault = self._feed(parser, chunk)
            is_checked = False
            # Elements that end before the fault are complete.
            for _, element in parser.read_events():
                if not is_selected(element):
                    continue
                bytes_since_element = 0
                if not is_checked:
                    # The tree already contains all elements of the chunk, so one check is enough.
                    self._check(element.getroottree())
                    is_checked = True
                yield element
                _free(element)
            if fault is not None:
                raise fault
            if bytes_since_element > self._limits.bytes:
                raise LimitError("bytes", f"has over {self._limits.bytes} bytes between two items")
        self._close(parser)

    def _check(self, tree: Any) -> None:
        # lxml does not tell whether one that a long comment has kept out of the first chunk has declarations in it.
        if tree.docinfo.internalDTD is not None and not self._has_legacy_doctype:
            raise ReadError(DOCTYPE_REFUSED)
        check_shape(tree.getroot(), self._limits)

    def _refuse_c1_references(self, chunk: bytes) -> None:
        """Refuse references that a reader of the whole document repairs, if the document can be read as a whole."""
        self._bytes_read += len(chunk)
        if self._bytes_read <= self._limits.bytes and has_c1_references(chunk):
            raise ReadError("has a numeric reference to a control character")

    def _feed(self, parser: Any, chunk: bytes) -> ReadError | None:
        """Parse a chunk; return the fault that ends the document.

        Raises:
            ReadError: a prefix is not declared. libxml2 goes on after it, but only a reader of the whole document can read the
                elements of the chunk as they are.
        """
        fault = None
        try:
            parser.feed(chunk)
        except etree.XMLSyntaxError as error:
            fault = syntax_error(error)
        for entry in parser.feed_error_log:
            if fault is None or entry.domain_name == "NAMESPACE":
                raise log_entry_error(entry)
        return fault

    def _close(self, parser: Any) -> None:
        try:
            self.root = parser.close()
        except etree.XMLSyntaxError as error:
            raise syntax_error(error) from None

    def _chunks(self) -> Iterator[bytes]:
        """Yield the document in UTF-8, without its byte order mark."""
        head = self._file.read(self.CHUNK)
        check_size(head, self._limits)
        choice = choose(head, self._transport)
        if choice.problem:
            raise ReadError(choice.problem, line=1)
        decoder, chunk = StreamDecoder(choice), head[choice.start :]
        source = decoder.decode(chunk)
        doctype = find_doctype(source)
        self._has_legacy_doctype = is_legacy_doctype(doctype)
        if doctype and not self._has_legacy_doctype:
            raise ReadError(DOCTYPE_REFUSED, line=1)
        while chunk:
            if source:
                yield source
            chunk = self._file.read(self.CHUNK)
            source = decoder.decode(chunk, is_last=not chunk)


def _free(element: "etree._Element") -> None:
    """Empty an element that has been yielded, and delete its preceding siblings."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while parent[0] is not element:
            del parent[0]
