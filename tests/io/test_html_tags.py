"""Tags of HTML: their tokens, their attributes, what is known of a tag alone, and what of it would be lost."""

import pytest

from newsfeed.io.sanitizing.facts import facts_of
from newsfeed.io.sanitizing.removals import information
from newsfeed.io.sanitizing.simple import MAX_CACHED, is_stable, other_than_simple, tags_of
from newsfeed.io.sanitizing.tokens import match_tag, parse_attributes, start_tag, tokenize

WEB = "https://x.example/"

# --- tokens ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "tokens"),
    [
        ("", []),
        ("a < b <3", []),
        ("a <B c=d>e</b>f", [("start", "<B c=d>", "b", " c=d"), ("end", "</b>", "b", "")]),
        ("<p a='>'>", [("start", "<p a='>'>", "p", " a='>'")]),
        ("<p\n>", [("start", "<p\n>", "p", "\n")]),
        ("<p/>", [("start", "<p/>", "p", "/")]),
        ('<p a=">x', [("unfinished", '<p a=">x', "", "")]),
        ("a</p", [("unfinished", "</p", "", "")]),
        ("<a<b>", [("start", "<a<b>", "a<b", "")]),
        ("a< <b>c", [("start", "<b>", "b", "")]),
        # comments
        ("<!-- <b> -->x", [("comment", "<!-- <b> -->", "", "")]),
        ("<!-->x-->", [("comment", "<!-->", "", "")]),
        ("<!--->x-->", [("comment", "<!--->", "", "")]),
        ("<!--x--!>y", [("comment", "<!--x--!>", "", "")]),
        ("<!--x", [("comment", "<!--x", "", "")]),
        ("<!x>y", [("comment", "<!x>", "", "")]),
        ("<?x?>y", [("comment", "<?x?>", "", "")]),
        ("</3>y", [("comment", "</3>", "", "")]),
        # raw text
        ("<script>a<b></Script >c", [
            ("start", "<script>", "script", ""), ("raw", "a<b>", "script", ""), ("end", "</Script >", "script", " "),
        ]),
        ("<title></title>", [("start", "<title>", "title", ""), ("raw", "", "title", ""), ("end", "</title>", "title", "")]),
        ("<style>a</styles>", [("start", "<style>", "style", ""), ("raw", "a</styles>", "style", "")]),
        ("<plaintext>a</plaintext>", [("start", "<plaintext>", "plaintext", ""), ("raw", "a</plaintext>", "plaintext", "")]),
        ("<script/>a<b>", [("start", "<script/>", "script", "/"), ("start", "<b>", "b", "")]),
        ("<iframe src='x'/><b>", [("start", "<iframe src='x'/>", "iframe", " src='x'/"), ("start", "<b>", "b", "")]),
        ("<iframe src=x/>y", [("start", "<iframe src=x/>", "iframe", " src=x/"), ("raw", "y", "iframe", "")]),
    ],
)  # fmt: skip
def test_tokens_are_those_of_browsers(html: str, tokens: list[tuple[str, str, str, str]]) -> None:
    assert [
        (token.kind, html[token.start : token.end], token.name, token.attributes) for token in tokenize(html)
    ] == tokens


def test_elements_with_raw_text_are_given() -> None:
    html = "<script><b></script><title><i></title>"
    assert [token.name for token in tokenize(html, raw_text=frozenset())] == [
        "script",
        "b",
        "script",
        "title",
        "i",
        "title",
    ]
    assert [token.name for token in tokenize(html, raw_text=frozenset(("title",))) if token.kind == "raw"] == ["title"]


@pytest.mark.parametrize(
    ("source", "attributes"),
    [
        ("", {}),
        ("a", {"a": ""}),
        (" a  b ", {"a": "", "b": ""}),
        ("a=b", {"a": "b"}),
        ("a='b c' d=\"e'\" f=g", {"a": "b c", "d": "e'", "f": "g"}),
        ("A=1 a=2", {"a": "1"}),
        ("a=\n b", {"a": "b"}),
        ("/a/b", {"a": "", "b": ""}),
        ("a=b/", {"a": "b/"}),
        ('a="" b=c', {"a": "", "b": "c"}),
        ("a==b", {"a": "=b"}),
        ("a='&amp;&copy=&copy;&copyx&#65'", {"a": "&&copy=©&copyxA"}),
    ],
)
def test_attributes_are_those_of_browsers(source: str, attributes: dict[str, str]) -> None:
    assert parse_attributes(source) == attributes
    assert parse_attributes(start_tag("p", attributes)[2:-1]) == attributes


@pytest.mark.parametrize(
    ("source", "matches"), [("<p>", True), ("</p a>", True), ("<p", False), ("<p>x", False), ("p", False)]
)
def test_a_whole_tag(source: str, *, matches: bool) -> None:
    assert (match_tag(source) is not None) is matches


# --- a tag alone -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "is_rewritten", "can_lose", "has_address"),
    [
        ("<p>", False, False, False),
        ("</P>", False, False, False),
        ("<td>", False, False, False),
        # the rewriter
        ("<a", True, False, False),
        ("<x>", True, False, False),
        ("</x>", True, False, False),
        ("<pre>", True, False, False),
        ("<video>", True, False, False),
        ("<img>", False, False, False),
        ("<img src='' data-src='x'>", True, False, False),
        ("<img srcset='x'>", True, False, False),
        ("<img src='/a.png' data-src='x'>", False, True, True),
        ("<a src='' data-src='x'>", False, False, True),
        # addresses
        (f"<a href='{WEB}'>", False, False, False),
        ("<a href='/x'>", False, True, True),
        ("<a href='https://xn--a.example/'>", False, True, True),
        ("<p href='/x'>", False, True, True),
        ("<blockquote cite='/x'>", False, True, True),
        (f"<p href='{WEB}'>", False, True, False),
        (f"<img src='{WEB}' srcset='/b 2x'>", False, True, False),
        ("<p background='/x'>", False, True, False),
        # texts
        ("<p title='x'>", False, False, False),
        ("<p alt='x'>", False, True, False),
        ("<img alt='x'>", False, False, False),
        ("<p title=''>", False, False, False),
        ("<p onclick='x' style='y'>", False, False, False),
        # a part of a table can be dropped
        ("<td title='x'>", False, True, False),
        ("<table title='x'>", False, True, False),
        ("<td class='x'>", False, False, False),
        # a repeated attribute
        ("<p class=a class=b>", False, True, False),
        ("<p class=a id=b>", False, False, False),
        ("<p class=a=b>", False, True, False),
    ],
)
def test_facts_about_a_tag(tag: str, *, is_rewritten: bool, can_lose: bool, has_address: bool) -> None:
    facts = facts_of(tag)
    assert (facts.is_rewritten, facts.can_lose, facts.has_address) == (is_rewritten, can_lose, has_address)
    assert (facts.token.start, facts.token.end) == (0, len(tag))
    if not tag.startswith("</") and facts.token.name:
        assert facts_of(f"{tag[:-1]} class='{'x' * 600}'>").is_rewritten is is_rewritten


@pytest.mark.parametrize(
    ("tag", "is_simple"),
    [
        *(("<p>", True), ("</p>", True), ("<br>", True), ("<br/>", True), ("<br />", True), ("<hr>", True)),
        ("<wbr class='a'>", False),
        *(('<p class="a">', True), ('<p class="a" class="b">', False), ('<p class="a" id="b">', True)),
        ("<p class='a'>", False),
        *((f'<a href="{WEB}">', True), (f'<a class="b" href="{WEB}" rel="c">', True), ("<a>", True), ('<a href="/x">', False)),
        *(('<a href="https://xn--a.example/">', False), ('<a title="x">', True), ('<a href="" href="">', False)),
        ("</a>", True),
        *((f'<img src="{WEB}">', True), (f'<img alt="b" src="{WEB}" width="1"/>', True), ("<img>", False)),
        ('<img src="/x">', False),
        *(("<td>", False), ("<pre>", False), ("<x>", False), ("<P>", False), ("<", False), ("<p", False)),
        ('<p title="a">', True),
    ],
)  # fmt: skip
def test_simple_tags_lose_nothing(tag: str, *, is_simple: bool) -> None:
    assert other_than_simple([tag, tag]) == ([] if is_simple else [tag])


@pytest.mark.parametrize("length", [MAX_CACHED - 1, MAX_CACHED, MAX_CACHED + 1])
def test_long_tags_are_judged_as_short_ones(length: int) -> None:
    start = '<p class="'
    tag = f'{start}{"x" * (length - len(start) - 2)}">'
    assert len(tag) == length
    assert other_than_simple([tag]) == []
    assert not facts_of(tag).can_lose
    assert facts_of(f"<td{tag[2:]}".replace("class", "title")).can_lose


def test_the_tags_of_html() -> None:
    assert tags_of("a<p>b<br/>c</p> d < e <f") == ["<p>", "<br/>", "</p>", "< e ", "<f"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        *(("", True), ("x", True), ("<p>x</p>", True), ("<p>x", False), ("</p>", False), ("<b><i>x</b></i>", False)),
        *(("<p>x<br>y</p>", True), ("<br/>", True), ("<hr>", True), ("<p><hr></p>", False), ("<ul><br></ul>", False)),
        *(("<ul><li>x</li></ul>", True), ("<ul><p>x</p></ul>", False), ("<li>x</li>", False)),
        ("<ul><li><p>x</p></li></ul>", True),
        *(("<p><div></div></p>", False), ("<div><p>x</p></div>", True), ("<b><p>x</p></b>", False)),
        ("<h2><b>x</b></h2>", True),
        *(("<a><b>x</b></a>", True), ("<a><b><a>x</a></b></a>", False), ("<a>x</a><a>y</a>", True)),
        ("<b><a>x</a><a>y</a></b>", True),
        *(("<a><b>x</b><i><a>y</a></i></a>", False), ("<table></table>", False), ("<h2><h3>x</h3></h2>", False)),
        *(('<p class="a">x</p>', True), ('<a href="/x">y</a>', True), ("<p/>", False), ("<img src='x'>", True)),
        ("<wbr/>", True),
        ("<div>" * 65 + "</div>" * 65, True),
        ("<div>" * 66 + "</div>" * 66, False),
    ],
)  # fmt: skip
def test_html_that_a_parser_leaves_as_it_is(html: str, *, expected: bool) -> None:
    assert is_stable(tags_of(html)) is expected


# --- values ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("element", "name", "value", "parts"),
    [
        ("a", "href", "/x", [("address", "/x")]),
        ("a", "href", " ", []),
        ("a", "xlink:href", "#x", [("address", "#x")]),
        ("img", "srcset", "/a 1x, /b 2x", [("address", "/a"), ("address", "/b")]),
        ("source", "data-srcset", "/a", [("address", "/a")]),
        ("p", "style", "background: url(/a) url( 'b')", [("address", "/a"), ("address", "b")]),
        ("p", "style", "color: red", []),
        ("svg", "xmlns", "http://www.w3.org/2000/svg", []),
        ("svg", "xmlns:x", "http://x.example/", []),
        ("p", "data-x", "https://x.example/", [("address", "https://x.example/")]),
        ("p", "data-x", "http://x.example/", [("address", "http://x.example/")]),
        ("p", "data-x", "//x.example/", [("address", "//x.example/")]),
        ("p", "data-x", "x", []),
        ("p", "title", "x", [("text", "x")]),
        ("p", "aria-label", "x", [("text", "x")]),
        ("p", "class", "x", []),
        ("p", "value", "Go", []),
        ("button", "value", "Go", [("text", "Go")]),
        ("input", "value", "Go", [("text", "Go")]),
    ],
)
def test_attributes_with_information(element: str, name: str, value: str, parts: list[tuple[str, str]]) -> None:
    assert list(information(element, name, value, {})) == parts


@pytest.mark.parametrize(
    ("type_", "is_shown"), [("submit", True), ("text", True), ("hidden", False), ("CheckBox", False)]
)
def test_the_value_of_an_input_is_shown_by_its_type(type_: str, *, is_shown: bool) -> None:
    assert bool(list(information("input", "value", "Go", {"type": type_}))) is is_shown
