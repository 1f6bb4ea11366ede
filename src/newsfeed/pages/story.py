"""The story of one page: its text, its front matter, and the caller's defaults.

The text of a page is read as it is, its front matter adds to it, and the defaults fill the fields that neither has.
"""

from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from newsfeed.attribution.quotes import sentence_spans
from newsfeed.errors import MissingFieldError, ModelError, ReadError
from newsfeed.findings import Finding, Report, Severity
from newsfeed.headings import for_language
from newsfeed.model import Paragraph, Section, Story
from newsfeed.pages.decoding import Line
from newsfeed.pages.entry_tables import ENTRY_FIELDS, merge_entries
from newsfeed.pages.page_reader import PageContext, PageReader
from newsfeed.plain_data.coercion import coerce_fields
from newsfeed.plain_data.plain import FieldValues
from newsfeed.plugins import ReadContext

FEED_TABLE: Final = "feed"
"""Name of the table with the feed's fields, in the front matter of the first page."""

_BODY_FIELDS: Final = ("sections", "press", "prompts", "questions", "corrections")
"""Fields of a story that are left out if only metadata is requested."""


@attrs.define
class PageSource:
    """The source of one page.

    Attributes:
        front_matter: the parsed TOML, or None for a page without front matter.
        lines: the lines of the page below its front matter.
        first_line: number of the page's first line in the document.
        error: the error in the front matter; the lines then include its source.
    """

    front_matter: dict[str, object] | None
    lines: list[Line]
    first_line: int = 1
    error: ReadError | None = None


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
    if not values.get("summary"):
        _note_missing_summary(reading, values.get("language"))
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


def _note_missing_summary(reading: ReadContext, language: str | None) -> None:
    label = (reading.headings or for_language(language)).label("summary")
    message = f'the page has no summary: write it under the heading "{label}", or pass a default'
    finding = Finding(severity=Severity.INFO, code="text.summary.missing", message=message, path="story.summary")
    reading.report.add(finding)


def _section_texts(sections: tuple[Section, ...]) -> Iterator[str]:
    """Yield the headings and paragraphs of sections."""
    for section in sections:
        if section.heading:
            yield section.heading
        yield from (str(block.text) for block in section.blocks if isinstance(block, Paragraph))
