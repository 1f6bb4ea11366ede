"""Positions of findings about stories, in the document that the stories were read from."""

import codecs
import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from newsfeed.findings import Finding
from newsfeed.model import Feed

_STORY_PATH: Final = re.compile(r"feed\.stories\[(\d+)\]")


def with_positions(findings: Iterable[Finding], feed: Feed, data: bytes) -> Iterator[Finding]:
    """Yield the findings with the line and column where the document has the id of the story, if it has it as a whole value.

    Args:
        findings: findings whose paths lead to stories of the feed.
        feed: the feed.
        data: the document, in UTF-8 or in UTF-16 with a byte order mark.
    """
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = data.decode("utf-16" if is_utf16 else "utf-8-sig", "replace")
    for finding in findings:
        match = _STORY_PATH.match(finding.path)
        offset = _offset(text, feed, int(match[1])) if match else None
        if offset is None:
            yield finding
        else:
            line_start = text.rfind("\n", 0, offset) + 1
            yield attrs.evolve(finding, line=text.count("\n", 0, offset) + 1, column=offset - line_start + 1)


def _offset(text: str, feed: Feed, index: int) -> int | None:
    """Return where a text has the id of a story; of stories with one id, each has its share of the occurrences."""
    identifier = feed.stories[index].id
    sharing = [number for number, story in enumerate(feed.stories) if story.id == identifier]
    for spelling in dict.fromkeys(_spellings(identifier)):
        value = re.compile(rf"""(?<=[>"'\s]){re.escape(spelling)}(?=[<"'\s])""")
        if offsets := [match.start() for match in value.finditer(text)]:
            return offsets[len(offsets) * sharing.index(index) // len(sharing)]
    return None


def _spellings(identifier: str) -> Iterator[str]:
    """Yield the spellings of a text in XML, HTML and JSON."""
    yield identifier
    yield html.escape(identifier, quote=False)
    yield html.escape(identifier)
    yield json.dumps(identifier)[1:-1]
    yield json.dumps(identifier).replace("/", "\\/")[1:-1]
