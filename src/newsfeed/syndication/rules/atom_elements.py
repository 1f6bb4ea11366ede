"""Atom elements inside the feed of another format: their schemas, and the rules of paging (RFC 5005)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import attrs

from newsfeed.findings import Severity
from newsfeed.syndication.rules.rss_extensions import REPLY_ATTRIBUTES
from newsfeed.syndication.rules.schemas import (
    check_own_attributes,
    check_plain_text,
    check_undefined_content,
    extension_element,
    extension_elements,
)
from newsfeed.validation import links, values
from newsfeed.validation.element_schemas import ELEMENTS, UNCHECKED, AttributeSchema, ElementSchema, code_part
from newsfeed.validation.faults import Fault, quote, word_set
from newsfeed.validation.nodes import Node, direct_text
from newsfeed.values.namespaces import ATOM, FH, split_name

if TYPE_CHECKING:
    from lxml import etree

    Links = dict[str, list[etree._Element]]

LINK: Final = f"{{{ATOM}}}link"
"""Name of the element `<atom:link>` in Clark notation."""

_PAGING: Final = ("first", "last", "previous", "next", "current", "prev-archive", "next-archive")
_LONGEST_NAME: Final = 64


def _rel(text: str) -> Iterable[Fault]:
    for fault in values.attribute_not_blank(text):
        yield attrs.evolve(fault, severity=Severity.ERROR)  # the RELAX NG schema refuses it too
    yield from links.iri_reference(text)


_LINK_ATTRIBUTES: Final = {
    "href": AttributeSchema(links.iri_reference, required=True, missing="MissingHref"),
    "rel": AttributeSchema(_rel),
    "type": AttributeSchema(values.media_type("InvalidMIMEType")),
    "hreflang": AttributeSchema(values.language),
    "title": AttributeSchema(values.attribute_not_blank),
    "length": AttributeSchema(values.integer("InvalidNonNegativeInteger", least=0, overflow=False)),
    **REPLY_ATTRIBUTES,
}


def _link(node: Node) -> Iterable[Fault]:
    if direct_text(node.element).strip() or len(node.element):
        message = "<atom:link> must be empty: write the link into its attribute href and remove the content"
        yield Fault("not_empty", "AtomLinkNotEmpty", message)


def _person(local: str) -> ElementSchema:
    return extension_element(ATOM, local, content=ELEMENTS, once=False).contain(
        extension_element(ATOM, "name", required=True, blank="NotBlank", rules=(check_plain_text,)),
        extension_element(ATOM, "email", values.email),
        extension_element(ATOM, "uri", links.iri_reference, blank="NotBlank", raw=True),
    )


_TYPE: Final = AttributeSchema(values.one_of(("text", "html", "xhtml"), "InvalidTextType"))
_MEDIA_TYPE: Final = values.media_type("InvalidMIMEType")


def _content_type(text: str) -> Iterable[Fault]:
    return () if text in ("text", "html", "xhtml") else _MEDIA_TYPE(text)


def _text(node: Node) -> Iterable[Fault]:
    """Check that a text of type text or html has no elements, a rule of its schema."""
    if node.element.get("type", "text") in ("text", "html"):
        for child in node.element.iterchildren("*"):
            local = split_name(str(child.tag))[1]
            message = (
                f"<{local[:_LONGEST_NAME]}> is not allowed in a text of this type: "
                'escape its < as &lt; or write type="xhtml"'
            )
            yield _unknown(child, message)


def _unknown(child: "etree._Element", message: str) -> Fault:
    local = split_name(str(child.tag))[1]
    return Fault("unknown", "UndefinedElement", message, of=code_part(local)[:_LONGEST_NAME], element=child)


def _shared_schemas() -> list[ElementSchema]:
    """Return the schemas of elements that both feeds and entries may have."""
    category = {
        "term": AttributeSchema(required=True),
        "scheme": AttributeSchema(links.absolute_iri),
        "label": AttributeSchema(),
    }
    return [
        extension_element(
            ATOM,
            "link",
            once=False,
            content=UNCHECKED,
            attributes=_LINK_ATTRIBUTES,
            rules=(_link, check_own_attributes),
            foreign=True,
        ),
        extension_element(ATOM, "id", links.absolute_iri, raw=True),
        extension_element(ATOM, "updated", values.RFC3339),
        _person("author"),
        _person("contributor"),
        extension_element(
            ATOM,
            "category",
            once=False,
            content=UNCHECKED,
            attributes=category,
            rules=(check_undefined_content, check_own_attributes),
            foreign=True,
        ),
        *_texts("title rights"),
    ]


def _texts(names: str) -> list[ElementSchema]:
    rules = (_text, check_own_attributes)
    return extension_elements(ATOM, names, content=UNCHECKED, attributes={"type": _TYPE}, rules=rules, foreign=True)


def feed_schemas() -> list[ElementSchema]:
    """Return the schemas of Atom elements in a channel; each call returns new ones."""
    generator = {"uri": AttributeSchema(links.iri_reference), "version": AttributeSchema()}
    rules = (check_undefined_content, check_own_attributes)
    return [
        *_shared_schemas(),
        *extension_elements(ATOM, "icon logo", links.iri_reference, blank="NotBlank", raw=True),
        *_texts("subtitle"),
        extension_element(ATOM, "generator", content=UNCHECKED, attributes=generator, rules=rules, foreign=True),
    ]


def entry_schemas() -> list[ElementSchema]:
    """Return the schemas of Atom elements in an item; each call returns new ones."""
    content = {"type": AttributeSchema(_content_type), "src": AttributeSchema(links.iri_reference)}
    return [
        *_shared_schemas(),
        extension_element(ATOM, "published", values.RFC3339),
        *_texts("summary"),
        extension_element(
            ATOM, "content", content=UNCHECKED, attributes=content, rules=(_text, check_own_attributes), foreign=True
        ),
        extension_element(ATOM, "source", content=UNCHECKED, rules=(_source, check_own_attributes), foreign=True),
    ]


_SOURCE_ELEMENTS: Final = word_set(
    "author category contributor generator icon id link logo rights subtitle title updated"
)


def _source(node: Node) -> Iterable[Fault]:
    for child in node.element.iterchildren("{}*", f"{{{ATOM}}}*"):
        namespace, local = split_name(str(child.tag))
        if not namespace or local not in _SOURCE_ELEMENTS:
            message = f"<{local[:_LONGEST_NAME]}> is not allowed in <atom:source>: remove it or check its spelling"
            yield _unknown(child, message)
    if stray := direct_text(node.element).strip():
        message = f"<atom:source> contains elements only: remove the text {quote(stray)}"
        yield Fault("text", "UnexpectedText", message)


# --- paging ---


def links_by_relation(node: Node) -> "Links":
    """Return the `<atom:link>` elements of a feed by relation; without one it is `alternate`."""
    by_relation: Links = {}
    if LINK in node.counts:
        for link in node.element.iterchildren(LINK):
            by_relation.setdefault((link.get("rel") or "alternate").strip(), []).append(link)
    return by_relation


def _hrefs(elements: "Iterable[etree._Element]") -> list[str]:
    return [(element.get("href") or "").strip() for element in elements]


def check_paging(node: Node) -> Iterable[Fault]:
    """Check the paging and archive links of a feed (RFC 5005), a rule of the feed's schema."""
    by_relation = links_by_relation(node)
    feed_urls = _hrefs(by_relation.get("self", []))
    if f"{{{FH}}}complete" in node.counts:
        yield from _complete(by_relation, feed_urls)
    if f"{{{FH}}}archive" in node.counts and "current" not in by_relation:
        message = 'the archive has no link to the current document: add an atom:link with rel="current"'
        yield Fault("current_missing", "MissingCurrentInArchive", message, of="link")
    elif f"{{{FH}}}archive" in node.counts and not {"prev-archive", "next-archive"} & by_relation.keys():
        message = (
            'the archive has no link to another archive: add an atom:link with rel="prev-archive" or "next-archive"'
        )
        yield Fault("archive_missing", "ArchiveIncomplete", message, of="link")
    for end, beyond in (("last", "next"), ("first", "previous")):
        if beyond in by_relation and set(feed_urls) & set(_hrefs(by_relation.get(end, ()))):
            message = f'the {end} page of the feed has a link with rel="{beyond}": remove it'
            yield Fault("past_end", "LinkPastEnd", message, of="link", element=by_relation[beyond][0])


def _complete(by_relation: "Links", feed_urls: list[str]) -> Iterable[Fault]:
    for relation in _PAGING:
        if relation not in by_relation:
            continue
        link = by_relation[relation][0]
        if relation != "current":
            message = f'a complete feed has no other pages: remove the link with rel="{relation}" or <fh:complete>'
            yield Fault("complete", "FeedRelInCompleteFeed", message, of="link", element=link)
        elif feed_urls and _hrefs(by_relation[relation]) != feed_urls:
            message = (
                "a complete feed is itself the current document: "
                f'write {quote(feed_urls[0], 96)} into the link with rel="current"'
            )
            yield Fault("current", "CurrentNotSelfInCompleteFeed", message, of="link", element=link)


def check_entry_paging(node: Node) -> Iterable[Fault]:
    """Check that an entry has no paging links, a rule of the entry's schema."""
    for relation, elements in links_by_relation(node).items() if LINK in node.counts else ():
        if relation in _PAGING:
            message = f'a link with rel="{relation}" belongs to the feed, not to an entry: remove it'
            yield Fault("paging", "FeedHistoryRelInEntry", message, of="link", element=elements[0])
