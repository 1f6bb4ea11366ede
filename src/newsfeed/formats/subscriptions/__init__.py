"""A list of subscriptions in TOML, for people who keep it by hand: the fields of a feed, and one table for each subscription.

It has everything that a feed has, except stories.
"""

import re
from typing import Final

from newsfeed.plugins import Format, Losses, Reader, Rules, Writer

_TABLE: Final = re.compile(rb"^[ \t]*(?:\[\[[ \t]*subscriptions[ \t]*\]\]|subscriptions[ \t]*=[ \t]*\[)", re.MULTILINE)
_HEAD: Final = 1 << 16
"""Number of bytes in which the first subscription is looked for: the values of the feed precede it."""


def looks_like(head: bytes) -> bool:
    """Return whether a document has a table `[[subscriptions]]`, or a list of that name, and is no page or JSON."""
    return not head.startswith((b"<", b"{", b"+++", b"---")) and _TABLE.search(head) is not None


def _holds_no_stories(_data: bytes) -> bool:
    return False


def _reader() -> Reader:
    from newsfeed.formats.subscriptions import read

    return read


def _writer() -> Writer:
    from newsfeed.formats.subscriptions import write

    return write


def _losses() -> Losses:
    from newsfeed.formats.subscriptions import losses

    return losses


def _rules() -> Rules:
    from newsfeed.formats.subscriptions import rules

    return rules


FORMAT: Final = Format(
    name="subscriptions",
    title="TOML list of subscriptions",
    media_type="application/toml",
    suffixes=(".subscriptions.toml", ".toml"),
    looks_like=looks_like,
    head=_HEAD,
    holds_stories=_holds_no_stories,
    reader=_reader,
    writer=_writer,
    losses_of=_losses,
    rules=_rules,
    standard="https://toml.io/en/v1.0.0",
    published=False,
    carries_stories=False,
)
