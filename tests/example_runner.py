"""Runner for the examples of a page: files, commands, servers and Python, in their order and in one folder."""

import contextlib
import doctest
import os
import re
import runpy
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest
from click.testing import CliRunner

import newsfeed
from example_pages import PYTHON, SHELL, Block, Command, blocks, commands
from newsfeed.cli import program

# Programs that examples may run. They write below the folder of the page only, and reach no other machine.
_RUN = """
    awk basename bash brotli cat cd cmp comm cp curl cut date df diff dirname django-admin do done du echo else env
    export false fastapi fi file find flask for grep gunicorn gunzip gzip head hypercorn if jq kill litestar ls mkdir
    mv newsfeed node od printf pwd python python3 rm sed seq sha256sum sleep sort sqlite3 stat tail tar tee test then
    touch tr true uniq unzip uvicorn wait wc while xargs xmllint zcat zip zstd
"""
RUN = frozenset(_RUN.split())
# Lines that are not run, and why. The first that fits counts.
NOT_RUN = {
    r"(?:python3? -m |uv )?pip install\b": "it installs from an index",
    r"python3? -m venv\b|(?:source|\.) .*activate": "the tests have their own environment",
    r"make\b": "it sets up an environment, or takes minutes",
    r"docker|podman": "it takes images from a registry",
    r"rsync|ssh|scp": "it copies to another machine",
    r"curl\b(?!.*(?:localhost|127\.0\.0\.1|\[::1\]|--help))": "it takes the network",
}

_EXTRA = re.compile(r"newsfeed-kit\[[\w,]+\]|No module named '(?:fastapi|flask|litestar|starlette)'")
_PORT = re.compile(
    r"(?:--port[ =]|--bind[ =]\S*:|-p |runserver (?:\S+:)?|http\.server |localhost:|127\.0\.0\.1:|0\.0\.0\.0:)(\d{4,5})\b"
)
_SERVER = re.compile(
    r"(?:uvicorn|gunicorn|hypercorn) |flask (?:.* )?run\b|litestar (?:.* )?run\b|fastapi (?:dev|run)\b|newsfeed serve\b"
    r"|python3? (?:\S*manage\.py runserver|-m http\.server)\b"
)
_SHELL_SYNTAX = re.compile(r"[|;&<`(*?]|\$[\w({]|\n")
_SECONDS_TO_START = 30
_SECONDS_TO_STOP = 10
_SECONDS_TO_RUN = 300


def run_page(name: str, text: str) -> None:
    """Run the examples of a page in the current folder; each may use the names and files of those before it."""
    all_blocks = list(blocks(text))
    with Shell(all_blocks) as shell, _importable(Path.cwd()):
        names: dict[str, object] = {}
        for number, block in enumerate(all_blocks):
            label = f"{Path(name).name}, example {number}"
            _run_block(Block(block.language, block.name, shell.with_free_ports(block.text)), label, names, shell)
            if block.language == "python" and block.name and not _is_mentioned(block.name, all_blocks[number + 1 :]):
                run_program(Path(block.name), names)


def _run_block(block: Block, label: str, names: dict[str, object], shell: "Shell") -> None:
    if block.name:
        path = Path(block.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
    elif block.language in SHELL:
        for command in commands(block):
            shell.run(command)
    elif block.language == "pycon":
        run_session(block.text, names, label)
    elif block.language in PYTHON:
        Path(f"{label}.py").write_text(block.text, encoding="utf-8")
        run_program(Path(f"{label}.py"), names)


def _is_mentioned(name: str, later: list[Block]) -> bool:
    """Return whether a program is run or imported by a later example."""
    stem = re.compile(rf"\b{re.escape(Path(name).stem)}\b")
    return any(stem.search(block.text) for block in later if block.language in PYTHON | SHELL or block.name)


@contextlib.contextmanager
def _importable(folder: Path) -> Iterator[None]:
    """Let Python import the files of a page, and forget them at its end."""
    before = set(sys.modules)
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for module in set(sys.modules) - before:
            if (getattr(sys.modules[module], "__file__", None) or "").startswith(str(folder)):
                del sys.modules[module]


class Shell:
    """A shell for the commands of one page: its folder, its variables and its servers, which are stopped at the end."""

    def __init__(self, all_blocks: list[Block]) -> None:
        self.home = Path.cwd()
        self.environment = os.environ | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
            "PYTHONUNBUFFERED": "1",
        }
        self.strict_curl = tempfile.mkdtemp()
        Path(self.strict_curl, ".curlrc").write_text("fail\n", encoding="utf-8")
        self.servers: list[subprocess.Popen[bytes]] = []
        self.ports = {
            port: str(free_port())
            for block in all_blocks
            if block.language in SHELL
            for command in commands(block)
            if is_server(command.line)
            for port in [port_of(command.line)]
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self.servers:
            self.stop_server()
        os.chdir(self.home)
        shutil.rmtree(self.strict_curl)

    def with_free_ports(self, text: str) -> str:
        """Return a text with the ports of the page's servers replaced by those that are free."""
        for port, free in self.ports.items():
            text = re.sub(rf"(:|--port[ =]|port=|-p |runserver |http\.server ){port}\b", rf"\g<1>{free}", text)
        return text

    def run(self, command: Command) -> None:
        """Run a command and compare its output with that of the page.

        A server, `... &`, runs until the page ends or stops it by `kill %1`. Anything else must end well, unless the page shows
        what it says.
        """
        line = re.sub(r"\s+#[^'\"\n]*$", "", command.line)
        program_name = program_of(line)
        if reason_not_to_run(line):
            return
        assert program_name in RUN, f"{line}: add {program_name} to RUN or NOT_RUN in tests/example_runner.py"
        if program_name == "cd":
            os.chdir(shlex.split(line)[1])
        elif program_name == "export":
            self.export(line)
        elif re.fullmatch(r"kill (?:%\d+|\$!)", line.strip()):
            self.stop_server()
        elif is_server(line):
            self.start_server(line)
        else:
            self.compare(command, *self.output_of(line, fails=not command.expected))

    def export(self, line: str) -> None:
        """Set variables for all commands that follow."""
        for assignment in shlex.split(line)[1:]:
            name, _, value = assignment.partition("=")
            self.environment[name] = value

    def output_of(self, line: str, *, fails: bool) -> tuple[int, str]:
        """Return the exit code and the output of a command; newsfeed alone runs in this process, which is faster.

        Args:
            line: the command.
            fails: True if an error of HTTP is a failure of curl, which takes it for an answer otherwise.
        """
        arguments = [] if _SHELL_SYNTAX.search(line) else shlex.split(line)
        if arguments[:1] == ["newsfeed"]:
            return _run_newsfeed(arguments[1:])
        if (
            shutil.which(program_of(line), path=self.environment["PATH"]) is None
            and program_of(line) not in SHELL_WORDS
        ):
            pytest.skip(f"{program_of(line)} is not installed")
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=self.environment | ({"CURL_HOME": self.strict_curl} if fails else {}),
            timeout=_SECONDS_TO_RUN,
            check=False,
        )
        return done.returncode, done.stdout.decode("utf-8", "replace")

    @staticmethod
    def compare(command: Command, code: int, output: str) -> None:
        """Compare the output with that of the page, where `...` is any text; lines may be left out before and after."""
        if code:
            skip_without_extra(output)
        assert matches(command.expected, output), f"$ {command.line}\n{output}"
        assert code == 0 or command.expected, f"$ {command.line}\n{output}"

    def start_server(self, line: str) -> None:
        """Start a server and wait until it answers."""
        default = port_of(line)
        port = int(self.ports.get(default, default))
        server_line = _with_port(line.strip().removesuffix("&").strip(), port)
        if shutil.which(program_of(server_line), path=self.environment["PATH"]) is None:
            pytest.skip(f"{program_of(server_line)} is not installed")
        log_path = self.home / f"server-{len(self.servers)}-{port}.log"
        with log_path.open("wb") as log:
            server = subprocess.Popen(
                ["bash", "-c", f"exec {server_line}" if ">" not in server_line else server_line],
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env=self.environment,
                start_new_session=True,
            )
        self.servers.append(server)
        deadline = time.monotonic() + _SECONDS_TO_START
        while not is_listening(port):
            shown = log_path.read_text(encoding="utf-8", errors="replace")
            if server.poll() is not None:
                skip_without_extra(shown)
                pytest.fail(f"$ {line}\n{shown}")
            assert time.monotonic() < deadline, f"$ {line}\nno answer in {_SECONDS_TO_START} s\n{shown}"
            time.sleep(0.05)

    def stop_server(self) -> None:
        """Stop the server that was started last, with all of its processes."""
        server = self.servers.pop()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait(_SECONDS_TO_STOP)


SHELL_WORDS = {"cd", "export", "kill", "wait", "for", "while", "if", "test", "true", "false", "echo", "printf", "pwd"}


def program_of(line: str) -> str:
    """Return the name of the program that a line begins with, behind assignments of variables."""
    words = [word for word in line.split() if not re.match(r"\w+=", word)]
    return words[0] if words else ""


def reason_not_to_run(line: str) -> str | None:
    """Return why a line is not run; None if it is."""
    start = line.strip()
    return next((reason for pattern, reason in NOT_RUN.items() if re.match(rf"(?:{pattern})(?!\w)", start)), None)


def is_server(line: str) -> bool:
    """Return whether a line starts a server: in the background, or in the foreground for requests of another shell."""
    line = line.rstrip()
    in_background = line.endswith("&") and not line.endswith("&&")
    return in_background or (_SERVER.match(line) is not None and not re.search(r" (?:--help|--version|-h)\b", line))


def port_of(line: str) -> str:
    """Return the port of a server; without one in the line, the default of the program."""
    match = _PORT.search(line)
    return match[1] if match else "5000" if line.startswith("flask ") else "8000"


def _with_port(line: str, port: int) -> str:
    """Return the line of a server with its port, unless that is in the line or in the program that it runs."""
    if _PORT.search(line):
        return line
    if "runserver" in line.split():
        return f"{line} {port}"
    return line if program_of(line).startswith("python") else f"{line} --port {port}"


def free_port() -> int:
    """Return a port of the loopback interface that nothing listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def is_listening(port: int) -> bool:
    """Return whether something listens at a port of the loopback interface."""
    with socket.socket() as client:
        client.settimeout(1)
        return client.connect_ex(("127.0.0.1", port)) == 0


def matches(expected: tuple[str, ...], output: str) -> bool:
    """Return whether an output has the expected lines in their order, where `...` is any text."""
    shown = "\n".join(line.rstrip() for line in output.replace("\r\n", "\n").split("\n"))
    wanted = "\n".join(line.rstrip() for line in expected).strip("\n")
    pattern = ".*?".join(re.escape(part) for part in wanted.split("..."))
    return re.search(pattern, shown, re.DOTALL) is not None


def _run_newsfeed(arguments: list[str]) -> tuple[int, str]:
    arguments, target = (arguments[:-2], arguments[-1]) if ">" in arguments else (arguments, "")
    result = CliRunner().invoke(program, arguments, catch_exceptions=False)
    if target:
        Path(target).write_bytes(result.stdout_bytes)
        return result.exit_code, result.stderr
    return result.exit_code, result.output


def run_session(text: str, names: dict[str, object], label: str) -> None:
    """Run a Python session; its output may be shortened by `...`."""
    session = doctest.DocTestParser().get_doctest(text, names, label, None, 0)
    messages: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(session, out=messages.append, clear_globs=False)
    names.update(session.globs)
    skip_without_extra("".join(messages))
    assert not runner.failures, "".join(messages)


def run_program(path: Path, names: dict[str, object]) -> None:
    """Run a Python program with the names of the examples before it."""
    try:
        names.update(runpy.run_path(str(path), init_globals=names))
    except newsfeed.errors.NewsfeedError as error:
        skip_without_extra(str(error))
        raise


def skip_without_extra(message: str) -> None:
    """Skip the rest of a page if the message tells to install an optional extra, or a framework is missing."""
    if extra := _EXTRA.search(message):
        pytest.skip(f"not installed: {extra[0]}")
