r"""Syntax of single lines of a page: headings, bullets, numbers, images, and the joining of wrapped lines.

A line that begins with a backslash is plain text, regardless of the characters after it. A backslash at the end keeps
the line break within a paragraph. `join_lines` leaves the backslashes that are marks of CommonMark in the text: those
before ASCII punctuation and those of line breaks. `inline_reader` removes them.
"""

import re
from typing import Final, NamedTuple

from newsfeed.pages.inline_syntax import ASCII_PUNCTUATION

FENCE: Final = "+++"
"""The line above and below the TOML front matter."""

BOLD_LEVEL: Final = 6
"""The level of a heading that is a bold line."""

PRIVATE_CHARACTERS: Final = "\U000f0000-\U0010ffff"
"""Characters that stand for the tags of inline markup (see `inline_tags`)."""

_DIRECTION_MARKS: Final = f"\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u200b\ufeff{PRIVATE_CHARACTERS}"
"""Invisible characters, mostly for the direction of text; ignored when a line is recognized."""

OPEN_MARKS: Final = f"[{_DIRECTION_MARKS}]*"
"""Pattern of the characters to ignore at the start of a line."""

_DIRECTION_MARK: Final = re.compile(f"[{_DIRECTION_MARKS}]")
_BULLET: Final = re.compile(
    f"[{_DIRECTION_MARKS}]*(?:([-*•–—·‣◦▪●○+])(?:[ \t\u00a0\u3000]+(.*))?|([•·‣◦▪●○])(.+))", re.DOTALL
)
_NUMBERED: Final = re.compile(f"[{_DIRECTION_MARKS}]*([0-9]{{1,3}})[.)](?:[ \t\u00a0]+(.*))?", re.DOTALL)
_HASH_HEADING: Final = re.compile(r"(#{1,6})(?:[ \t\u00a0]+(.*?))?(?:[ \t]#*)?", re.DOTALL)
_BOLD_LINE: Final = re.compile(r"(\*\*|__)(?!\s)([^*_]+)(?<!\s)\1:?")
_RULE: Final = re.compile(r"([-*_=])(?:[ \t]*\1){2,}")
_IMAGE: Final = re.compile(r"!\[((?:[^\]\\]|\\.)*)\]\(([^()\s]+)\)(?:[ \t]+(.*))?")
_SENTENCE_END: Final = re.compile(rf"[.!?…。！？؟।](?:[\"'’”»›)\]」』״*_`{PRIVATE_CHARACTERS}]|\s(?=[»”]))*$")
_CLOSING_PUNCTUATION: Final = re.compile(r"[.!…。！,;:،؛、：…»”\"'’\\]$")
_MAX_SENTENCE_END: Final = 20
"""Number of characters at the end of a line that are searched for the end of a sentence."""

_LINE_BREAK: Final = "\\\n"
"""The mark of a line break within a paragraph."""

_MAX_HEADLINE: Final = 250
_CHARACTERS_PER_WORD: Final = 10


class NumberedItem(NamedTuple):
    """A line such as `2. Text`."""

    number: int
    text: str


class MarkedHeading(NamedTuple):
    """A line marked as a heading: `#` to `######`, or bold as a whole (level 6)."""

    level: int
    text: str


class ImageLine(NamedTuple):
    """A line such as `![alt](url) caption`."""

    alt: str
    url: str
    caption: str


# --- headings ---------------------------------------------------------------------------------------------------------


def marked_heading(text: str) -> MarkedHeading | None:
    """Parse a line that is marked as a heading; None for any other line."""
    if match := _HASH_HEADING.fullmatch(text):
        return MarkedHeading(len(match[1]), (match[2] or "").strip())
    if match := _BOLD_LINE.fullmatch(text):
        return MarkedHeading(BOLD_LEVEL, match[2])
    return None


def reads_as_heading(text: str, *, max_words: int = 14) -> bool:
    """Return whether a line reads as a heading: short, with a capital first, not ended like a sentence, unmarked."""
    if (
        len(text) > max_words * _CHARACTERS_PER_WORD
        or len(text.split()) > max_words
        or has_syntax(text)
        or _CLOSING_PUNCTUATION.search(text)
    ):
        return False
    initial = next((character for character in text if character.isalnum()), "")
    return bool(initial) and not initial.islower() and any(map(str.isalpha, text))


def reads_as_headline(text: str) -> bool:
    """Return whether the first line of a page reads as its headline."""
    return (
        not text.startswith("\\")
        and len(text) <= _MAX_HEADLINE
        and bullet_text(text) is None
        and not text.endswith((".", "。", ":", ",", ";", "…"))
    )


# --- other lines ------------------------------------------------------------------------------------------------------


def is_blank(text: str) -> bool:
    """Return whether a line is empty or only a rule, such as `---`."""
    if text[:1].isalnum():
        return False
    return not _DIRECTION_MARK.sub("", text).strip() or is_rule(text)


def is_rule(text: str) -> bool:
    """Return whether a line is only a rule, such as `---`."""
    return _RULE.fullmatch(text) is not None


def has_syntax(text: str) -> bool:
    """Return whether a line begins with a mark that makes it more than plain text."""
    return not text[:1].isalpha() and bool(
        text[:1] in ("\\", ">")
        or text == FENCE
        or _BULLET.fullmatch(text)
        or _NUMBERED.fullmatch(text)
        or marked_heading(text)
        or _RULE.fullmatch(text)
        or _IMAGE.fullmatch(text)
    )


def bullet_text(text: str) -> str | None:
    """Return the text after a bullet, "" for a bare bullet; None for any other line."""
    if _RULE.fullmatch(text) or _BOLD_LINE.fullmatch(text):
        return None
    match = _BULLET.fullmatch(text)
    return None if match is None else (match[2] or match[4] or "").strip()


def numbered_item(text: str) -> NumberedItem | None:
    """Parse a numbered line; None for any other line."""
    match = _NUMBERED.fullmatch(text)
    return None if match is None else NumberedItem(int(match[1]), (match[2] or "").strip())


def image_line(text: str) -> ImageLine | None:
    """Parse an image on a line of its own; None for any other line."""
    match = _IMAGE.fullmatch(text)
    return None if match is None else ImageLine(match[1], match[2], match[3] or "")


def ends_sentence(text: str) -> bool:
    """Return whether a line ends where a sentence ends."""
    return _SENTENCE_END.search(text[-_MAX_SENTENCE_END:]) is not None


def unescape(text: str) -> str:
    """Remove the backslash that marks a line as plain text, unless it is one of CommonMark's."""
    is_line_mark = text[:1] == "\\" and text[1:2].strip() and text[1:2] not in ASCII_PUNCTUATION
    return text[1:] if is_line_mark else text


def ends_with_break(line: str) -> bool:
    """Return whether a line ends with the backslash that keeps a line break; a backslash can be escaped by another."""
    return line.endswith("\\") and (len(line) - len(line.rstrip("\\"))) % 2 == 1


def join_lines(lines: list[str]) -> list[str]:
    """Return the paragraphs of adjacent lines; a line that ends a sentence ends a paragraph, others are wrapped."""
    paragraphs: list[list[str]] = []
    glue = "\n\n"
    for line in lines:
        has_kept_break = ends_with_break(line) and (len(line) > 1 or glue == _LINE_BREAK)
        text = unescape(line[:-1].rstrip() if has_kept_break else line)
        if glue != _LINE_BREAK and paragraphs and line[:1] != "\\" and has_syntax(line):
            glue = "\n"
        if not paragraphs or glue == "\n\n":
            paragraphs.append([text])
        else:
            space = "" if glue == " " and _joins_without_space(paragraphs[-1][-1][-1:], text[:1]) else glue
            paragraphs[-1] += [space, text]
        glue = _LINE_BREAK if has_kept_break else "\n\n" if ends_sentence(text) else " "
    return list(filter(None, map("".join, paragraphs)))


def _joins_without_space(before: str, after: str) -> bool:
    """Return whether both characters belong to a script without spaces: kana and ideographs."""
    return all(
        "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"
        for character in (before, after)
        if character
    )
