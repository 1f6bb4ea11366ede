"""Rules of Atom documents (RFC 4287): those that concern several elements, and those of the model."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

import attrs

from newsfeed.body.outline import markup_blocks
from newsfeed.findings import Finding, Severity
from newsfeed.formats.atom import elements
from newsfeed.io.xml import Document
from newsfeed.model import Feed, Markup, Story
from newsfeed.plugins import CheckContext
from newsfeed.syndication.rules import namespace_rules
from newsfeed.syndication.rules.atom_links import links_by_relation
from newsfeed.syndication.rules.atom_media_types import essence, is_base64
from newsfeed.syndication.rules.walk import FeedWalk
from newsfeed.validation import documents, w3c
from newsfeed.validation.element_schemas import (
    ELEMENTS,
    EXTENSION_ELEMENT,
    UNCHECKED_ELEMENT,
    ElementSchema,
    code_part,
)
from newsfeed.validation.faults import Fault, quote
from newsfeed.validation.links import absolute_iri
from newsfeed.validation.nodes import Node
from newsfeed.values import iris
from newsfeed.values.namespaces import ATOM, XHTML, split_name

if TYPE_CHECKING:
    from lxml import etree

RFC4287: Final = "https://www.rfc-editor.org/rfc/rfc4287"

_AUTHOR: Final = f"{{{ATOM}}}author"
_CONTENT: Final = f"{{{ATOM}}}content"
_SOURCE: Final = f"{{{ATOM}}}source"
_SUMMARY: Final = f"{{{ATOM}}}summary"
OBSOLETE_NAMESPACE_START: Final = "http://purl.org/atom/ns"
"""Start of the namespaces of all drafts of Atom before RFC 4287."""
_REPEATED_ID: Final = "atom.entry.id.repeated"
_MANY_ENTRIES: Final = 10
"""Number of entries from which a single id for all of them is one fault of the feed."""
_PERSONS: Final = frozenset((_AUTHOR, f"{{{ATOM}}}contributor"))


# --- rules of several elements ---

_AUTHOR_MISSING: Final = Fault(
    "missing",
    "MissingElement",
    "neither <entry> nor its <feed> has an <author>: add one to either of them",
    of="author",
)


def _check_feed(node: Node) -> Iterable[Fault]:
    state = node.walk.state
    if "self" not in links_by_relation(node):
        message = (
            '<feed> has no <link rel="self">, so readers cannot find the address to subscribe to: '
            "add one with the URL of this feed"
        )
        yield Fault("self_missing", "MissingSelf", message, of="link")
    if not node.has(_AUTHOR):
        for entry_node in state.entries_without_author:
            node.walk.report(entry_node, _AUTHOR_MISSING)
    yield from _check_entries_last(node)


def _check_entries_last(node: Node) -> Iterator[Fault]:
    """Check that the entries follow the metadata of the feed (section 4.1.1)."""
    first_entry = node.element.find(ENTRY.name)
    for sibling in first_entry.itersiblings(f"{{{ATOM}}}*") if first_entry is not None else ():
        if sibling.tag != ENTRY.name and sibling.tag in node.schema.children:
            local = split_name(str(sibling.tag))[1]
            message = f"<{local}> follows an <entry>: write entries last, since streaming readers stop at the first one"
            yield Fault("misplaced", "MisplacedMetadata", message, of=local, element=sibling)


def _check_entry(node: Node) -> Iterable[Fault]:
    yield from _check_text_or_link(node, "alternate" in links_by_relation(node))
    if not node.has(_AUTHOR) and node.element.find(f"{_SOURCE}/{_AUTHOR}") is None:
        node.walk.state.entries_without_author.append(node)
        if node.parent is None:
            yield _AUTHOR_MISSING


def _check_text_or_link(node: Node, has_alternate: bool) -> Iterator[Fault]:
    """Check that an entry has text, or at least an address where the text is (section 4.1.2)."""
    content = node.element.find(_CONTENT)
    has_summary = node.has(_SUMMARY)
    if content is None:
        if not has_alternate:
            message = '<entry> has neither <content> nor <link rel="alternate">: add one of them'
            yield Fault("empty", "MissingContentOrAlternate", message)
        if not has_summary:
            message = "<entry> has neither <content> nor <summary>, so readers show only its title: add one of them"
            yield Fault("textless", "MissingTextualContent", message)
    elif not has_summary and (content.get("src") is not None or _is_file(content)):
        message = "<content> is a file or a link to one: add a <summary> for readers that cannot show the file"
        yield Fault("missing", "MissingSummary", message, of="summary")


def _is_file(content: "etree._Element") -> bool:
    """Return whether content is an encoded file that only some readers can show, unlike HTML."""
    media_type = essence(content.get("type") or "")
    return is_base64(media_type) and not media_type.endswith("/html")


ENTRY: Final = elements.entry(_check_entry)
"""The schema of an entry."""

FEED: Final = elements.feed(ENTRY, _check_feed)
"""The schema of a feed."""

_ROOTS: Final[dict[str, ElementSchema]] = {FEED.name: FEED, ENTRY.name: ENTRY}


class AtomWalk(FeedWalk):
    """The walk over an Atom document, where extensions are allowed almost everywhere (section 6)."""

    def unknown_child(self, node: Node, child: "etree._Element") -> ElementSchema:
        """Judge a child that the schema of its parent does not list, and return the schema to check it with.

        Extensions are accepted in persons, too; those without a namespace are reported (section 6.4 allows both).
        """
        namespace, local = split_name(str(child.tag))
        if node.schema.name in _PERSONS and namespace and namespace not in (ATOM, XHTML):
            return UNCHECKED_ELEMENT
        is_in_atom = node.schema.content is ELEMENTS and split_name(node.schema.name)[0] == ATOM
        if namespace or ":" in local or not is_in_atom:
            return super().unknown_child(node, child)
        message = f"the extension element <{local[:64]}> has no namespace, so its meaning is unknown: give it one"
        self.report(node, Fault("no_namespace", "UndeterminableVocabulary", message, of=code_part(local)))
        return EXTENSION_ELEMENT


# --- documents ---


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate an Atom document: a feed or a single entry.

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
    wrong_root = _correct_root(document)
    namespace_rules.correct_names(document, declared)
    walk = AtomWalk(document, core=ATOM, state=elements.AtomState())
    if wrong_root is not None:
        walk.report(None, wrong_root)
    walk.run(_ROOTS)
    for fault in namespace_rules.check_declarations(walk, declared):
        walk.report(None, fault)
    yield from _without_repeated_ids(walk)


def _without_repeated_ids(walk: AtomWalk) -> Iterator[Finding]:
    """Yield the findings, with a single one for an id that all of many entries share."""
    findings = list(walk.findings())
    count = len(walk.document.root.findall(ENTRY.name))
    if count < _MANY_ENTRIES or sum(finding.code == _REPEATED_ID for finding in findings) < count - 1:
        yield from findings
        return
    has_reported = False
    for finding in findings:
        if finding.code != _REPEATED_ID:
            yield finding
        elif not has_reported:
            has_reported = True
            message = f"all {count} entries have the same <id>: write one for each that no other entry has"
            reference = w3c.reference("DuplicateIds")
            yield attrs.evolve(
                finding, code="atom.entry.id.same", message=message, severity=Severity.ERROR, reference=reference
            )


def _correct_root(document: Document) -> Fault | None:
    """Return the fault of a root element that is not of Atom; if it is only in another namespace, correct that."""
    namespace, local = split_name(str(document.root.tag))
    if namespace.startswith(OBSOLETE_NAMESPACE_START):
        message = f'the namespace {quote(namespace)} is of an obsolete draft of Atom: write xmlns="{ATOM}"'
        return Fault("namespace_obsolete", "ObsoleteNamespace", message)
    if document.root.tag in _ROOTS:
        return None
    if local in ("feed", "entry"):
        namespace_rules.rename(document.root, {namespace: ATOM})
        if not namespace:
            return Fault("namespace_missing", "MissingNamespace", f'<{local}> has no namespace: write xmlns="{ATOM}"')
        message = f'<{local}> is in the namespace {quote(namespace)}: write xmlns="{ATOM}"'
        return Fault("namespace", "InvalidNamespace", message)
    message = f'the root element is <{local[:64]}>, so this is not Atom: begin with <feed xmlns="{ATOM}">'
    return Fault("root", "UndefinedElement", message)


RULES: Final = documents.FormatRules(
    name="atom",
    title="Atom",
    schema="atom/atom.rng",
    standard=RFC4287,
    rules=_check_document,
    in_schema=lambda _document: True,
)


# --- the model ---


def check_model(feed: Feed) -> Iterator[Finding]:
    """Validate a feed and its stories before they are written.

    Yields:
        findings with paths that begin with `feed`.
    """
    if not feed.title:
        message = "the feed has no title, and Atom requires one: set title"
        yield _model_finding("feed.title", "atom.feed.title.missing", message, "4.1.1")
    if not (feed.id or feed.feed_url or feed.url):
        message = "the feed has no id, and Atom requires one: set id, feed_url or url"
        yield _model_finding("feed.id", "atom.feed.id.missing", message, "4.1.1")
    if not (feed.updated or any(story.updated or story.published for story in feed.stories)):
        message = "the feed has no date, and Atom requires the time of its last change: set updated"
        yield _model_finding("feed.updated", "atom.feed.updated.missing", message, "4.1.1")
    if feed.id and iris.is_iri(feed.id):
        yield from _id_findings(feed.id, "feed.id", "atom.feed.id", "4.2.6")
    ids: set[str] = set()
    for index, story in enumerate(feed.stories):
        if story.status == "usable":
            yield from _check_story(story, f"feed.stories[{index}]", ids)
            ids.add(story.id)


def _id_findings(identifier: str, path: str, code: str, section: str) -> Iterator[Finding]:
    """Yield the findings about an IRI that breaks the rules of its scheme; it is written all the same, as readers know it."""
    for fault in absolute_iri(identifier):
        severity = fault.severity or w3c.severity(fault.event)
        yield _model_finding(
            path, f"{code}.{fault.problem}", f"the id is not valid: {fault.message}", section, severity
        )


def _check_story(story: Story, path: str, earlier_ids: set[str]) -> Iterator[Finding]:
    if not (story.updated or story.published):
        message = "the story has no date, and Atom requires the time of its last change: set updated or published"
        yield _model_finding(f"{path}.updated", "atom.entry.updated.missing", message, "4.1.2")
    if not story.headline:
        message = "the story has no headline, and Atom requires a title: set headline"
        yield _model_finding(f"{path}.headline", "atom.entry.title.empty", message, "4.1.2", Severity.WARNING)
    if not iris.is_name(story.id):
        message = "the id is not an IRI, so Atom gets a URN derived from it: set an id that is an https: or tag: URI"
        yield _model_finding(f"{path}.id", "atom.entry.id.not_iri", message, "4.2.6", Severity.WARNING)
    else:
        yield from _id_findings(story.id, f"{path}.id", "atom.entry.id", "4.2.6")
    if story.id in earlier_ids:
        message = "another story has the same id: give each story an id of its own"
        yield _model_finding(f"{path}.id", "atom.entry.id.duplicate", message, "4.2.6")
    for block_path, markup in markup_blocks(story):
        if Markup.clean(markup.html) != markup:
            message = "the HTML is not canonical, and readers may remove parts of it: pass it through Markup.clean"
            code = "atom.entry.content.unclean"
            yield _model_finding(f"{path}.{block_path}", code, message, "8.1", Severity.INFO)


def _model_finding(path: str, code: str, message: str, clause: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(severity=severity, code=code, message=message, path=path, reference=f"{RFC4287}#section-{clause}")
