"""What comes in from outside: XML, JSON and files."""

import codecs
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsfeed import LimitError, Limits, ReadError
from newsfeed.io import files, json, xml

HOSTILE = {
    "dtd": b'<!DOCTYPE a SYSTEM "http://example.com/a.dtd"><a/>',
    "file": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
    "laughs": b'<!DOCTYPE a [<!ENTITY x "aaaa"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>',
    "small expansion": b'<!DOCTYPE a [<!ENTITY x "aaaaaaaaaa">]><a>&x;</a>',
    "after comment": b"<?xml version='1.0'?><!-- x --><?pi x?>\n<!DOCTYPE a><a/>",
    "parameter": b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://example.com/x">%x;]><a/>',
    "undeclared": b"<a>&nbsp;</a>",
    "utf-7": b'<?xml version="1.0" encoding="UTF-7"?><a>+ADw-b/+AD4-</a>',
    "unknown encoding": b'<?xml version="1.0" encoding="x-made-up"?><a/>',
    "wrong encoding": b'<?xml version="1.0" encoding="utf-8"?><a>\xff</a>',
    "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xb3I\xd4\xb7\x03\x00",
    "not closed": b"<a><b></a>",
    "two roots": b"<a/><b/>",
    "control": b"<a>\x07</a>",
    "empty": b"",
    "spaces": b" \n\t ",
    "text": b"only text",
    "prefix": b"<x:a/><",
    "doubled attribute": b"<a b='1' b='2'/>",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_xml_is_refused_with_a_typed_error(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("opened something")

    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr("builtins.open", forbidden)
    with pytest.raises(ReadError) as caught:
        xml.parse(data)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "limits", "name"),
    [
        (b"<a>" + b"<b/>" * 50 + b"</a>", Limits(elements=50), "elements"),
        (b"<a>" * 30 + b"</a>" * 30, Limits(depth=20), "depth"),
        (b"<a " + b" ".join(b"a%d=''" % n for n in range(40)) + b"/>", Limits(attributes=39), "attributes"),
        (b"<a>" + b"x" * 100 + b"</a>", Limits(bytes=100), "bytes"),
        (b"<a>" * 300 + b"</a>" * 300, Limits(), "depth"),
    ],
)
def test_limits_are_kept_and_named(data: bytes, limits: Limits, name: str) -> None:
    with pytest.raises(LimitError) as caught:
        xml.parse(data, limits=limits)
    assert caught.value.limit == name


def test_what_is_within_the_limits_is_read() -> None:
    assert len(xml.parse(b"<a>" + b"<b/>" * 49 + b"</a>", limits=Limits(elements=50)).root) == 49
    cdata = b"<a><![CDATA[" + b"<b>" * 100 + b"]]></a>"
    assert xml.parse(cdata, limits=Limits(elements=50)).root.text == "<b>" * 100
    xml.parse(b"<a>" * 20 + b"</a>" * 20, limits=Limits(depth=20))


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("iso-8859-1", b""),
    ],
)
def test_encodings_are_read(encoding: str, bom: bytes) -> None:
    name = "utf-16" if "16" in encoding else encoding
    data = bom + f'<?xml version="1.0" encoding="{name}"?><a>é</a>'.encode(encoding)
    assert xml.parse(data).root.text == "é"


def test_errors_have_line_and_column() -> None:
    with pytest.raises(ReadError) as caught:
        xml.parse(b"<a>\n  <b>\n</a>")
    assert (caught.value.line, caught.value.column) == (3, 5)
    assert "file" not in str(caught.value)


def test_positions_are_those_of_start_tags() -> None:
    document = xml.parse('<a>\n <é x="1"\n   y="2"/><c/>\n</a>'.encode())
    root = document.root
    assert [document.position(each) for each in (root, root[0], root[1])] == [(1, 1), (2, 2), (3, 11)]


def test_legacy_doctype_is_taken_only_when_asked() -> None:
    data = (
        b'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        b'"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss/>'
    )
    assert xml.parse(data, legacy=True).root.tag == "rss"
    with pytest.raises(ReadError):
        xml.parse(data)


@pytest.mark.parametrize(
    ("data", "line"),
    [(b'{"a": NaN}', 1), (b'{"a":\n1,}', 2), (b'"\xff"', 1), (b"", None), (b"{", 1), (b'["\\ud800"', 1)],
)
def test_wrong_json_is_refused_with_its_place(data: bytes, line: int | None) -> None:
    with pytest.raises(ReadError) as caught:
        json.parse(data)
    assert caught.value.line == line


def test_json_limits() -> None:
    with pytest.raises(LimitError):
        json.parse(b"[" * 100_000 + b"]" * 100_000)
    with pytest.raises(LimitError):
        json.parse(b"[1,1,1,1]", limits=Limits(elements=2))
    assert json.parse(b'"' + b"[" * 1000 + b'"') == "[" * 1000


def test_json_positions() -> None:
    source = b'{\n "a/b": [1, {"\\u0063": "x, y"}],\n "d": {"e": null}\n}'
    wanted = {"", "/a~1b", "/a~1b/1", "/a~1b/1/c", "/d/e", "/none"}
    assert json.positions(source, wanted) == {
        "": (1, 1),
        "/a~1b": (2, 9),
        "/a~1b/1": (2, 13),
        "/a~1b/1/c": (2, 24),
        "/d/e": (3, 13),
    }


def test_script_escaping_leaves_the_value() -> None:
    value = {"a": "</script><!--<script>&\u2028\u2029"}
    escaped = json.in_script(json.encode(value))
    assert not set(b"<>&") & set(escaped)
    assert json.parse(escaped) == value


def fail_after(write: Callable[[bytes], object]) -> None:
    write(b"half")
    raise RuntimeError


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "feed.rss"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with pytest.raises(RuntimeError), files.replacing(path) as write:
        fail_after(write)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["feed.rss"]
    with files.replacing(path) as write:
        write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "feed.rss"
    path.write_bytes(b"old")
    program = (
        "import resource, signal, sys\n"
        "from newsfeed.io import files\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n"
        "    with files.replacing(sys.argv[1]) as write: write(b'x' * 5000)\n"
        "except OSError as error: print(type(error).__name__)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout == "OSError\n"
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["feed.rss"]


def test_strays_of_killed_processes_are_swept(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    stray = tmp_path / f".feed.rss.{int(done.stdout)}.abc.newsfeed-tmp"
    own = tmp_path / f".feed.rss.{os.getpid()}.abc.newsfeed-tmp"
    stray.touch()
    own.touch()
    with files.replacing(tmp_path / "feed.rss") as write:
        write(b"x")
    assert not stray.exists()
    assert own.exists()


def test_a_pipe_is_written_to_in_place(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with files.replacing(pipe) as write:
            write(b"x")
        assert os.read(reader, 10) == b"x"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_links_to_files_stay_links(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with files.replacing(tmp_path / "link") as write:
        write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"
