"""Reader of sitemaps and sitemap indexes, and of lists of addresses in plain text."""

from collections.abc import Iterator
from typing import IO, Final

from lxml import etree

from newsfeed.errors import ReadError
from newsfeed.findings import Severity
from newsfeed.formats.sitemap.page import PageReader
from newsfeed.formats.sitemap.vocabulary import SITEMAP, vocabulary_of
from newsfeed.io import encodings, xml, xml_repair
from newsfeed.io.floods import check_urls
from newsfeed.io.xml_stream import ElementStream
from newsfeed.model import Extension, Feed, Link, Story
from newsfeed.plugins import ReadContext
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.extensions import safe_extension
from newsfeed.syndication.read.extensions import read_extension
from newsfeed.values.namespaces import XML, XSI, split_name

_ROOTS: Final = {"urlset": "url", "sitemapindex": "sitemap"}
"""The child that each root element is a list of."""


def read(data: bytes, context: ReadContext) -> Feed:
    """Read a sitemap as a feed of the stories at its addresses, or an index as a feed with links to its parts.

    Args:
        data: the document.
        context: the options of the caller.

    Raises:
        ReadError: the document is not well-formed (and `context.recover` is not set), or is not a sitemap.
        LimitError: it exceeds a limit.
    """
    lenient = LenientReader(context)
    if is_text(data):
        return _read_lines(data, lenient)
    document, faults = xml_repair.parse(
        data, limits=context.limits, recover=context.recover, transport=context.encoding
    )
    reader = _SitemapReader(lenient, document.root)
    for fault in faults:
        lenient.note("document.mended", fault.reason, Location("/", fault.line, fault.column), Severity.ERROR)
    reader.begin()
    stories = [story for child in document.root.iterchildren("{*}*") if (story := reader.read_child(child))]
    return Feed(stories=tuple(stories), links=tuple(reader.links), extensions=tuple(reader.extensions))


def iter_stories(file: IO[bytes], context: ReadContext) -> Iterator[Story]:
    """Yield the stories of a sitemap one by one.

    Args:
        file: the document, opened in binary mode.
        context: the options of the caller.

    Raises:
        ReadError: the document is not well-formed, or is not a sitemap; the stories before the fault have been yielded.
        LimitError: it exceeds a limit.
    """
    stream = ElementStream(file, context.limits, context.encoding)
    lenient = LenientReader(context)
    reader = None
    for element in stream.elements(("{*}*",), _is_child_of_root, _ignore):
        if reader is None:
            reader = _begun(lenient, element)
        _refuse_undeclared(element)
        if story := reader.read_child(element):
            yield story
    if reader is None:
        _SitemapReader(lenient, stream.root).begin()


def _begun(lenient: LenientReader, child: "etree._Element") -> "_SitemapReader":
    root = child.getparent()
    reader = _SitemapReader(lenient, child if root is None else root)
    if root is not None and any(len(namespace.split()) > 1 for namespace in root.nsmap.values()):
        raise ReadError("has white space in the name of a namespace")
    reader.begin()
    return reader


def _refuse_undeclared(element: "etree._Element") -> None:
    """Refuse a prefix that is not declared; only a reader of the whole document can repair it."""
    if any(":" in xml.local_name(descendant) for descendant in element.iter("{*}*")):
        raise ReadError("uses a prefix that it does not declare", line=element.sourceline)


def _is_child_of_root(element: "etree._Element") -> bool:
    parent = element.getparent()
    return parent is not None and parent.getparent() is None


def _ignore(_chunk: bytes) -> None:
    """Ignore a part of a document: a sitemap has nothing that affects more than its own entry."""


# --- elements --------------------------------------------------------------------------------------------------------------


class _SitemapReader:
    """Reader of the children of one root element.

    Args:
        lenient: the converter of values.
        root: the root element.

    Attributes:
        links: the parts of an index.
        extensions: children of other vocabularies.

    Raises:
        ReadError: the root element is none of a sitemap.
    """

    def __init__(self, lenient: LenientReader, root: "etree._Element") -> None:
        self._lenient = lenient
        self._root = root
        self._name = xml.local_name(root).lower()
        if self._name not in _ROOTS:
            reason = (
                f"is not a sitemap: its root element is <{xml.local_name(root):.64}>, not <urlset> or <sitemapindex>"
            )
            raise ReadError(reason, line=root.sourceline or 1)
        self._namespace = xml.namespace_name(root)
        self._count = 0
        self._pages = PageReader(lenient, self._namespace)
        self.links: list[Link] = []
        self.extensions: list[Extension] = []

    def begin(self) -> None:
        """Report the attributes of the root, except those about schemas."""
        for name, value in self._root.items():
            if split_name(str(name))[0] not in (XSI, XML):
                self._pages.note_attribute(str(name), str(value), Location(f"/{self._name}", self._root.sourceline))

    def read_child(self, child: "etree._Element") -> Story | None:
        """Read a child of the root; only a page is a story."""
        local = xml.local_name(child).lower()
        namespace = xml.namespace_name(child)
        is_core = namespace in ("", self._namespace) or vocabulary_of(namespace) == "sitemap"
        if is_core and local == _ROOTS[self._name]:
            self._count += 1
            location = Location(f"/{self._name}/{local}[{self._count}]", child.sourceline)
            if local == "url":
                return self._pages.read(child, location)
            self._read_part(child, location)
            return None
        location = Location(f"/{self._name}/{local}", child.sourceline)
        if is_core:
            self._pages.note_dropped(child, location)
        elif extension := read_extension(child, self._lenient, location):
            self.extensions.append(extension)
        return None

    def _read_part(self, part: "etree._Element", location: Location) -> None:
        """Read a part of an index: its address, and its last change as an extension of the link."""
        values: dict[str, str] = {}
        for child in part.iterchildren("{*}*"):
            name, text = xml.local_name(child).lower(), (child.text or "").strip()
            if name in ("loc", "lastmod") and name not in values and not len(child):
                values[name] = text
                self._pages.note_attributes(child, location.child(name))
            else:
                self._pages.note_dropped(child, location.child(name))
        self._pages.note_attributes(part, location)
        url = self._lenient.iri(values.get("loc"), None, location, "loc")
        if url is None:
            self._lenient.note("item.broken", "the sitemap has no address and is left out", location, Severity.ERROR)
            return
        changed = values.get("lastmod") and safe_extension(
            f"{{{SITEMAP}}}lastmod", values["lastmod"], lambda code, text: self._lenient.note(code, text, location)
        )
        extensions = (changed,) if changed else ()
        if link := self._lenient.build(Link, {"url": url, "rel": "sitemap", "extensions": extensions}, location):
            self.links.append(link)


# --- plain text ------------------------------------------------------------------------------------------------------------


def is_text(data: bytes) -> bool:
    """Return whether a document is a list of addresses and not XML."""
    return data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:4].lower() == b"http"


def _read_lines(data: bytes, lenient: LenientReader) -> Feed:
    """Read a list of addresses, one a line."""
    xml.check_size(data, lenient.reading.limits)
    check_urls(data, lenient.reading.limits)
    stories = []
    for number, line in enumerate(text_lines(data), 1):
        location = Location(f"/{number}", number)
        url = lenient.iri(line.strip(), None, location)
        if url and (story := lenient.story({"id": url, "url": url}, location)):
            stories.append(story)
    return Feed(stories=tuple(stories))


def text_lines(data: bytes) -> list[str]:
    """Return the lines of a list of addresses; sitemaps are in UTF-8."""
    text = encodings.decode(data, "utf-8").source.decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
