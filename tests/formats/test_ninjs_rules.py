"""The rules of ninjs, on our own documents and on IPTC's."""

import json
from pathlib import Path

import pytest

import newsfeed


def test_places_and_detection() -> None:
    data = b'{"uri": "https://news.example.com/1",\n "headlines": [{"value": 5}]}'
    (finding,) = newsfeed.validate(data)
    assert (finding.path, finding.line, finding.column) == ("/headlines/0/value", 2, 26)
    assert newsfeed.detect(data) == "ninjs"


def test_a_right_document() -> None:
    data = (
        b'{"uri": "https://news.example.com/1", "type": "text", "headlines": [{"value": "One"}], "pubStatus": "usable"}'
    )
    assert newsfeed.validate(data, "ninjs").findings == ()


def test_a_schema_of_ones_own(tmp_path: Path) -> None:
    schema = tmp_path / "own.json"
    schema.write_text('{"required": ["headlines"]}')
    assert [each.code for each in newsfeed.validate(b'{"uri": "a"}', "ninjs", schema=schema)] == [
        "ninjs.schema.missing"
    ]
    schema.write_text('{"$ref": "https://example.com/elsewhere.json"}')
    with pytest.raises(newsfeed.ReadError, match="cannot be used"):
        newsfeed.validate(b'{"uri": "a"}', "ninjs", schema=schema)
    with pytest.raises(FileNotFoundError):
        newsfeed.validate(b'{"uri": "a"}', "ninjs", schema=tmp_path / "none.json")


def test_stories_are_not_written_as_ninjs() -> None:
    with pytest.raises(newsfeed.UnsupportedError):
        newsfeed.validate(newsfeed.Story(id="a"), "ninjs")


def test_verdicts_are_those_of_the_corpus(corpora: Path) -> None:
    rows = json.loads((corpora / "ninjs" / "manifest.json").read_bytes())
    ours = [row for row in rows if str(row["schema_version"]).startswith("3")]
    assert ours
    for row in ours:
        report = newsfeed.validate((corpora / "ninjs" / row["path"]).read_bytes(), "ninjs")
        assert report.valid == (row["expected"] == "valid"), (row["path"], report.findings)
