"""Writing of JSON Feed 1.1."""

import json
from datetime import UTC, datetime
from typing import Any

import newsfeed
from examples import full_feed, full_story, plain_story
from newsfeed.formats.jsonfeed.object_schemas import FEED, ITEM


def items(feed_or_story: newsfeed.Feed | newsfeed.Story) -> list[dict[str, Any]]:
    """Return the items of the written document."""
    written: list[dict[str, Any]] = json.loads(newsfeed.dumps(feed_or_story, "jsonfeed"))["items"]
    return written


def test_members_have_the_order_of_the_specification() -> None:
    document = json.loads(newsfeed.dumps(full_feed(), "jsonfeed"))
    for schema, members in ((FEED, document), (ITEM, document["items"][0])):
        names = [name for name in members if name != "_newsfeed"]
        assert names == [name for name in schema.members if name in members]
        assert "_newsfeed" in members
    lines = newsfeed.dumps(full_feed(), "jsonfeed").splitlines()
    assert [line[:7] for line in lines[1:-1]] == [b'{"id":"'] * 2


def test_ordinary_item_has_no_extension() -> None:
    (item,) = items(plain_story(media=()))
    assert item == {
        "id": "https://news.example.com/1",
        "url": "https://news.example.com/1",
        "title": "Item 1 & its <title>",
        "content_html": "<p>Words &amp; <em>more</em> words ]]&gt; end.</p>",
        "summary": "What it is about.",
        "date_published": "2026-03-01T08:30:00+01:00",
        "date_modified": "2026-03-02T09:00:00Z",
        "authors": [{"name": "Ada Byron"}, {"name": "Grace Marl"}],
        "tags": ["harbour", "tide"],
    }


def test_media_become_attachments_and_the_first_image_the_image() -> None:
    (item,) = items(full_story())
    assert item["image"] == "https://news.example.com/b.png"
    film, picture = item["attachments"]
    assert (film["mime_type"], film["size_in_bytes"], film["duration_in_seconds"]) == ("video/mp4", 99, 12.5)
    assert film["_newsfeed"]["width"] == 640
    assert (picture["mime_type"], picture["_newsfeed"]) == ("image/png", {"guessed": True})


def test_tags_are_topics_keywords_and_categories() -> None:
    (item,) = items(full_story())
    assert item["tags"] == ["Port Ellery", "Ines Okafor", "harbour", "tide & time", "rail", "Explainers"]


def test_related_link_becomes_external_url() -> None:
    via, related = newsfeed.Link(url="https://example.org/v", rel="via"), newsfeed.Link(url="https://example.org/r")
    (item,) = items(plain_story(links=(related,)))
    assert item["external_url"] == "https://example.org/r"
    assert "_newsfeed" not in item
    (item,) = items(plain_story(links=(via, related)))
    assert item["external_url"] == "https://example.org/r"
    assert [link["url"] for link in item["_newsfeed"]["links"]] == ["https://example.org/v", "https://example.org/r"]


def test_summary_is_the_content_of_a_story_without_body() -> None:
    (item,) = items(plain_story(sections=(), summary=newsfeed.RichText("So <em>it</em> is.")))
    assert "<p>So <em>it</em> is.</p>" in item["content_html"]
    assert item["summary"] == "So it is."
    (item,) = items(plain_story(sections=(), summary=""))
    assert item["content_html"] == ""
    assert "summary" not in item


def test_headings_of_the_caller_are_used() -> None:
    headings = newsfeed.Headings(questions="Asked and answered")
    data = newsfeed.dumps(full_story(), "jsonfeed", headings=headings)
    assert b"<h2>Asked and answered</h2>" in data


def test_withheld_stories_are_left_out() -> None:
    withheld = plain_story(2, status="withheld")
    feed = full_feed(stories=(withheld, plain_story(1), withheld))
    assert [item["id"] for item in items(feed)] == ["https://news.example.com/1"]
    assert [loss.path for loss in newsfeed.losses(feed, "jsonfeed")] == ["feed.stories[0]", "feed.stories[2]"]
    assert items(full_feed(stories=(withheld,))) == []


def test_required_title_is_written_even_if_empty() -> None:
    data = newsfeed.dumps(full_feed(title=""), "jsonfeed")
    assert json.loads(data)["title"] == ""
    assert newsfeed.loads(data).title == ""
    assert newsfeed.validate(full_feed(title=""), "jsonfeed").findings[0].path == "feed.title"


def test_losses() -> None:
    story = full_story(embargo=datetime(2026, 1, 1, tzinfo=UTC), version=4)
    assert [loss.path for loss in newsfeed.losses(story, "jsonfeed", as_of=story.embargo)] == [
        "story.embargo",
        "story.extensions[0]",
        *(f"story.media[0].extensions[{index}]" for index in range(3)),
        *(f"story.{name}" for name in ("slugline", "ed_note", "signals", "services")),
    ]
    empty = plain_story(sections=(newsfeed.Section(blocks=(newsfeed.Markup(""),)),))
    assert [loss.path for loss in newsfeed.losses(empty, "jsonfeed")] == ["story.sections"]
    assert newsfeed.loads_story(newsfeed.dumps(empty, "jsonfeed")).sections == ()
