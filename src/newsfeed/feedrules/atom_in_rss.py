"""Elements of Atom inside another format's feed: the rows, and the rules of paging (RFC 5005)."""

from collections.abc import Iterable
from typing import Final

from newsfeed._xml import ATOM, FH
from newsfeed.feedrules import links, values
from newsfeed.feedrules.engine import ELEMENTS, NOTHING, Attribute, Element, Node, own_text
from newsfeed.feedrules.faults import Fault, shown
from newsfeed.feedrules.modules import REPLIES
from newsfeed.feedrules.rows import many, module, plain_text

LINK: Final = f"{{{ATOM}}}link"
_PAGING: Final = ("first", "last", "previous", "next", "current", "prev-archive", "next-archive")
_ATTRIBUTES: Final = {
    "href": Attribute(links.iri_reference, required=True, missing="MissingHref"),
    "rel": Attribute(values.attribute_not_blank),
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
        module(ATOM, "uri", links.iri_reference),
    )


def rows() -> list[Element]:
    """Give the rows for a channel or an item."""
    category = {"term": Attribute(required=True), "scheme": Attribute(links.iri), "label": Attribute()}
    return [
        module(ATOM, "link", content=NOTHING, once=False, attributes=_ATTRIBUTES, rules=(_link,), foreign=True),
        module(ATOM, "id", links.iri),
        *many(ATOM, "updated published", values.RFC3339),
        _person("author"),
        _person("contributor"),
        module(ATOM, "category", content=NOTHING, once=False, attributes=category, foreign=True),
        *many(ATOM, "icon logo", links.iri_reference),
        *many(ATOM, "content summary title subtitle rights generator source", content=NOTHING, foreign=True),
    ]


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
