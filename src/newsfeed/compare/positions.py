"""Positions of findings about stories, in the document that the stories were read from."""

import bisect
import codecs
import html
import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Final

import attrs

from newsfeed.findings import Finding
from newsfeed.model import Feed

_STORY_PATH: Final = re.compile(r"feed\.stories\[(\d+)\]")
_VALUE: Final = re.compile(r"""(?<=[>"'\s])[^<>"'\s]++(?=[<"'\s])""")
_DELIMITER: Final = re.compile(r"""[<>"'\s]""")
_MAX_SEARCHES: Final = 100
"""The number of ids with white space, quotation marks or angle brackets are looked for, each in the whole document."""


def with_positions(findings: Iterable[Finding], feed: Feed, data: bytes) -> Iterator[Finding]:
    """Yield the findings with the line and column where the document has the id of the story, if it has it as a whole value.

    Args:
        findings: findings whose paths lead to stories of the feed.
        feed: the feed.
        data: the document, in UTF-8 or in UTF-16 with a byte order mark.
    """
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = data.decode("utf-16" if is_utf16 else "utf-8-sig", "replace")
    located = [(finding, _story_index(finding)) for finding in findings]
    ids = _Ids(text, feed, {index for _, index in located if index is not None})
    line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for finding, index in located:
        offset = None if index is None else ids.offset(index)
        if offset is None:
            yield finding
        else:
            line = bisect.bisect_right(line_starts, offset)
            yield attrs.evolve(finding, line=line, column=offset - line_starts[line - 1] + 1)


def _story_index(finding: Finding) -> int | None:
    match = _STORY_PATH.match(finding.path)
    return int(match[1]) if match else None


class _Ids:
    """Positions of the ids of stories in a document.

    Args:
        text: the document.
        feed: the feed.
        indexes: the indexes of the stories that are asked for.
    """

    def __init__(self, text: str, feed: Feed, indexes: Collection[int]) -> None:
        self._feed = feed
        self._sharing: dict[str, dict[int, int]] = {feed.stories[index].id: {} for index in indexes}
        for index, story in enumerate(feed.stories):
            if (ranks := self._sharing.get(story.id)) is not None:
                ranks[index] = len(ranks)
        self._offsets: dict[str, list[int]] = defaultdict(list)
        spellings = {spelling for identifier in self._sharing for spelling in _spellings(identifier)}
        for match in _VALUE.finditer(text):
            if match[0] in spellings:
                self._offsets[match[0]].append(match.start())
        for spelling in sorted(filter(_DELIMITER.search, spellings))[:_MAX_SEARCHES]:
            value = re.compile(rf"""(?<=[>"'\s]){re.escape(spelling)}(?=[<"'\s])""")
            self._offsets[spelling] = [match.start() for match in value.finditer(text)]

    def offset(self, index: int) -> int | None:
        """Return where the text has the id of a story; of stories with one id, each has its share of the occurrences."""
        identifier = self._feed.stories[index].id
        ranks = self._sharing[identifier]
        for spelling in _spellings(identifier):
            if offsets := self._offsets.get(spelling):
                return offsets[len(offsets) * ranks[index] // len(ranks)]
        return None


def _spellings(identifier: str) -> Iterator[str]:
    """Yield the spellings of a text in XML, HTML and JSON."""
    yield identifier
    yield html.escape(identifier, quote=False)
    yield html.escape(identifier)
    yield json.dumps(identifier)[1:-1]
    yield json.dumps(identifier).replace("/", "\\/")[1:-1]
