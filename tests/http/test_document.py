"""Documents of single handlers: negotiation, validators, codings, streams, and what readers must not get."""

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import newsfeed
from examples import full_feed, full_story, plain_story
from newsfeed import ArgumentError, Feed, Hub, Story, Usage, WriteError
from newsfeed.http import Rendered, Request, ResponseCache, Settings, document, respond_with

NOW = datetime(2026, 5, 18, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SETTINGS = Settings(clock=lambda: NOW)
FEED = Feed(
    title="Explainers",
    url="https://news.example.com/",
    feed_url="https://news.example.com/feed",
    updated=NOW - 2 * HOUR,
    stories=[plain_story(1), plain_story(2)],
)


def ask(item: Feed | Story, *formats: str, request: dict[str, str] | None = None, **options: Any) -> Rendered:
    method = options.pop("method", "GET")
    served = document(item, formats, **{"settings": SETTINGS, **options})
    return respond_with(served, Request(method=method, headers=request or {}))


def body(rendered: Rendered) -> bytes:
    data = b"".join(rendered.body)
    return gzip.decompress(data) if rendered.header("Content-Encoding") == "gzip" else data


@pytest.mark.parametrize("name", ["rss", "atom", "jsonfeed", "jsonld", "markdown", "newsml", "opml", "sitemap"])
def test_the_only_format_is_sent_whatever_accept_says(name: str) -> None:
    for accept in ("", "image/png"):
        rendered = ask(FEED, name, request={"Accept": accept})
        assert rendered.status == 200
        assert body(rendered) == newsfeed.dumps(FEED, name, as_of=NOW)
        assert rendered.header("Vary") == "Accept-Encoding"
    registered = next(listed for listed in newsfeed.formats() if listed.name == name)
    kind = rendered.header("Content-Type")
    assert kind == registered.media_type + ("; charset=utf-8" if registered.media_type.startswith("text/") else "")
    assert rendered.header("Content-Length") == str(len(body(rendered)))


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "application/atom+xml"),
        ("*/*", "application/atom+xml"),
        ("application/rss+xml", "application/rss+xml"),
        ("application/xml", "application/xml"),
        ("text/markdown, */*;q=0.1", "text/markdown; charset=utf-8"),
        ("application/atom+xml;q=0.5, application/rss+xml;q=0.8", "application/rss+xml"),
    ],
)
def test_of_several_formats_the_request_gets_the_one_that_it_prefers(accept: str | None, kind: str) -> None:
    request = {} if accept is None else {"accept": accept}
    rendered = ask(FEED, "atom", "rss", "markdown", request=request)
    assert (rendered.status, rendered.header("Content-Type")) == (200, kind)
    assert rendered.header("Vary") == "Accept, Accept-Encoding"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_request_that_accepts_none_of_the_formats_is_told_which_there_are(method: str) -> None:
    rendered = ask(FEED, "rss", "atom", request={"Accept": "image/png"}, method=method)
    assert (rendered.status, rendered.header("Vary")) == (406, "Accept")
    if method == "HEAD":
        assert body(rendered) == b""
    else:
        report = json.loads(body(rendered))
        assert [kind["type"] for kind in report["available"]][:2] == ["application/rss+xml", "application/atom+xml"]


def test_a_client_that_has_the_document_gets_a_304_in_each_coding() -> None:
    for coding in ("identity", "gzip"):
        first = ask(FEED, "rss", request={"Accept-Encoding": coding})
        assert (first.header("Content-Encoding") or "identity") == coding
        assert body(first) == newsfeed.dumps(FEED, "rss", as_of=NOW)
        tag = first.header("ETag") or ""
        again = ask(FEED, "rss", request={"Accept-Encoding": coding, "If-None-Match": tag})
        assert (again.status, body(again), again.header("ETag")) == (304, b"", tag)
        changed = FEED.replace(stories=[plain_story(1, headline="New")])
        assert ask(changed, "rss", request={"Accept-Encoding": coding, "If-None-Match": tag}).status == 200


def test_conditions_concern_get_and_head_only() -> None:
    tag = ask(FEED, "rss").header("ETag") or ""
    for method, status in (("GET", 304), ("HEAD", 304), ("POST", 200)):
        request = {"If-None-Match": tag, "If-Modified-Since": "Mon, 18 May 2026 10:00:00 GMT"}
        assert ask(FEED, "rss", request=request, method=method).status == status


def test_the_formats_and_codings_of_a_document_have_tags_of_their_own() -> None:
    tags = {
        ask(FEED, *formats, request={"Accept-Encoding": coding}).header("ETag")
        for formats in (("rss",), ("atom",), ("jsonfeed",))
        for coding in ("identity", "gzip")
    }
    assert len(tags) == 6


def test_the_date_of_the_item_or_of_the_caller_is_that_of_the_last_change_to_the_end_of_its_second() -> None:
    assert ask(FEED, "rss").header("Last-Modified") == "Mon, 18 May 2026 10:00:01 GMT"
    assert ask(FEED, "rss", modified=NOW - HOUR).header("Last-Modified") == "Mon, 18 May 2026 11:00:01 GMT"
    assert ask(FEED.replace(updated=None), "rss").header("Last-Modified") is None
    published = plain_story(1, updated=None)
    assert ask(published, "rss").header("Last-Modified") == "Sun, 01 Mar 2026 07:30:01 GMT"
    assert ask(FEED, "rss", stories=iter(FEED.stories)).header("Last-Modified") is None
    assert ask(FEED, "rss", stories=iter(FEED.stories), modified=NOW - HOUR).header("Last-Modified") is not None
    since = {"If-Modified-Since": "Mon, 18 May 2026 10:00:01 GMT"}
    assert ask(FEED, "rss", request=since).status == 304
    assert ask(FEED, "rss", request=since, modified=NOW - HOUR).status == 200


@pytest.mark.parametrize("bound", ["embargo", "expires"])
def test_the_end_of_an_embargo_and_an_expiry_are_changes(bound: str) -> None:
    changed = {"embargo": 200, "expires": 410}[bound]
    story = plain_story(3, **{bound: NOW - HOUR})
    feed = FEED.replace(stories=[*FEED.stories, story])
    assert ask(feed, "rss").header("Last-Modified") == "Mon, 18 May 2026 11:00:01 GMT"
    since = {"If-Modified-Since": "Mon, 18 May 2026 11:00:00 GMT"}
    assert ask(feed, "rss", request=since).status == 200
    assert ask(story, "rss", request=since).status == changed
    later = FEED.replace(stories=[plain_story(3, **{bound: NOW + HOUR})])
    assert ask(later, "rss").header("Last-Modified") == "Mon, 18 May 2026 10:00:01 GMT"


def test_a_stream_with_a_date_is_unchanged_since_then() -> None:
    since = {"If-Modified-Since": "Mon, 18 May 2026 11:00:01 GMT"}
    stories = Stories(3)
    assert ask(FEED, "rss", stories=stories, modified=NOW - HOUR, request=since).status == 304
    assert stories.taken == 0


def test_head_has_the_headers_of_get_and_no_content() -> None:
    for options in ({}, {"stories": FEED.stories}, {"revision": "1"}):
        head, full = (ask(FEED, "rss", "atom", method=method, **options) for method in ("HEAD", "GET"))
        assert head.headers == full.headers
        assert body(head) == b""


def test_links_are_those_of_the_item() -> None:
    hub = Hub(url="https://hub.example.com/")
    feed = FEED.replace(hubs=[hub], usage=Usage(search=True, ai_train=False, license_url="https://news.example.com/l"))
    links = [value for name, value in ask(feed, "rss").headers if name == "Link"]
    assert '<https://hub.example.com/>; rel="hub"' in links
    assert '<https://news.example.com/feed>; rel="self"' in links
    assert any('rel="license"' in link for link in links)
    story = plain_story(1, url="https://news.example.com/ä")
    page = '<https://news.example.com/%C3%A4>; rel="alternate"; type="text/html"'
    assert ask(story, "jsonld").header("Link") == page
    assert ask(plain_story(1, url=None), "jsonld").header("Link") is None


def test_further_headers_replace_those_of_the_same_name() -> None:
    rendered = ask(FEED, "rss", headers={"cache-control": "no-cache", "X-Desk": "harbour"})
    assert [value for name, value in rendered.headers if name.lower() == "cache-control"] == ["no-cache"]
    assert rendered.header("X-Desk") == "harbour"
    with pytest.raises(ArgumentError, match="X-Desk"):
        ask(FEED, "rss", headers={"X-Desk": "a\r\nSet-Cookie: b"})
    settings = Settings(clock=lambda: NOW, max_age=5)
    assert ask(FEED, "rss", settings=settings).header("Cache-Control") == "public, max-age=5"


def test_options_go_to_the_formats_that_have_them() -> None:
    story = plain_story(1, summary="")
    bodies = [
        body(ask(story, "rss", "jsonld", request={"Accept": accept}, description="none", body="none"))
        for accept in ("application/rss+xml", "application/ld+json")
    ]
    assert bodies[0] == newsfeed.dumps(story, "rss", as_of=NOW, description="none")
    assert bodies[1] == newsfeed.dumps(story, "jsonld", as_of=NOW, body="none")


def test_a_cache_keeps_the_compressed_content() -> None:
    cache = ResponseCache()
    settings = Settings(clock=lambda: NOW, cache=cache)
    first, second = (ask(FEED, "rss", request={"Accept-Encoding": "gzip"}, settings=settings) for _ in range(2))
    assert len(cache) == 1
    assert body(first) == body(second)
    assert first.headers == second.headers


# --- what readers must not get ---------------------------------------------------------------------------------------------


def test_stories_that_readers_must_not_get_are_in_no_format() -> None:
    held = [
        plain_story(3, headline="Secret", embargo=NOW + HOUR),
        plain_story(4, headline="Secret", status="withheld"),
        plain_story(5, headline="Secret", expires=NOW),
    ]
    private = plain_story(6, ed_note="Secret", embargo=NOW)
    feed = FEED.replace(stories=[*held, private])
    for name in ("rss", "atom", "jsonfeed", "json", "newsml", "ninjs"):
        for options in ({}, {"stories": iter(feed.stories)}):
            data = body(ask(feed, name, **options))
            assert b"Secret" not in data
            assert b"news.example.com/6" in data
    assert b"Secret" in body(ask(feed, "json", internal=True))
    assert b"Secret" in body(ask(feed, "json", internal=True, stories=iter(feed.stories)))
    assert b"Secret" not in body(ask(feed, "rss", internal=True))


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"embargo": NOW + HOUR}, 404),
        ({"embargo": NOW}, 200),
        ({"status": "withheld"}, 404),
        ({"status": "canceled"}, 410),
        ({"expires": NOW}, 410),
        ({"expires": NOW + HOUR}, 200),
    ],
)
@pytest.mark.parametrize("name", ["rss", "jsonld", "newsml", "json"])
def test_a_story_that_readers_must_not_get_is_not_found_or_gone(
    name: str, changes: dict[str, Any], status: int
) -> None:
    rendered = ask(plain_story(1, headline="Secret", **changes), name)
    assert rendered.status == status
    assert status == 200 or b"Secret" not in body(rendered)


def test_newsrooms_get_held_stories_if_the_document_is_for_them() -> None:
    story = plain_story(1, ed_note="Call the desk.", embargo=NOW + HOUR)
    assert newsfeed.loads_story(body(ask(story, "json", internal=True))) == story
    assert ask(story, "rss", internal=True).status == 404


def test_atom_has_the_notice_of_a_canceled_story() -> None:
    rendered = ask(plain_story(1, status="canceled", headline="Secret", publisher="The Harbour Desk"), "atom")
    assert rendered.status == 200
    assert b"deleted-entry" in body(rendered)
    assert b"Secret" not in body(rendered)


def test_private_fields_of_a_story_are_in_no_format() -> None:
    data = body(ask(full_story(embargo=None, expires=None), "json"))
    assert newsfeed.loads_story(data).ed_note == ""


# --- revisions and streams --------------------------------------------------------------------------------------------------


class Stories:
    """An iterable of stories that counts how many were taken."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.taken = 0

    def __iter__(self) -> Iterator[Story]:
        for number in range(self.count):
            self.taken += 1
            yield plain_story(number)


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_a_stream_is_written_while_it_is_sent(coding: str) -> None:
    stories = Stories(2000)
    rendered = ask(FEED, "rss", stories=stories, request={"Accept-Encoding": coding})
    assert rendered.header("Content-Length") is None
    assert rendered.header("ETag") is None
    chunks = iter(rendered.body)
    assert 0 < stories.taken < 200
    data = b"".join(chunks)
    assert stories.taken == 2000
    if coding == "gzip":
        data = gzip.decompress(data)
    assert len(newsfeed.loads(data, "rss").stories) == 2000


def test_no_story_is_taken_for_a_client_that_has_the_revision() -> None:
    first = ask(FEED, "rss", "atom", stories=Stories(3), revision="17")
    tag = first.header("ETag") or ""
    stories = Stories(3)
    again = ask(FEED, "rss", "atom", stories=stories, revision="17", request={"If-None-Match": tag})
    assert (again.status, again.header("ETag"), stories.taken) == (304, tag, 0)
    assert ask(FEED, "rss", "atom", stories=stories, revision="18", request={"If-None-Match": tag}).status == 200
    accept = {"If-None-Match": tag, "Accept": "application/atom+xml"}
    assert ask(FEED, "rss", "atom", stories=stories, revision="17", request=accept).status == 200


def test_a_revision_renders_nothing_for_a_client_that_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    tag = ask(FEED, "rss", revision="17").header("ETag") or ""
    monkeypatch.setattr("newsfeed.http.document_responses.dumps", None)
    assert ask(FEED, "rss", revision="17", request={"If-None-Match": tag}).status == 304


def test_a_stream_without_a_revision_is_never_said_to_be_unchanged_by_its_tag() -> None:
    for tag in ('""', '"x"', "*"):
        assert ask(FEED, "rss", stories=Stories(1), request={"If-None-Match": tag}).status == 200


def test_an_error_in_the_first_story_of_a_stream_is_raised_before_the_response_begins() -> None:
    with pytest.raises(WriteError):
        ask(FEED, "atom", stories=[plain_story(1, published=None, updated=None)])
    with pytest.raises(WriteError):
        ask(FEED.replace(id=None, feed_url=None, url=None), "atom")


# --- wrong arguments -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "item", "formats", "options", "message"),
    [
        (ArgumentError, [], ("rss",), {}, "takes a Feed or a Story"),
        (ArgumentError, FEED, (), {}, "name at least one format"),
        (ArgumentError, FEED, "rss", {}, "name at least one format"),
        (newsfeed.UnknownFormatError, FEED, ("doc",), {}, "there is no format 'doc'"),
        (newsfeed.UnsupportedError, FEED, ("rss", "rsl"), {}, "cannot be written"),
        (ArgumentError, FEED, ("rss",), {"mode": "qcode"}, "has no option 'mode'"),
        (ArgumentError, FEED, ("rss",), {"max_age": 3}, "has no option 'max_age'"),
        (ArgumentError, FEED, ("rss",), {"modified": datetime(2026, 1, 1)}, "no time zone"),  # noqa: DTZ001
        (ArgumentError, plain_story(), ("rss",), {"stories": []}, "with a Feed only"),
    ],
)
def test_wrong_arguments_fail_at_once(error: Any, item: Any, formats: Any, options: Any, message: str) -> None:
    with pytest.raises(error, match=message):
        document(item, formats, **options)


def test_the_whole_model_is_served_in_every_format_that_has_stories() -> None:
    feed = full_feed()
    for listed in newsfeed.formats():
        if listed.writes and listed.feed:
            assert ask(feed, listed.name).status == 200
