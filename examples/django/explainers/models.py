"""The explainers of the site, and their stories."""

from functools import cached_property

from django.conf import settings
from django.db import models
from django.urls import reverse

import newsfeed
from newsfeed.integrations.django import StoryMapping


class Explainer(models.Model):
    """An explainer.

    What the site searches and sorts by has columns. The parts of the text are plain data, as `newsfeed.to_dict` makes them.
    """

    story_id = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(unique=True)
    headline = models.CharField(max_length=200)
    language = models.CharField(max_length=35)
    published = models.DateTimeField(db_index=True)
    updated = models.DateTimeField(null=True, blank=True)
    embargo = models.DateTimeField(null=True, blank=True)
    parts = models.JSONField(default=dict)
    saved = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-published", "-pk")

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("explainer", args=[self.slug])

    @cached_property
    def text(self) -> newsfeed.Story:
        """The parts of the text."""
        return newsfeed.from_dict({"newsfeed": "story/1", "id": self.story_id, **self.parts})

    def to_story(self) -> newsfeed.Story:
        """Return the story that feeds and pages publish."""
        return STORIES.story(self)


STORIES = StoryMapping(
    Explainer,
    base=settings.SITE_URL,
    id="story_id",
    url=Explainer.get_absolute_url,
    headline="headline",
    language="language",
    published="published",
    updated="updated",
    embargo="embargo",
    authors=lambda explainer: explainer.text.authors,
    keywords=lambda explainer: explainer.text.keywords,
    summary=lambda explainer: explainer.text.summary,
    sections=lambda explainer: explainer.text.sections,
    press=lambda explainer: explainer.text.press,
    questions=lambda explainer: explainer.text.questions,
    prompts=lambda explainer: explainer.text.prompts,
    topics=lambda explainer: explainer.text.topics,
    media=lambda explainer: explainer.text.media,
    categories=lambda explainer: explainer.text.categories,
)
PARTS = ("authors", "keywords", "summary", "sections", "press", "questions", "prompts", "topics", "media", "categories")
"""The fields of a story that are kept as plain data."""
