"""Everything that the guides show works as shown: its files are written, its commands and its Python sessions run."""

import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

import guide_page
from newsfeed.cli import program

GUIDES = {path.name: path.read_text(encoding="utf-8") for path in guide_page.PAGES}


class Fence(NamedTuple):
    """A fenced block: its language, the name of the file that it is, and its text."""

    language: str
    name: str
    text: str


def fences(text: str) -> Iterator[Fence]:
    for match in re.finditer(r"^```(\w+) ?([\w.-]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        yield Fence(*match.groups())


@pytest.mark.parametrize("name", GUIDES)
def test_every_example_is_one_that_is_run(name: str) -> None:
    languages = [fence.language for fence in fences(GUIDES[name])]
    assert GUIDES[name].count("\n```") == 2 * len(languages)
    assert set(languages) <= {"text", "markdown", "html", "toml", "xml", "console", "pycon"}
    assert len(languages) > 5


def test_the_tables_are_up_to_date() -> None:
    assert {name: guide_page.page(text) for name, text in GUIDES.items()} == GUIDES, "run `make docs`"
    assert all(any(table in text for text in GUIDES.values()) for table in guide_page.tables().values())


@pytest.mark.parametrize("name", GUIDES)
def test_the_examples_work_as_shown(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for number, fence in enumerate(fences(GUIDES[name])):
        if fence.language == "console":
            run_commands(fence.text)
        elif fence.language == "pycon":
            run_session(fence.text, names, f"{name}, example {number}")
        else:
            Path(fence.name).write_text(fence.text, encoding="utf-8")


def run_commands(text: str) -> None:
    """Run each line that begins with `$`; the lines below it are in its output."""
    for command in text.split("$ ")[1:]:
        line, *expected = command.splitlines()
        name, *arguments = shlex.split(line)
        assert name == "newsfeed"
        output = CliRunner().invoke(program, arguments, catch_exceptions=False).output
        assert [part for part in expected if part not in output] == [], output


def run_session(text: str, names: dict[str, object], name: str) -> None:
    """Run a Python session, which may use the names of those before it."""
    session = doctest.DocTestParser().get_doctest(text, names, name, None, 0)
    messages: list[str] = []
    runner = doctest.DocTestRunner()
    runner.run(session, out=messages.append, clear_globs=False)
    names.update(session.globs)
    assert not runner.failures, "".join(messages)
