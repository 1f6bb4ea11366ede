"""Categories of feeds and items: those of RSS and those of Atom (RFC 4287, 4.2.2)."""

from lxml import etree

from newsfeed.model import Category
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.read import texts
from newsfeed.values import iris
from newsfeed.values.xml_chars import fold


def rss_category(element: "etree._Element", lenient: LenientReader, location: Location) -> Category | str | None:
    """Read an RSS category.

    Returns:
        a `Category` if its domain is an IRI, else a keyword, which may be ""; None if the model refuses it.
    """
    text, domain = fold(texts.character_data(element)), (element.get("domain") or "").strip()
    if text and domain and iris.is_iri(domain):
        return lenient.build(Category, {"term": text, "scheme": domain}, location)
    return text


def atom_category(element: "etree._Element", lenient: LenientReader, location: Location) -> Category | str | None:
    """Read an Atom category.

    Returns:
        a `Category` if it has a term and a scheme or label, else a keyword, which may be ""; None if the model refuses it.
    """
    term, scheme, label = _attribute(element, "term"), _attribute(element, "scheme"), _attribute(element, "label")
    if not term or not (scheme or label):
        return term or label or fold(texts.character_data(element))
    arguments = {"term": term, "scheme": scheme if iris.is_iri(scheme) else None, "label": label}
    return lenient.build(Category, arguments, location)


def _attribute(element: "etree._Element", name: str) -> str:
    value = element.get(name)
    return fold(value) if value else ""


def add_category(category: Category | str | None, categories: list[Category], keywords: list[str]) -> None:
    """Add the result of `rss_category` or `atom_category` to the categories or the keywords."""
    if isinstance(category, Category):
        categories.append(category)
    elif category:
        keywords.append(category)
