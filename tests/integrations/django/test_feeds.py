"""Tests of the feed types: a Feed class of Django with another `feed_type`."""

import io
import logging
from datetime import UTC, date, datetime
from typing import Any

import feedparser
import pytest
from django.contrib.syndication.views import Feed
from django.http import HttpResponse
from django.template.loader import get_template
from django.test import RequestFactory, override_settings
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from lxml import etree

import newsfeed
from newsfeed.errors import ArgumentError, UnknownFormatError, UnsupportedError, WriteError
from newsfeed.integrations.django import AtomFeed, ExplainerFeed, JsonFeed, RssFeed, feed_type, feeds
from newsfeed.integrations.django.output import stylesheet_instructions

FEED_TYPES = [
    feeds.RssFeed,
    feeds.AtomFeed,
    feeds.JsonFeed,
    feeds.JsonLdFeed,
    feeds.ActivityStreamsFeed,
    feeds.NewsMLFeed,
    feeds.NinjsFeed,
    feeds.StoryJsonFeed,
    feeds.MarkdownFeed,
    feeds.StandardSiteFeed,
]

STORY = newsfeed.Story(
    id="tag:news.example.com,2026:barrier",
    url="https://news.example.com/barrier",
    headline="Port Ellery votes",
    summary="The council has voted.",
    published="2026-11-02T08:30:00Z",
    updated="2026-11-02T08:30:00Z",
    keywords=["barrier"],
    press=[newsfeed.PressMention(outlet="The Marl Courier", text='It calls it "a relief".', quotes=["a relief"])],
    questions=[newsfeed.Question(text="Can ships still pass?", answer="Yes.")],
)


class Bridge:
    def __str__(self) -> str:
        return "Bridge & <tunnel>"

    def get_absolute_url(self) -> str:
        return "/bridge"


class Bridges(Feed):
    title = "Bridges & roads"
    link = "/"
    description = "All about <em>bridges</em>"
    author_name = "Jo Farrow"
    author_email = "jo@example.com"
    author_link = "https://example.com/jo"
    categories = ("Roads", "Rivers")
    feed_copyright = "© 2026 The Harbour Desk"
    feed_guid = "tag:news.example.com,2026:bridges"
    ttl = 60

    def items(self) -> list[Bridge]:
        return [Bridge()]

    def item_description(self, item: Bridge) -> str:
        return "<p>It is <strong>open</strong>.</p>"

    def item_pubdate(self, item: Bridge) -> datetime:
        return datetime.fromisoformat("2026-11-02T09:30")  # in Berlin

    def item_updateddate(self, item: Bridge) -> datetime:
        return datetime(2026, 11, 3, 7, tzinfo=UTC)

    def item_author_name(self, item: Bridge) -> str:
        return "Ada Quill"

    def item_author_email(self, item: Bridge) -> str:
        return "ada@example.com"

    def item_categories(self, item: Bridge) -> list[str]:
        return ["Steel", "Ferries"]

    def item_enclosures(self, item: Bridge) -> list[Enclosure]:
        return [
            Enclosure("https://news.example.com/bridge.mp3", "1830", "audio/mpeg"),
            Enclosure("https://news.example.com/plan", "None", "None"),
        ]

    def item_guid(self, item: Bridge) -> str:
        return "bridge-1"

    item_guid_is_permalink = False

    def item_comments(self, item: Bridge) -> str:
        return "https://news.example.com/bridge/comments"

    def item_copyright(self, item: Bridge) -> str:
        return "© Ada Quill"


def response(view: type[Feed], feed_type: type[SyndicationFeed]) -> HttpResponse:
    view = type("View", (view,), {"feed_type": feed_type})
    return view()(RequestFactory().get("/feed", secure=True, headers={"host": "news.example.com"}))


def read(view: type[Feed] = Bridges, feed_type: type[SyndicationFeed] = RssFeed) -> newsfeed.Feed:
    return newsfeed.loads(response(view, feed_type).content)


def direct(feed_type: type[Any] = RssFeed, **values: object) -> Any:
    return feed_type(title="News", link="https://news.example.com/", description="All news", **values)


# --- a class that exists, with another feed_type ---


@pytest.mark.parametrize("kind", FEED_TYPES, ids=lambda kind: kind.format)
def test_documents_are_valid_and_have_the_media_type_of_the_format(kind: type[Any]) -> None:
    assert issubclass(kind, SyndicationFeed)
    answer = response(Bridges, kind)
    report = newsfeed.validate(answer.content, kind.format)
    assert [str(finding) for finding in report if finding.severity is newsfeed.Severity.ERROR] == []
    media_type = next(known.media_type for known in newsfeed.formats() if known.name == kind.format)
    charset = "" if media_type.endswith("json") else "; charset=utf-8"
    assert answer.headers["Content-Type"] == media_type + charset
    assert b"Bridge & <tunnel>" in answer.content or b"tunnel" in answer.content


@pytest.mark.parametrize("kind", FEED_TYPES, ids=lambda kind: kind.format)
def test_each_type_can_be_imported_by_its_name(kind: type[Any]) -> None:
    assert getattr(feeds, kind.__name__) is kind
    assert isinstance(direct(kind), feeds.StoryFeedType)


def test_every_format_of_stories_has_a_type() -> None:
    lists = {"opml", "subscriptions", "sitemap"}
    names = {known.name for known in newsfeed.formats() if known.writes and known.feed} - lists
    assert {kind.format for kind in FEED_TYPES} == names
    assert all(feed_type(name).format == name for name in names)


def test_values_of_the_feed_arrive_in_the_model() -> None:
    feed = direct_feed()
    assert feed.title == "Bridges & roads"
    assert (feed.url, feed.feed_url) == ("https://news.example.com/", "https://news.example.com/feed")
    assert str(feed.description) == "All about bridges"
    assert isinstance(feed.description, newsfeed.RichText)
    assert feed.authors == (newsfeed.Person(name="Jo Farrow", email="jo@example.com", url="https://example.com/jo"),)
    assert feed.keywords == ("Roads", "Rivers")
    assert feed.rights == newsfeed.Rights(notice="© 2026 The Harbour Desk")
    assert feed.id == "tag:news.example.com,2026:bridges"
    assert feed.language == "en-US"
    assert feed.ttl == 60
    assert feed.updated == datetime(2026, 11, 3, 7, tzinfo=UTC)


def direct_feed(view: type[Feed] = Bridges) -> newsfeed.Feed:
    """The feed of the model that a view fills."""
    view = type("View", (view,), {"feed_type": RssFeed})
    request = RequestFactory().get("/feed", secure=True, headers={"host": "news.example.com"})
    filled: Any = view().get_feed(None, request)
    feed: newsfeed.Feed = filled.to_feed()
    return feed


def test_values_of_an_item_arrive_in_the_model() -> None:
    (story,) = direct_feed().stories
    assert story.id == "bridge-1"
    assert story.url == "https://news.example.com/bridge"
    assert story.headline == "Bridge & <tunnel>"  # Django escapes it, newsfeed knows
    assert str(story.summary) == "It is open."
    assert story.authors == (newsfeed.Person(name="Ada Quill", email="ada@example.com"),)
    assert story.published == datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
    assert story.updated == datetime(2026, 11, 3, 7, tzinfo=UTC)
    assert story.keywords == ("Steel", "Ferries")
    assert story.media == (
        newsfeed.Media(url="https://news.example.com/bridge.mp3", type="audio/mpeg", length=1830),
        newsfeed.Media(url="https://news.example.com/plan", medium="other"),
    )
    assert story.links == (newsfeed.Link(url="https://news.example.com/bridge/comments", rel="replies"),)
    assert story.rights == newsfeed.Rights(notice="© Ada Quill")


def test_every_argument_of_django_is_read() -> None:
    """Each one, given alone, changes the feed or the story."""
    changed = {
        "language": "fr",
        "author_name": "Jo Farrow",
        "author_email": "jo@example.com",
        "subtitle": "Another",
        "categories": ["Roads"],
        "feed_url": "https://news.example.com/feed",
        "feed_copyright": "© 2026",
        "feed_guid": "urn:x",
        "ttl": 60,
    }
    plain = direct(AtomFeed)
    plain.latest_post_date = lambda: datetime(2026, 11, 1, tzinfo=UTC)
    for name, value in changed.items():
        other = direct(AtomFeed, **{name: value})
        other.latest_post_date = plain.latest_post_date
        assert other.to_feed() != plain.to_feed(), name


@pytest.mark.parametrize("theirs", [Rss201rev2Feed, Atom1Feed])
def test_feedparser_reads_what_it_reads_in_djangos_document(theirs: type[SyndicationFeed]) -> None:
    ours = RssFeed if theirs is Rss201rev2Feed else AtomFeed

    class OneFile(Bridges):
        def item_enclosures(self, item: Bridge) -> list[Enclosure]:
            return super().item_enclosures(item)[:1]

        def item_guid(self, item: Bridge) -> str:
            return "tag:news.example.com,2026:bridge"

    before, after = (feedparser.parse(response(OneFile, kind).content) for kind in (theirs, ours))
    for key in ("title", "link", "updated_parsed", "rights"):
        assert after.feed.get(key) == before.feed.get(key), key
    for key in ("link", "id", "published_parsed", "enclosures", "comments"):
        assert after.entries[0].get(key) == before.entries[0].get(key), key
    assert [tag.term for tag in after.entries[0].tags] == ["Steel", "Ferries"]
    assert after.entries[0].author_detail.email == "ada@example.com"


def test_a_description_with_more_than_a_text_is_the_body() -> None:
    class Lists(Bridges):
        def item_description(self, item: Bridge) -> str:
            return "<p>Two:</p><ul><li>steel</li></ul>"

    (story,) = direct_feed(Lists).stories
    assert story.summary == ""
    (block,) = story.sections[0].blocks
    assert isinstance(block, newsfeed.Markup)
    assert block.html == "<p>Two:</p><ul><li>steel</li></ul>"


def test_a_plain_title_is_no_html() -> None:
    feed = direct()
    feed.add_item("Use <b> & &amp;", "https://news.example.com/1", "")
    feed.add_item(escape("Use <b> & &amp;"), "https://news.example.com/2", "")
    assert [story.headline for story in feed.to_feed().stories] == ["Use <b> & &amp;"] * 2


def test_an_item_without_a_guid_is_named_as_in_djangos_atom() -> None:
    feed, theirs = direct(), direct(Atom1Feed)
    for generator in (feed, theirs):
        generator.add_item("Bridge", "https://news.example.com/1", "", pubdate=datetime(2026, 11, 2, tzinfo=UTC))
    assert feed.to_feed().stories[0].id == feedparser.parse(theirs.writeString("utf-8")).entries[0].id


# --- dates ---


def test_dates_without_a_zone_are_in_the_current_one() -> None:
    feed = direct()
    feed.add_item(
        "Bridge",
        "https://news.example.com/1",
        "",
        pubdate=datetime.fromisoformat("2026-07-01T00:00"),
        updateddate=date(2026, 7, 2),
    )
    with override_settings(TIME_ZONE="Asia/Tokyo"):
        (tokyo,) = feed.to_feed().stories
    (berlin,) = feed.to_feed().stories
    assert berlin.published == datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert berlin.updated == datetime(2026, 7, 1, 22, tzinfo=UTC)
    assert tokyo.published == datetime(2026, 6, 30, 15, tzinfo=UTC)


def test_latest_post_date_is_that_of_items_and_stories() -> None:
    feed = direct()
    assert abs((datetime.now(UTC) - feed.latest_post_date()).total_seconds()) < 60
    feed.add_item("Bridge", "https://news.example.com/1", "", pubdate=datetime(2026, 7, 1, tzinfo=UTC))
    assert feed.latest_post_date() == datetime(2026, 7, 1, tzinfo=UTC)
    feed.add_item("Barrier", "https://news.example.com/2", "", story=STORY)
    assert feed.latest_post_date() == STORY.published


def test_atom_names_the_method_that_a_feed_without_dates_lacks() -> None:
    feed = direct(AtomFeed)
    feed.add_item("Bridge", "https://news.example.com/1", "")
    with pytest.raises(WriteError, match="updated"):
        feed.writeString("utf-8")


# --- stories ---


class Explainers(ExplainerFeed):
    title = "Explainers"
    link = "/"
    description = "All explainers"

    def items(self) -> list[newsfeed.Story]:
        return [STORY]

    def item_categories(self, item: newsfeed.Story) -> list[str]:
        return ["ports", "barrier"]


@pytest.mark.parametrize("kind", [RssFeed, AtomFeed, JsonFeed], ids=lambda kind: kind.format)
def test_item_story_gives_the_whole_explainer(kind: type[SyndicationFeed]) -> None:
    (story,) = read(Explainers, kind).stories
    assert story == STORY.replace(keywords=("barrier", "ports"))


def test_views_of_explainers_have_last_modified() -> None:
    assert response(Explainers, RssFeed).headers["Last-Modified"] == "Mon, 02 Nov 2026 08:30:00 GMT"


def test_item_extra_kwargs_give_the_whole_explainer() -> None:
    class Extra(Bridges):
        def item_extra_kwargs(self, item: Bridge) -> dict[str, object]:
            return {"story": STORY}

        def item_guid(self, item: Bridge) -> str:
            return STORY.id

    (story,) = read(Extra).stories
    assert story.press == STORY.press
    assert story.headline == STORY.headline
    assert story.updated == STORY.updated
    assert story.rights == newsfeed.Rights(notice="© Ada Quill")
    assert story.keywords == ("barrier", "Steel", "Ferries")
    assert story.sections == ()


def test_a_story_with_another_id_than_the_guid_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    feed = direct()
    feed.add_item("Bridge", "https://news.example.com/1", "", unique_id="bridge-1", story=STORY)
    assert feed.to_feed().stories[0].id == STORY.id
    assert "the item the guid bridge-1" in caplog.text


def test_a_feed_of_the_model_completes_the_values_of_django() -> None:
    given = newsfeed.Feed(title="The Harbour Desk", publisher="The Harbour Desk", usage=newsfeed.Usage(ai_train=False))
    feed = direct(feed=given, ttl=60).to_feed()
    assert (feed.title, feed.url, feed.ttl, feed.usage) == (
        "The Harbour Desk",
        "https://news.example.com/",
        60,
        given.usage,
    )


def test_the_setting_names_the_publisher_and_the_usage() -> None:
    usage = newsfeed.Usage(ai_train=False)
    with override_settings(NEWSFEED={"PUBLISHER": "The Harbour Desk", "USAGE": usage}):
        feed = direct().to_feed()
        assert (feed.publisher, feed.usage) == (newsfeed.Organization(name="The Harbour Desk"), usage)
        other = newsfeed.Feed(publisher="The Marl Courier", usage=newsfeed.Usage(search=True))
        feed = direct(feed=other).to_feed()
        assert (feed.publisher, feed.usage) == (other.publisher, other.usage)


def test_stories_under_embargo_appear_when_it_ends(clock: datetime) -> None:
    held = STORY.replace(embargo="2026-11-05T12:00:01Z")
    feed = direct()
    feed.add_item("Barrier", "https://news.example.com/1", "", story=held)
    assert b"<item>" not in feed.writeString("utf-8").encode()
    with override_settings(NEWSFEED={"CLOCK": lambda: clock.replace(hour=13)}):
        assert "<item>" in feed.writeString("utf-8")


@pytest.mark.parametrize("name", ["content", "content_encoded"])
def test_the_text_of_extra_arguments_is_the_body(name: str) -> None:
    feed = direct()
    feed.add_item("Bridge", "https://news.example.com/1", "It is open.", **{name: "<p>It is open.</p><p>At last.</p>"})
    (story,) = newsfeed.loads(feed.writeString("utf-8")).stories
    assert str(story.summary) == "It is open."
    assert "At last." in str(story.sections[0].blocks[0])


# --- what the model cannot hold ---


def unusable() -> Any:
    feed = direct(ttl="soon", mood="calm")
    feed.add_item("Bridge", "https://news.example.com/1", "", ttl="5", comments="javascript:alert(1)", mood="calm")
    return feed


def test_what_the_model_cannot_hold_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "newsfeed.django"):
        unusable().to_feed()
    messages = [record.getMessage() for record in caplog.records]
    for path in ("feed/ttl", "feed/mood", "feed/items[0]/ttl", "feed/items[0]/comments", "feed/items[0]/mood"):
        assert any(message.startswith(f"{path}: ") for message in messages), path


def test_strict_raises_instead() -> None:
    with override_settings(NEWSFEED={"STRICT": True}), pytest.raises(WriteError, match=r"feed/ttl: .*soon"):
        unusable().to_feed()


def test_a_value_that_every_item_has_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    feed = direct()
    for number in range(20):
        feed.add_item("Bridge", f"https://news.example.com/{number}", "", mood="calm")
    feed.to_feed()
    assert len(caplog.records) == 1


def test_methods_that_write_elements_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    class Custom(feeds.RssFeed):
        def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
            handler.addQuickElement("mood", "calm")

    direct(Custom).to_feed()
    assert "Custom.add_item_elements is not called" in caplog.text


def test_a_story_of_another_type_is_refused() -> None:
    feed = direct()
    feed.add_item("Bridge", "https://news.example.com/1", "", story={"headline": "Bridge"})
    with pytest.raises(WriteError, match=r"items\[0\].story"):
        feed.to_feed()
    with pytest.raises(WriteError, match="feed"):
        direct(feed="Bridges").to_feed()


def test_formats_without_stories_have_no_type() -> None:
    for name in ("opml", "html", "rsl", "sitemap"):
        with pytest.raises(UnsupportedError, match="feed of stories"):
            feed_type(name)
    with pytest.raises(UnknownFormatError):
        feed_type("gopher")


# --- files, encodings and style sheets ---


def one_item(**values: object) -> Any:
    feed = direct(**values)
    feed.add_item(
        "Brücke 橋",
        "https://news.example.com/1",
        "<ul><li>Brücke 橋</li></ul>",
        pubdate=datetime(2026, 7, 1, tzinfo=UTC),
    )
    return feed


def test_text_and_binary_files_get_the_same_document() -> None:
    text, binary, answer = io.StringIO(), io.BytesIO(), HttpResponse()
    for outfile in (text, binary, answer):
        one_item().write(outfile, "utf-8")
    assert text.getvalue().encode() == binary.getvalue() == answer.content
    assert one_item().writeString("utf-8") == text.getvalue()


@pytest.mark.parametrize("encoding", ["iso-8859-1", "ascii", "utf-16", "UTF8"])
def test_other_encodings_have_the_same_stories(encoding: str) -> None:
    buffer = io.BytesIO()
    one_item().write(buffer, encoding)
    assert newsfeed.loads(buffer.getvalue()).stories == newsfeed.loads(one_item().writeString("utf-8")).stories
    if encoding == "iso-8859-1":
        assert buffer.getvalue().startswith(b"<?xml version='1.0' encoding='iso-8859-1'?>")
        assert "Brücke".encode("latin-1") in buffer.getvalue()
        text = io.StringIO()
        one_item().write(text, encoding)
        assert text.getvalue().encode(encoding) == buffer.getvalue()


def test_json_is_utf_8_and_nothing_else() -> None:
    feed = direct(JsonFeed)
    with pytest.raises(ArgumentError, match="iso-8859-1"):
        feed.writeString("iso-8859-1")
    with pytest.raises(ArgumentError, match="no encoding"):
        feed.writeString("klingon")
    with pytest.raises(ArgumentError, match="'utf-8-sig'"):
        one_item().writeString("utf-8-sig")


def test_style_sheets_are_named_before_the_root() -> None:
    styles = ["/feed.css", "/feed.xsl?a=1&b=2", "/<?>.css"]
    document = one_item(stylesheets=styles).writeString("utf-8").encode()
    instructions = etree.fromstring(document).xpath("preceding-sibling::processing-instruction()")
    assert [node.text for node in instructions] == [
        'href="/feed.css" type="text/css" media="screen"',
        'href="/feed.xsl?a=1&amp;b=2" media="screen"',
        'href="/%3C?%3E.css" type="text/css" media="screen"',
    ]
    # Django before 5.2 has addresses only.
    assert stylesheet_instructions(styles).decode().splitlines() == [
        f"<?xml-stylesheet {node.text}?>" for node in instructions
    ]
    assert newsfeed.loads(document).stories


def test_formats_without_style_sheets_log_it(caplog: pytest.LogCaptureFixture) -> None:
    feed = direct(JsonFeed, stylesheets=["/feed.css"])
    feed.writeString("utf-8")
    assert "jsonfeed documents have no style sheets" in caplog.text


def test_options_of_the_writer_are_those_of_the_type() -> None:
    class Bare(RssFeed, options={"description": "none"}):
        pass

    assert Bare.content_type == RssFeed.content_type
    for kind in (Bare, feed_type("rss", description="none")):
        feed = direct(kind)
        feed.add_item("Bridge", "https://news.example.com/1", "<ul><li>steel</li></ul>")
        assert "<description>steel" not in feed.writeString("utf-8")
    feed = direct(Bare)
    feed.add_item("Bridge", "https://news.example.com/1", "<ul><li>steel</li></ul>")
    assert "<description>steel" not in feed.writeString("utf-8")
    assert "<description>steel" in one_text()


def one_text() -> str:
    feed = direct()
    feed.add_item("Bridge", "https://news.example.com/1", "<ul><li>steel</li></ul>")
    text: str = feed.writeString("utf-8")
    return text


def test_a_feed_without_items_is_written() -> None:
    assert newsfeed.loads(direct(AtomFeed).writeString("utf-8")).title == "News"


def test_templates_of_titles_are_html() -> None:
    template = get_template("newsfeed/sitemap.xml")
    assert hasattr(template.render({"urlset": []}), "__html__")
