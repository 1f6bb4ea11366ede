"""The addresses of the project of these tests."""

from django.urls import include, path

import newsfeed
from newsfeed.http import Handler, Settings
from newsfeed.integrations.django import QuerySetSource, conf, story_urls
from tests.integrations.django.newsroom.models import ARTICLES, Article

HANDLERS: dict[str, Handler] = {}
"""Further resources, which tests set."""

SOURCE = QuerySetSource(
    Article.objects.all(),
    ARTICLES,
    newsfeed.Feed(title="News", url="https://news.example.com/"),
    version="revision",
    size=3,
)
SETTINGS = Settings(clock=conf.present, handlers=HANDLERS)
urlpatterns = [path("desk/", include(story_urls(SOURCE, SETTINGS)))]
