"""Stories one by one: the same as read at once, and in memory that does not grow with the document."""

import gzip
import io
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterable
from itertools import islice, product
from pathlib import Path
from typing import IO, Final

import pytest

import newsfeed
from feed_documents import ATOM_03, RSS_091, RSS_10, atom, rss
from newsfeed import Limits, Story
from newsfeed.errors import NewsfeedError, ReadError
from newsfeed.findings import Report

TESTS: Final = Path(__file__).resolve().parents[1]

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


Outcome = tuple[tuple[Story, ...] | str, list[str]]


def outcome(read: Callable[[Report], Iterable[Story]]) -> Outcome:
    """Return the stories or the error, and the findings in any order."""
    report = Report()
    try:
        return tuple(read(report)), sorted(map(str, report))
    except NewsfeedError as error:
        return f"{type(error).__name__}: {error}", []


def differs(data: bytes, name: str | None, *, recover: bool, opened: Callable[[bytes], IO[bytes]]) -> bool:
    """Return whether a document gives other stories, findings or errors as a stream than as a whole."""
    whole = outcome(lambda report: newsfeed.loads(data, name, recover=recover, report=report).stories)
    stream = outcome(lambda report: newsfeed.iter_stories(opened(data), name, recover=recover, report=report))
    return whole != stream


class Connection(io.RawIOBase):
    """A connection: it cannot be rewound, and gives a few bytes at a time."""

    def __init__(self, data: bytes) -> None:
        self._file = Trickle(data)

    def read(self, size: int = -1, /) -> bytes:
        return self._file.read(size)


def different(paths: Iterable[Path]) -> tuple[list[str], int]:
    """Return the names of the documents that differ as a stream, and the number of documents."""
    names, count = [], 0
    for path in paths:
        data = path.read_bytes() if path.is_file() and path.stat().st_size < 1_000_000 else b""
        count += bool(data)
        for recover, opened in product((False, True), (io.BytesIO, Connection)):
            if differs(data, None, recover=recover, opened=opened):  # type: ignore[arg-type]  # only `read` is called
                names.append(f"{path.name} {recover} {opened.__name__}")
    return names, count


@pytest.mark.slow
def test_own_documents_stream_as_they_load() -> None:
    folders = [TESTS / kind / name for kind in ("valid", "invalid") for name in ("rss", "atom", "jsonfeed", "json")]
    names, count = different(path for folder in (*folders, TESTS / "golden") for path in sorted(folder.rglob("*")))
    assert names == []
    assert count > 300


@pytest.mark.slow
def test_public_documents_stream_as_they_load(corpora: Path) -> None:
    names, count = different(sorted((corpora / "reader").rglob("*")))
    assert names == []
    assert count > 700


DAMAGED = {
    "entity": ATOM_03.replace("</title>", " &unknown; &eacute; R&D</title>", 1).encode(),
    "text before": b"Warning: line 3\n" + RSS_10.encode(),
    "text after": RSS_091 + b"\0junk",
    "no declaration of a prefix": rss("<item><guid>a</guid></item><item><guid>b</guid><odd:x>1</odd:x></item>").encode(),
    "late fault": rss("<item><guid>a</guid></item>" * 5000 + "<item><guid>b</guid><title>R&D</title></item>").encode(),
    "late byte": rss("<item><guid>é</guid></item>" * 5000).encode() + b"\xe9",
    "Windows-1252 reference": rss("<item><guid>a</guid></item><item><guid>b</guid><title>It&#146;s</title></item>").encode(),
    "wrong encoding": b'<?xml version="1.0" encoding="shift_jis"?>' + rss("<item><guid>é —</guid></item>").encode(),
    "unknown namespace": rss("<item><guid>a</guid></item>").replace("<rss ", '<rss xmlns="urn:x:y" ').encode(),
    "foreign item": rss("<my:item><guid>x</guid></my:item><item><guid>a</guid></item>").encode(),
    "channel after items": rss("<item><guid>a</guid><link>b</link></item><link>https://tide.example.org/</link>").encode(),
    "gzip": gzip.compress(rss("<item><guid>a</guid><title>R&D</title></item>").encode()),
    "unclosed": rss("<item><guid>a</guid><description>a<br>b</description></item><item><guid>b</guid></item>").encode(),
    "attribute of an empty feed": b'<feed xmlns="http://www.w3.org/2005/Atom" odd="1"/>',
    "entry in an unknown namespace": b'<entry xmlns="urn:x:y" odd="1"><id>urn:x:1</id><title>T</title></entry>',
    "page": b"<html><head></head><body></body></html>",
    "empty": b" ",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("opened", [io.BytesIO, Connection])
@pytest.mark.parametrize("recover", [False, True])
@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_damaged_documents_stream_as_they_load(data: bytes, recover: bool, opened: type) -> None:
    assert not differs(data, None, recover=recover, opened=opened)
    assert not differs(data, "rss", recover=recover, opened=opened)


def test_a_fault_in_a_document_over_the_limit_ends_the_stream() -> None:
    data = rss("<item><guid>a</guid></item>" * 4000 + "<item><guid>b</guid><title>R&D</title></item>").encode()
    stories = newsfeed.iter_stories(Connection(data), "rss", limits=Limits(bytes=80_000))  # type: ignore[arg-type]
    assert len(list(islice(stories, 4000))) == 4000
    with pytest.raises(ReadError):
        next(stories)


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


def test_formats_that_are_read_whole_take_no_more_memory_than_at_once() -> None:
    text = "x" * 1_000_000
    data = f'{{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{{"id":"1","content_text":"{text}"}}]}}'.encode()
    newsfeed.loads(data)  # imports what reading needs
    peaks = [
        peak_memory(lambda: list(newsfeed.loads(data).stories)),
        peak_memory(lambda: list(newsfeed.iter_stories(io.BytesIO(data)))),
    ]
    assert peaks[1] < peaks[0] + len(data) / 2


def peak_memory(function: Callable[[], object]) -> int:
    """Return the most bytes that Python has allocated at a time during a call."""
    tracemalloc.start()
    try:
        function()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_what_is_no_feed_is_refused_as_reading_it_whole_does(name: str) -> None:
    for document in (b"<html><body/></html>", b"<rss"):
        with pytest.raises(newsfeed.ReadError):
            list(newsfeed.iter_stories(io.BytesIO(document), name))
    assert list(newsfeed.iter_stories(io.BytesIO(b"<rss><channel/></rss>"), name)) == []
