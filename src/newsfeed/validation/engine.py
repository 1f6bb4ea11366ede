"""One walk over a feed's tree, by rows that say what may stand where."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, Final

import attrs
from lxml import etree

from newsfeed.findings import Finding
from newsfeed.io.xml import Document
from newsfeed.validation import html, links, values, w3c
from newsfeed.validation.faults import Fault, Value, shown
from newsfeed.values.namespaces import CLOSED, PREFIXES, RDF, XHTML, XML, split


class Content(Enum):
    """What may stand inside an element."""

    TEXT = "character data"
    EMPTY = "nothing"
    ELEMENTS = "child elements"
    ANY = "anything; the element's own rules look at it"
    NOTHING = "anything; nothing looks at it"
    FOREIGN = "elements of a vocabulary that is not known; each must be in a namespace"


TEXT: Final = Content.TEXT
EMPTY: Final = Content.EMPTY
ELEMENTS: Final = Content.ELEMENTS
ANY: Final = Content.ANY
NOTHING: Final = Content.NOTHING
FOREIGN: Final = Content.FOREIGN


@attrs.frozen
class Attribute:
    """What an attribute may be.

    Attributes:
        value: the check of its value.
        required: whether it must be there.
        missing: the event where it is not; `MissingRecommendedAttribute` makes it a warning.
    """

    value: Value | None = None
    required: bool = attrs.field(default=False, kw_only=True)
    missing: str = attrs.field(default="MissingAttribute", kw_only=True)


class Element:
    """A row: what an element may hold, and how often it may stand in its parent.

    Args:
        name: in Clark notation.
        code: the finding's code without the problem, `rss.item.guid`.
        once: whether a second one in the same parent is a fault.
        required: whether the parent must have one.
        content: what may stand inside.
        value: check of the text, white space around it taken away; not called for an empty text unless `blank` is "".
        attributes: those that there are, by name.
        rules: checks of the whole element.
        missing, duplicate, blank: events of these faults; `blank=""` allows an empty text.
        foreign: whether attributes and children of other vocabularies are taken without a word.
        raw: whether the value check sees the white space around the text.
    """

    __slots__ = (
        "attributes",
        "blank",
        "children",
        "code",
        "content",
        "duplicate",
        "foreign",
        "missing",
        "name",
        "once",
        "raw",
        "required",
        "required_attributes",
        "required_children",
        "rules",
        "value",
    )

    def __init__(  # noqa: PLR0913 - a row is a table's row, every column by its name
        self,
        name: str,
        *,
        code: str,
        once: bool = True,
        required: bool = False,
        content: Content = TEXT,
        value: Value | None = None,
        attributes: Mapping[str, Attribute] | None = None,
        rules: tuple["Rule", ...] = (),
        missing: str = "MissingElement",
        duplicate: str = "DuplicateElement",
        blank: str = "",
        foreign: bool = False,
        raw: bool = False,
    ) -> None:
        self.name, self.code, self.once, self.required = name, code, once, required
        self.content, self.value, self.rules, self.foreign = content, value, rules, foreign
        self.missing, self.duplicate, self.blank, self.raw = missing, duplicate, blank, raw
        self.attributes = dict(attributes or {})
        self.required_attributes = [key for key, each in self.attributes.items() if each.required]
        self.children: dict[str, Element] = {}
        self.required_children: list[Element] = []

    def contain(self, *rows: "Element") -> "Element":
        """Add children; gives itself."""
        for row in rows:
            self.children[row.name] = row
        self.required_children = [row for row in self.children.values() if row.required]
        return self


class Node:
    """An element of the document, and what the walk knows of it."""

    __slots__ = ("counts", "element", "index", "parent", "row", "text", "walk")

    def __init__(
        self, walk: "Walk", element: "etree._Element", row: Element, parent: "Node | None", index: int
    ) -> None:
        self.walk = walk
        self.element = element
        self.row = row
        self.parent = parent
        self.index = index
        self.text = ""
        self.counts: dict[str, int] = {}

    def path(self) -> str:
        """Give the path; it is right once the parent has been walked to its end."""
        parts: list[str] = []
        node: Node | None = self
        while node is not None:
            tag = str(node.element.tag)
            alone = node.parent is None or node.parent.counts.get(tag, 0) < 2
            parts.append(self.walk.show(tag) + ("" if alone else f"[{node.index}]"))
            node = node.parent
        return "/" + "/".join(reversed(parts))

    def has(self, name: str) -> bool:
        """Say whether there is a child of this name."""
        return name in self.counts


Rule = Callable[[Node], Iterable[Fault]]
"""A check of a whole element, after its children."""


class Walk:
    """A run of the rules over one document.

    Args:
        document: what was read.
        core: the namespace of the format itself, whose names have no prefix in paths.
        state: what the format's rules remember, any object.
    """

    def __init__(self, document: Document, *, core: str = "", state: Any = None) -> None:
        self.document = document
        self.core = core
        self.state = state
        self._pending: list[tuple[Node | None, Fault]] = []
        self._shown: dict[str, str] = {}
        self._namespaces: set[str] = set()
        self._lines: list[bytes] | None = None

    def run(self, roots: Mapping[str, Element]) -> Node | None:
        """Walk the document by the row of its root; gives None where no row has the root's name."""
        root = self.document.root
        row = roots.get(str(root.tag))
        if row is None:
            return None
        node = Node(self, root, row, None, 1)
        self._visit(node)
        return node

    def show(self, name: str) -> str:
        """Give a name as it is written in paths: with the well-known prefix, or the document's own, or none."""
        found = self._shown.get(name)
        if found is None:
            namespace, local = split(name)
            prefix = "" if namespace == self.core else PREFIXES.get(namespace, "") or self._own_prefix(namespace)
            found = self._shown[name] = f"{prefix}:{local}" if prefix else local
        return found

    def _own_prefix(self, namespace: str) -> str:
        prefixes = (prefix for prefix, uri in self.document.root.nsmap.items() if uri == namespace and prefix)
        return next(prefixes, "")

    def report(self, node: Node | None, fault: Fault) -> None:
        """Take a fault in; None is for those of the document itself."""
        self._pending.append((node, fault))

    def findings(self) -> Iterator[Finding]:
        """Give a finding for each fault, in document order."""
        found = [self._finding(node, fault) for node, fault in self._pending]
        yield from sorted(found, key=lambda each: (each.line or 0, each.column or 0))

    def _finding(self, node: Node | None, fault: Fault) -> Finding:
        where = node or Node(self, self.document.root, _NO_ROW, None, 1)
        line, column = self.document.position(where.element)
        parts = [where.row.code, fault.of, code_part(fault.attribute), fault.problem]
        return Finding(
            severity=fault.severity or w3c.severity(fault.event),
            code=".".join(part for part in parts if part),
            message=fault.message,
            path=where.path() + (f"/@{self.show(fault.attribute)}" if fault.attribute else ""),
            line=line,
            column=column,
            reference=fault.reference or (w3c.reference(fault.event) if fault.event else None),
        )

    # --- the walk ---

    def _visit(self, node: Node) -> None:
        element, row = node.element, node.row
        if element.attrib or row.required_attributes:
            self._attributes(node)
        if row.content is not NOTHING:
            if len(element):
                self._children(node)
            if row.content is TEXT:
                self._text(node)
            elif row.content is EMPTY or row.content is ELEMENTS:
                self._no_text(node)
            for missing in row.required_children:
                if missing.name not in node.counts:
                    self.report(node, missing_child(self, missing))
        for rule in row.rules:
            for fault in rule(node):
                self.report(node, fault)

    def _children(self, node: Node) -> None:
        rows, counts = node.row.children, node.counts
        for child in node.element:
            tag = child.tag
            if not isinstance(tag, str):  # a comment or a processing instruction
                continue
            index = counts[tag] = counts.get(tag, 0) + 1
            row = rows.get(tag)
            if row is None:
                row = self.stranger(node, child)
            child_node = Node(self, child, row, node, index)
            if index > 1 and row.once:
                self.report(child_node, Fault("duplicate", row.duplicate, self._only_one(child_node)))
            self._visit(child_node)

    def _only_one(self, node: Node) -> str:
        parent = self.show(str(node.parent.element.tag)) if node.parent else "document"
        return f"{parent} has more than one {self.show(node.row.name)}: keep one"

    def _text(self, node: Node) -> None:
        row = node.row
        text = own_text(node.element)
        if not row.raw:
            text = text.strip(" \t\r\n")
        node.text = text
        if not text.isascii():
            for fault in html.characters(text):
                self.report(node, fault)
        if row.blank and not text.strip():
            name = self.show(row.name)
            self.report(node, Fault("blank", row.blank, f"{name} is empty: write its value, or leave it out"))
        if row.value is not None and (text or not row.blank):
            for fault in row.value(text):
                self.report(node, fault)

    def _no_text(self, node: Node) -> None:
        stray = own_text(node.element).strip(" \t\r\n")
        if stray:
            allowed = "is empty" if node.row.content is EMPTY else "has only elements inside"
            message = f"{self.show(node.row.name)} {allowed}, but has the text {shown(stray)}: take it out"
            self.report(node, Fault("text", "UnexpectedText", message))

    def _attributes(self, node: Node) -> None:
        known = node.row.attributes
        attributes = node.element.attrib
        for name, value in attributes.items():
            spec = known.get(str(name))
            if spec is None:
                self.stranger_attribute(node, str(name), str(value))
            elif spec.value is not None:
                for fault in spec.value(str(value)):
                    self.report(node, attrs.evolve(fault, attribute=str(name)))
        for name in node.row.required_attributes:
            if name not in attributes:
                self.report(node, missing_attribute(self, node.row, name))

    # --- what no row names; formats override these ---

    known: frozenset[str] = frozenset()
    """Names of modules whose place is known, so that they are wrong elsewhere."""

    def stranger(self, node: Node, child: "etree._Element") -> Element:
        """Judge a child that the row of its parent does not name, and give the row to walk it by."""
        name = str(child.tag)
        namespace, local = split(name)
        if ":" in local:  # of a prefix that is not declared, which has been told
            return NOT_LOOKED_AT
        if node.row.content is FOREIGN and namespace:
            return UNKNOWN
        if node.row.content is FOREIGN:
            message = f"{local}, inside an extension, is in no namespace: give it the prefix of the extension"
            self.report(node, Fault("no_namespace", "NotInANamespace", message))
        elif namespace in ("", self.core) or self._misplaced(node, name, namespace):
            parent = self.show(str(node.element.tag))
            message = f"{self.show(name)} does not stand in {parent}: take it out, or check its spelling"
            self.report(node, Fault("unknown", "UndefinedElement", message, of=code_part(local)))
        elif namespace == XHTML and node.row.content is not TEXT:
            message = f"the XHTML element {local} stands outside of any content: escape it, or put it into xhtml:body"
            self.report(node, Fault("xhtml_misplaced", "MisplacedXHTMLContent", message))
        elif namespace not in PREFIXES:
            self.unknown_namespace(node, namespace)
            return UNKNOWN
        return NOT_LOOKED_AT

    def _misplaced(self, node: Node, name: str, namespace: str) -> bool:
        """Say whether an element of a module stands where its own or the format's vocabulary has no place for it."""
        if node.row.content is TEXT:
            return namespace in PREFIXES
        parent = split(str(node.element.tag))[0]
        if name in self.known:
            return parent in (self.core, namespace)
        return namespace in CLOSED or (namespace == parent and namespace in PREFIXES)

    def unknown_namespace(self, node: Node, namespace: str) -> None:
        """Note a namespace that is not known, once."""
        if namespace not in self._namespaces:
            self._namespaces.add(namespace)
            message = (
                f"the namespace {shown(namespace, 96)} is not known: check its spelling; readers skip what is in it"
            )
            self.report(node, Fault("namespace_unknown", "UnknownNamespace", message))

    def stranger_attribute(self, node: Node, name: str, value: str) -> None:
        """Judge an attribute that the row of its element does not name."""
        if (check := _XML_ATTRIBUTES.get(name)) is not None:
            for fault in check(value):
                self.report(node, attrs.evolve(fault, attribute=name))
            return
        namespace, local = split(name)
        if node.row.foreign or namespace in (XML, RDF) or ":" in local:
            return
        if namespace and not self.extension_attribute(node, namespace):
            return
        message = f"{self.show(node.row.name)} has no attribute {local}: take it out, or check its spelling"
        event = "UseOfExtensionAttr" if namespace else "UnexpectedAttribute"
        self.report(node, Fault("unexpected", event, message, attribute=name))

    def extension_attribute(self, _node: Node, _namespace: str) -> bool:
        """Say whether an attribute of another vocabulary is worth a word."""
        return True

    def written(self, node: Node) -> str:
        """Give a short element as it was written, with its references; for the few rules that depend on that."""
        line, column = self.document.position(node.element)
        if self._lines is None:
            self._lines = self.document.source.splitlines(keepends=True)
        start = "".join(each.decode("utf-8", "replace") for each in self._lines[line - 1 : line + 19])
        return start[(column or 1) - 1 :].partition("</")[0]


_XML_ATTRIBUTES: Final[dict[str, Value]] = {
    f"{{{XML}}}lang": values.xml_lang,
    f"{{{XML}}}base": links.iri_reference,
    f"{{{XML}}}space": values.one_of(("default", "preserve"), "InvalidValue"),
}


NOT_LOOKED_AT: Final = Element("", code="", once=False, content=NOTHING, foreign=True)
"""The row of what is not looked at."""
UNKNOWN: Final = Element("", code="extension", once=False, content=FOREIGN, foreign=True)
"""The row of what belongs to a vocabulary that is not known."""

_NO_ROW: Final = Element("", code="xml")


def own_text(element: "etree._Element") -> str:
    """Give the character data that stands directly in an element."""
    text = element.text or ""
    if len(element):
        return text + "".join(child.tail or "" for child in element)
    return text


def missing_child(walk: Walk, row: Element) -> Fault:
    """Give the fault of a child that must be there."""
    name = walk.show(row.name)
    return Fault("missing", row.missing, f"the element {name} is missing: add it", of=code_part(split(row.name)[1]))


def missing_attribute(walk: Walk, row: Element, name: str) -> Fault:
    """Give the fault of an attribute that must be there."""
    message = f"the attribute {walk.show(name)} of {walk.show(row.name)} is missing: add it"
    return Fault("missing", row.attributes[name].missing, message, attribute=name)


def code_part(name: str) -> str:
    """Give a name as part of a code: `updateBase` is update_base."""
    local = split(name)[1]
    return "".join(
        f"_{letter.lower()}" if letter.isupper() and at else letter for at, letter in enumerate(local)
    ).lower()
