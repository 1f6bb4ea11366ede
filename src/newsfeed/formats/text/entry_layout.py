"""Layout of the lists of entries: prompts, questions, topics and corrections."""

from collections.abc import Sequence

import attrs

from newsfeed.formats.text.item_layout import item_line, item_lines
from newsfeed.formats.text.line_guard import LineGuard
from newsfeed.model import Correction, Question, Topic, TopicKind
from newsfeed.pages import topics as topic_kinds
from newsfeed.pages.entry_reader import ends_question, is_name_line, read_topic, splits_into_question_and_answer
from newsfeed.pages.entry_tables import tables_for
from newsfeed.pages.inline_writer import UnwritableError
from newsfeed.pages.line_syntax import has_syntax, is_blank
from newsfeed.plain_data.plain import PlainObject
from newsfeed.values.dates import parse_rfc3339, rfc3339

Lines = list[str]


class EntryLayout:
    """Layout of entries.

    Args:
        guard: guards the lines.
        language: primary language subtag of the story; the kinds of topics are read in it.

    Attributes:
        tables: the tables with what the page does not have of its entries, by field of `Story`.
    """

    def __init__(self, guard: LineGuard, language: str) -> None:
        self.tables: dict[str, list[PlainObject]] = {}
        self._guard = guard
        self._language = language

    def prompts(self, prompts: Sequence[Question]) -> Lines:
        """Return prompts: an item each."""
        self._add_question_tables("prompts", prompts)
        return [item_line(self._guard, "-", self._guard.plain_line(prompt.text)) for prompt in prompts]

    def questions(self, questions: Sequence[Question]) -> Lines:
        """Return questions with their answers, each below a bare bullet."""
        self._add_question_tables("questions", questions)
        lines: Lines = []
        for question in questions:
            lines += ["-", *self._question(question)]
        return lines

    def _add_question_tables(self, field: str, questions: Sequence[Question]) -> None:
        if any(question.url for question in questions):
            page_questions = [attrs.evolve(question, url=None) for question in questions]
            self.tables[field] = tables_for(field, page_questions, questions) or []

    def _question(self, question: Question) -> Lines:
        source = self._guard.plain_line(question.text)
        answer = self._guard.text_lines(question.answer) if question.answer else []
        if splits_into_question_and_answer(source, has_answer=bool(answer)):
            source = self._guard.plain_line(question.text, references="?؟？")
        line = self._guard.entry_line(source, begins_paragraph=False)
        if not answer:
            return [line]
        is_rich = not isinstance(question.answer, str)
        # Without an empty line between, a question that does not end like one would be joined with one in the answer.
        is_open = not ends_question(source) and any(ends_question(line.rstrip("\\")) for line in answer[0])
        first_line = answer[0].pop(0)
        guarded_line = self._guard.entry_line(first_line, begins_paragraph=is_open, is_rich=is_rich)
        lines = [line, "", guarded_line] if is_open else [line, guarded_line]
        for index, paragraph in enumerate(answer):
            lines += [""] if index else []
            lines += self._guard.paragraph(paragraph, begins_paragraph=bool(index), is_rich=is_rich)
        return lines

    def topics(self, topics: Sequence[Topic]) -> Lines:
        """Return topics with their descriptions, each below a bare bullet."""
        lines: Lines = []
        kinds: list[TopicKind] = []
        has_tables = False
        for topic in topics:
            kind = topic_kinds.subject(topic.description, self._language).kind
            kinds.append(kind)
            has_tables = has_tables or kind != topic.kind or bool(topic.url or topic.same_as)
            lines += ["-", *self._topic(topic, kind)]
        if has_tables:
            page_topics = [
                Topic(name=topic.name, kind=kind, description=topic.description)
                for topic, kind in zip(topics, kinds, strict=True)
            ]
            self.tables["topics"] = tables_for("topics", page_topics, topics) or []
        return lines

    def _topic(self, topic: Topic, kind: TopicKind) -> Lines:
        """Return a topic: its name, which is bold if it would not be read as one, and its description."""
        description: Lines = []
        if topic.description:
            paragraphs = self._guard.description_lines(topic.description)
            description = self._guard.paragraphs(paragraphs, begins_paragraph=False, is_rich=False)
        name = topic.name
        if self._guard.plain_line(name) == name and not self._guard.is_label(name):
            if description and is_name_line([name, *description]):
                return [name, *description]
            if not description and self._is_name_alone(name, kind):
                return [name]
        return [f"**{self._bold_name(topic.name)}**", *description]

    def _is_name_alone(self, name: str, kind: TopicKind) -> bool:
        """Return whether a line without a description reads as the name of a topic."""
        if is_blank(name) or has_syntax(name):
            return False
        return read_topic([[name]], self._language, str).topic == Topic(name=name, kind=kind)

    def _bold_name(self, name: str) -> str:
        self._guard.is_used = True
        source = self._guard.plain_line(name, references="*_")
        return self._guard.plain_line(name, references=f"*_{name[0]}") if self._guard.is_label(source) else source

    def corrections(self, corrections: Sequence[Correction]) -> Lines:
        """Return corrections: an item each, with the date before the text."""
        lines: Lines = []
        for correction in corrections:
            date = rfc3339(correction.published) if correction.published else ""
            if date and parse_rfc3339(date) != correction.published:
                raise UnwritableError("a date is more exact than it is written")
            lines += item_lines(self._guard, "-", correction.text, date=date)
        return lines
