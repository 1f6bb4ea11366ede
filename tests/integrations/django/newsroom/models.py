"""Models of a newsroom, and their mapping to stories."""

from datetime import UTC, datetime, timedelta

from django.db import models

import newsfeed
from newsfeed.integrations.django import StoryMapping

START = datetime(2026, 11, 1, tzinfo=UTC)


class Desk(models.Model):
    name = models.CharField(max_length=50)

    def __str__(self) -> str:
        return self.name


class Writer(models.Model):
    name = models.CharField(max_length=50)

    def __str__(self) -> str:
        return self.name


class Article(models.Model):
    slug = models.CharField(max_length=50, unique=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
    embargo = models.DateTimeField(null=True)
    expires = models.DateTimeField(null=True)
    status = models.CharField(max_length=10, default="usable")
    photo = models.FileField(blank=True)
    revision = models.IntegerField(default=1)
    desk = models.ForeignKey(Desk, null=True, on_delete=models.CASCADE)
    writers = models.ManyToManyField(Writer)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/stories/{self.slug}"

    def to_story(self) -> newsfeed.Story:
        return ARTICLES.story(self)


MODELS = (Desk, Writer, Article)

ARTICLES = StoryMapping(
    Article,
    base="https://news.example.com/",
    id=lambda article: f"tag:news.example.com,2026:{article.slug}",
    url=Article.get_absolute_url,
    headline="title",
    summary="summary",
    authors="writers",
    categories="desk__name",
    media="photo",
    published="published_at",
    updated="changed_at",
    embargo="embargo",
    expires="expires",
    status="status",
    version="revision",
)


def add_articles(count: int) -> list[Article]:
    """Add articles, an hour apart; two of three have the date of their neighbor."""
    rows = [
        Article(slug=f"story-{number}", title=f"Story {number}", published_at=START + timedelta(hours=number // 3))
        for number in range(count)
    ]
    return Article.objects.bulk_create(rows)
