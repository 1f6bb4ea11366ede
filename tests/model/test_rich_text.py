"""Characters, escaping and rich text."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsfeed import ModelError, RichText
from newsfeed.model.rich_text import from_markup, join_paragraphs, markup, paragraphs
from newsfeed.values.escaping import escape, escape_attribute
from newsfeed.values.xml_chars import fold, illegal_character, is_trimmed, trim


def legal(code: int) -> bool:
    """XML 1.0, 2.2 Char."""
    return code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF


def test_every_code_point_is_judged_as_the_standard_does() -> None:
    wrong = [code for code in range(sys.maxunicode + 1) if (illegal_character(chr(code)) < 0) != legal(code)]
    assert wrong == []


def test_every_code_point_is_judged_in_long_text() -> None:
    filler = "é" * 200
    codes = [*range(0x100), *range(0xD7F0, 0xE010), *range(0xFFF0, 0x10010), 0x10FFFF]
    for code in codes:
        assert illegal_character(filler + chr(code)) == (-1 if legal(code) else 200), hex(code)


def test_every_legal_code_point_survives_xml_in_text_and_attribute() -> None:
    text = "".join(chr(code) for code in range(sys.maxunicode + 1) if legal(code))
    root = etree.fromstring(
        f'<a b="{escape_attribute(text)}">{escape(text)}</a>'.encode(), etree.XMLParser(huge_tree=True)
    )
    assert root.text == text
    assert root.get("b") == text


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


@pytest.mark.parametrize(("given_markup", "canonical"), CANONICAL)
def test_rich_text_has_one_spelling(given_markup: str, canonical: str) -> None:
    assert RichText(given_markup).markup == canonical
    assert RichText(canonical).markup == canonical


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
def test_rich_text_refuses_what_is_outside_the_subset(source: str) -> None:
    with pytest.raises(ModelError, match=r"^RichText\.markup: ") as caught:
        RichText(source)
    assert "\n" not in str(caught.value)


def test_str_is_the_plain_text() -> None:
    assert str(RichText("He said <q>no &amp; <em>never</em></q><br/>again")) == "He said “no & never”\nagain"


def test_only_text_with_elements_is_rich() -> None:
    assert from_markup("a &amp; b") == "a & b"
    assert from_markup("<em>a</em>") == RichText("<em>a</em>")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t ")))
def test_paragraphs_and_back(text: str) -> None:
    text = trim(text)
    if illegal_character(text) < 0:
        assert join_paragraphs(paragraphs(text)) == text


def test_paragraphs_are_not_split_within_elements() -> None:
    rich = RichText("a\n\n<em>b\n\nc</em>\n\nd")
    assert paragraphs(rich) == ["a", "<em>b\n\nc</em>", "d"]
    assert join_paragraphs(paragraphs(rich)) == rich


def test_fold_leaves_other_white_space() -> None:
    assert fold(" a \n\t b\u00a0\u2003 ") == "a b\u00a0\u2003"
    assert markup("a<b") == "a&lt;b"


@pytest.mark.parametrize("length", [1, 200, 1_000, 5_000])
@pytest.mark.parametrize("letter", ["a", "é", "’", "👩"])
def test_every_character_is_looked_at_however_long_the_text_and_wide_its_letters(letter: str, length: int) -> None:
    """Long and short text, and text of each width, are looked at in ways of their own."""
    for code in (*range(0x21), 0x7F, 0x85, 0xD7FF, 0xD800, 0xDFFF, 0xE000, 0xFDD0, 0xFFFD, 0xFFFE, 0xFFFF, 0x10FFFF):
        for at in (0, length // 2, length):
            text = letter * at + chr(code) + letter * (length - at)
            assert illegal_character(text) == (-1 if legal(code) else at), (code, at)
            assert legal(code) or not is_trimmed(text)
