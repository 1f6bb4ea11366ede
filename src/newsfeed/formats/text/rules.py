"""What is wrong or doubtful with a page, and with a story that is to be one."""

from collections.abc import Iterator
from typing import Any, Final

import attrs

from newsfeed.errors import LimitError, ModelError, ReadError
from newsfeed.findings import Finding, Report, Severity
from newsfeed.formats.text.lines import key, part_by_key
from newsfeed.formats.text.read import PARTS, read
from newsfeed.formats.text.write import misfits
from newsfeed.headings import for_language
from newsfeed.model import Feed, Story
from newsfeed.plugins import CheckContext, ReadContext

_UNNAMED: Final = "urn:newsfeed:page-without-id"


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a document: what reading it finds, and what keeps it from being read."""
    report = Report()
    try:
        feed = read(data, ReadContext(report=report, limits=checking.limits, defaults={"id": _UNNAMED}))
    except (ReadError, ModelError) as error:
        yield from report
        yield _error(error)
        return
    for finding in report:
        if finding.code != "text.id.double" or _UNNAMED not in finding.message:
            yield finding
    for at, story in enumerate(feed.stories):
        if story.id == _UNNAMED and story.url is None:
            message = 'the page has no id and no url; write id = "..." in its TOML block, or give it to the reader'
            yield Finding(
                severity=Severity.WARNING, code="text.id.missing", message=message, path=f"feed.stories[{at}].id"
            )


def _error(error: ReadError | ModelError) -> Finding:
    code = "text.limit" if isinstance(error, LimitError) else "text.unreadable"
    line, column = (error.line, error.column) if isinstance(error, ReadError) else (None, None)
    return Finding(severity=Severity.ERROR, code=code, message=error.reason, line=line, column=column)


def check_model(feed: Feed) -> Iterator[Finding]:
    """Say what of the stories does not read as it is from plain lines; marks or the TOML block must carry it."""
    for at, story in enumerate(feed.stories):
        yield from _story(story, f"feed.stories[{at}]")


def _story(story: Story, path: str) -> Iterator[Finding]:
    if not story.headline:
        yield _found(Severity.WARNING, "text.headline.missing", "has no headline; give it one", f"{path}.headline")
    if not any(getattr(story, name) for name in PARTS):
        yield _found(
            Severity.WARNING,
            "text.story.empty",
            "has none of an explainer's parts; the page is its TOML block only",
            path,
        )
    known = part_by_key(for_language(story.language))
    lines = [found for name in PARTS for found in _headings(getattr(story, name), f"{path}.{name}", known)]
    yield from lines
    for name in misfits(story) if not lines else ():
        message = "does not read as it is from plain lines; marks or the TOML block carry it"
        yield _found(Severity.INFO, "text.part.marked", message, f"{path}.{name}")


def _headings(value: Any, path: str, known: dict[str, str]) -> Iterator[Finding]:
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _headings(item, f"{path}[{index}]", known)
    elif attrs.has(type(value)) and hasattr(value, "__attrs_attrs__") and not hasattr(value, "markup"):
        for each in attrs.fields(type(value)):
            if each.name == "kind":
                continue
            yield from _headings(getattr(value, each.name), f"{path}.{each.name}", known)
    elif isinstance(value, str) or hasattr(value, "markup"):
        for line in str(value).split("\n"):
            if len(line) <= 200 and key(line) in known:
                message = f'the line "{line}" reads as the heading of a part; it is written with a mark'
                yield _found(Severity.WARNING, "text.line.heading", message, path)


def _found(severity: Severity, code: str, message: str, path: str) -> Finding:
    return Finding(severity=severity, code=code, message=message, path=path)
