"""Elements of a document that is read: their children by name, and the text in them."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from newsfeed.formats.newsml.places import local
from newsfeed.values.namespaces import XML
from newsfeed.values.xml_chars import fold

LANG: Final = f"{{{XML}}}lang"
_STRING: Final = etree.XPath("string()")


def namespace(element: "etree._Element") -> str:
    """Give the namespace of an element in braces, or "": its children of the same vocabulary have it too."""
    tag = str(element.tag)
    return tag[: tag.rfind("}") + 1]


def child(element: "etree._Element | None", *names: str) -> "etree._Element | None":
    """Give the first child of a name, and of it the first of the next name."""
    for name in names:
        if element is None:
            return None
        element = element.find(namespace(element) + name)
    return element


def children(element: "etree._Element | None", *names: str) -> "Iterator[etree._Element]":
    """Give the children of these names, in the order of the document."""
    if element is None:
        return iter(())
    space = namespace(element)
    return element.iterchildren(*[space + name for name in names])


def elements(element: "etree._Element") -> "Iterator[etree._Element]":
    """Give the children that are elements, not comments and processing instructions."""
    return (each for each in element if isinstance(each.tag, str))


def raw(element: "etree._Element | None") -> str:
    """Give the text in an element as it is; that of comments is none of it."""
    if element is None:
        return ""
    return str(_STRING(element)) if len(element) else element.text or ""


def line(element: "etree._Element | None") -> str:
    """Give the text in an element as one line."""
    return fold(raw(element))


def language_of(element: "etree._Element") -> str:
    """Give the language that an element itself declares, in lower case, or ""."""
    return (element.get(LANG) or element.get("lang") or "").strip().lower()


def fitting(found: "list[etree._Element]", language: str | None) -> "etree._Element | None":
    """Choose among the same value in several languages: in this one, else in one that is not said, else the first."""
    if len(found) < 2:
        return found[0] if found else None
    wanted = (language or "").lower()

    def order(element: "etree._Element") -> int:
        its = language_of(element)
        if wanted and its == wanted:
            return 0
        if wanted and its and its.partition("-")[0] == wanted.partition("-")[0]:
            return 1
        return 3 if its else 2

    return min(found, key=order)


def name_of(element: "etree._Element", language: str | None) -> str:
    """Give the name of a concept, in the language of the item where there are several."""
    return line(fitting([each for each in children(element, "name") if line(each)], language))


__all__ = ["child", "children", "elements", "fitting", "language_of", "line", "local", "name_of", "namespace", "raw"]
