"""Building again: what is unchanged is left alone, what is no more is removed, and the bytes are those of a first build."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner, Result

import newsfeed
from examples import full_story, plain_story
from newsfeed import Extension, Story
from newsfeed.cli import program
from newsfeed.cli.output_files import MANIFEST, digest
from newsfeed.cli.render_store import RenderStore
from newsfeed.rendering.sinks import _CachingSink

FEED = 'title = "The Harbour Desk"\nurl = "https://news.example.com/"\nfeed_url = "https://news.example.com/feed"\n'
BOTH = ("--to", "rss", "--to", "atom")
ALL = (*BOTH, "--to", "jsonfeed", "--to", "jsonld", "--to", "newsml")
OTHERS: dict[str, Any] = {
    "id": "tag:news.example.com,2026:other",
    "version": 8,
    "status": "canceled",
    "embargo": datetime(2026, 6, 1, tzinfo=UTC),
    "published": datetime(2025, 5, 1, tzinfo=UTC),
    "extensions": (Extension(name="{https://vocabulary.example.org/}mark", content=("other",)),),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder to work in, with two stories."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "feed.toml").write_text(FEED)
    newsfeed.dump(full_story(), tmp_path / "in" / "full.json", "json")
    newsfeed.dump(plain_story(2), tmp_path / "in" / "plain.json", "json")
    return tmp_path


def build(*args: str, output: str = "out") -> Result:
    """Build what is in `in`."""
    return CliRunner().invoke(program, ["build", "in", "--feed", "feed.toml", "--output", output, *args])


def files(folder: Path) -> dict[str, bytes]:
    """Give the files of a folder and those in its folders, by their paths."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_file_whose_bytes_stay_the_same_keeps_its_time(folder: Path) -> None:
    assert build(*BOTH).stdout.endswith("written 2, unchanged 0\n")
    for each in (folder / "out").iterdir():
        os.utime(each, (1_000, 1_000))
    assert build(*BOTH).stdout.endswith("written 0, unchanged 2\n")
    assert {each.stat().st_mtime for each in (folder / "out").iterdir()} == {1_000}
    newsfeed.dump(plain_story(3), folder / "in" / "new.json", "json")
    assert build("--to", "rss").stdout.endswith("written 1, unchanged 0\n")
    assert plain_story(3).id.encode() in (folder / "out" / "feed.rss").read_bytes()


def test_a_file_of_the_same_length_is_written_where_its_bytes_differ(folder: Path) -> None:
    build("--to", "rss")
    file = folder / "out" / "feed.rss"
    good = file.read_bytes()
    file.write_bytes(bytes(len(good)))
    assert build("--to", "rss").stdout.endswith("written 1, unchanged 0\n")
    assert file.read_bytes() == good


@pytest.mark.slow
@pytest.mark.parametrize("field", [each.name for each in attrs.fields(Story)])
def test_a_changed_field_is_seen_with_a_warm_cache(field: str, folder: Path) -> None:
    build(*ALL, "--cache", "kept")
    changes: dict[str, Any] = {field: OTHERS.get(field, attrs.fields_dict(Story)[field].default)}
    if field in ("headline", "summary", "language", "updated"):
        changes = {field: {"language": "de", "updated": datetime(2026, 9, 9, tzinfo=UTC)}.get(field, "Another one")}
    changed = attrs.evolve(full_story(), **changes)
    assert changed != full_story()
    newsfeed.dump(changed, folder / "in" / "full.json", "json")
    build(*ALL, "--cache", "kept")
    build(*ALL, output="fresh")
    assert files(folder / "out") == files(folder / "fresh")
    keys = {RenderStore("kept").key_of(each, ("rss", None)) for each in (changed, full_story())}
    assert len(keys) == 2


def test_what_was_rendered_is_used_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(*ALL, "--cache", "kept")
    expected = files(folder / "out")
    true = _CachingSink._rendered

    def stored(self: _CachingSink, story: Story, _: object) -> bytes:
        return true(self, story, lambda _: pytest.fail("is rendered again"))

    monkeypatch.setattr(_CachingSink, "_rendered", stored)
    result = build(*ALL, "--cache", "kept", output="again")
    assert (result.exit_code, files(folder / "again")) == (0, expected)


def test_each_format_house_and_version_has_its_own_key(monkeypatch: pytest.MonkeyPatch) -> None:
    story, house = full_story(), newsfeed.Headings(summary="In brief")
    folder = RenderStore("kept")
    keys = [folder.key_of(story, each) for each in (("rss", None), ("atom", None), ("rss", house))]
    monkeypatch.setattr("newsfeed.cli.render_store.program_digest", lambda: "another program")
    keys.append(folder.key_of(story, ("rss", None)))
    monkeypatch.setattr(newsfeed, "__version__", "0.0.0")
    keys.append(folder.key_of(story, ("rss", None)))
    assert len(set(keys)) == 5


def _flip(data: bytes) -> bytes:
    return data[:-40] + bytes([data[-40] ^ 1]) + data[-39:]


@pytest.mark.parametrize("name", ["rendered-rss", MANIFEST])
@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.replace(b"e", b"\xff"),
        lambda data: data[:50],
        lambda _: b"",
        lambda _: b"[" * 100_000,
        lambda _: b'{"version":"1","outputs":[]}',
        _flip,
    ],
)
def test_a_damaged_cache_is_not_used_and_said(folder: Path, name: str, damage: Any) -> None:
    build("--to", "rss", "--cache", "kept")
    expected = files(folder / "out")
    file = folder / "kept" / name
    good = file.read_bytes()
    file.write_bytes(
        damage(good) if name != MANIFEST or damage is not _flip else b"[]"
    )  # its digest is of the whole file
    result = build("--to", "rss", "--cache", "kept")
    assert (result.exit_code, files(folder / "out")) == (0, expected)
    assert result.stderr.count(name) == 1
    assert file.read_bytes() == good


def test_a_cache_of_another_version_is_not_used_and_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(newsfeed, "__version__", "0.0.0")
        build(*BOTH, "--cache", "kept")
    result = build("--to", "rss", "--cache", "kept")
    assert result.exit_code == 0
    assert result.stderr.count("was written by another version") == 2
    assert (folder / "out" / "feed.atom").exists()


def test_what_a_former_build_wrote_and_this_one_does_not_is_removed(folder: Path) -> None:
    build(*BOTH, "--cache", "kept")
    build(*BOTH, "--cache", "kept", output="elsewhere")
    (folder / "out" / "own.atom").write_text("mine")
    result = build("--to", "rss", "--cache", "kept")
    assert result.stdout.endswith("written 0, unchanged 1, pruned 1\n")
    assert set(files(folder / "out")) == {"feed.rss", "own.atom"}
    assert set(files(folder / "elsewhere")) == {"feed.rss", "feed.atom"}
    assert build("--to", "rss", "--cache", "kept").stdout.endswith("written 0, unchanged 1\n")


def test_a_file_that_was_changed_since_is_not_removed(folder: Path) -> None:
    build(*BOTH, "--cache", "kept")
    (folder / "out" / "feed.atom").write_text("mine")
    result = build("--to", "rss", "--cache", "kept")
    assert "not pruned" in result.stderr
    assert (folder / "out" / "feed.atom").read_text() == "mine"


def test_nothing_outside_of_the_folder_is_removed(folder: Path) -> None:
    build("--to", "rss", "--cache", "kept")
    manifest = folder / "kept" / MANIFEST
    document = json.loads(manifest.read_bytes())
    document["outputs"][os.path.realpath("out")]["../feed.toml"] = digest(FEED.encode())
    manifest.write_text(json.dumps(document))
    assert "pruned 1" not in build("--to", "rss", "--cache", "kept").stdout
    assert (folder / "feed.toml").read_text() == FEED


def test_a_format_that_could_not_be_written_keeps_its_old_file(folder: Path) -> None:
    build(*BOTH, "--cache", "kept")
    old = files(folder / "out")["feed.rss"]
    (folder / "feed.toml").write_text('title = "The Harbour Desk"\nid = "tag:news.example.com,2026:feed"\n')
    for _ in range(2):
        result = build(*BOTH, "--cache", "kept")
        assert result.exit_code == 2
        assert files(folder / "out")["feed.rss"] == old
    (folder / "feed.toml").write_text(FEED)
    assert build("--to", "atom", "--cache", "kept").stdout.endswith("pruned 1\n")


def test_a_cache_below_the_inputs_is_no_input(folder: Path) -> None:
    for _ in range(2):
        result = build("--to", "rss", "--cache", "in/kept", output="in/out")
        assert result.exit_code == 0
        assert "kept" not in result.stderr
        assert len(newsfeed.load(folder / "in" / "out" / "feed.rss", "rss").stories) == 2


@pytest.mark.slow
def test_several_processes_give_the_same(folder: Path) -> None:
    for number in range(3, 12):
        newsfeed.dump(plain_story(number), folder / "in" / f"{number:02}.json", "json")
    (folder / "in" / "05.json").write_text('{"newsfeed": ')
    (folder / "in" / "notes.md5").write_text("of no format")
    one, two = build("--jobs", "1", output="one"), build("--jobs", "2", output="two")
    assert files(folder / "one") == files(folder / "two")
    assert (one.exit_code, one.stderr.replace("one/", "two/")) == (two.exit_code, two.stderr)
    assert one.exit_code == 2
    assert "05.json" in one.stderr
    assert "notes.md5: skipped" in one.stderr


# --- private fields --------------------------------------------------------------------------------------------------------


def _newsroom_story() -> Story:
    return plain_story(
        3, slugline="KILL-STORM", ed_note="Call the desk.", signals=["KILL-SIGNAL"], services=["KILL-WIRE"]
    )


def test_a_build_of_all_formats_has_no_private_fields_and_no_held_stories(folder: Path) -> None:
    newsfeed.dump(_newsroom_story(), folder / "in" / "newsroom.json", "json")
    held = plain_story(4, headline="Held back", embargo=datetime(2099, 1, 1, tzinfo=UTC))
    newsfeed.dump(held, folder / "in" / "held.json", "json")
    build("--as-of", "2026-06-01T00:00:00Z")
    documents = files(folder / "out")
    assert {"feed.newsml.xml", "feed.ninjs.json", "feed.json"} <= documents.keys()
    for name, data in documents.items():
        assert b"KILL" not in data, name
        assert b"Call the desk" not in data, name
        assert b"Held back" not in data, name


def test_a_format_for_newsrooms_that_is_named_has_the_private_fields(folder: Path) -> None:
    newsfeed.dump(_newsroom_story(), folder / "in" / "newsroom.json", "json")
    build("--to", "newsml", "--to", "ninjs")
    for data in files(folder / "out").values():
        assert b"KILL-STORM" in data
        assert b"Call the desk." in data
