"""The script elements with JSON-LD in an HTML page, with their positions (JSON-LD 1.1, 7)."""

import re
from typing import Final, NamedTuple

from newsfeed.errors import LimitError
from newsfeed.io import html_page
from newsfeed.io.limits import Limits
from newsfeed.io.positions import line_and_column
from newsfeed.values.patterns import pattern

_BOM: Final = b"\xef\xbb\xbf"
_MEDIA_TYPE: Final = "application/ld+json"

_SCRIPT: Final = pattern(r"<script\s[^<>]*ld\+json", re.IGNORECASE)
"""The start of a script of JSON-LD as most pages write it, to count them before a page is parsed."""


class Script(NamedTuple):
    """The content of a script element, with the line and column in the page where it begins.

    Attributes:
        source: the JSON.
        line, column: of its first character.
        generated: True if the JSON is no part of the page, but made of the element that begins there.
    """

    source: bytes
    line: int
    column: int
    generated: bool = False

    def position_in_page(self, line: int, column: int) -> tuple[int, int]:
        """Return the position in the page of a position in the script; both count from 1."""
        if self.generated:
            return self.line, self.column
        return line + self.line - 1, column + (self.column - 1 if line == 1 else 0)


def find_scripts(data: bytes, limits: Limits, encoding: str | None = None) -> list[Script]:
    """Return the JSON-LD of a document: the document itself, or the script elements of an HTML page.

    Args:
        data: a document, which begins with `<` if it is a page; a byte order mark is dropped.
        limits: how long a page may be and how many elements it may have.
        encoding: the charset that came with a page.

    Returns:
        the scripts in document order; none for a page without JSON-LD.

    Raises:
        LimitError: the page is over a limit.
        ReadError: the page cannot be parsed as HTML.
    """
    source = data.removeprefix(_BOM)
    return _page_scripts(data, limits, encoding) if source.lstrip()[:1] == b"<" else [Script(source, 1, 1)]


def _page_scripts(data: bytes, limits: Limits, encoding: str | None) -> list[Script]:
    if len(data) > limits.bytes:
        raise LimitError("bytes", f"is over {limits.bytes} bytes long")
    text = html_page.decode(data, encoding)
    source = text.encode("utf-8", "replace")
    scripts, search_start = [], 0
    for line, script in _script_texts(text, limits):
        content = script.encode()
        start = source.find(content, search_start) if content else -1
        if start < 0:
            scripts.append(Script(content, line, 1))
            continue
        scripts.append(Script(content, *line_and_column(source, start)))
        search_start = start + len(content)
    return scripts


def _script_texts(page: str, limits: Limits) -> list[tuple[int, str]]:
    """Return the line and the content of each script element with JSON-LD."""
    if sum(1 for _ in _SCRIPT.finditer(page)) > limits.scripts:
        raise _too_many(limits)
    scripts = [
        (element.sourceline or 1, element.text or "")
        for element in html_page.parse(page, limits).root.iter("script")
        if (element.get("type") or "").partition(";")[0].strip().lower() == _MEDIA_TYPE
    ]
    if len(scripts) > limits.scripts:
        raise _too_many(limits)
    return scripts


def _too_many(limits: Limits) -> LimitError:
    return LimitError("scripts", f"has over {limits.scripts} scripts with JSON-LD")
