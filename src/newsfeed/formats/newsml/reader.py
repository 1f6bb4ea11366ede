"""What the reader of NewsML-G2 is at: the document, the element, and how values are taken out of it."""

from collections import Counter
from datetime import datetime

from lxml import etree

from newsfeed.findings import Severity
from newsfeed.formats.newsml.elements import child, elements, local, raw
from newsfeed.io.xml import Document
from newsfeed.plugins import ReadContext
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import UNKNOWN, Location
from newsfeed.values.ids import id_of
from newsfeed.values.xml_chars import fold


class Reader(LenientReader):
    """Takes values out of a document; a finding about one stands at the element that it was taken from.

    Args:
        reading: what the reader is asked for.
        document: what is read.
    """

    def __init__(self, reading: ReadContext, document: Document) -> None:
        super().__init__(reading)
        self.document = document
        self._here: etree._Element | None = None
        self._numbers: dict[etree._Element, dict[etree._Element, str]] = {}

    def within(self, element: "etree._Element | None") -> "Reader":
        """Say which element is being read; its place is only looked for when there is a finding."""
        self._here = element
        return self

    def note(
        self, code: str, message: str, location: Location = UNKNOWN, severity: Severity = Severity.WARNING
    ) -> None:
        """Note a finding, at the element that is being read; a place that is given is one in it."""
        if self._here is not None:
            line, column = self.document.position(self._here)
            location = Location(self._path(self._here) + location.path, line, column)
        super().note(code, message, location, severity)

    def _path(self, element: "etree._Element") -> str:
        """Give the path of an element, a step numbered where it has siblings of its name; they are counted once."""
        steps = ""
        parent = element.getparent()
        while parent is not None:
            if parent not in self._numbers:
                self._numbers[parent] = _numbered(parent)
            steps = f"/{local(element)}{self._numbers[parent][element]}{steps}"
            element, parent = parent, parent.getparent()
        return f"/{local(element)}{steps}"

    def date_of(self, parent: "etree._Element | None", name: str) -> datetime | None:
        """Read the date in a child; None where there is no such child, or no date in it."""
        element = child(parent, name)
        return None if element is None else self.within(element).date(raw(element))

    def link_of(self, element: "etree._Element", attribute: str = "href") -> str | None:
        """Read the link in an attribute."""
        text = element.get(attribute)
        return self.within(element).iri(text) if text else None

    def language_of(self, element: "etree._Element | None", attribute: str = "tag") -> str | None:
        """Read the language in an attribute."""
        text = None if element is None else element.get(attribute)
        return self.within(element).language(text) if text else None

    def id_of(self, text: str | None) -> str:
        """Read an id as our writer, or anybody, writes it."""
        return fold(id_of(fold(text or "")))


def _numbered(parent: "etree._Element") -> "dict[etree._Element, str]":
    names = [str(each.tag) for each in elements(parent)]
    total, seen, found = Counter(names), Counter[str](), {}
    for name, each in zip(names, elements(parent), strict=True):
        seen[name] += 1
        found[each] = f"[{seen[name]}]" if total[name] > 1 else ""
    return found
