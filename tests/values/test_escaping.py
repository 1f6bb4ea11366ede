"""Text inside other text: what the escapes change, and how messages quote input."""

import html

import pytest

from newsfeed.values.escaping import character_name, escape, escape_attribute, quoted, shown, unescape


@pytest.mark.parametrize(
    ("text", "escaped", "in_attribute"),
    [
        ("plain", "plain", "plain"),
        ("a < b > c & d", "a &lt; b &gt; c &amp; d", "a &lt; b &gt; c &amp; d"),
        ("&lt;", "&amp;lt;", "&amp;lt;"),
        ("]]>", "]]&gt;", "]]&gt;"),
        ('say "no"', 'say "no"', "say &quot;no&quot;"),
        ("a\r\nb\tc", "a&#13;\nb\tc", "a&#13;&#10;b&#9;c"),
    ],
)
def test_escapes(text: str, escaped: str, in_attribute: str) -> None:
    assert (escape(text), escape_attribute(text)) == (escaped, in_attribute)
    assert unescape(in_attribute) == text


@pytest.mark.parametrize(
    ("text", "limit", "quotation"),
    [
        ("short", 10, "'short'"),
        ("12345678", 10, "'12345678'"),
        ("123456789", 10, "'12345678…"),
        ("a much longer text", 10, "'a much l…"),
        ("a\nb", 10, "'a\\nb'"),
        ("\x00\x00\x00", 10, "'\\x00\\x00…"),
    ],
)
def test_a_quotation_has_one_line_and_at_most_the_limit(text: str, limit: int, quotation: str) -> None:
    assert quoted(text, limit) == quotation
    assert len(quotation) <= limit


def test_a_quotation_has_48_characters_unless_told_otherwise() -> None:
    assert quoted("a" * 46) == "'" + "a" * 46 + "'"
    assert quoted("a" * 47) == "'" + "a" * 46 + "…"


@pytest.mark.parametrize(
    ("character", "name"), [("é", "'é' (U+00E9)"), ("\n", "U+000A"), ("\u200b", "U+200B"), ("😀", "'😀' (U+1F600)")]
)
def test_a_character_is_named_with_its_code_point(character: str, name: str) -> None:
    assert character_name(character) == name


@pytest.mark.parametrize(
    "unit", ["&amp;", "&#65;", "&#x41", "&ampx;", "&notit;", "&", "&#", "&#x;", "&zzz; ", "&#0;&#128;"]
)
def test_many_references_are_resolved_as_few_are(unit: str) -> None:
    assert unescape(unit * 1001) == html.unescape(unit * 1001)
    numbered = "".join(f"{unit}&#{number};" for number in range(12_000))
    assert unescape(numbered) == html.unescape(numbered)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "1"),
        ("a" * 62, "'" + "a" * 62 + "'"),
        ("a" * 63, "'" + "a" * 63),
    ],
)
def test_any_value_is_shown_by_64_characters(value: object, text: str) -> None:
    assert shown(value) == text


def test_a_value_without_a_representation_is_shown_by_its_type() -> None:
    nested: list[object] = []
    for _ in range(100_000):
        nested = [nested]
    assert shown(nested) == "list that cannot be shown"
    assert shown(10**5000) == "int that cannot be shown"


@pytest.mark.parametrize(
    ("code", "name"), [(0x09, "U+0009"), (0x41, "'A' (U+0041)"), (0x10FFFF, "U+10FFFF"), (0xABC, "'\u0abc' (U+0ABC)")]
)
def test_a_code_point_has_four_digits_or_more(code: int, name: str) -> None:
    assert character_name(chr(code)) == name
