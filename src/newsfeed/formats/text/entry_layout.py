"""Layout of the lists of entries: prompts, questions, topics and corrections."""

from collections.abc import Sequence
from itertools import takewhile

from newsfeed.formats.text.block_layout import BlockLayout
from newsfeed.formats.text.item_layout import item_line, item_lines
from newsfeed.formats.text.line_guard import LineGuard
from newsfeed.model import Answer, Correction, Paragraph, Question, Topic, TopicKind
from newsfeed.pages import topics as topic_kinds
from newsfeed.pages.entry_reader import is_name_line, read_topic
from newsfeed.pages.entry_tables import tables_for
from newsfeed.pages.inline_writer import UnwritableError
from newsfeed.pages.line_syntax import has_syntax, is_blank
from newsfeed.pages.question_splitting import ends_question, split_at_question_mark
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
        self._blocks = BlockLayout(guard, is_in_entry=True)
        self._language = language

    def prompts(self, prompts: Sequence[Question]) -> Lines:
        """Return prompts: an item each."""
        if any(prompt.url or prompt.extensions for prompt in prompts):
            page_prompts = [Question(text=prompt.text) for prompt in prompts]
            self.tables["prompts"] = tables_for("prompts", page_prompts, prompts) or []
        return [item_line(self._guard, "-", self._guard.plain_line(prompt.text)) for prompt in prompts]

    def questions(self, questions: Sequence[Question]) -> Lines:
        """Return questions with their answers, each below a bare bullet; answers that no page can have are in tables."""
        lines: Lines = []
        page_answers: list[Answer] = []
        for question in questions:
            try:
                answer_lines = self._answer(question.answer)
            except UnwritableError:
                answer_lines = []
            page_answers.append(question.answer if answer_lines else "")
            lines += [
                "-",
                *self._question(question.text, answer_lines, begins_with_text=_begins_with_text(question.answer)),
            ]
        if any(
            question.url or question.extensions or question.answer != answer
            for question, answer in zip(questions, page_answers, strict=True)
        ):
            page_questions = [
                Question(text=question.text, answer=answer)
                for question, answer in zip(questions, page_answers, strict=True)
            ]
            self.tables["questions"] = tables_for("questions", page_questions, questions) or []
        return lines

    def _answer(self, answer: Answer) -> Lines:
        if isinstance(answer, tuple):
            return self._blocks.lines(answer)
        is_rich = not isinstance(answer, str)
        paragraphs = self._guard.text_lines(answer) if answer else []
        return self._guard.paragraphs(paragraphs, begins_paragraph=False, is_rich=is_rich)

    def _question(self, question: str, answer: Lines, *, begins_with_text: bool) -> Lines:
        """Return a question and the lines of its answer; their first may be the marked line of another block."""
        source = self._guard.plain_line(question)
        # A backslash before it can make a question long enough to be told from its answer.
        if split_at_question_mark(source) or split_at_question_mark(f"\\{source}"):
            source = self._guard.plain_line(question, references="?؟？")
        line = self._guard.entry_line(source, begins_paragraph=False)
        if not answer:
            return [line]
        # Without an empty line between, a question that does not end like one would be joined with one in the answer.
        first_lines = takewhile(bool, answer)
        is_open = not ends_question(source) and any(ends_question(line.rstrip("\\")) for line in first_lines)
        first_line, *following = answer
        if begins_with_text:
            first_line = self._guard.entry_line(first_line, begins_paragraph=is_open, is_rich=True)
        return [line, *([""] if is_open else []), first_line, *following]

    def topics(self, topics: Sequence[Topic]) -> Lines:
        """Return topics with their descriptions, each below a bare bullet."""
        lines: Lines = []
        kinds: list[TopicKind] = []
        has_tables = False
        for topic in topics:
            kind = topic_kinds.kind_of(topic.name, topic.description, self._language)
            kinds.append(kind)
            has_tables = has_tables or kind != topic.kind or bool(topic.url or topic.same_as or topic.extensions)
            lines += ["-", *self._topic(topic, kind)]
        if has_tables:
            page_topics = [
                Topic(name=topic.name, kind=kind, description=topic.description)
                for topic, kind in zip(topics, kinds, strict=True)
            ]
            self.tables["topics"] = tables_for("topics", page_topics, topics) or []
        return lines

    def _topic(self, topic: Topic, kind: TopicKind) -> Lines:
        """Return a topic: its name, in bold if it would not be read as one, and its description."""
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
            if correction != Correction(text=correction.text, published=correction.published):
                raise UnwritableError("the page has no form for the kind and the subject of a correction")
            date = rfc3339(correction.published) if correction.published else ""
            if date and parse_rfc3339(date) != correction.published:
                raise UnwritableError("a date is more exact than it is written")
            lines += item_lines(self._guard, "-", correction.text, date=date)
        return lines


def _begins_with_text(answer: Answer) -> bool:
    return not isinstance(answer, tuple) or isinstance(answer[0], Paragraph)
