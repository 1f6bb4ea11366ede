"""Reader of JSON Feed 1.1 and 1.0: invalid values are reported, and everything else is read."""

from typing import Final

import attrs

from newsfeed.errors import ReadError
from newsfeed.findings import Report
from newsfeed.formats.jsonfeed.feed_reader import read_feed
from newsfeed.model import Feed
from newsfeed.plugins import ReadContext
from newsfeed.reading.json.documents import parse_or_recover, with_positions
from newsfeed.reading.json.json_types import JsonObject
from newsfeed.reading.json.object_reader import ObjectReader
from newsfeed.reading.lenient import LenientReader

_DISTINCTIVE_MEMBERS: Final = ("items", "home_page_url", "feed_url")
"""Members that make an object a feed even without a version."""


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a document.

    Args:
        data: the document, in UTF-8.
        reading: options of the caller; its report receives the findings, with line and column.

    Returns:
        the feed with its stories, in document order.

    Raises:
        ReadError: the document is not JSON, or has nothing of JSON Feed in it; with line and column.
        LimitError: it exceeds a limit.
    """
    report = Report()
    lenient = LenientReader(attrs.evolve(reading, report=report))
    document = parse_or_recover(data, lenient)
    if not isinstance(document, dict) or not _is_feed(document):
        reason = "is not JSON Feed: an object with a version of JSON Feed, or with items, is expected"
        raise ReadError(reason, line=1, column=1)
    feed = read_feed(ObjectReader(lenient, document, base=reading.base))
    if report.findings:
        reading.report.extend(with_positions(report.findings, data.removeprefix(b"\xef\xbb\xbf")))
    return feed


def _is_feed(document: JsonObject) -> bool:
    return "jsonfeed" in str(document.get("version")) or not document.keys().isdisjoint(_DISTINCTIVE_MEMBERS)
