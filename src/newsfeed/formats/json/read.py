"""Reading newsfeed JSON."""

from collections.abc import Iterable
from typing import Any, Final, TypeVar

import attrs

from newsfeed.errors import ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.io.json import parse, positions
from newsfeed.model import Feed, Story
from newsfeed.plain_data.structure import fields, problems, structure, unstructure
from newsfeed.plugins import ReadContext

T = TypeVar("T")

VERSIONS: Final = ("story/1", "feed/1")
MARKS: Final = ("newsfeed", "$schema")
"""Keys of the document itself: its version, and the schema that an editor checks it by."""

_BODY: Final = ("sections", "press", "questions", "prompts", "corrections")


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a document of a feed or of one story; a story of a feed that is wrong is left out, and a finding names it.

    Raises:
        ReadError: it is not JSON, not of a version that is known, or the feed or single story is wrong; with line and
            column.
    """
    document = parse(data, limits=reading.limits)
    source = data.removeprefix(b"\xef\xbb\xbf")
    version = _version(document, source)
    plain = without_marks(document)
    if version == "story/1":
        story = _prepared(plain, _defaults(reading), reading)
        return Feed(stories=(_structured(story, Story, source),))
    return _read_feed(plain, source, reading)


def without_marks(document: dict[str, Any]) -> dict[str, Any]:
    """Give the story or feed of a document."""
    return {key: value for key, value in document.items() if key not in MARKS}


def problems_of(data: Any, cls: type) -> list[tuple[str, str]]:
    """Name what is wrong; nothing, and at little cost, where it can be structured."""
    try:
        structure(data, cls)
    except ReadError:
        return problems(data, cls)
    return []


def _version(document: Any, source: bytes) -> str:
    if not isinstance(document, dict):
        raise ReadError("is no newsfeed JSON: the document is not an object", line=1, column=1)
    version = document.get("newsfeed")
    if version not in VERSIONS:
        line, column = positions(source, {"/newsfeed"}).get("/newsfeed", (1, 1))
        raise ReadError(
            f'"newsfeed" is {version!r:.64}, must be one of {", ".join(VERSIONS)}', line=line, column=column
        )
    return str(version)


def _defaults(reading: ReadContext) -> dict[str, Any]:
    """Give what the caller says of each story as plain data, which the document's own goes over."""
    given = fields(reading.defaults)
    plain = unstructure(Story(**{"id": "-", **given}))
    return {key: value for key, value in plain.items() if key in given}


def _prepared(story: Any, defaults: dict[str, Any], reading: ReadContext) -> Any:
    if not isinstance(story, dict):
        return story
    left_out = () if reading.content else _BODY
    return {key: value for key, value in {**defaults, **story}.items() if key not in left_out}


def _structured(data: dict[str, Any], cls: type[T], source: bytes) -> T:
    try:
        return structure(data, cls)
    except ReadError as error:
        first = findings(problems(data, cls)[:1], source)
        line, column = (first[0].line, first[0].column) if first else (1, 1)
        raise ReadError(error.reason, line=line, column=column) from None


def _ancestors(pointer: str) -> Iterable[str]:
    """Give a pointer and those of the values that it is in, from the inside out."""
    while pointer:
        yield pointer
        pointer = pointer.rpartition("/")[0]
    yield ""


def _read_feed(plain: dict[str, Any], source: bytes, reading: ReadContext) -> Feed:
    stories = plain.pop("stories", [])
    head = {**plain, "stories": [] if isinstance(stories, list) else stories}
    feed = _structured(head, Feed, source)
    defaults = _defaults(reading)
    read: list[Story] = []
    wrong: list[tuple[str, str]] = []
    for index, story in enumerate(stories):
        prepared = _prepared(story, defaults, reading)
        try:
            read.append(structure(prepared, Story))
        except ReadError:
            wrong += [(f"/stories/{index}{pointer}", message) for pointer, message in problems(prepared, Story)]
    reading.report.extend(findings(wrong, source))
    return attrs.evolve(feed, stories=tuple(read))


def findings(wrong: list[tuple[str, str]], source: bytes, code: str = "json.model") -> list[Finding]:
    """Give each problem as a finding with its place, in the order of the document.

    What is not in the document, since a default gave it, stands where its object does.
    """
    places = positions(source, {each for pointer, _ in wrong for each in _ancestors(pointer)})
    found = []
    for pointer, message in wrong:
        line, column = next((places[each] for each in _ancestors(pointer) if each in places), (1, 1))
        found.append(
            Finding(severity=Severity.ERROR, code=code, message=message, path=pointer, line=line, column=column)
        )
    return sorted(found, key=lambda each: (each.line or 0, each.column or 0))
