"""Writer of HTML pages: the page of a story, the page of a feed, and themes."""

import builtins
import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import pytest
from lxml import etree, html

import newsfeed
from examples import full_feed, full_story, plain_story
from newsfeed import (
    Feed,
    Link,
    Media,
    Organization,
    Paging,
    Person,
    Question,
    Rights,
    Section,
    Story,
    Usage,
)
from newsfeed.body import xhtml
from newsfeed.formats.html import theme
from newsfeed.formats.html.words import words_of
from newsfeed.headings import LANGUAGES, Headings
from newsfeed.model import Access, Breadcrumb, Correction, Markup, Paragraph, RichText, Translation
from newsfeed.plugins import Alternate, Site

ROOT = Path(__file__).resolve().parents[2]
STORIES = sorted((ROOT / "examples" / "stories").iterdir())
URL = "https://news.example.com/harbour"
SITE = Site(
    alternates=(
        Alternate(media_type="application/rss+xml", url="../feed.rss", title="The Harbour Desk"),
        Alternate(media_type="application/atom+xml", url="../feed.atom"),
    ),
    home="../index.html",
)


def story(**fields: Any) -> Story:
    values: dict[str, Any] = {
        "id": URL,
        "url": URL,
        "headline": "Harbour <reopens>",
        "summary": "Ships & boats come in again.",
        "language": "en-GB",
        "published": "2026-05-17T09:30:00+02:00",
        "sections": [Section(kind="analysis", heading="Why now", blocks=[Paragraph(text="The loan.")])],
        **fields,
    }
    return Story(**values)


def page(item: Story | Feed, **options: Any) -> html.HtmlElement:
    return html.document_fromstring(newsfeed.dumps(item, "html", **options))


def texts(root: html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in root.cssselect(selector)]


def metas(root: html.HtmlElement, attribute: str) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        if element.get(attribute):
            values.setdefault(element.get(attribute), []).append(element.get("content"))
    return values


# --- every page ------------------------------------------------------------------------------------------------------------


def example_feed() -> Feed:
    stories = [newsfeed.load_story(path) for path in STORIES]
    return Feed(title="Explainers", url="https://news.example.com/", language="en", stories=stories)


@pytest.mark.parametrize(
    "item",
    [*map(newsfeed.load_story, STORIES), example_feed(), Feed(title="Empty"), full_story(), full_feed(), story()],
    ids=[*(path.stem for path in STORIES), "index", "empty", "full story", "full feed", "story"],
)
def test_html5lib_parses_pages_without_an_error(item: Story | Feed) -> None:
    data = newsfeed.dumps(item, "html", site=SITE)
    html5lib.HTMLParser(strict=True).parse(data)
    etree.fromstring(data)  # the page is well-formed XML as well
    assert data.startswith(b"<!DOCTYPE html>\n<html")


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_the_page_shows_the_canonical_body(path: Path) -> None:
    item = newsfeed.load_story(path)
    words = " ".join(html.fromstring(xhtml.render(item)).text_content().split())
    (body,) = page(item).cssselect(".story-body")
    for time in body.iter("time"):
        time.text = time.get("datetime")
    assert " ".join(body.text_content().split()) == words


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("ja", "ltr"), (None, "ltr")]
)
def test_language_and_direction(language: str | None, direction: str) -> None:
    root = page(story(language=language))
    assert (root.get("lang"), root.get("dir")) == (language, direction)


def test_nothing_is_loaded_from_elsewhere() -> None:
    root = page(story(), site=SITE)
    assert root.cssselect("link[rel=stylesheet], script[src], iframe, link[rel=preload]") == []
    assert "url(" not in newsfeed.dumps(story(), "html").decode()
    assert [script.get("type") for script in root.iter("script")] == ["application/ld+json"]


def test_a_style_sheet_can_be_a_file_beside_the_page() -> None:
    root = page(story(), site=Site(stylesheet="../page.css"))
    assert [link.get("href") for link in root.cssselect("link[rel=stylesheet]")] == ["../page.css"]
    assert list(root.iter("style")) == []


def test_no_text_ends_an_element() -> None:
    bad = "</script></style></title><script>alert(1)</script>"
    item = story(headline=bad, summary=bad, keywords=[bad], authors=[bad], dateline=bad)
    root = page(item)
    assert texts(root, "h1") == [bad]
    assert [script.get("type") for script in root.iter("script")] == ["application/ld+json"]


# --- the head of a story's page --------------------------------------------------------------------------------------------


def test_the_tags_of_social_networks() -> None:
    picture = Media(url="https://news.example.com/a.jpg", type="image/jpeg", width=1600, height=900, alt="Two ships")
    item = story(
        updated="2026-05-18T00:00:00Z",
        authors=[Person(name="Ada Example", url="https://news.example.com/ada"), "Ben Example"],
        publisher="The Harbour Desk",
        media=[picture],
        keywords=["harbour", "ships"],
        section_path=[Breadcrumb(name="News"), Breadcrumb(name="Coast", url="https://news.example.com/coast")],
        expires="2027-01-01T00:00:00Z",
    )
    properties, names = metas(page(item), "property"), metas(page(item), "name")
    assert properties == {
        "og:type": ["article"],
        "og:title": ["Harbour <reopens>"],
        "og:description": ["Ships & boats come in again."],
        "og:url": [URL],
        "og:locale": ["en_GB"],
        "og:site_name": ["The Harbour Desk"],
        "og:image": ["https://news.example.com/a.jpg"],
        "og:image:type": ["image/jpeg"],
        "og:image:width": ["1600"],
        "og:image:height": ["900"],
        "og:image:alt": ["Two ships"],
        "article:published_time": ["2026-05-17T09:30:00+02:00"],
        "article:modified_time": ["2026-05-18T00:00:00Z"],
        "article:expiration_time": ["2027-01-01T00:00:00Z"],
        "article:author": ["https://news.example.com/ada"],
        "article:section": ["Coast"],
        "article:tag": ["harbour", "ships"],
    }
    assert names["author"] == ["Ada Example", "Ben Example"]
    assert names["robots"] == ["max-image-preview:large, unavailable_after: 2027-01-01T00:00:00Z"]
    assert names["twitter:card"] == ["summary_large_image"]
    assert names["twitter:image:alt"] == ["Two ships"]


@pytest.mark.parametrize("language", ["en", "zh-Hans", "de-419", "x-house", None])
def test_a_locale_needs_a_territory(language: str | None) -> None:
    assert "og:locale" not in metas(page(story(language=language)), "property")


def test_addresses_that_are_not_of_the_web_are_not_canonical() -> None:
    root = page(story(url="urn:isbn:9780141036144"))
    assert root.cssselect("link[rel=canonical]") == []
    assert "og:url" not in metas(root, "property")


def test_links_of_the_head() -> None:
    item = story(
        translations=[Translation(url="https://news.example.com/de/hafen", language="de"), Translation(url="urn:x:1")],
        translation_of=Translation(url="https://news.example.com/fr/port", language="fr", headline="Le port"),
    )
    root = page(item, site=SITE)
    assert [link.get("href") for link in root.cssselect("head link[rel=canonical]")] == [URL]
    pairs = [(link.get("hreflang"), link.get("href")) for link in root.cssselect("head link[hreflang]")]
    assert pairs == [
        ("en-GB", URL),
        ("fr", "https://news.example.com/fr/port"),
        ("de", "https://news.example.com/de/hafen"),
    ]
    feeds = [(link.get("type"), link.get("href")) for link in root.cssselect("head link[type]")]
    assert feeds == [("application/rss+xml", "../feed.rss"), ("application/atom+xml", "../feed.atom")]
    assert texts(root, ".formats a") == ["RSS 2.0", "Atom"]
    assert [link.get("lang") for link in root.cssselect(".translations a")] == ["fr", "de", None]
    assert texts(root, ".translations a") == ["Le port", "de", "urn:x:1"]


def test_what_machines_may_do() -> None:
    usage = Usage(ai_train=False, license_url="https://a.example/?a&b", policy_url="https://a.example/policy")
    for root in (page(story(usage=usage)), page(Feed(title="Explainers", usage=usage))):
        assert metas(root, "name")["tdm-reservation"] == ["1"]
        assert metas(root, "name")["tdm-policy"] == ["https://a.example/?a&b"]
        assert [link.get("href") for link in root.cssselect("head [rel=license]")] == ["https://a.example/?a&b"]
    assert "tdm-reservation" not in metas(page(story()), "name")


# --- the content of a story's page -----------------------------------------------------------------------------------------


def test_the_header_of_a_story() -> None:
    item = story(
        kind="opinion",
        authors=[Person(name="Ada Example", url="https://news.example.com/ada", job_title="Editor"), "Ben Example"],
        updated="2026-05-18T12:05:00Z",
        section_path=[Breadcrumb(name="News", url="https://news.example.com/news")],
        dateline="PORT ELLERY, May 17",
        coverage_start="2026-05-17T00:00:00Z",
    )
    root = page(item)
    assert texts(root, ".kicker") == ["Opinion"]
    assert texts(root, ".byline") == ["Ada Example (Editor), Ben Example"]
    assert texts(root, ".dates time") == ["17 May 2026, 09:30 UTC+2", "18 May 2026, 12:05 UTC"]
    assert texts(root, ".breadcrumb li") == ["News"]
    assert texts(root, ".dateline") == ["PORT ELLERY, May 17"]
    assert texts(root, ".coverage time") == ["17 May 2026, 00:00 UTC"]
    assert texts(page(story(byline="By our crew", authors=["Ada Example"])), ".byline") == ["By our crew"]


def test_a_date_that_is_no_change_is_shown_once() -> None:
    assert texts(page(story(updated="2026-05-17T07:30:00Z")), "time") == ["17 May 2026, 09:30 UTC+2"]


def test_headings_have_no_gap() -> None:
    root = page(full_story())
    levels = [int(element.tag[1]) for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_dates_of_the_body_are_written_for_readers() -> None:
    item = story(corrections=[Correction(text="It has two spans.", published="2026-05-18T08:00:00Z")])
    (time,) = page(item).cssselect(".correction time")
    assert (time.get("datetime"), time.text) == ("2026-05-18T08:00:00Z", "18 May 2026, 08:00 UTC")
    assert newsfeed.loads_story(newsfeed.dumps(item, "html")) == item


def test_a_house_has_its_own_headings() -> None:
    data = newsfeed.dumps(story(), "html", headings=Headings(analysis="The reasons"))
    assert texts(html.document_fromstring(data), "h2.label") == ["The reasons"]


def test_media_files() -> None:
    media = [
        Media(
            url="https://news.example.com/a.jpg", alt="Two ships", caption=RichText("<em>Two</em> ships"), credit="Ada"
        ),
        Media(url="https://news.example.com/b.jpg", alt="A crane"),
        Media(url="https://news.example.com/c.mp4", type="video/mp4", title="The gates", duration=65, length=1_250_000),
        Media(url="https://news.example.com/d.mp3", type="audio/mpeg", duration=3725),
        Media(url="https://news.example.com/e.pdf", type="application/pdf", title="The plan", length=999),
    ]
    root = page(story(media=media))
    assert [image.get("alt") for image in root.cssselect("figure.lead img")] == ["Two ships"]
    assert texts(root, "figure.lead figcaption") == ["Two ships Ada"]
    assert [figure.get("class") for figure in root.cssselect(".media-files figure")] == [
        "file image",
        "file video",
        "file audio",
        "file document",
    ]
    assert texts(root, ".file-link") == ["The gates 1:05 1.2 MB", "d.mp3 1:02:05", "The plan 999 B"]
    assert [element.get("preload") for element in root.cssselect("video, audio")] == ["none", "none"]


def test_the_part_for_subscribers_is_marked_and_shown() -> None:
    root = page(story(access=Access(fee="paid", css_selector=".paywall")))
    assert texts(root, ".access") == ["For subscribers"]
    assert "The loan." in texts(root, ".paywall")[0]
    assert "The loan." not in root.cssselect("script")[0].text
    assert page(story(access=Access(fee="free", css_selector=".paywall"))).cssselect(".paywall, .access") == []


def test_links_rights_and_people_below_the_story() -> None:
    item = story(
        publisher=Organization(
            name="The Harbour Desk", url="https://news.example.com/", logo="https://a.example/l.png"
        ),
        links=[Link(url="https://a.example/plan", title="The plan", language="ar"), Link(url="https://a.example/2")],
        rights=Rights(
            holder=Organization(name="Desk"), year=2026, license="https://a.example/by", usage_terms="Ask us."
        ),
        contributors=["Cem Example"],
        source_name="Wire",
    )
    root = page(item, site=SITE)
    assert texts(root, ".related a") == ["The plan", "https://a.example/2"]
    assert [link.get("dir") for link in root.cssselect(".related a")] == ["rtl", None]
    assert texts(root, ".rights p") == ["© 2026 Desk", "License", "Ask us."]
    assert [link.get("href") for link in root.cssselect("[rel=license]")] == ["https://a.example/by"]
    assert texts(root, ".contributors") == ["Contributors: Cem Example"]
    assert texts(root, ".source-name") == ["Source: Wire"]
    assert [image.get("src") for image in root.cssselect(".publisher img")] == ["https://a.example/l.png"]
    assert [link.get("href") for link in root.cssselect(".publisher a")] == ["../index.html"]


def test_a_story_without_anything_has_a_page() -> None:
    root = page(Story(id="x:1"))
    assert texts(root, "title") == ["x:1"]
    assert root.cssselect("h1, figure, time, .story-body, footer, header.site-header") == []


def test_visible_questions_are_those_of_the_linked_data() -> None:
    item = newsfeed.load_story(STORIES[0])
    report = newsfeed.validate(newsfeed.dumps(item, "html"), "html")
    assert item.questions
    assert list(report) == []


# --- the page of a feed ----------------------------------------------------------------------------------------------------


def test_the_list_of_stories() -> None:
    listed = [
        story(media=[Media(url="https://a.example/1.jpg", width=10, height=10)], authors=["Ada Example"]),
        plain_story(2, headline="خبر", language="ar", kind="opinion", access="paid", publisher="Elsewhere"),
    ]
    feed = Feed(title="Explainers", description="One.\n\nTwo.", language="en-GB", logo="https://a.example/l.png")
    root = page(feed.replace(stories=listed), site=Site(pages={URL: "stories/harbour.html"}))
    assert texts(root, "h1") == ["Explainers"]
    assert texts(root, ".description") == ["One.", "Two."]
    assert texts(root, "h2") == ["Harbour <reopens>", "خبر"]
    links = [link.get("href") for link in root.cssselect("h2 a")]
    assert links == ["stories/harbour.html", listed[1].url]
    assert [(part.get("lang"), part.get("dir")) for part in root.cssselect(".teaser")] == [(None, None), ("ar", "rtl")]
    assert texts(root, ".teaser .kicker") == ["رأي"]
    assert texts(root, ".teaser .access") == ["For subscribers"]
    assert texts(root, ".teaser .outlet") == ["Elsewhere"]
    pictures = [image.get("src") for image in root.cssselect(".teaser-picture")]
    assert pictures == ["https://a.example/1.jpg", listed[1].media[0].url]


def test_a_feed_without_stories_says_so() -> None:
    assert texts(page(Feed(title="Explainers", language="de")), ".empty") == ["Es gibt noch keine Artikel."]


def test_a_feed_without_a_language_has_that_of_its_stories() -> None:
    arabic = plain_story(1, language="ar")
    assert (page(Feed(stories=[arabic])).get("lang"), page(Feed(stories=[arabic])).get("dir")) == ("ar", "rtl")
    assert page(Feed(stories=[arabic, plain_story(2, language="en")])).get("lang") is None
    assert page(Feed(language="fr", stories=[arabic])).get("lang") == "fr"


def test_paging() -> None:
    paging = Paging(previous="https://a.example/1", next="https://a.example/3", last="https://a.example/9")
    root = page(Feed(title="Explainers", paging=paging))
    assert [(link.get("rel"), link.get("href")) for link in root.cssselect(".paging a")] == [
        ("prev", "https://a.example/1"),
        ("next", "https://a.example/3"),
    ]
    assert [link.get("href") for link in root.cssselect("head link[rel=last]")] == ["https://a.example/9"]


def test_held_stories_are_on_no_page() -> None:
    feed = full_feed(stories=(plain_story(1), plain_story(2, status="withheld", headline="Held back")))
    assert b"Held back" not in newsfeed.dumps(feed, "html")
    with pytest.raises(newsfeed.UnpublishedError):
        newsfeed.dumps(plain_story(2, status="withheld"), "html")


# --- words -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_all_words(language: str) -> None:
    english, words = words_of("en"), words_of(f"{language}-x-house")
    assert words.labels.keys() == english.labels.keys()
    assert all(words.labels.values())
    assert len(words.months) == 12
    assert (words.labels == english.labels) == (language == "en")


def test_dates_in_several_languages() -> None:
    moment = story(published="2026-03-04T05:06:00-03:30").published
    assert moment
    forms: Mapping[str | None, str] = {
        "de": "4. März 2026, 05:06 UTC−3:30",
        "ja": "2026年3月4日 05:06 UTC−3:30",
        "pt-BR": "4 de março de 2026, 05:06 UTC−3:30",
        "xx": "4 March 2026, 05:06 UTC−3:30",
        None: "4 March 2026, 05:06 UTC−3:30",
    }
    assert {language: words_of(language).moment(moment).text for language in forms} == forms


# --- themes ----------------------------------------------------------------------------------------------------------------


def test_a_theme_overrides_blocks_templates_and_the_style_sheet(tmp_path: Path) -> None:
    (tmp_path / "story.html").write_text(
        '{% extends "newsfeed/story.html" %}\n'
        '{% block head_extra %}<meta name="desk" content="{{ story.id }}"/>{% endblock %}\n'
        '{% block story_footer %}{{ super() }}<p class="desk">{{ page.headline }}</p>{% endblock %}'
    )
    (tmp_path / "teaser.html").write_text("<p class='mine'>{{ teaser.headline }}</p>")
    (tmp_path / "page.css").write_text("body { color: teal }")
    root = page(story(), theme=tmp_path)
    assert metas(root, "name")["desk"] == [URL]
    assert texts(root, ".desk") == ["Harbour <reopens>"]
    assert texts(root, "style") == ["body { color: teal }"]
    assert newsfeed.loads_story(newsfeed.dumps(story(), "html", theme=tmp_path)) == story()
    assert texts(page(Feed(stories=[story()]), theme=str(tmp_path)), ".mine") == ["Harbour <reopens>"]
    assert page(story()).cssselect(".desk") == []


def test_a_theme_that_changes_is_read_again(tmp_path: Path) -> None:
    template = tmp_path / "story_footer.html"
    for text in ("one", "another"):
        template.write_text(f"<footer class='mine'>{text}</footer>")
        assert texts(page(story(), theme=tmp_path), ".mine") == [text]
        theme._environment(str(tmp_path)).cache.clear()  # the clock of a file system can be too coarse for the test


def test_a_style_sheet_that_changes_is_read_again(tmp_path: Path) -> None:
    for color in (b"rebeccapurple", b"teal"):
        (tmp_path / "page.css").write_bytes(b"p { color: " + color + b" }")
        assert color in newsfeed.dumps(story(), "html", theme=tmp_path)


def test_faults_of_a_theme_are_typed_errors(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such theme"):
        newsfeed.dumps(story(), "html", theme=tmp_path / "absent")
    with pytest.raises(newsfeed.ArgumentError, match="theme is int"):
        newsfeed.dumps(story(), "html", theme=1)  # type: ignore[arg-type]
    cases = {
        "{{ page.heading }}": r"has no attribute 'heading'",
        "{% if %}": r"story_footer\.html, line 1",
        "{{ page.__class__.__mro__ }}": r"access to attribute '__class__'",
        '{% include "absent.html" %}': r"absent\.html",
        '{% include "../page_rules.py" %}': r"page_rules\.py",
    }
    for number, (source, message) in enumerate(cases.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "story_footer.html").write_text(source)
        with pytest.raises(newsfeed.WriteError, match=message):
            newsfeed.dumps(story(), "html", theme=folder)


def test_a_style_sheet_cannot_end_its_element(tmp_path: Path) -> None:
    (tmp_path / "page.css").write_text("a::after { content: '</style>' }")
    with pytest.raises(newsfeed.WriteError, match="would end the style element"):
        newsfeed.dumps(story(), "html", theme=tmp_path)


def test_without_jinja_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    original = builtins.__import__

    def without_jinja(name: str, *arguments: Any, **options: Any) -> Any:
        if name.partition(".")[0] == "jinja2":
            raise ImportError(name)
        return original(name, *arguments, **options)

    theme._environment.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without_jinja)
    with pytest.raises(newsfeed.UnsupportedError, match=re.escape("pip install newsfeed-kit[html]")):
        newsfeed.dumps(story(), "html")


def test_options_of_other_formats_are_refused() -> None:
    with pytest.raises(newsfeed.ArgumentError, match="has no option 'mode'; its options are"):
        newsfeed.dumps(story(), "html", mode="uri")


def test_markup_of_others_keeps_its_place() -> None:
    item = story(
        sections=[Section(blocks=[Markup("<p>One</p><table><tr><td>1</td></tr></table>")])],
        questions=[Question(text="Why?")],
    )
    assert texts(page(item), ".markup td") == ["1"]


def test_empty_elements_do_not_stay_open() -> None:
    blocks = [Markup('<div/><p title="a/>b"/><a id="x" /><p>One<br/><img src="https://a.example/1.png" alt=""/></p>')]
    data = newsfeed.dumps(story(sections=[Section(blocks=blocks)]), "html")
    html5lib.HTMLParser(strict=True).parse(data)
    assert b'<div></div><p title="a/>b"></p><a id="x"></a><p>One<br/><img src=' in data
