"""The writer of sitemaps: what is in an entry, which stories have one, and what other programs make of it."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs
import pytest
import xmlschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import newsfeed
from examples import full_feed, plain_story
from newsfeed import (
    Extension,
    Feed,
    Image,
    Markup,
    Media,
    Organization,
    Question,
    Section,
    Story,
    Translation,
    WriteError,
)
from newsfeed.formats.sitemap.entry import news_language, publication_name
from newsfeed.formats.sitemap.vocabulary import SITEMAP
from newsfeed.model.media import Medium
from roundtrip import check
from strategies import dates, filled, languages, stories

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
NAMES = {
    "s": SITEMAP,
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
SCHEMAS = Path(__file__).parent / "sitemap_schema"


def parsed(data: bytes) -> ET.Element:
    return ET.fromstring(data)


def texts(data: bytes, path: str) -> list[str]:
    return [element.text or "" for element in parsed(data).iterfind(path, NAMES)]


def links(data: bytes) -> list[tuple[str | None, str | None]]:
    return [(link.get("hreflang"), link.get("href")) for link in parsed(data).iterfind(".//xhtml:link", NAMES)]


# --- plain ---


def test_the_last_change_is_that_of_the_story() -> None:
    unchanged = plain_story(2, updated=None)
    undated = plain_story(3, updated=None, published=None)
    data = newsfeed.dumps(Feed(stories=(plain_story(1), unchanged, undated)), "sitemap")
    assert texts(data, "s:url/s:lastmod") == ["2026-03-02T09:00:00Z", "2026-03-01T08:30:00+01:00"]
    assert len(texts(data, "s:url/s:loc")) == 3


def test_pictures_of_the_media_and_of_the_text_are_listed_once() -> None:
    pictures = [f"https://news.example.com/{name}.jpg" for name in "abcdef"]
    html = f'<p>Tide</p><img alt="" src="{pictures[2]}?x=1&amp;y=2"/><img src="{pictures[0]}" alt=""/>'
    story = plain_story(
        media=(
            Media(url=pictures[0], medium="image"),
            Media(url="https://news.example.com/f.mp4", medium="video", thumbnail=pictures[5]),
            Media(url="tag:example.com,2026:x", medium="image"),
        ),
        sections=(Section(blocks=(Image(url=pictures[1]), Markup(html))),),
        questions=(Question(text="Why?", answer=(Image(url=pictures[3]), Image(url=pictures[1]))),),
    )
    data = newsfeed.dumps(story, "sitemap")
    expected = [pictures[0], pictures[1], pictures[3], f"{pictures[2]}?x=1&y=2"]
    assert texts(data, ".//image:loc") == expected
    assert [medium.url for medium in newsfeed.loads_story(data).media] == expected


def test_a_page_has_a_thousand_pictures_at_most() -> None:
    media = tuple(Media(url=f"https://news.example.com/{number}.jpg", medium="image") for number in range(1002))
    story = plain_story(media=media)
    data = newsfeed.dumps(story, "sitemap")
    assert len(texts(data, ".//image:loc")) == 1000
    lost = {loss.path for loss in newsfeed.losses(story, "sitemap")}
    assert {path for path in lost if "media" in path} == {"story.media[1000]", "story.media[1001]"}


@pytest.mark.parametrize("medium", ["image", "video", "other"])
def test_a_picture_is_one_whatever_its_media_type_says(medium: Medium) -> None:
    photo = Media(url="https://tides.example.com/a", type="application/x-tide", medium=medium)
    check(plain_story(1).replace(media=[photo]), "sitemap")


def test_translations_are_listed_with_the_story_itself() -> None:
    story = plain_story(
        language="en",
        translations=(
            Translation(url="https://news.example.com/de/1", language="de"),
            Translation(url="https://news.example.com/1", language="x-default"),
            Translation(url="https://news.example.com/1", language="en"),
            Translation(url="https://news.example.com/fr/1"),
            Translation(url="urn:example:it", language="it"),
        ),
    )
    data = newsfeed.dumps(story, "sitemap")
    assert links(data) == [
        ("en", "https://news.example.com/1"),
        ("de", "https://news.example.com/de/1"),
        ("x-default", "https://news.example.com/1"),
    ]
    lost = {loss.path for loss in newsfeed.losses(story, "sitemap") if "translations" in loss.path}
    assert lost == {"story.translations[2]", "story.translations[3]", "story.translations[4]"}
    assert newsfeed.validate(data, "sitemap").findings == ()
    assert links(newsfeed.dumps(story.replace(language=None), "sitemap")) == []


def test_frequency_and_priority_are_written_in_their_order() -> None:
    hints = [("priority", "0.8"), ("changefreq", "daily"), ("priority", "0.1"), ("lastmod", "x")]
    extensions = [Extension(name=f"{{{SITEMAP}}}{name}", content=(text,)) for name, text in hints]
    story = plain_story(extensions=extensions)
    data = newsfeed.dumps(story, "sitemap")
    names = [child.tag.rpartition("}")[2] for child in parsed(data)[0]]
    assert names == ["loc", "lastmod", "changefreq", "priority", "image"]
    assert texts(data, "s:url/s:priority") == ["0.8"]
    for wrong in ("2", "high", "-0.1", "0.8 "):
        wrong_hint = plain_story(extensions=[Extension(name=f"{{{SITEMAP}}}priority", content=(wrong,))])
        assert texts(newsfeed.dumps(wrong_hint, "sitemap"), "s:url/s:priority") == []
        assert "story.extensions[0]" in {loss.path for loss in newsfeed.losses(wrong_hint, "sitemap")}


@pytest.mark.parametrize("url", [None, "urn:example:1", "https://news.example.com/" + "x" * 2023])
def test_a_story_without_an_address_that_a_sitemap_can_have_is_left_out(url: str | None) -> None:
    story = plain_story(2, url=url)
    feed = Feed(stories=(plain_story(1), story))
    assert texts(newsfeed.dumps(feed, "sitemap"), "s:url/s:loc") == ["https://news.example.com/1"]
    assert "feed.stories[1]" in {loss.path for loss in newsfeed.losses(feed, "sitemap")}
    assert [finding.path for finding in newsfeed.validate(feed, "sitemap")] == ["feed.stories[1].url"]
    with pytest.raises(WriteError, match=r"story\.url"):
        newsfeed.dumps(story, "sitemap")
    with pytest.raises(newsfeed.LossError):
        newsfeed.dumps(feed, "sitemap", strict=True)


def test_the_longest_address_is_written() -> None:
    url = "https://news.example.com/" + "x" * 2022
    assert texts(newsfeed.dumps(plain_story(url=url), "sitemap"), "s:url/s:loc") == [url]


def test_held_stories_are_left_out() -> None:
    feed = Feed(stories=(plain_story(1), plain_story(2, status="withheld"), plain_story(3, embargo=NOW)))
    assert len(texts(newsfeed.dumps(feed, "sitemap"), "s:url/s:loc")) == 1
    assert len(texts(newsfeed.dumps(feed, "sitemap", as_of=NOW), "s:url/s:loc")) == 2


# --- Google News ---


def news_story(number: int = 1, **changes: object) -> Story:
    values: dict[str, object] = {"published": NOW - timedelta(hours=1), "updated": None, "language": "en"}
    return plain_story(number, **(values | changes))


def news(*given: Story, publisher: str | None = "The Harbour Desk", language: str | None = None) -> bytes:
    organization = Organization(name=publisher) if publisher else None
    feed = Feed(stories=given, publisher=organization, language=language)
    return newsfeed.dumps(feed, "sitemap", version="news", as_of=NOW)


def test_a_news_sitemap_needs_the_present() -> None:
    with pytest.raises(WriteError, match="pass as_of"):
        newsfeed.dumps(Feed(), "sitemap", version="news")


def test_a_news_sitemap_has_the_stories_of_two_days() -> None:
    ages = {
        1: timedelta(0),
        2: timedelta(days=2),
        3: timedelta(days=2, seconds=1),
        4: -timedelta(seconds=1),
    }
    given = [news_story(number, published=NOW - age) for number, age in ages.items()]
    data = news(*given, news_story(5, published=None), news_story(6, headline=""), news_story(7, url=None))
    assert texts(data, "s:url/s:loc") == ["https://news.example.com/1", "https://news.example.com/2"]
    assert texts(data, ".//news:publication_date") == ["2026-03-02T12:00:00Z", "2026-02-28T12:00:00Z"]
    assert newsfeed.validate(data, "sitemap", as_of=NOW).findings == ()


def test_an_empty_news_sitemap_is_written() -> None:
    assert texts(news(), "s:url") == []


def test_a_story_alone_must_be_new() -> None:
    with pytest.raises(WriteError, match=r"story\.published"):
        newsfeed.dumps(plain_story(published=NOW - timedelta(days=3)), "sitemap", version="news", as_of=NOW)


def test_the_story_goes_before_the_feed() -> None:
    own = news_story(1, publisher="The Marl Lamp (blog)", language="pt-BR")
    data = news(own, news_story(2, language=None), language="de-CH")
    assert texts(data, ".//news:name") == ["The Marl Lamp", "The Harbour Desk"]
    assert texts(data, ".//news:language") == ["pt", "de"]
    assert texts(data, ".//news:title") == ["Item 1 & its <title>", "Item 2 & its <title>"]


def test_a_publisher_and_a_language_are_required() -> None:
    for changes, field in (({"publisher": None}, "feed.publisher"), ({"publisher": "(blog)"}, "feed.publisher")):
        with pytest.raises(WriteError, match=field):
            news(news_story(), **changes)  # type: ignore[arg-type]
    with pytest.raises(WriteError, match=r"feed\.language"):
        news(news_story(language=None))


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"), ("en-GB", "en"), ("gsw-CH", "gsw"), ("zh", "zh"), ("zh-CN", "zh-cn"), ("zh-Hans", "zh-cn"),
        ("zh-SG", "zh-cn"), ("zh-TW", "zh-tw"), ("zh-Hant-HK", "zh-tw"), ("zh-Hant-CN", "zh-tw"), ("sr-Latn", "sr"),
    ],
)  # fmt: skip
def test_languages_are_codes_of_iso_639(tag: str, code: str) -> None:
    assert news_language(tag) == code


@pytest.mark.parametrize("tag", [None, "x-house", "i-klingon"])
def test_other_languages_have_no_code(tag: str | None) -> None:
    with pytest.raises(WriteError):
        news_language(tag)


@pytest.mark.parametrize(
    ("name", "written"),
    [("A (b)", "A"), ("A (b (c)) D", "A D"), ("(a) B", "B"), ("A) B", "A B"), ("Harbour", "Harbour")],
)
def test_names_have_no_parentheses(name: str, written: str) -> None:
    assert publication_name(Organization(name=name)) == written


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(
    story=stories(
        headline=filled(), url=st.just("https://news.example.com/1"), published=dates(), language=languages(),
        status=st.just("usable"), embargo=st.none(), expires=st.none(),
    )
)  # fmt: skip
def test_a_news_sitemap_reads_back(story: Story) -> None:
    assert story.published is not None
    feed = Feed(stories=(story,), publisher=Organization(name="The Harbour Desk"))
    publisher = (story.publisher or Organization(name="The Harbour Desk")).name
    as_of = story.published + timedelta(hours=1)
    if not publication_name_of(publisher):
        with pytest.raises(WriteError, match=r"feed\.publisher"):
            newsfeed.dumps(feed, "sitemap", version="news", as_of=as_of)
        return
    data = newsfeed.dumps(feed, "sitemap", version="news", as_of=as_of)
    (back,) = newsfeed.loads(data).stories
    assert (back.url, back.headline, back.published) == (story.url, story.headline, story.published)
    assert back.updated == story.updated
    assert back.language is not None
    assert (story.language or "").lower().startswith(back.language.partition("-")[0])
    assert back.publisher is not None
    assert [finding for finding in newsfeed.validate(data, "sitemap") if finding.severity == "error"] == []


def publication_name_of(name: str) -> str:
    try:
        return publication_name(Organization(name=name))
    except WriteError:
        return ""


# --- limits ---


@pytest.mark.slow
def test_a_plain_sitemap_has_fifty_thousand_pages_at_most() -> None:
    given = [Story(id=str(number), url=f"https://news.example.com/{number}") for number in range(50_001)]
    data = newsfeed.dumps(Feed(stories=given[:50_000]), "sitemap")
    assert data.count(b"<loc>") == 50_000
    assert newsfeed.validate(data, "sitemap").findings == ()
    with pytest.raises(WriteError, match=r"50,000 entries.*sitemap_files"):
        newsfeed.dumps(Feed(stories=given), "sitemap")
    assert "sitemap.limit" in {finding.code for finding in newsfeed.validate(Feed(stories=given), "sitemap")}


def test_a_news_sitemap_has_a_thousand_articles_at_most() -> None:
    given = [news_story(number) for number in range(1_001)]
    assert news(*given[1:]).count(b"<news:news>") == 1_000
    with pytest.raises(WriteError, match=r"1,000 entries.*sitemap_files"):
        news(*given)


@pytest.mark.slow
def test_a_sitemap_has_fifty_megabytes_at_most() -> None:
    media = tuple(Media(url=f"https://news.example.com/{'x' * 2000}{n}.jpg", medium="image") for n in range(1_000))
    given = [plain_story(number, media=media) for number in range(27)]
    assert len(newsfeed.dumps(Feed(stories=given[:20]), "sitemap")) < 50 * 1024 * 1024
    with pytest.raises(WriteError, match=r"52,428,800 bytes.*sitemap_files"):
        newsfeed.dumps(Feed(stories=given), "sitemap")


# --- other judges ---


def documents() -> dict[str, bytes]:
    feed = full_feed()
    return {
        "plain": newsfeed.dumps(feed, "sitemap"),
        "news": newsfeed.dumps(feed, "sitemap", version="news", as_of=NOW),
        "hints": newsfeed.dumps(
            plain_story(extensions=[Extension(name=f"{{{SITEMAP}}}priority", content=("1.0",))]), "sitemap"
        ),
    }


@pytest.mark.parametrize("name", ["plain", "news", "hints"])
def test_the_constraints_of_the_official_schemas_are_kept(name: str) -> None:
    data = documents()[name]
    schema = etree.XMLSchema(etree.parse(str(SCHEMAS / "sitemap.xsd")))
    assert schema.validate(etree.fromstring(data)), schema.error_log
    assert xmlschema.XMLSchema(str(SCHEMAS / "sitemap.xsd")).is_valid(data.decode())


def test_the_judges_refuse_what_is_wrong() -> None:
    data = documents()["plain"].replace(b"<lastmod>2026", b"<lastmod>26")
    assert not etree.XMLSchema(etree.parse(str(SCHEMAS / "sitemap.xsd"))).validate(etree.fromstring(data))
    assert not xmlschema.XMLSchema(str(SCHEMAS / "sitemap.xsd")).is_valid(data.decode())


def test_another_parser_reads_the_same() -> None:
    tree = pytest.importorskip("usp.tree")
    (full, plain) = tree.sitemap_from_str(documents()["plain"].decode()).all_pages()
    assert (full.url, plain.url) == ("https://news.example.com/full", "https://news.example.com/1")
    assert plain.last_modified == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert [image.loc for image in plain.images] == ["https://news.example.com/a.jpg"]
    assert full.alternates == [("en", "https://news.example.com/full"), ("fr", "https://news.example.com/fr/plein")]
    (_, page) = tree.sitemap_from_str(documents()["news"].decode()).all_pages()
    article = page.news_story
    assert (article.title, article.publication_name, article.publication_language) == (
        "Item 1 & its <title>",
        "The Harbour Desk",
        "en",
    )
    assert article.publish_date == datetime(2026, 3, 1, 7, 30, tzinfo=UTC)


def test_the_losses_of_a_news_sitemap_are_its_own() -> None:
    story = plain_story(published=NOW, updated=NOW, publisher="The Harbour Desk", language="en")
    feed = Feed(title="x", url="https://news.example.com/", stories=(story,))
    lost = {loss.path for loss in newsfeed.losses(story, "sitemap", version="news")}
    read = newsfeed.loads(newsfeed.dumps(feed, "sitemap", version="news", as_of=NOW)).stories[0]
    for field in attrs.fields(Story):
        value = getattr(story, field.name)
        if value != field.default:
            assert (getattr(read, field.name) != value) == (f"story.{field.name}" in lost), field.name
    assert "story.headline" not in lost
    with pytest.raises(newsfeed.ArgumentError, match="version"):
        newsfeed.losses(story, "sitemap", version="2.0")
