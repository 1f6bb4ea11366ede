"""Texts of feeds: HTML from text values, titles, and the names that stories are tagged with."""

from collections.abc import Callable, Collection
from typing import Final

from newsfeed.io import html as html_io
from newsfeed.model import Category, Feed, Story
from newsfeed.model.rich_text import Text, split_paragraphs
from newsfeed.values.escaping import escape

GENERATOR: Final = "newsfeed"
"""Name of the generator in feeds that name none; readers leave it out."""


def render_html(text: Text) -> str:
    """Render a text value as HTML, wrapping each paragraph in `<p>` if there are several."""
    if isinstance(text, str) and "\n\n" not in text:
        return escape(text)
    sources = split_paragraphs(text)
    return sources[0] if len(sources) == 1 else "".join(f"<p>{source}</p>" for source in sources)


def escape_title(text: str) -> str:
    """Escape a title for RSS, so that a text that looks like HTML is still read as text.

    Readers disagree on whether a title is HTML; numeric references are shown correctly by both kinds (RSS Best Practices
    Profile, Character data).
    """
    if not html_io.looks_like_html(text):
        return escape(text)
    return escape(text).replace("&lt;", "&#x3C;").replace("&amp;", "&#x26;")


def tag_names(item: Story | Feed, plain: Callable[[Category], bool] = lambda _category: False) -> Collection[str]:
    """Return the names that a story or feed is tagged with, each once: topics, keywords, and plain categories.

    Args:
        item: the story or feed.
        plain: returns whether the format writes a category by its name only; by default, it writes none so.
    """
    keywords, topics = item.keywords, item.topics if isinstance(item, Story) else ()
    if not (topics or item.categories) and len(set(keywords)) == len(keywords):
        return keywords
    names = [topic.name for topic in topics]
    names += keywords
    names += [category.term for category in item.categories if plain(category)]
    return dict.fromkeys(names)
