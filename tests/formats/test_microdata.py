"""Articles in the microdata and RDFa Lite of pages."""

import sys
from typing import Final

import pytest

import newsfeed
from newsfeed import Markup, Report, Section, Story

BASE: Final = "https://a.example.com/1"
MICRODATA: Final = """<!doctype html>
<html><body>
<article itemscope itemtype="https://schema.org/NewsArticle" itemid="https://a.example.com/1#article">
<meta itemprop="mainEntityOfPage" content="https://a.example.com/1">
<h1 itemprop="headline">Ferry <b>sails</b> again</h1>
<time itemprop="datePublished" datetime="2026-05-18T09:00:00Z">today</time>
<span itemprop="author" itemscope itemtype="http://schema.org/Person"><a itemprop="url" href="/ann"
><span itemprop="name">Ann Oak</span></a><meta itemprop="knowsAbout" content="Tides"></span>
<span itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">Bo Elm</span></span>
<img itemprop="image" src="/a.jpg" alt="">
<div itemprop="articleBody"><p>One.</p><p>Two <a href="/x">here</a>.</p></div>
<meta itemprop="wordCount" content="412">
</article>
</body></html>"""
RDFA: Final = """<!doctype html>
<html prefix="og: http://ogp.me/ns#"><head><meta property="og:title" content="Not this"></head><body>
<article vocab="https://schema.org/" typeof="NewsArticle" resource="https://a.example.com/1#article">
<meta property="mainEntityOfPage" content="https://a.example.com/1">
<h1 property="headline">Ferry <b>sails</b> again</h1>
<time property="datePublished" datetime="2026-05-18T09:00:00Z">today</time>
<span property="author" typeof="Person"><a property="url" href="/ann"
><span property="name">Ann Oak</span></a><meta property="knowsAbout" content="Tides"></span>
<span property="schema:author" typeof="schema:Person"><span property="name">Bo Elm</span></span>
<img property="image" src="/a.jpg" alt="">
<div property="articleBody"><p>One.</p><p>Two <a href="/x">here</a>.</p></div>
<meta property="wordCount" content="412">
</article>
</body></html>"""


def read(page: str, report: Report | None = None, name: str = "html") -> tuple[Story, ...]:
    return newsfeed.loads(page, name, base=BASE, report=report).stories


def with_script(content: str) -> str:
    return MICRODATA.replace("</body>", f'<script type="application/ld+json">{content}</script></body>')


@pytest.fixture
def extruct() -> None:
    pytest.importorskip("extruct", reason="the extra microdata is not installed")


@pytest.mark.usefixtures("extruct")
@pytest.mark.parametrize("page", [MICRODATA, RDFA], ids=["microdata", "RDFa"])
@pytest.mark.parametrize("name", ["html", "jsonld"])
def test_an_article_is_a_story(page: str, name: str) -> None:
    report = Report()
    (story,) = read(page, report, name)
    assert (story.url, story.headline) == (BASE, "Ferry sails again")
    assert [(author.name, author.url) for author in story.authors] == [
        ("Ann Oak", "https://a.example.com/ann"),
        ("Bo Elm", None),
    ]
    assert story.published is not None
    assert story.published.isoformat() == "2026-05-18T09:00:00+00:00"
    assert [medium.url for medium in story.media] == ["https://a.example.com/a.jpg"]
    html = '<p>One.</p><p>Two <a href="https://a.example.com/x">here</a>.</p>'
    assert story.sections == (Section(blocks=[Markup(html)]),)
    assert [extension.content for extension in (*story.extensions, *story.authors[0].extensions)] == [
        ("412",),
        ('"Tides"',),
    ]
    assert [finding.code for finding in report] == []


@pytest.mark.usefixtures("extruct")
def test_a_finding_has_the_line_of_the_item() -> None:
    report = Report()
    read(MICRODATA.replace("2026-05-18T09:00:00Z", "soon"), report)
    (finding,) = report
    assert (finding.code, finding.line) == ("read.date.unreadable", 3)


@pytest.mark.usefixtures("extruct")
def test_an_explainer_page_has_the_values_of_its_microdata() -> None:
    (story,) = read(MICRODATA.replace("</article>", "</article><h2>What happened</h2><p>Rain.</p>"))
    assert story.summary == "Rain."
    assert [author.name for author in story.authors] == ["Ann Oak", "Bo Elm"]


@pytest.mark.usefixtures("extruct")
def test_an_article_in_microdata_beside_other_json_ld() -> None:
    site = '{"@context": "https://schema.org", "@type": "WebSite", "name": "The Quay"}'
    feed = newsfeed.loads(with_script(site), "jsonld", base=BASE)
    assert (feed.title, [story.headline for story in feed.stories]) == ("The Quay", ["Ferry sails again"])


def test_microdata_beside_an_article_in_json_ld_is_named() -> None:
    article = '{"@context": "https://schema.org", "@type": "Article", "headline": "H"}'
    report = Report()
    (story,) = read(with_script(article), report, "jsonld")
    assert story.headline == "H"
    assert [finding.code for finding in report] == ["read.microdata.ignored"]


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "extruct.w3cmicrodata", None)
    with pytest.raises(newsfeed.ReadError, match=r"pip install 'newsfeed-kit\[microdata\]'"):
        read(MICRODATA)


def test_without_the_extra_a_finding_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "extruct.w3cmicrodata", None)
    report = Report()
    page = MICRODATA.replace("</article>", "</article><h2>What happened</h2><p>Rain.</p>")
    (story,) = read(page.replace("<body>", f'<link rel="canonical" href="{BASE}"><body>'), report)
    assert story.summary == "Rain."
    assert any("newsfeed-kit[microdata]" in finding.message for finding in report)


@pytest.mark.usefixtures("extruct")
@pytest.mark.parametrize(
    "page",
    [
        '<article itemscope itemtype="https://schema.org/Article">' * 90,
        '<article itemscope itemtype="https://schema.org/Article" itemref="a"></article><p id="a" itemprop="x"></p>'
        * 60,
        '<p vocab="https://schema.org/" typeof="Article" prefix="a"><b property="author" typeof="b:c"><i property="">',
        '<article itemscope itemtype="https://schema.org/Article" itemid="a b"><a itemprop="url" href="http://["></a>',
        '<div itemscope itemtype="https://schema.org/Article"><b itemprop="articleBody"><i itemprop="text">\x00</i></b>',
    ],
)
def test_broken_items_are_read_or_refused(page: str) -> None:
    report = Report()
    (story, *_) = newsfeed.loads(f"<!doctype html><html><body>{page}", "html", base=BASE, report=report).stories
    assert story.id


def test_all_types_of_schema_org_count() -> None:
    page = (
        '<div itemscope itemtype="{}"><a itemprop="url" href="https://a.example.com/1">x</a>'
        '<h1 itemprop="headline">H</h1></div>'
    )
    kinds = {
        types: newsfeed.loads_story(page.format(types), "jsonld").kind
        for types in (
            "https://schema.org/NewsArticle",
            "https://schema.org/OpinionNewsArticle",
            "https://schema.org/NewsArticle https://schema.org/OpinionNewsArticle",
            "https://schema.org/OpinionNewsArticle https://other.example.com/Post",
        )
    }
    assert list(kinds.values()) == ["article", "opinion", "opinion", "opinion"]


# --- single attributes -----------------------------------------------------------------------------------------------------

ITEM: Final = '<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">H</h1>{}</article>'


def item(content: str, *, before: str = "", report: Report | None = None) -> Story:
    page = f"<!doctype html><html><head>{before}</head><body>{ITEM.format(content)}</body></html>"
    (story,) = read(page, report, "jsonld")
    return story


@pytest.mark.usefixtures("extruct")
@pytest.mark.parametrize(
    ("content", "date"),
    [
        ('<time itemprop="datePublished">2026-05-18</time>', "2026-05-18"),
        ('<time itemprop="datePublished" datetime="2026-05-18">today</time>', "2026-05-18"),
        ('<time itemprop="datePublished" content="2026-05-18">today</time>', "2026-05-18"),
        ('<meta itemprop="datePublished" content="2026-05-18">', "2026-05-18"),
        ('<span itemprop="datePublished">2026-05-18</span>', "2026-05-18"),
    ],
)
def test_a_date_is_in_an_attribute_or_in_the_text(content: str, date: str) -> None:
    published = item(content).published
    assert published is not None
    assert published.date().isoformat() == date


@pytest.mark.usefixtures("extruct")
@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<div itemprop="articleBody"><p>a</p> b &lt; c</div>', "<p>a</p> b &lt; c"),
        ('<div itemprop="articleBody">a &lt; <b>b</b></div>', "a &lt; <b>b</b>"),
        ('<div itemprop="articleBody">a</div>', "a"),
        ('<div itemprop="articleBody" content="c"><p>a</p></div>', "c"),
        ('<div itemprop="description articleBody"><p>a</p></div>', "<p>a</p>"),
    ],
)
def test_a_body_keeps_its_html(content: str, text: str) -> None:
    (section,) = item(content).sections
    (block,) = section.blocks
    assert (block.html if isinstance(block, Markup) else str(getattr(block, "text", ""))) == text


@pytest.mark.usefixtures("extruct")
@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("Ann Oak", "Ann Oak"),
        ('<span itemprop="name">Ann</span> Oak', "Ann"),
        ('<meta itemprop="name" content="Ann"> Oak', "Ann"),
    ],
)
def test_the_text_of_an_item_without_properties_is_its_name(content: str, name: str) -> None:
    story = item(f'<span itemprop="author" itemscope itemtype="https://schema.org/Person">{content}</span>')
    assert [author.name for author in story.authors] == [name]


@pytest.mark.usefixtures("extruct")
@pytest.mark.parametrize(
    ("before", "url"),
    [
        ("", "https://a.example.com/x"),
        ('<base href="https://b.example.com/d/">', "https://b.example.com/d/x"),
        ('<base><base href="/e/">', "https://a.example.com/e/x"),
        ('<base href="">', "https://a.example.com/x"),
    ],
)
def test_links_are_resolved_against_the_base_of_the_page(before: str, url: str) -> None:
    assert item('<link itemprop="url" href="x">', before=before).url == url


@pytest.mark.usefixtures("extruct")
def test_a_page_of_many_elements_is_read() -> None:
    """References of items are followed among the first 200 elements only, since each takes a search of the page."""
    reference = '<div itemprop="author" itemscope itemtype="https://schema.org/Person" itemref="{}"></div>'
    names = '<p id="ann"><span itemprop="name">Ann</span></p><p id="bo"><span itemprop="name">Bo</span></p>'
    authors = reference.format("ann") + "<p></p>" * 300 + reference.format("bo")
    page = f"<!doctype html><body>{names}{ITEM.format(authors)}</body>"
    (story,) = read(page, None, "jsonld")
    assert [author.name for author in story.authors] == ["Ann"]


@pytest.mark.usefixtures("extruct")
@pytest.mark.parametrize(
    "attributes",
    [
        'vocab="https://schema.org/" typeof="NewsArticle"',
        'vocab="http://schema.org" typeof="NewsArticle"',
        'typeof="schema:NewsArticle"',
        'prefix="s: https://schema.org/" typeof="s:NewsArticle"',
        'prefix="x: https://x.example/ s: https://schema.org/" typeof="s:NewsArticle x:Y"',
        'typeof="https://schema.org/NewsArticle"',
    ],
)
def test_names_of_rdfa_need_a_vocabulary_or_a_prefix(attributes: str) -> None:
    page = f'<!doctype html><body><article {attributes}><h1 property="schema:headline">H</h1></article></body>'
    (story,) = read(page, None, "jsonld")
    assert (story.headline, story.kind) == ("H", "article")


@pytest.mark.usefixtures("extruct")
@pytest.mark.parametrize("attributes", ['typeof="NewsArticle"', 'vocab="https://x.example/" typeof="NewsArticle"'])
def test_names_of_other_vocabularies_are_no_articles(attributes: str) -> None:
    with pytest.raises(newsfeed.ReadError):
        read(
            f'<!doctype html><body><article {attributes}><h1 property="headline">H</h1></article></body>',
            None,
            "jsonld",
        )


@pytest.mark.usefixtures("extruct")
@pytest.mark.parametrize("attribute", ["resource", "about"])
def test_the_identifier_of_an_item_of_rdfa(attribute: str) -> None:
    article = f'<article vocab="https://schema.org/" typeof="NewsArticle" {attribute}="https://a.example.com/9#a">'
    (story,) = read(f'<!doctype html><body>{article}<h1 property="headline">H</h1></article></body>', None, "jsonld")
    assert story.id == "https://a.example.com/9#a"
