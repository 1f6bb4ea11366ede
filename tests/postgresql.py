"""A PostgreSQL server of the tests' own, on loopback, in a temporary folder, as an ordinary user."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_DEADLINE = 60
_OPTIONS = ("fsync=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=60", "logging_collector=off")


@contextmanager
def running_postgresql() -> Iterator[str]:
    """Start a server and yield the URL of its database; skip the test if PostgreSQL is not installed."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: on Debian, apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="newsfeed-postgresql-"))
    try:
        user = _ordinary_user()
        if user is not None:
            os.chown(folder, user, -1)
        data = folder / "data"
        subprocess.run(
            [
                programs / "initdb",
                "-D",
                data,
                "-U",
                "newsfeed",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-sync",
                "--locale=C.UTF-8",
            ],
            user=user,
            cwd=folder,
            check=True,
            capture_output=True,
        )
        server, url = _start(programs, folder, user)
        try:
            yield url
        finally:
            server.send_signal(signal.SIGINT)  # ends the connections that are left, too
            server.wait(_DEADLINE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """Return the folder with the programs of the server; Debian keeps them out of the PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if found := shutil.which("initdb"):
        folders.append(Path(found).resolve().parent)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


def _ordinary_user() -> int | None:
    """Return the user to run the server as, since it refuses to run as root; None for the present one."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("nobody").pw_uid
    except KeyError:
        pytest.skip("PostgreSQL does not run as root, and there is no user called nobody")


def _start(programs: Path, folder: Path, user: int | None) -> tuple["subprocess.Popen[bytes]", str]:
    for _ in range(3):  # another process may take the port before the server does
        port = _free_port()
        options = [word for option in _OPTIONS for word in ("-c", option)]
        address = ["-h", "127.0.0.1", "-p", str(port), "-k", str(folder)]
        with (folder / "log").open("ab") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", folder / "data", *address, *options],
                user=user,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        url = f"postgresql://newsfeed@127.0.0.1:{port}/postgres"
        if _is_ready(server, url):
            return server, url
        server.kill()
        server.wait()
    pytest.fail(f"PostgreSQL does not start: {(folder / 'log').read_text(errors='replace')[-2000:]}")


def _is_ready(server: "subprocess.Popen[bytes]", url: str) -> bool:
    import psycopg

    deadline = time.monotonic() + _DEADLINE
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(url, connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return True
    return False


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
