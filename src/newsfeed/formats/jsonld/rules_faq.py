"""Rules of FAQPage: the parts of each question that its consumers require."""

from collections.abc import Iterator
from typing import Final

import attrs

from newsfeed.findings import Finding, Severity
from newsfeed.formats.jsonld.answer_html import CONSUMED_ELEMENTS
from newsfeed.formats.jsonld.json_values import JsonObject, JsonValue, iter_strings
from newsfeed.formats.jsonld.rules_nodes import DescribedNode
from newsfeed.formats.jsonld.vocabulary import SCHEMA_ORG
from newsfeed.io import json
from newsfeed.values.patterns import pattern

_START_TAG: Final = pattern("<([A-Za-z][A-Za-z0-9-]{0,31})")
_MAX_NAMES: Final = 5
"""Number of elements that a message lists."""

_TERMS: Final = {"empty": "FAQPage", "question": "Question", "answer": "Answer", "html": "Answer"}
"""The type in schema.org that describes the violated rule, by the last part of the code."""


def check_faq_page(page: DescribedNode, nodes: dict[str, DescribedNode]) -> Iterator[Finding]:
    """Check one FAQPage.

    Args:
        page: the page.
        nodes: the nodes of the document by identifier, for questions and answers that the page only refers to.

    Yields:
        the findings; what a question or answer lacks is reported at its own node.
    """
    questions = page.values.get("mainEntity")
    if not questions:
        yield _finding("empty", "the FAQPage has no questions: list them in mainEntity", page.pointer)
    for source, pointer in _objects(questions, page.property_pointer("mainEntity")):
        yield from _check_question(_resolve(source, pointer, page, nodes), nodes)


def _check_question(question: DescribedNode, nodes: dict[str, DescribedNode]) -> Iterator[Finding]:
    if not question.values or question.is_reference:
        return  # It is described in another document.
    types = [question.context.resolve(name) for name in iter_strings(question.values.get("@type"))]
    if "Question" not in types:
        message = 'the FAQPage lists something else than a question: write "@type": "Question", or list it elsewhere'
        yield _finding("question", message, question.pointer)
        return
    if not _has_text(question.values.get("name")):
        yield _finding("question", "the question has no text: write the whole question as name", question.pointer)
    sources = list(_objects(question.values.get("acceptedAnswer"), question.property_pointer("acceptedAnswer")))
    if not sources:
        message = "the question has no answer: write it as acceptedAnswer, or remove the question"
        yield _finding("question", message, question.pointer)
    for source, pointer in sources:
        answer = _resolve(source, pointer, question, nodes)
        if answer.values and not answer.is_reference:
            yield from _check_answer(answer)


def _check_answer(answer: DescribedNode) -> Iterator[Finding]:
    text = answer.values.get("text")
    if not _has_text(text):
        message = "the answer has no text: write it as the text property of the Answer"
        yield _finding("answer", message, answer.pointer)
    if names := _dropped_elements(text):
        message = (
            f"readers of FAQ pages take an answer as HTML, but drop {', '.join(f'<{name}>' for name in names)}: write "
            "paragraphs, lists, headings, links, <strong> and <em> only, and &lt; for the character itself"
        )
        yield _finding("html", message, answer.property_pointer("text"), Severity.WARNING)


def _dropped_elements(text: JsonValue) -> list[str]:
    """Return the names of the elements in an answer that consumers do not know, each once."""
    names = (name.lower() for string in _strings(text) for name in _START_TAG.findall(string))
    return list(dict.fromkeys(name for name in names if name not in CONSUMED_ELEMENTS))[:_MAX_NAMES]


def _finding(code: str, message: str, pointer: str, severity: Severity = Severity.ERROR) -> Finding:
    reference = SCHEMA_ORG + _TERMS[code]
    return Finding(severity=severity, code=f"jsonld.faq.{code}", message=message, path=pointer, reference=reference)


def _objects(value: JsonValue, pointer: str) -> Iterator[tuple[JsonObject, str]]:
    """Yield the objects in a value, inside of arrays, lists and sets too, with their JSON pointers."""
    if isinstance(value, dict):
        container = next((key for key in ("@list", "@set") if key in value), "")
        if container:
            yield from _objects(value[container], f"{pointer}/{container}")
        else:
            yield value, pointer
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _objects(item, f"{pointer}/{index}")


def _resolve(source: JsonObject, pointer: str, parent: DescribedNode, nodes: dict[str, DescribedNode]) -> DescribedNode:
    """Return an object as a node with schema.org's names, or the description of the node that it refers to.

    A description in another script element of the page gets the pointer of the reference: findings are placed in the
    script element of the FAQPage.
    """
    context = parent.context.extend(source["@context"]) if "@context" in source else parent.context
    node = DescribedNode(pointer, parent.document, context)
    for key, value in source.items():
        name = context.resolve(key)
        if name and name != "@context":
            node.values[name], node.pointers[name] = value, pointer + json.pointer([key])
    description = nodes.get(str(node.values["@id"])) if node.is_reference else None
    if description is None or description.document == parent.document:
        return description or node
    return attrs.evolve(description, pointer=pointer, document=parent.document, pointers={})


def _has_text(value: JsonValue) -> bool:
    return any(string.strip() for string in _strings(value))


def _strings(value: JsonValue) -> Iterator[str]:
    """Yield the strings in a value, inside of arrays and value objects too."""
    if isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        yield from _strings(value.get("@value"))
    elif isinstance(value, str):
        yield value
