"""Everything that the pages of the documentation and of the example projects show works as shown, in its order.

A page runs in an empty folder; the page of a format in one with the example stories, their feeds in `public`, and the files of
`_prepare`; the README of an example project in a copy of its folder, beside the example stories.
"""

import re
import shutil
from pathlib import Path

import pytest

import example_runner
import format_pages
import guide_page
import newsfeed
from example_pages import ROOT, SHELL, Block, Command, blocks, commands, example_pages, unmarked
from example_runner import NOT_RUN, matches, reason_not_to_run, run_page

PAGES = example_pages()
FORMATS = {path.name: format_pages.introduction(path) for path in sorted(format_pages.FOLDER.glob("*.md"))}


@pytest.mark.parametrize("name", PAGES)
def test_every_example_of_a_page_is_one_that_is_run(name: str) -> None:
    text = PAGES[name].read_text(encoding="utf-8")
    assert unmarked(text) == [], (
        "mark what is not run as text, nginx, yaml, dockerfile or ini, or name the file that it is"
    )
    for block in blocks(text):
        if block.language in SHELL:
            for command in commands(block):
                program = example_runner.program_of(command.line)
                assert reason_not_to_run(command.line) or program in example_runner.RUN, command.line


@pytest.mark.parametrize("name", FORMATS)
def test_code_on_the_page_of_a_format_is_marked_as_such(name: str) -> None:
    outside_fences = re.sub(r"^```.*?^```$", "", FORMATS[name], flags=re.MULTILINE | re.DOTALL)
    python = re.findall(r"^    (?:import |from |print\(|.*= newsfeed\.).*$", outside_fences, re.MULTILINE)
    assert [line for line in python if ">>>" not in line] == [], "put Python between ```python and ```"


def test_the_tables_are_up_to_date() -> None:
    guides = {path.name: path.read_text(encoding="utf-8") for path in guide_page.PAGES}
    assert {name: guide_page.page(text) for name, text in guides.items()} == guides, "run `make docs`"
    assert all(any(table in text for text in guides.values()) for table in guide_page.tables().values())


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files that the pages of formats use without making them."""
    folder = tmp_path_factory.mktemp("prepared")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        _prepare()
    return folder


def _prepare() -> None:
    run_page(
        "prepared",
        "```sh\nnewsfeed examples\nnewsfeed build examples/stories --feed examples/feed.toml --output public\n```\n",
    )
    shutil.copy("examples/stories/night-trains.json", "story.json")
    shutil.copy("public/feed.json", "feed.json")
    today = newsfeed.load("feed.json")
    newsfeed.dump(today, "today.json")
    newsfeed.dump(today.replace(stories=today.stories[1:]), "yesterday.json")


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_the_examples_of_a_page_work_as_shown(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "page"
    text = PAGES[name].read_text(encoding="utf-8")
    if name.startswith("examples/"):
        shutil.copytree(PAGES[name].parent, folder / PAGES[name].parent.relative_to(ROOT))
        shutil.copytree(ROOT / "examples" / "stories", folder / "examples" / "stories")
        shutil.copy(ROOT / "examples" / "feed.toml", folder / "examples")
    folder.mkdir(exist_ok=True)
    monkeypatch.chdir(folder)
    run_page(name, text)


@pytest.mark.parametrize("name", FORMATS)
def test_the_examples_of_a_format_work_as_shown(
    name: str, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "page"
    shutil.copytree(prepared, folder)
    monkeypatch.chdir(folder)
    run_page(name, FORMATS[name])


# The harness itself: what it must refuse, and that it runs what it takes for run.


def test_a_server_runs_on_a_free_port_until_the_page_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = """
```text hello.txt
Hello from the pier.
```

```console
$ python -m http.server 8000 --bind 127.0.0.1 &
$ curl -s http://localhost:8000/hello.txt   # the file above
Hello from ...
$ kill %1
```

```bash
python -m http.server 8000 --bind 127.0.0.1 &
curl -sI http://localhost:8000/hello.txt \\
  | head -1 > status.txt
```
"""
    started: list[int] = []
    start = example_runner.Shell.start_server
    monkeypatch.setattr(
        example_runner.Shell,
        "start_server",
        lambda shell, line: (start(shell, line), started.append(int(example_runner.port_of(line)))),
    )
    run_page("page.md", page)
    assert len(started) == 2
    assert 8000 not in started
    assert Path("status.txt").read_text(encoding="utf-8").startswith("HTTP/1.0 200")
    assert not any(example_runner.is_listening(port) for port in started)


def test_an_error_of_http_fails_unless_it_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    server = "python -m http.server 8000 --bind 127.0.0.1 &\n"
    with pytest.raises(AssertionError, match=r"none\.txt"):
        run_page("page.md", f"```sh\n{server}curl -s http://localhost:8000/none.txt\n```\n")
    shown = "curl -s http://localhost:8000/none.txt\n...Error code: 404...\n"
    run_page("page.md", f"```console\n$ {server}$ {shown}```\n")


def test_a_server_in_the_foreground_is_for_another_shell() -> None:
    servers = ["uvicorn main:app --port 8000", "newsfeed serve stories", "flask --app main run", "python server.py &"]
    assert [example_runner.is_server(line) for line in servers] == [True] * 4
    others = [
        "newsfeed serve --help",
        "newsfeed formats && newsfeed serve",
        "true &&",
        "uvicorn --version",
        "litestar routes",
    ]
    assert [example_runner.is_server(line) for line in others] == [False] * 5


def test_a_page_fails_whose_output_is_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run_page("page.md", "```console\n$ printf 'one\\ntwo\\nthree\\n'\none\n...\nthree\n```\n")
    with pytest.raises(AssertionError, match="three"):
        run_page("page.md", "```console\n$ printf 'one\\ntwo\\nthree\\n'\nthree\none\n```\n")
    with pytest.raises(AssertionError, match="false"):
        run_page("page.md", "```sh\nfalse\n```\n")
    with pytest.raises(AssertionError, match="add frobnicate"):
        run_page("page.md", "```sh\nfrobnicate now\n```\n")
    with pytest.raises(AssertionError, match="Expected"):
        run_page("page.md", "```pycon\n>>> 1 + 1\n3\n```\n")
    with pytest.raises(ZeroDivisionError):
        run_page("page.md", "```python\n1 / 0\n```\n")


def test_a_program_that_is_a_file_runs_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run_page("page.md", "```python app/one.py\nimport os\nos.mkdir('one')\n```\n")
    run_page(
        "page.md",
        "```python two.py\nimport os\nos.mkdir('two')\n```\n```console\n$ python two.py\n```\n",
    )
    assert Path("one").is_dir()
    assert Path("two").is_dir()


def test_fences_without_a_language_are_refused() -> None:
    assert unmarked("```\nx\n```\n") == ["```"]
    assert unmarked("```rust\nx\n```\n```rust main.rs\nx\n```\n") == ["```rust"]
    assert unmarked("- a list\n\n  ```python\n  1 / 0\n  ```\n")[0] == "  ```python"
    assert unmarked("```python\n1 / 0\n") == ["a fence that is not closed"]
    assert unmarked("````markdown\n```\n````\n\n```{toctree}\n```\n") == []


def test_commands_of_several_lines() -> None:
    script = "newsfeed build \\\n  stories\n# a comment\nfor name in a b; do\n  echo $name\ndone\ncat <<END\n$ x\nEND\n"
    assert [command.line for command in commands(Block("bash", "", script))] == [
        "newsfeed build \\\n  stories",
        "for name in a b; do\n  echo $name\ndone",
        "cat <<END\n$ x\nEND",
    ]
    session = "$ curl -s \\\n>   http://localhost:8000/\n{}\n$ echo 'a\n> b'\n"
    assert list(commands(Block("console", "", session))) == [
        Command("curl -s \\\n  http://localhost:8000/", ("{}",)),
        Command("echo 'a\nb'"),
    ]


def test_output_is_compared_in_order() -> None:
    assert matches(("one", "three"), "one\nthree\n")
    assert matches(("HTTP/1.1 200", "..."), "HTTP/1.1 200\r\netag: x\r\n")
    assert matches(("HTTP...", "etag: ..."), "HTTP/1.1 200\r\ndate: y\r\netag: x\r\n")
    assert not matches(("one", "three"), "one\ntwo\nthree\n")
    assert not matches(("three", "...", "one"), "one\ntwo\nthree\n")


def test_lines_that_are_not_run_have_a_reason() -> None:
    assert reason_not_to_run("pip install newsfeed-kit") == "it installs from an index"
    assert reason_not_to_run("python -m pip install .") == "it installs from an index"
    assert reason_not_to_run("curl https://news.example.com/feed") == "it takes the network"
    assert reason_not_to_run("curl -s http://localhost:8000/feed") is None
    assert reason_not_to_run("newsfeed formats") is None
    assert all(NOT_RUN.values())
