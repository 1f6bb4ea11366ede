"""Streaming XML parser."""

import codecs
from collections.abc import Callable, Iterator
from typing import IO, Any, Final

from lxml import etree

from newsfeed.errors import LimitError, ReadError
from newsfeed.io.encodings import encoding_of
from newsfeed.io.limits import Limits
from newsfeed.io.xml import check_shape, check_size, find_doctype, harmless, syntax_error


class ElementStream:
    """A document that is read as a stream: some of its elements, each whole, and forgotten before the next.

    Args:
        file: the document.
        limits: `depth` and `attributes` hold for each element, `bytes` for what stands between two of them.
    """

    CHUNK: Final = 1 << 16
    root: "etree._Element"

    def __init__(self, file: IO[bytes], limits: Limits) -> None:
        self._file = file
        self._limits = limits

    def elements(
        self, names: tuple[str, ...], wanted: Callable[["etree._Element"], bool], looked_at: Callable[[bytes], object]
    ) -> Iterator["etree._Element"]:
        """Give the elements of these names that are wanted, when each has ended.

        Args:
            names: in Clark notation, `{*}item` in any namespace.
            wanted: whether to give one.
            looked_at: is shown the document's bytes in UTF-8, each part before its elements are given.

        Returns:
            the elements, still in their document: what stands above them can be looked at. When all have been given,
            `root` is the root element.

        Raises:
            ReadError, LimitError: as `parse`.
        """
        parser: Any = etree.XMLPullParser(
            ("end",), tag=names, encoding="utf-8", resolve_entities="internal", no_network=True, huge_tree=False,
            load_dtd=False,
        )  # fmt: skip
        since, tail = 0, b""
        for chunk in self._chunks():
            looked_at(tail + chunk)
            tail = chunk[-4096:]
            since += len(chunk)
            fault = self._feed(parser, chunk)
            checked = False
            for _, element in parser.read_events():  # those that end before the fault are whole
                if not wanted(element):
                    continue
                since = 0
                if not checked:  # once a chunk: the tree has all of its elements
                    self._check(element.getroottree())
                    checked = True
                yield element
                _forget(element)
            if fault is not None:
                raise fault
            if since > self._limits.bytes:
                raise LimitError("bytes", f"has over {self._limits.bytes} bytes between two elements that are read")
        self._close(parser)

    def _check(self, tree: Any) -> None:
        if tree.docinfo.internalDTD is not None and not _harmless_dtd(tree.docinfo):
            raise ReadError("has a document type declaration, which is not read; take it out")
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
        """Give the document in UTF-8."""
        first = self._file.read(self.CHUNK)
        check_size(first, self._limits)
        codec, start = encoding_of(first)
        doctype = find_doctype(first[start:] if codec == "utf-8" else first[start:].decode(codec, "replace").encode())
        if doctype and not harmless(doctype):
            raise ReadError("has a document type declaration, which is not read; take it out", line=1)
        if codec == "utf-8":
            yield first[start:]
            while chunk := self._file.read(self.CHUNK):
                yield chunk
            return
        decoder = codecs.getincrementaldecoder(codec)("strict")
        chunk = first[start:]
        try:
            while chunk:
                yield decoder.decode(chunk).encode()
                chunk = self._file.read(self.CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeError:
            raise ReadError(f"is not in the encoding {codec}, which it declares") from None


def _harmless_dtd(docinfo: Any) -> bool:
    return harmless(f"{docinfo.doctype}".encode())


def _forget(element: "etree._Element") -> None:
    """Empty an element that has been read, and take out what stands before it."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while parent[0] is not element:
            del parent[0]
