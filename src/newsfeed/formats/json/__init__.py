"""newsfeed JSON: the model itself as JSON, without any loss."""

import re
from typing import Final

from newsfeed.plugins import Format, Losses, Reader, Rules, Writer

_START: Final = re.compile(rb'\{\s*(?:"\$schema"\s*:\s*"[^"]*"\s*,\s*)?"newsfeed"\s*:\s*"')


def looks_like(head: bytes) -> bool:
    """Whether the first key of the document, but for `$schema`, is `newsfeed`: the marker of its version."""
    return _START.match(head) is not None


def _reader() -> Reader:
    from newsfeed.formats.json import read

    return read


def _writer() -> Writer:
    from newsfeed.formats.json import write

    return write


def _losses() -> Losses:
    from newsfeed.formats.json import losses

    return losses


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
    losses_of=_losses,
    rules=_rules,
)
