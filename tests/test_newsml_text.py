"""The short ways of the NewsML-G2 writer: what they say is what the long ways say."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given, strategies
from lxml import etree

from newsfeed.formats.newsml import parties, text

PIECES = (
    "<p>", "</p>", "<em>", "</em>", "<br/>", "<br>", "<ul>", "<li>", "</li>", "</ul>", "words", "&amp;", "&nbsp;", "&",
    "]]", ">", "]]>", "<!-- a -->", "<![CDATA[", "<?x y?>", '<a href="/a" rel="b">', '<a href="/a" href="b">', "</a>",
    '<p xmlns="http://www.w3.org/XML/1998/namespace">', "<x:p>", "</x:p>", "<P>", "<time>", "</time>", "<summary", "/>",
    '<section class="a">', "</section>", "<u>", "</u>", "<ul >", "é", "<p lang=en>", '<p title="a<b">', "<p>a</p>",
    '<a title=" href=" href="/a">', "<p><em>a</em></p>", "<div>" * 6 + "</div>" * 6, "&#39;", "&#0;", "<!-- <s> -->",
)  # fmt: skip


@given(strategies.lists(strategies.sampled_from(PIECES), max_size=8).map("".join))
def test_markup_that_is_plainly_well_formed_is_so_for_a_parser(html: str) -> None:
    if text._is_plain(html):
        etree.fromstring(f"<div>{html}</div>".encode())
    assert text._spanned(html) == text._TAG.sub(text._tag, html)


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
    ],
)
def test_plain_markup_needs_no_parser(html: str, plain: bool) -> None:
    assert text._is_plain(html) is plain


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example.com/a?b=c#d", "http://example.org", "https://example.org:8080/a", "https://a@example.org/",
        "https://NEWS.example.com/", "https://example.org?a", "https://[::1]/a", "https://exämple.org/", "tag:a,2020:b",
        "ftp://example.org/a",
    ],
)  # fmt: skip
def test_a_host_is_the_one_that_urlsplit_finds(url: str) -> None:
    assert parties._host(url) == (urlsplit(url).hostname or "")
