"""Documents that are floods: many of one thing, in each format, as functions of the number of things.

XML is in `xml_attacks`, whose documents are built for every reader; here are the shapes of the other formats, and those of
XML that only one format has.
"""

import gzip
from collections.abc import Callable, Iterable
from typing import Final


def _numbered(template: str, count: int, separator: str = ",") -> str:
    return separator.join(template.replace("%", str(number)) for number in range(count))


def _json_feed(items: str) -> bytes:
    return f'{{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{items}]}}'.encode()


def _json_item(members: str) -> bytes:
    return _json_feed('{"id":"1","content_text":"a",' + members + "}")


def _article(members: str) -> bytes:
    article = '"@context":"https://schema.org","@type":"NewsArticle","headline":"t","url":"https://post.example.com/a"'
    return f"{{{article},{members}}}".encode()


def _graph(nodes: str) -> bytes:
    return f'{{"@context":"https://schema.org","@graph":[{nodes}]}}'.encode()


def _ninjs(members: str) -> bytes:
    return f'{{"uri":"https://post.example.com/a","type":"text","headline":"h",{members}}}'.encode()


def _collection(items: str) -> bytes:
    context = "https://www.w3.org/ns/activitystreams"
    return f'{{"@context":"{context}","type":"OrderedCollection","orderedItems":[{items}]}}'.encode()


def _stories(stories: str) -> bytes:
    return f'{{"newsfeed":"feed/1","stories":[{stories}]}}'.encode()


def _story(members: str) -> bytes:
    return _stories('{"id":"urn:x:1","headline":"h",' + members + "}")


def _node(members: str) -> bytes:
    return f'{{"@context":"https://schema.org","type":"Article","@type":"Article","headline":"h",{members}}}'.encode()


def _faq(members: str) -> bytes:
    return f'{{"@context":"https://schema.org","@type":"FAQPage",{members}}}'.encode()


def _page(body: str, head: str = "") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>T</title>{head}</head>'
        f"<body><article><h1>T</h1><h2>What’s happened</h2>{body}</article></body></html>"
    ).encode()


def _item(inside: str) -> bytes:
    return (
        '<rss version="2.0"><channel><title>T</title><link>https://post.example.com/</link><description>D</description>'
        f"<item><guid>a</guid><title>t</title>{inside}</item></channel></rss>"
    ).encode()


def _html_item(markup: str) -> bytes:
    return _item(f"<description><![CDATA[{markup}]]></description>")


def _text(lines: str) -> bytes:
    return f"# T\n\nWhat's happened\n\n{lines}".encode()


def _message(items: str) -> bytes:
    return (
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2026-03-02T12:00:00Z</sent></header>'
        f"<itemSet>{items}</itemSet></newsMessage>"
    ).encode()


def _news_item(metadata: str = "", body: str = "", number: int = 0) -> str:
    return (
        f'<newsItem guid="urn:x:{number}" version="1" standard="NewsML-G2" standardversion="2.35"><itemMeta/><contentMeta>'
        f"<headline>t</headline>{metadata}</contentMeta><contentSet><inlineXML><html><body>{body}</body></html></inlineXML>"
        "</contentSet></newsItem>"
    )


def _repeated(build: Callable[[str], bytes], unit: str) -> Callable[[int], bytes]:
    return lambda count: build(unit * count)


def _listed(build: Callable[[str], bytes], template: str) -> Callable[[int], bytes]:
    return lambda count: build(_numbered(template, count))


def _array(build: Callable[[str], bytes], name: str, template: str) -> Callable[[int], bytes]:
    return lambda count: build(f'"{name}":[' + _numbered(template, count) + "]")


def _object(build: Callable[[str], bytes], name: str, template: str) -> Callable[[int], bytes]:
    return lambda count: build(f'"{name}":{{' + _numbered(template, count) + "}")


def _bomb(content: bytes) -> Callable[[int], bytes]:
    return lambda count: gzip.compress(content * count, mtime=0)


_QUESTION: Final = '{"@type":"Question","name":"q%","acceptedAnswer":{"@type":"Answer","text":"a"}}'
_LINKED: Final = '{"@type":"NewsArticle","headline":"h %","url":"https://post.example.com/%"}'

FLOODS: Final[dict[str, dict[str, Callable[[int], bytes]]]] = {
    "jsonfeed": {
        "empty items": _listed(_json_feed, "{}"),
        "items with an id": _listed(_json_feed, '{"id":"%"}'),
        "items with a text": _listed(_json_feed, '{"id":"%","content_text":"a"}'),
        "arrays": _listed(_json_feed, "[]"),
        "nested arrays": lambda count: _json_feed(",".join(["[" * 50 + "]" * 50] * (count // 50))),
        "numbers": _listed(_json_feed, "1"),
        "floats": _listed(_json_feed, "1.5"),
        "strings": _listed(_json_feed, '"%"'),
        "members": _listed(_json_item, '"k%":1'),
        "member objects": _listed(_json_item, '"k%":{}'),
        "extension members": _object(_json_item, "_x", '"k%":{}'),
        "extensions": _listed(_json_item, '"_k%":1'),
        "one member again and again": _listed(_json_item, '"a":1'),
        "one member with objects": _listed(_json_item, '"a":{"b":[]}'),
        "tags": _array(_json_item, "tags", '"t%"'),
        "authors": _array(_json_item, "authors", '{"name":"a%"}'),
        "attachments": _array(_json_item, "attachments", '{"url":"https://post.example.com/%","mime_type":"a/b"}'),
        "commas": _repeated(_json_feed, ","),
        "opening brackets": _repeated(_json_feed, "["),
        "opening braces": _repeated(_json_feed, '{"a":'),
        "unterminated strings": _repeated(_json_feed, '"a\\'),
        "escapes": lambda count: _json_item('"title":"' + "\\u0041" * count + '"'),
        "white space": _repeated(_json_feed, " \n"),
    },
    "jsonld": {
        "authors": _array(_article, "author", '{"@type":"Person","name":"a%"}'),
        "empty authors": _array(_article, "author", "{}"),
        "properties": _listed(_article, '"k%":"v"'),
        "property objects": _listed(_article, '"k%":{}'),
        "graph": _listed(_graph, '{"@id":"#%"}'),
        "articles": _listed(_graph, _LINKED),
        "one article": lambda count: _graph(",".join([_LINKED] * count)),
        "references": _listed(_graph, '{"@id":"#%","about":{"@id":"#0"}}'),
        "mentions": _array(_article, "mentions", '{"@type":"Thing","name":"a%"}'),
        "keywords": _array(_article, "keywords", '"a%"'),
        "images": _array(_article, "image", '"https://post.example.com/%.jpg"'),
        "nested": lambda count: _article(",".join(['"x":' + '{"a":' * 100 + "1" + "}" * 100] * (count // 100))),
        "types": _array(_article, "additionalType", '"T%"'),
        "contexts": _array(_node, "@context", '"https://schema.org"'),
        "questions": _array(_faq, "mainEntity", _QUESTION),
        "scripts": lambda count: _page("", f'<script type="application/ld+json">{_LINKED}</script>' * (count // 10)),
        "empty scripts": _repeated(lambda markup: _page("", markup), '<script type="application/ld+json"></script>'),
    },
    "ninjs": {
        "subjects": _array(_ninjs, "subject", '{"name":"a%"}'),
        "associations": _object(_ninjs, "associations", '"a%":{}'),
        "renditions": _object(_ninjs, "renditions", '"a%":{"href":"https://x.example/%"}'),
        "members": _listed(_ninjs, '"k%":1'),
        "items": _listed(lambda items: f"[{items}]".encode(), '{"uri":"urn:x:%"}'),
    },
    "activitystreams": {
        "items": _listed(_collection, '{"type":"Article","name":"n"}'),
        "empty items": _listed(_collection, "{}"),
        "tags": _array(_node, "tag", '{"type":"Hashtag","name":"#%"}'),
    },
    "json": {
        "stories": _listed(_stories, '{"id":"urn:x:%","headline":"h"}'),
        "empty stories": _listed(_stories, "{}"),
        "tags": _array(_story, "tags", '"t%"'),
        "members": _listed(_story, '"k%":1'),
    },
    "html": {
        "paragraphs": _repeated(_page, "<p>a</p>"),
        "inline elements": _repeated(_page, "<b></b>"),
        "line breaks": _repeated(_page, "<br>"),
        "rows": _repeated(lambda rows: _page(f"<table>{rows}</table>"), "<tr><td>a</td></tr>"),
        "cells": _repeated(lambda cells: _page(f"<table><tr>{cells}</tr></table>"), "<td>a"),
        "list items": _repeated(lambda items: _page(f"<ul>{items}</ul>"), "<li>a"),
        "headings": _repeated(_page, "<h2>a</h2>"),
        "links": _repeated(_page, '<a href="/a">x</a>'),
        "pictures": _repeated(_page, '<img src="a.png">'),
        "figures": _repeated(_page, '<figure><img src="a.png"><figcaption>a</figcaption></figure>'),
        "quotations": _repeated(_page, "<blockquote><p>a</p></blockquote>"),
        "comments": _repeated(_page, "<!---->"),
        "unterminated comments": _repeated(_page, "<!--"),
        "containers": lambda count: _page(("<div>" * 50 + "</div>" * 50) * (count // 50)),
        "scripts": _repeated(_page, "<script></script>"),
        "styles": _repeated(_page, "<style>"),
        "meta elements": _repeated(lambda markup: _page("", markup), '<meta name="a" content="b">'),
        "references": _repeated(_page, "&amp;"),
        "attributes": _repeated(_page, "<p " + " ".join(f'a{n}="{n}"' for n in range(200)) + ">"),
        "unclosed elements": _repeated(_page, "<i>"),
        "unterminated tags": _repeated(_page, "<a "),
        "end tags": _repeated(_page, "</p>"),
        "less-than signs": _repeated(_page, "<"),
        "microdata": _repeated(_page, '<p itemscope itemtype="https://schema.org/Person"><b itemprop="name">a</b></p>'),
        "words": _repeated(_page, "word "),
    },
    "text": {
        "paragraphs": _repeated(_text, "a\n\n"),
        "lines": _repeated(_text, "a\n"),
        "headings": _repeated(_text, "## a\n\n"),
        "parts": _repeated(_text, "What's happened\n\na\n\n"),
        "bullets": _repeated(_text, "- a\n"),
        "quotations": _repeated(_text, "> a\n"),
        "links": _repeated(_text, "[a](https://post.example.com/)\n\n"),
        "questions": _repeated(_text, "Q: a?\nA: b\n\n"),
        "press": _repeated(lambda text: _text("What the papers say\n\n" + text), "The Post: a b.\n\n"),
        "sentences": _repeated(_text, "A b. "),
        "outlets": _repeated(lambda text: _text("What the papers say\n\n" + text), "The Post says a b. "),
        "markup": _repeated(_text, "**a** "),
        "empty lines": _repeated(_text, "\n"),
        "rules": _repeated(_text, "---\n"),
        "front matter": lambda count: b"---\n" + _numbered("k%: v", count, "\n").encode() + b"\n---\n" + _text("a"),
        "words": _repeated(_text, "word "),
    },
    "markdown": {
        "paragraphs": _repeated(_text, "a\n\n"),
        "headings": _repeated(_text, "## a\n\n"),
        "links": _repeated(_text, "- [a](https://post.example.com/): b\n"),
        "rows": _repeated(_text, "| a | b |\n"),
        "pictures": _repeated(_text, "![a](https://post.example.com/a.png)\n\n"),
        "emphasis": _repeated(_text, "*a "),
        "brackets": _repeated(_text, "["),
        "code": _repeated(_text, "`a"),
    },
    "sitemap": {
        "lines": lambda count: _numbered("https://post.example.com/%", count, "\n").encode(),
        "equal lines": lambda count: b"https://post.example.com/\n" * count,
    },
    "rss": {
        "categories": _listed(_item, "<category>a%</category>"),
        "enclosures": _listed(_item, '<enclosure url="https://post.example.com/%.mp3" length="1" type="audio/mpeg"/>'),
        "creators": _listed(_item, '<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">a%</dc:creator>'),
        "media": _listed(
            _item, '<m:content xmlns:m="http://search.yahoo.com/mrss/" url="https://post.example.com/%.jpg"/>'
        ),
        "authors": _repeated(_item, "<author>a</author>"),
        "titles": _repeated(_item, "<title>a</title>"),
        "HTML paragraphs": _repeated(_html_item, "<p>a</p>"),
        "HTML inline elements": _repeated(_html_item, "<b></b>"),
        "HTML line breaks": _repeated(_html_item, "<br>"),
        "HTML pictures": _repeated(_html_item, '<img src="https://post.example.com/a.png">'),
        "HTML rows": _repeated(lambda rows: _html_item(f"<table>{rows}</table>"), "<tr><td>a</td></tr>"),
        "HTML unclosed elements": _repeated(_html_item, "<i>"),
        "HTML comments": _repeated(_html_item, "<!---->"),
        "HTML references": _repeated(_html_item, "&amp;"),
        "bomb of spaces": _bomb(b" " * 100),
        "bomb of items": _bomb(b"<rss><channel>" + b"<item/>" * 50),
        "bomb of text": _bomb(b"<rss><channel><title>" + b"A" * 100),
    },
    "newsml": {
        "items": lambda count: _message("".join(_news_item(number=number) for number in range(count))),
        "empty items": _repeated(_message, "<newsItem/>"),
        "headlines": _repeated(lambda text: _message(_news_item(text)), "<headline>a</headline>"),
        "subjects": _listed(lambda text: _message(_news_item(text)), '<subject qcode="medtop:%"/>'),
        "paragraphs": _repeated(lambda text: _message(_news_item(body=text)), "<p>a</p>"),
        "extensions": _repeated(lambda text: _message(_news_item(text)), '<x xmlns="urn:x"/>'),
        "catalogs": _listed(
            lambda text: _message(f"<newsItem>{text}</newsItem>"), '<catalogRef href="https://x.example/%"/>'
        ),
    },
}
"""Functions that build a flood from the number of things in it, by format and name."""

SIZES: Final = {"40 KB": 40_000, "1 MB": 1_000_000, "16 MB": 16_000_000}
"""Lengths of a flood in bytes: mostly below the limits, above them, and far above them."""

_MEASURED: Final = 1000


def flood(format_name: str, name: str, size: int) -> bytes:
    """Return a flood of about a size; a bomb has four times the size when it is decompressed."""
    build = FLOODS[format_name][name]
    if name.startswith("bomb"):
        return build(size // 25)
    unit = (len(build(2 * _MEASURED)) - len(build(_MEASURED))) / _MEASURED
    return build(max(1, int(size / unit)))


def names() -> Iterable[tuple[str, str]]:
    """Yield the format and name of each flood."""
    return ((format_name, name) for format_name, floods in FLOODS.items() for name in floods)
