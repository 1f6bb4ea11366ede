"""Documents that are checked against a profile: the place of each finding, and facts that the model does not have."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

import newsfeed
from newsfeed import Finding, Severity
from newsfeed.explain.explanations import _PRESENT as PRESENT
from newsfeed.plugins import registry
from profile_cases import VALID, feed, story

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom">
<id>tag:news.example.com,2026:feed</id><title>A</title><updated>2026-08-31T08:00:00Z</updated>
<entry><id>tag:news.example.com,2026:1</id><title>The lock opens to night traffic</title>
<link href="https://news.example.com/1"/><published>2026-08-31T08:00:00Z</published><updated>2026-08-31T08:00:00Z</updated>
<author><name>Ines Okafor</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><dl><dt>A</dt><dd>B</dd></dl></div></content>
</entry></feed>
"""


def of_profile(data: bytes | str, format_name: str, name: str) -> Iterator[Finding]:
    report = newsfeed.validate(data, format_name, profile=name, as_of=PRESENT)
    return (finding for finding in report if finding.code.startswith("profile."))


def test_a_finding_has_the_place_of_the_element() -> None:
    item = feed(stories=(story(1), story(2).replace(headline="Short")))
    document = newsfeed.dumps(item, "rss", profile="msn")
    (finding,) = of_profile(document, "rss", "msn")
    assert finding.path == "/rss/channel/item[2]/title"
    assert finding.line is not None
    assert document.decode().split("\n")[finding.line - 1] == "<title>Short</title>"


def test_the_elements_of_xhtml_content_are_seen() -> None:
    (finding,) = of_profile(ATOM, "atom", "msn")
    assert finding.code == "profile.html_tags"
    assert (finding.path, finding.line) == ("/feed/entry/content", 6)
    assert "<dl>, <dt>, <dd>" in finding.message


def test_a_date_without_a_zone_has_its_own_place() -> None:
    data = '{"@context": "https://schema.org", "@type": "NewsArticle", "@id": "https://news.example.com/1",\n'
    data += '"headline": "A", "datePublished": "2026-08-31T08:00:00"}'
    findings = {finding.code: finding for finding in of_profile(data, "jsonld", "google-article")}
    assert (findings["profile.date_zone"].path, findings["profile.date_zone"].line) == ("/datePublished", 2)
    assert findings["profile.date_zone"].severity is Severity.WARNING
    zone = newsfeed.validate(data, "jsonld", profile="google-article", default_zone="Europe/Berlin")
    assert "profile.date_zone" not in {finding.code for finding in zone}


def test_articles_in_a_graph_are_told_apart() -> None:
    item = feed(stories=(story(1), story(2).replace(authors=())))
    document = newsfeed.dumps(item, "jsonld")
    (finding,) = of_profile(document, "jsonld", "google-article")
    assert finding.code == "profile.author_required"
    assert finding.path.startswith("/")
    assert finding.line is not None


def test_a_news_sitemap_is_checked_with_the_place_of_each_address() -> None:
    document = newsfeed.dumps(feed(), "sitemap", version="news", as_of=PRESENT)
    assert list(of_profile(document, "sitemap", "google-news")) == []
    old = newsfeed.validate(document, "sitemap", profile="google-news", as_of=PRESENT + timedelta(days=5))
    (first, _) = (finding for finding in old if finding.code == "profile.date_within")
    assert (first.path, first.line is not None) == ("/urlset/url[1]", True)


def test_a_page_is_checked_without_lines() -> None:
    page = "<!DOCTYPE html><html lang=en><head><title>A</title>" + newsfeed.to_script(story().replace(authors=()))
    page += "</head><body><article><h1>A</h1><p>Boats may pass at night.</p></article></body></html>"
    codes = {finding.code for finding in of_profile(page, "html", "google-article")}
    assert "profile.author_required" in codes


def test_a_document_that_cannot_be_read_has_only_the_findings_of_its_format() -> None:
    assert list(of_profile(b"<rss version='2.0'><channel>", "rss", "msn")) == []
    assert not newsfeed.validate(b"<rss version='2.0'><channel>", "rss", profile="msn").valid


def test_a_large_file_is_reported_at_its_beginning() -> None:
    document = newsfeed.dumps(feed(), "rss", profile="smartnews") + b"<!--" + b"x" * 1_000_000 + b"-->"
    (finding,) = of_profile(document, "rss", "smartnews")
    assert (finding.code, finding.path, finding.line) == ("profile.file_size", "/", 1)


HOSTILE = (
    b"",
    b"{",
    b"[]",
    b'{"items": 5, "stories": {}}',
    b'{"@type": ["NewsArticle", 5], "@graph": [[[{"@type": 5}]]]}',
    b"<rss version='2.0'><channel/><channel><item><item/></item></channel></rss>",
    b"<a:rss><a:item b:c='1'/></a:rss>",
    b"<rss version='2.0' xmlns:mi=''><channel><item><mi:encoded/></item></channel></rss>",
    b"<?xml version='1.0' encoding='\xff'?><rss version='2.0'/>",
    b"\xff\xfe<\x00r\x00s\x00s\x00/\x00>\x00",
    b"<feed xmlns='http://www.w3.org/2005/Atom'><entry/><entry><content type='xhtml'/></entry></feed>",
    b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss version='2.0'><channel><item><title>&a;</title></item></channel></rss>",
)


@pytest.mark.parametrize("data", HOSTILE)
@pytest.mark.parametrize("name", VALID)
def test_nothing_crashes(name: str, data: bytes) -> None:
    (profile,) = (profile for profile in newsfeed.profiles() if profile.name == name)
    for format_name in set(profile.formats) & {candidate.name for candidate in registry}:
        assert newsfeed.validate(data, format_name, profile=name, as_of=PRESENT) is not None


def test_a_plain_sitemap_is_not_for_google_news() -> None:
    story = newsfeed.Story(id="https://news.example.com/1", url="https://news.example.com/1", headline="Gates")
    feed = newsfeed.Feed(url="https://news.example.com/", stories=(story,))
    plain = newsfeed.dumps(feed, "sitemap")
    assert [finding.code for finding in newsfeed.validate(plain, profile="google-news")] == []
    news = plain.replace(b"<urlset ", b'<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" ')
    codes = [finding.code for finding in newsfeed.validate(news, profile="google-news")]
    assert "profile.date_required" in codes
