"""The rules of Atom documents (RFC 4287), and what Atom objects to in the model."""

from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from newsfeed.findings import Finding, Severity
from newsfeed.formats.atom import elements, text
from newsfeed.formats.atom.vocabulary import OBSOLETE, UNSUPPORTED
from newsfeed.io.xml import Document
from newsfeed.model import Feed, Markup, Story
from newsfeed.plugins import CheckContext
from newsfeed.syndication.rules import rss_extensions
from newsfeed.validation import documents
from newsfeed.validation.engine import ELEMENTS, FOREIGN, NOT_LOOKED_AT, UNKNOWN, Element, Node, Walk, code_part
from newsfeed.validation.faults import Fault, shown
from newsfeed.values import iris
from newsfeed.values.namespaces import ATOM, DC, DCTERMS, PREFIXES, XHTML, split

RFC: Final = "https://www.rfc-editor.org/rfc/rfc4287"


def _name(local: str) -> str:
    return f"{{{ATOM}}}{local}"


# --- rules ---


def _feed(node: Node) -> Iterable[Fault]:
    state = node.walk.state
    found = state.take_links(node)
    elements.alternates(node, found)
    if not any(elements.relation(link.element) == "self" for link in found):
        message = 'has no link rel="self": add one with the URL of this feed, which readers subscribe to'
        yield Fault("self_missing", "MissingSelf", message, of="link")
    if not node.has(_name("author")):
        for entry in state.authorless:
            node.walk.report(entry, _AUTHOR)
    yield from _misplaced(node)
    yield from _prefix(node)


def _misplaced(node: Node) -> Iterator[Fault]:
    """Check that the entries stand behind what describes the feed (RFC 4287 section 4.1.1)."""
    first = node.element.find(ENTRY.name)
    for sibling in first.itersiblings(f"{{{ATOM}}}*") if first is not None else ():
        if sibling.tag != ENTRY.name and sibling.tag in node.row.children:
            local = split(str(sibling.tag))[1]
            message = f"{local} stands behind an entry: write the entries last, for readers that stream"
            yield Fault("misplaced", "MisplacedMetadata", message, of=local, element=sibling)


_AUTHOR: Final = Fault(
    "missing", "MissingElement", "neither the entry nor its feed has the element author: add it to one", of="author"
)


def _prefix(node: Node) -> Iterable[Fault]:
    for _, fault in text.prefixed(node, node.element):
        yield fault


def _entry(node: Node) -> Iterable[Fault]:
    found = node.walk.state.take_links(node)
    elements.alternates(node, found)
    yield from _substance(node, any(elements.relation(link.element) == "alternate" for link in found))
    if not node.has(_name("author")) and node.element.find(f"{_name('source')}/{_name('author')}") is None:
        node.walk.state.authorless.append(node)
        if node.parent is None:
            yield _AUTHOR
    if node.parent is None:
        yield from _prefix(node)


def _substance(node: Node, has_alternate: bool) -> Iterator[Fault]:
    """Check that an entry has something to read, or to go to (RFC 4287 section 4.1.2)."""
    content = node.element.find(_name("content"))
    has_summary = node.has(_name("summary"))
    if content is None:
        if not has_alternate:
            message = 'has neither content nor a link rel="alternate": add one of them'
            yield Fault("empty", "MissingContentOrAlternate", message)
        if not has_summary:
            message = "has neither content nor summary, and readers show its title only: add one of them"
            yield Fault("textless", "MissingTextualContent", message)
    elif not has_summary and (content.get("src") is not None or text.is_base64(content)):
        message = "it holds a file, or links to one: add a summary, for readers that cannot show the file"
        yield Fault("missing", "MissingSummary", message, of="summary")


ENTRY: Final = elements.entry(_entry)
FEED: Final = elements.feed(ENTRY, _feed)
_ROOTS: Final[dict[str, Element]] = {FEED.name: FEED, ENTRY.name: ENTRY}


_PERSONS: Final = frozenset((_name("author"), _name("contributor")))


class AtomWalk(Walk):
    """The walk over an Atom document: extensions may stand almost anywhere (RFC 4287 section 6)."""

    known = frozenset(name for name in rss_extensions.KNOWN if split(name)[0] not in (DC, DCTERMS))

    def stranger(self, node: Node, child: "etree._Element") -> Element:
        """Take extensions in persons too, and doubt those that are in no namespace (section 6.4 allows both)."""
        namespace, local = split(str(child.tag))
        if node.row.name in _PERSONS and namespace in PREFIXES and namespace not in (ATOM, XHTML):
            return NOT_LOOKED_AT
        of_atom = node.row.content is ELEMENTS and split(node.row.name)[0] == ATOM
        if namespace or ":" in local or not (of_atom or node.row.content is FOREIGN):
            return super().stranger(node, child)
        if node.row.content is ELEMENTS:
            message = f"the extension {shown(local)} is in no namespace, and may mean anything: give it one"
            self.report(node, Fault("no_namespace", "UndeterminableVocabulary", message, of=code_part(local)))
        return UNKNOWN

    def extension_attribute(self, _node: Node, _namespace: str) -> bool:
        """Attributes of other vocabularies are allowed on every element (section 6.3)."""
        return False

    def unknown_namespace(self, node: Node, namespace: str) -> None:
        """Note a namespace that is not known, or is known and not looked into, once."""
        if namespace not in UNSUPPORTED:
            super().unknown_namespace(node, namespace)
        elif namespace not in self._namespaces:
            self._namespaces.add(namespace)
            message = f"the namespace {shown(namespace, 96)} is not looked into: few readers know what is in it"
            self.report(node, Fault("namespace_unsupported", "UnsupportedNamespace", message))


# --- documents ---


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Check an Atom document, a feed or an entry.

    Args:
        data: its bytes.
        checking: what it may use, and a schema instead of the bundled one.
    """
    yield from documents.check(data, checking, RULES)


def _rules(document: Document) -> Iterator[Finding]:
    walk = AtomWalk(document, core=ATOM, state=elements.Seen())
    if walk.run(_ROOTS) is None:
        walk.report(None, _wrong_root(document.root))
    for fault in rss_extensions.namespaces(walk):
        if fault.event != "NonstdPrefix" or ATOM not in fault.message:  # Atom itself is best without a prefix
            walk.report(None, fault)
    yield from walk.findings()


def _wrong_root(root: "etree._Element") -> Fault:
    namespace, local = split(str(root.tag))
    if namespace.startswith(OBSOLETE):
        message = (
            f'the namespace {shown(namespace)} is of a draft of Atom, and obsolete: write Atom 1.0, xmlns="{ATOM}"'
        )
        return Fault("namespace_obsolete", "ObsoleteNamespace", message)
    if local in ("feed", "entry"):
        message = f'{local} is in the namespace {shown(namespace)}: write xmlns="{ATOM}"'
        return Fault("namespace", "InvalidNamespace", message)
    message = f'the root element is {local[:64]}, which is not Atom: begin with <feed xmlns="{ATOM}">'
    return Fault("root", "UndefinedElement", message)


RULES: Final = documents.Rules(
    name="atom",
    title="Atom",
    schema="atom/atom.rng",
    standard=RFC,
    rules=_rules,
    in_schema=lambda _document: True,
)


# --- the model ---


def check_model(feed: Feed) -> Iterator[Finding]:
    """Say what Atom would object to in a feed and its stories.

    Args:
        feed: with its stories.
    """
    if not feed.title:
        yield _model("feed.title", "atom.feed.title.missing", "Atom requires a title: give one", "4.1.1")
    if not (feed.id or feed.feed_url or feed.url):
        yield _model("feed.id", "atom.feed.id.missing", "Atom requires an id: give id, feed_url or url", "4.1.1")
    if not (feed.updated or any(story.updated or story.published for story in feed.stories)):
        yield _model("feed.updated", "atom.feed.updated.missing", "Atom requires a date: give updated", "4.1.1")
    seen: set[str] = set()
    for index, story in enumerate(feed.stories):
        if story.status == "usable":
            yield from _check_story(story, f"feed.stories[{index}]", seen)
            seen.add(story.id)


def _check_story(story: Story, path: str, seen: set[str]) -> Iterator[Finding]:
    if not (story.updated or story.published):
        message = "Atom requires the date of the last change: give updated or published"
        yield _model(f"{path}.updated", "atom.entry.updated.missing", message, "4.1.2")
    if not story.headline:
        yield _model(
            f"{path}.headline",
            "atom.entry.title.empty",
            "Atom requires a title: give a headline",
            "4.1.2",
            Severity.WARNING,
        )
    if not iris.is_iri(story.id):
        message = "Atom requires an IRI as id: this one is written as a URN made of it; give a tag: or https: one"
        yield _model(f"{path}.id", "atom.entry.id.not_iri", message, "4.2.6", Severity.WARNING)
    if story.id in seen:
        yield _model(f"{path}.id", "atom.entry.id.duplicate", "another story has this id: give each its own", "4.2.6")
    if story.embargo:
        message = "Atom has no embargo: hold the story back (status withheld) until it ends"
        yield _model(f"{path}.embargo", "atom.entry.embargo", message, "4.1.2", Severity.WARNING)
    for at, section in enumerate(story.sections):
        for block in section.blocks:
            if isinstance(block, Markup) and Markup.clean(block.html) != block:
                message = "the HTML is not canonical, and may hold what readers take out: pass it through Markup.clean"
                yield _model(f"{path}.sections[{at}]", "atom.entry.content.unclean", message, "8.1", Severity.INFO)


def _model(path: str, code: str, message: str, clause: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(severity=severity, code=code, message=message, path=path, reference=f"{RFC}#section-{clause}")
