"""Categories of feeds and items: RSS's, and Atom's (RFC 4287, 4.2.2)."""

from lxml import etree

from newsfeed.model import Category
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.read import texts
from newsfeed.values import iris
from newsfeed.values.xml_chars import fold


def rss(element: "etree._Element", lenient: LenientReader, location: Location) -> Category | str | None:
    """Read an RSS category; one without a domain that is an IRI is a keyword, given as text."""
    text, domain = fold(texts.own(element)), (element.get("domain") or "").strip()
    if text and domain and iris.is_iri(domain):
        return lenient.build(Category, {"term": text, "scheme": domain}, location)
    return text


def atom(element: "etree._Element", lenient: LenientReader, location: Location) -> Category | str | None:
    """Read an Atom category; one that has nothing but a name is a keyword, given as text."""
    term, scheme, label = _attribute(element, "term"), _attribute(element, "scheme"), _attribute(element, "label")
    if not term or not (scheme or label):
        return term or label or fold(texts.own(element))
    arguments = {"term": term, "scheme": scheme if iris.is_iri(scheme) else None, "label": label}
    return lenient.build(Category, arguments, location)


def _attribute(element: "etree._Element", name: str) -> str:
    value = element.get(name)
    return fold(value) if value else ""


def take(found: Category | str | None, categories: list[Category | None], tags: list[str]) -> None:
    """Put what was read where it belongs."""
    if isinstance(found, str):
        if found:
            tags.append(found)
    else:
        categories.append(found)
