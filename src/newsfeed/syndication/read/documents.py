"""Documents: bytes, or a stream, to a feed and its items."""

from collections.abc import Iterator
from typing import IO, Final

from lxml import etree

from newsfeed.errors import ReadError
from newsfeed.findings import Severity
from newsfeed.io import xml, xml_repair, xml_stream
from newsfeed.model import Feed, Story
from newsfeed.plugins import ReadContext
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.read import items
from newsfeed.syndication.read.channels import Channel
from newsfeed.syndication.read.items import Surroundings
from newsfeed.syndication.read.names import key
from newsfeed.syndication.read.titles import Titles
from newsfeed.values import namespaces
from newsfeed.values.ids import id_of
from newsfeed.values.xml_chars import fold

ITEMS: Final = frozenset(("item", "entry", "atom:entry", "atom:item"))
"""The keys of the elements that are stories."""

_ROOTS: Final = frozenset(("rss", "rdf:rdf", "channel", "atom:feed", "atom:entry", "item"))
_TOMBSTONE: Final = f"{{{namespaces.TOMBSTONES}}}deleted-entry"
_LANG: Final = f"{{{namespaces.XML}}}lang"


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a feed of any kind of RSS or Atom.

    Args:
        data: its bytes.
        reading: what is asked for.

    Raises:
        ReadError: it is not well-formed (and `reading.recover` is not set) or no feed.
        LimitError: it goes over a limit.
    """
    lenient = LenientReader(reading)
    document = _document(data, lenient)
    root = mended(document.root)
    in_ = Surroundings(lenient, Titles(), based=b"xml:base" in document.source)
    in_.titles.look_at(document.source)
    return _Feed(root, in_).read()


def _document(data: bytes, lenient: LenientReader) -> xml.Document:
    reading = lenient.reading
    document, faults = xml_repair.parse(data, limits=reading.limits, recover=reading.recover)
    _note_faults(faults, lenient)
    return document


def _note_faults(faults: list[ReadError], lenient: LenientReader) -> None:
    for fault in faults:
        location = Location("/", fault.line, fault.column)
        lenient.note("document.mended", fault.reason, location, Severity.ERROR)


def mended(root: "etree._Element") -> "etree._Element":
    """Give a root that says what it is: a feed in no namespace, or a wrong one, is taken for what its name says.

    Raises:
        ReadError: it is no feed.
    """
    if key(str(root.tag)) not in _ROOTS:
        namespace, _, local = str(root.tag).rpartition("}")
        if local.lower() not in ("feed", "entry", "rss", "rdf", "channel"):
            raise ReadError(f"is no feed: its root element is {local:.64}", line=root.sourceline or 1)
        rename(root, namespace[1:], namespaces.ATOM if local.lower() in ("feed", "entry") else "")
    return root


def rename(root: "etree._Element", namespace: str, right: str) -> None:
    """Put the elements of one namespace into another."""
    wrong = f"{{{namespace}}}" if namespace else ""
    for element in root.iter():
        tag = element.tag
        if isinstance(tag, str) and (tag.startswith(wrong) if wrong else not tag.startswith("{")):
            local = tag[len(wrong) :]
            element.tag = f"{{{right}}}{local}" if right else local


class _Feed:
    """One document on its way to a feed."""

    def __init__(self, root: "etree._Element", in_: Surroundings) -> None:
        self.root = root
        self.in_ = in_
        self.stories: list[Story] = []
        self.count = 0

    def read(self) -> Feed:
        name = key(str(self.root.tag))
        if name in ITEMS:
            return self._single()
        channel = Channel(self.in_, Location(f"/{_local(self.root)}", self.root.sourceline))
        channel.is_atom = name == "atom:feed"
        if language := self.root.get(_LANG):
            channel.first("language", language)
        self._take(self.root, channel, f"/{_local(self.root)}", nested=name in ("rss", "rdf:rdf"))
        feed = self.in_.lenient.build(Feed, {**channel.arguments(), "stories": tuple(self.stories)}, channel.location)
        return feed if feed is not None else Feed(stories=tuple(self.stories))

    def _take(self, parent: "etree._Element", channel: Channel, path: str, *, nested: bool) -> None:
        found = False
        for child in parent:
            if not isinstance(child.tag, str):
                continue
            name = key(child.tag)
            if name in ITEMS:
                self._item(child, channel, path)
            elif nested and name == "channel":
                if not found:
                    channel.first("language", child.get(_LANG))
                found = True
                self._take(child, channel, f"{path}/channel", nested=False)
            elif name == "items":
                self._take(child, channel, f"{path}/items", nested=False)
            elif name == "at:deleted-entry":
                self.stories += filter(None, [_deleted(child, self.in_.lenient, path)])
            else:
                channel.take(child)

    def _item(self, element: "etree._Element", channel: Channel, path: str) -> None:
        self.count += 1
        if channel.site is not None and self.in_.site is None:
            self.in_ = Surroundings(self.in_.lenient, self.in_.titles, self.in_.based, channel.site)
        location = Location(f"{path}/{_local(element)}[{self.count}]", element.sourceline)
        story = items.read(element, self.in_, location)
        if story is not None:
            self.stories.append(story)

    def _single(self) -> Feed:
        """Read a document of one entry (RFC 4287, 2); what the feed would say is the entry's."""
        story = items.read(self.root, self.in_, Location(f"/{_local(self.root)}", self.root.sourceline))
        return Feed(stories=() if story is None else (story,))


def _local(element: "etree._Element") -> str:
    return str(element.tag).rpartition("}")[2]


def _deleted(element: "etree._Element", lenient: LenientReader, path: str) -> Story | None:
    """Read a tombstone (RFC 6721, 3): the story that it was is canceled."""
    location = Location(f"{path}/at:deleted-entry", element.sourceline)
    when = lenient.date(element.get("when"), location)
    return lenient.story({"id": id_of(fold(element.get("ref", ""))), "status": "canceled", "updated": when}, location)


# --- streams ---------------------------------------------------------------------------------------------------------------


def iter_stories(file: IO[bytes], reading: ReadContext) -> Iterator[Story]:
    """Read the stories of a feed one by one; each is forgotten before the next, so memory does not grow with the feed.

    Only where `reading.recover` is set, the whole document is read first.

    Args:
        file: the document.
        reading: what is asked for; its limits hold for each item.

    Raises:
        as `read`, once the stories before the fault have been given.
    """
    if reading.recover:  # what is put right may lie before and behind what it is about
        yield from read(file.read(reading.limits.bytes + 1), reading).stories
        return
    state = _Stream(LenientReader(reading), Titles())
    pieces = xml_stream.ElementStream(file, reading.limits)
    for element in pieces.elements(("{*}item", "{*}entry", _TOMBSTONE), _is_item, state.look_at):
        story = state.read(element)
        if story is not None:
            yield story
    if not state.count:  # no feed of any kind is an error here too
        mended(pieces.root)


def _is_item(element: "etree._Element") -> bool:
    """Whether an element is an item, not an element of another vocabulary in one."""
    parent = element.getparent()
    return parent is None or _local(parent).lower() in ("channel", "rss", "rdf", "feed", "items")


class _Stream:
    """What must be known between the items of a stream."""

    def __init__(self, lenient: LenientReader, titles: Titles) -> None:
        self.in_ = Surroundings(lenient, titles)
        self.count = 0

    def look_at(self, source: bytes) -> None:
        self.in_.titles.look_at(source)
        if not self.in_.based and b"xml:base" in source:
            self.in_ = Surroundings(self.in_.lenient, self.in_.titles, True, self.in_.site)

    def read(self, element: "etree._Element") -> Story | None:
        if self.count == 0:
            self._begin(element)
        self.count += 1
        if not key(str(element.tag)):
            rename(element, str(element.tag).rpartition("}")[0][1:], namespaces.ATOM)
        elif key(str(element.tag)) == "entry":
            rename(element, "", namespaces.ATOM)
        path = f"/{_local(element.getroottree().getroot())}"
        if element.tag == _TOMBSTONE:
            return _deleted(element, self.in_.lenient, path)
        return items.read(element, self.in_, Location(f"{path}/{_local(element)}[{self.count}]", element.sourceline))

    def _begin(self, element: "etree._Element") -> None:
        """Find the address of the site in what stands before the first item."""
        parent = element.getparent()
        if parent is None:
            return
        quiet = Surroundings(
            LenientReader(ReadContext(limits=self.in_.lenient.reading.limits)), self.in_.titles, self.in_.based
        )
        channel = Channel(quiet, Location("/"))
        for child in parent:
            if isinstance(child.tag, str) and key(child.tag) not in ITEMS:
                channel.take(child)
        if channel.site is not None:
            self.in_ = Surroundings(self.in_.lenient, self.in_.titles, self.in_.based, channel.site)
