"""Rules of sitemaps: those of sitemaps.org, and of Google for news, images, videos and translations."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

import attrs

from newsfeed.findings import W3C, Finding, Severity
from newsfeed.formats.sitemap import elements, value_checks
from newsfeed.formats.sitemap.entry import PlainEntry
from newsfeed.formats.sitemap.read import is_text, text_lines
from newsfeed.formats.sitemap.vocabulary import (
    IMAGE,
    LIMITS,
    NEWS,
    PROTOCOL,
    REFERENCES,
    SITEMAP,
    VIDEO,
    vocabulary_of,
)
from newsfeed.io.xml import Document
from newsfeed.model import Feed
from newsfeed.plugins import CheckContext
from newsfeed.validation import documents
from newsfeed.validation.element_schemas import (
    UNCHECKED_ELEMENT,
    ElementSchema,
    code_part,
)
from newsfeed.validation.engine import Walk
from newsfeed.validation.faults import Fault, quote
from newsfeed.validation.nodes import Node
from newsfeed.values.namespaces import XHTML, split_name

if TYPE_CHECKING:
    from lxml import etree

_CORRECT: Final = {
    "sitemap": SITEMAP,
    "news": NEWS,
    "image": IMAGE,
    "video": VIDEO,
    "xhtml": XHTML,
}
_DOCUMENT: Final = ElementSchema("", code="sitemap")
"""The schema of faults of the whole document."""


class SitemapWalk(Walk):
    """The walk over a sitemap, where elements of other vocabularies are allowed beside those of the schema."""

    def unknown_child(self, node: Node, child: "etree._Element") -> ElementSchema:
        """Judge a child that the schema of its parent does not list, and return the schema to check it with."""
        namespace, local = split_name(str(child.tag))
        if ":" in local:  # its undeclared prefix has been reported
            return UNCHECKED_ELEMENT
        if namespace and not vocabulary_of(namespace) and node.schema.name in _OPEN:
            return UNCHECKED_ELEMENT
        name = elements.written_name(namespace, local)[:64]
        parent = self.qualified_name(str(node.element.tag))
        message = f"<{name}> is not allowed in <{parent}>: remove it or check its spelling"
        self.report(node, Fault("unknown", "", message, of=code_part(local)))
        return UNCHECKED_ELEMENT


_OPEN: Final = frozenset(f"{{{SITEMAP}}}{name}" for name in ("urlset", "url", "sitemapindex", "sitemap"))
"""Elements that have elements of other vocabularies."""


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a sitemap, a sitemap index, or a list of addresses in plain text.

    Args:
        data: the document.
        checking: limits, the present for the age of news, and the sitemap's own address for its host.

    Yields:
        findings in document order, followed by those of the schema.

    Raises:
        OSError: the caller's schema cannot be opened.
        ReadError: the caller's schema is not a schema.
    """
    if is_text(data):
        yield from _check_lines(data, checking)
        return
    rules = attrs.evolve(RULES, rules=partial(_check_document, checking=checking))
    yield from documents.check_document(data, checking, rules)


def _check_document(document: Document, checking: CheckContext) -> Iterator[Finding]:
    walk = SitemapWalk(document, core=SITEMAP, state=elements.SitemapState(checking.as_of, checking.base))
    document_node = Node(walk, document.root, _DOCUMENT, None)
    for fault in _correct_namespaces(document.root):
        walk.report(document_node, fault)
    root = walk.run(elements.ROOTS)
    if root is None:
        name = str(document.root.tag).rpartition("}")[2][:64]
        message = f"the root element is <{name}>, so this is no sitemap: begin with <urlset xmlns={SITEMAP!r}>"
        walk.report(document_node, Fault("root", "", message))
    else:
        for fault in _check_size(document, root):
            walk.report(document_node, fault)
    for finding in walk.findings():
        yield _with_reference(finding)


def _with_reference(finding: Finding) -> Finding:
    """Return a finding with the page of its rule; only findings about characters have one of their own."""
    if finding.reference and not finding.reference.startswith(W3C):
        return finding
    pages = (REFERENCES[part] for part in finding.code.split(".") if part in REFERENCES)
    return attrs.evolve(finding, reference=next(pages, PROTOCOL))


def _correct_namespaces(root: "etree._Element") -> Iterator[Fault]:
    """Yield a fault for each namespace that is misspelled or of an older version, and correct the names of its elements."""
    corrections: dict[str, str] = {}
    own_namespace = split_name(str(root.tag))[0]
    for element in root.iter("{*}*"):
        namespace, local = split_name(str(element.tag))
        if ":" in local:
            continue
        if namespace not in corrections:
            meant = _CORRECT.get(vocabulary_of(namespace), "")
            if namespace == own_namespace and local in ("urlset", "sitemapindex"):
                meant = SITEMAP
            corrections[namespace] = meant if meant != namespace else ""
            if corrections[namespace]:
                written = quote(namespace, 96) if namespace else "missing"
                yield Fault("namespace", "", f"the namespace is {written}: write {meant!r}", element=element)
        if corrections[namespace]:
            element.tag = f"{{{corrections[namespace]}}}{local}"


def _check_size(document: Document, root: Node) -> Iterator[Fault]:
    """Yield the faults of a document that has nothing, or more than crawlers read."""
    is_index = root.schema is elements.INDEX
    name, limit = ("sitemap", LIMITS.sitemaps) if is_index else ("url", LIMITS.urls)
    count = root.counts.get(f"{{{SITEMAP}}}{name}", 0)
    if not count:
        # Google allows a news sitemap without news, and an empty one looks like any other.
        exception = "" if is_index else ", unless there is no news of the last two days"
        yield Fault("empty", "", f"the document lists no <{name}>: add one{exception}", severity=Severity.INFO)
    if count > limit:
        yield Fault("limit", "", f"the document lists {count:,} <{name}>: split it into files of at most {limit:,}")
    if root.walk.state.news > LIMITS.news:
        message = (
            f"the document lists {root.walk.state.news:,} articles: split it into files of at most {LIMITS.news:,}"
        )
        yield Fault("limit", "", message)
    if len(document.source) > LIMITS.bytes:
        message = f"the document has {len(document.source):,} bytes: split it into files of at most {LIMITS.bytes:,}"
        yield Fault("limit", "", message)


# --- plain text ---


def _check_lines(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    state = elements.SitemapState(checking.as_of, checking.base)
    check_value = value_checks.location("the line")
    lines = text_lines(data)
    for number, line in enumerate(lines[: LIMITS.urls], 1):
        text = line.strip()
        faults = list(check_value(text)) if text else []
        for fault in faults or elements.check_location(state, text):
            yield _line_finding(fault, number)
    if len(lines) > LIMITS.urls + (not lines[-1]):
        message = f"the list has over {LIMITS.urls:,} addresses, and the rest is not checked: split it into files"
        yield _line_finding(Fault("limit", "", message), 1)


def _line_finding(fault: Fault, number: int) -> Finding:
    return Finding(
        severity=fault.severity or Severity.ERROR,
        code=f"sitemap.line.{fault.problem}" if fault.problem != "limit" else "sitemap.limit",
        message=fault.message.replace("<loc>", "the line"),
        path=f"/{number}",
        line=number,
        column=1,
        reference=f"{PROTOCOL}#otherformats",
    )


RULES: Final = documents.FormatRules(
    name="sitemap",
    title="sitemaps",
    schema="sitemap/sitemap.rng",
    standard=PROTOCOL,
    rules=partial(_check_document, checking=CheckContext()),
    in_schema=lambda _document: True,
)


# --- the model ---


def check_model(feed: Feed) -> Iterator[Finding]:
    """Validate a feed and its stories before they are written as a plain sitemap.

    Yields:
        findings with paths that begin with `feed`.
    """
    for index, story in enumerate(feed.stories):
        field, reason = PlainEntry().left_out(story)
        if reason:
            path = f"feed.stories[{index}].{field}"
            yield _model_finding("sitemap.url.loc.missing", reason, path, Severity.WARNING)
    if len(feed.stories) > LIMITS.urls:
        message = (
            f"the feed has {len(feed.stories):,} stories: write several files with newsfeed.sitemaps.sitemap_files"
        )
        yield _model_finding("sitemap.limit", message, "feed.stories", Severity.ERROR)


def _model_finding(code: str, message: str, path: str, severity: Severity) -> Finding:
    return Finding(severity=severity, code=code, message=message, path=path, reference=PROTOCOL)
