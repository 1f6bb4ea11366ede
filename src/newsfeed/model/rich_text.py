"""Text as every format needs it: legal characters, escaping, and rich text in a small safe subset of HTML."""

import re
from typing import Final

import attrs

from newsfeed.errors import ModelError
from newsfeed.model.frozen import frozen
from newsfeed.values import iris, languages
from newsfeed.values.escaping import escape, escape_attribute, unescape
from newsfeed.values.patterns import pattern
from newsfeed.values.xml_chars import illegal_character, illegal_reason, trim, trim_line_ends

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
_TOKEN: Final = pattern(
    r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z:-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(/?)>|[^<]+|<"
)
_ATTRIBUTE: Final = pattern(r"([A-Za-z:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_AMPERSAND: Final = pattern(r"&(?!(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
_REFERENCE: Final = pattern(r"&(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


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
            languages.check_language(value)
    except ValueError as error:
        raise _markup_error(token, f"{attribute}: {error}") from None


def _markup_error(token: re.Match[str], reason: str) -> ModelError:
    return ModelError("RichText.markup", f"at offset {token.start()}: {reason}")
