"""The markup builder escapes every text, whatever its position, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsfeed.rendering.elements import attributes, character_data, element, empty_element, optional_element
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values.escaping import escape, escape_attribute

TEXTS = st.text(alphabet="ab&<>\"'\r", max_size=6)


@given(st.lists(st.tuples(st.sampled_from(["raw", "text", "pair", "attribute"]), TEXTS, TEXTS), max_size=6))
def test_texts_are_escaped_and_markup_is_not(steps: list[tuple[str, str, str]]) -> None:
    builder, expected = MarkupBuilder("<a>"), "<a>"
    for method, text, next_text in steps:
        if method == "raw":
            builder.raw("<b/>&amp;")
            expected += "<b/>&amp;"
        elif method == "text":
            builder.text("<b>", text, "</b>")
            expected += f"<b>{escape(text)}</b>"
        elif method == "pair":
            builder.text_pair("<b>", text, "</b><b>", next_text, "</b>")
            expected += f"<b>{escape(text)}</b><b>{escape(next_text)}</b>"
        else:
            builder.attribute('<b c="', text, '"/>')
            expected += f'<b c="{escape_attribute(text) if chr(34) in text else escape(text)}"/>'
    assert builder.build() == builder.build() == expected


@pytest.mark.parametrize("lines", [[], ["a"], ["a", "b"], ["a & b", '"c"', "<d>"]])
def test_repeated_elements(lines: list[str]) -> None:
    builder = MarkupBuilder()
    builder.elements("<a>", lines, "</a>\n")
    builder.attribute_elements('<a b="', lines, '"/>\n')
    expected = [f"<a>{escape(line)}</a>\n" for line in lines]
    expected += [f'<a b="{escape_attribute(line)}"/>\n' for line in lines]
    assert builder.build() == "".join(expected)
    assert bool(builder) is bool(lines)


def test_a_builder_takes_over_the_pieces_of_another() -> None:
    builder, inner = MarkupBuilder(), MarkupBuilder()
    inner.text("<i>", "&", "</i>")
    builder.raw("<b>")
    builder.append(inner)
    builder.link('<a href="', "https://example.com/?a&b", '"/>')
    assert builder.build() == '<b><i>&amp;</i><a href="https://example.com/?a&amp;b"/>'


@pytest.mark.parametrize("arguments", [(), ("<a>",), ("<a>", "x")])
def test_a_missing_argument_is_an_error(arguments: tuple[str, ...]) -> None:
    builder = MarkupBuilder()
    for method in (builder.text, builder.link, builder.attribute, builder.elements, builder.text_pair):
        with pytest.raises(TypeError):
            method(*arguments)  # type: ignore[arg-type]
    assert not builder


def test_elements_as_strings() -> None:
    quote = escape_attribute('"')
    assert element("a", "1 < 2", (("b", '"'), ("c", None), ("d", ""))) == f'<a b="{quote}">1 &lt; 2</a>\n'
    assert optional_element("a", None) == optional_element("a", "") == ""
    assert optional_element("a", 0) == "<a>0</a>\n"
    assert empty_element("a", ()) == "<a/>\n"
    assert attributes((("b", 1),)) == ' b="1"'


@pytest.mark.parametrize("html", [b"", b"<p>a &amp; b</p>", b"<p>]]></p>", b"<p>]]</p>", b"a\rb"])
def test_character_data_is_a_cdata_section_unless_the_html_cannot_be_in_one(html: bytes) -> None:
    beginning, content, end = character_data(html)
    assert (beginning == b"<![CDATA[") is (end == b"]]>") is (b"\r" not in html and b"]]>" not in html)
    root = etree.fromstring(b"<a>" + beginning + content + end + b"</a>")
    assert (root.text or "").encode() == html
