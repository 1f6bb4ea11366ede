"""Tests of newsfeed JSON: the format, and its schema compared with the model."""

from datetime import UTC, datetime
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import attrs
import msgspec
import pytest
from hypothesis import given, settings

import newsfeed
import strategies
from examples import nested_extension
from newsfeed import model
from newsfeed.errors import LimitError, ModelError, ReadError, WriteError
from newsfeed.findings import Finding, Report
from newsfeed.formats.json import FORMAT
from newsfeed.io.limits import Limits
from newsfeed.model import Block, Extension, Feed, LiveUpdate, Media, Paragraph, Rendition, Section, Story
from newsfeed.plain_data.model_types import TAGS
from newsfeed.plain_data.structure import find_problems
from newsfeed.plugins import CheckContext, ReadContext, WriteContext
from newsfeed.validation import schemas

SCHEMA: dict[str, Any] = schemas.load_json("story/story.schema.json")


def dumps(item: Feed | Story) -> bytes:
    parts: list[bytes] = []
    single = isinstance(item, Story)
    feed = Feed(stories=[item]) if isinstance(item, Story) else item
    writer = FORMAT.open_writer(parts.append, feed, WriteContext(standalone=single))
    for story in feed.stories:
        writer.write(story)
    writer.close()
    return b"".join(parts)


def check(data: bytes) -> list[Finding]:
    """Return the findings about a document, but for those of random values: dates in a wrong order, equal ids, no statement."""
    return [
        finding
        for finding in FORMAT.check(data, CheckContext())
        if not finding.code.startswith(("date.", "story.ai.statement_missing", "story.id.shared"))
    ]


# --- writing and reading ----------------------------------------------------------------------------------------------


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(strategies.feeds())
def test_feeds_come_back(feed: Feed) -> None:
    data = dumps(feed)
    assert FORMAT.read(data, ReadContext()) == feed
    assert dumps(FORMAT.read(data, ReadContext())) == data
    assert check(data) == []
    assert data.count(b"\n") == (len(feed.stories) + 2 if feed.stories else 1)
    assert list(FORMAT.feed_losses(feed)) == []


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(strategies.stories())
def test_stories_come_back(story: Story) -> None:
    data = dumps(story)
    assert FORMAT.read(data, ReadContext()) == Feed(stories=[story])
    assert check(data) == []
    assert list(FORMAT.losses(story)) == []


def test_bytes_of_a_story() -> None:
    assert dumps(Story(id="a", headline="Ärger")) == '{"newsfeed":"story/1","id":"a","headline":"Ärger"}\n'.encode()


def test_bytes_of_feeds() -> None:
    assert dumps(Feed(title="T")) == b'{"newsfeed":"feed/1","title":"T","stories":[]}\n'
    expected = b'{"newsfeed":"feed/1","stories":[\n{"id":"a"},\n{"id":"b"}\n]}\n'
    assert dumps(Feed(stories=[Story(id="a"), Story(id="b")])) == expected


def test_an_extension_with_an_attribute_twice_is_refused() -> None:
    with pytest.raises((WriteError, ModelError)):
        dumps(
            Feed(stories=[Story(id="a", extensions=[Extension(name="{urn:x}a", attributes=[("b", "1"), ("b", "2")])])])
        )


def test_extensions_as_deep_as_the_model_takes_are_read_back_wherever_they_are() -> None:
    deep = [nested_extension(64)]
    recording = Media(url="https://a.example/1", renditions=[Rendition(url="https://a.example/2", extensions=deep)])
    update = LiveUpdate(headline="U", media=[recording.replace(extensions=deep)], extensions=deep)
    feed = Feed(extensions=deep, stories=[Story(id="a", updates=[update], extensions=deep)])
    assert newsfeed.loads(dumps(feed), "json") == feed


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'{"newsfeed":"story/1","id":"a"}', True),
        (b'{\n  "newsfeed" : "feed/1"', True),
        (b'{"$schema": "story.schema.json", "newsfeed": "story/1"', True),
        (b'{"newsfeed":"story/2"}', True),
        (b'{"version":"https://jsonfeed.org/version/1.1","_x":{"newsfeed":"story/1"}}', False),
        (b'{"uri":"urn:x","standard":{"name":"ninjs","version":"3.1"},"headlines":[{"value":"newsfeed"}]}', False),
        (b'{"@context":"https://schema.org","@type":"NewsArticle","headline":"\\"newsfeed\\":\\"story/1\\""}', False),
        (b'[{"newsfeed":"story/1"}]', False),
        (b"", False),
    ],
)
def test_recognising(head: bytes, expected: bool) -> None:
    assert FORMAT.looks_like(head) is expected


def test_a_schema_may_be_named() -> None:
    data = b'{"$schema":"https://example.org/story.schema.json","newsfeed":"story/1","id":"a"}'
    assert FORMAT.read(data, ReadContext()) == Feed(stories=[Story(id="a")])
    assert check(data) == []


@pytest.mark.parametrize(
    ("data", "line", "column", "reason"),
    [
        (b'{"newsfeed":"story/1",\n"id":}', 2, 6, "is not JSON"),
        (b'{"id":"a",\n "newsfeed":"story/2"}', 2, 13, "\"newsfeed\" is 'story/2', must be one of story/1, feed/1"),
        (b'{"newsfeed":[]}', 1, 13, '"newsfeed" is [], must be one of'),
        (b"{}", 1, 1, '"newsfeed" is missing'),
        (b"[]", 1, 1, "is not newsfeed JSON"),
        (b'{"newsfeed":"story/1",\n"id":"a",\n"version":"1"}', 3, 11, "$.version: is a string, must be a whole number"),
        (b'{"newsfeed":"story/1"}', 1, 1, "$: lacks the required `id`"),
        (b'{"newsfeed":"feed/1",\n"stories":3}', 2, 11, "$.stories: is a number, must be an array"),
        (b'{"newsfeed":"feed/1",\n"ttl":0,"stories":[]}', 2, 7, "$.ttl: is 0, must be"),
    ],
)
def test_errors_have_line_and_column(data: bytes, line: int, column: int, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        FORMAT.read(data, ReadContext())
    assert (caught.value.line, caught.value.column) == (line, column)
    assert caught.value.reason.startswith(reason)


def test_a_wrong_story_is_a_finding_and_the_others_are_read() -> None:
    data = b'\xef\xbb\xbf{"newsfeed":"feed/1","stories":[\n{"id":"a"},\n{"id":"b","url":"x"},\n4,\n{"id":"c"}]}'
    report = Report()
    feed = FORMAT.read(data, ReadContext(report=report))
    assert [story.id for story in feed.stories] == ["a", "c"]
    locations = [(finding.code, finding.path, finding.line, finding.column) for finding in report]
    assert locations == [("json.model", "/stories/1/url", 3, 17), ("json.model", "/stories/2", 4, 1)]


def test_defaults_fill_missing_fields() -> None:
    defaults = {"id": "d", "headline": "D", "authors": "Jane", "published": datetime(2024, 5, 17, tzinfo=UTC)}
    feed = FORMAT.read(b'{"newsfeed":"story/1","headline":"H"}', ReadContext(defaults=defaults))
    expected = Story(id="d", headline="H", authors=[model.Person(name="Jane")], published=defaults["published"])
    assert feed.stories == (expected,)


def test_without_content_there_is_metadata_only() -> None:
    story = Story(id="a", headline="H", sections=[Section(blocks=[Paragraph(text="p")])])
    assert FORMAT.read(dumps(story), ReadContext(content=False)).stories == (Story(id="a", headline="H"),)


def test_limits_hold() -> None:
    with pytest.raises(LimitError):
        FORMAT.read(dumps(Story(id="a" * 100)), ReadContext(limits=Limits(bytes=50)))
    findings = list(FORMAT.check(dumps(Story(id="a" * 100)), CheckContext(limits=Limits(bytes=50))))
    assert [finding.code for finding in findings] == ["json.limit"]


# --- the schema against the model -------------------------------------------------------------------------------------


def _resolved(node: dict[str, Any]) -> dict[str, Any]:
    return SCHEMA["$defs"][node["$ref"].rpartition("/")[2]] if "$ref" in node else node


@pytest.mark.parametrize("cls", model.MODEL, ids=lambda cls: cls.__name__)
def test_the_schema_has_every_field(cls: type) -> None:
    definition = SCHEMA["$defs"][cls.__name__]
    marks = {"newsfeed", "$schema"} if cls in (Story, Feed) else {"type"} if cls in TAGS else set()
    names = [field.name for field in attrs.fields(cls)]
    assert [name for name in definition["properties"] if name not in marks or name in names] == names
    assert definition.get("required", []) == [
        field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING
    ]
    assert definition["additionalProperties"] is False
    assert definition["description"]
    for field in attrs.fields(cls):
        assert definition["properties"][field.name].get("description"), field.name
        _assert_same_type(field.type, definition["properties"][field.name])


def _assert_same_type(kind: Any, node: dict[str, Any]) -> None:
    members = {member for member in get_args(kind) if member is not NoneType}
    resolved = _resolved(node)
    if arrays := [member for member in members if get_origin(member) is tuple and str in members]:
        assert resolved["type"] == ["string", "object", "array"]
        assert resolved["items"] == {"$ref": "#/$defs/block"}
        assert get_args(arrays[0])[0] == Block
    elif get_origin(kind) is tuple and get_args(kind)[0] == tuple[str, str]:
        assert resolved["additionalProperties"] == {"type": "string"}
    elif get_origin(kind) is tuple:
        assert resolved["type"] == "array"
        _assert_same_type(get_args(kind)[0], resolved["items"])
    elif get_origin(kind) is Literal:
        assert resolved["enum"] == list(get_args(kind))
    elif members and members <= TAGS.keys() and len(members) > 1:
        assert resolved["properties"]["type"]["enum"] == [tag for cls, tag in TAGS.items() if cls in members]
    elif len(members) == 1:
        _assert_same_type(members.pop(), node)
    else:
        _assert_same_scalar(members or {kind}, node, resolved)


def _assert_same_scalar(members: set[Any], node: dict[str, Any], resolved: dict[str, Any]) -> None:
    names = {str: "string", int: "integer", bool: "boolean", datetime: "string"}
    if members == {int, float}:
        assert resolved["type"] == "number"
    elif str in members and len(members) == 2:
        assert resolved["type"] == ["string", "object"]
    elif (kind := next(iter(members))) in names:
        assert resolved["type"] == names[kind]
        assert (kind is datetime) == (node.get("$ref") == "#/$defs/date")
    else:
        assert node["$ref"] == f"#/$defs/{kind.__name__}"


def test_the_schema_itself_is_valid() -> None:
    import jsonschema_rs

    assert jsonschema_rs.meta.is_valid(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


# --- validating -------------------------------------------------------------------------------------------------------

WRONG: list[tuple[str, str]] = [
    ('"url": 5', "/url"),
    ('"url": "no scheme"', "/url"),
    ('"url": null', "/url"),
    ('"headline": 5', "/headline"),
    ('"headline": ["a"]', "/headline"),
    ('"summary": 5', "/summary"),
    ('"summary": {}', "/summary"),
    ('"summary": {"markup": "a", "x": 1}', "/summary/x"),
    ('"summary": {"markup": 3}', "/summary/markup"),
    ('"language": "en_US"', "/language"),
    ('"published": "2024-05-17"', "/published"),
    ('"published": "2024-05-17T09:30:00"', "/published"),
    ('"published": 1715938200', "/published"),
    ('"version": "1"', "/version"),
    ('"version": 0', "/version"),
    ('"version": 1.5', "/version"),
    ('"version": true', "/version"),
    ('"status": "gone"', "/status"),
    ('"keywords": "a"', "/keywords"),
    ('"keywords": ["a", ""]', "/keywords/1"),
    ('"keywords": ["a", 3]', "/keywords/1"),
    ('"unknown": 1', "/unknown"),
    ('"a/b~c": 1', "/a~1b~0c"),
    ('"publisher": "P"', "/publisher"),
    ('"publisher": {}', "/publisher"),
    ('"publisher": {"type": "person", "name": "J"}', "/publisher/type"),
    ('"authors": ["J"]', "/authors/0"),
    ('"authors": [{"name": "J"}]', "/authors/0"),
    ('"authors": [{"type": "dog", "name": "J"}]', "/authors/0/type"),
    ('"authors": [{"type": "person"}]', "/authors/0"),
    ('"authors": [{"type": "person", "name": "J", "logo": "https://a.example/"}]', "/authors/0/logo"),
    ('"authors": [{"type": "person", "name": "J", "email": "j"}]', "/authors/0/email"),
    ('"sections": [{"kind": "x"}]', "/sections/0/kind"),
    ('"sections": [{"blocks": [{"text": "p"}]}]', "/sections/0/blocks/0"),
    ('"sections": [{"blocks": [{"type": "paragraph"}]}]', "/sections/0/blocks/0"),
    ('"sections": [{"blocks": [{"type": "points", "points": [{"label": 3}]}]}]', "/sections/0/blocks/0/points/0/label"),
    ('"sections": [{"blocks": [{"type": "list", "ordered": "yes"}]}]', "/sections/0/blocks/0/ordered"),
    ('"sections": [{"blocks": [{"type": "image", "url": 1}]}]', "/sections/0/blocks/0/url"),
    ('"press": [{"text": "a"}]', "/press/0"),
    ('"press": [{"outlet": {"name": ""}, "text": "a"}]', "/press/0/outlet/name"),
    ('"questions": [{"text": "a"}, {"text": "b"}, {"text": "c", "answer": 4}]', "/questions/2/answer"),
    ('"questions": [{"text": "a", "answer": ["b"]}]', "/questions/0/answer/0"),
    ('"questions": [{"text": "a", "answer": [{"text": "b"}]}]', "/questions/0/answer/0"),
    ('"questions": [{"text": "a", "answer": [{"type": "list", "ordered": 1}]}]', "/questions/0/answer/0/ordered"),
    ('"topics": [{"name": "a", "kind": "animal"}]', "/topics/0/kind"),
    ('"topics": [{"name": "a", "same_as": ["x"]}]', "/topics/0/same_as/0"),
    ('"media": [{"url": "https://a.example/", "width": 0}]', "/media/0/width"),
    ('"media": [{"url": "https://a.example/", "duration": -1}]', "/media/0/duration"),
    ('"media": [{"url": "https://a.example/", "type": "jpeg"}]', "/media/0/type"),
    ('"rights": {"holder": {"name": "J"}}', "/rights/holder"),
    ('"categories": [{"term": " "}]', "/categories/0/term"),
    ('"links": [{"url": "https://a.example/", "length": -1}]', "/links/0/length"),
    ('"source": {"id": ""}', "/source/id"),
    ('"extensions": [{"name": "{}a"}]', "/extensions/0/name"),
    ('"extensions": [{"name": "{urn:x}a", "prefix": "a:b"}]', "/extensions/0/prefix"),
    ('"podcast": {"season": 0}', "/podcast/season"),
    ('"podcast": {"owner": {"name": "Ann"}}', "/podcast/owner"),
    ('"extensions": [{"name": "{urn:x}a", "attributes": {"b": 1}}]', "/extensions/0/attributes/b"),
    ('"extensions": [{"name": "{urn:x}a", "content": [1]}]', "/extensions/0/content/0"),
    ('"extensions": [{"name": "{urn:x}a", "content": [{"name": 1}]}]', "/extensions/0/content/0/name"),
    ('"extensions": [{"name": "{urn:x}a", "content": [{}]}]', "/extensions/0/content/0"),
]


@pytest.mark.parametrize(("member", "pointer"), WRONG, ids=[case[0][:60] for case in WRONG])
def test_schema_and_model_agree_on_what_is_wrong(member: str, pointer: str) -> None:
    data = f'{{"newsfeed": "story/1",\n"id": "a",\n{member}}}'.encode()
    model_pointers = [
        problem.pointer for problem in find_problems({"id": "a", **msgspec.json.decode(f"{{{member}}}")}, Story)
    ]
    assert model_pointers == [pointer]
    findings = check(data)
    assert [(finding.code, finding.path, finding.line) for finding in findings] == [("json.schema", pointer, 3)]
    in_feed = f'{{"newsfeed": "feed/1", "stories": [\n{{"id": "z"}},\n{{"id": "a",\n{member}}}]}}'.encode()
    locations = [(finding.code, finding.path, finding.line) for finding in check(in_feed)]
    assert locations == [("json.schema", f"/stories/1{pointer}", 4)]


@pytest.mark.parametrize(
    ("member", "pointer"),
    [
        ('"url": "javascript:alert(1)"', "/url"),
        ('"published": "2024-02-30T00:00:00Z"', "/published"),
        ('"summary": {"markup": "<em>"}', "/summary/markup"),
        ('"summary": {"markup": "<script>"}', "/summary/markup"),
        ('"prompts": [{"text": "a", "answer": "b"}]', "/prompts/0"),
        ('"headline": "a\\u0000"', "/headline"),
        ('"language": "de-1996-1996"', "/language"),
        ('"version": 1.0', "/version"),
        ('"press": [{"outlet": {"name": "a", "url": "https://a b/"}, "text": "a"}]', "/press/0/outlet/url"),
    ],
)
def test_rules_beyond_the_schema(member: str, pointer: str) -> None:
    findings = check(f'{{"newsfeed": "story/1",\n"id": "a",\n{member}}}'.encode())
    assert [(finding.code, finding.path, finding.line) for finding in findings] == [("json.model", pointer, 3)]


@pytest.mark.parametrize(
    ("data", "code", "path", "line", "column"),
    [
        (b'{"newsfeed":"story/1",\n"id" "a"}', "json.syntax", "", 2, 6),
        (b"", "json.syntax", "", 1, 1),
        (b"[]", "json.schema", "", 1, 1),
        (b'{"id":"a"}', "json.schema", "", 1, 1),
        (b'{"id":"a",\n"newsfeed":"story/2"}', "json.schema", "/newsfeed", 2, 12),
        (b'{"newsfeed":"story/1"}', "json.schema", "", 1, 1),
        (
            b'{"newsfeed":"feed/1",\n"stories":[{"newsfeed":"story/1","id":"a"}]}',
            *("json.schema", "/stories/0/newsfeed", 2, 24),
        ),
        (b'{"newsfeed":"feed/1",\n"hubs":[{"url":"x"}]}', "json.schema", "/hubs/0/url", 2, 16),
        (b'{"newsfeed":"feed/1",\n"paging":{"complete":1}}', "json.schema", "/paging/complete", 2, 22),
    ],
)
def test_documents_that_are_wrong(data: bytes, code: str, path: str, line: int, column: int) -> None:
    assert [(finding.code, finding.path, finding.line, finding.column) for finding in check(data)] == [
        (code, path, line, column)
    ]


def test_invalid_utf_8_is_a_finding() -> None:
    assert [finding.code for finding in check(b'{"newsfeed":"story/1","id":"\xff"}')] == ["json.syntax"]


def test_findings_are_in_document_order() -> None:
    data = b'{"newsfeed":"story/1","id":"a",\n"version":0,\n"url":"javascript:a",\n"headline":1,\n"zzz":1}'
    locations = [(finding.line, finding.code) for finding in check(data)]
    assert locations == [(2, "json.schema"), (3, "json.model"), (4, "json.schema"), (5, "json.schema")]


def test_messages_are_short() -> None:
    data = msgspec.json.encode({"newsfeed": ["x" * 10_000], "id": "a"})
    assert [len(finding.message) < 220 for finding in check(data)] == [True]


def test_a_schema_of_the_callers(tmp_path: Any) -> None:
    schema = tmp_path / "schema.json"
    schema.write_bytes(b'{"required":["headline"]}')
    findings = list(FORMAT.check(b'{"newsfeed":"story/1","id":"a"}', CheckContext(schema=str(schema))))
    assert [(finding.code, finding.message) for finding in findings] == [
        ("json.schema", '"headline" is a required property')
    ]


def test_a_model_that_could_be_built_is_valid() -> None:
    assert list(FORMAT.check_model(Feed(stories=[Story(id="a")]))) == []
