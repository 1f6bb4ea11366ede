"""Tests of newsfeed.plain_data.structure."""

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import attrs
import msgspec
import pytest
from hypothesis import given, settings

import strategies
from newsfeed import model
from newsfeed.errors import LimitError, ModelError, ReadError
from newsfeed.model import (
    Category,
    Extension,
    Feed,
    Hub,
    Link,
    Media,
    Organization,
    Person,
    Question,
    Rights,
    Story,
    Topic,
)
from newsfeed.model.rich_text import RichText
from newsfeed.plain_data.coercion import coerce_fields
from newsfeed.plain_data.structure import find_problems, structure
from newsfeed.plain_data.toml import load_feed_toml, parse_toml
from newsfeed.plain_data.unstructure import unstructure

CET = timezone(timedelta(hours=1))


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


@pytest.mark.parametrize(("item", "plain"), UNSTRUCTURED, ids=lambda each: type(each).__name__)
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
        {"questions": [{"text": "a"}, {"text": "b", "answer": []}]},
        "/questions/1/answer",
        "is an array, must be a string or",
    ),
    ({"prompts": [{"text": "a", "answer": "b"}]}, "/prompts/0", "has an answer; a prompt has none"),
    ({"sections": [{"blocks": [{"type": "list", "items": ["a", 3]}]}]}, "/sections/0/blocks/0/items/1", "is a number"),
    ({"sections": [{"blocks": [{"type": "list", "ordered": 1}]}]}, "/sections/0/blocks/0/ordered", "is a number"),
    ({"topics": [{"name": "a", "same_as": ["https://a.example/", "b"]}]}, "/topics/0/same_as/1", "'b' has no scheme"),
    ({"media": [{"url": "https://a.example/", "duration": "1"}]}, "/media/0/duration", "is a string, must be a number"),
    ({"extensions": [{"name": "{urn:x}a", "attributes": {"b": 1}}]}, "/extensions/0/attributes/b", "is a number"),
    ({"extensions": [{"name": "{urn:x}a", "attributes": []}]}, "/extensions/0/attributes", "is an array"),
    ({"extensions": [{"name": "{urn:x}a", "attributes": {"b c": ""}}]}, "/extensions/0/attributes/b c", "('b c', '')"),
    (
        {"extensions": [{"name": "{urn:x}a", "content": [3]}]},
        "/extensions/0/content/0",
        "is a number, must be a string or",
    ),
    ({"url": "javascript:alert(1)"}, "/url", "'javascript:alert(1)' has a scheme that is unsafe"),
]


@pytest.mark.parametrize(("wrong", "pointer", "message"), WRONG, ids=[each[1] + " " + each[2][:20] for each in WRONG])
def test_one_wrong_value_is_one_problem(wrong: dict[str, Any], pointer: str, message: str) -> None:
    found = find_problems({"id": "a", **wrong}, Story)
    assert [each[0] for each in found] == [pointer]
    assert found[0][1].startswith(message)
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
    expected = '$.questions[1].answer: is a number, must be a string or {"markup": "..."} (and 2 more)'
    assert caught.value.reason == expected


@pytest.mark.parametrize("data", [None, [], "a", 4, True])
def test_what_is_no_object_is_refused(data: object) -> None:
    assert [pointer for pointer, _ in find_problems(data, Story)] == [""]
    with pytest.raises(ReadError, match="must be an object"):
        structure(data, Story)


def test_an_attribute_twice_is_refused_and_not_lost() -> None:
    """XML has each once; were the model to take the pair, it would have no place in an object."""
    with pytest.raises(ModelError, match=r"^Extension\.attributes:"):
        unstructure(Extension(name="{urn:x}a", attributes=[("b", "1"), ("b", "2")]))


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


@pytest.mark.parametrize(("values", "field", "message"), WRONG_BY_HAND, ids=[each[1] for each in WRONG_BY_HAND])
def test_every_error_names_the_field(values: dict[Any, Any], field: str, message: str) -> None:
    with pytest.raises(ModelError) as caught:
        coerce_fields(values)
    assert caught.value.field == field
    assert caught.value.reason.startswith(message)


def test_feed_toml() -> None:
    source = b"""\xef\xbb\xbftitle = "Example"
url = "https://example.org/"
feed_url = "https://example.org/feed.xml"
publisher = "The Example"
authors = ["Jane Doe", { name = "Desk", type = "organization" }]
hubs = "https://hub.example/"
updated = 2024-05-17T09:30:00+01:00
ttl = 60

[paging]
complete = true
"""
    assert Feed(**load_feed_toml(source)) == Feed(
        title="Example",
        url="https://example.org/",
        feed_url="https://example.org/feed.xml",
        publisher=Organization(name="The Example"),
        authors=[Person(name="Jane Doe"), Organization(name="Desk")],
        hubs=[Hub(url="https://hub.example/")],
        updated=datetime(2024, 5, 17, 9, 30, tzinfo=CET),
        ttl=60,
        paging=model.Paging(complete=True),
    )


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        (b'title = "x"\nurl = ', 2, None),
        (b'title = "x"\nurl = !\n', 2, 7),
        (b'\n\ntitle = "x', 3, None),
        (b'title = "x"\n\xff', 2, None),
    ],
)
def test_toml_errors_have_their_place(source: bytes, line: int, column: int | None) -> None:
    with pytest.raises(ReadError) as caught:
        load_feed_toml(source)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_toml_of_a_block_counts_from_where_it_stands() -> None:
    with pytest.raises(ReadError) as caught:
        parse_toml("a = 1\nb = !\n", first_line=5)
    assert caught.value.line == 6


def test_toml_that_is_too_deep() -> None:
    with pytest.raises(LimitError):
        parse_toml("a = " + "[" * 5000)


@pytest.mark.parametrize("source", [b"updated = 2024-05-17T09:30:00", b"updated = 2024-05-17"])
def test_toml_local_dates_are_refused(source: bytes) -> None:
    with pytest.raises(ModelError, match=r"^Feed\.updated: 2024-05-17.* time zone"):
        load_feed_toml(source)


def test_a_feed_names_its_own_fields() -> None:
    with pytest.raises(ModelError, match=r"^Feed\.titel: is not a field of Feed; did you mean `title`\?"):
        load_feed_toml(b'titel = "x"')


def test_importing_newsfeed_does_not_import_cattrs() -> None:
    code = "import newsfeed, sys; sys.exit('cattrs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
