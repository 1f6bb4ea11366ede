"""Whether a publisher's markup is well-formed, and XHTML 1.1 already: what most markup is, one expression can tell."""

from itertools import groupby
from typing import Final

import attrs
from lxml import etree

from newsfeed.io import html as html_io
from newsfeed.model import Markup, Section, Story
from newsfeed.values.patterns import pattern

BLOCKS: Final = frozenset(
    ("article", "aside", "details", "figcaption", "figure", "footer", "header", "main", "nav", "section", "summary")
)
INLINE: Final = frozenset(("bdi", "data", "mark", "s", "time", "u", "wbr"))
PARSER: Final = etree.XMLParser(no_network=True, resolve_entities=False)


def _any(names: frozenset[str]) -> str:
    """Give the expression of any of these names; those with another first letter are passed over at once."""
    letters = groupby(sorted(names), key=lambda name: name[0])
    branches = [f"{letter}(?:{'|'.join([name[1:] for name in group])})" for letter, group in letters]
    return f"(?:{'|'.join(branches)})(?![A-Za-z0-9])"


LATER: Final = _any(BLOCKS | INLINE)
"""The expression of the name of an element that HTML5 has and XHTML 1.1 has not."""

_DEPTH: Final = 5
"""How deep elements may stand in each other for an expression: a table, its rows, their cells, and what stands in those."""
_ATTRIBUTES: Final = 8
"""How many attributes an element may have for an expression."""
_LONGEST: Final = 1_000_000
"""How many characters an expression is asked about: libxml2 has limits of its own, far above."""


def _attributes(depth: int, number: int = 1) -> str:
    """Give the expression of attributes from this one on: each name but once, no prefixes, `xmlns` or `<` (XML 1.0, 3.1).

    To look for the `<` apart takes half the time of one class of characters that has neither it nor the quotation mark.
    """
    if number > _ATTRIBUTES:
        return ""
    others = "".join([f"(?!(?P=a{depth}_{each})=)" for each in range(1, number)])
    name = f"{others}(?P<a{depth}_{number}>[a-wyz][a-z-]*+)"
    return f'(?: {name}="(?![^"]*<)[^"]*+"{_attributes(depth, number + 1)})?+'


def _elements(refused: str, depth: int = _DEPTH) -> str:
    """Give the expression of text and elements, nested this many levels, with no name refused; no branch is tried twice."""
    if not depth:
        return "[^<]*+"
    opening = f"<(?P<n{depth}>{refused}[a-z][a-z0-9]*+){_attributes(depth)}"
    return f"[^<]*+(?:{opening}(?:>{_elements(refused, depth - 1)}</(?P=n{depth})>|/>)[^<]*+)*+"


_PLAIN: Final = pattern(_elements(""))
_XHTML: Final = pattern(_elements(f"(?!{LATER})"))
_UNKNOWN_REFERENCE: Final = pattern("&(?!(?:amp|lt|gt|quot|apos|#39);)")


def well_formed(story: Story) -> tuple[Story, bool]:
    """Give a story whose markup is well-formed: what a publisher put in and is not, is sanitized.

    Returns:
        the story, and whether all of its markup is XHTML 1.1 beyond doubt.
    """
    known = True
    for section in story.sections:
        for each in section.blocks:
            if type(each) is Markup and not is_xhtml(each.html):
                known = False
                if not is_well_formed(each.html):
                    return attrs.evolve(story, sections=tuple(map(_well_formed, story.sections))), False
    return story, known


def _well_formed(section: Section) -> Section:
    blocks = [
        Markup(html_io.sanitize(each.html)) if isinstance(each, Markup) and not is_well_formed(each.html) else each
        for each in section.blocks
    ]
    return attrs.evolve(section, blocks=tuple(blocks))


def is_xhtml(html: str) -> bool:
    """Whether markup is well-formed beyond doubt, as `is_plain` tells it, and has no element that XHTML 1.1 lacks."""
    return _is_short_and_known(html) and _XHTML.fullmatch(html) is not None


def is_plain(html: str) -> bool:
    """Whether markup is well-formed beyond doubt: canonical tags in pairs, no prefixes, comments or CDATA.

    What an expression can say of nearly all bodies takes a third of the time of a parser (10 against 34 us for 6 KB).
    The parser has the last word on all others.
    """
    return _is_short_and_known(html) and _PLAIN.fullmatch(html) is not None


def _is_short_and_known(html: str) -> bool:
    """Whether markup is not too long for an expression, and has no references but XML's and no end of a CDATA section."""
    return (
        len(html) <= _LONGEST
        and ("]" not in html or "]]>" not in html)  # one character is looked for much faster than three
        and ("&" not in html or _UNKNOWN_REFERENCE.search(html) is None)
    )


def is_well_formed(html: str) -> bool:
    """Whether markup is well-formed XML within an element."""
    if is_plain(html):
        return True
    try:
        etree.fromstring(f"<div>{html}</div>".encode(), PARSER)
    except etree.XMLSyntaxError:
        return False
    return True
