"""Every member of ninjs and JSON Feed with values of every kind: validation ends in a report or in a newsfeed error."""

import contextlib
import json
from collections.abc import Iterator
from typing import Any, Final

import pytest

import newsfeed
from hostile.schema_org_values import KINDS
from newsfeed.errors import NewsfeedError
from newsfeed.formats.ninjs.versions import Version, property_names
from newsfeed.validation.schemas import load_json

VERSIONS: Final = (Version(1, 7), Version(2, 3), Version(3, 2))
JSON_FEED: Final = {"version": "https://jsonfeed.org/version/1.1", "title": "Tides", "items": [{"id": "1"}]}


def _members(schema: Any) -> Iterator[str]:
    """Yield the names of all properties in a schema."""
    if isinstance(schema, dict):
        yield from schema.get("properties", ())
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _members(part)


def _validate(data: str, name: str) -> None:
    with contextlib.suppress(NewsfeedError):
        newsfeed.validate(data.encode(), name)


@pytest.mark.parametrize("version", VERSIONS, ids=str)
@pytest.mark.parametrize("value", KINDS.values(), ids=KINDS)
def test_no_value_of_a_member_stops_the_validator_of_ninjs(value: str, version: Version) -> None:
    standard = f'"standard":{{"version":"{version}"}}'
    for name in sorted(property_names(version)):
        _validate(f'{{"uri":"urn:x:1",{standard},"{name}":{value}}}', "ninjs")
        _validate(f'{{"uri":"urn:x:1",{standard},"associations":[{{"{name}":{value}}}],"{name}":[{value}]}}', "ninjs")


@pytest.mark.parametrize("value", KINDS.values(), ids=KINDS)
def test_no_value_of_the_standard_stops_the_validator_of_ninjs(value: str) -> None:
    for name in ("standard", "$standard"):
        _validate(f'{{"uri":"urn:x:1","{name}":{value}}}', "ninjs")
        _validate(f'{{"uri":"urn:x:1","{name}":{{"version":{value},"schema":{value}}}}}', "ninjs")


@pytest.mark.parametrize("value", KINDS.values(), ids=KINDS)
def test_no_value_of_a_member_stops_the_validator_of_json_feed(value: str) -> None:
    names = {"version", "_x", *_members(load_json("jsonfeed/jsonfeed.schema.json"))}
    for name in sorted(names):
        feed = json.dumps(JSON_FEED)[:-1]
        _validate(f'{feed},"{name}":{value}}}', "jsonfeed")
        item = f'{{"id":"1","{name}":{value},"authors":[{{"{name}":{value}}}],"attachments":[{{"{name}":{value}}}]}}'
        _validate(f'{{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{item}]}}', "jsonfeed")
