"""Questions with their answers: paragraphs in a list of questions, and elements and buttons that open an answer."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from newsfeed.body.dom import child_elements, local_name
from newsfeed.formats.html.content import heading_text
from newsfeed.formats.html.context import BlockContext
from newsfeed.formats.html.elements import emptied, line_number
from newsfeed.formats.html.inline import plain_words
from newsfeed.pages.heading_lines import QUESTION_MARKS
from newsfeed.pages.question_labels import answer_label, begins_with_question_label, question_label

if TYPE_CHECKING:
    from lxml import etree

_MAX_QUOTED: Final = 200


@attrs.frozen
class QuestionReader:
    """Reader of questions.

    Attributes:
        context: the state of the page.
        read_container: reads the blocks of an answer.
    """

    context: BlockContext
    read_container: Callable[["etree._Element"], None]

    def read(self, question: str, answers: Sequence["etree._Element"], number: int) -> None:
        """Read a question with the content of some elements as its answer.

        Args:
            question: the words of the question.
            answers: the elements.
            number: the number of the question's line in the document.
        """
        if self.context.part != "questions":
            message = f'"{question:.{_MAX_QUOTED}}" is read as a question: move it below the heading of the questions'
            for answer in answers[:1]:
                self.context.notes.add("html.question.outside", message, answer, value=question[:_MAX_QUOTED])
        with self.context.question():
            self.context.writer.bare_bullet(number)
            self.context.writer.plain(number, question)
            for answer in answers:
                self.read_container(answer)

    def read_details(self, element: "etree._Element") -> None:
        """Read a `<details>` element as a question, or as blocks below a heading if its summary is not a question."""
        summary = next((child for child in child_elements(element) if local_name(child) == "summary"), None)
        text = "" if summary is None else heading_text(summary)
        part = self.context.part_of(text)
        if part is None and text and (self.context.part == "questions" or text.endswith(QUESTION_MARKS)):
            self.read(text, [emptied(element, summary)], line_number(element))
            return
        if text:
            level = max(self.context.part_level, 2) + (part is None)
            self.context.begin_part(part, level)
            self.context.writer.heading(line_number(element), level, text)
        self.read_container(emptied(element, summary))

    def read_button(self, element: "etree._Element") -> None:
        """Read a button that opens an answer; others are left out."""
        text = heading_text(element)
        if self.context.part == "questions" and text.endswith(QUESTION_MARKS):
            self.context.writer.bold_line(line_number(element), text)

    def write_paragraph(self, text: str, number: int) -> None:
        """Write a paragraph in a list of questions; a question and each labeled answer get a line of their own.

        Args:
            text: its text.
            number: the number of its line in the document.
        """
        writer = self.context.writer
        writer.blank(number)
        answer: list[str] = []
        for line in text.split("\n"):
            if begins_with_question_label(line) or _is_labeled_answer(line):
                self._add_answer(answer, number)
                writer.plain(number, line)
            elif not answer and plain_words(line).endswith(QUESTION_MARKS):
                writer.plain(number, line)
            else:
                answer.append(line)
        self._add_answer(answer, number)
        writer.blank(number)

    def _add_answer(self, lines: list[str], number: int) -> None:
        if lines:
            self.context.writer.add_text(number, "\n".join(lines))
            lines.clear()


def _is_labeled_answer(line: str) -> bool:
    label = question_label(f"Q: {line}")
    return label is not None and answer_label(line, label) is not None
