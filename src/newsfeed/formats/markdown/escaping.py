"""Text as CommonMark that shows exactly this text: no part of it can become markup, a heading, a list or front matter.

The characters that can be marks are escaped wherever they stand, since a mark in one text could pair with one in another
text of the same line. Everything else is left as it is, so that prose has no escapes.
"""

import re
from typing import Final

from newsfeed.model.rich_text import Text, from_markup, split_paragraphs
from newsfeed.pages.inline_syntax import SPACES, is_referable, reference
from newsfeed.pages.inline_writer import UnwritableError, single_paragraph_lines

Lines = list[str]

_STRIPPED: Final = f"{SPACES}\x1c\x1d\x1e\x1f\x85\u2028\u2029\u200b\ufeff"
"""Characters that readers strip from the ends of a line."""

_MARKS: Final = r"\\|`|(?<![ ])\*|\*(?![ ])|(?<![^\W_])_|_(?![^\W_])|<(?=\S|$)|&(?=#?[a-zA-Z0-9]+;)|\](?=\()|\n"
_SPECIAL: Final = re.compile(_MARKS)
_SPECIAL_OR_TILDE: Final = re.compile(f"{_MARKS}|~")
_BRACKETS: Final = re.compile(r"[\[\]]")
_LINE_MARK: Final = re.compile(
    r">|#{1,6}(?:[ \t]|$)|[-+*](?:[ \t]|$)|[-=*_+~|: \t]+$|~~~|\[(?:[^\[\]\\]|\\.)*\]:|\[[ xX]?\](?:[ \t]|$)|\|"
)
_NUMBER: Final = re.compile(r"([0-9]{1,9})([.)])(?=[ \t]|$)")
_CLOSING_HASHES: Final = re.compile(r"(?:^|[ \t])#+$")
_ESCAPED_IN_ADDRESS: Final = re.compile(r"[()\\]|&(?=#?[a-zA-Z0-9]+;)")
_LABEL: Final = re.compile(r"(\*\*(?:[^*\\]|\\.)+\*\*):")


def plain(text: str) -> str:
    """Return one line of plain text as inline Markdown, for any position in a line."""
    source = _special(text).sub(_escaped, text)
    if source != text and "](" in text:
        source = source.replace("[", "\\[")
    return _with_ends(source)


def bracketed(text: str) -> str:
    """Return plain text for use in brackets, such as the text of a link."""
    return _with_ends(_BRACKETS.sub(r"\\\g<0>", _special(text).sub(_outside_brackets, text)))


def label(text: str, url: str | None = None) -> str:
    """Return plain text in bold marks, as a link if there is an address."""
    source = (bracketed(text) if url else plain(text)).replace("\\*", "*").replace("*", reference("*"))
    return f"**[{source}]({address(url)})**" if url else f"**{source}**"


def heading(text: str) -> str:
    """Return plain text as the text of a heading: number signs at its end are escaped, too."""
    source = plain(text)
    return f"{source[:-1]}\\#" if _CLOSING_HASHES.search(source) else source


def link(text: str, url: str) -> str:
    """Return a link."""
    return f"[{bracketed(text)}]({address(url)})"


def address(url: str) -> str:
    """Return an address for the parentheses of a link."""
    return _ESCAPED_IN_ADDRESS.sub(r"\\\g<0>", url)


def paragraphs(text: Text) -> list[Lines]:
    """Return the lines of each paragraph of a text; a line break is a backslash at the end of a line."""
    if isinstance(text, str):
        parts = text.split("\n\n")
        return [[guarded(plain(part))] for part in ([text] if "" in parts else parts)]
    return [_rich_lines(from_markup(part)) for part in split_paragraphs(text) if part]


def one_paragraph(text: Text) -> Lines:
    """Return the lines of a text as one paragraph."""
    return [line for lines in paragraphs(text) for line in lines] if text else []


def guarded(line: str) -> str:
    """Return a line of a paragraph with a backslash if it would begin a block of another kind."""
    if _LINE_MARK.match(line):
        return f"\\{line}"
    return _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else line


def without_label(line: str) -> str:
    """Return the first line of an item, so that bold words and a colon at its start are not a label."""
    return _LABEL.sub(lambda match: f"{match[1]}{reference(':')}", line, count=1) if _LABEL.match(line) else line


def _rich_lines(text: Text) -> Lines:
    if isinstance(text, str):
        return [guarded(plain(text))]
    try:
        return list(map(guarded, single_paragraph_lines(text)))
    except UnwritableError:
        return [guarded(plain(str(text)))]


def _special(text: str) -> "re.Pattern[str]":
    """Return the pattern of the characters to escape; two tildes strike text out in GitHub's Markdown."""
    return _SPECIAL_OR_TILDE if text.count("~") > 1 else _SPECIAL


def _escaped(match: "re.Match[str]") -> str:
    return reference("\n") if match[0] == "\n" else f"\\{match[0]}"


def _outside_brackets(match: "re.Match[str]") -> str:
    return match[0] if match[0] == "]" else _escaped(match)


def _with_ends(line: str) -> str:
    """Return a line with references for the characters at its ends that readers strip; a control character is left out."""
    while line and line[0] in _STRIPPED:
        if is_referable(ord(line[0])):
            line = reference(line[0]) + line[1:]
            break
        line = line[1:]
    while line and line[-1] in _STRIPPED:
        if is_referable(ord(line[-1])):
            line = line[:-1] + reference(line[-1])
            break
        line = line[:-1]
    return line
