"""Shortcuts of the NewsML-G2 writer: they give the same results as the slow paths."""

from collections.abc import Callable
from time import process_time
from urllib.parse import urlsplit

import pytest
from hypothesis import given, strategies
from lxml import etree

from newsfeed.formats.newsml import item_context, markup_checks, xhtml11

PIECES = (
    "<p>", "</p>", "<em>", "</em>", "<br/>", "<br>", "<ul>", "<li>", "</li>", "</ul>", "words", "&amp;", "&nbsp;", "&",
    "]]", ">", "]]>", "<!-- a -->", "<![CDATA[", "<?x y?>", '<a href="/a" rel="b">', '<a href="/a" href="b">', "</a>",
    '<p xmlns="http://www.w3.org/XML/1998/namespace">', "<x:p>", "</x:p>", "<P>", "<time>", "</time>", "<summary", "/>",
    '<section class="a">', "</section>", "<u>", "</u>", "<ul >", "é", "<p lang=en>", '<p title="a<b">', "<p>a</p>",
    '<a title=" href=" href="/a">', "<p><em>a</em></p>", "<div>" * 6 + "</div>" * 6, "&#39;", "&#0;", "<!-- <s> -->",
)  # fmt: skip


@given(strategies.lists(strategies.sampled_from(PIECES), max_size=8).map("".join))
def test_the_expressions_agree_with_the_parser(html: str) -> None:
    if markup_checks.is_plain(html):
        etree.fromstring(f"<div>{html}</div>".encode())
    every_tag = xhtml11._TAG.sub(xhtml11._replace_tag, html)
    assert xhtml11.to_xhtml11(html) == every_tag
    if markup_checks.is_xhtml(html):
        assert markup_checks.is_plain(html)
        assert every_tag == html


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ('<p>One <em>two</em> <a href="/a" rel="b">three &amp; four</a><br/></p>\n<hr/>', True),
        ("<table><tbody><tr><td><p>1</p></td></tr></tbody></table>", True),
        ('<section><img src="a.png" alt=""/></section>', True),
        ("<p>One</p", False),
        ("<p>One <em>two</p></em>", False),
        ('<a href="/a" href="/b">c</a>', False),
        ("<p>a]]>b</p>", False),
        ("<p>a&nbsp;b</p>", False),
        ('<p xmlns="a">b</p>', False),
        ('<x:p xmlns:x="a">b</x:p>', False),
        ("<div><div><div><div><div><div>a</div></div></div></div></div></div>", False),
        ("a" * 1_000_001, False),
        ('<p id="a" class="b" lang="c" dir="d" title="e > f">g</p>', True),
        ('<p id="a" class="b" id="c">d</p>', False),
        ('<p id="a < b">c</p>', False),
        ('<p id="a" class="b<c">d</p>', False),
        ('<p id="a"class="b">c</p>', False),
        ('<p id="a" >b</p>', False),
        ("<p id=\"a\" class='b'>c</p>", False),
        ('<p xml:lang="de">a</p>', False),
        ('<p a="" b="" c="" d="" e="" f="" g="" h="">i</p>', True),
        ('<p a="" b="" c="" d="" e="" f="" g="" h="" i="">j</p>', False),
    ],
)
def test_plain_markup_is_recognized_without_a_parser(html: str, plain: bool) -> None:
    assert markup_checks.is_plain(html) is plain


@pytest.mark.parametrize("name", sorted(markup_checks.HTML5_BLOCKS | markup_checks.HTML5_INLINE))
def test_elements_of_html5_are_not_xhtml11(name: str) -> None:
    html = f"<p>a</p><ul><li><{name}>b</{name}></li></ul><{name}/>"
    assert markup_checks.is_plain(html)
    assert not markup_checks.is_xhtml(html)
    assert markup_checks.is_xhtml(html.replace(name, f"{name}1"))
    assert markup_checks.is_xhtml(html.replace(name, f"x{name}"))


@pytest.mark.parametrize(
    "name", ["p", "a", "b", "h1", "samp", "span", "sub", "strong", "ul", "table", "hr", "dl", "mask"]
)
def test_other_elements_are_xhtml11(name: str) -> None:
    assert markup_checks.is_xhtml(f'<{name}>a<{name} class="b"/></{name}>')


SHAPES: dict[str, Callable[[int], str]] = {
    "open": lambda size: "<p>" * size,
    "open and closed": lambda size: "<p>a</p>" * size,
    "deep": lambda size: "<p>" * size + "</p>" * size,
    "deep enough, and wrong": lambda size: "<p><p><p><p><p>a</p></p></p></p></b>" * size,
    "wrong at the end": lambda size: "<p><b>a</b></p>" * size + "<p>",
    "attributes": lambda size: '<p a="b" c="d" e="f" g="h" i="j" k="l" m="n" o="p">q</p>' * size,
    "attributes twice": lambda size: '<p a="b" c="d" e="f" g="h" i="j" k="l" m="n" a="p">q</p>' * size,
    "long value": lambda size: f'<p a="{"b" * 8 * size}">c</p>',
    "value without an end": lambda size: f'<p a="{" a=" * 3 * size}',
    "values without an end": lambda size: '<p a="' * size,
    "signs": lambda size: "<" * 8 * size,
    "references": lambda size: "&" * 8 * size,
    "brackets": lambda size: "]" * 8 * size,
    "spaces": lambda size: f"<p{' ' * 8 * size}",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_expressions_take_linear_time(shape: str) -> None:
    small, large = (_cost(SHAPES[shape](size)) for size in (2_500, 20_000))
    assert large < max(small, 0.001) * 30  # Eight times the length: quadratic time would be 64 times as much.


def _cost(html: str) -> float:
    """Return the least CPU time of three runs, in seconds."""
    costs = []
    for _ in range(3):
        start = process_time()
        markup_checks.is_xhtml(html)
        markup_checks.is_plain(html)
        costs.append(process_time() - start)
    return min(costs)


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example.com/a?b=c#d", "http://example.org", "https://example.org:8080/a", "https://a@example.org/",
        "https://NEWS.example.com/", "https://example.org?a", "https://[::1]/a", "https://exämple.org/", "tag:a,2020:b",
        "ftp://example.org/a",
    ],
)  # fmt: skip
def test_hosts_equal_those_of_urlsplit(url: str) -> None:
    assert item_context.host_of(url) == (urlsplit(url).hostname or "")
