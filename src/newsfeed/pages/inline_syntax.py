r"""Inline marks of a page's text, as in CommonMark, and the escapes that make a character plain.

A backslash before ASCII punctuation is removed, and a character reference such as `&#42;` or `&nbsp;` is replaced by its
character; neither can be a mark. These functions only tell whether a text can have marks: `inline_reader` has it parsed
if so. That keeps ordinary text cheap to read and free of escapes.
"""

import re
from typing import Final

MAX_MARKS: Final = 2000
"""Number of characters of a paragraph that may be marks above which its markup is not read."""

SPACES: Final = (
    "\t\n\x0b\x0c\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
"""White space in CommonMark."""

ASCII_PUNCTUATION: Final = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

_ESCAPED: Final = re.compile(r"\\[!-/:-@\[-`{-~]")
REFERENCE: Final = re.compile(r"&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-zA-Z][a-zA-Z0-9]{1,31}));")
_ESCAPED_OR_REFERENCE: Final = re.compile(rf"\\([!-/:-@\[-`{{-~])|{REFERENCE.pattern}")
_ESCAPE_OR_REFERENCE: Final = re.compile(rf"\\(?=[!-/:-@\[-`{{-~])|&(?={REFERENCE.pattern[1:]})")
_MARKS: Final = "*_`[<"
_ANGLE_BRACKETS: Final = re.compile(r"<[^<>\s]+>")

# Emphasis needs a mark that can open it before one that can close it. These find a little more than CommonMark's rules.
_OPENING_ASTERISK: Final = re.compile(rf"\*(?![*{SPACES}]|$)")
_CLOSING_ASTERISK: Final = re.compile(rf"(?<![*{SPACES}])\*")
_OPENING_UNDERSCORE: Final = re.compile(rf"(?<!\w)_+(?![_{SPACES}]|$)")
_CLOSING_UNDERSCORE: Final = re.compile(rf"(?<![_{SPACES}])_+(?!\w)")

_ESCAPABLE: Final = re.compile(r"\\+|(?<=\S )[*_]+(?= \S)|\*+|_+|`|\](?=\()|<(?=\S|\n)|&(?=#?[a-zA-Z0-9]+;)|\n")
_SPECIAL_BACKSLASH: Final = re.compile(r"^\\|\\(?![^\W_])")


def count_marks(source: str) -> int:
    """Return the number of characters that can be marks; 0 if the source has no markup for certain."""
    if not _has_special_character(source):
        return 0
    visible = _ESCAPED.sub("..", source) if "\\" in source else source
    has_markup = (
        _has_emphasis(visible)
        or ("](" in visible and "[" in visible)
        or "\\\n" in visible
        # In a code span, a backslash escapes nothing.
        or ("`" in visible and source.count("`") > 1)
        or _ANGLE_BRACKETS.search(visible) is not None
    )
    return max(sum(map(visible.count, _MARKS)), 1) if has_markup else 0


def _has_special_character(text: str) -> bool:
    # Written out, this takes a tenth of the time of a regular expression.
    return (
        "\\" in text or "*" in text or "_" in text or "`" in text or "<" in text or "&" in text or "](" in text
    )  # fmt: skip


def _has_emphasis(visible: str) -> bool:
    opening = _OPENING_ASTERISK.search(visible) if "*" in visible else None
    if opening and _CLOSING_ASTERISK.search(visible, opening.end()):
        return True
    opening = _OPENING_UNDERSCORE.search(visible) if "_" in visible else None
    return opening is not None and _CLOSING_UNDERSCORE.search(visible, opening.end()) is not None


def resolve_escapes(source: str) -> str:
    """Return the text of a source without markup: remove its backslashes and replace its character references."""
    if "\\" not in source and "&" not in source:
        return source
    return _ESCAPED_OR_REFERENCE.sub(_character, source)


def escape_escapes(text: str) -> str:
    """Return a text with a backslash before all that would be an escape or reference."""
    if "\\" not in text and "&" not in text:
        return text
    return _ESCAPE_OR_REFERENCE.sub(r"\\\g<0>", text)


def _character(match: "re.Match[str]") -> str:
    escaped, hexadecimal, decimal, name = match.groups()
    if escaped:
        return escaped
    if name:
        # Its table makes the module slow to import.
        from html.entities import html5

        return html5.get(f"{name};", match[0])
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if is_referable(code) else "\ufffd"


def is_referable(code: int) -> bool:
    """Return whether a numeric reference can stand for a character: no control, surrogate or noncharacter."""
    if code < 0xA0:
        return 0x20 <= code < 0x7F or code in (0x9, 0xA, 0xD)
    is_noncharacter = 0xFDD0 <= code < 0xFDF0 or code & 0xFFFE == 0xFFFE
    return code <= 0x10FFFF and not (is_noncharacter or 0xD800 <= code < 0xE000)


def reference(character: str) -> str:
    """Return the reference that stands for a character."""
    return "&nbsp;" if character == "\u00a0" else f"&#{ord(character)};"


def escape(text: str, references: str = "") -> str:
    """Return plain text as a source of one line that is read as this text.

    Characters are escaped only if they could be marks. A backslash at the start is escaped too, since it marks a line as
    plain text, and one at the end, since it keeps a line break. A line end becomes a reference.

    Args:
        text: the text.
        references: characters that become references, since a backslash would not help where the line is to stand.
    """
    is_source = _is_source_of_itself(text)
    if not any(character in text for character in references):
        return text if is_source else _ESCAPABLE.sub(_escaped, text)
    # All of the text tells whether a character can be a mark.
    pattern = f"(?P<reference>[{re.escape(references)}])" + ("" if is_source else f"|{_ESCAPABLE.pattern}")
    return re.sub(pattern, lambda match: reference(match[0]) if match["reference"] else _escaped(match), text)


def _is_source_of_itself(text: str) -> bool:
    if "\n" in text:
        return False
    if not _has_special_character(text):
        return True
    return (
        not count_marks(text)
        and not ("&" in text and REFERENCE.search(text))
        and not ("\\" in text and _SPECIAL_BACKSLASH.search(text))
    )


def _escaped(match: "re.Match[str]") -> str:
    mark, text = match[0], match.string
    before, after = (
        text[match.start() - 1 : match.start()] if match.start() else "",
        text[match.end() : match.end() + 1],
    )
    if mark == "\n":
        return reference(mark)
    if mark[0] == "\\":
        return _escaped_backslashes(mark, before, after)
    if mark[0] in "*_" and before == after == " ":
        return mark
    if mark[0] == "_" and before.isalnum() and after.isalnum():
        return mark
    return "".join(f"\\{character}" for character in mark)


def _escaped_backslashes(mark: str, before: str, after: str) -> str:
    doubled = "\\\\" * (len(mark) - 1)
    if after in ("", "\n"):
        return f"{doubled}{reference(mark[0])}"
    is_literal = len(mark) == 1 and before not in ("", "\n") and after.isalnum()
    return mark if is_literal else f"{doubled}\\\\"
