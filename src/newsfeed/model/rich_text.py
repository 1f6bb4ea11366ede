"""Rich text: plain text with inline markup in a small, safe subset of XHTML, in one canonical form."""

import re
from typing import Final, NamedTuple

import attrs

from newsfeed.classes.frozen import frozen
from newsfeed.errors import ModelError
from newsfeed.values import iris, languages
from newsfeed.values.escaping import escape, escape_attribute, unescape
from newsfeed.values.patterns import pattern
from newsfeed.values.xml_chars import XML_SPACE, illegal_character, illegal_reason, is_trimmed, trim, trim_line_ends

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
"""The elements of rich text, each with its attributes in canonical order."""
_TOKEN: Final = pattern(
    r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z:-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(/?)>|[^<]+|<"
)
_ATTRIBUTE: Final = pattern(r"([A-Za-z:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TAG_OR_CHARACTERS: Final = pattern("(<[^>]*>)|([^<]+)")
_PLAIN_TEXT_OF_TAGS: Final = {"<br/": "\n", "<q": "“", "</q": "”"}
"""The tags that are characters in plain text; the key is a tag without its attributes and its last character."""

_AMPERSAND: Final = pattern(r"&(?!(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
_REFERENCE: Final = pattern(r"&(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


_TAG: Final = pattern("<[^<>]*>?")
_OTHER_REFERENCE: Final = pattern("&(?!(?:amp|lt|gt);)")
_PLAIN_LINK: Final = pattern(rf'<a href="(?![^"]*&(?!amp;)){iris.PLAIN_WEB_URL_SOURCE}">')
_CLOSING_TAGS: Final = {f"<{name}>": f"</{name}>" for name in INLINE if name != "br"}


def _to_canonical(source: str) -> str:
    if source.__class__ is str and _is_canonical(trimmed := source.strip(XML_SPACE)):
        return trimmed
    return _canonical(source)


def _is_canonical(source: str) -> bool:
    """Return whether markup has its canonical form; False can be wrong.

    It recognizes elements without attributes and links to ordinary addresses, as nearly all rich text has: 600 characters
    with two elements in 3 us, where building them anew takes 12 us.
    """
    tags = _TAG.findall(source)
    closing_tags: list[str] = []
    for tag in tags:
        if closing_tags and tag == closing_tags[-1]:
            closing_tags.pop()
        elif tag in _CLOSING_TAGS:
            closing_tags.append(_CLOSING_TAGS[tag])
        elif _PLAIN_LINK.fullmatch(tag):
            closing_tags.append("</a>")
        elif tag != "<br/>":
            return False
    return (
        not closing_tags
        and source.count(">") == len(tags)
        and ("&" not in source or _OTHER_REFERENCE.search(source) is None)
        and is_trimmed(source)
    )


def _canonical(source: object) -> str:
    if not isinstance(source, str):
        raise ModelError("RichText.markup", f"is {type(source).__name__}, must be str")
    if (offset := illegal_character(source)) >= 0:
        raise ModelError("RichText.markup", illegal_reason(source, offset))
    pieces: list[str] = []
    open_elements: list[str] = []
    for token in _TOKEN.finditer(trim(source)):
        if token[0] == "<":
            raise _markup_error(token, "a tag that is not well-formed; write `&lt;` for the character itself")
        pieces.append(_tag(token, open_elements) if token[2] else _character_data(token))
    if open_elements:
        raise ModelError("RichText.markup", f"<{open_elements[-1]}> is not closed")
    text = trim("".join(pieces))
    # A character reference can stand for an illegal character.
    if (offset := illegal_character(text)) >= 0:
        raise ModelError("RichText.markup", illegal_reason(text, offset))
    return text


def _character_data(token: re.Match[str]) -> str:
    text = token[0]
    if "&" in text:
        if ampersand := _AMPERSAND.search(text):
            offset = token.start() + ampersand.start()
            raise ModelError("RichText.markup", f"`&` at offset {offset} begins no character reference; write `&amp;`")
        text = _REFERENCE.sub(_resolve_reference, text)
    return escape(trim_line_ends(text))


def _resolve_reference(reference: re.Match[str]) -> str:
    """Return the character of a reference; `html.unescape` would silently drop an illegal one."""
    name = reference[1]
    if not name.startswith("#"):
        return unescape(reference[0])
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    if code > 0x10FFFF or illegal_character(chr(code)) >= 0:
        raise ModelError("RichText.markup", f"&{name}; is not a character that XML 1.0 allows; remove it")
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
            raise _markup_error(token, "<br> cannot have attributes; remove them")
        return "<br/>"
    opening = f"<{name}{_attributes(token, name)}>"
    if token[4]:
        return f"{opening}</{name}>"
    open_elements.append(name)
    return opening


def _attributes(token: re.Match[str], name: str) -> str:
    values: dict[str, str] = {}
    for attribute, double, single in _ATTRIBUTE.findall(token[3]):
        if attribute not in INLINE[name] or attribute in values:
            reason = f"<{name}> can have {', '.join(INLINE[name])}, each once; remove {attribute}"
            raise _markup_error(token, reason)
        values[attribute] = unescape(double or single)
        _check_attribute(token, attribute, values[attribute])
    return "".join(f' {key}="{escape_attribute(values[key])}"' for key in INLINE[name] if key in values)


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


@frozen
class RichText:
    """Text with inline markup: the elements a, abbr, br, cite, code, em, q, strong, sub, sup and time of XHTML.

    A field for text accepts a `str`, which is plain text, or a `RichText`. The markup is converted to a canonical form when
    the object is built, so that equal texts are equal objects.

    Attributes:
        markup: The text with its elements. Well-formed XHTML; a literal `&` or `<` is written `&amp;` or `&lt;`.

    Raises:
        ModelError: the markup has an element or attribute outside the subset, is not well-formed, or has a link that is
            unsafe or relative, or an illegal character; the message has the offset.
    """

    markup: str = attrs.field(converter=_to_canonical)

    @property
    def words(self) -> str:
        """The escaped characters between the elements, without white space at the ends."""
        return re.sub("<[^>]*>", "", self.markup).strip()

    def __str__(self) -> str:
        """Return the plain text: without markup, with a line end for `br` and quotation marks for `q`."""
        text = self.markup.replace("<br/>", "\n").replace("</q>", "”")
        return unescape(re.sub("<[^>]*>", "", re.sub("<q(?: [^>]*)?>", "“", text)))


Text = str | RichText
"""Plain text, or rich text; `str()` of either is its plain text."""


def to_markup(text: Text) -> str:
    """Return text as inline XHTML."""
    return text.markup if isinstance(text, RichText) else escape(text)


def from_markup(source: str) -> Text:
    """Parse inline XHTML of the subset; the result is a plain `str` if it has no element.

    Raises:
        ModelError: as for `RichText`.
    """
    if "<" not in source:
        return unescape(source) if "&" in source else source
    return RichText(source)


def split_paragraphs(text: Text) -> list[str]:
    """Split text at empty lines (two LF) into paragraphs of inline XHTML; `join_paragraphs` reverses it."""
    source = to_markup(text)
    if "\n\n" not in source:
        return [source]
    if isinstance(text, str) or "<" not in source:
        return source.split("\n\n")
    return _split_outside_elements(source)


def join_paragraphs(parts: list[str]) -> Text:
    """Join paragraphs of inline XHTML with empty lines into one text."""
    return from_markup("\n\n".join(parts))


def _split_outside_elements(source: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for match in re.finditer(r"<(/?)[a-z]+[^>]*?(/?)>|\n\n", source):
        if match[0] == "\n\n":
            if depth == 0:
                parts.append(source[start : match.start()])
                start = match.end()
        elif not match[2]:
            depth += -1 if match[1] else 1
    return [*parts, source[start:]]


# --- parts of a text --------------------------------------------------------------------------------------------------


def slice_text(text: Text, start: int, end: int) -> Text:
    """Return the part of a text between two offsets of its plain text, with the markup that applies to it.

    The plain text of the part is `str(text)[start:end]`, but for white space at its ends: `RichText` trims the ends of
    its markup, so white space outside all elements is lost there. A part of plain text is cut exactly.

    Args:
        text: the text.
        start: offset of the first character of the part in `str(text)`.
        end: offset after its last character.

    Returns:
        rich text without empty elements; a `str` if no element applies. A `q` whose quotation marks are not both in the
        part is left out, and the mark in it becomes a character.
    """
    if isinstance(text, str):
        return text[start:end]
    start, end, _ = slice(start, end).indices(len(str(text)))
    tokens = _tokens(text.markup)
    pieces = _Pieces()
    whole_quotations = _whole_quotations(tokens, start, end)
    for index, (offset, tag, characters) in enumerate(tokens):
        if not tag or tag == "<br/>":
            content = characters[max(start - offset, 0) : max(end - offset, 0)]
            pieces.add_content(tag if tag and content else escape(content))
        elif tag.startswith("<q") or tag == "</q>":
            is_within = start <= offset < end
            pieces.add_quotation_mark(tag, characters if is_within else "", is_whole=index in whole_quotations)
        else:
            pieces.add_tag(tag)
    return from_markup(pieces.markup)


class _Token(NamedTuple):
    """A tag of canonical markup, or the characters between two tags.

    Attributes:
        offset: offset of its first character in the plain text.
        tag: the tag, "" for characters.
        characters: its plain text.
    """

    offset: int
    tag: str
    characters: str


def _tokens(markup: str) -> list[_Token]:
    tokens: list[_Token] = []
    offset = 0
    for tag, source in _TAG_OR_CHARACTERS.findall(markup):
        characters = _PLAIN_TEXT_OF_TAGS.get(tag.partition(" ")[0].rstrip(">"), "") if tag else unescape(source)
        tokens.append(_Token(offset, tag, characters))
        offset += len(characters)
    return tokens


def _whole_quotations(tokens: list[_Token], start: int, end: int) -> set[int]:
    """Return the indices of the tags of the `q` elements that are between two offsets with both of their marks."""
    indices: set[int] = set()
    open_quotations: list[int] = []
    for index, (offset, tag, _) in enumerate(tokens):
        if tag.startswith("<q"):
            open_quotations.append(index)
        elif tag == "</q>":
            opening = open_quotations.pop()
            if start <= tokens[opening].offset and offset < end:
                indices |= {opening, index}
    return indices


class _Pieces:
    """Markup that is put together from the tokens of other markup; an element without content is left out."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._open_tags: list[str] = []
        self._written_count = 0

    @property
    def markup(self) -> str:
        return "".join(self._pieces)

    def add_content(self, source: str) -> None:
        """Add escaped characters or a line break, after the opening tags of the elements that they are in."""
        if source:
            self._pieces += [*self._open_tags[self._written_count :], source]
            self._written_count = len(self._open_tags)

    def add_tag(self, tag: str) -> None:
        """Open or close an element."""
        if not tag.startswith("</"):
            self._open_tags.append(tag)
            return
        if self._written_count == len(self._open_tags):
            self._pieces.append(tag)
            self._written_count -= 1
        self._open_tags.pop()

    def add_quotation_mark(self, tag: str, mark: str, *, is_whole: bool) -> None:
        """Open or close a `q`; add its mark as a character if the element is not whole."""
        if not is_whole:
            self.add_content(mark)
            return
        self.add_tag(tag)
        if not tag.startswith("</"):
            # Its marks are content, even if there is nothing between them.
            self._pieces += self._open_tags[self._written_count :]
            self._written_count = len(self._open_tags)
