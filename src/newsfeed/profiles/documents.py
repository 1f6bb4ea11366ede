"""Checking of a document against a profile: it is read, and findings get the position of their item in it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs
from lxml import etree

from newsfeed.classes.computed import CachedProperty
from newsfeed.errors import NewsfeedError
from newsfeed.findings import Finding, Report
from newsfeed.io import json
from newsfeed.io.xml import Document, local_name, namespace_name
from newsfeed.plugins import CheckContext, Format, ReadContext
from newsfeed.profiles.checking import check_feed, check_written
from newsfeed.profiles.profile import Profile
from newsfeed.profiles.rules.rule import Body, WrittenDocument
from newsfeed.validation import source
from newsfeed.validation.locations import Paths
from newsfeed.values.namespaces import ATOM

_ZONE_MISSING: Final = "read.date.zone_missing"
_DECLARATION: Final = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)""")
_MODEL_PATH: Final = re.compile(r"feed(?:\.stories\[(\d+)\])?(?:\.([a-z_]+)(?:\[(\d+)\])?(?:\.([a-z_]+))?)?")
"""The path of a field: the story, the field, its index, and a field of its value."""

_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ITEMS: Final = ("item", "entry")
_CHILDREN: Final = {
    "id": ("guid", "id"),
    "headline": ("title",),
    "title": ("title",),
    "url": ("link",),
    "summary": ("description", "summary"),
    "description": ("description", "subtitle"),
    "sections": ("encoded", "content", "description"),
    "published": ("pubDate", "published"),
    "updated": ("updated", "lastBuildDate"),
    "language": ("language",),
    "authors": ("creator", "author"),
    "media": ("enclosure", "content"),
}
"""The elements of RSS and Atom that have a field, by their local names."""

_PROPERTIES: Final = {
    "headline": "headline",
    "published": "datePublished",
    "updated": "dateModified",
    "authors": "author",
    "media": "image",
    "url": "url",
    "video": "video",
}
"""The properties of JSON-LD that have a field."""

_OF_VIDEOS: Final = ("title", "thumbnail", "uploaded")
"""The fields of a medium that only findings about videos name."""

_FOREIGN: Final = ("encoded", "content", "creator", "language", "updated")
"""The elements of `_CHILDREN` that belong to modules of RSS."""

_ARTICLE: Final = re.compile(r"Article$|^Report$|Posting$")


def check_document(data: bytes, target_format: Format, checking: CheckContext, profile: Profile) -> Iterator[Finding]:
    """Yield the findings of a profile about a document.

    There are none about an unreadable one, since its format reports that, nor about one that is not meant for the consumer.

    Args:
        data: the document.
        target_format: its format.
        checking: the options of the caller.
        profile: the profile.
    """
    if profile.marks.get(target_format.name, "").encode() not in data:
        return
    report = Report()
    reading = ReadContext(
        report=report,
        limits=checking.limits,
        base=checking.base,
        name=checking.name,
        encoding=checking.encoding,
        default_zone=checking.default_zone,
    )
    try:
        feed = target_format.read(data, reading)
    except NewsfeedError:
        return
    without_zone = {finding.path: finding for finding in report if finding.code == _ZONE_MISSING}
    locator = _Locator(data, target_format, checking, len(feed.stories))
    document = WrittenDocument(
        size=len(data),
        encoding=_declared_encoding(data),
        declarations=locator.declarations() if profile.namespaces else (),
        bodies=locator.bodies,
        items_without_id=locator.items_without_id,
        dates_without_zone=tuple(without_zone),
        tags=profile.tags,
        namespaces=profile.namespaces,
    )
    yield from _located(check_feed(feed, profile, checking.as_of, target_format.name), locator, without_zone)
    yield from _located(check_written(document, profile, feed), locator, without_zone)


def written_document(data: bytes, profile: Profile) -> WrittenDocument:
    """Return the facts about a document that newsfeed has written for a profile."""
    return WrittenDocument(
        size=len(data),
        encoding="",
        declarations=(),
        bodies=lambda: iter(()),
        items_without_id=lambda: iter(()),
        dates_without_zone=(),
        tags=profile.tags,
        namespaces=profile.namespaces,
    )


def _declared_encoding(data: bytes) -> str:
    match = _DECLARATION.search(data[:256])
    return match[1].decode("ascii").lower() if match else ""


def _located(findings: Iterable[Finding], locator: "_Locator", without_zone: dict[str, Finding]) -> Iterator[Finding]:
    """Yield findings with their positions; the reader has reported that of each date without a zone."""
    for finding in findings:
        if date := without_zone.get(finding.path):
            yield attrs.evolve(finding, line=date.line, column=date.column)
        else:
            yield locator.located(finding)


class _Locator:
    """Locator of the items of a document; it parses the document again only if there is a finding to locate.

    Args:
        data: the document.
        target_format: its format.
        checking: the options of the caller.
        count: the number of stories that its reader returned. If the document has another number of items, nobody knows which
            item a story is.
    """

    def __init__(self, data: bytes, target_format: Format, checking: CheckContext, count: int) -> None:
        self._data = data
        self._format = target_format
        self._checking = checking
        self._count = count

    def located(self, finding: Finding) -> Finding:
        """Return a finding with the path, line and column of its element or member, if they can be told."""
        if finding.path == "/":
            return attrs.evolve(finding, line=1, column=1)
        match = _MODEL_PATH.match(finding.path)
        if match is None:
            return finding
        if self._document is not None:
            return self._in_xml(self._document, finding, match)
        if self._value is not None:
            return self._in_json(finding, match)
        return finding

    @CachedProperty
    def _document(self) -> Document | None:
        if not self._data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or self._format.name == "html":
            return None
        return source.read(self._data, self._checking.limits, self._checking.encoding).document

    @CachedProperty
    def _value(self) -> Any:
        try:
            return json.parse(self._data, limits=self._checking.limits)
        except NewsfeedError:
            return None

    # --- XML ---

    @CachedProperty
    def _items(self) -> "list[etree._Element]":
        root = self._document.root if self._document else None
        names = ("url",) if self._format.name == "sitemap" else _ITEMS
        items = [] if root is None else [element for element in root.iter("{*}*") if local_name(element) in names]
        return items if len(items) == self._count else []

    @CachedProperty
    def _paths(self) -> Paths | None:
        if self._document is None:
            return None
        root = self._document.root
        return Paths(root, namespace_name(root) if namespace_name(root) in (ATOM, _SITEMAP) else "")

    def declarations(self) -> tuple[tuple[str, str], ...]:
        """Return the namespaces that the root element declares."""
        if self._document is None:
            return ()
        return tuple((prefix, namespace) for prefix, namespace in self._document.root.nsmap.items() if prefix)

    def bodies(self) -> Iterator[Body]:
        """Yield the bodies of the items as they are written."""
        for index, item in enumerate(self._items):
            element = _child(item, "sections")
            if element is not None:
                elements = "".join(f"<{local_name(child)}>" for child in element.iterdescendants("{*}*"))
                yield Body(index, (element.text or "") + elements)
        items = self._value.get("items") if self._document is None and isinstance(self._value, dict) else None
        for index, value in enumerate(items if isinstance(items, list) else ()):
            if isinstance(value, dict) and isinstance(html := value.get("content_html"), str):
                yield Body(index, html)

    def items_without_id(self) -> Iterator[int]:
        """Yield the positions of the items of RSS and Atom without an id, or with an empty one."""
        for index, item in enumerate(self._items):
            element = _child(item, "id")
            if element is None or not (element.text or "").strip():
                yield index

    def _in_xml(self, document: Document, finding: Finding, match: "re.Match[str]") -> Finding:
        owner = self._owner(document, match[1])
        if owner is None or self._paths is None:
            return finding
        element = _child(owner, match[2] or "") if not match[3] or match[3] == "0" else None
        element = owner if element is None else element
        line, column = document.position(element)
        return attrs.evolve(finding, path=self._paths.path(element), line=line, column=column)

    def _owner(self, document: Document, story: str | None) -> "etree._Element | None":
        """Return the element of a story, or of the feed."""
        if story is not None:
            return self._items[int(story)] if int(story) < len(self._items) else None
        channels = document.root.iter("{*}channel")
        return next(channels, document.root)

    # --- JSON ---

    def _in_json(self, finding: Finding, match: "re.Match[str]") -> Finding:
        owner = self._pointer(match[1])
        pointers = [owner]
        name = match[2] or ""
        if self._format.name == "jsonld":
            name = "video" if match[4] in _OF_VIDEOS else name
            field = _PROPERTIES.get(name, "")
        else:
            field = name
        if field:
            pointers.append(f"{owner}/{field}")
            pointers += [f"{owner}/{field}/{match[3]}"] if match[3] else []
        positions = json.positions(self._data, set(pointers))
        pointer = next((pointer for pointer in reversed(pointers) if pointer in positions), None)
        if pointer is None:
            return finding
        line, column = positions[pointer]
        return attrs.evolve(finding, path=pointer or "/", line=line, column=column)

    def _pointer(self, story: str | None) -> str:
        """Return the pointer of the object of a story, or of the feed."""
        if story is None:
            return ""
        nodes = self._story_pointers
        return nodes[int(story)] if int(story) < len(nodes) else ""

    @CachedProperty
    def _story_pointers(self) -> list[str]:
        if self._format.name == "jsonld":
            pointers = list(_articles(self._value, []))
        else:
            name = "items" if self._format.name == "jsonfeed" else "stories"
            stories = self._value.get(name) if isinstance(self._value, dict) else None
            pointers = [f"/{name}/{index}" for index in range(len(stories))] if isinstance(stories, list) else [""]
        return pointers if len(pointers) == self._count else []


def _child(owner: "etree._Element", field: str) -> "etree._Element | None":
    """Return the child of an item or feed that has a field; of several, the one of the name that comes first."""
    core = namespace_name(owner)
    for name in _CHILDREN.get(field, ()):
        for child in owner.iterchildren("{*}*"):
            if local_name(child) == name and (name in _FOREIGN or namespace_name(child) == core):
                return child
    return None


def _articles(value: Any, steps: list[object]) -> Iterator[str]:
    """Yield the pointers of the articles in JSON-LD, without those inside of other articles."""
    if isinstance(value, dict):
        types = value.get("@type")
        names = types if isinstance(types, list) else [types]
        if any(isinstance(name, str) and _ARTICLE.search(name) for name in names):
            yield json.pointer(steps)
            return
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, member in members:
        yield from _articles(member, [*steps, step])
