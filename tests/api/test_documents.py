"""Documents that are passed to the public functions: their charset, and those that are no feeds."""

import io

import pytest

import newsfeed
from newsfeed import ArgumentError, ReadError, UnknownFormatError
from newsfeed.findings import Report

RUSSIAN = '<rss version="2.0"><channel><title>Т</title><item><guid>a</guid><title>Прилив</title></item></channel></rss>'
DECLARED = (
    '<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><title>T</title>'
    "<item><guid>urn:x:1</guid><title>Café</title><pubDate>Mon, 18 May 2026 09:30:00 GMT</pubDate></item></channel></rss>"
)
PAGE = """<!DOCTYPE html><html><head><title>Harbour Post</title>
<link rel="alternate" type="application/rss+xml" href="/feed?a=1&amp;b=2"><link rel=stylesheet href=/style.css>
<link href='https://post.example.com/atom' type='application/atom+xml' rel='home alternate'></head>
<body>News<br></body></html>"""


def headline(feed: newsfeed.Feed) -> str:
    return feed.stories[0].headline


# --- the charset -----------------------------------------------------------------------------------------------------------


def test_a_str_has_no_encoding_whatever_it_declares() -> None:
    for options in ({}, {"encoding": "koi8-r"}):
        assert headline(newsfeed.loads(DECLARED, **options)) == "Café"
    assert "Café" in newsfeed.convert(DECLARED, to="jsonfeed").decode()
    assert newsfeed.loads_story(DECLARED).headline == "Café"
    assert not [finding for finding in newsfeed.validate(DECLARED) if "Ã" in finding.message]
    page = (
        '<html><head><meta charset="koi8-r"><script type="application/ld+json">'
        '{"@type":"NewsArticle","@id":"urn:x:1","headline":"Café"}</script></head></html>'
    )
    assert headline(newsfeed.loads(page, "jsonld")) == "Café"


@pytest.mark.parametrize("name", [None, "rss"])
def test_the_transport_wins_over_the_declaration(name: str | None) -> None:
    data = ('<?xml version="1.0" encoding="utf-8"?>' + RUSSIAN).encode("koi8-r")
    report = Report()
    assert headline(newsfeed.loads(data, name, encoding="koi8-r", report=report)) == "Прилив"
    assert headline(newsfeed.load(io.BytesIO(data), name, encoding="KOI8-R")) == "Прилив"
    assert newsfeed.load_story(io.BytesIO(data), name, encoding="koi8-r").headline == "Прилив"
    assert [story.headline for story in newsfeed.iter_stories(io.BytesIO(data), name, encoding="koi8-r")] == ["Прилив"]
    assert "Прилив" in newsfeed.convert(data, to="jsonfeed", format=name, encoding="koi8-r").decode()
    assert "xml.encoding.mismatch" in {finding.code for finding in newsfeed.validate(data, name)}
    assert "xml.encoding.mismatch" not in {finding.code for finding in newsfeed.validate(data, name, encoding="koi8-r")}
    assert not len(report)


def test_other_formats_are_decoded_by_the_transport_too() -> None:
    data = '{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"urn:x:1","title":"Прилив"}]}'
    assert headline(newsfeed.loads(data.encode("utf-16-le"), encoding="utf-16")) == "Прилив"


def test_an_unknown_charset_is_ignored_and_reported() -> None:
    report = Report()
    assert headline(newsfeed.loads(RUSSIAN.encode(), encoding="utf8mb4", report=report)) == "Прилив"
    assert [(finding.code, "unknown" in finding.message) for finding in report] == [("read.document.mended", True)]
    streamed = Report()
    assert list(newsfeed.iter_stories(io.BytesIO(RUSSIAN.encode()), encoding="utf8mb4", report=streamed))
    assert list(streamed) == list(report)
    for call in (newsfeed.loads, newsfeed.validate):
        with pytest.raises(ArgumentError, match="encoding is int"):
            call(RUSSIAN.encode(), encoding=5)  # type: ignore[arg-type]


# --- other documents -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("", "the document is empty"),
        (" \n", "the document is empty"),
        ("feed.xml", "'feed.xml' is a file name, not a document: use load()"),
        ("/srv/feeds/harbour post.rss", "is a file name"),
        ("C:\\feeds\\post.json", "is a file name"),
        ("https://post.example.com/feed", "is an address, not a document: fetch it"),
        ('{"a": 1}', "JSON, but no feed or story"),
        ("[1, 2]", "JSON, but no feed or story"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "XML, but its root element is <svg>"),
        (b"%PDF-1.7\n", "a PDF file"),
        (b"PK\x03\x04\x14", "a ZIP archive"),
        ("hello", "no format recognizes these bytes"),
    ],
)
def test_a_document_of_another_kind_is_named(document: str | bytes, reason: str) -> None:
    for read in (newsfeed.loads, newsfeed.detect, newsfeed.validate):
        with pytest.raises(UnknownFormatError) as caught:
            read(document)
        assert reason in str(caught.value)
    data = document.encode() if isinstance(document, str) else document
    with pytest.raises(UnknownFormatError):
        list(newsfeed.iter_stories(io.BytesIO(data)))
    for name in ("rss", "atom"):
        with pytest.raises(ReadError) as refused:
            newsfeed.loads(document, name)
        if "root element" not in reason and "these bytes" not in reason:
            assert reason.removeprefix("the document ").split(",")[0] in str(refused.value)


@pytest.mark.parametrize("name", [None, "rss", "atom"])
def test_an_html_page_is_named_with_the_feeds_it_links_to(name: str | None) -> None:
    with pytest.raises(ReadError) as caught:
        newsfeed.loads(PAGE, name, base="https://post.example.com/")
    assert "is an HTML page" in str(caught.value)
    assert "https://post.example.com/feed?a=1&b=2, https://post.example.com/atom" in str(caught.value)
    assert "style.css" not in str(caught.value)
