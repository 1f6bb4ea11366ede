"""Rules of OPML documents, and of lists before they are written."""

from collections.abc import Iterator
from typing import Final

from newsfeed.findings import Finding, Severity
from newsfeed.formats.opml.elements import OPML, SPECIFICATION, OpmlState
from newsfeed.formats.opml.outlines import is_writable_outline, listed
from newsfeed.io.xml import Document
from newsfeed.model import Feed
from newsfeed.plugins import CheckContext
from newsfeed.validation import documents
from newsfeed.validation.engine import Walk
from newsfeed.validation.faults import Fault
from newsfeed.validation.nodes import Node
from newsfeed.validation.subjects import with_subject
from newsfeed.values.namespaces import split_name


class OpmlWalk(Walk):
    """The walk over a list."""

    def report(self, node: Node | None, fault: Fault) -> None:
        """Add a fault of a node, with the subject that the message of a value check may lack."""
        super().report(node, with_subject(node, fault))


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a document.

    Args:
        data: the document.
        checking: limits, and the path of a schema to use instead of the bundled one.

    Yields:
        findings in document order, followed by those of the schema.
    """
    yield from documents.check_document(data, checking, RULES)


def _check_document(document: Document) -> Iterator[Finding]:
    walk = OpmlWalk(document, state=OpmlState())
    if walk.run({OPML.name: OPML}) is None:
        name = split_name(str(document.root.tag))[1]
        message = f'the root element is <{name:.64}>, so this is not OPML: begin with <opml version="2.0">'
        if name.lower() == "opml":
            message = 'the root element is not <opml> in lower case and without a namespace: write <opml version="2.0">'
        walk.report(None, Fault("root", "UndefinedElement", message))
    yield from walk.findings()


RULES: Final = documents.FormatRules(
    name="opml",
    title="OPML 2.0",
    schema="opml/opml.rng",
    standard=SPECIFICATION,
    rules=_check_document,
    in_schema=lambda _document: True,
)


def check_model(feed: Feed) -> Iterator[Finding]:
    """Validate a feed before its list is written.

    Yields:
        findings with paths that begin with `feed`.
    """
    if not listed(feed) and not any(map(is_writable_outline, feed.extensions)):
        message = "the feed lists no feeds and has no address: set subscriptions, or feed_url to list the feed itself"
        yield Finding(
            severity=Severity.ERROR,
            code="opml.body.outline.missing",
            message=message,
            path="feed.subscriptions",
            reference=SPECIFICATION,
        )
