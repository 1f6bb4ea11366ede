"""Lines of a page, written with its marks: headings, bullets, quotations and images, and text that is none of these."""

import re
from collections.abc import Mapping
from typing import Final

import attrs

from newsfeed.model import Block
from newsfeed.pages.decoding import Line
from newsfeed.pages.heading_keys import MAX_HEADING, find_part
from newsfeed.pages.inline_syntax import escape_escapes
from newsfeed.pages.inline_tags import InlineTags, without_private_characters
from newsfeed.pages.line_syntax import PRIVATE_CHARACTERS, has_syntax

_LEADING_BACKSLASH: Final = re.compile(rf"\A([{PRIVATE_CHARACTERS}]*)\\(?![!-/:-@\[-`{{-~])")


@attrs.define
class LineWriter:
    """Writer of the lines of a page.

    Attributes:
        tags: the tags of the page.
        table: the part that each heading begins, by the heading's key.
        lines: the lines so far.
    """

    tags: InlineTags
    table: Mapping[str, str]
    lines: list[Line] = attrs.field(factory=list)

    def blank(self, number: int) -> None:
        """End a paragraph or list."""
        if self.lines and self.lines[-1].text:
            self.lines.append(Line(number, ""))

    def heading(self, number: int, level: int, text: str) -> None:
        """Write a heading with `#` marks."""
        self.blank(number)
        self.lines.append(Line(number, f"{'#' * level} {_source(text)}"))

    def bold_line(self, number: int, text: str) -> None:
        """Write a paragraph that is bold as a whole; it may be a heading or a question."""
        self.blank(number)
        self.lines.append(Line(number, f"**{_source(text)}**"))
        self.blank(number)

    def paragraph(self, number: int, text: str, mark: str = "") -> None:
        """Write a paragraph; a line end within it is kept.

        Args:
            number: the number of its line in the document.
            text: its text.
            mark: the mark before each line, such as `>`.
        """
        self.blank(number)
        self.add_text(number, text, mark)
        self.blank(number)

    def add_text(self, number: int, text: str, mark: str = "") -> None:
        """Write the lines of a paragraph below the line before."""
        self._write(number, [self._escaped(line) for line in text.split("\n")], mark)

    def item(self, number: int, bullet: str, text: str, *, indent: str = "") -> None:
        """Write an item of a list, or a bare bullet if there is no text."""
        first_line, *following = text.split("\n")
        first_line = _source(first_line)
        self._write(number, [f"{bullet} {first_line}".rstrip(), *map(self._escaped, following)], "", indent)

    def image(self, number: int, alt: str, url: str, caption: str) -> None:
        """Write an image."""
        self.blank(number)
        escaped_alt = _source(alt).replace("]", "\\]")
        caption = _source(caption.replace("\n", " "))
        self.lines.append(Line(number, f"![{escaped_alt}]({_in_brackets(url)}) {caption}".rstrip(), is_text=True))
        self.blank(number)

    def block(self, number: int, block: Block, text: str) -> None:
        """Write a block that has no syntax of its own.

        Args:
            number: the number of its line in the document.
            block: the block.
            text: its words, for a part that has no blocks.
        """
        self.blank(number)
        self.lines.append(Line(number, f"\\{text}", block=block, is_text=True))
        self.blank(number)

    def bare_bullet(self, number: int) -> None:
        """Begin an entry that has its text on lines of its own."""
        self.blank(number)
        self.lines.append(Line(number, "-"))

    def plain(self, number: int, text: str) -> None:
        """Write a line as it is, such as a question."""
        self.lines.append(Line(number, _source(text.replace("\n", " ")), is_text=True))

    def _write(self, number: int, lines: list[str], mark: str, indent: str = "") -> None:
        """Write adjacent lines; a backslash at the end of all but the last keeps their ends."""
        for index, line in enumerate(lines):
            # A backslash of the text itself keeps nothing.
            guard = self.tags.guard() if line.endswith("\\") or not line else ""
            end = "\\" if index < len(lines) - 1 else ""
            text = f"{mark} {line}{guard}{end}" if mark else f"{line}{guard}{end}"
            self.lines.append(Line(number, text, indent, is_text=not self._is_known_heading(line)))

    def _escaped(self, text: str) -> str:
        """Return a line of text with a backslash if it would be taken for something else than text."""
        source = _source(text)
        return f"\\{source}" if source == text and has_syntax(without_private_characters(text).strip()) else source

    def _is_known_heading(self, line: str) -> bool:
        """Return whether a line has the words of a known heading, and so is one."""
        words = without_private_characters(line)
        return len(words) <= MAX_HEADING and find_part(words, self.table) is not None


def _source(text: str) -> str:
    """Return the source of a text, with a backslash before anything that would be an escape or a reference."""
    # A backslash at the start of a line would be taken for a mark, and removed.
    return _LEADING_BACKSLASH.sub(r"\1\\\\", escape_escapes(text))


def _in_brackets(url: str) -> str:
    return url.replace("(", "%28").replace(")", "%29")
