"""Digests of everything that newsfeed makes of documents (`python determinism.py ROOT STEP`), one a line.

It runs in processes of any version of Python that newsfeed supports, without the tools of the tests.
"""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import newsfeed
from newsfeed import Feed
from newsfeed.__main__ import main as run_command
from newsfeed.errors import NewsfeedError
from newsfeed.findings import Report
from newsfeed.plugins import registry

AS_OF: Final = datetime(2030, 1, 1, tzinfo=UTC)
_FOLDERS: Final = ("tests/golden", "tests/valid", "examples/stories", "examples/feeds")


def digest(data: bytes | str) -> str:
    """Return a short digest of bytes or text."""
    return hashlib.sha256(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data).hexdigest()[:16]


def documents(root: Path) -> list[Path]:
    """Return the documents to digest."""
    return [path for folder in _FOLDERS for path in sorted((root / folder).rglob("*")) if path.is_file()]


def digests(path: Path, root: Path) -> Iterator[tuple[str, str]]:
    """Yield what newsfeed makes of a document, and its digest: the model, each format, and the findings in their order."""
    name, data, report = path.relative_to(root).as_posix(), path.read_bytes(), Report()
    try:
        feed = newsfeed.loads(data, report=report)
    except NewsfeedError as error:
        yield f"{name} error", digest(str(error))
        return
    yield f"{name} read", digest(json.dumps(newsfeed.to_dict(feed)) + "\n".join(map(str, report)))
    try:
        yield f"{name} validated", digest("\n".join(map(str, newsfeed.validate(data))))
    except NewsfeedError as error:
        yield f"{name} validated", digest(str(error))
    for target in registry:
        if target.writes:
            yield f"{name} as {target.name}", digest(_written(feed, target.name))
            yield f"{name} lost in {target.name}", digest("\n".join(map(str, newsfeed.losses(feed, target.name))))


def _written(feed: Feed, name: str) -> bytes:
    try:
        item = feed if registry[name].feed or len(feed.stories) != 1 else feed.stories[0]
        return newsfeed.dumps(item, name, as_of=AS_OF)
    except NewsfeedError as error:
        return str(error).encode()


def site_digests(inputs: list[Path], root: Path) -> Iterator[tuple[str, str]]:
    """Yield each file of a site that is built of the example stories, and its digest."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "public"
        settings = ["--feed", str(root / "examples" / "feed.toml"), "--as-of", AS_OF.isoformat(), "--quiet"]
        arguments = ["newsfeed", "build", *map(str, inputs), *settings, "--output", str(output)]
        previous, sys.argv = sys.argv, arguments
        try:
            run_command()
        except SystemExit as end:
            yield "exit code of the build", str(end.code or 0)
        finally:
            sys.argv = previous
        for path in sorted(output.rglob("*")):
            if path.is_file():
                yield f"site {path.relative_to(output).as_posix()}", digest(path.read_bytes())


def main(root: Path, step: int) -> None:
    """Print the digests of every n-th document, and those of a site."""
    lines = [line for path in documents(root)[::step] for line in digests(path, root)]
    lines += site_digests([root / "examples" / "stories"], root)
    sys.stdout.buffer.write("".join(f"{name}\t{value}{os.linesep}" for name, value in lines).encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
