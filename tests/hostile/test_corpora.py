"""Whole collections through every reader: nothing but a feed or a typed error comes out, and nothing is opened."""

import builtins
import random
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from typing import Final, NoReturn

import pytest

import newsfeed
from hostile.alarm import at_most
from newsfeed.errors import NewsfeedError

READERS: Final = ("rss", "atom", "jsonfeed", "jsonld", "newsml", "json", "text")
GOLDEN: Final = Path(__file__).resolve().parents[1] / "golden"


def _golden() -> list[Path]:
    return sorted(path for path in GOLDEN.rglob("*") if path.is_file())


def _read(data: bytes, name: str | None) -> str:
    """Read a document, and give what was read or the error; any other exception is the test's failure."""
    with at_most(5):
        try:
            return repr(newsfeed.loads(data, name))
        except NewsfeedError as error:
            return f"{type(error).__name__}: {error}"


def _check(data: bytes, name: str | None) -> None:
    with at_most(5):
        try:
            newsfeed.validate(data, name)
        except NewsfeedError:
            return


@pytest.mark.parametrize("name", [None, *READERS])
def test_every_public_document(name: str | None, corpora: Path) -> None:
    count = 0
    for path in sorted(corpora.rglob("*")):
        if path.is_file() and path.stat().st_size < 1_000_000:
            assert _read(path.read_bytes(), name)
            count += 1
    assert count > 1000


# --- no network, no files ------------------------------------------------------------------------------------------------


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Refuse every socket and file, and give what was tried; what is loaded on first use has been loaded before."""
    for path in _golden():
        _read(path.read_bytes(), None)
        _check(path.read_bytes(), None)
    tried: list[str] = []

    def refuse(*arguments: object, **_options: object) -> NoReturn:
        tried.append(repr(arguments))
        raise OSError("nothing may be opened here")

    with monkeypatch.context() as patch:
        patch.setattr(socket, "socket", refuse)
        patch.setattr(socket, "create_connection", refuse)
        patch.setattr(builtins, "open", refuse)
        yield tried


def test_readers_and_validators_open_nothing(closed: list[str]) -> None:
    addressed = (
        b'<!DOCTYPE rss SYSTEM "http://203.0.113.1/x.dtd"><rss version="2.0"><channel/></rss>',
        b'<rss version="2.0"><channel><item xml:base="http://203.0.113.1/x"><link>y</link></item></channel></rss>',
        b'{"@context":"http://203.0.113.1/context","@type":"NewsArticle","headline":"T"}',
        b'{"$schema":"http://203.0.113.1/schema","version":"https://jsonfeed.org/version/1.1","title":"T","items":[]}',
    )
    for data in addressed:
        _read(data, None)
        _check(data, None)
    assert closed == []


def test_golden_documents_open_nothing(closed: list[str]) -> None:
    for path in _golden():
        data = path.read_bytes()  # io.open, which is not what is refused
        _read(data, None)
        _check(data, None)
    assert closed == []


# --- mutations -------------------------------------------------------------------------------------------------------------

PIECES: Final = (
    b"<", b">", b"&", b"\0", b'"', b"]]>", b"<!--", b"<![CDATA[", b"&#0;", b"&#xD800;", b"\xff", b"\xc3", b"{", b"}", b"[",
    b"null", b"-1", b"1e999", b"\\ud800", b"<item>", b"</item>", b"<entry/>", b"xmlns=''", b"xml:base='::'", b"javascript:x",
    b"2026-99-99T99:99:99Z", b"\n" * 9, "\u2028\ufeff".encode(), b"urn:newsfeed:%00", b" " * 99,
)  # fmt: skip
"""What a mutation puts in: signs that mean something to a reader."""


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Change a document in one to five places: take bytes out, repeat some, put others in."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 5)):
        start = chance.randrange(len(found) + 1)
        end = min(len(found), start + chance.choice((0, 1, 4, 40)))
        kept = bytes(found[start:end])
        found[start:end] = chance.choice((b"", kept * 2, chance.choice(PIECES), bytes([chance.randrange(256)])))
    return bytes(found)


def _mutate(work: Callable[[bytes, str | None], object], paths: list[Path], count: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  (the same documents in every run)
    documents = [(path, path.read_bytes()) for path in paths]
    chance.shuffle(documents)
    for path, data in islice(cycle(documents), count):
        changed = mutated(data, chance)
        try:
            work(changed, None)
        except Exception as error:
            error.add_note(f"a mutation of {path.name}, seed {seed}: {changed!r:.2000}")
            raise


def _small(corpora: Path) -> list[Path]:
    return [path for path in sorted(corpora.rglob("*")) if path.is_file() and path.stat().st_size < 20_000]


def test_reading_mutations_of_our_own_documents() -> None:
    _mutate(_read, _golden(), 400, seed=20260302)


def test_reading_mutations_of_public_documents(corpora: Path) -> None:
    _mutate(_read, _small(corpora), 1600, seed=20260303)


def test_validating_mutations_of_our_own_documents() -> None:
    _mutate(_check, _golden(), 200, seed=20260304)


def test_validating_mutations_of_public_documents(corpora: Path) -> None:
    _mutate(_check, _small(corpora), 2000, seed=20260303)


# --- threads ---------------------------------------------------------------------------------------------------------------


def test_threads_give_what_one_gives() -> None:
    def work(path: Path) -> tuple[str, bytes]:
        data = path.read_bytes()
        name = newsfeed.detect(data)
        feed = newsfeed.loads(data, name)
        findings = "\n".join(map(str, newsfeed.validate(data, name)))
        return repr(feed) + findings, newsfeed.dumps(feed, name)

    paths = _golden() * 8
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(work, paths))
    assert together[: len(_golden())] == [work(path) for path in _golden()]
    assert together == together[: len(_golden())] * 8
