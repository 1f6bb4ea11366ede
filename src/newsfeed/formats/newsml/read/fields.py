"""Keyword arguments of `Media`, and the fields of `Feed` that an extension property of a header can hold."""

from datetime import datetime
from typing import Literal, TypedDict

from newsfeed.model import Extension, Rendition
from newsfeed.model.rich_text import Text


class MediaFields(TypedDict, total=False):
    """Arguments of `Media` that are read from `<remoteContent>`."""

    url: str
    type: str | None
    medium: str | None
    length: int | None
    width: int | None
    height: int | None
    duration: int | float | None
    title: str | None
    language: str | None
    alt: str | None
    credit: str | None
    caption: Text
    thumbnail: str | None
    poster: str | None
    uploaded: datetime | None
    renditions: tuple[Rendition, ...]
    extensions: tuple[Extension, ...]


FeedIri = Literal["url", "feed_url", "icon", "logo"]
"""Arguments of `Feed` that hold a link, in an extension property of the header."""

FeedText = Literal["title", "id", "generator"]
"""Arguments of `Feed` that hold plain text, in an extension property of the header."""
