"""Repair of links: one address that is meant is found, words are no address, and a proper link is not changed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsfeed.values.iris import is_iri
from newsfeed.values.link_repair import Repair, repair_link

REPAIRED = [
    # around the address
    ("<https://f.example/1>", "https://f.example/1"),
    ('"https://f.example/1"', "https://f.example/1"),
    ("\u201chttps://f.example/1\u201d", "https://f.example/1"),
    ("(https://f.example/1)", "https://f.example/1"),
    ("[<https://f.example/1>]", "https://f.example/1"),
    ('"https://f.example/1', "https://f.example/1"),
    ('https://f.example/1">', "https://f.example/1"),
    ("URL: https://f.example/1", "https://f.example/1"),
    ("<URL:https://f.example/1>", "https://f.example/1"),
    ("<![CDATA[https://f.example/1]]>", "https://f.example/1"),
    ("&lt;![CDATA[ https://f.example/1 ]]&gt;", "https://f.example/1"),
    ("<a href='https://f.example/1' rel=x>here</a>", "https://f.example/1"),
    # the scheme
    ("http:/f.example/1", "http://f.example/1"),
    ("http:///f.example/1", "http://f.example/1"),
    ("http:f.example/1", "http://f.example/1"),
    ("http//f.example/1", "http://f.example/1"),
    ("https;//f.example/1", "https://f.example/1"),
    ("htp://f.example/1", "http://f.example/1"),
    ("ttps://f.example/1", "https://f.example/1"),
    ("htttps://f.example/1", "https://f.example/1"),
    ("http://https://f.example/1", "https://f.example/1"),
    ("https://http//f.example/1", "http://f.example/1"),
    ("https%3A%2F%2Ff.example%2F1", "https://f.example/1"),
    ("https:\\\\f.example\\1?a\\b", "https://f.example/1?a\\b"),
    # a host without a scheme
    ("www.f.example/1", "https://www.f.example/1"),
    ("WWW.F.EXAMPLE", "https://WWW.F.EXAMPLE"),
    ("f.example/1", "https://f.example/1"),
    ("f.example:8080/1", "https://f.example:8080/1"),
    ("m\u00fcnchen.example/1", "https://m\u00fcnchen.example/1"),
    ("example.com", "https://example.com"),
    ("example.co.uk?x=1", "https://example.co.uk?x=1"),
    ("ann@f.example", "mailto:ann@f.example"),
]


@pytest.mark.parametrize(("text", "reference"), REPAIRED)
def test_the_address_that_is_meant_is_found(text: str, reference: str) -> None:
    assert repair_link(text) == Repair(reference, changed=True)


@pytest.mark.parametrize(
    ("text", "reference", "rest"),
    [
        ("https://f.example/1 https://g.example/2", "https://f.example/1", "https://g.example/2"),
        ("https://f.example/1, http://g.example/2", "https://f.example/1", "http://g.example/2"),
        ("f.example/1 | https://g.example/2", "https://f.example/1", "https://g.example/2"),
        ("//f.example/1 https://g.example/2", "//f.example/1", "https://g.example/2"),
        ("/1 https://g.example/2", "/1", "https://g.example/2"),
        ("?x https://g.example/2", "?x", "https://g.example/2"),
        ("Read more: https://f.example/1", "https://f.example/1", "Read more: "),
    ],
)
def test_one_of_several_addresses_is_taken_and_the_rest_is_told(text: str, reference: str, rest: str) -> None:
    assert repair_link(text) == Repair(reference, changed=True, remainder=rest)


@pytest.mark.parametrize(
    "text",
    [
        *("No comments", "Comments are closed / off", "See our site. Thanks", "none", "NULL", "n/a", "-", "undefined"),
        *("1234 of 2000", "(no link)", '"none"', "<![CDATA[No link]]>"),
    ],
)
def test_words_are_no_address(text: str) -> None:
    assert repair_link(text).reference == ""


@pytest.mark.parametrize(
    "text",
    [
        *("https://f.example/a b", "HTTP://f.example/", "https://web.example/2026/https://f.example/", "urn:x:1", "tel:+44"),
        *("mailto:ann@f.example", "javascript:x", "//f.example/1", "/a b", "?a=b c", "#x", "../x", "a", "a/b", "index.html"),
        *("page.php/1", "my photo.jpg", "images/my photo.jpg", "f.example", "v1.2/notes", "https://f.example/(a)"),
        *("https://f.example/?q='a'", "data:text/html,x", "doi:10.1000/1", "http:", "ftp://f.example/x"),
    ],
)  # fmt: skip
def test_other_references_are_not_changed(text: str) -> None:
    assert repair_link(text) == Repair(text)
    assert repair_link(f" {text}\n") == Repair(text)


PIECES = (
    *(
        "http:",
        "https:",
        "//",
        "/",
        "http",
        "f.example",
        "feed:",
        "urn:",
        "tag:",
        "mailto:",
        "URL:",
        "www.",
        "htp:",
        "%3a%2f%2f",
    ),
    *(
        "\ufeff",
        "\u200b",
        "\u201c",
        "\u201d",
        "\xbb",
        "(",
        ")",
        "'",
        "a",
        "?",
        "#",
        ",",
        ";",
        ".",
        "@",
        "80",
        "\xe9",
        "\xad",
    ),
)


@given(
    st.sampled_from(["", "https://f.example/", "http://\xe9.example/"]), st.lists(st.sampled_from(PIECES), max_size=6)
)
@example("", ["http://", "http", ":/"])
@example("", ["http://", "\ufeff"])
@example("", ["urn:", "a", ",http://", "f.example"])
def test_an_address_that_the_model_accepts_is_not_repaired(start: str, pieces: list[str]) -> None:
    text = start + "".join(pieces)
    if is_iri(text):
        assert repair_link(text) == Repair(text)


def test_line_breaks_in_an_address_are_removed() -> None:
    assert repair_link("https://f.example/a\r\n   b/\tc") == Repair("https://f.example/ab/c")


def test_eight_marks_around_an_address_are_taken_away() -> None:
    assert repair_link("(" * 7 + "https://f.example/1" + ")" * 7) == Repair("https://f.example/1", changed=True)
    assert repair_link("(" * 8 + "https://f.example/1" + ")" * 8) == Repair("https://f.example/1", changed=True)
    assert repair_link("(" * 9 + "https://f.example/1" + ")" * 9).reference == "(https://f.example/1)"


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("feed:https://f.example/1", "https://f.example/1"),
        ("feed://https://f.example/1", "https://f.example/1"),
        ("feed://f.example/1", "http://f.example/1"),
        ("feeds://f.example/1", "https://f.example/1"),
        ("itpc://f.example/1", "http://f.example/1"),
        ("pcast://f.example/1", "http://f.example/1"),
        ("<a href=https://f.example/1>x</a>", "https://f.example/1"),
        ('<a class="b" href="https://f.example/1">x</a>', "https://f.example/1"),
        ("f.example:80", "https://f.example:80"),
        ("f.com#x", "https://f.com#x"),
        ("\\\\f.example\\1", "//f.example/1"),
        ("f.example\\1?a\\b", "f.example\\1?a\\b"),
        ("https:/\\f.example\\1#a\\b", "https://f.example/1#a\\b"),
    ],
)
def test_schemes_and_slashes(text: str, reference: str) -> None:
    assert repair_link(text).reference == reference


@pytest.mark.parametrize(
    "text",
    ["feed:x", "feed://x", "f.html/1", "f.html:80", "htp:x", "ttp:notes", "http:", "a.zip", "f.pl", "f.example?x=1"],
)
def test_what_has_no_host_of_the_web_gets_no_scheme(text: str) -> None:
    assert repair_link(text).reference == text


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("images/my photo.jpg", "images/my photo.jpg"),
        ("my photo.jpg?x=1", "my photo.jpg?x=1"),
        ("my photo.jpg#x", "my photo.jpg#x"),
        ("images/my photo", "images/my photo"),
        ("my photo/1", ""),
        ("my photo", ""),
        ("urn:x y", "urn:x y"),
        (".x y", ".x y"),
    ],
)
def test_a_space_is_allowed_in_the_name_of_a_file_and_behind_a_slash(text: str, reference: str) -> None:
    assert repair_link(text).reference == reference


@pytest.mark.parametrize(("text", "reference"), [("(a)", "a"), ("()", "()"), ('"a/b"', "a/b"), ("<>", "<>")])
def test_marks_are_taken_away_from_short_texts_too(text: str, reference: str) -> None:
    assert repair_link(text).reference == reference
