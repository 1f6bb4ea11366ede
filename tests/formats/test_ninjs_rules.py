"""Rules of ninjs, on documents of our own and on those of IPTC."""

import json
from pathlib import Path
from typing import Any

import pytest

import newsfeed
from newsfeed.formats.ninjs.versions import version_of


def test_finding_has_the_position_of_the_value() -> None:
    data = b'{"uri": "https://news.example.com/1",\n "headlines": [{"value": 5}]}'
    (finding,) = newsfeed.validate(data)
    assert (finding.path, finding.line, finding.column) == ("/headlines/0/value", 2, 26)


def test_detection() -> None:
    assert newsfeed.detect(b'{"uri": "https://news.example.com/1",\n "headlines": [{"value": 5}]}') == "ninjs"


def test_valid_document_has_no_findings() -> None:
    data = (
        b'{"uri": "https://news.example.com/1", "type": "text", "headlines": [{"value": "One"}], "pubStatus": "usable"}'
    )
    assert newsfeed.validate(data, "ninjs").findings == ()


def test_each_unknown_property_has_a_finding_of_its_own() -> None:
    data = b'{"uri": "a",\n "colour": "red",\n "headlines": [{"value": "x",\n  "a/b": 1}]}'
    findings = newsfeed.validate(data, "ninjs").findings
    assert [(finding.code, finding.path, finding.line) for finding in findings] == [
        ("ninjs.schema.unknown", "/colour", 2),
        ("ninjs.schema.unknown", "/headlines/0/a~1b", 4),
    ]


@pytest.mark.parametrize(
    ("member", "message"),
    [
        ('"urgency": 12', "urgency is 12, above the maximum of 9: write 9 or less"),
        ('"urgency": 0', "urgency is 0, below the minimum of 1: write 1 or more"),
        ('"title": {}', "title must be a string, not an object: write it as a string"),
        ('"title": null', "title must be a string, not null: write it as a string"),
        ('"urgency": "high"', "urgency must be an integer, not 'high': write it as an integer"),
        ('"associations": [{"uri": "b"}]', "entry 0 of associations has no name: add it"),
        (
            '"pubstatus": "usable"',
            "'pubstatus' is not a property of ninjs 3.2 in this object: write pubStatus",
        ),
        (
            '"headline": "One"',
            "'headline' is not a property of ninjs 3.2 in this object: write headlines, an array",
        ),
        (
            '"pubStatus": "used"',
            "'used' is not a valid value of pubStatus: write usable, withheld or canceled",
        ),
    ],
)
def test_messages_name_the_property_and_the_remedy(member: str, message: str) -> None:
    data = f'{{"uri": "a", "standard": {{"version": "3.2"}}, {member}}}'
    findings = newsfeed.validate(data, "ninjs").findings
    assert [finding.message for finding in findings] == [message]


def test_custom_schema(tmp_path: Path) -> None:
    schema = tmp_path / "own.json"
    schema.write_text('{"required": ["headlines"]}')
    assert [finding.code for finding in newsfeed.validate(b'{"uri": "a"}', "ninjs", schema=schema)] == [
        "ninjs.schema.missing"
    ]
    schema.write_text('{"$ref": "https://example.com/elsewhere.json"}')
    with pytest.raises(newsfeed.ReadError, match="cannot be used"):
        newsfeed.validate(b'{"uri": "a"}', "ninjs", schema=schema)
    with pytest.raises(FileNotFoundError):
        newsfeed.validate(b'{"uri": "a"}', "ninjs", schema=tmp_path / "none.json")


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ('{"properties": {"uri": {"const": "b"}}}', "'a' is not a valid value of uri: write b"),
        (
            '{"properties": {"uri": {"pattern": "^x"}}}',
            "'a' is not a valid value of uri: write a value that matches ^x",
        ),
        ('{"properties": {"uri": {"minLength": 2}}}', "uri breaks the schema of ninjs "),
        ('{"minProperties": 2}', "the document breaks the schema of ninjs "),
        (
            '{"oneOf": [{"required": ["uri"]}, {"required": ["uri"]}]}',
            "the document mixes alternatives that ninjs allows only one of: keep one of them",
        ),
        (
            '{"anyOf": [{"required": ["x"]}, {"required": ["y"]}]}',
            "the document has none of the combinations of properties that ninjs allows: choose one in the specification",
        ),
    ],
)
def test_messages_for_keywords_of_a_custom_schema(tmp_path: Path, schema: str, message: str) -> None:
    path = tmp_path / "own.json"
    path.write_text(schema)
    (finding,) = newsfeed.validate(b'{"uri": "a"}', "ninjs", schema=path)
    assert finding.message.startswith(message)


def test_each_item_of_an_array_is_validated() -> None:
    document = (
        b'[{"uri": "urn:x:1"},\n{"standard": {"version": "2.1"}, "headlines": [{}]},\n{"uri": "urn:x:3", "mood": 1}]'
    )
    findings = newsfeed.validate(document, "ninjs").findings
    assert [(finding.code, finding.path, finding.line) for finding in findings] == [
        ("ninjs.schema.missing", "/1", 2),
        ("ninjs.schema.missing", "/1/headlines/0", 2),
        ("ninjs.schema.unknown", "/2/mood", 3),
    ]


# --- versions ---------------------------------------------------------------------------------------------------------

URI = {"uri": "https://news.example.com/1"}


def codes(document: dict[str, Any]) -> list[tuple[str, str]]:
    return [(finding.code, finding.path or "") for finding in newsfeed.validate(json.dumps(document), "ninjs")]


@pytest.mark.parametrize(
    ("document", "version"),
    [
        (URI | {"standard": {"name": "ninjs", "version": "2.1"}}, "2.1"),
        (URI | {"$standard": {"name": "ninjs", "version": "1.3"}}, "1.3"),
        (URI | {"standard": {"schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json#"}}, "3.0"),
        (URI | {"standard": {"version": "2.0-dev"}}, "2.0"),
        (URI | {"standard": {"version": 3}, "versionCreated": "2026-05-17T09:30:00Z"}, "3.2"),
        (URI | {"standard": "ninjs 1.2"}, "3.2"),
        (URI | {"headline": "Tides", "body_text": "High."}, "1.7"),
        (URI | {"body_xhtml": "<p>High.</p>"}, "1.7"),
        (URI | {"headlines": [{"value": "Tides"}], "versioncreated": "2026-05-17T09:30:00Z"}, "2.3"),
        (URI | {"renditions": [{"name": "large", "sizeinbytes": 1, "contenttype": "image/jpeg"}]}, "2.3"),
        (URI | {"headlines": [{"value": "Tides"}], "pubStatus": "usable"}, "3.2"),
        (URI | {"representationtype": "complete"}, "1.7"),
        (URI | {"representationtype": "full"}, "2.3"),
        (URI, "3.2"),
        ([], "3.2"),
    ],
)
def test_the_version_is_that_of_the_standard_or_of_the_properties(document: object, version: str) -> None:
    assert str(version_of(document)) == version


PROPERTIES = [
    ("1.0", "1.1", {"usageterms": "None."}),
    ("1.1", "1.2", {"infosource": [{"name": "The Marl Lamp", "rel": "author"}]}),
    ("1.1", "1.2", {"slugline": "tides"}),
    ("1.1", "1.2", {"renditions": {"large": {"href": "https://news.example.com/a.jpg", "duration": 1}}}),
    ("1.2", "1.3", {"headline_short": "Tides"}),
    ("1.2", "1.3", {"altids": {"internal": "7"}}),
    ("1.3", "1.4", {"rightsinfo": {"linkedrights": "https://news.example.com/rights"}}),
    ("1.4", "1.5", {"person": [{"name": "A. Reader", "contactinfo": [{"value": "a@example.com"}]}]}),
    ("1.4", "1.5", {"subject": [{"name": "tides", "relevance": 100}]}),
    ("1.5", "1.6", {"digitalsourcetype": {"name": "digital"}}),
    ("2.0", "2.1", {"expires": "2026-05-17T09:30:00Z"}),
    ("2.0", "2.1", {"places": [{"name": "Marl", "contactinfo": [{"address": {"lines": ["1 Quay"]}}]}]}),
    ("2.1", "2.2", {"digitalsourcetype": {"literal": "digital"}}),
    ("3.0", "3.1", {"digitalSourceType": {"name": "digital"}}),
]


@pytest.mark.parametrize(("before", "since", "members"), PROPERTIES)
def test_a_property_is_unknown_before_its_version(before: str, since: str, members: dict[str, Any]) -> None:
    for version, is_known in ((before, False), (since, True)):
        standard = "$standard" if version >= "1.3" and version < "2" else "standard"
        document = URI | members | {standard: {"version": version}}
        unknown = [code for code, path in codes(document) if path != f"/{standard}"]
        assert unknown == ([] if is_known else ["ninjs.schema.unknown"])


def test_the_type_component_is_new_in_1_2() -> None:
    assert codes(URI | {"type": "component", "standard": {"version": "1.1"}})[0] == ("ninjs.schema.value", "/type")
    assert ("ninjs.schema.value", "/type") not in codes(URI | {"type": "component", "$standard": {"version": "1.3"}})


def test_associations_of_2_0_need_only_a_name() -> None:
    document = URI | {"associations": [{"name": "related", "headline": "Tides"}]}
    assert codes(document | {"standard": {"version": "2.0"}}) == []
    assert ("ninjs.schema.missing", "/associations/0") in codes(document | {"standard": {"version": "2.1"}})


@pytest.mark.parametrize(
    ("major", "member", "expected"),
    [
        (1, {"pubstatus": "used"}, ("ninjs.schema.value", "/pubstatus")),
        (1, {"urgency": "high"}, ("ninjs.schema.type", "/urgency")),
        (1, {"rightsinfo": {}}, ("ninjs.schema.invalid", "/rightsinfo")),
        (1, {"associations": {"a": {"headline": "Tides"}}}, ("ninjs.schema.missing", "/associations/a")),
        (2, {"representationtype": "complete"}, ("ninjs.schema.value", "/representationtype")),
        (2, {"headlines": [{"role": "main"}]}, ("ninjs.schema.missing", "/headlines/0")),
        (2, {"renditions": [{"href": "https://news.example.com/a"}]}, ("ninjs.schema.missing", "/renditions/0")),
        (2, {"subjects": [{"confidence": 101}]}, ("ninjs.schema.invalid", "/subjects/0/confidence")),
        (2, {"places": [{"geojson": {"type": "Point"}}]}, ("ninjs.schema.invalid", "/places/0/geojson")),
        (2, {"versionCreated": "2026"}, ("ninjs.schema.unknown", "/versionCreated")),
    ],
)
def test_each_major_version_has_its_schema(major: int, member: dict[str, Any], expected: tuple[str, str]) -> None:
    standard = "$standard" if major == 1 else "standard"
    assert codes(URI | member | {standard: {"version": {1: "1.6", 2: "2.3"}[major]}}) == [expected]


def test_a_version_without_a_schema_is_one_finding() -> None:
    assert codes({"headline": 1, "standard": {"version": "4.0"}}) == [("ninjs.version.unsupported", "/standard")]
    newer = URI | {"standard": {"version": "3.9"}, "mood": "calm"}
    assert codes(newer) == [("ninjs.version.newer", "/standard"), ("ninjs.schema.unknown", "/mood")]
    assert codes(URI | {"$standard": {"version": "1.99"}}) == [("ninjs.version.newer", "/$standard")]


def test_verdicts_agree_with_the_corpus(corpora: Path) -> None:
    rows = json.loads((corpora / "ninjs" / "manifest.json").read_bytes())
    rows = [row for row in rows if str(row["schema_version"]).startswith("3")]
    assert rows
    for row in rows:
        report = newsfeed.validate((corpora / "ninjs" / row["path"]).read_bytes(), "ninjs")
        assert report.valid == (row["expected"] == "valid"), (row["path"], report.findings)


def test_verdicts_on_documents_that_name_their_version_agree_with_the_corpus(corpora: Path) -> None:
    count = 0
    for row in json.loads((corpora / "ninjs" / "manifest.json").read_bytes()):
        data = (corpora / "ninjs" / row["path"]).read_bytes()
        if f'"version": "{row["schema_version"]}"'.encode() in data:
            report = newsfeed.validate(data, "ninjs")
            assert report.valid == (row["expected"] == "valid"), (row["path"], report.findings)
            count += 1
    assert count > 30


RESOURCES = [{"role": "subtitles", "title": "English", "language": "en"}]


@pytest.mark.parametrize(
    ("new", "old", "renditions"),
    [
        ("3.2", "3.1", [{"name": "main", "resources": RESOURCES}]),
        ("2.3", "2.2", [{"name": "main", "resources": RESOURCES}]),
        ("1.7", "1.6", {"main": {"resources": RESOURCES}}),
    ],
)
def test_resources_of_renditions_are_new_in_the_latest_versions(new: str, old: str, renditions: object) -> None:
    name = "$standard" if new == "1.7" else "standard"
    assert codes(URI | {"renditions": renditions, name: {"version": new}}) == []
    (finding,) = codes(URI | {"renditions": renditions, name: {"version": old}})
    assert finding[0] == "ninjs.schema.unknown"
    assert finding[1].endswith("/resources")


def test_the_urgency_is_a_whole_number_in_the_latest_versions() -> None:
    for version in ("2.3", "3.2"):
        assert ("ninjs.schema.type", "/urgency") in codes(URI | {"urgency": 2.5, "standard": {"version": version}})
    for version in ("2.1", "2.2"):
        assert codes(URI | {"urgency": 2.5, "standard": {"version": version}}) == []
