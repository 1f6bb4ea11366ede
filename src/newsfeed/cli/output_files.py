"""Output files of a build: replaced if their bytes differ, and removed once a later build no longer makes them."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import attrs

import newsfeed
from newsfeed.cli import documents
from newsfeed.cli.terminal import print_note
from newsfeed.errors import LimitError
from newsfeed.io import files
from newsfeed.io.files import readable
from newsfeed.io.limits import DEFAULT

MANIFEST: Final = "manifest.json"


@attrs.define
class Tally:
    """Number of files that were written, left alone because their bytes are the same, and removed.

    Attributes:
        written: the number of files whose bytes are new.
        unchanged: the number of those that were left alone.
        pruned: the number of those that were removed.
        changed: the paths of the files that were written.
    """

    written: int = 0
    unchanged: int = 0
    pruned: int = 0
    changed: set[str] = attrs.field(factory=set)

    def __str__(self) -> str:
        counts = f"written {self.written}, unchanged {self.unchanged}"
        return f"{counts}, pruned {self.pruned}" if self.pruned else counts


def write_if_changed(file: str, data: bytes, tally: Tally, writer: files.FolderWriter) -> None:
    """Write a file unless it already has these bytes, so that it keeps its modification time for web servers and rsync.

    Raises:
        OSError: the file cannot be written.
    """
    if files.has_content(file, data):
        tally.unchanged += 1
        return
    path = Path(file)
    with documents.naming(path.parent):
        writer.prepare(path.parent)
    with documents.naming(file):
        writer.write(path, data)
    tally.written += 1
    tally.changed.add(file)


class DryRun(files.FolderWriter):
    """Writer that writes nothing, so that a tally counts the files that would be written."""

    def write(self, path: Path, data: bytes) -> None:
        """Write nothing."""

    def prepare(self, folder: Path) -> Path:
        """Return the folder, and do not create it."""
        return folder


@attrs.frozen
class Manifest:
    """The files that builds wrote, by output folder: the name of each and a digest of its bytes.

    Attributes:
        path: the manifest's own file.
        outputs: names and digests, by the real path of the folder.
        program: the digest of the program that wrote the files and found them valid; "" if it is unknown.
    """

    path: Path
    outputs: dict[str, dict[str, str]]
    program: str = ""

    @classmethod
    def load(cls, cache: str) -> "Manifest":
        """Read the manifest of a cache folder; ignore one that is damaged or was written by another version."""
        import json  # needed with a cache only

        path = Path(cache, MANIFEST)
        try:
            document = json.loads(files.read(path, DEFAULT))
            return cls(path, _validated_outputs(document), str(document.get("program", "")))
        except FileNotFoundError:
            return cls(path, {})
        except (ValueError, RecursionError, LimitError) as error:
            reason = str(error) if isinstance(error, _UnusableError) else "is damaged"
            print_note(f"{readable(str(path))}: {reason}; starting afresh, so nothing is pruned this time")
            return cls(path, {})

    def validated(self, output: str) -> dict[str, str]:
        """Return the digests of the files in a folder that this very program has found valid, by their paths."""
        from newsfeed.cli.render_store import program_digest  # imports cattrs

        return self.outputs.get(os.path.realpath(output), {}) if self.program == program_digest() else {}

    def update(self, output: str, contents: Mapping[str, bytes | None], tally: Tally) -> None:
        """Remove the files that an earlier build wrote into a folder and this one does not, and record those of this one.

        Args:
            output: the folder.
            contents: bytes by path below the folder; None for a file with errors, which was not written and keeps its old
                bytes.
            tally: counts the removed files.

        Raises:
            OSError: a file cannot be removed, or the manifest cannot be written.
        """
        import json

        from newsfeed.cli.render_store import program_digest

        folder = os.path.realpath(output)
        former = self.outputs.get(folder, {})
        for name in sorted(former.keys() - contents.keys()):
            tally.pruned += _prune(Path(folder), name, former[name])
        unwritten = {name: former[name] for name, data in contents.items() if data is None and name in former}
        self.outputs[folder] = unwritten | {name: digest(data) for name, data in contents.items() if data is not None}
        document = {"version": newsfeed.__version__, "program": program_digest(), "outputs": self.outputs}
        documents.make_folder(self.path.parent)
        text = json.dumps(document, indent=1, sort_keys=True)  # ASCII: paths that are not UTF-8 are escaped
        documents.replace(self.path, f"{text}\n".encode())


class _UnusableError(ValueError):
    """A manifest that cannot be used; the message gives the reason."""


def _validated_outputs(document: object) -> dict[str, dict[str, str]]:
    if not isinstance(document, dict) or not isinstance(document.get("outputs"), dict):
        raise _UnusableError("is not a manifest")
    if document.get("version") != newsfeed.__version__:
        raise _UnusableError("was written by another version of newsfeed")
    outputs: dict[str, dict[str, str]] = document["outputs"]
    if not all(isinstance(entries, dict) and all(map(_is_entry, entries.items())) for entries in outputs.values()):
        raise _UnusableError("is not a manifest")
    return outputs


def _is_entry(entry: tuple[str, object]) -> bool:
    """Return whether the entry names a file below the folder; nothing else is ever removed."""
    path, file_digest = entry
    is_plain = all(name not in ("", ".", "..") and Path(name).name == name for name in path.split("/"))
    return is_plain and "\0" not in path and isinstance(file_digest, str)


def _prune(folder: Path, path: str, written_digest: str) -> bool:
    """Remove a file, unless it was changed or is reached through a link to another folder."""
    file = folder.joinpath(path)
    if file.is_symlink() or not file.is_file() or Path(os.path.realpath(file.parent)) != file.parent:
        return False
    if digest(file.read_bytes()) != written_digest:
        print_note(f"{readable(str(file))}: not pruned, because it was changed since it was built")
        return False
    file.unlink()
    return True


def digest(data: bytes) -> str:
    """Return the digest of a file's bytes in the manifest."""
    from hashlib import blake2b

    return blake2b(data, digest_size=16).hexdigest()
