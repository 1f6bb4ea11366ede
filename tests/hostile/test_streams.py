"""`iter_stories` gives the stories, the findings and the errors of `loads`, however the bytes of a file arrive."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, Final

import pytest

from hostile.alarm import at_most
from hostile.cases.xml_attacks import ATTACKS, TEMPLATES, Host, format_of
from hostile.streams import Connection, as_a_stream, as_a_whole, difference, has_positions

ROOT: Final = Path(__file__).resolve().parents[2]
SECONDS: Final = 30
"""How long one reading may take on a slow machine: this detects hangs."""

FOLDERS: Final = ("tests/golden", "tests/valid", "tests/invalid", "examples/stories", "examples/feeds")
CORPORA: Final = ("feedvalidator", "newsml", "newsml_mutants", "ninjs", "reader")

OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "no options": {},
    "recover": {"recover": True},
    "base": {"base": "https://example.org/a/b"},
    "no content": {"content": False},
    "another encoding": {"encoding": "iso-8859-1"},
    "a zone": {"default_zone": "Europe/Berlin"},
    "defaults": {"defaults": {"headline": "Untitled", "language": "en"}},
}

FILES: Final[dict[str, Callable[[bytes], IO[bytes]]]] = {
    "file": io.BytesIO,
    "one byte at a time": lambda data: Connection(data, 1 if len(data) < 20_000 else 997),  # type: ignore[return-value, arg-type]
    "7 bytes at a time": lambda data: Connection(data, 7 if len(data) < 200_000 else 65_521),  # type: ignore[return-value]
    "64 KB at a time": lambda data: Connection(data, 65_536),  # type: ignore[return-value]
}
"""Files, three of which cannot be rewound."""

MORE_FINDINGS: Final = {
    "attribute value": "libxml2 ends both at an attribute of over 10 MB; the stream has reported the element by then",
}
"""Attacks that a stream reports more about than the whole, with the reason. Two other differences are in `streams`: findings of
NewsML-G2 without positions, and limits of an item that are met before another error."""


def differences(data: bytes, name: str | None, options: dict[str, Any]) -> Iterator[str]:
    """Yield how a document differs as a stream, by the way in which its bytes arrive."""
    with at_most(SECONDS):
        whole = as_a_whole(data, name, **options)
    for kind, opened in FILES.items():
        with at_most(SECONDS):
            stream = as_a_stream(opened(data), name, **options)
        if changed := difference(stream, whole, positions=has_positions(data, name)):
            yield f"{kind}: {changed}"


def documents(folder: Path) -> list[Path]:
    """Return the documents in a folder."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size < 1_000_000]


def different_documents(paths: list[Path], options: dict[str, Any]) -> dict[str, list[str]]:
    """Return the differences of documents by their names; {} if all are read alike."""
    found = {str(path): list(differences(path.read_bytes(), None, options)) for path in paths}
    return {name: texts for name, texts in found.items() if texts}


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS)
def test_own_documents(folder: str) -> None:
    paths = documents(ROOT / folder)
    assert paths
    assert different_documents(paths[:: 8 if folder == "tests/invalid" else 1], {}) == {}


@pytest.mark.battery
@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("folder", FOLDERS)
def test_own_documents_with_every_option(folder: str, options: str) -> None:
    assert different_documents(documents(ROOT / folder), OPTIONS[options]) == {}


@pytest.mark.battery
@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("folder", CORPORA)
def test_public_documents(folder: str, options: str, corpora: Path) -> None:
    paths = documents(corpora / folder)
    assert paths
    assert different_documents(paths, OPTIONS[options]) == {}


LARGE: Final = 60_000
"""The size of attacks that are left to the battery."""


@pytest.mark.slow
@pytest.mark.parametrize("name", TEMPLATES)
def test_small_attacks(name: str) -> None:
    attacks = {attack: build(Host(name, "file:///secret")) for attack, build in ATTACKS.items()}
    found = {
        attack: list(differences(data, format_of(name), {})) for attack, data in attacks.items() if len(data) < LARGE
    }
    assert len(found) > 20
    assert {attack: texts for attack, texts in found.items() if texts} == {}


@pytest.mark.battery
@pytest.mark.parametrize("options", ["no options", "recover"])
@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", TEMPLATES)
def test_attacks(name: str, attack: str, options: str) -> None:
    found = list(differences(ATTACKS[attack](Host(name, "file:///secret")), name, OPTIONS[options]))
    if attack in MORE_FINDINGS:
        found = [
            text
            for text in found
            if "findings of the stream only" not in text or "of the whole only: set()" not in text
        ]
    assert found == []
