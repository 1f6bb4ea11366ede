"""Everything that the guides and the pages of formats show works as shown: files, commands and Python run in their order.

A page runs in a folder with the example stories, their feeds in `public`, and the files of `_prepare`.
"""

import doctest
import re
import runpy
import shlex
import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

import format_pages
import guide_page
import newsfeed
from newsfeed.cli import program

GUIDES = {path.name: path.read_text(encoding="utf-8") for path in guide_page.PAGES}
FORMATS = {path.name: format_pages.introduction(path) for path in sorted(format_pages.FOLDER.glob("*.md"))}

_BLOCK = re.compile(r"^(`{3,})(\w+) ?([\w./-]*)\n(.*?)^\1$|((?:^    [^\n]*\n)+)", re.MULTILINE | re.DOTALL)
_EXTRA = re.compile(r"newsfeed-kit\[\w+\]")


class Block(NamedTuple):
    """A fenced or indented block: its language, the name of the file that it is, and its text."""

    language: str
    name: str
    text: str


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a page; an indented one is a Python session, or the lines of it that are commands."""
    for match in _BLOCK.finditer(text):
        if match[5] is None:
            yield Block(match[2], match[3], match[4])
        elif ">>> " in match[5]:
            yield Block("pycon", "", textwrap.dedent(match[5]))
        else:
            lines = re.findall(r"^    (newsfeed .*\n)", match[5], re.MULTILINE)
            yield Block("console", "", "".join(f"$ {line}" for line in lines))


@pytest.mark.parametrize("name", GUIDES)
def test_every_example_of_a_guide_is_one_that_is_run(name: str) -> None:
    languages = [block.language for block in blocks(GUIDES[name])]
    assert GUIDES[name].count("\n```") == 2 * len(languages)
    assert set(languages) <= {"text", "markdown", "html", "toml", "xml", "console", "pycon"}
    assert len(languages) > 5


@pytest.mark.parametrize("name", FORMATS)
def test_code_on_the_page_of_a_format_is_marked_as_such(name: str) -> None:
    outside_fences = re.sub(r"^```.*?^```$", "", FORMATS[name], flags=re.MULTILINE | re.DOTALL)
    python = re.findall(r"^    (?:import |from |print\(|.*= newsfeed\.).*$", outside_fences, re.MULTILINE)
    assert [line for line in python if ">>>" not in line] == [], "put Python between ```python and ```"


def test_the_tables_are_up_to_date() -> None:
    assert {name: guide_page.page(text) for name, text in GUIDES.items()} == GUIDES, "run `make docs`"
    assert all(any(table in text for text in GUIDES.values()) for table in guide_page.tables().values())


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files that the pages of formats use without making them."""
    folder = tmp_path_factory.mktemp("prepared")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        _prepare()
    return folder


def _prepare() -> None:
    run_commands("$ newsfeed examples\n$ newsfeed build examples/stories --feed examples/feed.toml --output public\n")
    shutil.copy("examples/stories/night-trains.json", "story.json")
    shutil.copy("public/feed.json", "feed.json")
    today = newsfeed.load("feed.json")
    newsfeed.dump(today, "today.json")
    newsfeed.dump(today.replace(stories=today.stories[1:]), "yesterday.json")


@pytest.mark.parametrize("name", GUIDES)
def test_the_examples_of_a_guide_work_as_shown(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run_page(name, GUIDES[name])


@pytest.mark.parametrize("name", FORMATS)
def test_the_examples_of_a_format_work_as_shown(
    name: str, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "page"
    shutil.copytree(prepared, folder)
    monkeypatch.chdir(folder)
    run_page(name, FORMATS[name])


def run_page(name: str, text: str) -> None:
    """Run the examples of a page; each may use the names and files of those before it."""
    names: dict[str, object] = {}
    for number, block in enumerate(blocks(text)):
        label = f"{name}, example {number}"
        if block.language == "console":
            run_commands(block.text)
        elif block.language == "pycon":
            run_session(block.text, names, label)
        elif block.language == "python":
            run_program(block.text, names, label)
        elif block.name:
            path = Path(block.name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")


def run_commands(text: str) -> None:
    """Run each line that begins with `$`. The lines below it are in its output, which may be shortened by `...`."""
    for command in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        line, *expected = command.splitlines()
        name, *arguments = shlex.split(line, comments=True)
        assert name == "newsfeed"
        arguments, target = (arguments[:-2], arguments[-1]) if ">" in arguments else (arguments, "")
        result = CliRunner().invoke(program, arguments, catch_exceptions=False)
        if result.exit_code:
            skip_without_extra(result.output)
        parts = [part for shown in expected for part in shown.split("...")]
        assert [part for part in parts if part not in result.output] == [], result.output
        assert result.exit_code == 0 or expected, result.output
        if target:
            Path(target).write_bytes(result.stdout_bytes)


def run_session(text: str, names: dict[str, object], label: str) -> None:
    """Run a Python session; its output may be shortened by `...`."""
    session = doctest.DocTestParser().get_doctest(text, names, label, None, 0)
    messages: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(session, out=messages.append, clear_globs=False)
    names.update(session.globs)
    skip_without_extra("".join(messages))
    assert not runner.failures, "".join(messages)


def run_program(text: str, names: dict[str, object], label: str) -> None:
    """Run a Python program."""
    path = Path(f"{label}.py")
    path.write_text(text, encoding="utf-8")
    try:
        names.update(runpy.run_path(str(path), init_globals=names))
    except newsfeed.errors.NewsfeedError as error:
        skip_without_extra(str(error))
        raise


def skip_without_extra(message: str) -> None:
    """Skip the rest of a page if the message tells to install an optional extra."""
    if extra := _EXTRA.search(message):
        pytest.skip(f"{extra[0]} is not installed")
