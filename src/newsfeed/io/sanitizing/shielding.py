"""A guard for HTML with many ampersands or no-break spaces.

nh3's serializer takes time that grows with the square of the number of `&` and U+00A0 in one text: 512 KB of ampersands take
1.8 s, 4 MB would take two minutes. With a private character in place of each, it takes linear time.
"""

import re
from typing import Final, NamedTuple

from newsfeed.io.sanitizing.tokens import resolve_in_attribute, tokenize
from newsfeed.io.sanitizing.vocabulary import RAW_TEXT
from newsfeed.values.escaping import unescape
from newsfeed.values.patterns import pattern

_MAX_ESCAPES: Final = 1000
"""The number of `&` and U+00A0 up to which HTML is cleaned as it is."""

_PRIVATE: Final = range(0xE000, 0xF900)
_REFERENCE: Final = pattern(r"&(?:#[xX]?[0-9a-fA-F]*+;?|[A-Za-z][A-Za-z0-9]*+;?)?+(?=(=?))")
_BARE_AMPERSANDS: Final = pattern("&+(?![A-Za-z#])")
_WITHOUT_REFERENCES: Final = pattern("<(?:xmp|plaintext)", re.IGNORECASE)
"""The start of elements with visible text in which `&amp;` is no reference; those of scripts and frames are never shown."""


def needs_shield(html: str) -> bool:
    """Return whether HTML has so many `&` and U+00A0 that the time of cleaning grows with their square."""
    # Searching for a character takes a tenth of the time of counting it.
    return ("&" in html or "\u00a0" in html) and html.count("&") + html.count("\u00a0") > _MAX_ESCAPES


class Shield(NamedTuple):
    """The private characters that stand for `&` and U+00A0 while HTML is cleaned.

    Attributes:
        ampersand, no_break_space: characters that the HTML does not have.
    """

    ampersand: str
    no_break_space: str

    @classmethod
    def for_html(cls, html: str) -> "Shield | None":
        """Return the shield for HTML; None if it is not needed, or if the HTML has every private character."""
        if not needs_shield(html):
            return None
        used = set(html)
        free = [character for character in map(chr, _PRIVATE) if character not in used][:2]
        return cls(*free) if len(free) == 2 else None

    def put(self, html: str) -> str:
        """Return the HTML with private characters in place of all `&` and U+00A0 that a browser would take for themselves."""
        html = html.replace("\u00a0", self.no_break_space)
        if not _WITHOUT_REFERENCES.search(html):
            # Nearly all that HTML has of them, at once.
            html = html.replace("&amp;", self.ampersand).replace("&nbsp;", self.no_break_space)
            html = _BARE_AMPERSANDS.sub(lambda run: self.ampersand * len(run[0]), html)
        return self._put_in_tokens(html) if html.count("&") > _MAX_ESCAPES else html

    def _put_in_tokens(self, html: str) -> str:
        pieces: list[str] = []
        end = 0
        for token in tokenize(html):
            pieces.append(_REFERENCE.sub(self._shield_in_text, html[end : token.start]))
            end = token.end
            source = html[token.start : end]
            if token.kind == "start":
                source = _REFERENCE.sub(self._shield_in_attribute, source)
            elif token.kind == "raw" and token.name in RAW_TEXT:
                source = source.replace("&", self.ampersand)
            elif token.kind == "raw":
                source = _REFERENCE.sub(self._shield_in_text, source)
            pieces.append(source)
        pieces.append(_REFERENCE.sub(self._shield_in_text, html[end:]))
        return "".join(pieces)

    def remove(self, clean: str) -> str:
        """Return cleaned HTML with its `&` and U+00A0 again."""
        return clean.replace(self.ampersand, "&amp;").replace(self.no_break_space, "\u00a0")

    def _shield_in_text(self, match: "re.Match[str]") -> str:
        return self._shielded(match[0], unescape(match[0]))

    def _shield_in_attribute(self, match: "re.Match[str]") -> str:
        return self._shielded(match[0], resolve_in_attribute(match))

    def _shielded(self, source: str, resolved: str) -> str:
        """Return a shielded character and the text after it; any other reference remains as it is."""
        if resolved[:1] == "&":
            return self.ampersand + resolved[1:]
        return self.no_break_space + resolved[1:] if resolved[:1] == "\u00a0" else source
