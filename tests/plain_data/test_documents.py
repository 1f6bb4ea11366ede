"""Tests of newsfeed.plain_data.to_dict and from_dict."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings

import newsfeed
import strategies
from newsfeed import Feed, Question, ReadError, RichText, Story
from newsfeed.plain_data import from_dict, to_dict


def _assert_plain(value: object) -> None:
    if type(value) is dict:
        for key, item in value.items():
            assert type(key) is str
            _assert_plain(item)
    elif type(value) is list:
        for item in value:
            _assert_plain(item)
    else:
        assert type(value) in (str, int, float, bool)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(strategies.stories())
def test_any_story_comes_back(story: Story) -> None:
    data = to_dict(story)
    _assert_plain(data)
    assert from_dict(data) == story
    assert from_dict(json.loads(json.dumps(data))) == story


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(strategies.feeds())
def test_any_feed_comes_back(feed: Feed) -> None:
    data = to_dict(feed)
    _assert_plain(data)
    assert from_dict(data) == feed


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(strategies.stories() | strategies.feeds())
def test_to_dict_equals_the_json_document(value: Story | Feed) -> None:
    document = json.loads(newsfeed.dumps(value, "json"))
    assert document == to_dict(value)
    assert list(document) == list(to_dict(value))


def test_documents_begin_with_their_version() -> None:
    published = datetime(2024, 5, 17, 9, 30, tzinfo=UTC)
    story = Story(id="a", summary=RichText("<em>b</em>"), published=published)
    assert to_dict(story) == {
        "newsfeed": "story/1",
        "id": "a",
        "summary": {"markup": "<em>b</em>"},
        "published": "2024-05-17T09:30:00Z",
    }
    assert to_dict(Feed(title="T", stories=[Story(id="a")])) == {
        "newsfeed": "feed/1",
        "title": "T",
        "stories": [{"id": "a"}],
    }
    assert to_dict(Feed()) == {"newsfeed": "feed/1", "stories": []}


def test_the_data_is_the_callers_own() -> None:
    story = Story(id="a", questions=[Question(text="q")])
    data = to_dict(story)
    data["questions"] = []
    assert to_dict(story)["questions"] == [{"text": "q"}]


def test_from_dict_does_not_change_its_argument() -> None:
    data: dict[str, Any] = {"$schema": "x", "newsfeed": "feed/1", "stories": [{"id": "a"}]}
    assert from_dict(data) == Feed(stories=[Story(id="a")])
    assert data == {"$schema": "x", "newsfeed": "feed/1", "stories": [{"id": "a"}]}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({}, '"newsfeed" is missing, must be one of story/1, feed/1'),
        ({"id": "a"}, '"newsfeed" is missing'),
        ({"newsfeed": "story/9", "id": "a"}, "\"newsfeed\" is 'story/9', must be one of"),
        ([], "is not newsfeed JSON"),
        ({"newsfeed": "story/1"}, "$: lacks the required `id`"),
        ({"newsfeed": "story/1", "id": "a", "version": "1"}, "$.version: is a string, must be a whole number"),
        ({"newsfeed": "story/1", "id": "a", "headlin": "h"}, "$.headlin: is not a known field; did you mean"),
        ({"newsfeed": "story/1", "id": "a", "stories": []}, "$.stories: is not a known field"),
        ({"newsfeed": "feed/1", "stories": [{"id": "a"}, {"id": "b", "url": "x"}]}, "$.stories[1].url: 'x' has no scheme"),
        ({"newsfeed": "feed/1", "stories": [{"newsfeed": "story/1", "id": "a"}]}, "$.stories[0].newsfeed: is not a known"),
    ],
)  # fmt: skip
def test_wrong_data_is_refused_with_its_path(data: Any, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        from_dict(data)
    assert caught.value.reason.startswith(reason)
