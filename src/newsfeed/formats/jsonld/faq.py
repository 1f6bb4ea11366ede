"""The rules of FAQPage: what its consumers require of each question."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from newsfeed.findings import Finding, Severity

_REFERENCE: Final = "https://developers.google.com/search/docs/appearance/structured-data/faqpage"
Names = Callable[[str], str | None]
Nodes = dict[str, dict[str, Any]]


def check(page: dict[str, Any], at: str, nodes: Nodes) -> Iterator[Finding]:
    """Check one FAQPage.

    Args:
        page: its properties by schema.org's names; `@names` gives such a name for a key below it.
        at: its JSON pointer.
        nodes: the nodes of the document by identifier, for questions that are only referred to.
    """
    names: Names = page["@names"]
    questions = page.get("mainEntity")
    if not questions:
        yield _missing("empty", "write its questions into mainEntity", at)
    for pointer, each in _objects(questions, f"{at}/mainEntity"):
        yield from _question(_described(each, names, nodes), pointer, names, nodes)


def _question(question: dict[str, Any], at: str, names: Names, nodes: Nodes) -> Iterator[Finding]:
    if set(question) <= {"@id"}:
        return  # described elsewhere
    if "Question" not in _types(question, names):
        yield _missing("question", 'write "@type": "Question": a FAQPage has questions and nothing else', at)
        return
    if not _has_text(question.get("name")):
        yield _missing("question", "write the whole question into name", at)
    answers = list(_objects(question.get("acceptedAnswer"), f"{at}/acceptedAnswer"))
    if not answers:
        yield _missing("question", "write the answer into acceptedAnswer, or leave out a question that has none", at)
    for pointer, each in answers:
        answer = _described(each, names, nodes)
        if not set(answer) <= {"@id"} and not _has_text(answer.get("text")):
            yield _missing("answer", "write the answer as the text of an Answer", pointer)


def _missing(code: str, instead: str, at: str) -> Finding:
    message = f"FAQPage: {instead}"
    return Finding(severity=Severity.ERROR, code=f"jsonld.faq.{code}", message=message, path=at, reference=_REFERENCE)


def _objects(value: Any, at: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        container = next((key for key in ("@list", "@set") if key in value), "")
        if container:
            yield from _objects(value[container], f"{at}/{container}")
        else:
            yield at, value
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _objects(each, f"{at}/{index}")


def _described(node: dict[str, Any], names: Names, nodes: Nodes) -> dict[str, Any]:
    """Give a node with schema.org's names; one that is only referred to, as it is described elsewhere."""
    named = {name: value for key, value in node.items() if (name := names(key))}
    return nodes.get(str(named["@id"]), named) if set(named) == {"@id"} else named


def _types(node: dict[str, Any], names: Names) -> set[str | None]:
    types = node.get("@type", [])
    return {names(each) for each in (types if isinstance(types, list) else [types]) if isinstance(each, str)}


def _has_text(value: Any) -> bool:
    if isinstance(value, list):
        return any(map(_has_text, value))
    if isinstance(value, dict):
        return _has_text(value.get("@value"))
    return isinstance(value, str) and bool(value.strip())
