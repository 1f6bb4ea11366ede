"""Single values of JSON-LD: what is read from which node, what is written where, and what findings say about them."""

import json
from typing import Any

import pytest

import newsfeed
from newsfeed import Extension, Feed, Media, Place, Position, PressMention, Question, Rendition, Report, Story
from newsfeed.formats.jsonld.extension_values import to_extensions
from newsfeed.model import Breadcrumb

ID = "https://a.example.com/1"
(PROPERTY,) = to_extensions("alternateName", "Y")
STRANGE = Extension(name="{urn:x-y:1}mood", content=["calm"])


def article(**values: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", "@id": ID, "url": ID, "headline": "H", **values}


def read(*nodes: dict[str, Any]) -> tuple[Story, list[str]]:
    """Read a graph and return its first story, and the messages of the findings."""
    report = Report()
    document = nodes[0] if len(nodes) == 1 else {"@context": "https://schema.org", "@graph": list(nodes)}
    feed = newsfeed.loads(json.dumps(document), "jsonld", report=report)
    return feed.stories[0], [finding.message for finding in report]


def faults(**values: Any) -> list[str]:
    """Return the messages about an article."""
    return [finding.message for finding in newsfeed.validate(json.dumps(article(**values)), "jsonld")]


def written(story: Story, **options: Any) -> list[dict[str, Any]]:
    """Return the nodes of a written story."""
    feed = Feed(title="T", url="https://a.example.com/", authors=["Ann", "Bo"], stories=[story])
    graph: list[dict[str, Any]] = json.loads(newsfeed.dumps(feed, "jsonld", **options))["@graph"]
    return graph


@pytest.mark.parametrize("node", [{"@type": "Person"}, {"@type": "Person", "name": "X"}, {"name": "X"}])
def test_a_node_of_no_story_is_told(node: dict[str, Any]) -> None:
    _, messages = read(article(), node)
    name = node.get("@type", "a node without a type of schema.org")
    assert [message.partition(" is no story")[0] for message in messages] == [name]
    assert read(article(), {"@id": "https://x.example.com/"})[1] == []


def test_the_image_of_a_page_is_that_of_its_article_unless_it_has_one() -> None:
    page = {"@type": "WebPage", "@id": f"{ID}#p", "url": ID, "primaryImageOfPage": "https://a.example.com/i.png"}
    assert [media.url for media in read(article(), page)[0].media] == ["https://a.example.com/i.png"]
    story, _ = read(article(image="https://a.example.com/j.png"), page)
    assert [media.url for media in story.media] == ["https://a.example.com/j.png"]


def test_an_article_of_newsfeed_takes_nothing_from_a_page_and_the_next_one_does() -> None:
    own = next(node for node in written(Story(id=f"{ID}/b", headline="N")) if str(node["@id"]).endswith("#article"))
    page = {"@type": "WebPage", "@id": f"{ID}#p", "url": ID, "primaryImageOfPage": "https://a.example.com/i.png"}
    document = {"@context": "https://schema.org", "@graph": [own, article(), page]}
    stories = newsfeed.loads(json.dumps(document), "jsonld").stories
    assert [(story.headline, len(story.media)) for story in stories] == [("N", 0), ("H", 1)]


@pytest.mark.parametrize(
    ("place", "read_place"),
    [
        ({"name": "Marl"}, Place(name="Marl")),
        ({"sameAs": "https://p.example.org/1"}, Place(uri="https://p.example.org/1")),
        (
            {"geo": {"@type": "GeoCoordinates", "latitude": 1, "longitude": 2}},
            Place(position=Position(latitude=1, longitude=2)),
        ),
    ],
)
def test_a_place_has_a_name_an_address_or_a_position(place: dict[str, Any], read_place: Place) -> None:
    assert read(article(contentLocation={"@type": "Place", **place}))[0].places == (read_place,)


def test_the_agency_of_a_work_is_its_provider_or_publisher() -> None:
    for name in ("provider", "publisher"):
        work = {"@type": "CreativeWork", name: {"@type": "Organization", "name": "Wire"}}
        assert read(article(isBasedOn=work))[0].source_name == "Wire"


@pytest.mark.parametrize("holder", ["quotation", "source"])
def test_the_language_of_a_mention_is_that_of_the_quotation_or_of_its_source(holder: str) -> None:
    source = {
        "@type": "NewsArticle",
        "url": "https://p.example.org/1",
        "publisher": {"@type": "Organization", "name": "P"},
    }
    quotation: dict[str, Any] = {"@type": "Quotation", "text": "It is late.", "isBasedOn": source}
    (quotation if holder == "quotation" else source)["inLanguage"] = "de"
    (mention,) = read(article(hasPart=quotation))[0].press
    assert isinstance(mention, PressMention)
    assert (mention.language, str(mention.text)) == ("de", "It is late.")


def test_properties_of_a_question_and_of_a_file_are_written_and_read() -> None:
    story = Story(
        id=ID,
        headline="H",
        published="2026-01-01T00:00:00Z",
        questions=[Question(text="Q?", answer="A.", extensions=[PROPERTY])],
        media=[Media(url=f"{ID}.png", renditions=[Rendition(url=f"{ID}-small.png", extensions=[PROPERTY])])],
    )
    again = newsfeed.loads(newsfeed.dumps(story, "jsonld"), "jsonld").stories[0]
    assert again.questions[0].extensions == (PROPERTY,)
    assert again.media[0].renditions[0].extensions == (PROPERTY,)


def test_what_is_not_written_of_a_question_is_a_loss() -> None:
    story = Story(id=ID, headline="H", questions=[Question(text="Q?", answer="A.", extensions=[STRANGE])])
    assert [loss.path for loss in newsfeed.losses(story, "jsonld")] == ["story.questions[0].extensions"]


def test_steps_and_authors_are_counted_from_1() -> None:
    path = [Breadcrumb(name="A", url="https://a.example.com/a"), Breadcrumb(name="B")]
    nodes = written(Story(id=ID, headline="H", section_path=path))
    assert [author["@id"].rpartition("#")[2] for author in nodes[0]["author"]] == ["author-1", "author-2"]
    steps = next(node["itemListElement"] for node in nodes if node["@type"] == "BreadcrumbList")
    assert [(step["position"], step["name"]) for step in steps] == [(1, "A"), (2, "B")]


def test_findings_about_what_consumers_need_refer_to_the_type() -> None:
    video = Media(url=f"{ID}.mp4", medium="video")
    story = Story(id=ID, headline="H", media=[video], coverage_start="2026-01-01T00:00:00Z", kind="live")
    references = {
        finding.code: (finding.reference or "").rpartition("/")[2]
        for finding in newsfeed.validate(Feed(title="T", stories=[story]), "jsonld")
        if finding.code.endswith("missing")
    }
    assert references["jsonld.thumbnail_url.missing"] == "VideoObject"
    assert {name for code, name in references.items() if "live" in code} <= {"LiveBlogPosting"}


def test_a_wrong_number_is_quoted_shortened() -> None:
    assert "wordCount is not a whole number: write one such as 1, not 1.5" in faults(wordCount=1.5)
    assert faults(wordCount=2) == []
    for sign in ("", "-"):
        (message,) = (text for text in faults(alternativeHeadline=int(sign + "9" * 60)) if "is a number" in text)
        assert f'"{sign}1{"0" * 39}..."' in message


def test_a_page_that_cannot_be_read_has_its_finding_at_the_start() -> None:
    (finding,) = newsfeed.validate(b"<!-- x -->", "jsonld")
    assert (finding.line, finding.column) == (1, 1)


def test_a_context_that_is_misspelled_is_understood() -> None:
    for context in ("schema.org", ["https://c.example.org/x", "schema.org"]):
        story, _ = read(article(**{"@context": context}))
        assert story.headline == "H"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("PT90S", 90),
        ("PT1M30S", 90),
        ("PT1.5S", 1.5),
        ("PT1H", 3600),
        ("P1DT2H3M4S", 93_784),
        ("P2D", 172_800),
        ("PT", None),
    ],
)
def test_the_duration_of_a_video(text: str, seconds: float | None) -> None:
    video = {"@type": "VideoObject", "contentUrl": f"{ID}.mp4", "duration": text}
    assert read(article(video=video))[0].media[0].duration == seconds


@pytest.mark.parametrize(
    ("types", "kind"), [("NewsArticle", "article"), ("OpinionNewsArticle", "opinion"), ("Article", "article")]
)
def test_two_descriptions_of_a_story_have_the_types_of_both(types: str, kind: str) -> None:
    story, messages = read(article(), {**article(description="D"), "@type": types})
    assert (story.kind, story.summary, messages) == (kind, "D", [])


def test_findings_are_located_in_the_script_that_they_are_about() -> None:
    first, second = (
        article(datePublished="soon"),
        article(**{"@id": f"{ID}/2", "url": f"{ID}/2", "dateModified": "late"}),
    )
    scripts = [f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in (first, second)]
    report = Report()
    newsfeed.loads("<!doctype html>\n{}\n\n{}".format(*scripts), "jsonld", report=report)
    assert [(finding.line, finding.path) for finding in report] == [(2, "/datePublished"), (4, "/dateModified")]
