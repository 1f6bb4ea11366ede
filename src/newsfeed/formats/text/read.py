"""Reading explainer pages.

What the page says is taken as it stands, what its TOML block says besides is put to it, and what neither says comes
from the caller's defaults. Nothing of the text is lost: what has no place in a part becomes a section or is quoted by
a finding.
"""

from collections.abc import Iterator
from typing import Any, Final

from newsfeed.errors import MissingFieldError, ModelError, ReadError
from newsfeed.findings import Finding, Report, Severity
from newsfeed.formats.text.details import KEYS, merge
from newsfeed.formats.text.lines import decode
from newsfeed.formats.text.page import PageReader
from newsfeed.formats.text.pages import Page, pages
from newsfeed.formats.text.quotes import sentences
from newsfeed.model import Feed, Paragraph, Section, Story
from newsfeed.plain_data.structure import fields
from newsfeed.plugins import ReadContext

PARTS: Final[tuple[str, ...]] = ("summary", "sections", "press", "prompts", "questions", "topics", "corrections")
"""The fields of `Story` that stand on the page as text."""

_BODY: Final = ("sections", "press", "prompts", "questions", "corrections")


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a document of one page or several.

    Raises:
        ReadError: it is no text, or no page can be read; with line and column where they are known.
        MissingFieldError: a page has no id and no url, and no default gives one.
    """
    found = pages(decode(data, reading.limits))
    stories, first_error = [], None
    for page in found:
        if set(page.block or ()) == {"feed"} and all(each.blank for each in page.lines):
            continue  # what a feed without stories is written as
        try:
            stories.append(story(page, reading))
        except ReadError as error:
            first_error = first_error or error
            if len(found) > 1:
                reading.report.add(_unreadable(page, error))
    if first_error and not stories:
        raise first_error
    _same_ids(stories, reading.report)
    return Feed(**_feed(found[0]), stories=tuple(stories))


def _feed(page: Page) -> dict[str, Any]:
    data = (page.block or {}).get("feed", {})
    if not isinstance(data, dict):
        raise ReadError("`feed` is no table; write [feed] and its fields below", line=page.line)
    try:
        return fields({name: value for name, value in data.items() if name != "stories"}, Feed)
    except ModelError as error:
        raise ReadError(str(error), line=page.line) from None


def _unreadable(page: Page, error: ReadError) -> Finding:
    text = " ".join(f"{_plain(page.block)} {' '.join(each.text for each in page.lines)}".split())
    message = f"this page is left out: {error.reason}; it reads: {text}"
    return Finding(severity=Severity.ERROR, code="text.page.unreadable", message=message, line=error.line or page.line)


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(_plain(each) for each in value.values())
    return " ".join(map(_plain, value)) if isinstance(value, list) else "" if value is None else str(value)


def _same_ids(stories: list[Story], report: Report) -> None:
    seen = set()
    for at, each in enumerate(stories):
        if each.id in seen:
            message = f"an earlier page has the id {each.id!r:.200} as well; give each page its own"
            report.add(
                Finding(
                    severity=Severity.WARNING, code="text.id.double", message=message, path=f"feed.stories[{at}].id"
                )
            )
        seen.add(each.id)


# --- a page -----------------------------------------------------------------------------------------------------------


def story(page: Page, reading: ReadContext) -> Story:
    """Read one page."""
    if page.error:
        raise page.error
    raw = {name: value for name, value in (page.block or {}).items() if name != "feed"}
    try:
        said = fields({**raw, **({"press": _textless(raw["press"])} if "press" in raw else {})})
    except ModelError as error:
        raise ReadError(f"the TOML block: {error}", line=page.line) from None
    defaults = fields(reading.defaults)
    given = {**defaults, **said}
    reader = PageReader(given, reading)
    values = reader.page(page.lines, has_block=page.block is not None)
    for name, value in said.items():
        values[name] = _together(name, values.get(name), value, raw.get(name), reading.report)
    values = {**{name: value for name, value in defaults.items() if not values.get(name)}, **values}
    for name in _BODY if not reading.content else ():
        values.pop(name, None)
    _identify(values, page)
    if "headline" not in said:  # one that says that it is empty is to be so
        _headline(values, reading.report)
    try:
        return Story(**{name: value for name, value in values.items() if value is not None})
    except ModelError as error:
        raise ReadError(str(error), line=page.line) from None


def _textless(tables: Any) -> Any:
    """Let the tables of mentions lack the text, which the page has."""
    if isinstance(tables, list):
        return [{"text": "", **each} if isinstance(each, dict) else each for each in tables]
    return {"text": "", **tables} if isinstance(tables, dict) else tables


def _together(name: str, page: Any, block: Any, raw: object, report: Report) -> Any:
    """Put together what the page and its block say of a field."""
    if name in KEYS:
        merged, found = merge(name, page or (), block, raw)
        report.extend(found)
        return merged
    if not page or page == block:
        return block
    if name == "sections":
        return (*page, *block)
    if name == "summary" and block:
        return page if str(block) == page else f"{block}\n\n{page}"
    return block or page


def _identify(values: dict[str, Any], page: Page) -> None:
    if not values.get("id"):
        url = values.get("url")
        if not url:
            reason = 'has no id and no url; give one in a TOML block (id = "...") or as a default'
            raise MissingFieldError("id", reason, line=page.line)
        values["id"] = url


def _headline(values: dict[str, Any], report: Report) -> None:
    if values.get("headline"):
        return
    text = str(values.get("summary") or "") or next(_texts(values.get("sections", ())), "")
    first = sentences(text.partition("\n\n")[0])[:1]
    derived = text[first[0][0] : first[0][1]].rstrip(".。") if first else ""
    if not derived:
        message = 'has no headline; give one in a TOML block (headline = "...") or as a default'
        report.add(
            Finding(severity=Severity.WARNING, code="text.headline.missing", message=message, path="story.headline")
        )
        return
    values["headline"] = derived
    message = f'the page has no headline; the first sentence of its text is taken: "{" ".join(derived.split()):.200}"'
    report.add(Finding(severity=Severity.WARNING, code="text.headline.derived", message=message, path="story.headline"))


def _texts(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        if section.heading:
            yield section.heading
        yield from (str(each.text) for each in section.blocks if isinstance(each, Paragraph))
