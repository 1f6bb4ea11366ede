"""The plan of a published folder."""

from datetime import UTC, datetime, timedelta

import pytest

from examples import full_feed, plain_story
from newsfeed import ArgumentError, Feed, Story
from newsfeed.plugins import Format, registry
from newsfeed.site.plan import SiteDocument, SiteSettings, plan_site

NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAGES = Format(
    name="leaf", title="Leaf", media_type="text/x-leaf", suffixes=(".leaf",), public=True, index=True, story_pages="always",
    feed_file="index.leaf",
)  # fmt: skip
NOTES = Format(
    name="note", title="Note", media_type="text/x-note", suffixes=(".note",), index=True, story_pages="named"
)


def _feed() -> Feed:
    stories = (
        plain_story(1),
        plain_story(2, status="withheld"),
        plain_story(3, embargo=datetime(2027, 1, 1, tzinfo=UTC)),
    )
    return Feed(title="Explainers", stories=stories)


@pytest.fixture
def documents() -> dict[str, SiteDocument]:
    formats = [registry["rss"], registry["atom"], registry["json"], PAGES, NOTES]
    return {document.path: document for document in plan_site(_feed(), formats, SiteSettings(as_of=NOW, named=True))}


def test_feeds_come_first_and_held_stories_have_no_pages(documents: dict[str, SiteDocument]) -> None:
    assert list(documents) == [
        *("feed.rss", "feed.atom", "feed.json", "index.leaf", "feed.note"),
        *("stories/1.leaf", "stories/1.note"),
    ]


def test_the_index_links_the_pages_and_names_the_feeds(documents: dict[str, SiteDocument]) -> None:
    site = documents["index.leaf"].site
    assert site.pages == {_feed().stories[0].id: "stories/1.leaf"}
    assert [(one.media_type, one.url, one.title) for one in site.alternates] == [
        ("application/rss+xml", "feed.rss", "Explainers"),
        ("application/atom+xml", "feed.atom", "Explainers"),
    ]
    assert site.page_of(_feed().stories[0]) == "stories/1.leaf"
    assert site.page_of(plain_story(2)) == plain_story(2).url


def test_a_page_links_its_other_form_the_feeds_and_the_index(documents: dict[str, SiteDocument]) -> None:
    site = documents["stories/1.leaf"].site
    assert [one.url for one in site.alternates] == ["1.note", "../feed.rss", "../feed.atom"]
    assert site.home == "../index.leaf"


def test_newsrooms_get_another_feed() -> None:
    feed, newsroom = full_feed(), full_feed(stories=())
    planned = plan_site(feed, [registry["rss"], registry["newsml"]], SiteSettings(as_of=NOW, newsroom_feed=newsroom))
    assert [document.item for document in planned] == [feed, newsroom]


def test_a_format_of_one_story_gets_the_only_story() -> None:
    feed = Feed(title="Explainers", stories=(plain_story(1),))
    assert [document.item for document in plan_site(feed, [registry["text"]], SiteSettings(as_of=NOW))] == [
        feed.stories[0]
    ]


def _dated(number: int) -> Story:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=number)
    return plain_story(number, published=moment, updated=None)


def test_archives_have_their_own_documents_that_stay() -> None:
    feed = full_feed(feed_url="https://news.example.com/feeds/feed", stories=tuple(map(_dated, range(9, 0, -1))))
    planned = list(plan_site(feed, [registry["rss"], registry["json"]], SiteSettings(as_of=NOW, archive=2)))
    assert [(document.path, document.fixed) for document in planned] == [
        *(("feed.rss", False), ("archive-1.rss", True), ("archive-2.rss", True), ("archive-3.rss", True)),
        ("feed.json", False),
    ]
    current, first, *_ = [document.item for document in planned]
    assert current.paging.prev_archive == "https://news.example.com/feeds/archive-3.rss"
    assert [story.headline for story in first.stories] == [_dated(2).headline, _dated(1).headline]
    assert planned[-1].item == feed


def test_archives_need_the_address_of_the_feed() -> None:
    with pytest.raises(ArgumentError, match="feed_url"):
        list(plan_site(Feed(title="x"), [registry["rss"]], SiteSettings(as_of=NOW, archive=2)))


def test_sitemaps_of_all_and_of_new_pages() -> None:
    feed = full_feed(stories=(_dated(1), plain_story(20, published=NOW - timedelta(hours=3), updated=None)))
    planned = list(plan_site(feed, [registry["sitemap"]], SiteSettings(as_of=NOW, news=True)))
    pages = {document.path: document.data or b"" for document in planned}
    assert {path: data.count(b"<url>") for path, data in pages.items()} == {"sitemap.xml": 2, "sitemap-news.xml": 1}
    settings = SiteSettings(as_of=NOW)
    assert [document.path for document in plan_site(feed, [registry["sitemap"]], settings)] == ["sitemap.xml"]


def test_pages_have_what_the_feed_says_of_its_stories() -> None:
    story = plain_story(1, authors=(), language="de")
    feed = full_feed(stories=(story, plain_story(2)))
    pages = {document.path: document.item for document in plan_site(feed, [PAGES], SiteSettings(as_of=NOW))}
    page_story = pages["stories/1.leaf"]
    assert (page_story.authors, page_story.language) == (feed.authors, "de")
    assert (page_story.publisher, page_story.rights, page_story.usage) == (feed.publisher, feed.rights, feed.usage)
    assert pages["stories/2.leaf"].authors == plain_story(2).authors
