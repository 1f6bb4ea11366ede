"""JSON Feed: its rules, what is written and what is read."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsfeed
from examples import full_feed, full_story, plain_story
from newsfeed.formats.jsonfeed.object_schemas import ATTACHMENT, AUTHOR, FEED, HUB, ITEM, ObjectSchema
from newsfeed.formats.jsonfeed.rules import VERSIONS
from newsfeed.validation import schemas
from strategies import feeds, filled

INVALID = sorted((Path(__file__).parents[1] / "invalid" / "jsonfeed").glob("*.json"))


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_each_invalid_document_gives_exactly_its_finding(path: Path) -> None:
    (finding,) = newsfeed.validate(path.read_bytes(), "jsonfeed")
    assert finding.code == path.stem
    assert finding.line is not None
    assert finding.column is not None
    assert finding.reference


# --- there and back --------------------------------------------------------------------------------------------------------


@settings(max_examples=30)
@given(feeds(title=filled()))
def test_what_is_written_is_valid(feed: newsfeed.Feed) -> None:
    report = newsfeed.validate(newsfeed.dumps(feed, "jsonfeed"), "jsonfeed")
    repeated = {"jsonfeed.item.id.repeated"} if len({each.id for each in feed.stories}) < len(feed.stories) else set()
    circular = {"jsonfeed.feed.next_url.circular"} if feed.paging and feed.paging.next == feed.feed_url else set()
    assert {each.code for each in report if each.severity == "error"} <= repeated | circular


# --- documents of others ---------------------------------------------------------------------------------------------------

NAMES = ("_newsfeed", "_other", "_", "about", "name", "url", "type", "categories", "links", "paging")
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(
        ["", " ", "1", "-1", "/a", "javascript:x", "https://[", "<p>x", "en_GB", "a/b", "2026-02-30", "\x00"]
    ),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
    max_leaves=4,
)


def objects(kind: ObjectSchema, **known: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with members of the format, each with a value of any sort or of the right one."""
    members = {name: ANYTHING | known[name] if name in known else ANYTHING for name in (*kind.members, *NAMES)}
    return st.fixed_dictionaries({}, optional=members)


def documents() -> st.SearchStrategy[dict[str, Any]]:
    authors = st.lists(objects(AUTHOR), max_size=1)
    attached = objects(ATTACHMENT, url=st.just("https://example.org/a"), mime_type=st.just("a/b"))
    item = objects(
        ITEM,
        id=st.sampled_from(["1", "2"]),
        content_text=st.just("x"),
        authors=authors,
        attachments=st.lists(attached, max_size=1),
    )
    known = {
        "version": st.sampled_from(VERSIONS),
        "title": st.just("News"),
        "items": st.lists(item, max_size=2),
        "authors": authors,
        "hubs": st.lists(objects(HUB, type=st.just("WebSub"), url=st.just("https://example.org/")), max_size=1),
    }
    return objects(FEED, **known)


@settings(max_examples=150)
@given(documents())
def test_any_document_is_judged_and_read(document: dict[str, Any]) -> None:
    data = json.dumps(document).encode()
    report = newsfeed.validate(data, "jsonfeed")
    schema = schemas.json_schema("jsonfeed/jsonfeed.schema.json")
    assert schema.is_valid(document) or not report.valid
    # the rules know all that the schema knows, and each has its document
    assert {each.code for each in report} <= {path.stem for path in INVALID}
    try:
        feed = newsfeed.loads(data, "jsonfeed")
    except newsfeed.ReadError:
        assert document.keys().isdisjoint(["items", "home_page_url", "feed_url"])
        return
    written = newsfeed.dumps(attrs.evolve(feed, title="x"), "jsonfeed")
    assert newsfeed.dumps(newsfeed.loads(written, "jsonfeed"), "jsonfeed") == written


def read(document: Any, **options: Any) -> tuple[newsfeed.Feed, list[tuple[str, str]]]:
    """Read a document; give the feed, and code and path of each finding."""
    report = newsfeed.Report()
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    feed = newsfeed.loads(data, "jsonfeed", report=report, **options)
    assert all(each.line and each.column for each in report)
    return feed, [(each.code, each.path) for each in report]


def one(item: dict[str, Any], **members: Any) -> dict[str, Any]:
    return {"version": VERSIONS[0], "title": "News", "items": [{"id": "1", "content_text": "x", **item}], **members}


def test_version_1_0_is_read() -> None:
    document = one({"id": 17, "author": {"name": "Ada", "url": "https://example.org/ada"}}, author={"name": "Desk"})
    feed, noted = read({**document, "version": VERSIONS[1]})
    (story,) = feed.stories
    assert noted == []
    assert story.id == "17"
    assert story.authors == (newsfeed.Person(name="Ada", url="https://example.org/ada"),)
    assert feed.authors == (newsfeed.Person(name="Desk"),)


def test_what_is_said_once_for_the_feed_is_not_repeated_in_its_stories() -> None:
    feed, _ = read(one({}, language="de", authors=[{"name": "Desk"}]))
    assert (feed.language, feed.stories[0].language, feed.stories[0].authors) == ("de", None, ())


def test_authors_are_preferred_to_the_old_way() -> None:
    feed, _ = read(one({"author": {"name": "Old"}, "authors": [{"name": "New"}, {"url": "https://example.org/a"}, {}]}))
    assert [each.name for each in feed.stories[0].authors] == ["New", "https://example.org/a"]


def test_plain_text_becomes_paragraphs() -> None:
    feed, noted = read(one({"content_text": "One & <b>two\r\n\r\n\r\nThree\nfour"}))
    assert noted == []
    (section,) = feed.stories[0].sections
    assert section.blocks == (newsfeed.Markup("<p>One &amp; &lt;b&gt;two</p><p>Three<br/>four</p>"),)


def test_html_is_sanitized_and_preferred() -> None:
    html = '<p onclick="x()">A <a href="javascript:x">b</a><a href="c">d</a></p><script>x()</script>'
    feed, _ = read(one({"content_html": html, "url": "https://example.org/a/b"}))
    (section,) = feed.stories[0].sections
    assert section.blocks == (newsfeed.Markup('<p>A <a>b</a><a href="https://example.org/a/c">d</a></p>'),)


@pytest.mark.parametrize(
    ("members", "base", "expected"),
    [
        ({"home_page_url": "https://example.org/news/", "feed_url": "/feed.json"}, None, "https://example.org/news/a"),
        ({"feed_url": "https://example.org/x/feed.json"}, None, "https://example.org/x/a"),
        (
            {"home_page_url": "site/", "feed_url": "https://example.org/x/feed.json"},
            None,
            "https://example.org/x/site/a",
        ),
        ({}, "https://example.com/y/", "https://example.com/y/a"),
        ({}, None, None),
    ],
)
def test_relative_links_are_resolved(members: dict[str, str], base: str | None, expected: str | None) -> None:
    feed, noted = read(one({"url": "a"}, **members), base=base)
    assert feed.stories[0].url == expected
    assert (("read.link.unusable", "/items/0/url") in noted) == (expected is None)


@pytest.mark.parametrize(
    ("member", "value", "field", "expected"),
    [
        ("date_published", "Tue, 3 Mar 2026 10:00 GMT", "published", datetime(2026, 3, 3, 10, tzinfo=UTC)),
        ("date_modified", "2026-03-03 10:00", "updated", datetime(2026, 3, 3, 10, tzinfo=UTC)),
        ("tags", ["a", " b  c ", "a", ""], "keywords", ("a", "b c")),
        ("language", "en", "language", "en"),
        ("title", "  A\n <b> ", "headline", "A <b>"),
        ("external_url", "https://example.org/e", "links", (newsfeed.Link(url="https://example.org/e"),)),
        ("summary", "a < b\n\nc", "summary", "a < b\n\nc"),
    ],
)
def test_a_member_is_read(member: str, value: Any, field: str, expected: Any) -> None:
    feed, noted = read(one({member: value}))
    assert getattr(feed.stories[0], field) == expected
    assert noted == []


@pytest.mark.parametrize(
    ("member", "value", "code", "field", "expected"),
    [
        ("date_published", "soon", "read.date.unreadable", "published", None),
        ("date_published", 5, "read.value.type", "published", None),
        ("title", ["x"], "read.value.type", "headline", ""),
        ("title", 7, "read.value.type", "headline", "7"),
        ("url", "javascript:alert(1)", "read.link.unsafe", "url", None),
        ("tags", "a, b", "read.value.type", "keywords", ("a", "b")),
        ("language", "english please", "read.language.unusable", "language", None),
        ("authors", "Ada", "read.value.type", "authors", (newsfeed.Person(name="Ada"),)),
        ("attachments", {"url": "https://example.org/a.mp3"}, "read.value.type", "media",
         (newsfeed.Media(url="https://example.org/a.mp3", medium="audio"),)),
        ("_other", {"a": 1}, "read.extension.dropped", "extensions", ()),
        ("mood", "calm", "read.member.unknown", "extensions", ()),
    ],
)  # fmt: skip
def test_a_wrong_value_is_noted(member: str, value: Any, code: str, field: str, expected: Any) -> None:
    feed, noted = read(one({member: value}))
    assert (code, f"/items/0/{member}") in noted
    assert getattr(feed.stories[0], field) == expected


def test_attachments_are_read_as_far_as_they_can_be() -> None:
    attached = [
        {"url": "https://example.org/a.mp3", "mime_type": "mp3", "size_in_bytes": "100", "duration_in_seconds": -1},
        {"url": "https://example.org/b", "mime_type": "video/mp4", "size_in_bytes": 1.0, "duration_in_seconds": 2.5},
        {"mime_type": "video/mp4"},
        "https://example.org/c.unknown",
    ]
    feed, noted = read(one({"image": "https://example.org/i.png", "attachments": attached}))
    assert feed.stories[0].media == (
        newsfeed.Media(url="https://example.org/i.png"),
        newsfeed.Media(url="https://example.org/a.mp3", length=100),
        newsfeed.Media(url="https://example.org/b", type="video/mp4", length=1, duration=2.5),
        newsfeed.Media(url="https://example.org/c.unknown", medium="other"),
    )
    assert [path for _, path in noted] == [
        "/items/0/attachments/0/duration_in_seconds",
        "/items/0/attachments/0/type",
        "/items/0/attachments/2",
    ]


def test_a_broken_item_costs_no_other() -> None:
    feed, noted = read({"version": VERSIONS[0], "items": [7, {"title": "No id"}, {"id": "2"}, None]})
    assert [each.headline for each in feed.stories] == ["No id", ""]
    assert feed.stories[0].id == read({"items": [{"title": "No id"}]})[0].stories[0].id
    assert noted == [("read.value.type", "/items/0"), ("read.id.derived", "/items/1")]


def test_our_own_object_is_not_trusted() -> None:
    ours = {"rights": 5, "version": 3, "categories": [{"term": ""}], "summary": "of other words", "sections": "<p>"}
    feed, noted = read(one({"summary": "Plain", "_newsfeed": ours}))
    story = feed.stories[0]
    assert (story.version, story.rights, story.categories, story.summary) == (3, None, (), "Plain")
    assert [path for _, path in noted] == ["/items/0/_newsfeed/categories", "/items/0/_newsfeed/rights"]


def test_metadata_only_and_defaults() -> None:
    data = newsfeed.dumps(full_story(), "jsonfeed")
    story = newsfeed.loads_story(data, content=False, defaults={"embargo": datetime(2026, 1, 1, tzinfo=UTC)})
    assert (story.sections, story.press, story.questions, story.topics) == ((), (), (), ())
    assert story.headline == "Every field is filled"
    assert str(story.summary) == "A summary with markup and a link."
    assert story.embargo == datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("recover", [True, False])
@pytest.mark.parametrize(
    "data", [b"[]", b"5", b"null", b"{}", b'{"title": "x"}', b"{", b"", b" ", b"\xff\xfe", b"<rss/>"]
)
def test_what_is_no_feed_is_a_typed_error(data: bytes, recover: bool) -> None:
    with pytest.raises(newsfeed.ReadError):
        newsfeed.loads(data, "jsonfeed", recover=recover)


@pytest.mark.parametrize(
    "broken",
    [
        b'{"items": [{"id": "1", "content_text": "a"}, {"id": "2", "content_te',
        b'{"items": [{"id": "1", "content_text": "a\nb"}]}',
        b'{"items": [{"id": "1", "content_text": "\xff"}]}',
        b'{"items": [{"id": "1"}]} trailing',
        '{"items": [{"id": "1"}]}'.encode("utf-16"),
        b'{"items": [{"id": "1"}], "x": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_can_be_saved_is(broken: bytes) -> None:
    with pytest.raises(newsfeed.ReadError):
        newsfeed.loads(broken, "jsonfeed")
    feed, noted = read(broken, recover=True)
    assert [each.id for each in feed.stories] == ["1"]
    assert noted[0][0] == "read.syntax"


def test_limits_hold() -> None:
    document = json.dumps(one({"content_html": "<p>" + "x" * 100}))
    for limits in (newsfeed.Limits(bytes=50), newsfeed.Limits(depth=1), newsfeed.Limits(elements=2)):
        for recover in (True, False):
            with pytest.raises(newsfeed.LimitError):
                newsfeed.loads(document, "jsonfeed", limits=limits, recover=recover)
        assert [each.code for each in newsfeed.validate(document, "jsonfeed", limits=limits)] == ["jsonfeed.limit"]
    feed, noted = read(document.encode(), limits=newsfeed.Limits(html=50))
    assert feed.stories[0].sections == ()
    assert noted == [("read.html.refused", "/items/0/content_html")]


def test_the_documents_of_the_corpus_are_their_own_oracle(corpora: Path) -> None:
    rows = json.loads((corpora / "reader" / "manifest.json").read_bytes())
    ours = [row["path"] for row in rows if row["format"].startswith("jsonfeed")]
    assert ours
    for path in ours:
        data = (corpora / "reader" / path).read_bytes()
        document, feed = json.loads(data), newsfeed.loads(data)
        assert (feed.title, feed.url) == (document["title"], document["home_page_url"])
        for item, story in zip(document["items"], feed.stories, strict=True):
            assert (story.id, story.url) == (str(item["id"]), item.get("url"))
            assert story.headline == item.get("title", "")


# --- what is written -------------------------------------------------------------------------------------------------------


def items(item: newsfeed.Feed | newsfeed.Story) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(newsfeed.dumps(item, "jsonfeed"))["items"]
    return found


def test_members_stand_in_the_order_of_the_specification() -> None:
    document = json.loads(newsfeed.dumps(full_feed(), "jsonfeed"))
    for kind, found in ((FEED, document), (ITEM, document["items"][0])):
        assert [name for name in found if name != "_newsfeed"] == [name for name in kind.members if name in found]
        assert "_newsfeed" in found
    lines = newsfeed.dumps(full_feed(), "jsonfeed").splitlines()
    assert [line[:7] for line in lines[1:-1]] == [b'{"id":"'] * 2


def test_an_ordinary_item_has_nothing_of_ours() -> None:
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


def test_media_are_attachments_and_the_first_image_is_the_image() -> None:
    (item,) = items(full_story())
    assert item["image"] == "https://news.example.com/b.png"
    film, picture = item["attachments"]
    assert (film["mime_type"], film["size_in_bytes"], film["duration_in_seconds"]) == ("video/mp4", 99, 12.5)
    assert film["_newsfeed"]["width"] == 640
    assert (picture["mime_type"], picture["_newsfeed"]) == ("image/png", {"guessed": True})


def test_tags_are_topics_keywords_and_categories() -> None:
    (item,) = items(full_story())
    assert item["tags"] == ["Port Ellery", "Ines Okafor", "harbour", "tide & time", "rail", "Explainers"]


def test_one_related_link_is_the_external_address() -> None:
    via, related = newsfeed.Link(url="https://example.org/v", rel="via"), newsfeed.Link(url="https://example.org/r")
    (item,) = items(plain_story(links=(related,)))
    assert item["external_url"] == "https://example.org/r"
    assert "_newsfeed" not in item
    (item,) = items(plain_story(links=(via, related)))
    assert item["external_url"] == "https://example.org/r"
    assert [each["url"] for each in item["_newsfeed"]["links"]] == ["https://example.org/v", "https://example.org/r"]


def test_a_story_without_a_body_has_its_summary_as_content() -> None:
    (item,) = items(plain_story(sections=(), summary=newsfeed.RichText("So <em>it</em> is.")))
    assert "<p>So <em>it</em> is.</p>" in item["content_html"]
    assert item["summary"] == "So it is."
    (item,) = items(plain_story(sections=(), summary=""))
    assert item["content_html"] == ""
    assert "summary" not in item


def test_the_house_s_headings_are_those_of_the_body() -> None:
    headings = newsfeed.Headings(questions="Asked and answered")
    data = newsfeed.dumps(full_story(), "jsonfeed", headings=headings)
    assert b"<h2>Asked and answered</h2>" in data


def test_held_stories_are_left_out() -> None:
    held = plain_story(2, status="withheld")
    feed = full_feed(stories=(held, plain_story(1), held))
    assert [item["id"] for item in items(feed)] == ["https://news.example.com/1"]
    assert [loss.path for loss in newsfeed.losses(feed, "jsonfeed")] == ["feed.stories[0]", "feed.stories[2]"]
    assert items(full_feed(stories=(held,))) == []


def test_a_feed_without_a_title_has_an_empty_one_since_it_must_have_one() -> None:
    data = newsfeed.dumps(full_feed(title=""), "jsonfeed")
    assert json.loads(data)["title"] == ""
    assert newsfeed.loads(data).title == ""
    assert newsfeed.validate(full_feed(title=""), "jsonfeed").findings[0].path == "feed.title"


def test_losses_are_few() -> None:
    story = full_story(embargo=datetime(2026, 1, 1, tzinfo=UTC), version=4)
    assert [loss.path for loss in newsfeed.losses(story, "jsonfeed")] == ["story.embargo", "story.extensions"]
    empty = plain_story(sections=(newsfeed.Section(blocks=(newsfeed.Markup(""),)),))
    assert [loss.path for loss in newsfeed.losses(empty, "jsonfeed")] == ["story.sections"]
    assert newsfeed.loads_story(newsfeed.dumps(empty, "jsonfeed")).sections == ()


# --- rules -----------------------------------------------------------------------------------------------------------------


def codes(document: Any, **options: Any) -> list[str]:
    return [each.code for each in newsfeed.validate(json.dumps(document), "jsonfeed", **options)]


ADDRESSES = {"home_page_url": "https://example.org/", "feed_url": "https://example.org/feed.json"}


def test_the_old_way_is_right_beside_the_new_one_and_in_version_1_0() -> None:
    assert codes(one({"author": {"name": "A"}, "authors": [{"name": "A"}]}, **ADDRESSES)) == []
    assert codes({**one({"author": {"name": "A"}}, **ADDRESSES), "version": VERSIONS[1]}) == []


def test_a_number_as_id_is_a_warning_in_version_1_0_only() -> None:
    for version, severity in zip(VERSIONS, ("error", "warning"), strict=True):
        (finding,) = newsfeed.validate(json.dumps({**one({"id": 1}, **ADDRESSES), "version": version}), "jsonfeed")
        assert (finding.code, finding.severity) == ("jsonfeed.item.id.number", severity)


def test_an_id_as_number_and_as_text_is_the_same() -> None:
    twice = [{"id": 1, "content_text": "a"}, {"id": "1", "content_text": "b"}]
    assert "jsonfeed.item.id.repeated" in codes({**one({}), "items": twice})


@pytest.mark.parametrize("date", ["2026-11-06t10:00:00z", "2026-11-06T10:00:00.5+05:45", "2016-12-31T23:59:60Z"])
def test_dates_of_rfc_3339_pass(date: str) -> None:
    assert codes(one({"date_published": date}, **ADDRESSES)) == []


def test_places_count_characters_from_1_in_documents_of_one_line_too() -> None:
    text = '{"version": "é", "title": "日本", "items": [], "x": 1,\n "expired": 0}'
    found = {each.path: (each.line, each.column) for each in newsfeed.validate(text, "jsonfeed")}
    line = text.splitlines()[0]
    assert found["/version"] == (1, line.index('"é"') + 1)
    assert found["/x"] == (1, line.index(": 1") + 3)
    assert found["/expired"] == (2, 13)
    assert found["/feed_url"] == (1, 1)


def test_findings_stand_in_the_order_of_the_document() -> None:
    document = one({"url": "/a", "title": 5}, expired=1, language="_")
    places = [(each.line, each.column) for each in newsfeed.validate(json.dumps(document, indent=1), "jsonfeed")]
    assert places == sorted(places)
    assert len(places) == 6


def test_members_of_unknown_objects_are_nobody_s_business_but_repeated_ones_are() -> None:
    text = json.dumps(one({"_x": {"version": 1, "a/b": 0}}, **ADDRESSES))
    assert len(newsfeed.validate(text, "jsonfeed")) == 0
    (finding,) = newsfeed.validate(text.replace('"a/b": 0', '"a/b": 0, "a/b": 1'), "jsonfeed")
    assert (finding.code, finding.path) == ("jsonfeed.member.repeated", "/items/0/_x/a~1b")


def test_a_schema_of_ones_own(tmp_path: Path) -> None:
    schema = tmp_path / "own.json"
    schema.write_text('{"required": ["language"]}')
    assert codes(one({}, **ADDRESSES), schema=schema) == ["jsonfeed.schema"]
    assert codes(one({}, language="en", **ADDRESSES), schema=schema) == []
    schema.write_text("<no schema>")
    with pytest.raises(newsfeed.ReadError, match="cannot be used"):
        codes(one({}), schema=schema)


def test_the_model_is_judged_with_its_own_paths() -> None:
    unsafe = newsfeed.Section(blocks=(newsfeed.Markup("<p>a</p><script>x</script>"),))
    story = plain_story(headline="A <b>", sections=(unsafe,), embargo=datetime(2026, 1, 1, tzinfo=UTC))
    feed = newsfeed.Feed(
        feed_url="https://example.org/f", paging=newsfeed.Paging(next="https://example.org/f"), stories=(story, story)
    )
    found = [(each.path, each.code) for each in newsfeed.validate(feed, "jsonfeed")]
    assert found[:2] == [
        ("feed.title", "jsonfeed.feed.title.missing"),
        ("feed.paging.next", "jsonfeed.feed.next_url.circular"),
    ]
    assert found[2:5] == [
        ("feed.stories[0].embargo", "jsonfeed.item.embargo.lost"),
        ("feed.stories[0].headline", "jsonfeed.item.title.html"),
        ("feed.stories[0].sections[0].blocks[0]", "jsonfeed.item.content_html.unsafe_element"),
    ]
    assert found[-1] == ("feed.stories[1].id", "jsonfeed.item.id.repeated")
    assert newsfeed.validate(plain_story(headline="A"), "jsonfeed").findings == ()


# --- detection -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        b'{"version": "https://jsonfeed.org/version/1", "t',
        b'{"version":"https:\\/\\/jsonfeed.org\\/version\\/1.1"}',
        b'{"items": [{"version": "2", "@type": "x"}], "version" : "https://jsonfeed.org/version/1.1"',
        b'{"title": "a", "items": [',
        b'{"version": "1.1", "home_page_url": "https://example.org/"',
        b'\xef\xbb\xbf \n{"feed_url": 5',
    ],
)
def test_is_recognised(head: bytes) -> None:
    assert newsfeed.detect(head) == "jsonfeed"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'{"@context": "https://schema.org", "title": "a", "items": []}', "jsonld"),
        (b'{"uri": "https://example.org/", "title": "a", "items": []}', "ninjs"),
        (b'{"newsfeed": "feed/1", "title": "https://jsonfeed.org/version/1", "items": []}', "json"),
        (b'{"$schema": "x", "title": "a", "items": []}', None),
        (b'{"type": "array", "title": "a", "items": {}}', None),
        (b'{"a": {"version": "https://jsonfeed.org/version/1.1", "feed_url": "x"}}', None),
        (b'["version", "https://jsonfeed.org/version/1.1"]', None),
    ],
)
def test_is_not_taken_for_another(head: bytes, name: str | None) -> None:
    if name:
        assert newsfeed.detect(head) == name
        return
    with pytest.raises(newsfeed.UnknownFormatError):
        newsfeed.detect(head)
