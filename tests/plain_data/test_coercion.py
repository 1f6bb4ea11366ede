"""Tests of newsfeed.plain_data.coercion."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import attrs
import pytest

from newsfeed import model
from newsfeed.errors import ModelError
from newsfeed.model import Category, Extension, Link, Media, Organization, Person, Question, Rights, Story, Topic
from newsfeed.model.rich_text import RichText
from newsfeed.plain_data.coercion import coerce_fields

CET = timezone(timedelta(hours=1))
EMPHASIS = RichText("<em>b</em>")
LIST = model.List(items=["b"])

BY_HAND: list[tuple[str, Any, Any]] = [
    ("authors", "Jane Doe", (Person(name="Jane Doe"),)),
    (
        "authors",
        ["Jane Doe", {"name": "J", "email": "j@example.org"}, {"type": "organization", "name": "O"}],
        (Person(name="Jane Doe"), Person(name="J", email="j@example.org"), Organization(name="O")),
    ),
    ("authors", {"name": "J"}, (Person(name="J"),)),
    ("authors", (Person(name="J"), Organization(name="O")), (Person(name="J"), Organization(name="O"))),
    ("publisher", "The Example", Organization(name="The Example")),
    ("publisher", {"type": "organization", "name": "E"}, Organization(name="E")),
    ("publisher", Organization(name="E"), Organization(name="E")),
    ("published", "2024-05-17T09:30:00Z", datetime(2024, 5, 17, 9, 30, tzinfo=UTC)),
    ("published", datetime(2024, 5, 17, tzinfo=CET), datetime(2024, 5, 17, tzinfo=CET)),
    ("media", "https://a.example/b.jpg", (Media(url="https://a.example/b.jpg"),)),
    ("links", ["https://a.example/"], (Link(url="https://a.example/"),)),
    ("keywords", "a, b ,,c d", ("a", "b", "c d")),
    ("keywords", ["a, b", "c"], ("a, b", "c")),
    ("categories", "Politics, World", (Category(term="Politics, World"),)),
    ("categories", ["x", "medtop:04000000"], (Category(term="x"), Category.media_topic("04000000"))),
    ("rights", "© 2024 Example", Rights(notice="© 2024 Example")),
    ("rights", {"holder": "Jane", "year": 2024}, Rights(holder=Person(name="Jane"), year=2024)),
    ("topics", ["Paris", {"name": "UN", "kind": "event"}], (Topic(name="Paris"), Topic(name="UN", kind="event"))),
    ("prompts", "What next?", (Question(text="What next?"),)),
    ("questions", {"text": "a", "answer": "b"}, (Question(text="a", answer="b"),)),
    ("questions", {"text": "a", "answer": ["b", "c"]}, (Question(text="a", answer="b\n\nc"),)),
    ("questions", {"text": "a", "answer": {"markup": "<em>b</em>"}}, (Question(text="a", answer=EMPHASIS),)),
    ("questions", {"text": "a", "answer": EMPHASIS}, (Question(text="a", answer=EMPHASIS),)),
    ("questions", {"text": "a", "answer": {"type": "list", "items": ["b"]}}, (Question(text="a", answer=[LIST]),)),
    ("questions", {"text": "a", "answer": LIST}, (Question(text="a", answer=[LIST]),)),
    (
        "questions",
        {"text": "a", "answer": ("b", LIST, {"type": "markup", "html": "<hr/>"})},
        (Question(text="a", answer=[model.Paragraph(text="b"), LIST, model.Markup("<hr/>")]),),
    ),
    ("sections", {"blocks": "A."}, (model.Section(blocks=[model.Paragraph(text="A.")]),)),
    ("summary", {"markup": "<em>a</em>"}, RichText("<em>a</em>")),
    ("summary", RichText("<em>a</em>"), RichText("<em>a</em>")),
    ("version", "3", 3),
    ("version", 3, 3),
    ("headline", "  a \n b ", "a b"),
    ("media", {"url": "urn:x:y", "duration": "1.5", "width": "3"}, (Media(url="urn:x:y", duration=1.5, width=3),)),
]


@pytest.mark.parametrize(("name", "value", "expected"), BY_HAND)
def test_shorthands(name: str, value: object, expected: object) -> None:
    assert coerce_fields({name: value}) == {name: expected}


def test_none_is_left_out() -> None:
    assert coerce_fields({"url": None, "headline": "a"}) == {"headline": "a"}


def test_every_field_takes_the_models_own_values() -> None:
    story = Story(
        id="a", authors=[Person(name="J")], extensions=[Extension(name="{urn:x}a")], source=model.Source(title="s")
    )
    values = {name: getattr(story, name) for name in attrs.fields_dict(Story)}
    assert Story(**coerce_fields(values)) == story


WRONG_BY_HAND: list[tuple[dict[Any, Any], str, str]] = [
    ({"healine": "x"}, "Story.healine", "is not a field of Story; did you mean `headline`?"),
    ({3: "x"}, "Story.3", "is not a field of Story"),
    ({"published": datetime(2024, 5, 17)}, "Story.published", "2024-05-17T00:00:00 has no time zone"),  # noqa: DTZ001
    ({"published": date(2024, 5, 17)}, "Story.published", "2024-05-17 is not a complete date with a time zone"),
    ({"published": time(9, 30)}, "Story.published", "09:30:00 is not a complete date with a time zone"),
    ({"published": "2024-05-17T09:30:00"}, "Story.published", "end with the zone"),
    ({"published": 3}, "Story.published", "is a number, must be a date such as"),
    ({"authors": ["a", {"name": "x", "email": "u"}]}, "Story.authors[1].email", "write an e-mail address"),
    ({"authors": 3}, "Story.authors[0]", "is a number, must be an object"),
    ({"categories": "medtop:1"}, "Story.categories[0]", "is '1', an IPTC Media Topic has eight digits"),
    ({"questions": [{"text": "a", "answer": 3}]}, "Story.questions[0].answer", "is a number, must be a string, {"),
    (
        {"questions": [{"text": "a", "answer": ["b", 3]}]},
        "Story.questions[0].answer[1]",
        "is a number, must be an object",
    ),
    (
        {"questions": [{"text": "a", "answer": {"type": "lis"}}]},
        "Story.questions[0].answer[0].type",
        'is "lis", must be',
    ),
    ({"version": "x"}, "Story.version", "is a string, must be a whole number"),
    ({"url": "x"}, "Story.url", "'x' has no scheme"),
    ({"rights": {"year": "x"}}, "Story.rights.year", "is a string, must be a whole number"),
    ({"rights": {"yaer": 3}}, "Story.rights.yaer", "is not a known field; did you mean `year`?"),
    ({"keywords": ["a", 3]}, "Story.keywords[1]", "is a number, must be a string"),
    ({"prompts": [{"text": "a", "answer": "b"}]}, "Story.prompts[0]", "has an answer"),
    ({"publisher": {"type": "person", "name": "x"}}, "Story.publisher.type", 'is "person", must be "organization"'),
    ({"publisher": Person(name="x")}, "Story.publisher", "is Person, must be an object"),
    ({"summary": {"markup": "<b>"}}, "Story.summary.markup", "at offset 0: <b> is not one of the inline elements"),
]


@pytest.mark.parametrize(("values", "field", "message"), WRONG_BY_HAND, ids=[case[1] for case in WRONG_BY_HAND])
def test_every_error_names_the_field(values: dict[Any, Any], field: str, message: str) -> None:
    with pytest.raises(ModelError) as caught:
        coerce_fields(values)
    assert caught.value.field == field
    assert caught.value.reason.startswith(message)
