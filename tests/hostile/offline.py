"""Program that does everything with documents while an audit hook refuses files, connections and processes.

It reads a request from standard input, and prints what the hook has refused.
"""

import io
import json
import os
import sys
from base64 import b64decode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import newsfeed
from newsfeed.errors import NewsfeedError
from newsfeed.explain import explain
from newsfeed.plugins import registry

_ROOT: Final = Path(__file__).parent.parent.parent
_NOW: Final = datetime(2026, 11, 1, tzinfo=UTC)
DATA: Final = tuple(
    os.path.realpath(folder) + os.sep
    for folder in (
        sys.prefix,
        sys.base_prefix,
        "/usr/share/zoneinfo",
        # In a wheel all of these are in the package.
        *(_ROOT / name for name in ("src/newsfeed", "schemas", "tests/valid", "tests/invalid", "examples")),
    )
)
"""The folders of Python, of the installed packages, and of the package's own data."""

_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_REFUSED: Final = (
    *("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "pty.", "urllib."),
    *("http.client.", "ftplib.", "smtplib.", "poplib.", "imaplib.", "telnetlib.", "nntplib.", "webbrowser.", "ctypes."),
    *("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.truncate", "os.chmod", "os.chown"),
    *("shutil.", "tempfile.", "os.utime", "sqlite3.", "mmap."),
)


class Watch:
    """Audit hook that refuses what no function here may do, and remembers it.

    Attributes:
        refused: the events, each with its first argument.
    """

    def __init__(self) -> None:
        self.refused: list[str] = []
        self._is_on = False
        sys.addaudithook(self._hook)

    def __enter__(self) -> None:
        self._is_on = True

    def __exit__(self, *_error: object) -> None:
        self._is_on = False

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._is_on:
            return
        is_listing = event in ("os.listdir", "os.scandir", "glob.glob", "os.chdir", "os.walk")
        if event.startswith(_REFUSED) or ((event == "open" or is_listing) and not _is_allowed(event, arguments)):
            self.refused.append(f"{event} {arguments[:1]!r:.200}")
            raise PermissionError(f"{event} is refused")


def _is_allowed(event: str, arguments: tuple[Any, ...]) -> bool:
    """Return whether a file or folder is data of Python or of the package, and only read."""
    path = arguments[0]
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        return False
    if isinstance(path, int) or path is None:
        return False
    real = os.path.realpath(os.fsdecode(path))
    # The folders of modules are listed when something is imported.
    return (real + os.sep).startswith(DATA) or real in map(os.path.realpath, sys.path)


def _attempts(name: str, data: bytes) -> Iterator[Callable[[], object]]:
    """Yield everything that can be done with a document."""
    yield lambda: newsfeed.detect(data)
    yield lambda: newsfeed.loads(data)
    yield lambda: newsfeed.loads(data, name, base="https://news.example.com/")
    yield lambda: newsfeed.loads(data, name, recover=True)
    yield lambda: list(newsfeed.iter_stories(io.BytesIO(data), name, recover=True))
    if registry[name].validates:
        yield lambda: newsfeed.validate(data, name)
    yield lambda: _explain(name, data)
    yield lambda: _use(newsfeed.loads(data, name, recover=True))


def _explain(name: str, data: bytes) -> None:
    codes = {finding.code for finding in newsfeed.validate(data, name)} if registry[name].validates else set()
    for code in sorted(codes)[:2]:
        explain(code, name)


def _use(feed: newsfeed.Feed) -> None:
    for target in registry:
        if not target.writes:
            continue
        for item in (feed, *feed.stories[:1]):
            _attempt(lambda target=target, item=item: newsfeed.dumps(item, target.name, as_of=_NOW))  # type: ignore[misc]
            _attempt(lambda target=target, item=item: newsfeed.validate(item, target.name))  # type: ignore[misc]
        _attempt(lambda target=target: list(newsfeed.losses(feed, target.name)))  # type: ignore[misc]
    for call in (
        lambda: newsfeed.to_script(feed, as_of=_NOW),
        lambda: newsfeed.from_dict(newsfeed.to_dict(feed)),
        lambda: newsfeed.from_rows(newsfeed.to_rows(feed)),
        lambda: newsfeed.diff(feed, newsfeed.merge(feed, feed)),
        lambda: dict(newsfeed.rights_files(feed, base="https://news.example.com/")),
        lambda: newsfeed.link_headers(feed),
        lambda: newsfeed.validate(feed, "rss", profile="msn"),
        lambda: list(newsfeed.iter_bytes(feed, "rss")),
    ):
        _attempt(call)


def _attempt(call: Callable[[], object]) -> None:
    try:
        call()
    except (NewsfeedError, PermissionError):
        return
    except Exception as error:  # noqa: BLE001  (the test shows it)
        _failures.append(repr(error)[:600])


_failures: Final[list[str]] = []
"""Tracebacks of errors that are not newsfeed's own."""


def main() -> None:
    """Do everything with the documents of the request, whose JSON is `[[name, Base64], ...]`."""
    documents = [(name, b64decode(text)) for name, text in json.load(sys.stdin)]
    watch = Watch()
    with watch:
        for name, data in documents:
            for call in _attempts(name, data):
                _attempt(call)
    print(json.dumps(sorted({*watch.refused, *_failures})))  # noqa: T201


if __name__ == "__main__":
    main()
