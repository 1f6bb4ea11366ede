"""Flat rows of stories: every field comes back, through pandas, polars and CSV too; wrong cells are named."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

import newsfeed
from examples import CET, full_feed, full_story, plain_story
from newsfeed import ArgumentError, ReadError, RichText, WriteError
from newsfeed.plain_data import rows as story_rows
from strategies import stories

EMPTY = newsfeed.Story(id="urn:x:empty")


def same(read: tuple[newsfeed.Story, ...], written: tuple[newsfeed.Story, ...]) -> bool:
    """Return whether stories are equal, and their dates have equal offsets, which `==` does not compare."""
    return read == written and [newsfeed.to_dict(story) for story in read] == [newsfeed.to_dict(s) for s in written]


@given(stories())
def test_every_story_comes_back(story: newsfeed.Story) -> None:
    (row,) = newsfeed.to_rows([story])
    assert same(newsfeed.from_rows([row]), (story,))
    assert all(value is None or isinstance(value, str | int | datetime) for value in row.values())


def test_columns_are_those_of_the_typed_row_and_of_the_model() -> None:
    assert list(story_rows.columns()) == list(newsfeed.to_rows([EMPTY])[0])
    assert set(story_rows.columns()) == set(story_rows.StoryRow.__annotations__)


def test_a_feed_gives_the_rows_of_its_stories() -> None:
    feed = full_feed()
    assert same(newsfeed.from_rows(newsfeed.to_rows(feed)), feed.stories)


def test_cells_have_the_documented_spelling() -> None:
    (row,) = newsfeed.to_rows([full_story(summary=RichText("The <em>tide</em>"))])
    assert row["published"] == datetime(2026, 3, 1, 7, 30, tzinfo=UTC)
    assert row["published"].tzinfo is UTC
    assert row["offsets"] == '{"published":"+01:00"}'
    assert (row["summary"], row["summary_markup"]) == ("The tide", "The <em>tide</em>")
    assert row["keywords"] == '["harbour","tide & time"]'
    assert row["version"] == 1


# --- data frames -----------------------------------------------------------------------------------------------------------


def test_pandas() -> None:
    pandas = pytest.importorskip("pandas")
    written = (full_story(), plain_story(), EMPTY, plain_story(2, urgency=3))
    frame = pandas.DataFrame(newsfeed.to_rows(written))
    assert same(newsfeed.from_rows(frame.to_dict("records")), written)
    assert str(frame["published"].dtype).startswith("datetime64[")


def test_pandas_in_its_own_types() -> None:
    pandas = pytest.importorskip("pandas")
    written = (full_story(), EMPTY)
    frame = pandas.DataFrame(newsfeed.to_rows(written)).convert_dtypes()
    assert same(newsfeed.from_rows(frame.to_dict("records")), written)


def test_polars() -> None:
    polars = pytest.importorskip("polars")
    written = (EMPTY, full_story(), plain_story())
    frame = polars.DataFrame(newsfeed.to_rows(written), infer_schema_length=None)
    assert same(newsfeed.from_rows(frame.to_dicts()), written)


def test_csv() -> None:
    written = (full_story(), plain_story())
    file = io.StringIO()
    writer = csv.DictWriter(file, list(story_rows.columns()))
    writer.writeheader()
    writer.writerows(newsfeed.to_rows(written))
    pandas = pytest.importorskip("pandas")
    file.seek(0)
    assert same(newsfeed.from_rows(pandas.read_csv(file).to_dict("records")), written)


def test_an_edited_cell_is_the_new_value() -> None:
    (row,) = newsfeed.to_rows([full_story()])
    row["headline"] = "Another"
    row["published"] = datetime(2026, 4, 1, 6, 0, tzinfo=UTC)
    (story,) = newsfeed.from_rows([row])
    assert story.headline == "Another"
    assert story.published == datetime(2026, 4, 1, 8, 0, tzinfo=CET).replace(hour=7)
    assert story.published.utcoffset() == CET.utcoffset(None)


# --- wrong cells -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"headlin": "x"},
            "row 0 ('urn:x:1'): `headlin` is not a field of a story: leave it out; did you mean `headline`?",
        ),
        ({"published": datetime(2026, 1, 1)}, "published has no time zone"),  # noqa: DTZ001
        ({"published": 5}, "published is int, must be an aware datetime"),
        ({"published": "yesterday"}, "published "),
        ({"version": 1.5}, "$.version: is a number, must be a whole number"),
        ({"version": "2"}, "$.version: is a string, must be a whole number"),
        ({"version": True}, "$.version: is true, must be a whole number"),
        ({"keywords": "harbour"}, "keywords is not JSON"),
        ({"keywords": '{"a": 1}'}, "$.keywords: is an object, must be an array"),
        ({"summary_markup": "<em>a</em>", "summary": "b"}, "summary is not the text of summary_markup: change both"),
        ({"summary_markup": "<script>a</script>"}, "summary_markup "),
        ({"summary_markup": 5}, "summary_markup "),
        ({"offsets": '{"headline":"+01:00"}'}, "offsets has no offset"),
        ({"offsets": "{"}, "offsets is not JSON"),
        ({"published": "2026-01-01T00:00:00Z", "offsets": '{"published":"late"}'}, "published "),
        ({"sections": "\ud800"}, "sections has a lone surrogate"),
        ({"id": None}, "lacks the required `id`"),
    ],
)
def test_a_wrong_cell_is_named(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ReadError) as raised:
        newsfeed.from_rows([{"id": "urn:x:1", **changes}])
    assert message in str(raised.value)


def test_nanoseconds_are_refused() -> None:
    pandas = pytest.importorskip("pandas")
    with pytest.raises(ReadError, match="published has nanoseconds"):
        newsfeed.from_rows([{"id": "urn:x:1", "published": pandas.Timestamp("2026-01-01T00:00:00.000000001Z")}])


def test_other_objects_are_refused() -> None:
    for wrong in (EMPTY, 5):
        with pytest.raises(ArgumentError, match="takes a Feed or stories, not"):
            newsfeed.to_rows(wrong)  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="takes rows, not dict"):
        newsfeed.from_rows({"id": "urn:x:1"})  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match=r"\[1\] is str"):
        newsfeed.to_rows([EMPTY, "story"])  # type: ignore[list-item]
    with pytest.raises(ArgumentError, match=r"\[0\] is str; pass df.to_dict"):
        newsfeed.from_rows(["id"])  # type: ignore[list-item]


def test_what_no_row_can_hold_is_refused() -> None:
    with pytest.raises(WriteError, match=r"story\.published: .* outside the years 1 to 9999"):
        newsfeed.to_rows([EMPTY.replace(published=datetime(1, 1, 1, tzinfo=CET))])
