"""Tables of Arrow: every field of a story comes back, and batches are rendered and read without an error that ends them."""

import hashlib
import io
import pickle
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

import newsfeed
from examples import full_feed, full_story, plain_story
from newsfeed import ArgumentError, ReadError, UnknownFormatError, UnsupportedError
from strategies import stories

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install newsfeed-kit[arrow]")

from newsfeed.integrations import arrow  # noqa: E402
from newsfeed.integrations.arrow import RenderOptions, rendering  # noqa: E402

ALL_FORMATS = [known.name for known in newsfeed.formats() if known.writes]
EMPTY = newsfeed.Story(id="urn:x:empty")
QUICK = RenderOptions(validate=False, losses=False)


def plain(read: tuple[newsfeed.Story, ...]) -> list[Any]:
    """Return stories as plain data, which has the offsets of dates."""
    return [newsfeed.to_dict(story) for story in read]


# --- stories to tables and back --------------------------------------------------------------------------------------------


@pytest.mark.slow
@given(stories())
def test_every_story_comes_back(story: newsfeed.Story) -> None:
    table = arrow.to_table([story])
    assert table.schema.equals(arrow.STORY_SCHEMA, check_metadata=True)
    table.validate(full=True)
    read = arrow.from_table(table)
    assert read == (story,)
    assert plain(read) == plain((story,))


def test_a_feed_comes_back_through_parquet() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    feed = full_feed()
    file = io.BytesIO()
    parquet.write_table(arrow.to_table(feed), file)
    assert plain(arrow.from_table(parquet.read_table(file))) == plain(feed.stories)


def test_columns_have_types_that_queries_use() -> None:
    table = arrow.to_table([full_story()])
    assert table["published"].type == pa.timestamp("us", "UTC")
    assert table["keywords"].to_pylist() == [["harbour", "tide & time"]]
    (author,) = table["authors"].to_pylist()[0]
    assert author == {"type": "person", "name": "Ada Byron", "url": None, "email": "ada@example.com", "more": None}
    (contributor,) = table["contributors"].to_pylist()[0]
    assert contributor["more"] == '{"job_title":"Photographer","role":"pictures","id":"staff-7"}'
    assert table["slugline"].type == pa.string()


def test_no_stories_are_an_empty_table() -> None:
    table = arrow.to_table([])
    assert (table.num_rows, arrow.from_table(table)) == (0, ())


def test_some_columns_and_other_types_are_read() -> None:
    table = pa.table(
        {
            "id": pa.array(["urn:x:1", "urn:x:2"]).dictionary_encode(),
            "headline": pa.array(["One", None], pa.large_string()),
            "published": pa.array([datetime(2026, 1, 1, tzinfo=UTC), None], pa.timestamp("ns", "Europe/Berlin")),
            "urgency": pa.array([3.0, None]),
            "authors": ['[{"type":"person","name":"Ann"}]', None],
        }
    )
    first, second = arrow.from_table(table)
    assert first == newsfeed.Story(
        id="urn:x:1", headline="One", published="2026-01-01T00:00:00Z", urgency=3, authors=["Ann"]
    )
    assert second == newsfeed.Story(id="urn:x:2")


def test_a_table_of_a_data_frame_is_read() -> None:
    pandas = pytest.importorskip("pandas")
    written = (full_story(), plain_story())
    table = pa.Table.from_pandas(pandas.DataFrame(newsfeed.to_rows(written)), preserve_index=False)
    assert plain(arrow.from_table(table)) == plain(written)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"headlin": ["x"]}, "the column 'headlin' is not a field of a story: leave it out; did you mean `headline`?"),
        ({"published": pa.array([0], pa.timestamp("us"))}, "the column 'published' has no time zone: cast it to"),
        ({"published": pa.array([1], pa.timestamp("ns", "UTC"))}, "row 0 ('urn:x:1'): published "),
        ({"published": pa.array([2**62], pa.timestamp("us", "UTC"))}, "row 0 ('urn:x:1'): published "),
        ({"headline": [5]}, "the column 'headline' is int64, must be string"),
        ({"sections": ["{"]}, "row 0 ('urn:x:1'): sections is not JSON"),
        ({"urgency": [10]}, "row 0 ('urn:x:1'): $.urgency: is 10"),
        (
            {"authors": [[{"type": "person", "name": "A", "more": "{"}]]},
            "row 0 ('urn:x:1'): $.authors[0].more: is not a",
        ),
        ({"authors": [[None]]}, "row 0 ('urn:x:1'): $.authors[0]: is null, must be an object"),
        ({"published": [5]}, "the column 'published' is int64, must be timestamp"),
        ({"urgency": [True]}, "the column 'urgency' is bool, must be int64"),
        ({"urgency": [1.5]}, "row 0 ('urn:x:1'): $.urgency: is a number, must be a whole number"),
        ({"keywords": [[5]]}, "the column 'keywords' is list<item: int64>, must be list"),
        ({"authors": [[{"type": "person", "name": "A", "rank": "1"}]]}, "$.authors[0].rank: is not a known field"),
        ({"version": ["x"]}, "the column 'version' is string, must be int64"),
    ],
)
def test_a_wrong_column_or_row_is_named(columns: dict[str, Any], message: str) -> None:
    with pytest.raises(ReadError) as raised:
        arrow.from_table(pa.table({"id": ["urn:x:1"], **columns}))
    assert message in str(raised.value)


def test_other_arguments_are_refused() -> None:
    with pytest.raises(ArgumentError, match="not list"):
        arrow.from_table([])
    with pytest.raises(ArgumentError, match=r"\[1\] is str"):
        arrow.to_table([EMPTY, "x"])
    twice = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["id", "id"])
    with pytest.raises(ReadError, match="'id' is there 2 times"):
        arrow.from_table(twice)


# --- rendering -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL_FORMATS)
def test_documents_findings_and_losses_are_those_of_the_functions(name: str) -> None:
    story = full_story()
    as_of = datetime(2026, 5, 1, tzinfo=UTC)
    if name in ("opml", "subscriptions"):
        pytest.skip("it has no stories")
    batch = arrow.render_batch(arrow.to_batch([story]), formats=[name], options=RenderOptions(as_of=as_of))
    assert batch.schema.equals(arrow.RESULT_SCHEMA)
    (row,) = batch.to_pylist()
    document = newsfeed.dumps(story, name, as_of=as_of)
    assert (row["id"], row["format"], row["error"]) == (story.id, name, None)
    assert row["document"] == document
    assert row["sha256"] == hashlib.sha256(document).hexdigest()
    report = newsfeed.validate(document, name, as_of=as_of)
    assert [finding["code"] for finding in row["findings"]] == [finding.code for finding in report]
    lost = newsfeed.losses(story, name, as_of=as_of)
    assert [(loss["path"], loss["reason"]) for loss in row["losses"]] == [(loss.path, loss.reason) for loss in lost]


def test_there_is_a_row_for_each_story_and_format_in_their_order() -> None:
    batch = arrow.render_batch(
        arrow.to_batch([plain_story(1), plain_story(2)]), formats=["jsonld", "rss"], options=QUICK
    )
    assert batch["format"].to_pylist() == ["jsonld", "rss"] * 2
    assert batch["id"].to_pylist() == [f"https://news.example.com/{number}" for number in (1, 1, 2, 2)]


def test_a_bad_row_is_an_error_in_its_rows_only() -> None:
    table = pa.table({"id": ["urn:x:1", None, "urn:x:3"], "headline": ["One", "Two", "Three"], "urgency": [1, 2, 10]})
    (batch,) = table.to_batches()
    rows = arrow.render_batch(batch, formats=["jsonfeed", "json"], options=QUICK).to_pylist()
    assert [(row["id"], row["document"] is None) for row in rows] == [
        ("urn:x:1", False),
        ("urn:x:1", False),
        (None, True),
        (None, True),
        ("urn:x:3", True),
        ("urn:x:3", True),
    ]
    assert "lacks the required `id`" in rows[2]["error"]
    assert "is 10, must be 1 (the highest) to 9 (the lowest)" in rows[4]["error"]


def test_a_value_that_no_story_has_is_an_error_of_its_row_only() -> None:
    dates = pa.array([0, 2**62, 1], pa.timestamp("us", "Europe/Berlin"))
    batch = pa.record_batch({"id": ["urn:x:1", "urn:x:2", "urn:x:3"], "published": dates, "urgency": [1.0, 2.0, 3.5]})
    rows = arrow.render_batch(batch, formats=["json"], options=QUICK).to_pylist()
    assert [row["error"] is None for row in rows] == [True, False, False]
    assert b'"published":"1970-01-01T00:00:00Z"' in rows[0]["document"]


def test_a_story_that_a_format_cannot_represent_is_an_error_there_only() -> None:
    rows = arrow.render_batch(arrow.to_batch([EMPTY]), formats=["atom", "json"], options=QUICK).to_pylist()
    assert rows[0]["error"].startswith("story.headline: Atom requires a title")
    assert rows[0]["document"] is rows[0]["sha256"] is None
    assert rows[1]["error"] is None


def test_a_fault_of_a_format_is_an_error_of_the_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> bytes:
        raise KeyError("broken")

    monkeypatch.setattr(rendering, "dumps", fail)
    (row,) = arrow.render_batch(arrow.to_batch([EMPTY]), formats=["rss"]).to_pylist()
    assert row["error"] == "KeyError: 'broken'"


@pytest.mark.parametrize("losses", [True, False])
def test_stories_that_readers_must_not_get_have_no_document_and_a_reason(losses: bool) -> None:
    held = [plain_story(status="withheld"), plain_story(embargo="2026-06-01T00:00:00Z")]
    options = RenderOptions(as_of=datetime(2026, 5, 1, tzinfo=UTC), losses=losses)
    rows = arrow.render_batch(arrow.to_batch(held), formats=["rss", "ninjs"], options=options).to_pylist()
    assert [row["document"] is None for row in rows] == [True, False, True, False]
    assert [row["error"] for row in rows] == [None] * 4
    assert [row["losses"][0]["path"] for row in rows if row["document"] is None] == ["story", "story"]
    assert "under embargo until 2026-06-01" in rows[2]["losses"][0]["reason"]
    late = RenderOptions(as_of=datetime(2026, 6, 2, tzinfo=UTC))
    assert arrow.render_batch(arrow.to_batch(held[1:]), formats=["rss"], options=late)["document"].null_count == 0


def test_a_feed_gives_its_values_to_documents() -> None:
    feed = newsfeed.Feed(
        title="The Harbour Desk", url="https://news.example.com/", publisher="The Harbour Desk", language="en"
    )
    options = RenderOptions(feed=feed, validate=False)
    batch = arrow.render_batch(arrow.to_batch([plain_story()]), formats=["rss", "ninjs"], options=options)
    rss, ninjs = batch["document"].to_pylist()
    assert newsfeed.loads(rss).title == "The Harbour Desk"
    story = newsfeed.loads_story(ninjs)
    assert (story.publisher and story.publisher.name, story.language) == ("The Harbour Desk", "en")


def test_options_reach_the_formats_that_have_them() -> None:
    batch = arrow.to_batch([full_story()])
    rows = arrow.render_batch(batch, formats=["ninjs", "rss"], options=RenderOptions(version="2.1", validate=False))
    assert rows["document"][0].as_py() == newsfeed.dumps(full_story(), "ninjs", version="2.1")
    assert rows["document"][1].as_py() == newsfeed.dumps(full_story(), "rss")
    body = arrow.render_batch(batch, formats=["jsonld"], options=RenderOptions(body="none", validate=False))
    assert body["document"][0].as_py() == newsfeed.dumps(full_story(), "jsonld", body="none")


def test_wrong_arguments_are_refused_at_once() -> None:
    batch = arrow.to_batch([EMPTY])
    with pytest.raises(UnknownFormatError):
        arrow.render_batch(batch, formats=["telex"])
    with pytest.raises(UnsupportedError):
        arrow.render_batch(batch, formats=["rsl"])
    for wrong in ([], "rss", ["rss", "rss"]):
        with pytest.raises(ArgumentError):
            arrow.render_batch(batch, formats=wrong)
    with pytest.raises(ArgumentError, match="as_of has no time zone"):
        arrow.render_batch(batch, formats=["rss"], options=RenderOptions(as_of=datetime(2026, 1, 1)))  # noqa: DTZ001
    with pytest.raises(ArgumentError, match="takes a RecordBatch or a Table, not list"):
        arrow.render_batch([EMPTY], formats=["rss"])


def test_a_table_gives_a_table() -> None:
    stories = [plain_story(number) for number in range(3)]
    table = arrow.render_batch(
        pa.concat_tables([arrow.to_table(stories[:2]), arrow.to_table(stories[2:])]), formats=["rss"]
    )
    assert table == pa.Table.from_batches([arrow.render_batch(arrow.to_batch(stories), formats=["rss"])])
    assert arrow.render_batch(arrow.to_table([]), formats=["rss"]).num_rows == 0


def test_options_and_batches_can_be_sent_to_other_processes() -> None:
    options = RenderOptions(feed=full_feed(), as_of=datetime(2026, 5, 1, tzinfo=UTC))
    assert pickle.loads(pickle.dumps(options)) == options  # noqa: S301
    assert pickle.loads(pickle.dumps(arrow.render_batch)) is arrow.render_batch  # noqa: S301


# --- reading ---------------------------------------------------------------------------------------------------------------


def test_documents_become_stories_with_findings() -> None:
    feed = full_feed()
    damaged = b'<rss version="2.0"><channel><item><title>Tide</title><pubDate>nonsense</pubDate></item></channel></rss>'
    documents = [newsfeed.dumps(feed, "json"), damaged, b"<rss", None, newsfeed.dumps(feed.replace(stories=()), "json")]
    batch = pa.record_batch({"document_source": list("abcde"), "document": pa.array(documents, pa.binary())})
    read = arrow.read_batch(batch)
    assert read.schema.equals(arrow.READ_SCHEMA)
    rows = read.to_pylist()
    assert [(row["document_source"], row["position"]) for row in rows] == [
        ("a", 0),
        ("a", 1),
        ("b", 0),
        ("c", None),
        ("d", None),
        ("e", None),
    ]
    assert [bool(row["error"]) for row in rows] == [False, False, False, True, True, False]
    report = newsfeed.Report()
    newsfeed.loads(damaged, report=report)
    assert [finding["code"] for finding in rows[2]["findings"]] == [finding.code for finding in report] != []
    table = pa.Table.from_batches([read])
    read_stories = arrow.from_table(table.filter(table["id"].is_valid()).select(arrow.STORY_SCHEMA.names))
    assert plain(read_stories[:2]) == plain(feed.stories)
    assert read_stories[2].headline == "Tide"


def test_the_format_encoding_and_base_of_a_document_are_used() -> None:
    rss = '<rss version="2.0"><channel><item><title>Ébb</title><link>/ebb</link></item></channel></rss>'.encode(
        "cp1252"
    )
    columns = {
        "document": [rss],
        "format": ["rss"],
        "encoding": ["windows-1252"],
        "base": ["https://quay.example.org/"],
    }
    (row,) = arrow.read_batch(pa.record_batch(columns)).to_pylist()
    assert (row["headline"], row["url"]) == ("Ébb", "https://quay.example.org/ebb")
    (row,) = arrow.read_batch(pa.record_batch({**columns, "format": ["telex"]})).to_pylist()
    assert "there is no format 'telex'" in row["error"]


def test_a_batch_without_documents_is_refused() -> None:
    with pytest.raises(ReadError, match="there is no column 'document'"):
        arrow.read_batch(pa.record_batch({"body": [b"x"]}))
    with pytest.raises(ReadError, match="'document' must be binary"):
        arrow.read_batch(pa.record_batch({"document": [5]}))
    with pytest.raises(ArgumentError, match="default_zone"):
        arrow.read_batch(pa.record_batch({"document": [b"x"]}), default_zone="Nowhere")


def test_without_pyarrow_the_error_names_the_extra() -> None:
    program = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "import newsfeed\n"
        "try:\n    import newsfeed.integrations.arrow\n"
        "except newsfeed.UnsupportedError as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "pip install 'newsfeed-kit[arrow]'" in done.stdout
