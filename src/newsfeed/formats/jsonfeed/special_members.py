"""Readers of the members of JSON Feed that say something about the document and have no field in the model."""

from typing import Final

from newsfeed.findings import Severity
from newsfeed.reading.json.json_types import JsonValue
from newsfeed.reading.json.member_readers import text
from newsfeed.reading.json.object_reader import ObjectReader
from newsfeed.values.patterns import pattern

_VERSION: Final = pattern(r"https?://(?:www\.)?jsonfeed\.org/version/1(?:\.[01])?/?")


def version(source: ObjectReader, name: str, value: JsonValue) -> None:
    """Report a version of JSON Feed that the reader does not know."""
    written = text(source, name, value)
    if written and not _VERSION.fullmatch(written):
        message = f"the version {written!r:.128} is unknown: the feed is read as JSON Feed 1.1"
        source.note("version.unknown", message, name, severity=Severity.INFO)


def expired(source: ObjectReader, name: str, value: JsonValue) -> None:
    """Report a feed that is marked as expired."""
    if value is True:
        message = "the feed is marked as expired: its publisher will not update it"
        source.note("feed.expired", message, name, severity=Severity.INFO)
    elif value is not False:
        source.report_type(value, "a boolean", "it is left out", name)


def comment(source: ObjectReader, name: str, value: JsonValue) -> None:
    """Report a comment for people who look at the raw feed."""
    if value != "":
        source.report_dropped(name, value, "since it is a comment about the document")
