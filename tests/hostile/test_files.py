"""Planted files and forged caches: nothing of the user outside of the output is overwritten, read, removed or published."""

import json
import os
import random
import shutil
import socket
import stat
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

import newsfeed
from examples import plain_story
from hostile.cases.planted_files import COMMANDS, FORGED_PATHS, PLANTS, Plant
from newsfeed.cli import cache_key, program
from newsfeed.cli.output_files import MANIFEST, digest
from newsfeed.io import files

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no POSIX links, pipes and owners")

SECRET = b"robots: the user's secret\n"
AS_OF = ("--as-of", "2026-05-01T00:00:00Z")
FEED = (
    'title = "The Harbour Desk"\nurl = "https://news.example.com/"\nfeed_url = "https://news.example.com/feed"\n'
    'language = "en"\n[usage]\nsearch = true\nai_train = false\npolicy_url = "https://news.example.com/terms"\n'
)
SAMPLE = {plant.name for plant in random.Random(17).sample(PLANTS, 8)}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return a function that gives the folder in which a command has run once."""
    folders: dict[str, Path] = {}

    def folder_of(command: str) -> Path:
        if command not in folders:
            folders[command] = folder = tmp_path_factory.mktemp(command)
            make_inputs(folder)
            with pytest.MonkeyPatch.context() as patch:
                patch.chdir(folder)
                assert run(command).exit_code == 0, command
        return folders[command]

    return folder_of


def story(number: int, headline: str = "Item") -> newsfeed.Story:
    moment = f"2026-03-0{number}T09:00:00Z"
    url = f"https://news.example.com/gate-{number}"
    return plain_story(number, headline=f"{headline} {number}", url=url, published=moment, updated=moment)


def make_inputs(folder: Path) -> None:
    (folder / "in" / "below").mkdir(parents=True)
    (folder / "feed.toml").write_text(FEED)
    for number, path in enumerate(("in/one.json", "in/below/two.json", "in/three.json", "in/four.json"), 1):
        newsfeed.dump(story(number), folder / path, "json")
    (folder / "outside").mkdir()
    (folder / "outside" / "key").write_bytes(SECRET)


def run(command: str) -> Result:
    words = COMMANDS[command]
    return CliRunner().invoke(program, [*words, *(AS_OF if words[0] not in ("rights", "examples") else ())])


def make_way(path: Path, copy: Path | None) -> None:
    """Remove a file or folder, and copy the files of the folder."""
    if path.is_dir():
        if copy is not None:
            shutil.copytree(path, copy, dirs_exist_ok=True)
        shutil.rmtree(path)
    elif path.exists():
        path.unlink()


def plant_file(plant: Plant, folder: Path) -> None:
    path, outside = folder / plant.path, folder / "outside"
    path.parent.mkdir(parents=True, exist_ok=True)
    make_way(path, outside if plant.kind == "folder" else None)
    match plant.kind:
        case "link" | "folder-file":
            path.symlink_to(outside / "key")
        case "dangling":
            path.symlink_to(outside / "new")
        case "hard":
            path.hardlink_to(outside / "key")
        case "pipe":
            os.mkfifo(path)
        case "device":
            if os.geteuid():
                pytest.skip("only root can make a device")
            os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 3))
        case "socket":
            with socket.socket(socket.AF_UNIX) as server:
                server.bind(os.path.relpath(path))
        case "folder":
            path.symlink_to(outside)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "plant",
    [pytest.param(plant, id=plant.name, marks=() if plant.name in SAMPLE else pytest.mark.battery) for plant in PLANTS],
)
def test_nothing_is_read_or_written_through_a_planted_file(
    plant: Plant, written: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if plant.command in ("tables", "pages", "resumed"):
        pytest.importorskip("fsspec", reason="fsspec is not installed: pip install newsfeed-kit[bulk]")
        pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install newsfeed-kit[bulk]")
    folder = tmp_path / "work"
    shutil.copytree(written(plant.command), folder)
    monkeypatch.chdir(folder)
    plant_file(plant, folder)
    if plant.command != "resumed":  # a run goes on only with the same inputs
        newsfeed.dump(story(1, "Changed"), "in/one.json", "json")
    before = contents(folder / "outside")
    result = run(plant.command)
    assert contents(folder / "outside") == before
    assert not result.exception or isinstance(result.exception, SystemExit), result.exception
    for path, data in contents(folder).items():
        is_own = path.startswith("outside") or (folder / path).samefile(folder / "outside" / "key")
        assert is_own or SECRET.strip() not in data, path
    assert SECRET.decode().strip() not in result.output
    if plant.replaced:
        assert result.exit_code in (0, 1, 2)
    else:
        assert result.exit_code == 2, result.output
        assert plant.path in result.stderr
        assert any(remedy in result.stderr for remedy in ("remove it", "name another", "if you name it", "--restart"))


# --- paths that the user names -----------------------------------------------------------------------------------------------


def test_a_folder_that_the_user_names_may_be_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_inputs(tmp_path)
    for name in ("releases", "store"):
        Path(name).mkdir()
    Path("public").symlink_to("releases")
    Path("kept").symlink_to("store")
    build = ["build", "in", "--feed", "feed.toml", *AS_OF]
    refused = CliRunner().invoke(program, build)
    assert refused.exit_code == 2
    assert "public: is a symbolic link, which is followed only if you name it: --output public" in refused.stderr
    assert CliRunner().invoke(program, [*build, "-o", "public", "--cache", "kept"]).exit_code == 0
    assert (tmp_path / "releases" / "feed.rss").exists()
    assert (tmp_path / "store" / MANIFEST).exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give a link to another user")
@pytest.mark.parametrize("kind", ["link", "chain", "folder", "pipe"])
def test_a_link_of_another_user_in_a_folder_of_all_is_refused(kind: str, tmp_path: Path) -> None:
    make_inputs(tmp_path)
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    target = shared / "feed.rss"
    match kind:
        case "link":
            target.symlink_to(tmp_path / "outside" / "key")
        case "chain":
            target.symlink_to(shared / "second")
            os.lchown(target, os.geteuid(), -1)
            (shared / "second").symlink_to(tmp_path / "outside" / "key")
        case "folder":
            (shared / "sub").symlink_to(tmp_path / "outside")
            target = shared / "sub" / "key"
        case "pipe":
            os.mkfifo(target)
    for path in shared.iterdir():
        if kind != "chain" or path != target:
            os.lchown(path, 12345, -1)
    with pytest.raises(newsfeed.OutputError, match="of another user"):
        newsfeed.dump(plain_story(), target, "rss")
    assert (tmp_path / "outside" / "key").read_bytes() == SECRET
    if kind != "pipe":
        for path in shared.iterdir():
            os.lchown(path, os.geteuid(), -1)
        newsfeed.dump(plain_story(), target, "rss")  # a link of the user is followed
        assert (tmp_path / "outside" / "key").read_bytes() != SECRET


def test_a_replaced_file_takes_no_special_rights(tmp_path: Path) -> None:
    path = tmp_path / "feed.rss"
    path.write_bytes(b"old")
    path.chmod(0o6755)
    with files.atomic_writer(path) as write:
        write(b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o755


# --- forged caches -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with inputs, an output and a cache."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv(cache_key.VARIABLE, raising=False)
    cache_key._key.cache_clear()
    make_inputs(tmp_path)
    assert build().exit_code == 0
    yield tmp_path
    cache_key._key.cache_clear()


def build(*options: str) -> Result:
    return CliRunner().invoke(
        program, ["build", "in", "--feed", "feed.toml", "-o", "public", "--cache", "kept", *AS_OF, *options]
    )


def forge(data: bytes) -> bytes:
    """Return the payload of a cache whose stories say something else."""
    version, items = msgspec.msgpack.decode(data[32:], type=dict).values()
    forged = {key: item.replace(b"Item 1", b"Forged") for key, item in items.items()}
    return msgspec.msgpack.encode({"version": version, "items": forged})


@pytest.mark.parametrize(
    "seal",
    [
        "digest",
        "another key",
        *(pytest.param(seal, marks=pytest.mark.battery) for seal in ("another file", "none", "kept")),
    ],
)
def test_a_forged_story_is_not_published(seal: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clean = contents(folder / "public")
    names = [path.name for path in (folder / "kept").iterdir() if path.name.startswith("rendered-")]
    assert len(names) > 3
    for name in names:
        data = (folder / "kept" / name).read_bytes()
        payload = forge(data)
        assert payload != data[32:] or name == "rendered-json"
        with monkeypatch.context() as patch:
            if seal == "another key":
                patch.setenv(cache_key.VARIABLE, "the key of somebody else")
            start = {
                "digest": blake2b(payload, digest_size=32).digest(),
                "another key": cache_key.seal(payload, name),
                "another file": cache_key.seal(payload, f"{name}-"),
                "none": b"",
                "kept": data[:32],
            }[seal]
        (folder / "kept" / name).write_bytes(start + payload)
    shutil.rmtree(folder / "public")
    result = build()
    assert result.exit_code == 0
    assert contents(folder / "public") == clean
    assert result.stderr.count("was written with another key") == len(names)


@pytest.mark.parametrize("count", [6, pytest.param(400, marks=pytest.mark.battery)])
def test_a_changed_byte_is_noticed(count: int, folder: Path) -> None:
    chance = random.Random(count)
    clean = contents(folder / "public")
    kept = {path: path.read_bytes() for path in (folder / "kept").iterdir() if path.name in ("rendered-rss", MANIFEST)}
    for _ in range(count):
        path, data = chance.choice(sorted(kept.items()))
        changed = bytearray(data)
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        result = build()
        assert result.exit_code == 0
        assert contents(folder / "public") == clean
        assert result.stderr.count(path.name) == 1
        assert path.read_bytes() == data


def test_a_cache_of_another_machine_is_used_only_with_the_same_key(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache_key.VARIABLE, "shared by all machines")
    assert "another key" in build().stderr
    for machine in ("a", "b"):
        monkeypatch.setenv("XDG_STATE_HOME", str(folder / machine))
        cache_key._key.cache_clear()
        assert "another key" not in build().stderr
    monkeypatch.delenv(cache_key.VARIABLE)
    result = build()
    assert result.exit_code == 0
    assert "another key" in result.stderr
    assert "another key" not in build().stderr
    monkeypatch.setenv(cache_key.VARIABLE, "short")
    result = build()
    assert result.exit_code == 2
    assert "fewer than 16 characters" in result.stderr


def test_the_key_is_the_users_own(folder: Path) -> None:
    key = cache_key.key_file()
    assert key == folder / "state" / "newsfeed" / "cache-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_bytes()) == 32
    assert [path.name for path in key.parent.iterdir()] == ["cache-key"]
    for damage in (lambda: key.chmod(0o644), lambda: key.write_bytes(b"short"), lambda: shutil.rmtree(key.parent)):
        damage()
        cache_key._key.cache_clear()
        result = build()
        assert result.exit_code == 0
        assert "another key" in result.stderr
        assert "no key for the cache" in result.stderr or key.stat().st_size == 32


@pytest.mark.parametrize(
    "seal", ["another key", *(pytest.param(seal, marks=pytest.mark.battery) for seal in ("none", "right"))]
)
def test_a_forged_list_of_files_removes_nothing(seal: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "public" / "CNAME").write_bytes(SECRET)
    (folder / "public" / "stories" / "own.html").write_bytes(SECRET)
    (folder / "public" / "linked").symlink_to(folder / "outside")
    (folder / "public" / "link").symlink_to(folder / "outside" / "key")
    (folder / "public" / "hard").hardlink_to(folder / "outside" / "key")
    before = contents(folder / "public") | contents(folder / "outside")
    manifest = folder / "kept" / MANIFEST
    for path in (*FORGED_PATHS, "link", "hard"):
        # Whoever has the key of the user can name files that a build could have written, and no others.
        if seal == "right" and path in ("CNAME", "stories/own.html"):
            continue
        document = json.loads(manifest.read_bytes())
        original = manifest.read_bytes()
        (files_of_output,) = document["outputs"].values()
        files_of_output[path.replace("{folder}", str(folder)[1:])] = digest(SECRET)
        del document["seal"]
        with monkeypatch.context() as patch:
            if seal == "another key":
                patch.setenv(cache_key.VARIABLE, "the key of somebody else")
            text = json.dumps(document, sort_keys=True).encode()
            if seal != "none":
                document["seal"] = cache_key.seal(text, MANIFEST).hex()
        manifest.write_text(json.dumps(document))
        result = build()
        assert result.exit_code == 0, result.output
        assert "pruned" not in result.stdout, path
        assert contents(folder / "public") | contents(folder / "outside") == before, path
        manifest.write_bytes(original)
