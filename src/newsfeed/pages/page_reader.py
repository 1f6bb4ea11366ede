"""Reader of one page: its parts become fields of a story."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import attrs

from newsfeed.attribution.review import PressReview
from newsfeed.errors import ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.headings import Headings, english, is_notice
from newsfeed.knowledge.outlet import Outlet
from newsfeed.model import (
    AIUse,
    Block,
    Correction,
    Organization,
    Paragraph,
    PressMention,
    Question,
    Section,
    SectionKind,
    Topic,
)
from newsfeed.model.rich_text import Text
from newsfeed.pages.block_reader import read_blocks
from newsfeed.pages.decoding import Line
from newsfeed.pages.entry_reader import (
    begins_line_entry,
    entry_text,
    read_corrections,
    read_question,
    read_topic,
    split_entries,
)
from newsfeed.pages.heading_keys import heading_key, parts_by_heading_key
from newsfeed.pages.heading_lines import HeadingLines
from newsfeed.pages.inline_markup import InlineMarkup, join_texts
from newsfeed.pages.inline_reader import InlineReader
from newsfeed.pages.line_syntax import marked_heading, reads_as_headline, unescape
from newsfeed.pages.page_language import choose_headings
from newsfeed.pages.part_splitting import LEAD, NOTICE, SECTIONS, UNTYPED, Part, split_parts
from newsfeed.pages.question_splitting import split_questions
from newsfeed.plain_data.plain import FieldValues
from newsfeed.plugins import ReadContext

PAGE_FIELDS: Final = ("summary", "sections", "press", "prompts", "questions", "topics", "corrections")
"""The fields of `Story` that a page has as text; the front matter has the others."""

_SECTION_KINDS: Final[Mapping[str, SectionKind]] = {
    "analysis": "analysis",
    "background": "background",
    "press": "press",
    UNTYPED: "other",
}
_WARNINGS: Final = ("text.part.empty", "text.press.unclear", "text.topic.name")
"""Codes of findings that are warnings; the others are for information."""


@attrs.frozen(kw_only=True)
class PageContext:
    """The fields of a story that are known before its page is read, from its front matter or the caller's defaults.

    Attributes:
        language: a BCP 47 tag, or None.
        headline: the headline; None if unknown.
        has_summary: True if the summary is known.
        ai: what models had to do with the story; None if unknown.
        outlets: names of outlets for the press review.
    """

    language: str | None = None
    headline: str | None = None
    has_summary: bool = False
    ai: AIUse | None = None
    outlets: tuple[str, ...] = ()

    @classmethod
    def from_fields(cls, values: FieldValues, *, has_summary: bool) -> "PageContext":
        """Return the context that fields of a story give."""
        outlets = [mention.outlet.name for mention in values.get("press", ())]
        publisher = values.get("publisher")
        if isinstance(publisher, Organization):
            outlets.append(publisher.name)
        return cls(
            language=values.get("language"),
            headline=values.get("headline"),
            has_summary=has_summary,
            ai=values.get("ai"),
            outlets=tuple(dict.fromkeys(outlets)),
        )


@attrs.define
class PageContent:
    """The fields of a story in the text of its page."""

    headline: str = ""
    summary: Text = ""
    sections: list[Section] = attrs.field(factory=list)
    press: tuple[PressMention, ...] = ()
    prompts: list[Question] = attrs.field(factory=list)
    questions: list[Question] = attrs.field(factory=list)
    topics: list[Topic] = attrs.field(factory=list)
    corrections: list[Correction] = attrs.field(factory=list)
    ai: AIUse | None = None

    def values(self) -> FieldValues:
        """Return the fields that the page has, by name."""
        values = {field.name: getattr(self, field.name) for field in attrs.fields(type(self))}
        return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items() if value}


def has_explainer_part(lines: Sequence[Line], headings: Headings | None) -> bool:
    """Return whether lines have the heading of a part of an explainer."""
    _, table = choose_headings(lines, headings, None)
    finder = HeadingLines(lines, parts_by_heading_key(table))
    return any(not line.blank and finder.part(index) is not None for index, line in enumerate(lines))


def press_review(language: str, names: Iterable[str], outlets: Iterable[Outlet] = ()) -> PressReview:
    """Return the reader of a press review.

    Args:
        language: primary language subtag of the page.
        names: the outlets that are known from the front matter (see `PageContext`).
        outlets: the outlets of the house.
    """
    page_outlets = (Outlet(name, is_listed=True) for name in names if any(map(str.isalnum, name)))
    return PressReview(language, (*page_outlets, *outlets))


def _as_untyped(part: Part) -> Part:
    """Return a part with a label as an untyped section of this heading."""
    text = part.label.text if part.label else ""
    heading = marked_heading(text)
    return attrs.evolve(
        part, name=UNTYPED, heading=heading.text if heading else text.removesuffix(":").rstrip(), level=0
    )


class PageReader:
    """Reader of the text of one page.

    Args:
        context: fields of the story that are known already.
        reading: the headings to use, the base of relative links, and the report for findings.
        inline: reads the inline markup of the lines; None for Markdown.
    """

    def __init__(self, context: PageContext, reading: ReadContext, inline: InlineMarkup | None = None) -> None:
        self._context = context
        self._headings = reading.headings
        self._outlets = reading.outlets
        self._report = reading.report
        self._inline = inline or InlineReader(reading.report, reading.base)
        self._content = PageContent()
        self._seen: set[str] = set()
        self._language = "en"
        self._table = english()
        self._review = PressReview("en")
        self._has_summary = context.has_summary
        self._readers: Mapping[str, Callable[[Part], None]] = {
            LEAD: self._read_lead,
            "summary": self._read_summary,
            "analysis": self._read_section,
            "background": self._read_section,
            UNTYPED: self._read_section,
            "press": self._read_press,
            "prompts": self._read_prompts,
            "questions": self._read_questions,
            "topics": self._read_topics,
            "corrections": self._read_corrections,
            NOTICE: self._read_notice,
        }

    def read(self, lines: list[Line], *, has_front_matter: bool, questions: Sequence[Line] = ()) -> PageContent:
        """Return the fields in the lines of a page.

        Args:
            lines: the lines of the page.
            has_front_matter: True if the page needs no heading to be one.
            questions: lines of questions that are outside of a list of questions.

        Raises:
            ReadError: the page has neither a heading of the table nor front matter.
        """
        context = self._context
        self._language, self._table = choose_headings(lines, self._headings, context.language)
        parts = self._with_known_notices(split_parts(lines, self._table, context.headline))
        if not (has_front_matter or questions) and all(part.name in (LEAD, UNTYPED) for part in parts):
            first_line = next((line.number for line in lines if not line.blank), 1)
            examples = ", ".join(f'"{self._table.label(part)}"' for part in ("summary", "press", "questions"))
            raise ReadError(f"has no heading of an explainer page, such as {examples}: add one", line=first_line)
        self._review = press_review(self._language, context.outlets, self._outlets)
        self._has_summary = context.has_summary or any(part.name == "summary" and part.filled for part in parts)
        for part in parts:
            self._check_label(part)
            self._readers[part.name](part)
        self._add_questions(questions)
        self._content.press = self._review.mentions()
        if "press" in self._seen and not self._content.press:
            message = (
                "no outlet is recognized in the press review, so its text becomes a section: name the outlet of each "
                'report, as in "According to The Times, ..."'
            )
            self._note("text.press.none", message)
        return self._content

    def _with_known_notices(self, parts: list[Part]) -> list[Part]:
        """Return the parts of a page; a notice without a known digital source of the story is an untyped section."""
        return [part if part.name != NOTICE or self._context.ai else _as_untyped(part) for part in parts]

    def _note(self, code: str, message: str, line: int | None = None, *, path: str = "") -> None:
        severity = Severity.WARNING if code in _WARNINGS else Severity.INFO
        self._report.add(Finding(severity=severity, code=code, message=message, path=path, line=line))

    def _check_label(self, part: Part) -> None:
        """Report an unknown, unusual, repeated or empty heading."""
        if part.label is None:
            return
        heading = marked_heading(part.label.text)
        text, line = heading.text if heading else part.label.text, part.label.number
        if part.name == UNTYPED:
            self._note(
                "text.heading.unknown", f'"{part.heading}" is not a known heading: it begins an untyped section', line
            )
            return
        label = self._table.label(part.name)
        if heading_key(text) != heading_key(label):
            self._note("text.heading.spelling", f'the heading "{text}" is read as "{label}"', line)
        if part.name in self._seen:
            consequence = "begins a section of its own" if part.name in SECTIONS else "is added to the first part"
            self._note("text.part.double", f'the heading "{text}" is repeated: its content {consequence}', line)
        if not part.filled and not part.heading:
            self._note(
                "text.part.empty", f'nothing follows the heading "{text}": write its content, or remove it', line
            )
        self._seen.add(part.name)

    # --- text ---

    def _read_lead(self, part: Part) -> None:
        """Read the text above the first heading: the headline, then the summary or an untyped section."""
        if part.filled:
            self._read_headline(part)
        blocks = self._read_blocks(part)
        if not blocks:
            return
        line = part.content[0].number
        texts = [block.text for block in blocks if isinstance(block, Paragraph)]
        if not self._has_summary and len(texts) == len(blocks):
            self._content.summary = join_texts(*texts)
            self._note("text.lead.summary", "the text before the first heading is read as the summary", line)
        else:
            self._content.sections.append(Section(blocks=tuple(blocks)))
            self._note("text.lead.section", "the text before the first heading is read as an untyped section", line)

    def _read_headline(self, part: Part) -> None:
        """Read the headline, if the lead begins with one, and remove it from the lead."""
        line = part.content[0]
        headline = self._context.headline
        if headline is None and reads_as_headline(line.text):
            self._content.headline = self._inline.at([line]).plain(unescape(line.text))
            self._note(
                "text.lead.headline", "the first line is read as the headline", line.number, path="story.headline"
            )
        elif headline is None or not heading_key(line.text) or heading_key(line.text) != heading_key(headline):
            return
        part.lines = part.lines[part.lines.index(line) + 1 :]

    def _read_summary(self, part: Part) -> None:
        entries = split_entries(part.lines, lambda *_: False)
        text = self._inline.at(part.content).text("\n\n".join(entry_text(entry) for entry in entries))
        self._content.summary = join_texts(self._content.summary, text)

    def _read_notice(self, part: Part) -> None:
        """Read the notice about models: it is the statement, unless it is the sentence for the digital source."""
        text = self._inline.at(part.content).plain(
            "\n\n".join(map(entry_text, split_entries(part.lines, lambda *_: False)))
        )
        use = self._content.ai or self._context.ai
        if use is None or (use.statement and text != use.statement and not is_notice(text, use.source)):
            self._read_section(_as_untyped(part))
        elif text and not is_notice(text, use.source):
            self._content.ai = attrs.evolve(use, statement=text)

    def _read_section(self, part: Part) -> None:
        blocks = self._read_blocks(part)
        if blocks or part.heading or part.name == UNTYPED:
            kind = _SECTION_KINDS[part.name]
            self._content.sections.append(Section(kind=kind, heading=self._heading(part), blocks=tuple(blocks)))

    def _read_press(self, part: Part) -> None:
        reported = len(self._review.unclear)
        blocks = self._review.add_part(self._read_blocks(part))
        line = part.label.number if part.label else None
        for words in self._review.unclear[reported:]:
            message = f'the quotation "{words:.200}" has no outlet as its owner, or several: name one outlet beside it'
            self._note("text.press.unclear", message, line, path="story.press")
        if blocks or part.heading:
            self._content.sections.append(Section(kind="press", heading=self._heading(part), blocks=tuple(blocks)))

    def _read_blocks(self, part: Part) -> list[Block]:
        blocks: list[Block] = self._inline.at(part.content).convert(read_blocks(part.lines))
        return blocks

    def _heading(self, part: Part) -> str:
        """Return the plain text of a part's own heading."""
        lines = [part.label] if part.label else []
        return self._inline.at(lines).plain(unescape(part.heading)) if part.heading else ""

    # --- lists ---

    def _read_prompts(self, part: Part) -> None:
        entries = split_entries(part.lines, begins_line_entry)
        prompts = [Question(text=entry_text(entry)) for entry in entries]
        self._content.prompts += self._inline.at(part.content).convert(prompts)

    def _read_questions(self, part: Part) -> None:
        self._add_questions(part.lines)

    def _add_questions(self, lines: Sequence[Line]) -> None:
        questions = list(map(read_question, split_questions(lines)))
        self._content.questions += self._inline.at(lines).convert(questions)

    def _read_topics(self, part: Part) -> None:
        topics = self._content.topics
        for entry in split_entries(part.lines, begins_line_entry):
            inline = self._inline.at(part.content)
            topic, has_name = read_topic(inline.without_links(entry), self._language, inline.plain)
            if (url := inline.link_of(topic.name)) is not None:
                topic = attrs.evolve(topic, url=url)
            if not has_name:
                message = f'the description does not begin with a name, so its first words are used: "{topic.name}"'
                self._note("text.topic.name", message, path=f"story.topics[{len(topics)}].name")
            topics.append(topic)

    def _read_corrections(self, part: Part) -> None:
        for block in read_blocks(part.lines):
            self._content.corrections += self._inline.at(part.content).convert(read_corrections(block))
