"""How a page is cut into its parts, and a document into its pages.

A heading is a line that the house's table has, whatever marks, case or punctuation it comes in. Any other line is one
when it is marked (`#`, or all of it bold), or when it reads as one - short, begun with a capital, not ended as a
sentence - and stands behind an empty line, or behind the end of a sentence if it has eight words at most, and content
that reads as no heading follows. The first line of an analysis, background or press part that reads so is the heading
of that section.
"""

from collections.abc import Mapping
from typing import Any, Final

import attrs

from newsfeed.errors import ReadError
from newsfeed.formats.text.lines import Line, bullet, ends_sentence, key, marked_heading, reads_as_heading
from newsfeed.plain_data.structure import parse_toml

BLOCK: Final = "+++"
SECTIONS: Final = ("analysis", "background", "press")
_ENTRIES: Final = ("prompts", "questions", "topics")


@attrs.define
class Page:
    """A page: its TOML block (None where it has none), its lines, and the error that the block has."""

    block: dict[str, Any] | None
    lines: list[Line]
    line: int = 1
    error: ReadError | None = None


@attrs.define
class Part:
    """A part of a page: its name (or `lead`, `other`), the line of its label, its own heading and its lines."""

    name: str
    label: Line | None = None
    heading: str = ""
    level: int = 0
    lines: list[Line] = attrs.field(factory=list)
    filled: bool = False

    def take(self, line: Line) -> None:
        """Take a line in; `filled` is whether one of them is not empty."""
        self.lines.append(line)
        self.filled = self.filled or not line.blank

    @property
    def content(self) -> list[Line]:
        """Give the lines that are not empty."""
        return [each for each in self.lines if not each.blank]


def pages(lines: list[Line]) -> list[Page]:
    """Cut a document into its pages: each but the first begins with a TOML block between two `+++` lines.

    Raises:
        ReadError: the block that the document begins with is not closed.
    """
    start = next((at for at, each in enumerate(lines) if not each.blank), 0)
    marks = [at for at, each in enumerate(lines) if each.text == BLOCK]
    if marks == [start]:
        raise ReadError("the TOML block that begins here is not closed; write +++ behind it", line=lines[start].number)
    pairs = list(zip(marks[::2], marks[1::2], strict=False))  # one mark more is text
    ends = [*(opening for opening, _ in pairs), len(lines)]
    found = [_page(lines, *pair, end) for pair, end in zip(pairs, ends[1:], strict=True)]
    first = lines[: ends[0]]
    return found if found and all(each.blank for each in first) else [Page(None, first), *found]


def _page(lines: list[Line], start: int, end: int, last: int) -> Page:
    source = "\n".join(each.text for each in lines[start + 1 : end])
    page = Page({}, lines[end + 1 : last], lines[start].number)
    try:
        page.block = parse_toml(source, first_line=lines[start].number + 1)
    except ReadError as error:
        page.error = error
        page.lines = lines[start + 1 : last]
    return page


# --- parts ------------------------------------------------------------------------------------------------------------


def parts(lines: list[Line], table: Mapping[str, str], headline: str | None = None) -> list[Part]:
    """Cut a page into its parts; the first is the lead, what stands before any heading.

    Args:
        lines: of the page, without its block.
        table: the part that each heading's key stands for.
        headline: what is known of it; a marked line at the start is the headline, and no section's heading, if it is
            the same or none is known.
    """
    return _Cutter(lines, table, headline).cut()


class _Cutter:
    def __init__(self, lines: list[Line], table: Mapping[str, str], headline: str | None) -> None:
        self.headline = headline
        self.lines = lines
        self.table = table
        self.parts = [Part("lead")]

    def cut(self) -> list[Part]:
        for at, line in enumerate(self.lines):
            if line.blank:
                self.parts[-1].take(line)
            elif (name := self._known(at)) is not None:
                marked = marked_heading(line.text)
                self.parts.append(Part(name, line, level=marked[0] if marked else 0))
            elif not self._heading(at):
                self.parts[-1].take(line)
        return self.parts

    def _known(self, at: int) -> str | None:
        text = self.lines[at].text
        if len(text) > 200 or self._after_bare(at) or (bullet(text) and not marked_heading(text)):
            return None
        return self.table.get(key(text))

    def _after_bare(self, at: int) -> bool:
        return at > 0 and bullet(self.lines[at - 1].text) == ""

    def _heading(self, at: int) -> bool:
        """Take a line as the heading of a section, where it is one."""
        part, line = self.parts[-1], self.lines[at]
        if self._after_bare(at):
            return False
        if marked := marked_heading(line.text):
            self._marked(part, line, *marked)
            return True
        if part.name in SECTIONS and not part.heading and not part.filled:
            if not self._opens_section(at):
                return False
            part.heading = _unmarked(line.text)
            return True
        if not self._unknown(part, at):
            return False
        self.parts.append(Part("other", line, _unmarked(line.text)))
        return True

    def _marked(self, part: Part, line: Line, level: int, text: str) -> None:
        if part.name == "lead" and not part.filled and text and self.headline in (None, text):
            part.take(Line(line.number, text))
        elif part.name == "questions" and text.endswith(("?", "؟", "？")):
            part.take(Line(line.number, "-"))
            part.take(Line(line.number, text))
        elif part.name in SECTIONS and 0 < part.level < level:
            if part.heading or part.filled:
                self.parts.append(Part(part.name, None, text, part.level))
            else:
                part.heading = text
        else:
            self.parts.append(Part("other", line, text, 0))

    def _opens_section(self, at: int) -> bool:
        if not reads_as_heading(self.lines[at].text) or (following := self._next(at)) is None:
            return False
        return self.lines[at + 1].blank or not reads_as_heading(following.text)

    def _unknown(self, part: Part, at: int) -> bool:
        text = self.lines[at].text
        if part.name == "lead" or not part.filled or not reads_as_heading(text.removesuffix(":")):
            return False
        following = self._next(at)
        if following is None or reads_as_heading(following.text) or (part.name in _ENTRIES and text.endswith("?")):
            return False
        if self.lines[at - 1].blank:
            return not text.endswith(":") or len(text.split()) <= 4
        return part.name not in _ENTRIES and not text.endswith(":") and self._closed(at, following.text)

    def _closed(self, at: int, following: str) -> bool:
        """Say whether a short line stands behind the end of a sentence, or of a list, and is not its continuation."""
        text, before = self.lines[at].text, self.lines[at - 1].text
        if not reads_as_heading(text, words=8) or before.endswith("\\") or self.lines[at].indented:
            return False
        in_list = bullet(before) is not None and (bullet(following) is not None or ends_sentence(following))
        return ends_sentence(before) or in_list

    def _next(self, at: int) -> Line | None:
        """Give the line that follows, over empty ones; None where a known heading or nothing does."""
        for index in range(at + 1, len(self.lines)):
            if not self.lines[index].blank:
                return None if self._known(index) else self.lines[index]
        return None


def _unmarked(text: str) -> str:
    return text.removesuffix(":").rstrip()
