"""Writer of HTML pages: the page of a story, or the page with the list of a feed's stories."""

from typing import Final

from newsfeed.formats.html import theme
from newsfeed.formats.html.index_story import listed_story
from newsfeed.formats.html.index_view import index_page
from newsfeed.formats.html.story_view import story_page
from newsfeed.formats.html.words import words_of
from newsfeed.model import Feed, Story
from newsfeed.plugins import WriteContext
from newsfeed.rendering.sinks import Write

STORY: Final = "story.html"
INDEX: Final = "index.html"
"""The templates of both kinds of pages."""


class PageWriter:
    """Writer of one page, rendered when the writer is closed; made by `open_writer`.

    Args:
        write: receives the bytes of the page.
        feed: the feed; for the page of a story, one that was made up for it.
        context: the caller's options.
    """

    def __init__(self, write: Write, feed: Feed, context: WriteContext) -> None:
        self._write = write
        self._feed = feed
        self._context = context
        self._stories: list[Story] = []

    def write(self, story: Story) -> None:
        """Take a story for the page; pages are public and have usable stories only."""
        if story.status == "usable":
            self._stories.append(story if self._context.standalone else listed_story(story))

    def close(self) -> None:
        """Write the page."""
        if not self._context.standalone:
            self._write(render_index(self._feed, self._stories, self._context).encode())
        elif self._stories:
            self._write(render_story(self._feed, self._stories[0], self._context).encode())


def open_writer(write: Write, feed: Feed, context: WriteContext) -> PageWriter:
    """Begin a page.

    Args:
        write: receives the bytes of the page.
        feed: the feed.
        context: the caller's options.

    Raises:
        UnsupportedError: Jinja2 is not installed.
        FileNotFoundError: the theme is not a folder.
    """
    theme.check_jinja()
    theme.check_theme(context.theme)
    return PageWriter(write, feed, context)


def render_story(feed: Feed, story: Story, context: WriteContext) -> str:
    """Return the page of a story; arguments as for `open_writer`."""
    page = story_page(feed, story, context)
    values = {"page": page, "story": story, "feed": feed, "words": words_of(story.language).labels}
    return theme.render(STORY, {**values, **_style(context)}, context.theme)


def render_index(feed: Feed, stories: list[Story], context: WriteContext) -> str:
    """Return the page with the list of a feed's stories; `stories` have the fields that it shows."""
    page = index_page(feed, stories, context)
    values = {"page": page, "feed": feed, "words": words_of(page.head.language).labels}
    return theme.render(INDEX, {**values, **_style(context)}, context.theme)


def _style(context: WriteContext) -> dict[str, object]:
    address = context.site.stylesheet
    css = "" if address else theme.trusted(theme.style_sheet(context.theme))
    return {"stylesheet": address, "css": css}
