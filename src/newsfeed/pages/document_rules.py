"""Validation of a page in any form: the findings of its reader, and the error that keeps it from being read."""

from collections.abc import Callable, Iterator
from typing import Final

from newsfeed.errors import LimitError, ModelError, ReadError
from newsfeed.findings import Finding, Report, Severity
from newsfeed.model import Feed
from newsfeed.plugins import CheckContext, ReadContext

_STAND_IN_ID: Final = "urn:newsfeed:page-without-id"
"""Default id, so that a page without one can be read and reported."""


def check_page(
    data: bytes,
    checking: CheckContext,
    *,
    read: Callable[[bytes, ReadContext], Feed],
    prefix: str,
    id_missing: str,
) -> Iterator[Finding]:
    """Yield the findings of the reader of a page.

    Args:
        data: the page.
        checking: the options of the caller.
        read: the reader of the page's form.
        prefix: beginning of the codes of its findings.
        id_missing: the message for a page without id and address.
    """
    report = Report()
    has_name = bool(checking.base and checking.name)
    reading = ReadContext(
        report=report,
        limits=checking.limits,
        defaults={} if has_name else {"id": _STAND_IN_ID},
        base=checking.base,
        name=checking.name,
        encoding=checking.encoding,
        default_zone=checking.default_zone,
        as_of=checking.as_of,
    )
    try:
        feed = read(data, reading)
    except (ReadError, ModelError) as error:
        yield from report
        yield _error_finding(error, prefix)
        return
    for finding in report:
        if _STAND_IN_ID not in finding.message:
            yield finding
    for index, story in enumerate(feed.stories):
        if story.id == _STAND_IN_ID and story.url is None:
            path = f"feed.stories[{index}].id"
            code = f"{prefix}.id.missing"
            yield Finding(severity=Severity.WARNING, code=code, message=id_missing, path=path, line=1)


def _error_finding(error: ReadError | ModelError, prefix: str) -> Finding:
    code = f"{prefix}.limit" if isinstance(error, LimitError) else f"{prefix}.unreadable"
    line, column = (error.line, error.column) if isinstance(error, ReadError) else (None, None)
    return Finding(severity=Severity.ERROR, code=code, message=error.reason, line=line, column=column)
