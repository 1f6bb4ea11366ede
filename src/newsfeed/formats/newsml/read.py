"""Reading NewsML-G2: a newsItem, a newsMessage of items, a packageItem of references."""

from collections.abc import Iterator
from typing import IO, Final

from lxml import etree

from newsfeed.errors import ReadError
from newsfeed.findings import Severity
from newsfeed.formats.newsml.codes import NAR
from newsfeed.formats.newsml.elements import local, namespace
from newsfeed.formats.newsml.read_item import story
from newsfeed.formats.newsml.read_message import message, package
from newsfeed.formats.newsml.read_meta import Around
from newsfeed.formats.newsml.reader import Reader
from newsfeed.formats.newsml.stream import CHUNK, is_message, stories
from newsfeed.formats.newsml.vocabulary import ITEMS
from newsfeed.io import xml_repair
from newsfeed.io.xml import Document
from newsfeed.model import Feed, Story
from newsfeed.plugins import ReadContext
from newsfeed.reading.location import Location

_NOT_STORIES: Final = ITEMS - {"newsItem", "packageItem"}


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a document, of any version of NewsML-G2 and of either way to name concepts.

    Args:
        data: a newsItem, which is a feed of one story; a newsMessage, whose header says what the feed says; or a
            packageItem, whose references become stories with an id and a headline.
        reading: what is asked for.

    Raises:
        ReadError: it is not well-formed, not NewsML-G2, or an item that is no story: a concept, an event, a plan, a catalog.
    """
    document, faults = xml_repair.parse(data, limits=reading.limits, recover=reading.recover)
    root = document.root
    _check_root(document)
    reader = Reader(reading, document)
    for fault in faults:
        reader.note("document.mended", fault.reason, Location("/", fault.line, fault.column), Severity.ERROR)
    if namespace(root) != f"{{{NAR}}}":
        reader.within(root).note("namespace.unknown", f"has not the namespace {NAR}; it is read as if it had")
    return _feed(reader, root)


def iter_stories(file: IO[bytes], reading: ReadContext) -> Iterator[Story]:
    """Read the stories of a document one by one; those of a newsMessage in UTF-8 in constant memory.

    Raises:
        ReadError: as `read`; the stories of a message before the place that is wrong have been given by then.
    """
    head = file.read(CHUNK).removeprefix(b"\xef\xbb\xbf")
    if not reading.recover and is_message(head):
        yield from stories(head, file, reading)
    else:
        yield from read(head + file.read(max(reading.limits.bytes + 1 - len(head), 0)), reading).stories


def _feed(reader: Reader, root: "etree._Element") -> Feed:
    if local(root) == "newsMessage":
        return message(reader, root)
    if local(root) == "packageItem":
        return package(reader, root)
    found = story(reader, root, Around())
    return Feed(stories=() if found is None else (found,))


def _check_root(document: Document) -> None:
    name = local(document.root)
    if name in ("newsItem", "newsMessage", "packageItem"):
        return
    line, column = document.position(document.root)
    if name in _NOT_STORIES:
        reason = f"is a {name}, which has no story; a newsItem, newsMessage or packageItem is read"
    else:
        reason = f"is no NewsML-G2: its root element is {name:.64}, not newsItem, newsMessage or packageItem"
    raise ReadError(reason, line=line, column=column)


__all__ = ["iter_stories", "read"]
