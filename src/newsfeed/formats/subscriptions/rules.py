"""Rules of a list of subscriptions in TOML: its syntax, and the validation of the model."""

from collections.abc import Iterator

from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.formats.subscriptions.document import read_document
from newsfeed.model import Feed
from newsfeed.plugins import CheckContext


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a document.

    Findings: `subscriptions.syntax` (not TOML), `subscriptions.limit`, `subscriptions.value` (a wrong value),
    `subscriptions.type` (no list of tables), `subscriptions.left_out` (stories or outlets), `subscriptions.repeated`,
    `subscriptions.empty`.
    """
    try:
        document = read_document(data, checking.limits)
    except ReadError as error:
        code = "subscriptions.limit" if isinstance(error, LimitError) else "subscriptions.syntax"
        message = f"the document {error.reason}"
        yield Finding(severity=Severity.ERROR, code=code, message=message, line=error.line or 1, column=error.column)
        return
    for problem in document.problems:
        yield problem.finding("subscriptions")
    if not document.feed.subscriptions and not document.problems:
        message = "the list has no subscription: write [[subscriptions]] and feed_url = ... below it"
        yield Finding(severity=Severity.INFO, code="subscriptions.empty", message=message, path="subscriptions", line=1)


def check_model(feed: Feed) -> Iterator[Finding]:
    """Return an empty iterator: every feed that can be built is a valid list."""
    del feed
    return iter(())
