"""The blocks of a section, and the entries of a list of questions or topics, out of their lines."""

import re
from collections.abc import Callable
from typing import Final

from newsfeed.formats.text.lines import Line, bullet, ends_sentence, image, join, number, plain, reads_as_heading
from newsfeed.model import Block, Image, List, Paragraph, Point, Points, Quotation
from newsfeed.values import iris

_LABEL: Final = re.compile(
    r"(?:(\*\*|__)(?P<bold>[^*_]{1,80}?)(?::\s?\1|\1\s?:)\s*|(?P<label>[^:：]{1,80}?)\s?(?::\s+|：))(?P<text>\S.*)",
    re.DOTALL,
)
_SOURCE: Final = re.compile(r"[—–]\s?(?P<name>[^<>]*?)\s*(?:<(?P<url>[^<>\s]+)>)?")
_QUESTION: Final = re.compile(r"(?P<question>[^?؟？]{3,300}[?؟？][\"”’'»]?)\s+(?P<answer>\S.*)", re.DOTALL)
_ASKS: Final = re.compile(r"[?؟？][\"”’'»)]?$")

Entry = list[list[str]]
"""The groups of adjacent lines of a question or topic."""


def blocks(lines: list[Line]) -> list[Block]:
    """Read the blocks of a section."""
    reader = _Blocks()
    for line in lines:
        reader.take(line)
    reader.flush()
    return reader.found


class _Blocks:
    """Takes line after line; what is open (a paragraph, list or quotation) becomes a block when another begins."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.paragraph: list[str] = []
        self.quotation: list[str] = []
        self.items: list[list[str]] = []
        self.ordered = False
        self.bare = False
        self.gap = False

    def take(self, line: Line) -> None:
        text = line.text
        if line.blank:
            self._end_text()
            self.gap = True
            return
        numbered = number(text)
        if (item := bullet(text)) is not None:
            self._item(item, ordered=False)
        elif numbered is not None and numbered[0] == (len(self.items) + 1 if self.ordered else 1) and numbered[1]:
            self._item(numbered[1], ordered=True)
        elif text.startswith(">"):
            self._end_list()
            self._end_paragraph()
            self.quotation.append(text[1:].strip())
        elif not self._image(text):
            self._text(line)
        self.gap = False

    def flush(self) -> None:
        self._end_text()
        self._end_list()

    def _item(self, text: str, *, ordered: bool) -> None:
        self._end_text()
        if ordered is not self.ordered:
            self._end_list()
        self.ordered, self.bare = ordered, not text
        self.items.append([text] if text else [])

    def _text(self, line: Line) -> None:
        self._end_quotation()
        if self.items and self._continues(line):
            self.items[-1].append(line.text)
            return
        self._end_list()
        self.paragraph.append(line.text)

    def _continues(self, line: Line) -> bool:
        last = self.items[-1]
        if not last:
            return True
        return not self.gap and (self.bare or line.indented or last[-1].endswith("\\") or not ends_sentence(last[-1]))

    def _image(self, text: str) -> bool:
        found = image(text)
        if found is None or not iris.is_iri(found[1]):
            return False
        self.flush()
        self.found.append(Image(alt=found[0], url=found[1], caption=found[2]))
        return True

    def _end_text(self) -> None:
        self._end_paragraph()
        self._end_quotation()

    def _end_paragraph(self) -> None:
        self.found += [Paragraph(text=each) for each in join(self.paragraph)]
        self.paragraph = []

    def _end_quotation(self) -> None:
        if not any(self.quotation):
            self.quotation = []
            return
        found = _SOURCE.fullmatch(self.quotation[-1]) if len(self.quotation) > 1 else None
        url = found["url"] if found else None
        if found and url and not iris.is_iri(url):
            found = None
        text = "\n\n".join(_paragraphs(self.quotation[:-1] if found else self.quotation))
        self.quotation = []
        if found:
            self.found.append(Quotation(text=text, attribution=found["name"], url=url))
        else:
            self.found.append(Quotation(text=text))

    def _end_list(self) -> None:
        items = [each for each in self.items if each]
        ordered, self.items, self.ordered, self.bare = self.ordered, [], False, False
        points = [point(each) for each in items]
        if items and not ordered and any(each.label for each in points):
            self.found.append(Points(points=tuple(points)))
        elif items:
            self.found.append(List(items=tuple("\n\n".join(join(each)) for each in items), ordered=ordered))


def _paragraphs(lines: list[str]) -> list[str]:
    """Give the paragraphs of lines that empty ones may part."""
    return [paragraph for group in _groups(lines) for paragraph in join(group)]


def _groups(lines: list[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in lines:
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [each for each in groups if each]


def point(lines: list[str]) -> Point:
    """Read a point: `Label: text`, or a label on a line of its own."""
    labelled = len(lines) > 1 and ": " not in lines[0] and not lines[1][:1].islower()
    if labelled and reads_as_heading(lines[0], words=8):
        return Point(label=lines[0], text="\n\n".join(join(lines[1:])))
    text = "\n\n".join(join(lines))
    found = _LABEL.fullmatch(text) if not lines[0].startswith("\\") else None
    if found is None or len((found["label"] or found["bold"]).split()) > 10 or ends_sentence(found["label"] or ""):
        return Point(text=text)
    return Point(label=found["bold"] or found["label"], text=found["text"])


# --- entries: questions and topics ------------------------------------------------------------------------------------


def entries(lines: list[Line], begins: Callable[[list[Line], int], bool]) -> list[Entry]:
    """Read the entries of a list: each begins at a bullet, or only at bare ones if there are any.

    Args:
        lines: of the part.
        begins: whether the line at this place begins an entry, for a list without bullets.
    """
    bare = any(bullet(each.text) == "" for each in lines)
    marked = bare or any(_item(each.text, 0) for each in lines)
    found: list[list[str]] = []
    count = 0
    for at, line in enumerate(lines):
        item = _item(line.text, count) if not bare else bullet(line.text) if bullet(line.text) == "" else None
        if line.blank:
            if found:
                found[-1].append("")
        elif item is not None:
            count += 1
            found.append([item] if item else [])
        elif not found or (not marked and begins(lines, at)):
            found.append([line.text])
        else:
            found[-1].append(line.text)
    return [groups for each in found if (groups := _groups(each))]


def _item(text: str, before: int) -> str | None:
    item, numbered = bullet(text), number(text)
    return numbered[1] if item is None and numbered and numbered[0] == before + 1 else item


def each_line(lines: list[Line], at: int) -> bool:
    """Begin an entry at each line that does not go on with the one before."""
    return (
        at == 0 or not (lines[at].text[:1].islower() and not ends_sentence(lines[at - 1].text)) or lines[at - 1].blank
    )


def each_question(lines: list[Line], at: int) -> bool:
    """Begin an entry at each line that is a question and begins a paragraph."""
    begins = at == 0 or lines[at - 1].blank or ends_sentence(lines[at - 1].text)
    return begins and _ASKS.search(lines[at].text) is not None


def question(entry: Entry) -> tuple[str, str]:
    """Give the question and the answer of an entry: its first line, and the others."""
    first, rest = entry[0], entry[1:]
    lines = 1
    if len(first) > 1 and not _ASKS.search(first[0]) and _ASKS.search(first[1]) and not ends_sentence(first[0]):
        lines = 2  # a question that is wrapped
    text = " ".join(map(plain, first[:lines]))
    groups = [first[lines:], *rest]
    answer = "\n\n".join(paragraph for group in groups for paragraph in join(group))
    if not answer and (split := _QUESTION.fullmatch(text)):
        return split["question"], split["answer"]
    return text, answer


def text_of(entry: Entry) -> str:
    """Give an entry as text."""
    return "\n\n".join(paragraph for group in entry for paragraph in join(group))
