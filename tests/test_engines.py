"""`make engines`: its stories are the same each time, and its table tells what was run, skipped and equal."""

from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install newsfeed-kit[arrow]")

from pyarrow import parquet

from benchmarks.engines import __main__ as command
from benchmarks.engines import data, runs
from newsfeed.integrations import arrow


def test_stories_are_the_same_each_time_and_differ_by_number(tmp_path: Path) -> None:
    first = data.write_stories(tmp_path / "a", 9)
    second = data.write_stories(tmp_path / "b", 9)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    stories = arrow.from_table(parquet.read_table(first[0]))
    assert len({story.id for story in stories}) == len({story.headline for story in stories}) == 9
    assert max(Counter(story.language for story in stories).values()) < 6
    times = [path.stat().st_mtime_ns for path in first]
    assert [path.stat().st_mtime_ns for path in data.write_stories(tmp_path / "a", 9)] == times


def test_stories_are_divided_into_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "FILE_ROWS", 4)
    paths = data.write_stories(tmp_path, 10)
    stories = [story for path in paths for story in arrow.from_table(parquet.read_table(path))]
    assert [story.id.rpartition("/")[2] for story in stories] == [str(number) for number in range(10)]
    assert len(paths) == 3


def test_the_digest_is_of_the_sorted_rows(tmp_path: Path) -> None:
    function = runs.render_function(["jsonld", "rss"], validate=False)
    paths = data.write_stories(tmp_path, 6)
    outcome = runs.run_loop(paths, function)
    groups = [function(batch) for path in paths for batch in parquet.ParquetFile(path).iter_batches(batch_size=2)]
    assert outcome.rows == 12
    assert runs.digest_of(reversed(groups)) == (12, outcome.digest)
    assert runs.digest_of(groups[1:])[1] != outcome.digest


@pytest.mark.slow
def test_engines_that_are_not_installed_are_skipped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "find_spec", lambda _name: None)
    assert command.main(["--stories", "4", "--folder", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "4 stories to jsonld, with losses, without findings; newsfeed " in printed
    assert "| one process | pyarrow " in printed
    assert printed.count("is not installed") == 3
    assert "equal bytes" in printed


@pytest.mark.slow
def test_other_bytes_and_failures_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = iter(
        [
            runs.Outcome(versions="a 1", start=0, seconds=1, rows=4, digest="a" * 64),
            runs.Outcome(versions="b 1", start=0, seconds=2, rows=4, digest="b" * 64),
            None,
            "skipped: it is not installed",
        ]
    )
    monkeypatch.setattr(command, "_measure", lambda _name, _options: next(outcomes))
    assert command.main(["--stories", "4", "--folder", str(tmp_path)]) == 1
    printed = capsys.readouterr().out
    assert "THE BYTES DIFFER" in printed
    assert "| PySpark | failed |" in printed
