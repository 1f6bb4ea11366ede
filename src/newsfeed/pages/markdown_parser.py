"""Inline Markdown as XHTML, by markdown-it: importing this module imports it, so it is imported where it is needed."""

from collections.abc import Iterable
from typing import Final, Protocol

from markdown_it import MarkdownIt
from markdown_it.token import Token

from newsfeed.values.escaping import escape, escape_attribute


class LinkHandler(Protocol):
    """Handler of the links of a source."""

    def resolve(self, link: str) -> str | None:
        """Return the IRI that a link becomes, or None to keep only its text."""
        ...

    def drop_nested(self, link: str) -> None:
        """Note an image that is left out, since it is within the text of a link."""
        ...


class _Parser(MarkdownIt):
    """Parser of CommonMark's inline rules without HTML; it leaves all links as they are, for the caller to check."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False, "linkify": False})

    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Accept any link."""
        del url
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """Return a link unchanged."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        """Return the text of a link without one unchanged."""
        return link


_PARSER: Final = _Parser()


def parse(source: str, link_handler: LinkHandler) -> str:
    """Return a paragraph of inline Markdown as inline XHTML: em, strong, code, a and br.

    An image becomes a link to it, and a link without a text shows its address.
    """
    converter = _Converter(link_handler)
    for block in _PARSER.parseInline(source):
        converter.add(block.children or ())
    return "".join(converter.pieces)


class _Converter:
    """Conversion of markdown-it's tokens.

    Attributes:
        pieces: the XHTML, in pieces.
        links: for each open link its address, its IRI or None if it is left out, and the number of pieces before it.
    """

    def __init__(self, link_handler: LinkHandler) -> None:
        self.pieces: list[str] = []
        self.link_handler = link_handler
        self.links: list[tuple[str, str | None, int]] = []

    def add(self, tokens: Iterable[Token]) -> None:
        """Add the XHTML of some tokens."""
        for token in tokens:
            self._add(token)

    def _add(self, token: Token) -> None:
        kind, pieces = token.type, self.pieces
        if kind == "text":
            pieces.append(_characters(token.content))
        elif token.tag in ("em", "strong"):
            pieces.append(f"<{token.tag}>" if token.nesting > 0 else f"</{token.tag}>")
        elif kind == "link_open":
            self._open_link(str(token.attrGet("href") or ""), str(token.attrGet("title") or ""))
        elif kind == "link_close":
            self._close_link()
        elif kind == "code_inline":
            pieces.append(f"<code>{_characters(token.content)}</code>")
        elif kind == "hardbreak":
            pieces.append("<br/>")
        elif kind == "softbreak":
            pieces.append("\n")
        elif kind == "image":
            self._open_link(str(token.attrGet("src") or ""), str(token.attrGet("title") or ""))
            self.add(token.children or ())
            self._close_link()

    def _open_link(self, link: str, title: str) -> None:
        iri = None
        if any(outer_iri for _, outer_iri, _ in self.links):
            self.link_handler.drop_nested(link)
        else:
            iri = self.link_handler.resolve(link)
        if iri:
            attributes = f' href="{escape_attribute(iri)}"'
            attributes += f' title="{escape_attribute(_legal(title))}"' if title else ""
            self.pieces.append(f"<a{attributes}>")
        self.links.append((link, iri, len(self.pieces)))

    def _close_link(self) -> None:
        link, iri, start = self.links.pop()
        if not "".join(self.pieces[start:]):
            self.pieces.append(_characters(link))
        if iri:
            self.pieces.append("</a>")


def _characters(text: str) -> str:
    return escape(_legal(text))


def _legal(text: str) -> str:
    """Replace the one character that a reference can stand for and that XML 1.0 forbids."""
    return text.replace("\x0c", "\ufffd")
