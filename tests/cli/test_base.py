"""The option `--base`: ids of pages that have none of their own, in every command that reads pages, and in the API."""

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import newsfeed
from newsfeed import MissingFieldError
from newsfeed.cli import program
from newsfeed.cli.inputs import expand
from newsfeed.site.inputs import Input, with_page_names

BASE = "https://news.example.com/explainers/"
PAGE = "What's happened\n\nThe ferry will run at night again. It starts in May.\n"
OWN = f'+++\nid = "urn:x:own"\nheadline = "Own"\n+++\n{PAGE}'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a page that names neither its id nor its headline."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE)
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner().invoke(program, args, catch_exceptions=False)


def ids(path: Path = Path("public/feed.json")) -> list[str]:
    return [story.id for story in newsfeed.load(path, "json").stories]


# --- build, convert, validate ----------------------------------------------------------------------------------------------


def test_build_of_one_page_needs_no_other_option(folder: Path) -> None:
    result = run("build", "page.txt", "--base", BASE, "--output", "public")
    assert result.exit_code == 0
    assert "text.headline.derived" in result.stderr
    feed = newsfeed.load(folder / "public" / "feed.json", "json")
    assert (feed.title, feed.url, feed.stories[0].id) == (feed.stories[0].headline, BASE, f"{BASE}page")
    assert feed.stories[0].headline == "The ferry will run at night again"
    assert newsfeed.validate(folder / "public" / "feed.rss").valid
    assert not (folder / "public" / "feed.atom").exists()
    assert "feed.atom: feed.updated: Atom requires the date" in result.stderr


def test_a_format_that_is_asked_for_fails(folder: Path) -> None:
    assert run("build", "page.txt", "--base", BASE, "--to", "atom").exit_code == 2


def test_the_seed_page(shared: Path, folder: Path) -> None:
    (folder / "page.txt").write_bytes((shared / "seed" / "explainer-page.txt").read_bytes())
    assert run("build", "page.txt", "--base", BASE).exit_code == 0
    assert ids() == [f"{BASE}page"]


@pytest.mark.parametrize("base", [BASE, BASE.rstrip("/"), f"{BASE}?x=1#y"])
def test_a_base_is_a_folder(folder: Path, base: str) -> None:
    assert run("convert", "page.txt", "--base", base, "--to", "json", "--output", "page.json").exit_code == 0
    assert json.loads((folder / "page.json").read_text())["id"] == f"{BASE}page"


def test_validate_with_a_base_misses_no_id(folder: Path) -> None:
    assert "text.id.missing" in run("validate", "page.txt").stdout
    with_base = run("validate", "page.txt", "--base", BASE)
    assert (with_base.exit_code, "text.id.missing" in with_base.stdout) == (0, False)
    assert "text.id.missing" in {finding.code for finding in newsfeed.validate(folder / "page.txt")}
    report = newsfeed.validate(folder / "page.txt", base=BASE)
    assert "text.id.missing" not in {finding.code for finding in report}


@pytest.mark.parametrize("base", ["explainers", "/explainers/", "javascript:x", "news.example.com"])
def test_a_base_must_be_an_address(folder: Path, base: str) -> None:
    result = run("convert", "page.txt", "--base", base, "--to", "json")
    assert result.exit_code == 2
    assert "write it as https://news.example.com/explainers/" in result.stderr


def test_a_page_without_id_and_base_is_an_error_that_names_the_option(folder: Path) -> None:
    result = run("convert", "page.txt", "--to", "json")
    assert result.exit_code == 2
    assert 'page.txt: line 1: has no id and no url: write id = "..." in a TOML block' in result.stderr
    assert "--base" in result.stderr


def test_the_id_and_the_url_of_a_page_come_first(folder: Path) -> None:
    (folder / "own.txt").write_text(OWN)
    (folder / "url.txt").write_text(f'+++\nurl = "https://news.example.com/1"\nheadline = "U"\n+++\n{PAGE}')
    run("build", "own.txt", "url.txt", "--base", BASE, "--to", "json")
    assert sorted(ids()) == ["https://news.example.com/1", "urn:x:own"]


# --- never one id for two files --------------------------------------------------------------------------------------------


def test_files_of_a_folder_have_ids_of_their_own(folder: Path) -> None:
    names = ("a/page.txt", "b/page.txt", "b/c/page.txt", "page.txt", "page.en.txt", "Größe 1.txt", "50%?.txt")
    for name in names:
        path = folder / "stories" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE)
    assert run("build", "stories", "--base", BASE, "--to", "json").exit_code == 0
    expected = ("50%25%3F", "Größe%201", "a/page", "b/c/page", "b/page", "page", "page.en")
    assert sorted(ids()) == [f"{BASE}{name}" for name in expected]
    assert newsfeed.load_story(folder / "stories" / "a" / "page.txt", base=f"{BASE}a/").id == f"{BASE}a/page"


def test_two_forms_of_a_page_keep_two_ids(folder: Path) -> None:
    (folder / "stories").mkdir()
    for name in ("page.md", "page.txt"):
        (folder / "stories" / name).write_text(PAGE)
    assert run("build", "stories", "--base", BASE, "--to", "json").exit_code == 0
    assert sorted(ids()) == [f"{BASE}page", f"{BASE}page.md"]


def test_pages_of_one_file_are_told_apart(folder: Path) -> None:
    (folder / "page.txt").write_text(f"{PAGE}+++\nheadline = 'B'\n+++\n{PAGE}")
    assert run("build", "page.txt", "--base", BASE, "--to", "json").exit_code == 0
    assert sorted(ids()) == [f"{BASE}page", f"{BASE}page#2"]


def test_several_processes_give_the_same_ids(folder: Path) -> None:
    (folder / "other.txt").write_text(PAGE)
    assert run("build", "page.txt", "other.txt", "--base", BASE, "--to", "json", "--jobs", "2").exit_code == 0
    assert sorted(ids()) == [f"{BASE}other", f"{BASE}page"]


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["page.txt"], ["page"]),
        (["x/page.txt"], ["page"]),
        (["x/page.txt", "y/page.txt"], ["x/page", "y/page"]),
        (["x/page.txt", "y/other.txt"], ["page", "other"]),
        (["page.txt", "page.html", "page.md"], ["page", "page.html", "page.md"]),
        (["x/page.txt", "x/page.md", "y/page.txt"], ["x/page", "x/page.md", "y/page"]),
        (["page", "page.txt"], ["page-2", "page"]),
        (["-"], [""]),
        ([""], [""]),
        ([".page.txt"], [".page"]),
        (["a.b.txt"], ["a.b"]),
    ],
)
def test_names_of_pages(paths: list[str], names: list[str]) -> None:
    assert [source.page_name for source in with_page_names([Input(path) for path in paths])] == names


def test_names_in_a_folder(folder: Path) -> None:
    (folder / "stories" / "2026").mkdir(parents=True)
    (folder / "stories" / "2026" / "page.txt").write_text(PAGE)
    assert [source.page_name for source in expand(["stories"])] == ["2026/page"]
    assert [source.page_name for source in expand(["stories/2026/"])] == ["page"]


# --- the API ---------------------------------------------------------------------------------------------------------------


def test_load_with_a_base(folder: Path) -> None:
    path = folder / "page.txt"
    assert newsfeed.load_story(path, base=BASE).id == f"{BASE}page"
    assert newsfeed.load_story(str(path), "text", base=BASE).id == f"{BASE}page"
    assert next(newsfeed.iter_stories(path, base=BASE)).id == f"{BASE}page"
    with path.open("rb") as file:
        assert newsfeed.load_story(file, base=BASE).id == f"{BASE}page"


def test_without_a_name_or_a_base_the_id_is_missing(folder: Path) -> None:
    for read in (
        lambda: newsfeed.load(folder / "page.txt"),
        lambda: newsfeed.loads(PAGE, base=BASE),
        lambda: newsfeed.load(io.BytesIO(PAGE.encode()), base=BASE),
    ):
        with pytest.raises(MissingFieldError, match=r"\(--base\)") as caught:
            read()
        assert caught.value.field == "id"


@pytest.mark.parametrize("base", ["relative/", "\x00", "javascript:x"])
def test_a_base_that_is_no_address_gives_no_id(folder: Path, base: str) -> None:
    with pytest.raises(MissingFieldError):
        newsfeed.load(folder / "page.txt", base=base)


# --- HTML pages in a folder ------------------------------------------------------------------------------------------------


def test_html_pages_of_a_folder(folder: Path) -> None:
    stories = folder / "stories"
    stories.mkdir()
    (stories / "ferry.html").write_text("<!doctype html><h1>The ferry</h1><h2>What happened</h2><p>It sails.</p>")
    (stories / "index.html").write_text(
        "<!doctype html><h1>All stories</h1><ul><li><a href=ferry.html>The ferry</a></ul>"
    )
    result = run("build", "stories", "--base", BASE, "--to", "json")
    assert (result.exit_code, ids()) == (0, [f"{BASE}ferry"])
    assert "index.html: skipped, this HTML page has no story" in result.stderr
    assert run("validate", "stories", "--base", BASE).exit_code == 0
    assert run("build", "stories/index.html", "--base", BASE).exit_code == 2
    assert run("convert", "stories/ferry.html", "--base", BASE, "--to", "text").stdout.endswith("\nIt sails.\n")
    assert run("detect", "stories/ferry.html").stdout == "html\n"
