"""NITF 3.x of the IPTC, the older language of news text, as HTML."""

from collections.abc import Callable, Iterator
from typing import Final

import attrs
from lxml import etree

from newsfeed.formats.newsml.elements import child, children, elements, language_of, line, local
from newsfeed.model import Agent, Person
from newsfeed.model.rich_text import Text
from newsfeed.values.escaping import escape, escape_attribute
from newsfeed.values.xml_chars import fold

_SAME: Final = frozenset(
    """
    p ul ol li dl dt dd table caption thead tbody tfoot tr td th colgroup col pre hr br em q sub sup
    """.split()  # noqa: SIM905  (one name a word reads best)
)
"""The elements of NITF that mean in HTML what they mean there."""
_RENAMED: Final = {"hl1": "h2", "hl2": "h2", "bq": "blockquote", "note": "aside", "fn": "aside", "strong": "strong"}
_KEPT: Final = ("href", "colspan", "rowspan", "scope", "title")
_EMPTY: Final = frozenset(("hr", "br", "col"))
_SILENT: Final = frozenset(("media-metadata", "media-object", "alt-code", "rights", "docdata"))


@attrs.frozen(kw_only=True)
class Article:
    """What a document says.

    Attributes:
        html: body.content and body.end, not yet sanitized.
        headline: the first hl1 of the hedline, else the title.
        summary: the abstract, its paragraphs parted by empty lines.
        authors: the persons of the bylines.
    """

    html: str = ""
    headline: str = ""
    summary: Text = ""
    authors: tuple[Agent, ...] = ()


def read(document: "etree._Element") -> Article:
    """Read a document."""
    content = child(document, "body")
    head = child(content, "body.head")
    return Article(
        html=_body(content),
        headline=line(child(head, "hedline", "hl1")) or line(child(document, "head", "title")),
        summary=_abstract(child(head, "abstract")),
        authors=tuple(Person(name=name) for name in dict.fromkeys(_authors(head))),
    )


def _abstract(element: "etree._Element | None") -> str:
    if element is None:
        return ""
    paragraphs = [text for each in children(element, "p") if (text := line(each))]
    return "\n\n".join(paragraphs) or line(element)


def _authors(head: "etree._Element | None") -> Iterator[str]:
    for byline in children(head, "byline"):
        people = [text for each in children(byline, "person") if (text := line(each))]
        text = fold(" ".join([byline.text or "", *people, *(each.tail or "" for each in byline)]))
        if people or text:
            yield from people or [text]
        elif title := line(child(byline, "byttl")):
            yield title


def _body(content: "etree._Element | None") -> str:
    head = child(content, "body.head")
    parts = [_element("hl2", each) for each in children(child(head, "hedline"), "hl2")]
    if dateline := line(child(head, "dateline")):
        parts.append(f'<p class="dateline">{escape(dateline)}</p>')
    parts += [_inner(each) for each in children(content, "body.content")]
    for each in children(content, "body.end"):
        parts += [f"<p>{_inner(part)}</p>" for part in elements(each) if line(part)]
    return "".join(parts)


def _inner(element: "etree._Element") -> str:
    html = escape(element.text or "")
    for each in element:
        if isinstance(each.tag, str):
            html += _element(local(each).lower(), each)
        html += escape(each.tail or "")
    return html


def _element(name: str, element: "etree._Element") -> str:
    if name in _SILENT:
        return ""
    if name in _SPECIAL:
        return _SPECIAL[name](element)
    html = _RENAMED.get(name) or (name if name in _SAME or name == "a" else "")
    if not html:
        return _inner(element)  # markup of meaning, such as a person or a place: its words are text
    return f"<{html}{_attributes(element)}" + ("/>" if html in _EMPTY else f">{_inner(element)}</{html}>")


def _attributes(element: "etree._Element") -> str:
    pairs = [(name, element.get(name)) for name in _KEPT] + [("lang", language_of(element))]
    return "".join([f' {name}="{escape_attribute(value)}"' for name, value in pairs if value])


def _media(element: "etree._Element") -> str:
    """Give pictures, films and recordings with their caption and producer as a figure."""
    shown = "".join([_reference(each, element.get("media-type", "")) for each in children(element, "media-reference")])
    words = [_inner(each) for each in children(element, "media-caption")]
    words += [f"<cite>{escape(line(each))}</cite>" for each in children(element, "media-producer") if line(each)]
    caption = f"<figcaption>{' '.join(words)}</figcaption>" if words else ""
    return f"<figure>{shown}{caption}</figure>" if shown or caption else ""


def _reference(element: "etree._Element", kind: str) -> str:
    source = element.get("source") or element.get("data-location") or ""
    family = (kind or element.get("mime-type", "").partition("/")[0]).lower()
    if not source:
        return ""
    if family in ("audio", "video"):
        return f'<{family} controls="" src="{escape_attribute(source)}"></{family}>'
    alternative = element.get("alternate-text") or element.get("name") or ""
    sizes = [(name, element.get(name, "")) for name in ("width", "height")]
    size = "".join([f' {name}="{value}"' for name, value in sizes if value.isascii() and value.isdigit()])
    return f'<img src="{escape_attribute(source)}" alt="{escape_attribute(alternative)}"{size}/>'


def _credit(element: "etree._Element") -> str:
    return f"<footer><cite>{_inner(element)}</cite></footer>"


def _block(element: "etree._Element") -> str:
    return f"<div>{_inner(element)}</div>"


def _fraction(element: "etree._Element") -> str:
    return f"{escape(line(child(element, 'frac-num')))}/{escape(line(child(element, 'frac-den')))}"


def _language(element: "etree._Element") -> str:
    return f'<span lang="{escape_attribute(element.get("iso", ""))}">{_inner(element)}</span>'


_SPECIAL: Final[dict[str, Callable[["etree._Element"], str]]] = {
    "media": _media,
    "credit": _credit,
    "block": _block,
    "frac": _fraction,
    "lang": _language,
}

__all__ = ["Article", "read"]
