"""The reader of NewsML-G2: a `<newsItem>`, a `<newsMessage>` of items, or a `<packageItem>` of references.

One module for each part of a document belongs here, from its content to its links; they share the `ElementReader`, which
turns values into those of the model. Helpers shared with validation and the writer are one level up.
"""

from collections.abc import Iterator
from typing import IO, Final

from lxml import etree

from newsfeed.errors import ReadError
from newsfeed.findings import Severity
from newsfeed.formats.newsml.concepts import NAR
from newsfeed.formats.newsml.navigation import local_name, namespace_of
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.item import read_story
from newsfeed.formats.newsml.read.message import read_message
from newsfeed.formats.newsml.read.metadata import MessageContext
from newsfeed.formats.newsml.read.newsml1 import read_newsml1
from newsfeed.formats.newsml.read.nitf_document import read_nitf, without_doctype
from newsfeed.formats.newsml.read.package import read_package
from newsfeed.formats.newsml.read.stream import CHUNK_SIZE, is_streamable_message, stream_stories
from newsfeed.formats.newsml.schema_names import ITEMS
from newsfeed.io import xml_repair
from newsfeed.io.files import read_fully
from newsfeed.io.xml import Document
from newsfeed.model import Feed, Story
from newsfeed.plugins import ReadContext
from newsfeed.reading.location import Location

_READABLE_ROOTS: Final = ("newsItem", "newsMessage", "packageItem", "conceptItem", "knowledgeItem", "nitf", "NewsML")

_OTHER_ROOTS: Final = {
    "planningItem": "a plan of coverage: read the items that it announces",
    "catalogItem": "a catalog of schemes: name it in the <catalogRef> of an item",
    "catalog": "a catalog of schemes: name it in the <catalogRef> of an item",
}
"""Documents of the same family that no story can be made of, with what to do."""


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a document of any version of NewsML-G2, with concepts named by IRI or by QCode.

    Args:
        data: a newsItem, read as a feed of one story; a newsMessage, whose header describes the feed; a packageItem, whose
            references become stories with an id and a headline; a conceptItem or knowledgeItem, whose concepts become the
            topics of a story; or a document of the predecessors, NITF and NewsML 1.
        reading: options and report of the read.

    Raises:
        ReadError: the document is not well-formed, not NewsML-G2, or an item without a story: a plan or a catalog.
    """
    document, faults = xml_repair.parse(
        without_doctype(data), limits=reading.limits, recover=reading.recover, transport=reading.encoding
    )
    root = document.root
    _check_root(document)
    reader = ElementReader(reading, document)
    for fault in faults:
        reader.note("document.mended", fault.reason, Location("/", fault.line, fault.column), Severity.ERROR)
    if namespace_of(root) != f"{{{NAR}}}" and local_name(root) not in ("nitf", "NewsML"):
        message = (
            f'<{local_name(root)}> is not in the namespace of NewsML-G2, but is read as if it were: add xmlns="{NAR}"'
        )
        reader.focus(root).note("namespace.unknown", message)
    return _read_root(reader, root)


def iter_stories(file: IO[bytes], reading: ReadContext) -> Iterator[Story]:
    """Read the stories of a document one by one; a newsMessage in UTF-8 is read in constant memory.

    Raises:
        ReadError: as for `read`; the stories of a message before the faulty place were yielded by then.
    """
    head = file.read(CHUNK_SIZE).removeprefix(b"\xef\xbb\xbf")
    if not reading.recover and is_streamable_message(head, reading.encoding):
        yield from stream_stories(head, file, reading)
    else:
        yield from read(head + read_fully(file, reading.limits.bytes + 1 - len(head)), reading).stories


def _read_root(reader: ElementReader, root: "etree._Element") -> Feed:
    if local_name(root) == "newsMessage":
        return read_message(reader, root)
    if local_name(root) == "packageItem":
        return read_package(reader, root)
    if local_name(root) == "NewsML":
        return read_newsml1(reader, root)
    if local_name(root) == "nitf":
        story = read_nitf(reader, root)
        return Feed(stories=() if story is None else (story,))
    story = read_story(reader, root, MessageContext())
    return Feed(stories=() if story is None else (story,))


def _check_root(document: Document) -> None:
    name = local_name(document.root)
    if name in _READABLE_ROOTS:
        return
    line, column = document.position(document.root)
    if name in _OTHER_ROOTS or name in ITEMS:
        reason = f"has no story: its root element is <{name}>"
        reason += f", {_OTHER_ROOTS[name]}" if name in _OTHER_ROOTS else ""
    else:
        reason = f"is not NewsML-G2: its root element is <{name:.64}>, but must be <newsItem>, <newsMessage> or <packageItem>"
    raise ReadError(reason, line=line, column=column)


__all__ = ["iter_stories", "read"]
