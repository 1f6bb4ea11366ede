"""standard.site: records of documents and publications, as they are written and as servers return them."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings

import newsfeed
from examples import full_feed, full_story, plain_story
from newsfeed import Feed, Link, Media, Organization, Person, Report, RichText, Story
from roundtrip import check
from strategies import stories

DID = "did:web:news.example.com"
SITE = f"at://{DID}/site.standard.publication/3lwafzkjqm25s"
URI = f"at://{DID}/site.standard.document/3lwafzkjqm25t"
HTML = "org.wordpress.html"
DOCUMENT: dict[str, Any] = {
    "$type": "site.standard.document",
    "site": "https://news.example.com",
    "path": "/1",
    "title": "The barrier",
    "publishedAt": "2026-03-01T08:00:00Z",
    "textContent": "Port Ellery votes.",
    "content": {"$type": HTML, "html": "<p>Port <em>Ellery</em> votes.</p>"},
}
PUBLICATION: dict[str, Any] = {
    "$type": "site.standard.publication",
    "url": "https://news.example.com",
    "name": "Explainers",
}


def record(**changes: Any) -> dict[str, Any]:
    return {name: value for name, value in {**DOCUMENT, **changes}.items() if value is not None}


def read(document: Any) -> tuple[Feed, list[str]]:
    report = Report()
    feed = newsfeed.loads(json.dumps(document), "standardsite", report=report)
    return feed, [finding.code for finding in report]


def read_story(**changes: Any) -> tuple[Story, list[str]]:
    feed, codes = read(record(**changes))
    (story,) = feed.stories
    return story, codes


def written(item: Feed | Story) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(newsfeed.dumps(item, "standardsite"))
    return document


# --- writing ---------------------------------------------------------------------------------------------------------------


def test_a_document_follows_the_lexicon() -> None:
    story = plain_story(
        summary=RichText("They run &amp; <em>stop</em>."),
        authors=[Person(name="Ada Byron", same_as=["https://ada.example.com/", "did:web:ada.example.com"]), "Ines"],
        contributors=[Person(name="Tom Arkwright", same_as=["did:web:tom.example.com"], role="pictures")],
        keywords=["tides", "night trains"],
        published=datetime(2026, 3, 1, 8, tzinfo=UTC),
        updated=None,
    )
    html = "<p>Words &amp; <em>more</em> words ]]&gt; end.</p>"
    assert written(story) == {
        "$type": "site.standard.document",
        "site": "https://news.example.com",
        "path": "/1",
        "title": "Item 1 & its <title>",
        "description": "They run & stop.",
        "contributors": [
            {"did": "did:web:ada.example.com", "role": "author", "displayName": "Ada Byron"},
            {"did": "did:web:tom.example.com", "role": "pictures", "displayName": "Tom Arkwright"},
        ],
        "publishedAt": "2026-03-01T08:00:00Z",
        "tags": ["tides", "night trains"],
        "textContent": "Words & more words ]]> end.",
        "content": {"$type": HTML, "html": html},
    }


def test_a_feed_is_a_publication_and_its_documents() -> None:
    feed = full_feed(id=SITE, title="Explainers", description="All of it.", stories=(plain_story(1, id=URI),))
    publication, document = written(feed)["records"]
    assert publication == {
        "uri": SITE,
        "value": {**PUBLICATION, "description": "All of it."},
    }
    assert (document["uri"], document["value"]["site"], document["value"]["path"]) == (URI, SITE, "/1")


@pytest.mark.parametrize(
    ("feed", "url", "site", "path"),
    [
        ({}, "https://a.example.com/x/y?z=1", "https://a.example.com", "/x/y?z=1"),
        ({}, "https://a.example.com", "https://a.example.com", "/"),
        ({}, "https://a.example.com?z", "https://a.example.com", "/?z"),
        ({"url": "https://a.example.com/x/"}, "https://a.example.com/x/y", "https://a.example.com/x", "/y"),
        ({"url": "https://a.example.com/x"}, "https://a.example.com/xy", "https://a.example.com", "/xy"),
        ({"url": "https://a.example.com/x", "id": SITE}, "https://a.example.com/x/y", SITE, "/y"),
        ({"url": "https://a.example.com/x", "id": SITE}, "https://b.example.com/y", "https://b.example.com", "/y"),
        ({"url": "https://a.example.com/x", "id": "urn:example:a"}, None, "https://a.example.com/x", None),
        ({}, None, None, None),
    ],
)
def test_site_and_path(feed: dict[str, Any], url: str | None, site: str | None, path: str | None) -> None:
    story = plain_story(url=url)
    value = written(Feed(title="A", stories=[story], **feed))["records"][1]["value"]
    assert (value.get("site"), value.get("path")) == (site, path)


def test_a_story_whose_id_is_the_address_of_its_record() -> None:
    story = plain_story(id=URI)
    document = written(story)
    assert (document["uri"], document["value"]["title"]) == (URI, story.headline)
    assert "story.id" not in {loss.path for loss in newsfeed.losses(story, "standardsite")}
    assert read(document)[0].stories[0].id == URI
    other = plain_story(id=f"at://{DID}/com.whtwnd.blog.entry/3lwafz")
    assert "uri" not in written(other)


def test_nothing_of_the_newsroom_is_written() -> None:
    data = newsfeed.dumps(full_story(ed_note="Do not tell", slugline="SECRET-SLUG"), "standardsite")
    assert b"Do not tell" not in data
    assert b"SECRET-SLUG" not in data


def test_losses_are_named_with_their_reason() -> None:
    story = plain_story(id="urn:example:1", media=[Media(url="https://news.example.com/1.jpg")])
    losses = {loss.path: loss.reason for loss in newsfeed.losses(story, "standardsite")}
    assert set(losses) == {"story.id", "story.authors[0]", "story.authors[1]", "story.media"}
    assert "at://" in losses["story.id"]
    assert "did:" in losses["story.authors[1]"]
    assert "blobs" in losses["story.media"]


@pytest.mark.parametrize(
    "agents",
    [
        [Person(name="Ada", same_as=["did:web:a.example.com"]), "Ines", Person(name="Tom", same_as=["did:plc:abc"])],
        [Organization(name="The Desk", same_as=["did:web:a.example.com"])],
        [Person(name="Ada", email="a@example.com", same_as=["https://a.example.com/", "did:web:a.example.com"])],
        [Person(name="Ada", role="author", same_as=["did:web:a.example.com"])],
        [Person(name="Ada", role="contributor", same_as=["did:web:a.example.com"])],
        [Person(name="Ada", role="pictures", same_as=["did:web:a.example.com"])],
    ],
)
def test_agents_with_an_account_come_back(agents: list[Person]) -> None:
    check(plain_story(authors=agents), "standardsite")
    check(plain_story(contributors=agents), "standardsite")


@pytest.mark.parametrize("url", ["https://news.example.com/", "https://news.example.com", "urn:example:a", None])
@pytest.mark.parametrize("identifier", [SITE, "urn:example:feed", f"at://{DID}/app.bsky.feed.generator/a", None])
def test_feeds_come_back(url: str | None, identifier: str | None) -> None:
    items = [
        plain_story(1, id=URI),
        plain_story(2, id="urn:example:2", url="https://other.example.com/2"),
        plain_story(3, id=f"{URI}x", url=None),
    ]
    check(full_feed(url=url, id=identifier, stories=items), "standardsite")


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(stories())
def test_losses_are_exact(story: Story) -> None:
    if story.status == "usable":
        check(story, "standardsite")


# --- reading ---------------------------------------------------------------------------------------------------------------


def test_a_record() -> None:
    story, codes = read_story(description="They vote.", tags=["tides"], updatedAt="2026-03-02T08:00:00Z")
    assert (story.id, story.url) == ("https://news.example.com/1", "https://news.example.com/1")
    assert (story.headline, story.summary, story.keywords) == ("The barrier", "They vote.", ("tides",))
    assert (story.published, story.updated) == (
        datetime(2026, 3, 1, 8, tzinfo=UTC),
        datetime(2026, 3, 2, 8, tzinfo=UTC),
    )
    assert newsfeed.dumps(story, "standardsite").count(b"<em>Ellery</em>") == 1
    assert codes == []


@pytest.mark.parametrize(
    "document",
    [
        [PUBLICATION, DOCUMENT],
        [{"value": PUBLICATION}, {"uri": URI, "cid": "bafyexample", "value": DOCUMENT}],
        {"records": [{"uri": SITE, "cid": "bafyexample", "value": PUBLICATION}, {"value": DOCUMENT}]},
        {"records": [{"value": DOCUMENT}, {"value": PUBLICATION}]},
    ],
)
def test_lists_of_records(document: Any) -> None:
    feed, codes = read(document)
    assert (feed.title, feed.url) == ("Explainers", "https://news.example.com")
    assert [story.url for story in feed.stories] == ["https://news.example.com/1"]
    assert codes == []


def test_the_address_of_a_publication_is_that_of_its_record() -> None:
    feed, codes = read({"records": [{"uri": SITE, "value": PUBLICATION}, {"uri": URI, "value": record(site=SITE)}]})
    assert (feed.id, feed.stories[0].id, feed.stories[0].url) == (SITE, URI, "https://news.example.com/1")
    assert codes == []


def test_what_the_address_is_when_the_publication_is_elsewhere() -> None:
    story, codes = read_story(site=SITE, canonicalUrl="https://news.example.com/1")
    assert story.url == "https://news.example.com/1"
    assert codes == ["read.member.dropped", "read.member.dropped"]
    story, codes = read_story(site=SITE)
    assert story.url is None
    assert "read.id.derived" in codes


def test_contributors_and_the_post_for_comments() -> None:
    story, codes = read_story(
        contributors=[
            {"did": "did:web:ada.example.com", "role": "Author", "displayName": "Ada Byron"},
            {"did": "did:web:tom.example.com"},
        ],
        bskyPostRef={"uri": f"at://{DID}/app.bsky.feed.post/3lwafz", "cid": "bafyexample"},
    )
    assert story.authors == (Person(name="Ada Byron", same_as=["did:web:ada.example.com"]),)
    assert story.contributors == (Person(name="did:web:tom.example.com", same_as=["did:web:tom.example.com"]),)
    assert story.links == (Link(url=f"https://bsky.app/profile/{DID}/post/3lwafz", rel="replies"),)
    assert codes == []


def test_plain_text_is_read_where_the_content_is_of_another_type() -> None:
    content = {"$type": "pub.leaflet.content", "pages": []}
    story, codes = read_story(content=content, textContent="One & two\nthree.\n\nFour < five.")
    html = json.loads(newsfeed.dumps(story, "standardsite"))["content"]["html"]
    assert html == "<p>One &amp; two<br/>three.</p><p>Four &lt; five.</p>"
    assert codes == ["read.content.unknown"]
    assert read_story(content=None)[1] == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"coverImage": {"$type": "blob"}}, "read.member.dropped"),
        ({"links": {"$type": "example.links"}}, "read.member.dropped"),
        ({"labels": {"$type": "com.atproto.label.defs#selfLabels"}}, "read.member.dropped"),
        ({"bskyPostRef": {"uri": "https://a.example.com/"}}, "read.member.dropped"),
        ({"canonicalUrl": "https://b.example.com/1"}, "read.member.dropped"),
        ({"path": None}, "read.member.dropped"),
        ({"visibility": "public"}, "read.member.unknown"),
        ({"content": {"$type": HTML, "html": "<p>A</p>", "css": "x"}}, "read.member.unknown"),
        ({"content": "A"}, "read.value.type"),
        ({"content": {"$type": HTML, "html": '<a href="javascript:x()">A</a>'}}, "read.link.unsafe"),
        ({"contributors": [{"displayName": 5}]}, "read.value.type"),
        ({"title": 5}, "read.value.type"),
        ({"publishedAt": "soon"}, "read.date.unreadable"),
        ({"site": "https://a b", "path": "/x"}, "read.link.unusable"),
    ],
)
def test_what_is_left_out_is_reported(changes: dict[str, Any], code: str) -> None:
    assert code in read_story(**changes)[1]


def test_other_records_and_pages_are_reported() -> None:
    post = {"value": {"$type": "app.bsky.feed.post", "text": "A"}}
    feed, codes = read({"records": [{"value": PUBLICATION}, post, 5, {"value": PUBLICATION}], "cursor": "3lwafz"})
    assert feed.stories == ()
    assert sorted(codes) == ["read.item.other", "read.item.other", "read.member.dropped", "read.value.type"]


def test_types_that_are_no_text() -> None:
    feed, codes = read([DOCUMENT, {"$type": []}, {"$type": {}}, {"value": {"$type": [PUBLICATION]}}])
    assert [story.headline for story in feed.stories] == ["The barrier"]
    assert codes == ["read.item.other"] * 3


@pytest.mark.parametrize(
    "document", ["[]", "5", "{}", '{"$type": 5}', '{"$type": []}', '{"records": [5]}', '{"value": {}}']
)
def test_other_documents_are_refused(document: str) -> None:
    with pytest.raises(newsfeed.ReadError, match=r"is not standard\.site"):
        newsfeed.loads(document, "standardsite")


# --- rules -----------------------------------------------------------------------------------------------------------------


def test_what_a_story_lacks_is_reported_before_it_is_written() -> None:
    story = plain_story(headline="", url=None, published=None, keywords=["tide " * 30])
    findings = newsfeed.validate(Feed(title="A", url="https://a.example.com/", stories=[story]), "standardsite")
    assert {(finding.code, finding.path) for finding in findings} == {
        ("standardsite.title.missing", "feed.stories[0].headline"),
        ("standardsite.published_at.missing", "feed.stories[0].published"),
        ("standardsite.tags.length", "feed.stories[0].keywords"),
    }
    findings = newsfeed.validate(Feed(stories=[plain_story(url=None)]), "standardsite")
    assert [(finding.code, finding.path) for finding in findings] == [
        ("standardsite.site.missing", "feed.stories[0].url"),
        ("standardsite.url.missing", "feed"),
        ("standardsite.name.missing", "feed"),
    ]


@pytest.mark.parametrize(
    ("title", "is_too_long"),
    [
        ("a" * 500, False),
        ("a" * 501, True),
        ("e\u0301" * 500, False),
        ("e\u0301" * 501, True),
        ("\U0001f1e9\U0001f1ea" * 500, False),
        ("\U0001f469\u200d\U0001f52c" * 300, False),
        ("\U0001f469\u200d\U0001f52c" * 500, True),  # more than 5,000 bytes
    ],
)
def test_length_in_characters_and_bytes(title: str, is_too_long: bool) -> None:
    codes = [finding.code for finding in newsfeed.validate(json.dumps(record(title=title)), "standardsite")]
    assert codes == (["standardsite.title.length"] if is_too_long else [])
