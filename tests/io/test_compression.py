"""Compressed documents: gzip is read within the limit of bytes, and damaged gzip is a typed error."""

import gzip
import io

import pytest

import newsfeed
from newsfeed import LimitError, Limits, ReadError
from newsfeed.io.compression import GzipStream, decompress
from newsfeed.io.limits import DEFAULT

FEED = b'<rss version="2.0"><channel><title>Post</title>%s</channel></rss>' % (
    b"<item><guid>https://post.example.com/1</guid><title>Tide</title></item>" * 3000
)
PACKED = gzip.compress(FEED, mtime=0)


def test_gzip_is_decompressed_wherever_a_document_is_read(tmp_path: pytest.TempPathFactory) -> None:
    path = tmp_path / "feed.xml.gz"  # type: ignore[operator]
    path.write_bytes(PACKED)
    stories = newsfeed.loads(FEED).stories
    assert newsfeed.loads(PACKED).stories == newsfeed.load(path).stories == stories
    assert tuple(newsfeed.iter_stories(path)) == tuple(newsfeed.iter_stories(io.BytesIO(PACKED), "rss")) == stories
    assert newsfeed.detect(PACKED) == "rss"
    assert len(newsfeed.validate(PACKED)) == len(newsfeed.validate(path)) == len(newsfeed.validate(FEED))
    assert newsfeed.convert(PACKED, to="jsonfeed") == newsfeed.convert(FEED, to="jsonfeed")


def test_members_are_joined_and_padding_is_ignored() -> None:
    data = gzip.compress(b"<rss>") + gzip.compress(b"") + gzip.compress(b"</rss>") + b"\0" * 9
    assert decompress(data, Limits()) == b"<rss></rss>"
    assert io.BufferedReader(GzipStream(io.BytesIO(PACKED * 2), DEFAULT)).read() == FEED * 2


@pytest.mark.parametrize("data", [PACKED[:-1], PACKED[:50], PACKED[:2], b"\x1f\x8bxx", PACKED[:30] + b"\xff" * 90])
def test_damaged_gzip_is_a_typed_error(data: bytes) -> None:
    with pytest.raises(ReadError, match="gzip"):
        newsfeed.loads(data)
    with pytest.raises(ReadError, match="gzip"):
        list(newsfeed.iter_stories(io.BytesIO(data)))


def test_a_bomb_is_refused_by_its_ratio() -> None:
    bomb = gzip.compress(b"<rss>" + b" " * 50_000_000)
    for read in (newsfeed.loads, lambda data: list(newsfeed.iter_stories(io.BytesIO(data), "rss"))):
        with pytest.raises(LimitError) as caught:
            read(bomb)
        assert caught.value.limit == "compression"


def test_a_bomb_is_refused_by_its_decompressed_size() -> None:
    bomb = gzip.compress(b"<rss>" + b" " * 50_000_000)
    for read in (newsfeed.loads, lambda data, **limits: list(newsfeed.iter_stories(io.BytesIO(data), "rss", **limits))):
        with pytest.raises(LimitError) as caught:
            read(bomb, limits=Limits(bytes=1_000_000))
        assert caught.value.limit == "bytes"
    assert len(decompress(bomb, Limits(bytes=50_000_005, compression=1100))) == 50_000_005
