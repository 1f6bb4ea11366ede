"""Reader of explainer pages.

The text of a page is read as it is, its TOML front matter adds to it, and the caller's defaults fill the fields that
neither has. No text is lost: text that fits no part becomes a section, or a finding quotes it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from newsfeed.errors import MissingFieldError, ModelError, ReadError
from newsfeed.findings import Finding, Report, Severity
from newsfeed.formats.text.decoding import decode
from newsfeed.formats.text.front_matter import ENTRY_FIELDS, merge_entries
from newsfeed.formats.text.page_reader import PageContext, PageReader
from newsfeed.formats.text.page_splitting import PageSource, split_pages
from newsfeed.formats.text.quotes import sentence_spans
from newsfeed.model import Feed, Paragraph, Section, Story
from newsfeed.plain_data.coercion import coerce_fields
from newsfeed.plain_data.plain import FieldValues
from newsfeed.plugins import ReadContext

FEED_TABLE: Final = "feed"
"""Name of the table with the feed's fields, in the front matter of the first page."""

_BODY_FIELDS: Final = ("sections", "press", "prompts", "questions", "corrections")
"""Fields of a story that are left out if only metadata is requested."""


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a document of one page or several; a page that cannot be read is left out, and a finding quotes it.

    Raises:
        ReadError: the document is not text, or no page can be read; with line and column if they are known.
        MissingFieldError: the only page has no id and no url, and the defaults have none either.
    """
    pages = split_pages(decode(data, reading.limits))
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
    source = f"{_toml_words(page.front_matter)} {' '.join(line.text for line in page.lines)}"
    subject = "it " if error.reason.startswith(("has ", "is ")) else ""
    message = f"this page is left out: {subject}{error.reason}; its source: {' '.join(source.split())}"
    line = error.line or page.first_line
    return Finding(severity=Severity.ERROR, code="text.page.unreadable", message=message, line=line)


def _toml_words(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(_toml_words(item) for item in value.values())
    return " ".join(map(_toml_words, value)) if isinstance(value, list) else "" if value is None else str(value)


def _report_repeated_ids(stories: Sequence[Story], report: Report) -> None:
    ids = set()
    for index, story in enumerate(stories):
        if story.id in ids:
            message = f"the id {story.id!r:.200} is that of an earlier page: give each page its own"
            path = f"feed.stories[{index}].id"
            report.add(Finding(severity=Severity.WARNING, code="text.id.double", message=message, path=path))
        ids.add(story.id)


# --- a page -----------------------------------------------------------------------------------------------------------


def read_page(page: PageSource, reading: ReadContext) -> Story:
    """Read the story of one page.

    Raises:
        ReadError: the page or its front matter cannot be read.
        MissingFieldError: the story has no id and no url.
    """
    if page.error:
        raise page.error
    toml_values = {name: value for name, value in (page.front_matter or {}).items() if name != FEED_TABLE}
    front_matter = _coerce_front_matter(toml_values, page)
    defaults = coerce_fields(reading.defaults)
    reader = PageReader(PageContext.from_fields({**defaults, **front_matter}), reading)
    values = reader.read(page.lines, has_front_matter=page.front_matter is not None).values()
    for name, value in front_matter.items():
        if name in ENTRY_FIELDS:
            values[name], findings = merge_entries(name, values.get(name, ()), value, toml_values.get(name))
            reading.report.extend(findings)
        else:
            values[name] = _combine(name, values.get(name), value)
    values = {**{name: value for name, value in defaults.items() if not values.get(name)}, **values}
    if not reading.content:
        values = {name: value for name, value in values.items() if name not in _BODY_FIELDS}
    values["id"] = _story_id(values, page)
    # A headline that the front matter sets to "" stays empty.
    if "headline" not in front_matter and not values.get("headline"):
        values["headline"] = _derive_headline(values, reading.report)
    try:
        return Story(**values)
    except ModelError as error:
        raise ReadError(str(error), line=page.first_line) from None


def _coerce_front_matter(toml_values: Mapping[str, object], page: PageSource) -> FieldValues:
    press = {"press": _with_empty_texts(toml_values["press"])} if "press" in toml_values else {}
    try:
        return coerce_fields({**toml_values, **press})
    except ModelError as error:
        raise ReadError(f"the TOML block: {error}", line=page.first_line) from None


def _with_empty_texts(tables: object) -> object:
    """Add an empty text to tables of mentions without one: the page has it."""
    if isinstance(tables, list):
        return [{"text": "", **table} if isinstance(table, dict) else table for table in tables]
    return {"text": "", **tables} if isinstance(tables, dict) else tables


def _combine(name: str, page_value: object, value: object) -> object:
    """Return the value of a field from the page and its front matter."""
    if not page_value or page_value == value:
        return value
    if name == "sections" and isinstance(page_value, tuple) and isinstance(value, tuple):
        return (*page_value, *value)
    if name == "summary" and value:
        return page_value if str(value) == page_value else f"{value}\n\n{page_value}"
    return value or page_value


def _story_id(values: FieldValues, page: PageSource) -> str:
    story_id = values.get("id") or values.get("url")
    if not story_id:
        reason = 'has no id and no url: write id = "..." in a TOML block, or pass a default'
        raise MissingFieldError("id", reason, line=page.first_line)
    return str(story_id)


def _derive_headline(values: FieldValues, report: Report) -> str:
    """Return the first sentence of a story as its headline, or "" if it has none; report either case."""
    text = str(values.get("summary") or "") or next(_section_texts(values.get("sections", ())), "")
    spans = sentence_spans(text.partition("\n\n")[0])
    headline = text[slice(*spans[0])].rstrip(".。") if spans else ""
    advice = 'write headline = "..." in a TOML block, or pass a default'
    if headline:
        code, quotation = "text.headline.derived", " ".join(headline.split())[:200]
        message = f'the page has no headline, so the first sentence of its text is used, "{quotation}": {advice}'
    else:
        code, message = "text.headline.missing", f"has no headline: {advice}"
    report.add(Finding(severity=Severity.WARNING, code=code, message=message, path="story.headline"))
    return headline


def _section_texts(sections: tuple[Section, ...]) -> Iterator[str]:
    """Yield the headings and paragraphs of sections."""
    for section in sections:
        if section.heading:
            yield section.heading
        yield from (str(block.text) for block in section.blocks if isinstance(block, Paragraph))
