"""Public corpora and mutated documents: readers return a feed or raise a typed error, and open no file or connection."""

import builtins
import contextlib
import io
import random
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from typing import Final, NoReturn

import pytest
from full_repr import full_repr

import newsfeed
from hostile.alarm import at_most
from newsfeed.errors import NewsfeedError
from newsfeed.plugins import registry

pytestmark = pytest.mark.slow

READERS: Final = ("rss", "atom", "jsonfeed", "jsonld", "newsml", "json", "text")
GOLDEN: Final = Path(__file__).resolve().parents[1] / "golden"


def _golden() -> list[Path]:
    return sorted(path for path in GOLDEN.rglob("*") if path.is_file())


def _read(data: bytes, name: str | None) -> str:
    """Return a description of the feed or of the newsfeed error. Any other exception fails the test."""
    with at_most(5):
        try:
            return full_repr(newsfeed.loads(data, name))
        except NewsfeedError as error:
            return f"{type(error).__name__}: {error}"


def _recover(data: bytes, name: str | None) -> None:
    """Read a damaged document as a whole and as a stream. Any exception but newsfeed's own fails the test."""
    with at_most(5):
        for read in (newsfeed.loads, lambda *args, **options: list(newsfeed.iter_stories(*args, **options))):
            source = data if read is newsfeed.loads else io.BytesIO(data)
            with contextlib.suppress(NewsfeedError):
                read(source, name, recover=True)  # type: ignore[arg-type]  # each takes its own kind of source


def _validate(data: bytes, name: str | None) -> None:
    with at_most(5):
        try:
            newsfeed.validate(data, name)
        except NewsfeedError:
            return


@pytest.mark.parametrize("name", [None, *READERS])
def test_every_public_document_is_read_or_rejected(name: str | None, corpora: Path) -> None:
    count = 0
    for path in sorted(corpora.rglob("*")):
        if path.is_file() and path.stat().st_size < 1_000_000:
            assert _read(path.read_bytes(), name)
            count += 1
    assert count > 1000


# --- no network, no files --------------------------------------------------------------------------------------------------


@pytest.fixture
def open_attempts(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Make opening a socket or file fail, and return the list of attempts."""
    # Load schemas and modules that are loaded on first use.
    for path in _golden():
        _read(path.read_bytes(), None)
        _validate(path.read_bytes(), None)
    attempts: list[str] = []

    def refuse(*arguments: object, **_options: object) -> NoReturn:
        attempts.append(repr(arguments))
        raise OSError("files and sockets must not be opened here")

    with monkeypatch.context() as patch:
        patch.setattr(socket, "socket", refuse)
        patch.setattr(socket, "create_connection", refuse)
        patch.setattr(builtins, "open", refuse)
        yield attempts


def test_readers_and_validators_open_nothing(open_attempts: list[str]) -> None:
    documents = (
        b'<!DOCTYPE rss SYSTEM "http://203.0.113.1/x.dtd"><rss version="2.0"><channel/></rss>',
        b'<rss version="2.0"><channel><item xml:base="http://203.0.113.1/x"><link>y</link></item></channel></rss>',
        b'{"@context":"http://203.0.113.1/context","@type":"NewsArticle","headline":"T"}',
        b'{"$schema":"http://203.0.113.1/schema","version":"https://jsonfeed.org/version/1.1","title":"T","items":[]}',
    )
    for data in documents:
        _read(data, None)
        _validate(data, None)
    assert open_attempts == []


def test_golden_documents_open_nothing(open_attempts: list[str]) -> None:
    for path in _golden():
        data = path.read_bytes()  # Path.read_bytes uses io.open; only builtins.open is patched.
        _read(data, None)
        _validate(data, None)
    assert open_attempts == []


# --- mutations -------------------------------------------------------------------------------------------------------------

PIECES: Final = (
    b"<", b">", b"&", b"\0", b'"', b"]]>", b"<!--", b"<![CDATA[", b"&#0;", b"&#xD800;", b"\xff", b"\xc3", b"{", b"}", b"[",
    b"null", b"-1", b"1e999", b"\\ud800", b"<item>", b"</item>", b"<entry/>", b"xmlns=''", b"xml:base='::'", b"javascript:x",
    b"2026-99-99T99:99:99Z", b"\n" * 9, "\u2028\ufeff".encode(), b"urn:newsfeed:%00", b" " * 99,
    b"<br>", b"</title>", b"-->", b"<:", b"</", b"<!", b"<title", b"&#146;", b"\x1f\x8b", b"<?xml encoding='utf-16'?>", b"<rss",
)  # fmt: skip
"""Bytes that a mutation inserts: characters and markup with a meaning to readers."""


def mutate(data: bytes, generator: random.Random) -> bytes:
    """Return the document with one to five changes: bytes removed, repeated or inserted."""
    mutant = bytearray(data)
    for _ in range(generator.randint(1, 5)):
        start = generator.randrange(len(mutant) + 1)
        end = min(len(mutant), start + generator.choice((0, 1, 4, 40)))
        removed = bytes(mutant[start:end])
        mutant[start:end] = generator.choice(
            (b"", removed * 2, generator.choice(PIECES), bytes([generator.randrange(256)]))
        )
    return bytes(mutant)


def _run_on_mutations(
    function: Callable[[bytes, str | None], object], paths: list[Path], count: int, seed: int
) -> None:
    generator = random.Random(seed)
    documents = [(path, path.read_bytes()) for path in paths]
    generator.shuffle(documents)
    for path, data in islice(cycle(documents), count):
        mutant = mutate(data, generator)
        try:
            function(mutant, None)
        except Exception as error:
            error.add_note(f"a mutation of {path.name}, seed {seed}: {mutant!r:.2000}")
            raise


def _small_files(corpora: Path) -> list[Path]:
    return [path for path in sorted(corpora.rglob("*")) if path.is_file() and path.stat().st_size < 20_000]


def test_reading_mutations_of_our_own_documents() -> None:
    _run_on_mutations(_read, _golden(), 400, seed=20260302)


def test_recovering_mutations_of_our_own_documents() -> None:
    _run_on_mutations(_recover, _golden(), 300, seed=20261127)


def test_recovering_mutations_of_public_documents(corpora: Path) -> None:
    _run_on_mutations(_recover, _small_files(corpora), 1000, seed=20261127)


def test_reading_mutations_of_public_documents(corpora: Path) -> None:
    _run_on_mutations(_read, _small_files(corpora), 1600, seed=20260303)


def test_validating_mutations_of_our_own_documents() -> None:
    _run_on_mutations(_validate, _golden(), 200, seed=20260304)


@pytest.mark.slow
def test_validating_mutations_of_public_documents(corpora: Path) -> None:
    _run_on_mutations(_validate, _small_files(corpora), 2000, seed=20260303)


# --- threads ---------------------------------------------------------------------------------------------------------------


def test_threads_get_the_same_results_as_one() -> None:
    def process(path: Path) -> tuple[str, bytes]:
        data = path.read_bytes()
        name = newsfeed.detect(data)
        feed = newsfeed.loads(data, name)
        findings = "\n".join(map(str, newsfeed.validate(data, name)))
        # The document of a feed is another one where it lists the stories.
        item = feed.stories[0] if registry[name].index else feed
        return full_repr(feed) + findings, newsfeed.dumps(item, name)

    paths = _golden() * 8
    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(process, paths))
    assert results[: len(_golden())] == [process(path) for path in _golden()]
    assert results == results[: len(_golden())] * 8
