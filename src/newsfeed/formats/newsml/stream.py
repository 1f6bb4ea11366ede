"""The stories of a newsMessage one by one: an item is forgotten when the next one begins."""

from collections.abc import Iterator
from typing import IO, Final

from lxml import etree

from newsfeed.errors import LimitError, ReadError
from newsfeed.formats.newsml.codes import NAR
from newsfeed.formats.newsml.concepts import Concepts
from newsfeed.formats.newsml.elements import local
from newsfeed.formats.newsml.read_item import story
from newsfeed.formats.newsml.read_message import header, note_kind, references, stand_ins
from newsfeed.formats.newsml.read_meta import Around
from newsfeed.formats.newsml.reader import Reader
from newsfeed.formats.newsml.vocabulary import ITEMS
from newsfeed.io import encodings, xml
from newsfeed.io.xml import Document
from newsfeed.model import Story
from newsfeed.plugins import ReadContext

CHUNK: Final = 1 << 16
"""How many bytes are read at a time."""


def is_message(head: bytes) -> bool:
    """Whether a document that begins so is a newsMessage that can be read in pieces: UTF-8, no document type."""
    try:
        source, encoding = encodings.decode(head)
    except ReadError:
        return False  # what is wrong with it is said where it is read whole
    if encoding != "utf-8" or xml.find_doctype(source):
        return False
    parser = etree.XMLPullParser(("start",), encoding="utf-8", resolve_entities=False, no_network=True)
    try:
        parser.feed(source)
    except etree.XMLSyntaxError:
        return False
    root = next((element for _, element in parser.read_events()), None)
    return root is not None and root.tag == f"{{{NAR}}}newsMessage"


def stories(head: bytes, file: IO[bytes], reading: ReadContext) -> Iterator[Story]:
    """Read the stories of a newsMessage as `read` does, each as soon as its item has come.

    Args:
        head: the first bytes, which are of a message (`is_message`).
        file: has the rest.
        reading: what is asked for; no item may be longer than its limit of bytes.

    Raises:
        ReadError: the document is not well-formed, or goes over a limit; the stories before that place have been given.
    """
    message = _Message(reading)
    for item in _items(head, file, reading, message):
        if local(item) == "newsItem":
            if (found := story(message.reader(item), item, message.around)) is not None:
                yield found
        else:
            message.take_other(item)
    yield from message.referred()


_NAMES: Final = tuple(f"{{*}}{name}" for name in sorted({"header", *ITEMS}))
"""What is looked at: an event for every element of an item costs time that grows faster than their number."""


class _Message:
    """What is kept of a message from item to item: what its header says, ids, and what its packages refer to."""

    def __init__(self, reading: ReadContext) -> None:
        self._reading = reading
        self.around = Around()
        self._sent_along: set[str] = set()
        self._referred: dict[str, Story] = {}

    def reader(self, element: "etree._Element") -> Reader:
        """Give a reader of one item; a finding has a line, but no column and no number among the items."""
        found = Reader(self._reading, Document(element, b"", "utf-8"))
        self._sent_along.add(found.id_of(element.get("guid")))
        return found

    def take_header(self, head: "etree._Element") -> None:
        concepts = Concepts().within(head)
        said = header(self.reader(head), head, concepts)
        self.around = Around(concepts=concepts, stand_ins=stand_ins(said))

    def take_other(self, item: "etree._Element") -> None:
        reader = self.reader(item)
        if local(item) == "packageItem":
            for each in references(reader, item, self.around):
                self._referred[each.id] = each
        else:
            note_kind(reader, item)

    def referred(self) -> Iterator[Story]:
        """Give what the packages refer to and the message does not bring along."""
        return (each for each in self._referred.values() if each.id not in self._sent_along)


def _items(head: bytes, file: IO[bytes], reading: ReadContext, message: _Message) -> "Iterator[etree._Element]":
    """Give the items as they come; each is taken out of the tree when the next one is asked for."""
    parser = etree.XMLPullParser(
        ("end",), tag=_NAMES, encoding="utf-8", resolve_entities="internal", no_network=True, huge_tree=False
    )
    count = _Count(reading)
    chunk = head
    while chunk:
        count.add(bytes=len(chunk))
        for element in _ended(parser, chunk):
            if _is_in(element, "newsMessage") and local(element) == "header":
                message.take_header(element)
            elif _is_in(element, "itemSet", "newsMessage"):
                xml.check_shape(element, reading.limits)
                count.add(elements=sum(1 for _ in element.iter()))
                yield element
                _forget(element)
                count = _Count(reading)
        chunk = file.read(CHUNK)
    for _ in _ended(parser, b""):
        pass


class _Count:
    """How much of one item has come."""

    def __init__(self, reading: ReadContext) -> None:
        self._limits = reading.limits
        self._bytes = self._elements = 0

    def add(self, *, bytes: int = 0, elements: int = 0) -> None:  # the limit's name
        self._bytes += bytes
        self._elements += elements
        if self._bytes > self._limits.bytes:
            raise LimitError("bytes", f"has an item of over {self._limits.bytes} bytes")
        if self._elements > self._limits.elements:
            raise LimitError("elements", f"has an item of over {self._limits.elements} elements")


def _ended(parser: "etree.XMLPullParser", chunk: bytes) -> "Iterator[etree._Element]":
    """Give the elements that end in a chunk; an empty one is the end of the document."""
    error = None
    try:
        if chunk:
            parser.feed(chunk)
        else:
            parser.close()
    except etree.XMLSyntaxError as found:
        error = found
    if chunk:
        yield from (element for _, element in parser.read_events())
    if error is not None:
        raise xml.syntax_error(error)


def _is_in(element: "etree._Element", *names: str) -> bool:
    """Whether an element stands in elements of these names, the last of which is the root."""
    for name in names:
        parent = element.getparent()
        if parent is None or local(parent) != name:
            return False
        element = parent
    return element.getparent() is None


def _forget(element: "etree._Element") -> None:
    parent = element.getparent()
    element.clear()
    if parent is not None:
        while (before := element.getprevious()) is not None:
            parent.remove(before)
