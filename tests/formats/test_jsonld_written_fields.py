"""Fields of stories one by one: the properties of the article, and the other nodes, that each is written into."""

import json
from typing import Any, Final

import pytest

import newsfeed
from newsfeed import (
    Access,
    AIUse,
    AlternativeHeadline,
    AltId,
    Category,
    Correction,
    Link,
    LiveUpdate,
    Media,
    Organization,
    Paragraph,
    Person,
    Place,
    Position,
    PressMention,
    Question,
    Rendition,
    RichText,
    Rights,
    Section,
    Story,
    Topic,
    Translation,
    Usage,
)
from newsfeed.formats.jsonld.extension_values import to_extensions
from newsfeed.model import Breadcrumb, Policies
from newsfeed.plugins import BodyMode

U: Final = "https://a.example.com/1"


def _sections(*texts: str) -> list[Section]:
    return [Section(blocks=[Paragraph(text=text) for text in texts])]


ALWAYS: Final = {
    "@type": "NewsArticle", "@id": "#article", "identifier": "urn:x:1", "version": 1, "creativeWorkStatus": "Published",
}  # fmt: skip
"""The properties of every article; some stories have another value."""

WRITTEN: Final[list[tuple[Story, dict[str, Any], list[dict[str, Any]]]]] = [
    (Story(id="urn:x:1", summary="S", language="de"),
     {"description": "S", "inLanguage": "de"},
     []),
    (Story(id="urn:x:1", published="2026-01-01T00:00:00Z", updated="2026-01-02T00:00:00Z", version=3),
     {"datePublished": "2026-01-01T00:00:00Z", "dateModified": "2026-01-02T00:00:00Z", "version": 3},
     []),
    (Story(id="urn:x:1", authors=["Ann", Organization(name="O", policies=Policies(ethics=U))],
     contributors=[Person(name="Bo", role="photo")]),
     {"author": [{"@type": "Person", "@id": "#author-1", "name": "Ann"},
     {"@type": "NewsMediaOrganization", "@id": "#author-2", "name": "O", "ethicsPolicy": U}],
     "contributor": [{"@type": "Role", "roleName": "photo",
     "contributor": {"@type": "Person", "@id": "#contributor-1", "name": "Bo"}}]},
     []),
    (Story(id="urn:x:1", publisher=Organization(name="P", logo=U), authors=[Organization(name="P", logo=U)]),
     {"author": [{"@type": "NewsMediaOrganization", "@id": "#publisher", "name": "P", "logo": U}],
     "publisher": {"@id": "#publisher"}},
     []),
    (Story(id="urn:x:1",
     authors=[Person(name="Ann", job_title="J", email="a@b.example", avatar=U, url=U, same_as=[U], id="7")]),
     {"author": [{"@type": "Person", "@id": "#author-1", "name": "Ann", "url": U, "email": "a@b.example", "sameAs": [U],
     "identifier": "7", "image": U, "jobTitle": "J"}]},
     []),
    (Story(id="urn:x:1", publisher=Organization(name="P", logo=Media(url=U, width=60))),
     {"publisher": {"@type": "NewsMediaOrganization", "@id": "#publisher", "name": "P",
     "logo": {"@type": "ImageObject", "@id": "#publisher-logo", "contentUrl": U, "url": U, "width": "60 px"}}},
     []),
    (Story(id="urn:x:1", keywords=["k"],
     categories=[Category(term="t"), Category(term="c", label="L"), Category(term="L"), Category(term="d", scheme=U)]),
     {"articleSection": ["t", "L", "L", "d"],
     "keywords": ["k", {"@type": "DefinedTerm", "termCode": "c", "name": "L"}, {"@type": "DefinedTerm", "termCode": "L"},
     {"@type": "DefinedTerm", "termCode": "d", "inDefinedTermSet": U}]},
     []),
    (Story(id="urn:x:1", kind="claim-review", categories=[Category(term="t")]),
     {"@type": "ClaimReview", "keywords": [{"@type": "DefinedTerm", "termCode": "t"}]},
     []),
    (Story(id="urn:x:1", topics=[Topic(name="A"), Topic(name="B")]),
     {"about": [{"@type": "Thing", "@id": "#topic-1", "name": "A"}],
     "mentions": [{"@type": "Thing", "@id": "#topic-2", "name": "B"}]},
     []),
    (Story(id="urn:x:1", headline="About B",
     topics=[Topic(name="A"), Topic(name="B", kind="place", description="D", url=U, same_as=[U])]),
     {"headline": "About B",
     "about": [{"@type": "Thing", "@id": "#topic-1", "name": "A"},
     {"@type": "Place", "@id": "#topic-2", "name": "B", "description": "D", "url": U, "sameAs": [U]}]},
     []),
    (Story(id="urn:x:1",
     media=[Media(url=U, width=1, height=2, length=0, alt="x", title="T", caption="C", credit="R", medium="image")]),
     {"image": [{"@type": "ImageObject", "@id": "#media-1", "contentUrl": U, "url": U, "name": "T", "description": "x",
     "caption": "C", "creditText": "R", "contentSize": "0 B", "width": "1 px", "height": "2 px"}]},
     []),
    (Story(id="urn:x:1", media=[Media(url=U, medium="video", duration=0, poster=U)], published="2026-01-01T00:00:00Z",
     headline="H"),
     {"headline": "H", "datePublished": "2026-01-01T00:00:00Z",
     "video": [{"@type": "VideoObject", "@id": "#media-1", "contentUrl": U, "url": U, "duration": "PT0S", "thumbnailUrl": U,
     "image": U, "name": "H", "uploadDate": "2026-01-01T00:00:00Z"}]},
     []),
    (Story(id="urn:x:1",
     media=[Media(url=U, medium="document", caption="C"), Media(url=U, medium="other"),
     Media(url=U, medium="audio", caption="D")]),
     {"associatedMedia": [{"@type": ["MediaObject", "DigitalDocument"], "@id": "#media-1", "contentUrl": U, "url": U},
     {"@type": "MediaObject", "@id": "#media-2", "contentUrl": U, "url": U}],
     "audio": [{"@type": "AudioObject", "@id": "#media-3", "contentUrl": U, "url": U, "caption": "D"}]},
     []),
    (Story(id="urn:x:1", media=[Media(url=U, medium="image"), Media(url=U, medium="video"), Media(url=U, medium="image")]),
     {"image": [{"@type": "ImageObject", "@id": "#media-1", "contentUrl": U, "url": U, "position": 0},
     {"@type": "ImageObject", "@id": "#media-3", "contentUrl": U, "url": U, "position": 2}],
     "video": [{"@type": "VideoObject", "@id": "#media-2", "contentUrl": U, "url": U, "position": 1}]},
     []),
    (Story(id="urn:x:1", media=[Media(url=U, medium="image"), Media(url=U, medium="image")]),
     {"image": [{"@type": "ImageObject", "@id": "#media-1", "contentUrl": U, "url": U}, {"@id": "#media-1"}]},
     []),
    (Story(id="urn:x:1",
     media=[Media(url=U, medium="image", renditions=[Rendition(url=U, role="small", length=5, type="image/png")])]),
     {"image": [{"@type": "ImageObject", "@id": "#media-1", "contentUrl": U, "url": U,
     "encoding": [{"@type": "ImageObject", "contentUrl": U, "name": "small", "encodingFormat": "image/png",
     "contentSize": "5 B"}]}]},
     []),
    (Story(id="urn:x:1",
     places=[Place(name="M", role="created"), Place(name="N", role="filed"),
     Place(uri=U, position=Position(latitude=0, longitude=0, altitude=0))]),
     {"locationCreated": [{"@type": "Place", "@id": "#place-1", "name": "M"}],
     "contentLocation": [{"@type": "Role", "roleName": "filed",
     "contentLocation": {"@type": "Place", "@id": "#place-2", "name": "N"}},
     {"@type": "Place", "@id": "#place-3", "sameAs": U,
     "geo": {"@type": "GeoCoordinates", "latitude": 0, "longitude": 0, "elevation": 0}}]},
     []),
    (Story(id="urn:x:1", alt_ids=[AltId(value="2", role="ean"), AltId(value="3")]),
     {"identifier": ["urn:x:1", {"@type": "PropertyValue", "propertyID": "ean", "value": "2"},
     {"@type": "PropertyValue", "value": "3"}]},
     []),
    (Story(id="urn:x:1",
     alternative_headlines=[AlternativeHeadline(text="A"), AlternativeHeadline(text="B", role="r", language="de")]),
     {"alternativeHeadline": ["A",
     {"@type": "Role", "roleName": "r", "alternativeHeadline": {"@value": "B", "@language": "de"}}]},
     []),
    (Story(id="urn:x:1", access=Access(fee="paid", css_selector=".p"), byline="By", dateline="D", creditline="C",
     source_name="W"),
     {"dateline": "D", "creditText": "C",
     "isBasedOn": {"@type": "CreativeWork", "provider": {"@type": "Organization", "name": "W"}}, "isAccessibleForFree": False,
     "hasPart": [{"@type": "WebPageElement", "@id": "#byline", "text": "By"},
     {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".p"}]},
     []),
    (Story(id="urn:x:1", access=Access(fee="free")),
     {"isAccessibleForFree": True},
     []),
    (Story(id="urn:x:1", kind="https://schema.org/TechArticle", dateline="D"),
     {"@type": "TechArticle", "hasPart": [{"@type": "WebPageElement", "@id": "#dateline", "text": "D"}]},
     []),
    (Story(id="urn:x:1", kind="claim-review", ai=AIUse(source="trainedAlgorithmicMedia", statement="S")),
     {"@type": "ClaimReview", "digitalSourceType": "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
     "hasPart": [{"@type": "WebPageElement", "@id": "#ai-statement", "text": "S"}]},
     []),
    (Story(id="urn:x:1", rights=Rights(notice="N", holder=Person(name="H"), year=2026, license=U, usage_terms="Ask")),
     {"copyrightNotice": "N", "copyrightHolder": {"@type": "Person", "@id": "#holder", "name": "H"}, "copyrightYear": 2026,
     "license": U, "usageInfo": {"@type": "CreativeWork", "text": "Ask"}},
     []),
    (Story(id="urn:x:1", rights=Rights(usage_terms=U), usage=Usage(policy_url=U, contact_url=U)),
     {"usageInfo": [{"@type": "CreativeWork", "url": U}, U], "acquireLicensePage": U},
     []),
    (Story(id="urn:x:1", usage=Usage(policy_url=U)),
     {"usageInfo": U},
     []),
    (Story(id="urn:x:1", translation_of=Translation(url=U), translations=[Translation(url=U, language="de", headline="X")]),
     {"translationOfWork": {"@type": "CreativeWork", "url": U},
     "workTranslation": [{"@type": "CreativeWork", "url": U, "inLanguage": "de", "headline": "X"}]},
     []),
    (Story(id="urn:x:1",
     links=[Link(url=U), Link(url=U), Link(url=U, rel="alternate", language="nl", title="T", type="text/html")]),
     {"workTranslation": [{"@type": "WebPage", "url": U, "inLanguage": "nl", "position": 1, "name": "T",
     "encodingFormat": "text/html"}], "mainEntityOfPage": {"@id": "#webpage"}},
     [{"@type": "WebPage", "@id": "#webpage", "mainEntity": {"@id": "#article"}, "relatedLink": [U]}]),
    (Story(id="urn:x:1", speakable=["headline", ".a", ".b", "/x"]),
     {"mainEntityOfPage": {"@id": "#webpage"}},
     [{"@type": "WebPage", "@id": "#webpage", "mainEntity": {"@id": "#article"},
     "speakable": [{"@type": "SpeakableSpecification", "xpath": ["/html/head/title"]},
     {"@type": "SpeakableSpecification", "cssSelector": [".a", ".b"]}, {"@type": "SpeakableSpecification", "xpath": ["/x"]}]}]),
    (Story(id="urn:x:1", section_path=[Breadcrumb(name="A", url=U), Breadcrumb(name="B")], language="de"),
     {"inLanguage": "de", "mainEntityOfPage": {"@id": "#webpage"}},
     [{"@type": "WebPage", "@id": "#webpage", "mainEntity": {"@id": "#article"}, "inLanguage": "de",
     "breadcrumb": {"@id": "#breadcrumb"}},
     {"@type": "BreadcrumbList", "@id": "#breadcrumb",
     "itemListElement": [{"@type": "ListItem", "position": 1, "name": "A", "item": U},
     {"@type": "ListItem", "position": 2, "name": "B"}]}]),
    (Story(id="urn:x:1",
     updates=[LiveUpdate(headline="U", body="B", id="u", published="2026-01-01T00:00:00Z", authors=["A", "B"])]),
     {"@type": ["NewsArticle", "LiveBlogPosting"],
     "liveBlogUpdate": [{"@type": "BlogPosting", "@id": "#update-1", "identifier": "u", "headline": "U",
     "datePublished": "2026-01-01T00:00:00Z", "articleBody": "B",
     "author": [{"@type": "Person", "@id": "#update-1-author-1", "name": "A"},
     {"@type": "Person", "@id": "#update-1-author-2", "name": "B"}]}]},
     []),
    (Story(id="urn:x:1", updates=[LiveUpdate(headline="U", media=[Media(url=U, medium="image")])]),
     {"@type": ["NewsArticle", "LiveBlogPosting"],
     "liveBlogUpdate": [{"@type": "BlogPosting", "@id": "#update-1", "headline": "U",
     "image": [{"@type": "ImageObject", "@id": "#update-1-media-1", "contentUrl": U, "url": U}]}]},
     []),
    (Story(id="urn:x:1", coverage_start="2026-01-01T00:00:00Z", coverage_end="2026-01-02T00:00:00Z", kind="live"),
     {"@type": "LiveBlogPosting", "coverageStartTime": "2026-01-01T00:00:00Z", "coverageEndTime": "2026-01-02T00:00:00Z"},
     []),
    (Story(id="urn:x:1", questions=[Question(text="Q", answer="A < b"), Question(text="R")],
     prompts=[Question(text="P", url=U)], language="de"),
     {"@type": ["NewsArticle", "BackgroundNewsArticle"], "inLanguage": "de",
     "hasPart": [{"@type": "Question", "@id": "#question-2", "name": "R"},
     {"@type": "Question", "@id": "#prompt-1", "name": "P", "url": U}], "mainEntityOfPage": {"@id": "#webpage"}},
     [{"@type": "WebPage", "@id": "#webpage", "mainEntity": {"@id": "#article"}, "inLanguage": "de", "relatedLink": [U]},
     {"@type": "FAQPage", "@id": "#faq",
     "mainEntity": [{"@type": "Question", "@id": "#question-1", "name": "Q",
     "acceptedAnswer": {"@type": "Answer", "text": "A &lt; b"}}], "inLanguage": "de", "isPartOf": {"@id": "#webpage"}}]),
    (Story(id="urn:x:1", questions=[Question(text="Q", answer="A"), Question(text="R")], access=Access(fee="paid")),
     {"@type": ["NewsArticle", "BackgroundNewsArticle"], "isAccessibleForFree": False},
     []),
    (Story(id="urn:x:1",
     corrections=[Correction(text="C"),
     Correction(text="D", kind="retraction", published="2026-01-01T00:00:00Z", subject="S")]),
     {"correction": [{"@type": "CorrectionComment", "text": "C"},
     {"@type": "CorrectionComment", "text": "D", "datePublished": "2026-01-01T00:00:00Z", "genre": "retraction",
     "about": {"@type": "Thing", "name": "S"}}]},
     []),
    (Story(id="urn:x:1", ai=AIUse(source="trainedAlgorithmicMedia", statement="S"), expires="2026-01-01T00:00:00Z"),
     {"expires": "2026-01-01T00:00:00Z", "digitalSourceType": "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
     "backstory": "S"},
     []),
    (Story(id="urn:x:1", audiences=[Category(term="k"), Category(term="c", label="L", scheme=U)],
     genre=[Category(term="g"), Category(term="c", label="L")]),
     {"genre": ["g", {"@type": "DefinedTerm", "termCode": "c", "name": "L"}],
     "audience": [{"@type": "Audience", "audienceType": "k"},
     {"@type": ["Audience", "DefinedTerm"], "audienceType": "L", "termCode": "c", "name": "L", "inDefinedTermSet": U}]},
     []),
    (Story(id="urn:x:1", sections=[Section(blocks=[Paragraph(text="One"), Paragraph(text="Two")])]),
     {"articleBody": "One\nTwo"},
     []),
]  # fmt: skip
"""Stories, what their articles have besides, or in place of, the properties of all, and the other nodes."""


@pytest.mark.parametrize(("story", "article", "others"), WRITTEN, ids=range(len(WRITTEN)))
def test_the_nodes_of_a_story(story: Story, article: dict[str, Any], others: list[dict[str, Any]]) -> None:
    document = newsfeed.dumps(story, "jsonld").decode().replace("urn:x:1#", "#")
    assert json.loads(document)["@graph"] == [{**ALWAYS, **article}, *others]


@pytest.mark.parametrize("story", [story for story, _, _ in WRITTEN], ids=range(len(WRITTEN)))
def test_a_story_comes_back_from_its_nodes_but_for_its_losses(story: Story) -> None:
    again = newsfeed.loads_story(newsfeed.dumps(story, "jsonld"), "jsonld")
    lost = {loss.path.split(".")[1].partition("[")[0] for loss in newsfeed.losses(story, "jsonld")}
    assert again.replace(**{name: getattr(story, name) for name in lost}) == story


def _quoted(name: str, **values: str) -> PressMention:
    return PressMention(outlet=Organization(name=name, url=f"{U}/{name}", **values), text="T", url=f"{U}/t")


BODIES: Final = (
    Story(id="urn:x:1", headline="H", sections=_sections("One", "Two"), ai=AIUse(source="trainedAlgorithmicMedia")),
    Story(
        id="urn:x:1",
        headline="H",
        sections=_sections("One"),
        ai=AIUse(source="trainedAlgorithmicMedia", statement="S\n\nT"),
    ),
    Story(id="urn:x:1", headline="H", ai=AIUse(source="trainedAlgorithmicMedia", statement="S")),
    Story(id="urn:x:1", headline="H", sections=_sections("One"), language="de", ai=AIUse(source="compositeSynthetic")),
    Story(id="urn:x:1", headline="H", questions=[Question(text="Q", answer="A")], sections=_sections("One")),
    Story(
        id="urn:x:1",
        headline="H",
        sections=_sections("One"),
        topics=[Topic(name="A"), Topic(name="B", description="D")],
    ),
    Story(id="urn:x:1", headline="H", updates=[LiveUpdate(headline="U", body="B"), LiveUpdate(headline="V", body="C")]),
)
"""Stories whose text comes back as it was, with the text or all of the body."""


@pytest.mark.parametrize("body", ["text", "full"])
@pytest.mark.parametrize("story", BODIES, ids=range(len(BODIES)))
def test_a_text_comes_back_as_it_was(story: Story, body: BodyMode) -> None:
    assert not newsfeed.losses(story, "jsonld", body=body)
    assert newsfeed.loads_story(newsfeed.dumps(story, "jsonld", body=body), "jsonld") == story


FULL: Final = (
    Story(id="urn:x:1", press=[_quoted("B", email="b@x.example"), _quoted("A", email="a@x.example")]),
    Story(id="urn:x:1", press=[_quoted("A"), _quoted("A"), _quoted("C", email="c@x.example")]),
    Story(id="urn:x:1", press=[PressMention(outlet=Organization(name="A", email="a@x.example"), text="T", language="de")]),
    Story(id="urn:x:1",
    corrections=[Correction(text="C", kind="retraction", subject="S"), Correction(text=RichText("<em>D</em>"))]),
    Story(id="urn:x:1", updates=[LiveUpdate(headline="U", body=RichText("<em>B</em>"), authors=["A"])]),
    Story(id="urn:x:1",
    updates=[LiveUpdate(headline="U", media=[Media(url=U, medium="image", caption=RichText("<em>C</em>"))])]),
    Story(id="urn:x:1",
    questions=[Question(text=text, answer="A", extensions=to_extensions("position", text)) for text in "12"]),
    Story(id="urn:x:1", prompts=[Question(text=text, extensions=to_extensions("position", text)) for text in "12"]),
    Story(id="urn:x:1", prompts=[Question(text="P", url=U)], sections=_sections("One")),
)  # fmt: skip
"""Stories that come back as they were with all of the body only."""


@pytest.mark.parametrize("story", FULL, ids=range(len(FULL)))
def test_all_of_a_body_comes_back_as_it_was(story: Story) -> None:
    assert not newsfeed.losses(story, "jsonld", body="full")
    assert newsfeed.loads_story(newsfeed.dumps(story, "jsonld", body="full"), "jsonld") == story
