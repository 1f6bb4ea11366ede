"""Sitemaps of any size: how a feed is split, named, indexed and compressed."""

import gzip
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree

import newsfeed
from examples import full_feed
from newsfeed import ArgumentError, Feed, Organization, Story, WriteError
from newsfeed.sitemaps import LIMITS, SitemapFile, SitemapLimits, sitemap_files

BASE = "https://news.example.com/maps/"
NOW = datetime(2026, 5, 17, 12, tzinfo=UTC)
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SCHEMAS = Path(__file__).resolve().parents[1] / "formats" / "sitemap_schema"


def story(number: int, **changes: object) -> Story:
    values: dict[str, object] = {
        "id": str(number),
        "url": f"https://news.example.com/{number}",
        "headline": f"Tide {number}",
        "published": NOW - timedelta(minutes=number),
    }
    return Story(**(values | changes))  # type: ignore[arg-type]


def feed(count: int, **changes: object) -> Feed:
    values: dict[str, object] = {
        "language": "en",
        "publisher": Organization(name="The Harbour Desk"),
        "stories": [story(number) for number in range(count)],
    }
    return Feed(**(values | changes))  # type: ignore[arg-type]


def locations(data: bytes) -> list[str]:
    return [element.text or "" for element in ET.fromstring(data).iter(f"{NAMESPACE}loc")]


def names(files: Iterator[SitemapFile]) -> list[str]:
    return [file.name for file in files]


def test_one_file_is_what_dumps_writes() -> None:
    for given in (full_feed(), feed(3), Feed()):
        (file,) = sitemap_files(given, base=BASE)
        assert file == SitemapFile("sitemap.xml", newsfeed.dumps(given, "sitemap"))
    (file,) = sitemap_files(feed(3), base=BASE, version="news", as_of=NOW, name="news")
    assert file == SitemapFile("news.xml", newsfeed.dumps(feed(3), "sitemap", version="news", as_of=NOW))


def test_a_large_feed_is_split_and_indexed() -> None:
    limits = SitemapLimits(urls=4)
    files = list(sitemap_files(feed(10), base=BASE, limits=limits))
    assert [file.name for file in files] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    *parts, index = files
    pages = [locations(part.data) for part in parts]
    assert list(map(len, pages)) == [4, 4, 2]
    assert [url for page in pages for url in page] == [f"https://news.example.com/{number}" for number in range(10)]
    assert locations(index.data) == [f"{BASE}sitemap-{number}.xml" for number in (1, 2, 3)]
    for file in files:
        assert newsfeed.validate(file.data, "sitemap", base=BASE).findings == ()
    changed = [element.text for element in ET.fromstring(index.data).iter(f"{NAMESPACE}lastmod")]
    assert changed == ["2026-05-17T12:00:00Z", "2026-05-17T11:56:00Z", "2026-05-17T11:52:00Z"]


def test_the_index_keeps_the_constraints_of_the_official_schema() -> None:
    *_, index = sitemap_files(feed(3), base=BASE, limits=SitemapLimits(urls=1))
    assert etree.XMLSchema(etree.parse(str(SCHEMAS / "index.xsd"))).validate(etree.fromstring(index.data))
    assert [link.url for link in newsfeed.loads(index.data).links] == locations(index.data)


def test_files_are_split_by_size() -> None:
    size = len(newsfeed.dumps(feed(2), "sitemap"))
    files = list(sitemap_files(feed(5), base=BASE, limits=SitemapLimits(bytes=size)))
    assert [len(locations(file.data)) for file in files[:-1]] == [2, 2, 1]
    assert all(len(file.data) <= size for file in files[:-1])
    with pytest.raises(WriteError, match="alone"):
        list(sitemap_files(feed(1), base=BASE, limits=SitemapLimits(bytes=300)))


def test_a_news_sitemap_is_split_at_a_thousand() -> None:
    files = list(sitemap_files(feed(1_001), base=BASE, version="news", as_of=NOW))
    assert [file.data.count(b"<news:news>") for file in files] == [1_000, 1, 0]
    assert names(sitemap_files(feed(1_000), base=BASE, version="news", as_of=NOW)) == ["sitemap.xml"]


@pytest.mark.slow
def test_a_plain_sitemap_is_split_at_fifty_thousand() -> None:
    files = list(sitemap_files(feed(100_001), base=BASE, compress=True))
    assert [file.name for file in files] == [
        "sitemap-1.xml.gz",
        "sitemap-2.xml.gz",
        "sitemap-3.xml.gz",
        "sitemap.xml.gz",
    ]
    assert [gzip.decompress(file.data).count(b"<url>") for file in files] == [50_000, 50_000, 1, 0]


def test_an_index_has_a_limit() -> None:
    assert SitemapLimits(urls=50_000, news=1_000, bytes=52_428_800, sitemaps=50_000) == LIMITS
    assert len(list(sitemap_files(feed(3), base=BASE, limits=SitemapLimits(urls=1, sitemaps=3)))) == 4
    with pytest.raises(WriteError, match="over 2 files"):
        list(sitemap_files(feed(3), base=BASE, limits=SitemapLimits(urls=1, sitemaps=2)))


def test_compressed_files_are_always_the_same() -> None:
    first, second = (list(sitemap_files(feed(5), base=BASE, compress=True, limits=SitemapLimits(urls=2))) for _ in "ab")
    assert first == second
    plain = list(sitemap_files(feed(5), base=BASE, limits=SitemapLimits(urls=2)))
    assert [gzip.decompress(file.data) for file in first[:-1]] == [file.data for file in plain[:-1]]
    assert locations(gzip.decompress(first[-1].data))[0] == f"{BASE}sitemap-1.xml.gz"
    assert [file.data[4:10] for file in first] == [b"\0\0\0\0\x02\xff"] * 4


@pytest.mark.parametrize("base", ["https://news.example.com/maps", "https://news.example.com/maps/"])
def test_the_base_is_a_folder(base: str) -> None:
    *_, index = sitemap_files(feed(2), base=base, limits=SitemapLimits(urls=1), name="news map")
    assert locations(index.data)[0] == "https://news.example.com/maps/news%20map-1.xml"


def test_stories_that_a_sitemap_cannot_have_are_left_out() -> None:
    given = feed(
        0, stories=[story(1), story(2, url=None), story(3, status="withheld"), story(4, embargo=NOW), story(5)]
    )
    (file,) = sitemap_files(given, base=BASE)
    assert locations(file.data) == ["https://news.example.com/1", "https://news.example.com/5"]


def test_a_news_sitemap_needs_the_present() -> None:
    with pytest.raises(WriteError, match="pass as_of"):
        list(sitemap_files(feed(1), base=BASE, version="news"))


@pytest.mark.parametrize(
    "options",
    [
        {"base": "/maps/"}, {"base": None}, {"name": ""}, {"name": "a/b"}, {"version": "images"}, {"as_of": "now"},
        {"as_of": NOW.replace(tzinfo=None)}, {"size": 3},
    ],
)  # fmt: skip
def test_wrong_arguments_fail_at_once(options: dict[str, object]) -> None:
    with pytest.raises(ArgumentError):
        sitemap_files(feed(1), **({"base": BASE} | options))  # type: ignore[arg-type]
    with pytest.raises(ArgumentError):
        sitemap_files(story(1), base=BASE)  # type: ignore[arg-type]
