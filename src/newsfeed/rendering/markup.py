"""Builder of XML and HTML markup that escapes every text handed to it."""

from collections.abc import Collection
from typing import Final

from newsfeed.values.escaping import escape, escape_attribute

_GROUP: Final = 3
"""The number of pieces in a group: markup, text, markup."""


class MarkupBuilder:
    """Markup of a document, collected in pieces and escaped once at the end.

    Markup and texts are separate arguments of every method, so a text is never taken for markup, and leaving out an argument
    is a `TypeError`. The pieces are kept in groups of three (markup, text to escape, markup), and `build` searches all texts
    for special characters at once. That is much faster than escaping each text, and most documents need no escaping at all.

    Args:
        opening: markup to begin with.
    """

    __slots__ = ("_pieces",)

    def __init__(self, opening: str = "") -> None:
        self._pieces = [opening, "", ""] if opening else []

    def __bool__(self) -> bool:
        """Return whether anything was added."""
        return bool(self._pieces)

    def raw(self, markup: str, /) -> None:
        """Add markup as it is."""
        self._pieces += (markup, "", "")

    def text(self, before: str, text: str, after: str, /) -> None:
        """Add a text between two pieces of markup; the text is escaped as character data."""
        self._pieces += (before, text, after)

    def text_pair(self, before: str, text: str, between: str, next_text: str, after: str, /) -> None:
        """Add two texts with markup before, between and after them, faster than two calls of `text`.

        The earlier text may be a link in an attribute; see `link`.
        """
        self._pieces += (before, text, between, "", next_text, after)

    def link(self, before: str, iri: str, after: str, /) -> None:
        """Add a link as an attribute value; `before` ends and `after` begins with a double quote.

        An IRI contains no quotation mark and no white space (RFC 3987, 2.2), so escaping it as character data is enough.
        """
        self._pieces += (before, iri, after)

    def attribute(self, before: str, value: str, after: str, /) -> None:
        """Add any text as an attribute value; `before` ends and `after` begins with a double quote."""
        if '"' in value or "\n" in value or "\t" in value:
            self._pieces += (before, "", escape_attribute(value) + after)
        else:
            self._pieces += (before, value, after)

    def elements(self, before: str, lines: Collection[str], after: str, /) -> None:
        """Add an element for each line of text, all between the same markup.

        Args:
            before: markup before each line.
            lines: texts without line ends and tabs, as the model has them.
            after: markup after each line.
        """
        if not lines:
            return
        joined = "".join(lines)
        if "&" in joined or "<" in joined or ">" in joined:
            lines = [escape(line) for line in lines]
        self._pieces += (before, "", f"{after}{before}".join(lines) + after)

    def attribute_elements(self, before: str, values: Collection[str], after: str, /) -> None:
        """Add an element for each value, written as an attribute between double quotes; see `elements`."""
        if not values:
            return
        joined = "".join(values)
        if "&" in joined or "<" in joined or ">" in joined or '"' in joined:
            values = [escape_attribute(value) for value in values]
        self._pieces += (before, "", f"{after}{before}".join(values) + after)

    def append(self, builder: "MarkupBuilder", /) -> None:
        """Add everything that another builder has collected."""
        self._pieces += builder._pieces

    def build(self) -> str:
        """Return the markup with all texts escaped."""
        pieces = self._pieces
        texts = pieces[1::_GROUP]
        joined = "".join(texts)
        if "&" in joined or "<" in joined or ">" in joined or "\r" in joined:
            pieces = pieces.copy()
            pieces[1::_GROUP] = map(escape, texts)
        return "".join(pieces)
