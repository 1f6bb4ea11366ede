"""ActivityStreams 2.0: an Article for each story (FEP-b2b8, long-form text), and an OrderedCollection for a feed.

This is what servers of the Fediverse exchange. The documents have no activities: a server wraps an Article in a Create.
"""

import re
from typing import Final

from newsfeed.plugins import Format, Losses, Reader, Rules, Writer

_CONTEXT: Final = re.compile(
    rb'"@context"\s*:\s*(?:\[[^\]]*?)?"https?:\\?/\\?/www\.w3\.org\\?/ns\\?/activitystreams#?"'
)


def looks_like(head: bytes) -> bool:
    """Return whether a document is a JSON object with the context of ActivityStreams."""
    return head.startswith(b"{") and _CONTEXT.search(head) is not None


def _reader() -> Reader:
    from newsfeed.formats.activitystreams import read

    return read


def _writer() -> Writer:
    from newsfeed.formats.activitystreams import write

    return write


def _losses() -> Losses:
    from newsfeed.formats.activitystreams import losses

    return losses


def _rules() -> Rules:
    from newsfeed.formats.activitystreams import rules

    return rules


FORMAT: Final = Format(
    name="activitystreams",
    title="ActivityStreams 2.0",
    media_type="application/activity+json",
    suffixes=(".activity.json", ".as2.json"),
    looks_like=looks_like,
    reader=_reader,
    writer=_writer,
    losses_of=_losses,
    rules=_rules,
    options=frozenset(("headings",)),
    standard="https://www.w3.org/TR/activitystreams-core/",
    public=True,
    bare_story=True,
    published=False,
)
