"""Reader of OPML 1.0, 1.1 and 2.0: attributes in any case, folders of any depth, and outlines that are no feeds."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from newsfeed.errors import ReadError
from newsfeed.findings import Severity
from newsfeed.formats.opml.outline_reader import OutlineReader
from newsfeed.formats.opml.outlines import HEAD_ELEMENTS
from newsfeed.io import xml, xml_repair
from newsfeed.model import Extension, Feed, Person
from newsfeed.plugins import ReadContext
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.extensions import safe_extension
from newsfeed.syndication.read.extensions import read_extension
from newsfeed.values.namespaces import OPML
from newsfeed.values.xml_chars import fold

if TYPE_CHECKING:
    from lxml import etree

NAMESPACES: Final = frozenset(("", OPML, "http://opml.org/spec2"))
"""The namespaces of the elements of OPML: none in a document of its own, and those of its use in other formats."""

_HEAD_ELEMENTS: Final[Mapping[str, str]] = {name.lower(): name for name in HEAD_ELEMENTS}
_FIELDS: Final = frozenset(("title", "datecreated", "datemodified", "ownername", "owneremail", "ownerid"))


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a list of feeds.

    Args:
        data: the document.
        reading: the options of the caller.

    Raises:
        ReadError: the document is not well-formed (and `reading.recover` is not set), or is not OPML.
        LimitError: it exceeds a limit.
    """
    lenient = LenientReader(reading)
    document, faults = xml_repair.parse(
        data, limits=reading.limits, recover=reading.recover, transport=reading.encoding
    )
    root = document.root
    if core_name(root) != "opml":
        reason = f"is not OPML: its root element is <{xml.local_name(root):.64}>, not <opml>"
        raise ReadError(reason, line=root.sourceline or 1)
    for fault in faults:
        lenient.note("document.mended", fault.reason, Location("/", fault.line, fault.column), Severity.ERROR)
    return _ListReader(lenient).read(root)


def core_name(element: "etree._Element") -> str:
    """Return the name of an element of OPML in lower case, or "" if it is of another vocabulary."""
    return xml.local_name(element).lower() if xml.namespace_name(element) in NAMESPACES else ""


class _ListReader:
    """Reader of one list."""

    def __init__(self, lenient: LenientReader) -> None:
        self._lenient = lenient
        self._values: dict[str, str] = {}
        self._locations: dict[str, Location] = {}
        self._extensions: list[Extension] = []
        self._others: list[Extension] = []

    def read(self, root: "etree._Element") -> Feed:
        """Return the feed of a list."""
        outlines = OutlineReader(self._lenient, core_name)
        outlines.begin(root)
        location = Location("/opml", root.sourceline)
        for name, value in root.items():
            if str(name).lower() != "version":
                self._note_attribute(str(name), str(value), location)
        for child in root.iterchildren("{*}*"):
            name = core_name(child)
            if name == "head":
                self._read_head(child, location.child("head"))
            elif name == "body":
                for outline in child.iterchildren("{*}*"):
                    self._others += outlines.read(outline, f"{location.path}/body")
            elif name == "outline":
                self._others += outlines.read(child, location.path)
            else:
                self._keep(child, location.path)
        return self._feed(outlines)

    def _note_attribute(self, name: str, value: str, location: Location) -> None:
        message = f"the attribute {name:.64}={value!r:.200} is left out: the model has no field for it"
        self._lenient.note("attribute.dropped", message, location, Severity.INFO)

    def _keep(self, element: "etree._Element", path: str) -> None:
        location = Location(f"{path}/{xml.local_name(element):.64}", element.sourceline)
        if extension := read_extension(element, self._lenient, location):
            self._extensions.append(extension)

    def _read_head(self, head: "etree._Element", location: Location) -> None:
        for child in head.iterchildren("{*}*"):
            name = core_name(child)
            child_location = Location(f"{location.path}/{xml.local_name(child):.64}", child.sourceline)
            if name not in _FIELDS and name not in _HEAD_ELEMENTS:
                self._keep(child, location.path)
                continue
            text = fold("".join(child.itertext("{*}*")))
            if name in self._values:
                message = f"another <{xml.local_name(child)}>, {text!r:.200}, is left out: only the first one counts"
                self._lenient.note("value.repeated", message, child_location)
                continue
            self._values[name], self._locations[name] = text, child_location
            if name in _HEAD_ELEMENTS and text:
                note = partial(self._note_at, child_location)
                extension = safe_extension(f"{{{OPML}}}{_HEAD_ELEMENTS[name]}", text, note)
                self._extensions += [] if extension is None else [extension]

    def _note_at(self, location: Location, code: str, message: str) -> None:
        self._lenient.note(code, message, location)

    def _feed(self, outlines: OutlineReader) -> Feed:
        dates = {
            field: self._lenient.date(self._values.get(name), self._locations.get(name, Location()))
            for field, name in (("published", "datecreated"), ("updated", "datemodified"))
        }
        arguments = {
            "title": self._values.get("title", ""),
            **dates,
            "authors": self._owner(),
            "subscriptions": tuple(outlines.subscriptions),
            "extensions": (*self._extensions, *outlines.extensions, *self._others),
        }
        return self._lenient.build(Feed, arguments, Location("/opml/head")) or Feed()

    def _owner(self) -> tuple[Person, ...]:
        """Return the owner of the list; the address stands in for a missing name."""
        location = self._locations.get("owneremail", Location())
        url = self._lenient.iri(self._values.get("ownerid"), location=self._locations.get("ownerid", Location()))
        email = self._values.get("owneremail") or None
        name = self._values.get("ownername") or email or url
        if not name:
            return ()
        person = self._lenient.build(Person, {"name": name, "email": email, "url": url}, location)
        return (person,) if person else ()
