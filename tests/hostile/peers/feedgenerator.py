"""feedgenerator 2.2, Django's feed generator as a package: a list of dictionaries, written by a SAX handler."""

from io import BytesIO
from typing import Any

from feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed

from hostile.peers import FeedValues

DISTRIBUTION = "feedgenerator"
NOT_PROMISED = (
    "It writes what it is given: it promises no check of any value. It writes to an open file, and has no function "
    "for paths."
)
FIELDS = frozenset(
    (
        "title",
        "url",
        "id",
        "feed_url",
        "description",
        "language",
        "authors",
        "headline",
        "summary",
        "published",
        "updated",
        "categories",
        "media",
    )
)


def write(feed: FeedValues, kind: str) -> bytes:
    """Write a feed."""
    author = _author(feed)
    generator = (Rss201rev2Feed if kind == "rss" else Atom1Feed)(
        title=feed["title"],
        link=feed["url"],
        description=feed["description"],
        language=feed.get("language"),
        feed_url=feed.get("feed_url"),
        feed_guid=feed.get("id"),
        author_name=author.get("name"),
        author_email=author.get("email"),
        author_link=author.get("url"),
    )
    for story in feed["stories"]:
        author = _author(story)
        generator.add_item(
            title=story["headline"],
            link=story.get("url"),
            description=story.get("summary"),
            unique_id=story["id"],
            pubdate=story.get("published"),
            updateddate=story.get("updated"),
            author_name=author.get("name"),
            author_email=author.get("email"),
            author_link=author.get("url"),
            categories=[category["term"] for category in story.get("categories", ())],
            enclosures=[
                Enclosure(medium["url"], _digits(medium.get("length", 0)), medium.get("type", "audio/mpeg"))
                for medium in story.get("media", ())
            ][: 1 if kind == "rss" else None],
        )
    file = BytesIO()
    generator.write(file, "utf-8")
    return file.getvalue()


def _author(values: FeedValues) -> dict[str, Any]:
    authors: list[dict[str, Any]] = values.get("authors") or [{}]
    return authors[0]


def _digits(length: Any) -> Any:
    """Return a sound number as the text that the library takes; anything else as it is."""
    return str(length) if type(length) is int and length >= 0 else length
