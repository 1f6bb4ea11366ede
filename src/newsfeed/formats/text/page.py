"""Reading one page: its parts become the fields of a story."""

from collections.abc import Mapping
from typing import Any

from newsfeed.errors import ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.formats.text import blocks
from newsfeed.formats.text.entries import read_corrections, read_topic, reads_as_headline
from newsfeed.formats.text.lines import Line, key, part_by_key, plain
from newsfeed.formats.text.pages import SECTIONS, Part, parts
from newsfeed.formats.text.press import Review
from newsfeed.headings import Headings, by_language, english
from newsfeed.model import Block, Organization, Paragraph, Question, Section
from newsfeed.plugins import ReadContext


def headings_of(lines: list[Line], headings: Headings | None, language: str | None) -> tuple[str, Headings]:
    """Choose the table that a page is read by, and the language of its patterns.

    The caller's table is taken, or that of the language that is given if the page has a heading of it, or else the one
    with the most headings on the page.
    """
    own = (language or "").partition("-")[0].lower()
    if headings is not None:
        return own or "en", headings
    keys = [key(each.text) for each in lines if not each.blank and len(each.text) <= 200]
    hits = {name: sum(each in part_by_key(table) for each in keys) for name, table in by_language().items()}
    if hits.get(own):
        return own, by_language()[own]
    best = max(hits, key=lambda name: hits[name])
    return (own or best if hits[best] else own or "en"), by_language()[best] if hits[best] else english()


class PageReader:
    """Reads the text of a page.

    Args:
        given: what the block and the defaults say, as values of `Story`'s fields.
        reading: headings, and the report that takes the findings.
    """

    def __init__(self, given: Mapping[str, Any], reading: ReadContext) -> None:
        self.given = given
        self.headings = reading.headings
        self.report = reading.report
        self.sections: list[Section] = []
        self.found: dict[str, Any] = {}
        self.seen: set[str] = set()
        self.language = "en"
        self.table = english()

    def page(self, lines: list[Line], *, has_block: bool) -> dict[str, Any]:
        """Read the lines of a page; give the fields that it says.

        Raises:
            ReadError: it has no heading of the table, and no block that says that it is a page.
        """
        self.language, self.table = headings_of(lines, self.headings, self.given.get("language"))
        cut = parts(lines, part_by_key(self.table), self.given.get("headline"))
        if not has_block and not any(each.name not in ("lead", "other") for each in cut):
            first = next((each.number for each in lines if not each.blank), 1)
            known = ", ".join(f'"{self.table.label(each)}"' for each in ("summary", "press", "questions"))
            raise ReadError(f"has no heading of an explainer page, such as {known}", line=first)
        self.review = Review(self.language, self._known_outlets())
        self.has_summary = bool(self.given.get("summary")) or any(
            each.name == "summary" and each.filled for each in cut
        )
        for part in cut:
            self._label(part)
            getattr(self, f"_{part.name}")(part)
        return self._result()

    def _result(self) -> dict[str, Any]:
        press = self.review.result()
        if "press" in self.seen and not press:
            self._note(
                "text.press.none", "the press review names no outlet that is known as one; its text is a section"
            )
        values = {**self.found, "sections": tuple(self.sections), "press": press}
        return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items() if value}

    def _known_outlets(self) -> list[str]:
        named = [each.outlet.name for each in self.given.get("press", ())]
        publisher = self.given.get("publisher")
        return list(dict.fromkeys([*named, publisher.name] if isinstance(publisher, Organization) else named))

    def _note(self, code: str, message: str, line: int | None = None, *, path: str = "") -> None:
        severity = Severity.WARNING if code in ("text.part.empty", "text.topic.name") else Severity.INFO
        self.report.add(Finding(severity=severity, code=code, message=message, path=path, line=line))

    def _label(self, part: Part) -> None:
        """Note what is worth knowing about the heading of a part."""
        if part.label is None:
            return
        text, line = part.label.text, part.label.number
        if part.name == "other":
            self._note("text.heading.unknown", f'"{part.heading}" is no known heading; an untyped section', line)
            return
        written = self.table.label(part.name)
        if key(text) != key(written):
            self._note("text.heading.spelling", f'"{text}" is read as "{written}"', line)
        if part.name in self.seen:
            joined = "is a section of its own" if part.name in SECTIONS else "is put to the first"
            self._note("text.part.double", f'"{text}" stands here again; what is under it {joined}', line)
        if not part.filled and not part.heading:
            self._note("text.part.empty", f'nothing stands under "{text}"', line)
        self.seen.add(part.name)

    # --- each part ---

    def _lead(self, part: Part) -> None:
        """Read what stands before the first heading: the headline, and then the summary or an untyped section."""
        if part.filled:
            self._lead_headline(part, part.content[0])
        made = blocks.blocks(part.lines)
        if not made:
            return
        line = part.content[0].number
        if not self.has_summary and all(isinstance(each, Paragraph) for each in made):
            self.found["summary"] = "\n\n".join(str(each.text) for each in made if isinstance(each, Paragraph))
            self._note("text.lead.summary", "the text before the first heading is read as the summary", line)
        else:
            self.sections.append(Section(blocks=tuple(made)))
            self._note("text.lead.section", "the text before the first heading is an untyped section", line)

    def _lead_headline(self, part: Part, first: Line) -> None:
        given = self.given.get("headline")
        if given is None and reads_as_headline(first.text):
            self.found["headline"] = plain(first.text)
            self._note("text.lead.headline", "the first line is the headline", first.number, path="story.headline")
        elif given is None or not key(first.text) or key(first.text) != key(given):
            return
        part.lines = part.lines[part.lines.index(first) + 1 :]

    def _summary(self, part: Part) -> None:
        groups = blocks.entries(part.lines, lambda *_: False)
        text = "\n\n".join(blocks.text_of(each) for each in groups)
        self.found["summary"] = "\n\n".join(each for each in (self.found.get("summary", ""), text) if each)

    def _section(self, part: Part) -> None:
        made = blocks.blocks(part.lines)
        kind: Any = part.name
        if made or part.heading or part.name == "other":
            self.sections.append(Section(kind=kind, heading=part.heading, blocks=tuple(made)))

    _analysis = _background = _other = _section

    def _press(self, part: Part) -> None:
        left: list[Block] = self.review.part(blocks.blocks(part.lines))
        if left or part.heading:
            self.sections.append(Section(kind="press", heading=part.heading, blocks=tuple(left)))

    def _prompts(self, part: Part) -> None:
        prompts = self.found.setdefault("prompts", [])
        entries = blocks.entries(part.lines, blocks.each_line)
        prompts += [Question(text=blocks.text_of(entry)) for entry in entries]

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
                self._note("text.topic.name", message, path=f"story.topics[{at}].name")

    def _corrections(self, part: Part) -> None:
        corrections = self.found.setdefault("corrections", [])
        for block in blocks.blocks(part.lines):
            corrections += read_corrections(block)
