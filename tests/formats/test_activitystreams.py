"""ActivityStreams 2.0: articles, activities and collections, as servers of the Fediverse exchange them."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings

import newsfeed
from examples import full_feed, full_story, plain_story
from newsfeed import Feed, Media, Organization, Paging, Person, Report, Story
from roundtrip import check
from strategies import stories

CONTEXT = "https://www.w3.org/ns/activitystreams"
ARTICLE: dict[str, Any] = {
    "@context": CONTEXT,
    "type": "Article",
    "id": "https://news.example.com/1",
    "name": "The barrier",
    "content": "<p>Port Ellery votes.</p>",
    "to": [f"{CONTEXT}#Public"],
}


def read(**changes: Any) -> tuple[Story, list[str]]:
    report = Report()
    members = {name: value for name, value in {**ARTICLE, **changes}.items() if value is not None}
    story = newsfeed.loads_story(json.dumps(members), report=report)
    return story, [finding.code for finding in report]


def collection(**members: Any) -> tuple[Feed, list[str]]:
    report = Report()
    document = {"@context": [CONTEXT, {"sensitive": "as:sensitive"}], "type": "OrderedCollection", **members}
    return newsfeed.loads(json.dumps(document), report=report), [finding.code for finding in report]


# --- writing ---------------------------------------------------------------------------------------------------------------


def test_an_article_has_what_fep_b2b8_asks_for() -> None:
    story = plain_story(
        language="de",
        headline="Nachtzüge",
        summary="Sie fahren & halten.",
        authors=["Ada Byron"],
        keywords=["Züge", "night trains"],
        media=[
            Media(url="https://news.example.com/1.jpg", alt="A train"),
            Media(url="https://news.example.com/1.mp3", type="audio/mpeg"),
        ],
        published=datetime(2026, 3, 1, 8, tzinfo=UTC),
    )
    article = json.loads(newsfeed.dumps(story, "activitystreams"))
    assert (article["@context"], article["type"]) == (CONTEXT, "Article")
    assert (article["name"], article["nameMap"]) == ("Nachtzüge", {"de": "Nachtzüge"})
    assert article["summary"] == "<p>Sie fahren &amp; halten.</p>"
    assert "<em>more</em> words" in article["content"]
    assert article["attributedTo"] == [{"type": "Person", "name": "Ada Byron"}]
    assert article["tag"] == [{"type": "Hashtag", "name": "#Züge"}, {"type": "Object", "name": "night trains"}]
    assert article["image"] == {"type": "Image", "url": "https://news.example.com/1.jpg", "name": "A train"}
    assert [item["type"] for item in article["attachment"]] == ["Audio"]
    assert article["published"] == "2026-03-01T08:00:00Z"
    assert article["to"] == [f"{CONTEXT}#Public"]


def test_nothing_of_the_newsroom_is_written() -> None:
    data = newsfeed.dumps(full_story(ed_note="Do not tell", slugline="SECRET-SLUG"), "activitystreams")
    assert b"Do not tell" not in data
    assert b"SECRET-SLUG" not in data


def test_a_page_of_a_collection() -> None:
    paging = Paging(first="https://news.example.com/1", next="https://news.example.com/2")
    document = json.loads(newsfeed.dumps(full_feed(paging=paging, stories=()), "activitystreams"))
    assert (document["type"], document["next"]) == ("OrderedCollectionPage", "https://news.example.com/2")
    assert document["orderedItems"] == []


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(stories())
def test_losses_are_exact(story: Story) -> None:
    if story.status == "usable":
        check(story, "activitystreams")


# --- reading ---------------------------------------------------------------------------------------------------------------


def test_an_activity_around_an_article() -> None:
    activity = {"@context": CONTEXT, "type": "Create", "id": "https://a.example.com/c", "object": ARTICLE}
    assert newsfeed.loads_story(json.dumps(activity)).headline == "The barrier"


def test_authors() -> None:
    story, codes = read(
        attributedTo=[
            "https://a.example.com/@ada",
            {
                "type": "Group",
                "name": "The Harbour Desk",
                "icon": {"type": "Image", "url": "https://a.example.com/i.png"},
            },
            {"type": "Person", "id": "https://a.example.com/u", "preferredUsername": "ines"},
        ]
    )
    assert story.authors[0] == Person(name="https://a.example.com/@ada", url="https://a.example.com/@ada")
    assert isinstance(story.authors[1], Organization)
    assert story.authors[2] == Person(name="ines", url="https://a.example.com/u")
    assert codes == []


def test_media_with_the_address_of_the_image_are_losses() -> None:
    image = Media(url="https://example.com/a.png", medium="image")
    check(Feed(title="Tides", stories=[plain_story(media=[image, image])]), "activitystreams")


def test_tags_and_media() -> None:
    story, codes = read(
        tag=[
            {"type": "Hashtag", "name": "#tides", "href": "https://a.example.com/t"},
            {"type": "Mention", "name": "@ada", "href": "https://a.example.com/@ada"},
            "sea",
        ],
        image="https://a.example.com/1.jpg",
        attachment={
            "type": "Video",
            "url": [{"type": "Link", "href": "https://a.example.com/1.mp4"}],
            "duration": "PT1M30S",
        },
    )
    assert story.keywords == ("tides", "sea")
    assert [(media.url, media.medium, media.duration) for media in story.media] == [
        ("https://a.example.com/1.jpg", "image", None),
        ("https://a.example.com/1.mp4", "video", 90),
    ]
    assert codes == ["read.member.dropped"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"type": "Note"}, "read.item.other"),
        ({"to": ["https://a.example.com/followers"]}, "read.member.dropped"),
        ({"sensitive": True}, "read.member.unknown"),
        ({"inReplyTo": "https://a.example.com/0"}, "read.member.unknown"),
        ({"url": "javascript:alert(1)"}, "read.link.unsafe"),
        ({"published": "soon"}, "read.date.unreadable"),
        ({"nameMap": {"en": "The barrier", "de": "Die Sperre"}}, "read.member.dropped"),
        ({"name": 5}, "read.value.type"),
        ({"attachment": 5}, "read.value.type"),
        ({"content": '<p><a href="javascript:x()">A</a></p>'}, "read.link.unsafe"),
    ],
)
def test_what_is_left_out_is_reported(changes: dict[str, Any], code: str) -> None:
    assert code in read(**changes)[1]


def test_a_language_comes_from_any_map() -> None:
    assert read(nameMap={"de": "The barrier"})[0].language == "de"
    assert read(contentMap={"fr": ARTICLE["content"]})[0].language == "fr"
    story, _ = read(name=None, content=None, nameMap={"pt-BR": "Barreira"})
    assert (story.headline, story.language) == ("Barreira", "pt-BR")


def test_collections_and_their_first_page() -> None:
    item = {name: value for name, value in ARTICLE.items() if name != "@context"}
    feed, codes = collection(
        id="https://a.example.com/outbox",
        name="Explainers",
        totalItems=3,
        first={
            "type": "OrderedCollectionPage",
            "orderedItems": [{"type": "Create", "object": item}, "https://a.example.com/2"],
        },
        last="https://a.example.com/outbox?page=9",
    )
    assert [story.headline for story in feed.stories] == ["The barrier"]
    assert (feed.title, feed.feed_url) == ("Explainers", "https://a.example.com/outbox")
    assert feed.paging == Paging(last="https://a.example.com/outbox?page=9")
    assert codes == ["read.item.address"]


@pytest.mark.parametrize("document", ["[]", "5", "{}", '{"type": 5}'])
def test_other_documents_are_refused(document: str) -> None:
    with pytest.raises(newsfeed.ReadError, match="is not ActivityStreams"):
        newsfeed.loads(document, "activitystreams")


def test_an_object_without_a_text_is_left_out() -> None:
    feed, codes = collection(items=[{"type": "Person"}, 5])
    assert feed.stories == ()
    assert codes == ["read.item.empty", "read.value.type"]
