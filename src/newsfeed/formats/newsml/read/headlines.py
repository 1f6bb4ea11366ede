"""The headline of an item, and the headlines for other uses."""

from lxml import etree

from newsfeed.formats.newsml.navigation import children, one_line
from newsfeed.formats.newsml.read.element_reader import ElementReader
from newsfeed.formats.newsml.read.metadata import best_headline
from newsfeed.formats.newsml.read.qcodes import QCodeResolver
from newsfeed.formats.newsml.schema_names import XML_LANG
from newsfeed.model import AlternativeHeadline


def read_headlines(
    reader: ElementReader, content_meta: "etree._Element | None", concepts: QCodeResolver, language: str | None
) -> tuple[str, tuple[AlternativeHeadline, ...]]:
    """Read the headline and those for other uses.

    The headline is the one without a role, of the lowest rank and in the language of the item; all others are for other
    uses.
    """
    headlines = [element for element in children(content_meta, "headline") if one_line(element)]
    candidates = [element for element in headlines if not _is_alternative(element, concepts)]
    without_role = [element for element in candidates if not concepts.role(element)]
    best = best_headline(without_role or candidates, language)
    alternatives = (_read_alternative(reader, element, concepts) for element in headlines if element is not best)
    return one_line(best), tuple(filter(None, alternatives))


def _is_alternative(element: "etree._Element", concepts: QCodeResolver) -> bool:
    """Return whether newsfeed's writer marked a headline as one for another use."""
    return any(concepts.marks(element, alias) is not None for alias in ("role", "field"))


def _read_alternative(
    reader: ElementReader, element: "etree._Element", concepts: QCodeResolver
) -> AlternativeHeadline | None:
    role = "" if concepts.marks(element, "field") == "headline" else concepts.role(element)
    language = reader.focus(element).language(element.get(XML_LANG))
    fields = {"text": one_line(element), "role": role, "language": language}
    return reader.focus(element).build(AlternativeHeadline, fields)
