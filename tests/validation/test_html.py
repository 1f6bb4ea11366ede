"""Checks of HTML in text."""

import pytest

from newsfeed.validation import html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain text", []),
        ("<p>a<br>b &amp; c &#8212; d</p>", []),
        ("<ul><li>a<li>b</ul>", []),
        ("a &lt; b and c > d", []),
        ("a < b", ["NotHtml"]),
        ("<span style='font-style: italic; color: red'>a</span>", []),
        ("<a href='https://example.org/'>a</a><a href='#b'>b</a>", []),
        ("<!-- <script> -->", []),
        ("<script>x</script>", ["SecurityRisk"]),
        ("<EMBED>", ["SecurityRisk"]),
        ("<p onclick=x()>a</p><b onclick=y>b</b>", ["SecurityRiskAttr"]),
        ("<p style='position: absolute'>a</p>", ["DangerousStyleAttr"]),
        ("<p style='color: expression(x)'>a</p>", ["DangerousStyleAttr"]),
        ("<p style='padding: 20000px'>a</p>", ["DangerousStyleAttr"]),
        ("<p style='margin: 0 -99999.5em'>a</p>", ["DangerousStyleAttr"]),
        ("<p style='width: 33.33333%; height: 1080px; color: #333333'>a</p>", []),
        ("<a href='java\nscript:x()'>a</a>", ["SecurityRisk"]),
        ("<img src='/a.png'>", ["ContainsRelRef"]),
        ("<img src=' https://example.org/a.png '>", []),
        ("<bogus>a</bogus>", ["NotHtml"]),
        ("<a", ["NotHtml"]),
        ("<b>a", ["NotHtml"]),
        ("a</b>", ["NotHtml"]),
        ("<b><i>a</b></i>", ["NotHtml"]),
        ("<svg></svg>", ["NotHtml"]),
        ("<o:p>a</o:p>", ["NotHtml"]),
        ("<img src=''>", ["ContainsRelRef"]),
        ("<img src='a b.png'>", ["InvalidUriChar"]),
        ("<form action='/a'>a</form>", []),
        ("&nosuch;", ["NotHtml"]),
        ("&#x93;", ["NotHtml"]),
    ],
)
def test_a_fragment_has_its_faults(text: str, expected: list[str]) -> None:
    assert [fault.event for fault in html.check_fragment(text)] == expected


@pytest.mark.parametrize(
    ("text", "encoded", "expected"),
    [
        ("AT&T", False, []),
        ("I <3 you", False, []),
        ("<b>a</b>", False, ["ContainsHTML"]),
        ("a<br/>b", True, []),
        ("a<br/>b", False, ["CharacterData"]),
        ("R&B1", False, ["ContainsHTML"]),
        ("Jos&eacute;", False, ["ContainsHTML"]),
        ("Jos&eacute;", True, []),
        ("Nice <gorilla>", False, ["CharacterData"]),
        ("Nice <gorilla>", True, []),
    ],
)
def test_plain_text_has_its_faults(text: str, encoded: bool, expected: list[str]) -> None:
    assert [fault.event for fault in html.check_plain_text(text, encoded=encoded)] == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [("caf\u00e9", 0), ("caf\u00c3\u00a9", 1), ("\u0093a\u0094", 1), ("a\ufffd", 1), ("\u00abAMANH\u00c3\u00bb", 0)],
)
def test_text_in_the_wrong_encoding_is_reported(text: str, count: int) -> None:
    assert len(list(html.check_characters(text))) == count


@pytest.mark.parametrize(
    "text", ["<a" * 50_000, "<b>" * 50_000, "<!--" * 50_000, '<a "' * 50_000, "</b>" * 50_000, "&a" * 50_000]
)
def test_hostile_html_is_checked_in_linear_time(text: str) -> None:
    assert len(list(html.check_fragment(text))) <= 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [("<b></b>" * 30_000, "tags, too many for its length"), ("<p>" + "a" * 4_200_000, "characters long")],
)
def test_html_that_readers_leave_out_is_one_fault(text: str, reason: str) -> None:
    (fault,) = html.check_fragment(f"<script>x</script>{text}")
    assert fault.event == "NotHtml"
    assert reason in fault.message
