"""HTML that is expensive to read, by the size that it has about: fragments and whole pages."""

from collections.abc import Callable
from typing import Final

FRAGMENTS: Final[dict[str, Callable[[int], str]]] = {
    "deep": lambda size: "<div>" * (size // 11) + "</div>" * (size // 11),
    "deep inline": lambda size: "<b>" * (size // 7) + "</b>" * (size // 7),
    "wide": lambda size: "<p>x</p>" * (size // 8),
    "attributes": lambda size: "<p " + "a=1 " * (size // 4) + ">x</p>",
    "attributes of many elements": lambda size: '<p class="a" id="b" lang="c">x</p>' * (size // 34),
    "unclosed": lambda size: "<p>" * (size // 3),
    "unclosed list items": lambda size: "<li>" * (size // 4),
    "end tags only": lambda size: "</div>" * (size // 6),
    "unterminated title tags": lambda size: "<title" * (size // 6),
    "unterminated quotation tags": lambda size: "<q " * (size // 3),
    "unterminated comments": lambda size: "<!--" * (size // 4),
    "unterminated scripts": lambda size: "<script>" * (size // 8),
    "unterminated style tags before a tag": lambda size: "<style " * (size // 7) + "<p>",
    "unterminated heading tags": lambda size: "<h1 " * (size // 4),
    "unterminated script tags with a type": lambda size: "<script type=x " * (size // 15),
    "whitespace before a type": lambda size: "<script type=" + " " * size + ">",
    "comments before a tag": lambda size: "<!---->" * (size // 7) + "<nothing/>",
    "declarations": lambda size: "<!x " * (size // 4) + ">",
    "less-than signs": lambda size: "<" * size,
    "unterminated tags": lambda size: "<a" * (size // 2) + ">",
    "no-break spaces": lambda size: "<p>" + "\u00a0" * size,
    "ampersands in an attribute": lambda size: '<p title="' + "& " * (size // 2) + '">x</p>',
    "references without a semicolon": lambda size: "<p>" + "&ampx" * (size // 5),
    "embeds": lambda size: '<iframe src="https://www.youtube.com/embed/Ab-c_123xyz"></iframe>' * (size // 66),
    "sources of an unclosed picture": lambda size: "<picture>" + '<source srcset="a 1x"><img>' * (size // 27),
    "commas of a srcset": lambda size: '<img srcset="a' + ", " * (size // 2) + 'x">',
    "drawings": lambda size: "<svg>" + "x<g>y</g>" * (size // 9),
    "comments and sections": lambda size: "<![CDATA[x]]><!-- x -->" * (size // 23),
    "references": lambda size: "&" * size,
    "numeric references": lambda size: "&#" * (size // 2),
    "unclosed bold text": lambda size: "<b>" * (size // 3),
    "long name": lambda size: "<" + "a" * size + ">",
    "quotation marks": lambda size: '<a href="' * (size // 9),
    "tables": lambda size: "<table><tr><td>" * (size // 15),
    "nested lists": lambda size: "<ul><li>x" * 100 + "<i>x</i>" * (size // 8) + "</ul>" * 100,
    "nested containers": lambda size: "<div>" * 200 + "<p>x</p>" * (size // 8) + "</div>" * 200,
    "items with spaces": lambda size: f"<ul><li><b>x{chr(0x2003) * (size // 3)}</b>y</ul>",
    "line breaks": lambda size: "x" + "<br>" * (size // 4) + "x",
    "quotations": lambda size: "<blockquote>" * 100 + "<p>x</p>" * (size // 8),
    "formatting": lambda size: "<b><p>" * (size // 6),
    "whitespace in a tag": lambda size: "<p" + " " * size,
    "whitespace in many tags": lambda size: ("<p" + " " * 50) * (size // 52) + ">",
}
"""Fragments: the HTML of an item of a feed."""


def _attributes(size: int) -> str:
    return " ".join(f"a{number}" for number in range(size // 6))


START: Final = "<!doctype html><html><body><h2>What happened</h2><p>Rain.</p>"
PAGES: Final[dict[str, Callable[[int], str]]] = {
    "deep": lambda size: START + "<div>" * (size // 5),
    "deep within the limit": lambda size: START + "<div>" * 150 + "<p>x</p>" * (size // 8),
    "unclosed paragraphs": lambda size: START + "<p>x" * (size // 4),
    "empty paragraphs": lambda size: START + "<p>" * (size // 3),
    "unclosed items": lambda size: START + "<ul>" + "<li>x" * (size // 5),
    "questions": lambda size: START + "<h2>FAQ</h2><ul>" + "<li>x?<p>y" * (size // 10),
    "unclosed tags": lambda size: START + "<a " * (size // 3),
    "links": lambda size: START + "<p>" + "".join(f"<a href='/{number}'>x</a> " for number in range(size // 22)),
    "cells": lambda size: START + "<table>" + "<tr><td>x" * (size // 9),
    "tables": lambda size: START + "<table><tr><td>" * (size // 15),
    "formatting": lambda size: START + "<b><p>x" * (size // 7),
    "line ends": lambda size: START + "<p>" + "x<br>" * (size // 5),
    "preformatted": lambda size: START + "<pre>" + "x\n" * (size // 2),
    "known headings in articles": lambda size: START + "<article>" * 190 + "<h2>Background</h2>words" * (size // 24),
    "headers": lambda size: START + "<div>" * 190 + "<header>words</header>" * (size // 22),
    "nested tables": lambda size: START + "<table><tr><td>" * 60 + "<p>some words of a text" * (size // 23),
    "comments": lambda size: START + "<!-- -->" * (size // 8),
    "unclosed comments": lambda size: START + "<!--" * (size // 4),
    "unclosed scripts": lambda size: START + "<script>" * (size // 8),
    "less-than signs": lambda size: START + "<" * size,
    "references": lambda size: START + "&" * size,
    "attributes": lambda size: START + f"<p {_attributes(size)}>",
    "attributes behind a quoted sign": lambda size: (
        START + "<p a='>' b' " + " ".join(f"a{n}" for n in range(size // 6)) + ">"
    ),
    "attributes in a title": lambda size: (
        "<title><script></title><p " + " ".join(f"a{n}" for n in range(size // 6)) + "></script>"
    ),
    "long attribute": lambda size: START + f"<p class='{'cookie ' * (size // 7)}' style='{'a:b;' * (size // 8)}'>x",
    "headings": lambda size: START + "<h2>Other</h2>" * (size // 14),
    "known headings": lambda size: START + "<h2>Background</h2>" * (size // 19),
    "long heading": lambda size: START + f"<h2>{'(a ' * (size // 3)}</h2>",
    "definitions": lambda size: START + "<dl>" + "<dt>a?<dd>b" * (size // 11),
    "details": lambda size: START + "<details><summary>a?</summary>b</details>" * (size // 44),
    "nested lists": lambda size: START + ("<ul><li>x" * 80 + "</ul>" * 80) * (size // 1200),
    "nested articles": lambda size: "<!doctype html>" + "<article>" * 180 + "<h2>Background</h2>x" * (size // 20),
    "nested figures": lambda size: START + "<figure><img src=/a>" * 150 + "<p>x" * (size // 4),
    "images": lambda size: START + "<h2>Background</h2>" + "<img src=https://e.example.com/a.png alt=x>" * (size // 44),
    "ruby": lambda size: START + "<ruby>" + "x<rt>y</rt>" * (size // 11),
    "private characters": lambda size: START + "<p>" + "&#xF0000;" * (size // 9),
    "quotation marks": lambda size: START + "<h2>Press review</h2><p>" + "'a " * (size // 3),
    "brackets of JSON-LD": lambda size: START + f"<script type='application/ld+json'>{'[' * size}</script>",
}
"""Explainer pages."""
