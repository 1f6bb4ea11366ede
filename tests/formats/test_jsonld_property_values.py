"""Properties of articles one by one: the fields that each spelling of other publishers is read into, and what is told."""

import json
from typing import Any

import pytest

import newsfeed
from newsfeed import Report

A = "https://a.example.com"
WIKIDATA = "https://www.wikidata.org/wiki/Q1"


def read(properties: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return the fields of an article besides those that all have here, and the code and path of each finding."""
    article = {
        "@context": "https://schema.org", "@type": "NewsArticle", "@id": f"{A}/1", "url": f"{A}/1", "headline": "H",
        **properties,
    }  # fmt: skip
    report = Report()
    (story,) = newsfeed.loads(json.dumps(article), "jsonld", report=report).stories
    fields: dict[str, Any] = newsfeed.to_dict(story)
    for name in ("newsfeed", "id", "url", "headline", "kind"):
        del fields[name]
    return fields, [(finding.code.removeprefix("read."), finding.path) for finding in report]


def person(**values: Any) -> dict[str, Any]:
    return {"author": {"@type": "Person", **values}}


def author(**values: Any) -> dict[str, Any]:
    return {"authors": [{"type": "person", **values}]}


def extension(name: str, content: str) -> dict[str, Any]:
    return {"extensions": [{"name": f"{{https://schema.org/}}{name}", "content": [content]}]}


FIELDS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    # people
    ({"author": ["Ann", "Bo"]}, {"authors": [{"type": "person", "name": "Ann"}, {"type": "person", "name": "Bo"}]}),
    (person(name=["Ann", "Bo"]), {"authors": [{"type": "person", "name": "Ann"}, {"type": "person", "name": "Bo"}]}),
    (person(givenName="Ann", familyName="Oak"), author(name="Ann Oak")),
    (person(givenName=["Ann", "Eve"], familyName="Oak"), author(name="Ann Oak")),
    (person(alternateName="A"), author(name="A")),
    (person(name="Ann", email="mailto:ann@a.example.com", jobTitle="Chief", image=f"{A}/i.png"),
     author(name="Ann", email="ann@a.example.com", job_title="Chief", avatar=f"{A}/i.png")),
    ({"creator": "Ann"}, author(name="Ann")),
    ({"contributor": "Ann"}, {"contributors": [{"type": "person", "name": "Ann"}]}),
    # pages and registries
    (person(name="Ann", **{"@id": f"{A}/ann"}), author(name="Ann", url=f"{A}/ann")),
    (person(name="Ann", **{"@id": f"{A}/ann"}, url=f"{A}/ann/"), author(name="Ann", url=f"{A}/ann/")),
    (person(name="Ann", **{"@id": f"{A}/x"}, url=f"{A}/ann"), author(name="Ann", url=f"{A}/ann", same_as=[f"{A}/x"])),
    (person(name="Ann", **{"@id": f"{A}/#ann"}, url=f"{A}/ann"), author(name="Ann", url=f"{A}/ann")),
    (person(name="Ann", url=WIKIDATA), author(name="Ann", same_as=[WIKIDATA])),
    (person(name="Ann", url=WIKIDATA, sameAs=[f"{A}/x", WIKIDATA]), author(name="Ann", same_as=[WIKIDATA, f"{A}/x"])),
    (person(name="Ann", **{"@id": WIKIDATA}, url=f"{A}/ann"), author(name="Ann", url=f"{A}/ann", same_as=[WIKIDATA])),
    # organizations
    ({"publisher": "Desk"}, {"publisher": {"name": "Desk"}}),
    ({"publisher": {"@type": "Organization", "legalName": "Desk", "logo": f"{A}/l.png"}},
     {"publisher": {"name": "Desk", "logo": {"url": f"{A}/l.png"}}}),
    ({"publisher": {"@type": "Organization", "name": "D", "logo": {"@type": "ImageObject", "url": f"{A}/l.png", "width": 60}}},
     {"publisher": {"name": "D", "logo": {"url": f"{A}/l.png", "width": 60}}}),
    ({"publisher": {"@type": "Organization", "name": "D", "ethicsPolicy": f"{A}/e"}},
     {"publisher": {"name": "D", "policies": {"ethics": f"{A}/e"}}}),
    # terms
    ({"keywords": "a, b,,c"}, {"keywords": ["a", "b", "c"]}),
    ({"keywords": ["a, b", "c"]}, {"keywords": ["a, b", "c"]}),
    ({"keywords": {"@type": "DefinedTerm", "name": "N", "termCode": "C"}}, {"categories": [{"term": "C", "label": "N"}]}),
    ({"keywords": {"@type": "DefinedTerm", "name": "N", "inDefinedTermSet": f"{A}/s"}},
     {"categories": [{"term": "N", "scheme": f"{A}/s"}]}),
    ({"articleSection": ["N", "M"], "keywords": [{"@type": "DefinedTerm", "name": "N"}]},
     {"categories": [{"term": "N"}, {"term": "M"}]}),
    ({"articleSection": ["M", "N"], "keywords": [{"@type": "DefinedTerm", "termCode": "C", "name": "N"}]},
     {"categories": [{"term": "M"}, {"term": "C", "label": "N"}]}),
    ({"articleSection": "M", "keywords": [{"@type": "DefinedTerm", "termCode": "C", "name": "N"}]},
     {"categories": [{"term": "M"}, {"term": "C", "label": "N"}]}),
    # media
    ({"image": [f"{A}/1.png", {"@type": "ImageObject", "url": f"{A}/2.png"}]},
     {"media": [{"url": f"{A}/1.png"}, {"url": f"{A}/2.png"}]}),
    ({"image": [{"@type": "ImageObject", "url": f"{A}/1.png", "position": 2},
     {"@type": "ImageObject", "url": f"{A}/2.png", "position": 1}]},
     {"media": [{"url": f"{A}/2.png"}, {"url": f"{A}/1.png"}]}),
    ({"image": {"@type": "ImageObject", "url": f"{A}/1.png", "height": "5 px", "width": 1, "creator": ["A", "B"]}},
     {"media": [{"url": f"{A}/1.png", "height": 5, "width": 1, "credit": "A, B"}]}),
    ({"image": {"@type": "ImageObject", "url": f"{A}/1.png", "encodingFormat": "png", "contentSize": 0}},
     {"media": [{"url": f"{A}/1.png", "length": 0}]}),
    ({"video": {"@type": "VideoObject", "contentUrl": f"{A}/1.mp4", "encodingFormat": "video/mp4", "image": f"{A}/p.png"}},
     {"media": [{"url": f"{A}/1.mp4", "type": "video/mp4", "poster": f"{A}/p.png"}]}),
    ({"video": {"@type": "VideoObject", "contentUrl": f"{A}/1.mp4", "name": "H"}},
     {"media": [{"url": f"{A}/1.mp4", "medium": "video", "title": "H"}]}),
    ({"associatedMedia": {"@type": "DigitalDocument", "url": f"{A}/1.pdf"}},
     {"media": [{"url": f"{A}/1.pdf", "medium": "document"}]}),
    ({"associatedMedia": {"@type": "MediaObject", "url": f"{A}/1.xyz"}}, {"media": [{"url": f"{A}/1.xyz", "medium": "other"}]}),
    ({"thumbnailUrl": f"{A}/t.png"}, {"media": [{"url": f"{A}/t.png"}]}),
    ({"thumbnailUrl": f"{A}/t.png", "image": f"{A}/i.png"},
     {"media": [{"url": f"{A}/i.png"}], **extension("thumbnailUrl", f'"{A}/t.png"')}),
    # rights
    ({"copyrightYear": 2026, "copyrightHolder": "Ann"},
     {"rights": {"holder": {"type": "person", "name": "Ann"}, "year": 2026}}),
    ({"copyrightNotice": "C", "license": f"{A}/l"}, {"rights": {"notice": "C", "license": f"{A}/l"}}),
    ({"usageInfo": "Ask."}, {"rights": {"usage_terms": "Ask."}}),
    ({"usageInfo": f"{A}/u", "acquireLicensePage": f"{A}/l"}, {"usage": {"policy_url": f"{A}/u", "contact_url": f"{A}/l"}}),
    ({"usageInfo": {"@id": f"{A}/u"}}, {"rights": {"usage_terms": f"{A}/u"}}),
    ({"usageInfo": {"@type": "CreativeWork", "name": "N", "text": "T"}},
     {"rights": {"usage_terms": "T"}, "extensions": [
         {"name": "{https://schema.org/}usageInfo", "attributes": {"type": "CreativeWork"},
          "content": [{"name": "{https://schema.org/}name", "content": ['"N"']}]},
     ]}),
    ({"conditionsOfAccess": "In person."}, {"rights": extension("conditionsOfAccess", '"In person."')}),
    # topics and places
    ({"about": "T", "mentions": {"@type": "Event", "name": "E", "description": "D"}},
     {"topics": [{"name": "T"}, {"name": "E", "kind": "event", "description": "D"}]}),
    ({"about": {"@type": "Person", "name": "P"}}, {"topics": [{"name": "P", "kind": "person"}]}),
    ({"locationCreated": "M"}, {"places": [{"name": "M", "role": "created"}]}),
    ({"contentLocation": {"@type": "Place", "name": "M", "latitude": "51.5", "longitude": 7, "elevation": 3}},
     {"places": [{"name": "M", "position": {"latitude": 51.5, "longitude": 7, "altitude": 3}}]}),
    ({"contentLocation": {"@type": "Place", "name": "M", "latitude": 0, "longitude": 0}},
     {"places": [{"name": "M", "position": {"latitude": 0, "longitude": 0}}]}),
    ({"contentLocation": {"@type": "Place", "name": "M", "longitude": True}},
     {"places": [{"name": "M", **extension("longitude", "true")}]}),
    ({"contentLocation": {"@type": "Place", "@id": f"{A}/#marl", "name": "M"}}, {"places": [{"name": "M", "uri": f"{A}/"}]}),
    ({"contentLocation": {"@type": "Place", "@id": f"{A}/marl", "name": "M"}}, {"places": [{"name": "M", "uri": f"{A}/marl"}]}),
    ({"contentLocation": {"@type": "Place", "name": "M", "latitude": 51.5}},
     {"places": [{"name": "M", **extension("latitude", "51.5")}]}),
    ({"contentLocation": {"@type": "Place", "name": "M", "longitude": 7}},
     {"places": [{"name": "M", **extension("longitude", "7")}]}),
    ({"contentLocation": {"@type": "Place", "name": "M", "latitude": "north"}},
     {"places": [{"name": "M", **extension("latitude", '"north"')}]}),
    # versions, status, access
    ({"version": "2.0"}, {"version": 2}),
    ({"version": 1}, {}),
    ({"creativeWorkStatus": "Embargoed"}, {"status": "withheld"}),
    ({"creativeWorkStatus": "Retracted"}, {"status": "canceled"}),
    ({"creativeWorkStatus": "Final"}, {}),
    ({"isAccessibleForFree": True}, {"access": {"fee": "free"}}),
    ({"isAccessibleForFree": "http://schema.org/False"}, {"access": {"fee": "paid"}}),
    ({"isAccessibleForFree": "maybe"}, extension("isAccessibleForFree", '"maybe"')),
    ({"isAccessibleForFree": False,
     "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".p"}},
     {"access": {"fee": "paid", "css_selector": ".p"}}),
    ({"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": True, "cssSelector": [".p", ".q", ".p"]}},
     {"access": {"fee": "free", "css_selector": ".p, .q"}}),
    # identifiers and headlines
    ({"identifier": ["1", {"@type": "PropertyValue", "propertyID": "ean", "value": "2"}, "3", ""]},
     {"alt_ids": [{"value": "2", "role": "ean"}, {"value": "3"}]}),
    ({"alternativeHeadline": ["A",
     {"@type": "Role", "roleName": "social", "alternativeHeadline": {"@value": "B", "@language": "de"}}]},
     {"alternative_headlines": [{"text": "A"}, {"text": "B", "role": "social", "language": "de"}]}),
    # the rest
    ({"speakable": {"@type": "SpeakableSpecification", "xpath": ["/html/head/title", "/x"], "cssSelector": ".a"}},
     {"speakable": [".a", "headline", "/x"]}),
    ({"workTranslation": [{"@type": "Article", "url": f"{A}/de", "inLanguage": "de", "headline": "X"}, f"{A}/nl"]},
     {"translations": [{"url": f"{A}/de", "language": "de", "headline": "X"}, {"url": f"{A}/nl"}]}),
    ({"translationOfWork": {"@id": f"{A}/en"}}, {"translation_of": {"url": f"{A}/en"}}),
    ({"audience": ["Kids", {"@type": "Audience", "audienceType": "Teens"}]},
     {"audiences": [{"term": "Kids"}, {"term": "Teens"}]}),
    ({"genre": ["Comment", {"@type": "DefinedTerm", "termCode": "C", "name": "N"}]},
     {"genre": [{"term": "Comment"}, {"term": "C", "label": "N"}]}),
    ({"correction": ["U", {"@type": "CorrectionComment", "text": "T", "genre": "retraction", "datePublished": "2026-01-01"}]},
     {"corrections": [{"text": "U"}, {"text": "T", "published": "2026-01-01T00:00:00Z", "kind": "retraction"}]}),
    ({"correction": {"@type": "CorrectionComment", "text": "T", "genre": "other", "about": {"@type": "Thing", "name": "P"}}},
     {"corrections": [{"text": "T", "subject": "P"}]}),
    ({"digitalSourceType": "TrainedAlgorithmicMediaDigitalSource"}, {"ai": {"source": "trainedAlgorithmicMedia"}}),
    ({"expires": "2026-01-01"}, {"expires": "2026-01-01T00:00:00Z"}),
    ({"publisher": "P", "provider": "Wire"}, {"publisher": {"name": "P"}, "source_name": "Wire"}),
    ({"wordCount": "5"}, extension("wordCount", "5")),
    ({"wordCount": "05"}, extension("wordCount", '"05"')),
    ({"wordCount": "1" * 15}, extension("wordCount", "1" * 15)),
    ({"wordCount": "1" * 16}, extension("wordCount", f'"{"1" * 16}"')),
]  # fmt: skip


@pytest.mark.parametrize(("properties", "fields"), FIELDS, ids=range(len(FIELDS)))
def test_the_fields_of_a_property(properties: dict[str, Any], fields: dict[str, Any]) -> None:
    assert read(properties) == (fields, [])


TOLD: list[tuple[dict[str, Any], dict[str, Any], list[tuple[str, str]]]] = [
    ({"author": ["Ann", "https://x.example/"]}, author(name="Ann"), [("author.nameless", "/author")]),
    ({"publisher": "https://x.example/"}, {}, [("property.dropped", "/publisher")]),
    ({"image": {"@type": "ImageObject", "url": f"{A}/1.png", "width": 0}}, {"media": [{"url": f"{A}/1.png"}]},
     [("number.unusable", "/image/width")]),
    ({"associatedMedia": {"@type": "DigitalDocument", "url": f"{A}/1.pdf",
                          "encoding": [{"@type": "MediaObject"},
                          {"contentUrl": f"{A}/2.pdf", "name": "small", "contentSize": "5 B"}]}},
     {"media": [{"url": f"{A}/1.pdf", "medium": "document",
     "renditions": [{"url": f"{A}/2.pdf", "role": "small", "length": 5}]}]},
     [("property.dropped", "/associatedMedia/encoding")]),
    ({"copyrightYear": 0}, {}, [("number.unusable", "/copyrightYear")]),
    ({"about": ["T", "https://x.example/", {"@type": "Thing"}]}, {"topics": [{"name": "T"}]},
     [("property.dropped", "/about")] * 2),
    ({"alternativeHeadline": ["A", " ", {"@type": "Role", "roleName": "social"}, "B"]},
     {"alternative_headlines": [{"text": "A"}, {"text": "B"}]}, [("property.dropped", "/alternativeHeadline")]),
    ({"version": 0}, {}, [("number.unusable", "/version")]),
    ({"correction": [{"@type": "CorrectionComment"}, "U"]}, {"corrections": [{"text": "U"}]},
     [("property.dropped", "/correction")]),
    ({"liveBlogUpdate": [{"@type": "BlogPosting", "headline": "U", "@id": "#u"}, {"@type": "BlogPosting"}]},
     {"updates": [{"headline": "U", "id": "#u"}]}, [("property.dropped", "/liveBlogUpdate")]),
    ({"datePublished": ["soon", "2026-01-01"]}, {"published": "2026-01-01T00:00:00Z"}, [("date.unreadable", "/datePublished")]),
    ({"https://c.example/mood": "calm"}, {}, [("property.foreign", "/https:~1~1c.example~1mood")]),
]  # fmt: skip


@pytest.mark.parametrize(("properties", "fields", "findings"), TOLD, ids=range(len(TOLD)))
def test_what_is_told_of_a_property(
    properties: dict[str, Any], fields: dict[str, Any], findings: list[tuple[str, str]]
) -> None:
    assert read(properties) == (fields, findings)


@pytest.mark.parametrize(("length", "end"), [(1998, '"'), (2000, '"'), (2001, '"')])
def test_a_finding_quotes_2000_characters_of_a_value(length: int, end: str) -> None:
    report = Report()
    article = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": f"{A}/1",
        "publisher": "https://x/" + "y" * (length - 10),
    }
    newsfeed.loads(json.dumps(article), "jsonld", report=report)
    (finding,) = (finding for finding in report if finding.code == "read.property.dropped")
    assert f"{'y' * (min(length, 2000) - 10)}{end}" in finding.message


@pytest.mark.parametrize(
    ("properties", "fields"),
    [
        ({"contentLocation": {"@type": "Place", "name": "M"}}, {"places": [{"name": "M"}]}),
        ({"contentLocation": {"@type": "Place", "@id": "_:b", "name": "M"}}, {"places": [{"name": "M"}]}),
        ({"contentLocation": {"@type": "Place", "@id": "/marl", "name": "M"}}, {"places": [{"name": "M", "uri": f"{A}/marl"}]}),
        ({"about": {"@type": "Thing", "name": "T"}}, {"topics": [{"name": "T"}]}),
        ({"author": {"@type": "Person", "name": "Ann"}}, {"authors": [{"type": "person", "name": "Ann"}]}),
        ({"image": {"@type": "ImageObject", "contentUrl": "/i.png"}}, {"media": [{"url": f"{A}/i.png"}]}),
        ({"license": {"@type": "CreativeWork", "text": "Free."}}, {}),
    ],
    ids=range(7),
)  # fmt: skip
def test_the_base_is_no_address_of_what_an_article_names(properties: dict[str, Any], fields: dict[str, Any]) -> None:
    article = {"@context": "https://schema.org", "@type": "NewsArticle", "url": f"{A}/1", "headline": "H", **properties}
    plain: dict[str, Any] = newsfeed.to_dict(newsfeed.loads(json.dumps(article), "jsonld", base=f"{A}/").stories[0])
    kept = ("newsfeed", "id", "url", "headline", "kind", "extensions")
    assert {name: value for name, value in plain.items() if name not in kept} == fields


@pytest.mark.parametrize(
    "image", [{"@type": "ImageObject"}, {"@type": "ImageObject", "name": "N"}, {"@type": "ImageObject", "@id": "_:b"}]
)
def test_an_image_without_an_address_is_no_medium(image: dict[str, Any]) -> None:
    article = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": f"{A}/1",
        "headline": "H",
        "image": image,
    }
    assert newsfeed.loads(json.dumps(article), "jsonld", base=f"{A}/").stories[0].media == ()
