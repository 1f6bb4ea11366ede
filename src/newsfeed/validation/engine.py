"""The walk: one pass over a document that checks every element against its schema and collects the faults."""

from array import array
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import attrs

from newsfeed.findings import MAX_LISTED, Finding, standing_for
from newsfeed.io.xml import Document
from newsfeed.validation import html, links, values, w3c
from newsfeed.validation.element_schemas import (
    ELEMENTS,
    EMPTY,
    EXTENSION,
    EXTENSION_ELEMENT,
    TEXT,
    UNCHECKED,
    UNCHECKED_ELEMENT,
    ElementSchema,
    code_part,
)
from newsfeed.validation.faults import Fault, ValueCheck, quote
from newsfeed.validation.locations import Paths
from newsfeed.validation.nodes import Node, direct_text
from newsfeed.values.namespaces import CHECKED, PREFIXES, XHTML, XML, living_vocabulary, split_name
from newsfeed.values.patterns import pattern

if TYPE_CHECKING:
    from lxml import etree

_LINE_END: Final = pattern(rb"\r\n|\r|\n")
_WHITESPACE: Final = " \t\r\n"
_SOURCE_LINES: Final = 20
"""The number of source lines in which the end tag of a short element is looked for."""


class _Reported(NamedTuple):
    """A fault, the node that it is reported about (for its code), and the element that it is placed at."""

    node: Node | None
    fault: Fault
    element: "etree._Element | None"


class _Omitted:
    """The faults of one code beyond those that are reported one by one: the first of them, and their number."""

    __slots__ = ("count", "first")

    def __init__(self, first: _Reported) -> None:
        self.first: _Reported = first
        self.count: int = 1


def _code(reported: _Reported) -> str:
    node, fault, _ = reported
    parts = ["xml" if node is None else node.schema.code, fault.child, code_part(fault.attribute), fault.problem]
    return ".".join(part for part in parts if part)


class Walk:
    """One run of a format's rules over one document.

    Args:
        document: the document.
        core: namespace of the format itself; its names have no prefix in paths.
        state: an object of the format's rules for whatever they collect during the walk.
    """

    questionable: Mapping[str, ElementSchema] = MappingProxyType({})
    """Schemas of extension elements that are of no use in any parent whose schema does not list them."""

    def __init__(self, document: Document, *, core: str = "", state: Any = None) -> None:
        self.document = document
        self.core = core
        self.state = state
        self._reported: list[_Reported] = []
        self._omitted: dict[str, _Omitted] = {}
        self._judged: etree._Element | None = None
        self._paths = Paths(document.root, core)
        self._line_starts: array[int] | None = None
        self.path: Callable[[etree._Element], str] = self._paths.path
        self.qualified_name: Callable[[str], str] = self._paths.qualified_name

    def run(self, roots: Mapping[str, ElementSchema]) -> Node | None:
        """Check the document and return the node of its root; None if no schema has the root's name.

        Args:
            roots: schemas of the possible root elements, by name in Clark notation.
        """
        root = self.document.root
        schema = roots.get(str(root.tag))
        if schema is None:
            return None
        node = Node(self, root, schema, None)
        self._visit(node)
        return node

    def report(self, node: Node | None, fault: Fault) -> None:
        """Add a fault of a node; None stands for the document itself.

        The finding is placed at the fault's own element if it has one, at the child that is being judged if there is
        one, else at the node.
        """
        reported = _Reported(node, fault, fault.element if fault.element is not None else self._judged)
        if len(self._reported) < MAX_LISTED:
            self._reported.append(reported)
            return
        code = _code(reported)
        omitted = self._omitted.get(code)
        if omitted is None:
            self._omitted[code] = _Omitted(reported)
        else:
            omitted.count += 1

    def findings(self) -> Iterator[Finding]:
        """Yield a finding for each fault, in document order; one for all faults of a code beyond the first 10,000 of any."""
        findings = [self._finding(reported) for reported in self._reported]
        findings += [standing_for(self._finding(omitted.first), omitted.count) for omitted in self._omitted.values()]
        yield from sorted(findings, key=lambda finding: (finding.line or 0, finding.column or 0))

    def _finding(self, reported: _Reported) -> Finding:
        node, fault, element = reported
        if element is None:
            element = self.document.root if node is None else _child_of(node, fault)
        line, column = self.document.position(element)
        return Finding(
            severity=fault.severity or w3c.severity(fault.event),
            code=_code(reported),
            message=fault.message,
            path=self.path(element) + (f"/@{self.qualified_name(fault.attribute)}" if fault.attribute else ""),
            line=line,
            column=column,
            reference=fault.reference or (w3c.reference(fault.event) if fault.event else None),
        )

    # --- the walk ---

    def _visit(self, node: Node) -> None:
        element, schema = node.element, node.schema
        if element.attrib or schema.required_attributes:
            self._check_attributes(node)
        if schema.content is not UNCHECKED:
            if len(element):
                self._visit_children(node)
            if schema.content is TEXT:
                self._check_text(node)
            elif schema.content is EMPTY or schema.content is ELEMENTS:
                self._check_no_text(node)
            for required in schema.required_children:
                if required.name not in node.counts:
                    self.report(node, missing_child(node, required))
        for rule in schema.rules:
            for fault in rule(node):
                self.report(node, fault)

    def _visit_children(self, node: Node) -> None:
        schemas, counts = node.schema.children, node.counts
        for child in node.element:
            tag = child.tag
            if not isinstance(tag, str):  # a comment or a processing instruction
                continue
            count = counts[tag] = counts.get(tag, 0) + 1
            schema = schemas.get(tag)
            if schema is None:
                self._judged = child  # the place of everything that is reported about it
                schema = self.unknown_child(node, child)
                self._judged = None
            child_node = Node(self, child, schema, node)
            if count > 1 and schema.once:
                self.report(child_node, Fault("duplicate", schema.duplicate, self._keep_one(child_node)))
            self._visit(child_node)

    def _keep_one(self, node: Node) -> str:
        parent = f"<{self.qualified_name(str(node.parent.element.tag))}>" if node.parent else "the document"
        return f"{parent} has more than one <{self.qualified_name(node.schema.name)}>: keep one"

    def _check_text(self, node: Node) -> None:
        schema = node.schema
        text = direct_text(node.element)
        if not schema.raw:
            text = text.strip(_WHITESPACE)
        node.text = text
        if not text.isascii():
            for fault in html.check_characters(text):
                self.report(node, fault)
        if schema.blank and not text.strip():
            message = f"<{self.qualified_name(schema.name)}> is empty: write its value or remove the element"
            self.report(node, Fault("blank", schema.blank, message))
        if schema.value is not None and (text or not schema.blank):
            for fault in schema.value(text):
                self.report(node, fault)

    def _check_no_text(self, node: Node) -> None:
        stray = direct_text(node.element).strip(_WHITESPACE)
        if stray:
            allowed = "must be empty" if node.schema.content is EMPTY else "contains elements only"
            message = f"<{self.qualified_name(node.schema.name)}> {allowed}: remove the text {quote(stray)}"
            self.report(node, Fault("text", "UnexpectedText", message))

    def _check_attributes(self, node: Node) -> None:
        schemas = node.schema.attributes
        attributes = node.element.attrib
        for name, value in attributes.items():
            schema = schemas.get(str(name))
            if schema is None:
                self._unknown_attribute(node, str(name), str(value))
            elif schema.value is not None:
                for fault in schema.value(str(value)):
                    self.report(node, attrs.evolve(fault, attribute=str(name)))
            if not value.isascii():
                for fault in html.check_characters(str(value)):
                    self.report(node, attrs.evolve(fault, attribute=str(name)))
        for name in node.schema.required_attributes:
            if name not in attributes:
                self.report(node, missing_attribute(self, node.schema, name))

    # --- elements and attributes without a schema; formats override these ---

    def unknown_child(self, node: Node, child: "etree._Element") -> ElementSchema:
        """Judge a child that the schema of its parent does not list, and return the schema to check it with.

        Faults are reported about the parent's node, whose schema names their code, and placed at the child.
        """
        name = str(child.tag)
        namespace, local = split_name(name)
        if ":" in local:  # its prefix is not declared; source.py has reported that
            return UNCHECKED_ELEMENT
        if node.schema.content is EXTENSION:
            return self.child_of_extension(node, namespace, local)
        if node.schema.content is TEXT or namespace in ("", self.core):
            self.undefined_element(node, name)
        elif namespace == XHTML:
            message = f"the XHTML element <{local}> is outside the content: escape it or move it into <xhtml:body>"
            self.report(node, Fault("xhtml_misplaced", "MisplacedXHTMLContent", message))
        elif (schema := self.questionable.get(name)) is not None:
            parent = self.qualified_name(str(node.element.tag))
            message = f"readers do not look for <{self.qualified_name(name)}> in <{parent}>: remove it"
            self.report(node, Fault("questionable", "QuestionableUsage", message, of=code_part(local)))
            return schema
        elif namespace in CHECKED:
            self.undefined_element(node, name)
        elif namespace not in PREFIXES and not living_vocabulary(namespace):
            return EXTENSION_ELEMENT
        return UNCHECKED_ELEMENT

    def undefined_element(self, node: Node, name: str) -> None:
        """Report a child that its parent may not have."""
        parent = self.qualified_name(str(node.element.tag))
        message = f"<{self.qualified_name(name)}> is not allowed in <{parent}>: remove it or check its spelling"
        self.report(node, Fault("unknown", "UndefinedElement", message, of=code_part(name)))

    def child_of_extension(self, _node: Node, _namespace: str, _local: str) -> ElementSchema:
        """Judge a child of an element of an unknown vocabulary, and return the schema to check it with."""
        return UNCHECKED_ELEMENT

    def _unknown_attribute(self, node: Node, name: str, value: str) -> None:
        """Judge an attribute that the schema of its element does not list."""
        if (check := _XML_ATTRIBUTES.get(name)) is not None:
            for fault in check(value):
                self.report(node, attrs.evolve(fault, attribute=name))
            return
        namespace, local = split_name(name)
        if node.schema.foreign or namespace == XML or ":" in local:
            return
        w3c_code = self.extension_attribute(node, namespace) if namespace else "UnexpectedAttribute"
        if w3c_code:
            element = self.qualified_name(node.schema.name)
            message = f"the attribute {local} is not allowed on <{element}>: remove it or check its spelling"
            self.report(node, Fault("unexpected", w3c_code, message, attribute=name))

    def extension_attribute(self, _node: Node, _namespace: str) -> str:
        """Return the W3C code of an attribute of another vocabulary, or "" if the format allows it."""
        return ""

    def written(self, node: Node) -> str:
        """Return the source text of a short element, up to its first end tag and with its references unresolved."""
        line, column = self.document.position(node.element)
        starts = self._line_starts
        if starts is None:
            # An array, since a list of lines takes fifty times the memory of an empty line.
            starts = self._line_starts = array("Q", [0])
            starts.extend(line_end.end() for line_end in _LINE_END.finditer(self.document.source))
        last = line - 1 + _SOURCE_LINES
        end = starts[last] if last < len(starts) else None
        source = self.document.source[starts[line - 1] : end].decode("utf-8", "replace")
        return source[(column or 1) - 1 :].partition("</")[0]


_XML_ATTRIBUTES: Final[dict[str, ValueCheck]] = {
    f"{{{XML}}}lang": values.xml_lang,
    f"{{{XML}}}base": links.iri_reference,
    f"{{{XML}}}space": values.one_of(("default", "preserve"), "InvalidValue"),
}


def _child_of(node: Node, fault: Fault) -> "etree._Element":
    """Return the child that a fault names, such as `dc_creator` or `image.title`, else the element of the node."""
    element = node.element
    if fault.child and not fault.problem.endswith("missing"):
        for part in fault.child.split("."):
            children = element.iterchildren("{*}*")
            element = next((child for child in children if _is_named(node.walk, child, part)), element)
    return element


def _is_named(walk: Walk, element: "etree._Element", part: str) -> bool:
    prefix, _, local = walk.qualified_name(str(element.tag)).rpartition(":")
    return part == "_".join(code_part(name) for name in (prefix, local) if name)


def missing_child(node: Node, schema: ElementSchema) -> Fault:
    """Return the fault of a required child that an element lacks."""
    names = (node.walk.qualified_name(name) for name in (str(node.element.tag), schema.name))
    message = "`<{}>` has no `<{}>`: add it".format(*names)
    return Fault("missing", schema.missing, message, of=code_part(split_name(schema.name)[1]))


def missing_attribute(walk: Walk, schema: ElementSchema, name: str) -> Fault:
    """Return the fault of a required attribute that is absent."""
    attribute, element = walk.qualified_name(name), walk.qualified_name(schema.name)
    message = f"the attribute {attribute} of <{element}> is missing: add it"
    return Fault("missing", schema.attributes[name].missing, message, attribute=name)
