"""The rows of Atom (RFC 4287), with paged feeds (RFC 5005), tombstones (RFC 6721) and publishing (RFC 5023)."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from lxml import etree

from newsfeed.findings import Severity
from newsfeed.formats.atom import text
from newsfeed.formats.atom.vocabulary import RELATIONS
from newsfeed.syndication.rules import atom_elements, itunes, rss_extensions
from newsfeed.syndication.rules.schemas import module, undefined_content
from newsfeed.validation import html, links, values
from newsfeed.validation.engine import ELEMENTS, NOTHING, Attribute, Element, Node, own_text
from newsfeed.validation.faults import Fault, Value, every, shown
from newsfeed.values.namespaces import APP, ATOM, THR, TOMBSTONES, XML

_SPACE: Final = " \t\r\n"
_IANA: Final = "http://www.iana.org/assignments/relation/"
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*+:")
_NOT_IN_RELATION: Final = re.compile(r"[\x00-\x20\"<>\\^`{|}]|%(?![0-9A-Fa-f]{2})")
_EMPTY_USER: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*+://:?@")
_EMAIL: Final = re.compile(r"[^\s<>()@,;:\"\[\]]@[A-Za-z0-9-]{1,63}\.[A-Za-z0-9-]")


class Seen:
    """What has been seen of a document so far.

    Attributes:
        ids, updated: texts of the entries' id and updated.
        links: the links whose parent has not been walked to its end.
        authorless: the entries that name no author.
        prefixed: namespaces whose prefix has been told of.
    """

    __slots__ = ("authorless", "ids", "links", "prefixed", "updated")

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.updated: set[str] = set()
        self.links: list[Node] = []
        self.authorless: list[Node] = []
        self.prefixed: set[str] = set()

    def take_links(self, parent: Node) -> list[Node]:
        """Give the links of an element that has been walked to its end, and forget them."""
        taken: list[Node] = []
        while self.links and self.links[-1].parent is parent:
            taken.append(self.links.pop())
        return taken[::-1]


# --- values ---


def exact(check: Value) -> Value:
    """Make a check that also refuses white space around the text: there is none in dates and IRIs (section 2)."""

    def value(written: str) -> Iterable[Fault]:
        stripped = written.strip(_SPACE)
        if stripped != written:
            message = f"has white space around {shown(stripped, 96)}: take it out"
            yield Fault("white_space", "UnexpectedWhitespace", message)
        yield from check(stripped)

    return value


def _identifier(written: str) -> Iterable[Fault]:
    """Check an id (section 4.2.6)."""
    if not written:
        yield from values.not_blank(written)
    found = tuple(links.iri(written))
    yield from found
    if _EMPTY_USER.match(written):
        message = f"leave out the empty user in {shown(written, 96)}: identifiers are compared letter by letter"
        yield Fault("canonical", "NonCanonicalURI", message)
    elif all(fault.event == "SchemeNotIANARegistered" for fault in found):
        yield from links.canonical(written)


def _relation(written: str) -> Iterable[Fault]:
    """Check a link's rel: registered, or an IRI (section 4.2.7.2)."""
    if not written.strip():
        yield text.blank_attribute("the link relation")
    elif written not in RELATIONS and written.removeprefix(_IANA) not in RELATIONS and tuple(links.iri(written)):
        message = f"the link relation rel={shown(written)} is not registered with IANA: write one that is, or an IRI"
        severity = Severity.ERROR if _NOT_IN_RELATION.search(written) else None
        yield Fault("unregistered", "UnregisteredAtomLinkRel", message, severity=severity)


def _no_html(written: str) -> Iterable[Fault]:
    if found := html.tag_in(written) or html.entity_in(written):
        message = f"is plain text, but has the HTML {shown(found)}: take the markup out"
        yield Fault("html", "ContainsHTML", message)


def _name(written: str) -> Iterable[Fault]:
    """Check the name of a person (section 3.2.1)."""
    yield from _no_html(written)
    if found := _EMAIL.search(written):
        message = f"has an e-mail address around {shown(found[0])}: write it into the element email"
        yield Fault("email", "ContainsEmail", message)


_DATE: Final = exact(values.RFC3339)
_REFERENCE: Final = exact(links.iri_reference)
_TYPE: Final = {"type": Attribute(text.text_type)}
_LINK: Final = {
    "href": Attribute(links.iri_reference, required=True, missing="MissingHref"),
    "rel": Attribute(_relation),
    "type": Attribute(values.media_type("InvalidMIMEType")),
    "hreflang": Attribute(values.language),
    "title": Attribute(every(values.attribute_not_blank, _no_html, html.characters)),
    "length": Attribute(values.integer("InvalidNonNegativeInteger", least=0, overflow=False)),
    **rss_extensions.REPLIES,
}
_CATEGORY: Final = {
    "term": Attribute(values.not_blank, required=True),
    "scheme": Attribute(links.iri),
    "label": Attribute(every(_no_html, html.characters)),
}
_GENERATOR: Final = {"uri": Attribute(links.iri_reference), "version": Attribute()}
_CONTENT: Final = {"type": Attribute(text.content_type), "src": Attribute(links.iri_reference)}


# --- rules ---


def relation(element: "etree._Element") -> str:
    """Give the relation of a link, in short."""
    return (element.get("rel") or "alternate").removeprefix(_IANA)


def _link(node: Node) -> Iterable[Fault]:
    element = node.element
    node.walk.state.links.append(node)
    if own_text(element).strip(_SPACE):
        message = "a link is empty: write what it links to in its attribute href only"
        yield Fault("not_empty", "AtomLinkNotEmpty", message)
    rel = relation(element)
    if rel == "self":
        yield from _self(element)
    elif rel == "enclosure" and "length" not in element.attrib:
        message = "an enclosure has no length, which lets readers choose what to load: add it, in bytes"
        event = "MissingRecommendedAttribute"
        yield Fault("missing", event, message, attribute="length", severity=Severity.INFO)
    yield from _same_document(node)


def _self(element: "etree._Element") -> Iterator[Fault]:
    href, media_type = element.get("href"), element.get("type")
    if href is not None and not _SCHEME.match(href) and not _based(element):
        message = f"the link to the document itself is {shown(href)}: write the whole URL, from which readers find it"
        yield Fault("relative_self", "RelativeSelf", message, attribute="href")
    if media_type and text.bare(media_type) != "application/atom+xml":
        message = f"the type of this very document is application/atom+xml: write that, not {shown(media_type)}"
        yield Fault("self_not_atom", "SelfNotAtom", message, attribute="type")


def _same_document(node: Node) -> Iterator[Fault]:
    """Doubt a link to this very document where xml:base makes another one of it (RFC 3986 sections 4.4 and 5.1.1)."""
    href = (node.element.get("href") or "").strip(_SPACE)
    if href.startswith("#") or (not href and "href" in node.element.attrib):
        base, own = _base(node.element), _own_address(node.walk.document.root)
        if own and _SCHEME.match(base) and base.partition("#")[0] != own:
            message = f"{shown(href)} means this document, and xml:base says that it is {shown(base, 96)}: write a URL"
            yield Fault("same_document", "SameDocumentReference", message, attribute="href")


def _base(element: "etree._Element") -> str:
    name = f"{{{XML}}}base"
    scopes = (element, *element.iterancestors())
    return next((each.get(name, "") for each in scopes if name in each.attrib), "")


def _own_address(root: "etree._Element") -> str:
    """Give the whole URL that a feed says is its own, or nothing."""
    own = (each.get("href", "") for each in root.iterchildren(f"{{{ATOM}}}link") if relation(each) == "self")
    return next((each for each in own if _SCHEME.match(each)), "")


def _based(element: "etree._Element") -> bool:
    name = f"{{{XML}}}base"
    return name in element.attrib or any(name in each.attrib for each in element.iterancestors())


def alternates(node: Node, found: list[Node]) -> None:
    """Report links rel="alternate" of the same type and language as another (sections 4.1.1 and 4.1.2)."""
    seen: set[tuple[str, str]] = set()
    for link in found:
        key = (link.element.get("type") or "", (link.element.get("hreflang") or "").lower())
        if relation(link.element) == "alternate":
            if key in seen:
                of = node.walk.show(node.row.name)
                message = f'{of} has another link rel="alternate" of the same type and hreflang: keep one link of them'
                node.walk.report(link, Fault("repeated", "DuplicateAtomLink", message))
            seen.add(key)


def _entry_id(node: Node) -> Iterable[Fault]:
    if node.text and node.text in node.walk.state.ids:
        message = f"the id {shown(node.text, 96)} is that of another entry: write one that no other entry has"
        yield Fault("repeated", "DuplicateEntries", message)
    node.walk.state.ids.add(node.text)


def _entry_updated(node: Node) -> Iterable[Fault]:
    if node.text and node.text in node.walk.state.updated:
        message = f"another entry has updated {shown(node.text)} too, and readers cannot order them: write each its own"
        yield Fault("repeated", "DuplicateUpdated", message)
    node.walk.state.updated.add(node.text)


def _source(node: Node) -> Iterable[Fault]:
    alternates(node, node.walk.state.take_links(node))
    return ()


def _deleted(node: Node) -> Iterable[Fault]:
    node.walk.state.take_links(node)
    return ()


# --- rows ---


def _row(name: str, of: str, value: Value | None = None, **options: Any) -> Element:
    options.setdefault("code", f"atom.{of}.{name}")
    return Element(f"{{{ATOM}}}{name}", value=value, **options)


def _text(name: str, of: str, **options: Any) -> Element:
    return _row(name, of, content=NOTHING, attributes=_TYPE, rules=(text.construct,), **options)


def _exact(name: str, of: str, value: Value, **options: Any) -> Element:
    return _row(name, of, value, raw=True, **options)


def _people(of: str) -> list[Element]:
    return [
        _row(name, of, once=False, content=ELEMENTS).contain(*_person(f"{of}.{name}"))
        for name in ("author", "contributor")
    ]


def _person(of: str) -> list[Element]:
    return [
        _row("name", of, _name, required=True, blank="NotBlank"),
        _exact("uri", of, _REFERENCE, blank="NotBlank"),
        _exact("email", of, exact(values.email)),
    ]


def _links(of: str) -> Element:
    return _row("link", of, content=NOTHING, once=False, attributes=_LINK, rules=(_link, undefined_content))


def _shared(of: str, **options: Any) -> list[Element]:
    """Give the rows that feed, entry and source share; `options` are of what must be there."""
    id_rules = (_entry_id,) if of == "entry" else ()
    updated_rules = (_entry_updated,) if of == "entry" else ()
    return [
        _exact("id", of, exact(_identifier), rules=id_rules, **options),
        _text("title", of, **options),
        _exact("updated", of, _DATE, rules=updated_rules, **options),
        _links(of),
        _row("category", of, content=NOTHING, once=False, attributes=_CATEGORY, rules=(undefined_content,)),
        *_people(of),
        _text("rights", of),
    ]


def _feed_only(of: str) -> list[Element]:
    return [
        _text("subtitle", of),
        _row("generator", of, _no_html, blank="NotBlank", attributes=_GENERATOR),
        _exact("icon", of, _REFERENCE, blank="NotBlank"),
        _exact("logo", of, _REFERENCE, blank="NotBlank"),
    ]


def _tombstone() -> Element:
    attributes = {"ref": Attribute(links.iri, required=True), "when": Attribute(values.RFC3339, required=True)}
    of = "at.deleted_entry"
    return module(
        TOMBSTONES, "deleted-entry", content=ELEMENTS, once=False, attributes=attributes, rules=(_deleted,)
    ).contain(
        module(TOMBSTONES, "by", code=f"{of}.by", content=ELEMENTS).contain(*_person("deleted_entry.by")),
        module(TOMBSTONES, "comment", code=f"{of}.comment", content=NOTHING, attributes=_TYPE, rules=(text.construct,)),
        _links("deleted_entry"),
        source(),
    )


def _reply() -> Element:
    """Give the row of thr:in-reply-to, which some write into a feed of comments too."""
    row = next(row for row in rss_extensions.rows("entry") if row.name == f"{{{THR}}}in-reply-to")
    row.rules = (*row.rules, _replies)
    return row


def _replies(_node: Node) -> Iterator[Fault]:
    message = "thr:in-reply-to says what an entry responds to, and a feed is no entry: write it into the entries"
    yield Fault("misplaced", "UndefinedElement", message)


def source() -> Element:
    """Give the row of a source: what is left of an entry's former feed (section 4.2.11)."""
    return _row("source", "entry", code="atom.source", content=ELEMENTS, rules=(_source,)).contain(
        *_shared("source", required=True, missing="MissingSourceElement"),
        *_feed_only("source"),
        *rss_extensions.rows("feed"),
    )


def entry(*rules: Any) -> Element:
    """Give the row of an entry (section 4.1.2)."""
    control = module(APP, "control", content=ELEMENTS).contain(module(APP, "draft", values.YES_NO))
    return _row(
        "entry", "feed", code="atom.entry", once=False, content=ELEMENTS, rules=(*rules, atom_elements.entry_paging)
    ).contain(
        *_shared("entry", required=True),
        _text("summary", "entry"),
        _exact("published", "entry", _DATE),
        _row("content", "entry", content=NOTHING, attributes=_CONTENT, rules=(text.content,)),
        source(),
        module(APP, "edited", _DATE, raw=True),
        control,
        *rss_extensions.rows("entry"),
    )


def feed(entries: Element, *rules: Any) -> Element:
    """Give the row of a feed (section 4.1.1)."""
    return _row(
        "feed", "feed", code="atom.feed", content=ELEMENTS, rules=(*rules, itunes.podcast, atom_elements.paging)
    ).contain(
        *_shared("feed", required=True),
        *_feed_only("feed"),
        entries,
        _tombstone(),
        _reply(),
        *rss_extensions.rows("feed"),
    )
