"""Reading of JSON Feed 1.1 and 1.0."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import newsfeed
from examples import full_story
from jsonfeed_documents import document_with
from newsfeed.formats.jsonfeed import feed_reader, newsfeed_extension
from newsfeed.formats.jsonfeed.object_schemas import ATTACHMENT, AUTHOR, FEED, HUB, ITEM, ObjectSchema
from newsfeed.formats.jsonfeed.rules import VERSIONS


def read(document: Any, **options: Any) -> tuple[newsfeed.Feed, list[tuple[str, str]]]:
    """Read a document, and return the feed with code and path of each finding."""
    report = newsfeed.Report()
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    feed = newsfeed.loads(data, "jsonfeed", report=report, **options)
    assert all(finding.line and finding.column for finding in report)
    return feed, [(finding.code, finding.path) for finding in report]


def test_version_1_0_is_read() -> None:
    document = document_with(
        {"id": 17, "author": {"name": "Ada", "url": "https://example.org/ada"}}, author={"name": "Desk"}
    )
    feed, findings = read({**document, "version": VERSIONS[1]})
    (story,) = feed.stories
    assert findings == [("read.value.type", "/items/0/id")]
    assert story.id == "17"
    assert story.authors == (newsfeed.Person(name="Ada", url="https://example.org/ada"),)
    assert feed.authors == (newsfeed.Person(name="Desk"),)


def test_stories_do_not_inherit_language_and_authors_of_the_feed() -> None:
    feed, _ = read(document_with({}, language="de", authors=[{"name": "Desk"}]))
    assert (feed.language, feed.stories[0].language, feed.stories[0].authors) == ("de", None, ())


def test_authors_win_over_author() -> None:
    feed, _ = read(
        document_with({"author": {"name": "Old"}, "authors": [{"name": "New"}, {"url": "https://example.org/a"}, {}]})
    )
    assert [author.name for author in feed.stories[0].authors] == ["New", "https://example.org/a"]


def test_plain_text_becomes_paragraphs() -> None:
    feed, findings = read(document_with({"content_text": "One & <b>two\r\n\r\n\r\nThree\nfour"}))
    assert findings == []
    (section,) = feed.stories[0].sections
    assert section.blocks == (newsfeed.Markup("<p>One &amp; &lt;b&gt;two</p><p>Three<br/>four</p>"),)


def test_html_is_sanitized_and_its_links_resolved() -> None:
    html = '<p onclick="x()">A <a href="javascript:x">b</a><a href="c">d</a></p><script>x()</script>'
    feed, _ = read(document_with({"content_html": html, "url": "https://example.org/a/b"}))
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
    feed, findings = read(document_with({"url": "a"}, **members), base=base)
    assert feed.stories[0].url == expected
    assert (("read.link.unusable", "/items/0/url") in findings) == (expected is None)


@pytest.mark.parametrize(
    ("member", "value", "field", "expected"),
    [
        ("date_published", "Tue, 3 Mar 2026 10:00 GMT", "published", datetime(2026, 3, 3, 10, tzinfo=UTC)),
        ("date_modified", "2026-03-03 10:00Z", "updated", datetime(2026, 3, 3, 10, tzinfo=UTC)),
        ("tags", ["a", " b  c ", "a", ""], "keywords", ("a", "b c")),
        ("language", "en", "language", "en"),
        ("title", "  A\n <b> ", "headline", "A <b>"),
        ("external_url", "https://example.org/e", "links", (newsfeed.Link(url="https://example.org/e"),)),
        ("summary", "a < b\n\nc", "summary", "a < b\n\nc"),
    ],
)
def test_member_is_read(member: str, value: Any, field: str, expected: Any) -> None:
    feed, findings = read(document_with({member: value}))
    assert getattr(feed.stories[0], field) == expected
    assert findings == []


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
        ("_1", {"a": 1}, "read.extension.dropped", "extensions", ()),
        ("mood", "calm", "read.member.unknown", "extensions", ()),
    ],
)  # fmt: skip
def test_invalid_value_is_reported(member: str, value: Any, code: str, field: str, expected: Any) -> None:
    feed, findings = read(document_with({member: value}))
    assert (code, f"/items/0/{member}") in findings
    assert getattr(feed.stories[0], field) == expected


def test_valid_parts_of_attachments_are_read() -> None:
    attached = [
        {"url": "https://example.org/a.mp3", "mime_type": "mp3", "size_in_bytes": "100", "duration_in_seconds": -1},
        {"url": "https://example.org/b", "mime_type": "video/mp4", "size_in_bytes": 1.0, "duration_in_seconds": 2.5},
        {"mime_type": "video/mp4"},
        "https://example.org/c.unknown",
    ]
    feed, findings = read(document_with({"image": "https://example.org/i.png", "attachments": attached}))
    assert feed.stories[0].media == (
        newsfeed.Media(url="https://example.org/i.png"),
        newsfeed.Media(url="https://example.org/a.mp3", length=100),
        newsfeed.Media(url="https://example.org/b", type="video/mp4", length=1, duration=2.5),
        newsfeed.Media(url="https://example.org/c.unknown", medium="other"),
    )
    assert [path for _, path in findings] == [
        "/items/0/attachments/0/duration_in_seconds",
        "/items/0/attachments/0/mime_type",
        "/items/0/attachments/2",
        "/items/0/attachments/3",
    ]


def test_broken_item_does_not_affect_others() -> None:
    feed, findings = read({"version": VERSIONS[0], "items": [7, {"title": "No id"}, {"id": "2"}, None]})
    assert [story.headline for story in feed.stories] == ["No id", ""]
    assert feed.stories[0].id == read({"items": [{"title": "No id"}]})[0].stories[0].id
    assert findings == [
        ("read.value.type", "/items/0"),
        ("read.id.derived", "/items/1"),
        ("read.value.type", "/items/3"),
    ]


def test_values_in_the_extension_are_validated() -> None:
    extension = {
        "rights": 5,
        "version": 3,
        "categories": [{"term": ""}],
        "summary": "of other words",
        "sections": "<p>",
    }
    feed, findings = read(document_with({"summary": "Plain", "_newsfeed": extension}))
    story = feed.stories[0]
    assert (story.version, story.rights, story.categories, story.summary) == (3, None, (), "Plain")
    assert [path for _, path in findings] == [
        "/items/0/_newsfeed/sections",
        "/items/0/_newsfeed/categories",
        "/items/0/_newsfeed/rights",
        "/items/0/_newsfeed/summary",
    ]


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
def test_anything_but_a_feed_raises_read_error(data: bytes, recover: bool) -> None:
    with pytest.raises(newsfeed.ReadError):
        newsfeed.loads(data, "jsonfeed", recover=recover)


@pytest.mark.parametrize(
    "broken",
    [
        b'{"items": [{"id": "1", "content_text": "a"}, {"id": "2", "content_te',
        b'{"items": [{"id": "1", "content_text": "a\nb"}]}',
        b'{"items": [{"id": "1", "content_text": "\xff"}]}',
        b'{"items": [{"id": "1", "content_text": "\\ud800", "x\\udfff": ["\\ud800"], "a": "\\ud800", "a": 1}]}',
        b'{"items": [{"id": "1"}]} trailing',
        '{"items": [{"id": "1"}]}'.encode("utf-16"),
        b'{"items": [{"id": "1"}], "x": ' + b"9" * 5000 + b"}",
    ],
)
def test_damaged_document_is_recovered(broken: bytes) -> None:
    with pytest.raises(newsfeed.ReadError):
        newsfeed.loads(broken, "jsonfeed")
    feed, findings = read(broken, recover=True)
    assert [story.id for story in feed.stories] == ["1"]
    assert findings[0][0] == "read.syntax"


def test_limits_are_enforced() -> None:
    document = json.dumps(document_with({"content_html": "<p>" + "x" * 100, "content_text": "x" * 100}))
    for limits in (newsfeed.Limits(bytes=50), newsfeed.Limits(depth=1), newsfeed.Limits(elements=2)):
        for recover in (True, False):
            with pytest.raises(newsfeed.LimitError):
                newsfeed.loads(document, "jsonfeed", limits=limits, recover=recover)
        assert [finding.code for finding in newsfeed.validate(document, "jsonfeed", limits=limits)] == [
            "jsonfeed.limit"
        ]
    feed, findings = read(document.encode(), limits=newsfeed.Limits(html=50))
    assert feed.stories[0].sections == ()
    assert findings == [("read.html.refused", "/items/0/content_html")]


@pytest.mark.parametrize(
    ("value", "identifier"), [(True, "true"), (False, "false"), (17, "17"), (1.5, "1.5"), (10**30, str(10**30))]
)
def test_an_id_of_another_type_is_read_as_a_string(value: Any, identifier: str) -> None:
    feed, findings = read(document_with({"id": value}))
    assert [story.id for story in feed.stories] == [identifier]
    assert findings == [("read.value.type", "/items/0/id")]


@pytest.mark.parametrize("value", [None, {}, ["x"]])
def test_an_id_that_cannot_be_a_string_is_derived(value: Any) -> None:
    feed, findings = read(document_with({"id": value, "url": "https://example.org/1"}))
    assert [story.id for story in feed.stories] == ["https://example.org/1"]
    assert findings == [("read.value.type", "/items/0/id"), ("read.id.derived", "/items/0")]


def test_null_members_are_reported_and_the_rest_is_read() -> None:
    members = dict.fromkeys(ITEM.members, None)
    feed, findings = read(document_with({**members, "title": "Read"}))
    assert [story.headline for story in feed.stories] == ["Read"]
    reported = {path for code, path in findings if code == "read.value.type"}
    assert reported == {f"/items/0/{name}" for name in members if name != "title"}


@pytest.mark.parametrize("value", [None, True, 7, -1.5, "text", [], ["x"], [[]], {}, {"x": 1}])
@pytest.mark.parametrize("schema", [FEED, ITEM, AUTHOR, ATTACHMENT, HUB], ids=lambda schema: schema.name)
def test_a_member_of_any_type_costs_only_itself(schema: ObjectSchema, value: Any) -> None:
    for name in schema.members:
        document = _document_with_object(schema.name, {name: value})
        feed, _ = read(document)
        if name != "items":
            assert [story.id for story in feed.stories][-1:] == ["last"]


def _document_with_object(kind: str, members: dict[str, Any]) -> dict[str, Any]:
    """Return a feed with an object that has these members, and with an item after it."""
    last: dict[str, Any] = {"id": "last", "content_text": "x"}
    if kind == "feed":
        return {"version": VERSIONS[0], "title": "News", "items": [last], **members}
    if kind == "hub":
        return {"version": VERSIONS[0], "title": "News", "items": [last], "hubs": [members]}
    item = members if kind == "item" else {"id": "1", "content_text": "x", f"{kind}s": [members]}
    return {"version": VERSIONS[0], "title": "News", "items": [item, last]}


def test_each_member_of_the_specification_is_read() -> None:
    assert set(feed_reader.FEED) == {*FEED.members, newsfeed_extension.MEMBER}
    assert set(feed_reader.ITEM) == {*ITEM.members, newsfeed_extension.MEMBER}
    assert set(feed_reader.AUTHOR) == {*AUTHOR.members, newsfeed_extension.MEMBER}
    assert set(feed_reader.ATTACHMENT) == {*ATTACHMENT.members, newsfeed_extension.MEMBER}
    assert set(feed_reader.HUB) == set(HUB.members)


def test_unknown_members_are_named_with_their_values() -> None:
    report = newsfeed.Report()
    document = document_with({"mood": {"deep": "calm"}, "_1": 5}, mood="bright")
    newsfeed.loads(json.dumps(document), "jsonfeed", report=report)
    assert [(finding.code, finding.path) for finding in report] == [
        ("read.member.unknown", "/items/0/mood"),
        ("read.extension.dropped", "/items/0/_1"),
        ("read.member.unknown", "/mood"),
    ]
    assert all(value in finding.message for value, finding in zip(('"calm"', "5", '"bright"'), report, strict=True))


@pytest.mark.parametrize("recover", [False, True])
def test_duplicate_members_are_reported_with_the_values_that_are_not_read(recover: bool) -> None:
    data = b'{"items": [{"id": "1", "title": "a: \\":", "title" : "b", "title": "c"}], "title": "d", "title": "e"}'
    report = newsfeed.Report()
    feed = newsfeed.loads(data + b" x" * recover, "jsonfeed", report=report, recover=recover)
    assert (feed.title, feed.stories[0].headline) == ("e", "c")
    duplicates = [finding for finding in report if finding.code == "read.member.duplicate"]
    assert {finding.path for finding in duplicates} == {"/title", "/items/0/title"}
    dropped = ('a: ":', "b", "d")
    assert len(duplicates) == 3
    assert all(any(json.dumps(value) in finding.message for finding in duplicates) for value in dropped)


def test_a_member_that_occurs_without_end_has_a_finding_for_the_rest() -> None:
    report = newsfeed.Report()
    members = ",".join(f'"title":"title {number}"' for number in range(1000))
    data = f'{{"version":"https://jsonfeed.org/version/1.1","items":[{{"id":"1",{members}}}]}}'.encode()
    assert newsfeed.loads(data, report=report).stories[0].headline == "title 999"
    duplicates = [finding.message for finding in report if finding.code == "read.member.duplicate"]
    assert len(duplicates) == 101
    assert "title 99" in duplicates[99]
    assert "899 more" in duplicates[100]
    assert "title 100" in duplicates[100]


@pytest.mark.parametrize(
    ("members", "path"),
    [
        ({"content_html": "<p>a</p>", "content_text": "b"}, "/items/0/content_text"),
        ({"authors": [{"name": "A"}], "author": {"name": "B"}}, "/items/0/author"),
        ({"_newsfeed": {"keywords": ["a"]}, "tags": ["b"]}, "/items/0/tags"),
        ({"_newsfeed": {"about": "something else"}}, "/items/0/_newsfeed/about"),
        ({"authors": [{"name": "A", "_newsfeed": {"type": "robot"}}]}, "/items/0/authors/0/_newsfeed/type"),
        ({"attachments": [{"url": "https://example.org/a.mp3", "mime_type": "x/y", "_newsfeed": {"guessed": True}}]},
         "/items/0/attachments/0/mime_type"),
    ],
)  # fmt: skip
def test_a_value_that_another_replaces_is_reported(members: dict[str, Any], path: str) -> None:
    _, findings = read(document_with(members))
    assert findings == [("read.member.dropped", path)]


def test_content_in_both_forms_is_no_finding_if_the_words_are_the_same() -> None:
    _, findings = read(document_with({"content_html": "<p>a &amp;\n b</p>", "content_text": "a & b"}))
    assert findings == []


def test_corpus_documents_are_read_completely(corpora: Path) -> None:
    rows = json.loads((corpora / "reader" / "manifest.json").read_bytes())
    paths = [row["path"] for row in rows if row["format"].startswith("jsonfeed")]
    assert paths
    for path in paths:
        data = (corpora / "reader" / path).read_bytes()
        document, feed = json.loads(data), newsfeed.loads(data)
        assert (feed.title, feed.url) == (document["title"], document["home_page_url"])
        for item, story in zip(document["items"], feed.stories, strict=True):
            assert (story.id, story.url) == (str(item["id"]), item.get("url"))
            assert story.headline == item.get("title", "")
