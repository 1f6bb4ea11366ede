"""schema.org JSON-LD: a graph of NewsArticle, WebPage and FAQPage a story, as a document or in a script element of a page."""

import re
from typing import TYPE_CHECKING, Any, Final

from newsfeed.plugins import Format

if TYPE_CHECKING:
    from newsfeed.formats.jsonld.write import to_script

_KEYWORD: Final = re.compile(rb'"@(?:context|graph|type|id)"\s*:')
_OTHERS: Final = re.compile(rb'"version"\s*:\s*"https?://jsonfeed\.org/|"standard"\s*:\s*\{[^{}]*"ninjs"')
_PAGE: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body|script)\b", re.IGNORECASE)
_SCRIPT: Final = re.compile(rb"<script\b[^>]*\btype\s*=\s*[\"']?\s*application/ld\+json", re.IGNORECASE)
_STRING: Final = re.compile(rb'"(?:[^"\\]|\\.)*"?', re.DOTALL)


def looks_like(head: bytes) -> bool:
    """Say whether the first 4 KB are JSON-LD, or a page with a script element of JSON-LD."""
    if head.startswith((b"{", b"[")):
        return _has_keyword(head) and not _OTHERS.search(head)
    return head.startswith(b"<") and bool(_PAGE.search(head)) and bool(_SCRIPT.search(head))


def _has_keyword(head: bytes) -> bool:
    """Find a keyword of JSON-LD among the keys of the outermost object, or of the first one of the outermost array."""
    level = 2 if head.startswith(b"[") else 1
    depth = at = 0
    while at < len(head):
        sign = head[at : at + 1]
        if sign == b'"':
            if depth == level and _KEYWORD.match(head, at):
                return True
            found = _STRING.match(head, at)
            at = found.end() if found else len(head)
            continue
        depth += 1 if sign in (b"{", b"[") else -1 if sign in (b"}", b"]") else 0
        at += 1
    return False


FORMAT: Final = Format(
    name="jsonld",
    title="schema.org JSON-LD",
    media_type="application/ld+json",
    suffixes=(".jsonld",),
    package=__name__,
    looks_like=looks_like,
    reads=True,
    writes=True,
    caches=True,
    validates=True,
    standard="https://www.w3.org/TR/json-ld11/",
    feed=True,
)


def __getattr__(name: str) -> Any:
    """Import `to_script` on first use: the writer is not needed to recognise a document."""
    if name == "to_script":
        from newsfeed.formats.jsonld import write

        return write.to_script
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = ["FORMAT", "looks_like", "to_script"]
