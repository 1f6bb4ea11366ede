"""Embeds become links to their page, and images that a script was to load get their address."""

from typing import Final

import pytest

from newsfeed.io.html import Removal, sanitize
from newsfeed.io.sanitizing.embeds import page_of


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://www.youtube.com/embed/Ab-c_123xyz", "https://www.youtube.com/watch?v=Ab-c_123xyz"),
        ("https://www.youtube-nocookie.com/embed/Ab-c_123xyz?rel=0", "https://www.youtube.com/watch?v=Ab-c_123xyz"),
        ("http://www.youtube.com/v/Ab-c_123xyz", "https://www.youtube.com/watch?v=Ab-c_123xyz"),
        ("https://www.youtube.com/embed/videoseries?list=PL12", "https://www.youtube.com/playlist?list=PL12"),
        ("https://player.vimeo.com/video/123", "https://vimeo.com/123"),
        ("https://player.vimeo.com/video/123?h=ab12&color=fff", "https://vimeo.com/123/ab12"),
        ("https://www.dailymotion.com/embed/video/x7", "https://www.dailymotion.com/video/x7"),
        ("https://geo.dailymotion.com/player/x1.html?video=x7", "https://www.dailymotion.com/video/x7"),
        ("https://player.twitch.tv/?video=12&parent=example.com", "https://www.twitch.tv/videos/12"),
        ("https://platform.twitter.com/embed/Tweet.html?id=99&theme=dark", "https://x.com/i/status/99"),
        ("https://www.instagram.com/p/C1_x/embed/captioned/?cr=1", "https://www.instagram.com/p/C1_x/"),
        (
            "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fpost%2F1&width=500",
            "https://www.facebook.com/post/1",
        ),
        ("https://www.tiktok.com/embed/v2/77", "https://www.tiktok.com/@_/video/77"),
        (
            "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/quay/mix&color=%23ff5500",
            "https://soundcloud.com/quay/mix",
        ),
        ("https://open.spotify.com/embed/episode/4rO?utm_source=generator", "https://open.spotify.com/episode/4rO"),
        (
            "https://embed.podcasts.apple.com/us/podcast/quay/id1?i=2",
            "https://podcasts.apple.com/us/podcast/quay/id1",
        ),
        (
            "https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d99!2d8.54!3d-47.37!2m3",
            "https://www.google.com/maps/search/?api=1&query=-47.37,8.54",
        ),
        (
            "https://www.google.com/maps/embed/v1/place?key=K&q=Old+Harbour",
            "https://www.google.com/maps/search/?api=1&query=Old%20Harbour",
        ),
        ("https://datawrapper.dwcdn.net/aB1cd/3/", "https://datawrapper.dwcdn.net/aB1cd/"),
        ("https://flo.uri.sh/visualisation/123/embed", "https://public.flourish.studio/visualisation/123/"),
        ("https://social.example.com/@quay/1234/embed", "https://social.example.com/@quay/1234"),
    ],
)
def test_embeds_of_known_hosts_lead_to_their_page(address: str, page: str) -> None:
    assert page_of(address) == page
    link = page.replace("&", "&amp;")
    escaped = address.replace("&", "&amp;")
    assert sanitize(f'<iframe src="{escaped}"></iframe>') == f'<p><a href="{link}">{link}</a></p>'


@pytest.mark.parametrize(
    "address",
    [
        "https://player.example.com/v/1",
        "https://www.youtube.com/watch?v=1",
        "https://youtube.com.example.com/embed/abcdefgh",
        "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1",
        "https://www.facebook.com/plugins/post.php?href=javascript%3Aalert(1)",
        "https://player.twitch.tv/",
        "javascript:alert(1)",
        "ftp://www.youtube.com/embed/abcdefghijk",
        "//www.youtube.com/embed/abcdefghijk",
        "https:www.youtube.com/embed/abcdefghijk",
        "/relative",
        "",
    ],
)
def test_other_embeds_have_no_page(address: str) -> None:
    assert page_of(address) is None


PLAYER: Final = '<a href="https://player.example.com/1">https://player.example.com/1</a>'


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ('<iframe src="https://player.example.com/1"></iframe>', f"<p>{PLAYER}</p>"),
        ('<iframe src="https://player.example.com/1">No frames.</iframe>x', f"<p>{PLAYER}</p>x"),
        ('<iframe src="https://player.example.com/1"/><p>x</p>', f"<p>{PLAYER}</p><p>x</p>"),
        ('<iframe src="about:blank" data-src="https://player.example.com/1"></iframe>', f"<p>{PLAYER}</p>"),
        ('<IFRAME SRC="//player.example.com/1"></IFRAME>', f"<p>{PLAYER}</p>"),
        ('<p>a <iframe src="https://player.example.com/1"></iframe> b</p>', f"<p>a {PLAYER} b</p>"),
        (
            '<figure><iframe src="https://player.example.com/1"></iframe><figcaption>c</figcaption></figure>',
            f"<figure><p>{PLAYER}</p><figcaption>c</figcaption></figure>",
        ),
        (
            '<iframe title="The &quot;quay&quot;" src="https://player.example.com/1"></iframe>',
            '<p><a href="https://player.example.com/1">The "quay"</a></p>',
        ),
        ('<embed src="https://player.example.com/1">', f"<p>{PLAYER}</p>"),
        # in a paragraph of its own, unless one is open
        ('<b>a</b><iframe src="https://player.example.com/1"></iframe>', f"<b>a</b><p>{PLAYER}</p>"),
        ('<b>a<iframe src="https://player.example.com/1"></iframe></b>', f"<b>a{PLAYER}</b>"),
        (
            '<div><p>a<b>c</p><iframe src="https://player.example.com/1"></iframe></div>',
            f"<div><p>a<b>c</b></p><p><b>{PLAYER}</b></p></div>",
        ),
        ('<p>a<br><iframe src="https://player.example.com/1"></iframe></p>', f"<p>a<br/>{PLAYER}</p>"),
        ('<p>a<b>x</b><iframe src="https://player.example.com/1"></iframe></p>', f"<p>a<b>x</b>{PLAYER}</p>"),
        ('</b></i><div>a<iframe src="https://player.example.com/1"></iframe></div>', f"<div>a<p>{PLAYER}</p></div>"),
        (
            '<object data="https://player.example.com/1"><p>No player.</p></object>',
            f"<p>{PLAYER}</p><p>No player.</p>",
        ),
        (
            '<object><param name="movie" value="//player.example.com/1"><embed src="//player.example.com/1"></object>',
            f"<p>{PLAYER}</p>",
        ),
        (
            (
                '<iframe src="https://player.example.com/2"></iframe>'
                '<object><param name="movie" value="//player.example.com/1"><embed src="//player.example.com/1"></object>'
            ),
            f"<p>{PLAYER}</p>".replace("/1", "/2") + f"<p>{PLAYER}</p>",
        ),
        ('<iframe src="https://player.example.com/1"></iframe>' * 2, f"<p>{PLAYER}</p>" * 2),
        ('<frameset><frame src="https://player.example.com/1"></frameset>', f"<p>{PLAYER}</p>"),
        ('<iframe src="javascript:alert(1)"></iframe>x', "x"),
        ('<iframe src="data:text/html,x"></iframe>x', "x"),
        ("<iframe></iframe>x", "x"),
        ("<p>a<object></p>b</object>", "<p>a</p>b"),
    ],
)
def test_embeds_become_links(html: str, clean: str) -> None:
    assert sanitize(html, base="https://base.example/") == clean


def test_an_embed_is_found_with_its_replacement_and_keeps_its_title() -> None:
    removals: list[Removal] = []
    html = '<iframe title="The quay" src="https://www.youtube.com/embed/Ab-c_123xyz"></iframe>'
    page = "https://www.youtube.com/watch?v=Ab-c_123xyz"
    assert sanitize(html, removals=removals) == f'<p><a href="{page}">The quay</a></p>'
    assert removals == [Removal("embed", "iframe", "", "https://www.youtube.com/embed/Ab-c_123xyz", page)]


def test_an_embed_in_what_is_removed_is_removed_and_found() -> None:
    html = '<template><iframe src="https://player.example.com/1"></iframe></template>x'
    assert sanitize(html) == "x"
    removals: list[Removal] = []
    sanitize(html, removals=removals)
    assert removals == [Removal("address", "iframe", "src", "https://player.example.com/1")]


# --- images ------------------------------------------------------------------------------------------------------------------

IMAGE: Final = '<img src="https://example.com/a.png"/>'


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ('<img data-src="https://example.com/a.png">', IMAGE),
        ('<img src="data:image/gif;base64,R0lG" data-src="https://example.com/a.png">', IMAGE),
        ('<img src="https://example.com/img/blank.gif" data-lazy-src="https://example.com/a.png">', IMAGE),
        ('<img srcset="https://example.com/s.png 100w, https://example.com/a.png 200w">', IMAGE),
        ('<img srcset="https://example.com/s.png, https://example.com/a.png 2x">', IMAGE),
        ('<img srcset="https://example.com/a.png">', IMAGE),
        ('<img src="" data-srcset="https://example.com/a.png 1x">', IMAGE),
        ('<img src="https://example.com/a.png" srcset="https://example.com/b.png 2x">', IMAGE),
        ('<img src="https://example.com/a.png" data-src="https://example.com/b.png">', IMAGE),
        ('<picture><source srcset="https://example.com/b.webp"><img src="https://example.com/a.png"></picture>', IMAGE),
        ('<picture><source srcset="https://example.com/a.png"><img src="data:,"></picture>', IMAGE),
        (
            '<picture><source srcset="https://example.com/a.png"><img src="data:,"><img src="data:,"></picture>',
            f"{IMAGE}<img/>",
        ),
        ('<noscript><img src="https://example.com/a.png"></noscript>', IMAGE),
        (
            '<img src="data:," data-src="//example.com/a.png"><noscript><img src="//example.com/a.png"></noscript>',
            IMAGE,
        ),
        (f"{IMAGE}<noscript>x</noscript>{IMAGE}", f"{IMAGE}x{IMAGE}"),
        (f"{IMAGE}<noscript><button>x</button>{IMAGE}</noscript>", f"{IMAGE}x"),
        (f"{IMAGE}<noscript><object>x</object>{IMAGE}</noscript>", f"{IMAGE}x"),
        (f"<noscript>{IMAGE}{IMAGE}</noscript>", IMAGE),
        ('<img srcset="javascript:x 2x">', "<img/>"),
        ('<img data-src="javascript:x">', "<img/>"),
        ('<video data-src="https://example.com/v.mp4"></video>', '<video src="https://example.com/v.mp4"></video>'),
    ],
)
def test_images_get_an_address(html: str, clean: str) -> None:
    assert sanitize(html, base="https://base.example/") == clean


def test_an_image_with_a_relative_candidate_is_resolved() -> None:
    assert (
        sanitize('<img srcset="s.png 1x, a b.png 2x, c.png 3x">', base="https://base.example/d/f")
        == '<img src="https://base.example/d/c.png"/>'
    )
