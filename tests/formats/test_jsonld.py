"""JSON-LD: the graph, the text of the body, losses, and the rules on documents of other publishers."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from pyld import jsonld

import newsfeed
from examples import full_feed, full_story, plain_story
from newsfeed import (
    Category,
    Feed,
    Link,
    Loss,
    Markup,
    Media,
    Organization,
    Paragraph,
    Person,
    PressMention,
    Question,
    RichText,
    Rights,
    Section,
    Severity,
    Story,
    Topic,
)
from newsfeed.body import xhtml
from newsfeed.body.plain_text import plain_text
from newsfeed.body.xhtml import render
from newsfeed.formats.jsonld import looks_like, vocabulary
from newsfeed.formats.jsonld.context import Context
from newsfeed.formats.jsonld.rules_values import is_date
from strategies import stories

DATE = datetime(2026, 5, 17, 8, 30, tzinfo=UTC)
URL = "https://example.org/a"


def graph(story: Story) -> list[dict[str, Any]]:
    """Return the nodes of a story as they are written."""
    nodes: list[dict[str, Any]] = json.loads(newsfeed.dumps(story, "jsonld", body="full"))["@graph"]
    return nodes


# --- the writer ------------------------------------------------------------------------------------------------------------


def test_smallest_story() -> None:
    assert newsfeed.dumps(Story(id="a b"), "jsonld") == (
        b'{"@context":"https://schema.org","@graph":[\n'
        b'{"@type":"NewsArticle","@id":"urn:uuid:41273022-129f-5163-987d-6f7a5f9e2fc8#article",'
        b'"identifier":"a b","version":1,"creativeWorkStatus":"Published"}\n]}\n'
    )


@pytest.mark.parametrize(
    ("story", "identifier"),
    [
        (Story(id="x", url=URL), f"{URL}#article"),
        (Story(id="x", url=f"{URL}#story-2"), f"{URL}#story-2/article"),
        (Story(id="tag:example.org,2026:1"), "tag:example.org,2026:1#article"),
        (Story(id="javascript:alert(1)"), "urn:uuid:3afaf98b-7120-55ab-8228-253451a40d76#article"),
    ],
)
def test_identifiers_are_iris(story: Story, identifier: str) -> None:
    (article, *_) = graph(story)
    assert (article["@id"], article["identifier"]) == (identifier, story.id)


def test_explainer() -> None:
    outlet = Organization(name="The Paper", url="https://paper.example/")
    story = Story(
        id="1",
        url=URL,
        headline="Freedonia votes",
        language="en",
        summary="They vote.",
        sections=[Section(kind="analysis", heading="Why", blocks=[Paragraph(text="So it is.")])],
        press=[
            PressMention(
                outlet=outlet,
                text="It is “big”, says The Paper.",
                quotes=["big"],
                url="https://paper.example/1",
                published=DATE,
                language="en-GB",
            )
        ],
        questions=[Question(text="Who votes?", answer="All."), Question(text="When?")],
        prompts=[Question(text="And then?", url="https://example.org/then")],
        topics=[Topic(name="Sylvania", kind="place", description="A country."), Topic(name="Freedonia", kind="place")],
    )
    article, page, faq = graph(story)
    identifier = f"{URL}#outlet-1"
    source = {
        "@type": "NewsMediaOrganization",
        "@id": identifier,
        "name": "The Paper",
        "url": "https://paper.example/",
    }
    assert article["hasPart"] == [
        {"@type": "WebPageElement", "@id": f"{URL}#analysis", "headline": "Why"},
        {
            "@type": "Quotation",
            "@id": f"{URL}#mention-1",
            "text": "It is “big”, says The Paper.",
            "creator": source,
            "inLanguage": "en-GB",
            "isBasedOn": {
                "@type": "NewsArticle",
                "url": "https://paper.example/1",
                "publisher": {"@id": identifier},
                "datePublished": "2026-05-17T08:30:00Z",
                "inLanguage": "en-GB",
            },
            "hasPart": [{"@type": "Quotation", "text": "big"}],
        },
        {"@type": "Question", "@id": f"{URL}#question-2", "name": "When?"},
        {"@type": "Question", "@id": f"{URL}#prompt-1", "name": "And then?", "url": "https://example.org/then"},
    ]
    assert article["citation"] == ["https://paper.example/1"]
    assert article["about"] == [{"@type": "Place", "@id": f"{URL}#topic-2", "name": "Freedonia"}]
    assert [topic["name"] for topic in article["mentions"]] == ["Sylvania"]
    assert page == {
        "@type": "WebPage",
        "@id": f"{URL}#webpage",
        "mainEntity": {"@id": f"{URL}#article"},
        "url": URL,
        "inLanguage": "en",
        "relatedLink": ["https://example.org/then"],
    }
    assert faq == {
        "@type": "FAQPage",
        "@id": f"{URL}#faq",
        "mainEntity": [
            {
                "@type": "Question",
                "@id": f"{URL}#question-1",
                "name": "Who votes?",
                "acceptedAnswer": {"@type": "Answer", "text": "All."},
            }
        ],
        "inLanguage": "en",
        "isPartOf": {"@id": f"{URL}#webpage"},
    }


def test_metadata() -> None:
    story = Story(
        id="1",
        authors=[Person(name="A", email="a@example.org", avatar="https://example.org/a.png"), Organization(name="B")],
        publisher=Organization(name="P", logo="https://example.org/p.png"),
        media=[
            Media(url="https://example.org/v.mp4", type="video/mp4", duration=63.5, width=640, length=9, caption="c"),
            Media(url="https://example.org/d.pdf", type="application/pdf"),
        ],
        keywords=["k"],
        categories=[Category(term="Desk"), Category.media_topic("20000065", "war")],
        rights=Rights(notice="©", year=2026, usage_terms="Ask first.", license="https://example.org/l"),
    )
    (article,) = graph(story)
    assert article["author"] == [
        {
            "@type": "Person",
            "@id": f"{article['@id'].removesuffix('article')}author-1",
            "name": "A",
            "email": "a@example.org",
            "image": "https://example.org/a.png",
        },
        {"@type": "Organization", "@id": f"{article['@id'].removesuffix('article')}author-2", "name": "B"},
    ]
    assert article["publisher"]["logo"] == "https://example.org/p.png"
    (video,) = article["video"]
    assert {key: video[key] for key in ("@type", "contentUrl", "width", "duration", "contentSize", "caption")} == {
        "@type": "VideoObject",
        "contentUrl": "https://example.org/v.mp4",
        "width": "640 px",
        "duration": "PT63.5S",
        "contentSize": "9 B",
        "caption": "c",
    }
    assert article["associatedMedia"][0]["@type"] == ["MediaObject", "DigitalDocument"]
    assert article["articleSection"] == ["Desk", "war"]
    assert article["keywords"] == [
        "k",
        {
            "@type": "DefinedTerm",
            "termCode": "20000065",
            "name": "war",
            "inDefinedTermSet": "http://cv.iptc.org/newscodes/mediatopic/",
        },
    ]
    assert article["usageInfo"] == {"@type": "CreativeWork", "text": "Ask first."}


def test_feed_has_a_site_and_streams() -> None:
    feed = full_feed()
    nodes = json.loads(newsfeed.dumps(feed, "jsonld"))["@graph"]
    assert nodes[0]["@type"] == "WebSite"
    assert nodes[0]["name"] == feed.title
    articles = [node for node in nodes if node["@id"].endswith("#article")]
    identifiers = [article["identifier"] for article in articles]
    assert [identifiers[0][0], identifiers[1]] == [story.id for story in feed.stories]
    assert {article["isPartOf"]["@id"] for article in articles} == {nodes[0]["@id"]}


def test_empty_feed() -> None:
    assert json.loads(newsfeed.dumps(Feed(title="t", url="https://example.org/"), "jsonld"))["@graph"] == [
        {"@type": "WebSite", "@id": "https://example.org/#website", "name": "t", "url": "https://example.org/"}
    ]


# --- the text of the body --------------------------------------------------------------------------------------------------


@pytest.mark.slow
@given(stories())
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_text_is_that_of_the_rendered_body(story: Story) -> None:
    # The rendered body cannot mark words across the elements of rich text, and repeats them instead.
    assume(not any(mention.quotes and isinstance(mention.text, RichText) for mention in story.press))
    assume("<q" not in render(story))  # `<q>` becomes quotation marks in the plain text of rich text only
    assert plain_text(story) == xhtml.plain_text(story)


@pytest.mark.parametrize(
    "html",
    [
        "<p>a</p><p>b <em>c</em></p>",
        "<p>a</p>\n<p>b</p>",
        "<ul><li>a</li><li>b</li></ul>",
        "a<br/>b<br>c",
        "<P>a</P><P>b</P>",
        "<div><p>a</p></div><div>b</div>",
        "<p>a &amp;lt; b &lt; c &#12; d</p>",
        "<script>alert(1)</script><p>a</p>",
        "<style>p {}</style>a<!-- <b> -->b",
        "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>",
        "<pre>a</pre><param>x</param>",
        "<dIV>a</dIV>b",
        "plain &amp; simple",
    ],
)
def test_text_of_markup(html: str) -> None:
    story = Story(id="1", sections=[Section(blocks=[Markup(html)])])
    assert plain_text(story) == xhtml.plain_text(story)


# --- losses ----------------------------------------------------------------------------------------------------------------


def test_losses() -> None:
    story = Story(
        id="1",
        summary=RichText("a <em>b</em>"),
        sections=[Section(blocks=[Paragraph(text="a"), Paragraph(text=RichText("<em>b</em>")), Markup("<p>c</p>")])],
        questions=[Question(text="q", answer=RichText("<em>a</em>"))],
        embargo=DATE,
        links=[Link(url=URL, title="t"), Link(url=URL, rel="via")],
        media=[Media(url=URL, medium="document", caption="c")],
    )
    assert [loss.path for loss in newsfeed.losses(story, "jsonld", body="full", as_of=DATE)] == [
        "story.media[0].caption",
        "story.embargo",
        "story.links[0].title",
        "story.links[1]",
    ]
    assert newsfeed.losses(Story(id="1", sections=[Section(blocks=[Paragraph(text="a")])]), "jsonld") == ()


def test_feed_losses() -> None:
    feed = Feed(title="t", ttl=5, generator="g")
    assert newsfeed.losses(feed, "jsonld") == (
        Loss("feed.ttl", "schema.org has no property for the time that a feed may be cached"),
        Loss("feed.generator", "schema.org has no property for the program that wrote a feed"),
    )


# --- other implementations -------------------------------------------------------------------------------------------------


def test_pyld_expands_the_document(corpora: Path) -> None:
    context = json.loads((corpora / "schemaorg" / "schemaorgcontext.jsonld").read_bytes())

    def load(url: str, _options: object) -> dict[str, Any]:
        assert url == "https://schema.org"
        return {"contextUrl": None, "documentUrl": url, "document": context, "contentType": "application/ld+json"}

    document = json.loads(newsfeed.dumps(full_story(), "jsonld"))
    expanded = jsonld.expand(document, {"documentLoader": load})
    assert len(expanded) == len(document["@graph"])
    article = expanded[0]
    assert article["@type"] == ["http://schema.org/LiveBlogPosting"]
    assert article["http://schema.org/headline"] == [{"@value": full_story().headline}]
    named = [key for node in document["@graph"] for key in node if not key.startswith("@")]
    assert sum(not key.startswith("@") for node in expanded for key in node) == len(named)


# --- detection -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'{"@context": "https://schema.org"}', True),
        (b'{"name": "x", "@type": "schema:Person"}', True),
        (b'[{"@graph": []}]', True),
        (b'{"a": {"@context": "x"}}', False),
        (b'{"a": "\\"@context\\": 1"}', False),
        (b'{"version": "https://jsonfeed.org/version/1.1", "@context": "x"}', False),
        (b'<!doctype html><script type="application/ld+json">{}</script>', True),
        (b"<html><script type=application/ld+json>", True),
        (b"<!doctype html><script>1</script>", False),
        (b"<rss version='2.0'>", False),
        (b'{"a": "unterminated', False),
    ],
)
def test_looks_like(head: bytes, expected: bool) -> None:
    assert looks_like(head) is expected


# --- the rules -------------------------------------------------------------------------------------------------------------


VALID: list[dict[str, Any]] = [
    {
        "@type": "Event",
        "name": "Fair",
        "startDate": "2026-07-01T19:00",
        "eventStatus": "https://schema.org/EventRescheduled",
        "eventAttendanceMode": "OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": "Hall", "address": {"@type": "PostalAddress", "postalCode": "1010"}},
        "offers": {
            "@type": "Offer",
            "price": 12.5,
            "priceCurrency": "EUR",
            "availability": "https://schema.org/InStock",
        },
    },
    {
        "@type": "Product",
        "name": "Lamp",
        "image": ["https://example.org/1.jpg", {"@type": "ImageObject", "url": "https://example.org/2.jpg"}],
        "brand": {"@type": "Brand", "name": "Lumen"},
        "aggregateRating": {"@type": "AggregateRating", "ratingValue": "4.4", "reviewCount": "89"},
        "weight": {"@type": "QuantitativeValue", "value": 2, "unitCode": "KGM"},
    },
    {
        "@type": "Recipe",
        "name": "Soup",
        "prepTime": "PT15M",
        "recipeIngredient": ["water", "salt"],
        "recipeInstructions": [{"@type": "HowToStep", "text": "Boil."}],
        "nutrition": {"@type": "NutritionInformation", "calories": "240 calories"},
    },
    {
        "@type": "WebSite",
        "url": "https://example.org/",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": "https://example.org/?q={q}"},
            "query-input": "required name=q",
        },
    },
    {
        "@type": "Person",
        "name": {"@value": "Zoë", "@language": "fr"},
        "birthDate": "1990",
        "sameAs": ["https://e.org/"],
    },
    {"@type": "Book", "author": {"@type": "Person", "name": "A"}, "isbn": "1", "numberOfPages": 12, "abridged": False},
    {"@type": "NewsArticle", "isAccessibleForFree": "False", "datePublished": "20260517T083000Z", "wordCount": "700"},
    {"@type": "VideoObject", "name": "v", "duration": "P1DT2H", "uploadDate": "2026-05-17", "thumbnailUrl": "/a.jpg"},
    {"@type": "ItemList", "itemListElement": {"@list": [{"@type": "ListItem", "position": 1, "url": "/1"}]}},
    {"@type": "Person", "@reverse": {"author": {"@type": "Book", "name": "B"}}},
    {
        "@type": "SportsTeam",
        "member": {"@type": "OrganizationRole", "member": {"@type": "Person", "name": "P"}, "startDate": "1999"},
    },
    {"id": "https://example.org/#p", "type": "Person", "knows": {"id": "https://elsewhere.example/#q"}},
    {
        "@type": "FAQPage",
        "mainEntity": {"@type": "Question", "name": "q", "acceptedAnswer": [{"@type": "Answer", "text": "a"}]},
    },
    {
        "@graph": [
            {"@type": "FAQPage", "mainEntity": [{"@id": "#q"}]},
            {"@id": "#q", "@type": "Question", "name": "q", "acceptedAnswer": {"@id": "#a"}},
            {"@id": "#a", "@type": "Answer", "text": "a"},
        ]
    },
    {"@type": "Store", "openingHoursSpecification": {"@type": "OpeningHoursSpecification", "opens": "08:00"}},
    {"@type": "Person", "name": None, "gender": "https://schema.org/Female"},
]
CONTEXTS: list[Any] = [
    "https://schema.org",
    "http://schema.org/",
    ["https://schema.org", {"@language": "en"}],
    {"@vocab": "https://schema.org/"},
]


@pytest.mark.parametrize("document", VALID, ids=lambda document: str(document.get("@type", "graph")))
@pytest.mark.parametrize("context", CONTEXTS, ids=["https", "http", "array", "vocab"])
def test_valid_documents(document: dict[str, Any], context: Any) -> None:
    if "type" in document and not isinstance(context, str):
        context = ["https://schema.org"]
    data = json.dumps({"@context": context, **document}).encode()
    assert [str(finding) for finding in newsfeed.validate(data, "jsonld")] == []


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"@type": "NewsArticle", "author": "Ann Author"}, "jsonld.value.text"),
        ({"@type": "ImageObject", "width": 1200}, "jsonld.value.literal"),
        ({"@type": "Person", "name": 5}, "jsonld.value.literal"),
    ],
)
def test_tolerated_values_are_reported_as_info(document: dict[str, Any], code: str) -> None:
    (finding,) = newsfeed.validate(json.dumps({"@context": "https://schema.org", **document}).encode(), "jsonld")
    assert (finding.severity, finding.code) == (Severity.INFO, code)


def test_findings_have_the_lines_of_the_page() -> None:
    page = (
        b"<!doctype html>\r\n<title>x</title>\r\n"
        b'<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Persona"}</script>\r\n'
        b'<p>x</p><script type="application/ld+json">\r\n{"@context": "https://schema.org",\r\n "nam": "x"}</script>\r\n'
        b'<script type="application/ld+json">{]</script>\r\n'
    )
    report = newsfeed.validate(page, "jsonld")
    assert sorted((finding.code, finding.line, finding.column) for finding in report) == [
        ("jsonld.property.unknown", 6, 9),
        ("jsonld.syntax", 7, 37),
        ("jsonld.type.unknown", 3, 80),
    ]


def test_a_reference_to_another_script_element() -> None:
    referring = (
        '{"@context":"https://schema.org","@id":"https://e.org/#a","@type":"Person","knows":{"@id":"https://e.org/#b"}}'
    )
    described = '{"@context":"https://schema.org","@id":"https://e.org/#b","@type":"Person"}'
    page = "".join(f'<script type="application/ld+json">{node}</script>' for node in (referring, described))
    assert newsfeed.validate(f"<!doctype html><body>{page}", "jsonld").findings == ()


def test_deep_documents() -> None:
    for depth in (50, 99, 150, 100_000):
        data = (
            b'{"@context":"https://schema.org","@type":"Person","knows":'
            + b'{"knows":' * depth
            + b"1"
            + b"}" * (depth + 1)
        )
        assert {finding.code for finding in newsfeed.validate(data, "jsonld")} <= {"jsonld.limit", "jsonld.value.kind"}


def test_the_model_is_checked() -> None:
    same = Story(id="2", url=URL, headline="h", questions=[Question(text="q")])
    feed = Feed(title="t", stories=[Story(id="a b"), Story(id="1", url=URL, headline="h"), same])
    assert [(finding.severity, finding.code, finding.path) for finding in newsfeed.validate(feed, "jsonld")] == [
        ("warning", "jsonld.headline.missing", "feed.stories[0].headline"),
        ("info", "jsonld.id.not-iri", "feed.stories[0].id"),
        ("info", "jsonld.faq.answer.missing", "feed.stories[2].questions[0].answer"),
        ("error", "jsonld.id.duplicate", "feed.stories[2].url"),
    ]
    assert newsfeed.validate(plain_story(), "jsonld").findings == ()


# --- the vocabulary --------------------------------------------------------------------------------------------------------


def test_vocabulary() -> None:
    assert vocabulary.ancestors("BackgroundNewsArticle") == {
        "BackgroundNewsArticle",
        "NewsArticle",
        "Article",
        "CreativeWork",
        "Thing",
    }
    assert vocabulary.has_property(("FAQPage",), "relatedLink")
    assert not vocabulary.has_property(("NewsArticle",), "relatedLink")
    assert vocabulary.closest_term("NewsArtikel", "types") == "NewsArticle"
    assert vocabulary.closest_term("datepublished", "properties") == "datePublished"
    assert vocabulary.closest_term("zzzzzz", "properties") == ""


@pytest.mark.parametrize(
    ("context", "key", "name"),
    [
        ("https://schema.org", "name", "name"),
        ("https://schema.org", "type", "@type"),
        ("https://schema.org", "schema:name", "name"),
        ("https://schema.org", "dc:title", None),
        ({"@vocab": "http://schema.org/"}, "https://schema.org/name", "name"),
        ({"s": "https://schema.org/"}, "s:name", "name"),
        ({"s": "https://schema.org/"}, "name", None),
        ({"title": "https://schema.org/name"}, "title", "name"),
        ({"s": "https://schema.org/", "title": {"@id": "s:name"}}, "title", "name"),
        (["https://schema.org", {"title": "http://purl.org/dc/terms/title"}], "title", None),
        (["https://schema.org", None], "name", None),
        (["https://schema.org", {"url": {"@type": "@id"}}], "url", "url"),
        ({"kind": "@type"}, "kind", "@type"),
    ],
)
def test_context(context: Any, key: str, name: str | None) -> None:
    assert Context().extend(context).resolve(key) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026", True),
        ("2026-05", True),
        ("2026-05-17", True),
        ("2026-05-17T08:30", True),
        ("2026-05-17T08:30:00.5+02:00", True),
        ("2026-05-17 08:30:00", True),
        ("20260517T0830Z", True),
        ("2026-W20-7", True),
        ("2026-137", True),
        ("08:30:00", True),
        ("-0044-03-15", True),
        ("2026-02-30", False),
        ("2026-13", False),
        ("17.5.2026", False),
        ("yesterday", False),
        ("2026-05-17T", False),
        ("2026-05-17T25:00", False),
        ("", False),
    ],
)
def test_dates(text: str, expected: bool) -> None:
    assert is_date(text) is expected
