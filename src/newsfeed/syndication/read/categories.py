"""Categories of feeds and items: those of RSS and those of Atom (RFC 4287, 4.2.2)."""

from lxml import etree

from newsfeed.model import Category
from newsfeed.syndication.read import texts
from newsfeed.syndication.read.draft import Draft
from newsfeed.values import iris
from newsfeed.values.xml_chars import fold


def rss_category(draft: Draft, text: str, element: "etree._Element") -> Category | str | None:
    """Read an RSS category.

    Returns:
        a `Category` if its domain is an IRI, else a keyword, which may be ""; None if the model refuses it.
    """
    text, domain = fold(text), (element.get("domain") or "").strip()
    if text and domain and iris.is_iri(domain):
        return draft.lenient.build(Category, {"term": text, "scheme": domain}, draft.location)
    if domain:
        draft.note_attribute(element, "domain", domain)
    return text


def atom_category(draft: Draft, element: "etree._Element") -> Category | str | None:
    """Read an Atom category.

    Returns:
        a `Category` if it has a term and a scheme or label, else a keyword, which may be ""; None if the model refuses it.
    """
    term, scheme, label = _attribute(element, "term"), _attribute(element, "scheme"), _attribute(element, "label")
    text = fold(texts.character_data(element))
    if scheme and not (term and iris.is_iri(scheme)):
        draft.note_attribute(element, "scheme", scheme)
        scheme = ""
    draft.note_content(element)
    is_keyword = not term or not (scheme or label)
    keyword = term or label or text
    if text and text not in (term, label, keyword):
        draft.note_value(element, text)
    if is_keyword:
        return keyword
    arguments = {"term": term, "scheme": scheme or None, "label": label}
    return draft.lenient.build(Category, arguments, draft.location)


def _attribute(element: "etree._Element", name: str) -> str:
    value = element.get(name)
    return fold(value) if value else ""


def add(category: Category | str | None, draft: Draft) -> None:
    """Add the result of `rss_category` or `atom_category` to the categories or the keywords."""
    draft.add("categories" if isinstance(category, Category) else "keywords", category)
