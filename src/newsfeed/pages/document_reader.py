"""Reader of explainer pages.

The text of a page is read as it is, its front matter adds to it, and the caller's defaults fill the fields that
neither has. No text is lost: text that fits no part becomes a section, or a finding quotes it. Only a page that cannot
be read is lost as a whole; the finding about it quotes its beginning.
"""

from collections.abc import Sequence

from newsfeed.errors import ModelError, ReadError
from newsfeed.findings import Finding, Report, Severity
from newsfeed.model import Feed, Story
from newsfeed.pages.decoding import decode
from newsfeed.pages.front_matter import FEED_TABLE
from newsfeed.pages.page_splitting import split_pages
from newsfeed.pages.story import PageSource, read_page
from newsfeed.plain_data.coercion import coerce_fields
from newsfeed.plain_data.plain import FieldValues
from newsfeed.plugins import ReadContext
from newsfeed.reading.legal_text import legal_text
from newsfeed.values.escaping import quoted


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a document of one page or several; a page that cannot be read is left out with a finding.

    Raises:
        ReadError: the document is not text, or no page can be read; with line and column if they are known.
        MissingFieldError: the only page has no id and no url, and the defaults have none either.
    """
    pages = split_pages(decode(legal_text(data, reading), reading.limits))
    stories: list[Story] = []
    errors: list[ReadError] = []
    for page in pages:
        if _has_only_feed(page):
            continue
        try:
            stories.append(read_page(page, reading))
        except ReadError as error:
            errors.append(error)
            if len(pages) > 1:
                reading.report.add(_unreadable_page(page, error))
    if errors and not stories:
        raise errors[0]
    _report_repeated_ids(stories, reading.report)
    return Feed(**_feed_fields(pages[0]), stories=tuple(stories))


def _has_only_feed(page: PageSource) -> bool:
    """Return whether a page is only the feed's fields, as a feed without stories is written."""
    return set(page.front_matter or ()) == {FEED_TABLE} and all(line.blank for line in page.lines)


def _feed_fields(page: PageSource) -> FieldValues:
    table = (page.front_matter or {}).get(FEED_TABLE, {})
    if not isinstance(table, dict):
        raise ReadError("`feed` must be a table: write [feed] and its fields below it", line=page.first_line)
    try:
        return coerce_fields({name: value for name, value in table.items() if name != "stories"}, Feed)
    except ModelError as error:
        raise ReadError(str(error), line=page.first_line) from None


def _unreadable_page(page: PageSource, error: ReadError) -> Finding:
    text = f"{_words_of(page.front_matter)} {' '.join(line.text for line in page.lines)}"
    source = " ".join(text.split())
    subject = "it " if error.reason.startswith(("has ", "is ")) else ""
    message = f"this page is left out: {subject}{error.reason}; it begins {quoted(source, 200)}"
    line = error.line or page.first_line
    return Finding(severity=Severity.ERROR, code="text.page.unreadable", message=message, line=line)


def _words_of(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(_words_of(item) for item in value.values())
    return " ".join(map(_words_of, value)) if isinstance(value, list) else "" if value is None else str(value)


def _report_repeated_ids(stories: Sequence[Story], report: Report) -> None:
    ids = set()
    for index, story in enumerate(stories):
        if story.id in ids:
            message = f"the id {story.id!r:.200} is that of an earlier page: give each page its own"
            path = f"feed.stories[{index}].id"
            report.add(Finding(severity=Severity.WARNING, code="text.id.double", message=message, path=path))
        ids.add(story.id)
