"""Writer of explainer pages.

The parts of a story are the text of its page; the TOML front matter has everything else, except the fields that are for
newsrooms only. Every page reads back as its story: `layout` writes each part in a form that cannot be misread, and the
fields that have none go into the front matter.
"""

import attrs

from newsfeed.formats.text.layout import PageLayout, UnwritableFieldError
from newsfeed.headings import Headings, for_language, is_notice
from newsfeed.model import Feed, Story
from newsfeed.pages.front_matter import FEED_TABLE, format_front_matter
from newsfeed.pages.page_reader import PAGE_FIELDS
from newsfeed.pages.page_story import as_page_story
from newsfeed.pages.part_splitting import NOTICE
from newsfeed.plain_data.plain import PlainObject
from newsfeed.plain_data.unstructure import unstructure
from newsfeed.plugins import WriteContext
from newsfeed.rendering.sinks import Write


def open_writer(write: Write, feed: Feed, context: WriteContext) -> "PageWriter":
    """Begin a document of pages.

    Args:
        write: receives the bytes.
        feed: its fields become the table `feed` in the front matter of the first page.
        context: the caller's options.
    """
    feed_fields = {} if context.standalone else unstructure(attrs.evolve(feed, stories=()))
    return PageWriter(write, feed_fields, context.headings, standalone=context.standalone)


class PageWriter:
    """Writer of one page after another; made by `open_writer`."""

    def __init__(self, write: Write, feed_fields: PlainObject, headings: Headings | None, *, standalone: bool) -> None:
        self._write = write
        self._feed_fields = feed_fields
        self._headings = headings
        self._standalone = standalone
        self._begun = False

    def write(self, story: Story) -> None:
        """Write the page of a story."""
        text = format_page(story, self._headings, self._feed_fields)
        self._write((f"\n{text}" if self._begun else text).encode())
        self._begun, self._feed_fields = True, {}

    def close(self) -> None:
        """Write the feed's fields if there was no story to write them with."""
        if not self._begun and not self._standalone:
            self._write(format_front_matter({FEED_TABLE: self._feed_fields}).encode())


def format_page(story: Story, headings: Headings | None = None, feed_fields: PlainObject | None = None) -> str:
    """Return the page of a story.

    Args:
        story: the story; markup that Markdown does not have is left out.
        headings: headings of the parts; None uses those of the story's language.
        feed_fields: the feed's fields as plain data, for the front matter.
    """
    page_story = as_page_story(story)
    layout = PageLayout(page_story, headings or for_language(story.language))
    text, whole_fields = _lay_out(layout)
    data: PlainObject = {"headline": page_story.headline, **unstructure(page_story)}
    metadata: PlainObject = {name: value for name, value in data.items() if name not in PAGE_FIELDS}
    if story.ai and not (NOTICE in whole_fields or is_notice(story.ai.statement, story.ai.source)):
        metadata[NOTICE] = {"source": story.ai.source}  # The text has the statement.
    whole_data: PlainObject = {name: data[name] for name in PAGE_FIELDS if name in whole_fields}
    tables: PlainObject = {name: [*entries] for name, entries in layout.tables.items()}
    feed_data: PlainObject = {FEED_TABLE: feed_fields} if feed_fields else {}
    return format_front_matter({**metadata, **whole_data, **tables, **feed_data}) + text


def marked_fields(story: Story) -> list[str]:
    """Return the fields of a story that are written with marks, or into the front matter."""
    layout = PageLayout(as_page_story(story), for_language(story.language))
    _, whole_fields = _lay_out(layout)
    return [name for name in PAGE_FIELDS if name in {*layout.marked, *layout.tables, *whole_fields}]


def _lay_out(layout: PageLayout) -> tuple[str, set[str]]:
    """Return the text of a page, and the fields that it has no form for."""
    whole_fields: set[str] = set()
    while True:
        try:
            return layout.format(whole_fields), whole_fields
        except UnwritableFieldError as error:
            whole_fields.add(error.field)
