"""A write-only format from another distribution, registered through an entry point, keeps every contract."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import newsfeed
from newsfeed.errors import PluginError, UnsupportedError
from newsfeed.plugins import Format, Registry, WriteContext

ROOT = Path(__file__).resolve().parents[2]

INIT = """
from newsfeed.plugins import Format, Writer


def _writer() -> Writer:
    from newsfeed_lines import write

    return write


FORMAT = Format(name="lines", title="Lines", media_type="text/x-lines", suffixes=(".lines",), writer=_writer)
"""

WRITE = """
from newsfeed.model import Feed, Story
from newsfeed.plugins import Write, WriteContext


class LineWriter:
    def __init__(self, write: Write) -> None:
        self._write = write

    def write(self, story: Story) -> None:
        if story.status == "usable":
            self._write(f"{story.id} {story.headline}\\n".encode())

    def close(self) -> None:
        pass


def open_writer(write: Write, feed: Feed, context: WriteContext) -> LineWriter:
    write(f"# {feed.title}\\n".encode())
    return LineWriter(write)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the installed plug-in."""
    folder = tmp_path_factory.mktemp("site")
    package = folder / "newsfeed_lines"
    package.mkdir()
    (package / "__init__.py").write_text(INIT)
    (package / "write.py").write_text(WRITE)
    (package / "py.typed").touch()
    info = folder / "newsfeed_lines-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: newsfeed-lines\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[newsfeed.formats]\nlines = newsfeed_lines:FORMAT\n")
    return folder


def run(site: Path, *arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    paths = [str(site), str(Path(newsfeed.__file__).parents[1])]
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        check=False,
    )


@pytest.mark.slow
def test_the_contract_tests_pass_with_it(site: Path) -> None:
    done = run(
        site,
        *("pytest", "-q", "-p", "no:cacheprovider", "-o", "addopts=--import-mode=importlib", "-m", "not slow"),
        *("tests/contract/test_formats.py", "tests/contract/test_round_trips.py", "tests/contract/test_streaming.py"),
        *("-k", "test_formats or lines"),
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert "failed" not in done.stdout.splitlines()[-1]


@pytest.mark.slow
def test_build_and_validate_work_with_it(site: Path, tmp_path: Path) -> None:
    build = ("newsfeed", "build", str(ROOT / "examples" / "stories"), "--feed", str(ROOT / "examples" / "feed.toml"))
    done = run(site, *build, "--output", "public", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    files = sorted(str(path.relative_to(tmp_path)) for path in (tmp_path / "public").rglob("*.*"))
    assert "public/feed.lines" in files
    assert (tmp_path / "public" / "feed.lines").read_text("utf-8").count("\n") == 5
    count = len([name for name in files if not name.endswith((".css", ".lines"))])
    for arguments in (files, ["public"]):
        done = run(site, "newsfeed", "validate", *arguments, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "feed.lines: skipped" in done.stderr
        assert done.stdout.splitlines()[-1].startswith(f"{count} files, {count} valid")


@pytest.mark.slow
def test_it_is_listed_and_can_be_converted_to(site: Path, tmp_path: Path) -> None:
    assert "text/x-lines" in run(site, "newsfeed", "formats").stdout
    page = ROOT / "examples" / "stories" / "tidal-barrier.txt"
    done = run(site, "newsfeed", "convert", str(page), "--to", "lines", cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "# Port Ellery votes to build the tidal barrier")


@pytest.mark.slow
def test_mypy_accepts_it(site: Path) -> None:
    done = run(site, "mypy", "--strict", str(site / "newsfeed_lines"), "--cache-dir", str(site / "cache"))
    assert done.returncode == 0, done.stdout


# --- plug-ins with faults ---


class Incomplete:
    """A module that lacks `open_writer`."""


def incomplete() -> Format:
    return Format(
        name="broken",
        title="Broken",
        media_type="text/x-broken",
        suffixes=(".broken",),
        writer=Incomplete,  # type: ignore[arg-type, return-value]
    )


def test_a_missing_method_is_a_clear_error() -> None:
    with pytest.raises(PluginError, match="the format 'broken': Incomplete must define open_writer"):
        incomplete().open_writer(lambda _data: None, newsfeed.Feed(), WriteContext())


def test_a_missing_ability_is_a_clear_error() -> None:
    with pytest.raises(UnsupportedError, match="Broken \\(broken\\) cannot be read"):
        incomplete().read(b"", newsfeed.plugins.ReadContext())


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("newsfeed:__version__", "must name a newsfeed.plugins.Format, not str"),
        ("newsfeed.formats.rss:FORMAT", "is called 'other', but its format 'rss': use one name"),
    ],
)
def test_an_entry_point_that_names_something_else(value: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import metadata

    point = metadata.EntryPoint(name="other", value=value, group="newsfeed.formats")
    monkeypatch.setattr(metadata, "entry_points", lambda **_: [point])
    with pytest.raises(PluginError, match=message):
        list(Registry("newsfeed.formats", "newsfeed.formats"))


def test_an_entry_point_with_the_name_of_a_built_in_format(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import metadata

    point = metadata.EntryPoint(name="rss", value="newsfeed.formats.rss:FORMAT", group="newsfeed.formats")
    monkeypatch.setattr(metadata, "entry_points", lambda **_: [point])
    with pytest.raises(PluginError, match="there is a format 'rss' already"):
        list(Registry("newsfeed.formats", "newsfeed.formats"))
