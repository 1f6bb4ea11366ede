"""Bulk runs: inputs on any file system, shards with equal bytes, and a manifest that tells all of it."""

import gzip
import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import newsfeed
from examples import full_feed, full_story, plain_story
from newsfeed import ArgumentError, UnknownFormatError, UnsupportedError, WriteError

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install newsfeed-kit[bulk]")
parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: pip install newsfeed-kit[bulk]")

from newsfeed import bulk  # noqa: E402
from newsfeed.bulk import BulkSettings, Manifest, reading  # noqa: E402
from newsfeed.integrations import arrow  # noqa: E402
from newsfeed.integrations.arrow import RenderOptions  # noqa: E402

QUICK = RenderOptions(validate=False, losses=False)
FEED = newsfeed.Feed(title="Explainers", url="https://news.example.com/")


def numbered(count: int) -> list[newsfeed.Story]:
    return [plain_story(number) for number in range(count)]


def settings(*formats: str, **values: Any) -> BulkSettings:
    return BulkSettings(formats=formats or ("rss", "jsonld"), **{"render": QUICK, "shard_size": 4, **values})


def run(inputs: list[str], output: str, chosen: BulkSettings, *, jobs: int = 1, restart: bool = False) -> Manifest:
    prepared = bulk.open_run(inputs, output, chosen, restart=restart)
    list(prepared.iter_shards(jobs))
    return prepared.manifest


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows_of(folder: Path) -> list[dict[str, Any]]:
    return [row for path in sorted(folder.glob("*.parquet")) for row in parquet.read_table(path).to_pylist()]


@pytest.fixture
def table(tmp_path: Path) -> str:
    """The path of a Parquet file with ten stories."""
    path = tmp_path / "stories.parquet"
    parquet.write_table(arrow.to_table(numbered(10)), path, row_group_size=3)
    return str(path)


@pytest.fixture
def memory() -> Iterator[Any]:
    """The file system in memory, which is emptied afterwards."""
    filesystem = fsspec.filesystem("memory")
    yield filesystem
    filesystem.rm("/", recursive=True)


# --- shards and manifest ---------------------------------------------------------------------------------------------------


def test_shards_have_the_documents_of_all_stories_in_order(table: str, tmp_path: Path) -> None:
    manifest = run([table], str(tmp_path / "out"), settings())
    rows = rows_of(tmp_path / "out")
    assert [(row["id"], row["format"]) for row in rows] == [
        (f"https://news.example.com/{number}", name) for number in range(10) for name in ("rss", "jsonld")
    ]
    assert rows[0]["document"] == newsfeed.dumps(plain_story(0), "rss")
    assert parquet.read_schema(tmp_path / "out" / "shard-00000.parquet").equals(arrow.RESULT_SCHEMA)
    assert [shard.counts.stories for shard in manifest.shards] == [4, 4, 2]
    assert (manifest.counts.stories, manifest.counts.documents) == (10, 20)


def test_the_manifest_names_every_file_with_its_digest(table: str, tmp_path: Path) -> None:
    run([table], str(tmp_path / "out"), settings())
    written = contents(tmp_path / "out")
    document = json.loads(written.pop("manifest.json"))
    files = [file for shard in document["shards"] for file in shard["files"]]
    assert {file["path"]: file["sha256"] for file in files} == {
        path: hashlib.sha256(content).hexdigest() for path, content in written.items()
    }
    assert [file["bytes"] for file in files] == [len(written[file["path"]]) for file in files]
    (entry,) = document["inputs"]
    assert (entry["name"], entry["sha256"]) == (table, hashlib.sha256(Path(table).read_bytes()).hexdigest())
    assert document["complete"] is True
    assert document["settings"]["formats"] == ["rss", "jsonld"]
    assert set(document["settings"]["versions"]) == {"newsfeed", "pyarrow"}


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["parquet", "files"])
def test_several_processes_give_the_same_bytes(table: str, tmp_path: Path, layout: Any) -> None:
    chosen = settings("rss", "html", layout=layout, render=RenderOptions(feed=FEED, validate=False))
    run([table], str(tmp_path / "one"), chosen)
    run([table], str(tmp_path / "two"), chosen, jobs=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert len(contents(tmp_path / "one")) == (4 if layout == "parquet" else 1 + 3 + 3 + 10)


def test_findings_losses_and_what_is_left_out_are_counted(tmp_path: Path) -> None:
    stories = [
        full_story(),
        plain_story(1, status="withheld"),
        plain_story(2, embargo="2026-06-01T00:00:00Z"),
        plain_story(3, embargo="2026-04-01T00:00:00Z"),
        newsfeed.Story(id="urn:x:bare"),
    ]
    parquet.write_table(arrow.to_table(stories), tmp_path / "s.parquet")
    render = RenderOptions(as_of=datetime(2026, 5, 1, tzinfo=UTC))
    counts = run([str(tmp_path / "s.parquet")], str(tmp_path / "out"), settings("rss", render=render)).counts
    (full, *_), lost = rows_of(tmp_path / "out"), newsfeed.losses(full_story(), "rss", as_of=render.as_of)
    assert (counts.stories, counts.documents, counts.left_out, counts.failed, counts.unreadable) == (5, 2, 2, 1, 0)
    assert counts.losses >= len(lost) == len(full["losses"]) > 0
    severities = [finding["severity"] for row in rows_of(tmp_path / "out") for finding in row["findings"]]
    assert (counts.errors, counts.warnings) == (severities.count("error"), severities.count("warning"))
    assert counts.infos + counts.warnings > 0


# --- the layout `files` ----------------------------------------------------------------------------------------------------


def test_files_are_feeds_and_folders_of_pages_with_a_report(tmp_path: Path) -> None:
    stories = [full_story(), newsfeed.Story(id="urn:x:bare"), plain_story(9, status="withheld"), *numbered(2)]
    parquet.write_table(arrow.to_table(stories), tmp_path / "s.parquet")
    render = RenderOptions(feed=FEED, as_of=datetime(2026, 5, 1, tzinfo=UTC))
    chosen = settings("atom", "html", layout="files", shard_size=10, render=render)
    counts = run([str(tmp_path / "s.parquet")], str(tmp_path / "out"), chosen).counts
    written = contents(tmp_path / "out")
    feed = newsfeed.loads(written["shard-00000.atom"])
    assert feed.title == "Explainers"
    assert [story.id for story in feed.stories] == [stories[0].id, stories[3].id, stories[4].id]
    assert {name for name in written if "html" in name} == {f"shard-00000.html/{n:06d}.html" for n in (0, 1, 3, 4)}
    report = [json.loads(line) for line in written["shard-00000.report.jsonl"].splitlines()]
    (bare,) = [line for line in report if line["id"] == "urn:x:bare" and line.get("format") == "atom"]
    assert "error" in bare
    held = [line["losses"][0]["path"] for line in report if line["id"] == "https://news.example.com/9"]
    assert held[0] == "story"
    assert [line["path"] for line in report if line.get("format") == "atom" and "path" in line] == ["shard-00000.atom"]
    assert (counts.documents, counts.failed, counts.left_out) == (5, 1, 2)


def test_feeds_need_the_values_of_a_feed(table: str, tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match=r"--feed FEED\.toml"):
        run([table], str(tmp_path / "out"), settings("rss", layout="files"))
    assert run([table], str(tmp_path / "pages"), settings("html", layout="files")).counts.documents == 10


# --- inputs ----------------------------------------------------------------------------------------------------------------


def test_lines_are_documents_or_rows(tmp_path: Path) -> None:
    stories = [full_story(), plain_story(1)]
    row = {
        name: str(value) if isinstance(value, datetime) else value
        for name, value in newsfeed.to_rows(stories[1:])[0].items()
    }
    lines = [
        json.dumps(newsfeed.to_dict(stories[0])),
        "",
        json.dumps(row),
        '{"id": 5}',
        "[]",
        "{",
        '{"newsfeed": "feed/1"}',
    ]
    text = "\n".join(lines).encode()
    (tmp_path / "a.jsonl").write_bytes(text)
    (tmp_path / "b.ndjson.gz").write_bytes(gzip.compress(text))
    for name in ("a.jsonl", "b.ndjson.gz"):
        out = tmp_path / f"out-{name}"
        counts = run([str(tmp_path / name)], str(out), settings("json", shard_size=2)).counts
        assert (counts.stories, counts.documents, counts.unreadable, counts.failed) == (6, 2, 4, 0)
        rows = rows_of(out)
        assert [newsfeed.loads_story(row["document"]) for row in rows[:2]] == stories
        assert f"{name}:4: $.id: is a number" in rows[2]["error"]
        assert f"{name}:5: is no object" in rows[3]["error"]
        assert f"{name}:6: is not JSON" in rows[4]["error"]
        assert "not a story/1: write a story on each line" in rows[5]["error"]


def test_a_folder_with_documents_and_hidden_files(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    newsfeed.dump(full_feed(), folder / "deep" / "feed.json", "json")
    (folder / "page.txt").write_text("What's happened\nThe ferry is back.\n")
    (folder / ".hidden.rss").write_text("nothing")
    (folder / "zzz.rss").write_bytes(b"<rss")
    manifest = run([str(folder)], str(tmp_path / "out"), settings("json", base="https://news.example.com/p/"))
    assert [entry.name for entry in manifest.inputs] == [
        f"{folder}/{name}" for name in ("deep/feed.json", "page.txt", "zzz.rss")
    ]
    assert [bool(entry.error) for entry in manifest.inputs] == [False, False, True]
    assert [row["id"] for row in rows_of(tmp_path / "out")] == [
        *(story.id for story in full_feed().stories),
        "https://news.example.com/p/page",
    ]
    assert manifest.inputs[1].warnings > 0


def test_file_systems_of_fsspec(memory: Any, table: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "stories.zip", "w") as archive:
        archive.write(table, "stories.parquet")
    memory.pipe_file("/in/a.parquet", Path(table).read_bytes())
    run([table], str(tmp_path / "out"), settings())
    expected = {name: content for name, content in contents(tmp_path / "out").items() if name != "manifest.json"}
    for inputs in (
        [f"file://{table}"],
        ["memory://in"],
        ["memory://in/*.parquet"],
        [f"zip://stories.parquet::{tmp_path}/stories.zip"],
    ):
        manifest = run(inputs, "memory://out", settings(), restart=True)
        assert manifest.complete
        written = {str(path).rpartition("/")[2]: memory.cat_file(path) for path in memory.find("/out")}
        assert json.loads(written.pop("manifest.json"))["counts"]["stories"] == 10
        assert written == expected


def test_the_output_is_no_input(tmp_path: Path, table: str) -> None:
    output = str(tmp_path / "out")
    first = run([str(tmp_path)], output, settings())
    assert [entry.name for entry in first.inputs] == [table]
    assert run([str(tmp_path)], output, settings()) == first
    assert (tmp_path / "output.jsonl").write_text('{"id": "urn:x:1"}')
    with pytest.raises(WriteError, match=r"the input .*output\.jsonl is new"):
        run([str(tmp_path)], output, settings())


@pytest.mark.parametrize(
    "content",
    [gzip.compress(b"{}" * 9000, mtime=0)[:-20], b"\x1f\x8b nothing", b"\x1f\x8b\x08" + bytes(40)],
    ids=["cut short", "no header", "zeros"],
)
def test_damaged_gzip_is_an_error_of_its_input(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "s.jsonl.gz").write_bytes(content)
    manifest = run([str(tmp_path / "s.jsonl.gz")], str(tmp_path / "out"), settings())
    assert manifest.inputs[0].error


def test_a_glob_names_its_files(tmp_path: Path, table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(table, "another.parquet")
    manifest = run(["*.parquet"], "out", settings(shard_size=100))
    assert [entry.name for entry in manifest.inputs] == ["another.parquet", "stories.parquet"]
    assert run(["./*.parquet", "stories.parquet"], "out2", settings()).counts.stories == 20


def test_other_columns_are_ignored_and_named(tmp_path: Path) -> None:
    stories = arrow.to_table(numbered(3)).append_column("day", [["a", "b", "c"]])
    parquet.write_table(stories, tmp_path / "s.parquet")
    manifest = run([str(tmp_path / "s.parquet")], str(tmp_path / "out"), settings())
    assert manifest.inputs[0].ignored_columns == ("day",)
    assert manifest.counts.documents == 6


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"headline": ["x"]}, "has no column 'id'; its columns are headline"),
        ({"id": ["x"], "published": [5]}, "the column 'published' is int64, must be timestamp"),
        ({"id": ["x"], "headline": [5]}, "the column 'headline' is int64, must be string"),
    ],
)
def test_a_table_that_is_none_of_stories_is_an_error_of_its_input(
    tmp_path: Path, columns: dict[str, Any], message: str
) -> None:
    parquet.write_table(arrow.to_table([]).from_pydict(columns), tmp_path / "s.parquet")
    manifest = run([str(tmp_path / "s.parquet")], str(tmp_path / "out"), settings())
    assert message in manifest.inputs[0].error
    assert manifest.counts.stories == 0


def test_an_input_that_ends_early_keeps_its_rows_and_what_was_noted(tmp_path: Path) -> None:
    path = tmp_path / "s.parquet"
    stories = arrow.to_table(numbered(40)).append_column("day", [["a"] * 40])
    parquet.write_table(stories, path, row_group_size=10, compression="none")
    content = bytearray(path.read_bytes())
    start = parquet.read_metadata(path).row_group(3).column(0).data_page_offset
    content[start : start + 40] = b"\xff" * 40
    path.write_bytes(content)
    manifest = run([str(path)], str(tmp_path / "out"), settings(shard_size=10))
    (entry,) = manifest.inputs
    assert (entry.ignored_columns, bool(entry.error)) == (("day",), True)
    assert manifest.counts.stories < 40


def test_a_damaged_table_is_an_error_of_its_input(tmp_path: Path) -> None:
    (tmp_path / "s.parquet").write_bytes(b"PAR1 nothing")
    manifest = run([str(tmp_path / "s.parquet")], str(tmp_path / "out"), settings())
    assert manifest.inputs[0].error
    assert manifest.complete


def test_shards_have_exactly_their_size_across_inputs() -> None:
    parts = [
        arrow.to_batch(numbered(5)),
        reading.Lines(name="x", first=1, lines=(b"a", b"b", b"c")),
        arrow.to_batch(numbered(1)),
    ]
    shards = list(reading.iter_shards(parts, 4))
    assert [sum(map(len, shard)) for shard in shards] == [4, 4, 1]
    assert shards[1][1].first == 1


# --- going on --------------------------------------------------------------------------------------------------------------


def interrupted(table: str, output: str, chosen: BulkSettings, shards: int) -> None:
    """Make some shards of a run and leave it."""
    made = bulk.open_run([table], output, chosen).iter_shards()
    for _ in range(shards):
        next(made)
    made.close()  # type: ignore[attr-defined]


def test_a_run_goes_on_with_the_same_bytes(table: str, tmp_path: Path) -> None:
    run([table], str(tmp_path / "whole"), settings())
    interrupted(table, str(tmp_path / "out"), settings(), 1)
    kept = (tmp_path / "out" / "shard-00000.parquet").stat().st_mtime_ns
    assert json.loads((tmp_path / "out" / "manifest.json").read_bytes())["complete"] is False
    run([table], str(tmp_path / "out"), settings())
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    assert (tmp_path / "out" / "shard-00000.parquet").stat().st_mtime_ns == kept


def test_a_finished_run_is_left_alone(table: str, tmp_path: Path) -> None:
    first = run([table], str(tmp_path / "out"), settings())
    prepared = bulk.open_run([table], str(tmp_path / "out"), settings())
    assert prepared.manifest == first
    assert list(prepared.iter_shards()) == []
    assert prepared.total == 10


def test_a_damaged_shard_is_made_again(table: str, tmp_path: Path) -> None:
    chosen = settings("html", layout="files")
    run([table], str(tmp_path / "out"), chosen)
    before = contents(tmp_path / "out")
    (tmp_path / "out" / "shard-00001.html" / "000001.html").write_text("changed")
    (tmp_path / "out" / "shard-00002.report.jsonl").unlink()
    made = [shard.number for shard in bulk.open_run([table], str(tmp_path / "out"), chosen).iter_shards()]
    assert made == [1, 2]
    assert contents(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"formats": ("rss",)}, r"formats was \['rss', 'jsonld'\] and is \['rss'\]"),
        ({"shard_size": 5}, "shard_size was 4 and is 5"),
        ({"render": RenderOptions()}, r"losses was False and is True \(and 1 more\)"),
        ({"render": RenderOptions(validate=False, losses=False, feed=FEED)}, "feed was not set and is"),
        ({"render": RenderOptions(validate=False, losses=False, body="none")}, "body was not set and is 'none'"),
        ({"base": "https://a.example.com/"}, "base was not set"),
    ],
)
def test_other_settings_are_refused_or_start_anew(
    table: str, tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    interrupted(table, str(tmp_path / "out"), settings(), 2)
    other = settings(*changes.pop("formats", ()), **changes)
    with pytest.raises(WriteError, match=f"has the output of another run: {message}.*: pass --restart"):
        run([table], str(tmp_path / "out"), other)
    run([table], str(tmp_path / "out"), other, restart=True)
    run([table], str(tmp_path / "whole"), other)
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_another_version_is_refused(table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted(table, str(tmp_path / "out"), settings(), 1)
    monkeypatch.setattr(newsfeed, "__version__", "99.0")
    with pytest.raises(WriteError, match="versions was"):
        run([table], str(tmp_path / "out"), settings())


@pytest.mark.parametrize("change", ["changed", "new", "no longer there"])
def test_other_inputs_are_refused(table: str, tmp_path: Path, change: str) -> None:
    second = tmp_path / "second.parquet"
    shutil.copy(table, second)
    inputs = [table, str(second)]
    prepared = bulk.open_run(inputs, str(tmp_path / "out"), settings())
    next(iter(prepared.iter_shards()))
    if change == "changed":
        parquet.write_table(arrow.to_table(numbered(3)), second)
    elif change == "new":
        shutil.copy(table, tmp_path / "third.parquet")
        inputs.append(str(tmp_path / "third.parquet"))
    else:
        inputs.pop()
    with pytest.raises(WriteError, match=f"the input .* {change.replace('changed', 'has changed')}"):
        run(inputs, str(tmp_path / "out"), settings())


def test_inputs_in_another_order_are_refused(table: str, tmp_path: Path) -> None:
    second = tmp_path / "second.parquet"
    shutil.copy(table, second)
    run([table, str(second)], str(tmp_path / "out"), settings())
    with pytest.raises(WriteError, match="the inputs have another order"):
        run([str(second), table], str(tmp_path / "out"), settings())


@pytest.mark.parametrize(
    "content", [b"{", b"{}", b'{"newsfeed":"bulk/1"}', b'{"newsfeed":"bulk/1","shards":[{"number":1}]}']
)
def test_a_damaged_manifest_is_refused(table: str, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.json").write_bytes(content)
    with pytest.raises(WriteError, match=r"manifest\.json is .*: pass --restart"):
        run([table], str(tmp_path / "out"), settings())
    assert run([table], str(tmp_path / "out"), settings(), restart=True).complete


# --- arguments -------------------------------------------------------------------------------------------------------------


def test_wrong_settings_are_refused_before_anything_is_written(table: str, tmp_path: Path) -> None:
    for chosen, error in (
        (settings("telex"), UnknownFormatError),
        (settings("rsl"), UnsupportedError),
        (settings(shard_size=0), ArgumentError),
        (settings(layout="zip"), ArgumentError),
        (settings(render=RenderOptions(feed=full_feed())), ArgumentError),
    ):
        with pytest.raises(error):
            run([table], str(tmp_path / "out"), chosen)
    with pytest.raises(ArgumentError, match="jobs is 0"):
        run([table], str(tmp_path / "out"), settings(), jobs=0)
    with pytest.raises(FileNotFoundError):
        run([str(tmp_path / "none" / "*.parquet")], str(tmp_path / "out"), settings())
    with pytest.raises(ArgumentError, match="nothing://"):
        run(["nothing://a"], str(tmp_path / "out"), settings())
    assert not (tmp_path / "out").exists()
