"""Responses: routes, validators, codings, paging and problems."""

import gzip
import json
import logging
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import partial
from pathlib import Path

import attrs
import pytest

import newsfeed
from http_sources import BASE, CHANGED, FEED, NOW, MemorySource, ask, body, get, settings, story
from newsfeed.http import (
    Entry,
    FolderSource,
    Page,
    Rendered,
    Request,
    ResponseCache,
    Settings,
    assets,
    request_base,
    respond,
)
from newsfeed.http.settings import utc_now
from newsfeed.http.variants import feed_variants, story_variants
from newsfeed.model import Hub, Usage
from newsfeed.sitemaps import LIMITS, sitemap_files


@pytest.fixture
def source() -> MemorySource:
    return MemorySource([story(number) for number in (3, 2, 1)])


# --- routes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("variant", feed_variants(None), ids=lambda variant: variant.content_type)
def test_every_format_of_a_feed_is_served_by_its_suffix_and_reads_back(source, variant):
    path = "/" if variant.format.name == "html" else f"/feed{variant.suffix}"
    response = get(source, path, Accept=variant.format.media_type)
    assert response.status == 200
    assert response.header("Content-Type").startswith(variant.format.media_type)
    if variant.format.reads:
        headlines = [item.headline for item in newsfeed.loads(body(response), variant.format.name).stories]
        assert headlines[:1] == ["Story 3"]


@pytest.mark.parametrize("variant", story_variants(None), ids=lambda variant: variant.content_type)
def test_every_format_of_a_story_is_served_by_its_suffix_and_reads_back(source, variant):
    suffix = variant.suffix
    response = get(source, f"/stories/2{suffix}")
    assert response.status == 200
    assert response.header("Content-Type").startswith(variant.format.media_type)
    assert response.header("Vary") == "Accept-Encoding"
    assert newsfeed.loads_story(body(response), variant.format.name).headline == "Story 2"


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("/feed", "", "application/rss+xml"),
        ("/feed", "*/*", "application/rss+xml"),
        ("/feed", "application/xml", "application/xml"),
        ("/feed", "text/markdown, text/html;q=0.9", "text/markdown; charset=utf-8"),
        ("/feed", "application/atom+xml;q=0.5, application/feed+json", "application/feed+json"),
        ("/feed", "text/html, */*;q=0.1", "text/html; charset=utf-8"),
        ("/", "*/*", "text/html; charset=utf-8"),
        ("/", "application/rss+xml", "application/rss+xml"),
        ("/stories/1", "*/*", "text/html; charset=utf-8"),
        ("/stories/1", "application/ld+json", "application/ld+json"),
        ("/stories/1", "text/markdown", "text/markdown; charset=utf-8"),
    ],
)
def test_accept_selects_the_format(source, path, accept, kind):
    response = get(source, path, Accept=accept)
    assert (response.status, response.header("Content-Type")) == (200, kind)
    assert response.header("Vary") == "Accept, Accept-Encoding"


def test_llms_txt_is_the_list_in_markdown(source):
    response = get(source, "/llms.txt")
    assert response.header("Content-Type") == "text/markdown; charset=utf-8"
    assert f"({BASE}stories/3.md)".encode() in body(response)


def test_a_pages_links_are_the_served_addresses(source):
    listed = body(get(source, "/")).decode()
    assert f'href="{BASE}stories/3"' in listed
    assert f'type="application/rss+xml" title="The Harbour Desk" href="{BASE}feed.rss"' in listed
    page = body(get(source, "/stories/3")).decode()
    assert f'href="{BASE}feed.atom"' in page
    assert f'href="{BASE}"' in page


@pytest.mark.parametrize("path", ["/nothing", "/stories/9", "/stories/", "/stories/1.exe", "/stories/1/2", "/feed.exe"])
def test_an_unknown_path_is_a_problem_without_internals(source, path):
    response = get(source, path)
    assert response.status == 404
    assert response.header("Content-Type") == "application/problem+json"
    assert json.loads(body(response)) == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is no such document here.",
    }


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/feed.rss/?page=2", "feed.rss?page=2"),
        ("/feed/", "feed"),
        ("/feed.rss/", "feed.rss"),
        ("/stories/1/", "stories/1"),
        ("/index.html", ""),
        ("/feed.html", ""),
    ],
)
def test_a_path_that_differs_by_its_end_is_redirected(source, path, location):
    response = get(source, path)
    assert (response.status, response.header("Location")) == (308, BASE + location)


def test_a_name_that_ends_like_a_suffix_is_looked_up_as_it_is():
    source = MemorySource([story(1, id="tag:news.example.com,2026:notes.rss", headline="Notes")])
    response = get(source, "/stories/notes.rss")
    assert response.header("Content-Type") == "text/html; charset=utf-8"
    assert get(source, "/stories/notes.rss.rss").header("Content-Type") == "application/rss+xml"


@pytest.mark.parametrize("path", ["/robots.txt", "/trust.txt", "/license.xml", "/.well-known/tdmrep.json"])
def test_the_files_about_rights_are_served(path):
    usage = Usage(search=True, ai_train=False, policy_url="https://news.example.com/terms")
    source = MemorySource([story(1)], FEED.replace(usage=usage))
    response = get(source, path)
    assert response.status == 200
    assert body(response)


def test_a_file_that_would_state_nothing_is_not_there(source):
    assert get(source, "/license.xml").status == 404


def test_robots_txt_names_the_sitemap_which_has_the_stories_of_all_pages():
    source = MemorySource([story(number) for number in range(5, 0, -1)], size=2)
    assert body(get(source, "/robots.txt")) == f"Sitemap: {BASE}sitemap.xml\n".encode()
    sitemap = body(get(source, "/sitemap.xml"))
    assert all(f"<loc>https://news.example.com/{number}</loc>".encode() in sitemap for number in range(1, 6))


def test_a_sitemap_with_fewer_stories_than_there_are_is_logged(caplog):
    source = MemorySource([story(number) for number in range(5, 0, -1)], size=2)
    sitemap = body(get(source, "/sitemap.xml", settings(sitemap_stories=2)))
    assert sitemap.count(b"<loc>") == 2
    assert "the newest 2 stories only" in caplog.text


def test_the_style_sheet_that_feeds_name_is_served(source):
    assert f'href="{BASE}feed.css"'.encode() in body(get(source, "/feed.rss"))
    assert get(source, "/feed.css").header("Content-Type") == "text/css; charset=utf-8"


def test_settings_can_narrow_the_formats(source):
    chosen = settings(formats=("rss", "html"))
    assert get(source, "/feed.rss", chosen).status == 200
    assert get(source, "/feed.atom", chosen).status == 404
    assert get(source, "/sitemap.xml", chosen).status == 404
    assert get(source, "/feed", chosen, Accept="application/atom+xml").status == 406


def test_no_format_has_fields_for_newsrooms():
    source = MemorySource([story(1, ed_note="Call the mayor first", slugline="SECRET-SLUG")])
    for variant in feed_variants(None):
        data = body(get(source, f"/feed{variant.suffix}"))
        assert b"Call the mayor" not in data
        assert b"SECRET-SLUG" not in data
    for variant in story_variants(None):
        data = body(get(source, f"/stories/1{variant.suffix}"))
        assert b"Call the mayor" not in data
        assert b"SECRET-SLUG" not in data


def test_a_canceled_story_is_gone_and_a_feed_with_notices_has_its_notice():
    source = MemorySource([story(2), story(1, status="canceled", headline="Not true")])
    for variant in story_variants(None):
        response = get(source, f"/stories/1{variant.suffix}")
        assert response.status == (200 if variant.format.tombstones else 410)
        assert b"Not true" not in body(response)
    assert b"Not true" not in body(get(source, "/feed.rss"))
    assert b"deleted-entry" in body(get(source, "/feed.atom"))


def test_a_handler_answers_its_path_with_any_method(source):
    def validate(request: Request) -> Rendered:
        return Rendered(status=200, body=(request.method.encode(),))

    chosen = settings(handlers={"/validate": validate})
    assert body(ask(source, "POST", "/validate", chosen)) == b"POST"
    assert get(source, "/feed", chosen).status == 200


EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SERVED = FolderSource(EXAMPLES / "stories", EXAMPLES / "feed.toml")


@pytest.mark.parametrize("variant", feed_variants(None), ids=lambda variant: variant.content_type)
def test_the_examples_are_served_as_valid_feeds(variant):
    path = "/" if variant.format.name == "html" else f"/feed{variant.suffix}"
    response = get(SERVED, path, settings(clock=utc_now), Accept=variant.format.media_type)
    report = newsfeed.validate(body(response), variant.format.name)
    assert [str(finding) for finding in report if finding.severity is newsfeed.Severity.ERROR] == []


@pytest.mark.parametrize("variant", story_variants(None), ids=lambda variant: variant.content_type)
def test_the_examples_are_served_as_valid_stories(variant):
    response = get(SERVED, f"/stories/night-trains{variant.suffix}", settings(clock=utc_now))
    report = newsfeed.validate(body(response), variant.format.name)
    assert [str(finding) for finding in report if finding.severity is newsfeed.Severity.ERROR] == []


def test_an_edited_theme_changes_the_pages_their_tags_and_their_dates(source, tmp_path):
    style = tmp_path / "page.css"
    style.write_text("body { color: #111 }")
    chosen = settings(theme=str(tmp_path), clock=lambda: utc_now() + timedelta(minutes=1), cache=ResponseCache())
    page, feed = get(source, "/", chosen), get(source, "/feed.rss", chosen)
    style.write_text("body { color: #222222 }")
    edited = get(source, "/", chosen)
    assert b"#222222" in body(edited)
    assert edited.header("ETag") != page.header("ETag")
    assert parsedate_to_datetime(edited.header("Last-Modified")) > CHANGED + timedelta(minutes=1)
    assert get(source, "/feed.rss", chosen).header("ETag") == feed.header("ETag")


def test_a_sitemap_that_is_too_large_is_an_index_of_several(monkeypatch):
    limits = attrs.evolve(LIMITS, urls=2)
    monkeypatch.setattr(assets, "sitemap_files", partial(sitemap_files, limits=limits))
    source = MemorySource([story(number) for number in range(5, 0, -1)])
    assert f"<loc>{BASE}sitemap-3.xml</loc>".encode() in body(get(source, "/sitemap.xml"))
    assert body(get(source, "/sitemap-1.xml")).count(b"<loc>") == 2
    assert body(get(source, "/sitemap-3.xml")).count(b"<loc>") == 1
    assert get(source, "/sitemap-4.xml").status == 404


def test_a_news_sitemap_has_two_days_and_stays_equal_for_minutes(source):
    source.stories = [story(1, published=NOW - timedelta(hours=3)), story(2, published=NOW - timedelta(days=5))]
    response = get(source, "/sitemap-news.xml")
    assert body(response).count(b"<loc>") == 1
    later = settings(clock=lambda: NOW + timedelta(minutes=9))
    assert get(source, "/sitemap-news.xml", later).header("ETag") == response.header("ETag")
    latest = settings(clock=lambda: NOW + timedelta(days=2))
    assert body(get(source, "/sitemap-news.xml", latest)).count(b"<loc>") == 0
    source.feed = FEED.replace(publisher=None)
    assert get(source, "/sitemap-news.xml").status == 404


# --- methods ----------------------------------------------------------------------------------------------------------


def test_head_has_the_headers_of_get_and_no_body(source):
    for path in ("/feed", "/", "/stories/1", "/nothing", "/robots.txt"):
        response, head = get(source, path), ask(source, "HEAD", path)
        assert head.status == response.status
        assert head.headers == response.headers
        assert not body(head)


def test_options_names_the_methods(source):
    response = ask(source, "OPTIONS", "/feed")
    assert (response.status, response.header("Allow"), body(response)) == (204, "GET, HEAD, OPTIONS", b"")
    assert ask(source, "OPTIONS", "/nothing").status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"])
def test_other_methods_are_refused_with_those_that_are_allowed(source, method):
    response = ask(source, method, "/feed")
    assert (response.status, response.header("Allow")) == (405, "GET, HEAD, OPTIONS")


# --- validators -------------------------------------------------------------------------------------------------------


def test_an_unchanged_feed_is_answered_by_304_without_loading_a_story(source):
    tag = get(source, "/feed").header("ETag")
    loads = source.loads
    response = get(source, "/feed", If_None_Match=tag)
    assert (response.status, body(response), source.loads) == (304, b"", loads)
    assert response.header("ETag") == tag
    assert response.header("Cache-Control") == "public, max-age=60"
    assert response.header("Vary") == "Accept, Accept-Encoding"
    assert response.header("Content-Type") is None


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', 'W/"other" , W/{}', "*"])
def test_if_none_match_is_compared_weakly_and_may_be_a_list(source, form):
    tag = get(source, "/feed").header("ETag")
    assert get(source, "/feed", If_None_Match=form.format(tag)).status == 304


@pytest.mark.parametrize("value", ['"other"', "", "other", '"'])
def test_another_tag_gets_the_document(source, value):
    assert get(source, "/feed", If_None_Match=value).status == 200


def test_the_tag_changes_with_the_story_the_feed_the_format_the_base_and_the_settings(source):
    tags = [get(source, "/feed.rss").header("ETag"), get(source, "/feed.atom").header("ETag")]
    source.versions["2"] = 2
    tags.append(get(source, "/feed.rss").header("ETag"))
    source.feed = FEED.replace(title="The Marl Courier")
    tags.append(get(source, "/feed.rss").header("ETag"))
    tags.append(get(source, "/feed.rss", settings(base="https://other.example.com/")).header("ETag"))
    tags.append(get(source, "/feed.rss", settings(stylesheet=None)).header("ETag"))
    source.stories.pop()
    tags.append(get(source, "/feed.rss").header("ETag"))
    assert len(set(tags)) == len(tags)


def test_last_modified_is_the_end_of_the_second_in_which_the_page_changed(source):
    assert get(source, "/feed").header("Last-Modified") == "Tue, 10 Nov 2026 09:30:16 GMT"


def test_if_modified_since_counts_without_if_none_match_only(source):
    same = "Tue, 10 Nov 2026 09:30:16 GMT"
    assert get(source, "/feed", If_Modified_Since=same).status == 304
    assert get(source, "/feed", If_Modified_Since="Tue, 10 Nov 2026 09:30:15 GMT").status == 200
    assert get(source, "/feed", If_Modified_Since="yesterday").status == 200
    assert get(source, "/feed", If_Modified_Since=same, If_None_Match='"other"').status == 200


@pytest.mark.parametrize("fraction", [0, 1, 250_000, 999_999])
@pytest.mark.parametrize("stored", ["exact", "whole seconds"])
def test_no_change_is_answered_by_304_however_many_there_are_in_a_second(source, fraction, stored):
    """A client that always asks with the latest date it has gets every version, at each of many moments around changes."""
    changes = [NOW + timedelta(microseconds=fraction) + timedelta(milliseconds=300 * number) for number in range(12)]
    moments = sorted([*changes, *(NOW + timedelta(milliseconds=170 * number) for number in range(40))])
    date, seen = "Tue, 10 Nov 2026 09:00:00 GMT", 0
    for moment in moments:
        version = sum(change <= moment for change in changes)
        modified = changes[version - 1] if version else CHANGED
        source.modified = modified if stored == "exact" else modified.replace(microsecond=0)
        source.versions["1"] = version + 1
        response = get(source, "/feed", settings(clock=partial(moment.replace)), If_Modified_Since=date)
        assert response.status == 200 or seen == version + 1, moment
        if response.status == 200:
            seen = version + 1
            date = response.header("Last-Modified") or format_datetime(moment, usegmt=True)
            assert parsedate_to_datetime(date) <= moment


def test_last_modified_is_never_in_the_future_nor_before_the_settings(source):
    source.modified = NOW + timedelta(hours=1)
    assert get(source, "/feed").header("Last-Modified") is None
    source.modified = CHANGED
    started = settings(changed=datetime(2026, 11, 10, 11, tzinfo=UTC))
    assert get(source, "/feed", started).header("Last-Modified") == "Tue, 10 Nov 2026 11:00:01 GMT"


def test_a_precondition_that_fails_is_412(source):
    tag = get(source, "/feed").header("ETag")
    assert get(source, "/feed", If_Match=tag).status == 200
    assert get(source, "/feed", If_Match=f'"x", {tag}').status == 200
    assert get(source, "/feed", If_Match="*").status == 200
    assert get(source, "/feed", If_Match=f"W/{tag}").status == 412
    assert get(source, "/feed", If_Match='"x"').status == 412
    assert get(source, "/feed", If_Unmodified_Since="Tue, 10 Nov 2026 09:30:16 GMT").status == 200
    assert get(source, "/feed", If_Unmodified_Since="Tue, 10 Nov 2026 09:30:15 GMT").status == 412


# --- codings ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("accept", "coding"), [("gzip", "gzip"), ("gzip;q=0.5, br", "br"), ("*", None)])
def test_a_coding_has_a_tag_of_its_own(source, accept, coding):
    plain = get(source, "/feed.rss")
    encoded = get(source, "/feed.rss", Accept_Encoding=accept)
    assert encoded.header("Content-Encoding") == coding or coding is None
    assert encoded.header("ETag") != plain.header("ETag")
    assert int(encoded.header("Content-Length")) == len(body(encoded)) < len(body(plain))
    unchanged = get(source, "/feed.rss", Accept_Encoding=accept, If_None_Match=encoded.header("ETag"))
    assert (unchanged.status, unchanged.header("ETag")) == (304, encoded.header("ETag"))


def test_gzip_unpacks_to_the_plain_document(source):
    encoded = get(source, "/feed.rss", Accept_Encoding="gzip")
    assert gzip.decompress(body(encoded)) == body(get(source, "/feed.rss"))


def test_a_client_with_another_coding_that_it_accepts_is_answered_by_304(source):
    plain = get(source, "/feed.rss").header("ETag")
    response = get(source, "/feed.rss", Accept_Encoding="gzip", If_None_Match=plain)
    assert (response.status, response.header("ETag")) == (304, plain)
    refused = get(source, "/feed.rss", Accept_Encoding="gzip, identity;q=0", If_None_Match=plain)
    assert refused.status == 200


def test_a_tiny_document_is_not_compressed_unless_nothing_else_is_accepted(source):
    response = get(source, "/robots.txt", Accept_Encoding="gzip")
    assert response.header("Content-Encoding") is None
    assert response.header("ETag") == get(source, "/robots.txt").header("ETag")
    assert get(source, "/robots.txt", Accept_Encoding="gzip, identity;q=0").header("Content-Encoding") == "gzip"


def test_without_any_acceptable_coding_there_is_no_response(source):
    response = get(source, "/feed", Accept_Encoding="identity;q=0, *;q=0")
    assert (response.status, response.header("Vary")) == (406, "Accept-Encoding")


# --- negotiation problems -----------------------------------------------------------------------------------------------


def test_406_lists_what_is_available(source):
    response = get(source, "/stories/1", Accept="image/png")
    assert (response.status, response.header("Vary")) == (406, "Accept")
    available = {item["type"]: item["url"] for item in json.loads(body(response))["available"]}
    assert available["application/rss+xml"] == f"{BASE}stories/1.rss"


def test_too_long_headers_are_refused(source):
    assert get(source, "/feed", Accept="a/b," * 4000).status == 431
    assert get(source, "/feed", Accept_Encoding="a," * 8000).status == 431


# --- paging -----------------------------------------------------------------------------------------------------------


def test_pages_are_linked_in_the_document_and_in_the_headers():
    source = MemorySource([story(number) for number in range(5, 0, -1)], size=2)
    address, seen = "/feed.atom", []
    while address:
        response = get(source, address)
        feed = newsfeed.loads(body(response), "atom")
        seen += [item.headline for item in feed.stories]
        assert feed.paging.first == f"{BASE}feed.atom"
        assert f'<{BASE}feed.atom>; rel="first"' in [value for name, value in response.headers if name == "Link"]
        address = feed.paging.next and feed.paging.next.replace(BASE, "/")
        if address:
            assert f'<{BASE}{address[1:]}>; rel="next"' in [value for name, value in response.headers if name == "Link"]
    assert seen == [f"Story {number}" for number in range(5, 0, -1)]


def test_all_pages_and_formats_have_the_identifier_of_the_feed():
    source = MemorySource([story(number) for number in range(5, 0, -1)], size=2)
    feeds = [newsfeed.loads(body(get(source, path)), "atom") for path in ("/feed.atom", "/feed.atom?page=2")]
    assert [feed.id or feed.feed_url for feed in feeds] == [FEED.feed_url] * 2


@pytest.mark.parametrize("query", ["page=99", "page=", "page=%0d%0aX", "page=<x>", "page=a&page=b" + "c" * 600])
def test_a_page_that_is_not_there_is_404(query):
    source = MemorySource([story(1)])
    source.page = lambda cursor, _as_of: None if cursor else Page(feed=FEED, modified=CHANGED)
    assert get(source, f"/feed?{query}").status == 404


# --- headers ----------------------------------------------------------------------------------------------------------


def test_hubs_the_feed_itself_and_the_license_are_linked():
    feed = FEED.replace(hubs=[Hub(url="https://hub.example.com/")], usage=Usage(ai_train=False))
    links = [value for name, value in get(MemorySource([story(1)], feed), "/feed.rss").headers if name == "Link"]
    assert '<https://hub.example.com/>; rel="hub"' in links
    assert f'<{BASE}feed.rss>; rel="self"' in links
    assert f'<{BASE}license.xml>; rel="license"; type="application/rsl+xml"' in links


def test_a_story_links_its_page_its_list_and_its_canonical_address(source):
    links = [value for name, value in get(source, "/stories/1.rss").headers if name == "Link"]
    assert links == [
        f'<{BASE}stories/1.rss>; rel="self"',
        f'<{BASE}>; rel="collection"',
        '<https://news.example.com/1>; rel="canonical"',
        f'<{BASE}stories/1>; rel="alternate"; type="text/html"',
    ]
    without_pages = get(source, "/stories/1.rss", settings(formats=("rss",)))
    assert not any("text/html" in value for name, value in without_pages.headers if name == "Link")


def test_a_page_has_a_policy_without_scripts(source):
    response = get(source, "/stories/1")
    assert response.header("X-Content-Type-Options") == "nosniff"
    policy = response.header("Content-Security-Policy")
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize(
    "host", ["", "evil.example.com\r\nX: y", "a b", "user@host", "host:port", "<script>", "[::1", "a/b", "host:123456"]
)
def test_a_host_that_is_none_is_refused(source, host):
    for base in (request_base("https", host, ""), f"https://{host}/" if "/" not in host else ""):
        response = respond(source, Request(path="/feed", base=base), settings())
        assert response.status == 400
        assert host.encode() not in body(response) or not host


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "news.example.com", "xn--bcher-kva.example"]
)
def test_the_host_of_the_request_is_the_base_without_settings(source, host):
    response = respond(source, Request(path="/feed.rss", base=f"http://{host}/"), settings())
    assert response.header("Content-Location") == f"http://{host}/feed.rss"
    assert f"http://{host}/feed.rss".encode() in body(response)


def test_a_hostile_host_does_not_matter_with_a_base(source):
    response = respond(source, Request(path="/feed", base="https://a\r\nb/"), settings(base=BASE))
    assert response.status == 200


@pytest.mark.parametrize(
    "path", ["/stories/a\r\nSet-Cookie: x", "/stories/\x00", "/stories/..", "/\ud800", "/feed\n", "*"]
)
def test_hostile_paths_are_not_found(source, path):
    assert get(source, path).status == 404


def test_hostile_values_of_a_feed_cannot_break_a_header(source):
    source.feed = FEED.replace(title="A\u2028B <script>", url="https://news.example.com/ü?a=b;c,d")
    for path in ("/feed.rss", "/", "/stories/1", "/feed.md"):
        response = get(source, path)
        assert response.status == 200
        assert all(value.isascii() and value.isprintable() for _, value in response.headers)


# --- failures ---------------------------------------------------------------------------------------------------------


def test_a_story_that_cannot_be_loaded_is_logged_and_gives_500_without_internals(source, caplog):
    def fail() -> None:
        raise RuntimeError("password=hunter2 at /srv/db.py")

    broken = Page(feed=FEED, entries=(Entry(slug="x", digest="1", modified=CHANGED, load=fail),), modified=CHANGED)
    source.page = lambda _cursor, _as_of: broken
    with caplog.at_level(logging.ERROR, "newsfeed.http"):
        response = get(source, "/feed.rss")
    assert response.status == 500
    assert b"hunter2" not in body(response)
    assert response.header("Content-Type") == "application/problem+json"
    assert "hunter2" in caplog.text


def test_a_source_that_fails_is_logged_and_gives_500(source, caplog):
    def fail(_cursor: object, _as_of: object) -> None:
        raise OSError("disk on fire")

    source.page = fail
    assert get(source, "/feed").status == 500
    assert "disk on fire" in caplog.text


def test_a_feed_that_a_format_cannot_have_is_500_and_the_others_are_served(caplog):
    source = MemorySource([story(1, published=None)], FEED.replace(updated=None))
    assert get(source, "/feed.rss").status == 200
    assert get(source, "/feed.atom").status == 500
    assert "updated" in caplog.text


# --- the cache --------------------------------------------------------------------------------------------------------


def test_a_cached_response_is_made_once_for_each_coding(source):
    chosen = settings(cache=ResponseCache())
    first = get(source, "/feed", chosen, Accept_Encoding="gzip")
    assert source.loads == 3
    again = get(source, "/feed", chosen, Accept_Encoding="gzip")
    assert (source.loads, again.headers, body(again)) == (3, first.headers, body(first))
    get(source, "/feed", chosen)
    assert source.loads == 6
    source.versions["1"] = 2
    get(source, "/feed", chosen)
    assert source.loads == 9


def test_xml_and_its_alias_share_neither_a_tag_nor_a_cached_type(source):
    chosen = settings(cache=ResponseCache())
    tag = get(source, "/feed", chosen, Accept="application/xml").header("ETag")
    assert get(source, "/feed", chosen, Accept="application/rss+xml").header("ETag") != tag
    assert get(source, "/feed", chosen, Accept="application/rss+xml").header("Content-Type") == "application/rss+xml"


def test_responses_from_one_cached_content_differ_where_the_requests_do(source):
    cache = ResponseCache()
    chosen, other = settings(cache=cache), settings(cache=cache, max_age=5)
    direct, negotiated = get(source, "/feed.rss", chosen), get(source, "/feed", chosen)
    assert source.loads == 3
    assert (direct.header("Vary"), negotiated.header("Vary")) == ("Accept-Encoding", "Accept, Accept-Encoding")
    assert get(source, "/feed.rss", other).header("Cache-Control") == "public, max-age=5"
    assert body(ask(source, "HEAD", "/feed.rss", chosen)) == b""
    assert body(get(source, "/feed.rss", chosen)) == body(direct) != b""
    source.modified += timedelta(minutes=1)
    assert get(source, "/feed.rss", chosen).header("Last-Modified") == "Tue, 10 Nov 2026 09:31:16 GMT"
    for number in range(20):
        source.modified += timedelta(minutes=number)
        get(source, "/feed.rss", chosen)
    assert source.loads == 3


def test_settings_refuse_wrong_values():
    for wrong in (
        {"base": "news.example.com"},
        {"base": "https://a.example/x"},
        {"max_age": -1},
        {"formats": ("rsl",)},
    ):
        with pytest.raises(newsfeed.ArgumentError):
            Settings(**wrong)
    with pytest.raises(newsfeed.UnknownFormatError):
        Settings(formats=("gopher",))
    assert attrs.fields(Settings).max_age.default == 60
