"""Pages of newsfeed: they read back without loss, whatever happens to them on the way, and `losses` names the rest."""

import re
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

import newsfeed
from capabilities_page import whole_feed, whole_story
from examples import full_feed, full_story, plain_story
from newsfeed import Feed, Link, Media, Organization, Paging, Question, Report, Section, Story
from newsfeed.model import (
    Access,
    Correction,
    Extension,
    LiveUpdate,
    Markup,
    Paragraph,
    PressMention,
    RichText,
    Usage,
)
from newsfeed.plugins import registry
from roundtrip import check
from strategies import published_feeds, published_stories

EXTENSION = Extension(name="{urn:x-example:ns}grade")
CHECKED = settings(max_examples=25, suppress_health_check=list(HealthCheck))


def story(**fields: Any) -> Story:
    return Story(id="https://a.example/1", url="https://a.example/1", headline="One", **fields)


def paths(item: Story | Feed) -> list[str]:
    return [loss.path for loss in newsfeed.losses(item, "html")]


# --- stories ---------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@CHECKED
@given(item=published_stories())
def test_a_story_comes_back_but_for_its_losses(item: Story) -> None:
    check(item, "html")


@pytest.mark.slow
@CHECKED
@given(item=published_stories())
def test_a_written_page_agrees_with_its_linked_data(item: Story) -> None:
    codes = {finding.code for finding in newsfeed.validate(newsfeed.dumps(item, "html"), "html")}
    assert not {code for code in codes if code.startswith(("html.faq", "html.linked_data", "html.title", "html.limit"))}


@pytest.mark.slow
@CHECKED
@given(item=published_feeds())
def test_a_feed_comes_back_but_for_its_losses(item: Feed) -> None:
    check(item, "html")


@pytest.mark.parametrize(
    "item",
    [
        full_story(),
        whole_story(),
        plain_story(1),
        full_feed(),
        attrs.evolve(whole_feed(), stories=(whole_story(),)),
        Feed(title="Empty"),
        Feed(paging=Paging(next="https://a.example/?a=1&b=2", archive=True)),
        Feed(stories=(plain_story(1, published="2000-01-01T00:00:00+14:01", updated=None),)),
    ],
    ids=["full", "whole", "plain", "full feed", "whole feed", "empty", "paging", "offset"],
)
def test_every_field_comes_back(item: Story | Feed) -> None:
    check(item, "html")


MARKUPS = [
    "<p>One</p>",
    "",
    '<div class="explainer"><p>One</p></div>',
    '<div><div title="&lt;/div&gt;">One</div><div></div></div>',
    '<p>&lt;div class="story-body"&gt;</p>',
    '<ul class="links"><li><a href="https://a.example/2">Two</a></li></ul>',
    '<p class="published">2026-05-18T08:00:00Z</p>',
    '<p><span class="updated">2026-05-18T08:00:00Z</span></p>',
    '<p><time class="published" datetime="2026-05-18T08:00:00Z">now</time></p>',
    '<p class="published"><time datetime="2026-05-18T08:00:00Z">now</time></p>',
]


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("corrections", [(), (Correction(text="Two.", published="2026-05-18T08:00:00Z"),)])
def test_markup_of_others_comes_back(markup: str, corrections: tuple[Correction, ...]) -> None:
    item = story(sections=[Section(blocks=[Markup(markup)])], corrections=corrections)
    assert paths(item) == []
    assert newsfeed.loads_story(newsfeed.dumps(item, "html")) == item


@pytest.mark.parametrize(
    "item",
    [
        story(summary=RichText("<em>One</em><br/>two")),
        story(summary="One.\n\nTwo."),
        story(prompts=[Question(text="Why?", url="https://a.example/why")]),
        story(
            questions=[
                Question(text="Why?", answer=[Paragraph(text=RichText("H<sub>2</sub>O"))]),
                Question(text="How?"),
            ]
        ),
        story(
            updates=[LiveUpdate(headline="Now", id="u1", published="2026-05-18T08:00:00Z", body=RichText("<em>a</em>"))]
        ),
        story(access=Access(fee="paid", css_selector=".paywall"), sections=[Section(blocks=[Paragraph(text="One")])]),
        story(usage=Usage(ai_train=False, license_url="https://a.example/?a&b", policy_url="https://a.example/p")),
        story(usage=Usage(ai_train=True, contact_url="https://a.example/contact")),
        story(links=[Link(url="https://a.example/why")], prompts=[Question(text="Why?", url="https://a.example/why")]),
        story(
            links=[
                Link(
                    url="https://a.example/?a=1&b='2'", title='<Two> & "three"', rel="via", type="text/html", length=0
                ),
                Link(url="https://a.example/by", rel="license", language="ar"),
                Link(url="https://a.example/by", rel="license", language="ar"),
            ]
        ),
    ],
    ids=[
        "rich summary",
        "summary",
        "prompts",
        "answers",
        "updates",
        "paid",
        "usage",
        "training",
        "prompts and links",
        "links",
    ],
)
def test_nothing_of_it_is_lost(item: Story) -> None:
    assert paths(item) == []
    assert newsfeed.loads_story(newsfeed.dumps(item, "html"), "html") == item


@pytest.mark.parametrize(
    ("item", "lost"),
    [
        (story(slugline="one", urgency=1), ["story.urgency", "story.slugline"]),
        (
            story(links=[Link(url="https://a.example/2", title="https://a.example/2", extensions=[EXTENSION])]),
            ["story.links[0].extensions", "story.links[0].title"],
        ),
        (story(media=[Media(url="https://a.example/2", caption=RichText("<em>a</em>"))]), ["story.media[0].caption"]),
        (
            story(press=[PressMention(outlet=Organization(name="Marl", email="a@a.example"), text="Two")]),
            ["story.press[0].outlet.email"],
        ),
        (story(questions=[Question(text="Why?", extensions=[EXTENSION])]), ["story.questions[0].extensions"]),
        (story(prompts=[Question(text="Why?", extensions=[EXTENSION])]), ["story.prompts[0].extensions"]),
        (story(usage=Usage(search=True, ai_train=True)), ["story.usage.search"]),
        (Feed(usage=Usage(search=True, ai_train=False)), ["feed.usage.search"]),
        (
            Feed(paging=Paging(next="https://a.example/2", complete=True), ttl=5),
            ["feed.ttl", "feed.paging.complete"],
        ),
        (
            Feed(stories=[story(keywords=["a"], media=[Media(url="https://a.example/2", medium="audio")])]),
            ["feed.stories[0].keywords", "feed.stories[0].media"],
        ),
    ],
)
def test_losses_are_named(item: Story | Feed, lost: list[str]) -> None:
    assert sorted(paths(item)) == sorted(lost)
    check(item, "html")


def test_a_page_and_a_list_lose_different_values() -> None:
    item = story(keywords=["a"])
    losses = registry["html"].losses
    assert list(losses(item, standalone=True)) == []
    assert [loss.path for loss in losses(item, standalone=False)] == ["story.keywords"]


# --- pages that have been changed ------------------------------------------------------------------------------------------


def changed(data: bytes, *changes: tuple[str, str]) -> bytes:
    text = data.decode()
    for old, new in changes:
        assert re.search(old, text)
        text = re.sub(old, new, text)
    return text.encode()


@pytest.mark.parametrize(
    "changes",
    [
        [(r"\n", "\r\n")],
        [(r"<!DOCTYPE html>", "\ufeff<!doctype html>\n<!-- cached -->")],
        [(r"<html ", '<html class="no-js" ')],
        [(r"</head>", '<script src="x.js"></script><link rel="next" href="https://a.example/2"></head>')],
        [(r"</main>", '</main><script type="application/ld+json">{"@type": "Thing"}</script>')],
        [(r'<div class="story-body', '<div class="ad">Buy!</div>\n<div class="story-body')],
    ],
    ids=["line ends", "comment", "class", "scripts", "more linked data", "advertisement"],
)
def test_a_page_that_somebody_has_completed_comes_back(changes: list[tuple[str, str]]) -> None:
    item = full_story(extensions=(), language="en")
    read = newsfeed.loads_story(newsfeed.dumps(item, "html"), "html")
    assert newsfeed.loads_story(changed(newsfeed.dumps(item, "html"), *changes), "html") == read


@pytest.mark.parametrize(
    "changes",
    [
        [(r'<div class="explainer"', "<div class=explainer")],
        [(r'"@graph":\[', '"@graph":[{"@type":"Thing"},')],
        [(r"</div>", "")],
        [(r' data-newsfeed="story"', "")],
    ],
    ids=["attributes without quotes", "another graph", "no end tags", "no mark"],
)
def test_other_pages_are_read_like_those_of_others(changes: list[tuple[str, str]]) -> None:
    data = changed(newsfeed.dumps(newsfeed.load_story("examples/stories/tidal-barrier.txt"), "html"), *changes)
    read = newsfeed.loads_story(data, "html", base="https://news.example.com/")
    assert read.headline == "Port Ellery votes to build the tidal barrier"
    assert read.questions


def test_links_that_somebody_has_changed_are_those_of_the_linked_data() -> None:
    item = story(links=[Link(url="https://a.example/2", title="Two")])
    for old, new in (
        (b"Two</a>", b"<b>Two</b></a>"),
        (b' data-rel="related"', b""),
        (b'data-rel="related"', b'data-rel=""'),
    ):
        data = newsfeed.dumps(item, "html").replace(old, new)
        assert newsfeed.loads_story(data, "html").links == (Link(url="https://a.example/2"),)


def test_linked_data_that_is_broken_is_an_error() -> None:
    data = newsfeed.dumps(story(summary="Two"), "html").replace(b'"headline":', b'"headline"')
    with pytest.raises(newsfeed.ReadError, match="JSON"):
        newsfeed.loads(data, "html")


def test_limits_apply() -> None:
    data = newsfeed.dumps(story(summary="Two"), "html")
    with pytest.raises(newsfeed.LimitError, match="bytes"):
        newsfeed.loads(data, "html", limits=newsfeed.Limits(bytes=len(data) - 1))


def test_nothing_is_reported_about_a_page_as_it_was_written() -> None:
    report = Report()
    newsfeed.loads(newsfeed.dumps(full_story(), "html"), report=report)
    newsfeed.loads(newsfeed.dumps(full_feed(), "html"), report=report)
    assert list(report) == []


def test_metadata_can_be_read_without_the_body() -> None:
    item = story(summary="Two", keywords=["a"], sections=[Section(blocks=[Paragraph(text="One")])])
    read = newsfeed.loads_story(newsfeed.dumps(item, "html"), content=False)
    assert read == item.replace(sections=())


def test_pages_are_detected() -> None:
    for item in (story(), Feed(title="Empty"), newsfeed.load_story("examples/stories/night-trains.json")):
        assert newsfeed.detect(newsfeed.dumps(item, "html")) == "html"


def test_the_page_of_a_feed_names_its_hubs() -> None:
    feed = newsfeed.Feed(
        title="Explainers",
        url="https://news.example.com/",
        hubs=(
            newsfeed.Hub(url="https://hub.example.com/?a=1&b=2"),
            newsfeed.Hub(url="https://c.example.com/", type="rssCloud"),
        ),
        stories=(plain_story(),),
    )
    page = newsfeed.dumps(feed, "html")
    assert b'<link rel="hub" href="https://hub.example.com/?a=1&amp;b=2"/>' in page
    assert b'<link rel="self" href="https://news.example.com/"/>' in page
    assert newsfeed.loads(page).hubs == feed.hubs[:1]
    assert [loss.path for loss in newsfeed.losses(feed, "html") if "hubs" in loss.path] == ["feed.hubs[1]"]
