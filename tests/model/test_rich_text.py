"""Rich text: its canonical form, and the markup that it refuses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from newsfeed import ModelError, RichText
from newsfeed.model import rich_text
from newsfeed.model.rich_text import from_markup, join_paragraphs, slice_text, split_paragraphs, to_markup
from newsfeed.values.xml_chars import XML_SPACE, illegal_character, trim

CANONICAL = [
    ("plain", "plain"),
    ("a &amp; b", "a &amp; b"),
    ("a &#38; &quot;b&quot;", 'a &amp; "b"'),
    ("<em >x</em>", "<em>x</em>"),
    ("x<br>y<br/>z", "x<br/>y<br/>z"),
    (
        "<a title='t' href=\"https://example.com/?a=1&amp;b=2\">x</a>",
        '<a href="https://example.com/?a=1&amp;b=2" title="t">x</a>',
    ),
    ("<q cite='https://example.com/'/>", '<q cite="https://example.com/"></q>'),
    ("  <strong>a</strong> ", "<strong>a</strong>"),
]


@pytest.mark.parametrize(("source", "canonical"), CANONICAL)
def test_markup_has_a_canonical_form(source: str, canonical: str) -> None:
    assert RichText(source).markup == canonical
    assert RichText(canonical).markup == canonical


MARKUP_PIECES = (
    *(
        "<em>",
        "</em>",
        "<strong>",
        "</strong>",
        "<q>",
        "</q>",
        "<br/>",
        "<br>",
        "</a>",
        "<a>",
        "<b>",
        "x",
        " ",
        "\n",
        "’",
    ),
    *(
        '<a href="https://example.com/?a=1&amp;b=2">',
        '<a href="https://example.com/&lt;">',
        '<a href="/x">',
        "<em lang='en'>",
    ),
    *(
        '<a href="https://example.com/" title="t">',
        '<a href="https://example.com/?a&b">',
        '<a href="https://example.com/&quot;">',
    ),
    *("&amp;", "&lt;", "&gt;", "&quot;", "&copy;", "&", "<", ">", "\r", "\x00", "\xa0", "&#13;"),
)


@given(st.lists(st.sampled_from(MARKUP_PIECES), max_size=8).map("".join))
def test_the_fast_way_has_the_result_of_the_general_one(source: str) -> None:
    if rich_text._is_canonical(source):
        assert rich_text._canonical(source) == source


@pytest.mark.parametrize("source", ["x", "<em>a</em> &amp; <br/>", '<a href="https://example.com/?a=1&amp;b=2">’</a>'])
def test_ordinary_markup_takes_the_fast_way(source: str) -> None:
    assert rich_text._is_canonical(source)


WRONG = [
    "<script>x</script>",
    "<b>x</b>",
    "<em>x",
    "x</em>",
    "<em><strong>x</em></strong>",
    "a < b",
    "a & b",
    "<em onclick='x'>y</em>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='/relative'>x</a>",
    "<a href='https://example.com/' href='https://example.com/'>x</a>",
    "<em lang='en_US'>x</em>",
    "<em dir='up'>x</em>",
    "<!-- x -->",
    "&#7;",
    "\x07",
    "<br class='x'>",
]


@pytest.mark.parametrize("source", WRONG)
def test_markup_outside_the_subset_is_refused(source: str) -> None:
    with pytest.raises(ModelError, match=r"^RichText\.markup: ") as caught:
        RichText(source)
    assert "\n" not in str(caught.value)


def test_str_returns_the_plain_text() -> None:
    assert str(RichText("He said <q>no &amp; <em>never</em></q><br/>again")) == "He said “no & never”\nagain"


def test_only_text_with_elements_is_rich() -> None:
    assert from_markup("a &amp; b") == "a & b"
    assert from_markup("<em>a</em>") == RichText("<em>a</em>")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t ")))
def test_paragraphs_and_back(text: str) -> None:
    text = trim(text)
    if illegal_character(text) < 0:
        assert join_paragraphs(split_paragraphs(text)) == text


def test_paragraphs_are_not_split_within_elements() -> None:
    rich = RichText("a\n\n<em>b\n\nc</em>\n\nd")
    assert split_paragraphs(rich) == ["a", "<em>b\n\nc</em>", "d"]
    assert join_paragraphs(split_paragraphs(rich)) == rich


def test_plain_text_is_escaped_in_markup() -> None:
    assert to_markup("a<b") == "a&lt;b"


# --- slices -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "start", "end", "expected"),
    [
        ("ab <em>cd</em> ef", 0, 8, "ab <em>cd</em> ef"),
        ("ab <em>cd</em> ef", 3, 5, "<em>cd</em>"),
        ("ab <em>cd</em> ef", 4, 6, "<em>d</em>"),
        ("ab <em>cd</em> ef", 0, 3, "ab "),
        ("ab <em>cd</em> ef", 5, 5, ""),
        ("<strong>a<em>b</em>c</strong>", 1, 2, "<strong><em>b</em></strong>"),
        ('<a href="https://example.com/?a=1&amp;b=2">a &lt; b</a>', 2, 3, '<a href="https://example.com/?a=1&amp;b=2">&lt;</a>'),
        ("a<br/>b", 0, 2, "a<br/>"),
        ("a<br/>b", 2, 3, "b"),
        ("<q>ab</q>", 0, 4, "<q>ab</q>"),
        ("<q>ab</q>", 1, 3, "ab"),
        ("<q>a<em>b</em></q>", 0, 3, "“a<em>b</em>"),
        ("<q>ab</q>", 2, 4, "b”"),
        ("<q></q>", 0, 2, "<q></q>"),
        ("<em></em>a", 0, 1, "a"),
        ("a &amp;amp; b", 2, 3, "&amp;"),
    ],
)  # fmt: skip
def test_a_slice_has_the_markup_that_applies(markup: str, start: int, end: int, expected: str) -> None:
    part = slice_text(RichText(markup), start, end)
    assert to_markup(part) == expected
    assert isinstance(part, RichText) == ("<" in expected)


def test_plain_text_is_cut_exactly() -> None:
    assert slice_text("a b c", 1, 4) == " b "


@given(st.data(), strategies.rich_texts())
def test_the_plain_text_of_a_slice(data: st.DataObject, rich: RichText) -> None:
    plain = str(rich)
    start = data.draw(st.integers(0, len(plain)))
    end = data.draw(st.integers(start, len(plain)))
    part = slice_text(rich, start, end)
    if isinstance(part, str):
        assert part == plain[start:end]
    else:
        assert str(part).strip(XML_SPACE) == plain[start:end].strip(XML_SPACE)
        assert RichText(part.markup) == part
        assert not re.search(r"<(?!q|br)[a-z]+[^>]*></", part.markup)


def test_a_slice_of_deep_and_long_markup() -> None:
    deep = RichText("<em>" * 5000 + "abc" + "</em>" * 5000)
    assert str(slice_text(deep, 1, 2)) == "b"
    long = RichText("<em>a</em> " * 5000)
    assert str(slice_text(long, 0, 3)) == "a a"
