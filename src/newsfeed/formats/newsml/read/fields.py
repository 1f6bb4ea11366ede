"""Keyword arguments of `Story`, `Feed` and `Media`, as the reader collects them before building the objects.

A key is absent, or its value None, if the document does not state the field. Collecting first makes it possible to drop
a single value that the model refuses, and to let the caller's defaults fill the gaps.
"""

from datetime import datetime
from typing import Literal, TypedDict

from newsfeed.model import (
    Agent,
    Category,
    Correction,
    Extension,
    Link,
    Media,
    Organization,
    PressMention,
    Question,
    Rights,
    Section,
    Status,
    Story,
    Topic,
)
from newsfeed.model.rich_text import Text


class StoryFields(TypedDict, total=False):
    """Arguments of `Story` that are read from a `<newsItem>`, from its body, or from a reference to an item."""

    id: str
    version: int | None
    language: str | None
    url: str | None
    headline: str
    summary: Text
    sections: tuple[Section, ...]
    press: tuple[PressMention, ...]
    questions: tuple[Question, ...]
    prompts: tuple[Question, ...]
    topics: tuple[Topic, ...]
    corrections: tuple[Correction, ...]
    published: datetime | None
    updated: datetime | None
    keywords: tuple[str, ...]
    categories: tuple[Category, ...]
    authors: tuple[Agent, ...]
    contributors: tuple[Agent, ...]
    publisher: Organization | None
    rights: Rights | None
    links: tuple[Link, ...]
    media: tuple[Media, ...]
    embargo: datetime | None
    status: Status | None
    extensions: tuple[Extension, ...]


class FeedFields(TypedDict, total=False):
    """Arguments of `Feed` that are read from the `<header>` of a message or from a `<packageItem>`."""

    id: str | None
    published: datetime | None
    updated: datetime | None
    title: str
    description: Text
    url: str | None
    feed_url: str | None
    icon: str | None
    logo: str | None
    generator: str
    language: str | None
    rights: Rights | None
    publisher: Organization | None
    links: tuple[Link, ...]
    extensions: tuple[Extension, ...]
    stories: tuple[Story, ...]


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


FeedIri = Literal["url", "feed_url", "icon", "logo"]
"""Arguments of `Feed` that hold a link, in an extension property of the header."""

FeedText = Literal["title", "id", "generator"]
"""Arguments of `Feed` that hold plain text, in an extension property of the header."""
