"""Characters of XML, white space, and escaping."""

import sys

import pytest
from lxml import etree

from newsfeed.values.escaping import escape, escape_attribute, quoted, unescape
from newsfeed.values.xml_chars import (
    fold,
    illegal_character,
    illegal_reason,
    illegal_references,
    is_trimmed,
    replace_illegal,
    replace_illegal_references,
    trim,
)


def legal(code: int) -> bool:
    """XML 1.0, 2.2 Char."""
    return code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF


@pytest.mark.slow
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


def test_fold_keeps_white_space_other_than_that_of_xml() -> None:
    assert fold(" a \n\t b\u00a0\u2003 ") == "a b\u00a0\u2003"


def test_trim_normalizes_line_ends() -> None:
    assert trim(" \r\n a\r\nb\rc \t") == "a\nb\nc"


def test_character_references_of_html_are_resolved() -> None:
    assert unescape("&eacute; &#38; &amp; &zzz;") == "é & & &zzz;"


@pytest.mark.parametrize("text", ["a", "a\nb", "it's", "\x00" * 100, "x" * 100, "\u2028" * 40])
def test_quoted_text_is_one_short_line(text: str) -> None:
    assert len(quoted(text)) <= 48
    assert quoted(text).isprintable()


@pytest.mark.parametrize("length", [1, 200, 1_000, 5_000])
@pytest.mark.parametrize("letter", ["a", "é", "’", "👩"])
def test_text_of_any_length_and_width_is_checked_completely(letter: str, length: int) -> None:
    """Short and long text, and text of different character widths, are checked by different methods."""
    for code in (*range(0x21), 0x7F, 0x85, 0xD7FF, 0xD800, 0xDFFF, 0xE000, 0xFDD0, 0xFFFD, 0xFFFE, 0xFFFF, 0x10FFFF):
        for offset in (0, length // 2, length):
            text = letter * offset + chr(code) + letter * (length - offset)
            assert illegal_character(text) == (-1 if legal(code) else offset), (code, offset)
            assert legal(code) or not is_trimmed(text)


REFERENCES = [
    # decimal and hexadecimal, with and without the semicolon
    *(("&#0;", False), ("&#8;", False), ("&#9;", True), ("&#10;", True), ("&#11;", False), ("&#x1F;", False), ("&#32;", True)),
    *(("&#xD7FF;", True), ("&#XD800;", False), ("&#xDFFF;", False), ("&#xE000;", True), ("&#xFFFD;", True)),
    ("&#xffff;", False),
    *(("&#x10FFFF;", True), ("&#x110000;", False), ("&#1114111;", True), ("&#1114112;", False), ("&#12", False)),
    ("&#65", True),
    # leading zeros do not count
    *(("&#0000000065;", True), ("&#x00000000041;", True), ("&#00;", False), ("&#9999999;", False), ("&#10000000;", False)),
    ("&#" + "9" * 5000 + ";", False),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "is_legal"), REFERENCES)
def test_numeric_references_to_what_xml_forbids(reference: str, *, is_legal: bool) -> None:
    text = f"a {reference} b {reference}"
    assert illegal_references(text) == ([] if is_legal else [reference])
    assert replace_illegal_references(text) == (text if is_legal else "a \ufffd b \ufffd")


@pytest.mark.parametrize("text", ["", "plain", "&amp;", "&#x;", "&# 1;", "# 12"])
def test_texts_without_numeric_references_stay(text: str) -> None:
    assert illegal_references(text) == []
    assert replace_illegal_references(text) == text


def test_illegal_characters_are_replaced() -> None:
    assert replace_illegal("a\x00b\ufffec\ud800") == "a\ufffdb\ufffdc\ufffd"
    assert replace_illegal("\x0c") == "\ufffd"
    assert replace_illegal("a\tb\u00a0") == "a\tb\u00a0"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a\x0c", "character U+000C at offset 1"),
        ("a\ud7ff", "character U+D7FF"),
        ("a\ud800", "lone surrogate U+D800"),
        ("a\udfff", "lone surrogate U+DFFF"),
        ("a\ue000", "character U+E000"),
    ],
)
def test_the_reason_names_the_character(text: str, reason: str) -> None:
    assert illegal_reason(text, 1).startswith(reason)


@pytest.mark.parametrize("length", [1, 127, 128, 129, 799, 800, 801, 900])
def test_text_of_any_length_is_trimmed_or_not(length: int) -> None:
    for letter in ("a", "é", "市"):
        text = letter * length
        assert is_trimmed(text)
        for other in (f" {text}", f"{text} ", f"{text}\n", f"\t{text}", f"a\r{text}", f"a\x00{text}"):
            assert not is_trimmed(other)
        assert is_trimmed(f"{text} {text}")
        assert is_trimmed(f"{text}\n{text}")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("a b", "a b"),
        ("a  b", "a b"),
        (" a ", "a"),
        ("\ta\n\nb\r", "a b"),
        ("", ""),
        ("  ", ""),
        ("a\u00a0 b", "a\u00a0 b"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
