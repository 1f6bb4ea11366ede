"""Tests of the example project: started as its README says, and read over HTTP."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import feedparser
import pytest

import newsfeed

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
STORIES = sorted((EXAMPLES / "stories").iterdir())
DEADLINE = 60
"""Seconds to wait for the server."""

pytestmark = pytest.mark.slow

SETTINGS = """
from datetime import UTC, datetime

from harbour.settings import *

NEWSFEED = {**NEWSFEED, "CLOCK": lambda: datetime(2026, 11, 3, tzinfo=UTC)}
"""


class Response(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


@contextmanager
def server(folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """The address of the project, served on a free port."""
    command = [sys.executable, "-u", "manage.py", "runserver", "--noreload", "127.0.0.1:0"]
    log = folder / "server.log"
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + DEADLINE
        while not (match := re.search(r"server at (http://127\.0\.0\.1:[1-9]\d*)/", log.read_text())):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        yield match[1]
    finally:
        process.terminate()
        process.wait(DEADLINE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The running project with the example stories."""
    folder = tmp_path_factory.mktemp("site") / "django"
    shutil.copytree(EXAMPLES / "django", folder, ignore=shutil.ignore_patterns("db.sqlite3", ".venv", "__pycache__"))
    (folder / "settings_of_tests.py").write_text(SETTINGS)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "settings_of_tests", "SITE_URL": "https://news.example.com"}
    for arguments in (["check"], ["migrate", "-v0"], ["load_stories", str(EXAMPLES / "stories")]):
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "lost" not in done.stderr
    with server(folder, environment) as address:
        yield address


def get(url: str, **headers: str) -> Response:
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=DEADLINE) as response:
            return Response(response.status, dict(response.headers), response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Response(error.code, dict(error.headers), error.read())


def problems(document: bytes, name: str) -> list[str]:
    return [
        str(finding) for finding in newsfeed.validate(document, name) if finding.severity is newsfeed.Severity.ERROR
    ]


@pytest.mark.parametrize(
    ("path", "name", "media_type"),
    [
        ("feed.rss", "rss", "application/rss+xml; charset=utf-8"),
        ("feed.atom", "atom", "application/atom+xml; charset=utf-8"),
        ("feed.json", "jsonfeed", "application/feed+json"),
        ("desk/feed.rss", "rss", "application/rss+xml"),
        ("desk/feed.atom", "atom", "application/atom+xml"),
        ("desk/feed.jsonld", "jsonld", "application/ld+json"),
    ],
)
def test_feeds_have_all_parts_of_the_stories(site: str, path: str, name: str, media_type: str) -> None:
    response = get(f"{site}/{path}")
    assert response.status == 200
    assert response.headers["Content-Type"] == media_type
    assert problems(response.body, name) == []
    stories = {story.headline: story for story in newsfeed.loads(response.body, name).stories}
    expected = [newsfeed.load_story(file) for file in STORIES]
    assert set(stories) == {story.headline for story in expected}
    for story in expected:
        read = stories[story.headline]
        assert read.published == story.published
        if name != "jsonld":  # which has the text of the body only
            assert (read.press, read.questions, read.sections) == (story.press, story.questions, story.sections)


@pytest.mark.parametrize("path", ["feed.rss", "feed.atom", "desk/feed.rss"])
def test_feedparser_reads_the_feeds(site: str, path: str) -> None:
    feed = feedparser.parse(get(f"{site}/{path}").body)
    assert not feed.bozo
    assert feed.feed.title == "The Harbour Desk: explainers"
    assert feed.entries[0].title == "Port Ellery votes to build the tidal barrier"
    assert "the sea and hoping" in feed.entries[0].content[0].value


def test_the_page_of_an_explainer_has_its_head_body_and_json_ld(site: str) -> None:
    page = get(f"{site}/explainers/tidal-barrier").body
    assert problems(page, "html") == []
    assert b'<link rel="canonical" href="https://news.example.com/explainers/tidal-barrier"/>' in page
    assert f'<link rel="alternate" type="application/rss+xml" title="RSS 2.0" href="{site}/feed.rss"/>'.encode() in page
    (story,) = newsfeed.loads(page, "jsonld").stories
    assert story.headline == "Port Ellery votes to build the tidal barrier"
    assert len(story.questions) == 3
    assert get(f"{site}/explainers/nothing").status == 404
    assert b"/explainers/night-trains" in get(site).body


def test_sitemaps_have_the_stories_of_all_time_and_of_two_days(site: str) -> None:
    pages, news = get(f"{site}/sitemap.xml").body, get(f"{site}/news.xml").body
    assert problems(pages, "sitemap") == problems(news, "sitemap") == []
    assert len(newsfeed.loads(pages, "sitemap").stories) == len(STORIES)
    (story,) = newsfeed.loads(news, "sitemap").stories
    assert story.url == "https://news.example.com/explainers/tidal-barrier"
    assert b"<news:name>The Harbour Desk</news:name>" in news


def test_a_client_that_has_a_document_gets_304(site: str) -> None:
    for path in ("desk/feed.atom", "desk/stories/night-trains"):
        first = get(f"{site}/{path}")
        again = get(f"{site}/{path}", If_None_Match=first.headers["ETag"])
        assert (again.status, again.body) == (304, b"")
        assert get(f"{site}/{path}", If_None_Match='"other"').status == 200
    feed = get(f"{site}/feed.rss")
    assert get(f"{site}/feed.rss", If_Modified_Since=feed.headers["Last-Modified"]).status == 304


def test_the_desk_negotiates_and_refuses_as_problems(site: str) -> None:
    response = get(f"{site}/desk/feed", Accept="application/feed+json")
    assert response.headers["Content-Type"].startswith("application/feed+json")
    assert f"{site}/desk/feed" in response.headers["Link"]
    missing = get(f"{site}/desk/nothing")
    assert (missing.status, missing.headers["Content-Type"]) == (404, "application/problem+json")
    assert get(f"{site}/desk/feed", Accept="image/png").status == 406
