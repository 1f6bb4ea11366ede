"""Text as every format needs it: legal characters, escaping, and rich text in a small safe subset of HTML."""

import re
from collections.abc import Callable, Collection
from functools import cache
from types import ModuleType
from typing import Final

import attrs

from newsfeed.errors import ModelError
from newsfeed.model.frozen import frozen
from newsfeed.values import iris
from newsfeed.values.patterns import pattern

XML_SPACE: Final = " \t\r\n"
INLINE: Final[dict[str, tuple[str, ...]]] = {
    "a": ("dir", "href", "hreflang", "lang", "rel", "title"),
    "abbr": ("dir", "lang", "title"),
    "br": (),
    "cite": ("dir", "lang"),
    "code": ("dir", "lang"),
    "em": ("dir", "lang"),
    "q": ("cite", "dir", "lang"),
    "strong": ("dir", "lang"),
    "sub": ("dir", "lang"),
    "sup": ("dir", "lang"),
    "time": ("datetime", "dir", "lang"),
}
"""The elements of rich text, each with its attributes in the order in which they are written."""

_CONTROLS: Final = bytes(code for code in range(32) if code not in (9, 10, 13))
_ILLEGAL: Final = pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FOLD: Final = pattern("[ \t\r\n]+")
_TOKEN: Final = pattern(
    r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z:-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(/?)>|[^<]+|<"
)
_ATTRIBUTE: Final = pattern(r"([A-Za-z:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_AMPERSAND: Final = pattern(r"&(?!(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
_REFERENCE: Final = pattern(r"&(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def illegal_character(text: str) -> int:
    """Give the offset of the first character that XML 1.0 (2.2 Char) does not allow, or -1."""
    if len(text) < _SHORT and text.isprintable():  # nothing printable is illegal; much the shortest way for short text
        return -1
    if _is_legal(text):
        return -1
    found = _ILLEGAL.search(text)
    return found.start() if found else -1


_SHORT: Final = 128
"""Up to how many characters the ways that begin with an encoding take longer."""

_LONG: Final = 800
"""From how many bytes on looking for each control character takes less than taking all of them out."""


def _is_legal(text: str) -> bool:
    """Whether all characters are legal; where this says no, the exact search has the last word."""
    try:
        if len(text) > _LONG and not text.isascii():
            return _has_no_control(text.encode("latin-1"))  # this is but a copy, where it can be done at all
    except UnicodeEncodeError:
        pass
    try:
        data = text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return False
    # U+FFFE and U+FFFF begin with EF BF; looking for the one byte first is much faster, and it is rare
    return not (0xEF in data and b"\xef\xbf" in data) and _has_no_control(data)


def _has_no_control(data: bytes) -> bool:
    if len(data) > _LONG:
        # written out, it takes a third of what `all` with a generator would
        return not (
            0 in data or 1 in data or 2 in data or 3 in data or 4 in data or 5 in data or 6 in data or 7 in data
            or 8 in data or 11 in data or 12 in data or 14 in data or 15 in data or 16 in data or 17 in data
            or 18 in data or 19 in data or 20 in data or 21 in data or 22 in data or 23 in data or 24 in data
            or 25 in data or 26 in data or 27 in data or 28 in data or 29 in data or 30 in data or 31 in data
        )  # fmt: skip
    return len(data.translate(None, _CONTROLS)) == len(data)


def is_sound(text: str) -> bool:
    """Say whether long text is as the model has it: no illegal character, LF line ends, no white space at its ends."""
    if len(text) < _SHORT and text.isprintable():
        return text.strip(" ") is text
    return text.strip(XML_SPACE) is text and "\r" not in text and _is_legal(text)


def illegal_reason(text: str, at: int) -> str:
    """Say which character at this offset is illegal."""
    name = "lone surrogate" if 0xD800 <= ord(text[at]) <= 0xDFFF else "character"
    return f"{name} U+{ord(text[at]):04X} at offset {at} is not allowed in XML 1.0; remove or replace it"


def fold(text: str) -> str:
    """Fold each run of XML white space into one space and take it off both ends, as readers of every format do."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    return _FOLD.sub(" ", text).strip(" ")


def trim(text: str) -> str:
    """Give line ends as LF (XML 1.0, 2.11) and take XML white space off both ends."""
    return trim_line_ends(text).strip(XML_SPACE)


def unescape(text: str) -> str:
    """Resolve the character references of HTML, as `html.unescape`, whose table of names is dear to import."""
    return _html().unescape(text)  # type: ignore[no-any-return]


@cache
def _html() -> ModuleType:
    import html  # noqa: PLC0415

    return html


def escape(text: str) -> str:
    """Escape character data for XML and HTML; CR is kept as a character reference."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "\r" in text:
        text = text.replace("\r", "&#13;")
    return text


Triples = list[str]
"""Pieces of a document that is being written, three at a time: markup, a text that is yet to be escaped, markup.

An element is one triple: `pieces += ("<p>", text, "</p>\\n")`; what needs no escaping stands in the first or last place,
with "" between. `joined` makes a `str` of them.
"""


def joined(pieces: Triples) -> str:
    """Put triples together, their texts escaped as character data.

    One look at all texts is much faster than one at each, and nearly always enough. A link may stand in an attribute, too:
    it has no quotation mark and no white space (RFC 3987, 2.2).
    """
    texts = pieces[1::3]
    whole = "".join(texts)
    if "&" in whole or "<" in whole or ">" in whole or "\r" in whole:
        pieces[1::3] = map(escape, texts)
    return "".join(pieces)


def escape_attribute(text: str) -> str:
    """Escape an attribute value that stands between double quotes; white space survives normalisation (XML 3.3.3)."""
    text = escape(text)
    if '"' in text:
        text = text.replace('"', "&quot;")
    if "\n" in text:
        text = text.replace("\n", "&#10;")
    if "\t" in text:
        text = text.replace("\t", "&#9;")
    return text


def add_each(
    pieces: Triples, before: str, lines: Collection[str], after: str, escaped: Callable[[str], str] = escape
) -> None:
    """Add an element for each of several lines of text: its content, or the value of an attribute between double quotes.

    Args:
        pieces: what to add to.
        before: markup before each.
        lines: as the model has them, so that no line end or tab is in them.
        after: markup behind each.
        escaped: `escape_attribute` for attributes.
    """
    if not lines:
        return
    whole = "".join(lines)
    if "&" in whole or "<" in whole or ">" in whole or '"' in whole:
        lines = [*map(escaped, lines)]
    pieces += (before, "", f"{after}{before}".join(lines) + after)


def add_attribute(pieces: Triples, before: str, value: str, after: str) -> None:
    """Add markup with the value of an attribute in it, which stands between double quotes."""
    if '"' in value or "\n" in value or "\t" in value:
        pieces += (before, "", escape_attribute(value) + after)
    else:
        pieces += (before, value, after)


def _spelled(source: object) -> str:
    return _canonical(source)


@frozen
class RichText:
    """Text with inline markup in a small safe subset of XHTML: a, abbr, br, cite, code, em, q, strong, sub, sup, time.

    Wherever the model takes text it takes a `str`, which is plain, or a `RichText`. Equal text has equal markup: it is
    brought into one canonical spelling when it is built.

    Args:
        markup: well-formed XHTML of the subset; `&` and `<` that are meant as text are written `&amp;` and `&lt;`.

    Raises:
        ModelError: an element or attribute outside the subset, markup that is not well-formed, an unsafe or relative
            link, an illegal character; with the offset.
    """

    markup: str = attrs.field(converter=_spelled)

    @property
    def words(self) -> str:
        """The characters between the elements, as they are escaped, without white space at the ends."""
        return re.sub("<[^>]*>", "", self.markup).strip()

    def __str__(self) -> str:
        """Give the plain text: markup is taken off, `br` is a line end, `q` is put in quotation marks."""
        text = self.markup.replace("<br/>", "\n").replace("</q>", "”")
        return unescape(re.sub("<[^>]*>", "", re.sub("<q(?: [^>]*)?>", "“", text)))


Text = str | RichText
"""Plain text, or rich text; `str()` of either is its plain text."""


def markup(text: Text) -> str:
    """Give text as inline XHTML."""
    return text.markup if isinstance(text, RichText) else escape(text)


def from_markup(source: str) -> Text:
    """Read inline XHTML of the subset: a plain `str` where no element is in it.

    Raises:
        ModelError: as for `RichText`.
    """
    if "<" not in source:
        return unescape(source) if "&" in source else source
    return RichText(source)


def paragraphs(text: Text) -> list[str]:
    """Split text at its empty lines (two LF) into paragraphs of inline XHTML; joining them with two LF gives it back."""
    source = markup(text)
    if "\n\n" not in source:
        return [source]
    if isinstance(text, str) or "<" not in source:
        return source.split("\n\n")
    return _split_outside_elements(source)


def join_paragraphs(parts: list[str]) -> Text:
    """Put paragraphs of inline XHTML together again: the way back of `paragraphs`."""
    return from_markup("\n\n".join(parts))


def _split_outside_elements(source: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for found in re.finditer(r"<(/?)[a-z]+[^>]*?(/?)>|\n\n", source):
        if found[0] == "\n\n":
            if depth == 0:
                parts.append(source[start : found.start()])
                start = found.end()
        elif not found[2]:
            depth += -1 if found[1] else 1
    return [*parts, source[start:]]


def _canonical(source: object) -> str:
    if not isinstance(source, str):
        raise ModelError("RichText.markup", f"is {type(source).__name__}, must be str")
    if (at := illegal_character(source)) >= 0:
        raise ModelError("RichText.markup", illegal_reason(source, at))
    out: list[str] = []
    open_elements: list[str] = []
    for token in _TOKEN.finditer(trim(source)):
        if token[0] == "<":
            raise _markup_error(token, "a tag that is not well-formed; write `&lt;` where the sign itself is meant")
        out.append(_tag(token, open_elements) if token[2] else _character_data(token))
    if open_elements:
        raise ModelError("RichText.markup", f"<{open_elements[-1]}> is not closed")
    text = trim("".join(out))
    if (at := illegal_character(text)) >= 0:  # a character reference can name one
        raise ModelError("RichText.markup", illegal_reason(text, at))
    return text


def _character_data(token: re.Match[str]) -> str:
    text = token[0]
    if "&" in text:
        if bare := _AMPERSAND.search(text):
            at = token.start() + bare.start()
            raise ModelError("RichText.markup", f"`&` at offset {at} begins no character reference; write `&amp;`")
        text = _REFERENCE.sub(_referred, text)
    return escape(trim_line_ends(text))


def _referred(reference: re.Match[str]) -> str:
    """Give the character of a reference; html.unescape would drop an illegal one without a word."""
    name = reference[1]
    if not name.startswith("#"):
        return unescape(reference[0])
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    if code > 0x10FFFF or illegal_character(chr(code)) >= 0:
        raise ModelError("RichText.markup", f"&{name}; is not a character that XML 1.0 allows; take it out")
    return chr(code)


def trim_line_ends(text: str) -> str:
    """Give every line end as LF (XML 1.0, 2.11)."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _tag(token: re.Match[str], open_elements: list[str]) -> str:
    name = token[2]
    if name not in INLINE:
        raise _markup_error(token, f"<{name}> is not one of the inline elements {', '.join(INLINE)}")
    if token[1]:
        if name == "br" or not open_elements or open_elements.pop() != name:
            raise _markup_error(token, f"</{name}> closes an element that is not open")
        return f"</{name}>"
    if name == "br":
        if token[3].strip():
            raise _markup_error(token, "<br> takes no attributes")
        return "<br/>"
    opening = f"<{name}{_attributes(token, name)}>"
    if token[4]:
        return f"{opening}</{name}>"
    open_elements.append(name)
    return opening


def _attributes(token: re.Match[str], name: str) -> str:
    found: dict[str, str] = {}
    for attribute, double, single in _ATTRIBUTE.findall(token[3]):
        if attribute not in INLINE[name] or attribute in found:
            raise _markup_error(token, f"<{name}> takes {', '.join(INLINE[name])}, each once, and not {attribute}")
        found[attribute] = unescape(double or single)
        _check_attribute(token, attribute, found[attribute])
    return "".join(f' {key}="{escape_attribute(found[key])}"' for key in INLINE[name] if key in found)


def _check_attribute(token: re.Match[str], attribute: str, value: str) -> None:
    if attribute == "dir" and value not in ("ltr", "rtl", "auto"):
        raise _markup_error(token, "dir: must be ltr, rtl or auto")
    try:
        if attribute in ("href", "cite"):
            iris.check_iri(value)
        elif attribute in ("lang", "hreflang"):
            iris.check_language(value)
    except ValueError as error:
        raise _markup_error(token, f"{attribute}: {error}") from None


def _markup_error(token: re.Match[str], reason: str) -> ModelError:
    return ModelError("RichText.markup", f"at offset {token.start()}: {reason}")
