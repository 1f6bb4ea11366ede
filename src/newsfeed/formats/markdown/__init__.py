"""Markdown: the page of a story as CommonMark with YAML front matter, and the list of a feed's stories as `llms.txt`.

A page (`page`, `blocks`, `escaping`) declares `syntax: commonmark`, so that `newsfeed.pages.commonmark` reads it by its
marks alone; the format `text` reads it as well. The list (`index`) has the form of llmstxt.org.
"""

from newsfeed.plugins import Format, Losses, Reader, Rules, Writer


def looks_like(head: bytes) -> bool:
    """Return whether a document is a page that declares CommonMark, or a list of links to stories as in `llms.txt`."""
    if head[:2] not in (b"--", b"++", b"# ", b"#\t"):
        return False
    from newsfeed.formats.markdown.detection import is_page, is_titled_list

    lines = head.decode("utf-8", "ignore").splitlines()
    return is_page(lines) or is_titled_list(lines)


def holds_stories(data: bytes) -> bool:
    """Return whether a document has a heading or front matter of an explainer, or a list of stories."""
    from newsfeed.pages.detection import looks_like_page

    return looks_like(data) or looks_like_page(data.decode("utf-8", "ignore"))


def _reader() -> Reader:
    from newsfeed.formats.markdown import read

    return read


def _writer() -> Writer:
    from newsfeed.formats.markdown import write

    return write


def _losses() -> Losses:
    from newsfeed.formats.markdown import losses

    return losses


def _rules() -> Rules:
    from newsfeed.formats.markdown import rules

    return rules


FORMAT = Format(
    name="markdown",
    title="Markdown",
    media_type="text/markdown",
    suffixes=(".md",),
    looks_like=looks_like,
    holds_stories=holds_stories,
    reader=_reader,
    writer=_writer,
    losses_of=_losses,
    rules=_rules,
    options=frozenset(("headings", "site")),
    standard="https://spec.commonmark.org/0.31.2/",
    public=True,
    index=True,
    feed_file="llms.txt",
    story_pages="named",
    reads_back=True,
)
