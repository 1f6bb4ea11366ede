"""Labels of questions and answers at the start of a line: `Q:` and `A:`, in the letters and words of each language."""

import re
from itertools import islice
from typing import Final, NamedTuple

from newsfeed.pages.line_syntax import OPEN_MARKS

_QUESTION_WORDS: Final = "Question|Frage|Pregunta|Pergunta|Domanda|Vraag|سؤال|السؤال|س|שאלה|ש|質問|問|Q|F|P|D|V"
_ANSWER_WORDS: Final = (
    "Answer|Antwort|Réponse|Reponse|Respuesta|Resposta|Risposta|Antwoord"
    "|إجابة|الإجابة|جواب|الجواب|ج|תשובה|ת|回答|答|A|R"
)
_ANSWERS: Final = {"Q": "AR", "F": "A", "P": "R", "D": "R", "V": "A"}
"""The letters of the answers to a question with a letter; any answer goes with a word."""

_LABEL: Final = (
    rf"(?:{OPEN_MARKS})?(?P<bold>\*\*|__)?(?P<word>{{words}})(?:\s?\d{{{{1,2}}}})?(?P<inner>\*\*|__)?{OPEN_MARKS}\s?"
    rf"(?P<mark>[:：.)]){OPEN_MARKS}(?P<outer>\*\*|__)?(?:\s+(?P<text>\S.*)|(?P<rest>(?<=：)\S.*)|)"
)
_QUESTION: Final = re.compile(_LABEL.format(words=_QUESTION_WORDS), re.DOTALL)
_ANSWER: Final = re.compile(_LABEL.format(words=_ANSWER_WORDS), re.DOTALL)
_ANSWER_IN_LINE: Final = re.compile(
    r"(?<=[?؟？])[\"”’'»]?(?:\*\*|__)?\s+(?=(?:\*\*|__)?(?:" + _ANSWER_WORDS + r")(?:\s?\d{1,2})?\s?[:：.)])"
)
_MAX_LABELS: Final = 20
"""How many possible labels of the answer in one line are looked at."""

_BOLD_BEGINNING: Final = re.compile(r"(\*\*|__)(?P<text>[^\s*_](?:.*?\S)??)\1", re.DOTALL)


class Label(NamedTuple):
    """A label, and the text after it.

    Attributes:
        word: its letter or word.
        mark: the character after it: a colon, full stop or bracket.
        text: the text after it, "" if it stands alone.
    """

    word: str
    mark: str
    text: str


def question_label(line: str) -> Label | None:
    """Return the label of a question that a line begins with, or None."""
    return _label(_QUESTION, line)


def answer_label(line: str, question: Label) -> Label | None:
    """Return the label of an answer that a line begins with, or None.

    Args:
        line: the line.
        question: the label of the question; an answer has the same kind of label.
    """
    label = _label(_ANSWER, line)
    if label is None or not _is_same_mark(label.mark, question.mark):
        return None
    is_letter = question.word in _ANSWERS and len(label.word) == 1
    return label if not is_letter or label.word in _ANSWERS[question.word] or not label.word.isascii() else None


def begins_with_question_label(line: str) -> bool:
    """Return whether a line begins with the label of a question that cannot be the initial of a name."""
    label = question_label(line)
    return label is not None and (label.mark in ":：" or len(label.word) > 1 or label.word == "Q")


def split_answer(line: str, question: Label) -> tuple[str, str] | None:
    """Split a line with a question and its labeled answer: `Why? A: Because.`; return None for any other line."""
    for match in islice(_ANSWER_IN_LINE.finditer(line), _MAX_LABELS):
        label = answer_label(line[match.end() :], question)
        if label is not None:
            return line[: match.start()], label.text
    return None


def without_bold(line: str) -> str:
    """Return a line without the bold marks around its beginning: `**Why?** Because.`"""
    match = _BOLD_BEGINNING.match(line)
    return f"{match['text']}{line[match.end() :]}" if match else line


def _is_same_mark(mark: str, other_mark: str) -> bool:
    return mark == other_mark or {mark, other_mark} <= {":", "："}


def _label(pattern: "re.Pattern[str]", line: str) -> Label | None:
    match = pattern.fullmatch(line)
    if match is None:
        return None
    text = match["text"] or match["rest"] or ""
    if match["bold"] and not (match["inner"] or match["outer"]):
        # The whole question is bold: remove the marks at its end.
        text = text.replace(match["bold"], "", 1)
    return Label(match["word"], match["mark"], text.strip())
