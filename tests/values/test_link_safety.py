"""Schemes of links: what a value meant as a link can have, and which other texts a consumer would run or open."""

import pytest

from newsfeed.values.link_safety import (
    has_unsafe_link,
    is_run_by_known_scheme,
    is_safe_scheme,
    is_unsafe_link,
    is_unsafe_style,
    is_unsafe_text,
    scheme_of,
)

SAFE = [
    *("", "a", "/a?b#c", "//h.example/x", "http://x", "https:x", "mailto:a@b.example", "tel:+1", "MAILTO:a", "＃"),
    *("a%3", "a & b"),
    *("javascript:", "javascript: ", "vbscript:", "about:", "file:"),  # nothing follows
    # words
    *("javascript: The Good Parts", "JavaScript:\ntwo words", "data: a, b", "data: a", "file: x", "about: us", "ms-word: x"),
    *("Note: this", "nyt: x", "nyt:\u00a0/x", "Source https://x.example/", "word one:/x", "nyt x:/y", "a b:c"),
    "x: javascript:y",
    *("http://javascript:x", "mailto:javascript:x", "&amp;amp;amp;", "a:"),
    "javascript%2525253Ax",  # encoded more often than any consumer decodes
]  # fmt: skip
"""Safe as a link and as a text."""

LINKS_ONLY = ["nyt:x", "data:x", "feed://x", "feed:https://x", "url:https://x", "a:b", "a:" * 8 + "javascript:x"]
"""Unsafe as a link, since the scheme is none of the safe ones, and no text that anything runs."""

UNKNOWN = ["nyt://article/1", "nyt:/x", "nyt:\\x", "\u200bnyt:/x", "a:b:/x"]
"""An address by a scheme that is not known."""

RUN = [
    *("javascript:x", "JavaScript:x", "java script:x", "java\u00adscript:x", "\x00javascript:x", "javascript: x", "vbs:x"),
    *("vbscript: The Good Parts", "jscript:x", "livescript:x", "mocha:x", "x-javascript:x", "javascript\uff1ax"),
    "javascript\ufe13x",
    *("javascript&colon;x", "javascript&#58;x", "javascript&amp;colon;x", "javascript%3Ax", "javascript%253Ax"),
    "javascript%25253Ax",
    *("data:text/html,x", "data:,x", "data:;base64,x", "data: text/html, x", "data:image/png;base64,AA", "data:x,y"),
    *("file:///x", "file:x", "file: /x", "file: \\x", "about:blank", "blob:x", "view-source:http://x", "ms-word:x"),
    "ms-msdt:/x",
    *("feed:javascript:x", "feed: javascript:x", "url:javascript:x", "a:b:javascript:x", "a:" * 7 + "javascript:x"),
    *("0;url=javascript:x", "5;javascript:x", "0, url='javascript:x"),
]  # fmt: skip
"""Addresses by a scheme that is known to run or open something."""


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        *((text, (False, False, False)) for text in SAFE),
        *((text, (True, False, False)) for text in LINKS_ONLY),
        *((text, (True, True, False)) for text in UNKNOWN),
        *((text, (True, True, True)) for text in RUN),
    ],
)
def test_a_text_is_judged_as_a_link_as_a_text_and_as_a_name(text: str, verdicts: tuple[bool, bool, bool]) -> None:
    assert (is_unsafe_link(text), is_unsafe_text(text), is_run_by_known_scheme(text)) == verdicts


def test_what_opens_something_is_judged_by_its_first_200_characters() -> None:
    assert is_unsafe_text("vbscript:" + "\u200b" * 199 + "x")
    assert not is_unsafe_text("vbscript:" + "\u200b" * 200 + "x")


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        ("HTTP://x", "http"),
        (" \x00java\nscript:x", "javascript"),
        ("a1+.-:x", "a1+.-"),
        ("1a:x", ""),
        ("a b:x", ""),
        ("é:x", ""),
        ("/a:b", ""),
        (":x", ""),
        ("", ""),
    ],
)
def test_the_scheme_is_that_which_browsers_detect(text: str, scheme: str) -> None:
    assert scheme_of(text) == scheme
    assert is_safe_scheme(text) is (scheme in ("", "http"))


@pytest.mark.parametrize(
    ("text", "is_unsafe"),
    [
        ("", False),
        ("a.png 1x, b.png 2x", False),
        ("https://x.example/a,b", False),
        ("javascript:x", True),
        ("a.png 1x, javascript:x 2x", True),
        ("a.png\njavascript:x", True),
        ("https://x/" + "a" * 300 + ",javascript:x", True),
        ("a.png,url(javascript:x)", True),
    ],
)
def test_each_address_of_a_list_is_judged(text: str, *, is_unsafe: bool) -> None:
    assert has_unsafe_link(text) is is_unsafe


@pytest.mark.parametrize(
    ("style", "is_unsafe"),
    [
        ("color: red", False),
        ("background: url(a.png)", False),
        ("/* expression(x) */ color: red", False),
        ("expression: none", False),
        ("width: expression(x)", True),
        ("width: EXPRESSION (x)", True),
        ("width: exp/* */ression(x)", True),
        ("-moz-binding: x", True),
        ("behavior : x", True),
        ("c\\6flor: red", True),
        ("background: url( 'javascript:x')", True),
        ("@import 'javascript:x'", True),
    ],
)
def test_a_style_sheet_is_unsafe_by_its_addresses_and_by_code_for_old_browsers(style: str, *, is_unsafe: bool) -> None:
    assert is_unsafe_style(style) is is_unsafe
