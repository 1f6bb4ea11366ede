"""Articles that a page describes twice, and values that it writes on the page of an article."""

import json
from typing import Any, Final

import pytest

import newsfeed
from newsfeed import Media, Report, Story

SITE: Final = "https://a.example.com"
CONTEXT: Final = {"@context": "https://schema.org"}
ARTICLE: Final = {**CONTEXT, "@type": "NewsArticle", "url": f"{SITE}/1", "headline": "Ferry sails"}
SECOND: Final = {**CONTEXT, "@type": "Article", "headline": "Ferry sails", "description": "It is back."}


def read(*scripts: Any, report: Report | None = None) -> tuple[Story, ...]:
    elements = "".join(f'<script type="application/ld+json">{json.dumps(script)}</script>\n' for script in scripts)
    return newsfeed.loads(f"<!doctype html><html>{elements}</html>", "jsonld", report=report).stories


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report]


TWICE: Final[dict[str, list[Any]]] = {
    "one url": [ARTICLE, {**SECOND, "url": f"{SITE}/1"}],
    "spellings of one url": [ARTICLE, {**SECOND, "url": "http://www.a.example.com/1/#top"}],
    "url and page": [ARTICLE, {**SECOND, "mainEntityOfPage": f"{SITE}/1"}],
    "url and node of the page": [ARTICLE, {**SECOND, "mainEntityOfPage": {"@type": "WebPage", "@id": f"{SITE}/1"}}],
    "url and identifier": [ARTICLE, {**SECOND, "@id": f"{SITE}/1#article"}],
    "on the page": [ARTICLE, {**CONTEXT, "@type": "WebPage", "url": f"{SITE}/1", "mainEntity": SECOND}],
    "on the page in one graph": [
        {**CONTEXT, "@graph": [ARTICLE, {"@type": "WebPage", "url": f"{SITE}/1", "mainEntity": SECOND}]}
    ],
    "in a list": [
        ARTICLE,
        {
            **CONTEXT,
            "@type": "ItemList",
            "itemListElement": [{"@type": "ListItem", "item": {**SECOND, "url": f"{SITE}/1"}}],
        },
    ],
    "in one script": [[ARTICLE, {**SECOND, "url": f"{SITE}/1"}]],
    "one identifier": [{**ARTICLE, "@id": "#a"}, {**SECOND, "@id": "#a"}],
    "one identifier in one graph": [
        {**CONTEXT, "@graph": [{**ARTICLE, "@id": f"{SITE}/#a"}, {**SECOND, "@id": f"{SITE}/#a"}]}
    ],
    "one headline, one address": [ARTICLE, SECOND],
}


@pytest.mark.parametrize("kind", TWICE)
def test_an_article_described_twice_is_one_story(kind: str) -> None:
    report = Report()
    (story,) = read(*TWICE[kind], report=report)
    assert (story.url, story.headline, story.summary) == (f"{SITE}/1", "Ferry sails", "It is back.")
    assert "read.description.contradictory" not in codes(report)


APART: Final[dict[str, list[Any]]] = {
    "two addresses": [ARTICLE, {**ARTICLE, "url": f"{SITE}/2"}],
    "two headlines in one script": [[ARTICLE, {**ARTICLE, "headline": "Crane falls"}]],
    "two identifiers in one script": [[{**ARTICLE, "identifier": "1"}, {**ARTICLE, "identifier": "2"}]],
    "a list on one page": [
        [{**CONTEXT, "@type": "Article", "headline": f"H{n}", "mainEntityOfPage": f"{SITE}/"} for n in range(2)]
    ],
}


@pytest.mark.parametrize("kind", APART)
def test_two_articles_stay_apart(kind: str) -> None:
    assert len(read(*APART[kind])) == 2


def test_stories_of_this_library_with_one_address_stay_apart() -> None:
    stories = [Story(id=f"{number}", url=f"{SITE}/1", headline="H") for number in range(2)]
    assert newsfeed.loads(newsfeed.dumps(newsfeed.Feed(title="T", stories=stories), "jsonld")).stories == tuple(stories)


def test_values_of_both_descriptions_are_kept() -> None:
    first = {
        **ARTICLE,
        "image": f"{SITE}/a.jpg",
        "author": {"@type": "Person", "name": "Ann Oak", "email": "ann@a.example.com"},
    }
    second = {
        **ARTICLE,
        "image": [{"@type": "ImageObject", "url": f"{SITE}/a.jpg", "width": 800}, f"{SITE}/b.jpg"],
        "author": [{"@type": "Person", "name": "ann oak", "url": f"{SITE}/ann"}, "Bo Elm"],
        "keywords": "ferry",
    }
    (story,) = read(first, second)
    assert story.media == (Media(url=f"{SITE}/a.jpg", width=800), Media(url=f"{SITE}/b.jpg"))
    assert [author.name for author in story.authors] == ["Ann Oak", "Bo Elm"]
    assert (story.authors[0].email, story.authors[0].url) == ("ann@a.example.com", f"{SITE}/ann")
    assert story.keywords == ("ferry",)


def test_values_that_contradict_each_other_are_named() -> None:
    report = Report()
    first = {**ARTICLE, "datePublished": "2026-05-18T09:00:00Z", "description": "One."}
    (story,) = read(
        first, {**first, "datePublished": "2026-05-18T11:00:00+02:00", "description": "Two."}, report=report
    )
    assert story.summary == "One."
    (finding,) = report
    assert (finding.code, finding.path, finding.line) == ("read.description.contradictory", "/description", 2)
    assert '"Two."' in finding.message


def test_the_headline_without_the_name_of_the_site_is_used() -> None:
    (story,) = read({**ARTICLE, "headline": "Ferry sails | The Quay"}, ARTICLE)
    assert story.headline == "Ferry sails"


def test_the_more_specific_type_is_kept() -> None:
    report = Report()
    (story,) = read({**ARTICLE, "@type": "Article"}, {**ARTICLE, "@type": "ReportageNewsArticle"}, report=report)
    assert story.headline == "Ferry sails"
    assert codes(report) == []


# --- the page of an article ------------------------------------------------------------------------------------------------

PAGE: Final = {
    "@type": "WebPage",
    "@id": f"{SITE}/1",
    "url": f"{SITE}/1",
    "name": "Ferry sails - The Quay",
    "description": "It is back.",
    "primaryImageOfPage": {"@id": "#image"},
    "inLanguage": "en-GB",
    "datePublished": "2026-05-18T09:00:00Z",
}
IMAGE: Final = {"@type": "ImageObject", "@id": "#image", "url": f"{SITE}/a.jpg"}
ON_PAGE: Final[dict[str, dict[str, Any]]] = {
    "mainEntityOfPage": {"mainEntityOfPage": {"@id": f"{SITE}/1"}},
    "isPartOf": {"isPartOf": {"@id": f"{SITE}/1"}},
    "an address": {"mainEntityOfPage": f"{SITE}/1"},
    "its own address": {"url": f"{SITE}/1"},
    "its identifier": {"@id": f"{SITE}/1#article"},
}


@pytest.mark.parametrize("reference", ON_PAGE)
def test_an_article_has_the_values_of_its_page(reference: str) -> None:
    article = {"@type": "Article", "headline": "Ferry sails", **ON_PAGE[reference]}
    (story,) = read({**CONTEXT, "@graph": [article, PAGE, IMAGE]})
    assert (story.url, story.headline, story.summary) == (f"{SITE}/1", "Ferry sails", "It is back.")
    assert (story.language, story.media) == ("en-GB", (Media(url=f"{SITE}/a.jpg"),))
    assert story.published is not None


def test_the_values_of_an_article_come_before_those_of_its_page() -> None:
    article = {"@type": "Article", "url": f"{SITE}/1", "description": "Own.", "inLanguage": "fr"}
    (story,) = read({**CONTEXT, "@graph": [article, PAGE, IMAGE]})
    assert (story.summary, story.language) == ("Own.", "fr")


def test_several_articles_do_not_share_the_values_of_their_page() -> None:
    articles = [
        {"@type": "Article", "headline": f"H{n}", "url": f"{SITE}/{n}", "isPartOf": {"@id": f"{SITE}/1"}}
        for n in (5, 6)
    ]
    assert [story.summary for story in read({**CONTEXT, "@graph": [*articles, PAGE]})] == ["", ""]


def test_a_date_without_a_zone_is_named() -> None:
    report = Report()
    read({**ARTICLE, "datePublished": "2026-05-18T09:00:00"}, report=report)
    assert codes(report) == ["read.date.zone_missing"]


def test_nodes_that_refer_to_each_other_are_merged() -> None:
    first = {**ARTICLE, "@id": f"{SITE}/1", "author": {"@id": f"{SITE}/1"}, "award": "A"}
    second = {
        **ARTICLE,
        "@id": f"{SITE}/1",
        "author": {"@id": f"{SITE}/1"},
        "isPartOf": {"@id": f"{SITE}/1", "name": "N"},
    }
    second["award"] = [{"@type": "Thing", "name": "A"}, {"@type": "Thing", "name": "A"}]
    (story,) = read(first, second, first)
    assert story.headline == "Ferry sails"


# --- which values of two descriptions are the same ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("description", "One.", "  one. "),
        ("description", "One.", {"@value": "One.", "@language": "en"}),
        ("url", f"{SITE}/1", f"{SITE}/1#top"),
        ("url", f"{SITE}/1", "http://www.a.example.com/1/"),
        ("datePublished", "2026-05-18T09:00:00Z", "2026-05-18T11:00:00+02:00"),
        ("datePublished", "2026-05-18T09:00:00+00:00", "2026-05-18T09:00:00Z"),
        ("wordCount", 5, 5),
        ("publisher", "Quay", {"@type": "Organization", "name": "quay"}),
        ("publisher", {"@type": "Organization", "name": "Quay"}, "Quay"),
        ("publisher", {"@type": "Organization", "@id": "#q", "name": "Quay"}, {"@type": "Organization", "@id": "#q"}),
        ("publisher", {"@type": "Organization"}, {"@type": "Organization", "name": "Quay"}),
        ("author", "Ann", {"@type": "Person", "name": "ANN"}),
    ],
)
def test_the_same_value_in_another_spelling_is_no_contradiction(name: str, first: Any, second: Any) -> None:
    report = Report()
    read({**ARTICLE, name: first}, {**ARTICLE, name: second}, report=report)
    assert "read.description.contradictory" not in codes(report)


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("description", "One.", "Two."),
        ("datePublished", "2026-05-18T09:00:00Z", "2026-05-18T09:00:01Z"),
        ("datePublished", "2026-05-18T09:00:00", "2026-05-18T11:00:00+02:00"),
        ("datePublished", "2026-05-18", "2026-05-19"),
        ("wordCount", 5, 6),
        ("publisher", "Quay", {"@type": "Organization", "name": "Pier"}),
        ("publisher", {"@type": "Organization", "name": "Quay"}, {"@type": "Organization", "name": "Pier"}),
        ("publisher", {"@type": "Organization", "@id": "#q"}, {"@type": "Organization", "name": "Pier"}),
        ("headline", "Ferry sails", "Crane falls"),
        ("headline", "Ferry sails", "Ferry sails again"),
    ],
)
def test_another_value_contradicts_and_the_first_is_kept(name: str, first: Any, second: Any) -> None:
    report = Report()
    before = read({**ARTICLE, name: first})
    assert read({**ARTICLE, name: first}, {**ARTICLE, name: second}, report=report) == before
    assert codes(report).count("read.description.contradictory") == 1


@pytest.mark.parametrize("name", ["author", "keywords", "image", "about", "genre", "sameAs"])
def test_values_of_lists_add_up(name: str) -> None:
    values = [f"{SITE}/a.png", f"{SITE}/b.png"] if name in ("image", "sameAs") else ["Ann", "Bo"]
    report = Report()
    together = read({**ARTICLE, name: values})
    assert read({**ARTICLE, name: values[:1]}, {**ARTICLE, name: values[1:]}, report=report) == together
    assert read({**ARTICLE, name: values}, {**ARTICLE, name: values[:1]}, report=report) == together
    assert codes(report) == []


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("Article", "NewsArticle", "article"),
        ("NewsArticle", "Article", "article"),
        ("OpinionNewsArticle", "Article", "opinion"),
        ("OpinionNewsArticle", "NewsArticle", "opinion"),
        ("NewsArticle", "NewsArticle", "article"),
        ("Report", "OpinionNewsArticle", "opinion"),
    ],
)
def test_types_that_a_more_specific_one_implies_are_left_out(first: str, second: str, kind: str) -> None:
    (story,) = read({**ARTICLE, "@type": first}, {**ARTICLE, "@type": second})
    assert story.kind == kind
    assert not story.extensions


@pytest.mark.parametrize(("depth", "is_merged"), [(1, True), (4, True), (5, False), (6, False)])
def test_descriptions_are_merged_to_a_depth_of_five_nodes(depth: int, *, is_merged: bool) -> None:
    def nested(description: str) -> dict[str, Any]:
        node: dict[str, Any] = {"@type": "CreativeWork", "name": f"N{depth}", "description": description}
        for number in range(depth - 1, 0, -1):
            node = {"@type": "CreativeWork", "name": f"N{number}", "exampleOfWork": node}
        return {**ARTICLE, "exampleOfWork": node}

    report = Report()
    read(nested("One."), nested("Two."), report=report)
    assert ("read.description.contradictory" in codes(report)) is is_merged


def test_findings_of_a_document_are_in_its_order() -> None:
    report = Report()
    document = (
        '{"@type": "NewsArticle", "url": "https://a.example.com/1",\n"dateModified": "late", "expires": "never",\n'
        '"datePublished": "soon"}'
    )
    newsfeed.loads(document, "jsonld", report=report)
    assert [(finding.path, finding.line, finding.column) for finding in report] == [
        ("/dateModified", 2, 17),
        ("/expires", 2, 36),
        ("/datePublished", 3, 18),
    ]


def test_dates_that_no_calendar_has_are_compared_as_texts() -> None:
    report = Report()
    first, second = ({**ARTICLE, "datePublished": f"2026-13-4{day}T00:00:00Z"} for day in "56")
    read(first, first, report=report)
    assert codes(report) == ["read.date.unreadable"]
    read(first, second, report=report)
    assert codes(report).count("read.description.contradictory") == 1
