"""Text values, and the body in XHTML that every validator of NewsML-G2 takes."""

import re
from typing import Final

import attrs
from lxml import etree

from newsfeed import _html, body
from newsfeed._patterns import pattern
from newsfeed._text import RichText, Text, escape, escape_attribute
from newsfeed._xml import XHTML, XML
from newsfeed.model import Markup, Section, Story

_TAG: Final = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_CLASS: Final = re.compile(r"""(\sclass\s*=\s*["'])""")
_TITLE: Final = re.compile(r"""\stitle\s*=\s*(?:"[^"]*"|'[^']*')""")
_DATETIME: Final = re.compile(r"\sdatetime\s*=")
_LANG: Final = f"{{{XML}}}lang"
_VOID: Final = frozenset(("br", "col", "hr", "img", "source", "track", "wbr"))
_PARSER: Final = etree.XMLParser(no_network=True, resolve_entities=False)
_OWN: Final = f'<div class="{body.ROOT}"'
MARK: Final = "html-"
"""What the class begins with of an element that stands for one of HTML5: `<div class="html-section">`."""
BLOCKS: Final = frozenset(
    ("article", "aside", "details", "figcaption", "figure", "footer", "header", "main", "nav", "section", "summary")
)
INLINE: Final = frozenset(("bdi", "data", "mark", "s", "time", "u", "wbr"))
_HTML5: Final = pattern(f"</?(?:{'|'.join(sorted(BLOCKS | INLINE))})(?![A-Za-z0-9])")
_DEPTH: Final = 5
"""How deep elements may stand in each other for `_PLAIN`: a table, its rows, their cells, and what stands in those."""
_LONGEST: Final = 1_000_000
"""How many characters `_PLAIN` is asked about: libxml2 has limits of its own, far above."""


def _nested(depth: int) -> str:
    """Give the expression of an element with elements in it, this many levels; no branch is tried twice."""
    if not depth:
        return "[^<]*+"
    name, attribute = f"(?P<n{depth}>[a-z][a-z0-9]*+)", f"(?P<a{depth}>(?!xmlns=)[a-z][a-z-]*+)"
    once = f"(?![^<>]* (?P=a{depth})=)"
    attributes = f'(?: {attribute}="[^"<>]*+"{once}){{0,8}}+'
    return f"[^<]*+(?:<{name}{attributes}(?:>{_nested(depth - 1)}</(?P=n{depth})>|/>)[^<]*+)*+"


_PLAIN: Final = pattern(_nested(_DEPTH))
_UNKNOWN_REFERENCE: Final = pattern("&(?!(?:amp|lt|gt|quot|apos|#39);)")


def block(text: Text) -> str:
    """Give text as the content of an element of block type; markup stands in a span of XHTML, which they allow."""
    return f'<span xmlns="{XHTML}">{_spanned(text.markup)}</span>' if isinstance(text, RichText) else escape(text)


def page(title: str, html: str, language: str | None) -> str:
    """Give a whole XHTML page around a body."""
    attributes = f' xml:lang="{escape_attribute(language)}"' if language else ""
    return (
        f'<html xmlns="{XHTML}"{attributes}><head><title>{escape(title)}</title></head>\n'
        f"<body>{xhtml(html)}</body></html>\n"
    )


def xhtml(html: str) -> str:
    """Give a body with the elements of XHTML 1.1 only.

    Grammars of XHTML 1.1, which validators of NewsML-G2 bring along, refuse later elements, and the ids inside.
    Such an element becomes a `div` or `span` whose first class names it, which `restored` takes back; the datetime of a
    `time` becomes its title.
    """
    if html.startswith(_OWN) and "<time" not in html and 'class="markup"' not in html:
        return html  # of our own making, and XHTML 1.1 already
    return _spanned(html)


def restored(container: "etree._Element") -> "etree._Element":
    """Give an element with the elements of HTML5 in it that `xhtml` had to replace: the way back of it."""
    for element in container.iter(f"{{{XHTML}}}div", f"{{{XHTML}}}span"):
        mark, _, others = element.get("class", "").partition(" ")
        name = mark.removeprefix(MARK)
        if not mark.startswith(MARK) or name not in BLOCKS | INLINE:
            continue
        element.tag = f"{{{XHTML}}}{name}"
        if others:
            element.set("class", others)
        else:
            del element.attrib["class"]
        if name == "time" and "title" in element.attrib:
            element.set("datetime", str(element.attrib.pop("title")))
    return container


def carried(html: str) -> bool:
    """Whether a reader gets this HTML back as it is."""
    if f'"{MARK}' not in html and not ("<time" in html and "title=" in html):
        return True
    if not _is_well_formed(html):
        return True  # it is sanitized before it is written, and then it is
    root = etree.fromstring(f'<div xmlns="{XHTML}">{_spanned(html)}</div>', _PARSER)
    return _html.sanitize(inner_html(restored(root))) == _html.sanitize(html)


def inner_html(element: "etree._Element") -> str:
    """Give the content of an element as HTML: no namespaces, no comments, `xml:lang` as `lang`."""
    return escape(element.text or "") + "".join(map(_outer_html, element))


def _outer_html(element: "etree._Element") -> str:
    after = escape(element.tail or "")
    if not isinstance(element.tag, str):
        return after
    name = element.tag.rpartition("}")[2].lower()
    pairs = [("lang" if key == _LANG else key, str(value)) for key, value in element.items()]
    opening = f"<{name}" + "".join([f' {key}="{escape_attribute(value)}"' for key, value in pairs if "}" not in key])
    if name in _VOID:
        return f"{opening}/>{after}"
    return f"{opening}>{inner_html(element)}</{name}>{after}"


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
    if _is_plain(html):
        return True
    try:
        etree.fromstring(f"<div>{html}</div>".encode(), _PARSER)
    except etree.XMLSyntaxError:
        return False
    return True


def _is_plain(html: str) -> bool:
    """Whether markup is well-formed beyond doubt: canonical tags in pairs, no prefixes, comments or CDATA.

    What an expression can say of nearly all bodies takes a quarter of the time of a parser (12 against 40 us for 6 KB).
    The parser has the last word on all others.
    """
    return (
        len(html) <= _LONGEST
        and ("]" not in html or "]]>" not in html)  # one character is looked for much faster than three
        and _UNKNOWN_REFERENCE.search(html) is None
        and _PLAIN.fullmatch(html) is not None
    )


def _spanned(html: str) -> str:
    # looking for an element to replace takes a tenth of the time of looking at each tag (5 against 45 us for 6 KB)
    return _TAG.sub(_tag, html) if _HTML5.search(html) else html


def _tag(found: re.Match[str]) -> str:
    closing, name, attributes = found.groups()
    if name not in BLOCKS and name not in INLINE:
        return found[0]
    element = "div" if name in BLOCKS else "span"
    if closing:
        return f"</{element}>"
    if name == "time" and _DATETIME.search(attributes):
        attributes = _DATETIME.sub(" title=", _TITLE.sub("", attributes))
    if _CLASS.search(attributes):
        marked = _CLASS.sub(rf"\g<1>{MARK}{name} ", attributes, count=1)
        return f"<{element}{marked}>"
    return f'<{element} class="{MARK}{name}"{attributes}>'
