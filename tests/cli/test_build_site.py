"""`newsfeed build` writes a folder to publish: feeds, pages, lists, sitemaps, archives, and the links between them."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import newsfeed
from newsfeed.cli import program
from newsfeed.formats.html import page_rules, theme
from newsfeed.formats.html import rules as html_rules

STORY = """+++
id = "tag:news.example.com,2026:{number}"
url = "https://news.example.com/explainers/gate-{number}"
published = 2026-03-{number:02}T09:00:00Z
+++
# Gate {number}

What's happened

The gate {number} opened.
"""
FEED = """title = "Explainers"
url = "https://news.example.com/explainers/"
feed_url = "https://news.example.com/explainers/feed"
language = "en"
publisher = "The Harbour Desk"
authors = ["Ada Byron"]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "stories").mkdir()
    (tmp_path / "feed.toml").write_text(FEED)
    for number in range(1, 8):
        (tmp_path / "stories" / f"{number}.txt").write_text(STORY.format(number=number))
    return tmp_path


def build(*args: str, as_of: str = "2026-03-08T00:00:00Z") -> str:
    arguments = ["build", "stories", "--feed", "feed.toml", "--as-of", as_of, *args]
    result = CliRunner().invoke(program, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_folder_has_feeds_pages_lists_and_sitemaps(folder: Path) -> None:
    output = build()
    assert names(folder / "public") == sorted(
        [
            *(
                "feed.rss",
                "feed.atom",
                "feed.newsml.xml",
                "feed.jsonfeed",
                "feed.jsonld",
                "feed.json",
                "feed.ninjs.json",
            ),
            *("feed.css", "index.html", "llms.txt", "sitemap.xml", "sitemap-news.xml"),
            *(f"stories/gate-{number}.html" for number in range(1, 8)),
        ]
    )
    assert "7 pages: HTML page" in output


def test_the_documents_of_a_folder_link_each_other(folder: Path) -> None:
    build()
    public = folder / "public"
    assert b'<?xml-stylesheet type="text/css" href="feed.css"?>' in (public / "feed.rss").read_bytes()
    index = (public / "index.html").read_text()
    assert re.findall(r'href="(stories/[^"]+)"', index)[0] == "stories/gate-7.html"
    assert {"feed.rss", "feed.atom", "feed.jsonfeed"} <= set(re.findall(r'href="([^"]+)"', index))
    page = (public / "stories" / "gate-3.html").read_text()
    assert {"../index.html", "../feed.rss"} <= set(re.findall(r'href="([^"]+)"', page))
    assert "(stories/gate-3.html)" in (public / "llms.txt").read_text()
    story = newsfeed.load_story(public / "stories" / "gate-3.html")
    assert (story.id, story.headline) == ("tag:news.example.com,2026:3", "Gate 3")


def test_the_news_sitemap_has_two_days(folder: Path) -> None:
    build(as_of="2026-03-07T10:00:00Z")
    news = newsfeed.load(folder / "public" / "sitemap-news.xml")
    assert [story.headline for story in news.stories] == ["Gate 7", "Gate 6"]


def test_markdown_pages_are_written_when_they_are_asked_for(folder: Path) -> None:
    build("--to", "markdown")
    assert names(folder / "public") == ["llms.txt", *(f"stories/gate-{number}.md" for number in range(1, 8))]
    assert "(stories/gate-3.md)" in (folder / "public" / "llms.txt").read_text()


def test_a_story_under_embargo_has_no_page(folder: Path) -> None:
    page = folder / "stories" / "7.txt"
    page.write_text(page.read_text().replace("+++\n# ", "embargo = 2026-04-01T00:00:00Z\n+++\n# "))
    build()
    assert not any(b"gate-7" in (folder / "public" / name).read_bytes() for name in names(folder / "public"))


def test_archives_are_never_written_again(folder: Path) -> None:
    for number in (5, 6, 7):
        (folder / "stories" / f"{number}.txt").rename(folder / f"{number}.txt")
    build("--to", "rss", "--archive", "1")
    archives = {name: (folder / "public" / name).read_bytes() for name in names(folder / "public") if "archive" in name}
    assert sorted(archives) == ["archive-1.rss", "archive-2.rss", "archive-3.rss"]
    for number in (5, 6, 7):
        (folder / f"{number}.txt").rename(folder / "stories" / f"{number}.txt")
    corrected = folder / "stories" / "1.txt"
    corrected.write_text(
        corrected.read_text().replace("opened", "closed").replace("+++\n# ", "updated = 2026-03-07T10:00:00Z\n+++\n# ")
    )
    build("--to", "rss", "--archive", "1")
    assert {name: (folder / "public" / name).read_bytes() for name in archives} == archives
    assert len([name for name in names(folder / "public") if "archive" in name]) == 6
    current = newsfeed.load(folder / "public" / "feed.rss")
    assert current.paging is not None
    assert current.paging.prev_archive == "https://news.example.com/explainers/archive-6.rss"
    assert [story.headline for story in current.stories] == ["Gate 7", "Gate 1"]


def test_archives_need_the_address_of_the_feed(folder: Path) -> None:
    (folder / "feed.toml").write_text('title = "Explainers"\n')
    result = CliRunner().invoke(program, ["build", "stories", "--feed", "feed.toml", "--archive", "2"])
    assert result.exit_code == 2
    assert "feed_url" in result.output
    assert not (folder / "public").exists()


def test_the_templates_of_a_house_replace_those_of_the_package(folder: Path) -> None:
    (folder / "theme").mkdir()
    (folder / "theme" / "page.css").write_text("body { color: rebeccapurple }")
    build("--theme", "theme")
    assert "rebeccapurple" in (folder / "public" / "stories" / "gate-1.html").read_text()


def test_with_a_cache_only_new_documents_are_validated(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build("--cache", "cache")
    pages: list[bytes] = []
    check = page_rules.check_own_page

    def recorded(data: bytes, *args: object) -> object:
        pages.append(data)
        return check(data, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(html_rules, "check_own_page", recorded)
    changed = folder / "stories" / "4.txt"
    changed.write_text(changed.read_text().replace("opened", "closed"))
    build("--cache", "cache")
    assert [b"closed" in data for data in pages] == [True, True]  # the index and the page


def test_pages_of_removed_stories_are_removed(folder: Path) -> None:
    build("--cache", "cache")
    (folder / "stories" / "2.txt").unlink()
    (folder / "public" / "stories" / "own.html").write_text("mine")
    output = build("--cache", "cache")
    assert "pruned 1" in output
    assert "stories/gate-2.html" not in names(folder / "public")
    assert "stories/own.html" in names(folder / "public")


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_nothing_is_removed_through_a_link(folder: Path) -> None:
    build("--cache", "cache")
    (folder / "public" / "stories").rename(folder / "elsewhere")
    (folder / "public" / "stories").symlink_to(folder / "elsewhere")
    (folder / "stories" / "2.txt").unlink()
    result = CliRunner().invoke(program, ["build", "stories", "--feed", "feed.toml", "--cache", "cache"])
    assert result.exit_code == 2
    assert "public/stories: is a symbolic link" in result.stderr
    assert (folder / "elsewhere" / "gate-2.html").exists()


@pytest.fixture
def without_jinja(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    theme._environment.cache_clear()
    monkeypatch.setitem(sys.modules, "jinja2", None)
    yield
    theme._environment.cache_clear()


@pytest.mark.usefixtures("without_jinja")
@pytest.mark.parametrize(
    ("options", "exit_code", "written"),
    [
        ((), 0, {"feed.rss", "feed.atom", "feed.jsonfeed", "llms.txt", "sitemap.xml"}),
        (("--to", "html", "--to", "rss"), 2, {"feed.rss"}),
    ],
    ids=["everything", "named"],
)
def test_without_jinja_the_missing_pages_are_said_once(
    folder: Path, options: tuple[str, ...], exit_code: int, written: set[str]
) -> None:
    for number in range(4, 8):
        (folder / "stories" / f"{number}.txt").unlink()
    arguments = ["build", "stories", "--feed", "feed.toml", "--as-of", "2026-03-08T00:00:00Z", *options]
    result = CliRunner().invoke(program, arguments)
    assert result.exit_code == exit_code, result.output
    assert result.stderr == (
        "newsfeed: HTML pages are written with Jinja2, which is not installed: "
        "install it with `pip install newsfeed-kit[html]`\n"
    )
    assert written <= set(names(folder / "public"))
    assert not any(name.endswith(".html") for name in names(folder / "public"))
    assert "3 pages: HTML page" in result.stdout


def test_a_sitemap_that_cannot_be_made_stops_nothing_else(folder: Path) -> None:
    address = "https://news.example.com/explainers/"
    (folder / "feed.toml").write_text(
        FEED.replace(f'"{address}feed"', '"urn:example:feed"').replace(address, "urn:example:site")
    )
    output = build()
    assert "sitemap.xml" in output
    assert "--archive" not in output
    assert "sitemap.xml" not in names(folder / "public")
    assert {"feed.rss", "index.html"} <= set(names(folder / "public"))
