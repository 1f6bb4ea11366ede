"""Sanitizing HTML: addresses, what is found to be removed, and the fast ways."""

import random
from typing import Final

import nh3
import pytest

from newsfeed.errors import LimitError
from newsfeed.io import html as html_io
from newsfeed.io.html import Removal, sanitize
from newsfeed.io.limits import Limits
from newsfeed.io.sanitizing import cleaning, facts, shielding, simple
from newsfeed.io.sanitizing.cleaning import clean_thoroughly
from newsfeed.io.sanitizing.simple import is_canonical, tags_of
from newsfeed.io.sanitizing.tokens import parse_attributes
from newsfeed.model import Markup
from newsfeed.values.xml_chars import replace_illegal
from tag_soup import soups

BASE: Final = "https://base.example/d/f?q"
SOUPS: Final = (1500, pytest.param(6000, marks=pytest.mark.battery))
"""Numbers of random pages that a test reads."""


def removals_of(html: str, base: str | None = None) -> list[tuple[str, str, str, str]]:
    """Return what sanitizing removes, without replacements."""
    removals: list[Removal] = []
    sanitize(html, base=base, removals=removals)
    return [removal[:4] for removal in removals]


# --- addresses ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "scheme", ["javascript", "vbscript", "data", "file", "feed", "x-unknown", "java\tscript", " javascript"]
)
@pytest.mark.parametrize(
    ("element", "attribute"),
    [
        ("q", "cite"),
        ("blockquote", "cite"),
        ("ins", "cite"),
        ("del", "cite"),
        ("a", "href"),
        ("video", "poster"),
        ("img", "src"),
    ],
)
def test_every_attribute_with_an_address_has_its_scheme_checked(element: str, attribute: str, scheme: str) -> None:
    html = f'<{element} {attribute}="{scheme}:alert(1)">'
    assert f"{attribute}=" not in sanitize(html)
    assert f"{attribute}=" not in sanitize(html, base=BASE)
    assert [removal[1:3] for removal in removals_of(html)] == [(element, attribute)]


REFERENCES: Final = (
    *("a", "/a", "../a", "./a", "?q=1", "#f", "//h.example/x", "a b", "é", "/é?ü=ß", "a#x y", "", "..", "../../../x"),
    *("a/./b/../c", "a%20b", "/a//b", "a;b=c", "./a:b", "//H.Example/X", "\\a\\b", "a'b", "?x='y'", "a{b}", "a`b"),
    *(
        "mailto:x@example.com",
        "a\tb",
        " a ",
        "/日本",
        "x?日本",
        "#日本",
        "https://example.com/é b",
        "HTTP://example.com",
    ),
)


@pytest.mark.parametrize(
    "base", ["https://base.example/d/f?q#z", "https://base.example", "https://Base.Example:8080/ü/"]
)
@pytest.mark.parametrize("reference", REFERENCES)
def test_addresses_are_resolved_as_a_browser_does(reference: str, base: str) -> None:
    cleaner = nh3.Cleaner(
        tags={"a"}, attributes={"a": {"href"}}, link_rel=None, url_relative=("rewrite_with_base", base)
    )
    html = f'<a href="{reference}">x</a>'
    assert sanitize(html, base=base) == cleaner.clean(html)


@pytest.mark.parametrize("attribute", ["cite", "src", "poster"])
def test_all_attributes_are_resolved(attribute: str) -> None:
    element = {"cite": "q", "src": "img", "poster": "video"}[attribute]
    assert f'{attribute}="https://base.example/d/x"' in sanitize(f'<{element} {attribute}="x">', base=BASE)


@pytest.mark.parametrize("base", ["nonsense", "urn:x", "https://["])
def test_an_unusable_base_leaves_addresses_relative_or_removes_them(base: str) -> None:
    assert sanitize('<a href="x">y</a>', base=base) in ('<a href="x">y</a>', "<a>y</a>")


def test_all_bases_share_one_cleaner() -> None:
    for number in range(3):
        sanitize('<a href="x" class="y" style="z">y</a>', base=f"https://base{number}.example/")
    assert cleaning.cleaner.cache_info().currsize == 1


# --- removals ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "removals"),
    [
        ("<p>x</p>", []),
        ('<p style="color:red" onclick="x()" data-id="7">x</p>', []),
        ("<script>x()</script><style>p {}</style><!-- c -->", []),
        ('<link rel="stylesheet" href="https://example.com/s.css">', [("address", "link", "href", "https://example.com/s.css")]),
        ('<script src="/s.js"></script>', [("address", "script", "src", "/s.js")]),
        ('<form action="/go"><input type="submit" value="Go"></form>', [
            ("address", "form", "action", "/go"), ("text", "input", "value", "Go"),
        ]),
        ('<p background="/b.png">x</p>', [("address", "p", "background", "/b.png")]),
        ('<p style="background: url(/b.png)">x</p>', [("address", "p", "style", "/b.png")]),
        ('<img src="https://example.com/a.png" srcset="/b.png 2x, https://example.com/a.png" usemap="#m">', [
            ("address", "img", "srcset", "/b.png"), ("address", "img", "usemap", "#m"),
        ]),
        ('<map><area href="/x" alt="Town"></map>', [("address", "area", "href", "/x"), ("text", "area", "alt", "Town")]),
        ('<svg><a xlink:href="/x">y</a></svg>z', [("address", "a", "xlink:href", "/x"), ("text", "svg", "", "y")]),
        ("<template>words</template>", [("text", "template", "", "words")]),
        ("a<![CDATA[words]]>b", [("text", "", "", "words")]),
        ('a <a href="x', [("text", "", "", '<a href="x')]),
        ("<td title='words'>x</td>", [("text", "td", "title", "words")]),
        ('<a href="https://example.com:99999/">x</a>', [("address", "a", "href", "https://example.com:99999/")]),
        ('<a href="https://xn--a/">x</a>', [("address", "a", "href", "https://xn--a/")]),
        ('<x-card link="https://example.com/c">x</x-card>', [("address", "x-card", "link", "https://example.com/c")]),
        ('<p title="a" title="b">x</p>', []),
        ('<a href="/x">y</a><img src="i.png" alt="z">', []),
    ],
)  # fmt: skip
def test_removed_values_are_found(html: str, removals: list[tuple[str, str, str, str]]) -> None:
    assert removals_of(html, BASE) == removals


def test_links_that_plain_text_has_no_place_for_are_found() -> None:
    html = '<a href="/x">y</a> <img alt="A quay" src="https://example.com/q.png"> <a href="https://example.com/">https://example.com/</a>'
    removals = html_io.removals_of_plain_text(html)
    assert [(removal.element, removal.attribute) for removal in removals] == [
        ("a", "href"),
        ("img", "alt"),
        ("img", "src"),
    ]
    assert html_io.removals_of_plain_text("a < b") == []


# --- all ways have one result ------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("number", SOUPS)
def test_all_ways_have_the_result_of_the_thorough_one(number: int) -> None:
    for html in soups(number):
        for base in (None, BASE):
            thorough: list[Removal] = []
            removals: list[Removal] = []
            try:
                clean = sanitize(html, base=base, removals=removals)
            except LimitError:
                continue
            if "<" in html:
                assert clean == clean_thoroughly(replace_illegal(html), base, thorough), html
                assert removals == thorough, html


@pytest.mark.parametrize("number", SOUPS)
def test_sanitizing_is_idempotent_and_its_result_legal(number: int) -> None:
    for html in soups(number):
        clean = sanitize(html, base=BASE)
        assert sanitize(clean, base=BASE) == clean, html
        assert Markup(clean).html == clean, html
        assert Markup.clean(html, base=BASE) == Markup(clean)


@pytest.mark.parametrize(
    "html",
    [
        "<h1><font><h2>x</h2></font></h1>",
        "<h2><strong><h2>x</strong></h2>",
        "<pre>\n\nx</pre>",
        "<pre class='a'>\n\n\nx</pre>",
        "<p><object></p>",
        "<p><button><p>x",
        "<a><table><a>",
        "<table>x<tr>y<td><table>z",
        "<table><caption><a><td>&#12;",
        '<script xmlns="http://www.w3.org/1999/xhtml">x</script>',
        "<svg onload=alert(1)><style><img src=x onerror=alert(1)></style></svg>",
        '<math><mtext><table><mglyph><style><img title="</style><img src=x onerror=alert(1)>">',
        "&#12;&#13;x",
    ],
)
def test_sanitizing_is_idempotent_for_what_parses_unlike_it_was_written(html: str) -> None:
    clean = sanitize(html)
    assert sanitize(clean) == clean
    assert "onerror" not in clean
    assert "onload" not in clean


def test_preformatted_text_keeps_its_first_line_end() -> None:
    assert sanitize("<pre>\n\nx</pre>") == "<pre>\n\nx</pre>"
    assert sanitize("<pre>\nx</pre>") == "<pre>x</pre>"


CANONICAL: Final = (
    "<p>The “quay” &amp; Šárka</p>\n<p>4 &lt; 5</p>",
    'Words <a href="https://example.com/?a=1&amp;b=2">link</a> and <em class="c">more</em>.',
    "<ul><li><p>x</p></li><li>y<ol><li>z</li></ol></li></ul>",
    '<figure><img src="https://example.com/a.png" alt="A quay"/><figcaption>c</figcaption></figure><hr/>',
    "<h2>x<br/>y</h2><blockquote><p>市</p></blockquote>",
)


@pytest.mark.parametrize("html", CANONICAL)
def test_canonical_html_is_recognized(html: str) -> None:
    assert is_canonical(html, tags_of(html))
    assert sanitize(f"\n{html} ") == html == clean_thoroughly(html, None, None)


@pytest.mark.parametrize(
    "html",
    [
        *(
            "<p>x",
            "x</p>",
            "<p>x</p></p>",
            "<p><p>x</p></p>",
            "<h2><p>x</p></h2>",
            "<a><em><a>x</a></em></a>",
            "<li>x</li>",
        ),
        *(
            "<ul>x<p>y</p></ul>",
            "<p>a > b</p>",
            "<p>&copy;</p>",
            "<p>a & b</p>",
            "<p>x\r</p>",
            "<p>\x00</p>",
            "<P>x</P>",
        ),
        *(
            '<p onclick="x">y</p>',
            '<a href="/x">y</a>',
            '<a href="https://xn--a/">y</a>',
            '<p class="a" class="b">y</p>',
        ),
        *(
            "<p>x<hr/></p>",
            "<ul><br/></ul>",
            "<table></table>",
            "<pre>\nx</pre>",
            "<!-- c -->",
            "<p>a<</p>",
            "<b>x</i></b>",
        ),
    ],
)
def test_other_html_is_not_taken_for_canonical(html: str) -> None:
    assert not is_canonical(html, tags_of(html))


# --- many ampersands and no-break spaces -------------------------------------------------------------------------------------

ESCAPES: Final = (
    *(
        "&",
        "&amp;",
        "&amp",
        "&ampx",
        "&copy",
        "&copy;",
        "&copyx",
        "&copy=",
        "&nbsp;",
        "&nbsp",
        "&#160;",
        "&#xA0;",
        "&#38;",
        "&#38",
    ),
    *(
        "&x;",
        "&x",
        "&#",
        "&#x",
        "&#x;",
        "&lt;",
        "&ltb",
        "\xa0",
        "&notit;",
        "&AMP;",
        "&#1;",
        "&#0;",
        "&&amp;",
        "&NotEqualTilde;",
    ),
)


@pytest.mark.slow
@pytest.mark.parametrize("number", SOUPS)
def test_a_shield_changes_nothing(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    generator = random.Random(7)
    for _ in range(number // 2):
        text = "".join(generator.choices((*ESCAPES, "x", " ", "=", ";", "\ue000"), k=8))
        html = generator.choice(
            ("<p>{}</p>", '<p title="{}">x</p>', "<p title={}>x", "<textarea>{}</textarea>", "<xmp>{}</xmp>")
        )
        html = f"<u>{html.format(text)}</u><table></table>"
        monkeypatch.setattr(shielding, "_MAX_ESCAPES", 10**9)
        expected = sanitize(html)
        monkeypatch.setattr(shielding, "_MAX_ESCAPES", 0)
        assert sanitize(html) == expected, html


def test_long_tags_are_not_kept_in_memory() -> None:
    sizes = [cache.cache_info().currsize for cache in (facts._cached_facts, simple._is_simple_cached)]
    sanitize(f'<img src="data:image/png;base64,{"A" * 600}" alt="x">')
    assert sizes == [cache.cache_info().currsize for cache in (facts._cached_facts, simple._is_simple_cached)]


def test_html_with_all_private_characters_has_no_shield() -> None:
    html = "".join(map(chr, range(0xE000, 0xF900))) + "&" * 2000
    assert shielding.Shield.for_html(html) is None


@pytest.mark.parametrize(
    ("html", "limit"),
    [
        ("<p>" + "<b></b>" * 300 + "</p>", None),
        ("<p>" + "a=b " * 300 + "</p>", None),
        ("<p" + "".join(f" a{number}=b" for number in range(256)) + ">a=b</p>", None),
        ("<p" + "".join(f" a{number}=b" for number in range(257)) + ">x</p>", "attributes"),
        ("<div>" * 256 + "<br>" + "</div>" * 256, None),
        ("<div>" * 255 + "<i></i><u></u><b></b>" + "</div>" * 255, None),
        ("<div>" * 255 + "</b></i><u></u><s></s>", None),
        ("<div>" * 255 + "<i><u>", "depth"),
        ("<div>" * 257, "depth"),
    ],
)
def test_deep_html_and_tags_with_many_attributes_are_refused(html: str, limit: str | None) -> None:
    if limit is None:
        sanitize(html)
    else:
        with pytest.raises(LimitError) as caught:
            sanitize(html)
        assert caught.value.limit == limit


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("&#38;a", "&a"),
        ("&#x26;", "&"),
        ("?a=1&copy=2", "?a=1&copy=2"),
        ("&copy;=2", "©=2"),
        ("&copy", "©"),
        ("&zzz;", "&zzz;"),
    ],
)
def test_character_references_in_attributes(value: str, text: str) -> None:
    assert parse_attributes(f'title="{value}"') == {"title": text}


@pytest.mark.parametrize(
    ("text", "is_html"),
    [
        ("plain", False),
        ("a < b & c", False),
        ("AT&T; <3", False),
        ("a <b>c</b>", True),
        ("</p>", True),
        ("<!-- x -->", True),
        ("R&amp;D", True),
        ("&#8217;", True),
        ("&#x2019;", True),
        ("&", False),
        ("<", False),
    ],
)
def test_text_that_looks_like_html_has_a_tag_a_comment_or_a_reference(text: str, *, is_html: bool) -> None:
    assert html_io.looks_like_html(text) is is_html


# --- bounds of work ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("character", ["&", "\u00a0"])
def test_html_with_more_than_a_thousand_ampersands_or_no_break_spaces_is_shielded(character: str) -> None:
    assert not shielding.needs_shield(character * 1000)
    assert shielding.needs_shield(character * 1001)
    assert not shielding.needs_shield("x" * 2000)
    assert shielding.needs_shield("&" * 500 + "\u00a0" * 501)


@pytest.mark.parametrize("free", [0, 1, 2])
def test_a_shield_needs_two_private_characters(free: int) -> None:
    html = "".join(map(chr, range(0xE000, 0xF900 - free))) + "&" * 1001
    assert (shielding.Shield.for_html(html) is not None) is (free == 2)
    assert shielding.Shield.for_html("&") is None


@pytest.mark.parametrize(("length", "is_found"), [(9_999, False), (10_000, False), (10_001, True)])
def test_addresses_are_looked_for_in_the_first_10000_characters_of_a_text(length: int, *, is_found: bool) -> None:
    address = "https://example.com/"
    html = f'<a href="{address}">{address}</a>' + "x" * (length - len(address))
    assert len(html_io.to_plain_text(html)) == length
    assert bool(html_io.removals_of_plain_text(html)) is is_found


@pytest.mark.parametrize("number", [199, 200, 201])
def test_two_hundred_removed_texts_are_looked_for(number: int) -> None:
    html = "".join(f"<template>w{index}x</template>" for index in range(number))
    assert len(removals_of(html)) == min(number, 200)


@pytest.mark.parametrize("attributes", [1, 15, 16, 17])
def test_canonical_html_is_the_same_under_any_limit_of_attributes(attributes: int) -> None:
    html = '<p class="a">x</p>'
    assert sanitize(html, limits=Limits(attributes=attributes)) == html


@pytest.mark.parametrize(
    ("html", "removals"),
    [
        # text in order, moved, and lost
        ("<table>a<tr><td>b</td></tr></table>", []),
        ("<select>a</select>", []),
        ("<iframe>a</iframe>", [("text", "iframe", "", "a")]),
        ("<script>a</script><template></template>", []),
        ("<template>a b</template>a <i>b</i>", []),
        ("<template>a\n b</template>c", [("text", "template", "", "a b")]),
        ("a<![CDATA[b]]>c<svg></svg>", [("text", "", "", "b")]),
    ],
)
def test_texts_that_are_lost_are_found(html: str, removals: list[tuple[str, str, str, str]]) -> None:
    assert removals_of(html) == removals
