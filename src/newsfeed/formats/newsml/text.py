"""Text values, and the body in XHTML that every validator of NewsML-G2 takes."""

import re
from typing import Final

import attrs
from lxml import etree

from newsfeed import _html
from newsfeed._text import RichText, Text, escape, escape_attribute
from newsfeed._xml import XHTML
from newsfeed.model import Markup, Section, Story

_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^>]*)>")
_BLOCKS: Final = frozenset(
    ("article", "aside", "details", "figcaption", "figure", "footer", "header", "main", "nav", "section", "summary")
)
_INLINE: Final = frozenset(("bdi", "data", "mark", "s", "time", "u", "wbr"))


def block(text: Text) -> str:
    """Give text as the content of an element of block type; markup stands in a span of XHTML, which they allow."""
    return f'<span xmlns="{XHTML}">{_spanned(text.markup)}</span>' if isinstance(text, RichText) else escape(text)


def page(title: str, body: str, language: str | None) -> str:
    """Give a whole XHTML page around a body."""
    attributes = f' xml:lang="{escape_attribute(language)}"' if language else ""
    return (
        f'<html xmlns="{XHTML}"{attributes}><head><title>{escape(title)}</title></head>\n'
        f"<body>{xhtml(body)}</body></html>\n"
    )


def xhtml(body: str) -> str:
    """Give a body with the elements of XHTML 1.1 only.

    Grammars of XHTML 1.1, which validators of NewsML-G2 bring along, refuse later elements, and the ids inside.
    Such an element becomes a `div` or `span` whose class is its name; the datetime of a `time` becomes its title.
    """
    if body.startswith("<div class=") and "<time" not in body and 'class="markup"' not in body:
        return body  # of our own making, and XHTML 1.1 already
    return _spanned(body)


def well_formed(story: Story) -> Story:
    """Give a story whose markup is well-formed: what a publisher put in and is not, is sanitized."""
    for section in story.sections:
        for each in section.blocks:
            if type(each) is Markup and not _is_well_formed(each.html):
                return attrs.evolve(story, sections=tuple(map(_well_formed, story.sections)))
    return story


def _well_formed(section: Section) -> Section:
    blocks = [
        Markup(_html.sanitize(each.html)) if isinstance(each, Markup) and not _is_well_formed(each.html) else each
        for each in section.blocks
    ]
    return attrs.evolve(section, blocks=tuple(blocks))


def _is_well_formed(html: str) -> bool:
    try:
        etree.fromstring(f"<div>{html}</div>".encode(), etree.XMLParser(no_network=True, resolve_entities=False))
    except etree.XMLSyntaxError:
        return False
    return True


def _spanned(body: str) -> str:
    return _TAG.sub(_tag, body)


def _tag(found: re.Match[str]) -> str:
    closing, name, attributes = found.groups()
    if name not in _BLOCKS and name not in _INLINE:
        return found[0]
    element = "div" if name in _BLOCKS else "span"
    if closing:
        return f"</{element}>"
    if name == "time":
        attributes = attributes.replace(" datetime=", " title=")
    mark = "" if " class=" in attributes else f' class="{name}"'
    return f"<{element}{mark}{attributes}>"
