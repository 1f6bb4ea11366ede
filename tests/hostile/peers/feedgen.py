"""feedgen 1.0: a FeedGenerator is filled entry by entry, and serialized by lxml."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from feedgen.feed import FeedGenerator

from hostile.peers import FeedValues

DISTRIBUTION = "feedgen"
NOT_PROMISED = (
    "It checks that required elements are there and dates have a zone; it promises no check of addresses, numbers or "
    "languages, no equal bytes (`lastBuildDate` is the present unless it is set), and no atomic files."
)
FIELDS = frozenset(
    (
        "title",
        "url",
        "id",
        "description",
        "language",
        "updated",
        "authors",
        "headline",
        "summary",
        "published",
        "categories",
        "links",
        "media",
    )
)


def write(feed: FeedValues, kind: str) -> bytes:
    """Write a feed."""
    generator = _generator(feed)
    written: bytes = generator.rss_str() if kind == "rss" else generator.atom_str()
    return written


def file_writer(feed: FeedValues) -> Callable[[Path], None]:
    """Return a function that writes a feed as RSS into a file."""
    generator = _generator(feed)
    return lambda path: generator.rss_file(str(path))


def _generator(feed: FeedValues) -> Any:
    generator = FeedGenerator()
    _fill(generator, feed)
    if feed.get("id"):
        generator.id(feed["id"])
    generator.title(feed["title"])
    generator.description(feed["description"])
    for story in feed["stories"]:
        entry = generator.add_entry(order="append")
        entry.guid(story["id"])
        entry.title(story["headline"])
        if "summary" in story:
            entry.summary(story["summary"])
        if story.get("published") is not None:
            entry.published(story["published"])
        _fill(entry, story)
        for medium in story.get("media", ()):
            entry.enclosure(medium["url"], medium.get("length", "0"), medium.get("type", "audio/mpeg"))
    return generator


def _fill(target: Any, values: FeedValues) -> None:
    if values.get("updated") is not None:
        target.updated(values["updated"])
    if values.get("url") is not None:
        target.link(href=values["url"], rel="alternate")
    if "stories" in values and values.get("language") is not None:
        target.language(values["language"])
    for author in values.get("authors", ()):
        target.author(
            {
                key: value
                for key, value in {**author, "uri": author.get("url")}.items()
                if key in ("name", "email", "uri") and value is not None
            }
        )
    for category in values.get("categories", ()):
        target.category(category)
    for link in values.get("links", ()):
        names = {"url": "href", "language": "hreflang"}
        target.link({names.get(key, key): value for key, value in link.items()})
