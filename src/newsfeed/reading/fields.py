"""Keyword arguments of `Story` and `Feed`, as readers collect them."""

from datetime import datetime
from typing import TypedDict

from newsfeed.body.parse import BodyFields
from newsfeed.model import (
    Access,
    Agent,
    AlternativeHeadline,
    AltId,
    Breadcrumb,
    Category,
    Extension,
    Hub,
    Link,
    LiveUpdate,
    Media,
    Organization,
    Paging,
    Place,
    Podcast,
    Rights,
    Source,
    Status,
    Story,
    Subscription,
    Text,
    Translation,
    Usage,
)


class StoryFields(BodyFields, total=False):
    """Keyword arguments of `Story`; None, "" and () mean that the document has no value, as leaving the field out does."""

    id: str | None
    url: str | None
    headline: str | None
    authors: tuple[Agent, ...]
    contributors: tuple[Agent, ...]
    publisher: Organization | None
    language: str | None
    published: datetime | None
    updated: datetime | None
    version: int | None
    status: Status | None
    embargo: datetime | None
    media: tuple[Media, ...]
    keywords: tuple[str, ...]
    categories: tuple[Category, ...]
    links: tuple[Link, ...]
    rights: Rights | None
    source: Source | None
    podcast: Podcast | None
    kind: str | None
    item_class: str | None
    genre: tuple[Category, ...]
    slugline: str | None
    urgency: int | None
    dateline: str | None
    byline: str | None
    creditline: str | None
    source_name: str | None
    places: tuple[Place, ...]
    ed_note: str | None
    signals: tuple[Category, ...]
    services: tuple[Category, ...]
    audiences: tuple[Category, ...]
    alt_ids: tuple[AltId, ...]
    alternative_headlines: tuple[AlternativeHeadline, ...]
    access: Access | None
    expires: datetime | None
    translation_of: Translation | None
    translations: tuple[Translation, ...]
    section_path: tuple[Breadcrumb, ...]
    updates: tuple[LiveUpdate, ...]
    coverage_start: datetime | None
    coverage_end: datetime | None
    speakable: tuple[str, ...]
    usage: Usage | None
    extensions: tuple[Extension, ...]


class FeedFields(TypedDict, total=False):
    """Keyword arguments of `Feed`; None means that the document has no value, as leaving the field out does."""

    title: str | None
    url: str | None
    feed_url: str | None
    id: str | None
    description: Text | None
    language: str | None
    authors: tuple[Agent, ...]
    publisher: Organization | None
    rights: Rights | None
    icon: str | None
    logo: str | None
    published: datetime | None
    updated: datetime | None
    hubs: tuple[Hub, ...]
    paging: Paging | None
    ttl: int | None
    generator: str | None
    categories: tuple[Category, ...]
    keywords: tuple[str, ...]
    links: tuple[Link, ...]
    podcast: Podcast | None
    usage: Usage | None
    subscriptions: tuple[Subscription, ...]
    extensions: tuple[Extension, ...]
    stories: tuple[Story, ...]
