"""Splitting of a document into pages: each but the first begins with TOML front matter between two `+++` lines."""

from newsfeed.errors import LimitError, ReadError
from newsfeed.pages.decoding import Line
from newsfeed.pages.line_syntax import FENCE
from newsfeed.pages.story import PageSource
from newsfeed.plain_data.toml import parse_toml


def split_pages(lines: list[Line]) -> list[PageSource]:
    """Split a document into its pages.

    Raises:
        ReadError: the front matter at the beginning is not closed.
    """
    start = next((index for index, line in enumerate(lines) if not line.blank), 0)
    fences = [index for index, line in enumerate(lines) if line.text == FENCE]
    if fences == [start]:
        reason = f"the TOML block that begins here is not closed: write {FENCE} below it"
        raise ReadError(reason, line=lines[start].number)
    # An odd fence at the end is text.
    blocks = list(zip(fences[::2], fences[1::2], strict=False))
    page_starts = [*(opening for opening, _ in blocks), len(lines)]
    pages = [
        _page_source(lines, opening, closing, end)
        for (opening, closing), end in zip(blocks, page_starts[1:], strict=True)
    ]
    lines_before = lines[: page_starts[0]]
    if pages and all(line.blank for line in lines_before):
        return pages
    return [PageSource(None, lines_before), *pages]


def _page_source(lines: list[Line], opening: int, closing: int, end: int) -> PageSource:
    """Return the page with its front matter between two fences; the fences and its end are indices of lines."""
    toml = "\n".join(line.text for line in lines[opening + 1 : closing])
    first_line = lines[opening].number
    try:
        return PageSource(parse_toml(toml, first_line=first_line + 1), lines[closing + 1 : end], first_line)
    except LimitError as limit_error:
        error: ReadError = limit_error
    except ReadError as syntax_error:
        reason = f"the TOML block {syntax_error.reason}"
        error = ReadError(reason, line=syntax_error.line, column=syntax_error.column)
    return PageSource({}, lines[opening + 1 : end], first_line, error)
