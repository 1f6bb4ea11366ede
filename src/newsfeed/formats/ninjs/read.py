"""Reader of ninjs 1.0 to 3.2: single items, packages, and arrays of items."""

import attrs

from newsfeed.errors import ReadError
from newsfeed.findings import Report
from newsfeed.formats.ninjs.dialects import Upgrade
from newsfeed.formats.ninjs.member_reader import MemberReader
from newsfeed.formats.ninjs.read_item import read_story
from newsfeed.formats.ninjs.read_package import is_package, read_package
from newsfeed.model import Feed, Story
from newsfeed.plugins import ReadContext
from newsfeed.reading.json.documents import parse_or_recover, with_positions
from newsfeed.reading.json.json_types import JsonObject, JsonValue
from newsfeed.reading.lenient import LenientReader


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a document.

    Args:
        data: the document, in UTF-8.
        reading: options of the caller; its report receives the findings, with line and column.

    Returns:
        the feed with the stories of a package or array, or with the story of any other item.

    Raises:
        ReadError: the document is not JSON, or has no item of ninjs; with line and column.
        LimitError: it exceeds a limit.
    """
    report = Report()
    lenient = LenientReader(attrs.evolve(reading, report=report))
    document = parse_or_recover(data, lenient)
    upgrade = Upgrade()
    feed = _read_document(document, upgrade, lenient)
    if report.findings:
        located = [attrs.evolve(finding, path=upgrade.origin_of(finding.path)) for finding in report.findings]
        reading.report.extend(with_positions(located, data.removeprefix(b"\xef\xbb\xbf")))
    return feed


def _read_document(document: JsonValue, upgrade: Upgrade, lenient: LenientReader) -> Feed:
    if isinstance(document, list):
        return _read_array(document, upgrade, lenient)
    if not isinstance(document, dict) or not _is_item(document):
        reason = "is not ninjs: an object with a uri, or an array of them, is expected"
        raise ReadError(reason, line=1, column=1)
    members = upgrade.item(document)
    item = MemberReader(lenient, members, base=lenient.reading.base)
    if is_package(members):
        return read_package(item)
    story = read_story(item)
    return Feed(stories=(story,) if story else ())


def _read_array(entries: list[JsonValue], upgrade: Upgrade, lenient: LenientReader) -> Feed:
    items = [(index, entry) for index, entry in enumerate(entries) if isinstance(entry, dict) and _is_item(entry)]
    if not items:
        raise ReadError("is not ninjs: an array of objects with a uri is expected", line=1, column=1)
    holder = MemberReader(lenient, {}, base=lenient.reading.base)
    for index, entry in enumerate(entries):
        if not isinstance(entry, dict) or not _is_item(entry):
            holder.report_type(entry, "an object with a uri", "it is left out", "item", index)
    stories: list[Story] = []
    for index, entry in items:
        members = upgrade.item(entry, f"/{index}", f"/{index}")
        item = MemberReader(lenient, members, f"/{index}", lenient.reading.base)
        if is_package(members):
            stories += read_package(item).stories
        elif (story := read_story(item)) is not None:
            stories.append(story)
    return Feed(stories=tuple(stories))


def _is_item(members: JsonObject) -> bool:
    return not members.keys().isdisjoint(("uri", "standard", "$standard", "items"))
