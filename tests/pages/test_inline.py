"""Inline Markdown of a page: reading it as rich text, and writing rich text so that it is read as the same."""

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nasty_text
import strategies
from newsfeed import Report, RichText
from newsfeed.model.fields import to_text
from newsfeed.model.rich_text import Text
from newsfeed.pages.inline_reader import InlineReader
from newsfeed.pages.inline_syntax import MAX_MARKS, count_marks, escape, resolve_escapes
from newsfeed.pages.inline_writer import UnwritableError, reduce_markup, text_lines
from newsfeed.pages.line_syntax import join_lines
from newsfeed.pages.markdown_parser import parse
from newsfeed.values.escaping import escape as escape_xhtml
from newsfeed.values.xml_chars import trim


def read(source: str, *, base: str | None = None, report: Report | None = None) -> Text:
    return InlineReader(Report() if report is None else report, base).text(source)


def read_lines(paragraphs: list[list[str]]) -> Text:
    """Read the lines of a text as they stand on a page, with an empty line between paragraphs."""
    return to_text(read("\n\n".join(paragraph for lines in paragraphs for paragraph in join_lines(lines))))


# --- reading ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "markup"),
    [
        ("**bold** and __bold__", "<strong>bold</strong> and <strong>bold</strong>"),
        ("*em* and _em_", "<em>em</em> and <em>em</em>"),
        ("***both***", "<em><strong>both</strong></em>"),
        ("un*believ*able", "un<em>believ</em>able"),
        ("これは**重要**です", "これは<strong>重要</strong>です"),
        ("`a * b` and ``c ` d``", "<code>a * b</code> and <code>c ` d</code>"),
        ("[a *link*](https://e.example/?a=1&b=2)", '<a href="https://e.example/?a=1&amp;b=2">a <em>link</em></a>'),
        ('[x](<https://e.example/> "The title")', '<a href="https://e.example/" title="The title">x</a>'),
        ("<https://bücher.example/ä>", '<a href="https://bücher.example/ä">https://bücher.example/ä</a>'),
        ("<desk@e.example>", '<a href="mailto:desk@e.example">desk@e.example</a>'),
        ("[](https://e.example/)", '<a href="https://e.example/">https://e.example/</a>'),
        ("![a *map*](https://e.example/i.png)", '<a href="https://e.example/i.png">a <em>map</em></a>'),
        ("a\\\nb", "a<br/>b"),
        ("**a** &amp; &lt;b> &copy;", "<strong>a</strong> &amp; &lt;b&gt; ©"),
        ("*a*\n\nplain\n\n**b**", "<em>a</em>\n\nplain\n\n<strong>b</strong>"),
        ("*a* <b>c</b>", "<em>a</em> &lt;b&gt;c&lt;/b&gt;"),
    ],
)
def test_markup_is_read(source: str, markup: str) -> None:
    assert read(source) == RichText(markup)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("5 * 3 = 15, 2 * 4 = 8", "5 * 3 = 15, 2 * 4 = 8"),
        ("snake_case and other_names", "snake_case and other_names"),
        ("*** rules", "*** rules"),
        ("* not an item *", "* not an item *"),
        ("\\*not em\\* and \\_nor this\\_", "*not em* and _nor this_"),
        ("C:\\Users, a\\b", "C:\\Users, a\\b"),
        ("AT&T, R&D; a &nosuch; b", "AT&T, R&D; a &nosuch; b"),
        ("&#42;a&#x2a; &nbsp;&hearts;", "*a* \u00a0♥"),
        ("[not a link] (https://e.example/)", "[not a link] (https://e.example/)"),
        ("[nor this][1]", "[nor this][1]"),
        ("a < b > c, <x y>", "a < b > c, <x y>"),
        ("one ` backtick", "one ` backtick"),
        ("https://e.example/ is no link", "https://e.example/ is no link"),
        ("a &#0; &#12; &#xd800;", "a \ufffd \ufffd \ufffd"),
        ("a \\&amp; b", "a &amp; b"),
    ],
)
def test_other_text_stays_text(source: str, text: str) -> None:
    assert read(source) == text


@pytest.mark.parametrize(
    ("source", "text", "link"),
    [
        ("[x](/a/b)", "x", "/a/b"),
        ("[*x*](javascript:alert(1))", RichText("<em>x</em>"), "javascript:alert(1)"),
        ("[x](data:text/html,a)", "x", "data:text/html,a"),
        ("![map](file:///etc/passwd)", "map", "file:///etc/passwd"),
        ("[x](http://)", "x", "http://"),
    ],
)
def test_a_link_that_no_story_can_have_is_dropped(source: str, text: Text, link: str) -> None:
    report = Report()
    assert read(source, report=report) == text
    (finding,) = report
    assert finding.code == "text.link.dropped"
    assert f'"{link}"' in finding.message


def test_relative_links_are_resolved_against_the_base() -> None:
    report = Report()
    base = "https://e.example/stories/one.html"
    assert read("[x](../a?b=c#d)", base=base, report=report) == RichText('<a href="https://e.example/a?b=c#d">x</a>')
    assert len(report) == 0
    assert read("[x](javascript:a)", base=base, report=report) == "x"
    assert len(report) == 1


def test_an_image_within_a_link_is_reported() -> None:
    report = Report()
    source = "[![alt](https://e.example/i.png)](https://e.example/)"
    assert read(source, report=report) == RichText('<a href="https://e.example/">alt</a>')
    assert ["https://e.example/i.png" in finding.message for finding in report] == [True]


def test_plain_fields_have_no_marks_and_no_links() -> None:
    report = Report()
    reader = InlineReader(report, None)
    assert reader.plain("A **bold** _heading_ with `code`\\!") == "A bold heading with code!"
    assert len(report) == 0
    assert reader.plain("See [this](https://e.example/)") == "See this"
    assert ["https://e.example/" in finding.message for finding in report] == [True]
    # It would be empty otherwise, and a question must not be.
    assert reader.plain("&#32;") == "&#32;"


def test_markup_beyond_the_limit_is_text() -> None:
    report = Report()
    source = "*a* " * (MAX_MARKS // 2 + 1)
    assert read(source, report=report) == source
    assert [finding.code for finding in report] == ["text.markup.limit"]
    assert isinstance(read("*a* " * (MAX_MARKS // 2)), RichText)


def test_text_without_markup_needs_no_parser() -> None:
    program = """
import sys, newsfeed
story = newsfeed.load_story("examples/stories/tidal-barrier.txt")
newsfeed.loads(newsfeed.dumps(story, "text"), "text")
print([name for name in sys.modules if name.startswith("markdown_it")])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


# --- writing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [*nasty_text.PROSE, "AT&T", "C:\\Users", "a < b", "[1] and (2)", "It’s 100 % true!"])
def test_prose_is_not_escaped(text: str) -> None:
    assert text_lines(text) == [[text]]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("*not em*", "\\*not em\\*"),
        ("5 * 3 is *not* 8", "5 * 3 is \\*not\\* 8"),
        ("snake_case, _not em_", "snake_case, \\_not em\\_"),
        ("`not code`", "\\`not code\\`"),
        ("[no](link)", "[no\\](link)"),
        ("<https://e.example/>", "\\<https://e.example/>"),
        ("&amp; and &#42;", "\\&amp; and \\&#42;"),
        ("\\*", "\\\\\\*"),
        ("\\ at the start", "\\\\ at the start"),
        ("at the end \\", "at the end &#92;"),
        ("a\nb", "a&#10;b"),
        ("\u00a0a\u200b", "&nbsp;a&#8203;"),
    ],
)
def test_what_would_be_markup_is_escaped(text: str, source: str) -> None:
    assert text_lines(text) == [[source]]
    assert read_lines([[source]]) == text


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("The <strong>vote</strong> was <em>close</em>.", ["The **vote** was *close*."]),
        ('see <a href="https://e.example/a_(b)">this *</a>', ["see [this \\*](https://e.example/a_\\(b\\))"]),
        ('<a href="https://e.example/" title="a &quot;b&quot;">x</a>', ['[x](https://e.example/ "a \\"b\\"")']),
        ('<a href="https://e.example/">https://e.example/</a>', ["<https://e.example/>"]),
        ("<code>a`b</code> <code> c </code>", ["``a`b`` `  c  `"]),
        ("a<br/>b<br/><br/>c", ["a\\", "b\\", "\\", "c"]),
        ("これは<strong>重要</strong>です", ["これは**重要**です"]),
        ("<strong><em>both</em></strong>", ["**_both_**"]),
        ("<em>foo<strong>bar</strong></em>", ["_foo**bar**_"]),
        ("<em>a</em><em>b</em>", ["*a*_b_"]),
        ("<strong>Note:</strong>text", ["**Note:**&#116;ext"]),
        ("<strong>Note: </strong>text", ["**Note:&#32;**&#116;ext"]),
        ("Wow!<a href='https://e.example/'>x</a>", ["Wow\\![x](https://e.example/)"]),
        ("snake_case <em>x</em> 5 * 3", ["snake\\_case *x* 5 \\* 3"]),
    ],
)
def test_rich_text_is_written_as_markdown(markup: str, lines: list[str]) -> None:
    assert reduce_markup(RichText(markup)) == (RichText(markup), [])
    assert text_lines(RichText(markup)) == [lines]
    assert read_lines([lines]) == RichText(markup)


@pytest.mark.parametrize(
    ("markup", "reduced", "dropped"),
    [
        ("H<sub>2</sub>O", "H2O", ["<sub>"]),
        ("<q>said</q> <em>x</em>", "“said” <em>x</em>", ["<q>"]),
        ('<em lang="de">x</em>', "<em>x</em>", ["lang of <em>"]),
        ('<a href="https://e.example/" rel="nofollow">x</a>', '<a href="https://e.example/">x</a>', ["rel of <a>"]),
        ('<a title="t">x</a>', "x", ["<a>"]),
        ("<strong>a<br/></strong>b", "<strong>a</strong><br/>b", ["a line break at an end of <strong>"]),
        ("<em>a</em><br/>", "<em>a</em>", ["a line break at an end"]),
        ("<code>a<em>b</em></code>", "<code>ab</code>", ["elements in <code>"]),
        ("<code>a<br/>b</code>", "a<br/>b", ["<code>"]),
        ("<code>a</code><code>b</code>", "<code>a</code>b", ["<code> beside another"]),
        ("<em></em>a <em>b</em>", "a <em>b</em>", ["<em> without text"]),
        (
            "<em><em>a</em><em>b</em></em> <em>c</em>",
            "<em><em>a</em>b</em> <em>c</em>",
            ["<em> beside or within another"],
        ),
    ],
)
def test_markup_that_markdown_does_not_have_is_dropped(markup: str, reduced: str, dropped: list[str]) -> None:
    text, descriptions = reduce_markup(RichText(markup))
    assert (text, descriptions) == (RichText(reduced) if "<" in reduced else reduced, dropped)


def test_markup_that_is_too_deep_or_dense_is_dropped() -> None:
    deep = "<em>" * 30 + "a" + "</em>" * 30
    dense = "<em>a</em> " * MAX_MARKS
    assert reduce_markup(RichText(deep))[0] == "a"
    assert reduce_markup(RichText(dense))[0] == ("a " * MAX_MARKS).strip()


# --- properties -------------------------------------------------------------------------------------------------------

QUIET = settings(deadline=None, max_examples=300, suppress_health_check=list(HealthCheck))
SOURCES = st.lists(
    st.sampled_from((*"*_`[]()<>&;#!\\ .a€bé\u00a0–“漢:/", "&amp;", "&#42;", "https://e.example/", "**", "](", "\\*")),
    max_size=14,
).map("".join)


class _AllLinks:
    def resolve(self, link: str) -> str:
        return link

    def drop_nested(self, link: str) -> None:
        raise AssertionError(link)


@QUIET
@given(SOURCES)
def test_the_parser_agrees_on_text_without_markup(source: str) -> None:
    if not count_marks(source):
        assert parse(source, _AllLinks()) == escape_xhtml(resolve_escapes(source))


@QUIET
@given(SOURCES | nasty_text.texts() | strategies.long_texts().map(str))
def test_any_plain_text_is_read_back(text: str) -> None:
    text = trim(text)
    assert count_marks(escape(text)) == 0
    try:
        lines = text_lines(text)
    except UnwritableError:
        return
    assert read_lines(lines) == text or not text


@pytest.mark.slow
@settings(QUIET, max_examples=1000)
@given(nasty_text.rich_texts() | strategies.rich_texts())
def test_any_rich_text_is_read_back_but_for_what_is_dropped(rich: RichText) -> None:
    if isinstance(to_text(rich), str):
        return
    reduced, dropped = reduce_markup(rich)
    assert bool(dropped) == (reduced != rich)
    text = to_text(reduced)
    if isinstance(text, RichText):
        assert reduce_markup(text) == (text, [])
        assert "".join(str(text).split()) == "".join(str(rich).split())
    try:
        lines = text_lines(text)
    except UnwritableError:
        return
    assert read_lines(lines) == text or not text
