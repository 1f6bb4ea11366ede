"""Streaming reader of a `<newsMessage>`: each item is freed when the next one is requested."""

from collections.abc import Iterable, Iterator
from typing import IO, Final

from lxml import etree

from newsfeed.errors import LimitError, ReadError
from newsfeed.formats.newsml.concepts import NAR
from newsfeed.formats.newsml.navigation import local_name
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.item import read_story
from newsfeed.formats.newsml.read.message import note_skipped_item, read_header
from newsfeed.formats.newsml.read.metadata import MessageContext
from newsfeed.formats.newsml.read.package import read_references
from newsfeed.formats.newsml.schema_names import ITEMS
from newsfeed.io import encodings, xml
from newsfeed.io.floods import MarkupMeter
from newsfeed.io.xml import Document
from newsfeed.model import Story
from newsfeed.plugins import ReadContext

CHUNK_SIZE: Final = 1 << 16
"""Bytes to read at a time."""

_WATCHED_TAGS: Final = tuple(f"{{*}}{name}" for name in sorted({"header", "itemSet", *ITEMS}))
"""Elements that the parser reports; reporting every element of an item costs time that grows faster than their number."""


def is_streamable_message(head: bytes, transport: str | None = None) -> bool:
    """Return whether a document is a `<newsMessage>` that can be read in pieces: in UTF-8, without a document type.

    Args:
        head: the first bytes of the document.
        transport: the charset that came with it.
    """
    try:
        choice = encodings.choose(head, transport)
    except ReadError:
        return False  # Reading the document as a whole reports the problem.
    source = head[choice.start :]
    if choice.problem or choice.encoding.codec != "utf-8" or xml.find_doctype(source):
        return False
    parser = etree.XMLPullParser(("start",), encoding="utf-8", resolve_entities=False, no_network=True)
    try:
        parser.feed(source)
    except etree.XMLSyntaxError:
        return False
    root = next((element for _, element in parser.read_events()), None)
    return root is not None and root.tag == f"{{{NAR}}}newsMessage"


def stream_stories(head: bytes, file: IO[bytes], reading: ReadContext) -> Iterator[Story]:
    """Read the stories of a `<newsMessage>` as `read` does, each as soon as its item is complete.

    Args:
        head: the first bytes of the message, already read from the file.
        file: the remaining bytes.
        reading: options of the read; its limit of bytes applies to each item.

    Raises:
        ReadError: the document is not well-formed, or exceeds a limit; the stories before that point were yielded.
    """
    message = _Message(reading)
    for item in _items(head, file, reading, message):
        if local_name(item) == "newsItem":
            if (story := read_story(message.reader(item), item, message.context)) is not None:
                yield story
        else:
            message.read_other_item(item)
    yield from message.references()


class _Message:
    """State of a message between its items: its header, the ids of its items and the references of its packages."""

    def __init__(self, reading: ReadContext) -> None:
        self._reading = reading
        self._header: etree._Element | None = None
        self.context = MessageContext()
        self._included_ids: set[str] = set()
        self._referenced: dict[str, Story] = {}

    def reader(self, element: "etree._Element") -> ElementReader:
        """Return a reader of one item; its findings have a line, but no column and no position among the items."""
        reader = ElementReader(self._reading, Document(element, b"", "utf-8"))
        self._included_ids.add(reader.story_id(element.get("guid")))
        return reader

    def read_header(self, element: "etree._Element") -> None:
        """Read the first header; all items are read in its context."""
        if self._header is None:
            self._header = element
            self.context = read_header(self.reader(element), element).context()

    def require_header(self) -> None:
        """Refuse an item that no header precedes: only a reader of the whole document finds a header that follows.

        Raises:
            ReadError: there has been no header.
        """
        if self._header is None:
            raise ReadError("has no <header> before its items")

    def read_other_item(self, item: "etree._Element") -> None:
        """Collect the references of a package; report an item of any other kind."""
        reader = self.reader(item)
        if local_name(item) == "packageItem":
            self._referenced |= {story.id: story for story in read_references(reader, item, self.context.concepts)}
        else:
            note_skipped_item(reader, item)

    def references(self) -> Iterator[Story]:
        """Return the stories that packages refer to and that the message does not include."""
        return (story for story in self._referenced.values() if story.id not in self._included_ids)


def _items(head: bytes, file: IO[bytes], reading: ReadContext, message: _Message) -> "Iterator[etree._Element]":
    """Yield each item when it is complete, and remove it from the tree when the next one is requested."""
    parser = etree.XMLPullParser(
        ("end",), tag=_WATCHED_TAGS, encoding="utf-8", resolve_entities="internal", no_network=True, huge_tree=False,
        **xml.WITHOUT_NOTES,
    )  # fmt: skip
    size = _ItemSize(reading)
    meter = MarkupMeter(reading.limits)
    chunk = head
    while chunk:
        size.add(n_bytes=len(chunk))
        meter.feed(chunk)
        is_checked = False
        for element in _completed_elements(parser, chunk):
            if _has_ancestors(element, "newsMessage") and local_name(element) == "header":
                message.read_header(element)
            elif _has_ancestors(element, "itemSet", "newsMessage"):
                message.require_header()
                if not is_checked:
                    # The tree already contains all elements of the chunk, so one check is enough.
                    xml.check_shape(element, reading.limits)
                    is_checked = True
                size.add(n_elements=sum(1 for _ in element.iter()))
                yield from _unwatched(reversed(list(element.itersiblings(preceding=True))))
                yield element
                _free(element)
                size = _ItemSize(reading)
            elif local_name(element) == "itemSet" and _has_ancestors(element, "newsMessage"):
                yield from _unwatched(element)
        chunk = file.read(CHUNK_SIZE)
    for _ in _completed_elements(parser, b""):
        pass


def _unwatched(elements: "Iterable[etree._Element]") -> "Iterator[etree._Element]":
    """Yield the children of an item set that are none of the known items."""
    return (element for element in elements if isinstance(element.tag, str) and local_name(element) not in ITEMS)


class _ItemSize:
    """Size of the current item so far, checked against the limits."""

    def __init__(self, reading: ReadContext) -> None:
        self._limits = reading.limits
        self._bytes = self._elements = 0

    def add(self, *, n_bytes: int = 0, n_elements: int = 0) -> None:
        """Count bytes or elements.

        Raises:
            LimitError: the item exceeds a limit.
        """
        self._bytes += n_bytes
        self._elements += n_elements
        if self._bytes > self._limits.bytes:
            raise LimitError("bytes", f"has an item of over {self._limits.bytes} bytes")
        if self._elements > self._limits.elements:
            raise LimitError("elements", f"has an item of over {self._limits.elements} elements")


def _completed_elements(parser: "etree.XMLPullParser", chunk: bytes) -> "Iterator[etree._Element]":
    """Yield the watched elements that end in a chunk, then raise its syntax error, if any.

    Args:
        parser: the parser of the document.
        chunk: the next bytes; b"" at the end of the document.

    Raises:
        ReadError: the document is not well-formed.
    """
    error = None
    try:
        if chunk:
            parser.feed(chunk)
        else:
            parser.close()
    except etree.XMLSyntaxError as syntax_error:
        error = syntax_error
    if chunk:
        yield from (element for _, element in parser.read_events())
    if error is not None:
        raise xml.syntax_error(error)


def _has_ancestors(element: "etree._Element", *names: str) -> bool:
    """Return whether the names are those of all ancestors of an element, from its parent up to the root."""
    for name in names:
        parent = element.getparent()
        if parent is None or local_name(parent) != name:
            return False
        element = parent
    return element.getparent() is None


def _free(element: "etree._Element") -> None:
    """Clear an element and remove the siblings before it from the tree."""
    parent = element.getparent()
    element.clear()
    if parent is not None:
        while (sibling := element.getprevious()) is not None:
            parent.remove(sibling)
