"""Lenient reader of values in XML elements, with findings located at the element that a value was read from."""

from datetime import datetime

from lxml import etree

from newsfeed.findings import Severity
from newsfeed.formats.newsml.navigation import ElementPaths, child, raw_text
from newsfeed.io.xml import Document
from newsfeed.plugins import ReadContext
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import UNKNOWN, Location
from newsfeed.values.urns import iri_to_id
from newsfeed.values.xml_chars import fold


class ElementReader(LenientReader):
    """Lenient reader that locates its findings at the element in focus.

    Args:
        reading: options and report of the read.
        document: the document that is read.

    Attributes:
        document: the document that is read.
        uses_qcodes: whether anything that was kept of the current item names a concept by a QCode.
    """

    def __init__(self, reading: ReadContext, document: Document) -> None:
        super().__init__(reading)
        self.document = document
        self._focus: etree._Element | None = None
        self._unread: list[etree._Element] = []
        self.uses_qcodes = False
        self._paths = ElementPaths(document.root)

    def focus(self, element: "etree._Element | None") -> "ElementReader":
        """Locate the findings that follow at an element, and return the reader itself.

        The position is only computed once there is a finding.
        """
        self._focus = element
        return self

    def note(
        self, code: str, message: str, location: Location = UNKNOWN, severity: Severity = Severity.WARNING
    ) -> None:
        """Report a finding at the element in focus; the path of `location` is relative to that element."""
        if self._focus is not None:
            line, column = self.document.position(self._focus)
            location = Location(self._paths.path(self._focus) + location.path, line, column)
        super().note(code, message, location, severity)

    def keep(self, element: "etree._Element") -> None:
        """Remember an element that could not be read into its field, so that the account of its item keeps it whole."""
        self._unread.append(element)

    def take_unread(self) -> "list[etree._Element]":
        """Return the elements of `keep` since the last call."""
        unread, self._unread = self._unread, []
        return unread

    def child_date(self, parent: "etree._Element | None", name: str) -> datetime | None:
        """Read the date in a child element; None if the child is absent or has no readable date."""
        element = child(parent, name)
        return None if element is None else self.focus(element).date(raw_text(element))

    def link_attribute(self, element: "etree._Element", attribute: str = "href") -> str | None:
        """Read the link in an attribute; None if it is absent or unusable."""
        text = element.get(attribute)
        return self.focus(element).iri(text) if text else None

    def language_attribute(self, element: "etree._Element | None", attribute: str = "tag") -> str | None:
        """Read the language tag in an attribute; None if it is absent or unusable."""
        text = None if element is None else element.get(attribute)
        return self.focus(element).language(text) if text else None

    def story_id(self, text: str | None) -> str:
        """Return the id in a guid or residref; a URN that newsfeed's writer made of an id is turned back into it."""
        return fold(iri_to_id(fold(text or "")))
