"""Splitting of a document into pages: each but the first begins with TOML front matter between two `+++` lines.

The first page may have YAML front matter between two `---` lines instead.
"""

from newsfeed.errors import LimitError, ReadError
from newsfeed.pages.decoding import Line
from newsfeed.pages.front_matter import begins_with_yaml, closing_fence
from newsfeed.pages.line_syntax import FENCE
from newsfeed.pages.story import PageSource
from newsfeed.plain_data.toml import parse_toml


def split_pages(lines: list[Line]) -> list[PageSource]:
    """Split a document into its pages.

    Raises:
        ReadError: the front matter at the beginning is not closed.
    """
    if begins_with_yaml(lines):
        return _pages_after_yaml(lines)
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
    if not pages or not all(line.blank for line in lines_before):
        pages.insert(0, PageSource(None, lines_before))
    for position, page in enumerate(pages, 1):
        page.position = position
    return pages


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


def _pages_after_yaml(lines: list[Line]) -> list[PageSource]:
    """Return the pages of a document that begins with YAML front matter."""
    from newsfeed.plain_data.yaml import parse_yaml  # imports PyYAML

    opening = next(index for index, line in enumerate(lines) if line.text)
    first_line = lines[opening].number
    closing = closing_fence(lines)
    if closing is None:
        raise ReadError("the YAML block that begins here is not closed: write --- below it", line=first_line)
    source = "\n".join(line.indent + line.text for line in lines[opening + 1 : closing])
    first_page = PageSource({}, [], first_line, syntax="YAML")
    try:
        mapping = parse_yaml(source, first_line=first_line + 1)
        first_page.front_matter, first_page.key_lines = dict(mapping.values), mapping.lines
    except LimitError as limit_error:
        first_page.error = limit_error
    except ReadError as error:
        first_page.error = ReadError(f"the YAML block {error.reason}", line=error.line, column=error.column)
    return _below_yaml(first_page, lines[opening + 1 : closing], lines[closing + 1 :])


def _below_yaml(first_page: PageSource, front_matter: list[Line], lines: list[Line]) -> list[PageSource]:
    """Return the pages of the lines below YAML front matter, the first with that front matter."""
    opening = next((index for index, line in enumerate(lines) if line.text == FENCE), len(lines))
    first_page.lines = [*(front_matter if first_page.error else []), *lines[:opening]]
    pages = [first_page]
    if opening < len(lines):
        pages += split_pages(lines[opening:])
    for position, page in enumerate(pages, 1):
        page.position = position
    return pages
