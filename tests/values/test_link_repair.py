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
