"""Properties without a field: kept as extensions, written back, or named in a finding."""

import json
from typing import Any, Final

import pytest

import newsfeed
from newsfeed import Category, Extension, Feed, Media, Organization, Person, Question, Report, Story, Topic
from newsfeed.formats.jsonld.extension_properties import add_properties, written_properties
from newsfeed.formats.jsonld.extension_values import property_value, to_extensions
from newsfeed.io import json as compact_json
from roundtrip import check

SITE: Final = "https://a.example.com"


def read(report: Report | None = None, **properties: Any) -> Story:
    document = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": f"{SITE}/1",
        "headline": "H",
        **properties,
    }
    return newsfeed.loads_story(json.dumps(document), "jsonld", report=report)


def values(extensions: tuple[Extension, ...]) -> dict[str, Any]:
    return {extension.name.removeprefix("{https://schema.org/}"): property_value(extension) for extension in extensions}


# --- values ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        "text",
        "",
        "840",
        12,
        1.5,
        True,
        None,
        [],
        {},
        [["a"], "b"],
        ["one"],
        {"@type": "Rating", "ratingValue": 5},
        {"@type": ["A", "B"], "@id": "https://a.example.com/x", "name": ["a", "b"], "child": {"x": {"y": "z"}}},
        {"@value": "a", "@language": "de"},
        {"no name": 1},
        {"list": ["a"]},
        {"@id": "x"},
        {"text": "line\nline \u00e4 <b>&amp;"},
    ],
)
def test_a_value_comes_back_from_its_extension(value: Any) -> None:
    (extension,) = to_extensions("award", value)
    assert property_value(extension) == value
    assert compact_json.encode(property_value(extension)) == compact_json.encode(value)


def test_several_values_are_several_extensions() -> None:
    extensions = to_extensions("award", ["a", {"@type": "Thing", "name": "b"}])
    assert len(extensions) == 2
    assert written_properties(extensions) == {"award": ["a", {"@type": "Thing", "name": "b"}]}


def test_the_value_of_a_node_is_in_extensions_of_its_properties() -> None:
    (extension,) = to_extensions("reviewRating", {"@type": "Rating", "ratingValue": 1})
    assert extension.attributes == (("type", "Rating"),)
    (child,) = extension.content
    assert isinstance(child, Extension)
    assert (child.name, child.content) == ("{https://schema.org/}ratingValue", ("1",))


@pytest.mark.parametrize(
    "extension",
    [
        Extension(name="{urn:x-example:ns}award", content=('"A"',)),
        Extension(name="award", content=('"A"',)),
        Extension(name="{https://schema.org/}award", content=("no JSON",)),
        Extension(name="{https://schema.org/}award"),
        Extension(name="{https://schema.org/}award", attributes={"x": "y"}),
    ],
)
def test_other_extensions_are_not_written(extension: Extension) -> None:
    assert written_properties([extension]) == {}


def test_json_of_a_node_is_written_as_well() -> None:
    extension = Extension(name="{https://schema.org/}award", content=('{"@type":"Thing","name":"A"}',))
    assert written_properties([extension]) == {"award": {"@type": "Thing", "name": "A"}}


def test_a_node_is_completed() -> None:
    (image,) = to_extensions("image", {"@type": "ImageObject", "width": 96})
    node: dict[str, Any] = {"@type": "Person", "image": f"{SITE}/a.jpg"}
    assert add_properties(node, [image]) == [image]
    assert node["image"] == {"@type": "ImageObject", "width": 96, "url": f"{SITE}/a.jpg"}
    (other,) = to_extensions("image", {"@type": "ImageObject", "width": 99})
    assert add_properties(node, [other]) == []


# --- reading ---------------------------------------------------------------------------------------------------------------


def test_each_object_keeps_its_own_properties() -> None:
    story = read(
        wordCount=412,
        author={"@type": "Person", "name": "Ann", "knowsAbout": ["Tides", "Ferries"]},
        publisher={"@type": "Organization", "name": "P", "telephone": "1"},
        image={"@type": "ImageObject", "url": f"{SITE}/a.jpg", "exifData": "Box 3"},
        about={"@type": "SportsTeam", "name": "T", "sport": "Rowing"},
        keywords=[{"@type": "DefinedTerm", "name": "K", "termCode": "1", "alternateName": "L"}, "x"],
    )
    assert values(story.extensions) == {"wordCount": 412}
    assert [value.content for value in story.authors[0].extensions] == [('"Tides"',), ('"Ferries"',)]
    assert story.publisher is not None
    assert values(story.publisher.extensions) == {"telephone": "1"}
    assert values(story.media[0].extensions) == {"exifData": "Box 3"}
    assert values(story.topics[0].extensions) == {"sport": "Rowing", "additionalType": "SportsTeam"}
    assert values(story.categories[0].extensions) == {"alternateName": "L"}


def test_the_rest_of_a_node_that_was_read_in_part_is_kept() -> None:
    question = {"@type": "Question", "name": "Why?", "answerCount": 1}
    question["acceptedAnswer"] = {"@type": "Answer", "text": "So.", "upvoteCount": 3}
    story = read(mainEntityOfPage={"@type": "FAQPage", "mainEntity": question})
    assert values(story.questions[0].extensions) == {
        "answerCount": 1,
        "acceptedAnswer": {"@type": "Answer", "upvoteCount": 3},
    }


@pytest.mark.parametrize(
    ("properties", "path", "value"),
    [
        ({"headline": ["H", "Second"]}, "/headline", "Second"),
        ({"about": [{"@type": "Thing", "name": "T"}, {"@id": f"{SITE}/t"}]}, "/about", f"{SITE}/t"),
        ({"publisher": ["P", "Q"]}, "/publisher", "Q"),
        ({"dct:title": "T"}, "/dct:title", "T"),
        ({"about": f"{SITE}/t"}, "/about", f"{SITE}/t"),
        ({"license": [f"{SITE}/a", f"{SITE}/b"]}, "/license", f"{SITE}/b"),
    ],
)
def test_what_cannot_be_kept_is_named(properties: dict[str, Any], path: str, value: str) -> None:
    report = Report()
    read(report, **properties)
    (finding,) = report
    assert finding.code in ("read.property.dropped", "read.property.foreign")
    assert finding.path == path
    assert value in finding.message


def test_an_object_that_cannot_be_built_is_kept_whole() -> None:
    story = read(author={"@type": "Person", "url": f"{SITE}/ann", "jobTitle": "Editor"})
    assert story.authors == ()
    assert values(story.extensions)["author"] == {"@type": "Person", "url": f"{SITE}/ann", "jobTitle": "Editor"}


def test_a_number_that_is_written_as_text_is_one() -> None:
    story = read(wordCount="840", commentCount="02", timeRequired="4")
    assert values(story.extensions) == {"wordCount": 840, "commentCount": "02", "timeRequired": "4"}


def test_repeated_and_empty_texts_are_no_extensions() -> None:
    assert read(name="H", alternateName=" H ", award="", wordCount=None).extensions == ()


def test_the_body_is_no_extension_if_it_is_not_to_be_read() -> None:
    document = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "H", "url": f"{SITE}/1"}
    document |= {"articleBody": "B", "hasPart": {"@type": "WebPageElement", "text": "T"}}
    (story,) = newsfeed.loads(json.dumps(document), "jsonld", content=False).stories
    assert (story.sections, story.extensions) == ((), ())


@pytest.mark.parametrize(
    "registry", ["https://viaf.org/viaf/12", "https://www.wikidata.org/wiki/Q1", "http://cv.iptc.org/x"]
)
@pytest.mark.parametrize("name", ["url", "@id", "sameAs"])
def test_registries_identify_and_are_no_pages(name: str, registry: str) -> None:
    node = {"@type": "Person", "name": "Ann", name: registry}
    story = read(author=node, publisher={**node, "@type": "Organization"}, about=node)
    for thing in (story.authors[0], story.publisher, story.topics[0]):
        assert isinstance(thing, Person | Organization | Topic)
        assert (thing.url, thing.same_as, thing.extensions) == (None, (registry,), ())


# --- there and back --------------------------------------------------------------------------------------------------------


def remark(*content: str) -> tuple[Extension, ...]:
    return tuple(
        Extension(name="{https://schema.org/}disambiguatingDescription", content=(text,))
        for text in content or ('"A"',)
    )


def test_extensions_of_every_object_come_back() -> None:
    person = Person(name="Ann", extensions=remark('"A"', '"B"'))
    story = Story(
        id="1",
        url=f"{SITE}/1",
        headline="H",
        authors=[person, Organization(name="O", extensions=remark())],
        publisher=Organization(name="P", extensions=remark()),
        media=[Media(url=f"{SITE}/a.jpg", extensions=remark("1"))],
        topics=[Topic(name="T", extensions=remark("true"))],
        questions=[
            Question(text="Why?", answer="So.", extensions=remark()),
            Question(text="How?", extensions=remark()),
        ],
        prompts=[Question(text="And?", extensions=remark())],
        extensions=[*remark("2"), *to_extensions("mainEntityOfPage", {"@type": ["WebPage", "ItemPage"], "name": "N"})],
    )
    feed = Feed(title="F", stories=[story], extensions=remark())
    assert newsfeed.losses(feed, "jsonld") == ()
    assert newsfeed.loads(newsfeed.dumps(feed, "jsonld")) == feed
    assert newsfeed.loads_story(newsfeed.dumps(story, "jsonld"), "jsonld") == story


def test_the_rest_of_a_page_comes_back_without_an_address() -> None:
    story = Story(id="1", headline="H", extensions=to_extensions("mainEntityOfPage", {"@type": "WebPage", "name": "N"}))
    assert newsfeed.losses(story, "jsonld") == ()
    assert newsfeed.loads_story(newsfeed.dumps(story, "jsonld"), "jsonld") == story


def test_extensions_that_are_not_written_are_losses() -> None:
    extensions = [*remark(), *to_extensions("headline", "Other"), Extension(name="{urn:x-example:ns}x", content=("1",))]
    story = Story(id="1", headline="H", extensions=extensions, authors=[Person(name="A", extensions=extensions[2:])])
    paths = [loss.path for loss in newsfeed.losses(story, "jsonld")]
    assert paths == ["story.extensions[1]", "story.extensions[2]", "story.authors[0].extensions"]
    again = newsfeed.loads_story(newsfeed.dumps(story, "jsonld"), "jsonld")
    assert (again.headline, again.extensions) == ("H", remark())


@pytest.mark.parametrize("field", ["categories", "genre"])
def test_a_term_whose_extensions_are_not_written_is_a_text(field: str) -> None:
    term = Category(term="Tides", extensions=[Extension(name="{urn:x-example:ns}grade", content=['"A"'])])
    story = Story(id="https://post.example.com/1", headline="Tides", **{field: [term]})
    check(Feed(url="https://post.example.com/", stories=[story]), "jsonld", body="full")
    assert b"DefinedTerm" not in newsfeed.dumps(story, "jsonld")


def test_properties_that_a_type_cannot_have_are_not_written() -> None:
    for name in ("cookTime", "query-input", "unknown"):
        story = Story(id="1", headline="H", extensions=to_extensions(name, "PT4M"))
        assert [loss.path for loss in newsfeed.losses(story, "jsonld")] == ["story.extensions"]
        assert name.encode() not in newsfeed.dumps(story, "jsonld")


def test_a_more_specific_type_comes_back_with_its_properties() -> None:
    extensions = [*to_extensions("sport", "Rowing"), *to_extensions("additionalType", "SportsTeam")]
    story = Story(id="1", headline="H", topics=[Topic(name="T", kind="organization", extensions=extensions)])
    data = newsfeed.dumps(story, "jsonld")
    assert b'"@type":["Organization","SportsTeam"]' in data
    assert newsfeed.loads_story(data, "jsonld") == story
