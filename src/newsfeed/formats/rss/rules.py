"""Rules of RSS 2.0 and its Best Practices Profile: those that concern several elements, and those of the model."""

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from newsfeed.body.outline import markup_blocks
from newsfeed.classes.computed import CachedProperty
from newsfeed.findings import Finding, Severity
from newsfeed.formats.rss import elements
from newsfeed.formats.rss.rdf_elements import rdf
from newsfeed.io.xml import Document
from newsfeed.model import Feed, Story
from newsfeed.plugins import CheckContext
from newsfeed.syndication.rules import namespace_rules
from newsfeed.syndication.rules.atom_links import links_by_relation
from newsfeed.syndication.rules.walk import FeedWalk
from newsfeed.validation import documents, html, w3c
from newsfeed.validation.element_schemas import UNCHECKED_ELEMENT, ElementSchema, code_part
from newsfeed.validation.faults import Fault, quote
from newsfeed.validation.nodes import Node
from newsfeed.values.namespaces import (
    ATOM,
    CC,
    CC_RDF,
    CONTENT,
    DC,
    DCTERMS,
    PREFIXES,
    RDF,
    RSS090,
    RSS10,
    SLASH,
    XHTML,
    XML,
    XSI,
    split_name,
)

SPECIFICATION: Final = "https://www.rssboard.org/rss-specification"

_CHANNEL_EQUIVALENTS: Final = (
    ("copyright", f"{{{DC}}}rights"),
    ("language", f"{{{DC}}}language"),
    ("webMaster", f"{{{DC}}}publisher"),
    ("managingEditor", f"{{{DC}}}creator"),
    ("lastBuildDate", f"{{{DCTERMS}}}modified"),
    ("pubDate", f"{{{DC}}}date"),
    ("category", f"{{{DC}}}subject"),
    ("generator", "{http://webns.net/mvcb/}generatorAgent"),
    (f"{{{CC}}}license", f"{{{CC_RDF}}}license"),
)
_ITEM_EQUIVALENTS: Final = (
    ("author", f"{{{DC}}}creator"),
    ("category", f"{{{DC}}}subject"),
    ("pubDate", f"{{{DC}}}date"),
    ("source", f"{{{DC}}}source"),
    ("guid", f"{{{ATOM}}}id"),
    ("pubDate", f"{{{ATOM}}}published"),
    (f"{{{CC}}}license", f"{{{CC_RDF}}}license"),
)
"""Pairs of elements with the same meaning; the first of each pair is to be kept."""

_ENCODED: Final = f"{{{CONTENT}}}encoded"
_ATOM_ID: Final = f"{{{ATOM}}}id"
_LANG: Final = f"{{{XML}}}lang"
_BODY: Final = f"{{{XHTML}}}body"
_ATOM_TEXTS: Final = {"title": "title", "content": "description", "subtitle": "description", "rights": "copyright"}
"""The elements of RSS that mean the same as the texts of Atom."""


# --- rules of several elements ---


def _check_equivalents(node: Node, pairs: tuple[tuple[str, str], ...], event: str) -> Iterable[Fault]:
    """Report pairs of elements with the same meaning, at the one to be kept."""
    for kept_name, redundant_name in pairs:
        if redundant_name in node.counts and kept_name in node.counts:
            preferred, redundant = node.walk.qualified_name(kept_name), node.walk.qualified_name(redundant_name)
            message = (
                f"<{preferred}> and <{redundant}> mean the same, and readers differ in the one they use: "
                f"keep only <{preferred}>"
            )
            code = "_".join(code_part(part) for part in preferred.split(":"))
            yield Fault("said_twice", event, message, of=code)


def _check_channel(node: Node) -> Iterable[Fault]:
    yield from _check_equivalents(node, _CHANNEL_EQUIVALENTS, "DuplicateSemantics")
    yield from _check_atom_texts(node)
    if elements.version_of(node) == "2.0" and "self" not in links_by_relation(node):
        message = (
            '<channel> has no <atom:link rel="self">, so readers cannot find the address to subscribe to: '
            "add one with the URL of this feed"
        )
        yield Fault("self_missing", "MissingAtomSelfLink", message, of="atom_link")
    if not (node.has("language") or node.has(f"{{{DC}}}language") or _has_xml_lang(node)):
        message = "<channel> has no <language>: add one, for example <language>en-us</language>"
        yield Fault("missing", "MissingDCLanguage", message, of="language")
    yield from _check_items_last(node)
    yield from _check_image(node)


def _has_xml_lang(node: Node) -> bool:
    return _LANG in node.element.attrib or (node.parent is not None and _LANG in node.parent.element.attrib)


def _check_items_last(node: Node) -> Iterable[Fault]:
    last_child = node.element[-1] if len(node.element) else None
    while last_child is not None and not isinstance(last_child.tag, str):
        last_child = last_child.getprevious()
    if "item" in node.counts and last_child is not None and last_child.tag != "item":
        message = (
            "an <item> precedes other channel elements: write items last, since streaming readers stop at the first"
        )
        yield Fault("misplaced", "MisplacedItem", message, of="item")


def _check_image(node: Node) -> Iterable[Fault]:
    """Check that the title and link of the image are those of the channel (RSS 2.0, optional channel elements)."""
    image = node.element.find("image") if node.has("image") else None
    if image is None:
        return
    for name, event in (("title", "ImageTitleDoesntMatch"), ("link", "ImageLinkDoesntMatch")):
        image_text, channel_text = image.findtext(name), (node.element.findtext(name) or "").strip()
        if image_text is not None and channel_text and image_text.strip() != channel_text:
            message = f"the <{name}> of <image> differs from that of <channel>: write {quote(channel_text)}"
            yield Fault("differs", event, f"{message}, not {quote(image_text.strip())}", of=f"image.{name}")


def _is_name_of_author(node: Node) -> bool:
    """Return whether `<dc:creator>` is the name in `<author>`."""
    author, creator = node.element.findtext("author") or "", node.element.findtext(f"{{{DC}}}creator") or ""
    return author.strip().endswith(f"({creator.strip()})")


def _check_item(node: Node) -> Iterable[Fault]:
    counts = node.counts
    if "title" not in counts and "description" not in counts:
        message = "<item> has neither <title> nor <description>: add one of them"
        yield Fault("empty", "ItemMustContainTitleOrDescription", message)
    if "guid" not in counts and elements.version_of(node).startswith("2."):
        message = (
            "<item> has no <guid>, so readers cannot tell it from other items: "
            "add one, for example the item's permanent link"
        )
        yield Fault("missing", "MissingGuid", message, of="guid")
    for fault in _check_equivalents(node, _ITEM_EQUIVALENTS, "DuplicateItemSemantics"):
        # Most readers show the name alone; the address is for those that know <author>.
        is_name = fault.child == "author" and _is_name_of_author(node)
        yield attrs.evolve(fault, severity=Severity.INFO) if is_name else fault
    yield from _check_atom_texts(node)
    yield from _check_atom_id(node)
    yield from _check_encoded_after_description(node)
    yield from _check_comments_date(node)


def _check_atom_texts(node: Node) -> Iterable[Fault]:
    """Report texts of Atom and XHTML with the meaning of elements of RSS."""
    for local, element_name in _ATOM_TEXTS.items():
        name = f"{{{ATOM}}}{local}"
        text = node.element.find(name) if name in node.counts else None
        if text is not None and text.get("src") is None:
            message = f"<atom:{local}> means the same as <{element_name}>, which all readers know: write only that"
            yield Fault("said_twice", "DuplicateDescriptionSemantics", message, of=f"atom_{local}", element=text)
    if _BODY in node.counts:
        message = "<xhtml:body> means the same as <description>, which all readers know: write the text as HTML there"
        yield Fault("said_twice", "DuplicateDescriptionSemantics", message, of="xhtml_body")


def _check_atom_id(node: Node) -> Iterable[Fault]:
    text = (node.element.findtext(_ATOM_ID) or "").strip() if _ATOM_ID in node.counts else ""
    atom_ids = node.walk.state.atom_ids
    if text and text in atom_ids:
        message = f"another <item> has the <atom:id> {quote(text, 96)} too: write one that no other item has"
        yield Fault("same_id", "DuplicateValue", message)
    atom_ids.add(text)


def _check_encoded_after_description(node: Node) -> Iterable[Fault]:
    if _ENCODED not in node.counts:
        return
    if "description" not in node.counts:
        message = (
            "<content:encoded> has no <description> before it, and some readers show that only: add one with a summary"
        )
        yield Fault("order", "NeedDescriptionBeforeContent", message, of="content_encoded")
        return
    names = [child.tag for child in node.element]
    if names.index(_ENCODED) < names.index("description"):
        message = (
            "<content:encoded> precedes <description>, and some readers use the last of the two: "
            "write <description> first"
        )
        yield Fault("order", "NeedDescriptionBeforeContent", message, of="content_encoded")


def _check_comments_date(node: Node) -> Iterable[Fault]:
    """Check that a feed with comment counts is dated, since these change without a new item."""
    if f"{{{SLASH}}}comments" in node.counts and node.parent is not None:
        channel = node.parent.element
        if channel.find("lastBuildDate") is None:
            message = "the number in <slash:comments> changes, but <channel> has no <lastBuildDate>: add one"
            yield Fault("date", "SlashDate", message, of="slash_comments")


RSS: Final = elements.rss(elements.item(_check_item), _check_channel)
"""The schema of an RSS 2.0 document."""

RDF_ROOT: Final = rdf()
"""The schema of an RSS 1.0 document."""


class RssWalk(FeedWalk):
    """The walk over an RSS document."""

    def child_of_extension(self, node: Node, namespace: str, local: str) -> ElementSchema:
        """Judge a child of an element of an unknown vocabulary, and return the schema to check it with.

        RSS allows other elements only if they are in a namespace (Extending RSS).
        """
        if not namespace:
            message = f"<{local}> inside an extension has no namespace: write it with the prefix of the extension"
            self.report(node, Fault("no_namespace", "NotInANamespace", message))
        return UNCHECKED_ELEMENT

    def extension_attribute(self, node: Node, namespace: str) -> str:
        """Return the W3C code of an attribute of another vocabulary, or "" if it is allowed.

        The specification at Harvard forbids them, that of the RSS Advisory Board allows them; `<docs>` names the one
        that a feed follows.
        """
        if namespace == RDF:
            return ""
        if namespace in PREFIXES and namespace != XSI:
            return "UnexpectedAttribute"
        is_core = not split_name(node.schema.name)[0]
        return "UseOfExtensionAttr" if is_core and not self._allows_attributes else ""

    @CachedProperty
    def _allows_attributes(self) -> bool:
        return "rssboard.org" in (self.document.root.findtext("channel/docs") or "")


# --- documents ---


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate an RSS document.

    Args:
        data: the document.
        checking: limits, and the path of a schema to use instead of the bundled one.

    Yields:
        findings in document order, followed by those of the schema.

    Raises:
        OSError: the caller's schema cannot be opened.
        ReadError: the caller's schema is not a schema.
    """
    yield from documents.check_document(data, checking, RULES)


def _check_document(document: Document) -> Iterator[Finding]:
    declared = namespace_rules.declarations(document)
    namespace_rules.correct_names(document, declared)
    wrong_root = _correct_root(document)
    is_rdf = document.root.tag == RDF_ROOT.name
    walk = RssWalk(document, core=RSS10 if is_rdf else "", state=elements.RssState())
    walk.state.is_090 = is_rdf and any(declaration.uri == RSS090 for declaration in declared)
    if walk.state.is_090:
        namespace_rules.rename(document.root, {RSS090: RSS10})
    if wrong_root is not None:
        walk.report(None, wrong_root)
    walk.run({RSS.name: RSS, RDF_ROOT.name: RDF_ROOT})
    for fault in namespace_rules.check_declarations(walk, declared):
        walk.report(None, fault)
    yield from walk.findings()


def _correct_root(document: Document) -> Fault | None:
    """Return the fault of a root element that is not of RSS; if it is only in a namespace, remove that."""
    namespace, local = split_name(str(document.root.tag))
    if local == "rss" and namespace:
        namespace_rules.rename(document.root, {namespace: ""})
        message = f"<rss> is in the namespace {quote(namespace)}: write it without a namespace"
        return Fault("namespace", "InvalidNamespace", message)
    if document.root.tag in (RSS.name, RDF_ROOT.name):
        return None
    message = f'the root element is <{local}>, so this is not RSS: begin with <rss version="2.0">'
    return Fault("root", "UndefinedElement", message)


def _is_in_schema(document: Document) -> bool:
    """Return whether the bundled schema is about this document: it describes RSS 2.0 only."""
    return document.root.tag == "rss" and (document.root.get("version") or "").strip() in ("2.0", "")


RULES: Final = documents.FormatRules(
    name="rss",
    title="RSS",
    schema="rss/rss.rng",
    standard=SPECIFICATION,
    rules=_check_document,
    in_schema=_is_in_schema,
)


# --- the model ---


def check_model(feed: Feed) -> Iterator[Finding]:
    """Validate a feed and its stories before they are written.

    Yields:
        findings with paths that begin with `feed`.
    """
    if not feed.title:
        message = "the feed has no title, and RSS requires a <title> in <channel>: set title"
        yield _model_finding(Severity.ERROR, "rss.channel.title.missing", "feed.title", message)
    if not feed.url:
        message = "the feed has no url, and RSS requires a <link> in <channel>: set url to the address of the site"
        yield _model_finding(Severity.ERROR, "rss.channel.link.missing", "feed.url", message)
    if not (feed.description or feed.title):
        message = "the feed has no description, and RSS requires a <description> in <channel>: set description"
        yield _model_finding(Severity.ERROR, "rss.channel.description.missing", "feed.description", message)
    first_index_of: dict[str, int] = {}
    for index, story in enumerate(feed.stories):
        yield from _check_story(story, f"feed.stories[{index}]")
        first_index = first_index_of.setdefault(story.id, index)
        if story.id and first_index != index:
            message = f"feed.stories[{first_index}] has the same id: give each story an id of its own"
            yield _model_finding(Severity.ERROR, "rss.item.guid.repeated", f"feed.stories[{index}].id", message)


def _check_story(story: Story, path: str) -> Iterator[Finding]:
    if not str(story.headline) and not str(story.summary):
        message = "the story has neither a headline nor a summary, and RSS requires one of them: add one"
        yield _model_finding(Severity.ERROR, "rss.item.empty", f"{path}.headline", message)
    if not story.id:
        message = "the story has no id, so readers cannot tell it from others: set id"
        yield _model_finding(Severity.WARNING, "rss.item.guid.missing", f"{path}.id", message)
    for name, element in (("headline", "title"), ("summary", "description")):
        for fault in html.check_plain_text(str(getattr(story, name)), encoded=True):
            code = f"rss.item.{element}.{fault.problem}"
            yield _model_finding(Severity.WARNING, code, f"{path}.{name}", fault.message, fault.event)
    for block_path, markup in markup_blocks(story):
        for fault in html.check_fragment(markup.html):
            code = f"content.encoded.{fault.problem}"
            yield _model_finding(w3c.severity(fault.event), code, f"{path}.{block_path}", fault.message, fault.event)


def _model_finding(severity: Severity, code: str, path: str, message: str, event: str = "") -> Finding:
    return Finding(
        severity=severity,
        code=code,
        message=message,
        path=path,
        reference=w3c.reference(event) if event else SPECIFICATION,
    )
