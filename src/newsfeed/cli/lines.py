"""What is printed: one line for each error, no control character of a document, UTF-8 in every locale."""

import contextlib
import errno
import io
import os
import re
import sys
from collections.abc import Iterator
from typing import Any, Final, TextIO

import click

from newsfeed.errors import MissingFieldError, NewsfeedError
from newsfeed.findings import Finding, Severity

_LINE_ENDS: Final = re.compile(r"\s*[\r\n\u2028\u2029]\s*")
_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""What would move the cursor, colour the terminal, turn text around or be no XML; a tab is none of it."""

_COLOURS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_REASONS: Final = {
    errno.ENOENT: "there is no such file or folder; check the path",
    errno.EISDIR: "is a folder; name a file",
    errno.ENOTDIR: "a part of the path is a file, not a folder; check the path",
    errno.EEXIST: "is a file where a folder is needed; name another",
    errno.EACCES: "permission denied; make it accessible, or name another",
    errno.EROFS: "lies on a read-only file system; name another",
    errno.ENOSPC: "no space is left on the device; make room",
    errno.EBADF: "is closed; open it or name a file",
}


class Failure(click.ClickException):
    """An error about a file as the one line that is shown of it.

    Args:
        error: what was raised.
        name: the file that it is about, where the error does not name another.
    """

    exit_code = 1

    def __init__(self, error: Exception, name: str = "") -> None:
        if isinstance(error, OSError):
            name = readable(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else name
            reason = _REASONS.get(error.errno or 0) or error.strerror or str(error)
        elif isinstance(error, MissingFieldError):
            reason = f"{error}: --set {error.field}=..."
        else:
            reason = str(error)
        super().__init__(f"{name}: {reason}" if name else reason)

    def show(self, file: Any = None) -> None:  # noqa: ARG002  (click's signature)
        """Print the line."""
        say(self.message)


@contextlib.contextmanager
def about(name: str) -> Iterator[None]:
    """Turn an error into the failure of this file."""
    try:
        yield
    except BrokenPipeError:
        raise
    except (NewsfeedError, OSError) as error:
        raise Failure(error, name) from None


def readable(text: str) -> str:
    """Give a path or argument as the UTF-8 that it is, where Python took it for bytes of another locale (PEP 383)."""
    try:
        return text if text.isascii() else os.fsencode(text).decode()
    except UnicodeError:
        return text


def printable(text: str) -> str:
    """Give text as one line in which nothing works on the terminal: what could is escaped."""
    return _UNSAFE.sub(_escape, _LINE_ENDS.sub(" ", text))


def _escape(found: "re.Match[str]") -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def counted(number: int, noun: str) -> str:
    """Give a number with its noun: `1 error`, `2 errors`; `info` has no plural."""
    return f"{number} {noun}" if number == 1 or noun == Severity.INFO else f"{number} {noun}s"


def say(text: str) -> None:
    """Print one line on stderr; where that is closed there is nobody to tell."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(f"newsfeed: {printable(text)}\n")
            sys.stderr.flush()


def say_finding(name: str, finding: Finding) -> None:
    """Print a finding of a file on stderr."""
    line = f"line {finding.line}: " if finding.line else ""
    path = f" at {finding.path}" if finding.path else ""
    say(f"{name}: {line}{finding.severity}: {finding.message} [{finding.code}]{path}")


def put(text: str) -> None:
    """Print text on stdout."""
    with _stdout() as stream:
        stream.write(text)


def put_bytes(data: bytes) -> None:
    """Write bytes on stdout."""
    with _stdout() as stream:
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()


@contextlib.contextmanager
def _stdout() -> Iterator[TextIO]:
    """Give stdout; an error of it has its name."""
    try:
        yield _opened(sys.stdout)
    except OSError as error:
        error.filename = "<stdout>"
        raise


def _opened(stream: TextIO | None) -> TextIO:
    if stream is None:  # the process was started with it closed
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return stream


def severity(value: Severity) -> str:
    """Give a severity, in its colour where stdout shows colours."""
    return click.style(str(value), fg=_COLOURS[value], bold=True) if coloured(sys.stdout) else str(value)


def coloured(stream: TextIO) -> bool:
    """Whether a stream is a terminal with colours, and the user has not turned them off (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def use_utf8() -> None:
    """Have stdout and stderr in UTF-8 whatever the locale; what UTF-8 lacks (bytes of odd file names) is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def finish() -> int:
    """Send the last of the output off.

    Returns:
        the exit code where that fails, else 0.
    """
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        _abandon_stdout()
        if isinstance(error, BrokenPipeError):
            return 141
        Failure(error, "<stdout>").show()
        return 1
    return 0


def _abandon_stdout() -> None:
    """Let the interpreter's own flush at its end go nowhere: it would fail again and complain."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
