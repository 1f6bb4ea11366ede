"""Blocks from the HTML of other publishers."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfeed import (
    Image,
    LimitError,
    Limits,
    List,
    Markup,
    Paragraph,
    Point,
    Points,
    Question,
    Quotation,
    RichText,
)
from newsfeed.body.html_blocks import parse_blocks

BASE = "https://town.example.com/permits/"


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("", []),
        (" \n ", []),
        ("Just words &amp; &lt;more&gt;", [Paragraph(text="Just words & <more>")]),
        ("<p>One\n  line</p>\n<p>Two</p>", [Paragraph(text="One line"), Paragraph(text="Two")]),
        ("One<p>Two</p>Three", [Paragraph(text="One"), Paragraph(text="Two"), Paragraph(text="Three")]),
        ("One<br><br/>Two<br>", [Paragraph(text="One"), Paragraph(text="Two")]),
        ("One<br>Two", [Paragraph(text=RichText("One<br/>Two"))]),
        (
            "<strong>One<br><br>Two</strong>",
            [Paragraph(text=RichText("<strong>One<br/><br/>Two</strong>"))],
        ),
        (
            '<p class="x">A <b>bold</b> and <i>slanted</i> <span style="color:red">red</span> word</p>',
            [Paragraph(text=RichText("A <strong>bold</strong> and <em>slanted</em> red word"))],
        ),
        (
            '<p><a href="form.html" target="_blank" class="b">The <u>form</u></a></p>',
            [Paragraph(text=RichText('<a href="https://town.example.com/permits/form.html">The form</a>'))],
        ),
        ('<p lang="en_US">A <em lang="en_US" title="x">word</em></p>', [Paragraph(text=RichText("A <em>word</em>"))]),
        (
            '<div><section><p>One</p></section><div>Two <q cite="a">so</q></div></div>',
            [Paragraph(text="One"), Paragraph(text=RichText(f'Two <q cite="{BASE}a">so</q>'))],
        ),
        ("<ul><li>One<li><p>Two</p></ul>", [List(items=["One", "Two"])]),
        (
            "<ol><li><b>One</b></li><li><p>Two</p><p>Three</p></li></ol>",
            [List(items=[RichText("<strong>One</strong>"), "Two\n\nThree"], ordered=True)],
        ),
        (
            "<ul><li><b>Online:</b> by form</li><li><strong>By post</strong>: by <i>letter</i></li><li>In person</li></ul>",
            [
                Points(
                    points=[
                        Point(label="Online", text="by form"),
                        Point(label="By post", text=RichText("by <em>letter</em>")),
                        Point(text="In person"),
                    ]
                )
            ],
        ),
        ("<ol><li><b>One:</b> two</li></ol>", [List(items=[RichText("<strong>One:</strong> two")], ordered=True)]),
        (
            '<blockquote cite="/speech"><p>It holds.</p><p>So far.</p><footer>— Ines Okafor</footer></blockquote>',
            [Quotation(text="It holds.\n\nSo far.", url="https://town.example.com/speech", attribution="Ines Okafor")],
        ),
        ("<blockquote>It <b>holds</b>.</blockquote>", [Quotation(text=RichText("It <strong>holds</strong>."))]),
        (
            '<p>See <img src="map.png" alt="A map"> here</p>',
            [
                Paragraph(text="See"),
                Image(url="https://town.example.com/permits/map.png", alt="A map"),
                Paragraph(text="here"),
            ],
        ),
        (
            '<figure><img src="map.png" alt=""><figcaption>The <i>hall</i></figcaption></figure>',
            [Image(url="https://town.example.com/permits/map.png", caption=RichText("The <em>hall</em>"))],
        ),
        ("One<hr>Two", [Paragraph(text="One"), Paragraph(text="Two")]),
        ("One<script>alert(1)</script><style>p{}</style>", [Paragraph(text="One")]),
    ],
)
def test_blocks(html: str, blocks: list[Any]) -> None:
    assert list(parse_blocks(html, base=BASE)) == blocks


@pytest.mark.parametrize(
    "html",
    [
        "<h3>What to bring</h3>",
        "<table><tbody><tr><td>1</td></tr></tbody></table>",
        "<ul><li>One<ul><li>Two</li></ul></li></ul>",
        '<ol start="3"><li>Three</li></ol>',
        "<dl><dt>Fee</dt><dd>None</dd></dl>",
        "<pre>a\n  b</pre>",
        "<blockquote><ul><li>One</li></ul></blockquote>",
        '<figure><img src="https://town.example.com/a.png"/><img src="https://town.example.com/b.png"/></figure>',
        "<figure></figure>",
    ],
)
def test_what_no_block_holds_keeps_its_html(html: str) -> None:
    assert parse_blocks(f"<p>One</p>{html}Two") == (Paragraph(text="One"), Markup(html), Paragraph(text="Two"))


def test_links_without_a_base_keep_their_words() -> None:
    assert parse_blocks('<p><a href="/form">The form</a></p><img src="a.png">') == (
        Paragraph(text="The form"),
        Markup('<img src="a.png"/>'),
    )


def test_unsafe_html_is_removed() -> None:
    blocks = parse_blocks('<p onclick="x()"><a href="javascript:x()">a</a></p><table onclick="x()"><tr><td>b</table>')
    assert "x()" not in repr(blocks)
    assert blocks[0] == Paragraph(text="a")


def test_deep_and_large_html() -> None:
    nested = "<ul><li>x" * 100 + "</li></ul>" * 100
    (block,) = parse_blocks(nested)
    assert isinstance(block, Markup)
    assert block.html.count("<li>") == 100
    with pytest.raises(LimitError):
        parse_blocks("<b>" * 300)
    with pytest.raises(LimitError):
        parse_blocks("<p>" * 9, limits=Limits(html=9))


PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<b>", "</b>", "<ul>", "<li>", "</li></ul>", "<br>", "a ", "&lt;", "<div>", "</div>", "<ol>"),
        *(
            '<a href="https://a.example/">',
            '<a href="/a" rel="b" title="c">',
            "</a>",
            "<cite>",
            "</cite>",
            "<q>",
            "<dl>",
        ),
        *("<table><td>", "</table>", "<figure>", "<figcaption>", "</figure>", "\n\n", "\u00a0", "<img src=x>"),
        *("<blockquote>", "<blockquote cite=x>", "</blockquote>", "</ol>"),
    ]
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_any_html_is_an_answer_with_canonical_markup(html: str) -> None:
    blocks = parse_blocks(html)
    answer = Question(text="q", answer=blocks).answer
    assert Question(text="q", answer=answer).answer == answer
    assert [block for block in blocks if isinstance(block, Markup) and Markup.clean(block.html) != block] == []
