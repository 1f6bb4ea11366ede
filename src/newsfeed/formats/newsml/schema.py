"""Validation against the XML Schema of NewsML-G2, with the errors of libxml2 reworded to suggest a remedy."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from newsfeed.findings import Finding
from newsfeed.formats.newsml.concepts import NAR
from newsfeed.formats.newsml.faults import ERROR, Fault, FaultLocator
from newsfeed.formats.newsml.navigation import child_elements, local_name, namespace_of
from newsfeed.formats.newsml.schema_errors import MOST_SIBLINGS, first_of_each_name, schema_errors
from newsfeed.formats.newsml.schema_names import ITEMS, NS
from newsfeed.validation import schemas
from newsfeed.validation.faults import quote
from newsfeed.values.namespaces import XML

_NAMESPACE: Final = re.compile(r"\{[^}]*\}")
_PATH_STEP: Final = re.compile(r"/([^/\[]+)(?:\[(\d+)\])?")
_EXPECTED: Final = re.compile(r"Expected is (?:one of )?\( (.*) \)")
_ATTRIBUTE: Final = re.compile(r"attribute '([^']*)'")
_VALUE: Final = re.compile(r"(?:value|:) ?'((?:[^'\n]|'(?! (?:is|has)))*)' (?:is|has)|: '([^'\n]*)' is not")
_BOUND: Final = re.compile(r"the (maximum|minimum) value allowed \('([^']*)'\)")
_KINDS: Final[dict[str, str]] = {
    "SCHEMAV_CVC_ELT_1": "unknown-root",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1": "unexpected-attribute",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_2": "unexpected-attribute",
    "SCHEMAV_CVC_TYPE_3_1_1": "unexpected-attribute",
    "SCHEMAV_CVC_COMPLEX_TYPE_4": "missing-attribute",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_1": "not-empty",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_2": "child-not-allowed",
    "SCHEMAV_CVC_TYPE_3_1_2": "child-not-allowed",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_3": "text-not-allowed",
}
"""Last part of the code by libxml2's name of the error."""
_MESSAGES: Final[dict[str, str]] = {
    "missing-attribute": "<{name}> lacks the required attribute {attribute}: add it",
    "not-empty": "<{name}> must be empty: remove its content",
    "text-not-allowed": "<{name}> may contain elements only: remove the text",
}
_WRONG_NAMESPACE: Final = f'is not in the namespace of NewsML-G2: declare it, xmlns="{NAR}"'
_EXAMPLES: Final[tuple[tuple[str, str], ...]] = (
    ("dateTime", "a date and time with a zone, such as 2026-05-17T09:30:00Z or 2026-05-17T09:30:00+02:00"),
    ("date", "a date such as 2026-05-17, or with a time and a zone, 2026-05-17T09:30:00Z"),
    ("positiveInteger", "a whole number from 1"),
    ("nonNegativeInteger", "a whole number from 0"),
    ("integer", "a whole number"),
    ("decimal", "a decimal number"),
    ("boolean", "true or false"),
    ("anyURI", "an IRI, such as https://example.org/a"),
    ("language", "a language tag, such as en or pt-BR"),
    ("IDREF", "the id of an element in the document"),
    ("ID", "a name that starts with a letter and is used once"),
    ("NCName", "a name without a colon that starts with a letter"),
    ("qcode", "a QCode: alias, colon and code without white space, such as medtop:04000000"),
    ("oneToNine", "a whole number from 1 to 9"),
    ("percentage", "a whole number from 0 to 100"),
    ("release", "a version number, such as 2.35"),
    ("line", "one line of text without tabs"),
)
"""Examples of valid values by the last part of the data type's name."""


def check_schema(locator: FaultLocator, path: str | None) -> Iterator[Finding]:
    """Validate a document against a schema.

    Args:
        locator: the locator of the document's faults.
        path: path of a schema of the user's own (XSD, or RELAX NG if the suffix is .rng); None for the bundled one.

    Raises:
        OSError: the file of the schema cannot be read.
        ReadError: the file is not a schema.
    """
    schema = schemas.load_xml_schema(path) if path else schemas.xml_schema("newsml/newsml-g2.xsd")
    root = locator.document.root
    errors = schema_errors(schema, root)
    elements, element, element_path, previous = _ReportedElements(root, partial=errors.left_out > 0), root, "", None
    if errors.left_out:
        message = (
            f"the schema reports {errors.left_out} errors; those of the first {MOST_SIBLINGS} elements of each kind are "
            "listed: correct them and validate again"
        )
        yield locator.finding(Fault(root, ERROR, "newsml.schema.invalid", message))
    for entry in errors.entries:
        if entry.path and entry.path != element_path:
            element, element_path = elements.at(entry.path), entry.path
        fault = _fault(entry.type_name, entry.message, element)
        key = (fault.element, fault.step, fault.code)
        # libxml2 reports each datatype error twice; keep the first.
        if key != previous or fault.code != "newsml.schema.bad-value":
            yield locator.finding(fault)
        previous = key


class _ReportedElements:
    """The elements of a document by the paths that libxml2 reports.

    A step is a qualified name, or `*` for an element in a default namespace, with an index if there are several. An index
    after a name counts the siblings with this name, an index after `*` counts all. The names have the prefixes of the
    document, which an XPath expression could not resolve.

    Args:
        root: the root element.
        partial: whether the schema was applied to the first elements of each name only.
    """

    def __init__(self, root: "etree._Element", *, partial: bool) -> None:
        self._root = root
        self._partial = partial
        self._children: dict[etree._Element, dict[str, list[etree._Element]]] = {}

    def at(self, path: str) -> "etree._Element":
        """Return the element at a path, such as `/*/*[2]` or `/g2:newsItem/g2:itemMeta`; the root if there is none."""
        element = self._root
        for name, index in _PATH_STEP.findall(path)[1:]:
            namesakes = self._by_name(element).get(name, [])
            number = int(index or 1)
            if number > len(namesakes):
                return self._root
            element = namesakes[number - 1]
        return element

    def _by_name(self, parent: "etree._Element") -> "dict[str, list[etree._Element]]":
        """Return the children of an element by their qualified names, and all of them as `*`."""
        by_name = self._children.get(parent)
        if by_name is None:
            children = child_elements(parent)
            by_name = self._children[parent] = {"*": list(first_of_each_name(children) if self._partial else children)}
            for child in by_name["*"]:
                name = f"{child.prefix}:{local_name(child)}" if child.prefix else local_name(child)
                by_name.setdefault(name, []).append(child)
        return by_name


def _fault(error: str, text: str, element: "etree._Element") -> Fault:
    """Return the fault for an error of libxml2.

    Args:
        error: libxml2's name of the error.
        text: libxml2's message.
        element: the element that libxml2 reports.
    """
    name, kind = local_name(element), _KINDS.get(error, "")
    match = _ATTRIBUTE.search(text)
    attribute = match[1] if match else ""
    step = f"@{_qualified(attribute)}" if attribute else ""
    if error == "SCHEMAV_ELEMENT_CONTENT":
        return _content_fault(text, element)
    if kind == "unknown-root":
        parent = element.getparent()
        return _root_fault(element) if parent is None else _undeclared_fault(element, parent)
    if kind == "child-not-allowed":
        return _child_fault(element)
    if kind == "unexpected-attribute":
        subject = f"the attribute {step[1:]}" if step else "this attribute"
        message = (
            f"the attribute {step[1:]} of <{name}> must not be in a namespace: write it without a prefix"
            if attribute.startswith("{")
            else f"<{name}> cannot have {subject}: remove it or correct its spelling"
        )
    elif kind == "not-empty" and (child := next(child_elements(element), None)) is not None:
        return _fault_of_kind(child, kind, _MESSAGES[kind].format(name=name))
    elif kind:
        message = _MESSAGES[kind].format(name=name, attribute=step[1:])
    elif error.startswith("SCHEMAV_CVC") and ("value" in text or "[facet" in text):
        kind, message = "bad-value", _bad_value(attribute, text, element)
    else:
        kind, message = "invalid", f"<{name}> breaks the schema: {_NAMESPACE.sub('', text):.200}"
    return _fault_of_kind(element, kind, message, step)


def _fault_of_kind(element: "etree._Element", kind: str, message: str, step: str = "") -> Fault:
    return Fault(element, ERROR, f"newsml.schema.{kind}", message, step)


def _content_fault(message: str, element: "etree._Element") -> Fault:
    """Return the fault of an element that is missing from its parent, or misplaced or unknown in it."""
    name, expected = local_name(element), _expected_names(message)
    if "Missing child" in message:
        remedy = f"add {_any_tag(expected) or 'the elements that its type requires'}"
        return _fault_of_kind(element, "missing-element", f"<{name}> lacks a child element: {remedy}")
    parent = element.getparent()
    location = f"at this point of <{local_name(parent)}>" if parent is not None else "as the root element"
    remedy = f"write {_any_tag(expected)} here" if expected else "remove it"
    if name in expected and namespace_of(element) != NS:
        return _fault_of_kind(element, "unexpected-element", f"<{name}> {_WRONG_NAMESPACE}")
    return _fault_of_kind(element, "unexpected-element", f"<{name}> is not allowed {location}: {remedy}")


def _root_fault(root: "etree._Element") -> Fault:
    """Return the fault of a root element that the schema does not declare."""
    name = local_name(root)
    if name in ITEMS or name == "newsMessage":
        return _fault_of_kind(root, "unknown-root", f"<{name}> {_WRONG_NAMESPACE}")
    message = f"<{name}> is not a root element of NewsML-G2: write <newsItem> or <newsMessage>"
    return _fault_of_kind(root, "unknown-root", message)


def _undeclared_fault(element: "etree._Element", parent: "etree._Element") -> Fault:
    """Return the fault of an element of another vocabulary, in a parent that requires the vocabulary's schema."""
    name, parent_name = local_name(element), local_name(parent)
    remedy = "pass a schema of your own that imports its schema"
    if parent_name == "rightsExpressionXML":
        remedy += ", or write the expression as text into <rightsExpressionData>"
    message = f"<{name}> has no declaration in the schema of NewsML-G2, as <{parent_name}> requires: {remedy}"
    return _fault_of_kind(element, "undeclared-element", message)


def _child_fault(element: "etree._Element") -> Fault:
    """Return the fault of the first child in an element that may contain text only; libxml2 reports its parent."""
    name, child = local_name(element), next(child_elements(element), element)
    message = f"<{local_name(child)}> is not allowed in <{name}>, which may contain text only: remove the tags"
    return _fault_of_kind(child, "child-not-allowed", message)


def _qualified(attribute: str) -> str:
    """Return an attribute name in Clark notation as a path shows it: `xml:lang`, or the local name."""
    name = _NAMESPACE.sub("", attribute)
    return f"xml:{name}" if attribute.startswith(f"{{{XML}}}") else name


def _bad_value(attribute: str, message: str, element: "etree._Element") -> str:
    """Return the message for a value that does not have the data type of its element or attribute.

    Args:
        attribute: the attribute in Clark notation; "" for the text of the element.
        message: libxml2's message.
        element: the element.
    """
    value = element.get(attribute) if attribute else element.text
    if value is None:
        match = _VALUE.search(message)
        value = (match[1] or match[2] or "") if match else ""
    name = local_name(element)
    subject = f"{_qualified(attribute)} of <{name}>" if attribute else f"<{name}>"
    problem = f"{subject} is {quote(value)}"
    if "duplicate" in message.lower() or "already" in message:
        return f"{problem}, which is also the id of another element: give each element its own id"
    if bound := _BOUND.search(message):
        limit = "most" if bound[1] == "maximum" else "least"
        return f"{problem}: write a number of at {limit} {bound[2]}"
    example = next((text for kind, text in _EXAMPLES if f"{kind}'" in message), "a value that the schema allows")
    return f"{problem}: write {example}"


def _expected_names(message: str) -> list[str]:
    """Return the names of the elements that libxml2 expects; wildcards are left out."""
    match = _EXPECTED.search(message)
    names = _NAMESPACE.sub("", match[1]).split(", ") if match else []
    return [name for name in names if "##" not in name and name != "*"]


def _any_tag(names: list[str]) -> str:
    """Return elements as text for a message."""
    tags = [f"<{name}>" for name in names]
    if len(tags) < 2:
        return "".join(tags)
    return f"one of {', '.join(tags[:8])}{' ...' if len(tags) > 8 else ''}"
