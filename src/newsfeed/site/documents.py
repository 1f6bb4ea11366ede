"""Documents that were read: the stories of a file, with the findings of its reader."""

from collections.abc import Callable, Mapping
from datetime import tzinfo
from typing import Any, Final

import attrs

from newsfeed.documents import MENDED, encoding_finding, transcoded
from newsfeed.findings import Report
from newsfeed.headings import Headings
from newsfeed.knowledge.outlet import Outlet
from newsfeed.model import Feed, Story
from newsfeed.plugins import Format, ReadContext
from newsfeed.site.inputs import Input, Note, format_of

_KEPT: Final = 100
"""Number of a reader's findings that are kept; a feed may have one for each of its items."""


@attrs.frozen(kw_only=True)
class ReadingOptions:
    """The options for reading stories from files.

    Attributes:
        defaults: values for fields that a document lacks.
        headings: the house's headings, or None for those of the story's language.
        outlets: the house's outlets.
        base: the address of the folder that the documents are in, or None.
        encoding: the charset that the documents came with, or None.
        recover: True to save what can be saved of damaged documents.
        zone: the zone of dates without one, or None for UTC with a finding.
    """

    defaults: Mapping[str, Any] = attrs.field(factory=dict)
    headings: Headings | None = None
    outlets: tuple[Outlet, ...] = ()
    base: str | None = None
    encoding: str | None = None
    recover: bool = False
    zone: tzinfo | None = None


@attrs.frozen(kw_only=True)
class Document:
    """A document that was read.

    Attributes:
        format: its format.
        feed: its stories, and the feed's own values.
        valid: True if its reader reported no error.
        report: the findings of its reader.
    """

    format: Format
    feed: Feed
    valid: bool
    report: Report = attrs.field(factory=Report)

    @property
    def content(self) -> Feed | Story:
        """The story of a document that has just one and says nothing about a feed; else the feed."""
        stories = self.feed.stories
        is_story = len(stories) == 1 and (not self.format.feed or self.feed == Feed(stories=stories))
        return stories[0] if is_story else self.feed


def read_document(
    source: Input,
    reading: ReadingOptions,
    note: Note,
    name: str | None = None,
    *,
    on_story: Callable[[], None] | None = None,
) -> Document | None:
    """Read the stories of an input.

    Args:
        source: the input.
        reading: how to read it.
        note: is told why a file is skipped.
        name: the name of its format, or None to detect it.
        on_story: called for each story that a lenient reader has read, or None.

    Returns:
        the document, or None for a file that was found in a folder and has no known format.

    Raises:
        OSError, NewsfeedError: it cannot be read.
    """
    data, encoding, faults = transcoded(source.read(), reading.encoding)
    source_format = format_of(source, data, name, note)
    if source_format is None:
        return None
    report = Report(limit=_KEPT)
    context = ReadContext(
        report=report,
        defaults=reading.defaults,
        headings=reading.headings,
        outlets=reading.outlets,
        base=reading.base,
        default_zone=reading.zone,
        name=source.page_name,
        encoding=encoding,
        recover=reading.recover,
        on_story=on_story,
    )
    report.extend(encoding_finding(MENDED, fault) for fault in faults)
    feed = source_format.read(data, context)
    return Document(format=source_format, feed=feed, valid=report.valid, report=report)
