"""Layout of list items: points, list items, mentions and corrections, with or without a label."""

import re
from typing import Final

from newsfeed.formats.text.line_guard import LineGuard, begins_with_markup
from newsfeed.model.rich_text import Text
from newsfeed.pages.block_reader import has_label_line, label_match, read_point
from newsfeed.pages.entry_reader import date_before
from newsfeed.pages.inline_syntax import reference
from newsfeed.pages.inline_writer import UnwritableError
from newsfeed.pages.line_syntax import ends_with_break, is_rule

Lines = list[str]

_COLON: Final = re.compile("[:：]")
_INDENTATION: Final = "  "
_SIMPLE_LABEL: Final = re.compile(r"[^\W_](?:[ '’&-]?[^\W_]){0,50}")
_MAX_SPACES: Final = 9
"""Number of spaces in a label of as many words as it can have."""


def item_lines(guard: LineGuard, bullet: str, text: Text, *, label: str = "", date: str = "") -> Lines:
    """Return the lines of an item; those after the first are indented.

    Args:
        guard: guards the lines.
        bullet: a bullet or number.
        text: the text of the item.
        label: the label before it, "" for none.
        date: the date before it, "" for none.

    Raises:
        UnwritableError: the text is empty, or the label is too long.
    """
    if not text:
        raise UnwritableError("an item without text cannot be read")
    is_rich = not isinstance(text, str)
    first_paragraph, *paragraphs = guard.text_lines(text)
    first_line, *following = first_paragraph
    continuation = guard.paragraph(following, begins_paragraph=False, is_rich=is_rich) if following else []
    for paragraph in paragraphs:
        continuation += ["", *guard.paragraph(paragraph, begins_paragraph=True, is_rich=is_rich)]
    if date:
        first_line = f"{date}: {first_line}"
    elif label:
        first_line = _labeled_line(guard, label, first_line)
    elif bullet == "-":
        first_line = _without_label(guard, first_line, continuation, is_rich=is_rich)
    return [
        item_line(guard, bullet, first_line, is_rich=is_rich),
        *(f"{_INDENTATION}{line}" if line else "" for line in continuation),
    ]


def item_line(guard: LineGuard, bullet: str, line: str, *, is_rich: bool = False) -> str:
    """Return the first line of an item; dashes alone would read as a rule, and a number before a heading as its own."""
    item = f"{bullet} {line}"
    is_misread = is_rule(item) or (bullet != "-" and guard.is_label(item))
    return f"{bullet} {guard.mark(line, is_rich=is_rich)}" if is_misread else item


def _labeled_line(guard: LineGuard, label: str, line: str) -> str:
    """Return a line with a label, in bold if it could not be told from the text otherwise.

    Raises:
        UnwritableError: the label is too long.
    """
    if _SIMPLE_LABEL.fullmatch(label) and label.count(" ") <= _MAX_SPACES:
        return f"{label}: {line}"
    source = guard.plain_line(label)
    labeled = f"{source}: {line}"
    if not source.startswith("\\") and _is_read_as(labeled, source, line):
        return labeled
    source = guard.plain_line(label, references="*_")
    labeled = f"**{source}:** {line}"
    if not _is_read_as(labeled, source, line):
        raise UnwritableError("the label of an item is too long")
    return labeled


def _is_read_as(line: str, label: str, text: str) -> bool:
    point = read_point([line])
    return point.label == label and point.text == (text[:-1] if ends_with_break(text) else text)


def _without_label(guard: LineGuard, line: str, continuation: Lines, *, is_rich: bool) -> str:
    """Return the first line of an item in a form that does not read as if it had a label or a date."""
    if not continuation and not _COLON.search(line):
        return line
    while True:
        lines = [line, *continuation]
        label = label_match(lines)
        if label and begins_with_markup(line, is_rich=is_rich):
            line = _with_colon_as_reference(guard, line, label.end("label"))
        elif label or has_label_line(lines):
            line = guard.mark(line, is_rich=is_rich)
        elif date := date_before(str(read_point(lines).text)):
            line = _with_colon_as_reference(guard, line, line.index(date) + len(date))
        else:
            return line


def _with_colon_as_reference(guard: LineGuard, line: str, start: int) -> str:
    guard.is_used = True
    colon = _COLON.search(line, start)
    if colon is None:
        raise UnwritableError("the text of an item reads as if it had a label")
    return f"{line[: colon.start()]}{reference(colon[0])}{line[colon.end() :]}"
