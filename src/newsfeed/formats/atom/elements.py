"""Element schemas of Atom (RFC 4287), paged feeds (RFC 5005), tombstones (RFC 6721) and publishing (RFC 5023)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypedDict, Unpack

from newsfeed.formats.atom.link_rules import check_alternates, check_link, check_relation
from newsfeed.formats.atom.text_rules import check_content, check_content_type, check_text_construct, check_text_type
from newsfeed.syndication.rules import atom_elements, itunes, rss_extensions
from newsfeed.syndication.rules.schemas import check_undefined_content, extension_element
from newsfeed.validation import html, links, values
from newsfeed.validation.element_schemas import ELEMENTS, UNCHECKED, AttributeSchema, Content, ElementSchema, Rule
from newsfeed.validation.faults import Fault, ValueCheck, all_checks, quote
from newsfeed.validation.nodes import Node
from newsfeed.values.namespaces import APP, ATOM, THR, TOMBSTONES

_WHITESPACE: Final = " \t\r\n"
_EMPTY_USER: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*+://:?@")
_EMAIL: Final = re.compile(r"[^\s<>()@,;:\"\[\]]@[A-Za-z0-9-]{1,63}\.[A-Za-z0-9-]")


class AtomState:
    """Values and nodes of a document, collected during the walk over it for rules of several elements.

    Attributes:
        ids: the ids of all entries so far.
        updated: the texts of `<updated>` of all entries so far.
        links: the links whose parents have not been checked completely.
        entries_without_author: the entries that name no author.
        prefixed_namespaces: the namespaces whose use with a prefix has been reported.
    """

    __slots__ = ("entries_without_author", "ids", "links", "prefixed_namespaces", "updated")

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.updated: set[str] = set()
        self.links: list[Node] = []
        self.entries_without_author: list[Node] = []
        self.prefixed_namespaces: set[str] = set()

    def pop_links(self, parent: Node) -> list[Node]:
        """Remove and return the links of an element, in document order, once its children have been checked."""
        popped: list[Node] = []
        while self.links and self.links[-1].parent is parent:
            popped.append(self.links.pop())
        return popped[::-1]


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
    if not text:
        yield from values.not_blank(text)
    faults = tuple(links.absolute_iri(text))
    yield from faults
    if _EMPTY_USER.match(text):
        message = f"{quote(text, 96)} has an empty user name: remove it, since ids are compared character by character"
        yield Fault("canonical", "NonCanonicalURI", message)
    elif all(fault.event == "SchemeNotIANARegistered" for fault in faults):
        yield from links.check_canonical(text)


def _check_no_html(text: str) -> Iterable[Fault]:
    if markup := html.find_tag(text) or html.find_reference(text):
        message = f"the HTML {quote(markup)} is not allowed in plain text: remove the markup"
        yield Fault("html", "ContainsHTML", message)


def _check_name(text: str) -> Iterable[Fault]:
    """Check the name of a person (section 3.2.1)."""
    yield from _check_no_html(text)
    if match := _EMAIL.search(text):
        message = f"<name> contains an e-mail address, around {quote(match[0])}: move it to <email>"
        yield Fault("email", "ContainsEmail", message)


# --- rules of single elements ---


def _check_entry_id(node: Node) -> Iterable[Fault]:
    if node.text and node.text in node.walk.state.ids:
        message = f"another <entry> has the <id> {quote(node.text, 96)} too: write one that no other entry has"
        yield Fault("repeated", "DuplicateEntries", message)
    node.walk.state.ids.add(node.text)


def _check_entry_updated(node: Node) -> Iterable[Fault]:
    if node.text and node.text in node.walk.state.updated:
        message = (
            f"another <entry> has <updated> {quote(node.text)} too, so readers cannot order the two: "
            "write a different time for each"
        )
        yield Fault("repeated", "DuplicateUpdated", message)
    node.walk.state.updated.add(node.text)


def _check_source(node: Node) -> Iterable[Fault]:
    check_alternates(node, node.walk.state.pop_links(node))
    return ()


def _discard_links(node: Node) -> Iterable[Fault]:
    """Remove the links of a tombstone from those collected: no rule concerns them together."""
    node.walk.state.pop_links(node)
    return ()


def _refuse_in_reply_to(_node: Node) -> Iterator[Fault]:
    message = "<thr:in-reply-to> is not allowed in <feed>, since only entries respond to something: move it to them"
    yield Fault("misplaced", "UndefinedElement", message)


# --- attributes ---

_CHECK_DATE: Final = exact(values.RFC3339)
_CHECK_REFERENCE: Final = exact(links.iri_reference)
_TEXT_ATTRIBUTES: Final = {"type": AttributeSchema(check_text_type)}
_LINK_ATTRIBUTES: Final = {
    "href": AttributeSchema(links.iri_reference, required=True, missing="MissingHref"),
    "rel": AttributeSchema(check_relation),
    "type": AttributeSchema(values.media_type("InvalidMIMEType")),
    "hreflang": AttributeSchema(values.language),
    "title": AttributeSchema(all_checks(values.attribute_not_blank, _check_no_html, html.check_characters)),
    "length": AttributeSchema(values.integer("InvalidNonNegativeInteger", least=0, overflow=False)),
    **rss_extensions.REPLY_ATTRIBUTES,
}
_CATEGORY_ATTRIBUTES: Final = {
    "term": AttributeSchema(values.not_blank, required=True),
    "scheme": AttributeSchema(links.absolute_iri),
    "label": AttributeSchema(all_checks(_check_no_html, html.check_characters)),
}
_GENERATOR_ATTRIBUTES: Final = {"uri": AttributeSchema(links.iri_reference), "version": AttributeSchema()}
_CONTENT_ATTRIBUTES: Final = {
    "type": AttributeSchema(check_content_type),
    "src": AttributeSchema(links.iri_reference),
}
_TOMBSTONE_ATTRIBUTES: Final = {
    "ref": AttributeSchema(links.absolute_iri, required=True),
    "when": AttributeSchema(values.RFC3339, required=True),
}


# --- schemas ---


class _Requirement(TypedDict, total=False):
    """Requirement of an element, by arguments of `ElementSchema`."""

    required: bool
    missing: str


class _Options(_Requirement, total=False):
    """Optional arguments of `ElementSchema`."""

    code: str
    once: bool
    content: Content
    attributes: Mapping[str, AttributeSchema]
    rules: tuple[Rule, ...]
    blank: str
    raw: bool


def _schema(name: str, parent: str, check: ValueCheck | None = None, **options: Unpack[_Options]) -> ElementSchema:
    """Return the schema of an element of Atom.

    Args:
        name: local name of the element.
        parent: the parent as part of the finding code; `code` among the options overrides the whole code.
        check: check of the element's text.
        options: other arguments of `ElementSchema`.
    """
    options.setdefault("code", f"atom.{parent}.{name}")
    return ElementSchema(f"{{{ATOM}}}{name}", value=check, **options)


def _text_construct(name: str, parent: str, **requirement: Unpack[_Requirement]) -> ElementSchema:
    rules = (check_text_construct,)
    return _schema(name, parent, content=UNCHECKED, attributes=_TEXT_ATTRIBUTES, rules=rules, **requirement)


def _people(parent: str) -> list[ElementSchema]:
    return [
        _schema(name, parent, once=False, content=ELEMENTS).contain(*_person(f"{parent}.{name}"))
        for name in ("author", "contributor")
    ]


def _person(parent: str) -> list[ElementSchema]:
    """Return the schemas of the parts of a person construct (section 3.2)."""
    return [
        _schema("name", parent, _check_name, required=True, blank="NotBlank"),
        _schema("uri", parent, _CHECK_REFERENCE, raw=True, blank="NotBlank"),
        _schema("email", parent, exact(values.email), raw=True),
    ]


def _link(parent: str) -> ElementSchema:
    rules = (check_link, check_undefined_content)
    return _schema("link", parent, content=UNCHECKED, once=False, attributes=_LINK_ATTRIBUTES, rules=rules)


def _category(parent: str) -> ElementSchema:
    rules = (check_undefined_content,)
    return _schema("category", parent, content=UNCHECKED, once=False, attributes=_CATEGORY_ATTRIBUTES, rules=rules)


def _common_metadata(parent: str, **requirement: Unpack[_Requirement]) -> list[ElementSchema]:
    """Return the schemas of the elements that feed, entry and source have in common.

    Args:
        parent: the parent as part of the finding code.
        requirement: of id, title and updated.
    """
    is_entry = parent == "entry"
    id_rules: tuple[Rule, ...] = (_check_entry_id,) if is_entry else ()
    updated_rules: tuple[Rule, ...] = (_check_entry_updated,) if is_entry else ()
    return [
        _schema("id", parent, exact(_check_id), raw=True, rules=id_rules, **requirement),
        _text_construct("title", parent, **requirement),
        _schema("updated", parent, _CHECK_DATE, raw=True, rules=updated_rules, **requirement),
        _link(parent),
        _category(parent),
        *_people(parent),
        _text_construct("rights", parent),
    ]


def _feed_metadata(parent: str) -> list[ElementSchema]:
    """Return the schemas of the elements that only feed and source have."""
    return [
        _text_construct("subtitle", parent),
        _schema("generator", parent, _check_no_html, blank="NotBlank", attributes=_GENERATOR_ATTRIBUTES),
        _schema("icon", parent, _CHECK_REFERENCE, raw=True, blank="NotBlank"),
        _schema("logo", parent, _CHECK_REFERENCE, raw=True, blank="NotBlank"),
    ]


def _tombstone() -> ElementSchema:
    """Return the schema of a deleted entry (RFC 6721)."""
    code = "at.deleted_entry"
    by = extension_element(TOMBSTONES, "by", code=f"{code}.by", content=ELEMENTS).contain(*_person("deleted_entry.by"))
    comment = extension_element(
        TOMBSTONES,
        "comment",
        code=f"{code}.comment",
        content=UNCHECKED,
        attributes=_TEXT_ATTRIBUTES,
        rules=(check_text_construct,),
    )
    tombstone = extension_element(
        TOMBSTONES,
        "deleted-entry",
        content=ELEMENTS,
        once=False,
        attributes=_TOMBSTONE_ATTRIBUTES,
        rules=(_discard_links,),
    )
    return tombstone.contain(by, comment, _link("deleted_entry"), source())


def _in_reply_to() -> ElementSchema:
    """Return the schema of thr:in-reply-to in a feed: some publishers of comment feeds put it there."""
    name = f"{{{THR}}}in-reply-to"
    schema = next(schema for schema in rss_extensions.element_schemas("entry") if schema.name == name)
    schema.rules = (*schema.rules, _refuse_in_reply_to)
    return schema


def source() -> ElementSchema:
    """Return the schema of a source: the metadata of the feed that an entry was copied from (section 4.2.11)."""
    return _schema("source", "entry", code="atom.source", content=ELEMENTS, rules=(_check_source,)).contain(
        *_common_metadata("source", required=True, missing="MissingSourceElement"),
        *_feed_metadata("source"),
        *rss_extensions.element_schemas("feed"),
    )


def entry(rule: Rule) -> ElementSchema:
    """Return the schema of an entry (section 4.1.2).

    Args:
        rule: check of the elements of an entry taken together.
    """
    control = extension_element(APP, "control", content=ELEMENTS).contain(
        extension_element(APP, "draft", values.YES_NO)
    )
    rules = (rule, atom_elements.check_entry_paging)
    return _schema("entry", "feed", code="atom.entry", once=False, content=ELEMENTS, rules=rules).contain(
        *_common_metadata("entry", required=True),
        _text_construct("summary", "entry"),
        _schema("published", "entry", _CHECK_DATE, raw=True),
        _schema("content", "entry", content=UNCHECKED, attributes=_CONTENT_ATTRIBUTES, rules=(check_content,)),
        source(),
        extension_element(APP, "edited", _CHECK_DATE, raw=True),
        control,
        *rss_extensions.element_schemas("entry"),
    )


def feed(entry_schema: ElementSchema, rule: Rule) -> ElementSchema:
    """Return the schema of a feed (section 4.1.1).

    Args:
        entry_schema: the schema of its entries.
        rule: check of the elements of a feed taken together.
    """
    rules = (rule, itunes.check_podcast, atom_elements.check_paging)
    return _schema("feed", "feed", code="atom.feed", content=ELEMENTS, rules=rules).contain(
        *_common_metadata("feed", required=True),
        *_feed_metadata("feed"),
        entry_schema,
        _tombstone(),
        _in_reply_to(),
        *rss_extensions.element_schemas("feed"),
    )
