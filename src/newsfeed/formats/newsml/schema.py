"""What the XML schema objects to, in words that say what to write."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from lxml import etree

from newsfeed.findings import Finding, Severity
from newsfeed.formats.newsml.places import finder, local
from newsfeed.io.xml import Document
from newsfeed.validation import schemas

_NAMESPACE: Final = re.compile(r"\{[^}]*\}")
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
_MESSAGES: Final[dict[str, str]] = {
    "unknown-root": "no document of NewsML-G2 begins with {name}: write a newsItem or newsMessage",
    "missing-attribute": "{name} lacks its attribute {attribute}: add it",
    "not-empty": "{name} holds nothing: take out what is in it",
    "child-not-allowed": "{name} holds text only: take out what is in it",
    "text-not-allowed": "{name} holds elements only: take the text out",
}
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
    ("IDREF", "an id that is in the document"),
    ("ID", "a name that starts with a letter and is used once"),
    ("NCName", "a name without a colon that starts with a letter"),
    ("qcode", "a QCode: alias, colon and code without white space, such as medtop:04000000"),
    ("oneToNine", "a whole number from 1 to 9"),
    ("percentage", "a whole number from 0 to 100"),
    ("release", "the number of a version, such as 2.35"),
    ("line", "one line of text without tabs"),
)


def check(document: Document, path: str | None) -> Iterator[Finding]:
    """Say what the schema objects to.

    Args:
        document: what is validated.
        path: of a schema of the user's own (XSD, or RELAX NG where the suffix is .rng); None takes the bundled one.

    Raises:
        OSError: there is no such schema.
        ReadError: it is no schema.
    """
    schema = schemas.own_xml_schema(path) if path else schemas.xml_schema("newsml/newsml-g2.xsd")
    if schema.validate(document.root):
        return
    found = finder(document)
    last = None
    for entry in list(schema.error_log):
        element = _element(document.root, entry.path)
        kind, message, step = _explained(entry, element)
        key = (element, step, kind)
        if kind != "bad-value" or key != last:  # libxml2 says twice that a value does not fit
            yield found(element, Severity.ERROR, f"newsml.schema.{kind}", message, step)
        last = key


@lru_cache(maxsize=8)
def _element(root: "etree._Element", path: str | None) -> "etree._Element":
    found = root.xpath(path) if path else []
    return found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else root


def _explained(entry: Any, element: "etree._Element") -> tuple[str, str, str]:
    """Give the kind of an entry in libxml2's log, a message, and the step of the path for the attribute it is about."""
    name, message, kind = local(element), entry.message, _KINDS.get(entry.type_name, "")
    attribute = _ATTRIBUTE.search(message)
    step = "@" + _NAMESPACE.sub("", attribute[1]) if attribute else ""
    if entry.type_name == "SCHEMAV_ELEMENT_CONTENT":
        return _wrong_element(name, message, element)
    if kind == "unexpected-attribute":
        prefixed = attribute is not None and attribute[1].startswith("{")
        advice = "write it without a prefix" if prefixed else "take it out, or see to its spelling"
        where = " in a namespace" if prefixed else ""
        return kind, f"{name} has no attribute {step[1:] or 'of this name'}{where}: {advice}", step
    if kind:
        return kind, _MESSAGES[kind].format(name=name, attribute=step[1:]), step
    if entry.type_name.startswith("SCHEMAV_CVC") and ("value" in message or "[facet" in message):
        return "bad-value", _bad_value(name, step, message, element), step
    return "invalid", f"{name}: {_NAMESPACE.sub('', message):.200}", step


def _wrong_element(name: str, message: str, element: "etree._Element") -> tuple[str, str, str]:
    expected = _expected(message)
    if "Missing child" in message:
        return "missing-element", f"{name} lacks a child element: add {expected or 'what its type requires'}", ""
    parent = element.getparent()
    within = f" in {local(parent)}" if parent is not None else ""
    advice = f"write {expected} here" if expected else "take it out"
    return "unexpected-element", f"{name} cannot stand here{within}: {advice}", ""


def _bad_value(name: str, step: str, message: str, element: "etree._Element") -> str:
    value = element.get(step[1:]) if step else element.text
    if value is None:
        found = _VALUE.search(message)
        value = (found[1] or found[2] or "") if found else ""
    where = f"{name}/{step}" if step else name
    if "duplicate" in message.lower() or "already" in message:
        return f"{where} is {value!r:.64}, an id that another element has: give each its own"
    if bound := _BOUND.search(message):
        limit = "most" if bound[1] == "maximum" else "least"
        return f"{where} is {value!r:.64}: write a number that is at {limit} {bound[2]}"
    wanted = next((text for kind, text in _EXAMPLES if f"{kind}'" in message), "a value that the schema allows for it")
    return f"{where} is {value!r:.64}: write {wanted}"


def _expected(message: str) -> str:
    found = _EXPECTED.search(message)
    names = [each for each in _NAMESPACE.sub("", found[1]).split(", ") if "##" not in each] if found else []
    if not names:
        return ""
    return names[0] if len(names) == 1 else f"one of {', '.join(names[:8])}{' ...' if len(names) > 8 else ''}"
