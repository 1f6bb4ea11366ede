"""Writer of the road of one page in docs/design/architecture.md (`make docs`): the files that a build passes, in order."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "design" / "architecture.md"
BEGIN, END = "<!-- road: begin -->", "<!-- road: end -->"

PROGRAM = """
import sys, tempfile
from inspect import CO_OPTIMIZED
import newsfeed.cli

PACKAGE = newsfeed.__file__.removesuffix("__init__.py")

def build(folder):
    story, feed = "examples/stories/tidal-barrier.txt", "examples/feed.toml"
    arguments = ["build", story, "--feed", feed, "--to", "rss", "-q", "-o", folder]
    try:
        newsfeed.cli.program(arguments)
    except SystemExit as end:
        assert end.code == 0, end.code

files = {}

def enter(frame, event, _argument):
    code = frame.f_code
    if event == "call" and code.co_flags & CO_OPTIMIZED and code.co_filename.startswith(PACKAGE):
        files.setdefault(code.co_filename.removeprefix(PACKAGE))

with tempfile.TemporaryDirectory() as folder:
    build(folder + "/warm")  # imports every module and compiles what is compiled on first use
    sys.setprofile(enter)
    build(folder + "/traced")
    sys.setprofile(None)
print("newsfeed.cli.parallel" in sys.modules)
print("\\n".join(files))
"""


def trace() -> tuple[bool, list[str]]:
    """Return whether a build with one job imports the parallel reader, and the files that it enters, in order."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, cwd=ROOT, check=True, encoding="utf-8"
    )
    parallel, *files = done.stdout.split("\n")
    return parallel == "True", [path for path in files if path]


def section() -> str:
    """Return the list of files as Markdown."""
    _, files = trace()
    lines = [f"{number}. `{path}`" for number, path in enumerate(files, 1)]
    return "\n".join([BEGIN, *lines, END])


def written() -> str:
    """Return the list that the page has now."""
    match = re.search(f"{re.escape(BEGIN)}.*?{re.escape(END)}", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert match is not None
    return match[0]


def main() -> None:
    """Replace the list in the page."""
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(text.replace(written(), section()), encoding="utf-8")


if __name__ == "__main__":
    main()
