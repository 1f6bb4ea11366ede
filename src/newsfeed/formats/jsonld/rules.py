"""Rules of JSON-LD with schema.org's vocabulary, for documents and for the script elements of HTML pages."""

from collections.abc import Iterator
from typing import Final

import attrs

from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.formats.jsonld.graph_layout import is_answered, story_base
from newsfeed.formats.jsonld.json_values import JsonObject, JsonValue
from newsfeed.formats.jsonld.rules_faq import check_faq_page
from newsfeed.formats.jsonld.rules_media import check_media, check_media_node
from newsfeed.formats.jsonld.rules_nodes import SPECIFICATION, DescribedNode, VocabularyChecker
from newsfeed.formats.jsonld.script_elements import Script, find_scripts
from newsfeed.io import json
from newsfeed.model import Feed, Story
from newsfeed.plugins import CheckContext
from newsfeed.validation import schemas

__all__ = ["check", "check_model"]

_SCHEMA: Final = "jsonld/graph.schema.json"
_RFC_8259: Final = "https://www.rfc-editor.org/rfc/rfc8259"
_MAX_MESSAGE: Final = 200
"""The length of a schema's message; its end says what is wrong, the rest quotes the value."""


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a JSON-LD document, or an HTML page with script elements of JSON-LD.

    Findings: `jsonld.syntax`, `jsonld.limit`, `jsonld.schema` (documents of this library, against graph.schema.json, or any
    document against the caller's own schema), `jsonld.context.*`, `jsonld.type.*`, `jsonld.property.*`, `jsonld.value.*` (the
    vocabulary), `jsonld.id.dangling`, `jsonld.faq.*`, `jsonld.*.missing` (videos, live coverage).

    Args:
        data: the document or page.
        checking: the options of the validator.

    Yields:
        the findings of each script element in document order, with the line and column in `data`.

    Raises:
        OSError: the caller's schema cannot be read.
        ReadError: the caller's schema is not a JSON Schema.
    """
    if checking.schema:
        schemas.load_json_schema(
            checking.schema
        )  # Raises outside of the `try`: a broken schema is no finding of the document.
    try:
        scripts = find_scripts(data, checking.limits, checking.encoding)
        if not scripts:
            yield _no_scripts()
        yield from _check_scripts(scripts, checking)
    except ReadError as error:
        yield _unreadable(error, Script(b"", 1, 1))
    except RecursionError:
        yield _unreadable(LimitError("depth", "is nested too deep"), Script(b"", 1, 1))


def _check_scripts(scripts: list[Script], checking: CheckContext) -> Iterator[Finding]:
    """Check the script elements of a page together: one may refer to nodes that another describes."""
    checkers: list[tuple[Script, VocabularyChecker]] = []
    nodes: dict[str, DescribedNode] = {}
    for index, script in enumerate(scripts):
        try:
            document: JsonValue = json.parse(script.source, limits=checking.limits)
        except ReadError as error:
            yield _unreadable(error, script)
            continue
        checker = VocabularyChecker(nodes, index)
        checker.check_document(document)
        checker.findings += _check_schema(document, checking)
        checkers.append((script, checker))
    for script, checker in checkers:
        for page in checker.faq_pages:
            checker.findings += check_faq_page(page, nodes)
        for node in checker.media_nodes:
            checker.findings += check_media_node(node, nodes)
        checker.findings += _check_references(checker, nodes)
        yield from _with_positions(checker.findings, script)


def _no_scripts() -> Finding:
    return Finding(
        severity=Severity.ERROR,
        code="jsonld.html.missing",
        message='the page has no JSON-LD: write it into <script type="application/ld+json">',
        line=1,
        column=1,
        reference=f"{SPECIFICATION}#embedding-json-ld-in-html-documents",
    )


def _unreadable(error: ReadError, script: Script) -> Finding:
    """Return the finding for a script element that is over a limit or is not JSON."""
    line, column = script.position_in_page(error.line or 1, error.column or 1)
    is_limit = isinstance(error, LimitError)
    return Finding(
        severity=Severity.ERROR,
        code="jsonld.limit" if is_limit else "jsonld.syntax",
        message=error.reason if is_limit else f"{error.reason}: write JSON (RFC 8259)",
        line=line,
        column=column,
        reference=_RFC_8259,
    )


def _with_positions(findings: list[Finding], script: Script) -> list[Finding]:
    """Return the findings with their line and column in the page, in document order."""
    positions = json.positions(script.source, {finding.path for finding in findings})
    located = []
    for finding in findings:
        line, column = script.position_in_page(*positions.get(finding.path, (1, 1)))
        located.append(attrs.evolve(finding, line=line, column=column))
    return sorted(located, key=lambda finding: (finding.line or 0, finding.column or 0))


def _check_references(checker: VocabularyChecker, nodes: dict[str, DescribedNode]) -> Iterator[Finding]:
    """Report references to blank nodes and to fragments of the document's own addresses that no node describes.

    Other references may lead to another document.
    """
    own_addresses = {identifier.partition("#")[0] for identifier in nodes if "#" in identifier} | {""}
    for reference in checker.references:
        address, separator, _ = reference.identifier.partition("#")
        is_local = reference.identifier.startswith("_:") or (separator and address in own_addresses)
        if is_local and reference.identifier not in nodes:
            yield Finding(
                severity=Severity.ERROR,
                code="jsonld.id.dangling",
                message=f"no node has the @id {reference.identifier!r:.120}: describe it, or refer to a described node",
                path=reference.pointer,
                reference=f"{SPECIFICATION}#node-identifiers",
            )


# --- schemas ---------------------------------------------------------------------------------------------------------------


def _check_schema(document: JsonValue, checking: CheckContext) -> Iterator[Finding]:
    """Check a document against the caller's schema, or one of this library against the bundled schema."""
    if checking.schema is None and not _is_by_newsfeed(document):
        return
    schema = schemas.load_json_schema(checking.schema) if checking.schema else schemas.json_schema(_SCHEMA)
    for error in schema.iter_errors(document):
        pointer = json.pointer(error.instance_path)
        message = error.message if len(error.message) <= _MAX_MESSAGE else f"... {error.message[-_MAX_MESSAGE:]}"
        # The validator reports forbidden properties together, with the path of the object around them.
        is_forbidden = error.kind.name in ("additionalProperties", "unevaluatedProperties")
        for name in error.kind.unexpected if is_forbidden else [None]:
            yield Finding(
                severity=Severity.ERROR,
                code="jsonld.schema",
                message=f"{message if name is None else _forbidden(name)} (see {checking.schema or _SCHEMA})",
                path=pointer if name is None else pointer + json.pointer([name]),
                reference="https://schema.org/NewsArticle",
            )


def _forbidden(name: str) -> str:
    return f"the schema does not allow the property {name!r:.60}: remove it"


def _is_by_newsfeed(document: JsonValue) -> bool:
    """Return whether a document has the structure that the writer produces: one graph with articles of its identifiers."""
    if not isinstance(document, dict) or document.keys() != {"@context", "@graph"}:
        return False
    graph = document["@graph"]
    nodes = graph if isinstance(graph, list) else []
    return any(isinstance(node, dict) and _is_article_by_newsfeed(node) for node in nodes)


def _is_article_by_newsfeed(node: JsonObject) -> bool:
    identifier = node.get("@id")
    has_identifier = isinstance(identifier, str) and identifier.endswith(("#article", "/article"))
    return has_identifier and "identifier" in node and ("version" in node or "creativeWorkStatus" in node)


# --- feeds and stories -----------------------------------------------------------------------------------------------------


def check_model(feed: Feed) -> Iterator[Finding]:
    """Check a feed before it is written, for values that make a graph of little use to consumers.

    Yields:
        findings whose paths are those of the model, such as `feed.stories[0].url`.
    """
    index_by_base: dict[str, int] = {}
    for index, story in enumerate(feed.stories):
        path = f"feed.stories[{index}]"
        yield from _check_story(story, path)
        earlier = index_by_base.setdefault(story_base(story), index)
        if earlier != index:
            message = (
                f"the story has the address of feed.stories[{earlier}], so their nodes merge: set a url of its own"
            )
            yield _model_finding(f"{path}.url", "id.duplicate", message, Severity.ERROR)


def _check_story(story: Story, path: str) -> Iterator[Finding]:
    if not story.headline:
        message = "the headline is empty: write one, since search engines list a NewsArticle by its headline"
        yield _model_finding(f"{path}.headline", "headline.missing", message, Severity.WARNING)
    if not story.url and story_base(story).startswith("urn:uuid:") and not story.id.startswith("urn:uuid:"):
        message = "the id is not an IRI and there is no url, so the @id is a urn:uuid derived from the id: set a url"
        yield _model_finding(f"{path}.id", "id.not-iri", message, Severity.INFO)
    yield from check_media(story, path)
    for index, question in enumerate(story.questions):
        if not is_answered(question):
            field = "answer" if question.text.strip() else "text"
            message = f"the {field} is empty or invisible, so the question is not listed on the FAQPage: write one"
            yield _model_finding(f"{path}.questions[{index}].{field}", "faq.answer.missing", message, Severity.INFO)


def _model_finding(path: str, code: str, message: str, severity: Severity) -> Finding:
    return Finding(severity=severity, code=f"jsonld.{code}", message=message, path=path)
