"""Element schemas of OPML, with the rules that concern a single element."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from newsfeed.findings import Severity
from newsfeed.validation import links, values
from newsfeed.validation.element_schemas import ELEMENTS, AttributeSchema, ElementSchema
from newsfeed.validation.faults import Fault, ValueCheck, quote
from newsfeed.validation.nodes import Node

SPECIFICATION: Final = "http://opml.org/spec2.opml"

_VERSIONS: Final = ("2.0", "1.1", "1.0")
_NUMBERS: Final = re.compile(r"(?:[0-9]{1,12}\s*(?:,\s*[0-9]{1,12}\s*)*)?")
_ATOM_TYPES: Final = frozenset(("atom", "atom1", "rss1", "rdf", "feed"))


class OpmlState:
    """Values that rules of several outlines collect during the walk over a document.

    Attributes:
        feeds: the addresses of feeds so far, each with the node of the folder that has it.
    """

    __slots__ = ("feeds",)

    def __init__(self) -> None:
        self.feeds: set[tuple[str, Node | None]] = set()


# --- values ----------------------------------------------------------------------------------------------------------------


def _optional(check: ValueCheck) -> ValueCheck:
    """Return a check that accepts a blank text."""
    return lambda text: check(text) if text.strip() else ()


def _check_version(text: str) -> Iterable[Fault]:
    if text not in _VERSIONS:
        yield Fault("version", "InvalidOPMLVersion", f'{quote(text)} is not a version of OPML: write version="2.0"')


def _check_expansion(text: str) -> Iterable[Fault]:
    if not _NUMBERS.fullmatch(text):
        yield Fault(
            "invalid", "InvalidExpansionState", f"write line numbers with commas, as in 1,2,5, not {quote(text)}"
        )


def _check_categories(text: str) -> Iterable[Fault]:
    parts = text.split(",")
    if text.strip() and not all(part.strip(" /\t\r\n") for part in parts):
        message = f"write categories with commas between them, as in /Boston/Weather,news, not {quote(text)}"
        yield Fault("invalid", "", message, reference=SPECIFICATION)


_BOOLEAN: Final = values.one_of(("true", "false"), "InvalidBooleanAttribute")
_FEED_VERSION: Final = values.one_of(
    ("RSS", "RSS1", "RSS2", "scriptingNews", "ATOM", "ATOM1"), "InvalidOutlineVersion", fold=True
)

_ATTRIBUTES: Final[Mapping[str, AttributeSchema]] = {
    "text": AttributeSchema(required=True),
    "title": AttributeSchema(),
    "type": AttributeSchema(values.attribute_not_blank),
    "xmlUrl": AttributeSchema(links.absolute_iri),
    "htmlUrl": AttributeSchema(_optional(links.absolute_iri)),
    "url": AttributeSchema(links.iri_reference),
    "description": AttributeSchema(),
    "language": AttributeSchema(_optional(values.language)),
    "version": AttributeSchema(_optional(_FEED_VERSION)),
    "category": AttributeSchema(_check_categories),
    "created": AttributeSchema(_optional(values.rfc822)),
    "isComment": AttributeSchema(_BOOLEAN),
    "isBreakpoint": AttributeSchema(_BOOLEAN),
}
_SPELLINGS: Final[Mapping[str, str]] = {name.lower(): name for name in _ATTRIBUTES}


# --- outlines --------------------------------------------------------------------------------------------------------------


def _check_outline(node: Node) -> Iterator[Fault]:
    names = {str(name).lower() for name in node.element.attrib}
    kind = node.element.get("type", "").strip().lower()
    yield from _check_names(node)
    if kind == "rss" and "xmlurl" not in names:
        message = 'an outline with type="rss" has no xmlUrl: add it with the address of the feed'
        yield Fault("missing", "MissingXmlURL", message, attribute="xmlUrl", severity=Severity.ERROR)
    if kind in ("link", "include") and "url" not in names:
        message = f'an outline with type="{kind}" has no url: add it with the address'
        yield Fault("missing", "MissingUrlAttr", message, attribute="url")
    if kind in _ATOM_TYPES and "xmlurl" in names:
        message = f'readers look for type="rss" whatever the version of the feed: write it instead of {quote(kind)}'
        yield Fault("unusual", "InvalidOutlineType", message, attribute="type")
    if "xmlurl" in names:
        yield from _check_feed(node, names)


def _check_names(node: Node) -> Iterator[Fault]:
    """Report the attributes without a namespace that OPML does not have."""
    for raw_name in node.element.attrib:
        name = str(raw_name)
        if name in _ATTRIBUTES or name.startswith("{") or ":" in name:
            continue
        if correct := _SPELLINGS.get(name.lower()):
            message = f"the attribute {name:.64} is spelled in another case: write {correct}"
            yield Fault("spelling", "", message, attribute=name, severity=Severity.WARNING, reference=SPECIFICATION)
        else:
            message = f"OPML has no attribute {name:.64}: readers ignore it, and others of this name may differ"
            yield Fault("unknown", "", message, attribute=name, severity=Severity.INFO, reference=SPECIFICATION)


def _check_feed(node: Node, names: set[str]) -> Iterator[Fault]:
    if "type" not in names:
        message = 'an outline with an xmlUrl has no type: add type="rss", by which readers know feeds'
        yield Fault("missing", "MissingOutlineType", message, attribute="type")
    if "title" not in names:
        message = "an outline with an xmlUrl has no title: add it with the title of the feed"
        yield Fault("missing", "MissingTitleAttr", message, attribute="title")
    address = node.element.get("xmlUrl", "").strip()
    key = address, node.parent
    if address and key in node.walk.state.feeds:
        message = f"the feed {quote(address, 96)} is in this folder already: list it once"
        warning = Severity.WARNING
        yield Fault("repeated", "", message, attribute="xmlUrl", severity=warning, reference=SPECIFICATION)
    node.walk.state.feeds.add(key)


def _outline(*, required: bool) -> ElementSchema:
    return ElementSchema(
        "outline",
        code="opml.outline",
        once=False,
        required=required,
        content=ELEMENTS,
        attributes=_ATTRIBUTES,
        rules=(_check_outline,),
        foreign=True,
    )


_NESTED: Final = _outline(required=False)
_NESTED.contain(_NESTED)


# --- the document ----------------------------------------------------------------------------------------------------------


def _head_element(name: str, check: ValueCheck | None = None) -> ElementSchema:
    part = re.sub(r"([A-Z])", lambda letter: f"_{letter[1].lower()}", name)
    return ElementSchema(name, code=f"opml.head.{part}", value=None if check is None else _optional(check))


_HEAD: Final = ElementSchema("head", code="opml.head", required=True, content=ELEMENTS).contain(
    _head_element("title"),
    _head_element("dateCreated", values.rfc822),
    _head_element("dateModified", values.rfc822),
    _head_element("ownerName"),
    _head_element("ownerEmail", values.email),
    _head_element("ownerId", links.http_url),
    _head_element("docs", links.absolute_iri),
    _head_element("expansionState", _check_expansion),
    _head_element("vertScrollState", values.ANY_INTEGER),
    *(_head_element(f"window{side}", values.ANY_INTEGER) for side in ("Top", "Left", "Bottom", "Right")),
)

_BODY: Final = ElementSchema("body", code="opml.body", required=True, content=ELEMENTS).contain(
    _outline(required=True).contain(_NESTED)
)

OPML: Final = ElementSchema(
    "opml",
    code="opml",
    content=ELEMENTS,
    attributes={"version": AttributeSchema(_check_version, required=True)},
).contain(_HEAD, _BODY)
"""The schema of a document."""
