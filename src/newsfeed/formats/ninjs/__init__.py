"""ninjs 3.1, IPTC's news in JSON: validated."""

import re

from newsfeed.plugins import Format, Rules

_URI = re.compile(rb'"uri"\s*:\s*"')
_OTHERS = re.compile(rb'"@context"|"@graph"|jsonfeed\.org|"newsfeed"\s*:')


def looks_like(head: bytes) -> bool:
    """Whether a document begins like a ninjs item: an object with a uri that is of none of the other formats."""
    return head.startswith(b"{") and _URI.search(head) is not None and _OTHERS.search(head) is None


def _rules() -> Rules:
    from newsfeed.formats.ninjs import rules

    return rules


FORMAT = Format(
    name="ninjs",
    title="ninjs 3.1",
    media_type="application/json",
    suffixes=(".ninjs.json", ".ninjs"),
    looks_like=looks_like,
    rules=_rules,
    standard="https://iptc.org/std/ninjs/",
    feed=False,
)
