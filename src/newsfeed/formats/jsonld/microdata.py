"""Microdata and RDFa Lite of schema.org in HTML pages, as JSON-LD.

RDFa Lite says the same as microdata by attributes of other names, so it is read as microdata. The items are found by extruct,
which is the extra `microdata`.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Any, Final

from newsfeed.errors import ReadError
from newsfeed.formats.jsonld.json_values import JsonObject, JsonValue
from newsfeed.formats.jsonld.script_elements import Script
from newsfeed.io import html_page, json
from newsfeed.plugins import ReadContext
from newsfeed.values import iris, references

if TYPE_CHECKING:
    from lxml import etree

INSTALL: Final = "pip install 'newsfeed-kit[microdata]'"
ARTICLE_TYPE: Final = re.compile(rb"\"[\w:/.]*(?:Article|Posting|Report|ClaimReview|articleBody)\"")
"""The type of an article in JSON-LD."""

_ARTICLE: Final = re.compile(
    rb"(?:itemtype|typeof)\s*=\s*[\"']?[^\"'<>=]*?(?:schema\.org/|schema:|\b)"
    rb"(?:\w*(?:Article|BlogPosting)|LiveBlogPosting|Report|ClaimReview)\b",
    re.IGNORECASE,
)
_SCHEMA_ORG: Final = re.compile(r"https?://(?:www\.)?schema\.org/?", re.IGNORECASE)
_HTML_PROPERTIES: Final = frozenset(("articleBody", "reviewBody", "text"))
_MAX_REFERENCES: Final = 200


def has_articles(data: bytes) -> bool:
    """Return whether a page marks an article as one of schema.org's by attributes."""
    return (b"itemtype" in data or b"typeof" in data or b"ITEMTYPE" in data) and bool(_ARTICLE.search(data))


def find_items(data: bytes, reading: ReadContext) -> list[Script]:
    """Return the outermost items of a page as JSON-LD.

    Args:
        data: the page.
        reading: the options of the reader.

    Raises:
        ReadError: the library that finds the items is not installed; the reason says how to install it.
        LimitError: the page is over a limit.
    """
    try:
        from extruct.w3cmicrodata import LxmlMicrodataExtractor
    except ImportError:
        reason = f"has its article as microdata or RDFa, which needs another library: {INSTALL}"
        raise ReadError(reason, line=1, column=1) from None
    page = html_page.replace_illegal(html_page.decode(data, reading.encoding))
    root = html_page.parse(page, reading.limits).root
    _prepare(root)
    context = _context(root, reading.base)
    # Without a base, extruct leaves links as they are; the reader resolves them, and notes those that it cannot use.
    items: list[dict[str, Any]] = LxmlMicrodataExtractor(add_html_node=True).extract_items(root, "")
    return [
        Script(json.encode({"@context": context, **node}), item["htmlNode"].sourceline or 1, 1, generated=True)
        for item in items
        if (node := _node(item)) and "@type" in node
    ]


def _context(root: "etree._Element", base: str | None) -> JsonValue:
    """Return the context of the items, with the base of the links if the page names one."""
    hrefs = (element.get("href") for element in root.iter("base"))
    href = references.resolve(base, next(filter(None, hrefs), ""))
    return ["https://schema.org", {"@base": href}] if iris.is_iri(href) else "https://schema.org"


def _node(item: Mapping[str, Any]) -> JsonObject:
    """Return an item as a node; its other types than those of schema.org are left out."""
    kinds = item.get("type", [])
    names = [
        _SCHEMA_ORG.sub("", kind) for kind in ([kinds] if isinstance(kinds, str) else kinds) if _SCHEMA_ORG.match(kind)
    ]
    node: JsonObject = {}
    if names:
        node["@type"] = names[0] if len(names) == 1 else [*names]
    if item.get("id"):
        node["@id"] = str(item["id"])
    if item.get("value") and not item.get("properties"):
        node["name"] = str(item["value"])
    for name, value in item.get("properties", {}).items():
        node[_SCHEMA_ORG.sub("", name)] = _value(value)
    return node


def _value(value: Any) -> JsonValue:
    if isinstance(value, list):
        return [_value(item) for item in value]
    if isinstance(value, dict):
        return _node(value) if value.keys() & {"type", "properties", "value"} else dict(value)
    return str(value)


# --- preparation of the page -----------------------------------------------------------------------------------------------


def _prepare(root: "etree._Element") -> None:
    """Write RDFa as microdata, and the values that extruct takes from elsewhere into the attributes that it reads."""
    for number, element in enumerate(root.iter("{*}*")):
        if number == 0:
            _translate(element, "", {})
        if element.get("itemref") and number > _MAX_REFERENCES:
            del element.attrib["itemref"]
        names = frozenset((element.get("itemprop") or "").split())
        if names and element.tag == "time" and not element.get("datetime"):
            element.set("datetime", element.get("content") or "".join(map(str, element.itertext())))
        elif (
            names & _HTML_PROPERTIES
            and element.get("itemscope") is None
            and len(element)
            and not element.get("content")
        ):
            element.set("content", _inner_html(element))


def _inner_html(element: "etree._Element") -> str:
    from lxml import etree

    children = (etree.tostring(child, method="html", encoding="unicode") for child in element)
    return escape(element.text or "", quote=False) + "".join(children)


def _translate(root: "etree._Element", vocabulary: str, prefixes: dict[str, str]) -> None:
    """Add the attributes of microdata to the elements that have those of RDFa Lite."""
    pending = [(root, vocabulary, prefixes)]
    while pending:
        element, vocabulary, prefixes = pending.pop()
        vocabulary = element.get("vocab", vocabulary)
        prefixes = {**prefixes, **_declared_prefixes(element)} if element.get("prefix") else prefixes
        types = list(_names(element.get("typeof"), vocabulary, prefixes))
        properties = list(_names(element.get("property"), vocabulary, prefixes))
        if types and element.get("itemscope") is None:
            element.set("itemscope", "")
            element.set("itemtype", " ".join(f"https://schema.org/{name}" for name in types))
            if identifier := element.get("resource") or element.get("about"):
                element.set("itemid", identifier)
        if properties and element.get("itemprop") is None:
            element.set("itemprop", " ".join(properties))
            if not types and element.get("resource") and not element.get("content"):
                element.set("content", element.get("resource", ""))
        pending += [(child, vocabulary, prefixes) for child in element if isinstance(child.tag, str)]


def _declared_prefixes(element: "etree._Element") -> dict[str, str]:
    words = (element.get("prefix") or "").split()
    return {name.rstrip(":"): iri for name, iri in zip(words[::2], words[1::2], strict=False)}


def _names(terms: str | None, vocabulary: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield the names of schema.org among the terms of an attribute."""
    for term in (terms or "").split():
        prefix, colon, name = term.rpartition(":")
        default = "https://schema.org/" if prefix == "schema" else ""
        if _SCHEMA_ORG.match(term):
            yield _SCHEMA_ORG.sub("", term)
        elif _SCHEMA_ORG.fullmatch(prefixes.get(prefix, default) if colon else vocabulary):
            yield name
