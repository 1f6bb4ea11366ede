"""The load test itself: that it notices torn, older and mixed answers, and reads the output of wrk."""

import http.client

import pytest

import newsfeed
from benchmarks.load.readers import Readers
from benchmarks.load.servers import parse
from benchmarks.load.stories import LABELS, keep_changing, story_of, versions_in, write_folder

ADDRESS = "http://127.0.0.1:1/feed.rss"


def rss(*versions: int) -> bytes:
    stories = [story_of(number, version) for number, version in enumerate(versions)]
    return newsfeed.dumps(newsfeed.Feed(title="Load", url="https://news.example.com/", stories=stories), "rss")


@pytest.fixture
def readers() -> Readers:
    return Readers(ADDRESS, 3)


def test_each_item_names_its_version_in_several_parts():
    document = rss(1, 22, 333)
    assert list(versions_in(document)) == [(0, {1}), (1, {22}), (2, {333})]
    assert document.count(b"story 1, version 22") >= LABELS


def test_sound_answers_are_no_faults(readers):
    versions: dict[int, int] = {}
    readers._note(200, '"1"', rss(1, 1, 1), versions)
    readers._note(304, '"1"', b"", versions)
    readers._note(200, '"2"', rss(1, 2, 1), versions)
    assert (readers.seen.reads, readers.seen.unchanged, readers.seen.faults) == (3, 1, 0)
    assert readers.seen.newest == {0: 1, 1: 2, 2: 1}


def test_a_torn_item_a_missing_item_and_a_cut_document_are_noticed(readers):
    document = rss(1, 1, 1)
    readers._note(200, '"1"', document.replace(b"story 1, version 1", b"story 1, version 2", 1), {})
    assert readers.seen.torn == 1
    readers._note(200, '"2"', rss(1, 1), {})
    assert readers.seen.torn == 2
    readers._note(200, '"3"', document[:-10], {})
    assert readers.seen.torn == 3


def test_an_older_version_a_shared_tag_and_another_status_are_noticed(readers):
    versions: dict[int, int] = {}
    readers._note(200, '"1"', rss(1, 2, 1), versions)
    readers._note(200, '"1"', rss(1, 1, 1), versions)
    readers._note(http.client.INTERNAL_SERVER_ERROR, "", b"", versions)
    assert (readers.seen.older, readers.seen.mixed, readers.seen.errors) == (1, 1, ["status 500"])
    assert readers.seen.faults == 3


def test_the_writer_raises_versions_by_one(tmp_path):
    write_folder(tmp_path, 2)
    keep_changing(tmp_path, 2, 0.2, 0.001)
    stories = [newsfeed.load_story(path) for path in sorted(tmp_path.iterdir())]
    assert len(stories) == 2
    assert any("version 1)" not in story.headline for story in stories)


def test_the_peer_makes_a_feed_with_the_same_values():
    pytest.importorskip("fastapi", reason="fastapi is not installed")
    feedparser = pytest.importorskip("feedparser")
    from benchmarks.load.peer import feed_of, rows

    stories = [story_of(number, 1) for number in reversed(range(8))]
    ours = newsfeed.dumps(newsfeed.Feed(title="Load", url="https://news.example.com/", stories=stories), "rss")

    def values(document):
        return [
            {
                "id": entry.id,
                "link": entry.link,
                "title": entry.title,
                "published": entry.published_parsed,
                "language": entry.language,
                "summary": entry.summary,
                "authors": sorted({author.name for author in entry.authors if "name" in author}),
                "tags": [tag.term for tag in entry.get("tags", [])],
                "enclosures": [link.href for link in entry.links if link.rel == "enclosure"],
                "body": entry.content[0].value,
            }
            for entry in feedparser.parse(document).entries
        ]

    assert values(feed_of(rows(8))) == values(ours)


def test_the_output_of_wrk_is_read():
    text = """Running 2s test @ http://127.0.0.1:8765/feed.rss
  2 threads and 32 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     9.21ms   10.09ms 134.57ms   99.50%
    Req/Sec     1.97k   302.16     2.41k    81.25%
  Latency Distribution
     50%    7.50ms
     75%    9.86ms
     90%   12.72ms
     99%    1.20s
  7850 requests in 2.00s, 1.42GB read
  Socket errors: connect 1, read 2, write 0, timeout 3
  Non-2xx or 3xx responses: 4
Requests/sec:   3925.04
"""
    assert parse(text) == (3925.04, 7850, 7.5, 1200.0, 10)
    with pytest.raises(RuntimeError, match="wrk printed no"):
        parse("unable to connect")
