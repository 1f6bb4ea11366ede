"""Rich text: its canonical form, and the markup that it refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfeed import ModelError, RichText
from newsfeed.model.rich_text import from_markup, join_paragraphs, split_paragraphs, to_markup
from newsfeed.values.xml_chars import illegal_character, trim

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
