"""The lines of a page: how bytes become lines, and what a line by itself can be - a heading, a bullet, a quotation.

A line that begins with a backslash is plain text, whatever follows it; a backslash at the end keeps a line end within a
paragraph. Both are taken away.
"""

import re
from functools import cache
from typing import Final

import attrs

from newsfeed.errors import LimitError, ReadError
from newsfeed.headings import PARTS, Headings, by_language
from newsfeed.io.limits import Limits
from newsfeed.values.xml_chars import illegal_character

MARKS: Final = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u200b\ufeff"
"""Characters that only say a direction, or nothing: they are overlooked where a line is recognised."""

_ENDS: Final = " \t\u00a0\u202f\u3000\u200b\ufeff"
_LINE_END: Final = re.compile("\r\n|\r|\n")
_MARK: Final = re.compile(f"[{MARKS}]")
_BULLET: Final = re.compile(f"[{MARKS}]*(?:([-*•–—·‣◦▪●○+])(?:[ \t\u00a0\u3000]+(.*))?|([•·‣◦▪●○])(.+))", re.DOTALL)
_NUMBER: Final = re.compile(f"[{MARKS}]*([0-9]{{1,2}})[.)](?:[ \t\u00a0]+(.*))?", re.DOTALL)
_MARKED: Final = re.compile(r"(#{1,6})(?:[ \t\u00a0]+(.*?))?(?:[ \t]#*)?", re.DOTALL)
_BOLD: Final = re.compile(r"(\*\*|__)(?!\s)([^*_]+)(?<!\s)\1:?")
_RULE: Final = re.compile(r"([-*_=])(?:[ \t]*\1){2,}")
_IMAGE: Final = re.compile(r"!\[([^\]]*)\]\(([^()\s]+)\)(?:[ \t]+(.*))?")
_QUOTATION_MARKS: Final = re.compile("[\"'`´‘’‚‛“”„‟«»‹›「」『』״׳]")
_AROUND: Final = " \t\u00a0?:.!…؟：？。！¿¡*_#،,;"
_SENTENCE_END: Final = re.compile(r"[.!?…。！？؟।](?:[\"'’”»›)\]」』״]|\s(?=[»”]))*$")
_CLOSED: Final = re.compile(r"[.!…。！,;:،؛、：…»”\"'’]$")


@attrs.frozen
class Line:
    """One line of a page: its number from 1, its text without white space at the ends, whether it is indented."""

    number: int
    text: str
    indented: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing is on the line, or only a rule."""
        return not _MARK.sub("", self.text).strip() or _RULE.fullmatch(self.text) is not None


def decode(data: bytes, limits: Limits) -> list[Line]:
    """Give the lines of a document in UTF-8, or in UTF-16 with a byte order mark.

    Raises:
        ReadError: it is empty, no text, or has a character that XML 1.0 does not allow; with line and column.
        LimitError: it is over `limits.bytes` long.
    """
    if len(data) > limits.bytes:
        raise LimitError("bytes", f"is over {limits.bytes} bytes long")
    text = _decoded(data)
    if not text.strip(_ENDS + "\r\n"):
        raise ReadError("is empty; write an explainer page")
    at = illegal_character(text)
    if at >= 0:
        before = _LINE_END.split(text[:at])
        reason = f"is not text: it has the character U+{ord(text[at]):04X}; remove it"
        raise ReadError(reason, line=len(before), column=len(before[-1]) + 1)
    return [_line(number, each) for number, each in enumerate(_LINE_END.split(text), 1)]


def lines_of(text: str) -> list[Line]:
    """Give the lines of text that has been decoded and checked."""
    return [_line(number, each) for number, each in enumerate(_LINE_END.split(text), 1)]


def _line(number: int, text: str) -> Line:
    return Line(number, text.strip().strip(_ENDS).strip(), text[:1] in (" ", "\t"))


def _decoded(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and (at := data.find(b"\0")) >= 0:
        raise ReadError("is not text: it has a NUL byte", line=data.count(b"\n", 0, at) + 1)
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        name = "UTF-16" if wide else "UTF-8"
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError(f"is not text in {name}; save it as UTF-8", line=line) from None


# --- headings ---------------------------------------------------------------------------------------------------------


def key(text: str) -> str:
    """Give what two spellings of a heading have in common: no case, quotation marks, `#`, `*` or final punctuation."""
    bare = _QUOTATION_MARKS.sub("", _MARK.sub("", text)).strip(_AROUND)
    return " ".join(bare.casefold().split())


@cache
def heading_keys() -> frozenset[str]:
    """Give the keys of the headings of all languages."""
    return frozenset(each for headings in by_language().values() for each in part_by_key(headings))


@cache
def part_by_key(headings: Headings) -> dict[str, str]:
    """Give the part that each heading's key stands for."""
    found: dict[str, str] = {}
    for part in PARTS:
        for spelling in getattr(headings, part):
            found.setdefault(key(spelling), part)
    found.pop("", None)
    return found


def marked_heading(text: str) -> tuple[int, str] | None:
    """Give level and text of a line that is marked as a heading: `#` to `######`, or all of it bold (level 6)."""
    if found := _MARKED.fullmatch(text):
        return len(found[1]), (found[2] or "").strip()
    if found := _BOLD.fullmatch(text):
        return 6, found[2]
    return None


def reads_as_heading(text: str, *, words: int = 14) -> bool:
    """Say whether a line reads as a heading: short, begun with a capital, not ended as a sentence, no bullet."""
    if len(text) > words * 10 or len(text.split()) > words or special(text) or _CLOSED.search(text):
        return False
    first = next((each for each in text if each.isalnum()), "")
    return bool(first) and not first.islower() and any(map(str.isalpha, text))


def special(text: str) -> bool:
    """Say whether a line has a mark at its start that makes it more than text."""
    return bool(
        text[:1] in ("\\", ">")
        or text == "+++"
        or _BULLET.fullmatch(text)
        or _NUMBER.fullmatch(text)
        or marked_heading(text)
        or _RULE.fullmatch(text)
        or _IMAGE.fullmatch(text)
    )


# --- other lines ------------------------------------------------------------------------------------------------------


def bullet(text: str) -> str | None:
    """Give what stands behind a bullet, "" for a bare one; None for any other line."""
    if _RULE.fullmatch(text) or _BOLD.fullmatch(text):
        return None
    found = _BULLET.fullmatch(text)
    return None if found is None else (found[2] or found[4] or "").strip()


def number(text: str) -> tuple[int, str] | None:
    """Give the number of a numbered line and what stands behind it; None for any other line."""
    found = _NUMBER.fullmatch(text)
    return None if found is None else (int(found[1]), (found[2] or "").strip())


def image(text: str) -> tuple[str, str, str] | None:
    """Give alt, url and caption of an image, `![alt](url) caption`; None for any other line."""
    found = _IMAGE.fullmatch(text)
    return None if found is None else (found[1], found[2], found[3] or "")


def ends_sentence(text: str) -> bool:
    """Say whether a line ends where a sentence does."""
    return _SENTENCE_END.search(text) is not None


def plain(text: str) -> str:
    """Take the backslash away that makes a line plain text."""
    return text[1:] if text[:1] == "\\" and text[1:2].strip() else text


def join(lines: list[str]) -> list[str]:
    """Give the paragraphs that adjacent lines make: one ends where a line ends a sentence; others are wrapped."""
    paragraphs: list[str] = []
    glue = "\n\n"
    for line in lines:
        kept = line.endswith("\\") and len(line) > 1
        text = plain(line[:-1].rstrip() if kept else line)
        if glue != "\n" and paragraphs and line[:1] != "\\" and special(line):
            glue = "\n"
        if not paragraphs or glue == "\n\n":
            paragraphs.append(text)
        else:
            space = "" if glue == " " and _unspaced(paragraphs[-1][-1:], text[:1]) else glue
            paragraphs[-1] += space + text
        glue = "\n" if kept else "\n\n" if ends_sentence(text) else " "
    return [each for each in paragraphs if each]


def _unspaced(before: str, after: str) -> bool:
    """Say whether no space parts two characters of a script that has none: kana and ideographs."""
    return all("\u3000" <= each <= "\u9fff" or "\uff00" <= each <= "\uffef" for each in (before, after) if each)
