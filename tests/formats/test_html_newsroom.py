"""Metadata of HTML pages for newsrooms and search engines."""

from datetime import UTC, datetime

import pytest

from newsfeed import Access, Breadcrumb, Report, Story, Translation, Usage, loads, loads_story

URL = "https://news.example.com/en/storm"


def read(head: str, body: str = "", language: str = "en-GB", report: Report | None = None) -> Story:
    page = (
        f'<!DOCTYPE html><html lang="{language}"><head><link rel="canonical" href="{URL}">{head}</head><body>{body}'
        "<main><h1>The storm</h1><h2>What's happened</h2><p>Rain.</p></main></body></html>"
    )
    return loads_story(page, "html", report=report)


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        (meta("article:opinion", "true"), "kind", "opinion"),
        (meta("article:opinion", "false"), "kind", None),
        (meta("og:type", "article"), "kind", None),
        (meta("og:type", "article"), "item_class", "text"),
        (meta("og:type", "video.other"), "item_class", "video"),
        (meta("og:type", "music.song"), "item_class", "audio"),
        (meta("article:content_tier", "free"), "access", Access(fee="free")),
        (meta("article:content_tier", "locked"), "access", Access(fee="paid")),
        (meta("article:content_tier", "metered"), "access", Access(fee="paid")),
        (meta("article:content_tier", "unknown"), "access", None),
        (meta("article:expiration_time", "2027-01-02T03:04:05Z"), "expires", datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)),
        (
            '<meta name="robots" content="max-snippet:-1, unavailable_after: 25 Jun 2027 15:00:00 GMT, noarchive">',
            "expires",
            datetime(2027, 6, 25, 15, tzinfo=UTC),
        ),
        (
            '<meta name="googlebot" content="unavailable_after: Fri, 25 Jun 2027 15:00:00 GMT, max-image-preview:large">',
            "expires",
            datetime(2027, 6, 25, 15, tzinfo=UTC),
        ),
        ('<meta name="robots" content="index, follow">', "expires", None),
        ('<meta name="news_keywords" content="storm, harbour">', "keywords", ("storm", "harbour")),
    ],
)
def test_the_fields_of_the_head(head: str, field: str, value: object) -> None:
    assert getattr(read(head), field) == value


def test_an_expiry_that_is_no_date_is_reported() -> None:
    report = Report()
    assert read(meta("article:expiration_time", "soon"), report=report).expires is None
    assert "html.date.unreadable" in [finding.code for finding in report]


def test_translations_are_the_alternates_in_other_languages() -> None:
    links = [
        ("alternate", "en-GB", URL),
        ("alternate", "en-US", "https://news.example.com/us/storm"),
        ("alternate", "x-default", "https://news.example.com/storm"),
        ("alternate", "de", "/de/sturm"),
        ("alternate", "pt-BR", "https://news.example.com/br/tempestade"),
        ("alternate", "not a language", "https://news.example.com/nn/x"),
        ("prefetch", "fr", "https://news.example.com/fr/tempete"),
    ]
    head = "".join(f'<link rel="{rel}" hreflang="{language}" href="{href}">' for rel, language, href in links)
    feed = '<link rel="alternate" hreflang="it" type="application/rss+xml" href="https://news.example.com/it.rss">'
    assert read(head + feed).translations == (
        Translation(url="https://news.example.com/de/sturm", language="de"),
        Translation(url="https://news.example.com/br/tempestade", language="pt-BR"),
    )


def test_scripts_of_one_language_are_translations() -> None:
    head = '<link rel="alternate" hreflang="zh-Hant" href="https://news.example.com/hant">'
    assert [item.language for item in read(head, language="zh-Hans-CN").translations] == ["zh-Hant"]
    assert read(head, language="zh-Hant-TW").translations == ()


LINKS = '<a href="/">Home</a> › <a href="/world">World</a>'
PATH = (
    Breadcrumb(name="Home", url="https://news.example.com/"),
    Breadcrumb(name="World", url="https://news.example.com/world"),
)


@pytest.mark.parametrize(
    ("navigation", "path"),
    [
        (f'<nav aria-label="Breadcrumb">{LINKS}</nav>', PATH),
        (f'<nav aria-label="Brotkrumen">{LINKS}</nav>', PATH),
        (f'<nav class="site breadcrumbs">{LINKS}</nav>', PATH),
        (f'<div itemscope itemtype="https://schema.org/BreadcrumbList">{LINKS}</div>', PATH),
        (
            (
                '<nav aria-label="breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/world">World</a> »</li>'
                '<li aria-current="page">The storm, live</li></ol></nav>'
            ),
            PATH,
        ),
        (
            '<nav aria-label="breadcrumb"><ol><li><a href="/">Home</a></li><li>World</li><li>The storm</li></ol></nav>',
            (PATH[0], Breadcrumb(name="World")),
        ),
        (f'<nav aria-label="Main menu">{LINKS}</nav>', ()),
        ('<div class="breadcrumbs-help">No path</div>', ()),
    ],
)
def test_the_breadcrumb_is_the_path_of_sections(navigation: str, path: tuple[Breadcrumb, ...]) -> None:
    assert read("", navigation).section_path == path


def test_the_head_says_what_machines_may_do() -> None:
    page = """<html><head><title>Tram stops early</title><link rel="canonical" href="https://news.example.com/tram">
<link rel="license" type="application/rsl+xml" href="https://news.example.com/license.xml">
<meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="https://news.example.com/license.xml">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Tram stops early",
"usageInfo": "https://news.example.com/machines"}</script></head>
<body><h1>Tram stops early</h1><h2>What's happened</h2><p>The last tram leaves at nine.</p></body></html>"""
    (story,) = loads(page, "html").stories
    assert story.usage == Usage(
        ai_train=False,
        license_url="https://news.example.com/license.xml",
        policy_url="https://news.example.com/machines",
    )
