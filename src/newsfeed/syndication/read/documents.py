"""Documents: from bytes to a feed, or from a stream to its stories."""

from collections.abc import Iterator
from typing import IO, Final

import attrs
from lxml import etree

from newsfeed.errors import ReadError
from newsfeed.findings import Severity
from newsfeed.io import xml, xml_repair, xml_stream
from newsfeed.model import Feed, Story
from newsfeed.plugins import ReadContext
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.read.channels import Channel
from newsfeed.syndication.read.context import DocumentContext
from newsfeed.syndication.read.element_readers import account_for_attributes
from newsfeed.syndication.read.items import read_item
from newsfeed.syndication.read.names import element_key
from newsfeed.syndication.read.titles import TitleDecoder
from newsfeed.values import namespaces
from newsfeed.values.urns import iri_to_id
from newsfeed.values.xml_chars import fold

_ITEMS: Final = frozenset(("item", "entry", "atom:entry", "atom:item"))
_ROOTS: Final = frozenset(("rss", "rdf:rdf", "channel", "atom:feed", "atom:entry", "item"))
_ROOT_LOCAL_NAMES: Final = frozenset(("feed", "entry", "rss", "rdf", "channel"))
_ITEM_PARENTS: Final = frozenset(("channel", "rss", "rdf", "feed", "items"))
_XML_BASE: Final = b"xml:base"
_TOMBSTONE: Final = f"{{{namespaces.TOMBSTONES}}}deleted-entry"
_LANG: Final = f"{{{namespaces.XML}}}lang"
_ROOT_ATTRIBUTES: Final = frozenset(("version", _LANG, f"{{{namespaces.RDF}}}about"))


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a feed of any version of RSS or Atom.

    Args:
        data: the document.
        reading: the options of the caller.

    Raises:
        ReadError: the document is not well-formed (and `reading.recover` is not set), or is not a feed.
        LimitError: it exceeds a limit.
    """
    lenient = LenientReader(reading)
    document, faults = xml_repair.parse(data, limits=reading.limits, recover=reading.recover)
    for fault in faults:
        lenient.note("document.mended", fault.reason, Location("/", fault.line, fault.column), Severity.ERROR)
    root = normalize_root(document.root)
    titles = TitleDecoder()
    titles.scan(document.source)
    return _FeedReader(root, DocumentContext(lenient, titles, _XML_BASE in document.source)).read()


# --- namespaces ------------------------------------------------------------------------------------------------------------


def normalize_root(root: "etree._Element") -> "etree._Element":
    """Return the root of a feed, after moving a feed in an unknown namespace to the one that its local name implies.

    Raises:
        ReadError: the document is not a feed.
    """
    if element_key(str(root.tag)) not in _ROOTS:
        local_name = xml.local_name(root).lower()
        if local_name not in _ROOT_LOCAL_NAMES:
            reason = f"is not a feed: its root element is <{xml.local_name(root):.64}>, not <rss>, <rdf:RDF> or <feed>"
            raise ReadError(reason, line=root.sourceline or 1)
        namespace = namespaces.ATOM if local_name in ("feed", "entry") else ""
        _change_namespace(root, xml.namespace_name(root), namespace)
    return root


def _change_namespace(root: "etree._Element", current: str, target: str) -> None:
    """Move all elements of one namespace to another; "" is no namespace.

    Elements with an undeclared prefix, which a recovering parser puts into no namespace, are left alone: lxml accepts no new
    name with a colon.
    """
    for element in root.iter("{*}*"):
        local_name = xml.local_name(element)
        if xml.namespace_name(element) == current and ":" not in local_name:
            element.tag = f"{{{target}}}{local_name}" if target else local_name


# --- whole documents -------------------------------------------------------------------------------------------------------


class _FeedReader:
    """Reader of the tree of one document."""

    def __init__(self, root: "etree._Element", context: DocumentContext) -> None:
        self._root = root
        self._context = context
        self._stories: list[Story] = []
        self._item_count = 0
        self._ids = _Ids()

    def read(self) -> Feed:
        """Return the feed; a document of one entry (RFC 4287, 2) is a feed without any values but that story."""
        root, key = self._root, element_key(str(self._root.tag))
        path = f"/{xml.local_name(root)}"
        location = Location(path, root.sourceline)
        if key in _ITEMS:
            story = read_item(root, self._context, "", 1)
            return Feed(stories=() if story is None else (story,))
        channel = Channel(root, self._context, location, is_atom=key == "atom:feed")
        account_for_attributes(channel, root, _ROOT_ATTRIBUTES)
        self._read_children(root, channel, path, has_channel=key in ("rss", "rdf:rdf"))
        fields = channel.fields()
        fields["stories"] = tuple(self._stories)
        return self._context.lenient.build(Feed, fields, location) or Feed(stories=fields["stories"])

    def _read_children(self, parent: "etree._Element", channel: Channel, path: str, *, has_channel: bool) -> None:
        for child in parent:
            if not isinstance(child.tag, str):
                continue
            key = element_key(child.tag)
            if key in _ITEMS:
                self._read_item(child, channel, path)
            elif has_channel and key == "channel":
                channel.offer("xml_language", child.get(_LANG), child)
                account_for_attributes(channel, child, _ROOT_ATTRIBUTES)
                self._read_children(child, channel, f"{path}/channel", has_channel=False)
            elif key == "items":
                self._read_children(child, channel, f"{path}/items", has_channel=False)
            elif key == "at:deleted-entry":
                self._stories += filter(None, [_read_tombstone(child, self._context.lenient, path)])
            else:
                channel.read(child)

    def _read_item(self, element: "etree._Element", channel: Channel, path: str) -> None:
        self._item_count += 1
        if self._context.site is None and channel.site is not None:
            self._context = attrs.evolve(self._context, site=channel.site)
        story = read_item(element, self._context, path, self._item_count)
        if story is not None:
            self._ids.note_repeated(story.id, self._context.lenient, path, element)
            self._stories.append(story)


class _Ids:
    """The ids of the items of a document so far."""

    def __init__(self) -> None:
        self._ids: set[str] = set()

    def note_repeated(self, identifier: str, lenient: LenientReader, path: str, element: "etree._Element") -> None:
        """Report an id that an earlier item has, too: the stories are kept, but readers take them for one."""
        if identifier in self._ids:
            location = Location(f"{path}/{xml.local_name(element)}", element.sourceline)
            lenient.note("id.repeated", f"an earlier item has the id {identifier:.200} too", location)
        self._ids.add(identifier)


def _read_tombstone(element: "etree._Element", lenient: LenientReader, path: str) -> Story | None:
    """Read a deleted entry (RFC 6721, 3) as a canceled story."""
    location = Location(f"{path}/at:deleted-entry", element.sourceline)
    deleted = lenient.date(element.get("when"), location)
    identifier = iri_to_id(fold(element.get("ref", "")))
    return lenient.story({"id": identifier, "status": "canceled", "updated": deleted}, location)


# --- streams ---------------------------------------------------------------------------------------------------------------


def iter_stories(file: IO[bytes], reading: ReadContext) -> Iterator[Story]:
    """Yield the stories of a feed one by one, each freed before the next, so that memory does not grow with the feed.

    If `reading.recover` is set, the whole document is read first, since a repair can move text to either side of the fault.

    Args:
        file: the document, opened in binary mode.
        reading: the options of the caller; its limits apply to each item.

    Raises:
        ReadError, LimitError: as for `read`, after the stories before the fault.
    """
    if reading.recover:
        yield from read(file.read(reading.limits.bytes + 1), reading).stories
        return
    state = _StreamReader(DocumentContext(LenientReader(reading), TitleDecoder()))
    stream = xml_stream.ElementStream(file, reading.limits)
    for element in stream.elements(("{*}item", "{*}entry", _TOMBSTONE), _is_item, state.scan):
        story = state.read(element)
        if story is not None:
            yield story
    if not state.item_count:
        # Without items, only the root tells an empty feed from a document that is no feed.
        normalize_root(stream.root)


def _is_item(element: "etree._Element") -> bool:
    """Return whether an element named `item` or `entry` is one, not an element of another vocabulary within an item."""
    parent = element.getparent()
    return parent is None or xml.local_name(parent).lower() in _ITEM_PARENTS


class _StreamReader:
    """Reader of the items of a stream, with the state that they share."""

    def __init__(self, context: DocumentContext) -> None:
        self._context = context
        self.item_count = 0
        self._ids = _Ids()

    def scan(self, source: bytes) -> None:
        """Look for plain titles and `xml:base` in the next part of the document."""
        self._context.titles.scan(source)
        if not self._context.has_xml_base and _XML_BASE in source:
            self._context = attrs.evolve(self._context, has_xml_base=True)

    def read(self, element: "etree._Element") -> Story | None:
        """Read an item, entry or tombstone."""
        if self.item_count == 0:
            self._read_site(element)
        self.item_count += 1
        key = element_key(str(element.tag))
        if not key or key == "entry":
            # An unknown namespace is taken for a misspelled one of Atom, and so is no namespace for an entry.
            _change_namespace(element, "" if key else xml.namespace_name(element), namespaces.ATOM)
        path = f"/{xml.local_name(element.getroottree().getroot())}"
        if element.tag == _TOMBSTONE:
            return _read_tombstone(element, self._context.lenient, path)
        story = read_item(element, self._context, path, self.item_count)
        if story is not None:
            self._ids.note_repeated(story.id, self._context.lenient, path, element)
        return story

    def _read_site(self, first_item: "etree._Element") -> None:
        """Look for the address of the site in the elements before the first item; findings about them are dropped."""
        parent = first_item.getparent()
        if parent is None:
            return
        silent = LenientReader(ReadContext(limits=self._context.lenient.reading.limits))
        channel = Channel(parent, attrs.evolve(self._context, lenient=silent), Location("/"))
        for child in parent:
            if isinstance(child.tag, str) and element_key(child.tag) not in _ITEMS:
                channel.read(child)
        if channel.site is not None:
            self._context = attrs.evolve(self._context, site=channel.site)
