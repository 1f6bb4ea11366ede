"""Rules of JSON Feed 1.1 and 1.0, for documents and for the model."""

import json
from pathlib import Path
from typing import Any

import pytest

import newsfeed
from examples import plain_story
from jsonfeed_documents import document_with
from newsfeed.formats.jsonfeed.rules import VERSIONS

INVALID = sorted((Path(__file__).parents[1] / "invalid" / "jsonfeed").glob("*.json"))


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid_document_has_exactly_the_finding_of_its_name(path: Path) -> None:
    (finding,) = newsfeed.validate(path.read_bytes(), "jsonfeed")
    assert finding.code == path.stem
    assert finding.line is not None
    assert finding.column is not None
    assert finding.reference


def codes(document: Any, **options: Any) -> list[str]:
    """Return the codes of the findings about a document."""
    return [finding.code for finding in newsfeed.validate(json.dumps(document), "jsonfeed", **options)]


ADDRESSES = {"home_page_url": "https://example.org/", "feed_url": "https://example.org/feed.json"}


def test_author_is_valid_beside_authors_and_in_version_1_0() -> None:
    assert codes(document_with({"author": {"name": "A"}, "authors": [{"name": "A"}]}, **ADDRESSES)) == []
    assert codes({**document_with({"author": {"name": "A"}}, **ADDRESSES), "version": VERSIONS[1]}) == []


def test_number_as_id_is_an_error_except_in_version_1_0() -> None:
    for version, severity in zip(VERSIONS, ("error", "warning"), strict=True):
        (finding,) = newsfeed.validate(
            json.dumps({**document_with({"id": 1}, **ADDRESSES), "version": version}), "jsonfeed"
        )
        assert (finding.code, finding.severity) == ("jsonfeed.item.id.number", severity)


def test_number_and_string_are_the_same_id() -> None:
    twice = [{"id": 1, "content_text": "a"}, {"id": "1", "content_text": "b"}]
    assert "jsonfeed.item.id.repeated" in codes({**document_with({}), "items": twice})


@pytest.mark.parametrize("date", ["2026-11-06t10:00:00z", "2026-11-06T10:00:00.5+05:45", "2016-12-31T23:59:60Z"])
def test_rfc_3339_dates_are_valid(date: str) -> None:
    assert codes(document_with({"date_published": date}, **ADDRESSES)) == []


def test_columns_count_characters_from_1() -> None:
    text = '{"version": "é", "title": "日本", "items": [], "x": 1,\n "expired": 0}'
    position_of = {finding.path: (finding.line, finding.column) for finding in newsfeed.validate(text, "jsonfeed")}
    line = text.splitlines()[0]
    assert position_of["/version"] == (1, line.index('"é"') + 1)
    assert position_of["/x"] == (1, line.index(": 1") + 3)
    assert position_of["/expired"] == (2, 13)
    assert position_of["/feed_url"] == (1, 1)


def test_findings_are_in_document_order() -> None:
    document = document_with({"url": "/a", "title": 5}, expired=1, language="_")
    positions = [
        (finding.line, finding.column) for finding in newsfeed.validate(json.dumps(document, indent=1), "jsonfeed")
    ]
    assert positions == sorted(positions)
    assert len(positions) == 6


def test_only_duplicates_are_reported_inside_custom_objects() -> None:
    text = json.dumps(document_with({"_x": {"version": 1, "a/b": 0}}, **ADDRESSES))
    assert len(newsfeed.validate(text, "jsonfeed")) == 0
    (finding,) = newsfeed.validate(text.replace('"a/b": 0', '"a/b": 0, "a/b": 1'), "jsonfeed")
    assert (finding.code, finding.path) == ("jsonfeed.member.repeated", "/items/0/_x/a~1b")


def test_custom_schema(tmp_path: Path) -> None:
    schema = tmp_path / "own.json"
    schema.write_text('{"required": ["language"]}')
    assert codes(document_with({}, **ADDRESSES), schema=schema) == ["jsonfeed.schema"]
    assert codes(document_with({}, language="en", **ADDRESSES), schema=schema) == []
    schema.write_text("<no schema>")
    with pytest.raises(newsfeed.ReadError, match="cannot be used"):
        codes(document_with({}), schema=schema)


def test_findings_about_the_model_have_model_paths() -> None:
    unsafe = newsfeed.Section(blocks=(newsfeed.Markup("<p>a</p><script>x</script>"),))
    story = plain_story(headline="A <b>", sections=(unsafe,))
    feed = newsfeed.Feed(
        feed_url="https://example.org/f", paging=newsfeed.Paging(next="https://example.org/f"), stories=(story, story)
    )
    findings = [(finding.path, finding.code) for finding in newsfeed.validate(feed, "jsonfeed")]
    assert findings[:2] == [
        ("feed.title", "jsonfeed.feed.title.missing"),
        ("feed.paging.next", "jsonfeed.feed.next_url.circular"),
    ]
    assert findings[2:4] == [
        ("feed.stories[0].headline", "jsonfeed.item.title.html"),
        ("feed.stories[0].sections[0].blocks[0]", "jsonfeed.item.content_html.unsafe_element"),
    ]
    assert findings[-1] == ("feed.stories[1].id", "jsonfeed.item.id.repeated")
    assert newsfeed.validate(plain_story(headline="A"), "jsonfeed").findings == ()


# --- messages ---


@pytest.mark.parametrize(
    ("item", "path", "message"),
    [
        ({"url": 5}, "/items/0/url", "url must be a string, not a number: write a URL in quotation marks"),
        (
            {"url": "/here"},
            "/items/0/url",
            "url is not valid: write an absolute link such as https://example.org/, not '/here'",
        ),
        ({"tags": ["a", " "]}, "/items/0/tags/1", "entry 1 of tags is blank: write a text, or remove it"),
        (
            {"authors": [{}]},
            "/items/0/authors/0",
            "the author has no name, url or avatar: add at least one of them",
        ),
        (
            {"subtitle": "x"},
            "/items/0/subtitle",
            "'subtitle' is not a member of JSON Feed: check its spelling, or put an underscore before a name of your own",
        ),
    ],
)
def test_messages_name_the_member_and_the_remedy(item: dict[str, Any], path: str, message: str) -> None:
    (finding,) = newsfeed.validate(json.dumps(document_with(item, **ADDRESSES)), "jsonfeed")
    assert (finding.path, finding.message) == (path, message)


def test_member_that_a_custom_schema_forbids_has_its_own_path(tmp_path: Path) -> None:
    schema = tmp_path / "own.json"
    schema.write_text('{"properties": {"items": {"items": {"properties": {"id": {}}, "additionalProperties": false}}}}')
    (finding,) = newsfeed.validate(json.dumps(document_with({}, **ADDRESSES)), "jsonfeed", schema=schema)
    assert (finding.code, finding.path) == ("jsonfeed.schema", "/items/0/content_text")
