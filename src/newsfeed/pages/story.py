"""The story of one page: its text, its front matter or metadata, and the caller's defaults.

The text of a page is read as it is, and its front matter adds to it. Metadata, such as that of an HTML page, and then the
defaults fill the fields that neither has.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any, Final, Literal

import attrs

from newsfeed.attribution.quotes import sentence_spans
from newsfeed.errors import MissingFieldError, ModelError, ReadError
from newsfeed.findings import Finding, Report, Severity
from newsfeed.headings import for_language
from newsfeed.io.html import to_plain_text
from newsfeed.model import Markup, Paragraph, Section, Story
from newsfeed.model.date_conflicts import find_date_conflicts
from newsfeed.model.rich_text import RichText
from newsfeed.pages.addresses import address_of
from newsfeed.pages.decoding import Line
from newsfeed.pages.entry_tables import ENTRY_FIELDS, merge_entries
from newsfeed.pages.front_matter import DIRECTIVES, FEED_TABLE, complete_fields, field_of, is_commonmark
from newsfeed.pages.inline_markup import InlineMarkup, join_texts
from newsfeed.pages.page_reader import PageContext, PageReader
from newsfeed.pages.yaml_fields import FrontMatterFields, YamlReader
from newsfeed.plain_data.coercion import coerce_fields
from newsfeed.plain_data.plain import FieldValues
from newsfeed.plugins import ReadContext
from newsfeed.validation.disclosure import lacks_statement, reminder
from newsfeed.values.dates import parse_date

_WORD: Final = re.compile(r"\w+")

_BODY_FIELDS: Final = ("sections", "press", "prompts", "questions", "corrections")
"""Fields of a story that are left out if only metadata is requested."""

Syntax = Literal["TOML", "YAML", "HTML"]
"""Syntax of front matter: TOML has the names of fields only, YAML other names as well, HTML has metadata instead."""


@attrs.define
class PageSource:
    """The source of one page.

    Attributes:
        front_matter: the parsed front matter, or None for a page without it.
        lines: the lines of the page below its front matter.
        first_line: number of the page's first line in the document.
        error: the error in the front matter; the lines then include its source.
        syntax: the syntax of the front matter.
        key_lines: the line of each key of YAML.
        metadata: values of the model for fields that neither the text nor the front matter has.
        position: position of the page in the document, from 1.
        inline: reads the inline markup of the lines; None for Markdown.
        questions: lines of questions that are outside of a list of questions.
    """

    front_matter: dict[str, Any] | None
    lines: list[Line]
    first_line: int = 1
    error: ReadError | None = None
    syntax: Syntax = "TOML"
    key_lines: Mapping[str, int] = attrs.field(factory=dict)
    metadata: FieldValues = attrs.field(factory=dict)
    position: int = 1
    inline: InlineMarkup | None = None
    questions: Sequence[Line] = ()


def read_page(page: PageSource, reading: ReadContext) -> Story:
    """Read the story of one page.

    Raises:
        ReadError: the page or its front matter cannot be read.
        MissingFieldError: the story has no id and no url, and there is no base to derive its id from.
    """
    if page.error:
        raise page.error
    source = _front_matter_fields(page, reading)
    front_matter = _coerce_front_matter(source.values, page)
    metadata = {**_coerce_front_matter(source.fallbacks, page), **page.metadata}
    defaults = coerce_fields(reading.defaults)
    fallbacks = {**defaults, **metadata}
    # A description for search engines does not keep the text above the first heading from being the summary.
    has_summary = bool(front_matter.get("summary") or defaults.get("summary"))
    context = PageContext.from_fields({**fallbacks, **front_matter}, has_summary=has_summary)
    values = _read_text(page, context, reading)
    complete = complete_fields(page.front_matter)
    for name, value in front_matter.items():
        if name in complete:
            reading.report.extend(_replaced_text(name, values.get(name), value))
            values[name] = value
        elif name in ENTRY_FIELDS:
            values[name], findings = merge_entries(name, values.get(name, ()), value, source.values.get(name))
            reading.report.extend(findings)
        else:
            values[name] = _combine(name, values.get(name), value)
    if source.fallbacks and values.get("summary"):
        _note_unused(source.fallbacks, page, reading.report)
    if source.slug and not (values.get("id") or values.get("url")):
        values["id"] = address_of(reading.base, source.slug) or source.slug
    values = {**{name: value for name, value in fallbacks.items() if not values.get(name)}, **values}
    if not reading.content:
        values = {name: value for name, value in values.items() if name not in _BODY_FIELDS}
    values["id"] = _story_id(values, page, reading)
    # A headline that the front matter sets to "" stays empty.
    if "headline" not in front_matter and not values.get("headline"):
        values["headline"] = _derive_headline(values, page.syntax, reading.report)
    if not values.get("summary"):
        _note_missing_summary(reading, values.get("language"))
    try:
        story = Story(**values)
    except ModelError as error:
        raise ReadError(str(error), line=page.first_line) from None
    _note_dates(story, page, reading)
    if lacks_statement(story):
        reading.report.add(reminder("story.ai", line=_line_of_field("Story.ai", page)))
    return story


def _read_text(page: PageSource, context: PageContext, reading: ReadContext) -> FieldValues:
    """Return the fields in the text of a page."""
    if is_commonmark(page.front_matter):
        from newsfeed.pages.commonmark.reader import CommonMarkReader  # imports markdown-it

        return CommonMarkReader(context, reading).read(page.lines).values()
    reader = PageReader(context, reading, page.inline)
    has_front_matter = page.front_matter is not None
    return reader.read(page.lines, has_front_matter=has_front_matter, questions=page.questions).values()


def _replaced_text(name: str, page_value: object, value: object) -> Iterator[Finding]:
    """Yield a finding if the text of a page has words that the complete field of its front matter lacks."""
    words = Counter(_words(page_value)) - Counter(_words(value))
    if words:
        message = (
            f"the front matter has all of {name}, and is used: change it there, or remove {name} from `complete`; only the "
            f"page has: {' '.join(words)[:200]}"
        )
        yield Finding(severity=Severity.INFO, code="text.block.replaces", message=message, path=f"story.{name}")


def _words(value: Any) -> Iterator[str]:
    """Yield the words of all texts in a value of the model."""
    if isinstance(value, str | RichText):
        yield from _WORD.findall(str(value))
    elif isinstance(value, Markup):
        yield from _WORD.findall(to_plain_text(value.html))
    elif isinstance(value, tuple):
        for item in value:
            yield from _words(item)
    elif value is not None and attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _words(getattr(value, field.name))


def _note_dates(story: Story, page: PageSource, reading: ReadContext) -> None:
    for code, field, message, severity in find_date_conflicts(story, reading.as_of):
        line = _line_of_field(f"Story.{field}", page)
        finding = Finding(severity=severity, code=code, message=message, path=f"story.{field}", line=line)
        reading.report.add(finding)


def _front_matter_fields(page: PageSource, reading: ReadContext) -> FrontMatterFields:
    """Return the fields of the front matter as they are written."""
    directives = DIRECTIVES if is_commonmark(page.front_matter) else (FEED_TABLE,)
    source = {name: value for name, value in (page.front_matter or {}).items() if name not in directives}
    if page.syntax == "YAML":
        return YamlReader(page.key_lines, reading).read(source)
    if reading.default_zone is not None:
        source = {name: _in_zone(value, reading.default_zone) for name, value in source.items()}
    return FrontMatterFields(source, {}, "")


def _in_zone(value: object, zone: tzinfo) -> object:
    """Return a value of TOML with its local date-times in a zone."""
    if isinstance(value, dict):
        return {name: _in_zone(item, zone) for name, item in value.items()}
    if isinstance(value, list):
        return [_in_zone(item, zone) for item in value]
    if isinstance(value, datetime) and value.tzinfo is None:
        return parse_date(value.isoformat(), zone)
    return value


def _coerce_front_matter(source: Mapping[str, object], page: PageSource) -> FieldValues:
    press = {"press": _with_empty_texts(source["press"])} if "press" in source else {}
    try:
        return coerce_fields({**source, **press})
    except ModelError as error:
        line = _line_of_field(error.field, page)
        raise ReadError(f"the {page.syntax} block: {error}", line=line) from None


def _line_of_field(path: str, page: PageSource) -> int:
    """Return the line of the key that gives a field (`Story.authors[0].name`), else the first line of the page."""
    name = path.removeprefix("Story.").partition(".")[0].partition("[")[0]
    lines = (line for key, line in page.key_lines.items() if field_of(key) == name)
    return next(lines, page.first_line)


def _note_unused(fallbacks: Mapping[str, object], page: PageSource, report: Report) -> None:
    """Report a description that is not used, since the page has a summary."""
    words = " ".join(str(fallbacks["summary"]).split())[:200]
    message = f"the description is left out, since the page has a summary: remove one of them; its value: {words}"
    line = _line_of_field("Story.summary", page)
    report.add(Finding(severity=Severity.INFO, code="text.front_matter.double", message=message, line=line))


def _with_empty_texts(tables: object) -> object:
    """Add an empty text to tables of mentions without one: the page has it."""
    if isinstance(tables, list):
        return [{"text": "", **table} if isinstance(table, dict) else table for table in tables]
    return {"text": "", **tables} if isinstance(tables, dict) else tables


def _combine(name: str, page_value: object, value: object) -> object:
    """Return the value of a field from the page and its front matter."""
    if not page_value or page_value == value:
        return value
    if name == "ai":
        return page_value  # It has the digital source of the front matter, and the statement of the page.
    if name == "sections" and isinstance(page_value, tuple) and isinstance(value, tuple):
        return (*page_value, *value)
    if name == "summary" and isinstance(value, str | RichText) and isinstance(page_value, str | RichText) and value:
        return page_value if str(value) == str(page_value) else join_texts(value, page_value)
    return value or page_value


def _story_id(values: FieldValues, page: PageSource, reading: ReadContext) -> str:
    """Return the id of a story: its own, its address, or that of its file below the caller's base."""
    story_id = values.get("id") or values.get("url")
    if not story_id and (address := address_of(reading.base, reading.name)):
        # Several pages of one file are told apart by their positions.
        story_id = f"{address}#{page.position}" if page.position > 1 else address
    if not story_id:
        advice = f"{_HOW_TO_WRITE[page.syntax].format('id')}, name the base of its address (--base), or pass a default"
        raise MissingFieldError("id", f"has no id and no url: {advice}", line=page.first_line)
    return str(story_id)


_HOW_TO_WRITE: Final = {
    "TOML": 'write {} = "..." in a TOML block',
    "YAML": 'write {}: "..." in its YAML block',
    "HTML": "give the page one (a canonical link, an h1)",
}


def _derive_headline(values: FieldValues, syntax: Syntax, report: Report) -> str:
    """Return the first sentence of a story as its headline, or "" if it has none; report either case."""
    text = str(values.get("summary") or "") or next(_section_texts(values.get("sections", ())), "")
    start, end = next(sentence_spans(text.partition("\n\n")[0]), (0, 0))
    headline = text[start:end].rstrip(".。")
    advice = f"{_HOW_TO_WRITE[syntax].format('headline')}, or pass a default"
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
