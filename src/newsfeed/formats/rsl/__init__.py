"""License files of Really Simple Licensing (RSL) 1.0, read and validated.

The terms themselves are `newsfeed.rights.rsl`; `newsfeed.rights_files` writes the file of a site with the others of its kind.
"""

from typing import Final

from newsfeed.plugins import Format, Reader, Rules
from newsfeed.values.patterns import pattern

_ROOT: Final = pattern(rb"<(?:[\w.-]+:)?rsl[\s/>]")


def looks_like(head: bytes) -> bool:
    """Return whether a document begins like a license file: its root element is `<rsl>`."""
    if not head.startswith(b"<"):
        return False
    root = _first_tag(head)
    return bool(root and _ROOT.match(root))


def _first_tag(head: bytes) -> bytes:
    """Return the document from its first start tag on; comments and processing instructions are skipped."""
    index = 0
    while (index := head.find(b"<", index)) >= 0:
        if head.startswith(b"<!--", index):
            index = head.find(b"-->", index)
        elif head.startswith((b"<?", b"<!"), index):
            index = head.find(b">", index)
        else:
            return head[index:]
        if index < 0:
            break
    return b""


def _reader() -> Reader:
    from newsfeed.formats.rsl import read

    return read


def _rules() -> Rules:
    from newsfeed.formats.rsl import rules

    return rules


FORMAT: Final = Format(
    name="rsl",
    title="RSL 1.0",
    media_type="application/rsl+xml",
    suffixes=(".rsl",),
    looks_like=looks_like,
    reader=_reader,
    rules=_rules,
    standard="https://rslstandard.org/rsl",
    public=True,
    published=False,
)
