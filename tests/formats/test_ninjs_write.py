"""Writing of ninjs 3.2 and 2.1: what comes back, what is valid, and what is lost."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
import jsonschema_rs
import pytest

import newsfeed
from capabilities_page import whole_feed, whole_story
from examples import full_feed, full_story, plain_story
from newsfeed import Extension, Feed, Link, Media, Organization, Person, Place, Rendition, Story
from newsfeed.model import PRIVATE_FIELDS
from roundtrip import check

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = ["3.2", "2.1"]
URI = "https://news.example.com/items/1"
WHOLE = attrs.evolve(whole_feed(), stories=(whole_story(), plain_story(2)))
ITEMS = {
    "feed": full_feed(),
    "story": full_story(),
    "plain": plain_story(),
    "whole": whole_story(),
    "whole feed": WHOLE,
}
ITEMS |= {path.stem: newsfeed.load_story(path) for path in sorted((ROOT / "examples" / "stories").iterdir())}


def written(item: Feed | Story, **options: Any) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(newsfeed.dumps(item, "ninjs", **options))
    return document


# --- documents ---


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_what_is_written_is_valid_and_detected(item: Feed | Story, version: str) -> None:
    data = newsfeed.dumps(item, "ninjs", version=version)
    assert newsfeed.validate(data, "ninjs").findings == ()
    assert newsfeed.detect(data[:4096]) == "ninjs"
    assert newsfeed.validate(item, "ninjs").findings == ()


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_what_is_written_is_valid_by_the_schemas_of_iptc(corpora: Path, item: Feed | Story, version: str) -> None:
    # The corpora have no 3.2, which adds to 3.1 only what the writer does not write.
    name = {"3.2": "3.1"}.get(version, version)
    schema = json.loads((corpora / "ninjs" / "specification" / f"ninjs-schema_{name}.json").read_bytes())
    geojson = json.loads((ROOT / "schemas" / "ninjs" / "geojson.schema.json").read_bytes())
    validator = jsonschema_rs.validator_for(schema, retriever=lambda _: geojson)
    assert [error.message for error in validator.iter_errors(written(item, version=version))] == []


@pytest.mark.parametrize("version", VERSIONS)
def test_the_standard_names_the_version(version: str) -> None:
    document = written(full_feed(), version=version)
    assert document["standard"]["version"] == version
    assert all("standard" not in entry for entry in document["associations"])


def test_the_newest_version_is_the_default() -> None:
    assert written(plain_story())["standard"]["version"] == "3.2"
    assert "pubStatus" in written(plain_story())
    assert "pubstatus" in written(plain_story(), version="2.1")


def test_other_versions_are_refused() -> None:
    with pytest.raises(newsfeed.ArgumentError, match=r"version is '3\.1', must be '3\.2' or '2\.1'"):
        newsfeed.dumps(plain_story(), "ninjs", version="3.1")
    with pytest.raises(newsfeed.ArgumentError, match="no option 'version'"):
        newsfeed.dumps(plain_story(), "json", version="3.2")


def test_a_feed_is_a_composite_of_its_stories() -> None:
    document = written(full_feed())
    assert (document["type"], document["profile"]) == ("composite", "feed")
    stories = [entry for entry in document["associations"] if "pubStatus" in entry]
    assert [entry["uri"] for entry in stories] == [story.id for story in full_feed().stories]
    assert newsfeed.loads(newsfeed.dumps(Feed(title="Empty"), "ninjs")) == Feed(title="Empty")


def test_stories_that_are_no_texts_stay_the_stories_of_a_feed() -> None:
    pictures = tuple(Story(id=f"{URI}/{number}", item_class="picture") for number in range(2))
    feed = Feed(title="Pictures", stories=pictures)
    assert newsfeed.loads(newsfeed.dumps(feed, "ninjs")) == feed


def test_held_and_canceled_stories_are_written() -> None:
    for status in ("withheld", "canceled"):
        story = plain_story(status=status)
        assert written(story)["pubStatus"] == status
        assert newsfeed.loads(newsfeed.dumps(story, "ninjs")).stories[0].status == status


def test_the_fields_of_newsrooms_are_written() -> None:
    document = written(full_story())
    assert (document["slugline"], document["edNote"]) == (full_story().slugline, full_story().ed_note)
    relations = {entry.get("rel") for entry in document["subjects"]}
    assert {"signal", "service", "audience", "section", "kind"} <= relations
    lost = {loss.path for loss in newsfeed.losses(full_story(), "ninjs")}
    assert lost.isdisjoint(f"story.{name}" for name in PRIVATE_FIELDS)


def test_private_members_do_not_reach_readers() -> None:
    private = Extension(name="{http://iptc.org/std/ninjs/}descriptions", content=('[{"role":"note","value":"Hush"}]',))
    story = plain_story(extensions=(private,))
    for name in ("rss", "atom", "jsonfeed", "newsml"):
        assert b"Hush" not in newsfeed.dumps(story, name)
        assert "story.extensions[0]" in {loss.path for loss in newsfeed.losses(story, name)}


def test_the_whole_of_a_story_comes_back_in_both_versions() -> None:
    read = [newsfeed.loads_story(newsfeed.dumps(whole_story(), "ninjs", version=version)) for version in VERSIONS]
    assert read[0] == read[1]
    before = whole_story()
    lost = {"source", "podcast", "access", "coverage_start", "coverage_end", "speakable", "extensions", "usage"}
    partly = {"alternative_headlines", "authors", "categories", "contributors", "corrections", "links", "press"}
    partly |= {"publisher", "questions", "rights", "topics", "prompts", "updates"}
    for field in attrs.fields(Story):
        value = getattr(read[0], field.name)
        if field.name in lost:
            assert value in (None, ()), field.name
        elif field.name not in partly:
            assert value == getattr(before, field.name), field.name
        else:
            assert len(value) == len(getattr(before, field.name)) if isinstance(value, tuple) else value, field.name


def test_an_item_with_every_member_comes_back() -> None:
    document = json.loads((ROOT / "tests" / "valid" / "ninjs" / "everything.json").read_bytes())
    story = newsfeed.loads_story(json.dumps(document))
    again = written(story)
    assert set(document) - {"standard"} <= set(again)
    assert newsfeed.losses(story, "ninjs") == ()
    assert newsfeed.loads_story(json.dumps(again)) == story
    for name, value in document.items():
        if name not in ("standard", "bodies", "descriptions", "headlines"):
            assert leaves(value) <= leaves(again[name]), name
    for name in ("headlines", "descriptions"):
        assert {entry["value"] for entry in document[name]} <= {entry["value"] for entry in again[name]}


def leaves(value: Any) -> set[str]:
    if isinstance(value, list):
        return {leaf for entry in value for leaf in leaves(entry)}
    if isinstance(value, dict):
        return {f"{name}/{leaf}" for name, member in value.items() for leaf in leaves(member)}
    return {json.dumps(value)}


# --- values ---


def test_identifiers_that_are_no_iris_come_back() -> None:
    story = Story(id="story 1", headline="A")
    assert written(story)["uri"] == "urn:newsfeed:story%201"
    assert newsfeed.loads(newsfeed.dumps(story, "ninjs")).stories == (story,)


def test_the_byline_is_that_of_the_authors_if_there_is_no_other() -> None:
    authors = (Organization(name="Desk"), Person(name="Ada Byron"))
    story = Story(id=URI, authors=authors)
    assert written(story)["by"] == "Desk, Ada Byron"
    assert newsfeed.loads(newsfeed.dumps(story, "ninjs")).stories == (story,)
    assert newsfeed.losses(story, "ninjs") == ()
    reordered = attrs.evolve(story, byline="By our desk")
    assert [loss.path for loss in newsfeed.losses(reordered, "ninjs")] == ["story.authors"]
    same = attrs.evolve(story, byline="Desk, Ada Byron")
    assert [loss.path for loss in newsfeed.losses(same, "ninjs")] == ["story.byline"]


@pytest.mark.parametrize(
    "category",
    [
        newsfeed.Category.media_topic("20000337", "rail"),
        newsfeed.Category(term="Sport"),
        newsfeed.Category(term="Sport", label="Sports"),
        newsfeed.Category(term="Ports & quays", scheme="https://news.example.com/desks"),
        newsfeed.Category(term="für alle", scheme="https://news.example.com/terms#"),
        newsfeed.Category(term="a/b", scheme="https://news.example.com/terms/"),
    ],
)
def test_categories_come_back_with_scheme_and_code(category: newsfeed.Category) -> None:
    story = Story(id=URI, categories=(category,), signals=(category,))
    assert newsfeed.loads(newsfeed.dumps(story, "ninjs")).stories == (story,)
    assert newsfeed.losses(story, "ninjs") == ()


def test_the_uri_of_a_category_is_that_of_its_concept() -> None:
    story = Story(id=URI, categories=(newsfeed.Category.media_topic("20000337", "rail"),))
    assert written(story)["subjects"] == [{"name": "rail", "uri": "http://cv.iptc.org/newscodes/mediatopic/20000337"}]


def test_pictures_of_a_text_are_items_of_their_own() -> None:
    picture = Media(url=f"{URI}.jpg", type="image/jpeg", renditions=(Rendition(url=f"{URI}-s.jpg", role="small"),))
    assert "renditions" not in written(Story(id=URI, media=(picture,)))
    assert written(Story(id=URI, media=(picture,)))["associations"][0]["type"] == "picture"
    own = Story(id=URI, item_class="picture", media=(picture,))
    assert [entry["name"] for entry in written(own)["renditions"]] == ["main", "small"]
    assert "associations" not in written(own)
    assert newsfeed.loads(newsfeed.dumps(own, "ninjs")).stories == (own,)


@pytest.mark.parametrize("medium", ["image", "video", "audio", "document", "other"])
@pytest.mark.parametrize("media_type", [None, "image/png", "application/pdf"])
def test_each_medium_comes_back(medium: Any, media_type: str | None) -> None:
    story = Story(id=URI, media=(Media(url=f"{URI}/file", medium=medium, type=media_type, alt="A", title="T"),))
    assert newsfeed.loads(newsfeed.dumps(story, "ninjs")).stories == (story,)


def test_ambiguous_names_are_losses() -> None:
    small = Media(url=f"{URI}.jpg", renditions=(Rendition(url=f"{URI}-s.jpg", role="thumbnail"),))
    story = Story(id=URI, media=(small,), links=(Link(url=f"{URI}/de", rel="translation"),))
    paths = [loss.path for loss in newsfeed.losses(story, "ninjs")]
    assert paths == ["story.media[0].renditions[0]", "story.links[0]"]


def test_places_come_back_in_their_order() -> None:
    places = (Place(name="Marl"), Place(name="Port Ellery", role="created"), Place(uri=f"{URI}/place", role="about"))
    story = Story(id=URI, places=places)
    assert written(story)["located"] == "Port Ellery"
    assert newsfeed.loads(newsfeed.dumps(story, "ninjs")).stories == (story,)
    alone = Story(id=URI, places=(Place(name="Port Ellery", role="created"),))
    assert "places" not in written(alone)


def test_a_place_whose_extensions_are_lost_is_no_entry_besides_its_name() -> None:
    lost = Extension(name="{urn:x-example:ns}grade", content=['"A"'])
    story = Story(id=URI, places=(Place(name="Port Ellery", role="created", extensions=[lost]),))
    assert "places" not in written(story)
    check(Feed(title="Tides", stories=[story]), "ninjs", version="3.2")


def test_the_body_is_written_as_markup_and_as_text() -> None:
    html, text = written(full_story())["bodies"]
    assert (html["contentType"], text["contentType"]) == ("application/xhtml+xml", "text/plain")
    assert html["value"].startswith('<div class="explainer"')
    assert "<em>" in html["value"]
    assert "<em>" not in text["value"]


def test_house_headings_are_used() -> None:
    headings = newsfeed.Headings(summary="In short")
    data = newsfeed.dumps(full_story(), "ninjs", headings=headings)
    assert b"In short" in data
    assert newsfeed.loads_story(data).extensions == ()


def test_a_cache_gives_the_same_bytes() -> None:
    cache = newsfeed.RenderCache()
    for version in VERSIONS:
        for _ in range(2):
            data = newsfeed.dumps(full_feed(), "ninjs", version=version, cache=cache)
            assert data == newsfeed.dumps(full_feed(), "ninjs", version=version)
    story = plain_story()
    assert newsfeed.dumps(Feed(stories=(story,)), "ninjs", cache=cache) != newsfeed.dumps(story, "ninjs", cache=cache)


def test_stories_with_members_that_are_not_valid_are_named() -> None:
    mood = Extension(name="{http://iptc.org/std/ninjs/}mood", content=('"calm"',))
    feed = Feed(stories=(plain_story(), plain_story(2, extensions=(mood,))))
    findings = newsfeed.validate(feed, "ninjs").findings
    assert [(finding.code, finding.path) for finding in findings] == [("ninjs.schema.unknown", "feed.stories[1]")]
    held = newsfeed.validate(attrs.evolve(feed, stories=(plain_story(status="withheld"), feed.stories[1])), "ninjs")
    assert [finding.path for finding in held] == ["feed.stories[1]"]
    assert [finding.path for finding in newsfeed.validate(feed.stories[1], "ninjs")] == ["story"]


def test_other_formats_convert_to_ninjs_and_back() -> None:
    data = newsfeed.dumps(full_story(), "ninjs")
    rss = newsfeed.dumps(newsfeed.loads_story(data), "rss")
    back = newsfeed.loads_story(newsfeed.convert(rss, to="ninjs"))
    assert (back.headline, back.sections) == (full_story().headline, full_story().sections)
    difference = newsfeed.diff(
        newsfeed.loads(data), newsfeed.loads(newsfeed.dumps(full_story(), "ninjs", version="2.1"))
    )
    assert (difference.added, difference.changed, difference.removed) == ((), (), ())
    newer = plain_story(updated=datetime(2027, 1, 1, tzinfo=UTC))
    documents = [newsfeed.loads(newsfeed.dumps(story, "ninjs")) for story in (plain_story(), newer)]
    assert newsfeed.merge(*documents).stories == (newer,)


def test_members_are_kept_once() -> None:
    notes = ('[{"role":"note","value":"A"}]', '[{"role":"note","value":"B"}]')
    twice = tuple(Extension(name="{http://iptc.org/std/ninjs/}descriptions", content=(note,)) for note in notes)
    story = Story(id=URI, summary="The news.", extensions=twice)
    assert [loss.path for loss in newsfeed.losses(story, "ninjs")] == ["story.extensions[1]"]
    read = newsfeed.loads_story(newsfeed.dumps(story, "ninjs"))
    assert (read.summary, read.extensions) == ("The news.", twice[:1])
