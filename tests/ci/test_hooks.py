"""The hooks of pre-commit: their manifest, and their runs in a repository with a good and a bad file."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS: list[dict[str, Any]] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
GOOD = '{"version": "https://jsonfeed.org/version/1.1", "title": "Tides", "items": []}'
BAD = '{"version": "https://jsonfeed.org/version/1.1", "items": []}'


def pre_commit(*arguments: str, cwd: Path = ROOT, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"PRE_COMMIT_HOME": str(home or cwd / ".pre-commit"), "GIT_CONFIG_GLOBAL": os.devnull}
    command = [sys.executable, "-m", "pre_commit", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False)


def hook(identifier: str) -> dict[str, Any]:
    return next(candidate for candidate in HOOKS if candidate["id"] == identifier)


def test_the_manifest_is_one_of_pre_commit(tmp_path: Path) -> None:
    result = pre_commit("validate-manifest", str(MANIFEST), home=tmp_path)
    assert result.returncode == 0, result.stdout


def test_the_dependencies_are_those_of_the_extra() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert [candidate["additional_dependencies"] for candidate in HOOKS] == [extras["cli"]] * len(HOOKS)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("public/feed.rss", True),
        ("feed.atom", True),
        ("a/b/feed.newsml.xml", True),
        ("feed.ninjs.json", True),
        ("feed.jsonfeed", True),
        ("FEED.RSS", True),
        ("sitemap.xml", True),
        ("public/sitemap-news.xml", True),
        ("package.json", False),
        ("pom.xml", False),
        ("not-a-sitemap.xml.txt", False),
        ("readme.md", False),
    ],
)
def test_files_that_are_validated(name: str, expected: bool) -> None:
    assert bool(re.search(hook("newsfeed-validate")["files"], name)) is expected


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a git repository whose hooks run newsfeed of this environment, so that nothing is installed."""
    folder = tmp_path / "repository"
    folder.mkdir()
    binary = tmp_path / "bin" / "newsfeed"
    binary.parent.mkdir()
    binary.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m newsfeed "$@"\n')
    binary.chmod(0o755)
    local = [
        {
            **candidate,
            "language": "system",
            "additional_dependencies": [],
            "entry": f"{binary.parent}/{candidate['entry']}",
        }
        for candidate in HOOKS
    ]
    config = {"repos": [{"repo": "local", "hooks": local}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    if shutil.which("git"):
        subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    return folder


def run_hook(repository: Path, identifier: str) -> subprocess.CompletedProcess[str]:
    if shutil.which("git"):
        subprocess.run(["git", "add", "-A"], cwd=repository, check=True)
    return pre_commit("run", identifier, "--all-files", "--verbose", cwd=repository, home=repository.parent / "home")


def test_a_bad_feed_stops_a_commit_and_other_files_do_not(repository: Path) -> None:
    (repository / "good feed.jsonfeed").write_text(GOOD)
    (repository / "package.json").write_text("{")
    result = run_hook(repository, "newsfeed-validate")
    assert result.returncode == 0, result.stdout
    (repository / "bad.jsonfeed").write_text(BAD)
    result = run_hook(repository, "newsfeed-validate")
    assert result.returncode == 1
    assert "bad.jsonfeed:1:1: error: the feed has no title" in result.stdout
    assert "good feed.jsonfeed:" not in result.stdout


def test_a_broken_policy_stops_a_commit(repository: Path) -> None:
    public = repository / "public"
    public.mkdir()
    (public / "robots.txt").write_text("User-agent: *\nContent-Signal: search=yes\nAllow: /\n")
    assert run_hook(repository, "newsfeed-rights-check").returncode == 0
    (public / "license.xml").write_text("<rsl")
    result = run_hook(repository, "newsfeed-rights-check")
    assert result.returncode == 1
    assert "license.xml" in result.stdout
