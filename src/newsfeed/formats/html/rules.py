"""Rules of explainer pages in HTML: the findings of their reader."""

from collections.abc import Iterator
from typing import Final

from newsfeed.errors import LimitError, ModelError, ReadError
from newsfeed.findings import Finding, Report, Severity
from newsfeed.formats.html.read import read
from newsfeed.model import Feed
from newsfeed.plugins import CheckContext, ReadContext

_STAND_IN_ID: Final = "urn:newsfeed:page-without-id"
"""Default id, so that a page without one can be read and reported."""


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a page: yield the findings of its reader, and the error that keeps it from being read."""
    report = Report()
    has_name = bool(checking.base and checking.name)
    reading = ReadContext(
        report=report,
        limits=checking.limits,
        defaults={} if has_name else {"id": _STAND_IN_ID},
        base=checking.base,
        name=checking.name,
    )
    try:
        feed = read(data, reading)
    except (ReadError, ModelError) as error:
        yield from report
        yield _error_finding(error)
        return
    yield from report
    for index, story in enumerate(feed.stories):
        if story.id == _STAND_IN_ID and story.url is None:
            message = "the page has no address: give it a canonical link, or name the base of its address"
            path = f"feed.stories[{index}].id"
            yield Finding(severity=Severity.WARNING, code="html.id.missing", message=message, path=path, line=1)


def _error_finding(error: ReadError | ModelError) -> Finding:
    code = "html.limit" if isinstance(error, LimitError) else "html.unreadable"
    line = (error.line or 1) if isinstance(error, ReadError) else 1
    return Finding(severity=Severity.ERROR, code=code, message=error.reason, line=line)


def check_model(feed: Feed) -> Iterator[Finding]:
    """Return an empty iterator: stories are not written as pages."""
    del feed
    return iter(())
