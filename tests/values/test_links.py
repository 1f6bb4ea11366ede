"""Links, languages, addresses and media types: what the standards allow passes, the rest is refused with a reason."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfeed.values import iris
from newsfeed.values.emails import check_email
from newsfeed.values.iris import check_iri, check_web_url, is_iri, is_safe_scheme
from newsfeed.values.languages import check_language, is_registered_language, text_direction
from newsfeed.values.media_types import check_media_type
from newsfeed.values.references import resolve, to_uri
from newsfeed.values.urns import check_tag_uri, check_urn

IRIS = [
    "https://example.org",
    "http://example.org/",
    "HTTP://EXAMPLE.ORG/",
    "https://example.org:8443/a/b;c=1,2/d?x=1&y=/?#frag/?",
    "http://example.org:/",
    "http://example.org./",
    "http://exa_mple.org/",
    "http://user:pw@example.org/",
    "http://127.0.0.1:65535/",
    "http://[2001:db8::1]:80/",
    "http://[v1.x]/",
    "http://example.org/%C3%87",
    "http://www.\u8a79\u59c6\u65af.com/feed",
    "http://m\u00fcnchen.de/\u00e4?\u00f6#\u00fc",
    "http://example.org/?\ue000",
    "ftp://example.org/rss",
    "mailto:a@example.org",
    "urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6",
    "tag:example.org,2000:",
    "tel:+441234",
]


@pytest.mark.parametrize("text", IRIS)
def test_iris(text: str) -> None:
    check_iri(text)
    assert is_iri(text)


UNSAFE = [
    ("javascript:alert(1)", "unsafe"),
    ("JaVaScRiPt:alert(1)", "unsafe"),
    (" javascript:alert(1)", "unsafe"),
    ("java\nscript:alert(1)", "unsafe"),
    ("\x01javascript:alert(1)", "unsafe"),
    ("feed:javascript:alert(1)", "unsafe"),
    ("vbscript:msgbox", "unsafe"),
    ("data:text/html,<script>", "unsafe"),
    ("data:image/png;base64,AA==", "unsafe"),
    ("file:///etc/passwd", "unsafe"),
    ("http://example.org/a b", r"offset 20 .* write %20"),
    ("http://example.org/\r\nX: y", r"U\+000D at offset 19"),
    ("http://example.org/<b>", "write %3C"),
    ('http://example.org/"', "write %22"),
    ("http://example.org/{a}", "write %7B"),
    ("http://example.org/\\", "write %5C"),
    ("http://example.org/\u202e", r"U\+202E"),
    ("http://example.org/\ud800", "half a surrogate pair"),
    ("http://example.org/\ue000", "private character"),
    ("http://example.org/\ufffe", r"U\+FFFE"),
    ("http://example.org/%zz", "write %25"),
    ("http://example.org/%4", "write %25"),
    ("http://example.org/?a[]=1", "write %5B"),
    ("http://example.org/##", "second '#' at offset 20"),
    ("http:/example.org", "no host"),
    ("http:example.org", "no host"),
    ("http://", "no host"),
    ("http:///path", "no host"),
    ("http://:80/", "malformed"),
    ("http://user@/", "malformed"),
    ("http://a..b/", "malformed"),
    ("http://-a.org/", "malformed"),
    ("http://a-.org/", "malformed"),
    ("http://exa!mple.org/", "malformed"),
    ("http://ex%61mple.org/", "malformed"),
    ("http://" + "a" * 64 + ".org/", "malformed"),
    ("http://" + "a." * 127 + "org/", "1 to 253 characters"),
    ("http://good.example\uff0f.evil.example/", "malformed"),
    ("http://1.2.3.400/", "is not an IPv4 address"),
    ("http://[::g]/", "is not an IPv6 address"),
    ("http://[fe80::1%25eth0]/", "is not an IPv6 address"),
    ("http://[::1/", "malformed"),
    ("http://example.org:99999/", "number from 0 to 65535"),
    ("http://example.org:8a/", "malformed"),
    ("example.org/a", "no scheme"),
    ("//example.org/a", "no scheme"),
    ("/a", "no scheme"),
    ("1a:b", "no scheme"),
    ("urn:", "ends after the scheme"),
    ("", "is empty"),
]


def test_the_battery_is_large() -> None:
    assert len(UNSAFE) >= 25


@pytest.mark.parametrize(("text", "message"), UNSAFE)
def test_unsafe_or_malformed_links_are_refused(text: str, message: str) -> None:
    for check in (check_iri, check_web_url):
        with pytest.raises(ValueError, match=message):
            check(text)
    assert not is_iri(text)


def test_data_images_only_where_allowed() -> None:
    check_iri("data:image/png;base64,AA==", allow_data_images=True)
    for text in ("data:image/svg+xml,x", "data:text/html,x", "DATA:image/SVG+xml;base64,AA=="):
        with pytest.raises(ValueError, match="unsafe"):
            check_iri(text, allow_data_images=True)


def test_check_web_url_wants_http() -> None:
    check_web_url("https://example.org/\u00e4")
    for text in ("ftp://example.org/", "mailto:a@example.org", "urn:a1:b"):
        with pytest.raises(ValueError, match="https:// or http://"):
            check_web_url(text)


def test_the_common_case_takes_the_fast_path() -> None:
    with patch.object(iris, "_check_iri_carefully", side_effect=AssertionError):
        check_iri("https://www.example.org:8443/news/2024/05/a-story.html?id=%20x&y=1#top")


@given(st.text(alphabet="ahtps:/?#[]@.%-_~0123:é ", max_size=30).map("http://a".__add__))
def test_the_fast_path_accepts_nothing_that_the_careful_one_refuses(text: str) -> None:
    if iris.PLAIN_WEB_URL.fullmatch(text):
        iris._check_iri_carefully(text)


@pytest.mark.parametrize("text", ["/a", "a:b", "https://example.org/", "feed:https://example.org/", "?javascript:", ""])
def test_safe_schemes(text: str) -> None:
    assert is_safe_scheme(text)


@pytest.mark.parametrize(
    "text", ["feed:" * 5000 + "javascript:x", "j\ta\nv\rascript:x", "\x00 DATA:x", "view-source:x"]
)
def test_unsafe_schemes(text: str) -> None:
    assert not is_safe_scheme(text)


@pytest.mark.parametrize(
    ("iri", "uri"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("http://u@m\u00fcnchen.de:80/\u00e4?\u00f6#\u00fc", "http://u@xn--mnchen-3ya.de:80/%C3%A4?%C3%B6#%C3%BC"),
        ("http://\u8a79\u59c6\u65af.com/", "http://xn--8ws00zhy3a.com/"),
        ("http://" + "\u00e9" * 64 + ".org/", "http://" + "%C3%A9" * 64 + ".org/"),
        ("mailto:\u00e9@example.org", "mailto:%C3%A9@example.org"),
    ],
)
def test_to_uri(iri: str, uri: str) -> None:
    assert to_uri(iri) == uri


BASE = "http://a/b/c/d;p?q"
# RFC 3986 section 5.4
RESOLVED = [
    ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
    ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q#s"),
    ("g#s", "http://a/b/c/g#s"), (";x", "http://a/b/c/;x"), ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"),
    ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"),
    ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("/./g", "http://a/g"), ("/../g", "http://a/g"),
    ("g.", "http://a/b/c/g."), ("..g", "http://a/b/c/..g"), ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"),
    ("g/../h", "http://a/b/c/h"), ("g;x=1/../y", "http://a/b/c/y"), ("g?y/../x", "http://a/b/c/g?y/../x"),
    ("http:g", "http:g"), (" g\n", "http://a/b/c/g"), ("\u00e9", "http://a/b/c/\u00e9"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "target"), RESOLVED)
def test_resolve(reference: str, target: str) -> None:
    assert resolve(BASE, reference) == target


@pytest.mark.parametrize(
    ("base", "reference", "target"),
    [
        (None, " g ", "g"),
        ("", "g", "g"),
        ("relative/", "g", "g"),
        ("http://a", "g", "http://a/g"),
        ("urn:a1:b", "g", "g"),
        ("urn:a1:b", "#g", "urn:a1:b#g"),
        ("http://[", "g", "http://[/g"),
    ],
)
def test_resolve_against_odd_bases(base: str | None, reference: str, target: str) -> None:
    assert resolve(base, reference) == target


@given(st.text(), st.text())
def test_resolve_and_to_uri_never_raise(base: str, reference: str) -> None:
    assert isinstance(resolve(base, reference), str)
    assert to_uri(reference).isascii()


Check = Callable[[str], None]
RIGHT: list[tuple[Check, list[str]]] = [
    (check_tag_uri, [
        "tag:example.org,2024:", "tag:example.org,2024-05:a/b?c#d", "tag:me@example.org,2024-05-17:x", "tag:a-b,2000:#",
    ]),
    (check_urn, [
        "urn:uuid:60a76c80-d399-11d9-b93C-0003939e0af6", "URN:isbn:0451450523", "urn:a-b:1:2/3", "urn:ab:x?+r?=q#f",
    ]),
    (check_email, [
        "a@example.org", "a.b+c@localhost", '"a@b"@example.org', "\u00e9@m\u00fcnchen.de", "a@[127.0.0.1]",
        "a@[IPv6:::1]",
    ]),
    (check_media_type, [
        "image/jpeg", "application/vnd.iptc.g2.newsitem+xml", "text/html; charset=utf-8", 'a/b;c="d; e";f=g',
    ]),
    (check_language, [
        "en", "en-us", "zh-cmn-Hans-CN", "de-CH-1901", "sl-rozaj-biske-1994", "en-a-bbb-x-a-ccc", "x-foo", "i-klingon",
        "UND", "es-419", "qaa-Qaaa-QM-x-southern", "zh-min-nan",
    ]),
]  # fmt: skip
WRONG: list[tuple[Check, str, list[str]]] = [
    (check_tag_uri, "tag URI", [
        "tag:example.org:x", "tag:example,org,2003-11-30:x", "tag:a b,2003:x", "tag:a*b,2003:x", "tag:,2003:x",
        "tag:example.org,03:x", "tag:example.org,2003-:x", "tag:example.org,2003-9-11:x", "tag:example.org,20030101:x",
        "tag:example.org,2003-06-31:x", "tag:example.org,2003:a b", "tag:example.org,2003:{x}",
        "tag:example.org,2003:]",
        "tag:example.org,2003-06-01T14:00:00Z:x", "tag:example.org,2003:%4", "tag:example.org,2003:\u00e9", "",
    ]),
    (check_urn, "URN|UUID|urn:", [
        "urn:a+b:1", "urn:a/b:1", "urn:-ab:1", "urn:ab-:1", "urn:a.b:1", "urn:a:1", "urn:ab:", "urn:ab:/1",
        "urn:ab:a b",
        "urn:ab:a?b", "urn:uuid:x", "urn:uuid:60a76c80-d399-11d9-b93g-0003939e0af6", "foo urn:ab:1",
        "urn:" + "a" * 33 + ":1",
        "",
    ]),
    (check_email, "write|before '@'", [
        "me", "a at example.org", "Jane <a@example.org>", "a@example.org (Bob), x", "a b@example.org",
        "a@b@example.org",
        ".a@example.org", "a..b@example.org", "a@example.org\r\nBcc: x@example.org", "a\r\n@example.org", "a@", "@a",
        "a@-b.org", "a@b..org", "a@b.org.", "a@[300.1.1.1]", "a" * 65 + "@example.org", "\u202ea@example.org", "",
    ]),
    (check_media_type, "type/subtype", [
        "mp3", "video", "text/", "/html", "text/html;", "text/html; charset", "text /html", "text/html\r\n",
        "text/ht\u00e9",
        "insert type here", "",
    ]),
    (check_language, "write", [
        "en_US", "en_us", "a", "en-", "-en", "en--us", "de-1996-1996", "en-a-bbb-a-ccc", "en-a", "x", "x-123456789",
        "english1", "en us", "\u0435n", "en-US-abcd-efgh", "",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("check", "text"), [(check, text) for check, texts in RIGHT for text in texts])
def test_right(check: Check, text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    ("check", "message", "text"), [(c, message, text) for c, message, texts in WRONG for text in texts]
)
def test_wrong(check: Check, message: str, text: str) -> None:
    with pytest.raises(ValueError, match=message):
        check(text)


def test_an_underscore_in_a_language_is_corrected() -> None:
    with pytest.raises(ValueError, match=r"^write the language as en-US, not 'en_us'$"):
        check_language("en_us")


@pytest.mark.parametrize(
    ("tag", "registered"),
    [("en", True), ("EN-gb", True), ("xx", False), ("gsw", True), ("i-klingon", True), ("x-a", True), ("abcd", False),
     ("en_US", False)],
)  # fmt: skip
def test_registered_languages(tag: str, registered: bool) -> None:
    assert is_registered_language(tag) is registered


RTL = [
    "ar",
    "he",
    "iw",
    "fa-IR",
    "ur",
    "yi",
    "ps",
    "sd",
    "ug",
    "dv",
    "ckb",
    "AZ-ARAB",
    "pa-PK",
    "uz-AF",
    "nqo",
    "ff-Adlm",
]
LTR = ["en", "ar-Latn", "az", "az-Latn", "pa-IN", "uz", "sd-IN", "he-Latn-IL", "zh-Hant", "ar_EG", "", None]


@pytest.mark.parametrize(("tag", "direction"), [*((tag, "rtl") for tag in RTL), *((tag, "ltr") for tag in LTR)])
def test_text_direction(tag: str | None, direction: str) -> None:
    assert text_direction(tag) == direction


CHECKS: list[Check] = [
    check_iri, check_web_url, check_tag_uri, check_urn, check_email, check_media_type, check_language,
]  # fmt: skip
HOSTILE = ["http://a/" + "q" * 100_000 + "\x1b", "q" * 100_000 + "\u202e",
           "\ud800" * 100, "tag:" + "q" * 999 + " ", "urn:\x00:" * 99,
           "q\n" * 99 + "@" + "q" * 999, "en_" + "q" * 999]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("check", CHECKS)
def test_messages_are_one_short_printable_line(check: Check, text: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as caught:
        check(text)
    message = str(caught.value)
    assert message.isprintable()
    assert len(message) < 180
    assert "q" * 65 not in message
