"""What a build wrote: files are replaced where their bytes differ, and removed where a later build writes them no more."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import attrs

import newsfeed
from newsfeed.cli import stories
from newsfeed.cli.lines import readable, say
from newsfeed.errors import LimitError
from newsfeed.io import files as files_io
from newsfeed.io.limits import DEFAULT

MANIFEST: Final = "manifest.json"


@attrs.define
class Tally:
    """How many files were written, left as they were because their bytes are the same, and removed."""

    written: int = 0
    unchanged: int = 0
    pruned: int = 0

    def __str__(self) -> str:
        told = f"written {self.written}, unchanged {self.unchanged}"
        return f"{told}, pruned {self.pruned}" if self.pruned else told


def put(file: str, data: bytes, tally: Tally) -> None:
    """Write a file unless it has these bytes: it then keeps its time of change, which web servers and rsync go by.

    Raises:
        OSError: the file cannot be written.
    """
    if files_io.holds(file, data):
        tally.unchanged += 1
        return
    stories.make_folder(Path(file).parent)
    stories.replace(file, data)
    tally.written += 1


@attrs.frozen
class Manifest:
    """The files that builds wrote, by output folder: of each its name and a digest of its bytes.

    Attributes:
        path: where it is kept.
        outputs: the names and digests, by the real path of the folder.
    """

    path: Path
    outputs: dict[str, dict[str, str]]

    @classmethod
    def load(cls, cache: str) -> "Manifest":
        """Read the manifest of a cache folder; one that is damaged, or of another version, is as good as none."""
        import json  # of use with a cache only

        path = Path(cache, MANIFEST)
        try:
            return cls(path, _outputs(json.loads(files_io.read(path, DEFAULT))))
        except FileNotFoundError:
            return cls(path, {})
        except (ValueError, RecursionError, LimitError) as error:
            reason = str(error) if isinstance(error, _UnusableError) else "is damaged"
            say(f"{readable(str(path))}: {reason}; starting afresh, so that nothing is pruned this time")
            return cls(path, {})

    def update(self, output: str, made: Mapping[str, bytes | None], tally: Tally) -> None:
        """Remove what a former build wrote into a folder and this one does not, and note what this one wrote.

        Args:
            output: the folder.
            made: the bytes by file name; None for a file that was meant but not written, whose old bytes stay.
            tally: counts what is removed.

        Raises:
            OSError: a file cannot be removed, or the manifest not be written.
        """
        import json

        folder = os.path.realpath(output)
        former = self.outputs.get(folder, {})
        for name in sorted(former.keys() - made.keys()):
            tally.pruned += _prune(Path(folder, name), former[name])
        kept = {name: former[name] for name, data in made.items() if data is None and name in former}
        self.outputs[folder] = kept | {name: digest(data) for name, data in made.items() if data is not None}
        document = {"version": newsfeed.__version__, "outputs": self.outputs}
        stories.make_folder(self.path.parent)
        text = json.dumps(document, indent=1, sort_keys=True)  # ASCII: paths that are no UTF-8 are escaped
        stories.replace(self.path, f"{text}\n".encode())


class _UnusableError(ValueError):
    """A manifest that cannot be gone by; the message says why."""


def _outputs(document: Any) -> dict[str, dict[str, str]]:
    if not isinstance(document, dict) or not isinstance(document.get("outputs"), dict):
        raise _UnusableError("is no manifest")
    if document.get("version") != newsfeed.__version__:
        raise _UnusableError("is of another version of newsfeed")
    outputs: dict[str, dict[str, str]] = document["outputs"]
    if not all(isinstance(files, dict) and all(map(_is_entry, files.items())) for files in outputs.values()):
        raise _UnusableError("is no manifest")
    return outputs


def _is_entry(entry: tuple[str, Any]) -> bool:
    """Whether it names a file in the folder itself: nothing else is ever removed."""
    name, found = entry
    plain = name not in ("", ".", "..") and "\0" not in name and Path(name).name == name
    return plain and isinstance(found, str)


def _prune(file: Path, written: str) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    if digest(file.read_bytes()) != written:
        say(f"{readable(str(file))}: not pruned, as it was changed since it was built")
        return False
    file.unlink()
    return True


def digest(data: bytes) -> str:
    """Give what bytes are known by."""
    from hashlib import blake2b

    return blake2b(data, digest_size=16).hexdigest()
