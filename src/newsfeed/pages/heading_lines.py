"""Recognition of the lines of a page that are headings, by their marks, their words and the lines around them."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from newsfeed.pages.decoding import Line
from newsfeed.pages.heading_keys import MAX_HEADING, find_part
from newsfeed.pages.line_syntax import (
    MarkedHeading,
    bullet_text,
    ends_sentence,
    has_syntax,
    image_line,
    marked_heading,
    numbered_item,
    reads_as_heading,
)

QUESTION_MARKS: Final = ("?", "؟", "？")

_UNDERLINE: Final = re.compile("(?P<level_1>={3,})|-{3,}")
_MAX_WORDS_AFTER_SENTENCE: Final = 8
_MAX_WORDS_BEFORE_COLON: Final = 4
_MIN_WRAPPED: Final = 50
"""Number of characters from which a line is taken for one of a wrapped paragraph."""

_MIN_WRAPPED_WITHOUT_SPACES: Final = 20
"""The same for a script without spaces."""

_BYLINE: Final = re.compile(
    r"(?:By|Von|Par|Por|Di|Door|Text|Words|Updated|Published|Posted|Aktualisiert|Publié|Mis à jour|Publicado|Actualizado"
    r"|Pubblicato|Aggiornato|Gepubliceerd|Bijgewerkt|Atualizado|מאת|بقلم|كتب|文)\b|.*\b(?:19|20)[0-9]{2}\b|.*[0-9]{1,2}:[0-9]{2}"
    r"|.*\bmin(?:ute)?s?\b"
)
"""Lines between a headline and the text that are no headings: the author, the date, the time to read."""


class HeadingLines:
    """Finder of the headings among the lines of a page.

    Args:
        lines: the lines of the page.
        table: the part that each heading begins, by the heading's key.
    """

    def __init__(self, lines: Sequence[Line], table: Mapping[str, str]) -> None:
        self._lines = lines
        self._table = table

    def part(self, index: int) -> str | None:
        """Return the part that a line is the label of, or None."""
        text = self._lines[index].text
        if len(text) > MAX_HEADING or self.follows_bare_bullet(index):
            return None
        if not marked_heading(text) and (bullet_text(text) or image_line(text) or self._is_list_item(index)):
            return None
        return find_part(text, self._table)

    def marked(self, index: int) -> MarkedHeading | None:
        """Return the heading that a line is by its marks (`#`, all of it bold, or a rule below), or None."""
        text = self._lines[index].text
        heading = marked_heading(text)
        if heading or index + 1 == len(self._lines):
            return heading
        underline = _UNDERLINE.fullmatch(self._lines[index + 1].text)
        if underline is None or has_syntax(text) or len(text) > MAX_HEADING or ends_sentence(text.rstrip("?")):
            return None
        if not (underline["level_1"] or self.begins_paragraph(index)):
            return None
        return MarkedHeading(1 if underline["level_1"] else 2, text)

    def follows_bare_bullet(self, index: int) -> bool:
        """Return whether the line before is a bullet without text."""
        return index > 0 and bullet_text(self._lines[index - 1].text) == ""

    def begins_paragraph(self, index: int) -> bool:
        """Return whether a line follows an empty line or the end of a sentence, or is the first."""
        return index == 0 or self._lines[index - 1].blank or ends_sentence(self._lines[index - 1].text)

    def following(self, index: int) -> Line | None:
        """Return the next line that is not blank; None at the end of the page or before a part's label."""
        for next_index in range(index + 1, len(self._lines)):
            if not self._lines[next_index].blank:
                return None if self.part(next_index) else self._lines[next_index]
        return None

    def heads_part(self, index: int) -> bool:
        """Return whether the first line of a part reads as a heading of its own."""
        following = self.following(index)
        if following is None or not self._reads_as_heading(index) or self._is_continued(index):
            return False
        return self._lines[index + 1].blank or not reads_as_heading(following.text)

    def heads_section(self, index: int, *, in_list: bool, in_answer: bool = False) -> bool:
        """Return whether a line after other text reads as the heading of a section.

        Args:
            index: the line.
            in_list: True in a part that is a list of entries, where an entry can be as short as a heading.
            in_answer: True where the line can be the introduction to a list in an answer.
        """
        text = self._lines[index].text
        if self._lines[index].is_text or not reads_as_heading(text.removesuffix(":")):
            return False
        following = self.following(index)
        if self._is_continued(index):
            return False
        is_question = in_list and text.endswith(QUESTION_MARKS)
        if following is None or reads_as_heading(following.text) or is_question:
            return False
        if self._lines[index - 1].blank:
            return not text.endswith(":") or (not in_answer and len(text.split()) <= _MAX_WORDS_BEFORE_COLON)
        return not in_list and not text.endswith(":") and self._follows_end(index, following.text)

    def heads_summary(self, index: int) -> bool:
        """Return whether a line above the text of a summary reads as a heading, and not as a wrapped line or a byline."""
        line, following = self._lines[index], self.following(index)
        if following is None or _BYLINE.match(line.text) or not self._reads_as_heading(index):
            return False
        if reads_as_heading(following.text) or bullet_text(following.text) == "":
            return False
        if self._lines[index + 1].blank:
            return True
        max_length = _MIN_WRAPPED if " " in line.text else _MIN_WRAPPED_WITHOUT_SPACES
        is_short = len(line.text) < max_length and len(line.text.split()) <= _MAX_WORDS_AFTER_SENTENCE
        return is_short and not following.text[:1].islower() and not line.indented

    def _reads_as_heading(self, index: int) -> bool:
        return not self._lines[index].is_text and reads_as_heading(self._lines[index].text)

    def _is_continued(self, index: int) -> bool:
        """Return whether the next line goes on in lower case, as that of a wrapped paragraph does."""
        return index + 1 < len(self._lines) and self._lines[index + 1].text[:1].islower()

    def _is_list_item(self, index: int) -> bool:
        """Return whether a numbered line is an item of a list: the next or the previous number is near it."""
        item = numbered_item(self._lines[index].text)
        if item is None:
            return False
        neighbors = (self._content(range(index - 1, -1, -1)), self._content(range(index + 1, len(self._lines))))
        numbers = [neighbor and numbered_item(neighbor.text) for neighbor in neighbors]
        return any(neighbor is not None and abs(neighbor.number - item.number) == 1 for neighbor in numbers)

    def _content(self, indices: range) -> Line | None:
        """Return the first of some lines that is not blank."""
        return next((self._lines[index] for index in indices if not self._lines[index].blank), None)

    def _follows_end(self, index: int, following: str) -> bool:
        """Return whether a short line comes after the end of a sentence or list, and does not continue it."""
        text, before = self._lines[index].text, self._lines[index - 1].text
        if not reads_as_heading(text, max_words=_MAX_WORDS_AFTER_SENTENCE):
            return False
        if before.endswith("\\") or self._lines[index].indented:
            return False
        follows_list = bullet_text(before) is not None and (
            bullet_text(following) is not None or ends_sentence(following)
        )
        return ends_sentence(before) or follows_list
