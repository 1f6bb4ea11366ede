"""The action of GitHub: its shape, and its shell steps, run with ordinary and with hostile inputs."""

import json
import os
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
BASH = shutil.which("bash")

GOOD = """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Tides</title>
<link>https://news.example.com/</link><description>Tides and ferries</description>
<atom:link href="https://news.example.com/feed" rel="self" type="application/rss+xml"/>
<item><title>Tide turns</title><guid>https://news.example.com/tide</guid></item></channel></rss>"""
BAD = GOOD.replace("<link>https://news.example.com/</link>", "")


def step(name: str) -> dict[str, Any]:
    return next(candidate for candidate in STEPS if candidate["name"] == name)


def schema(name: str) -> dict[str, Any]:
    """Return a schema that check-jsonschema bundles."""
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")
    folder = resources.files("check_jsonschema") / "builtin_schemas" / "vendor"
    loaded: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def test_it_is_an_action_by_the_schema_of_github() -> None:
    jsonschema_rs.validator_for(schema("github-actions")).validate(ACTION)


def test_no_input_is_part_of_a_script() -> None:
    scripts = [candidate["run"] for candidate in STEPS if "run" in candidate]
    assert len(scripts) == 2
    assert not any("${{" in script for script in scripts)


def test_every_input_is_used_and_no_other_is_named() -> None:
    text = json.dumps(ACTION["runs"])
    for name in ACTION["inputs"]:
        assert f"inputs.{name} " in text or f"inputs.{name})" in text, name
    assert all(
        f"INPUT_{name.upper().replace('-', '_')}" in step("Validate")["env"]
        for name in ("paths", "format", "profile", "fail-on", "sarif-file")
    )


def test_other_actions_have_a_version() -> None:
    uses = [candidate["uses"] for candidate in STEPS if "uses" in candidate]
    assert uses
    assert all(name.rpartition("@")[2].startswith("v") for name in uses)
    assert any(name.startswith("github/codeql-action/upload-sarif@") for name in uses)


class Runner:
    """A folder in which the validating step runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        binary = folder / "temp dir" / "newsfeed-venv" / "bin" / "newsfeed"
        binary.parent.mkdir(parents=True)
        binary.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m newsfeed "$@"\n')
        binary.chmod(0o755)
        self.public = folder / "public"
        self.public.mkdir()

    def run(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        assert BASH is not None
        defaults = {name: str(values["default"]) for name, values in ACTION["inputs"].items()}
        values = {f"INPUT_{name.upper().replace('-', '_')}": value for name, value in (defaults | inputs).items()}
        environment = {**os.environ, **values, "RUNNER_TEMP_PATH": str(self.folder / "temp dir")}
        return subprocess.run(
            [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", step("Validate")["run"]],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    if BASH is None:
        pytest.skip("bash is not installed")
    return Runner(tmp_path)


def test_a_good_folder_passes_and_a_bad_one_fails(runner: Runner) -> None:
    (runner.public / "feed.rss").write_text(GOOD)
    assert runner.run().returncode == 0
    assert json.loads((runner.folder / "newsfeed.sarif").read_text())["version"] == "2.1.0"
    (runner.public / "feed.rss").write_text(BAD)
    result = runner.run(**{"sarif-file": "out file.sarif"})
    assert result.returncode == 1
    results = json.loads((runner.folder / "out file.sarif").read_text())["runs"][0]["results"]
    assert "rss.channel.link.missing" in [found["ruleId"] for found in results]
    assert "rss.channel.link.missing" in result.stdout, "the log of the job shows the findings, too"
    assert runner.run(**{"fail-on": "never"}).returncode == 0


def test_the_least_severity_that_fails(runner: Runner) -> None:
    (runner.public / "feed.rss").write_text(
        GOOD.replace(
            "</channel>",
            "<image><url>https://x.example.com/a.png</url><title>x</title><link>https://y.example.com/</link></image></channel>",
        )
    )
    codes = {name: runner.run(**{"fail-on": name}).returncode for name in ("error", "info", "never")}
    assert codes == {"error": 0, "info": 1, "never": 0}
    assert runner.run(**{"fail-on": "sometimes"}).returncode == 2


def test_several_paths_a_format_and_a_profile(runner: Runner) -> None:
    for name in ("a b.rss", "-c.rss", "d.rss"):
        (runner.folder / name).write_text(GOOD)
    result = runner.run(paths="a b.rss\r\n\n-c.rss\n d.rss", format="rss", profile="msn", **{"fail-on": "never"})
    assert result.returncode == 2, "the path with a space at its beginning does not exist"
    result = runner.run(paths="a b.rss\r\n\n-c.rss\nd.rss", format="rss", profile="msn", **{"fail-on": "never"})
    assert result.returncode == 0, result.stderr
    log = json.loads((runner.folder / "newsfeed.sarif").read_text())
    uris = {found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for found in log["runs"][0]["results"]}
    assert uris == {"a%20b.rss", "-c.rss", "d.rss"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "hostile",
    [
        "$(touch pwned)",
        "`touch pwned`",
        "; touch pwned",
        "x\ntouch pwned",
        "public' && touch pwned #",
        'public" && touch pwned #',
        "${IFS}touch${IFS}pwned",
        "--output=pwned",
        "-opwned",
        "*",
        "~",
    ],
)
@pytest.mark.parametrize("name", ["paths", "format", "profile", "fail-on"])
def test_no_input_runs_a_command_or_becomes_an_option(runner: Runner, name: str, hostile: str) -> None:
    (runner.public / "feed.rss").write_text(GOOD)
    assert runner.run(**{name: hostile}).returncode == 2
    assert not (runner.folder / "pwned").exists()


def test_the_name_of_the_report_runs_no_command(runner: Runner) -> None:
    (runner.public / "feed.rss").write_text(GOOD)
    name = "$(touch pwned) `touch pwned`;touch pwned.sarif"
    assert runner.run(**{"sarif-file": name}).returncode == 0
    assert (runner.folder / name).is_file()
    assert not (runner.folder / "pwned").exists()


def test_nothing_to_check_is_no_success(runner: Runner) -> None:
    assert runner.run(paths=" \n\n").returncode == 2
    assert runner.run(paths="missing").returncode == 2
    assert runner.run().returncode == 2


def test_the_installation_takes_the_action_at_any_path(tmp_path: Path) -> None:
    """`python` is a recorder here: nothing is installed."""
    if BASH is None:
        pytest.skip("bash is not installed")
    recorder = tmp_path / "bin" / "python"
    recorder.parent.mkdir()
    recorder.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{tmp_path}/log"\n'
        'if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi\n'
    )
    recorder.chmod(0o755)
    environment = {
        "PATH": f"{recorder.parent}{os.pathsep}{os.environ['PATH']}",
        "ACTION_PATH": "/home/runner/_actions/a b",
        "RUNNER_TEMP_PATH": str(tmp_path / "temp dir"),
    }
    subprocess.run([BASH, "-c", step("Install newsfeed")["run"]], env=environment, check=True, timeout=60)
    log = (tmp_path / "log").read_text().splitlines()
    assert log[:3] == ["-m", "venv", f"{tmp_path}/temp dir/newsfeed-venv"]
    assert log[3:] == ["-m", "pip", "install", "--quiet", "/home/runner/_actions/a b[cli,microdata]"]
