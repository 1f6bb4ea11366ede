"""The example projects of the frameworks, each run as a server on loopback and read over HTTP."""

import gzip
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import feedparser
import pytest

import newsfeed

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SERVERS = {
    "fastapi": ("uvicorn", "main:app", "--port", "0"),
    "flask": ("flask", "--app", "main", "run", "--port", "0"),
    "litestar": ("uvicorn", "main:app", "--port", "0"),
    "starlette": ("uvicorn", "main:app", "--port", "0"),
}
DEADLINE = 60
"""Seconds to wait for a server."""

FORMATS = {
    "application/rss+xml": "rss",
    "application/atom+xml": "atom",
    "application/feed+json": "jsonfeed",
    "text/html": "html",
}
NEWEST = "2026-11-02"

pytestmark = pytest.mark.slow


class Response(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def kind(self) -> str:
        return self.headers["Content-Type"].partition(";")[0]


class Site(NamedTuple):
    """A running example project."""

    name: str
    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Response:
        """Return the response to a request; `_` in the names of headers stands for `-`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=DEADLINE)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            return Response(response.status, response.headers, response.read())
        finally:
            connection.close()


@pytest.fixture(scope="module", params=SERVERS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    name = request.param
    module, *arguments = SERVERS[name]
    for needed in (name, module, "jinja2"):
        if find_spec(needed) is None:
            pytest.skip(f"{needed} is not installed")
    folder = tmp_path_factory.mktemp("examples")
    for part in (name, "stories"):
        shutil.copytree(EXAMPLES / part, folder / part, ignore=shutil.ignore_patterns(".venv", "__pycache__"))
    shutil.copy(EXAMPLES / "feed.toml", folder)
    log = folder / "log.txt"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=folder / name,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + DEADLINE
        while not (match := re.search(r"unning on http://127\.0\.0\.1:([1-9]\d*)", log.read_text())):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        yield Site(name, int(match[1]))
        assert re.findall("Traceback|Warning", log.read_text()) == []
    finally:
        process.terminate()
        process.wait(DEADLINE)


# --- the feed of the project's own rows ------------------------------------------------------------------------------------


@pytest.mark.parametrize("accept", FORMATS)
def test_the_feed_is_in_the_format_that_the_client_prefers(site: Site, accept: str) -> None:
    response = site.ask("/tides", Accept=f"{accept}, */*;q=0.1")
    assert (response.status, response.kind) == (200, accept)
    assert response.headers["Vary"] == "Accept, Accept-Encoding"
    assert response.headers["Content-Length"] == str(len(response.body))
    report = newsfeed.validate(response.body, FORMATS[accept])
    assert list(report) == []
    if FORMATS[accept] != "html":
        assert len(newsfeed.loads(response.body).stories) == 10


def test_the_feed_is_read_by_feedparser(site: Site) -> None:
    for accept in ("application/rss+xml", "application/atom+xml"):
        parsed = feedparser.parse(site.ask("/tides", Accept=accept).body)
        assert not parsed.bozo
        assert (parsed.feed.title, len(parsed.entries)) == ("Tides at Port Ellery", 10)
        assert parsed.entries[0].title == "High tide of 4.1 m, gates open"


def test_the_links_of_the_feed_are_headers(site: Site) -> None:
    links = site.ask("/tides").headers.get_all("Link")
    assert links[0] == '<http://127.0.0.1:8000/tides>; rel="self"'
    assert len(links) == 2


@pytest.mark.parametrize("path", ["/tides", "/tides/all.rss", f"/tides/{NEWEST}", "/news/feed.atom"])
def test_a_client_that_has_a_document_gets_a_304(site: Site, path: str) -> None:
    first = site.ask(path)
    again = site.ask(path, If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary"):
        assert again.headers[name] == first.headers[name]
    modified = first.headers["Last-Modified"]
    # A folder has no Last-Modified in the first seconds after a change, since another one may follow.
    if path != "/news/feed.atom":
        # Werkzeug takes Last-Modified off.
        assert again.headers["Last-Modified"] == (None if site.name == "flask" else modified)
    assert again.headers["Content-Type"] is None
    assert site.ask(path, If_None_Match='"other"').status == 200
    assert modified is not None or path in {"/tides/all.rss", "/news/feed.atom"}
    if path != "/tides/all.rss" and modified is not None:
        assert site.ask(path, If_Modified_Since=modified).status == 304
    assert site.ask(path, If_Modified_Since="Mon, 18 May 2020 09:30:00 GMT").status == 200


@pytest.mark.parametrize("path", ["/tides", "/tides/all.rss", f"/tides/{NEWEST}", "/news/feed.atom"])
def test_head_has_the_headers_of_get(site: Site, path: str) -> None:
    full, head = site.ask(path), site.ask(path, "HEAD")
    assert (head.status, head.body) == (200, b"")
    for name in ("Content-Type", "Content-Length", "ETag", "Link", "Cache-Control", "Vary"):
        assert head.headers[name] == full.headers[name], name
    # That of a folder begins to be sent some seconds after a change, perhaps between the two requests.
    assert head.headers["Last-Modified"] == full.headers["Last-Modified"] or path == "/news/feed.atom"


@pytest.mark.parametrize("path", ["/tides", "/tides/all.rss", "/news/feed.atom"])
def test_a_document_is_compressed_if_the_client_accepts_that(site: Site, path: str) -> None:
    plain, compressed = (site.ask(path, Accept_Encoding=coding) for coding in ("identity", "gzip"))
    assert compressed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(compressed.body) == plain.body
    assert len(compressed.body) < len(plain.body) / 2
    assert compressed.headers["ETag"] != plain.headers["ETag"]
    assert site.ask(path, Accept_Encoding="gzip", If_None_Match=compressed.headers["ETag"]).status == 304


def test_a_client_that_accepts_none_of_the_formats_is_told_which_there_are(site: Site) -> None:
    response = site.ask("/tides", Accept="image/png")
    assert (response.status, response.headers["Vary"]) == (406, "Accept")
    assert "application/json" in response.kind or response.kind == "application/problem+json"
    assert json.loads(response.body)["detail"].startswith("The document is not available")


# --- streams and stories ---------------------------------------------------------------------------------------------------


def test_the_archive_is_sent_in_chunks(site: Site) -> None:
    response = site.ask("/tides/all.rss")
    assert response.headers["Content-Length"] is None
    assert newsfeed.validate(response.body).valid
    assert len(feedparser.parse(response.body).entries) == 1000


def test_a_story_is_a_page_or_json_ld(site: Site) -> None:
    path = f"/tides/{NEWEST}"
    page, graph = site.ask(path), site.ask(path, Accept="application/ld+json")
    assert (page.headers["Content-Type"], graph.kind) == ("text/html; charset=utf-8", "application/ld+json")
    for response in (page, graph):
        assert newsfeed.validate(response.body).valid
        assert newsfeed.loads_story(response.body).headline == "High tide of 4.1 m, gates open"
    assert page.headers["Link"] == f'<http://127.0.0.1:8000{path}>; rel="canonical"'
    assert site.ask("/tides/1999-01-01").status == 404


# --- the mounted source ----------------------------------------------------------------------------------------------------


def test_the_folder_of_explainers_is_served_below_its_path(site: Site) -> None:
    base = f"http://127.0.0.1:{site.port}/news/"
    response = site.ask("/news/feed.atom")
    parsed = feedparser.parse(response.body)
    assert len(parsed.entries) == 4
    assert newsfeed.validate(response.body).valid
    assert f'<{base}feed.atom>; rel="self"' in response.headers.get_all("Link")
    for path in ("/news/", "/news/stories/tidal-barrier"):
        page = site.ask(path, Accept="text/html")
        assert (page.status, page.kind) == (200, "text/html"), path
        assert newsfeed.validate(page.body, "html").valid
    story = site.ask("/news/stories/tidal-barrier.jsonld")
    assert newsfeed.loads_story(story.body).headline == "Port Ellery votes to build the tidal barrier"


def test_other_paths_and_methods_below_are_refused_by_newsfeed(site: Site) -> None:
    missing = site.ask("/news/stories/nothing")
    assert (missing.status, missing.kind) == (404, "application/problem+json")
    posted = site.ask("/news/feed.rss", "POST")
    assert (posted.status, posted.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert site.ask("/news/news/feed.rss").status == 404


# --- what only one framework has -------------------------------------------------------------------------------------------


def test_fastapi_documents_the_media_types(site: Site) -> None:
    if site.name != "fastapi":
        pytest.skip("only FastAPI makes OpenAPI of the responses of a route")
    document = json.loads(site.ask("/openapi.json").body)
    responses = document["paths"]["/tides"]["get"]["responses"]
    assert list(responses["200"]["content"]) == [
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "text/html; charset=utf-8",
    ]
    assert {"304", "406"} <= responses.keys()
    assert "head" not in document["paths"]["/tides"]
    assert "406" not in document["paths"]["/tides/all.rss"]["get"]["responses"]
