"""Element schemas of Atom (RFC 4287) that its own documents and the feeds of other formats share."""

import re
from collections.abc import Iterable, Mapping
from typing import Final, TypedDict, Unpack

from newsfeed.syndication.rules.atom_links import check_link, check_relation
from newsfeed.syndication.rules.atom_texts import (
    check_content,
    check_content_type,
    check_text_construct,
    check_text_type,
)
from newsfeed.syndication.rules.schemas import check_undefined_content, is_encoded, resource_element
from newsfeed.validation import html, links, values
from newsfeed.validation.element_schemas import ELEMENTS, UNCHECKED, AttributeSchema, Content, ElementSchema, Rule
from newsfeed.validation.faults import Fault, ValueCheck, all_checks, quote
from newsfeed.validation.nodes import Node
from newsfeed.values.namespaces import ATOM, FOAF, RDF, THR

_WHITESPACE: Final = " \t\r\n"
_EMPTY_USER: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*+://:?@")
_EMAIL: Final = re.compile(r"<[A-Za-z0-9_\-+.']{1,64}@[A-Za-z0-9.-]{1,255}>")


# --- values ---


def exact(check: ValueCheck) -> ValueCheck:
    """Extend a check of a date or IRI to report surrounding whitespace, forbidden by Atom (section 2)."""

    def check_exactly(text: str) -> Iterable[Fault]:
        stripped = text.strip(_WHITESPACE)
        if stripped != text:
            message = f"there is whitespace around {quote(stripped, 96)}: remove the whitespace"
            yield Fault("white_space", "UnexpectedWhitespace", message)
        yield from check(stripped)

    return check_exactly


def _check_id(text: str) -> Iterable[Fault]:
    """Check an id (section 4.2.6)."""
    faults = tuple(links.absolute_iri(text))
    yield from faults
    if _EMPTY_USER.match(text):
        message = f"{quote(text, 96)} has an empty user name: remove it, since ids are compared character by character"
        yield Fault("canonical", "NonCanonicalURI", message)
    elif not faults:
        yield from links.check_canonical(text)


def _check_no_html(text: str) -> Iterable[Fault]:
    if markup := html.find_end_tag(text) or html.find_reference(text):
        message = f"the HTML {quote(markup)} is not allowed in plain text: remove the markup"
        yield Fault("html", "ContainsHTML", message)


def _check_no_html_element(node: Node) -> Iterable[Fault]:
    """Check that an element has no HTML, unless its source shows that the & and < are meant, a rule of its schema."""
    return () if is_encoded(node) and not html.find_end_tag(node.text) else _check_no_html(node.text)


def _check_name(node: Node) -> Iterable[Fault]:
    """Check the name of a person (section 3.2.1), a rule of its schema."""
    yield from _check_no_html_element(node)
    if match := _EMAIL.search(node.text):
        message = f"<name> contains an e-mail address, {quote(match[0])}: move it to <email>"
        yield Fault("email", "ContainsEmail", message)


# --- attributes ---

CHECK_DATE: Final = exact(values.RFC3339)
"""Check of a date (section 3.3)."""
_CHECK_REFERENCE: Final = exact(links.iri_reference)
_PARSE_TYPE: Final = {f"{{{RDF}}}parseType": AttributeSchema()}
_THR_WHEN: Final = Fault("obsolete", "NoThrWhen", "the attribute thr:when is obsolete: write thr:updated instead")
TEXT_ATTRIBUTES: Final = {"type": AttributeSchema(check_text_type)}
"""The attributes of a text construct (section 3.1)."""
_LINK_ATTRIBUTES: Final = {
    "href": AttributeSchema(links.iri_reference, required=True, missing="MissingHref"),
    "rel": AttributeSchema(check_relation),
    "type": AttributeSchema(values.media_type("InvalidMIMEType")),
    "hreflang": AttributeSchema(values.language),
    "title": AttributeSchema(all_checks(values.attribute_not_blank, _check_no_html)),
    "length": AttributeSchema(values.integer("InvalidNonNegativeInteger", least=0, overflow=False)),
    f"{{{THR}}}count": AttributeSchema(values.NOT_NEGATIVE),
    f"{{{THR}}}updated": AttributeSchema(values.RFC3339),
    f"{{{THR}}}when": AttributeSchema(lambda _text: (_THR_WHEN,)),
    f"{{{RDF}}}type": AttributeSchema(),
    f"{{{RDF}}}resource": AttributeSchema(),
}
"""The attributes of a link, with those of the threading extension (RFC 4685, section 4)."""
_CATEGORY_ATTRIBUTES: Final = {
    "term": AttributeSchema(values.not_blank, required=True),
    "scheme": AttributeSchema(links.absolute_iri),
    "label": AttributeSchema(_check_no_html),
}
_GENERATOR_ATTRIBUTES: Final = {"uri": AttributeSchema(links.iri_reference), "version": AttributeSchema()}
_CONTENT_ATTRIBUTES: Final = {
    "type": AttributeSchema(check_content_type),
    "src": AttributeSchema(links.iri_reference),
}


def _check_replies(node: Node) -> Iterable[Fault]:
    """Check that only links to replies count them (RFC 4685, section 4), a rule of their schema."""
    if node.element.get("rel") != "replies":
        for name in ("count", "updated"):
            if f"{{{THR}}}{name}" in node.element.attrib:
                message = f'only a link with rel="replies" has the attribute thr:{name}: remove it'
                yield Fault("unexpected", "UnexpectedAttribute", message, attribute=f"{{{THR}}}{name}")


# --- schemas ---


class Requirement(TypedDict, total=False):
    """Requirement of an element, by arguments of `ElementSchema`."""

    required: bool
    missing: str


class Options(Requirement, total=False):
    """Optional arguments of `ElementSchema`."""

    code: str
    once: bool
    content: Content
    attributes: Mapping[str, AttributeSchema]
    rules: tuple[Rule, ...]
    blank: str
    raw: bool


def atom_element(name: str, prefix: str, check: ValueCheck | None = None, **options: Unpack[Options]) -> ElementSchema:
    """Return the schema of an element of Atom.

    Args:
        name: local name of the element.
        prefix: first parts of its finding codes, such as `atom.feed`; `code` among the options overrides the whole code.
        check: check of the element's text.
        options: other arguments of `ElementSchema`.
    """
    options.setdefault("code", f"{prefix}.{name}")
    return ElementSchema(f"{{{ATOM}}}{name}", value=check, **options)


def text_construct(name: str, prefix: str, **requirement: Unpack[Requirement]) -> ElementSchema:
    """Return the schema of a text construct (section 3.1)."""
    rules = (check_text_construct,)
    return atom_element(name, prefix, content=UNCHECKED, attributes=TEXT_ATTRIBUTES, rules=rules, **requirement)


def content(prefix: str) -> ElementSchema:
    """Return the schema of the content of an entry (section 4.1.3)."""
    return atom_element("content", prefix, content=UNCHECKED, attributes=_CONTENT_ATTRIBUTES, rules=(check_content,))


def people(prefix: str) -> list[ElementSchema]:
    """Return the schemas of author and contributor (sections 4.2.1 and 4.2.3)."""
    return [
        atom_element(name, prefix, once=False, content=ELEMENTS, attributes=_PARSE_TYPE).contain(
            *person_parts(f"{prefix}.{name}" if prefix != "atom" else "atom")
        )
        for name in ("author", "contributor")
    ]


def person_parts(prefix: str) -> list[ElementSchema]:
    """Return the schemas of the parts of a person construct (section 3.2), with those of FOAF."""
    return [
        atom_element("name", prefix, required=True, blank="NotBlank", rules=(_check_name,)),
        atom_element("uri", prefix, _CHECK_REFERENCE, raw=True, blank="NotBlank"),
        atom_element("email", prefix, exact(values.email), raw=True),
        *(resource_element(FOAF, name, once=False) for name in ("workplaceHomepage", "homepage", "weblog")),
        *(ElementSchema(f"{{{FOAF}}}{name}", code=f"foaf.{name}", once=False) for name in ("plan", "firstName")),
    ]


def link(prefix: str) -> ElementSchema:
    """Return the schema of a link (section 4.2.7)."""
    rules = (check_link, check_undefined_content, _check_replies)
    return atom_element("link", prefix, content=UNCHECKED, once=False, attributes=_LINK_ATTRIBUTES, rules=rules)


def category(prefix: str) -> ElementSchema:
    """Return the schema of a category (section 4.2.2)."""
    rules = (check_undefined_content,)
    return atom_element("category", prefix, content=UNCHECKED, once=False, attributes=_CATEGORY_ATTRIBUTES, rules=rules)


def common_metadata(
    prefix: str,
    id_rules: tuple[Rule, ...] = (),
    updated_rules: tuple[Rule, ...] = (),
    **requirement: Unpack[Requirement],
) -> list[ElementSchema]:
    """Return the schemas of the elements that feed, entry and source have in common.

    Args:
        prefix: first parts of their finding codes.
        id_rules, updated_rules: rules of these elements.
        requirement: of id, title and updated.
    """
    return [
        atom_element("id", prefix, exact(_check_id), raw=True, rules=id_rules, **requirement),
        text_construct("title", prefix, **requirement),
        atom_element("updated", prefix, CHECK_DATE, raw=True, rules=updated_rules, **requirement),
        link(prefix),
        *people(prefix),
    ]


def feed_metadata(prefix: str) -> list[ElementSchema]:
    """Return the schemas of the elements that only feed and source have."""
    generator = atom_element(
        "generator", prefix, blank="NotBlank", attributes=_GENERATOR_ATTRIBUTES, rules=(_check_no_html_element,)
    )
    return [
        text_construct("subtitle", prefix),
        text_construct("rights", prefix),
        generator,
        atom_element("icon", prefix, _CHECK_REFERENCE, raw=True, blank="NotBlank"),
        atom_element("logo", prefix, _CHECK_REFERENCE, raw=True, blank="NotBlank"),
    ]


# --- in other formats ---


def feed_schemas() -> list[ElementSchema]:
    """Return the schemas of Atom elements in a channel; each call returns new ones."""
    return [*common_metadata("atom"), category("atom"), *feed_metadata("atom")]


def entry_schemas() -> list[ElementSchema]:
    """Return the schemas of Atom elements in an item; each call returns new ones."""
    return [
        *common_metadata("atom"),
        text_construct("summary", "atom"),
        atom_element("published", "atom", CHECK_DATE, raw=True),
        content("atom"),
    ]


def questionable_schemas() -> list[ElementSchema]:
    """Return the schemas of Atom elements that may describe a part of a feed, but where nobody looks for them."""
    return [*entry_schemas(), category("atom"), *feed_metadata("atom")]
