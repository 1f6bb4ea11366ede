"""Tests of the mapping from models to stories."""

from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
from django.test import override_settings

import newsfeed
from newsfeed.errors import ArgumentError, ModelError
from newsfeed.integrations.django import StoryMapping, story_from
from newsfeed.integrations.django.mapping import HasStory, StoryFields
from tests.integrations.django.newsroom.models import ARTICLES, Article, Desk, Writer

pytestmark = pytest.mark.usefixtures("database")


def article(**values: Any) -> Article:
    return Article.objects.create(slug="bridge", title="Bridge open", **values)


def test_fields_paths_relations_and_functions_are_followed() -> None:
    row = article(
        summary="It is open.",
        published_at=datetime(2026, 11, 2, tzinfo=UTC),
        desk=Desk.objects.create(name="Roads"),
        photo="bridge.jpg",
        revision=3,
    )
    row.writers.add(Writer.objects.create(name="Jo Farrow"), Writer.objects.create(name="Ada Quill"))
    with override_settings(MEDIA_URL="/media/"):
        story = ARTICLES.story(row)
    assert story == newsfeed.Story(
        id="tag:news.example.com,2026:bridge",
        url="https://news.example.com/stories/bridge",
        headline="Bridge open",
        summary="It is open.",
        authors=["Jo Farrow", "Ada Quill"],
        categories=[newsfeed.Category(term="Roads")],
        media=[newsfeed.Media(url="https://news.example.com/media/bridge.jpg", type="image/jpeg")],
        published="2026-11-02T00:00:00Z",
        version=3,
    )


def test_empty_values_and_missing_relations_are_no_values() -> None:
    assert ARTICLES.story(article()) == newsfeed.Story(
        id="tag:news.example.com,2026:bridge",
        url="https://news.example.com/stories/bridge",
        headline="Bridge open",
    )


def test_dates_without_a_zone_are_in_the_current_one() -> None:
    row = article()
    row.published_at = datetime.fromisoformat("2026-07-01T00:00")
    assert ARTICLES.story(row).published == datetime(2026, 6, 30, 22, tzinfo=UTC)


def test_an_error_names_the_field_its_origin_and_the_row() -> None:
    row = article(revision=0)
    with pytest.raises(ModelError, match=rf"Story.version: .*from the field revision of Article {row.pk}"):
        ARTICLES.story(row)
    mapping = StoryMapping(Article, id="slug", language=lambda _: "English!")
    with pytest.raises(ModelError, match=r"Story.language: .*from a function of Article"):
        mapping.story(row)


def test_the_publisher_of_the_setting_stands_in() -> None:
    row = article()
    with override_settings(NEWSFEED={"PUBLISHER": "The Harbour Desk"}):
        assert ARTICLES.story(row).publisher == newsfeed.Organization(name="The Harbour Desk")
        own = StoryMapping(Article, id="slug", publisher=lambda _: "The Marl Courier")
        assert own.story(row).publisher == newsfeed.Organization(name="The Marl Courier")


def test_wrong_mappings_are_refused_at_once() -> None:
    wrong: Any = StoryMapping
    with pytest.raises(ArgumentError, match="Article has no titel"):
        StoryMapping(Article, id="slug", headline="titel")
    with pytest.raises(ArgumentError, match="no field 'title'"):
        wrong(Article, id="slug", title="title")
    with pytest.raises(ArgumentError, match="`id` is missing"):
        StoryMapping(Article, headline="title")
    with pytest.raises(ArgumentError, match="headline is int"):
        wrong(Article, id="slug", headline=3)


def test_the_types_name_every_field_of_a_story() -> None:
    assert list(StoryFields.__annotations__) == [field.name for field in attrs.fields(newsfeed.Story)]


def test_columns_are_told_from_functions_and_properties() -> None:
    assert ARTICLES.column("headline") == "title"
    assert ARTICLES.column("categories") == "desk__name"
    assert ARTICLES.column("id") is None
    assert ARTICLES.column("kind") is None
    assert StoryMapping(Article, id="pk", headline="get_absolute_url").column("headline") is None


def test_story_from_takes_stories_and_objects_that_have_one() -> None:
    row = article()
    assert isinstance(row, HasStory)
    assert story_from(row) == ARTICLES.story(row)
    story = newsfeed.Story(id="a")
    assert story_from(story) is story
    with pytest.raises(ArgumentError, match="str is no story"):
        story_from("story")
