"""Output of the command line: one line a message, no control characters of a document, UTF-8 in every locale."""

import contextlib
import errno
import io
import os
import sys
from collections.abc import Iterator
from typing import IO, Any, Final, TextIO

import click

from newsfeed.errors import MissingFieldError, NewsfeedError
from newsfeed.findings import Finding, Severity
from newsfeed.io.files import readable
from newsfeed.reports.printing import as_json, printable

TROUBLE: Final = 2
"""Exit code if something could not be read or written, or the command was used wrongly (as in diff(1))."""

_COLORS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_REASONS: Final = {
    errno.ENOENT: "there is no such file or folder: check the path",
    errno.EISDIR: "is a folder: name a file",
    errno.ENOTDIR: "a part of the path is a file, not a folder: check the path",
    errno.EEXIST: "is a file where a folder is needed: name another",
    errno.EACCES: "permission denied: make it accessible, or name another",
    errno.EROFS: "lies on a read-only file system: name another",
    errno.ENOSPC: "no space is left on the device: make room",
    errno.EADDRINUSE: "another program listens there: choose another port",
    errno.EADDRNOTAVAIL: "this machine has no such address: choose another host",
    errno.EBADF: "is closed: open it or name a file",
}


class Failure(click.ClickException):
    """An error about a file, shown as one line on stderr.

    Args:
        error: the exception.
        name: the file it is about, unless the error names another.
    """

    exit_code = TROUBLE

    def __init__(self, error: Exception, name: str = "") -> None:
        if isinstance(error, OSError):
            name = readable(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else name
            reason = _REASONS.get(error.errno or 0) or error.strerror or str(error)
        elif isinstance(error, MissingFieldError):
            reason = f"{error}: --set {error.field}=..."
        else:
            reason = str(error)
        super().__init__(f"{name}: {reason}" if name else reason)

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002  (click's signature)
        """Print the line."""
        print_message(self.message)


@contextlib.contextmanager
def failures_of(name: str) -> Iterator[None]:
    """Turn errors raised inside into a `Failure` of this file."""
    try:
        yield
    except BrokenPipeError:
        raise
    except (NewsfeedError, OSError) as error:
        raise Failure(error, name) from None


# --- text that is safe to print -------------------------------------------------------------------------------------------


# --- stderr ---------------------------------------------------------------------------------------------------------------

_quiet = False


def set_quiet(quiet: bool) -> None:
    """Suppress notes and warnings from now on (`--quiet`); errors are always printed."""
    global _quiet  # noqa: PLW0603  (one process runs one command line)
    _quiet = quiet


def is_quiet() -> bool:
    """Return whether `--quiet` was given."""
    return _quiet


def print_message(text: str) -> None:
    """Print an error on stderr, as one line; do nothing if stderr is closed."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(f"newsfeed: {printable(text)}\n")
            sys.stderr.flush()


def print_note(text: str) -> None:
    """Print a note on stderr, as one line, unless `--quiet` was given."""
    if not _quiet:
        print_message(text)


def print_findings(name: str, findings: "list[Finding] | tuple[Finding, ...]", dropped: int) -> None:
    """Print a reader's or validator's errors and warnings about a file on stderr; `--quiet` leaves only the errors.

    Args:
        name: the file.
        findings: those that were kept.
        dropped: the number of those that were not.
    """
    for finding in findings:
        if finding.severity is not Severity.INFO:
            line = f"line {finding.line}: " if finding.line else ""
            path = f" at {finding.path}" if finding.path else ""
            show = print_message if finding.severity is Severity.ERROR else print_note
            show(f"{name}: {line}{finding.severity}: {finding.message} [{finding.code}]{path}")
    if dropped:
        print_note(f"{name}: {dropped} more findings")


# --- stdout ---------------------------------------------------------------------------------------------------------------


def print_text(text: str) -> None:
    """Print text on stdout."""
    with _stdout() as stream:
        stream.write(text)


def print_bytes(data: bytes) -> None:
    """Write bytes to stdout."""
    with _stdout() as stream:
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()


def print_json(data: object) -> None:
    """Print data as indented JSON on stdout."""
    print_text(as_json(data))


@contextlib.contextmanager
def _stdout() -> Iterator[TextIO]:
    """Yield stdout; errors of it name `<stdout>`."""
    if sys.stdout is None:  # the process was started with stdout closed
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "<stdout>")
    try:
        yield sys.stdout
    except OSError as error:
        error.filename = "<stdout>"
        raise


def colored_severity(severity: Severity) -> str:
    """Return the severity's name, in its color if stdout shows colors."""
    return click.style(str(severity), fg=_COLORS[severity], bold=True) if shows_colors(sys.stdout) else str(severity)


def shows_colors(stream: TextIO) -> bool:
    """Return whether to print colors: NO_COLOR turns them off, FORCE_COLOR on, otherwise a terminal has them.

    See no-color.org and force-color.org; NO_COLOR wins if both are set.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def use_utf8() -> None:
    """Switch stdout and stderr to UTF-8 in any locale; bytes of file names that are not UTF-8 are escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def flush_stdout() -> int:
    """Flush stdout before the process ends.

    Returns:
        the exit code if that fails, else 0.
    """
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        _abandon_stdout()
        if isinstance(error, BrokenPipeError):
            return 141
        Failure(error, "<stdout>").show()
        return TROUBLE
    return 0


def _abandon_stdout() -> None:
    """Redirect stdout to the null device: the interpreter's own flush at exit would fail again and print a traceback."""
    with contextlib.suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
