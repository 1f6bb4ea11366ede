"""Values that sanitizing removes: addresses, texts of attributes, and visible text."""

from collections.abc import Iterable, Iterator
from typing import Final

from newsfeed.io.sanitizing.addresses import ADDRESS, escape_value
from newsfeed.io.sanitizing.images import candidates_of
from newsfeed.io.sanitizing.removal import Removal, RemovalKind
from newsfeed.io.sanitizing.rewriting import EmbedLink
from newsfeed.io.sanitizing.tokens import Token, parse_attributes, tokenize
from newsfeed.io.sanitizing.vocabulary import ADDRESS_ATTRIBUTES, TEXT_ATTRIBUTES
from newsfeed.values import iris, link_safety, references
from newsfeed.values.escaping import unescape
from newsfeed.values.patterns import pattern
from newsfeed.values.xml_chars import fold, replace_illegal

_CSS_ADDRESS: Final = pattern(r"url\(\s*+[\"']?([^\"'()\s]++)")
_TAG: Final = pattern("<[^<>]*>")
_VALUE: Final = pattern(r' [^\s"=<>]+="([^"]*)"')
_WEB_STARTS: Final = ("http://", "https://", "//")
_HIDING_ELEMENTS: Final = frozenset(("iframe", "math", "select", "svg", "table", "template"))
"""Elements in which the cleaner can lose text; browsers show that of all but `iframe` and `template`."""

_VALUE_ELEMENTS: Final = frozenset(("button", "input"))
_HIDDEN_INPUTS: Final = frozenset(("checkbox", "color", "hidden", "radio", "range"))
_CODE_ELEMENTS: Final = frozenset(("script", "style"))
_MAX_SEARCHES: Final = 200
"""The number of texts that are searched for in the whole result; more would take quadratic time."""


class RemovalFinder:
    """Finder of the values of HTML that are missing in a result.

    Args:
        result: the sanitized HTML, or "" if there is only plain text.
        base: the IRI that relative links are resolved against, or None.
    """

    def __init__(self, result: str, base: str | None) -> None:
        self._base = base
        self._result = result
        # Searching the tags only takes a third of the time.
        self._attributes = "".join(tag for tag in _TAG.findall(result) if "=" in tag)
        self._values = set(_VALUE.findall(self._attributes))
        self._keys: set[str] = set()

    def _is_kept(self, value: str) -> bool:
        """Return whether the result has a value of an attribute, in its own spelling or as a resolved address."""
        if escape_value(value) in self._values:
            return True
        if iris.PLAIN_WEB_URL.fullmatch(value):
            return False  # It would have kept its spelling.
        if not self._keys:
            self._keys = {self._key(unescape(address)) for _, address in ADDRESS.findall(self._attributes)}
        return self._key(value) in self._keys

    def _key(self, value: str) -> str:
        """Return a value in the spelling that an address in HTML shares with a resolved one."""
        if iris.PLAIN_WEB_URL.fullmatch(value):
            return value
        value = value.strip(link_safety.CONTROLS)
        if " " in value and not value.startswith(_WEB_STARTS):
            return fold(value)
        return references.to_uri(references.percent_encode(references.resolve(self._base, value)))

    def find(self, html: str, tokens: list[Token], embeds: Iterable[EmbedLink] = ()) -> Iterator[Removal]:
        """Yield each value of the HTML that is missing in the result, once for each kind of element and attribute.

        Args:
            html: the source.
            tokens: its tokens.
            embeds: the embeds that became links.
        """
        seen: set[Removal] = set()
        for embed in embeds:
            if self._is_kept(embed.page):
                seen.add(removal := Removal("embed", embed.element, "", embed.address, embed.page))
                self._values |= {escape_value(embed.address), escape_value(embed.title)}
                yield removal
        for removal in (*self.missing_attributes(tokens), *self._missing_texts(html, tokens)):
            if removal not in seen:
                seen.add(removal)
                yield removal

    def missing_attributes(self, tokens: list[Token]) -> Iterator[Removal]:
        """Yield the addresses and texts in attributes that are missing in the result."""
        starts = dict.fromkeys(
            (token.name, token.attributes) for token in tokens if token.kind == "start" and token.attributes
        )
        for element, source in starts:
            attributes = parse_attributes(source)
            for name, value in attributes.items():
                for kind, part in information(element, name, value, attributes):
                    if not self._is_kept(part):
                        yield Removal(kind, element, name, part)

    def _missing_texts(self, html: str, tokens: list[Token]) -> Iterator[Removal]:
        if not any(
            token.kind == "unfinished" or token.name in _HIDING_ELEMENTS or html.startswith("<![CDATA[", token.start)
            for token in tokens
        ):
            return
        result_text = _squeezed("".join(text for _, text in _texts(self._result, list(tokenize(self._result)))))
        position = searches = 0
        for element, text in _texts(html, tokens):
            key = _squeezed(text)
            index = result_text.find(key, position, position + len(key) + 64) if key else 0
            if key and index < 0 and searches < _MAX_SEARCHES:
                searches += 1
                index = result_text.find(key)
                if index < 0:
                    yield Removal("text", element, "", fold(text))
            if key and index >= position:
                position = index + len(key)


def information(element: str, name: str, value: str, attributes: dict[str, str]) -> Iterator[tuple[RemovalKind, str]]:
    """Yield the addresses and texts in an attribute that carry information."""
    if not value.strip():
        return
    if name.endswith("srcset"):
        for address, _ in candidates_of(value):
            yield "address", address
    elif name == "style":
        for address in _CSS_ADDRESS.findall(value):
            yield "address", address
    elif name.startswith("xmlns"):
        return
    elif name in ADDRESS_ATTRIBUTES or value.startswith(_WEB_STARTS):
        yield "address", value
    elif name in TEXT_ATTRIBUTES or (
        name == "value" and element in _VALUE_ELEMENTS and attributes.get("type", "").lower() not in _HIDDEN_INPUTS
    ):
        yield "text", value


def _texts(html: str, tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """Yield the visible texts of HTML, each with the name of the element among `_HIDING_ELEMENTS` that it is in."""
    end, hiding = 0, ""
    for token in tokens:
        if token.start > end:
            yield hiding, unescape(html[end : token.start])
        end = token.end
        source = html[token.start : end]
        if token.kind == "unfinished":
            yield "", source
        elif token.kind == "raw" and token.name not in _CODE_ELEMENTS:
            yield token.name, source
        elif token.kind == "comment" and source.startswith("<![CDATA["):
            yield hiding, source[9:].removesuffix(">").removesuffix("]]")
        elif token.name in _HIDING_ELEMENTS:
            hiding = token.name if token.kind == "start" else ""
    if end < len(html):
        yield hiding, unescape(html[end:])


def _squeezed(text: str) -> str:
    """Return a text without white space, and without illegal characters and their replacements."""
    return "".join(replace_illegal(text).replace("\ufffd", "").split())
