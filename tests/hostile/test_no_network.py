"""Reading, checking, writing and explaining open no connection and no file but the package's own data, also in C libraries."""

import json
import socket
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from hostile.cases.xml_attacks import ATTACKS, TEMPLATES, Host
from hostile.opened import opened_files
from newsfeed.plugins import registry

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="files that C libraries open are observed on Linux"),
]

TESTS: Final = Path(__file__).parent.parent


def _addresses(data: bytes) -> list[bytes]:
    return [address for address in (b"secret-address", b"203.0.113.1") if address in data]


HUGE: Final = 1 << 20
"""Bytes of the documents that are left out, since opening files does not depend on their size."""


@cache
def _referring_attacks() -> list[str]:
    """Return the attacks on XML readers that refer to a file or a server."""
    return [attack for attack, build in ATTACKS.items() if _addresses(build(Host("rss", "secret-address")))]


Documents = list[tuple[str, bytes]]


def _referring(name: str, file: str, server: str) -> Iterator[bytes]:
    """Yield documents that refer to a file or a server in every way that some library follows."""
    for address in (file, server):
        if name in TEMPLATES:
            host = Host(name, address)
            for attack in _referring_attacks():
                yield ATTACKS[attack](host).replace(b"http://203.0.113.1", server.encode())
            yield host(prolog=f'<!DOCTYPE x SYSTEM "{address}">')
            yield host(prolog=f'<?xml-model href="{address}"?>', text=f'<img src="{address}"/>')
        yield json.dumps(
            {
                "$schema": address,
                "@context": [address, "https://schema.org"],
                "@type": "NewsArticle",
                "$ref": address,
                "version": "https://jsonfeed.org/version/1.1",
                "headline": "A",
                "title": "A",
                "items": [{"id": address, "url": address, "content_html": f'<img src="{address}">', "$ref": address}],
                "feed_url": address,
                "uri": address,
                "standard": {"name": "ninjs", "version": "2.1", "schema": address},
            }
        ).encode()
        yield (
            f'<!doctype html><html><head><link rel="stylesheet" href="{address}"><base href="{address}">'
            f'<script type="application/ld+json" src="{address}">{{"@context":"{address}","@type":"NewsArticle"}}</script>'
            f'</head><body><h1>A</h1><h2>Background</h2><img src="{address}"><iframe src="{address}"></iframe></body></html>'
        ).encode()
        yield f"A headline\n\nWhat's happened\n![a]({address}) <{address}> [b]: {address}\n@import '{address}'\n".encode()


def _samples(kind: str, number: int | None) -> Iterator[tuple[str, bytes]]:
    """Yield documents of each format from the folder of a kind, all if no number is given."""
    for described in registry:
        folder = TESTS / kind / described.name
        files = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
        for path in files[:number]:
            if described.reads and path.stat().st_size < HUGE:
                yield described.name, path.read_bytes()


def run_offline(documents: Documents) -> list[str]:
    """Return what the program was refused."""
    request = json.dumps([(name, b64encode(data).decode()) for name, data in documents])
    command = [sys.executable, "-B", str(TESTS / "hostile" / "offline.py")]
    process = subprocess.run(command, input=request, capture_output=True, text=True, check=True, timeout=900)
    refused: list[str] = json.loads(process.stdout)
    return refused


@pytest.fixture
def server() -> Iterator[socket.socket]:
    """A server on the loopback interface that nobody may connect to."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


def _check(folder: Path, server: socket.socket, names: list[str], further: Documents) -> None:
    secret = folder / "secret.dtd"
    secret.write_text('<!ENTITY x "opened">')
    address = f"http://127.0.0.1:{server.getsockname()[1]}"
    documents = further + [(name, data) for name in names for data in _referring(name, secret.as_uri(), address)]
    documents += [(name, data) for name in names for data in _referring(name, str(secret), address)]
    with opened_files(folder) as opened:
        assert run_offline(documents) == []
        assert opened.names() == []
    with pytest.raises(BlockingIOError):
        server.accept()


def test_a_sample_is_used_offline(tmp_path: Path, server: socket.socket) -> None:
    _check(tmp_path, server, ["rss"], [*_samples("valid", 1)][::2])


@pytest.mark.battery
@pytest.mark.parametrize("name", [described.name for described in registry if described.reads])
def test_documents_that_refer_to_others_are_used_offline(name: str, tmp_path: Path, server: socket.socket) -> None:
    _check(tmp_path, server, [name], [])


@pytest.mark.battery
@pytest.mark.parametrize("kind", ["valid", "invalid"])
def test_all_documents_are_used_offline(kind: str, tmp_path: Path, server: socket.socket) -> None:
    _check(tmp_path, server, [], [*_samples(kind, None if kind == "valid" else 40)])


def test_the_observation_notices_files_and_connections(tmp_path: Path) -> None:
    """The battery can fail: it notices what libxml2 opens without an event of Python."""
    from lxml import etree

    (tmp_path / "a.xml").write_text("<a/>")
    with opened_files(tmp_path) as opened:
        etree.parse(str(tmp_path / "a.xml"))
        assert opened.names() == ["a.xml"]
    program = (
        "import sys; sys.path[:0] = sys.argv[1:]\nfrom hostile.offline import Watch\nwatch = Watch()\n"
        "for call in (lambda: open('/etc/hostname'), lambda: __import__('socket').create_connection(('127.0.0.1', 9)),\n"
        "             lambda: __import__('subprocess').run(['true']), lambda: __import__('os').listdir('/')):\n"
        "    with watch:\n        try: call()\n        except PermissionError: pass\nprint(len(watch.refused))"
    )
    command = [sys.executable, "-c", program, str(TESTS)]
    assert int(subprocess.run(command, capture_output=True, text=True, check=True).stdout) >= 4
