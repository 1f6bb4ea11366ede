"""Prints the program of a version of Python that this machine has (`python tools/find_python.py 3.12`), or nothing.

Looked for on the path, by pyenv and by uv, in this order.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path


def candidates(version: str) -> Iterator[str]:
    """Yield programs that may be of a version, such as `3.12`."""
    if program := shutil.which(f"python{version}"):
        yield program
    for name in reversed(output("pyenv", "versions", "--bare").split()):
        if name == version or name.startswith(f"{version}."):
            yield str(Path(output("pyenv", "prefix", name).strip(), "bin", "python"))
    if program := output(str(Path(sys.executable).with_name("uv")), "python", "find", version).strip():
        yield program


def output(*command: str) -> str:
    """Return what a command prints; "" if there is no such command, or it fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def is_version(program: str, version: str) -> bool:
    """Return whether a program runs, and is this version of Python; the shims of pyenv may be of none."""
    return output(program, "-c", "import sys; print('%d.%d' % sys.version_info[:2])").strip() == version


def main(version: str) -> None:
    """Print the first program that is of a version."""
    print(next((program for program in candidates(version) if is_version(program, version)), ""))


if __name__ == "__main__":
    main(sys.argv[1])
