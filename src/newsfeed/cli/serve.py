"""`newsfeed serve`: the stories of a folder or a database over HTTP."""

import functools
import logging
import os
import signal
import socket
from collections.abc import Callable
from contextlib import closing, nullcontext
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Final

import attrs
import click

from newsfeed.cli.options import quiet_option, reading_options_for, theme_option
from newsfeed.cli.store import open_store
from newsfeed.cli.terminal import failures_of, print_note
from newsfeed.errors import UnsupportedError
from newsfeed.io.files import readable
from newsfeed.site.documents import ReadingOptions

if TYPE_CHECKING:
    from newsfeed.http import FolderSource, Settings
    from newsfeed.http.validator import Validator
    from newsfeed.integrations.sqlalchemy import SqlSource

_BACKLOG: Final = 2048
VALIDATOR_PATH: Final = "/validate"
"""The path of the page that checks documents."""


@attrs.frozen(kw_only=True)
class ServingOptions:
    """The options of the server.

    Attributes:
        host: the address to listen on.
        port: the port to listen on; 0 for any that is free.
        page_size: the number of stories of a page.
        max_age: how long clients may use a response without asking again. Seconds.
        theme: the folder with the house's templates, or None.
        validator: True to have the validator page.
        checks: the number of documents that it checks at the same time.
        check_seconds: the time that a check may take.
        check_size: the size of the largest document in bytes.
    """

    host: str
    port: int
    page_size: int
    max_age: int
    theme: str | None
    validator: bool
    checks: int
    check_seconds: float
    check_size: int


def _serving_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options of the server to a command; they are passed as `serving`."""

    @functools.wraps(command)
    def run(*args: Any, **arguments: Any) -> int:
        names = attrs.fields_dict(ServingOptions)
        values = {name: arguments.pop(name) for name in names}
        return command(*args, serving=ServingOptions(**values), **arguments)

    for option in reversed(_OPTIONS):
        run = option(run)
    return run


_OPTIONS: Final = (
    click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; 0.0.0.0 for all."),
    click.option(
        "--port",
        type=click.IntRange(0, 65535),
        default=8000,
        show_default=True,
        help="The port to listen on; 0 for any that is free.",
    ),
    click.option(
        "--page-size", type=click.IntRange(1), default=50, show_default=True, metavar="N", help="The stories of a page."
    ),
    click.option(
        "--max-age",
        type=click.IntRange(0),
        default=60,
        show_default=True,
        metavar="SECONDS",
        help="How long clients may use a response without asking again.",
    ),
    theme_option,
    click.option(
        "--validator/--no-validator",
        default=True,
        show_default=True,
        help="Whether /validate is a page that checks documents of its visitors.",
    ),
    click.option(
        "--checks",
        type=click.IntRange(1),
        default=2,
        show_default=True,
        metavar="N",
        help="The documents that /validate checks at once, each in a process; others are told to come back.",
    ),
    click.option(
        "--check-seconds",
        type=click.FloatRange(0.1),
        default=10,
        show_default=True,
        metavar="SECONDS",
        help="The time after which a check is stopped.",
    ),
    click.option(
        "--check-size",
        type=click.IntRange(1),
        default=2 << 20,
        show_default=True,
        metavar="BYTES",
        help="The size of the largest document that /validate checks.",
    ),
)


@click.command(
    epilog="\b\nExamples:\n  newsfeed serve stories/ --feed feed.toml\n"
    "  newsfeed serve stories/ --feed feed.toml --port 8000 --base https://news.example.com/desk/\n"
    "  newsfeed serve --database sqlite:///stories.db\n\n"
    "The feed is at /feed in the format that Accept prefers, and at /feed.rss, /feed.atom and so on; each story is at "
    "/stories/NAME. Changed files are served within a second. /validate checks documents that visitors paste or upload. "
    "SIGINT (Ctrl+C) and SIGTERM end the server."
)
@click.argument("folder", metavar="[FOLDER]", required=False)
@click.option("--feed", "feed_toml", metavar="FEED.toml", help="The feed's own values: title, url, publisher ...")
@click.option("--database", metavar="URL", help="Serve the stories of a database, which newsfeed store saves there.")
@_serving_options
@quiet_option
@reading_options_for(
    "The public address of the server, if it is behind a proxy or in a path of another site. Without it, the Host of each "
    "request is used. Relative links are resolved against it, and the id of a page without one is made of it and the file's "
    "name."
)
def serve(
    folder: str | None, feed_toml: str | None, database: str | None, serving: ServingOptions, reading: ReadingOptions
) -> int:
    """Serve the stories of a folder or a database over HTTP, as feeds and pages.

    FOLDER has files in any readable format, also in folders below it. It is watched: a file that changes is read again.
    """
    if folder is None or database is not None:
        return _serve_database(folder, feed_toml, database, serving, reading)
    if not Path(folder).is_dir():
        raise click.UsageError(f"{readable(folder)} is no folder: name the one with the stories")
    from newsfeed.http import FolderSource  # only this command serves

    if feed_toml is None:
        source = FolderSource(folder, reading=reading, page_size=serving.page_size)
    else:
        with failures_of(feed_toml):
            source = FolderSource(folder, feed_toml, reading=reading, page_size=serving.page_size)
    return _serve(source, serving, reading)


def _serve_database(
    folder: str | None, feed_toml: str | None, database: str | None, serving: ServingOptions, reading: ReadingOptions
) -> int:
    if folder is not None or database is None:
        raise click.UsageError("name either a folder with stories or a --database")
    if feed_toml is not None:
        raise click.UsageError("a database has the values of its feed: newsfeed store --feed saves them")
    with open_store(database) as stored:
        from newsfeed.integrations.sqlalchemy import SqlSource

        return _serve(SqlSource(stored, page_size=serving.page_size), serving, reading)


def _serve(source: "FolderSource | SqlSource", serving: ServingOptions, reading: ReadingOptions) -> int:
    """Serve a source until a signal ends it."""
    if serving.theme is not None and not Path(serving.theme).is_dir():
        raise click.UsageError(f"{readable(serving.theme)} is no folder: name the one with the templates")
    _check_uvicorn()
    from newsfeed.cli.server import run_server
    from newsfeed.http import asgi

    validator = _validator(serving)
    settings = _settings(serving, reading, validator)
    _log_to_stderr()
    count = _count(source, settings)
    with validator or nullcontext(), closing(_listen(serving.host, serving.port)) as listener:
        # The signals are uvicorn's while it runs; it sends them again once it has ended.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _ignore)
        if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            signal.signal(signal.SIGHUP, _terminate)  # event loops report an exception of a handler, and go on
        address = settings.base or _address(listener)
        print_note(f"serving {count} {'story' if count == 1 else 'stories'} at {address} (stop with Ctrl+C)")
        run_server(asgi.app(source, settings), listener, validator)
    return 0


def _check_uvicorn() -> None:
    """Raise UnsupportedError unless uvicorn, an extra, is installed."""
    try:
        import_module("uvicorn")
    except ImportError:
        raise UnsupportedError("serving needs uvicorn: pip install 'newsfeed-kit[serve]'") from None


def _validator(serving: ServingOptions) -> "Validator | None":
    if not serving.validator:
        return None
    from newsfeed.http.validator import CheckLimits, Validator, ValidatorSettings

    limits = CheckLimits(seconds=serving.check_seconds, max_bytes=serving.check_size)
    return Validator(ValidatorSettings(workers=serving.checks, limits=limits))


def _settings(serving: ServingOptions, reading: ReadingOptions, validator: "Validator | None") -> "Settings":
    from newsfeed.http import ResponseCache, Settings
    from newsfeed.http.settings import utc_now

    base = reading.base
    return Settings(
        base=base if base is None or base.endswith("/") else f"{base}/",
        changed=utc_now(),
        max_age=serving.max_age,
        headings=reading.headings,
        theme=serving.theme,
        cache=ResponseCache(),
        handlers={} if validator is None else {VALIDATOR_PATH: validator},
        body_limit=_body_limit(validator),
    )


def _body_limit(validator: "Validator | None") -> int:
    """Return the most bytes that are read of a request: the validator page itself refuses documents a little too long."""
    return 0 if validator is None else 2 * validator.max_body


def _log_to_stderr() -> None:
    """Print warnings and errors of the server, with tracebacks: it has no other log."""
    logging.basicConfig(level=logging.WARNING, format="newsfeed: %(levelname)s: %(message)s")


def _count(source: "FolderSource | SqlSource", settings: "Settings") -> int:
    """Read a source for the first time, and return the number of its stories."""
    from newsfeed.http import FolderSource

    if not isinstance(source, FolderSource):
        return source.count(settings.clock())
    count = 0
    page = source.page(None, settings.clock())
    while page is not None:
        count += len(page.entries)
        page = None if page.next is None else source.page(page.next, settings.clock())
    return count


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that accepts connections.

    Raises:
        Failure: the address cannot be used.
    """
    with failures_of(f"{host}:{port}"):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.socket(family)
        try:
            if os.name != "nt":  # on Windows, this would share the port with other programs
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((host, port))
            listener.listen(_BACKLOG)
        except OSError:
            listener.close()
            raise
        return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _terminate(_number: int, _frame: FrameType | None) -> None:
    """End the server as SIGTERM does: uvicorn handles that signal."""
    signal.raise_signal(signal.SIGTERM)


def _ignore(_number: int, _frame: FrameType | None) -> None:
    pass
