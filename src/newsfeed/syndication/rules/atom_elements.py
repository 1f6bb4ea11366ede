"""Elements of Atom inside another format's feed: the rows, and the rules of paging (RFC 5005)."""

from collections.abc import Iterable
from typing import Any, Final

import attrs

from newsfeed.findings import Severity
from newsfeed.syndication.rules.rss_extensions import REPLIES
from newsfeed.syndication.rules.schemas import many, module, own_attributes, plain_text, undefined_content
from newsfeed.validation import links, values
from newsfeed.validation.engine import ELEMENTS, NOTHING, Attribute, Element, Node, code_part, own_text
from newsfeed.validation.faults import Fault, shown, words
from newsfeed.values.namespaces import ATOM, FH, split

LINK: Final = f"{{{ATOM}}}link"
_PAGING: Final = ("first", "last", "previous", "next", "current", "prev-archive", "next-archive")


def _rel(text: str) -> Iterable[Fault]:
    for fault in values.attribute_not_blank(text):
        yield attrs.evolve(fault, severity=Severity.ERROR)  # the schema refuses it too
    yield from links.iri_reference(text)


_ATTRIBUTES: Final = {
    "href": Attribute(links.iri_reference, required=True, missing="MissingHref"),
    "rel": Attribute(_rel),
    "type": Attribute(values.media_type("InvalidMIMEType")),
    "hreflang": Attribute(values.language),
    "title": Attribute(values.attribute_not_blank),
    "length": Attribute(values.integer("InvalidNonNegativeInteger", least=0, overflow=False)),
    **REPLIES,
}


def _link(node: Node) -> Iterable[Fault]:
    if own_text(node.element).strip() or len(node.element):
        yield Fault(
            "not_empty", "AtomLinkNotEmpty", "atom:link is empty: write what it links to in its attribute href only"
        )


def _person(local: str) -> Element:
    return module(ATOM, local, content=ELEMENTS, once=False).contain(
        module(ATOM, "name", required=True, blank="NotBlank", rules=(plain_text,)),
        module(ATOM, "email", values.email),
        module(ATOM, "uri", links.iri_reference, blank="NotBlank", raw=True),
    )


_TYPE: Final = Attribute(values.one_of(("text", "html", "xhtml"), "InvalidTextType"))
_MEDIA_TYPE: Final = values.media_type("InvalidMIMEType")


def _content_type(text: str) -> Iterable[Fault]:
    return () if text in ("text", "html", "xhtml") else _MEDIA_TYPE(text)


def _text(node: Node) -> Iterable[Fault]:
    if node.element.get("type", "text") in ("text", "html"):
        for child in node.element.iterchildren("*"):
            local = split(str(child.tag))[1]
            message = f'{local[:64]} does not stand in a text of this type: escape it, or write type="xhtml"'
            yield Fault("unknown", "UndefinedElement", message, of=code_part(local)[:64])


def _of_any() -> list[Element]:
    """Give the rows of what may describe a feed and an entry."""
    category = {"term": Attribute(required=True), "scheme": Attribute(links.iri), "label": Attribute()}
    loose: dict[str, Any] = {"content": NOTHING, "foreign": True}
    return [
        module(ATOM, "link", once=False, attributes=_ATTRIBUTES, rules=(_link, own_attributes), **loose),
        module(ATOM, "id", links.iri, raw=True),
        module(ATOM, "updated", values.RFC3339),
        _person("author"),
        _person("contributor"),
        module(ATOM, "category", once=False, attributes=category, rules=(undefined_content, own_attributes), **loose),
        *_texts("title rights"),
    ]


def _texts(names: str) -> list[Element]:
    of: dict[str, Any] = {"attributes": {"type": _TYPE}, "rules": (_text, own_attributes)}
    return many(ATOM, names, content=NOTHING, foreign=True, **of)


def feed_rows() -> list[Element]:
    """Give the rows for a channel."""
    generator = {"uri": Attribute(links.iri_reference), "version": Attribute()}
    rules = (undefined_content, own_attributes)
    return [
        *_of_any(),
        *many(ATOM, "icon logo", links.iri_reference, blank="NotBlank", raw=True),
        *_texts("subtitle"),
        module(ATOM, "generator", content=NOTHING, attributes=generator, rules=rules, foreign=True),
    ]


def entry_rows() -> list[Element]:
    """Give the rows for an item."""
    content = {"type": Attribute(_content_type), "src": Attribute(links.iri_reference)}
    return [
        *_of_any(),
        module(ATOM, "published", values.RFC3339),
        *_texts("summary"),
        module(ATOM, "content", content=NOTHING, attributes=content, rules=(_text, own_attributes), foreign=True),
        module(ATOM, "source", content=NOTHING, rules=(_source, own_attributes), foreign=True),
    ]


_OF_SOURCE: Final = words("author category contributor generator icon id link logo rights subtitle title updated")


def _source(node: Node) -> Iterable[Fault]:
    for child in node.element.iterchildren("{}*", f"{{{ATOM}}}*"):
        namespace, local = split(str(child.tag))
        if not namespace or local not in _OF_SOURCE:
            message = f"{local[:64]} does not stand in atom:source: take it out, or check its spelling"
            yield Fault("unknown", "UndefinedElement", message, of=code_part(local)[:64])
    if stray := own_text(node.element).strip():
        message = f"atom:source has only elements inside, but has the text {shown(stray)}: take it out"
        yield Fault("text", "UnexpectedText", message)


def relations(node: Node) -> dict[str, list[str]]:
    """Give the links of a feed by their relation."""
    found: dict[str, list[str]] = {}
    if LINK in node.counts:
        for link in node.element.iterchildren(LINK):
            found.setdefault((link.get("rel") or "alternate").strip(), []).append((link.get("href") or "").strip())
    return found


def paging(node: Node) -> Iterable[Fault]:
    """Check the paging and archive links of a feed (RFC 5005); a rule of the feed's row."""
    by_rel = relations(node)
    own = by_rel.get("self", [])
    if f"{{{FH}}}complete" in node.counts:
        yield from _complete(by_rel, own)
    if f"{{{FH}}}archive" in node.counts and "current" not in by_rel:
        yield Fault(
            "current_missing", "MissingCurrentInArchive", 'an archive has no link rel="current": add it', of="link"
        )
    elif f"{{{FH}}}archive" in node.counts and not {"prev-archive", "next-archive"} & by_rel.keys():
        message = 'no other archive is linked, and a reader cannot go on: add link rel="prev-archive" or "next-archive"'
        yield Fault("archive_missing", "ArchiveIncomplete", message, of="link")
    for end, beyond in (("last", "next"), ("first", "previous")):
        if beyond in by_rel and own and set(own) & set(by_rel.get(end, ())):
            message = f'this is the {end} page, but it has a link rel="{beyond}": take it out'
            yield Fault("past_end", "LinkPastEnd", message, of="link")


def _complete(by_rel: dict[str, list[str]], own: list[str]) -> Iterable[Fault]:
    for rel in _PAGING:
        if rel == "current" and rel in by_rel:
            if own and by_rel[rel] != own:
                message = f'a complete feed has no other current document: link rel="current" to {shown(own[0], 96)}'
                yield Fault("current", "CurrentNotSelfInCompleteFeed", message, of="link")
        elif rel in by_rel:
            message = f'a complete feed has no other pages: take the link rel="{rel}" out, or fh:complete'
            yield Fault("complete", "FeedRelInCompleteFeed", message, of="link")


def entry_paging(node: Node) -> Iterable[Fault]:
    """Check that an entry has no links of paging; a rule of the entry's row."""
    for rel in relations(node) if LINK in node.counts else ():
        if rel in _PAGING:
            message = f'the link rel="{rel}" is of feeds, not of entries: take it out'
            yield Fault("paging", "FeedHistoryRelInEntry", message, of="link")
