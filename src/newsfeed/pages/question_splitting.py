"""Splitting of a list of questions into its entries: each question with the lines of its answer.

A question begins at a bare bullet; else at a label (`Q:`); else at a bullet or number before a question; else, in a list
without marks, at a paragraph that is nothing but a question. Bullets that belong to an answer, and questions that an
answer asks itself ("No. Why would it be?"), stay in the answer.
"""

import re
from collections.abc import Sequence
from typing import Final

from newsfeed.attribution.quotes import sentence_spans
from newsfeed.pages.block_reader import adjacent_groups
from newsfeed.pages.decoding import Line
from newsfeed.pages.entry_reader import EntryLines
from newsfeed.pages.inline_tags import without_private_characters
from newsfeed.pages.line_syntax import PRIVATE_CHARACTERS, bullet_text, ends_sentence, numbered_item, unescape
from newsfeed.pages.question_labels import Label, answer_label, question_label, split_answer, without_bold

_QUESTION_END: Final = re.compile(rf"[?？؟][\"”’'»){PRIVATE_CHARACTERS}]*(?:\*\*|__)?$")
_QUESTION_AND_ANSWER: Final = re.compile(
    rf"(?P<question>[^?؟？]{{3,300}}[?؟？][\"”’'»{PRIVATE_CHARACTERS}]*)\s+(?P<answer>\S.*)", re.DOTALL
)
_NO: Final = re.compile(r"No\.\s")
_MAX_QUESTION: Final = 300
_MAX_QUESTION_LINES: Final = 3


def split_questions(lines: Sequence[Line]) -> list[EntryLines]:
    """Split the lines of a part into questions.

    Returns:
        the lines of each entry in groups of adjacent ones. The first group is the question alone, in one line, if the
        entry has an answer.
    """
    if any(bullet_text(line.text) == "" for line in lines):
        starts = {index: "" for index, line in enumerate(lines) if bullet_text(line.text) == ""}
        return _entries(lines, starts)
    if starts := _labeled_starts(lines):
        return _entries(lines, starts)
    if starts := _marked_starts(lines):
        return _entries(lines, starts)
    return _entries(lines, _unmarked_starts(lines))


def _entries(lines: Sequence[Line], starts: dict[int, str]) -> list[EntryLines]:
    """Return the entries that begin at the given lines.

    Args:
        lines: the lines of the part.
        starts: the text with which each entry begins, by the index of its first line.
    """
    entries: list[list[str]] = []
    for index, line in enumerate(lines):
        if index in starts:
            entries.append([starts[index]] if starts[index] else [])
        elif entries:
            entries[-1].append("" if line.blank else line.text)
        elif not line.blank:
            entries.append([line.text])
    return [_separate_question(groups) for entry in entries if (groups := adjacent_groups(entry))]


# --- where entries begin ----------------------------------------------------------------------------------------------


def _item(line: Line) -> str | None:
    """Return the text after the bullet or number of a line; None for any other line."""
    item, numbered = bullet_text(line.text), numbered_item(line.text)
    return numbered.text if item is None and numbered else item


def _labeled_starts(lines: Sequence[Line]) -> dict[int, str]:
    """Return the lines with the label of a question, if the part has such labels."""
    labels: dict[int, Label] = {}
    answers = 0
    for index, line in enumerate(lines):
        text = _item(line) or line.text
        if (label := question_label(text)) is not None:
            labels[index] = label
        elif labels:
            answers += answer_label(text, next(reversed(labels.values()))) is not None
    marks = {label.mark for label in labels.values()}
    # "D. Smith" is a name, and a single "P:" may be anything.
    is_certain = (
        answers
        or (len(labels) > 1 and not marks & {".", ")"})
        or any(split_answer(label.text, label) for label in labels.values())
    )
    return {index: _item(lines[index]) or lines[index].text for index in labels} if is_certain else {}


def _marked_starts(lines: Sequence[Line]) -> dict[int, str]:
    """Return the items of a list of questions, without those that are items of an answer."""
    items = {index: text for index, line in enumerate(lines) if (text := _item(line))}
    questions = {index: True for index in items if _question_lines(lines, index, items[index])}
    if not questions:
        # A list of an answer does not begin the entries of a list without marks.
        return {} if any(_is_unmarked_question(lines, index) for index in range(len(lines))) else items
    is_numbered = bullet_text(lines[next(iter(questions))].text) is None
    starts: dict[int, str] = {}
    after_answer_item = False
    for index, text in items.items():
        line = lines[index]
        can_begin = (bullet_text(line.text) is None) is is_numbered and not line.indented
        is_question = can_begin and index in questions
        if is_question or not starts or (can_begin and not after_answer_item and _has_text_below(lines, index, items)):
            starts[index] = text
            after_answer_item = False
        else:
            after_answer_item = True
    return starts


def _has_text_below(lines: Sequence[Line], index: int, items: dict[int, str]) -> bool:
    """Return whether text without a mark follows an item, as an answer follows its question."""
    following = next((position for position in range(index + 1, len(lines)) if not lines[position].blank), None)
    return following is not None and following not in items and not lines[following].indented


def _unmarked_starts(lines: Sequence[Line]) -> dict[int, str]:
    """Return the lines of a list without marks that are questions."""
    first_index = next((index for index, line in enumerate(lines) if not line.blank), 0)
    starts = [index for index in range(first_index + 1, len(lines)) if _is_unmarked_question(lines, index)]
    after_blank = [index for index in starts if lines[index - 1].blank]
    if len(after_blank) * 2 >= len(starts):
        # Empty lines separate the entries of this list, so a question within a paragraph is the answer's own.
        starts = after_blank
    return {index: lines[index].text for index in (first_index, *starts)} if lines else {}


def _is_unmarked_question(lines: Sequence[Line], index: int) -> bool:
    """Return whether a line begins both a paragraph and a question without a mark."""
    if lines[index].blank or _item(lines[index]) is not None:
        return False
    begins_paragraph = index == 0 or lines[index - 1].blank or ends_sentence(lines[index - 1].text)
    return begins_paragraph and _question_lines(lines, index, lines[index].text) > 0


def _question_lines(lines: Sequence[Line], index: int, text: str) -> int:
    """Return the number of lines that make up a question beginning at a line; 0 if it is none.

    Args:
        lines: the lines of the part.
        index: the line.
        text: the text with which it begins.
    """
    if split := _QUESTION_AND_ANSWER.fullmatch(without_bold(text)):
        text = split["question"]
    for count in range(1, _MAX_QUESTION_LINES + 1):
        if len(text) > _MAX_QUESTION:
            return 0
        if _QUESTION_END.search(text):
            return count if _is_question(text) else 0
        if ends_sentence(text) or index + count >= len(lines):
            return 0
        line = lines[index + count]
        if line.blank or _item(line) is not None:
            return 0
        text = f"{text} {line.text}"
    return 0


def _is_question(text: str) -> bool:
    """Return whether every sentence of a text is a question."""
    text = without_private_characters(text)
    # "No." is an abbreviation of number, too.
    return not _NO.match(text) and all(
        _QUESTION_END.search(text[start:end]) is not None for start, end in sentence_spans(text)
    )


# --- question and answer ----------------------------------------------------------------------------------------------


def ends_question(line: str) -> bool:
    """Return whether a line ends like a question."""
    return _QUESTION_END.search(line) is not None


def split_at_question_mark(line: str) -> tuple[str, str] | None:
    """Split a line into a question and its answer: `Why? Because.`; return None for any other line, as `Why? Why now?`"""
    match = _QUESTION_AND_ANSWER.fullmatch(line)
    return (match["question"], match["answer"]) if match and not _is_question(match["answer"]) else None


def _separate_question(groups: EntryLines) -> EntryLines:
    """Return the lines of an entry with the question in a group of its own."""
    (first_line, *following), *answer = groups
    label = question_label(first_line)
    if label is not None and (separated := _at_answer_label(label, following, answer)):
        return separated
    text = without_bold(label.text if label and _is_label_of_question(label) else first_line)
    text = text.removesuffix("\\").rstrip() or text
    if split := split_at_question_mark(text):
        question, remainder = split
        return _groups(question, [remainder, *following], answer)
    lines = [Line(0, line) for line in following]
    count = _question_lines([Line(0, text), *lines], 0, text)
    if count > 1:
        question = " ".join([text, *map(unescape, following[: count - 1])])
        return _groups(question, following[count - 1 :], answer)
    return _groups(text, following, answer)


def _is_label_of_question(label: Label) -> bool:
    return bool(label.text) and (label.mark in ":：" or _QUESTION_END.search(label.text) is not None)


def _at_answer_label(label: Label, following: list[str], answer: EntryLines) -> EntryLines | None:
    """Split an entry at the label of its answer; return None if the answer has no label."""
    if split := split_answer(label.text, label):
        question, text = split
        return _groups(without_bold(question), [text, *following], answer)
    lines = [label.text, *following, *(line for group in answer for line in ("", *group))]
    for index in range(1, len(lines)):
        if (answer_start := answer_label(_item(Line(0, lines[index])) or lines[index], label)) is not None:
            question = " ".join(unescape(line.removesuffix("\\")).strip() for line in lines[:index] if line)
            return _groups(question, [answer_start.text, *lines[index + 1 :]], [])
    return None


def _groups(question: str, following: list[str], answer: EntryLines) -> EntryLines:
    return [[question.strip()], *adjacent_groups(following), *answer]
