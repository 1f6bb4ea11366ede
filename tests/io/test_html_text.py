"""Text of HTML: where words stay apart, and where they must not be separated."""

import pytest
from lxml import etree

from hostile.alarm import at_most
from newsfeed.io.html import reduce, sanitize, to_plain_text
from newsfeed.io.html_text import BLOCKS, text_content

ELEMENTS = frozenset(("a", "br", "em", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "strong", "ul"))


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_a_block_begins_and_ends_a_line(name: str) -> None:
    assert to_plain_text(f"One<{name}>two</{name}>three") == "One\ntwo\nthree"
    assert to_plain_text(f"One<{name.upper()} class='x'>two</{name.upper()}\n>three") == "One\ntwo\nthree"


@pytest.mark.parametrize("name", ["b", "span", "sup", "a", "p-x", "li.x", "o:p", "tdx", "custom-div", "br-x", "font"])
def test_other_elements_add_nothing(name: str) -> None:
    assert to_plain_text(f"One<{name}>two</{name}>three") == "Onetwothree"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("  <p> One </p>\n\n  <p>\n two</p> ", "One\ntwo"),
        ("One<br>two<br/>\n three", "One\ntwo\nthree"),
        ("One<br><br>two", "One\n\ntwo"),
        ("<p>One<br></p><p>two</p>", "One\ntwo"),
        ("<p>One<b> </b></p>two", "One\ntwo"),
        ("<tr>\n<td>One</td>\n<td> two</td></tr>\n<tr><th>three</th></tr>", "One two\nthree"),
        ("One<!-- <p> -->two<!-- three", "Onetwo"),
        ("<p>a &lt;p&gt; b</p>", "a <p> b"),
        ("One</p> two < three", "One\ntwo < three"),
        ("One <b>two</b>\n three", "One two\n three"),
        (" One <b>two</b>", " One two"),
        ("<b> One</b>", " One"),
        ("One <q>two</q> three", "One “two” three"),
        ("One <q cite='x'>two</q>", "One “two”"),
    ],
)
def test_white_space_next_to_a_break_is_layout(html: str, text: str) -> None:
    assert to_plain_text(html) == text


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<x>One</x>", "One"),
        ("<x>One<!-- no --><div>two</div>three<?no pi?></x>", "One\ntwo\nthree"),
        (
            "<x xmlns:h='http://www.w3.org/1999/xhtml'>H<h:sub>2</h:sub>O<h:br/>two<h:p>three</h:p></x>",
            "H2O\ntwo\nthree",
        ),
        ("<x><td>One</td><td>two</td></x>", "One two"),
        ("<x/>", ""),
    ],
)
def test_the_text_of_an_element(xml: str, text: str) -> None:
    assert text_content(etree.fromstring(xml)) == text


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("A<select><option>B</option><option>C</option></select>D", "A\nB\nC\nD"),
        ("<form>A<fieldset><legend>L</legend>B</fieldset></form>C", "A\nL\nB\nC"),
        ("<td>A</td><td>B</td>", "A B"),
        ("<caption>A</caption><tr><td>B</td></tr>", "A\nB"),
        ("A<x-y>B</x-y>", "AB"),
        (
            "<table><tr><td>A</td><td>B</td></tr></table>",
            "<table><tbody><tr><td>A</td><td>B</td></tr></tbody></table>",
        ),
    ],
)
def test_tags_that_sanitizing_removes_leave_the_words_apart(html: str, clean: str) -> None:
    assert sanitize(html) == clean
    assert sanitize(clean) == clean


def test_a_comment_of_several_lines_is_no_text() -> None:
    assert to_plain_text("A<!-- B\n> C\n-->D<p\nclass='x'>E</p>") == "AD\nE"


@pytest.mark.parametrize(
    ("html", "reduced"),
    [
        ("A <q>B</q> C", "A “B” C"),
        ("<table><tr><td>A</td><th>B</th></tr></table>", "<p> A  B </p>"),
        ("<h2>A</h2><div>B</div>", "<h2>A</h2><p>B</p>"),
        ("A<hr>B", "A\nB"),
        ("A<p></p>B", "A\nB"),
        ("<p></p>A", "A"),
        ("A<p></p>", "A"),
        ("A <p></p>B", "A B"),
        *((f"<h{level}>A</h{level}><p></p>B", f"<h{level}>A</h{level}>B") for level in range(2, 7)),
        ("<ul><li>A</li></ul><p></p>B", "<ul><li>A</li></ul>B"),
        ("<ol><li>A</li></ol><p></p>B", "<ol><li>A</li></ol>B"),
        *((f"{'A' * length}<p></p><p>B</p>", f"{'A' * length}<p>B</p>") for length in range(1, 5)),
        ("<ul><li><p></p>A</li></ul>", "<ul><li>A</li></ul>"),
        ("<p>A</p><p></p><p>B</p>", "<p>A</p><p>B</p>"),
        ("<b>A</b><div> </div>B", "<strong>A</strong>\nB"),
    ],
)
def test_reduced_html_keeps_words_apart(html: str, reduced: str) -> None:
    assert reduce(html, ELEMENTS) == reduced


@pytest.mark.parametrize("piece", ["<p>", "<td", "<!--", " <p> ", "</p", "<b> </b>"])
def test_the_time_is_linear(piece: str) -> None:
    with at_most(seconds=5):
        to_plain_text(piece * 100_000)


@pytest.mark.parametrize("length", range(1, 5))
def test_a_removed_block_adds_no_space_beside_another_one(length: int) -> None:
    words = "A" * length
    assert sanitize(f"{words}<form> B") == f"{words} B"
    assert sanitize(f"{words}<form>B") == f"{words}\nB"
    assert sanitize(f"{words} <form>B") == f"{words} B"
