"""The pages whose examples are run, their blocks, and the shell commands in them.

A block is fenced, with its language behind the fence and perhaps the name of a file that it is: "```toml feed.toml".
"""

import re
import shlex
import subprocess
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"

PYTHON = {"python", "pycon"}
SHELL = {"console", "sh", "bash", "shell"}
# Blocks that show something and are not run; of a language that is not here, only a block that is a file.
SHOWN = {"text", "nginx", "yaml", "dockerfile", "ini", "markdown", "html", "toml", "xml", "json", "jinja"}

_BLOCK = re.compile(r"^(`{3,})(\w+) ?([\w./-]*)\n(.*?)^\1$|((?:^    [^\n]*\n)+)", re.MULTILINE | re.DOTALL)
# What the shell reads to its end before it runs anything.
_COMPOUND = re.compile(r"<<-?\s*['\"]?\w|^\s*(?:for|while|until|if|case)\b|[({]\s*$", re.MULTILINE)


class Block(NamedTuple):
    """A fenced or indented block: its language, the name of the file that it is, and its text."""

    language: str
    name: str
    text: str


class Command(NamedTuple):
    """A line for the shell, of several lines if it goes on, and the lines of output that are shown below it."""

    line: str
    expected: tuple[str, ...] = ()


def example_pages() -> dict[str, Path]:
    """Return the pages by their address in the checkout: the documentation and the READMEs of the example projects."""
    paths = [ROOT / "README.md", *DOCS.glob("*.md"), *(DOCS / "guide").glob("*.md"), *(DOCS / "reference").glob("*.md")]
    paths += [*(DOCS / "design").glob("*.md"), *(ROOT / "examples").glob("*/README.md")]
    return {path.relative_to(ROOT).as_posix(): path for path in sorted(paths)}


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a page; an indented one is a Python session, or the lines of it that are commands."""
    for match in _BLOCK.finditer(text):
        if match[5] is None:
            yield Block(match[2], match[3], match[4])
        elif ">>> " in match[5]:
            yield Block("pycon", "", textwrap.dedent(match[5]))
        else:
            lines = re.findall(r"^    (newsfeed .*\n)", match[5], re.MULTILINE)
            yield Block("console", "", "".join(f"$ {line}" for line in lines))


def unmarked(text: str) -> list[str]:
    """Return the fences of a page that begin no block that is run, is a file, is marked as shown only, or is a directive."""
    problems: list[str] = []
    opened = ""
    for line in text.splitlines():
        match = re.match(r"([ >\t-]*)(`{3,})(.*)$", line)
        if match and opened:
            opened = "" if line.rstrip() == opened else opened
        elif match:
            opened = match[2]
            if match[1] or not _is_marked(match[3]):
                problems.append(line)
    return [*problems, "a fence that is not closed"] if opened else problems


def _is_marked(info: str) -> bool:
    """Return whether a block's info string tells what is done with it."""
    language, _, name = info.partition(" ")
    directive = re.fullmatch(r"\{[\w:-]+\}", language)
    return bool(directive) or bool(re.fullmatch(r"[\w./-]+", name)) or language in PYTHON | SHELL | SHOWN


def commands(block: Block) -> Iterator[Command]:
    """Yield the commands of a block for the shell.

    If the first line begins with `$`, each line that does is a command, and the lines below it are its output. Without, as in
    `sh`, each line is a command.
    """
    lines = block.text.splitlines()
    if block.language == "console" or block.text.startswith("$ "):
        yield from _session(lines)
    else:
        yield from _script(lines)


def _session(lines: list[str]) -> Iterator[Command]:
    rest = lines
    while rest:
        line, rest = rest[0], rest[1:]
        assert line.startswith("$ "), f"output without a command before it: {line}"
        line = line.removeprefix("$ ")
        while rest and is_incomplete(line):
            line, rest = f"{line}\n{rest[0].removeprefix('> ')}", rest[1:]
        count = next((number for number, shown in enumerate(rest) if shown.startswith("$ ")), len(rest))
        yield Command(line, tuple(rest[:count]))
        rest = rest[count:]


def _script(lines: list[str]) -> Iterator[Command]:
    pending = ""
    for line in lines:
        pending = f"{pending}\n{line}" if pending else line
        if pending.strip() and not pending.lstrip().startswith("#") and not is_incomplete(pending):
            yield Command(pending)
            pending = ""
        elif not pending.strip() or pending.lstrip().startswith("#"):
            pending = ""
    assert not pending, f"the command does not end: {pending}"


def is_incomplete(line: str) -> bool:
    """Return whether the shell needs another line: after a backslash, in quotes, in a loop or in a here-document."""
    if line.endswith("\\"):
        return True
    if _COMPOUND.search(line):
        checked = subprocess.run(["bash", "-n", "-c", line], capture_output=True, check=False)
        return checked.returncode != 0 or bool(checked.stderr)
    try:
        shlex.split(line, comments=True)
    except ValueError:
        return True
    return False
