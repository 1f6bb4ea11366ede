"""Reader of the blocks of a section: paragraphs, points, lists, quotations and images, with their source texts."""

import re
from typing import Final

from newsfeed.model import Block, Image, List, Paragraph, Point, Points, Quotation
from newsfeed.pages.decoding import Line
from newsfeed.pages.line_syntax import (
    bullet_text,
    ends_sentence,
    image_line,
    is_rule,
    join_lines,
    numbered_item,
    reads_as_heading,
)
from newsfeed.values import iris

_BOLD_LABEL: Final = re.compile(r"(\*\*|__)(?P<label>[^*_\n]{1,1000}?)(?::\s?\1|\1\s?:)\s*(?P<text>\S.*)", re.DOTALL)
_PLAIN_LABEL: Final = re.compile(r"(?P<label>[^:：\n]{1,80}?)\s?(?<!\\)(?::\s+|：)(?P<text>\S.*)", re.DOTALL)
_QUOTATION_SOURCE: Final = re.compile(r"[—–]\s?(?P<name>[^<>]*+)(?:<(?P<url>[^<>\s]+)>)?")
_BACKTICKS: Final = re.compile("`+")
_MAX_LABEL_WORDS: Final = 10
_MAX_LABEL_LINE_WORDS: Final = 8


def read_blocks(lines: list[Line]) -> list[Block]:
    """Return the blocks that lines consist of."""
    reader = _BlockReader()
    for line in lines:
        reader.add(line)
    reader.end_all()
    return reader.blocks


class _BlockReader:
    """Line-by-line reader; an open paragraph, list or quotation becomes a block when another begins.

    Attributes:
        blocks: the finished blocks.
        paragraph: lines of the open paragraph.
        quotation: lines of the open quotation, without their marks.
        items: lines of each item of the open list.
        ordered: True if the open list is numbered.
        after_bare_bullet: True if the open item began with a bare bullet, so that its text follows on lines of its own.
        is_item_indented: True if the bullet of the open item is indented.
        after_blank: True if the line before was blank.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.paragraph: list[str] = []
        self.quotation: list[str] = []
        self.items: list[list[str]] = []
        self.ordered = False
        self.after_bare_bullet = False
        self.is_item_indented = False
        self.after_blank = False

    def add(self, line: Line) -> None:
        """Read the next line."""
        text = line.text
        if line.blank:
            self._end_text()
            if is_rule(text):
                self._end_list()
            self.after_blank = True
            return
        if line.block is not None:
            self.end_all()
            self.blocks.append(line.block)
            return
        numbered = numbered_item(text)
        next_number = len(self.items) + 1 if self.ordered else 1
        if (item := bullet_text(text)) is not None:
            self._add_item(line, item, ordered=False)
        elif numbered is not None and numbered.number == next_number and numbered.text:
            self._add_item(line, numbered.text, ordered=True)
        elif text.startswith(">"):
            self._end_list()
            self._end_paragraph()
            self.quotation.append(text[1:].strip())
        elif not self._add_image(text):
            self._add_text(line)
        self.after_blank = False

    def end_all(self) -> None:
        """End the open blocks."""
        self._end_text()
        self._end_list()

    def _add_item(self, line: Line, text: str, *, ordered: bool) -> None:
        self._end_text()
        if ordered is not self.ordered:
            self._end_list()
        self.ordered, self.after_bare_bullet, self.is_item_indented = ordered, not text, line.indented
        self.items.append([text] if text else [])

    def _add_text(self, line: Line) -> None:
        self._end_quotation()
        if self.items and self._continues_item(line):
            is_new_paragraph = self.after_blank and self.items[-1]
            self.items[-1] += ["", line.text] if is_new_paragraph else [line.text]
            return
        self._end_list()
        self.paragraph.append(line.text)

    def _continues_item(self, line: Line) -> bool:
        item = self.items[-1]
        if not item:
            return True
        if self.after_blank:
            return line.indented and not self.is_item_indented
        return self.after_bare_bullet or line.indented or item[-1].endswith("\\") or not ends_sentence(item[-1])

    def _add_image(self, text: str) -> bool:
        """Add a line as an image; return False if it is not one."""
        image = image_line(text)
        if image is None or not iris.is_iri(image.url):
            return False
        self.end_all()
        self.blocks.append(Image(alt=image.alt, url=image.url, caption=image.caption))
        return True

    def _end_text(self) -> None:
        self._end_paragraph()
        self._end_quotation()

    def _end_paragraph(self) -> None:
        self.blocks += [Paragraph(text=text) for text in join_lines(self.paragraph)]
        self.paragraph = []

    def _end_quotation(self) -> None:
        lines, self.quotation = self.quotation, []
        if not any(lines):
            return
        source = _QUOTATION_SOURCE.fullmatch(lines[-1]) if len(lines) > 1 else None
        url = source["url"] if source else None
        if source is None or (url and not iris.is_iri(url)):
            self.blocks.append(Quotation(text=_join_groups(lines)))
        else:
            self.blocks.append(Quotation(text=_join_groups(lines[:-1]), attribution=source["name"].rstrip(), url=url))

    def _end_list(self) -> None:
        items = [item for item in self.items if item]
        ordered, self.items, self.ordered, self.after_bare_bullet = self.ordered, [], False, False
        points = [read_point(item) for item in items]
        if items and not ordered and any(point.label for point in points):
            self.blocks.append(Points(points=tuple(points)))
        elif items:
            self.blocks.append(List(items=tuple(map(_join_groups, items)), ordered=ordered))


def _join_groups(lines: list[str]) -> str:
    return "\n\n".join(paragraph for group in adjacent_groups(lines) for paragraph in join_lines(group))


def adjacent_groups(lines: list[str]) -> list[list[str]]:
    """Return the groups of lines between empty ones."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def read_point(lines: list[str]) -> Point:
    """Return the point of an item's lines: `Label: text`, or a label on a line of its own."""
    label = label_match(lines)
    if label is None and has_label_line(lines):
        return Point(label=lines[0], text=_join_groups(lines[1:]))
    return Point(label=label["label"], text=label["text"]) if label else Point(text=_join_groups(lines))


def label_match(lines: list[str]) -> "re.Match[str] | None":
    """Return the match of the label that the source text of an item begins with, and of the text after it, or None."""
    source = _join_groups(lines)
    match = _BOLD_LABEL.fullmatch(source)
    if match is None or not _is_whole(match["label"]):
        is_plain_text = lines[0].startswith("\\") or has_label_line(lines)
        match = None if is_plain_text else _PLAIN_LABEL.fullmatch(source)
        if match and (len(match["label"].split()) > _MAX_LABEL_WORDS or ends_sentence(match["label"])):
            match = None
    return match if match and _is_whole(match["label"]) else None


def has_label_line(lines: list[str]) -> bool:
    """Return whether the first line of an item is the label of the others."""
    may_be_label = len(lines) > 1 and ": " not in lines[0] and not lines[1][:1].islower()
    return may_be_label and reads_as_heading(lines[0], max_words=_MAX_LABEL_LINE_WORDS)


def _is_whole(label: str) -> bool:
    """Return whether a label does not end within code: each run of backticks is closed by one of the same length."""
    opening = ""
    for run in _BACKTICKS.findall(label):
        opening = run if not opening else "" if run == opening else opening
    return not opening
