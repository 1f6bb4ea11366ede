"""Stories one by one: the same as read at once, and in memory that does not grow with the document."""

import contextlib
import io
import subprocess
import sys
from pathlib import Path

import pytest

import newsfeed
from feed_documents import ATOM_03, RSS_091, RSS_10, atom, rss
from newsfeed import Story
from newsfeed.errors import NewsfeedError, ReadError
from newsfeed.findings import Report

WHOLE = [
    RSS_091,
    RSS_10.encode(),
    ATOM_03.encode(),
    ATOM_03.encode("utf-16"),
    rss("<item><guid>a</guid><title>&#x3C;b></title></item><item><link>2</link><title>&lt;b>c&lt;/b></title></item>").encode(),
    rss('<item><guid>a</guid><media:group><media:content url="/b.jpg"/></media:group></item>').encode(),
    rss("<item><guid>a</guid><content:encoded>&lt;item>&lt;b>x&lt;/b>&lt;/item></content:encoded></item>").encode(),
    rss('<item xml:base="https://base.example.net/x/"><guid>a</guid><link>n</link></item><item><link>n</link></item>').encode(),
    rss("<item><guid>a</guid><my:entry><my:item>x</my:item></my:entry></item>").encode(),
    rss("<item/>" * 3000).encode(),
    atom('<entry><id>urn:x:1</id><link href="c"/></entry>', 'xml:base="https://quay.example.com/a/" xml:lang="nl"').encode(),
    atom(
        '<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="urn:x:3"/><entry><id>e</id></entry>'
    ).encode(),
    b'<entry xmlns="http://www.w3.org/2005/Atom"><id>urn:x:1</id><title>Alone</title></entry>',
]  # fmt: skip


class Trickle(io.BytesIO):
    """A connection that gives a few bytes at a time."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size, 700) if size and size > 0 else size)


def streamed(data: bytes, name: str | None = None) -> tuple[Story, ...]:
    return tuple(newsfeed.iter_stories(io.BytesIO(data), name))


@pytest.mark.parametrize("data", WHOLE)
def test_a_stream_gives_what_the_whole_gives(data: bytes) -> None:
    whole = newsfeed.loads(data)
    assert whole.stories
    assert streamed(data) == whole.stories
    assert tuple(newsfeed.iter_stories(Trickle(data), newsfeed.detect(data))) == whole.stories


def test_public_documents_stream_as_they_load(corpora: Path) -> None:
    compared = 0
    different = []
    for path in sorted((corpora / "reader").rglob("*")):
        data = path.read_bytes() if path.is_file() else b""
        report = Report()
        with contextlib.suppress(NewsfeedError):
            name = newsfeed.detect(data)
            whole = newsfeed.loads(data, name, report=report).stories
            if all(finding.code != "read.document.mended" for finding in report):
                compared += 1
                if streamed(data, name) != whole:
                    different.append(path.name)
    assert different == []
    assert compared > 700


def test_a_fault_comes_after_the_stories_before_it() -> None:
    stories = newsfeed.iter_stories(
        io.BytesIO(rss("<item><guid>a</guid></item>\n<item><guid>b</giud></item>").encode())
    )
    assert next(stories).id == "a"
    with pytest.raises(ReadError) as caught:
        next(stories)
    assert caught.value.line == 2


GROWTH = """
import resource, sys
import newsfeed

ITEM = (b"<item><guid>https://post.example.com/%08d</guid><title>Tide %08d</title><link>https://post.example.com/%08d</link>"
        b"<description>" + b"The water came in. " * 80 + b"</description></item>")
COUNT = 24_000


class Stream:
    def __init__(self):
        self.parts, self.rest, self.marks = self.pieces(), b"", {}

    def pieces(self):
        yield b'<rss version="2.0"><channel><title>T</title><link>https://post.example.com/</link>'
        for number in range(COUNT):
            if number in (COUNT // 10, COUNT - 1):
                self.marks[number] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            yield ITEM % (number, number, number)
        yield b"</channel></rss>"

    def read(self, size=-1):
        while len(self.rest) < size and (part := next(self.parts, None)):
            self.rest += part
        given, self.rest = self.rest[:size], self.rest[size:]
        return given


stream = Stream()
count = sum(1 for _ in newsfeed.iter_stories(stream, "rss"))
early, late = stream.marks.values()
print(count, late - early)
"""
"""A feed of 40 MB, made while it is read; ru_maxrss is in KiB here."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss has another unit elsewhere")
def test_memory_does_not_grow_with_the_stream() -> None:
    done = subprocess.run([sys.executable, "-c", GROWTH], capture_output=True, text=True, check=True, timeout=120)
    count, growth = map(int, done.stdout.split())
    assert count == 24_000
    assert growth < 15 * 1024


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_what_is_no_feed_is_refused_as_reading_it_whole_does(name: str) -> None:
    for document in (b"<html><body/></html>", b"<rss"):
        with pytest.raises(newsfeed.ReadError):
            list(newsfeed.iter_stories(io.BytesIO(document), name))
    assert list(newsfeed.iter_stories(io.BytesIO(b"<rss><channel/></rss>"), name)) == []
