"""Rules of the JSON-LD of a page: those of the JSON-LD format, and its agreement with the visible page."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

import attrs

from newsfeed.body.dom import child_elements, class_names
from newsfeed.errors import ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.io import json
from newsfeed.io.html import to_plain_text
from newsfeed.io.html_text import text_content
from newsfeed.io.limits import Limits
from newsfeed.plugins import CheckContext, registry
from newsfeed.reading.json.json_types import JsonObject
from newsfeed.values.escaping import quoted

if TYPE_CHECKING:
    from lxml import etree

_FORMAT: Final = "jsonld"
_SCRIPT: Final = re.compile(
    r"<script\b(?=[^<>]*+>)[^<>]*\btype\s*=\s*[\"']?application/ld\+json\b[^<>]*+>", re.IGNORECASE
)
_MAX_SELECTORS: Final = 20
"""The number of parts for subscribers that are looked for in a page."""
_SIGNS: Final = re.compile(r"[\W_]+")
_SELECTOR: Final = re.compile(r"(?:\.-?[A-Za-z_][\w-]*)+")
_FAQ: Final = "https://schema.org/FAQPage"
_ACCESS: Final = "https://schema.org/isAccessibleForFree"


@attrs.frozen
class LinkedData:
    """The JSON-LD of a page.

    Attributes:
        source: its JSON.
        line, column: its position in the page.
        nodes: its nodes; empty if it cannot be read.
    """

    source: bytes
    line: int
    column: int
    nodes: tuple[JsonObject, ...]

    @property
    def articles(self) -> list[JsonObject]:
        """The nodes of articles, by the identifiers that newsfeed writes."""
        return [node for node in self.nodes if str(node.get("@id", "")).endswith(("#article", "/article"))]

    @property
    def is_story(self) -> bool:
        """True if it is about one story."""
        return len(self.articles) == 1

    @property
    def url(self) -> str:
        """The address of the first article, or ""."""
        return next((str(node.get("url", "")) for node in self.articles), "")


def read_linked_data(page: str, limits: Limits) -> LinkedData | None:
    """Return the first script with JSON-LD in the source of a page, or None.

    Args:
        page: the source.
        limits: how much the JSON may use; of JSON that uses more, only the source is returned.
    """
    opening = _SCRIPT.search(page)
    if opening is None:
        return None
    start = opening.end()
    end = page.find("</script", start)
    line, column = page.count("\n", 0, start) + 1, start - page.rfind("\n", 0, start)
    source = page[start : end if end >= 0 else len(page)].encode("utf-8", "replace")
    try:
        document = json.parse(source, limits=limits)
    except (ReadError, RecursionError):
        document = None
    graph = document.get("@graph", [document]) if isinstance(document, dict) else document
    nodes = tuple(node for node in graph if isinstance(node, dict)) if isinstance(graph, list) else ()
    return LinkedData(source, line, column, nodes)


def check_linked_data(linked: LinkedData | None, root: "etree._Element", checking: CheckContext) -> Iterator[Finding]:
    """Yield the findings about the JSON-LD of a page.

    Args:
        linked: the JSON-LD, or None.
        root: the page.
        checking: the options of the caller.
    """
    if linked is None:
        message = 'the page has no JSON-LD: write it into <script type="application/ld+json">'
        yield Finding(severity=Severity.ERROR, code="html.linked_data.missing", message=message, line=1)
        return
    is_checked = _FORMAT in checking.checked and linked.nodes
    for finding in () if is_checked else registry[_FORMAT].check(linked.source, checking):
        line = (finding.line or 1) + linked.line - 1
        column = (finding.column or 1) + (linked.column - 1 if (finding.line or 1) == 1 else 0)
        yield attrs.evolve(finding, line=line, column=column)
    yield from _check_questions(linked, root)
    yield from _check_access(linked, root)


# --- questions -------------------------------------------------------------------------------------------------------------


def _check_questions(linked: LinkedData, root: "etree._Element") -> Iterator[Finding]:
    """Yield a finding for each question of an FAQPage that the page does not show with the same answer."""
    questions = [question for node in linked.nodes if node.get("@type") == "FAQPage" for question in _members(node)]
    if not questions:
        return
    answers = dict(_shown_questions(root))
    for question in questions:
        text = str(question.get("name", ""))
        answer = question.get("acceptedAnswer")
        words = _words(to_plain_text(str(answer.get("text", "")))) if isinstance(answer, dict) else ""
        if answers.get(_words(text)) != words:
            problem = "shows another answer" if _words(text) in answers else "does not show this question"
            message = f"the JSON-LD answers {quoted(text)}, and the page {problem}: write the same in both"
            yield Finding(
                severity=Severity.ERROR, code="html.faq.different", message=message, line=linked.line, reference=_FAQ
            )


def _members(page: JsonObject) -> list[JsonObject]:
    entries = page.get("mainEntity")
    return [entry for entry in (entries if isinstance(entries, list) else [entries]) if isinstance(entry, dict)]


def _shown_questions(root: "etree._Element") -> Iterator[tuple[str, str]]:
    """Yield the words of each question and of its answer, as the page shows them."""
    for element in root.iter("div"):
        if _is_question(element) and not any(map(_is_question, element.iterancestors())):
            heading, *answer = list(child_elements(element)) or [element]
            yield _words(text_content(heading)), _words(" ".join(map(text_content, answer)))


def _is_question(element: "etree._Element") -> bool:
    return "question" in class_names(element)


def _words(text: str) -> str:
    """Return the letters and digits of a text: white space and the signs around quotations differ between both forms."""
    return _SIGNS.sub("", text)


# --- access ----------------------------------------------------------------------------------------------------------------


def _check_access(linked: LinkedData, root: "etree._Element") -> Iterator[Finding]:
    """Yield a finding for each part for subscribers that no element of the page matches."""
    selectors = dict.fromkeys(str(part["cssSelector"]) for article in linked.articles for part in _parts(article))
    for selector in islice(selectors, _MAX_SELECTORS):
        classes = set(selector.replace(".", " ").split()) if _SELECTOR.fullmatch(selector) else None
        if classes is None or not any(classes <= set(class_names(element)) for element in root.iter("*")):
            message = (
                f"the JSON-LD names {quoted(selector)} as the part for subscribers, and the page marks none with it: "
                "use a class as Access.css_selector, such as .paywall"
            )
            severity = Severity.WARNING
            yield Finding(
                severity=severity, code="html.access.unmarked", message=message, line=linked.line, reference=_ACCESS
            )


def _parts(article: JsonObject) -> list[JsonObject]:
    parts = article.get("hasPart")
    nodes = parts if isinstance(parts, list) else [parts]
    return [
        part
        for part in nodes
        if isinstance(part, dict) and "cssSelector" in part and part.get("isAccessibleForFree") is False
    ]
