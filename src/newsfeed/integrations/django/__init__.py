"""Django: feed types, stories from models, template tags, sitemaps, and a view for all of `newsfeed.http`.

    INSTALLED_APPS = [..., "newsfeed.integrations.django"]

docs/guide/django.md shows how to use each of them, docs/guide/migrate-django.md how to move from Django's own feeds.
"""

from importlib.util import find_spec

if find_spec("django") is None:
    raise ImportError("newsfeed.integrations.django needs Django: install it with `pip install newsfeed-kit[django]`")

from newsfeed.integrations.django.feeds import (
    ActivityStreamsFeed,
    AtomFeed,
    ExplainerFeed,
    JsonFeed,
    JsonLdFeed,
    MarkdownFeed,
    NewsMLFeed,
    NinjsFeed,
    RssFeed,
    StandardSiteFeed,
    StoryFeedType,
    StoryJsonFeed,
    feed_type,
)
from newsfeed.integrations.django.mapping import HasStory, StoryMapping, story_from
from newsfeed.integrations.django.sitemaps import NewsSitemap, StorySitemap
from newsfeed.integrations.django.source import QuerySetSource
from newsfeed.integrations.django.views import stories_view, story_urls

__all__ = [
    "ActivityStreamsFeed",
    "AtomFeed",
    "ExplainerFeed",
    "HasStory",
    "JsonFeed",
    "JsonLdFeed",
    "MarkdownFeed",
    "NewsMLFeed",
    "NewsSitemap",
    "NinjsFeed",
    "QuerySetSource",
    "RssFeed",
    "StandardSiteFeed",
    "StoryFeedType",
    "StoryJsonFeed",
    "StoryMapping",
    "StorySitemap",
    "feed_type",
    "stories_view",
    "story_from",
    "story_urls",
]
