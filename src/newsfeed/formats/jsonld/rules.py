"""The rules of JSON-LD with schema.org's vocabulary, for documents and for the script elements of HTML pages."""

from collections.abc import Iterator
from typing import Any, Final

import attrs

from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.formats.jsonld import faq
from newsfeed.formats.jsonld.graph import ARTICLE, is_answered, story_base
from newsfeed.formats.jsonld.html import Script, scripts
from newsfeed.formats.jsonld.walk import SPECIFICATION, Walk
from newsfeed.io import json
from newsfeed.model import Feed, Story
from newsfeed.plugins import CheckContext
from newsfeed.validation import schemas

__all__ = ["check", "check_model"]

SCHEMA: Final = "jsonld/graph.schema.json"
_RFC8259: Final = "https://www.rfc-editor.org/rfc/rfc8259"
_LONGEST: Final = 200


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a document of JSON-LD, or an HTML page with script elements of it.

    Findings: `jsonld.syntax`, `jsonld.limit`, `jsonld.schema` (documents as this library writes them, against
    graph.schema.json, or any against the caller's own), `jsonld.context.*`, `jsonld.type.*`, `jsonld.property.*`,
    `jsonld.value.*` (the vocabulary), `jsonld.id.dangling`, `jsonld.faq.*`. Line and column are those of the page.
    """
    if checking.schema:
        schemas.own_json_schema(checking.schema)  # one that cannot be used is the caller's error, and no finding
    try:
        if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
            yield from _check_page(data, checking)
        else:
            source = data.removeprefix(b"\xef\xbb\xbf")
            yield from _check_scripts([Script(source, 1, 1)], checking)
    except ReadError as error:
        yield _unreadable(error, Script(b"", 1, 1))
    except RecursionError:
        yield _unreadable(LimitError("depth", "is nested too deep"), Script(b"", 1, 1))


def _check_page(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    found = scripts(data, checking.limits)
    if not found:
        yield Finding(
            severity=Severity.ERROR,
            code="jsonld.html.missing",
            message='the page has no JSON-LD: write it into <script type="application/ld+json">',
            line=1,
            column=1,
            reference=f"{SPECIFICATION}#embedding-json-ld-in-html-documents",
        )
    yield from _check_scripts(found, checking)


def _check_scripts(found: list[Script], checking: CheckContext) -> Iterator[Finding]:
    """Check what one page has as one whole: what one script element refers to, another may describe."""
    walks: list[tuple[Script, Walk]] = []
    nodes: dict[str, dict[str, Any]] = {}
    for script in found:
        try:
            document = json.parse(script.source, limits=checking.limits)
        except ReadError as error:
            yield _unreadable(error, script)
            continue
        walk = Walk(nodes=nodes)
        walk.document(document)
        walk.findings += _schema_findings(document, checking)
        walks.append((script, walk))
    for script, walk in walks:
        for page, pointer in walk.pages:
            walk.findings += faq.check(page, pointer, nodes)
        walk.findings += _dangling(walk, nodes)
        yield from _placed(walk.findings, script)


def _unreadable(error: ReadError, script: Script) -> Finding:
    line, column = error.line or 1, error.column or 1
    return Finding(
        severity=Severity.ERROR,
        code="jsonld.limit" if isinstance(error, LimitError) else "jsonld.syntax",
        message=f"{error.reason}: write JSON (RFC 8259)" if not isinstance(error, LimitError) else error.reason,
        line=line + script.line - 1,
        column=column + script.column - 1 if line == 1 else column,
        reference=_RFC8259,
    )


def _placed(findings: list[Finding], script: Script) -> list[Finding]:
    """Give findings their line and column, in the order in which they stand in the document."""
    places = json.positions(script.source, {each.path for each in findings})
    found = []
    for each in findings:
        line, column = places.get(each.path, (1, 1))
        column += script.column - 1 if line == 1 else 0
        found.append(attrs.evolve(each, line=line + script.line - 1, column=column))
    return sorted(found, key=lambda each: (each.line or 0, each.column or 0))


def _dangling(walk: Walk, nodes: dict[str, dict[str, Any]]) -> Iterator[Finding]:
    """Find references to fragments of the document's own addresses that nothing in it describes."""
    own = {identifier.partition("#")[0] for identifier in nodes if "#" in identifier} | {""}
    for each in walk.references:
        address, sign, _ = each.identifier.partition("#")
        is_blank = each.identifier.startswith("_:")
        if each.identifier not in nodes and (is_blank or (sign and address in own)):
            yield Finding(
                severity=Severity.ERROR,
                code="jsonld.id.dangling",
                message=f"no node has the @id {each.identifier!r:.120}: describe it, or refer to one that is described",
                path=each.pointer,
                reference=f"{SPECIFICATION}#node-identifiers",
            )


def _schema_findings(document: Any, checking: CheckContext) -> Iterator[Finding]:
    if checking.schema is None and not _is_ours(document):
        return
    schema = schemas.own_json_schema(checking.schema) if checking.schema else schemas.json_schema(SCHEMA)
    for error in schema.iter_errors(document):
        pointer = json.pointer(error.instance_path)
        message = error.message if len(error.message) <= _LONGEST else f"... {error.message[-_LONGEST:]}"
        yield Finding(
            severity=Severity.ERROR,
            code="jsonld.schema",
            message=f"{message} (see {checking.schema or SCHEMA})",
            path=pointer,
            reference="https://schema.org/NewsArticle",
        )


def _is_ours(document: Any) -> bool:
    """Whether a document has the shape that the writer gives: one graph with explainer articles in it."""
    if not isinstance(document, dict) or set(document) != {"@context", "@graph"}:
        return False
    graph = document["@graph"]
    nodes = graph if isinstance(graph, list) else []
    return any(isinstance(each, dict) and each.get("@type") == ARTICLE for each in nodes)


def check_model(feed: Feed) -> Iterator[Finding]:
    """Say what of a feed and its stories makes a graph that consumers cannot use; paths are those of the model."""
    first: dict[str, int] = {}
    for index, story in enumerate(feed.stories):
        yield from _check_story(story, f"feed.stories[{index}]")
        base = story_base(story)
        if (earlier := first.setdefault(base, index)) != index:
            message = (
                f"has the same address as feed.stories[{earlier}], so their nodes become one: give each its own url"
            )
            yield _about(f"feed.stories[{index}].url", "id.duplicate", message, Severity.ERROR)


def _check_story(story: Story, path: str) -> Iterator[Finding]:
    if not story.headline:
        yield _about(f"{path}.headline", "headline.missing", "is empty: a NewsArticle is shown by its headline")
    if not story.url and story_base(story).startswith("urn:uuid:") and not story.id.startswith("urn:uuid:"):
        message = "is no IRI, and there is no url: the @id becomes a urn:uuid made of it; give the story a url"
        yield _about(f"{path}.id", "id.not-iri", message, Severity.INFO)
    for index, question in enumerate(story.questions):
        if not is_answered(question):
            message = "is empty, or shows nothing: the question stays out of FAQPage, which has answered questions only"
            field = "answer" if question.text.strip() else "text"
            yield _about(f"{path}.questions[{index}].{field}", "faq.answer.missing", message, Severity.INFO)


def _about(path: str, code: str, message: str, severity: Severity = Severity.WARNING) -> Finding:
    return Finding(severity=severity, code=f"jsonld.{code}", message=message, path=path)
