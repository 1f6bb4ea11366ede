r"""Writer of explainer pages.

The parts of a story are the text of its page; the TOML front matter has everything else. Each page is read back while
it is written. If a part does not read back, its lines are marked as plain text (`\`) or as headings (`#`); then its
missing fields go into the front matter, as tables beside the entries; and at last the whole part does. So every page
reads back as its story.
"""

from collections.abc import Collection, Mapping, Sequence

import attrs

from newsfeed.errors import NewsfeedError
from newsfeed.findings import Report
from newsfeed.formats.text.layout import PageLayout
from newsfeed.formats.text.losses import as_plain_text
from newsfeed.formats.text.page_splitting import split_pages
from newsfeed.formats.text.toml_writer import format_front_matter
from newsfeed.headings import Headings, for_language
from newsfeed.model import Feed, Story
from newsfeed.pages.decoding import split_lines
from newsfeed.pages.entry_tables import ENTRY_FIELDS, tables_for
from newsfeed.pages.front_matter import FEED_TABLE
from newsfeed.pages.page_reader import PAGE_FIELDS
from newsfeed.pages.story import read_page
from newsfeed.plain_data.plain import FieldValues, PlainObject, PlainValue
from newsfeed.plain_data.unstructure import unstructure
from newsfeed.plugins import ReadContext, WriteContext
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
        story: the story; its markup is left out.
        headings: headings of the parts; None uses those of the story's language.
        feed_fields: the feed's fields as plain data, for the front matter.
    """
    return _PageFitter(as_plain_text(story), headings, feed_fields or {}).fit()


def marked_fields(story: Story, headings: Headings | None = None) -> list[str]:
    """Return the fields of a story that do not read back from plain lines and need marks or front matter."""
    fitter = _PageFitter(as_plain_text(story), headings, {})
    return fitter.misread_fields(fitter.page(()))


class _PageFitter:
    """Search for the plainest page that reads back as a story.

    Attributes:
        metadata: the fields that only the front matter has, as plain data.
        page_data: the fields of the page, as plain data.
    """

    def __init__(self, story: Story, headings: Headings | None, feed_fields: PlainObject) -> None:
        self.story = story
        self.feed_data: PlainObject = {FEED_TABLE: feed_fields} if feed_fields else {}
        self.reading = ReadContext(headings=headings, report=Report(limit=0))
        self.layout = PageLayout(headings or for_language(story.language), story.language)
        data: PlainObject = {"headline": story.headline, **unstructure(story)}
        self.metadata = {name: value for name, value in data.items() if name not in PAGE_FIELDS}
        self.page_data: PlainObject = {name: data[name] for name in PAGE_FIELDS if name in data}

    def fit(self) -> str:
        """Return the page."""
        page = self.page(())
        misread = self.misread_fields(page)
        if not misread:
            return page
        marked = misread
        page = self.page(marked)
        misread = self.misread_fields(page)
        return self._with_front_matter(marked, misread) if misread else page

    def _with_front_matter(self, marked: Collection[str], misread: Sequence[str]) -> str:
        """Move fields to the front matter: tables beside the entries of the page if that suffices, else whole fields."""
        tables = self._tables(marked, misread)
        whole_fields = {name for name in misread if name not in tables}
        while True:
            page = self.page(marked, tables, whole_fields)
            misread = [name for name in self.misread_fields(page) if name not in whole_fields]
            if not misread:
                break
            whole_fields |= set(misread)
        return page if not self.misread_fields(page) else self.page((), {}, set(PAGE_FIELDS))

    def _tables(self, marked: Collection[str], misread: Sequence[str]) -> dict[str, PlainValue]:
        """Return the tables that correct the entries of misread fields, for the fields where tables suffice."""
        page_story = self._read(self.page(marked))
        if page_story is None:
            return {}
        tables: dict[str, PlainValue] = {}
        for name in ENTRY_FIELDS:
            if name not in misread:
                continue
            field_tables = tables_for(name, getattr(page_story, name), getattr(self.story, name))
            if field_tables:
                tables[name] = list(field_tables)
        return tables

    def page(
        self,
        marked: Collection[str],
        tables: Mapping[str, PlainValue] | None = None,
        whole_fields: Collection[str] = (),
    ) -> str:
        """Return a page.

        Args:
            marked: fields to write with marks.
            tables: tables for entries, by field.
            whole_fields: fields to write into the front matter instead of the page.
        """
        whole_data = {name: value for name, value in self.page_data.items() if name in whole_fields}
        table_data = {name: value for name, value in (tables or {}).items() if name not in whole_fields}
        emptied: FieldValues = {name: "" if name == "summary" else () for name in whole_fields}
        text = self.layout.format(attrs.evolve(self.story, **emptied), marked)
        return format_front_matter({**self.metadata, **whole_data, **table_data, **self.feed_data}) + text

    def misread_fields(self, page: str) -> list[str]:
        """Return the fields that do not read back from a page."""
        read_story = self._read(page)
        if read_story is None:
            return list(PAGE_FIELDS)
        if read_story == self.story:
            return []
        fields = [name for name in PAGE_FIELDS if getattr(read_story, name) != getattr(self.story, name)]
        return fields or list(PAGE_FIELDS)

    def _read(self, page: str) -> Story | None:
        pages = split_pages(split_lines(page))
        try:
            return read_page(pages[0], self.reading) if len(pages) == 1 else None
        except NewsfeedError:
            return None
