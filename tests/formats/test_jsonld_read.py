"""Reading JSON-LD: graphs of this library without unnamed losses, and the documents and pages of other publishers."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsfeed
from examples import full_feed, full_story
from newsfeed import (
    Access,
    Category,
    Correction,
    Extension,
    Feed,
    Limits,
    Link,
    List,
    LiveUpdate,
    Markup,
    Media,
    Organization,
    Paragraph,
    Person,
    Point,
    Points,
    PressMention,
    Question,
    Report,
    RichText,
    Rights,
    Section,
    Severity,
    Story,
    Topic,
)
from newsfeed.body.xhtml import render
from newsfeed.formats.jsonld.extension_values import to_extensions
from newsfeed.formats.jsonld.write import to_script
from roundtrip import check
from strategies import published_feeds, published_stories

SITE = "https://quay.example.org/"
QUESTION = Question(text="Why?", answer="So.")
CHECKED = settings(max_examples=60, suppress_health_check=list(HealthCheck))
# --- graphs of this library ------------------------------------------------------------------------------------------------


@pytest.mark.slow
@given(published_feeds())
@CHECKED
def test_a_script_element_is_read_like_a_document(feed: Feed) -> None:
    page = f"<!doctype html>\n<html><head><title>x</title>{to_script(feed, body='full')}</head><body><p>y</p></body></html>"
    assert newsfeed.loads(page, "jsonld") == newsfeed.loads(newsfeed.dumps(feed, "jsonld", body="full"), "jsonld")


@pytest.mark.slow
@given(published_stories())
@CHECKED
def test_metadata_only(story: Story) -> None:
    """Without content, everything but the parts of the body is read, and the summary is plain text."""
    data = newsfeed.dumps(story, "jsonld", body="full")
    back = newsfeed.loads_story(data, "jsonld", content=False)
    full = newsfeed.loads_story(data, "jsonld")
    left_out = dict.fromkeys(("sections", "press", "questions", "prompts", "corrections"), ())
    # The text of live updates is read from their nodes, without the markup of the body.
    assert [update.headline for update in back.updates] == [update.headline for update in full.updates]
    assert back.replace(updates=()) == attrs.evolve(full, summary=str(full.summary), updates=(), **left_out)


# --- details that the writer adds for the reader ---------------------------------------------------------------------------


def test_the_body_is_written_as_html() -> None:
    story = full_story()
    (article, *_) = json.loads(newsfeed.dumps(story, "jsonld", body="full"))["@graph"]
    assert article["encoding"] == {"@type": "MediaObject", "encodingFormat": "text/html", "text": render(story)}
    for document in (
        newsfeed.dumps(Story(id="1", summary="s"), "jsonld", body="full"),
        newsfeed.dumps(story, "jsonld"),
    ):
        assert "encoding" not in json.loads(document)["@graph"][0]


def test_media_have_positions_only_if_properties_separate_them() -> None:
    picture, film = Media(url=f"{SITE}p.png"), Media(url=f"{SITE}f.mp4", medium="video")
    for media in ((picture, film, picture), (film, picture), (film, picture, film, picture), (film, film)):
        story = Story(id="1", media=media)
        data = newsfeed.dumps(story, "jsonld")
        assert (b'"position"' in data) is (len(media) > 2)
        assert newsfeed.loads_story(data, "jsonld").media == media


def test_stories_with_one_address_keep_their_links_and_questions() -> None:
    """Their nodes share identifiers; the page of an article is the one that follows it."""
    same_url = [Story(id=f"{n}", url=SITE, links=[Link(url=f"{SITE}{n}")], questions=[QUESTION]) for n in range(3)]
    feed = Feed(title="t", stories=[*same_url, same_url[0]])
    assert newsfeed.loads(newsfeed.dumps(feed, "jsonld")) == feed


def test_a_category_with_the_name_of_another_stays_apart() -> None:
    categories = (Category(term="War"), Category(term="20000065", label="War"), Category(term="Desk"))
    data = newsfeed.dumps(Story(id="1", categories=categories), "jsonld")
    assert data.count(b"DefinedTerm") == 2
    assert newsfeed.loads_story(data, "jsonld").categories == categories


def test_lost_links_are_reported() -> None:
    links = [Link(url=f"{SITE}a"), Link(url=f"{SITE}a", title="t"), Link(url=f"{SITE}p"), Link(url=f"{SITE}b")]
    story = Story(id="1", links=links, prompts=[Question(text="q", url=f"{SITE}p")])
    assert [loss.path for loss in newsfeed.losses(story, "jsonld")] == ["story.links[1]", "story.links[2]"]
    assert newsfeed.loads_story(newsfeed.dumps(story, "jsonld")).links == (links[0], links[3])


def test_empty_markup_and_rich_summary_are_reported() -> None:
    story = Story(id="1", sections=[Section(blocks=[Markup("")])], summary=RichText("<em>s</em>"))
    paths = ["story.summary", "story.sections[0]"]
    assert [loss.path for loss in newsfeed.losses(story, "jsonld", body="full")] == paths
    check(story, "jsonld", body="full")


def test_an_explainer_is_read_from_its_nodes() -> None:
    """Without the HTML of the body, the nodes still give questions, mentions and topics."""
    document = json.loads(newsfeed.dumps(full_story(), "jsonld", body="full"))
    del document["@graph"][0]["encoding"]
    story, full = loads(document), full_story()
    assert [question.text for question in story.questions] == [question.text for question in full.questions]
    assert [prompt.text for prompt in story.prompts] == [prompt.text for prompt in full.prompts]
    assert [mention.outlet for mention in story.press] == [mention.outlet for mention in full.press]
    assert [topic.name for topic in story.topics] == [topic.name for topic in full.topics]
    assert len(story.corrections) == len(full.corrections)
    assert story.sections


# --- documents of other publishers -----------------------------------------------------------------------------------------


def load_feed(document: Any, report: Report | None = None, **options: Any) -> Feed:
    data = document if isinstance(document, bytes | str) else json.dumps(document)
    return newsfeed.loads(data, "jsonld", report=report, **options)


def loads(document: Any, report: Report | None = None, **options: Any) -> Story:
    (story,) = load_feed(document, report, **options).stories
    return story


def article(**properties: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", "url": f"{SITE}a", **properties}


PLUGIN = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": "Article",
            "@id": f"{SITE}tides/#article",
            "isPartOf": {"@id": f"{SITE}tides/"},
            "author": {"name": "Jo Marl", "@id": f"{SITE}#/person/1"},
            "headline": "Tides &amp; <em>time</em>",
            "datePublished": "2026-05-17T08:30:00+00:00",
            "mainEntityOfPage": {"@id": f"{SITE}tides/"},
            "publisher": {"@id": f"{SITE}#organization"},
            "image": {"@id": f"{SITE}tides/#picture"},
            "keywords": ["tide", "moon"],
            "articleSection": ["Science"],
        },
        {
            "@type": ["WebPage", "FAQPage"],
            "@id": f"{SITE}tides/",
            "url": f"{SITE}tides/",
            "name": "Tides - The Quay",
            "inLanguage": "en-GB",
            "mainEntity": [{"@id": f"{SITE}tides/#q1"}],
        },
        {
            "@type": "Question",
            "@id": f"{SITE}tides/#q1",
            "name": "Why twice?",
            "acceptedAnswer": {"@type": "Answer", "text": "<p>The <strong>moon</strong>.</p><script>x</script>"},
        },
        {"@type": "ImageObject", "@id": f"{SITE}tides/#picture", "contentUrl": f"{SITE}t.jpg", "width": 1200},
        {"@type": "BreadcrumbList", "itemListElement": {"@type": "ListItem", "item": {"@type": "Article"}}},
        {"@type": "WebSite", "@id": f"{SITE}#website", "url": SITE, "name": "The Quay", "inLanguage": "en"},
        {"@type": "Organization", "@id": f"{SITE}#organization", "name": "Quay Ltd", "logo": {"url": f"{SITE}l.png"}},
        {"@type": "Person", "@id": f"{SITE}#/person/1", "name": "Jo Marl", "url": f"{SITE}jo"},
        {"@type": "ClaimReview", "claimReviewed": "x"},
    ],
}


def _property(name: str, value: Any) -> Extension:
    (extension,) = to_extensions(name, value)
    return extension


def test_a_graph_with_references() -> None:
    report = Report()
    feed = load_feed(PLUGIN, report)
    organization = Organization(name="Quay Ltd", logo=f"{SITE}l.png")
    assert feed == Feed(
        title="The Quay",
        url=SITE,
        language="en",
        publisher=organization,
        stories=[
            Story(
                id=f"{SITE}tides/#article",
                url=f"{SITE}tides/",
                kind="https://schema.org/Article",
                headline="Tides & time",
                authors=[Person(name="Jo Marl", url=f"{SITE}jo")],
                publisher=organization,
                language="en-GB",
                published=datetime(2026, 5, 17, 8, 30, tzinfo=UTC),
                media=[Media(url=f"{SITE}t.jpg", width=1200)],
                keywords=["tide", "moon"],
                categories=[Category(term="Science")],
                questions=[Question(text="Why twice?", answer=RichText("The <strong>moon</strong>."))],
                extensions=[
                    _property("mainEntityOfPage", {"@type": "WebPage", "name": "Tides - The Quay"}),
                ],
            )
        ],
    )
    ignored = next(finding for finding in report if finding.path == "/@graph/8")
    assert (ignored.severity, ignored.code, ignored.path) == (Severity.INFO, "read.node.ignored", "/@graph/8")
    assert ignored.line == 1
    assert ignored.column == json.dumps(PLUGIN).index('{"@type": "ClaimReview"') + 1


EXPANDED = [
    {
        "@type": ["http://schema.org/NewsArticle"],
        "http://schema.org/headline": [{"@value": "H", "@language": "de"}],
        "http://schema.org/author": [{"@list": [{"http://schema.org/name": [{"@value": "Jane"}]}]}],
    }
]


@pytest.mark.parametrize(
    "document",
    [
        {"@context": "http://schema.org", "type": "NewsArticle", "headline": "H", "author": "Jane", "inLanguage": "de"},
        {"@context": {"@language": "x", "@vocab": "http://schema.org/"}, "@type": "BlogPosting"}
        | {"headline": {"de": "H"}, "author": {"@type": "Person", "name": "Jane"}},
        {"@context": {"s": "https://schema.org/"}, "@type": ["s:ReportageNewsArticle", "x:Y"], "s:headline": "H"}
        | {"s:author": ["Jane"], "s:inLanguage": {"@type": "s:Language", "s:name": "German", "s:alternateName": "de"}},
        {"@type": "LiveBlogPosting", "name": "H", "creator": [["Jane"]], "inLanguage": "de"},
        {"articleBody": "", "headline": "H", "author": {"givenName": "Jane"}, "inLanguage": ["de", "fr"]},
        EXPANDED,
        {"@context": "https://schema.org", "@graph": {"@type": "Article", "headline": "H", "inLanguage": "de"}}
        | {"@included": [{"@id": "#j", "name": "Jane"}, {"@type": "WebPage"}]}
        | {"@graph": {"@type": "Report", "headline": "H", "inLanguage": "de", "author": {"@id": "#j"}}},
        {"@context": "https://schema.org", "@type": "WebPage", "mainEntity": article(headline="H", author="Jane")}
        | {"inLanguage": "de"},
    ],
)
def test_spellings(document: Any) -> None:
    story = loads(document)
    assert (story.headline, story.authors, story.language) == ("H", (Person(name="Jane"),), "de")


def test_a_role_is_that_of_its_person() -> None:
    author = {"@type": "Role", "roleName": "Editor", "author": {"@type": "Person", "name": "Jane"}}
    assert loads(article(author=author)).authors == (Person(name="Jane", role="Editor"),)


def test_an_article_of_another_publisher_with_every_property() -> None:
    story = loads(
        article(
            identifier={"@type": "PropertyValue", "name": "CMS", "value": 4711},
            url=["/a"],
            author=["A", {"@type": "NewsMediaOrganization", "name": "B", "email": "mailto:b@example.org"}],
            publisher="The Desk",
            image=["/1.jpg", {"@type": "ImageObject", "url": "/2.jpg", "height": {"value": "80 px"}, "caption": "c"}],
            video={"@type": "VideoObject", "embedUrl": "/v", "duration": "PT1H1M3S", "thumbnailUrl": ["/t.jpg"]},
            associatedMedia={"@type": "MediaObject", "contentUrl": "/x", "contentSize": "12", "encodingFormat": "pdf"},
            keywords="tide, moon,, sun",
            articleSection="Science",
            about=["Tide", {"@type": "City", "name": "Marl"}],
            mentions={"@type": "Corporation", "name": "Marl Works", "sameAs": "https://works.example/"},
            description="<p>One.</p><p>Two <em>x</em>.</p>",
            articleBody="First.\r\n\r\nSecond.\nThird.",
            datePublished="17 May 2026 08:30 GMT",
            dateModified="2026-05-18",
            correction=["Was wrong.", {"text": "Again.", "datePublished": "2026-05-19"}],
            license={"@type": "CreativeWork", "url": "https://license.example/"},
            copyrightYear="2026",
            copyrightHolder={"@type": "Organization", "name": "The Desk"},
            usageInfo={"@type": "CreativeWork", "text": "Ask."},
            creativeWorkStatus="Draft",
            version="2.0",
            hasPart=[
                {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paid"},
                {"@type": "Quotation", "text": "It is big.", "creator": {"@type": "Organization", "name": "The Paper"}},
                {"@type": "Quotation", "text": "Nobody's."},
                {"@type": "Question", "name": "And then?"},
                {"@type": "Question", "name": "Why?", "acceptedAnswer": "So."},
            ],
        ),
        base=SITE,
    )
    assert story == Story(
        id="4711",
        url=f"{SITE}a",
        authors=[Person(name="A"), Organization(name="B", email="b@example.org")],
        publisher=Organization(name="The Desk"),
        media=[
            Media(url=f"{SITE}1.jpg"),
            Media(url=f"{SITE}2.jpg", height=80, caption="c"),
            Media(url=f"{SITE}v", medium="video", duration=3663, thumbnail=f"{SITE}t.jpg"),
            Media(url=f"{SITE}x", medium="other", length=12),
        ],
        keywords=["tide", "moon", "sun"],
        categories=[Category(term="Science")],
        topics=[
            Topic(name="Tide"),
            Topic(name="Marl", kind="place", extensions=[_property("additionalType", "City")]),
            Topic(
                name="Marl Works",
                kind="organization",
                same_as=["https://works.example/"],
                extensions=[_property("additionalType", "Corporation")],
            ),
        ],
        summary=RichText("One.\n\nTwo <em>x</em>."),
        sections=[Section(blocks=[Paragraph(text="First."), Paragraph(text="Second."), Paragraph(text="Third.")])],
        published=datetime(2026, 5, 17, 8, 30, tzinfo=UTC),
        updated=datetime(2026, 5, 18, tzinfo=UTC),
        corrections=[
            Correction(text="Was wrong."),
            Correction(text="Again.", published=datetime(2026, 5, 19, tzinfo=UTC)),
        ],
        rights=Rights(
            license="https://license.example/", year=2026, holder=Organization(name="The Desk"), usage_terms="Ask."
        ),
        status="withheld",
        version=2,
        kind="article",
        access=Access(fee="paid", css_selector=".paid"),
        press=[PressMention(outlet=Organization(name="The Paper"), text="It is big.")],
        questions=[Question(text="Why?", answer="So.")],
        prompts=[Question(text="And then?")],
        extensions=[_property("identifier", {"@type": "PropertyValue", "name": "CMS"})],
    )


def test_html_of_other_publishers_is_sanitized() -> None:
    report = Report()
    story = loads(
        article(
            url="javascript:alert(1)",
            articleBody='<p onclick="x()">a</p><script>alert(1)</script><a href="javascript:x">b</a>',
            abstract="<iframe src='https://e.example/'></iframe>c",
            image="data:text/html,x",
        ),
        report,
    )
    assert story.sections == (Section(blocks=[Markup("<p>a</p><a>b</a>")]),)
    assert str(story.summary) == "https://e.example/\nc"
    assert (story.url, story.media) == (None, ())
    assert [finding.code for finding in report if finding.code == "read.link.unsafe"] == ["read.link.unsafe"] * 3


def test_html_in_encoding_is_the_body() -> None:
    encoding = {
        "@type": "MediaObject",
        "encodingFormat": "text/html; charset=utf-8",
        "text": "<p>a<script>x</script></p>",
    }
    story = loads(article(encoding=[{"@type": "AudioObject", "contentUrl": f"{SITE}a.mp3"}, encoding], articleBody="a"))
    assert story.sections == (Section(blocks=[Markup("<p>a</p>")]),)


def test_articles_in_lists_feeds_and_blogs() -> None:
    def item(name: str) -> dict[str, Any]:
        return {"@type": "NewsArticle", "headline": name, "url": f"{SITE}{name}"}

    listed = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": item("c")}, item("d")]}
    feed = load_feed(
        {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "CollectionPage", "name": "News", "url": f"{SITE}news", "mainEntity": listed},
                {"@type": "DataFeed", "url": f"{SITE}feed", "dataFeedElement": [{"item": {"@id": "#e"}}]},
                {"@id": "#e", **item("e")},
                {"@type": "Blog", "name": "The Blog", "blogPost": [item("f")]},
            ],
        }
    )
    assert [story.headline for story in feed.stories] == ["c", "d", "e", "f"]
    assert (feed.title, feed.feed_url) == ("The Blog", f"{SITE}feed")


def test_updates_of_a_live_blog() -> None:
    updates = [{"@type": "BlogPosting", "headline": "One", "articleBody": "x"}, {"headline": "Two", "text": "<p>y</p>"}]
    story = loads({"@context": "https://schema.org", "@type": "LiveBlogPosting", "liveBlogUpdate": updates})
    assert story.kind == "live"
    assert story.updates == (LiveUpdate(headline="One", body="x"), LiveUpdate(headline="Two", body="y"))


def test_questions_belong_to_the_article_on_their_page() -> None:
    def page(name: str) -> dict[str, Any]:
        question = {"@type": "Question", "name": f"{name}?", "acceptedAnswer": {"text": "Yes."}}
        return {"@type": "FAQPage", "@id": f"{SITE}{name}#faq", "mainEntity": question}

    articles = article(url=f"{SITE}1"), article(url=f"{SITE}2")
    feed = load_feed([page("2"), *articles, page("1") | {"@context": "https://schema.org"}, page("elsewhere")])
    assert [[question.text for question in story.questions] for story in feed.stories] == [["1?"], ["2?"]]


def test_an_faq_page_inside_the_article() -> None:
    page = {"@type": "FAQPage", "description": "d", "mainEntity": {"name": "Why?", "acceptedAnswer": {"text": "So."}}}
    for name in ("hasPart", "mainEntityOfPage"):
        story = loads([article(headline="H", **{name: page})])
        assert (story.questions, story.sections) == ((QUESTION,), ())


def test_a_limited_report_counts_all_findings() -> None:
    report = Report(limit=1)
    load_feed([article(datePublished="soon"), article(datePublished="later")], report)
    assert (len(report), report.dropped, report.count(Severity.WARNING)) == (1, 1, 2)


def test_an_faq_page_without_an_article_is_a_story() -> None:
    question = {"@type": "Question", "name": "Why?", "acceptedAnswer": {"text": "<ul><li>a</li><li>b</li></ul>"}}
    story = loads({"@context": "https://schema.org", "@type": "FAQPage", "name": "Ask", "mainEntity": [question]})
    assert (story.headline, story.questions) == ("Ask", (Question(text="Why?", answer=[List(items=["a", "b"])]),))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("So.\n\nAnd so, if a < b.", "So.\n\nAnd so, if a < b."),
        ("a &lt; b &amp; c", "a < b & c"),
        ("<p>So.</p><p>And so.</p>", "So.\n\nAnd so."),
        ("Use the <b>form</b>.<br>Or <i>call</i>.", RichText("Use the <strong>form</strong>.<br/>Or <em>call</em>.")),
        (
            '<p>Two ways:</p><ol><li>by <a href="/form">form</a>,</li><li>by post.</li></ol><p>Bring a <em>passport</em>.</p>',
            [
                Paragraph(text="Two ways:"),
                List(items=[RichText(f'by <a href="{SITE}form">form</a>,'), "by post."], ordered=True),
                Paragraph(text=RichText("Bring a <em>passport</em>.")),
            ],
        ),
        (
            "<h3>Fees</h3><ul><li><strong>Adults:</strong> 5</li><li>Children: none</li></ul>",
            [Markup("<h3>Fees</h3>"), Points(points=[Point(label="Adults", text="5"), Point(text="Children: none")])],
        ),
        ("<script>x()</script><p onclick='x()'>So.</p>", "So."),
    ],
)  # fmt: skip
def test_an_answer_in_html_is_read_as_blocks(text: str, answer: Any) -> None:
    question = {"@type": "Question", "name": "How?", "acceptedAnswer": {"@type": "Answer", "text": text}}
    page = {"@context": "https://schema.org", "@type": "FAQPage", "name": "Ask", "mainEntity": [question]}
    story = newsfeed.loads_story(json.dumps(page).encode(), "jsonld", base=SITE)
    assert story.questions == (Question(text="How?", answer=answer),)


def test_an_answer_over_a_limit_is_left_out() -> None:
    question = {"@type": "Question", "name": "How?", "acceptedAnswer": {"text": f"<p>{'a' * 99}</p>"}}
    page = {"@context": "https://schema.org", "@type": "FAQPage", "name": "Ask", "mainEntity": [question]}
    report = Report()
    story = newsfeed.loads_story(json.dumps(page).encode(), "jsonld", limits=Limits(html=50), report=report)
    assert story.questions == (Question(text="How?"),)
    assert "read.html.refused" in {finding.code for finding in report}


@pytest.mark.parametrize(
    ("properties", "url"),
    [
        ({"mainEntityOfPage": f"{SITE}p"}, f"{SITE}p"),
        ({"mainEntityOfPage": {"@type": "WebPage", "@id": f"{SITE}p"}}, f"{SITE}p"),
        ({"mainEntityOfPage": {"@id": f"{SITE}p#webpage"}}, f"{SITE}p"),
        ({"mainEntityOfPage": True, "@id": f"{SITE}p"}, f"{SITE}p"),
        ({"@id": f"{SITE}p#article"}, None),
        ({"@id": "urn:x-cms:1"}, None),
    ],
)
def test_the_address_without_url(properties: dict[str, Any], url: str | None) -> None:
    assert loads({"@context": "https://schema.org", "@type": "Article", **properties}).url == url


def test_links_are_resolved_against_the_base_of_the_context() -> None:
    context = ["https://schema.org", {"@base": f"{SITE}news/"}]
    assert loads({"@context": context, "@type": "Article", "url": "../a"}).url == f"{SITE}a"


def test_a_story_does_not_inherit_language_and_authors_of_the_site() -> None:
    site = {"@type": "WebSite", "name": "S", "inLanguage": "fr", "author": "X", "hasPart": article(headline="H")}
    feed = load_feed({"@context": "https://schema.org", **site})
    assert (feed.language, feed.authors) == ("fr", (Person(name="X"),))
    assert (feed.stories[0].language, feed.stories[0].authors) == (None, ())


@pytest.mark.parametrize(
    "document",
    [
        article(publisher={"@type": "Organization", "name": "The Quay", "url": SITE}),
        [
            article(publisher={"@id": "#o"}),
            {"@id": "#o", "@type": "NewsMediaOrganization", "name": "The Quay"},
            {"@context": "https://schema.org", "@id": "#o", "url": SITE},
        ],
        article(isPartOf={"@type": "WebSite", "name": "The Quay", "url": SITE}),
        {"@context": "https://schema.org", "@type": "Blog", "name": "The Quay", "@id": SITE, "blogPost": article()},
        {"@context": "https://schema.org", "@type": "CollectionPage", "headline": "The <b>Quay</b>", "url": SITE}
        | {"hasPart": [article()]},
    ],
)
def test_the_feed_is_named_after_the_site_or_publisher(document: Any) -> None:
    feed = load_feed(document)
    assert (feed.title, feed.url) == ("The Quay", SITE)


def test_a_single_story_of_this_library_does_not_name_the_feed() -> None:
    story = Story(id="1", publisher=Organization(name="P"))
    assert newsfeed.loads(newsfeed.dumps(story, "jsonld")) == Feed(stories=[story])


def test_defaults_fill_missing_fields() -> None:
    story = loads(article(headline="H"), defaults={"language": "en", "headline": "other"})
    assert (story.language, story.headline) == ("en", "H")


@pytest.mark.parametrize(
    ("properties", "code", "path"),
    [
        ({"s:datePublished": "soon"}, "read.date.unreadable", "/s:datePublished"),
        ({"https://schema.org/datePublished": "soon"}, "read.date.unreadable", "/https:~1~1schema.org~1datePublished"),
        ({"s:dateCreated": "soon"}, "read.date.unreadable", "/s:dateCreated"),
        ({"s:description": "<div>" * 300}, "read.html.refused", "/s:description"),
        ({"s:text": "<div>" * 300}, "read.html.refused", "/s:text"),
        ({"s:creator": ["https://quay.example.org/jo"]}, "read.author.nameless", "/s:creator"),
    ],
)
def test_findings_have_the_path_of_the_property_that_was_read(properties: Any, code: str, path: str) -> None:
    report = Report()
    context = {"@context": {"s": "https://schema.org/"}, "@type": "s:Article", "s:url": f"{SITE}a"}
    load_feed(context | properties, report)
    (finding,) = report
    assert (finding.code, finding.path) == (code, path)
    assert (finding.column or 0) > 1


# --- pages -----------------------------------------------------------------------------------------------------------------


def script(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


def test_a_broken_script_element_is_a_finding() -> None:
    report = Report()
    good = json.dumps(article(headline="H", datePublished="soon"))
    broken = '{"@type": 1,,}'
    page = f"<!doctype html>\n<body>{script(broken)}\n{script(chr(10) + good)}</body>"
    assert [story.headline for story in load_feed(page, report).stories] == ["H"]
    assert [(finding.severity, finding.code, finding.line, finding.column, finding.path) for finding in report] == [
        (Severity.ERROR, "read.script.broken", 2, 54, ""),
        (Severity.WARNING, "read.date.unreadable", 4, good.index('"soon"') + 1, "/datePublished"),
    ]


def test_script_elements_of_a_page_make_one_graph() -> None:
    one = {"@context": "https://schema.org", "@id": "#a", "@type": "Article", "headline": "H", "author": {"@id": "#j"}}
    again = {"@context": "https://schema.org", "@id": "#a", "@type": "NewsArticle", "headline": "G", "inLanguage": "en"}
    person = {"@context": "https://schema.org", "@id": "#j", "@type": "Person", "name": "Jane"}
    story = loads("<html>" + "".join(script(json.dumps(node)) for node in (one, again, person)))
    assert (story.headline, story.language, story.authors) == ("H", "en", (Person(name="Jane"),))


@pytest.mark.parametrize("around", ["<!--\n{}\n//-->", "/*<![CDATA[*/ {} /*]]>*/", "//<![CDATA[\n{}\n//]]>", "{};"])
def test_comments_around_the_json_are_removed(around: str) -> None:
    report = Report()
    page = "<html>" + script(around.replace("{}", json.dumps(article(headline="H"))))
    assert loads(page, report).headline == "H"
    assert [finding.code for finding in report] == ["read.json.mended"]


def test_recover_repairs_broken_json() -> None:
    broken = b'{"@context": "https://schema.org", "@type": "Article", "headline": "a\nb\xff, ,]", "keywords": ["k",],}'
    with pytest.raises(newsfeed.ReadError) as caught:
        newsfeed.loads(broken, "jsonld")
    assert (caught.value.line, caught.value.column) == (1, broken.index(b"\n") + 1)
    story = newsfeed.loads_story(broken, "jsonld", recover=True)
    assert (story.headline, story.keywords) == ("a b\ufffd, ,]", ("k",))


# --- unreadable documents --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "is empty"),
        ("{", "is not JSON"),
        ("[]", "no object"),
        ("3", "no object"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "no object"),
        ('{"@context": "https://example.org/own", "@type": "Article"}', "no object"),
        ("<html><body></body></html>", "has no JSON-LD"),
        ("<html>" + script("{]"), "is not JSON"),
    ],
)
def test_other_documents_are_refused(data: str, reason: str) -> None:
    with pytest.raises(newsfeed.ReadError, match=reason):
        newsfeed.loads(data, "jsonld")


def test_limits() -> None:
    deep = '{"@type":"Article","isBasedOn":' * 150 + "1" + "}" * 150
    assert loads(deep).headline == ""
    for data, limits in ((deep, Limits(depth=100)), (deep * 3, Limits(bytes=99)), ("[" * 10**5, Limits(depth=10**7))):
        with pytest.raises(newsfeed.ReadError):
            newsfeed.loads(data, "jsonld", limits=limits)
    with pytest.raises(newsfeed.LimitError):
        newsfeed.loads('{"a":' * 5000 + "1" + "}" * 5000, "jsonld", limits=Limits(depth=10**6))


def test_html_over_a_limit_is_left_out() -> None:
    report = Report()
    story = loads(article(headline="H", articleBody="<div>" * 300), report)
    assert (story.headline, story.sections) == ("H", ())
    assert [finding.code for finding in report] == ["read.html.refused"]


def test_circular_references() -> None:
    graph = [
        {"@id": "#a", "@type": "Article", "author": {"@id": "#a"}, "hasPart": {"@id": "#a"}, "image": {"@id": "#p"}},
        {"@id": "#p", "@type": "WebPage", "mainEntity": {"@id": "#p"}, "hasPart": {"@id": "#q"}},
        {"@id": "#q", "@type": "WebPage", "hasPart": {"@id": "#p"}, "about": {"@id": "#a"}},
    ]
    assert len(load_feed({"@context": "https://schema.org", "@graph": graph}).stories) == 1


@pytest.mark.slow
def test_many_nodes_with_one_identifier() -> None:
    stories = [{"@type": "Article", "@id": "#a", "identifier": str(number)} for number in range(3000)]
    pages = [{"@type": "FAQPage", "@id": "#p", "isPartOf": {"@id": "#a"}, "mainEntity": {"name": "Why?"}}] * 3000
    feed = load_feed({"@context": "https://schema.org", "@graph": stories + pages})
    assert [story.id for story in feed.stories] == [str(number) for number in range(3000)]
    assert not any(story.questions for story in feed.stories)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "x" + " " * 10**6 + "x",
        "<a" * 10**5,
        "&" * 10**6,
        '\\"' * 10**5,
        "\n" * 10**6,
        "P" + "9" * 10**5 + "D",
        "-" * 10**6,
    ],
)
def test_huge_values(text: str) -> None:
    names = ("articleBody", "abstract", "datePublished", "inLanguage", "version", "author", "keywords", "image")
    media = {"contentUrl": f"{SITE}v", "duration": text, "width": text, "contentSize": text}
    story = loads(article(headline="H", identifier="1", video=media, **dict.fromkeys(names, text)), base=SITE)
    assert story.headline == "H"


@pytest.mark.parametrize("broken", ["x" + " " * 10**6, '{"' + '\\"' * 10**5, "{" + "," * 10**5, "<!--" * 10**5])
@pytest.mark.parametrize("recover", [True, False])
def test_huge_broken_documents(broken: str, recover: bool) -> None:
    for data in (broken, f"<html>{script(broken)}"):
        with pytest.raises(newsfeed.ReadError):
            newsfeed.loads(data, "jsonld", recover=recover)


PROPERTIES = sorted(
    {name for node in json.loads(newsfeed.dumps(full_feed(), "jsonld"))["@graph"] for name in node}
    | {"isBasedOn", "creator", "mainEntity", "acceptedAnswer", "itemListElement", "item", "liveBlogUpdate", "termCode"}
    | {
        "encodingFormat",
        "contentUrl",
        "duration",
        "thumbnailUrl",
        "sameAs",
        "email",
        "logo",
        "@value",
        "@list",
        "@base",
    }
)
TYPES = ["NewsArticle", "FAQPage", "WebPage", "Person", "Organization", "Quotation", "Question", "ImageObject", "Role"]
UNUSUAL = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9)
    | st.sampled_from(
        ["\x00\ud800"[:1], "#a", "_:b", "//", "http://[", "<p>", "&#0;", "javascript:x", "9" * 99, *TYPES]
    )
)


def _objects(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    keys = st.sampled_from(["@type", "@id", "@context", "@graph", *PROPERTIES])
    typed = st.builds(lambda value, name: {**value, "@type": name}, st.dictionaries(keys, values, max_size=9), kinds)
    return st.lists(values, max_size=4) | st.dictionaries(keys, values, max_size=5) | typed


kinds = st.sampled_from(TYPES)


@pytest.mark.slow
@given(st.recursive(UNUSUAL, _objects, max_leaves=60))
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
def test_values_of_wrong_types_are_findings(value: Any) -> None:
    document = {"@context": "https://schema.org", "@graph": [value, article(headline="H", author=value, hasPart=value)]}
    report = Report()
    feed = load_feed(document, report, base=SITE)
    assert "H" in [story.headline for story in feed.stories]
    assert all(finding.line == 1 and finding.column for finding in report)
    newsfeed.dumps(feed, "jsonld")


def test_documents_of_the_corpora_are_read_or_refused(corpora: Path) -> None:
    files = [path for path in sorted(corpora.rglob("*")) if path.is_file()]
    refused = 0
    for path in files:
        try:
            newsfeed.loads(path.read_bytes(), "jsonld", report=Report(limit=10))
        except newsfeed.ReadError:
            refused += 1
    assert refused > len(files) / 2  # feeds, NewsML-G2 and ninjs must not be read as empty feeds


def test_a_key_that_is_not_utf_8_is_a_typed_error() -> None:
    with pytest.raises(newsfeed.ReadError):
        newsfeed.loads(b'{"":[{"":""}],"\xff":""}', "jsonld", recover=True)


def test_a_page_is_decoded_by_its_meta_element() -> None:
    page = '<html><head><meta charset="shift_jis"><script type="application/ld+json">%s</script></head></html>'
    data = (page % '{"@context":"https://schema.org","@type":"NewsArticle","@id":"urn:x:1","headline":"髙橋"}').encode(
        "cp932"
    )
    assert newsfeed.loads_story(data, "jsonld").headline == "髙橋"
    report = newsfeed.Report()
    newsfeed.loads(data.replace(b"</script>", b"</script>\x81\xff"), "jsonld", report=report)
    assert "U+FFFD" in next(finding.message for finding in report if finding.code == "read.document.mended")
