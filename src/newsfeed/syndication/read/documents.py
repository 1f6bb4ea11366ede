"""Documents: from bytes to a feed, or from a stream to its stories."""

from collections.abc import Iterator
from typing import IO, Final

import attrs
from lxml import etree

from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Severity
from newsfeed.io import xml, xml_repair, xml_stream
from newsfeed.io.unknown_documents import describe_kind, feed_addresses, is_page
from newsfeed.model import Feed, Story
from newsfeed.plugins import ReadContext
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.read.channels import Channel
from newsfeed.syndication.read.context import DocumentContext
from newsfeed.syndication.read.draft import Draft
from newsfeed.syndication.read.element_readers import account_for_attributes
from newsfeed.syndication.read.items import read_item
from newsfeed.syndication.read.names import element_key
from newsfeed.syndication.read.titles import TitleDecoder
from newsfeed.values import namespaces, references
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
_MAX_FEEDS: Final = 5


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a feed of any version of RSS or Atom.

    Args:
        data: the document.
        reading: the options of the caller.

    Raises:
        ReadError: the document is not well-formed (and `reading.recover` is not set), or is not a feed; the reason names
            the feeds that an HTML page links to.
        LimitError: it exceeds a limit.
    """
    lenient = LenientReader(reading)
    try:
        document, faults = xml_repair.parse(
            data, limits=reading.limits, recover=reading.recover, transport=reading.encoding
        )
        move = _move_of(document.root)
    except LimitError:
        raise
    except ReadError as error:
        raise _kind_error(data, reading) or error from None
    for fault in faults:
        lenient.note("document.mended", fault.reason, Location("/", fault.line, fault.column), Severity.ERROR)
    titles = TitleDecoder()
    titles.scan(document.source)
    context = DocumentContext(lenient, titles, _XML_BASE in document.source)
    return _FeedReader(document.root, context, move).read()


def _kind_error(data: bytes, reading: ReadContext) -> ReadError | None:
    """Return the error about another kind of document, such as an HTML page; None if a feed may be meant."""
    if not is_page(data):
        kind = "" if b"<" in data else describe_kind(data)
        return ReadError(f"is not a feed: {kind}", line=1) if kind else None
    feeds = [references.resolve(reading.base, address) for address in feed_addresses(data)]
    links = f"; read one of its feeds: {', '.join(feeds[:_MAX_FEEDS])}" if feeds else ""
    return ReadError(f"is an HTML page and is not a feed{links}", line=1)


# --- namespaces ------------------------------------------------------------------------------------------------------------


@attrs.frozen
class _Move:
    """The namespace that the elements of one namespace are moved to; "" is no namespace."""

    current: str
    target: str

    def key(self, element: "etree._Element") -> str:
        """Return the key that an element has after the move."""
        if self.current == self.target:
            return element_key(str(element.tag))
        local_name = xml.local_name(element)
        if xml.namespace_name(element) == self.current and ":" not in local_name:
            return element_key(f"{{{self.target}}}{local_name}" if self.target else local_name)
        return element_key(str(element.tag))

    def apply(self, root: "etree._Element") -> None:
        """Move an element and all elements in it.

        Elements with an undeclared prefix, which a recovering parser puts into no namespace, are left alone: lxml accepts
        no new name with a colon.
        """
        if self.current == self.target:
            return
        for element in root.iter("{*}*"):
            local_name = xml.local_name(element)
            if xml.namespace_name(element) == self.current and ":" not in local_name:
                element.tag = f"{{{self.target}}}{local_name}" if self.target else local_name


def _move_of(root: "etree._Element") -> _Move:
    """Return the move that makes a document a feed.

    Raises:
        ReadError: the document is not a feed.
    """
    if element_key(str(root.tag)) in _ROOTS:
        return _Move("", "")
    local_name = xml.local_name(root).lower()
    if local_name not in _ROOT_LOCAL_NAMES:
        raise ReadError(f"is not a feed: {_wrong_root(xml.local_name(root))}", line=root.sourceline or 1)
    return _Move(xml.namespace_name(root), namespaces.ATOM if local_name in ("feed", "entry") else "")


def _wrong_root(name: str) -> str:
    if name.lower() == "opml":
        return "it is OPML, a list of feeds; read the feeds that it names"
    return f"its root element is <{name:.64}>, not <rss>, <rdf:RDF> or <feed>"


# --- whole documents -------------------------------------------------------------------------------------------------------


class _FeedReader:
    """Reader of the tree of one document, as a whole or element by element.

    Args:
        root: the root element.
        context: the settings of the document.
        move: the namespace that its elements are moved to before each is read.
    """

    def __init__(self, root: "etree._Element", context: DocumentContext, move: _Move = _Move("", "")) -> None:
        self._root = root
        self._context = context
        self._move = move
        self._stories: list[Story] = []
        self._item_count = 0
        self._ids = _Ids()
        self.path = f"/{xml.local_name(root)}"
        self._location = Location(self.path, root.sourceline)
        key = move.key(root)
        self._has_channel = key in ("rss", "rdf:rdf")
        self._channel = Channel(root, context, self._location, is_atom=key == "atom:feed")
        self._entered: etree._Element | None = None

    def read(self) -> Feed:
        """Return the feed; a document of one entry (RFC 4287, 2) is a feed without any values but that story."""
        if self._move.key(self._root) in _ITEMS:
            self._move.apply(self._root)
            story = read_item(self._root, self._context, "", 1)
            return Feed(stories=() if story is None else (story,))
        self.begin()
        self._move.apply(self._root)
        self.read_children(self._root, self.path)
        return self.finish()

    def begin(self) -> None:
        """Read the attributes of the root."""
        account_for_attributes(self._channel, self._root, _ROOT_ATTRIBUTES)

    def finish(self) -> Feed:
        """Return the feed, with the stories that have not been taken."""
        fields = self._channel.fields()
        fields["stories"] = self.take_stories()
        return self._context.lenient.build(Feed, fields, self._location) or Feed(stories=fields["stories"])

    def take_stories(self) -> tuple[Story, ...]:
        """Return the stories read since the last call."""
        stories = tuple(self._stories)
        self._stories.clear()
        return stories

    def note_xml_base(self) -> None:
        """Take `xml:base` into account from now on."""
        self._context = attrs.evolve(self._context, has_xml_base=True)
        self._channel.context = attrs.evolve(self._channel.context, has_xml_base=True)

    def read_children(
        self, parent: "etree._Element", path: str, last_child: "etree._Element | None" = None, *, consume: bool = False
    ) -> None:
        """Read the children of an element.

        Args:
            parent: the element.
            path: its path.
            last_child: the child to stop before; None to read all.
            consume: remove each child that has been read, so that it is not read again.
        """
        for child in list(parent) if consume else parent:
            if child is last_child:
                return
            if isinstance(child.tag, str):
                self.read_child(child, path)
            if consume:
                parent.remove(child)

    def read_child(self, child: "etree._Element", path: str) -> None:
        """Read an element of the feed: an item, a container of items, or a value of the channel."""
        if step := self.step_into(child, path):
            self.enter(child, step)
            self.read_children(child, f"{path}{step}")
            return
        self._move.apply(child)
        key = element_key(str(child.tag))
        if key in _ITEMS:
            self._read_item(child, path)
        elif key == "at:deleted-entry":
            self._stories += filter(None, [_read_tombstone(child, self._context, path)])
        else:
            self._channel.read(child)

    def step_into(self, child: "etree._Element", path: str) -> str:
        """Return the step of the path into an element with items as children; "" for any other element."""
        key = self._move.key(child)
        if key == "channel" and self._has_channel and path == self.path:
            return "/channel"
        return "/items" if key == "items" else ""

    def enter(self, child: "etree._Element", step: str) -> None:
        """Read the attributes of a channel, once."""
        if step == "/channel" and child is not self._entered:
            self._entered = child
            self._channel.offer("xml_language", child.get(_LANG), child)
            account_for_attributes(self._channel, child, _ROOT_ATTRIBUTES)

    def _read_item(self, element: "etree._Element", path: str) -> None:
        self._item_count += 1
        if self._context.site is None and self._channel.site is not None:
            self._context = attrs.evolve(self._context, site=self._channel.site)
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


def _read_tombstone(element: "etree._Element", context: DocumentContext, path: str) -> Story | None:
    """Read a deleted entry (RFC 6721, 3) as a canceled story; who deleted it, and why, is reported."""
    draft = Draft(element, context)
    draft.location = Location(f"{path}/at:deleted-entry", element.sourceline)
    draft.note_content(element)
    deleted = context.lenient.date(element.get("when"), draft.location)
    identifier = iri_to_id(fold(element.get("ref", "")))
    return context.lenient.story({"id": identifier, "status": "canceled", "updated": deleted}, draft.location)


# --- streams ---------------------------------------------------------------------------------------------------------------


def iter_stories(file: IO[bytes], reading: ReadContext) -> Iterator[Story]:
    """Yield the stories of a feed one by one, each freed before the next, so that memory does not grow with the feed.

    Args:
        file: the document, opened in binary mode.
        reading: the options of the caller; its limits apply to each item.

    Raises:
        ReadError, LimitError: as for `read`, after the stories before the fault. A document that `read` would repair is
            a fault here.
    """
    reader = _StreamReader(reading)
    stream = xml_stream.ElementStream(file, reading.limits, reading.encoding)
    for element in stream.elements(("{*}item", "{*}entry", _TOMBSTONE), reader.is_item, reader.scan):
        yield from reader.read(element)
    yield from reader.finish(stream.root)


class _StreamReader:
    """Reader of the items of a stream, with the state that they share."""

    def __init__(self, reading: ReadContext) -> None:
        self._context = DocumentContext(LenientReader(reading), TitleDecoder())
        self._feed: _FeedReader | None = None
        self._is_entry: bool | None = None
        self._last_item: etree._Element | None = None
        self._parent: etree._Element | None = None
        self._path = ""

    def scan(self, source: bytes) -> None:
        """Look for plain titles and `xml:base` in the next part of the document."""
        self._context.titles.scan(source)
        if not self._context.has_xml_base and _XML_BASE in source:
            self._context = attrs.evolve(self._context, has_xml_base=True)
            if self._feed is not None:
                self._feed.note_xml_base()

    def _feed_of(self, element: "etree._Element") -> _FeedReader:
        """Return the reader of the document that an element is in."""
        if self._feed is None:
            root = element.getroottree().getroot()
            self._move = _move_of(root)
            self._feed = _FeedReader(root, self._context, self._move)
            self._feed.begin()
        return self._feed

    def is_item(self, element: "etree._Element") -> bool:
        """Return whether an element is an item of the feed, not an element of another vocabulary within an item."""
        parent = element.getparent()
        if parent is None or xml.local_name(parent).lower() not in _ITEM_PARENTS:
            return False
        if self._is_document_of_one_entry(parent):
            return False  # `finish` reads it, with everything in it.
        feed = self._feed_of(parent)
        is_item = self._move.key(element) in _ITEMS or element.tag == _TOMBSTONE
        return is_item and (parent is self._parent or self._path_to(feed, parent) is not None)

    def _is_document_of_one_entry(self, element: "etree._Element") -> bool:
        if self._is_entry is None:
            root = element.getroottree().getroot()
            self._is_entry = _move_of(root).key(root) in _ITEMS
        return self._is_entry

    def _path_to(self, feed: _FeedReader, parent: "etree._Element") -> str | None:
        """Return the path of an element with items, or None if the items in it are not read."""
        path = feed.path
        for ancestor in [*reversed(list(parent.iterancestors())), parent][1:]:
            step = feed.step_into(ancestor, path)
            if not step:
                return None
            path += step
        return path

    def read(self, element: "etree._Element") -> tuple[Story, ...]:
        """Read an item, after everything of the channel that precedes it."""
        parent = element.getparent()
        assert parent is not None  # noqa: S101  (the root is no item of a stream)
        feed = self._feed_of(parent)
        # Most items follow another one.
        if parent is not self._parent or element.getprevious() is not self._last_item:
            self._read_up_to(feed, element)
            self._parent, self._path = parent, self._path_to(feed, parent) or feed.path
        feed.read_child(element, self._path)
        self._last_item = element
        return feed.take_stories()

    def _read_up_to(self, feed: _FeedReader, element: "etree._Element") -> None:
        """Read the elements of the channel that precede an item and its ancestors, and that have not been read."""
        self._forget_last_item()
        path = feed.path
        for child in [*[*reversed(list(element.iterancestors()))][1:], element]:
            parent = child.getparent()
            assert parent is not None  # noqa: S101  (only the root has no parent)
            feed.read_children(parent, path, child, consume=True)
            if child is not element:
                step = feed.step_into(child, path)
                feed.enter(child, step)
                path += step

    def _forget_last_item(self) -> None:
        """Remove the last item, so that it is not read again; the stream has emptied it."""
        # Not earlier: libxml2 still appends to the last node of the tree while it parses.
        parent = None if self._last_item is None else self._last_item.getparent()
        if self._last_item is not None and parent is not None:
            parent.remove(self._last_item)

    def finish(self, root: "etree._Element") -> tuple[Story, ...]:
        """Read everything after the last item, or all of a document without items."""
        if self._feed is None:
            return _FeedReader(root, self._context, _move_of(root)).read().stories
        feed = self._feed_of(root)
        self._forget_last_item()
        feed.read_children(root, feed.path)
        return feed.finish().stories
