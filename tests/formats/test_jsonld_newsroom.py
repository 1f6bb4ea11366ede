"""JSON-LD: the fields of newsrooms and search engines, the kinds of stories, and how much of the body is written."""

import json
from datetime import UTC, datetime
from typing import Any, Literal, get_args

import attrs
import pytest

import newsfeed
from capabilities_page import whole_story
from examples import full_feed, full_story, plain_story
from newsfeed import (
    Access,
    AIUse,
    AlternativeHeadline,
    AltId,
    Breadcrumb,
    Category,
    Correction,
    Extension,
    Feed,
    Link,
    List,
    LiveUpdate,
    Markup,
    Media,
    Organization,
    Paragraph,
    Person,
    Place,
    Policies,
    Position,
    PressMention,
    Question,
    Rendition,
    RichText,
    Rights,
    Section,
    Story,
    Translation,
)
from newsfeed.formats.jsonld import kinds, vocabulary
from newsfeed.model import PRIVATE_FIELDS, ItemClass, StoryKind, is_explainer
from roundtrip import check

URL = "https://quay.example.com/tides"
DATE = datetime(2026, 5, 17, 8, 30, tzinfo=UTC)
MODES: tuple[Literal["none", "text", "full"], ...] = ("none", "text", "full")
EXPLAINER = Story(id="1", url=URL, questions=(Question(text="Why?", answer="So."),))
PLAIN = Story(id="1", url=URL)


def graph(story: Story | Feed, body: Literal["none", "text", "full"] = "text") -> list[dict[str, Any]]:
    """Return the nodes of a story as they are written."""
    nodes: list[dict[str, Any]] = json.loads(newsfeed.dumps(story, "jsonld", body=body))["@graph"]
    return nodes


def back(story: Story, body: Literal["none", "text", "full"] = "full") -> Story:
    """Return a story as it is read again."""
    return newsfeed.loads_story(newsfeed.dumps(story, "jsonld", body=body), "jsonld")


# --- kinds and classes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, False),
        ({"sections": (Section(blocks=(Paragraph(text="x"),)),)}, False),
        ({"prompts": (Question(text="Why?"),)}, False),
        ({"questions": (Question(text="Why?"),)}, True),
        ({"press": (PressMention(outlet="The Marl", text="x"),)}, True),
        ({"sections": (Section(kind="analysis"),)}, True),
        ({"sections": (Section(kind="background"),)}, True),
        ({"sections": (Section(kind="press"),)}, False),
    ],
)
def test_a_story_without_a_kind_is_an_explainer_only_by_its_parts(changes: dict[str, Any], expected: bool) -> None:
    story = Story(id="1", **changes)
    assert is_explainer(story) is expected
    types = ["NewsArticle", "BackgroundNewsArticle"] if expected else "NewsArticle"
    assert graph(story)[0]["@type"] == types
    assert "additionalType" not in graph(story)[0]


@pytest.mark.parametrize("body", MODES)
@pytest.mark.parametrize("story", [PLAIN, EXPLAINER], ids=["plain", "explainer"])
@pytest.mark.parametrize(
    "kind", [None, *get_args(StoryKind), "https://types.example.com/quiz", "http://schema.org/Quiz"]
)
def test_every_kind_comes_back(kind: str | None, story: Story, body: Literal["none", "text", "full"]) -> None:
    story = attrs.evolve(story, kind=kind)
    assert back(story, body).kind == kind
    assert not [loss for loss in newsfeed.losses(story, "jsonld", body=body) if loss.path == "story.kind"]


def test_a_type_that_has_a_name_is_read_by_its_name() -> None:
    story = Story(id="1", kind="https://schema.org/OpinionNewsArticle")
    assert [loss.path for loss in newsfeed.losses(story, "jsonld")] == ["story.kind"]
    assert back(story).kind == "opinion"


TYPES = {
    "Article": "https://schema.org/Article",
    "AdvertiserContentArticle": "advertorial",
    "NewsArticle": "article",
    "AnalysisNewsArticle": "analysis",
    "AskPublicNewsArticle": "ask-public",
    "BackgroundNewsArticle": "background",
    "OpinionNewsArticle": "opinion",
    "ReportageNewsArticle": "reportage",
    "ReviewNewsArticle": "review",
    "Report": "report",
    "SatiricalArticle": "satire",
    "ScholarlyArticle": "scholarly",
    "MedicalScholarlyArticle": "https://schema.org/MedicalScholarlyArticle",
    "SocialMediaPosting": "https://schema.org/SocialMediaPosting",
    "BlogPosting": "blog",
    "LiveBlogPosting": "live",
    "DiscussionForumPosting": "https://schema.org/DiscussionForumPosting",
    "TechArticle": "https://schema.org/TechArticle",
    "APIReference": "https://schema.org/APIReference",
    "ClaimReview": "claim-review",
}


@pytest.mark.parametrize("type_name", TYPES)
def test_every_type_of_article_is_read_and_written(type_name: str) -> None:
    document = {"@context": "https://schema.org", "@type": type_name, "headline": "H", "url": URL, "articleBody": "T."}
    story = newsfeed.loads_story(json.dumps(document), "jsonld")
    assert story.kind == TYPES[type_name]
    for body in MODES:
        data = newsfeed.dumps(story, "jsonld", body=body)
        assert json.loads(data)["@graph"][0]["@type"] == type_name
        assert newsfeed.loads_story(data, "jsonld").kind == story.kind
        assert [str(finding) for finding in newsfeed.validate(data, "jsonld") if finding.severity != "info"] == []
    assert back(story) == story


@pytest.mark.parametrize("type_name", TYPES)
def test_the_writer_knows_the_supertypes_of_the_vocabulary(type_name: str) -> None:
    assert kinds.is_article((type_name,)) is vocabulary.is_subtype((type_name,), "Article")
    assert kinds.is_news_article((type_name,)) is vocabulary.is_subtype((type_name,), "NewsArticle")


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (["NewsArticle", "BackgroundNewsArticle"], "explainer"),
        (["NewsArticle", "LiveBlogPosting"], "live"),
        (["Article", "BlogPosting"], "blog"),
        (["https://schema.org/ReviewNewsArticle", "NewsArticle"], "review"),
    ],
)
def test_of_several_types_the_most_specific_is_the_kind(types: list[str], kind: str) -> None:
    document = {"@context": "https://schema.org", "@type": types, "headline": "H", "url": URL}
    assert newsfeed.loads_story(json.dumps(document), "jsonld").kind == kind


def test_a_work_of_another_type_keeps_its_type() -> None:
    document = {"@context": "https://schema.org", "@type": "Review", "headline": "H", "url": URL, "articleBody": "T."}
    story = newsfeed.loads_story(json.dumps(document), "jsonld")
    assert story.kind == "https://schema.org/Review"
    assert graph(story)[0]["additionalType"] == ["https://schema.org/Review"]
    page = {
        "@type": "FAQPage",
        "url": URL,
        "mainEntity": {"@type": "Question", "name": "Q", "acceptedAnswer": {"text": "A"}},
    }
    assert newsfeed.loads_story(json.dumps({"@context": "https://schema.org", **page}), "jsonld").kind is None


def test_all_paid_parts_are_selected() -> None:
    parts = [
        {"@type": "WebPageElement", "isAccessibleForFree": mark, "cssSelector": f".{mark}"} for mark in (False, True)
    ]
    more = parts[0] | {"cssSelector": "#more"}
    document = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": URL,
        "hasPart": [*parts, parts[0], more],
    }
    for free in ({"isAccessibleForFree": "https://schema.org/False"}, {}):
        story = newsfeed.loads_story(json.dumps(document | free), "jsonld")
        assert story.access == Access(fee="paid", css_selector=".False, #more")


@pytest.mark.parametrize("item_class", get_args(ItemClass))
def test_every_class_of_items_comes_back(item_class: str) -> None:
    story = Story(id="1", url=URL, item_class=item_class, kind="opinion")
    assert back(story) == story
    assert ("additionalType" in graph(story)[0]) is (item_class != "text")


# --- every field -----------------------------------------------------------------------------------------------------------

EVERYTHING = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": "LiveBlogPosting",
            "@id": f"{URL}#live",
            "additionalType": "http://cv.iptc.org/newscodes/ninature/composite",
            "identifier": ["tides-1", {"@type": "PropertyValue", "propertyID": "cms", "value": "4711"}],
            "url": URL,
            "headline": "The gates move",
            "alternativeHeadline": [
                {"@type": "Role", "roleName": "seo", "alternativeHeadline": "Tide gates move"},
                {"@value": "Die Tore", "@language": "de"},
            ],
            "genre": ["Feature", {"@type": "DefinedTerm", "termCode": "A1", "inDefinedTermSet": f"{URL}#genres"}],
            "creditText": "The Quay / Byron",
            "isBasedOn": {"@type": "CreativeWork", "provider": {"@type": "Organization", "name": "Estuary Wire"}},
            "locationCreated": {
                "@type": "Place",
                "name": "Marl",
                "sameAs": "https://places.example.com/marl",
                "geo": {"@type": "GeoCoordinates", "latitude": "51.5", "longitude": -0.25, "elevation": 3},
            },
            "contentLocation": [{"@type": "Place", "name": "Port Ellery"}, "The estuary"],
            "audience": {"@type": "Audience", "audienceType": "coast"},
            "isAccessibleForFree": "False",
            "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paid"},
            "expires": "2027-05-17T08:30:00Z",
            "translationOfWork": {"@type": "CreativeWork", "@id": f"{URL}/de", "inLanguage": "de", "headline": "Tore"},
            "workTranslation": [{"@type": "NewsArticle", "url": f"{URL}/fr", "inLanguage": "fr"}],
            "digitalSourceType": "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
            "coverageStartTime": "2026-05-17T08:30:00Z",
            "coverageEndTime": "2026-05-17T18:30:00Z",
            "liveBlogUpdate": {
                "@type": "BlogPosting",
                "@id": f"{URL}#update-7",
                "url": f"{URL}#7",
                "headline": "Open",
                "articleBody": "<p>At <em>noon</em>.</p>",
                "datePublished": "2026-05-17T12:00:00Z",
                "dateModified": "2026-05-17T12:30:00Z",
                "author": {"@type": "Person", "name": "Ada Byron", "jobTitle": "Editor", "identifier": "staff-7"},
                "image": {"@type": "ImageObject", "url": f"{URL}/gate.jpg"},
            },
            "video": {
                "@type": "VideoObject",
                "name": "Film",
                "contentUrl": f"{URL}/film.mp4",
                "thumbnailUrl": f"{URL}/film.jpg",
                "image": f"{URL}/poster.jpg",
                "uploadDate": "2026-05-17T07:00:00Z",
                "encoding": {"@type": "MediaObject", "contentUrl": f"{URL}/small.mp4", "encodingFormat": "video/mp4"},
            },
            "author": {"@type": "Role", "roleName": "reporter", "author": {"@type": "Person", "name": "Ada Byron"}},
            "publisher": {
                "@type": "NewsMediaOrganization",
                "name": "The Quay",
                "identifier": "quay",
                "logo": {"@type": "ImageObject", "url": f"{URL}/logo.png", "width": 600, "height": 60},
                "ethicsPolicy": f"{URL}/ethics",
                "masthead": f"{URL}/masthead",
            },
            "correction": {"@type": "CorrectionComment", "text": "It was noon.", "genre": "clarification"},
            "mainEntityOfPage": {"@id": f"{URL}#page"},
        },
        {
            "@type": "WebPage",
            "@id": f"{URL}#page",
            "breadcrumb": {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": 2, "item": {"@id": f"{URL}/harbour", "name": "Harbour"}},
                    {"@type": "ListItem", "position": 1, "name": "Home", "item": "https://quay.example.com/"},
                    {"@type": "ListItem", "position": 3, "name": "The gates move"},
                ],
            },
            "speakable": {
                "@type": "SpeakableSpecification",
                "cssSelector": [".lead"],
                "xpath": ["/html/head/title", "/html/body/p[1]"],
            },
        },
    ],
}


def test_a_document_with_every_field() -> None:
    story = newsfeed.loads_story(json.dumps(EVERYTHING), "jsonld")
    update = LiveUpdate(
        id=f"{URL}#update-7",
        url=f"{URL}#7",
        headline="Open",
        body=RichText("At <em>noon</em>."),
        published=datetime(2026, 5, 17, 12, tzinfo=UTC),
        updated=datetime(2026, 5, 17, 12, 30, tzinfo=UTC),
        authors=(Person(name="Ada Byron", job_title="Editor", id="staff-7"),),
        media=(Media(url=f"{URL}/gate.jpg"),),
    )
    film = Media(
        url=f"{URL}/film.mp4",
        medium="video",
        title="Film",
        thumbnail=f"{URL}/film.jpg",
        poster=f"{URL}/poster.jpg",
        uploaded=datetime(2026, 5, 17, 7, tzinfo=UTC),
        renditions=(Rendition(url=f"{URL}/small.mp4", type="video/mp4"),),
    )
    assert story == Story(
        id="tides-1",
        url=URL,
        headline="The gates move",
        kind="live",
        item_class="composite",
        alt_ids=(AltId(value="4711", role="cms"),),
        alternative_headlines=(
            AlternativeHeadline(text="Tide gates move", role="seo"),
            AlternativeHeadline(text="Die Tore", language="de"),
        ),
        genre=(Category(term="Feature"), Category(term="A1", scheme=f"{URL}#genres")),
        creditline="The Quay / Byron",
        source_name="Estuary Wire",
        places=(
            Place(
                name="Marl",
                uri="https://places.example.com/marl",
                position=Position(latitude=51.5, longitude=-0.25, altitude=3),
                role="created",
            ),
            Place(name="Port Ellery"),
            Place(name="The estuary"),
        ),
        audiences=(Category(term="coast"),),
        access=Access(fee="paid", css_selector=".paid"),
        expires=datetime(2027, 5, 17, 8, 30, tzinfo=UTC),
        translation_of=Translation(url=f"{URL}/de", language="de", headline="Tore"),
        translations=(Translation(url=f"{URL}/fr", language="fr"),),
        section_path=(
            Breadcrumb(name="Home", url="https://quay.example.com/"),
            Breadcrumb(name="Harbour", url=f"{URL}/harbour"),
        ),
        updates=(update,),
        coverage_start=DATE,
        coverage_end=datetime(2026, 5, 17, 18, 30, tzinfo=UTC),
        speakable=(".lead", "headline", "/html/body/p[1]"),
        ai=AIUse(source="trainedAlgorithmicMedia"),
        media=(film,),
        authors=(Person(name="Ada Byron", role="reporter"),),
        publisher=Organization(
            name="The Quay",
            id="quay",
            logo=Media(url=f"{URL}/logo.png", width=600, height=60),
            policies=Policies(ethics=f"{URL}/ethics", masthead=f"{URL}/masthead"),
        ),
        corrections=(Correction(text="It was noon.", kind="clarification"),),
    )
    assert newsfeed.losses(story, "jsonld", body="full") == ()
    check(story, "jsonld", body="full")


def test_a_line_that_is_printed_has_a_place_in_every_type() -> None:
    for kind in ("article", "report", "claim-review"):
        story = Story(
            id="1",
            url=URL,
            kind=kind,
            dateline="MARL, 17 May",
            byline="By A.",
            ai=AIUse(source="humanEdits", statement="x"),
        )
        for body in MODES:
            assert back(story, body) == story
    assert graph(story)[0]["digitalSourceType"] == "http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits"


def test_links_to_other_languages_are_translations() -> None:
    links = (
        Link(url=f"{URL}/a"),
        Link(url=f"{URL}/de", rel="alternate", language="de", title="Gezeiten", type="text/html"),
        Link(url=f"{URL}/b"),
    )
    story = Story(id="1", url=URL, links=links)
    assert newsfeed.losses(story, "jsonld") == ()
    assert back(story, "none") == story
    (translation,) = graph(story)[0]["workTranslation"]
    assert (translation["url"], translation["inLanguage"]) == (f"{URL}/de", "de")


def test_properties_without_a_field_are_written_back() -> None:
    award, second = (
        Extension(name="{https://schema.org/}award", content=(f'"{text}"',)) for text in ("Best", "Second")
    )
    licence = Extension(name="{https://schema.org/}sdLicense", content=(f'"{URL}/licence"',))
    taken = Extension(name="{https://schema.org/}headline", content=('"x"',))
    story = Story(
        id="1",
        url=URL,
        extensions=(award, second, taken),
        authors=(Person(name="A", extensions=(award,)),),
        rights=Rights(notice="©", extensions=(licence, award)),
    )
    assert [loss.path for loss in newsfeed.losses(story, "jsonld")] == [
        "story.extensions[2]",
        "story.rights.extensions[1]",
    ]
    assert back(story) == attrs.evolve(
        story, extensions=(award, second), rights=Rights(notice="©", extensions=(licence,))
    )
    assert graph(story)[0]["award"] == ["Best", "Second"]


def test_nothing_for_newsrooms_only_is_written() -> None:
    story = full_story(slugline="SECRET-1", ed_note="SECRET-2", signals=("SECRET-3",), services=("SECRET-4",))
    for body in MODES:
        assert b"SECRET" not in newsfeed.dumps(story, "jsonld", body=body)
        assert {f"story.{name}" for name in PRIVATE_FIELDS} <= {
            loss.path for loss in newsfeed.losses(story, "jsonld", body=body)
        }


# --- one node for each thing -----------------------------------------------------------------------------------------------


def test_a_person_is_described_once() -> None:
    ada, desk = Person(name="Ada Byron", url="https://ada.example.com/"), Organization(name="The Desk")
    story = Story(
        id="1",
        url=URL,
        authors=(ada, desk),
        contributors=(attrs.evolve(ada, role="pictures"),),
        publisher=desk,
        rights=Rights(holder=desk),
        press=(PressMention(outlet="The Marl", text="x"), PressMention(outlet="The Marl", text="y")),
        media=(Media(url=f"{URL}/a.jpg"), Media(url=f"{URL}/a.jpg")),
    )
    article = graph(story, "full")[0]
    assert article["author"] == [
        {"@type": "Person", "@id": f"{URL}#author-1", "name": "Ada Byron", "url": "https://ada.example.com/"},
        {"@type": "NewsMediaOrganization", "@id": f"{URL}#publisher", "name": "The Desk"},
    ]
    role = {"@type": "Role", "roleName": "pictures", "contributor": {"@id": f"{URL}#author-1"}}
    assert article["contributor"] == [role]
    assert article["publisher"] == article["copyrightHolder"] == {"@id": f"{URL}#publisher"}
    assert article["hasPart"][1]["creator"] == {"@id": f"{URL}#outlet-1"}
    assert article["image"][1] == {"@id": f"{URL}#media-1"}
    check(story, "jsonld", body="full")


def test_stories_of_one_address_keep_their_own_people() -> None:
    stories = [
        Story(id=str(number), url=URL, authors=(f"Author {number}",), contributors=(f"Author {number}",))
        for number in range(3)
    ]
    feed = Feed(title="t", url=URL, authors=("Publisher",), stories=stories)
    assert newsfeed.loads(newsfeed.dumps(feed, "jsonld"), "jsonld") == feed


# --- how much of the body is written ---------------------------------------------------------------------------------------


def text_of(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def test_the_script_of_a_page_has_no_body() -> None:
    story = full_story(access=None)
    script = newsfeed.to_script(story)
    assert '"FAQPage"' in script
    assert '"BreadcrumbList"' in script
    assert "A paragraph with" not in script
    assert "long overdue" not in script
    assert script == newsfeed.to_script(story, body="none")
    assert len(script) < len(newsfeed.to_script(story, body="text")) < len(newsfeed.to_script(story, body="full"))


def test_the_text_of_a_body_is_written_once() -> None:
    story = attrs.evolve(full_story(), summary="The news in short.", access=None)
    article = graph(story)[0]
    assert "A paragraph with & and <." in article["articleBody"]
    assert "long overdue" in article["articleBody"]
    assert "encoding" not in article
    assert text_of(graph(story)).count("The news in short.") == 1
    assert text_of(graph(story)).count("And because.") == 1


@pytest.mark.parametrize("body", ["none", "text"])
def test_nothing_of_a_paid_text_is_written_unless_asked_for(body: Literal["none", "text"]) -> None:
    story = full_story(
        access=Access(fee="paid", css_selector=".paid"),
        updates=(LiveUpdate(headline="One", body="PAID"),),
        sections=(Section(heading="PAID", blocks=(Paragraph(text="PAID"), List(items=("PAID",)))),),
        press=(PressMention(outlet="The Marl", text="PAID"),),
        questions=(Question(text="Why?", answer="PAID"),),
        prompts=(Question(text="PAID"),),
    )
    for script in (newsfeed.dumps(story, "jsonld", body=body).decode(), newsfeed.to_script(story, body=body)):
        assert "PAID" not in script
        assert '"isAccessibleForFree":false,"cssSelector":".paid"' in script
    assert "PAID" in newsfeed.to_script(story, body="full")
    paths = {loss.path for loss in newsfeed.losses(story, "jsonld", body=body)}
    assert {"story.sections", "story.press", "story.questions[0]", "story.prompts", "story.updates[0].body"} <= paths


@pytest.mark.parametrize(
    "item", [whole_story(), full_story(), plain_story(1), EXPLAINER], ids=["whole", "full", "plain", "short"]
)
@pytest.mark.parametrize("body", MODES)
def test_losses_are_those_of_the_body_that_is_written(item: Story, body: Literal["none", "text", "full"]) -> None:
    check(item, "jsonld", body=body)


def test_strict_refuses_what_the_text_of_a_body_loses() -> None:
    story = Story(id="1", sections=(Section(heading="H", blocks=(Markup("<p>x</p>"),)),))
    with pytest.raises(newsfeed.LossError, match="body='full'"):
        newsfeed.dumps(story, "jsonld", strict=True)
    assert newsfeed.dumps(story, "jsonld", strict=True, body="full")
    assert newsfeed.losses(story, "jsonld", body="full") == ()


@pytest.mark.parametrize(
    "call",
    [
        lambda: newsfeed.dumps(PLAIN, "jsonld", body="all"),  # type: ignore[arg-type]
        lambda: newsfeed.to_script(PLAIN, body="all"),  # type: ignore[arg-type]
        lambda: newsfeed.losses(PLAIN, "jsonld", body="all"),  # type: ignore[arg-type]
        lambda: newsfeed.losses(PLAIN, "rss", body="full"),
        lambda: newsfeed.dumps(PLAIN, "rss", body="full"),
    ],
)
def test_a_wrong_amount_of_the_body_is_a_typed_error(call: Any) -> None:
    with pytest.raises(newsfeed.ArgumentError):
        call()


@pytest.mark.parametrize("status", ["withheld", "canceled"])
def test_a_story_that_is_not_usable_never_comes_out(status: Literal["withheld", "canceled"]) -> None:
    held = plain_story(2, status=status, headline="Held back")
    assert [loss.path for loss in newsfeed.losses(held, "jsonld")] == ["story"]
    with pytest.raises(newsfeed.WriteError):
        newsfeed.to_script(held)
    with pytest.raises(newsfeed.WriteError):
        newsfeed.dumps(held, "jsonld")
    feed = full_feed(stories=(plain_story(1), held, plain_story(3)))
    for document in (newsfeed.dumps(feed, "jsonld").decode(), newsfeed.to_script(feed)):
        assert "Held back" not in document
    assert [story.headline for story in newsfeed.loads(newsfeed.dumps(feed, "jsonld"), "jsonld").stories] == [
        plain_story(1).headline,
        plain_story(3).headline,
    ]


# --- videos and live coverage ----------------------------------------------------------------------------------------------


def test_a_video_has_what_its_consumers_require() -> None:
    video = Media(url=f"{URL}/film.mp4", type="video/mp4", poster=f"{URL}/poster.jpg")
    story = Story(id="1", url=URL, headline="The gates move", published=DATE, media=(video,))
    (node,) = graph(story)[0]["video"]
    assert (node["name"], node["thumbnailUrl"]) == ("The gates move", f"{URL}/poster.jpg")
    assert node["uploadDate"] == "2026-05-17T08:30:00Z"
    assert back(story) == story
    said = attrs.evolve(video, title="The gates move", uploaded=DATE, thumbnail=f"{URL}/poster.jpg")
    losses = newsfeed.losses(attrs.evolve(story, media=(said,)), "jsonld")
    assert [loss.path for loss in losses] == [f"story.media[0].{name}" for name in ("title", "uploaded", "thumbnail")]


def test_what_a_video_and_live_coverage_lack_is_advice() -> None:
    video = Media(url=f"{URL}/film.mp4", type="video/mp4")
    story = Story(id="1", url=URL, headline="H", published=DATE, media=(video,), kind="live")
    findings = [(finding.severity, finding.code, finding.path) for finding in newsfeed.validate(story, "jsonld")]
    assert findings == [
        ("info", "jsonld.name.missing", "story.media[0].title"),
        ("info", "jsonld.thumbnail_url.missing", "story.media[0].thumbnail"),
        ("info", "jsonld.upload_date.missing", "story.media[0].uploaded"),
        ("info", "jsonld.coverage_start_time.missing", "story.coverage_start"),
        ("info", "jsonld.live_blog_update.missing", "story.updates"),
    ]
    complete = attrs.evolve(video, title="Film", thumbnail=f"{URL}/film.jpg", uploaded=DATE)
    live = attrs.evolve(story, media=(complete,), coverage_start=DATE, updates=(LiveUpdate(headline="One"),))
    assert list(newsfeed.validate(live, "jsonld")) == []


def test_another_description_of_a_video_may_have_what_one_lacks() -> None:
    video = {"@type": "VideoObject", "@id": "#v", "name": "Film", "thumbnailUrl": f"{URL}/film.jpg"}
    document = {"@context": "https://schema.org", "@graph": [video, {"@id": "#v", "uploadDate": "2026-05-17"}]}
    assert list(newsfeed.validate(json.dumps(document), "jsonld")) == []


def test_a_story_of_any_kind_can_have_live_coverage() -> None:
    story = Story(id="1", url=URL, updates=(LiveUpdate(headline="One", body="First.\n\nSecond."),))
    assert graph(story)[0]["@type"] == ["NewsArticle", "LiveBlogPosting"]
    for kind in (None, "opinion", "live", "explainer"):
        assert back(attrs.evolve(story, kind=kind), "none") == attrs.evolve(story, kind=kind)


@pytest.mark.parametrize("item", [whole_story(), full_story(), plain_story(1)], ids=["whole", "full", "plain"])
@pytest.mark.parametrize("body", MODES)
def test_nothing_of_an_own_document_is_dropped(item: Story, body: Literal["none", "text", "full"]) -> None:
    report = newsfeed.Report()
    data = newsfeed.dumps(attrs.evolve(item, embargo=None), "jsonld", body=body)
    (story,) = newsfeed.loads(data, "jsonld", report=report).stories
    assert list(report) == []
    assert len(story.extensions) <= len(item.extensions)


def test_only_what_says_the_kind_of_a_story_counts_as_read() -> None:
    iri = "https://types.example.com/essay"
    document = {"@context": "https://schema.org", "@type": "OpinionNewsArticle", "headline": "H", "url": URL}
    story = newsfeed.loads_story(json.dumps(document | {"additionalType": iri}), "jsonld")
    assert story.kind == "opinion"
    assert [extension.content for extension in story.extensions] == [(f'"{iri}"',)]


def test_an_address_that_is_cited_is_a_loss_without_the_whole_body() -> None:
    cited = Extension(name="{https://schema.org/}citation", content=(f'"{URL}/study"',))
    named = Extension(name="{https://schema.org/}citation", content=('"Smith 2020"',))
    story = Story(
        id="1", url=URL, headline="H", sections=[Section(blocks=[Paragraph(text="T.")])], extensions=(cited, named)
    )
    assert [loss.path for loss in newsfeed.losses(story, "jsonld", body="text")] == ["story.extensions"]
    assert back(story, "text") == attrs.evolve(story, extensions=())
    assert newsfeed.losses(story, "jsonld", body="full") == ()
    assert back(story, "full") == story
    without_address = attrs.evolve(story, extensions=(named,))
    assert back(without_address, "text") == without_address


def test_a_thumbnail_that_is_the_poster_is_written_alike_after_reading() -> None:
    poster = "https://news.example.com/poster.jpg"
    video = Media(
        url="https://news.example.com/gate.mp4", medium="video", poster=poster, thumbnail=poster, language="en"
    )
    story = Story(id="tag:news.example.com,2026:gate", headline="Gates", media=(video,))
    data = newsfeed.dumps(story, "jsonld", body="full")
    assert newsfeed.dumps(newsfeed.loads_story(data, "jsonld"), "jsonld", body="full") == data
