"""OPML: lists of feeds. Versions 1.0, 1.1 and 2.0 are read and validated, 2.0 is written.

A list has no stories: `Feed.subscriptions` are its outlines, and the other fields of the feed are its head. Outlines that are
no feeds (links, inclusions, plain text) are extensions of the feed, in the namespace that OPML has for other XML formats.
"""

import re
from typing import Final

from newsfeed.plugins import Format, Losses, Reader, Rules, Writer

_ROOT: Final = re.compile(
    rb"(?:<\?[^<>]*+>|<!--(?>.*?-->)|<!doctype[^<>\[]*+>|\s)*+<(?:[\w.-]++:)?opml[\s>/]", re.I | re.S
)


def looks_like(head: bytes) -> bool:
    """Return whether the root element of a document is `<opml>`, in any case."""
    return head.startswith(b"<") and _ROOT.match(head) is not None


def _holds_no_stories(_data: bytes) -> bool:
    return False


def _reader() -> Reader:
    from newsfeed.formats.opml import read

    return read


def _writer() -> Writer:
    from newsfeed.formats.opml import write

    return write


def _losses() -> Losses:
    from newsfeed.formats.opml import losses

    return losses


def _rules() -> Rules:
    from newsfeed.formats.opml import rules

    return rules


FORMAT: Final = Format(
    name="opml",
    title="OPML 2.0",
    media_type="text/x-opml",
    suffixes=(".opml", ".opml.xml"),
    looks_like=looks_like,
    holds_stories=_holds_no_stories,
    reader=_reader,
    writer=_writer,
    losses_of=_losses,
    rules=_rules,
    standard="http://opml.org/spec2.opml",
    public=True,
    published=False,
    carries_stories=False,
)
