"""newsfeed JSON: the model itself as JSON, without loss.

Belongs here: the document around plain data (its version, one story per line of a feed), its findings and its schema.
The conversion of the model to plain data is in `newsfeed.plain_data`.
"""

import re
from typing import Final

from newsfeed.plugins import Format, Reader, Rules, Writer

_START: Final = re.compile(rb'\{\s*(?:"\$schema"\s*:\s*"[^"]*"\s*,\s*)?"newsfeed"\s*:\s*"')


def looks_like(head: bytes) -> bool:
    """Return whether the document's first key is `newsfeed`, its version; only `$schema` may precede it."""
    return _START.match(head) is not None


def _reader() -> Reader:
    from newsfeed.formats.json import read

    return read


def _writer() -> Writer:
    from newsfeed.formats.json import write

    return write


def _rules() -> Rules:
    from newsfeed.formats.json import rules

    return rules


FORMAT = Format(
    name="json",
    title="newsfeed JSON",
    media_type="application/vnd.newsfeed+json",
    suffixes=(".json", ".story.json"),
    looks_like=looks_like,
    reader=_reader,
    writer=_writer,
    rules=_rules,
)
