"""ninjs, IPTC's format for news in JSON: documents of versions 1.0 to 3.2 are validated.

The rules are those of the bundled JSON Schema of the document's version; modules here turn its objections into findings.
"""

import re
from typing import Final

from newsfeed.plugins import Format, Rules

_URI: Final = re.compile(rb'"uri"\s*:\s*"')
_OTHER_FORMATS: Final = re.compile(rb'"@context"|"@graph"|jsonfeed\.org|"newsfeed"\s*:')


def looks_like(head: bytes) -> bool:
    """Return whether a document begins like a ninjs item: an object with a `uri`, and no sign of another format."""
    return head.startswith(b"{") and _URI.search(head) is not None and _OTHER_FORMATS.search(head) is None


def _rules() -> Rules:
    from newsfeed.formats.ninjs import rules

    return rules


FORMAT: Final = Format(
    name="ninjs",
    title="ninjs 1.0 to 3.2",
    media_type="application/json",
    suffixes=(".ninjs.json", ".ninjs"),
    looks_like=looks_like,
    rules=_rules,
    standard="https://iptc.org/std/ninjs/",
    feed=False,
)
