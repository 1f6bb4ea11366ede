"""The reader of sitemaps: every element of pages, news, pictures, videos and translations, indexes, and plain text."""

import gzip
import io
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest

import newsfeed
from newsfeed import Access, Category, Extension, Link, Media, Organization, ReadError, Story, Translation
from newsfeed.findings import Report
from newsfeed.formats.sitemap import FORMAT
from newsfeed.formats.sitemap.vocabulary import IMAGE, NEWS, SITEMAP, VIDEO

ROOT = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
    ' xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">'
)
URL = "https://news.example.com/tide"


def document(*pages: str) -> bytes:
    return (ROOT + "".join(f"<url>{page}</url>" for page in pages) + "</urlset>").encode()


def page(body: str = "") -> bytes:
    return document(f"<loc>{URL}</loc>{body}")


def read(data: bytes, **options: object) -> tuple[Story, list[str]]:
    report = Report()
    story = newsfeed.loads_story(data, report=report, **options)  # type: ignore[arg-type]
    return story, [finding.code for finding in report]


def test_a_page_is_a_story() -> None:
    body = "<lastmod>2026-05-17T09:30:00.5+01:00</lastmod><changefreq>daily</changefreq><priority>0.8</priority>"
    story, codes = read(page(body))
    hints = [("changefreq", "daily"), ("priority", "0.8")]
    assert story == Story(
        id=URL,
        url=URL,
        updated=datetime(2026, 5, 17, 9, 30, 0, 500_000, tzinfo=timezone(timedelta(hours=1))),
        extensions=[Extension(name=f"{{{SITEMAP}}}{name}", content=(text,)) for name, text in hints],
    )
    assert codes == []


@pytest.mark.parametrize(
    ("text", "zone", "expected", "codes"),
    [
        ("2026-05-17", None, datetime(2026, 5, 17, tzinfo=UTC), []),
        ("2026-05-17", "+02:00", datetime(2026, 5, 16, 22, tzinfo=UTC), []),
        ("2026-05-17T09:30", None, datetime(2026, 5, 17, 9, 30, tzinfo=UTC), ["read.date.zone_missing"]),
        ("2026-05-17T09:30Z", None, datetime(2026, 5, 17, 9, 30, tzinfo=UTC), []),
        ("next week", None, None, ["read.date.unreadable"]),
        ("", None, None, []),
    ],
)
def test_dates(text: str, zone: str | None, expected: datetime | None, codes: list[str]) -> None:
    story, found = read(page(f"<lastmod>{text}</lastmod>"), default_zone=zone)
    assert (story.updated, found) == (expected, codes)


def test_news() -> None:
    body = (
        "<news:news><news:publication><news:name>The Harbour Desk</news:name><news:language>zh-tw</news:language>"
        "</news:publication><news:access>Subscription</news:access><news:genres>Blog, OpEd</news:genres>"
        "<news:publication_date>2026-05-17</news:publication_date><news:title>Tide &amp; time</news:title>"
        "<news:keywords>harbour, tide , harbour,</news:keywords><news:stock_tickers>XTST:TIDE</news:stock_tickers>"
        "<news:geo_locations>Port Ellery</news:geo_locations></news:news>"
    )
    story, codes = read(page(body))
    assert story == Story(
        id=URL,
        url=URL,
        headline="Tide & time",
        published=datetime(2026, 5, 17, tzinfo=UTC),
        language="zh-TW",
        publisher=Organization(name="The Harbour Desk"),
        keywords=("harbour", "tide"),
        genre=(Category(term="Blog"), Category(term="OpEd")),
        access=Access(fee="paid"),
        extensions=(
            Extension(name=f"{{{NEWS}}}stock_tickers", content=("XTST:TIDE",)),
            Extension(name=f"{{{NEWS}}}geo_locations", content=("Port Ellery",)),
        ),
    )
    assert codes == []


def test_access_by_registration_is_an_extension() -> None:
    story, _ = read(page("<news:news><news:access>Registration</news:access></news:news>"))
    assert story.access is None
    assert story.extensions == (Extension(name=f"{{{NEWS}}}access", content=("Registration",)),)


def test_pictures() -> None:
    body = (
        "<image:image><image:loc>https://cdn.example.org/a.jpg</image:loc></image:image>"
        "<image:image><image:title>Gate</image:title><image:loc>/b.jpg</image:loc><image:caption>Closed</image:caption>"
        "<image:license>https://example.org/license</image:license><image:geo_location>Port</image:geo_location>"
        "</image:image><image:image/>"
    )
    story, codes = read(page(body), base="https://news.example.com/")
    assert story.media == (
        Media(url="https://cdn.example.org/a.jpg", medium="image"),
        Media(
            url="https://news.example.com/b.jpg",
            medium="image",
            title="Gate",
            caption="Closed",
            extensions=(
                Extension(name=f"{{{IMAGE}}}license", content=("https://example.org/license",)),
                Extension(name=f"{{{IMAGE}}}geo_location", content=("Port",)),
            ),
        ),
    )
    assert codes == ["read.object.incomplete"]


def test_videos() -> None:
    body = (
        "<video:video><video:thumbnail_loc>https://e.example/t.jpg</video:thumbnail_loc><video:title>Film</video:title>"
        "<video:description>Words</video:description><video:content_loc>https://e.example/f.mp4</video:content_loc>"
        '<video:duration>95</video:duration><video:player_loc allow_embed="yes">https://e.example/p</video:player_loc>'
        "<video:publication_date>2026-05-17T09:30:00Z</video:publication_date><video:tag>a</video:tag></video:video>"
        "<video:video><video:player_loc>https://e.example/p2</video:player_loc></video:video>"
    )
    (film, player), codes = read(page(body))[0].media, read(page(body))[1]
    assert film.replace(extensions=()) == Media(
        url="https://e.example/f.mp4",
        medium="video",
        title="Film",
        caption="Words",
        duration=95,
        thumbnail="https://e.example/t.jpg",
        uploaded=datetime(2026, 5, 17, 9, 30, tzinfo=UTC),
    )
    assert film.extensions == (
        Extension(name=f"{{{VIDEO}}}player_loc", attributes={"allow_embed": "yes"}, content=("https://e.example/p",)),
        Extension(name=f"{{{VIDEO}}}tag", content=("a",)),
    )
    assert (player.url, player.medium) == ("https://e.example/p2", "video")
    assert codes == []


def test_translations() -> None:
    link = '<xhtml:link rel="{}" hreflang="{}" href="{}"/>'
    german, own, default = "https://news.example.com/de/tide", URL, "https://news.example.com/"
    body = "".join(
        (
            link.format("alternate", "x-default", default),
            link.format("alternate", "de-ch", german),
            link.format("alternate", "en", own),
            f'<xhtml:link rel="amphtml" href="{URL}/amp"/>',
        )
    )
    story, codes = read(page(body))
    assert story.language == "en"
    assert story.translations == (
        Translation(url=default, language="x-default"),
        Translation(url=german, language="de-CH"),
    )
    assert story.links == (Link(url=f"{URL}/amp", rel="amphtml"),)
    assert codes == []


def test_nothing_is_lost_silently() -> None:
    body = (
        '<loc>https://news.example.com/other</loc><lastmod lang="x">2026-05-17</lastmod><title>Words</title>'
        '<news:news><news:byline>Ada</news:byline></news:news><news:news/><xhtml:link rel="alternate"/>'
        '<map:place xmlns:map="https://maps.example.com/ns" kind="port">Ellery</map:place>'
    )
    data = page(body).replace(b"<urlset ", b'<urlset version="1" ')
    story, codes = read(data)
    assert sorted(codes) == sorted(
        [
            "read.attribute.dropped", "read.value.repeated", "read.attribute.dropped", "read.element.dropped",
            "read.element.dropped", "read.value.repeated", "read.element.dropped",
        ]
    )  # fmt: skip
    assert story.extensions == (
        Extension(name="{https://maps.example.com/ns}place", attributes={"kind": "port"}, content=("Ellery",)),
    )


def test_a_page_without_an_address_is_left_out() -> None:
    report = Report()
    feed = newsfeed.loads(document("<lastmod>2026-05-17</lastmod>", f"<loc>{URL}</loc>"), report=report)
    assert [story.url for story in feed.stories] == [URL]
    assert [(finding.code, finding.path) for finding in report] == [("read.item.broken", "/urlset/url[1]")]


@pytest.mark.parametrize(
    "namespace",
    [
        ' xmlns="http://www.google.com/schemas/sitemap/0.84"',
        ' xmlns="https://www.sitemaps.org/schemas/sitemap/0.9"',
        ' xmlns="urn:example:own"',
        "",
    ],
)
def test_older_and_wrong_namespaces_are_read(namespace: str) -> None:
    data = f"<urlset{namespace}><url><loc>{URL}</loc><lastmod>2026-05-17</lastmod></url></urlset>".encode()
    assert newsfeed.detect(data) == "sitemap"
    story, codes = read(data)
    assert (story.url, story.updated, codes) == (URL, datetime(2026, 5, 17, tzinfo=UTC), [])


def test_a_damaged_sitemap_is_repaired() -> None:
    story, codes = read(page("<priority>0.5</priority>").replace(b"/tide", b"/tide?a=1&b=2"))
    assert story.url == f"{URL}?a=1&b=2"
    assert codes == ["read.document.mended"]


def test_an_index_names_its_parts() -> None:
    data = (
        b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>'
        b"<loc>https://news.example.com/sitemap-1.xml</loc><lastmod>2026-05-17</lastmod></sitemap>"
        b"<sitemap><loc>https://news.example.com/sitemap-2.xml</loc><owner>Ada</owner></sitemap><sitemap/></sitemapindex>"
    )
    report = Report()
    feed = newsfeed.loads(data, report=report)
    changed = Extension(name=f"{{{SITEMAP}}}lastmod", content=("2026-05-17",))
    assert feed.links == (
        Link(url="https://news.example.com/sitemap-1.xml", rel="sitemap", extensions=(changed,)),
        Link(url="https://news.example.com/sitemap-2.xml", rel="sitemap"),
    )
    assert feed.stories == ()
    assert [finding.code for finding in report] == ["read.element.dropped", "read.item.broken"]
    assert list(newsfeed.iter_stories(io.BytesIO(data))) == []


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"\n"])
def test_a_list_of_addresses_is_read(start: bytes) -> None:
    data = start + b"https://news.example.com/a\r\nhttps://news.example.com/b\n\n"
    assert newsfeed.detect(data) == "sitemap"
    assert [story.url for story in newsfeed.loads(data).stories] == [
        "https://news.example.com/a",
        "https://news.example.com/b",
    ]
    assert [story.url for story in newsfeed.iter_stories(io.BytesIO(data))] == [
        "https://news.example.com/a",
        "https://news.example.com/b",
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"https://news.example.com/a is a page\nwith words",
        b"A page\nhttps://news.example.com/a\n",
        b"https://news.example.com/a\nwords",
        b"https://news.example.com/a",
        b"http is a protocol\n",
    ],
)
def test_other_texts_are_no_list_of_addresses(data: bytes) -> None:
    assert not FORMAT.looks_like(data)


@pytest.mark.parametrize("data", [b"<map/>", b"<rss/>", b"words", b"<urlset><url>", b" "])
def test_what_is_no_sitemap_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError):
        newsfeed.loads(data, "sitemap")
    with pytest.raises(ReadError):
        list(newsfeed.iter_stories(io.BytesIO(data), "sitemap"))


def test_gzip_is_read() -> None:
    assert read(gzip.compress(page()))[0].url == URL


def test_many_pages_stream_as_they_load() -> None:
    data = document(*(f"<loc>{URL}/{number}</loc><lastmod>x</lastmod>" for number in range(3_000)))
    whole, stream = Report(), Report()
    stories = newsfeed.loads(data, report=whole).stories
    assert tuple(newsfeed.iter_stories(io.BytesIO(data), report=stream)) == stories
    assert list(map(str, whole)) == list(map(str, stream))
    assert len(stories) == 3_000


@pytest.mark.parametrize("recover", [False, True])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b""),
        (b"<priority>", b"<priorities>"),
        (b"sitemap-image/1.1", b"sitemap-image/1.1 x"),
        (b"xmlns:image", b"xmlns:pictures"),
        (b"</urlset>", b""),
        (b"/tide</loc>", b"/tide?a&b</loc>"),
        (b"<urlset", b"Warning: line 3\n<urlset"),
    ],
)
def test_damaged_documents_stream_as_they_load(before: bytes, after: bytes, recover: bool) -> None:
    image = "<image:image><image:loc>https://news.example.com/a.jpg</image:loc></image:image>"
    data = page(f"<priority>0.5</priority>{image}").replace(before, after)
    outcomes = []
    for stream in (False, True):
        report = Report()
        try:
            if stream:
                stories = list(newsfeed.iter_stories(io.BytesIO(data), "sitemap", recover=recover, report=report))
            else:
                stories = list(newsfeed.loads(data, "sitemap", recover=recover, report=report).stories)
        except ReadError as error:
            outcomes.append([str(error)])
        else:
            outcomes.append([*map(repr, stories), *sorted(map(str, report))])
    assert outcomes[0] == outcomes[1]


GROWTH = """
import resource
import newsfeed

PAGE = (b"<url><loc>https://news.example.com/%08d</loc><lastmod>2026-05-17</lastmod><image:image><image:loc>"
        b"https://news.example.com/%08d.jpg</image:loc></image:image></url>" + b" " * 200)
COUNT = 50_000


class Stream:
    def __init__(self):
        self.parts, self.rest, self.marks = self.pieces(), b"", {}

    def pieces(self):
        yield (b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
               b' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">')
        for number in range(COUNT):
            if number in (COUNT // 10, COUNT - 1):
                self.marks[number] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            yield PAGE % (number, number)
        yield b"</urlset>"

    def read(self, size=-1):
        while len(self.rest) < size and (part := next(self.parts, None)):
            self.rest += part
        given, self.rest = self.rest[:size], self.rest[size:]
        return given


stream = Stream()
count = sum(1 for _ in newsfeed.iter_stories(stream, "sitemap"))
early, late = stream.marks.values()
print(count, late - early)
"""
"""A sitemap of 20 MB, made while it is read; ru_maxrss is in KiB here."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss has another unit elsewhere")
def test_memory_does_not_grow_with_the_sitemap() -> None:
    done = subprocess.run([sys.executable, "-c", GROWTH], capture_output=True, text=True, check=True, timeout=120)
    count, growth = map(int, done.stdout.split())
    assert count == 50_000
    assert growth < 8 * 1024
