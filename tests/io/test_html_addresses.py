"""Addresses in HTML: their schemes, their base, their spelling, and those of images without a usable one."""

import pytest

from newsfeed.io.sanitizing.addresses import escape_value, repair_address, repair_addresses
from newsfeed.io.sanitizing.embeds import page_of
from newsfeed.io.sanitizing.images import best_candidate, candidates_of, image_address, is_placeholder


@pytest.mark.parametrize(
    ("address", "base", "repaired"),
    [
        # a scheme
        ("https://H.x/A'b?c'd", "https://h/", "https://H.x/A'b?c'd"),
        ("mailto:x", "https://h/", "mailto:x"),
        ("javascript:x", None, None),
        ("feed:x", "https://h/", None),
        ("java&#115;cript:x", None, None),
        ("javascript%3ax", "https://h/", None),
        ("java\nscript:x", None, None),
        # none
        ("/x", None, "/x"),
        (" x ", None, " x "),
        ("x", "https://h/d/", "https://h/d/x"),
        ("x'y?z'w#q'", "https://H/", "https://h/x'y?z%27w#q'"),
        ("\\x\\y?a\\b", "https://h/d/", "https://h/x/y?a%5Cb"),
        ("x\\y#a\\b", "HTTP://h/d/", "http://h/d/x/y#a%5Cb"),
        ("//U:p@H/", "https://h/", "https://U:p@h/"),
        ("?", "https://h", "https://h/?"),
        ("x", "ftp://H/", "ftp://h/x"),
        ("x", "gemini://H/", "gemini://H/x"),
        # a base of no use, and a faulty address
        ("\\x", "urn:x", "\\x"),
        ("x", "nonsense", "x"),
        ("x", "https://[", "x"),
        ("x", "https://h:99999999/", "x"),
        ("//[", "https://h/", None),
        ("//h:99999/", "https://h/", None),
    ],
)
def test_an_address_is_resolved_and_checked(address: str, base: str | None, repaired: str | None) -> None:
    assert repair_address(address, base) == repaired


@pytest.mark.parametrize(
    ("clean", "repaired"),
    [
        ('<a href="x&amp;y" title="/z">w</a>', '<a href="https://h/x&amp;y" title="/z">w</a>'),
        ('<a title="a" href="javascript:x">w</a>', '<a title="a">w</a>'),
        ('<img src="a" alt="b"/><q cite="c">d</q>', '<img src="https://h/a" alt="b"/><q cite="https://h/c">d</q>'),
        ('<video poster="a"></video>', '<video poster="https://h/a"></video>'),
        ('<a href="https://x.example/A">w</a>', '<a href="https://x.example/A">w</a>'),
        ('say href="x"', 'say href="x"'),
    ],
)
def test_the_addresses_of_clean_html(clean: str, repaired: str) -> None:
    assert repair_addresses(clean, "https://h/") == repaired


def test_values_are_escaped_as_the_cleaner_does() -> None:
    assert escape_value('a&b<c>d"e\rf\n') == "a&amp;b&lt;c&gt;d&quot;e\nf\n"


# --- images ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("srcset", "candidates", "best"),
    [
        ("", [], ""),
        (" , ", [], ""),
        ("a", [("a", 1.0)], "a"),
        ("a 1x, b 2x", [("a", 1.0), ("b", 2.0)], "b"),
        ("a 100w, b 50w", [("a", 100.0), ("b", 50.0)], "a"),
        ("a 1.5x,b 1.25x", [("a", 1.5), ("b", 1.25)], "a"),
        ("a x, b", [("a", 1.0), ("b", 1.0)], "a"),
        ("a .5x, b", [("a", 0.5), ("b", 1.0)], "b"),
        ("a 2x, b 2x", [("a", 2.0), ("b", 2.0)], "a"),
        ("a,b", [("a,b", 1.0)], "a,b"),
        ("a,, b", [("a", 1.0), ("b", 1.0)], "a"),
        ("a" * 16_400, [("a" * 16_384, 1.0)], "a" * 16_384),
    ],
    ids=range(12),
)
def test_candidates_have_a_width_or_a_density(srcset: str, candidates: list[tuple[str, float]], best: str) -> None:
    assert candidates_of(srcset) == candidates
    assert best_candidate(srcset) == best


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        *(("", True), (" ", True), ("data:x\ny", True), ("about:blank", True), ("javascript:x", True), ("blob:x", True)),
        *(("https://x/blank.gif", True), ("https://x/1x1.PNG?y", True), ("https://x/a-pixel.jpg", True)),
        ("lazyload.svg", True),
        *(("https://x/pixel_x.png", True), ("a.png", False), ("https://x/blanket.gif", False), ("https://x/pixelx.png", False)),
        *(("x/data:y", False), ("a" * 16_384, False), ("a" * 16_385, True)),
    ],
    ids=range(17),
)  # fmt: skip
def test_placeholders(address: str, *, expected: bool) -> None:
    assert is_placeholder(address) is expected


@pytest.mark.parametrize(
    ("attributes", "candidates", "address"),
    [
        ({"src": "a.png", "data-src": "b.png"}, "c.png", None),
        ({}, "", None),
        ({"data-src": " b.png ", "srcset": "c.png"}, "d.png", "b.png"),
        ({"src": "blank.gif", "data-src": "pixel.gif", "data-original": "b.png"}, "", "b.png"),
        ({"srcset": "blank.gif", "data-srcset": "b.png 1x, c.png 2x"}, "d.png", "c.png"),
        ({"src": "data:x"}, "b.png, c.png 2x", "c.png"),
        ({"src": "data:x", "data-src": "data:y"}, "blank.gif", None),
    ],
)
def test_the_address_that_a_script_was_to_load(
    attributes: dict[str, str], candidates: str, address: str | None
) -> None:
    assert image_address(attributes, candidates) == address


# --- embeds ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "page"),
    [
        # the first of a repeated parameter counts
        ("https://player.twitch.tv/?video=1&video=2", "https://www.twitch.tv/videos/1"),
        ("https://player.twitch.tv/?channel=a", "https://www.twitch.tv/a"),
        ("https://player.twitch.tv/?video=1&channel=a", "https://www.twitch.tv/videos/1"),
        ("https://player.twitch.tv/?video=&channel=a", "https://www.twitch.tv/a"),
        ("https://maps.google.com/maps?q=Kiel&output=embed", "https://www.google.com/maps/search/?api=1&query=Kiel"),
        ("https://maps.google.com/maps?q=Kiel", None),
        ("https://t.me/quay/12?embed=1", "https://t.me/quay/12"),
        ("https://t.me/quay/12", None),
        ("HTTPS://WWW.YouTube.com/embed/Ab", "https://www.youtube.com/watch?v=Ab"),
        ("https://www.google.com/maps/embed?pb=!2d1", None),
        (f"https://player.twitch.tv/?{'a' * 4088}&video=1", "https://www.twitch.tv/videos/1"),
        (f"https://player.twitch.tv/?{'a' * 4089}&video=1", None),
        ("https://api.mixcloud.com/widget/iframe/?feed=x", None),
        ("https://www.mixcloud.com/widget/iframe/?feed=/quay/mix/", "https://www.mixcloud.com/quay/mix/"),
    ],
    ids=range(14),
)
def test_the_page_of_an_embed_by_its_parameters(address: str, page: str | None) -> None:
    assert page_of(address) == page
