"""Lists of definitions: terms with their details. They may be questions with answers or topics with descriptions."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from newsfeed.body.dom import local_name
from newsfeed.formats.html.content import shown_children
from newsfeed.formats.html.context import BlockContext
from newsfeed.formats.html.elements import line_number
from newsfeed.formats.html.inline import plain_words, words
from newsfeed.formats.html.items import ItemReader, ItemWriter
from newsfeed.formats.html.questions import QuestionReader
from newsfeed.pages.heading_lines import QUESTION_MARKS

if TYPE_CHECKING:
    from lxml import etree

Group = tuple[list["etree._Element"], list["etree._Element"]]
"""Terms, and the details that they share."""


@attrs.frozen
class DefinitionReader:
    """Reader of lists of definitions.

    Attributes:
        context: the state of the page.
        items: the reader of details.
        item_writer: the writer of definitions that are no questions.
        questions: the reader of those that are.
        read_container: reads a list with other content as the blocks in it.
    """

    context: BlockContext
    items: ItemReader
    item_writer: ItemWriter
    questions: QuestionReader
    read_container: Callable[["etree._Element"], None]

    def read(self, element: "etree._Element") -> None:
        """Read a list of definitions."""
        number = line_number(element)
        groups = _definition_groups(element)
        if not groups or _has_loose_text(element):
            self.read_container(element)
            return
        for terms, details in groups:
            term = " / ".join(filter(None, (plain_words(self.context.inline.text(term)) for term in terms)))
            if self.context.part == "questions" or term.endswith(QUESTION_MARKS):
                self.questions.read(term, details, line_number(terms[0]))
            else:
                self._write(term, [text for detail in details for text in self.items.texts(detail)], number)
        self.context.writer.blank(number)

    def _write(self, term: str, texts: list[str], number: int) -> None:
        if self.context.part == "topics" and texts and not texts[0][:1].islower():
            self.item_writer.write("-", [term, *texts], number)
        else:
            self.context.writer.item(number, "-", ": ".join(filter(None, (term, "\n".join(texts)))))


def _definition_groups(element: "etree._Element") -> list[Group]:
    """Return the terms of a list of definitions, with the details of each."""
    groups: list[Group] = []
    for child in shown_children(element):
        # Each group may be in an element of its own.
        for item in shown_children(child) if local_name(child) == "div" else (child,):
            name = local_name(item)
            if name == "dt" and (not groups or groups[-1][1]):
                groups.append(([], []))
            if name in ("dt", "dd") and groups:
                groups[-1][name == "dd"].append(item)
    return groups


def _has_loose_text(element: "etree._Element") -> bool:
    """Return whether a list has text, or other elements, between its terms and details."""
    names = {local_name(child) for child in shown_children(element)}
    tails = (words(child.tail).strip() for child in element)
    return bool(words(element.text).strip()) or not names <= {"dt", "dd", "div"} or any(tails)
