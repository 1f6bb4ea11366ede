"""Processes that run pytest in a copy of the checkout; this one must not have imported newsfeed."""

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tools.mutants.sampling import ROOT


def run_tests(tree: Path, files: Iterable[str], plugin: Any, *options: str) -> int:
    """Run pytest in the copy of the checkout; this process must not have imported newsfeed."""
    os.chdir(tree)
    os.environ["PYTHONPATH"] = str(tree / "src")
    sys.path.insert(0, str(tree / "src"))
    sys.dont_write_bytecode = True
    with Path(os.environ.get("MUTANTS_LOG", os.devnull)).open("a") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    without = (
        "-p",
        "no:xdist",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:cov",
        "-W",
        "ignore::pytest.PytestAssertRewriteWarning",
    )
    return int(pytest.main(["-q", *without, *options, *files], plugins=[plugin]))


def fork(function: Any, *arguments: Any) -> Any:
    process = multiprocessing.get_context("fork").Process(target=_alone, args=(function, *arguments))
    process.start()
    return process


def in_fork(function: Any, *arguments: Any) -> int:
    process = fork(function, *arguments)
    process.join(1800)
    if process.is_alive():
        os.killpg(process.pid, signal.SIGKILL)
        process.join()
    return int(process.exitcode or 0)


def _alone(function: Any, *arguments: Any) -> None:
    os.setsid()
    function(*arguments)


def copy_checkout(folder: Path) -> Path:
    """Copy the files of the checkout that git knows or would add, with a link to ../shared."""
    tree = folder / "newsfeed"
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    for name in subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)
    (folder / "shared").symlink_to((ROOT / "../shared").resolve())
    return tree
