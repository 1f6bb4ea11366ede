"""Rules of Markdown: for the pages of stories, those of their reader and of their headings; and for `llms.txt`."""

from collections.abc import Iterator

from newsfeed.errors import ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.formats.markdown.detection import is_list
from newsfeed.formats.markdown.read import read
from newsfeed.model import Feed
from newsfeed.pages.commonmark.block_tree import parse_blocks
from newsfeed.pages.decoding import Line, decode
from newsfeed.pages.document_rules import check_page
from newsfeed.pages.page_splitting import split_pages
from newsfeed.plugins import CheckContext


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a document: yield the findings of its reader, the error that keeps it from being read, and those of headings."""
    message = 'the page has no id and no url: write id: "..." in its front matter, or pass one to the reader'
    yield from check_page(data, checking, read=read, prefix="markdown", id_missing=message)
    try:
        lines = decode(data, checking.limits)
        pages = [] if is_list([line.text for line in lines]) else split_pages(lines)
    except ReadError:
        return  # It has been reported.
    for page in pages:
        if not page.error:
            yield from _check_headings(page.lines)


def check_model(feed: Feed) -> Iterator[Finding]:
    """Yield the problems of stories as pages and as items of a list."""
    for index, story in enumerate(feed.stories):
        path = f"feed.stories[{index}]"
        if not story.headline:
            message = "has no headline: give the story one"
            yield _finding("markdown.headline.missing", message, path=f"{path}.headline")
        if not story.url:
            message = "has no url, so llms.txt cannot link it: give the story one"
            yield _finding("markdown.url.missing", message, path=f"{path}.url")


def _check_headings(lines: list[Line]) -> Iterator[Finding]:
    """Yield the problems of a page's headings: no headline, a second one, and skipped levels."""
    headings = [node for node in parse_blocks(lines) if node.kind == "heading"]
    levels = [int(node.tag[1]) for node in headings]
    if 1 not in levels:
        message = (
            "the text has no headline, and not all programs show the title of the front matter: write `# Headline`"
        )
        line = next((line.number for line in lines if line.text), 1)
        yield _finding("markdown.headline.missing", message, line=line)
    for index, (node, level) in enumerate(zip(headings, levels, strict=True)):
        level_before = max(levels[index - 1], 1) if index else 1
        if level > level_before + 1 or (level == 1 and 1 in levels[:index]):
            advice = "## for a part of the page" if level == 1 else f"{'#' * (level_before + 1)} below the one before"
            message = f'the heading "{node.source:.200}" has level {level}: write {advice}'
            yield _finding("markdown.heading.level", message, line=node.line)


def _finding(code: str, message: str, *, path: str = "", line: int | None = None) -> Finding:
    return Finding(severity=Severity.WARNING, code=code, message=message, path=path, line=line)
