"""schema.org JSON-LD, as a document or in the script elements of an HTML page: format descriptor, reader, writer and rules.

The writer makes a graph with an article, a WebPage and an FAQPage of each story; the reader also takes the graphs of other
publishers, and the rules check them against schema.org's vocabulary.
"""

import re
from typing import Final

from newsfeed.plugins import Format, Losses, Reader, Rules, Writer

_KEYWORD: Final = re.compile(rb'"@(?:context|graph|type|id)"\s*:')
_OTHER_FORMATS: Final = re.compile(rb'"version"\s*:\s*"https?://jsonfeed\.org/|"standard"\s*:\s*\{[^{}]*"ninjs"')
_PAGE: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|script)\b", re.IGNORECASE)
_SCRIPT: Final = re.compile(rb"<script\b[^<>]*\btype\s*=\s*[\"']?\s*application/ld\+json", re.IGNORECASE)
_STRING: Final = re.compile(rb'"(?:[^"\\]|\\.)*"?', re.DOTALL)


def looks_like(head: bytes) -> bool:
    """Return whether a document is JSON-LD, or a page with a script element of JSON-LD.

    Args:
        head: the first 4 KB, without byte order mark and leading white space.
    """
    if head.startswith((b"{", b"[")):
        return bool(_KEYWORD.search(head)) and _has_keyword(head) and not _OTHER_FORMATS.search(head)
    return head.startswith(b"<") and bool(_PAGE.search(head)) and bool(_SCRIPT.search(head))


def _has_keyword(head: bytes) -> bool:
    """Return whether the outermost object, or one in the outermost array, has a keyword of JSON-LD as a key."""
    key_depth = 2 if head.startswith(b"[") else 1
    depth = index = 0
    while index < len(head):
        character = head[index : index + 1]
        if character == b'"':
            if depth == key_depth and _KEYWORD.match(head, index):
                return True
            string = _STRING.match(head, index)
            index = string.end() if string else len(head)
            continue
        if character in (b"{", b"["):
            depth += 1
        elif character in (b"}", b"]"):
            depth -= 1
        index += 1
    return False


def _reader() -> Reader:
    from newsfeed.formats.jsonld import read

    return read


def _writer() -> Writer:
    from newsfeed.formats.jsonld import write

    return write


def _losses() -> Losses:
    from newsfeed.formats.jsonld import losses

    return losses


def _rules() -> Rules:
    from newsfeed.formats.jsonld import rules

    return rules


FORMAT: Final = Format(
    name="jsonld",
    title="schema.org JSON-LD",
    media_type="application/ld+json",
    suffixes=(".jsonld",),
    looks_like=looks_like,
    reader=_reader,
    writer=_writer,
    losses_of=_losses,
    rules=_rules,
    options=frozenset(("body", "cache", "headings")),
    standard="https://www.w3.org/TR/json-ld11/",
    feed=True,
    public=True,
)


__all__ = ["FORMAT", "looks_like"]
