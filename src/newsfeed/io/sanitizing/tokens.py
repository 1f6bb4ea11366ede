"""Tokens of HTML as a browser's tokenizer separates them (WHATWG HTML, 13.2.5), in linear time."""

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from newsfeed.io.sanitizing.vocabulary import ESCAPABLE_RAW_TEXT, RAW_TEXT
from newsfeed.values.escaping import escape_attribute, unescape
from newsfeed.values.patterns import pattern

_SPACE: Final = r"\t\n\f\r "
_ATTRIBUTE_SOURCE: Final = (
    rf"[^{_SPACE}/>][^{_SPACE}/>=]*+"
    rf"(?:[{_SPACE}]*+=[{_SPACE}]*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])[^{_SPACE}>]*+)|(?![{_SPACE}]*+=))"
)
_TAG: Final = pattern(rf"<(/?)([a-zA-Z][^{_SPACE}/>]*+)((?:[{_SPACE}/]++|{_ATTRIBUTE_SOURCE})*+)>")
_ATTRIBUTE: Final = pattern(
    rf"([^{_SPACE}/>][^{_SPACE}/>=]*+)(?:[{_SPACE}]*+=[{_SPACE}]*+(?:\"([^\"]*+)\"|'([^']*+)'|([^{_SPACE}>]*+)))?+"
)
_TAG_WITH_ATTRIBUTE: Final = pattern(rf"<[a-zA-Z][^{_SPACE}/>]*+[{_SPACE}/]++[^{_SPACE}/>]")
_TAG_START: Final = pattern("</?[a-zA-Z]")
_COMMENT: Final = pattern(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_BOGUS_COMMENT: Final = pattern(r"<(?:[!?]|/[^a-zA-Z])[^>]*+>?")
_RAW_TEXT_END: Final = {
    name: pattern(rf"</{name}(?=[{_SPACE}/>])", re.IGNORECASE) for name in RAW_TEXT | ESCAPABLE_RAW_TEXT
}
_EMPTY: Final = pattern(r"""(?:^|[\s"'])/$""")
_REFERENCE: Final = pattern(r"&(?:#[xX]?[0-9a-fA-F]++|[A-Za-z][A-Za-z0-9]*+);?(?=(=?))")

Kind = Literal["start", "end", "comment", "raw", "unfinished"]


class Token(NamedTuple):
    """A piece of HTML that is not ordinary text.

    Attributes:
        kind: `raw` is the content of an element without tags, such as `script`; `unfinished` is a tag that is not closed
            until the end of the HTML, which browsers drop.
        start, end: offsets in the HTML.
        name: of the element, in lower case; "" for a comment.
        attributes: source of the attributes of a start tag.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: str = ""

    @property
    def is_empty(self) -> bool:
        """True if a start tag is written as that of an empty element, `<iframe src="..." />`.

        Browsers read it as any other start tag, and all that follows an `iframe` or `script` as its content. In feeds it
        comes from serializers of XML, which meant an element without content.
        """
        return _EMPTY.search(self.attributes) is not None


def tokenize(html: str, *, raw_text: frozenset[str] = RAW_TEXT | ESCAPABLE_RAW_TEXT) -> Iterator[Token]:
    """Yield the tags, comments and raw texts of HTML in order; the text between them is ordinary text.

    Args:
        html: a fragment.
        raw_text: elements whose content has no tags.
    """
    start = html.find("<")
    while start >= 0:
        tag = _TAG.match(html, start)
        if tag is None:
            token = _other_token(html, start)
            if token is None:
                start = html.find("<", start + 1)
                continue
        else:
            name = tag[2].lower()
            token = Token("end" if tag[1] else "start", start, tag.end(), name, tag[3])
        yield token
        end = token.end
        if token.kind == "start" and not token.is_empty and token.name in raw_text:
            closing = None if token.name == "plaintext" else _RAW_TEXT_END[token.name].search(html, end)
            start, end = end, closing.start() if closing else len(html)
            yield Token("raw", start, end, token.name)
        start = html.find("<", end)


def may_have_attributes(html: str) -> bool:
    """Return whether a start tag of HTML may have an attribute; unlike True, False is certain, and takes no tokenizing."""
    return _TAG_WITH_ATTRIBUTE.search(html) is not None


def match_tag(source: str) -> "re.Match[str] | None":
    """Match a text that is one whole tag; the groups are the slash of an end tag, the name and the attributes."""
    return _TAG.fullmatch(source)


def _other_token(html: str, start: int) -> Token | None:
    """Return the comment or unfinished tag at a `<` that begins no whole tag; None if it is text."""
    if comment := _COMMENT.match(html, start) or _BOGUS_COMMENT.match(html, start):
        return Token("comment", start, comment.end())
    if _TAG_START.match(html, start):
        # The tag, and so everything up to the end, is dropped by browsers.
        return Token("unfinished", start, len(html))
    return None


def parse_attributes(source: str) -> dict[str, str]:
    """Return the attributes of a start tag by their names in lower case; only the first of a name counts."""
    attributes: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(source):
        key, value = name.lower(), double or single or bare
        if key not in attributes:
            attributes[key] = unescape_attribute(value) if "&" in value else value
    return attributes


def unescape_attribute(value: str) -> str:
    """Resolve the character references of an attribute value."""
    return _REFERENCE.sub(resolve_in_attribute, value)


def resolve_in_attribute(reference: "re.Match[str]") -> str:
    """Return the character of a reference in an attribute, or its source if it is literal there.

    Unlike in text, a name without a semicolon is literal before a letter, a digit or `=`: `?a=1&copy=2` (13.2.5.73).

    Args:
        reference: a match of a whole reference, whose group 1 is the `=` after it, or "".
    """
    source = reference[0]
    if source[1:2] == "#":
        return unescape(source)
    # The table of names makes the module slow to import.
    from html.entities import html5

    name = source[1:]
    is_literal = name not in html5 or (reference[1] == "=" and not name.endswith(";"))
    return source if is_literal else html5[name]


def start_tag(name: str, attributes: dict[str, str]) -> str:
    """Return a start tag."""
    return f"<{name}{''.join([f' {key}={_quoted(value)}' for key, value in attributes.items()])}>"


def _quoted(value: str) -> str:
    return f'"{escape_attribute(value)}"'
