"""newsfeed JSON: the model itself as JSON, without any loss."""

import re
from typing import Final

from newsfeed.plugins import Format

_START: Final = re.compile(rb'\{\s*(?:"\$schema"\s*:\s*"[^"]*"\s*,\s*)?"newsfeed"\s*:\s*"')


def looks_like(head: bytes) -> bool:
    """Whether the first key of the document, but for `$schema`, is `newsfeed`: the marker of its version."""
    return _START.match(head) is not None


FORMAT = Format(
    name="json",
    title="newsfeed JSON",
    media_type="application/vnd.newsfeed+json",
    suffixes=(".json", ".story.json"),
    package=__name__,
    looks_like=looks_like,
    reads=True,
    writes=True,
    validates=True,
)
