"""Reading explainer pages.

What the page says comes first to mind of its reader, so it is taken as it stands; what its TOML block says besides is put to it;
what neither says comes from the caller's defaults. Nothing of the text is lost: what has no place in a part becomes a section
or is quoted by a finding.
"""

from collections.abc import Mapping
from typing import Any, Final

import attrs

from newsfeed._dates import parse_rfc3339
from newsfeed._format import Reading
from newsfeed._structure import fields
from newsfeed.errors import MissingFieldError, ModelError, ReadError
from newsfeed.findings import Finding, Report, Severity
from newsfeed.formats.text import blocks, topics
from newsfeed.formats.text.details import KEYS, merge
from newsfeed.formats.text.lines import Line, bullet, decode, ends_sentence, join, key, part_by_key, plain, reads_as_heading
from newsfeed.formats.text.pages import Page, Part, pages, parts
from newsfeed.formats.text.press import Review
from newsfeed.formats.text.quotes import sentences
from newsfeed.headings import BY_LANGUAGE, ENGLISH, Headings
from newsfeed.model import Block, Correction, Feed, List, Organization, Paragraph, Points, Question, Section, Story, Topic

PARTS: Final = ("summary", "sections", "press", "prompts", "questions", "topics", "corrections")
"""The fields of `Story` that stand on the page as text."""

_BODY: Final = ("sections", "press", "prompts", "questions", "corrections")


def read(data: bytes, reading: Reading) -> Feed:
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
    return Feed(**_feed(found[0]), stories=stories)


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
            report.add(Finding(severity=Severity.WARNING, code="text.id.double", message=message, path=f"feed.stories[{at}].id"))
        seen.add(each.id)


# --- a page -----------------------------------------------------------------------------------------------------------


def story(page: Page, reading: Reading) -> Story:
    """Read one page."""
    if page.error:
        raise page.error
    raw = {name: value for name, value in (page.block or {}).items() if name != "feed"}
    try:
        said = fields(raw)
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


def _together(name: str, page: Any, block: Any, raw: object, report: Report) -> Any:
    """Put together what the page and its block say of a field."""
    if not page or page == block:
        return block
    if name in KEYS:
        merged, found = merge(name, page, block, raw)
        report.extend(found)
        return merged
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
        report.add(Finding(severity=Severity.WARNING, code="text.headline.missing", message=message, path="story.headline"))
        return
    values["headline"] = derived
    message = f'the page has no headline; the first sentence of its text is taken: "{" ".join(derived.split()):.200}"'
    report.add(Finding(severity=Severity.WARNING, code="text.headline.derived", message=message, path="story.headline"))


def _texts(sections: tuple[Section, ...]) -> Any:
    for section in sections:
        if section.heading:
            yield section.heading
        yield from (str(each.text) for each in section.blocks if isinstance(each, Paragraph))


def headings_of(lines: list[Line], headings: Headings | None, language: str | None) -> tuple[str, Headings]:
    """Choose the table that a page is read by, and the language of its patterns.

    The caller's table is taken, or that of the language that is given if the page has a heading of it, or else the one with
    the most headings on the page.
    """
    own = (language or "").partition("-")[0].lower()
    if headings is not None:
        return own or "en", headings
    keys = [key(each.text) for each in lines if not each.blank and len(each.text) <= 200]
    hits = {name: sum(each in part_by_key(table) for each in keys) for name, table in BY_LANGUAGE.items()}
    if own in hits and hits[own]:
        return own, BY_LANGUAGE[own]
    best = max(hits, key=lambda name: hits[name])
    return (own or best if hits[best] else own or "en"), BY_LANGUAGE[best] if hits[best] else ENGLISH


class PageReader:
    """Reads the text of a page.

    Args:
        given: what the block and the defaults say, as values of `Story`'s fields.
        reading: headings, and the report that takes the findings.
    """

    def __init__(self, given: Mapping[str, Any], reading: Reading) -> None:
        self.given = given
        self.headings = reading.headings
        self.report = reading.report
        self.sections: list[Section] = []
        self.found: dict[str, Any] = {}
        self.seen: set[str] = set()
        self.language = "en"
        self.table = ENGLISH

    def page(self, lines: list[Line], *, has_block: bool) -> dict[str, Any]:
        """Read the lines of a page; give the fields that it says.

        Raises:
            ReadError: it has no heading of the table, and no block that says that it is a page.
        """
        self.language, self.table = headings_of(lines, self.headings, self.given.get("language"))
        cut = parts(lines, part_by_key(self.table))
        if not has_block and not any(each.name not in ("lead", "other") for each in cut):
            first = next((each.number for each in lines if not each.blank), 1)
            known = ", ".join(f'"{self.table.label(each)}"' for each in ("summary", "press", "questions"))
            raise ReadError(f"has no heading of an explainer page, such as {known}", line=first)
        self.review = Review(self.language, self._known_outlets())
        self.has_summary = bool(self.given.get("summary")) or any(each.name == "summary" and each.content for each in cut)
        for part in cut:
            self._label(part)
            getattr(self, f"_{part.name}")(part)
        return self._result()

    def _result(self) -> dict[str, Any]:
        press = self.review.result()
        values = {**self.found, "sections": tuple(self.sections), "press": press}
        if "press" in self.seen and not press:
            self._note("text.press.none", "names no outlet that is known as one; its text is a section", Severity.INFO, "story.press")
        return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items() if value}

    def _known_outlets(self) -> list[str]:
        named = [each.outlet.name for each in self.given.get("press", ())]
        publisher = self.given.get("publisher")
        return list(dict.fromkeys([*named, publisher.name] if isinstance(publisher, Organization) else named))

    def _note(self, code: str, message: str, severity: Severity, path: str = "", line: int | None = None) -> None:
        self.report.add(Finding(severity=severity, code=code, message=message, path=path, line=line))

    def _label(self, part: Part) -> None:
        """Note what is worth knowing about the heading of a part."""
        if part.label is None:
            return
        text, line = part.label.text, part.label.number
        if part.name == "other":
            self._note("text.heading.unknown", f'"{part.heading}" is no known heading; an untyped section', Severity.INFO, line=line)
            return
        written = self.table.label(part.name)
        if key(text) != key(written):
            self._note("text.heading.spelling", f'"{text}" is read as "{written}"', Severity.INFO, line=line)
        if part.name in self.seen:
            self._note("text.part.double", f'"{text}" stands here again; its text is put to the first', Severity.INFO, line=line)
        if not part.content and not part.heading:
            self._note("text.part.empty", f'nothing stands under "{text}"', Severity.WARNING, line=line)
        self.seen.add(part.name)

    # --- each part ---

    def _lead(self, part: Part) -> None:
        content = part.content
        if not content:
            return
        first = content[0]
        if "headline" not in self.given and reads_as_headline(first.text):
            self.found["headline"] = plain(first.text)
            self._note("text.lead.headline", "the first line is read as the headline", Severity.INFO, "story.headline", first.number)
            part.lines = part.lines[part.lines.index(first) + 1 :]
        elif key(first.text) == key(str(self.given.get("headline", ""))) and key(first.text):
            part.lines = part.lines[part.lines.index(first) + 1 :]
        if not part.content:
            return
        line = part.content[0].number
        made = blocks.blocks(part.lines)
        if not self.has_summary and all(isinstance(each, Paragraph) for each in made):
            self.found["summary"] = "\n\n".join(str(each.text) for each in made if isinstance(each, Paragraph))
            self._note("text.lead.summary", "the text before the first heading is read as the summary", Severity.INFO, "story.summary", line)
        else:
            self.sections.append(Section(blocks=made))
            self._note("text.lead.section", "the text before the first heading is an untyped section", Severity.INFO, "story.sections", line)

    def _summary(self, part: Part) -> None:
        groups = blocks.entries(part.lines, lambda *_: False)
        text = "\n\n".join(blocks.text_of(each) for each in groups)
        self.found["summary"] = "\n\n".join(each for each in (self.found.get("summary", ""), text) if each)

    def _section(self, part: Part) -> None:
        made = blocks.blocks(part.lines)
        if made or part.heading:
            self.sections.append(Section(kind=part.name, heading=part.heading, blocks=made))

    _analysis = _background = _other = _section

    def _press(self, part: Part) -> None:
        left: list[Block] = self.review.part(blocks.blocks(part.lines))
        if left or part.heading:
            self.sections.append(Section(kind="press", heading=part.heading, blocks=left))

    def _prompts(self, part: Part) -> None:
        prompts = self.found.setdefault("prompts", [])
        for entry in blocks.entries(part.lines, blocks.each_line):
            prompts.append(Question(text=blocks.text_of(entry)))

    def _questions(self, part: Part) -> None:
        questions = self.found.setdefault("questions", [])
        for entry in blocks.entries(part.lines, blocks.each_question):
            text, answer = blocks.question(entry)
            questions.append(Question(text=text, answer=answer))

    def _topics(self, part: Part) -> None:
        made = self.found.setdefault("topics", [])
        for entry in blocks.entries(part.lines, blocks.each_line):
            topic, named = read_topic(entry, self.language)
            made.append(topic)
            if not named:
                at = len(made) - 1
                message = f'the description does not begin with a name; its first words are taken: "{topic.name}"'
                self._note("text.topic.name", message, Severity.WARNING, f"story.topics[{at}].name")

    def _corrections(self, part: Part) -> None:
        corrections = self.found.setdefault("corrections", [])
        for block in blocks.blocks(part.lines):
            corrections += read_corrections(block)


def reads_as_headline(text: str) -> bool:
    """Say whether a page's first line reads as its headline."""
    marked = text.startswith("\\")
    return not marked and len(text) <= 250 and bullet(text) is None and not text.endswith((".", "。", ":", ",", ";", "…"))


def read_topic(entry: list[list[str]], language: str) -> tuple[Topic, bool]:
    """Read a topic; the flag says whether its name was found."""
    text = blocks.text_of(entry)
    first = entry[0][0]
    lines = [line for group in entry for line in group]
    if len(lines) > 1 and reads_as_heading(first, words=12) and not lines[1][:1].islower():
        rest = [entry[0][1:], *entry[1:]] if len(entry[0]) > 1 else entry[1:]
        description = blocks.text_of(rest)
        return Topic(name=first, kind=topics.subject(description, language).kind, description=description), True
    found = topics.subject(text, language)
    if not found.found and _only_a_name(text):
        return Topic(name=text, kind=found.kind), True
    return Topic(name=found.name, kind=found.kind, description=text), found.found


def _only_a_name(text: str) -> bool:
    words = text.split()
    return "\n" not in text and len(words) <= 6 and not ends_sentence(text) and all(
        not each[:1].islower() or len(each) <= 3 for each in words
    ) and len(text) <= (100 if len(words) > 1 or text.isascii() else 20)  # fmt: skip


def read_corrections(block: Block) -> list[Correction]:
    """Read corrections: a paragraph or an item each; a date in RFC 3339 as its label is the date of it."""
    if isinstance(block, Points):
        return [_correction(each.label, str(each.text)) for each in block.points]
    if isinstance(block, List):
        return [Correction(text=str(each)) for each in block.items]
    if isinstance(block, Paragraph):
        return [Correction(text=block.text)]
    return [Correction(text=text) for each in attrs.fields(type(block)) if (text := str(getattr(block, each.name) or ""))]


def _correction(label: str, text: str) -> Correction:
    try:
        return Correction(text=text, published=parse_rfc3339(label))
    except ValueError:
        return Correction(text=f"{label}: {text}" if label else text)


__all__ = ["PARTS", "PageReader", "headings_of", "read", "story"]
