"""standard.site: a `site.standard.document` record for each story, and a publication record with its documents for a feed.

These are the records of long-form publishing on the AT Protocol. newsfeed makes their JSON; servers store them for accounts.
"""

import re
from typing import Final

from newsfeed.plugins import Format, Losses, Reader, Rules, Writer

_TYPE: Final = re.compile(rb'"\$type"\s*:\s*"site\.standard\.(?:document|publication)"')


def looks_like(head: bytes) -> bool:
    """Return whether a document is JSON with a document or publication record of standard.site."""
    return head.startswith((b"{", b"[")) and _TYPE.search(head) is not None


def _reader() -> Reader:
    from newsfeed.formats.standardsite import read

    return read


def _writer() -> Writer:
    from newsfeed.formats.standardsite import write

    return write


def _losses() -> Losses:
    from newsfeed.formats.standardsite import losses

    return losses


def _rules() -> Rules:
    from newsfeed.formats.standardsite import rules

    return rules


FORMAT: Final = Format(
    name="standardsite",
    title="standard.site",
    media_type="application/json",
    suffixes=(".standardsite.json",),
    looks_like=looks_like,
    reader=_reader,
    writer=_writer,
    losses_of=_losses,
    rules=_rules,
    options=frozenset(("headings",)),
    standard="https://standard.site/",
    public=True,
    bare_story=True,
    published=False,
)
