"""IRIs and references: valid links pass, others are refused with a reason, and nothing raises another error."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfeed.values import iris
from newsfeed.values.iris import check_iri, check_web_url, is_iri
from newsfeed.values.link_safety import is_safe_scheme
from newsfeed.values.references import percent_encode, resolve, to_uri

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
    # Readers would repair these.
    ("http://http:/", "readers take 'http://http:/' for 'http:/'"),
    ("http://http://example.org/", "readers take"),
    ("http://\ufeff", "readers take"),
    ("https://example.org/\u201d", "for 'https://example.org/'"),
    ("https://example.org/\xe9,http://example.org/", "for 'https://example.org/\xe9'"),
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


def test_a_web_url_has_the_scheme_http_or_https() -> None:
    check_web_url("https://example.org/\u00e4")
    for text in ("ftp://example.org/", "mailto:a@example.org", "urn:a1:b"):
        with pytest.raises(ValueError, match="https:// or http://"):
            check_web_url(text)


def test_the_common_case_takes_the_fast_path() -> None:
    with patch.object(iris, "_check_iri_carefully", side_effect=AssertionError):
        check_iri("https://www.example.org:8443/news/2024/05/a-story.html?id=%20x&y=1#top")
        check_iri("tag:example.org,2026:story/1?part=2#top")
        check_iri("urn:uuid:5f3c1f6e-5b0a-4d5c-9a53-0d5a7f4c2b11")
        assert not is_iri("ep-1")


@given(st.text(alphabet="ahtps:/?#[]@.%-_~0123:é ", max_size=30).map("http://a".__add__))
def test_the_fast_path_accepts_nothing_that_the_careful_one_refuses(text: str) -> None:
    if iris.PLAIN_WEB_URL.fullmatch(text):
        iris._check_iri_carefully(text)


@given(st.sampled_from(["tag:", "urn:", "tag://", "urn:a"]), st.text(alphabet="at:/?#[]@.%-_~0123é ", max_size=20))
def test_the_fast_path_of_names_accepts_nothing_that_the_careful_one_refuses(start: str, end: str) -> None:
    if iris.PLAIN_NAME.fullmatch(start + end):
        iris._check_iri_carefully(start + end)


@pytest.mark.parametrize("text", ["/a", "tag:b", "https://example.org/", "?javascript:", ""])
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


@pytest.mark.parametrize(
    ("link", "encoded"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("a b", "a%20b"),
        ("50%", "50%25"),
        ("50%2", "50%252"),
        ("50%20", "50%20"),
        ('<a>"b"|\\^`{}', "%3Ca%3E%22b%22%7C%5C%5E%60%7B%7D"),
        ("http://[::1]/a[1]?b[]=[2]", "http://[::1]/a%5B1%5D?b%5B%5D=%5B2%5D"),
        ("/a]", "/a%5D"),
        ("/a[", "/a%5B"),
        ("?a[", "?a%5B"),
        ("?a]", "?a%5D"),
        ("#[", "#["),
        ("/a#b#c#d", "/a#b%23c%23d"),
    ],
)
def test_percent_encoding_as_in_browsers(link: str, encoded: str) -> None:
    assert percent_encode(link) == encoded


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
        ("http://a?q", "g", "http://a/g"),
        ("file:/b/c", "g", "file:/b/g"),
        ("urn:a1:b", "//g", "//g"),
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


# --- the limits of each rule, in links that take the careful path ----------------------------------------------------------


@pytest.mark.parametrize("code", [0x1FFFD, *range(0x20000, 0x20002), 0x2FFFD, 0x10FFFD])
def test_characters_of_other_planes_are_allowed(code: int) -> None:
    check_iri(f"https://example.org/?{chr(code)}")


@pytest.mark.parametrize(
    "code",
    [*(plane << 16 | rest for plane in range(17) for rest in (0xFFFE, 0xFFFF)), 0x20, 0x7F, 0xA0, 0xFDD0, 0xE0000, 0xE0FFF],
)  # fmt: skip
def test_noncharacters_of_every_plane_are_refused(code: int) -> None:
    with pytest.raises(
        ValueError, match=rf"^.*U\+{code:04X}\)? at offset 21 is not allowed in a link: remove it or write %"
    ):
        check_iri(f"https://example.org/?{chr(code)}")


@pytest.mark.parametrize("code", [0xD800, 0xDABC, 0xDFFF])
def test_lone_surrogates_are_named(code: int) -> None:
    with pytest.raises(ValueError, match=rf"^U\+{code:04X} at offset 20 .*: half a surrogate pair is no character"):
        check_iri(f"https://example.org/{chr(code)}")


@pytest.mark.parametrize(
    "text",
    [
        "http://u@example.org:0/",
        "http://u@example.org:65535/",
        "http://u@example.org:00080/",
        f"http://u@{'a' * 63}.org/",
        f"http://u@{'a.' * 126}a/",
        f"http://u@{'a.' * 126}a./",
        f"http://{'é' * 63}/",
        "http://example.org/?\ue000#x",
        "http://example.org/?x\U0010fffd",
        "mailto:?subject=x",
        "urn://h/",
    ],
)
def test_links_at_the_limits_pass(text: str) -> None:
    check_iri(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("http://u@example.org:65536/", "the port '65536' is malformed"),
        ("http://u@example.org:000080/", "the port '000080' is malformed"),
        (f"http://u@{'a' * 64}.org/", "between dots write 1 to 63"),
        (f"http://u@{'a.' * 126}ab/", "write 1 to 253 characters"),
        (f"http://u@{'a.' * 126}ab./", "write 1 to 253 characters"),
        ("http://u@.../", "write 1 to 253 characters"),
        (f"http://{'é' * 64}/", "between dots write 1 to 63"),
        ("http://é.1/", "is not an IPv4 address"),
        ("http://example.org/\ue000?", "at offset 19 is a private character: write %EE%80%80"),
        ("http://example.org/?#\ue000", "at offset 21 is a private character"),
        ("http://example.org/?a#b#c", "a second '#' at offset 23"),
        ("http://h/[", "at offset 9 is only for IPv6 hosts"),
        ("urn:a[b", "at offset 5 is only for IPv6 hosts"),
        ("urn:a]b", "at offset 5 is only for IPv6 hosts"),
        ("http://u[@h/", "the part before '@'"),
        ("x" * 300 + ":y", f"^'{'x' * 198}… has a scheme that is unsafe"),
        ("mailto:#x", "ends after the scheme"),
        ("tag:", "ends after the scheme"),
    ],
)
def test_links_beyond_the_limits_are_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        check_iri(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a:b", ("a", None, "b", None, None)),
        ("a://b", ("a", "b", "", None, None)),
        ("a://?#", ("a", "", "", "", "")),
        ("//b/c?d#e", (None, "b", "/c", "d", "e")),
        ("1a:b", (None, None, "1a:b", None, None)),
        ("#a#b?c\n", (None, None, "", None, "a#b?c\n")),
        ("", (None, None, "", None, None)),
    ],
)
def test_an_absent_part_is_none_and_an_empty_one_is_empty(text: str, parts: tuple[str | None, ...]) -> None:
    assert iris.split_iri(text) == parts


@pytest.mark.parametrize(
    ("text", "is_iri_too"),
    [("https://example.org/", True), ("urn:a1:b", True), ("yt:video:1", False), ("nyt://article/1", False)],
)
def test_a_name_can_have_any_scheme_that_runs_nothing(text: str, *, is_iri_too: bool) -> None:
    assert iris.is_name(text)
    assert is_iri(text) is is_iri_too


@pytest.mark.parametrize("text", ["", "4711", "a/b", "javascript:x", "file:///x", "yt:video 1", "yt:", "data:x,y"])
def test_other_texts_are_no_names(text: str) -> None:
    assert not iris.is_name(text)


@pytest.mark.parametrize(
    ("iri", "uri"),
    [
        (f"http://{'é.' * 126}é/", f"http://{'xn--9ca.' * 126}xn--9ca/"),
        (f"http://{'é.' * 127}/", f"http://{'%C3%A9.' * 127}/"),
        ("http://é:80/é", "http://xn--9ca:80/%C3%A9"),
        ("http://h/é", "http://h/%C3%A9"),
        ("é", "%C3%A9"),
    ],
)
def test_a_host_of_up_to_253_characters_is_converted_by_idna(iri: str, uri: str) -> None:
    assert to_uri(iri) == uri
