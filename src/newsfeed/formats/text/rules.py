"""Rules of explainer pages, for documents and for stories to be written as pages."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from newsfeed.findings import Finding, Severity
from newsfeed.formats.text.read import read
from newsfeed.formats.text.write import marked_fields
from newsfeed.headings import for_language
from newsfeed.model import Feed, Story
from newsfeed.model.rich_text import RichText
from newsfeed.pages.document_rules import check_page
from newsfeed.pages.heading_keys import MAX_HEADING, find_part, parts_by_heading_key
from newsfeed.pages.page_reader import PAGE_FIELDS
from newsfeed.plugins import CheckContext


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a document: yield the findings of its reader, and the error that keeps it from being read."""
    message = 'the page has no id and no url: write id = "..." in its TOML block, or pass one to the reader'
    return check_page(data, checking, read=read, prefix="text", id_missing=message)


def check_model(feed: Feed) -> Iterator[Finding]:
    """Yield the problems of stories as pages: missing parts, and text that has to be marked to read back."""
    for index, story in enumerate(feed.stories):
        yield from _check_story(story, f"feed.stories[{index}]")


def _check_story(story: Story, path: str) -> Iterator[Finding]:
    if not story.headline:
        message = "has no headline: give the story one"
        yield _finding(Severity.WARNING, "text.headline.missing", message, f"{path}.headline")
    if not any(getattr(story, name) for name in PAGE_FIELDS):
        message = "has none of an explainer's parts, so its page is only a TOML block: add a summary or a section"
        yield _finding(Severity.WARNING, "text.story.empty", message, path)
    table = parts_by_heading_key(for_language(story.language))
    heading_lines = [
        finding for name in PAGE_FIELDS for finding in _heading_lines(getattr(story, name), f"{path}.{name}", table)
    ]
    yield from heading_lines
    # These lines would be reported a second time as the reason for marks.
    if heading_lines:
        return
    for name in marked_fields(story):
        message = "does not read back from plain lines: it is written with marks or into the TOML block"
        yield _finding(Severity.INFO, "text.part.marked", message, f"{path}.{name}")


def _heading_lines(value: Any, path: str, table: Mapping[str, str]) -> Iterator[Finding]:
    """Yield a finding for each line of a value that reads as the heading of a part."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _heading_lines(item, f"{path}[{index}]", table)
    elif isinstance(value, str | RichText):
        for line in str(value).split("\n"):
            if len(line) <= MAX_HEADING and find_part(line, table):
                message = f'the line "{line}" reads as the heading of a part: it is written with a mark'
                yield _finding(Severity.WARNING, "text.line.heading", message, path)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            if field.name != "kind":
                yield from _heading_lines(getattr(value, field.name), f"{path}.{field.name}", table)


def _finding(severity: Severity, code: str, message: str, path: str) -> Finding:
    return Finding(severity=severity, code=code, message=message, path=path)
