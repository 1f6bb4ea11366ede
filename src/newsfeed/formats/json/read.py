"""Reader of newsfeed JSON."""

from collections.abc import Mapping
from typing import Any, Final, TypeVar

import attrs

from newsfeed.errors import ReadError
from newsfeed.formats.json.findings import date_findings, findings_of, without_bom
from newsfeed.io.json import parse, positions
from newsfeed.model import Feed, Story
from newsfeed.plain_data.coercion import coerce_fields
from newsfeed.plain_data.documents import STORY_VERSION, VERSION_KEY, version_of, without_document_keys
from newsfeed.plain_data.plain import PlainObject
from newsfeed.plain_data.problems import Problem
from newsfeed.plain_data.structure import find_problems, structure
from newsfeed.plain_data.unstructure import unstructure
from newsfeed.plugins import ReadContext
from newsfeed.reading.json.documents import parse_or_recover
from newsfeed.reading.lenient import LenientReader

T = TypeVar("T")

_BODY_FIELDS: Final = ("sections", "press", "questions", "prompts", "corrections")
"""Fields of a story that are left out if only metadata is requested."""


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read the document of a feed or of one story.

    A wrong story of a feed is left out, and findings name its problems.

    Raises:
        ReadError: the document is not JSON, its version is unknown, or the feed or the only story is wrong; with line
            and column.
    """
    document: Any = (
        parse_or_recover(data, LenientReader(reading)) if reading.recover else parse(data, limits=reading.limits)
    )
    source = without_bom(data)
    version = _version(document, source)
    fields = without_document_keys(document)
    if version == STORY_VERSION:
        story = _structure(_with_defaults(fields, _plain_defaults(reading), reading), Story, source)
        reading.report.extend(date_findings([("", story)], source, reading.as_of))
        return Feed(stories=(story,))
    return _read_feed(fields, source, reading)


def _version(document: object, source: bytes) -> str:
    try:
        return version_of(document)
    except ReadError as error:
        pointer = f"/{VERSION_KEY}"
        line, column = positions(source, {pointer}).get(pointer, (1, 1))
        raise ReadError(error.reason, line=line, column=column) from None


def _plain_defaults(reading: ReadContext) -> PlainObject:
    """Return the caller's defaults as plain data, so that a document's own fields can replace them."""
    defaults = coerce_fields(reading.defaults)
    story = unstructure(Story(**{"id": "-", **defaults}))
    return {name: value for name, value in story.items() if name in defaults}


def _with_defaults(story: object, defaults: PlainObject, reading: ReadContext) -> object:
    if not isinstance(story, dict):
        return story
    left_out = () if reading.content else _BODY_FIELDS
    return {name: value for name, value in {**defaults, **story}.items() if name not in left_out}


def _structure(data: object, cls: type[T], source: bytes) -> T:
    try:
        return structure(data, cls)
    except ReadError as error:
        findings = findings_of(find_problems(data, cls)[:1], source)
        line, column = (findings[0].line, findings[0].column) if findings else (1, 1)
        raise ReadError(error.reason, line=line, column=column) from None


def _read_feed(fields: Mapping[str, object], source: bytes, reading: ReadContext) -> Feed:
    plain_stories = fields.get("stories", [])
    if not isinstance(plain_stories, list):
        return _structure(fields, Feed, source)
    feed = _structure({**fields, "stories": []}, Feed, source)
    defaults = _plain_defaults(reading)
    stories: list[tuple[str, Story]] = []
    problems: list[Problem] = []
    for index, plain_story in enumerate(plain_stories):
        story = _with_defaults(plain_story, defaults, reading)
        try:
            stories.append((f"/stories/{index}", structure(story, Story)))
        except ReadError:
            problems += [
                Problem(f"/stories/{index}{pointer}", message) for pointer, message in find_problems(story, Story)
            ]
    reading.report.extend(findings_of(problems, source))
    reading.report.extend(date_findings(stories, source, reading.as_of))
    return attrs.evolve(feed, stories=tuple(story for _, story in stories))
