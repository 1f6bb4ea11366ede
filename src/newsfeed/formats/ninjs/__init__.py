"""ninjs, IPTC's format for news in JSON: versions 1.0 to 3.2 are read and validated, 3.2 and 2.1 are written.

The reader converts an item to the names of ninjs 3 and takes the members that have a field; all others are kept as extensions.
The rules are those of the bundled JSON Schema of the document's version; modules here turn its objections into findings.
"""

import re
from typing import Final

from newsfeed.plugins import Format, Losses, Reader, Rules, Writer

_START: Final = re.compile(rb"\{|\[\s*\{")
_URI: Final = re.compile(rb'"uri"\s*:\s*"')
_STANDARD: Final = re.compile(rb'"\$?standard"\s*:\s*\{[^{}]*"ninjs"')
_OTHER_FORMATS: Final = re.compile(
    rb'"@context"|"@graph"|"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org|"newsfeed"\s*:'
)


def looks_like(head: bytes) -> bool:
    """Return whether a document begins like a ninjs item, or an array of them: a `uri`, and no sign of another format."""
    if _START.match(head) is None:
        return False
    is_item = _STANDARD.search(head) is not None or _URI.search(head) is not None
    return is_item and _OTHER_FORMATS.search(head) is None


def _reader() -> Reader:
    from newsfeed.formats.ninjs import read

    return read


def _writer() -> Writer:
    from newsfeed.formats.ninjs import write

    return write


def _losses() -> Losses:
    from newsfeed.formats.ninjs import losses

    return losses


def _rules() -> Rules:
    from newsfeed.formats.ninjs import rules

    return rules


FORMAT: Final = Format(
    name="ninjs",
    title="ninjs 1.0 to 3.2",
    media_type="application/json",
    suffixes=(".ninjs.json", ".ninjs"),
    looks_like=looks_like,
    reader=_reader,
    writer=_writer,
    losses_of=_losses,
    rules=_rules,
    options=frozenset(("cache", "headings", "version")),
    versions=("3.2", "2.1"),
    standard="https://iptc.org/std/ninjs/",
    bare_story=True,
)
