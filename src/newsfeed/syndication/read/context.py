"""Settings that hold for all elements of one document."""

import attrs
from lxml import etree

from newsfeed.reading.lenient import LenientReader
from newsfeed.syndication.read.titles import TitleDecoder
from newsfeed.values import references


@attrs.frozen
class DocumentContext:
    """Settings that the items and the channel of one document are read with.

    Attributes:
        lenient: converts values and reports problems.
        titles: tells titles that are plain text from titles that are HTML.
        has_xml_base: whether `xml:base` occurs in the document; if not, ancestors need not be searched for it.
        site: the address of the feed's site, the base of links that have no other.
    """

    lenient: LenientReader
    titles: TitleDecoder
    has_xml_base: bool = False
    site: str | None = None

    def base_of(self, element: "etree._Element") -> str | None:
        """Return the IRI that relative links in an element are resolved against.

        `xml:base` takes precedence over the base that the caller of the reader passed, and is resolved against it.
        """
        caller_base = self.lenient.reading.base
        if not self.has_xml_base or not element.base:
            return caller_base
        return references.resolve(caller_base, element.base)
