"""Pieces of markup."""

from collections.abc import Callable, Collection

from newsfeed.values.escaping import escape, escape_attribute

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
