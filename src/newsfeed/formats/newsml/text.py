"""Text values, and the body in XHTML that every validator of NewsML-G2 takes."""

import re
from typing import Final

from lxml import etree

from newsfeed.formats.newsml.wellformed import BLOCKS, INLINE, LATER, PARSER, is_well_formed
from newsfeed.io import html as html_io
from newsfeed.model.rich_text import Text
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values.escaping import escape, escape_attribute
from newsfeed.values.namespaces import XHTML, XML
from newsfeed.values.patterns import pattern

_TAG: Final = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_CLASS: Final = re.compile(r"""(\sclass\s*=\s*["'])""")
_TITLE: Final = re.compile(r"""\stitle\s*=\s*(?:"[^"]*"|'[^']*')""")
_DATETIME: Final = re.compile(r"\sdatetime\s*=")
_LANG: Final = f"{{{XML}}}lang"
_VOID: Final = frozenset(("br", "col", "hr", "img", "source", "track", "wbr"))
MARK: Final = "html-"
"""What the class begins with of an element that stands for one of HTML5: `<div class="html-section">`."""
_LATER: Final = pattern(f"</?{LATER}")


def add_block(builder: MarkupBuilder, before: str, text: Text, after: str) -> None:
    """Add text as the content of an element of block type; markup stands in a span of XHTML, which they allow."""
    if isinstance(text, str):
        builder.text(before, text, after)
    else:
        builder.raw(f'{before}<span xmlns="{XHTML}">{xhtml(text.markup)}</span>{after}')


def xhtml(html: str) -> str:
    """Give HTML with the elements of XHTML 1.1 only.

    Grammars of XHTML 1.1, which validators of NewsML-G2 bring along, refuse later elements, and the ids inside.
    Such an element becomes a `div` or `span` whose first class names it, which `restored` takes back; the datetime of a
    `time` becomes its title.
    """
    # looking for an element to replace takes a tenth of the time of looking at each tag (5 against 45 us for 6 KB)
    return _TAG.sub(_tag, html) if _LATER.search(html) else html


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
    if not is_well_formed(html):
        return True  # it is sanitized before it is written, and then it is
    root = etree.fromstring(f'<div xmlns="{XHTML}">{xhtml(html)}</div>', PARSER)
    return html_io.sanitize(inner_html(restored(root))) == html_io.sanitize(html)


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
