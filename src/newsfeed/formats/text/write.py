"""Writing explainer pages.

The parts of a story stand on the page as text, and all else in its TOML block. Whatever is written is read back:
where a part would not read as it is, its lines are marked as plain text (`\\`) or as headings (`#`); then what the
page lacks of its entries is put into the block, beside them; and at last the whole part. So every page reads back as
its story.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import attrs

from newsfeed.errors import NewsfeedError
from newsfeed.findings import Loss, Report
from newsfeed.formats.text import toml
from newsfeed.formats.text.details import KEYS, details
from newsfeed.formats.text.flat import flat, losses
from newsfeed.formats.text.layout import Layout
from newsfeed.formats.text.lines import lines_of
from newsfeed.formats.text.pages import BLOCK, pages
from newsfeed.formats.text.read import PARTS
from newsfeed.formats.text.read import story as read_story
from newsfeed.headings import Headings, for_language
from newsfeed.model import Feed, Story
from newsfeed.plain_data.structure import unstructure
from newsfeed.plugins import ReadContext
from newsfeed.rendering.sinks import Write


def open_writer(write: Write, feed: Feed, *, single: bool = False, headings: Headings | None = None) -> "PageWriter":
    """Begin a document of pages.

    Args:
        write: takes the bytes.
        feed: its fields stand as table `feed` in the block of the first page.
        single: there is one story, and nothing to say of a feed.
        headings: the house's; None takes those of each story's language.
    """
    said = {} if single else unstructure(attrs.evolve(feed, stories=()))
    return PageWriter(write, said, headings, single=single)


class PageWriter:
    """Writes page after page; made by `open_writer`."""

    def __init__(self, write: Write, feed: dict[str, Any], headings: Headings | None, *, single: bool) -> None:
        self._write = write
        self._feed = feed
        self._headings = headings
        self._single = single
        self._begun = False

    def write(self, story: Story) -> None:
        """Write one page."""
        text = page(story, self._headings, {"feed": self._feed} if self._feed else {})
        self._write((f"\n{text}" if self._begun else text).encode())
        self._begun, self._feed = True, {}

    def close(self) -> None:
        """Write the feed's fields, where there was no story to write them with."""
        if not self._begun and not self._single:
            self._write(_block({"feed": self._feed}).encode())


def page(story: Story, headings: Headings | None = None, feed: Mapping[str, Any] | None = None) -> str:
    """Give the page of a story."""
    return _Fitting(flat(story), headings, feed or {}).page()


def misfits(story: Story, headings: Headings | None = None) -> list[str]:
    """Name the parts that do not read back from plain lines under plain headings."""
    fitting = _Fitting(flat(story), headings, {})
    return fitting.wrong(fitting.text(()))


class _Fitting:
    """Finds the plainest page that reads back as the story."""

    def __init__(self, story: Story, headings: Headings | None, feed: Mapping[str, Any]) -> None:
        self.story = story
        self.feed = feed
        self.reading = ReadContext(headings=headings, report=Report(limit=0))
        self.layout = Layout(headings or for_language(story.language), story.language)
        data = {"headline": story.headline, **unstructure(story)}
        self.data = {name: data[name] for name in data if name not in PARTS}
        self.parts = {name: data[name] for name in PARTS if name in data}

    def page(self) -> str:
        text = self.text(())
        wrong = self.wrong(text)
        if not wrong:
            return text
        text = self.text(wrong)
        marked, wrong = wrong, self.wrong(text)
        if not wrong:
            return text
        return self._with_tables(marked, wrong)

    def _with_tables(self, marked: Collection[str], wrong: list[str]) -> str:
        """Put what the page lacks into the block: at first beside the entries on the page, then the whole part."""
        tables: dict[str, Any] = {}
        read = self._read(self.text(marked))
        for name in KEYS if read else ():
            made = details(name, getattr(read, name), getattr(self.story, name)) if name in wrong else None
            if made:
                tables[name] = made
        whole = {name for name in wrong if name not in tables}
        while True:
            text = self.text(marked, tables, whole)
            wrong = [name for name in self.wrong(text) if name not in whole]
            if not wrong:
                break
            whole |= set(wrong)
        return text if not self.wrong(text) else self.text((), {}, set(PARTS))

    def text(
        self, marked: Collection[str], tables: Mapping[str, Any] | None = None, whole: Collection[str] = ()
    ) -> str:
        """Give the page with these parts marked, these tables in the block, and these parts in it as a whole."""
        inside = {name: data for name, data in self.parts.items() if name in whole}
        beside = {name: data for name, data in (tables or {}).items() if name not in whole}
        empty: dict[str, Any] = {name: "" if name == "summary" else () for name in whole}
        left = attrs.evolve(self.story, **empty)
        text = self.layout.page(left, marked)
        return _block({**self.data, **inside, **beside, **self.feed}) + text

    def wrong(self, text: str) -> list[str]:
        """Name the parts that do not read back."""
        read = self._read(text)
        if read is None:
            return list(PARTS)
        if read == self.story:
            return []
        return [name for name in PARTS if getattr(read, name) != getattr(self.story, name)] or list(PARTS)

    def _read(self, text: str) -> Story | None:
        found = pages(lines_of(text))
        try:
            return read_story(found[0], self.reading) if len(found) == 1 else None
        except NewsfeedError:
            return None


def _block(data: Mapping[str, Any]) -> str:
    return f"{BLOCK}\n{toml.dumps(data)}{BLOCK}\n"


def feed_losses(feed: Feed) -> Iterator[Loss]:  # noqa: ARG001  (every format is asked so)
    """Name what a document cannot carry of a feed: nothing."""
    return iter(())


__all__ = ["PageWriter", "feed_losses", "losses", "misfits", "open_writer", "page"]
