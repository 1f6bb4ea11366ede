"""Tests of newsfeed.plain_data.structure and newsfeed.plain_data.unstructure."""

import subprocess
import sys
from datetime import datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

import strategies
from newsfeed import model
from newsfeed.errors import ModelError, ReadError
from newsfeed.model import (
    Extension,
    Feed,
    List,
    Media,
    Organization,
    Paragraph,
    Person,
    Question,
    Rights,
    Story,
)
from newsfeed.model.rich_text import RichText
from newsfeed.plain_data.structure import find_problems, structure
from newsfeed.plain_data.unstructure import unstructure

CET = timezone(timedelta(hours=1))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(strategies.feeds())
def test_the_whole_model_comes_back(feed: Feed) -> None:
    plain = unstructure(feed)
    assert structure(plain, Feed) == feed
    assert structure(msgspec.json.decode(msgspec.json.encode(plain)), Feed) == feed
    assert find_problems(plain, Feed) == []


UNSTRUCTURED: list[tuple[object, dict[str, Any]]] = [
    (Story(id="a"), {"id": "a"}),
    (Story(id="a", summary=RichText("<em>b</em>")), {"id": "a", "summary": {"markup": "<em>b</em>"}}),
    (
        Story(id="a", published=datetime(2024, 5, 17, 9, 30, tzinfo=CET)),
        {"id": "a", "published": "2024-05-17T09:30:00+01:00"},
    ),
    (
        Story(id="a", authors=[Person(name="J"), Organization(name="O")], publisher=Organization(name="P")),
        {
            "id": "a",
            "authors": [{"type": "person", "name": "J"}, {"type": "organization", "name": "O"}],
            "publisher": {"name": "P"},
        },
    ),
    (
        model.Section(
            kind="analysis",
            blocks=[
                model.Paragraph(text="p"),
                model.Points(points=[model.Point(label="l", text="t")]),
                model.Quotation(text="q"),
                model.List(items=["a", RichText("<q>b</q>")], ordered=True),
                model.Image(url="https://a.example/b"),
                model.Markup("<p>x</p>"),
            ],
        ),
        {
            "kind": "analysis",
            "blocks": [
                {"type": "paragraph", "text": "p"},
                {"type": "points", "points": [{"label": "l", "text": "t"}]},
                {"type": "quotation", "text": "q"},
                {"type": "list", "items": ["a", {"markup": "<q>b</q>"}], "ordered": True},
                {"type": "image", "url": "https://a.example/b"},
                {"type": "markup", "html": "<p>x</p>"},
            ],
        },
    ),
    (Question(text="a", answer="b"), {"text": "a", "answer": "b"}),
    (Question(text="a", answer=RichText("<q>b</q>")), {"text": "a", "answer": {"markup": "<q>b</q>"}}),
    (
        Question(text="a", answer=[Paragraph(text="b"), List(items=["c"], ordered=True)]),
        {
            "text": "a",
            "answer": [{"type": "paragraph", "text": "b"}, {"type": "list", "items": ["c"], "ordered": True}],
        },
    ),
    (Media(url="https://a.example/b", type="video/mp4"), {"url": "https://a.example/b", "type": "video/mp4"}),
    (
        Media(url="https://a.example/b", type="video/mp4", medium="image", duration=1.5),
        {"url": "https://a.example/b", "type": "video/mp4", "medium": "image", "duration": 1.5},
    ),
    (
        Extension(name="{urn:x}a", attributes={"c": "d", "b": ""}, content=["x", Extension(name="{urn:x}e")]),
        {"name": "{urn:x}a", "attributes": {"b": "", "c": "d"}, "content": ["x", {"name": "{urn:x}e"}]},
    ),
    (Rights(holder=Person(name="J"), year=3), {"holder": {"type": "person", "name": "J"}, "year": 3}),
]


@pytest.mark.parametrize(("item", "plain"), UNSTRUCTURED, ids=lambda item: type(item).__name__)
def test_shape(item: object, plain: dict[str, Any]) -> None:
    assert unstructure(item) == plain
    assert structure(plain, type(item)) == item


def test_fields_stand_in_their_order() -> None:
    story = Story(id="a", keywords=["k"], headline="h", url="https://a.example/")
    assert list(unstructure(story)) == ["id", "url", "headline", "keywords"]


def test_an_organization_may_say_what_it_is() -> None:
    plain = {"id": "a", "publisher": {"type": "organization", "name": "P"}}
    assert structure(plain, Story).publisher == Organization(name="P")


def test_deep_extensions_come_back() -> None:
    item = Extension(name="{urn:x}a")
    for _ in range(60):
        item = Extension(name="{urn:x}a", content=[item])
    assert structure(unstructure(item), Extension) == item


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"headline": 5}, "/headline", "is a number, must be a string"),
    ({"headline": None}, "/headline", "is null, must be a string"),
    ({"version": "5"}, "/version", "is a string, must be a whole number"),
    ({"version": True}, "/version", "is true, must be a whole number"),
    ({"version": 1.0}, "/version", "is a number, must be a whole number"),
    ({"version": 0}, "/version", "is 0, must be a whole number from 1 to 2**53"),
    ({"keywords": "a"}, "/keywords", "is a string, must be an array"),
    ({"keywords": ["a", 4]}, "/keywords/1", "is a number, must be a string"),
    ({"keywords": ["a", " "]}, "/keywords/1", "is empty, must have at least one character"),
    ({"headlin": "a"}, "/headlin", "is not a known field; did you mean `headline`?"),
    ({"zz/z~": "a"}, "/zz~1z~0", "is not a known field"),
    ({"published": 5}, "/published", "is a number, must be a date in a string, such as 2024-05-17T09:30:00+02:00"),
    ({"status": "gone"}, "/status", "is 'gone', must be one of usable, withheld, canceled"),
    ({"publisher": "P"}, "/publisher", "is a string, must be an object"),
    ({"publisher": {}}, "/publisher", "lacks the required `name`"),
    ({"publisher": {"type": "person", "name": "J"}}, "/publisher/type", 'is "person", must be "organization"'),
    ({"authors": [{"name": "J"}]}, "/authors/0", 'lacks the required `type`, one of "person", "organization"'),
    ({"authors": [{"type": "dog"}]}, "/authors/0/type", 'is "dog", must be one of "person", "organization"'),
    ({"authors": [{"type": ["x"]}]}, "/authors/0/type", 'is an array, must be one of "person", "organization"'),
    ({"summary": 4}, "/summary", 'is a number, must be a string or {"markup": "..."}'),
    ({"summary": {"markup": "<em>"}}, "/summary/markup", "<em> is not closed"),
    (
        {"questions": [{"text": "a"}, {"text": "b", "answer": [{"type": "list", "items": ["c", 4]}]}]},
        "/questions/1/answer/0/items/1",
        'is a number, must be a string or {"markup": "..."}',
    ),
    ({"questions": [{"text": "a", "answer": ["b"]}]}, "/questions/0/answer/0", "is a string, must be an object"),
    ({"questions": [{"text": "a", "answer": {"type": "list"}}]}, "/questions/0/answer", "is an object, must be"),
    ({"prompts": [{"text": "a", "answer": "b"}]}, "/prompts/0", "has an answer; a prompt has none"),
    ({"sections": [{"blocks": [{"type": "list", "items": ["a", 3]}]}]}, "/sections/0/blocks/0/items/1", "is a number"),
    ({"sections": [{"blocks": [{"type": "list", "ordered": 1}]}]}, "/sections/0/blocks/0/ordered", "is a number"),
    ({"topics": [{"name": "a", "same_as": ["https://a.example/", "b"]}]}, "/topics/0/same_as/1", "'b' has no scheme"),
    ({"media": [{"url": "https://a.example/", "duration": "1"}]}, "/media/0/duration", "is a string, must be a number"),
    ({"extensions": [{"name": "{urn:x}a", "attributes": {"b": 1}}]}, "/extensions/0/attributes/b", "is a number"),
    ({"extensions": [{"name": "{urn:x}a", "attributes": []}]}, "/extensions/0/attributes", "is an array"),
    (
        {"extensions": [{"name": "{urn:x}a", "attributes": {"b c": ""}}]},
        "/extensions/0/attributes/b c",
        "is 'b c', must be",
    ),
    (
        {"extensions": [{"name": "{urn:x}a", "content": [3]}]},
        "/extensions/0/content/0",
        "is a number, must be a string or",
    ),
    ({"url": "javascript:alert(1)"}, "/url", "'javascript:alert(1)' has a scheme that is unsafe"),
]


@pytest.mark.parametrize(("wrong", "pointer", "message"), WRONG, ids=[case[1] + " " + case[2][:20] for case in WRONG])
def test_one_wrong_value_is_one_problem(wrong: dict[str, Any], pointer: str, message: str) -> None:
    problems = find_problems({"id": "a", **wrong}, Story)
    assert [problem.pointer for problem in problems] == [pointer]
    assert problems[0].message.startswith(message)
    with pytest.raises(ReadError):
        structure({"id": "a", **wrong}, Story)


@pytest.mark.parametrize("text", ["2024-05-17T09:30:00", "2024-05-17", "17 May 2024", "2024-02-30T00:00:00Z"])
def test_dates_are_whole_and_aware(text: str) -> None:
    assert [pointer for pointer, _ in find_problems({"id": "a", "published": text}, Story)] == ["/published"]


def test_all_problems_are_found_at_once() -> None:
    wrong = {"url": "x", "language": "en_US", "questions": [{"text": "a"}, {"text": ""}, {"text": "b", "answer": 4}]}
    assert [pointer for pointer, _ in find_problems(wrong, Story)] == [
        "",
        "/url",
        "/questions/1/text",
        "/questions/2/answer",
        "/language",
    ]


def test_the_error_names_the_first_and_counts_the_others() -> None:
    wrong = {"id": "a", "questions": [{"text": "a"}, {"text": "b", "answer": 4}], "version": "1", "x": 1}
    with pytest.raises(ReadError) as caught:
        structure(wrong, Story)
    problem = 'is a number, must be a string, {"markup": "..."} or an array of blocks'
    expected = f"$.questions[1].answer: {problem} (and 2 more)"
    assert caught.value.reason == expected


@pytest.mark.parametrize("data", [None, [], "a", 4, True])
def test_what_is_no_object_is_refused(data: object) -> None:
    assert [pointer for pointer, _ in find_problems(data, Story)] == [""]
    with pytest.raises(ReadError, match="must be an object"):
        structure(data, Story)


def test_an_attribute_twice_is_refused_and_not_lost() -> None:
    """XML allows an attribute once per element, and an object cannot hold it twice."""
    with pytest.raises(ModelError, match=r"^Extension\.attributes:"):
        unstructure(Extension(name="{urn:x}a", attributes=[("b", "1"), ("b", "2")]))


def test_importing_newsfeed_does_not_import_cattrs() -> None:
    code = "import newsfeed, sys; sys.exit('cattrs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
