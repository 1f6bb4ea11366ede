"""Streaming XML parser for documents that are too large to hold in memory."""

import codecs
from collections.abc import Callable, Iterator
from typing import IO, Any, Final

from lxml import etree

from newsfeed.errors import LimitError, ReadError
from newsfeed.io.encodings import encoding_of
from newsfeed.io.limits import Limits
from newsfeed.io.xml import DOCTYPE_REFUSED, check_shape, check_size, find_doctype, is_legacy_doctype, syntax_error

_OVERLAP: Final = 4096
"""Bytes of one chunk that are passed to the watcher again with the next, for text that crosses the boundary."""


class ElementStream:
    """Streaming parser that yields selected elements one at a time and frees each before the next.

    Args:
        file: the document, opened in binary mode.
        limits: `depth` and `attributes` apply to each element, `bytes` to the distance between two yielded elements.

    Attributes:
        root: the root element, once all elements have been yielded.
    """

    CHUNK: Final = 1 << 16
    root: "etree._Element"

    def __init__(self, file: IO[bytes], limits: Limits) -> None:
        self._file = file
        self._limits = limits

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
            ReadError: the document is not well-formed, its encoding is not supported, or it has a document type
                declaration; raised after the elements before the fault.
            LimitError: it exceeds a limit.
        """
        parser: Any = etree.XMLPullParser(
            ("end",), tag=names, encoding="utf-8", resolve_entities="internal", no_network=True, huge_tree=False,
            load_dtd=False,
        )  # fmt: skip
        bytes_since_element, tail = 0, b""
        for chunk in self._chunks():
            watcher(tail + chunk)
            tail = chunk[-_OVERLAP:]
            bytes_since_element += len(chunk)
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
        if tree.docinfo.internalDTD is not None and not is_legacy_doctype(tree.docinfo.doctype.encode()):
            raise ReadError(DOCTYPE_REFUSED)
        check_shape(tree.getroot(), self._limits)

    def _feed(self, parser: Any, chunk: bytes) -> ReadError | None:
        try:
            parser.feed(chunk)
        except etree.XMLSyntaxError as error:
            return syntax_error(error)
        return None

    def _close(self, parser: Any) -> None:
        try:
            self.root = parser.close()
        except etree.XMLSyntaxError as error:
            raise syntax_error(error) from None

    def _chunks(self) -> Iterator[bytes]:
        """Yield the document in UTF-8, without its byte order mark."""
        head = self._file.read(self.CHUNK)
        check_size(head, self._limits)
        codec, start = encoding_of(head)
        chunk = head[start:]
        doctype = find_doctype(chunk if codec == "utf-8" else chunk.decode(codec, "replace").encode())
        if doctype and not is_legacy_doctype(doctype):
            raise ReadError(DOCTYPE_REFUSED, line=1)
        if codec == "utf-8":
            yield chunk
            while chunk := self._file.read(self.CHUNK):
                yield chunk
            return
        decoder = codecs.getincrementaldecoder(codec)("strict")
        try:
            while chunk:
                yield decoder.decode(chunk).encode()
                chunk = self._file.read(self.CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeError:
            raise ReadError(f"declares the encoding {codec}, but has bytes that are not valid in it") from None


def _free(element: "etree._Element") -> None:
    """Empty an element that has been yielded, and delete its preceding siblings."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while parent[0] is not element:
            del parent[0]
