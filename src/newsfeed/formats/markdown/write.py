"""Writer of Markdown: the page of a story, or the list of a feed's stories as `llms.txt`."""

from newsfeed.formats.markdown.index import IndexWriter
from newsfeed.formats.markdown.page import format_page
from newsfeed.headings import Headings
from newsfeed.model import Feed, Story
from newsfeed.plugins import StoryWriter, WriteContext
from newsfeed.rendering.sinks import Write


def open_writer(write: Write, feed: Feed, context: WriteContext) -> StoryWriter:
    """Begin a document: a page for a single story, else a list.

    Args:
        write: receives the bytes.
        feed: the feed; a page has nothing of it.
        context: the caller's options.

    Raises:
        WriteError: the feed has no title.
    """
    return PageWriter(write, context.headings) if context.standalone else IndexWriter(write, feed, context.site)


class PageWriter:
    """Writer of one page."""

    def __init__(self, write: Write, headings: Headings | None) -> None:
        self._write = write
        self._headings = headings

    def write(self, story: Story) -> None:
        """Write the page of the story."""
        self._write(format_page(story, self._headings).encode())

    def close(self) -> None:
        """End the document; nothing is written after the page."""
