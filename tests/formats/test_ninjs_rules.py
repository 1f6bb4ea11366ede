"""Rules of ninjs, on documents of our own and on those of IPTC."""

import json
from pathlib import Path

import pytest

import newsfeed


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
            "'pubstatus' is not a property of ninjs 3.1 in this object: write pubStatus",
        ),
        (
            '"headline": "One"',
            "'headline' is not a property of ninjs 3.1 in this object: write headlines, an array",
        ),
        (
            '"pubStatus": "used"',
            "'used' is not a valid value of pubStatus: write usable, withheld or canceled",
        ),
    ],
)
def test_messages_name_the_property_and_the_remedy(member: str, message: str) -> None:
    findings = newsfeed.validate(f'{{"uri": "a", {member}}}', "ninjs").findings
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


def test_stories_cannot_be_validated() -> None:
    with pytest.raises(newsfeed.UnsupportedError):
        newsfeed.validate(newsfeed.Story(id="a"), "ninjs")


def test_verdicts_agree_with_the_corpus(corpora: Path) -> None:
    rows = json.loads((corpora / "ninjs" / "manifest.json").read_bytes())
    rows = [row for row in rows if str(row["schema_version"]).startswith("3")]
    assert rows
    for row in rows:
        report = newsfeed.validate((corpora / "ninjs" / row["path"]).read_bytes(), "ninjs")
        assert report.valid == (row["expected"] == "valid"), (row["path"], report.findings)
